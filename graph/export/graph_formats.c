#include "export/graph_formats.h"

#include <string.h>

#include "base/memory.h"
#include "base/pack.h"

static const bg_graph_format formats[] = {
    {"graphml", ".graphml", "igraph, NetworkX, Gephi, yEd", false, {{NULL, bg_write_graphml}}},
    {"graphml-yed", ".yed.graphml", "yEd, with shapes and visible labels", true, {{NULL, bg_write_graphml_yed}}},
    {"gexf", ".gexf", "Gephi, NetworkX 3.6", true, {{NULL, bg_write_gexf}}},
    {"gexf-1.2", ".12.gexf", "older readers of GEXF", true, {{NULL, bg_write_gexf_12}}},
    {"cyjs", ".cyjs", "Cytoscape, cytoscape.js", true, {{NULL, bg_write_cyjs}}},
    {"cx2", ".cx2", "Cytoscape, NDEx", true, {{NULL, bg_write_cx2}}},
    {"pajek", ".net", "Pajek, igraph, NetworkX", true, {{NULL, bg_write_pajek}}},
    {"csv-graph",
     NULL,
     "Gephi, pandas, R, spreadsheets",
     false,
     {{"nodes.csv", bg_write_node_csv}, {"edges.csv", bg_write_edge_csv}, {"csv-metadata.json", bg_write_csvw}}},
    {"neo4j",
     NULL,
     "Neo4j",
     false,
     {{"nodes.csv", bg_write_neo4j_nodes},
      {"relationships.csv", bg_write_neo4j_edges},
      {"load.cypher", bg_write_neo4j_cypher},
      {"parameters.json", bg_write_neo4j_parameters},
      {"README.md", bg_write_neo4j_readme}}},
    {"ftm", ".ftm.json", "FollowTheMoney: Aleph, OpenAleph", false, {{NULL, bg_write_ftm}}},
};

size_t bg_graph_format_count(void) {
  return sizeof formats / sizeof *formats;
}

const bg_graph_format *bg_graph_format_at(size_t index) {
  return &formats[index];
}

const bg_graph_format *bg_graph_format_named(const char *name) {
  for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
    if (strcmp(formats[i].name, name) == 0) return &formats[i];
  return NULL;
}

/* The longest extension that fits: ".yed.graphml" before ".graphml". */
const bg_graph_format *bg_graph_format_of_path(const char *path) {
  const bg_graph_format *best = NULL;
  bg_str name = bg_path_base(path);
  name.len -= bg_packing_suffix(name);
  for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
    const bg_graph_format *f = &formats[i];
    if (!f->extension || !bg_str_ends(name, bg_str_from(f->extension))) continue;
    if (!best || strlen(f->extension) > strlen(best->extension)) best = f;
  }
  return best;
}

static bg_status open_file(const bg_graph_format *format, size_t index, const char *path, bg_diagnostics *diagnostics,
                           bg_output **output) {
  if (!format->files[index].name) return bg_output_open(path, diagnostics, output);
  char *file = bg_path_join(path, format->files[index].name);
  bg_status status = bg_output_open(file, diagnostics, output);
  bg_free(file);
  return status;
}

bg_status bg_graph_export(const bg_graph_model *model, const bg_graph_format *format, const char *path,
                          bg_diagnostics *diagnostics) {
  bg_output *outputs[BG_MOST_GRAPH_FILES];
  size_t count = 0;
  bg_status status = format->extension ? BG_OK : bg_make_directory(path, diagnostics);
  for (size_t i = 0; status == BG_OK && i < BG_MOST_GRAPH_FILES && format->files[i].write; i++) {
    status = open_file(format, i, path, diagnostics, &outputs[count]);
    if (status == BG_OK) format->files[i].write(model, outputs[count++]);
  }
  if (status == BG_OK) return bg_output_commit_all(outputs, count, diagnostics);
  for (size_t i = 0; i < count; i++) bg_output_free(outputs[i]);
  return status;
}
