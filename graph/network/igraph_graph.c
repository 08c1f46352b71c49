#include "network/igraph_graph.h"

#include <stdlib.h>

#include "base/memory.h"

static void ignore_warning(const char *reason, const char *file, int line) {
  (void)reason;
  (void)file;
  (void)line;
}

bg_igraph_session bg_igraph_begin(void) {
  return (bg_igraph_session){igraph_set_error_handler(igraph_error_handler_ignore),
                             igraph_set_warning_handler(ignore_warning)};
}

void bg_igraph_end(bg_igraph_session session) {
  igraph_set_error_handler(session.error);
  igraph_set_warning_handler(session.warning);
}

bg_status bg_igraph_check(igraph_error_t error, const char *what, bg_diagnostics *diagnostics) {
  if (error == IGRAPH_SUCCESS) return BG_OK;
  return bg_error(diagnostics, BG_ERROR_LIBRARY, NULL, "igraph could not compute %s: %s", what, igraph_strerror(error));
}

igraph_error_t bg_igraph_seed(bg_igraph_random *random, size_t seed) {
  igraph_error_t error = igraph_rng_init(&random->own, &igraph_rngtype_mt19937);
  if (error != IGRAPH_SUCCESS) return error;
  random->before = *igraph_rng_default();
  igraph_rng_seed(&random->own, seed);
  igraph_rng_set_default(&random->own);
  return IGRAPH_SUCCESS;
}

void bg_igraph_unseed(bg_igraph_random *random) {
  igraph_rng_set_default(&random->before);
  igraph_rng_destroy(&random->own);
}

typedef struct {
  size_t from;
  size_t to;
  double weight;
} tie;

static int by_pair(const void *a, const void *b) {
  const tie *x = a, *y = b;
  if (x->from != y->from) return x->from < y->from ? -1 : 1;
  return x->to < y->to ? -1 : x->to > y->to;
}

/* One tie for each pair, with the weights of its links added up. */
static size_t merge(tie *ties, size_t count) {
  size_t kept = 0;
  if (count > 1) qsort(ties, count, sizeof *ties, by_pair);
  for (size_t i = 0; i < count; i++) {
    if (kept && by_pair(&ties[kept - 1], &ties[i]) == 0) ties[kept - 1].weight += ties[i].weight;
    else ties[kept++] = ties[i];
  }
  return kept;
}

static size_t collect(const bg_network *network, bool directed, bg_weights weights, tie *ties) {
  size_t count = 0;
  for (size_t i = 0; i < network->link_count; i++) {
    const bg_link *link = &network->links[i];
    double weight = weights == BG_WEIGHT_CONFIDENCE ? link->confidence : 1;
    bool turn = !directed && link->from > link->to;
    ties[count++] = (tie){turn ? link->to : link->from, turn ? link->from : link->to, weight};
    if (directed && link->symmetric) ties[count++] = (tie){link->to, link->from, weight};
  }
  return merge(ties, count);
}

bg_status bg_igraph_new(const bg_network *network, bool directed, bg_weights weights, bg_diagnostics *diagnostics,
                        bg_igraph *out) {
  tie *ties = bg_realloc_array(NULL, 2 * network->link_count, sizeof *ties);
  size_t count = collect(network, directed, weights, ties);
  igraph_vector_int_t edges;
  bg_status status =
      bg_igraph_check(igraph_vector_int_init(&edges, (igraph_integer_t)(2 * count)), "the graph", diagnostics);
  if (status == BG_OK) {
    status = bg_igraph_check(igraph_vector_init(&out->weights, (igraph_integer_t)count), "the graph", diagnostics);
    if (status == BG_OK) {
      for (size_t i = 0; i < count; i++) {
        VECTOR(edges)[2 * i] = (igraph_integer_t)ties[i].from;
        VECTOR(edges)[2 * i + 1] = (igraph_integer_t)ties[i].to;
        VECTOR(out->weights)[i] = weights == BG_WEIGHT_NONE ? 1 : ties[i].weight;
      }
      igraph_integer_t n = (igraph_integer_t)network->actor_count;
      status = bg_igraph_check(igraph_create(&out->graph, &edges, n, directed), "the graph", diagnostics);
      if (status != BG_OK) igraph_vector_destroy(&out->weights);
    }
    igraph_vector_int_destroy(&edges);
  }
  bg_free(ties);
  return status;
}

void bg_igraph_free(bg_igraph *graph) {
  igraph_destroy(&graph->graph);
  igraph_vector_destroy(&graph->weights);
}
