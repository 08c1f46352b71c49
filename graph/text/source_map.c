#include "text/source_map.h"

#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "text/fold.h"

void bg_pieces_add(bg_pieces *p, bg_piece piece) {
  BG_GROW(p->items, p->capacity, p->count + 1);
  p->items[p->count++] = piece;
}

void bg_pieces_free(bg_pieces *p) {
  bg_free(p->items);
  *p = (bg_pieces){0};
}

const bg_piece *bg_pieces_find(const bg_pieces *p, size_t offset) {
  size_t low = 0, high = p->count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (p->items[middle].text <= offset) low = middle + 1;
    else high = middle;
  }
  return &p->items[low ? low - 1 : 0];
}

/* Of the character reference that a text begins with, which has an ampersand; in HTML the semicolon may be missing. */
static size_t reference_length(bg_str text) {
  size_t end = 1;
  if (end < text.len && text.data[end] == '#') end++;
  while (end < text.len && (((text.data[end] | 32) >= 'a' && (text.data[end] | 32) <= 'z') ||
                            (text.data[end] >= '0' && text.data[end] <= '9')))
    end++;
  return end < text.len && text.data[end] == ';' ? end + 1 : end;
}

/* Bytes of the source that a character of the text takes, when it is written in another way there; else 0. */
static size_t other_form(bg_str source, bg_str text, bool apart) {
  if (source.data[0] == '&') {
    size_t length = reference_length(source);
    bool same = bg_str_starts(text, bg_str_slice(source, 0, length));
    return same ? 0 : length;
  }
  size_t end = 0;
  (void)bg_utf8_next(text, &end);
  return apart && end > 1 && bg_str_starts(source, bg_str_slice(text, 0, end)) ? end : 0;
}

enum { LONGEST_TAG = 4096 }; /* so that time stays linear */

/* What stands in the source only: a tag, or one byte. */
static size_t skipped(bg_str source) {
  size_t most = source.len < LONGEST_TAG ? source.len : LONGEST_TAG;
  const char *end = source.data[0] == '<' ? memchr(source.data, '>', most) : NULL;
  return end ? (size_t)(end - source.data) + 1 : 1;
}

size_t bg_pieces_align(bg_pieces *pieces, size_t text_at, bg_str text, size_t source_at, bg_str source, bool apart) {
  size_t i = 0, k = 0;
  bool next = true; /* a piece begins */
  while (i < source.len && k < text.len) {
    bg_str rest = bg_str_slice(source, i, source.len), left = bg_str_slice(text, k, text.len);
    size_t width = other_form(rest, left, apart), character = 1;
    bool line_as_space = source.data[i] == '\n' && text.data[k] == ' ';
    if (!width && source.data[i] != text.data[k] && !line_as_space) {
      bool line_end = source.data[i] == '\r' && text.data[k] == '\n' && !bg_str_starts(rest, BG_STR("\r\n"));
      if (line_end) k++;
      i += skipped(rest);
      next = true;
      continue;
    }
    if (next || width) bg_pieces_add(pieces, (bg_piece){text_at + k, source_at + i, width});
    next = width > 0;
    if (width) {
      character = 0;
      (void)bg_utf8_next(left, &character);
    }
    i += width ? width : 1;
    k += character;
  }
  return i;
}

/* A new piece only where the last one does not reach. */
static void note(bg_pieces *map, size_t first, bg_piece piece) {
  const bg_piece *last = map->count > first ? &map->items[map->count - 1] : NULL;
  bool goes_on = last && !last->width && !piece.width && piece.source - last->source == piece.text - last->text;
  if (!goes_on) bg_pieces_add(map, piece);
}

void bg_fold_mapped(bg_buffer *out, bg_str text, const bg_pieces *pieces, bg_pieces *map) {
  size_t start = out->len, first = map->count;
  bool pending = false;
  for (size_t i = 0; i < pieces->count; i++) {
    const bg_piece *piece = &pieces->items[i];
    size_t from = i ? piece->text : 0, end = i + 1 < pieces->count ? pieces->items[i + 1].text : text.len;
    bg_fold fold = {.text = bg_str_slice(text, from, end)};
    bg_str run;
    while (bg_fold_next(&fold, &run)) {
      if ((pending || fold.space) && out->len > start) bg_buffer_putc(out, ' ');
      pending = false;
      size_t at = (size_t)(run.data - text.data), ahead = at > piece->text ? at - piece->text : 0;
      note(map, first, (bg_piece){out->len, piece->source + ahead, piece->width});
      bg_buffer_add(out, run);
    }
    pending = pending || fold.space;
  }
}
