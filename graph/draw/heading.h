/* Internal: title, subtitle and legend as one HTML-like label. The legend names only what is drawn. */
#ifndef BG_DRAW_HEADING_H
#define BG_DRAW_HEADING_H

#include "draw/scene.h"

void bg_heading(const bg_scene *scene, const bg_theme *theme, bg_buffer *html);

#endif
