/* Queries: whatever the text, parsing ends, and running it over a small graph stays within its limits. */
#include "query/query.h"
#include "rdf/reader.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static const char graph[] =
    "<http://x/a> <http://x/p> <http://x/b> .\n<http://x/b> <http://x/p> <http://x/a> .\n"
    "<http://x/a> <http://x/v> \"1\"^^<http://www.w3.org/2001/XMLSchema#integer> <http://x/g> .\n"
    "<http://x/b> <http://x/v> \"2.5\"^^<http://www.w3.org/2001/XMLSchema#decimal> <http://x/g> .\n"
    "_:n <http://x/l> \"text\"@en <http://x/g> .\n"
    "_:n <http://x/d> \"2024-01-18T10:00:00Z\"^^<http://www.w3.org/2001/XMLSchema#dateTime> <http://x/h> .\n";

static void write_all(const bg_query *query, const bg_results *results) {
  static const bg_results_format formats[] = {BG_RESULTS_TABLE, BG_RESULTS_CSV, BG_RESULTS_TSV, BG_RESULTS_JSON,
                                              BG_RESULTS_XML};
  if (bg_query_form_of(query) == BG_QUERY_CONSTRUCT || bg_query_form_of(query) == BG_QUERY_DESCRIBE) return;
  for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
    bg_output *output;
    if (bg_output_open("/dev/null", NULL, &output) != BG_OK) return;
    bg_results_write(results, formats[i], 40, output);
    bg_output_commit(output, NULL);
  }
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size) {
  static bg_dataset *dataset;
  bg_query_options options = {.time_limit = 2, .memory_limit = (size_t)32 << 20, .max_rows = 1000};
  bg_query *query = NULL;
  bg_results *results = NULL;
  if (!dataset) {
    bg_read_options read = {.format = BG_FORMAT_NQUADS};
    dataset = bg_dataset_new();
    bg_rdf_read_text(bg_str_from(graph), "graph", &read, bg_dataset_sink(dataset), NULL, NULL);
    bg_dataset_index(dataset);
  }
  options.union_default_graph = size % 2 == 1;
  bg_diagnostics *diagnostics = bg_diagnostics_new();
  bg_str text = {(const char *)data, size};
  if (bg_query_parse(text, "fuzz", "http://x/", diagnostics, &query) == BG_OK &&
      bg_query_run(query, dataset, &options, diagnostics, &results) == BG_OK)
    write_all(query, results);
  bg_results_free(results);
  bg_query_free(query);
  bg_diagnostics_free(diagnostics);
  return 0;
}
