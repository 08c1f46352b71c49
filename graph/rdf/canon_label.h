/* Internal to the canonical form: labels for blank nodes (RDFC-1.0, section 4). */
#ifndef BG_RDF_CANON_LABEL_H
#define BG_RDF_CANON_LABEL_H

#include "rdf/canon.h"

typedef struct {
  bg_term_id *blanks; /* in the order of their canonical numbers */
  size_t count;
  uint32_t *numbers; /* of each term id that is a blank node; NULL when there are none */
  size_t work;
} canon_labels;

/* Blank nodes that stand in no quad get no label. On failure nothing is to be freed. */
bg_status canon_label(const bg_dataset *dataset, const bg_canon_options *options, bg_diagnostics *diagnostics,
                      canon_labels *labels);

/* Append the line of a quad. `blank` appends the label of a blank node. */
typedef void (*canon_put_blank)(void *context, bg_term_id id, bg_buffer *out);
void canon_put_line(const bg_dataset *dataset, const bg_quad *quad, canon_put_blank blank, void *context,
                    bg_buffer *out);

/* Rank of each term in the order of canonical lines, indexed by id (entry 0, the default graph, is 0). `labels` may be
 * NULL when there are no blank nodes. Owned by the caller. */
uint32_t *canon_ranks(const bg_dataset *dataset, const canon_labels *labels);

#endif
