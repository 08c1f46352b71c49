/* Internal: Gould and Fernandez brokerage. */
#ifndef BG_NETWORK_BROKERAGE_H
#define BG_NETWORK_BROKERAGE_H

#include <igraph.h>

#include "network/measures.h"

/* Count the open two-paths i -> j -> k of a simple graph by the groups of the three, for every j (Gould and Fernandez
 * 1989, equations 1 to 5). An undirected tie is a tie both ways. `group` has one number an actor; values are written to
 * measures->values[BG_COORDINATOR ..]. Time: the sum over actors of in-degree times out-degree. */
igraph_error_t bg_brokerage(const igraph_t *graph, const size_t *group, bg_measures *measures);

#endif
