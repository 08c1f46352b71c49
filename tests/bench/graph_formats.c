/* Time of each graph export, without reading and indexing the graph. usage: graph_formats GRAPH ONTOLOGY STYLE
 * DIRECTORY [ROUNDS] */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/memory.h"
#include "export/graph_formats.h"
#include "rdf/reader.h"

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int by_value(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return x < y ? -1 : x > y;
}

static double median(double *times, size_t count) {
  qsort(times, count, sizeof *times, by_value);
  return times[count / 2];
}

static bool write_all(const bg_graph_model *model, const char *directory, size_t rounds, bg_diagnostics *d) {
  for (size_t f = 0; f < bg_graph_format_count(); f++) {
    const bg_graph_format *format = bg_graph_format_at(f);
    char *path = bg_path_join(directory, format->name);
    double *times = bg_calloc(rounds, sizeof *times);
    for (size_t i = 0; i < rounds; i++) {
      double start = now();
      if (bg_graph_export(model, format, path, d) != BG_OK) return false;
      times[i] = now() - start;
    }
    printf("  %-12s %6.2f s\n", format->name, median(times, rounds));
    bg_free(times);
    bg_free(path);
  }
  return true;
}

int main(int argc, char **argv) {
  if (argc < 5) return 2;
  bg_diagnostics *d = bg_diagnostics_new();
  bg_dataset *dataset = bg_dataset_new();
  bg_ontology *ontology = NULL;
  bg_theme *theme = NULL;
  bg_graph_model *model = NULL;
  double start = now();
  if (bg_ontology_load(argv[2], d, &ontology) != BG_OK || bg_theme_load(argv[3], false, ontology, d, &theme) != BG_OK ||
      bg_rdf_load(argv[1], NULL, dataset, d) != BG_OK)
    return 1;
  bg_dataset_index(dataset);
  printf("%zu quads read in %.2f s of processor time\n", bg_dataset_size(dataset), now() - start);
  bg_network_options options = {.all_entities = true, .with_negated = true, .with_unaccepted = true};
  start = now();
  bg_network *network = bg_network_new(dataset, ontology, &options);
  printf("network of %zu nodes and %zu edges in %.2f s\n", network->actor_count, network->link_count, now() - start);
  bg_graph_input input = {
      .dataset = dataset, .ontology = ontology, .network = network, .theme = theme, .name = "bench"};
  start = now();
  if (bg_graph_model_new(&input, d, &model) != BG_OK) return 1;
  printf("model in %.2f s\n", now() - start);
  bool good = write_all(model, argv[4], argc > 5 ? (size_t)atoi(argv[5]) : 3, d);
  bg_graph_model_free(model);
  bg_network_free(network);
  bg_theme_free(theme);
  bg_ontology_free(ontology);
  bg_dataset_free(dataset);
  bg_diagnostics_free(d);
  return good ? 0 : 1;
}
