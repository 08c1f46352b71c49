/* Internal: ids of the nodes, edges and subgraphs of one cgraph graph, counted from 1.
 *
 * cgraph's own discipline takes the address of a name for its id, and Graphviz walks subgraphs in the order of their
 * ids: the same graph would come out in another order when memory happens to lie otherwise. */
#ifndef BG_DRAW_GRAPH_IDS_H
#define BG_DRAW_GRAPH_IDS_H

#include <graphviz/cgraph.h>

/* To be passed to agopen; lives as long as the program. */
Agdisc_t *bg_graph_ids(void);

#endif
