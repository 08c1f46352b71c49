/* Distances by searches from many actors at once are those that igraph finds one after the other. */
#include <math.h>

#include "base/memory.h"
#include "network/distances.h"
#include "unit.h"

static unsigned next_random(unsigned *state) {
  *state = (unsigned)((unsigned long long)*state * 48271u % 2147483647u);
  return *state >> 4;
}

static igraph_t make_graph(unsigned seed, size_t actors, size_t ties, bool directed) {
  igraph_t graph;
  igraph_vector_int_t ends;
  unsigned state = seed;
  assert_int_equal(igraph_vector_int_init(&ends, 0), IGRAPH_SUCCESS);
  for (size_t i = 0; i < 2 * ties; i++)
    igraph_vector_int_push_back(&ends, (igraph_integer_t)(next_random(&state) % actors));
  assert_int_equal(igraph_create(&graph, &ends, (igraph_integer_t)actors, directed), IGRAPH_SUCCESS);
  igraph_vector_int_destroy(&ends);
  return graph;
}

static void check(const igraph_t *graph) {
  size_t n = (size_t)igraph_vcount(graph);
  double *harmonic = bg_calloc(n, sizeof *harmonic), diameter, mean;
  igraph_vector_t expected;
  igraph_vector_init(&expected, 0);
  bg_distances got = bg_all_distances(graph, harmonic);
  igraph_harmonic_centrality(graph, &expected, igraph_vss_all(), IGRAPH_IN, NULL, true);
  for (size_t v = 0; v < n && n > 1; v++) assert_true(harmonic[v] == VECTOR(expected)[v]);
  igraph_diameter(graph, &diameter, NULL, NULL, NULL, NULL, true, true);
  igraph_average_path_length(graph, &mean, NULL, true, true);
  if (igraph_ecount(graph)) assert_true(got.diameter == diameter);
  assert_true(got.mean == mean || (isnan(got.mean) && isnan(mean)));
  igraph_vector_destroy(&expected);
  bg_free(harmonic);
}

static void distances_are_those_of_igraph(void **state) {
  (void)state;
  static const size_t sizes[][2] = {{1, 0},    {2, 0},    {2, 1},     {63, 70},   {64, 200},
                                    {65, 300}, {200, 90}, {300, 330}, {300, 4000}};
  for (unsigned i = 0; i < sizeof sizes / sizeof *sizes; i++) {
    for (int directed = 0; directed < 2; directed++) {
      igraph_t graph = make_graph(i + 1, sizes[i][0], sizes[i][1], directed);
      check(&graph);
      igraph_destroy(&graph);
    }
  }
}

static void a_long_chain_is_walked(void **state) {
  (void)state;
  igraph_t graph;
  igraph_ring(&graph, 500, true, false, false);
  check(&graph);
  igraph_destroy(&graph);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(distances_are_those_of_igraph),
      cmocka_unit_test(a_long_chain_is_walked),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
