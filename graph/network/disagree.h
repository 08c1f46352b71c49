/* Where documents disagree: the same tie with opposite sign, or the same statement affirmed and denied. */
#ifndef BG_NETWORK_DISAGREE_H
#define BG_NETWORK_DISAGREE_H

#include "base/arena.h"
#include "claims/claim_set.h"
#include "rdf/ontology.h"

/* A claim of one of the documents. Strings are empty where the data say nothing. */
typedef struct {
  bg_str id;       /* of the claim */
  bg_str document; /* title, else the local name of the brief's IRI */
  bg_str document_iri;
  bg_str date;
  bg_str subject, object; /* labels */
  bg_str relation;        /* label */
  bg_modality modality;
  bg_polarity polarity;
  bg_str voice; /* empty for the author's */
  bg_str quote, locator;
  int side; /* 0: friendly, or affirmed; 1: hostile, or denied */
} bg_opinion;

typedef enum { BG_OPPOSITE_SIGNS, BG_OPPOSITE_POLARITY } bg_disagreement_kind;

typedef struct {
  bg_disagreement_kind kind;
  bg_opinion *opinions; /* side 0 first, then by date, document and id */
  size_t count, capacity;
} bg_disagreement;

typedef struct {
  bg_arena *arena;
  bg_disagreement *items; /* in order of the labels of their ends */
  size_t count, capacity;
  size_t documents; /* that hold claims */
  size_t claims;    /* that were compared */
} bg_disagreements;

/* Compare the accepted claims of an indexed dataset that come from different documents. `modalities` as in
 * bg_network_options; 0: asserted and implied. Negated claims have no sign: to deny aid is
 * not to be hostile. What one document says against itself is no disagreement. Linear but for sorting. */
bg_disagreements *bg_disagreements_new(const bg_dataset *dataset, const bg_ontology *ontology, unsigned modalities);
void bg_disagreements_free(bg_disagreements *disagreements); /* NULL is fine */

#endif
