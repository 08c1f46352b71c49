/* Internal: places that are the same on every run. */
#ifndef BG_DRAW_SETTLE_H
#define BG_DRAW_SETTLE_H

#include <graphviz/cgraph.h>

/* Round the places of a graph that is laid out. Force-directed engines sum in an order that depends on addresses: their
 * last bits differ from run to run, and so do the digits in a PDF. */
void bg_settle(Agraph_t *graph);

#endif
