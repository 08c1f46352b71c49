#include "rdf/escape.h"

#include <stdint.h>
#include <string.h>

#include "base/utf8.h"

static int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

const char *bg_read_numeric_escape(bg_str text, size_t *at, bg_buffer *out) {
  size_t digits = text.data[*at + 1] == 'u' ? 4 : 8;
  uint32_t value = 0;
  if (text.len - *at < digits + 2) return "escape is cut short; \\u takes 4 hexadecimal digits, \\U takes 8";
  for (size_t i = 0; i < digits; i++) {
    int digit = hex_value(text.data[*at + 2 + i]);
    if (digit < 0) return "not a hexadecimal digit in an escape";
    value = value << 4 | (uint32_t)digit;
  }
  if (value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff)) return "escape of a code point that does not exist";
  bg_utf8_append(out, value);
  *at += digits + 2;
  return NULL;
}

const char *bg_read_string_escape(bg_str text, size_t *at, bg_buffer *out) {
  static const char letters[] = "tbnrf\"'\\", values[] = "\t\b\n\r\f\"'\\";
  char c = *at + 1 < text.len ? text.data[*at + 1] : '\0';
  if (c == 'u' || c == 'U') return bg_read_numeric_escape(text, at, out);
  const char *letter = c ? strchr(letters, c) : NULL;
  if (!letter) return "unknown escape; strings have \\t \\b \\n \\r \\f \\\" \\' \\\\ \\u \\U";
  bg_buffer_putc(out, values[letter - letters]);
  *at += 2;
  return NULL;
}
