/* What the language model says about a text: sentences, words, parts of speech, lemmas and dependencies, in the terms
 * of Universal Dependencies v2 (https://universaldependencies.org/guidelines.html).
 *
 * Words are syntactic words: "don't" is "do" and "n't", "India's" is "India" and "'s". Each is a span of the text that
 * was analysed; spans are in bytes, end exclusive, and neither words nor sentences overlap. */
#ifndef BG_LANGUAGE_ANALYSIS_H
#define BG_LANGUAGE_ANALYSIS_H

#include <stdint.h>

#include "base/arena.h"

/* Universal part-of-speech tags, in the order of the guidelines' table. */
typedef enum {
  BG_UPOS_ADJ,
  BG_UPOS_ADP,
  BG_UPOS_ADV,
  BG_UPOS_AUX,
  BG_UPOS_CCONJ,
  BG_UPOS_DET,
  BG_UPOS_INTJ,
  BG_UPOS_NOUN,
  BG_UPOS_NUM,
  BG_UPOS_PART,
  BG_UPOS_PRON,
  BG_UPOS_PROPN,
  BG_UPOS_PUNCT,
  BG_UPOS_SCONJ,
  BG_UPOS_SYM,
  BG_UPOS_VERB,
  BG_UPOS_X,
  BG_UPOS_COUNT
} bg_upos;

/* Universal relations and the English subtypes of UD English-EWT and -GUM. */
typedef enum {
  BG_REL_ROOT,
  BG_REL_ACL,
  BG_REL_ACL_RELCL,
  BG_REL_ADVCL,
  BG_REL_ADVCL_RELCL,
  BG_REL_ADVMOD,
  BG_REL_AMOD,
  BG_REL_APPOS,
  BG_REL_AUX,
  BG_REL_AUX_PASS,
  BG_REL_CASE,
  BG_REL_CC,
  BG_REL_CC_PRECONJ,
  BG_REL_CCOMP,
  BG_REL_COMPOUND,
  BG_REL_COMPOUND_PRT,
  BG_REL_CONJ,
  BG_REL_COP,
  BG_REL_CSUBJ,
  BG_REL_CSUBJ_OUTER,
  BG_REL_CSUBJ_PASS,
  BG_REL_DEP,
  BG_REL_DET,
  BG_REL_DET_PREDET,
  BG_REL_DISCOURSE,
  BG_REL_DISLOCATED,
  BG_REL_EXPL,
  BG_REL_FIXED,
  BG_REL_FLAT,
  BG_REL_GOESWITH,
  BG_REL_IOBJ,
  BG_REL_LIST,
  BG_REL_MARK,
  BG_REL_NMOD,
  BG_REL_NMOD_DESC,
  BG_REL_NMOD_POSS,
  BG_REL_NMOD_UNMARKED,
  BG_REL_NSUBJ,
  BG_REL_NSUBJ_OUTER,
  BG_REL_NSUBJ_PASS,
  BG_REL_NUMMOD,
  BG_REL_OBJ,
  BG_REL_OBL,
  BG_REL_OBL_AGENT,
  BG_REL_OBL_UNMARKED,
  BG_REL_ORPHAN,
  BG_REL_PARATAXIS,
  BG_REL_PUNCT,
  BG_REL_REPARANDUM,
  BG_REL_VOCATIVE,
  BG_REL_XCOMP,
  BG_REL_COUNT
} bg_deprel;

/* Names as in CoNLL-U: "ADJ", "nsubj:pass". */
const char *bg_upos_name(bg_upos upos);
const char *bg_deprel_name(bg_deprel deprel);
/* False when the name is unknown. An unknown subtype ("obl:tmod") gives its universal relation. */
bool bg_upos_parse(bg_str name, bg_upos *upos);
bool bg_deprel_parse(bg_str name, bg_deprel *deprel);
/* The relation without its subtype: BG_REL_NSUBJ for BG_REL_NSUBJ_PASS. */
bg_deprel bg_deprel_universal(bg_deprel deprel);

/* The head of the root. */
#define BG_NO_WORD UINT32_MAX

typedef struct {
  bg_str form; /* a view of the text, or of the arena */
  bg_str lemma;
  bg_str xpos;  /* Penn Treebank tag, such as "VBD" */
  bg_str feats; /* as in CoNLL-U; empty when not analysed */
  size_t start, end;
  uint32_t head;  /* index of a word in the same sentence, from 0; BG_NO_WORD for the root */
  uint8_t upos;   /* bg_upos */
  uint8_t deprel; /* bg_deprel */
  bool space_after;
  bool joined; /* part of the same multiword token as the word before */
} bg_word;

typedef struct {
  size_t start, end;
  size_t first_word; /* index into the words of the analysis */
  size_t word_count;
  size_t block; /* index of the block of the brief; 0 for plain text */
} bg_sentence;

typedef struct {
  bg_arena *arena; /* of strings that are not views of the text */
  bg_word *words;
  size_t word_count, word_capacity;
  bg_sentence *sentences;
  size_t sentence_count, sentence_capacity;
} bg_analysis;

bg_analysis *bg_analysis_new(void);
void bg_analysis_free(bg_analysis *analysis); /* NULL is fine */
/* Empty it; memory is kept for the next document. */
void bg_analysis_clear(bg_analysis *analysis);
/* The words of a sentence. */
const bg_word *bg_sentence_words(const bg_analysis *analysis, size_t sentence);

#endif
