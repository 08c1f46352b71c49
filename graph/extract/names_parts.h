/* Internal to extract/names: the stages of finding mentions and entities, which share one state.
 *
 *   names_spans.c     where names are: gazetteer and labeller put together
 *   names_senses.c    which concept an ambiguous name means
 *   names_entities.c  the table of entities: keys, ids, variants of names
 *   names_short.c     abbreviations that the text defines
 *   names_phrase.c    noun phrases: modifiers, owners, what they are called
 *   names_nouns.c     those that denote actors, issues and events
 *   names_refer.c     definite references and pronouns */
#ifndef BG_EXTRACT_NAMES_PARTS_H
#define BG_EXTRACT_NAMES_PARTS_H

#include "base/map.h"
#include "extract/names.h"

#define NO_CONCEPT SIZE_MAX
#define NO_INDEX   SIZE_MAX

/* The dependency tree by absolute indexes of words, so that children are found without search. */
typedef struct {
  uint32_t *head;        /* BG_NO_WORD for a root */
  uint32_t *first_child; /* BG_NO_WORD for none */
  uint32_t *next_child;
  uint32_t *left, *right; /* first and last word of the subtree */
  uint32_t *sentence;     /* of each word */
} names_tree;

/* A name on its way to become a mention. */
typedef struct {
  size_t first, end; /* words */
  size_t sentence;
  bg_name_kind kind;
  bg_fine_kind fine;
  bg_mention_form form;
  size_t concept;         /* NO_CONCEPT: not linked */
  const bg_sense *senses; /* of the gazetteer, when it knows the name */
  size_t sense_count;
  size_t outer;      /* the name that it stands in, or NO_INDEX */
  size_t stands_for; /* the name that the text abbreviates by it, or NO_INDEX */
  size_t entity;     /* when settled */
  bool labelled;     /* the labeller found it too */
  bool free;         /* inside another, but a mention of its own */
  bool settled;      /* the concept is decided */
  double confidence;
} names_span;

/* A noun phrase that refers to something said before, or to nobody in particular: "the country", "the group", "they".
 */
typedef struct {
  size_t first, end, head;        /* words */
  bg_str noun;                    /* as the common noun is written in the gazetteer's terms, or the pronoun */
  bg_str class_name;              /* of the common noun; empty for a pronoun */
  bg_str name;                    /* of the thing that the phrase would make */
  bool definite, plural, governs; /* governs: a noun for those who act for a state */
  bool pinned;                    /* where it refers to nothing, it makes a thing of its own */
} names_open;

typedef struct {
  const bg_gazetteer *gazetteer;
  const bg_labeller *labeller; /* may be NULL */
  const bg_ontology *ontology;
  bg_reading *reading;
  const bg_analysis *analysis;
  bg_str text;
  names_tree tree;
  names_span *spans; /* in text order, an outer one before those within it; then those found later */
  size_t span_count, span_capacity;
  size_t *span_at;       /* of each word: the outermost span that holds it, or NO_INDEX */
  size_t *concept_count; /* of each concept: how often it is mentioned beyond doubt */
  names_open *open;      /* in text order */
  size_t open_count, open_capacity;
  size_t *entity_at;      /* of each word that heads a mention: its entity */
  bg_map *entity_keys;    /* IRI of a concept, or class, owner and name, to entities */
  bg_map *word_entities;  /* "kind:last word" of a name to the latest entity that has it */
  bg_map *short_forms;    /* abbreviations that the text defines, to the span of the long form */
  bg_map *office_holders; /* an office to the person who was last said to hold it */
  bg_map *ids;            /* taken */
} names_state;

/* ---- trees and words (names_tree.c) ---- */

void names_tree_build(names_state *s);
void names_tree_free(names_tree *tree);
const bg_word *names_word(const names_state *s, size_t word);
/* The word of a span that governs the others. */
size_t names_head_of(const names_state *s, size_t first, size_t end);
bg_deprel names_rel(const names_state *s, size_t word); /* universal */
/* A child with this relation (without subtype, unless asked by one), or NO_INDEX. */
size_t names_child(const names_state *s, size_t word, bg_deprel rel);
bool names_lemma_is(const bg_word *word, const char *lemma);
/* The text from one word to the end of another, white space as it is. */
bg_str names_text_of(const names_state *s, size_t first, size_t end);
bool names_is_capital(bg_str form);
bool names_is_plural(const bg_word *word);
bool names_is_possessive(const bg_word *word); /* the ending */
bool names_is_upper(bg_str form);              /* all capitals, two letters at least */

bool names_is_note(const names_state *s, size_t sentence); /* an endnote or reference */

/* ---- stages ---- */

void names_find_spans(names_state *s);
void names_settle_senses(names_state *s);
void names_read_short_forms(names_state *s);
void names_make_entities(names_state *s);
void names_read_nouns(names_state *s);
void names_resolve(names_state *s); /* wants mentions in text order */

/* ---- entities (names_entities.c) ---- */

bool names_is_a(const names_state *s, bg_str class_name, const char *super_name);
bg_name_kind names_kind_of_class(const names_state *s, bg_str class_name);
/* The class of a common noun, which may be written large; empty for other words. */
bg_str names_class_of_noun(const names_state *s, size_t word);
/* Of the common noun that a name of several words is headed by: "Port Authority", "Ministry of Finance". */
bg_str names_class_of_name(const names_state *s, size_t first, size_t end);
/* Nouns for those who act for a state, problems that need to be told which, and deeds: gazetteer ids "government",
 * "noun-problem" and "noun-deed", and what is skos:broader to them. */
bool names_is_or_below(const names_state *s, const bg_concept *noun, const char *id);
bool names_governs(const names_state *s, size_t word); /* a noun for those who act for a state */
/* The entity of a concept, made when new. */
size_t names_concept_entity(names_state *s, size_t concept);
/* What is not in the gazetteer, of a class; made when new. `owner` is an entity that it is part of, or BG_NO_ENTITY.
 * Things of one class and owner are the same when their names are. */
typedef struct {
  bg_str name;     /* "army" of "Pakistan's army" */
  bg_str label;    /* "Pakistan's army"; empty: the name */
  bg_str id_words; /* "Pakistan army", of which the id is made; empty: the label */
  bg_str class_name;
  bg_name_kind kind;
  bg_fine_kind fine;
  size_t owner;
  double confidence;
} names_thing;
size_t names_new_entity(names_state *s, const names_thing *thing);
void names_add_alias(names_state *s, size_t entity, bg_str alias);
void names_add_part_of(names_state *s, size_t entity, size_t whole);
void names_add_mention(names_state *s, size_t first, size_t end, size_t head, bg_name_kind kind, bg_fine_kind fine,
                       bg_mention_form form, size_t entity, bool nested, double confidence);

#endif
