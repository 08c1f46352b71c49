/* Colours and shapes, read from ontology/style.ttl. */
#ifndef BG_DRAW_THEME_H
#define BG_DRAW_THEME_H

#include "rdf/ontology.h"

typedef struct {
  const char *shape;
  const char *look; /* Graphviz style besides "filled" */
  const char *fill;
  const char *line;
  const char *legend; /* what the legend calls nodes of this look */
} bg_node_style;

typedef struct {
  const char *background;
  const char *text;
  const char *muted;
  const char *faint;
  const char *friendly;
  const char *hostile;
  const char *neutral;
  const char *panel;
} bg_colours;

typedef struct bg_theme bg_theme;

/* `path` NULL: black on white, boxes only. The ontology must outlive the theme. */
bg_status bg_theme_load(const char *path, bool dark, const bg_ontology *ontology, bg_diagnostics *diagnostics,
                        bg_theme **theme);
void bg_theme_free(bg_theme *theme); /* NULL is fine */
const bg_colours *bg_theme_colours(const bg_theme *theme);
/* The style of a class or of its nearest ancestor that has one. Lives as long as the theme. */
const bg_node_style *bg_theme_style(const bg_theme *theme, bg_str class_iri);
/* The colour that stands in the dark theme where `colour` (letters of either case) stands in the light one of the same
 * file; NULL when it is no colour of the theme. */
const char *bg_theme_dark_colour(const bg_theme *light, const bg_theme *dark, const char *colour);
/* False for relations that maps leave out. */
bool bg_theme_draws(const bg_theme *theme, bg_str relation_iri);

#endif
