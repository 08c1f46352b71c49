#include "rdf/reader.h"

#include "base/file.h"
#include "rdf/nt_reader.h"
#include "rdf/raptor_reader.h"
#include "rdf/turtle_reader.h"

static bool is_line_based(bg_format format) {
  return format == BG_FORMAT_NTRIPLES || format == BG_FORMAT_NQUADS;
}

bg_status bg_rdf_read_text(bg_str text, const char *name, const bg_read_options *options, bg_sink sink,
                           bg_read_counts *counts, bg_diagnostics *diagnostics) {
  bg_read_options defaults = {0};
  bg_read_counts ignored = {0};
  if (!options) options = &defaults;
  if (!counts) counts = &ignored;
  bg_format format = options->format != BG_FORMAT_UNKNOWN ? options->format : bg_format_guess(name, text);
  if (format == BG_FORMAT_UNKNOWN)
    return bg_error(diagnostics, BG_ERROR_UNSUPPORTED, &(bg_location){.file = name},
                    "cannot tell the RDF syntax; name it with --from, one of %s", bg_format_list());
  if (is_line_based(format))
    return bg_nt_read(text, name, format == BG_FORMAT_NQUADS, options->lenient, sink, counts, diagnostics);
  if (format == BG_FORMAT_JSONLD)
    return bg_error(diagnostics, BG_ERROR_UNSUPPORTED, &(bg_location){.file = name},
                    "JSON-LD is written, not read; convert it to nquads with another tool first");
  if (options->lenient)
    return bg_error(diagnostics, BG_ERROR_UNSUPPORTED, &(bg_location){.file = name},
                    "%s cannot be read leniently: only ntriples and nquads have lines to skip", bg_format_name(format));
  if (format != BG_FORMAT_RDFXML)
    return bg_turtle_read(text, name, format == BG_FORMAT_TRIG, options->base, sink, counts, diagnostics);
  return bg_rdfxml_read(text, name, options->base, sink, counts, diagnostics);
}

/* Files of lines are read as they come, in constant memory, when their format is known before they are opened. */
static bg_status read_lines(const char *path, const bg_read_options *options, bg_format format, bg_sink sink,
                            bg_read_counts *counts, bg_diagnostics *diagnostics) {
  bg_stream *stream;
  BG_TRY(bg_stream_open(path, diagnostics, &stream));
  bg_status status = bg_nt_read_stream(stream, format == BG_FORMAT_NQUADS, options->lenient, sink, counts, diagnostics);
  bg_stream_close(stream);
  return status;
}

static bg_format format_before_opening(const char *path, const bg_read_options *options) {
  return options->format != BG_FORMAT_UNKNOWN ? options->format : bg_format_by_name(bg_path_extension(path));
}

bg_status bg_rdf_read(const char *path, const bg_read_options *options, bg_sink sink, bg_read_counts *counts,
                      bg_diagnostics *diagnostics) {
  bg_read_options defaults = {0};
  bg_read_counts ignored = {0};
  if (!options) options = &defaults;
  if (!counts) counts = &ignored;
  bg_format format = format_before_opening(path, options);
  if (is_line_based(format)) return read_lines(path, options, format, sink, counts, diagnostics);
  bg_input *input;
  BG_TRY(bg_input_open(path, diagnostics, &input));
  bg_status status = bg_rdf_read_text(bg_input_bytes(input), bg_input_name(input), options, sink, counts, diagnostics);
  bg_input_close(input);
  return status;
}

static bg_status load_lines(const char *path, const bg_read_options *options, bg_format format, bg_dataset *dataset,
                            bg_read_counts *counts, bg_diagnostics *diagnostics) {
  bg_stream *stream;
  BG_TRY(bg_stream_open(path, diagnostics, &stream));
  bg_status status = bg_nt_load(stream, format == BG_FORMAT_NQUADS, options, dataset, counts, diagnostics);
  bg_stream_close(stream);
  return status;
}

bg_status bg_rdf_load_counted(const char *path, const bg_read_options *options, bg_dataset *dataset,
                              bg_read_counts *counts, bg_diagnostics *diagnostics) {
  bg_read_options defaults = {0};
  bg_read_counts ignored = {0};
  if (!options) options = &defaults;
  if (!counts) counts = &ignored;
  bg_format format = format_before_opening(path, options);
  bg_status status = is_line_based(format) ? load_lines(path, options, format, dataset, counts, diagnostics)
                                           : bg_rdf_read(path, options, bg_dataset_sink(dataset), counts, diagnostics);
  bg_dataset_new_blank_scope(dataset);
  return status;
}

bg_status bg_rdf_load(const char *path, const bg_read_options *options, bg_dataset *dataset,
                      bg_diagnostics *diagnostics) {
  return bg_rdf_load_counted(path, options, dataset, NULL, diagnostics);
}
