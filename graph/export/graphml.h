/* GraphML (graphml.graphdrawing.org): actors as nodes with their measures, every claim as an edge of its own. Typed
 * keys; read by igraph, NetworkX, Gephi and yEd. Characters that XML cannot hold become U+FFFD. */
#ifndef BG_EXPORT_GRAPHML_H
#define BG_EXPORT_GRAPHML_H

#include "network/measures.h"

/* `measures` may be NULL. */
void bg_graphml(const bg_network *network, const bg_measures *measures, bg_buffer *out);

#endif
