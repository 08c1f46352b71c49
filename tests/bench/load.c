/* Read a file into a dataset and say how long it took and what it holds, for benchmarks.
 * usage: load FILE [THREADS] [index] */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "rdf/reader.h"

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static long resident(void) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

int main(int argc, char **argv) {
  if (argc < 2) return 2;
  bg_diagnostics *diagnostics = bg_diagnostics_new();
  bg_dataset *dataset = bg_dataset_new();
  bg_read_options options = {.threads = argc > 2 ? strtoul(argv[2], NULL, 10) : 0};
  bg_read_counts counts = {0};
  long before = resident();
  double start = now();
  bg_status status = bg_rdf_load_counted(argv[1], &options, dataset, &counts, diagnostics);
  double loaded = now() - start;
  long after = resident();
  printf("%zu statements %zu terms %.3f s %.1f MB\n", counts.statements, bg_dataset_term_count(dataset), loaded,
         (double)(after - before) / 1024);
  if (argc > 3) {
    start = now();
    bg_dataset_index(dataset);
    for (int i = 0; i < 4; i++) {
      bg_quad pattern = {i == 0 ? 1 : BG_ANY, i == 1 ? 1 : BG_ANY, i == 2 ? 1 : BG_ANY, i == 3 ? 1 : BG_ANY};
      bg_dataset_match(dataset, pattern);
    }
    printf("%zu quads indexed in four orders in %.3f s %.1f MB\n", bg_dataset_size(dataset), now() - start,
           (double)(resident() - before) / 1024);
  }
  bg_dataset_free(dataset);
  bg_diagnostics_free(diagnostics);
  return status != BG_OK;
}
