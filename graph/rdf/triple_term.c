#include "rdf/triple_term.h"

#include <string.h>

#include "base/utf8.h"
#include "rdf/line_writer.h"

#define OPEN  "<<( "
#define CLOSE " )>>"

void bg_triple_put(bg_buffer *out, const bg_term *subject, const bg_term *predicate, const bg_term *object) {
  bg_buffer_puts(out, OPEN);
  bg_put_term(out, subject);
  bg_buffer_putc(out, ' ');
  bg_put_term(out, predicate);
  bg_buffer_putc(out, ' ');
  bg_put_term(out, object);
  bg_buffer_puts(out, CLOSE);
}

/* Index behind the closing quote of the string that starts at `at`. */
static size_t skip_string(bg_str s, size_t at) {
  for (at++; at < s.len && s.data[at] != '"'; at++)
    if (s.data[at] == '\\') at++;
  return at < s.len ? at + 1 : s.len;
}

/* ---- taking apart ---- */

/* The IRI or blank node at *at; steps behind it and the space that follows. */
static bg_term take_resource(bg_str s, size_t *at) {
  const char *end = memchr(s.data + *at, ' ', s.len - *at);
  size_t stop = end ? (size_t)(end - s.data) : s.len;
  bg_str text = bg_str_slice(s, *at, stop);
  *at = stop + 1;
  if (bg_str_starts(text, BG_STR("_:")))
    return (bg_term){.kind = BG_TERM_BLANK, .value = bg_str_slice(text, 2, text.len)};
  return bg_term_iri(bg_str_slice(text, 1, text.len - 1));
}

static uint32_t hex(bg_str digits) {
  uint32_t value = 0;
  for (size_t i = 0; i < digits.len; i++) {
    char c = digits.data[i];
    value = value << 4 | (uint32_t)(c <= '9' ? c - '0' : c - 'A' + 10);
  }
  return value;
}

/* The canonical form escapes with one letter, or with \u and four capital digits. */
static bg_str unescape(bg_str s, bg_buffer *out) {
  static const char letters[] = "tbnrf", values[] = "\t\b\n\r\f";
  if (!s.len || !memchr(s.data, '\\', s.len)) return s;
  bg_buffer_clear(out);
  for (size_t i = 0; i < s.len; i++) {
    if (s.data[i] != '\\') {
      bg_buffer_putc(out, s.data[i]);
    } else if (s.data[++i] == 'u') {
      bg_utf8_append(out, hex(bg_str_slice(s, i + 1, i + 5)));
      i += 4;
    } else {
      const char *letter = strchr(letters, s.data[i]);
      bg_buffer_putc(out, letter ? values[letter - letters] : s.data[i]);
    }
  }
  return bg_buffer_str(out);
}

static bg_term take_object(bg_str s, bg_buffer *unescaped) {
  size_t at = 0;
  if (bg_str_starts(s, BG_STR(OPEN))) return (bg_term){.kind = BG_TERM_TRIPLE, .value = s};
  if (s.data[0] != '"') return take_resource(s, &at);
  size_t end = skip_string(s, 0);
  bg_term term = bg_term_literal(unescape(bg_str_slice(s, 1, end - 1), unescaped));
  bg_str rest = bg_str_slice(s, end, s.len);
  if (bg_str_starts(rest, BG_STR("@"))) term.language = bg_str_slice(rest, 1, rest.len);
  else if (rest.len) term.datatype = bg_str_slice(rest, 3, rest.len - 1);
  return term;
}

void bg_triple_terms(bg_str triple, bg_buffer *unescaped, bg_term terms[3]) {
  bg_str inside = bg_str_slice(triple, sizeof OPEN - 1, triple.len - (sizeof CLOSE - 1));
  size_t at = 0;
  terms[0] = take_resource(inside, &at);
  terms[1] = take_resource(inside, &at);
  terms[2] = take_object(bg_str_slice(inside, at, inside.len), unescaped);
}

/* ---- blank nodes ---- */

bool bg_triple_next_blank(bg_str triple, size_t *at, bg_str *label) {
  while (*at < triple.len) {
    char c = triple.data[*at];
    if (c == '"') {
      *at = skip_string(triple, *at);
    } else if (bg_str_starts(bg_str_slice(triple, *at, triple.len), BG_STR(OPEN))) {
      *at += sizeof OPEN - 1;
    } else if (c == '<') { /* an IRI, which may hold "_:" */
      const char *end = memchr(triple.data + *at, '>', triple.len - *at);
      *at = end ? (size_t)(end - triple.data) + 1 : triple.len;
    } else if (c == '_') {
      const char *end = memchr(triple.data + *at, ' ', triple.len - *at);
      size_t stop = end ? (size_t)(end - triple.data) : triple.len;
      *label = bg_str_slice(triple, *at + 2, stop);
      *at = stop;
      return true;
    } else {
      ++*at;
    }
  }
  return false;
}

void bg_triple_rename_blanks(bg_buffer *out, bg_str triple, bg_str before) {
  size_t at = 0, copied = 0;
  bg_str label;
  while (bg_triple_next_blank(triple, &at, &label)) {
    size_t start = at - label.len;
    bg_buffer_add(out, bg_str_slice(triple, copied, start));
    bg_buffer_add(out, before);
    copied = start;
  }
  bg_buffer_add(out, bg_str_slice(triple, copied, triple.len));
}

/* ---- base direction ---- */

bg_str bg_language_direction(bg_str language, bg_str *tag) {
  size_t at = bg_str_find(language, BG_STR("--"), 0);
  *tag = bg_str_slice(language, 0, at == SIZE_MAX ? language.len : at);
  return at == SIZE_MAX ? BG_STR_EMPTY : bg_str_slice(language, at + 2, language.len);
}
