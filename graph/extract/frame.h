/* Internal to relations: frames, the patterns by which a word stands for a relation, and the lexicon that holds them.
 * The notation is explained at the head of ontology/relations.ttl. */
#ifndef BG_EXTRACT_FRAME_H
#define BG_EXTRACT_FRAME_H

#include "base/arena.h"
#include "base/map.h"
#include "extract/relations.h"

typedef enum { BG_TRIGGER_VERB, BG_TRIGGER_NOUN, BG_TRIGGER_ADJECTIVE, BG_TRIGGER_KINDS } bg_trigger_kind;

/* Where the filler of a slot stands; a slot may allow several places. */
typedef enum {
  BG_PLACE_SUBJECT = 1U << 0,     /* subj: who does it, whatever the voice */
  BG_PLACE_OBJECT = 1U << 1,      /* obj: to whom it is done, whatever the voice */
  BG_PLACE_INDIRECT = 1U << 2,    /* iobj: "gave Ukraine arms" */
  BG_PLACE_CLAUSE = 1U << 3,      /* clause: who is acted upon, or asked to act, in the complement */
  BG_PLACE_DUTY = 1U << 4,        /* duty: the subject of a complement with must or should */
  BG_PLACE_MODIFIER = 1U << 5,    /* mod: adjectives, the predicate, or the verb that a noun depends on */
  BG_PLACE_OWN = 1U << 6,         /* own: possessor, adjective or compound, "by", subject of a light verb */
  BG_PLACE_WHO = 1U << 7,         /* who: the one of whom a noun is said: copula, apposition, title */
  BG_PLACE_PREPOSITION = 1U << 8, /* any other name is a preposition */
  BG_PLACE_BETWEEN = 1U << 9      /* between (or among): both sides of a relation */
} bg_place;

typedef enum { BG_ROLE_NONE, BG_ROLE_SUBJECT, BG_ROLE_OBJECT } bg_role;

typedef struct {
  bg_str name;
  bg_map *words; /* lemmas in lower case */
} bg_word_list;

/* Lists that the engine asks for by name. */
typedef enum {
  BG_LIST_LIGHT_VERBS,
  BG_LIST_LIGHT_VERBS_IN,
  BG_LIST_BECOME_VERBS,
  BG_LIST_PEOPLE,
  BG_LIST_HARMS,
  BG_LIST_MEASURES,
  BG_LIST_ABSTRACTS,
  BG_LIST_PROBLEMS,
  BG_LIST_OFFICES,
  BG_LIST_HEADS,
  BG_LIST_STAFF,
  BG_LIST_INTENTIONS,
  BG_LIST_CONTROLLERS,
  BG_LIST_DEEDS,
  BG_LIST_DEPARTURES,
  BG_LIST_UNITS,
  BG_LIST_GIVING,
  BG_LIST_UNDERTAKINGS,
  BG_LIST_AUTHORING,
  BG_LIST_JOURNEYS,
  BG_LIST_BODIES,
  BG_LIST_OUTSIDERS,
  BG_LIST_COUNT
} bg_known_list;

/* A lemma, or any word of a list. */
typedef struct {
  bg_str lemma;
  const bg_word_list *list;
} bg_slot_item;

enum { BG_FRAME_SLOTS = 5, BG_SLOT_PREPOSITIONS = 8 };

typedef struct {
  unsigned places;
  bg_str prepositions[BG_SLOT_PREPOSITIONS];
  size_t preposition_count;
  bg_role role;
  bool optional;
  bool excluding; /* !{...}: any word but these */
  const bg_slot_item *items;
  size_t item_count;
  bg_str type; /* IRI of a class that the actor must belong to; empty: any */
} bg_slot;

typedef struct {
  bg_trigger_kind kind;
  bg_str lemma;
  bg_str particle; /* "out" of carry_out; empty when none */
  bg_str text;     /* as written */
  const bg_relation *relation;
  bg_slot slots[BG_FRAME_SLOTS];
  size_t slot_count;
  bool each;  /* several subjects do it to each other */
  bool event; /* says what class an event has, but makes no claim ("promised to send") */
  bool weak;  /* "~": the word often means something else */
  int rank;   /* the more a frame asks for, the more its match says */
} bg_frame;

struct bg_relation_lexicon {
  bg_arena *arena;
  const bg_ontology *ontology;
  bg_frame *frames; /* by kind, lemma, falling rank, text, relation */
  size_t frame_count, frame_capacity;
  bg_map *first;                            /* "v lemma" to the first of its frames */
  const bg_word_list *known[BG_LIST_COUNT]; /* NULL where the file has none */
  bg_word_list *lists;
  size_t list_count;
  bool *exact;                 /* of each relation: holds of those who are named, not of whom they lead to */
  bool *judges;                /* of each relation: its object may be told by what he did */
  bool *personal;              /* of each relation: holds of persons, not of whose office they hold */
  const bg_relation **parents; /* of each relation of the ontology, in its order; NULL below the general ones */
  bg_map *weights;             /* name of a feature to index into weight_values */
  double *weight_values;
  bg_map *event_classes; /* "announced AID" and "denied AID" to index into event_class_values */
  bg_str *event_class_values;
};

/* The frame that a text describes, once for each head (several when the head is a list). Names what is wrong in
 * *problem (in the arena) and returns false when it makes no sense. */
bool bg_frame_parse(bg_relation_lexicon *lexicon, bg_trigger_kind kind, const bg_relation *relation, bg_str text,
                    bg_str *problem);

/* A list by its name, or NULL. */
const bg_word_list *bg_word_list_named(const bg_relation_lexicon *lexicon, const char *name);
/* NULL holds nothing. The word may have capitals. */
bool bg_word_list_has(const bg_word_list *list, bg_str lemma);
bool bg_slot_accepts(const bg_slot *slot, bg_str lemma);

/* The frames of a lemma (which may have capitals), most demanding first. */
const bg_frame *bg_lexicon_frames(const bg_relation_lexicon *lexicon, bg_trigger_kind kind, bg_str lemma,
                                  size_t *count);
/* The relation itself, or the nearest broader one whose domain and range the two types fit; NULL when there is none
 * but the general ones. Types are local names of classes. */
const bg_relation *bg_lexicon_fit(const bg_relation_lexicon *lexicon, const bg_relation *relation, bg_str subject_type,
                                  bg_str object_type);
/* True when the relation holds only of whoever a nominal names or acts for (bg:exact): a port in a state is part of the
 * state, but a member of its parliament is no member of the state. */
bool bg_lexicon_is_exact(const bg_relation_lexicon *lexicon, const bg_relation *relation);
/* True when the relation holds of persons, never of whom their office belongs to (bg:personal): who arrests the
 * president of a state does not arrest the state. */
bool bg_lexicon_is_personal(const bg_relation_lexicon *lexicon, const bg_relation *relation);
/* True when what somebody did may stand for him as its object (bg:judges): "condemned the move". */
bool bg_lexicon_judges(const bg_relation_lexicon *lexicon, const bg_relation *relation);
/* The PLOVER class of an event of class `plover` that is "announced" or "denied": another one, or the same. */
bg_str bg_lexicon_event_class(const bg_relation_lexicon *lexicon, const char *how, bg_str plover);
/* The weight of a feature, 0 when the model does not know it. */
double bg_lexicon_weight(const bg_relation_lexicon *lexicon, const char *feature);

#endif
