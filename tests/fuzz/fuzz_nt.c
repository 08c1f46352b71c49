/* N-Quads of RDF 1.1 and 1.2: what is read is written as lines and reads back as the same dataset; the reader of blocks
 * gives what the reader of lines gives; and every writer takes it. */
#include <stdint.h>
#include <stdlib.h>

#include "base/memory.h"
#include "rdf/line_writer.h"
#include "rdf/nt_reader.h"
#include "rdf/reader.h"
#include "rdf/reify.h"
#include "rdf/writer.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bg_dataset *load(bg_str text, bg_status *status) {
  static const bg_read_options options = {.format = BG_FORMAT_NQUADS, .lenient = true};
  bg_diagnostics *diagnostics = bg_diagnostics_new();
  bg_dataset *dataset = bg_dataset_new();
  *status = bg_rdf_read_text(text, "fuzz.nq", &options, bg_dataset_sink(dataset), NULL, diagnostics);
  bg_diagnostics_free(diagnostics);
  bg_dataset_index(dataset);
  return dataset;
}

static void compare_with_block(const bg_dataset *dataset, bg_str text) {
  bg_diagnostics *diagnostics = bg_diagnostics_new();
  bg_dataset *block = bg_dataset_new();
  bg_read_counts counts = {0};
  size_t lines;
  if (bg_str_starts(text, BG_STR("\xef\xbb\xbf"))) text = bg_str_slice(text, 3, text.len);
  bg_nt_load_block(text, "fuzz.nq", true, true, block, &counts, diagnostics, &lines);
  bg_dataset_index(block);
  if (bg_dataset_term_count(block) != bg_dataset_term_count(dataset)) abort();
  if (bg_dataset_size(block) != bg_dataset_size(dataset)) abort();
  for (bg_term_id id = 1; id <= bg_dataset_term_count(block); id++) {
    bg_term a = bg_dataset_term(block, id), b = bg_dataset_term(dataset, id);
    if (!bg_term_equal(&a, &b)) abort();
  }
  bg_dataset_free(block);
  bg_diagnostics_free(diagnostics);
}

static void write_all(const bg_dataset *dataset) {
  static const bg_format formats[] = {BG_FORMAT_TURTLE, BG_FORMAT_TRIG, BG_FORMAT_NTRIPLES, BG_FORMAT_RDFXML,
                                      BG_FORMAT_JSONLD};
  for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
    bg_output *output;
    bg_diagnostics *diagnostics = bg_diagnostics_new();
    if (bg_output_open("/dev/null", diagnostics, &output) != BG_OK) abort();
    bg_write_options options = {.format = formats[i], .rdf12 = true};
    bg_rdf_write_with(dataset, &options, output, diagnostics);
    bg_output_free(output);
    bg_diagnostics_free(diagnostics);
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  bg_status status;
  bg_buffer lines = {0};
  bg_dataset *dataset = load((bg_str){(const char *)data, size}, &status);
  compare_with_block(dataset, (bg_str){(const char *)data, size});
  for (size_t i = 0; i < bg_dataset_size(dataset); i++) {
    bg_quad q = bg_dataset_quads(dataset)[i];
    bg_statement s = {bg_dataset_term(dataset, q.s), bg_dataset_term(dataset, q.p), bg_dataset_term(dataset, q.o),
                      bg_dataset_term(dataset, q.g)};
    bg_put_statement(&lines, &s, true);
  }
  bg_dataset *again = load(bg_buffer_str(&lines), &status);
  if (status != BG_OK || bg_dataset_size(again) != bg_dataset_size(dataset)) abort();
  bg_dataset_free(again);
  bg_dataset *lifted = bg_lift_statements(dataset);
  bg_dataset *lowered = bg_lower_reifiers(lifted);
  write_all(dataset);
  write_all(lifted);
  bg_dataset_free(lowered);
  bg_dataset_free(lifted);
  bg_dataset_free(dataset);
  bg_buffer_free(&lines);
  return 0;
}
