#include "network/brokerage.h"

#include "base/memory.h"

typedef struct {
  const igraph_adjlist_t *out;
  const size_t *group;
  size_t *tied; /* tied[k] == i + 1: there is a tie i -> k */
  bg_measures *measures;
} brokerage;

static bg_measure role(const size_t *group, size_t i, size_t j, size_t k) {
  if (group[i] == group[k]) return group[i] == group[j] ? BG_COORDINATOR : BG_ITINERANT;
  if (group[i] == group[j]) return BG_REPRESENTATIVE;
  return group[j] == group[k] ? BG_GATEKEEPER : BG_LIAISON;
}

/* All two-paths that start at i. */
static void count_from(brokerage *b, size_t i) {
  const igraph_vector_int_t *first = igraph_adjlist_get(b->out, (igraph_integer_t)i);
  for (igraph_integer_t x = 0; x < igraph_vector_int_size(first); x++) b->tied[VECTOR(*first)[x]] = i + 1;
  for (igraph_integer_t x = 0; x < igraph_vector_int_size(first); x++) {
    size_t j = (size_t)VECTOR(*first)[x];
    const igraph_vector_int_t *second = igraph_adjlist_get(b->out, (igraph_integer_t)j);
    for (igraph_integer_t y = 0; y < igraph_vector_int_size(second); y++) {
      size_t k = (size_t)VECTOR(*second)[y];
      if (k == i || b->tied[k] == i + 1) continue;
      b->measures->values[role(b->group, i, j, k)][j]++;
    }
  }
}

igraph_error_t bg_brokerage(const igraph_t *graph, const size_t *group, bg_measures *measures) {
  igraph_adjlist_t out;
  igraph_error_t error = igraph_adjlist_init(graph, &out, IGRAPH_OUT, IGRAPH_NO_LOOPS, IGRAPH_NO_MULTIPLE);
  if (error != IGRAPH_SUCCESS) return error;
  brokerage b = {&out, group, bg_calloc(measures->actor_count, sizeof(size_t)), measures};
  for (size_t i = 0; i < measures->actor_count; i++) count_from(&b, i);
  bg_free(b.tied);
  igraph_adjlist_destroy(&out);
  return IGRAPH_SUCCESS;
}
