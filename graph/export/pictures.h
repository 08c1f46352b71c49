/* All views of a graph in all formats, by two processes.
 *
 * Graphviz is not thread-safe and most of the time goes into PNG: a forked child draws half of the views and hands its
 * bytes back in memory. Measured on two cores with the shipped brief, that takes 0.6 of the time. When there is no
 * child to be had, or it fails, one process does it all. */
#ifndef BG_EXPORT_PICTURES_H
#define BG_EXPORT_PICTURES_H

#include "draw/draw.h"

/* Takes the bytes of one picture; called in a fixed order. */
typedef bg_status (*bg_picture_taker)(void *context, bg_view view, bg_picture_format format, bg_str bytes);

/* Each view as SVG, PNG and PDF, the map of actors as DOT too. A view that needs an actor is left out when there is
 * none. */
bg_status bg_pictures(const bg_view_input *input, bg_picture_taker taker, void *context, bg_diagnostics *diagnostics);

#endif
