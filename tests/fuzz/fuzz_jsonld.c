/* A JSON-LD context, and behind the first NUL byte N-Quads that are compacted with it, whole and as a stream. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "rdf/reader.h"
#include "rdf/writer.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void write_compact(const bg_dataset *dataset, const bg_jsonld_options *options, bg_str text,
                          const bg_read_options *read, bg_diagnostics *diagnostics) {
  bg_output *output;
  if (bg_output_open("/dev/null", diagnostics, &output) != BG_OK) abort();
  bg_write_options write = {.format = BG_FORMAT_JSONLD, .rdf12 = true, .jsonld = options};
  bg_rdf_write_with(dataset, &write, output, diagnostics);
  bg_jsonld_stream *stream = bg_jsonld_stream_new(options, output, diagnostics);
  bg_rdf_read_text(text, "fuzz.nq", read, bg_jsonld_stream_sink(stream), NULL, diagnostics);
  bg_jsonld_stream_end(stream);
  bg_output_free(output);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static const bg_read_options read = {.format = BG_FORMAT_NQUADS, .lenient = true};
  bg_str input = {(const char *)data, size};
  const char *nul = size ? memchr(data, 0, size) : NULL;
  size_t end = nul ? (size_t)(nul - input.data) : size;
  bg_diagnostics *diagnostics = bg_diagnostics_new();
  bg_jsonld_context *context;
  if (bg_jsonld_context_parse(bg_str_slice(input, 0, end), "context", diagnostics, &context) == BG_OK) {
    bg_dataset *dataset = bg_dataset_new();
    bg_str text = bg_str_slice(input, end + (nul != NULL), size);
    bg_rdf_read_text(text, "fuzz.nq", &read, bg_dataset_sink(dataset), NULL, diagnostics);
    bg_dataset_index(dataset);
    bg_jsonld_options options = {.context = context, .native_types = true, .direction = BG_DIRECTION_COMPOUND};
    write_compact(dataset, &options, text, &read, diagnostics);
    bg_dataset_free(dataset);
    bg_jsonld_context_free(context);
  }
  bg_diagnostics_free(diagnostics);
  return 0;
}
