#include "base/utf8.h"

#include <string.h>

enum { REPLACEMENT = 0xfffd };

/* Length of the valid sequence at s[i], with its code point, or 0. */
static size_t decode(bg_str s, size_t i, uint32_t *code_point) {
  static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
  const unsigned char *b = (const unsigned char *)s.data + i;
  size_t length = b[0] < 0x80 ? 1 : b[0] < 0xc2 ? 0 : b[0] < 0xe0 ? 2 : b[0] < 0xf0 ? 3 : b[0] < 0xf5 ? 4 : 0;
  if (length == 0 || length > s.len - i) return 0;
  uint32_t value = length == 1 ? b[0] : b[0] & (0x7fu >> length);
  for (size_t k = 1; k < length; k++) {
    if ((b[k] & 0xc0) != 0x80) return 0;
    value = value << 6 | (b[k] & 0x3fu);
  }
  if (value < least[length] || value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff)) return 0;
  *code_point = value;
  return length;
}

/* Bytes from `from` on that are ASCII, in steps of 64 and 8: it may stop before the last of them. */
static size_t ascii_run(bg_str s, size_t from) {
  const uint64_t high = 0x8080808080808080u;
  uint64_t words[8];
  size_t i = from;
  for (; s.len - i >= sizeof words; i += sizeof words) {
    memcpy(words, s.data + i, sizeof words);
    if ((words[0] | words[1] | words[2] | words[3] | words[4] | words[5] | words[6] | words[7]) & high) break;
  }
  for (; s.len - i >= sizeof *words; i += sizeof *words) {
    memcpy(words, s.data + i, sizeof *words);
    if (words[0] & high) break;
  }
  return i - from;
}

size_t bg_utf8_invalid(bg_str s) {
  uint32_t code_point;
  size_t i = 0;
  while (i < s.len) {
    i += ascii_run(s, i);
    if (i >= s.len) break;
    size_t length = decode(s, i, &code_point);
    if (!length) return i;
    i += length;
  }
  return SIZE_MAX;
}

uint32_t bg_utf8_next(bg_str s, size_t *offset) {
  uint32_t code_point = REPLACEMENT;
  size_t length = decode(s, *offset, &code_point);
  *offset += length ? length : 1;
  return length ? code_point : (uint32_t)REPLACEMENT;
}

void bg_utf8_append(bg_buffer *out, uint32_t c) {
  if (c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff)) c = REPLACEMENT;
  char b[4];
  size_t n = 0;
  if (c < 0x80) {
    b[n++] = (char)c;
  } else {
    if (c < 0x800) {
      b[n++] = (char)(0xc0 | c >> 6);
    } else {
      if (c < 0x10000) {
        b[n++] = (char)(0xe0 | c >> 12);
      } else {
        b[n++] = (char)(0xf0 | c >> 18);
        b[n++] = (char)(0x80 | (c >> 12 & 0x3f));
      }
      b[n++] = (char)(0x80 | (c >> 6 & 0x3f));
    }
    b[n++] = (char)(0x80 | (c & 0x3f));
  }
  bg_buffer_add(out, (bg_str){b, n});
}

size_t bg_utf8_space(bg_str s, size_t at) {
  unsigned char c = (unsigned char)s.data[at];
  if (c == ' ' || (c >= '\t' && c <= '\r')) return 1;
  if (c < 0xc2) return 0;
  size_t end = at;
  uint32_t p = bg_utf8_next(s, &end);
  bool space = p == 0x85 || p == 0xa0 || p == 0x1680 || (p >= 0x2000 && p <= 0x200a) || p == 0x2028 || p == 0x2029 ||
               p == 0x202f || p == 0x205f || p == 0x3000;
  return space ? end - at : 0;
}

size_t bg_utf8_count(bg_str s) {
  size_t count = 0;
  for (size_t i = 0; i < s.len; i++) count += ((unsigned char)s.data[i] & 0xc0) != 0x80;
  return count;
}

void bg_utf8_position(bg_str s, size_t offset, size_t *line, size_t *column) {
  bg_str before = bg_str_slice(s, 0, offset);
  size_t line_start = 0;
  *line = 1;
  for (size_t i = 0; i < before.len; i++) {
    if (before.data[i] == '\n') {
      ++*line;
      line_start = i + 1;
    }
  }
  *column = 1 + bg_utf8_count(bg_str_slice(before, line_start, before.len));
}

void bg_utf8_repair(bg_str s, bg_buffer *out) {
  for (size_t i = 0; i < s.len;) bg_utf8_append(out, bg_utf8_next(s, &i));
}
