/* The files of graph tools, each written from the graph model. */
#ifndef BG_EXPORT_GRAPH_FORMATS_H
#define BG_EXPORT_GRAPH_FORMATS_H

#include "base/file.h"
#include "export/graph_model.h"

enum { BG_MOST_GRAPH_FILES = 5 };

typedef struct {
  const char *name;      /* of the format: "graphml" */
  const char *extension; /* ".graphml"; NULL for a directory of files */
  const char *tools;     /* who reads it */
  bool looks;            /* sizes, colours and positions have a place in it */
  struct {
    const char *name; /* in the directory; NULL: the file itself */
    void (*write)(const bg_graph_model *model, bg_output *output);
  } files[BG_MOST_GRAPH_FILES];
} bg_graph_format;

size_t bg_graph_format_count(void);
const bg_graph_format *bg_graph_format_at(size_t index);
/* NULL when there is none of that name, or with that extension. */
const bg_graph_format *bg_graph_format_named(const char *name);
const bg_graph_format *bg_graph_format_of_path(const char *path);

/* Write a model. `path` is a file ("-": standard output), or a directory, which is made. All files are finished before
 * the first is put in place. */
bg_status bg_graph_export(const bg_graph_model *model, const bg_graph_format *format, const char *path,
                          bg_diagnostics *diagnostics);

/* ---- the writers ---- */

/* GraphML (graphml.graphdrawing.org) with typed keys: igraph, NetworkX, Gephi, yEd. The second with shapes, colours and
 * visible labels for yEd. Lists are texts, see bg_field_put. */
void bg_write_graphml(const bg_graph_model *model, bg_output *output);
void bg_write_graphml_yed(const bg_graph_model *model, bg_output *output);
/* GEXF (gexf.net): Gephi, NetworkX. Edges have their relation as kind, or Gephi merges them; claims with a time make
 * the graph dynamic. 1.2 is for readers that do not know 1.3, and has no kinds. */
void bg_write_gexf(const bg_graph_model *model, bg_output *output);
void bg_write_gexf_12(const bg_graph_model *model, bg_output *output);
/* Cytoscape: the JSON of cytoscape.js, and CX2. */
void bg_write_cyjs(const bg_graph_model *model, bg_output *output);
void bg_write_cx2(const bg_graph_model *model, bg_output *output);
/* Pajek .net: labels (made unique) and arcs; the value of an arc is its sign, or friendly less hostile claims. It has
 * no place for more, and no way to write a quote, a backslash or a line end in a label: they become ', / and a space.
 */
void bg_write_pajek(const bg_graph_model *model, bg_output *output);
/* CSV for Gephi, pandas and R, described by CSV on the Web metadata. A text that a spreadsheet would take for a formula
 * (first character = + - @, tab or carriage return, behind any apostrophes) gets an apostrophe in front. */
void bg_write_node_csv(const bg_graph_model *model, bg_output *output);
void bg_write_edge_csv(const bg_graph_model *model, bg_output *output);
void bg_write_csvw(const bg_graph_model *model, bg_output *output);
/* Neo4j: files for neo4j-admin import, and a script with its parameters that can be run again. */
void bg_write_neo4j_nodes(const bg_graph_model *model, bg_output *output);
void bg_write_neo4j_edges(const bg_graph_model *model, bg_output *output);
void bg_write_neo4j_cypher(const bg_graph_model *model, bg_output *output);
void bg_write_neo4j_parameters(const bg_graph_model *model, bg_output *output);
void bg_write_neo4j_readme(const bg_graph_model *model, bg_output *output);
/* FollowTheMoney entities, one JSON object a line. */
void bg_write_ftm(const bg_graph_model *model, bg_output *output);

#endif
