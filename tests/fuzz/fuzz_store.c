/* What a store answers: a count, a problem, and a graph as N-Triples that comes in pieces. */
#include <stdint.h>

#include "rdf/reader.h"
#include "store/compare.h"
#include "store/response.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void compare(bg_str answer, size_t step) {
  static const char ours[] =
      "<a:1> <p:1> \"1.50\"^^<http://www.w3.org/2001/XMLSchema#decimal> .\n_:a <p:1> _:b .\n_:b <p:1> _:a .\n";
  bg_diagnostics *diagnostics = bg_diagnostics_new();
  bg_dataset *dataset = bg_dataset_new();
  bg_read_options options = {.format = BG_FORMAT_NTRIPLES};
  bg_rdf_read_text(BG_STR(ours), "ours", &options, bg_dataset_sink(dataset), NULL, diagnostics);
  bg_dataset_index(dataset);
  bg_plan plan;
  bg_plan_options whole = {.graph = BG_ANY};
  if (bg_plan_make(dataset, &whole, diagnostics, &plan) == BG_OK) {
    bg_comparison *comparison = bg_comparison_new(&plan, "answer", diagnostics);
    bg_comparison_result result = {0};
    bg_status status = BG_OK;
    for (size_t at = 0; at < answer.len && status == BG_OK; at += step)
      status = bg_comparison_take(comparison, bg_str_slice(answer, at, at + step < answer.len ? at + step : answer.len));
    if (status == BG_OK) bg_comparison_end(comparison, &result);
    bg_comparison_result_free(&result);
    bg_comparison_free(comparison);
    bg_plan_free(&plan);
  }
  bg_dataset_free(dataset);
  bg_diagnostics_free(diagnostics);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  bg_str body = {(const char *)data, size};
  size_t count;
  bg_response_count(body, &count);
  bg_buffer gist = {0};
  bg_response_gist(body, &gist);
  bg_buffer_free(&gist);
  compare(body, size ? 1 + data[0] % 61 : 1);
  return 0;
}
