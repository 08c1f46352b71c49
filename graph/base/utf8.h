/* UTF-8 (RFC 3629): validation, decoding, and counting in Unicode code points. */
#ifndef BG_BASE_UTF8_H
#define BG_BASE_UTF8_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

/* Offset of the first byte that is not part of a valid sequence (no surrogates, no overlong forms), or SIZE_MAX. */
size_t bg_utf8_invalid(bg_str s);
/* Decode the code point at *offset and step over it. An invalid byte yields U+FFFD and a step of one. */
uint32_t bg_utf8_next(bg_str s, size_t *offset);
void bg_utf8_append(bg_buffer *out, uint32_t code_point);
/* Length of the white space character at s[at] (Unicode property White_Space), or 0. */
size_t bg_utf8_space(bg_str s, size_t at);
/* Code points in valid UTF-8. */
size_t bg_utf8_count(bg_str s);
/* Line and column (from 1, column in code points) of a byte offset. */
void bg_utf8_position(bg_str s, size_t offset, size_t *line, size_t *column);
/* Copy with every invalid byte replaced by U+FFFD. */
void bg_utf8_repair(bg_str s, bg_buffer *out);

#endif
