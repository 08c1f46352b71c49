/* Data on a terminal: names, quotes and file names come from anywhere, and may hold sequences that move the cursor,
 * rename the window or hide text. Whatever shows data to people uses these; files keep data as they are. */
#ifndef BG_BASE_VISIBLE_H
#define BG_BASE_VISIBLE_H

#include <stdint.h>

#include "base/str.h"

/* Controls (C0, DEL, C1), marks that turn the direction of text, separators of lines, and invisible tags. */
bool bg_is_control(uint32_t code_point);
/* Append text with a space for each of them: for names in a line or a cell. Invalid bytes become U+FFFD. */
void bg_put_visible(bg_buffer *out, bg_str text);
/* Append text with each of them written out, as \x1B or \u202E, and invalid bytes as \xFF: for messages. Line feeds and
 * tabs stay when `lines`. */
void bg_put_spelled(bg_buffer *out, bg_str text, bool lines);

/* The same for bytes that come in pieces on their way to a terminal, so that no format can drive it. Zero-initialise.
 */
typedef struct {
  unsigned char bytes[4]; /* the beginning of a character */
  size_t count;
} bg_terminal;
void bg_terminal_put(bg_terminal *terminal, bg_str bytes, bg_buffer *out);

#endif
