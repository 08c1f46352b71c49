/* Internal to the graph model: its parts, each in a file of its own. */
#ifndef BG_EXPORT_GRAPH_PARTS_H
#define BG_EXPORT_GRAPH_PARTS_H

#include "export/graph_model.h"

/* Fields of nodes: names, classes, what they are part of, literals of plain RDF, measures. */
void bg_graph_nodes(const bg_graph_input *in, bg_graph_model *model);
/* Literal objects of plain RDF as fields of their subjects, the most frequent predicates first. */
void bg_graph_literals(const bg_graph_input *in, bg_graph_model *model);
/* Edges and documents, each claim or each tie. */
void bg_graph_claims(const bg_graph_input *in, bg_graph_model *model);
void bg_graph_ties(const bg_graph_input *in, bg_graph_model *model);
/* Room for that many edges. */
void bg_graph_reserve_edges(bg_graph_model *model, size_t count);
/* "friendly", "hostile" or "neutral" as a colour. */
const char *bg_graph_sign_colour(const bg_graph_input *in, double sign);

#endif
