/* Internal: one map of the page. */
#ifndef BG_REPORT_MAP_H
#define BG_REPORT_MAP_H

#include "base/map.h"
#include "draw/draw.h"

/* What all maps of a page share: classes for the looks that occur, and the colours that their rules name. */
typedef struct bg_map_styles bg_map_styles;
bg_map_styles *bg_map_styles_new(const bg_theme *light, const bg_theme *dark);
void bg_map_styles_free(bg_map_styles *styles); /* NULL is fine */
/* Append the rules as CSS: ".m0{...}" and so on, and the colours as properties of :root, of both themes. */
void bg_map_styles_put(const bg_map_styles *styles, bg_buffer *css);

/* Append the class of a small shape with that fill and line; `dash` may be empty. */
void bg_map_styles_put_class(bg_map_styles *styles, const char *fill, const char *line, const char *dash,
                             bg_buffer *out);

/* Append the SVG of a picture for use inside the page: without links, tooltips and all that CSS can say; coordinates to
 * a tenth of a point. */
bg_status bg_map_svg(const bg_picture *picture, bg_map_styles *styles, bg_diagnostics *diagnostics, bg_buffer *out);
/* Append what is shown as JSON: {"title":…,"nodes":[[id in the SVG, index of the entity, or -1 - index of the
 * recommendation, or null],…],"edges":[[number in the SVG,from,to,sign,line],…]}. The maps give the index by IRI. */
void bg_map_json(const bg_picture *picture, const bg_map *entities, const bg_map *recommendations, bg_buffer *out);

#endif
