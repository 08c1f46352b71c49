/* Internal to scope, time and recommendations: a reading's trees, walked downwards, and what its words say by
 * themselves. Words are indexes into the words of the analysis. */
#ifndef BG_EXTRACT_SCOPE_TREE_H
#define BG_EXTRACT_SCOPE_TREE_H

#include "extract/scope_lexicon.h"

#define NO_WORD SIZE_MAX

/* What stands under a verb, or a noun or adjective that heads a clause or names an event. */
typedef struct {
  bool ready;
  const cue *modal;    /* the auxiliary that counts, or NULL */
  const cue *adverb;   /* the adverb or modifier that sets a modality, or NULL */
  const cue *modifier; /* "ongoing": says that the event exists, or NULL */
  bool negated;        /* an odd number of negations */
  bool conditional;    /* an if-clause hangs on it */
  bool future;         /* will, be going to */
  bool past;           /* finite past tense or perfect */
  bool counterfactual; /* should have been */
  bool inverted;       /* "should it fail": a condition */
  bool passive;
  bool infinitive;      /* has the mark "to" */
  bool definite;        /* the, its, X's: a noun that refers to something known */
  bool indefinite;      /* a, an, any */
  size_t modal_word;    /* of `modal` */
  size_t subject;       /* its own, or NO_WORD */
  size_t coordinator;   /* its cc, or NO_WORD */
  size_t speaker;       /* "according to X": X; "X said" beside it: said; or NO_WORD */
  bool unnamed_speaker; /* reportedly, alleged */
} local_cues;

/* What introduces a clause or noun: all the words of "in order to". */
typedef struct {
  const cue *cue; /* NULL: not in the lexicon */
  char form[48];  /* in the text's own capitals; empty when nothing introduces it */
} marker;

struct bg_scoper {
  const bg_scope_lexicon *lexicon;
  const bg_reading *reading;
  const bg_word *words;
  uint32_t *head, *first_child, *next_child; /* UINT32_MAX: none */
  local_cues *locals;
  struct time_table *times; /* found when first asked for */
  size_t *lead;             /* of each block: the sentence that introduces its list ("The EU should:"), or SIZE_MAX */
  const cue **lead_cue;     /* of each block: the modal or verb of advice in that sentence, or NULL */
};

/* NO_WORD behind the last. */
size_t scope_head(const bg_scoper *scoper, size_t word);
size_t scope_first(const bg_scoper *scoper, size_t word);
size_t scope_next(const bg_scoper *scoper, size_t word);
bg_deprel scope_rel(const bg_scoper *scoper, size_t word); /* universal */
bg_upos scope_upos(const bg_scoper *scoper, size_t word);
/* The first child with that universal relation. */
size_t scope_child(const bg_scoper *scoper, size_t word, bg_deprel relation);
/* Form or lemma, ASCII case ignored. */
bool scope_lemma(const bg_scoper *scoper, size_t word, const char *lemma);
bool scope_form(const bg_scoper *scoper, size_t word, const char *form);

/* Inflected for the third person or the past, itself or by its auxiliary: never an imperative nor below a modal. */
bool scope_is_finite(const bg_scoper *scoper, size_t word);

marker scope_marker(const bg_scoper *scoper, size_t word);
const local_cues *scope_local(bg_scoper *scoper, size_t word);
/* The cue of a verb (with its particle), noun or adjective for what depends on it; NULL when it has none. */
const cue *scope_embedder(const bg_scoper *scoper, size_t word);
/* Whether a verb of duty reaches a clause: "has to act", not "has the power to act". */
bool scope_obliges(const bg_scoper *scoper, size_t verb, size_t clause);
/* The cue of a verb for an event that is its object. */
const cue *scope_object_cue(const bg_scoper *scoper, size_t verb);
/* Who a subject or possessor refers to: its mention, or that of the state or body for which the word speaks. */
const bg_mention *scope_holder(const bg_scoper *scoper, size_t word);
bool scope_is_actor(const bg_scoper *scoper, size_t word);
/* The subject of a verb, also when it is shared or controlled: "plans to [invade]". */
size_t scope_subject(bg_scoper *scoper, size_t word);

/* The scope in full. */
typedef struct {
  bg_scope scope;
  bool not_needed; /* negated by "need not" */
  bool weak;       /* by can or could only */
  bool imperative;
} scope_detail;

scope_detail scope_in_detail(bg_scoper *scoper, size_t sentence, size_t word);
const bg_block *scope_block(const bg_scoper *scoper, size_t sentence);

#endif
