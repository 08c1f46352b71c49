#include "report/html.h"

#include <string.h>

#include "base/utf8.h"

void bg_html_put(bg_buffer *out, bg_str text) {
  for (size_t i = 0; i < text.len;) {
    uint32_t c = bg_utf8_next(text, &i);
    switch (c) {
      case '&': bg_buffer_puts(out, "&amp;"); break;
      case '<': bg_buffer_puts(out, "&lt;"); break;
      case '>': bg_buffer_puts(out, "&gt;"); break;
      case '"': bg_buffer_puts(out, "&quot;"); break;
      case '\'': bg_buffer_puts(out, "&#39;"); break;
      default: {
        bool control = (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7f && c < 0xa0);
        bg_utf8_append(out, control ? 0xfffd : c);
      }
    }
  }
}

void bg_html_put_name(bg_buffer *out, bg_str text) {
  bg_buffer_puts(out, "<bdi>");
  bg_html_put(out, text);
  bg_buffer_puts(out, "</bdi>");
}

void bg_html_put_address(bg_buffer *out, bg_str text) {
  for (size_t i = 0; i < text.len; i++) {
    unsigned char c = (unsigned char)text.data[i];
    bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c && strchr("-._/", c));
    bg_buffer_printf(out, plain ? "%c" : "%%%02X", c);
  }
}
