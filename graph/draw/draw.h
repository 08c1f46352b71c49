/* Diagrams: a view of a graph, laid out by Graphviz and rendered as SVG, PNG, PDF or DOT.
 *
 * Layout is done once for all formats. The same input gives the same bytes in every format with the same versions of
 * the libraries and fonts; a PDF carries no date. Graphviz keeps its error handler for the whole process, so pictures
 * are made by one thread at a time, and each is rendered before the next one is made. Ids in SVG: VIEW-n-ID for nodes,
 * VIEW-t-eN for lines. */
#ifndef BG_DRAW_DRAW_H
#define BG_DRAW_DRAW_H

#include "draw/scene.h"

typedef enum {
  BG_VIEW_ACTORS,
  BG_VIEW_EGO,
  BG_VIEW_RECOMMENDATIONS,
  BG_VIEW_ISSUES,
  BG_VIEW_BALANCE,
  BG_VIEWS
} bg_view;
typedef enum { BG_PICTURE_SVG, BG_PICTURE_PNG, BG_PICTURE_PDF, BG_PICTURE_DOT, BG_PICTURE_FORMATS } bg_picture_format;

const char *bg_view_name(bg_view view);
bool bg_view_parse(bg_str text, bg_view *view);
const char *bg_picture_format_name(bg_picture_format format); /* also the extension */
bool bg_picture_format_parse(bg_str text, bg_picture_format *format);

/* Graphviz with its plugins; make one and keep it for all pictures. */
typedef struct bg_canvas bg_canvas;
bg_status bg_canvas_new(bg_diagnostics *diagnostics, bg_canvas **canvas);
void bg_canvas_free(bg_canvas *canvas); /* NULL is fine */

typedef struct {
  bg_view view;
  const char *engine; /* dot, neato, sfdp ...; NULL: what suits the view */
  const char *title;  /* NULL: the view's own */
  bool bare;          /* without title and legend: who shows it has them beside it */
} bg_draw_options;

/* Beyond this layouts take minutes and pictures say nothing. */
enum { BG_MOST_NODES = 300 };

/* Does that view ask more of the network than who is tied to whom? Measures of large networks take long. */
bool bg_view_needs_measures(bg_view view, bool has_center);

typedef struct bg_picture bg_picture;

/* Lay a view out; a view without anything to show says so. Errors: an actor that is not there (with the closest name),
 * an unknown engine, a layout that fails even with straight lines. */
bg_status bg_picture_new(bg_canvas *canvas, const bg_view_input *input, const bg_draw_options *options,
                         bg_diagnostics *diagnostics, bg_picture **picture);
void bg_picture_free(bg_picture *picture); /* NULL is fine */
/* What it shows, in the order of the ids of its lines; lives as long as the picture. */
const bg_scene *bg_picture_scene(const bg_picture *picture);
/* Append the id that a node of the scene has in SVG. */
void bg_picture_put_node_id(const bg_picture *picture, size_t node, bg_buffer *out);
/* Append the bytes of the picture in a format. */
bg_status bg_picture_render(const bg_picture *picture, bg_picture_format format, bg_buffer *out,
                            bg_diagnostics *diagnostics);

#endif
