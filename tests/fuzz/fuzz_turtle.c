/* TriG (and so Turtle) of RDF 1.1 and 1.2: what is read fits the line-based grammar and reads back from it. */
#include <stdint.h>
#include <stdlib.h>

#include "base/memory.h"
#include "rdf/line_writer.h"
#include "rdf/reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bg_status load(bg_str text, bg_format format, bg_dataset *dataset) {
  bg_read_options options = {.format = format, .base = "http://base/a/b?c#d"};
  bg_diagnostics *diagnostics = bg_diagnostics_new();
  bg_status status = bg_rdf_read_text(text, "fuzz", &options, bg_dataset_sink(dataset), NULL, diagnostics);
  bg_diagnostics_free(diagnostics);
  bg_dataset_index(dataset);
  return status;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  bg_buffer lines = {0};
  bg_dataset *dataset = bg_dataset_new(), *again = bg_dataset_new(), *turtle = bg_dataset_new();
  load((bg_str){(const char *)data, size}, BG_FORMAT_TURTLE, turtle);
  bg_status status = load((bg_str){(const char *)data, size}, BG_FORMAT_TRIG, dataset);
  for (size_t i = 0; i < bg_dataset_size(dataset); i++) {
    bg_quad q = bg_dataset_quads(dataset)[i];
    bg_statement s = {bg_dataset_term(dataset, q.s), bg_dataset_term(dataset, q.p), bg_dataset_term(dataset, q.o),
                      bg_dataset_term(dataset, q.g)};
    bg_put_statement(&lines, &s, true);
  }
  /* all that the reader lets through is what the line-based grammar allows */
  if (status == BG_OK && load(bg_buffer_str(&lines), BG_FORMAT_NQUADS, again) != BG_OK) abort();
  if (status == BG_OK && bg_dataset_size(again) != bg_dataset_size(dataset)) abort();
  bg_dataset_free(turtle);
  bg_dataset_free(again);
  bg_dataset_free(dataset);
  bg_buffer_free(&lines);
  return 0;
}
