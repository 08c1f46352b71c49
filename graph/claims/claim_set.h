/* The claim set: entities, claims and recommendations of one brief, as a person curates them in CSV or a program
 * proposes them. Everything after it is blind to where a claim came from. */
#ifndef BG_CLAIMS_CLAIM_SET_H
#define BG_CLAIMS_CLAIM_SET_H

#include "base/arena.h"
#include "text/brief.h"

typedef enum { BG_ASSERTED, BG_RECOMMENDED, BG_POSSIBLE, BG_IMPLIED } bg_modality;
/* Of a recommendation: affirmed is "do", negated is "avoid". NOT_NEEDED is for recommendations only. */
typedef enum { BG_AFFIRMED, BG_NEGATED, BG_NOT_NEEDED } bg_polarity;
typedef enum { BG_NO_STRENGTH, BG_MUST, BG_SHOULD, BG_CONSIDER, BG_CAN } bg_strength;
typedef enum { BG_ACCEPTED, BG_PROPOSED, BG_REJECTED } bg_claim_status;

/* Names as they stand in CSV and, for all but BG_NO_STRENGTH (""), as local names in the ontology. */
const char *bg_modality_name(bg_modality modality);
const char *bg_polarity_name(bg_polarity polarity);
const char *bg_strength_name(bg_strength strength);
const char *bg_claim_status_name(bg_claim_status status);
bool bg_modality_parse(bg_str text, bg_modality *modality);
bool bg_polarity_parse(bg_str text, bg_polarity *polarity); /* also "do", "avoid" and "not-needed" */
bool bg_strength_parse(bg_str text, bg_strength *strength);
bool bg_claim_status_parse(bg_str text, bg_claim_status *status);

typedef struct {
  bg_str *items;
  size_t count;
} bg_str_list;

/* A passage of the brief: code points of the normalised text, end exclusive. */
typedef struct {
  size_t start;
  size_t end;
  bg_str quote; /* exact text */
  bg_str locator;
  bg_str document; /* IRI of the brief that it is a passage of, when read from RDF; else empty: the set has one brief */
} bg_evidence;

typedef struct {
  bg_evidence *items; /* in text order */
  size_t count;
} bg_evidence_list;

typedef struct {
  bg_str id;   /* a slug: ASCII letters, digits, '_', '-', '.' */
  bg_str type; /* local name of a class */
  bg_str label;
  bg_str_list aliases;
  bg_str_list part_of; /* entity ids */
  bg_str wikidata;     /* "Q30", or empty */
  bg_str description;
  bg_claim_status status;
  double confidence; /* 0 to 1: that there is such an entity, of that type */
  bg_str origin;     /* "curated", or the rule that proposed it */
  bg_str iri;        /* when read from RDF, else empty; of claims and recommendations too */
  size_t line;       /* in entities.csv, 0 when it did not come from there */
} bg_entity;

typedef struct {
  bg_str id;
  bg_str subject;  /* entity id */
  bg_str relation; /* local name of a relation */
  bg_str object;   /* entity id */
  bg_modality modality;
  bg_polarity polarity;
  bg_str voice; /* "author", an entity id, or "(unnamed critics)" */
  bg_strength strength;
  bg_str time; /* ISO 8601: year, month, day, or two of them with '/' between; or empty */
  bg_str_list topics;
  bg_str_list instrument;
  bg_str_list cites;
  bg_evidence_list evidence;
  bg_claim_status status;
  double confidence; /* 0 to 1 */
  bg_str origin;     /* "curated", or the rule that proposed it */
  bg_str trigger;    /* the words of the brief that made the rule fire; empty when curated */
  bg_str note;
  bg_str iri;
  size_t line;
} bg_claim;

typedef struct {
  bg_str id;
  bg_str_list addressee;
  bg_str action;
  bg_str_list target;
  bg_str_list partner;
  bg_str_list topics;
  bg_str_list instrument;
  bg_strength strength;
  bg_polarity polarity;
  bg_evidence_list evidence;
  bg_claim_status status;
  double confidence; /* 0 to 1 */
  bg_str origin;     /* "curated", or the rule that proposed it */
  bg_str trigger;    /* the words of the brief that made the rule fire; empty when curated */
  bg_str note;
  bg_str iri;
  size_t line;
} bg_recommendation;

/* Owns its arrays; all strings live in its arena. */
typedef struct {
  bg_arena *arena;
  bg_entity *entities;
  size_t entity_count, entity_capacity;
  bg_claim *claims;
  size_t claim_count, claim_capacity;
  bg_recommendation *recommendations;
  size_t recommendation_count, recommendation_capacity;
} bg_claim_set;

bg_claim_set *bg_claim_set_new(void);
void bg_claim_set_free(bg_claim_set *set); /* NULL is fine */
/* The entity with that id, or NULL. Linear. */
const bg_entity *bg_claim_set_entity(const bg_claim_set *set, bg_str id);

/* Find each quote of a " | " separated list in the brief. `places` may hold a number for each quote, separated by ';':
 * the code point at which it starts; of several places where a quote occurs the nearest to it counts, else the first,
 * with a warning. Errors name the row: a quote that is not in one block of the brief, a place that is not a number. */
bg_status bg_evidence_locate(const bg_brief *brief, bg_str quotes, bg_str places, bg_arena *arena,
                             const bg_location *row, bg_diagnostics *diagnostics, bg_evidence_list *evidence);
/* The quotes again, joined by " | ", and their places, joined by ';'. */
void bg_evidence_join(const bg_evidence_list *evidence, bg_buffer *out);
void bg_evidence_join_places(const bg_evidence_list *evidence, bg_buffer *out);

#endif
