/* Positions of a network's nodes. */
#ifndef BG_NETWORK_LAYOUT_H
#define BG_NETWORK_LAYOUT_H

#include "network/network.h"

/* Fruchterman and Reingold (1991) from a circle, by igraph; the same network gets the same positions. Rounded to two
 * decimals, the middle at (0, 0). x and y have one number an actor. */
bg_status bg_layout(const bg_network *network, double *x, double *y, bg_diagnostics *diagnostics);

#endif
