/* Internal: making Graphviz's SVG fit for a page. */
#ifndef BG_DRAW_SVG_H
#define BG_DRAW_SVG_H

#include "base/diagnostics.h"

/* Drop comments, the document type and node names as titles; keep viewBox and drop width and height; titles of links
 * become <title> elements (what browsers show) and aria-labels; the picture itself gets a role and a title. */
bg_status bg_svg_clean(bg_str svg, bg_str title, bg_diagnostics *diagnostics, bg_buffer *out);

#endif
