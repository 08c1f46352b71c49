/* Internal: words that were parted by a hyphen at the end of a line. */
#ifndef BG_TEXT_HYPHEN_H
#define BG_TEXT_HYPHEN_H

#include "base/str.h"

/* Knows the words of the document, as far as they are looked up: made at the first question. */
typedef struct bg_hyphens bg_hyphens;

/* `text` must outlive it. */
bg_hyphens *bg_hyphens_new(bg_str text);
void bg_hyphens_free(bg_hyphens *hyphens); /* NULL is fine */

typedef enum {
  BG_JOIN_SPACE, /* two words */
  BG_JOIN_KEEP,  /* one word with its hyphen: "long-" and "term" */
  BG_JOIN_DROP   /* one word without: "interna-" and "tional" */
} bg_join;

/* How two lines go together. A word that stands elsewhere in the document, with its hyphen or without, decides; then
 * the first part, when it is one that makes compounds; then the hyphen goes. */
bg_join bg_hyphens_join(bg_hyphens *hyphens, bg_str line, bg_str next);
/* Append `next` to the words in *out as that says. */
void bg_hyphens_append(bg_hyphens *hyphens, bg_buffer *out, bg_str next);

#endif
