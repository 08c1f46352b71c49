/* How long the gazetteer takes to load, and a word to look up: processor time, the median of many runs. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/file.h"
#include "extract/gazetteer.h"
#include "language/conllu.h"

enum { RUNS = 31 };

static double milliseconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int by_value(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return x < y ? -1 : x > y;
}

static void time_words(const bg_gazetteer *gazetteer, const char *path, bg_diagnostics *diagnostics) {
  bg_input *input;
  bg_str conllu;
  bg_buffer text = {0};
  if (bg_input_open_text(path, diagnostics, &input, &conllu) != BG_OK) return;
  bg_analysis *analysis = bg_analysis_new();
  if (bg_conllu_read(conllu, path, diagnostics, &text, analysis) == BG_OK && analysis->word_count) {
    size_t names = 0;
    double start = milliseconds();
    for (size_t s = 0; s < analysis->sentence_count; s++)
      for (size_t w = 0; w < analysis->sentences[s].word_count; w++) {
        const bg_sense *senses;
        size_t count;
        names += bg_gazetteer_match(gazetteer, analysis, s, analysis->sentences[s].first_word + w, &senses, &count) > 0;
      }
    printf("%s: %zu words, %zu names, %.0f ns a word\n", path, analysis->word_count, names,
           (milliseconds() - start) * 1e6 / (double)analysis->word_count);
  }
  bg_analysis_free(analysis);
  bg_buffer_free(&text);
  bg_input_close(input);
}

int main(int argc, char **argv) {
  bg_diagnostics *diagnostics = bg_diagnostics_new();
  bg_ontology *ontology;
  if (bg_ontology_load("ontology/briefgraph.ttl", diagnostics, &ontology) != BG_OK) return 1;
  bg_gazetteer *gazetteer = NULL;
  double times[RUNS];
  for (int i = 0; i < RUNS; i++) {
    bg_gazetteer_free(gazetteer);
    double start = milliseconds();
    if (bg_gazetteer_load("ontology/gazetteer", ontology, diagnostics, &gazetteer) != BG_OK) return 1;
    times[i] = milliseconds() - start;
  }
  qsort(times, RUNS, sizeof *times, by_value);
  printf("gazetteer: %zu concepts loaded in %.1f ms (fastest %.1f)\n", bg_gazetteer_count(gazetteer), times[RUNS / 2],
         times[0]);
  for (int i = 1; i < argc; i++) time_words(gazetteer, argv[i], diagnostics);
  bg_gazetteer_free(gazetteer);
  bg_ontology_free(ontology);
  bg_diagnostics_free(diagnostics);
  return 0;
}
