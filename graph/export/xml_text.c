#include "export/xml_text.h"

#include "base/utf8.h"

void bg_xml_put(bg_buffer *out, bg_str text) {
  for (size_t i = 0; i < text.len;) {
    uint32_t c = bg_utf8_next(text, &i);
    if (c == '&') bg_buffer_puts(out, "&amp;");
    else if (c == '<') bg_buffer_puts(out, "&lt;");
    else if (c == '>') bg_buffer_puts(out, "&gt;");
    else if (c == '"') bg_buffer_puts(out, "&quot;");
    else if (c == '\t' || c == '\n' || c == '\r' || c == 0x85 || c == 0x2028)
      bg_buffer_printf(out, "&#%u;", (unsigned)c);
    else if (c < 0x20 || c == 0xfffe || c == 0xffff) bg_utf8_append(out, 0xfffd);
    else bg_utf8_append(out, c);
  }
}
