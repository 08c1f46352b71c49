/* Internal to the difference: matching blank nodes of two datasets. */
#ifndef BG_RDF_DIFF_MATCH_H
#define BG_RDF_DIFF_MATCH_H

#include "rdf/dataset.h"

/* Quads of both sides with ids of one dataset, in which the blank nodes of the two sides are different terms. */
typedef struct {
  const bg_dataset *terms;
  const bg_quad *quads[2];
  size_t counts[2];
} match_input;

/* The partner of each term on the other side, both ways; BG_NO_TERM for blank nodes without one and for other terms.
 * Owned by the caller. */
bg_term_id *bg_match_blanks(const match_input *input);

#endif
