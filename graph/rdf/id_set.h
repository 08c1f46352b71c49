/* A set of term ids that remembers the order in which they came. Zero-initialise; release with bg_id_set_free. */
#ifndef BG_RDF_ID_SET_H
#define BG_RDF_ID_SET_H

#include "rdf/dataset.h"

typedef struct {
  bg_term_id *ids; /* count of them, in order of arrival */
  size_t count;
  size_t capacity;
  bg_term_id *slots; /* open addressing, 0 = empty; NULL while the set is small */
  size_t slot_count; /* a power of two */
} bg_id_set;

void bg_id_set_free(bg_id_set *set);
void bg_id_set_clear(bg_id_set *set); /* keeps the memory of ids */
bool bg_id_set_has(const bg_id_set *set, bg_term_id id);
/* True when it was new. `id` is not BG_NO_TERM. */
bool bg_id_set_add(bg_id_set *set, bg_term_id id);

#endif
