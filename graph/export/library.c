/* The public interface on top of everything else. */
#include <string.h>

#include "base/memory.h"
#include "briefgraph.h"
#include "export/build.h"
#include "export/extraction_json.h"
#include "network/measures_out.h"
#include "rdf/reader.h"
#include "rdf/writer.h"

struct briefgraph {
  bg_dataset *dataset;
  bg_ontology *ontology;
  bg_diagnostics *diagnostics;
  bg_buffer messages;
  bg_status status;
};

static void format_messages(const bg_diagnostics *diagnostics, bg_buffer *out) {
  bg_buffer_clear(out);
  for (size_t i = 0; i < bg_diagnostics_count(diagnostics); i++)
    bg_diagnostic_format(bg_diagnostics_get(diagnostics, i), out);
}

briefgraph *briefgraph_load(const char *path, const char *ontology) {
  briefgraph *g = BG_NEW(briefgraph);
  g->diagnostics = bg_diagnostics_new();
  g->dataset = bg_dataset_new();
  g->status = bg_ontology_load(ontology, g->diagnostics, &g->ontology);
  if (g->status == BG_OK) g->status = bg_rdf_load(path, NULL, g->dataset, g->diagnostics);
  if (g->status != BG_OK) {
    bg_dataset_free(g->dataset);
    g->dataset = bg_dataset_new();
  }
  bg_dataset_index(g->dataset);
  return g;
}

void briefgraph_free(briefgraph *graph) {
  if (!graph) return;
  bg_dataset_free(graph->dataset);
  bg_ontology_free(graph->ontology);
  bg_diagnostics_free(graph->diagnostics);
  bg_buffer_free(&graph->messages);
  bg_free(graph);
}

int briefgraph_failed(const briefgraph *graph) {
  return (int)graph->status;
}

const char *briefgraph_messages(briefgraph *graph) {
  format_messages(graph->diagnostics, &graph->messages);
  return graph->messages.data ? graph->messages.data : "";
}

unsigned long briefgraph_size(const briefgraph *graph) {
  return (unsigned long)bg_dataset_size(graph->dataset);
}

int briefgraph_write(briefgraph *graph, const char *path, const char *format) {
  bg_output *output;
  graph->status = bg_output_open(path, graph->diagnostics, &output);
  if (graph->status != BG_OK) return (int)graph->status;
  graph->status =
      bg_rdf_write(graph->dataset, bg_format_by_name(bg_str_from(format)), NULL, 0, output, graph->diagnostics);
  if (graph->status == BG_OK) graph->status = bg_output_commit(output, graph->diagnostics);
  else bg_output_free(output);
  return (int)graph->status;
}

/* What most calls need: the network and its measures. */
static bg_status measure(briefgraph *graph, bg_network **network, bg_measures **measures) {
  *network = NULL;
  *measures = NULL;
  if (!graph->ontology) return bg_error(graph->diagnostics, BG_ERROR_INVALID, NULL, "the graph was not loaded");
  *network = bg_network_new(graph->dataset, graph->ontology, NULL);
  return bg_measures_new(*network, NULL, graph->diagnostics, measures);
}

int briefgraph_analyze(briefgraph *graph, const char *path, const char *format) {
  bg_network *network;
  bg_measures *measures;
  bg_buffer text = {0};
  bool csv = strcmp(format, "csv") == 0;
  graph->status = measure(graph, &network, &measures);
  if (graph->status == BG_OK && !csv && strcmp(format, "json") != 0)
    graph->status =
        bg_error(graph->diagnostics, BG_ERROR_UNSUPPORTED, NULL, "unknown format '%s'; use csv or json", format);
  if (graph->status == BG_OK) {
    bg_measure_options options = {0};
    if (csv) bg_measures_csv(measures, network, BG_BETWEENNESS, &text);
    else bg_measures_json(measures, network, &options, BG_BETWEENNESS, &text);
    graph->status = bg_write_file(path, bg_buffer_str(&text), graph->diagnostics);
  }
  bg_buffer_free(&text);
  bg_measures_free(measures);
  bg_network_free(network);
  return (int)graph->status;
}

static bg_status draw(briefgraph *graph, bg_view_input *input, bg_view view, bg_picture_format format,
                      const char *path) {
  bg_canvas *canvas;
  bg_picture *picture;
  bg_buffer bytes = {0};
  bg_draw_options options = {.view = view};
  BG_TRY(bg_canvas_new(graph->diagnostics, &canvas));
  bg_status status = bg_picture_new(canvas, input, &options, graph->diagnostics, &picture);
  if (status == BG_OK) status = bg_picture_render(picture, format, &bytes, graph->diagnostics);
  if (status == BG_OK) status = bg_write_file(path, bg_buffer_str(&bytes), graph->diagnostics);
  bg_buffer_free(&bytes);
  bg_picture_free(picture);
  bg_canvas_free(canvas);
  return status;
}

