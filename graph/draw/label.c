#include "draw/label.h"

#include <stdint.h>

#include "base/utf8.h"

/* Controls, and characters that reorder what stands around them (Unicode Bidi_Control overrides and isolates). */
static bool is_dropped(uint32_t c) {
  return (c < 0x20 && c != '\t' && c != '\n') || (c >= 0x7f && c < 0xa0) || (c >= 0x202a && c <= 0x202e) ||
         (c >= 0x2066 && c <= 0x2069) || c == 0xfffe || c == 0xffff;
}

static bool is_space(uint32_t c) {
  return c == ' ' || c == '\t' || c == '\n' || c == 0xa0;
}

static size_t columns_of(uint32_t c) {
  bool wide = (c >= 0x1100 && c <= 0x115f) || (c >= 0x2e80 && c <= 0xa4cf) || (c >= 0xac00 && c <= 0xd7a3) ||
              (c >= 0xf900 && c <= 0xfaff) || (c >= 0xff00 && c <= 0xff60) || (c >= 0x1f300 && c <= 0x1faff) ||
              (c >= 0x20000 && c <= 0x3fffd);
  return wide ? 2 : 1;
}

static void put_html(bg_buffer *out, uint32_t c) {
  switch (c) {
    case '&': bg_buffer_puts(out, "&amp;"); break;
    case '<': bg_buffer_puts(out, "&lt;"); break;
    case '>': bg_buffer_puts(out, "&gt;"); break;
    case '"': bg_buffer_puts(out, "&quot;"); break;
    default: bg_utf8_append(out, is_space(c) ? ' ' : c);
  }
}

void bg_label_html(bg_buffer *out, bg_str text) {
  for (size_t i = 0; i < text.len;) {
    uint32_t c = bg_utf8_next(text, &i);
    if (!is_dropped(c)) put_html(out, c);
  }
}

size_t bg_label_width(bg_str text) {
  size_t width = 0;
  for (size_t i = 0; i < text.len;) {
    uint32_t c = bg_utf8_next(text, &i);
    if (!is_dropped(c)) width += columns_of(c);
  }
  return width;
}

/* The next word, or as much of it as fits one line; leading spaces are skipped. */
static bg_str next_word(bg_str text, size_t *at, size_t width) {
  size_t start, used = 0;
  do {
    start = *at;
    if (start >= text.len) return BG_STR_EMPTY;
  } while (is_space(bg_utf8_next(text, at)));
  *at = start;
  while (*at < text.len) {
    size_t next = *at;
    uint32_t c = bg_utf8_next(text, &next);
    if (is_space(c) || used + columns_of(c) > width) break;
    used += columns_of(c);
    *at = next;
  }
  if (*at == start) (void)bg_utf8_next(text, at); /* a character that is wider than the line */
  return bg_str_slice(text, start, *at);
}

void bg_label_wrapped(bg_buffer *out, bg_str text, size_t width, size_t lines, const char *align) {
  size_t at = 0, used = 0, line = 1;
  bg_str word;
  while ((word = next_word(text, &at, width)).len) {
    size_t columns = bg_label_width(word);
    bool fits = used == 0 || used + 1 + columns <= width;
    if (!fits && line == lines) {
      bg_buffer_puts(out, "…");
      return;
    }
    if (!fits) {
      if (align) bg_buffer_printf(out, "<BR ALIGN=\"%s\"/>", align);
      else bg_buffer_puts(out, "<BR/>");
      line++;
      used = 0;
    }
    if (used) bg_buffer_putc(out, ' '), used++;
    bg_label_html(out, word);
    used += columns;
  }
  if (align && line > 1) bg_buffer_printf(out, "<BR ALIGN=\"%s\"/>", align);
}

void bg_label_escstring(bg_buffer *out, bg_str text, size_t most) {
  size_t count = 0;
  for (size_t i = 0; i < text.len; count++) {
    if (count == most) {
      bg_buffer_puts(out, "…");
      return;
    }
    uint32_t c = bg_utf8_next(text, &i);
    if (c == '\n') bg_buffer_puts(out, "\\n");
    else if (c == '\\') bg_buffer_puts(out, "\\\\");
    else if (c == '&') bg_buffer_puts(out, "&amp;");
    else if (!is_dropped(c)) bg_utf8_append(out, c);
  }
}

void bg_label_id(bg_buffer *out, bg_str text) {
  for (size_t i = 0; i < text.len; i++) {
    char c = text.data[i];
    bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
    if (plain) bg_buffer_putc(out, c);
    else bg_buffer_printf(out, "_%02x", (unsigned char)c);
  }
}
