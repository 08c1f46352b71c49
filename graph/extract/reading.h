/* What has been read in one document: its words, who and what is mentioned in them, and which entity each mention
 * stands for. The names stage fills it; relations, recommendations and everything after only read it. */
#ifndef BG_EXTRACT_READING_H
#define BG_EXTRACT_READING_H

#include "claims/claim_set.h"
#include "language/analysis.h"

/* What kind of thing a name is, as far as a labeller can tell. */
typedef enum {
  BG_KIND_PERSON,
  BG_KIND_ORGANIZATION,
  BG_KIND_PLACE, /* states too: which it is, the gazetteer says */
  BG_KIND_EVENT,
  BG_KIND_INITIATIVE, /* programme, framework, agreement, law */
  BG_KIND_GROUP,      /* nationality, people, faith, social group */
  BG_KIND_ISSUE,
  BG_KIND_OFFICE,
  BG_KIND_OTHER,
  BG_KIND_COUNT
} bg_name_kind;

/* What can be told beyond the kind, for corpora and ontologies that ask for it. */
typedef enum {
  BG_FINE_NONE,
  BG_FINE_POLITICIAN, /* a person who holds or seeks public office */
  BG_FINE_PARTY,      /* an organisation: PoliticalParty */
  BG_FINE_COUNTRY,    /* a place: State */
  BG_FINE_ELECTION    /* an event */
} bg_fine_kind;

/* How the text refers to the entity. */
typedef enum {
  BG_FORM_NAME,         /* "Pakistan", "Imran Khan", "Khan" */
  BG_FORM_ABBREVIATION, /* "BRI" */
  BG_FORM_ADJECTIVE,    /* "Pakistani" in "Pakistani officials" */
  BG_FORM_METONYM,      /* "Islamabad" for the government */
  BG_FORM_NOMINAL,      /* "the country", "the two sides", "the military" */
  BG_FORM_PRONOUN
} bg_mention_form;

#define BG_NO_ENTITY SIZE_MAX

typedef struct {
  size_t sentence;
  size_t first_word, end_word; /* indexes into the words of the analysis, end exclusive */
  size_t head_word;            /* the word of it that governs the others */
  size_t start, end;           /* bytes of the brief's text */
  bg_name_kind kind;
  bg_fine_kind fine;
  bg_mention_form form;
  size_t entity;     /* index into entities; BG_NO_ENTITY when left open. "the two sides" makes one mention an entity */
  bool nested;       /* inside a longer mention: "U.S." in "U.S. Embassy" */
  double confidence; /* 0 to 1: that this is a mention of that entity */
} bg_mention;

/* An entity of the document, with what the gazetteer knows of it. Strings live in the reading's arena or the gazetteer.
 */
typedef struct {
  bg_entity entity; /* id, type, label, aliases (as found in the text), part_of (ids), description */
  bg_name_kind kind;
  bg_fine_kind fine;
  bg_str concept; /* IRI in the gazetteer; empty when not linked */
  bg_str iso3;    /* ISO 3166-1 alpha-3 of a state, or of the state that it belongs to; empty when not known */
  size_t mention_count;
  double confidence;
} bg_found_entity;

typedef struct {
  bg_arena *arena;
  const bg_brief *brief;
  const bg_analysis *analysis;
  bg_mention *mentions; /* in text order; of two that start together the longer one first */
  size_t mention_count, mention_capacity;
  bg_found_entity *entities; /* in order of first mention */
  size_t entity_count, entity_capacity;
} bg_reading;

/* Both must outlive the reading. */
bg_reading *bg_reading_new(const bg_brief *brief, const bg_analysis *analysis);
void bg_reading_free(bg_reading *reading); /* NULL is fine */

/* The innermost or only mention that has this word as its head, or NULL; nested mentions only when nothing else. */
const bg_mention *bg_reading_mention_at(const bg_reading *reading, size_t word);

#endif