int briefgraph_draw(briefgraph *graph, const char *path, const char *view, const char *format, const char *style) {
  bg_view_input input = {.dataset = graph->dataset, .ontology = graph->ontology};
  bg_network *network;
  bg_measures *measures;
  bg_theme *theme = NULL;
  bg_view wanted = BG_VIEW_ACTORS;
  bg_picture_format picture_format = BG_PICTURE_SVG;
  graph->status = measure(graph, &network, &measures);
  if (graph->status == BG_OK &&
      (!bg_view_parse(bg_str_from(view), &wanted) || !bg_picture_format_parse(bg_str_from(format), &picture_format)))
    graph->status =
        bg_error(graph->diagnostics, BG_ERROR_UNSUPPORTED, NULL, "unknown view '%s' or format '%s'", view, format);
  if (graph->status == BG_OK) graph->status = bg_theme_load(style, false, graph->ontology, graph->diagnostics, &theme);
  input.network = network;
  input.measures = measures;
  input.theme = theme;
  if (graph->status == BG_OK) graph->status = draw(graph, &input, wanted, picture_format, path);
  bg_theme_free(theme);
  bg_measures_free(measures);
  bg_network_free(network);
  return (int)graph->status;
}

static void give_messages(bg_diagnostics *diagnostics, char **messages) {
  if (messages) {
    bg_buffer text = {0};
    format_messages(diagnostics, &text);
    *messages = text.data ? bg_buffer_take(&text) : bg_strdup("");
  }
  bg_diagnostics_free(diagnostics);
}

static bg_status write_extraction(const bg_extractor *extractor, const bg_ontology *ontology, const char *document,
                                  const char *path, bg_diagnostics *diagnostics) {
  bg_brief *brief;
  bg_extraction x;
  bg_buffer text = {0};
  BG_TRY(bg_brief_load(document, diagnostics, &brief));
  bg_status status = bg_extract(extractor, brief, &(bg_extract_options){0}, diagnostics, &x);
  if (status == BG_OK) {
    bg_extraction_json(&x, bg_path_base(document), ontology, &text);
    status = bg_write_file(path, bg_buffer_str(&text), diagnostics);
    bg_extraction_free(&x);
  }
  bg_buffer_free(&text);
  bg_brief_free(brief);
  return status;
}

/* A file beside another. */
static char *beside(const char *path, const char *name) {
  char *directory = bg_strdup(path);
  char *slash = strrchr(directory, '/');
  if (slash) *slash = '\0';
  char *other = bg_path_join(slash ? directory : ".", name);
  bg_free(directory);
  return other;
}

int briefgraph_extract(const char *document, const char *path, const char *ontology_path, const char *models,
                       char **messages) {
  bg_diagnostics *diagnostics = bg_diagnostics_new();
  char *files[] = {bg_path_join(models, "english.model"), bg_path_join(models, "names.model"),
                   beside(ontology_path, "gazetteer"), beside(ontology_path, "relations.ttl"),
                   beside(ontology_path, "scope.ttl")};
  bg_extractor_paths paths = {files[0], files[1], files[2], files[3], files[4]};
  bg_ontology *ontology = NULL;
  bg_extractor *extractor = NULL;
  bg_status status = bg_ontology_load(ontology_path, diagnostics, &ontology);
  if (status == BG_OK) status = bg_extractor_new(&paths, ontology, diagnostics, &extractor);
  if (status == BG_OK) status = write_extraction(extractor, ontology, document, path, diagnostics);
  bg_extractor_free(extractor);
  bg_ontology_free(ontology);
  for (size_t i = 0; i < sizeof files / sizeof *files; i++) bg_free(files[i]);
  give_messages(diagnostics, messages);
  return (int)status;
}

int briefgraph_build(const char *directory, const char *output, const char *ontology, const char *style,
                     char **messages) {
  bg_build_options options = {
      .corpus = {.inputs = &directory, .input_count = 1}, .output = output, .ontology = ontology, .style = style};
  bg_diagnostics *diagnostics = bg_diagnostics_new();
  bg_build_result result;
  bg_status status = bg_build(&options, diagnostics, &result);
  bg_build_result_free(&result);
  give_messages(diagnostics, messages);
  return (int)status;
}
