#include "base/visible.h"

#include <string.h>

#include "base/utf8.h"

bool bg_is_control(uint32_t c) {
  return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x61c || c == 0x200e || c == 0x200f ||
         (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || (c >= 0xe0000 && c <= 0xe007f);
}

void bg_put_visible(bg_buffer *out, bg_str text) {
  for (size_t i = 0; i < text.len;) {
    uint32_t c = bg_utf8_next(text, &i);
    bg_utf8_append(out, bg_is_control(c) ? ' ' : c);
  }
}

/* A byte that is no character gives U+FFFD and a step of one; the real U+FFFD has three bytes. */
static bool is_broken(uint32_t c, size_t step) {
  return c == 0xfffd && step == 1;
}

void bg_put_spelled(bg_buffer *out, bg_str text, bool lines) {
  for (size_t i = 0; i < text.len;) {
    size_t at = i;
    uint32_t c = bg_utf8_next(text, &i);
    if (is_broken(c, i - at)) bg_buffer_printf(out, "\\x%02X", (unsigned)(unsigned char)text.data[at]);
    else if (!bg_is_control(c) || c == '\t' || (lines && c == '\n')) bg_buffer_add(out, bg_str_slice(text, at, i));
    else bg_buffer_printf(out, c < 0x100 ? "\\x%02X" : "\\u%04X", (unsigned)c);
  }
}

static size_t character_length(unsigned char first) {
  return first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1;
}

/* How many bytes at the end of `s` begin a character without ending it. */
static size_t unfinished(bg_str s) {
  for (size_t back = 1; back <= 3 && back <= s.len; back++) {
    unsigned char c = (unsigned char)s.data[s.len - back];
    if ((c & 0xc0) != 0x80) return character_length(c) > back ? back : 0;
  }
  return 0;
}

void bg_terminal_put(bg_terminal *terminal, bg_str bytes, bg_buffer *out) {
  bg_buffer text = {0};
  bg_buffer_add(&text, (bg_str){(const char *)terminal->bytes, terminal->count});
  bg_buffer_add(&text, bytes);
  terminal->count = unfinished(bg_buffer_str(&text));
  size_t end = text.len - terminal->count;
  if (terminal->count) memcpy(terminal->bytes, text.data + end, terminal->count);
  bg_put_spelled(out, bg_str_slice(bg_buffer_str(&text), 0, end), true);
  bg_buffer_free(&text);
}
