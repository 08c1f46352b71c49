/* Internal: what the boxes and lines of a map mean, as HTML beside it. */
#ifndef BG_REPORT_LEGEND_H
#define BG_REPORT_LEGEND_H

#include "report/map.h"

/* Append a <ul class="legend">. It names only what is drawn. `theme`: the light one. */
void bg_legend(const bg_scene *scene, const bg_theme *theme, bg_map_styles *styles, bg_buffer *html);

#endif
