#include "base/json.h"

#include <math.h>

#include "base/utf8.h"

static void put_string(bg_buffer *out, bg_str s, bool inside_html) {
  bg_buffer_putc(out, '"');
  for (size_t i = 0; i < s.len;) {
    uint32_t c = bg_utf8_next(s, &i);
    bool html = c == '<' || c == '>' || c == '&' || c == 0x2028 || c == 0x2029;
    if (c == '"' || c == '\\') bg_buffer_printf(out, "\\%c", (char)c);
    else if (c == '\n') bg_buffer_puts(out, "\\n");
    else if (c == '\t') bg_buffer_puts(out, "\\t");
    else if (c < 0x20 || (c >= 0x7f && c < 0xa0) || (html && inside_html)) bg_buffer_printf(out, "\\u%04x", c);
    else bg_utf8_append(out, c);
  }
  bg_buffer_putc(out, '"');
}

static void put_special(bg_buffer *out, uint32_t c) {
  if (c == '"' || c == '\\') bg_buffer_printf(out, "\\%c", (char)c);
  else if (c == '\n') bg_buffer_puts(out, "\\n");
  else if (c == '\t') bg_buffer_puts(out, "\\t");
  else if (c < 0x20 || c == 0x7f || c == '<' || c == '>' || c == '&' || c == 0x2028 || c == 0x2029)
    bg_buffer_printf(out, "\\u%04x", c);
  else bg_utf8_append(out, c);
}

static bool is_plain(unsigned char c) {
  return c >= 0x20 && c < 0x7f && c != '"' && c != '\\' && c != '<' && c != '>' && c != '&';
}

void bg_json_put_string(bg_buffer *out, bg_str s) {
  bg_buffer_putc(out, '"');
  for (size_t i = 0; i < s.len;) {
    size_t start = i;
    while (i < s.len && is_plain((unsigned char)s.data[i])) i++;
    if (i > start) bg_buffer_add(out, bg_str_slice(s, start, i));
    if (i < s.len) put_special(out, bg_utf8_next(s, &i));
  }
  bg_buffer_putc(out, '"');
}

void bg_json_put_text(bg_buffer *out, bg_str s) {
  put_string(out, s, false);
}

void bg_json_put_number(bg_buffer *out, double value) {
  if (isfinite(value)) bg_buffer_put_double(out, value);
  else bg_buffer_puts(out, "null");
}
