#include "text/name_key.h"

#include <stdint.h>

#include "base/utf8.h"

enum { FIRST_ACCENTED = 0xC0, PAST_ACCENTED = 0x180 };

/* The letter below the accent, for U+00C0 to U+017F (Latin-1 Supplement and Latin Extended-A); '.' for those that are
 * letters of their own. */
static const char plain_letters[] =
    "AAAAAA.CEEEEIIII" /* 00C0 */
    ".NOOOOO.OUUUUY.." /* 00D0 */
    "aaaaaa.ceeeeiiii" /* 00E0 */
    ".nooooo.ouuuuy.y" /* 00F0 */
    "AaAaAaCcCcCcCcDd" /* 0100 */
    "DdEeEeEeEeEeGgGg" /* 0110 */
    "GgGgHhHhIiIiIiIi" /* 0120 */
    "Ii..JjKk.LlLlLlL" /* 0130 */
    "lLlNnNnNn...OoOo" /* 0140 */
    "Oo..RrRrRrSsSsSs" /* 0150 */
    "SsTtTtTtUuUuUuUu" /* 0160 */
    "UuUuWwYyYZzZzZz." /* 0170 */;

/* Other characters that are one to a reader. */
static const struct {
  uint16_t first, last;
  char plain; /* 0: dropped */
} kinds[] = {
    {0x00A0, 0x00A0, ' '}, {0x00AD, 0x00AD, 0}, {0x00B4, 0x00B4, '\''}, {0x02BB, 0x02BF, '\''}, {0x0300, 0x036F, 0},
    {0x2000, 0x200A, ' '}, {0x200B, 0x200F, 0}, {0x2010, 0x2015, '-'},  {0x2018, 0x2019, '\''}, {0x201B, 0x201B, '\''},
    {0x2028, 0x2029, ' '}, {0x202A, 0x202E, 0}, {0x202F, 0x202F, ' '},  {0x2060, 0x2064, 0},    {0x2212, 0x2212, '-'},
    {0x3000, 0x3000, ' '}, {0xFEFF, 0xFEFF, 0}, {0xFF07, 0xFF07, '\''},
};

/* The one character that stands for all of its kind; 0 when it is dropped. */
static uint32_t plain(uint32_t c) {
  if (c >= '\t' && c <= '\r') return ' ';
  if (c < FIRST_ACCENTED && c != 0xA0 && c != 0xAD && c != 0xB4) return c == '`' ? '\'' : c;
  if (c >= FIRST_ACCENTED && c < PAST_ACCENTED) {
    char letter = plain_letters[c - FIRST_ACCENTED];
    return letter == '.' ? c : (uint32_t)letter;
  }
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
    if (c >= kinds[i].first && c <= kinds[i].last) return (uint32_t)kinds[i].plain;
  return c;
}

static bool is_capital(uint32_t c) {
  return c >= 'A' && c <= 'Z';
}

static bool is_letter(uint32_t c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c >= 0x80;
}

/* The next character that is not dropped; 0 at the end. */
static uint32_t next_plain(bg_str name, size_t *at) {
  uint32_t c = 0;
  while (*at < name.len && !c) {
    unsigned char byte = (unsigned char)name.data[*at];
    c = plain(byte < 0x80 ? byte : bg_utf8_next(name, at));
    *at += byte < 0x80;
  }
  return c;
}

/* A full stop is part of how an abbreviation is written, not of the name, behind an initial ("U.S", "J.") and behind a
 * word at the end of a part ("St. Lucia"); "Booking.com" keeps it. */
static bool is_abbreviation_stop(uint32_t before_last, uint32_t last, uint32_t next) {
  if (!is_letter(last)) return false;
  return !is_letter(next) || (is_capital(last) && !is_letter(before_last));
}

void bg_name_key(bg_str name, bg_buffer *out) {
  bg_buffer_reserve(out, name.len + 1);
  size_t start = out->len, at = 0;
  uint32_t before_last = 0, last = 0; /* the characters before, as they stood */
  bool space = false;                 /* a space waits to be written, unless the name ends here */
  for (uint32_t c = next_plain(name, &at), next; c; before_last = last, last = c, c = next) {
    next = next_plain(name, &at);
    if (c == ' ' || (c == '-' && last != ' ' && next != ' ')) {
      space = true;
      continue;
    }
    if (c == '.' && is_abbreviation_stop(before_last, last, next)) continue;
    if (space && out->len > start) bg_buffer_putc(out, ' ');
    space = false;
    if (c < 0x80) {
      out->data[out->len++] = (char)c;
      continue;
    }
    bg_utf8_append(out, c); /* three bytes for an invalid one */
    bg_buffer_reserve(out, name.len - at + 2);
  }
  if (out->data) out->data[out->len] = '\0';
}

bool bg_name_key_lower(bg_str key, bg_buffer *out) {
  bool changed = false;
  bg_buffer_add(out, key);
  for (size_t i = out->len - key.len; i < out->len; i++) {
    if (!is_capital((unsigned char)out->data[i])) continue;
    out->data[i] = (char)(out->data[i] - 'A' + 'a');
    changed = true;
  }
  return changed;
}
