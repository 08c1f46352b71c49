/* Internal: links of one pair, sign and modality class become one line. */
#ifndef BG_DRAW_BUNDLE_H
#define BG_DRAW_BUNDLE_H

#include "draw/scene.h"

typedef struct {
  size_t a, b; /* actors, a < b */
  int sign;
  bg_line line;
  size_t links;
  size_t forward; /* links from a to b */
  size_t back;    /* from b to a */
  bg_str label;   /* the verbs, or "cooperation ×6" */
  bg_str tooltip; /* each claim with its passage */
} bg_bundle;

/* Bundles in order of (a, b, sign, line); owned by the caller, their strings by the scene's arena. Relations that the
 * theme does not draw are left out. */
bg_bundle *bg_bundle_links(bg_scene *scene, const bg_view_input *in, size_t *count);
/* Width of a line that stands for so many claims. */
double bg_bundle_width(size_t links);

#endif
