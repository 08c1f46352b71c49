#include "rdf/canon_term.h"

#include <string.h>

#include "rdf/vocab.h"

/* U+FFFE and U+FFFF are no characters of XML 1.1 and are escaped too: EF BF BE and EF BF BF. */
static bool is_noncharacter(bg_str text, size_t at) {
  return text.len - at >= 3 && (unsigned char)text.data[at] == 0xef && (unsigned char)text.data[at + 1] == 0xbf &&
         (unsigned char)text.data[at + 2] >= 0xbe;
}

/* Bytes with which a character begins that may need an escape. */
#define EIGHT 1, 1, 1, 1, 1, 1, 1, 1
static const bool may_escape[256] = {EIGHT, EIGHT, EIGHT, EIGHT, ['"'] = 1, ['\\'] = 1, [0x7f] = 1, [0xef] = 1};

/* Bytes of the character at `at` when it is to be escaped, else 0. */
static size_t escaped_length(bg_str text, size_t at) {
  unsigned char c = (unsigned char)text.data[at];
  if (!may_escape[c]) return 0;
  if (c != 0xef) return 1;
  return is_noncharacter(text, at) ? 3 : 0;
}

bool canon_has_escapes(bg_str text) {
  for (size_t i = 0; i < text.len; i++)
    if (escaped_length(text, i)) return true;
  return false;
}

static void put_escape(bg_buffer *out, bg_str character) {
  static const char letters[] = "btnfr\"\\", values[] = "\b\t\n\f\r\"\\";
  char c = character.data[0];
  const char *value = c ? strchr(values, c) : NULL;
  if (character.len > 1) bg_buffer_printf(out, "\\uFFF%c", (unsigned char)character.data[2] == 0xbe ? 'E' : 'F');
  else if (value) bg_buffer_printf(out, "\\%c", letters[value - values]);
  else bg_buffer_printf(out, "\\u%04X", (unsigned)(unsigned char)c);
}

static void put_text(bg_buffer *out, bg_str text) {
  size_t run = 0;
  for (size_t i = 0; i < text.len; i++) {
    size_t len = escaped_length(text, i);
    if (!len) continue;
    bg_buffer_add(out, bg_str_slice(text, run, i));
    put_escape(out, bg_str_slice(text, i, i + len));
    run = i + len;
    i = run - 1;
  }
  bg_buffer_add(out, bg_str_slice(text, run, text.len));
}

static void put_iri(bg_buffer *out, bg_str iri) {
  bg_buffer_putc(out, '<');
  bg_buffer_add(out, iri);
  bg_buffer_putc(out, '>');
}

void canon_put_number(bg_buffer *out, const char *prefix, uint32_t number) {
  char digits[10];
  size_t first = sizeof digits;
  do digits[--first] = (char)('0' + number % 10);
  while (number /= 10);
  bg_buffer_puts(out, prefix);
  bg_buffer_add(out, (bg_str){digits + first, sizeof digits - first});
}

void canon_put_term(bg_buffer *out, const bg_term *term) {
  if (term->kind == BG_TERM_IRI) {
    put_iri(out, term->value);
    return;
  }
  bg_buffer_putc(out, '"');
  put_text(out, term->value);
  bg_buffer_putc(out, '"');
  if (term->language.len) {
    bg_buffer_putc(out, '@');
    bg_buffer_add(out, term->language);
  } else if (term->datatype.len && !bg_str_equal(term->datatype, BG_STR(XSD_STRING))) {
    bg_buffer_puts(out, "^^");
    put_iri(out, term->datatype);
  }
}

/* ---- order ---- */

/* As if `end` stood behind both; neither contains it. */
static int compare_ended(bg_str a, bg_str b, unsigned char end) {
  size_t common = a.len < b.len ? a.len : b.len;
  int order = common ? memcmp(a.data, b.data, common) : 0;
  if (order || a.len == b.len) return order;
  if (a.len > common) return (unsigned char)a.data[common] < end ? -1 : 1;
  return (unsigned char)b.data[common] < end ? 1 : -1;
}

static int suffix_kind(const bg_term *t) {
  if (t->language.len) return 1;
  return t->datatype.len ? 2 : 0;
}

int canon_compare_suffix(const bg_term *a, const bg_term *b) {
  int x = suffix_kind(a), y = suffix_kind(b);
  if (x != y) return x < y ? -1 : 1;
  return x == 1 ? bg_str_compare(a->language, b->language) : compare_ended(a->datatype, b->datatype, '>');
}

/* Literals with escapes are few: they are compared as they are written. */
static int compare_texts(bg_str a, bg_str b) {
  if (!canon_has_escapes(a) && !canon_has_escapes(b)) return compare_ended(a, b, '"');
  bg_buffer x = {0}, y = {0};
  put_text(&x, a);
  put_text(&y, b);
  bg_buffer_putc(&x, '"');
  bg_buffer_putc(&y, '"');
  int order = bg_str_compare(bg_buffer_str(&x), bg_buffer_str(&y));
  bg_buffer_free(&x);
  bg_buffer_free(&y);
  return order;
}

int canon_compare(const bg_term *a, const bg_term *b) {
  if (a->kind == BG_TERM_IRI) return compare_ended(a->value, b->value, '>');
  int order = compare_texts(a->value, b->value);
  return order ? order : canon_compare_suffix(a, b);
}
