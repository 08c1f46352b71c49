/* The part-of-speech tags that a model knows: pairs of a Penn Treebank tag and a universal one. */
#ifndef BG_LANGUAGE_TAGSET_H
#define BG_LANGUAGE_TAGSET_H

#include "base/diagnostics.h"
#include "language/analysis.h"

enum { BG_TAGS = 256 };

typedef struct {
  bg_str xpos; /* a view of the section */
  bg_upos upos;
} bg_tag;

typedef struct {
  bg_tag tags[BG_TAGS];
  size_t count;
} bg_tagset;

/* A section has a line for each tag: "VBD VERB". At least one. */
bg_status bg_tagset_open(bg_str section, const char *name, bg_diagnostics *diagnostics, bg_tagset *tagset);

#endif
