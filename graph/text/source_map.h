/* Internal: where the bytes of a normalised text stand in the file that was read. */
#ifndef BG_TEXT_SOURCE_MAP_H
#define BG_TEXT_SOURCE_MAP_H

#include "base/str.h"

/* From here on a text is the source byte by byte, up to the next piece. A character that the source writes in another
 * way ("&amp;") has a piece of its own, whose width says how many bytes that takes. */
typedef struct {
  size_t text, source;
  size_t width; /* 0: as many as in the text */
} bg_piece;

/* In order of the text. */
typedef struct {
  bg_piece *items;
  size_t count, capacity;
} bg_pieces;

void bg_pieces_add(bg_pieces *pieces, bg_piece piece);
void bg_pieces_free(bg_pieces *pieces);
/* The piece that holds an offset of the text; there must be one. Logarithmic. */
const bg_piece *bg_pieces_find(const bg_pieces *pieces, size_t offset);

/* Append the pieces of a text whose source is known: as it is, but for character references ("&amp;", "&#8217;"), the
 * ends of lines, and what means nothing there (tags, escapes). `text_at` and `source_at` are where both begin; `apart`
 * gives every character beyond ASCII a piece of its own. Gives the bytes of the source that were used. */
size_t bg_pieces_align(bg_pieces *pieces, size_t text_at, bg_str text, size_t source_at, bg_str source, bool apart);

/* bg_fold_space that keeps account: `pieces` are those of `text`, and *map gets those of what is appended. */
void bg_fold_mapped(bg_buffer *out, bg_str text, const bg_pieces *pieces, bg_pieces *map);

#endif
