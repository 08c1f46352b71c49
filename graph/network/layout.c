#include "network/layout.h"

#include <math.h>

#include "network/igraph_graph.h"

enum { ROUNDS = 300, SPREAD = 40, SEED = 42 };

static void start_on_circle(igraph_matrix_t *places, size_t count) {
  double radius = sqrt((double)count), turn = 2 * acos(-1) / (double)(count ? count : 1);
  for (size_t i = 0; i < count; i++) {
    MATRIX(*places, (igraph_integer_t)i, 0) = radius * cos(turn * (double)i);
    MATRIX(*places, (igraph_integer_t)i, 1) = radius * sin(turn * (double)i);
  }
}

static void take(const igraph_matrix_t *places, igraph_integer_t column, double *out, size_t count) {
  double low = INFINITY, high = -INFINITY;
  for (size_t i = 0; i < count; i++) {
    out[i] = MATRIX(*places, (igraph_integer_t)i, column);
    low = fmin(low, out[i]);
    high = fmax(high, out[i]);
  }
  for (size_t i = 0; i < count; i++) out[i] = round((out[i] - (low + high) / 2) * SPREAD * 100) / 100 + 0.0;
}

static bg_status place(const igraph_t *graph, double *x, double *y, size_t count, bg_diagnostics *diagnostics) {
  igraph_matrix_t places;
  BG_IGRAPH(igraph_matrix_init(&places, (igraph_integer_t)count, 2), "a layout", diagnostics);
  start_on_circle(&places, count);
  igraph_error_t error = igraph_layout_fruchterman_reingold(graph, &places, true, ROUNDS, sqrt((double)count),
                                                            IGRAPH_LAYOUT_AUTOGRID, NULL, NULL, NULL, NULL, NULL);
  if (error == IGRAPH_SUCCESS) {
    take(&places, 0, x, count);
    take(&places, 1, y, count);
  }
  igraph_matrix_destroy(&places);
  return bg_igraph_check(error, "a layout", diagnostics);
}

bg_status bg_layout(const bg_network *network, double *x, double *y, bg_diagnostics *diagnostics) {
  bg_igraph graph;
  bg_igraph_random random;
  BG_IGRAPH(bg_igraph_seed(&random, SEED), "a layout", diagnostics); /* it shakes nodes by chance */
  bg_igraph_session session = bg_igraph_begin();
  bg_status status = bg_igraph_new(network, false, BG_WEIGHT_NONE, diagnostics, &graph);
  if (status == BG_OK) {
    status = place(&graph.graph, x, y, network->actor_count, diagnostics);
    bg_igraph_free(&graph);
  }
  bg_igraph_end(session);
  bg_igraph_unseed(&random);
  return status;
}
