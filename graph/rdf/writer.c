#include "rdf/writer.h"

#include <string.h>

#include "base/memory.h"
#include "rdf/line_writer.h"
#include "rdf/version.h"
#include "rdf/writers.h"

static bool is_left_out(bg_term_id graph, const bg_term_id *leave_out, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (leave_out[i] == graph) return true;
  return false;
}

/* All triples once, whatever graphs they stand in. */
static bg_quad *merge_graphs(const bg_dataset *dataset, const bg_term_id *leave_out, size_t leave_out_count,
                             size_t *count) {
  const bg_quad *quads = bg_dataset_quads(dataset);
  size_t size = bg_dataset_size(dataset), kept = 0;
  bg_quad *triples = bg_realloc_array(NULL, size, sizeof *triples);
  for (size_t i = 0; i < size; i++) {
    bg_quad q = quads[i];
    if (is_left_out(q.g, leave_out, leave_out_count)) continue;
    q.g = BG_DEFAULT_GRAPH;
    /* in SPOG order the same triple of several graphs stands together */
    if (!kept || memcmp(&triples[kept - 1], &q, sizeof q) != 0) triples[kept++] = q;
  }
  *count = kept;
  return triples;
}

static void write_lines(const bg_dataset *dataset, const bg_quad *quads, size_t count, bool graphs, bg_output *output) {
  bg_buffer line = {0};
  for (size_t i = 0; i < count && !bg_output_failed(output); i++) {
    bg_statement s = {bg_dataset_term(dataset, quads[i].s), bg_dataset_term(dataset, quads[i].p),
                      bg_dataset_term(dataset, quads[i].o), bg_dataset_term(dataset, quads[i].g)};
    bg_buffer_clear(&line);
    bg_put_statement(&line, &s, graphs);
    bg_output_write(output, bg_buffer_str(&line));
  }
  bg_buffer_free(&line);
}

/* What RDF 1.1 cannot say is looked for only where there is some. */
static bg_status check_version(const bg_dataset *dataset, const bg_write_options *options, const bg_quad *quads,
                               size_t count, bg_diagnostics *diagnostics) {
  if (!bg_dataset_needs_rdf12(dataset)) return BG_OK;
  bool can = options->rdf12 && options->format != BG_FORMAT_RDFXML;
  for (size_t i = 0; i < count && !can; i++) {
    bg_term term = bg_dataset_term(dataset, quads[i].o);
    bool direction = options->format == BG_FORMAT_JSONLD && term.kind == BG_TERM_LITERAL; /* it has @direction */
    if (bg_term_needs_rdf12(&term) && !direction) return bg_rdf12_error(&term, diagnostics);
  }
  return BG_OK;
}

static bg_status write_quads(const bg_dataset *dataset, const bg_write_options *options, const bg_quad *quads,
                             size_t count, bg_output *output, bg_diagnostics *diagnostics) {
  bool graphs = bg_format_has_graphs(options->format);
  BG_TRY(check_version(dataset, options, quads, count, diagnostics));
  switch (options->format) {
    case BG_FORMAT_NTRIPLES:
    case BG_FORMAT_NQUADS: write_lines(dataset, quads, count, graphs, output); return BG_OK;
    case BG_FORMAT_TURTLE:
    case BG_FORMAT_TRIG: bg_write_turtle(dataset, quads, count, graphs, output); return BG_OK;
    case BG_FORMAT_RDFXML: return bg_write_rdfxml(dataset, quads, count, output, diagnostics);
    case BG_FORMAT_JSONLD:
      return bg_write_jsonld(dataset, quads, count, options->jsonld ? options->jsonld : &(bg_jsonld_options){0}, output,
                             diagnostics);
    case BG_FORMAT_UNKNOWN: break;
  }
  return bg_error(diagnostics, BG_ERROR_UNSUPPORTED, NULL, "unknown RDF format; known are %s", bg_format_list());
}

bg_status bg_rdf_write_with(const bg_dataset *dataset, const bg_write_options *options, bg_output *output,
                            bg_diagnostics *diagnostics) {
  bool graphs = bg_format_has_graphs(options->format);
  size_t count = bg_dataset_size(dataset);
  bg_quad *quads = graphs ? bg_realloc_array(NULL, count, sizeof *quads)
                          : merge_graphs(dataset, options->leave_out, options->leave_out_count, &count);
  if (graphs && count) memcpy(quads, bg_dataset_quads(dataset), count * sizeof *quads);
  bg_dataset_sort_quads(dataset, quads, count);
  bg_status status = write_quads(dataset, options, quads, count, output, diagnostics);
  bg_free(quads);
  return status;
}

bg_status bg_rdf_write(const bg_dataset *dataset, bg_format format, const bg_term_id *leave_out, size_t leave_out_count,
                       bg_output *output, bg_diagnostics *diagnostics) {
  bg_write_options options = {.format = format, .leave_out = leave_out, .leave_out_count = leave_out_count};
  return bg_rdf_write_with(dataset, &options, output, diagnostics);
}
