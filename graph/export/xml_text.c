#include "export/xml_text.h"

#include <stdbool.h>

#include "base/utf8.h"

static void put_special(bg_buffer *out, uint32_t c) {
  if (c == '&') bg_buffer_puts(out, "&amp;");
  else if (c == '<') bg_buffer_puts(out, "&lt;");
  else if (c == '>') bg_buffer_puts(out, "&gt;");
  else if (c == '"') bg_buffer_puts(out, "&quot;");
  else if (c == '\t' || c == '\n' || c == '\r' || c == 0x85 || c == 0x2028) bg_buffer_printf(out, "&#%u;", (unsigned)c);
  else if (c < 0x20 || c == 0xfffe || c == 0xffff) bg_utf8_append(out, 0xfffd);
  else bg_utf8_append(out, c);
}

static bool is_plain(unsigned char c) {
  return c >= 0x20 && c < 0x7f && c != '&' && c != '<' && c != '>' && c != '"';
}

void bg_xml_put(bg_buffer *out, bg_str text) {
  for (size_t i = 0; i < text.len;) {
    size_t start = i;
    while (i < text.len && is_plain((unsigned char)text.data[i])) i++;
    if (i > start) bg_buffer_add(out, bg_str_slice(text, start, i));
    if (i < text.len) put_special(out, bg_utf8_next(text, &i));
  }
}
