#include "rdf/check_term.h"

#include <stdint.h>

#include "base/utf8.h"
#include "rdf/scan.h"
#include "rdf/vocab.h"

static bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool bg_iri_has_scheme(bg_str iri) {
  if (!iri.len || !is_letter(iri.data[0])) return false;
  for (size_t i = 1; i < iri.len; i++) {
    char c = iri.data[i];
    if (c == ':') return true;
    if (!is_letter(c) && !is_digit(c) && c != '+' && c != '-' && c != '.') return false;
  }
  return false;
}

const char *bg_iri_problem(bg_str iri) {
  const char *end = iri.data + iri.len;
  if (iri.len && scan_iri(iri.data, end) != end) return "character that no IRI may hold; percent-encode it";
  return bg_iri_has_scheme(iri) ? NULL : BG_IRI_RELATIVE;
}

const char *bg_datatype_problem(bg_str datatype) {
  bool given_by_tag =
      (datatype.len == sizeof RDF_NS "langString" - 1 && bg_str_is(datatype, RDF_NS "langString")) ||
      (datatype.len == sizeof RDF_NS "dirLangString" - 1 && bg_str_is(datatype, RDF_NS "dirLangString"));
  return given_by_tag ? "rdf:langString needs a language tag; write \"text\"@en" : NULL;
}

bool bg_is_name_start(uint32_t c) {
  if (c < 0x80) return is_letter((char)c) || c == '_';
  return (c >= 0xc0 && c <= 0x2ff && c != 0xd7 && c != 0xf7) || (c >= 0x370 && c <= 0x1fff && c != 0x37e) ||
         c == 0x200c || c == 0x200d || (c >= 0x2070 && c <= 0x218f) || (c >= 0x2c00 && c <= 0x2fef) ||
         (c >= 0x3001 && c <= 0xd7ff) || (c >= 0xf900 && c <= 0xfdcf) || (c >= 0xfdf0 && c <= 0xfffd) ||
         (c >= 0x10000 && c <= 0xeffff);
}

bool bg_is_name_char(uint32_t c) {
  return bg_is_name_start(c) || c == '-' || (c >= '0' && c <= '9') || c == 0xb7 || (c >= 0x300 && c <= 0x36f) ||
         c == 0x203f || c == 0x2040;
}

size_t bg_blank_label_length(bg_str text) {
  size_t at = 0, good = 0; /* a label may hold '.', but not end with it */
  while (at < text.len) {
    size_t next = at;
    uint32_t c = bg_utf8_next(text, &next);
    bool first = at == 0;
    bool fits = first ? bg_is_name_start(c) || (c >= '0' && c <= '9') : bg_is_name_char(c);
    if (!fits && (first || c != '.')) break;
    at = next;
    if (fits) good = at;
  }
  return good;
}

/* Length of the base direction "--ltr" or "--rtl" that ends a language tag, or 0. */
static size_t direction_length(bg_str text) {
  if (!bg_str_starts(text, BG_STR("--ltr")) && !bg_str_starts(text, BG_STR("--rtl"))) return 0;
  bool goes_on = text.len > 5 && (is_letter(text.data[5]) || is_digit(text.data[5]) || text.data[5] == '-');
  return goes_on ? 0 : 5;
}

enum { LONGEST_SUBTAG = 8 };

size_t bg_language_length(bg_str text) {
  size_t at = 0;
  while (at < text.len && is_letter(text.data[at])) at++;
  if (!at || at > LONGEST_SUBTAG) return 0;
  while (at + 1 < text.len && text.data[at] == '-') {
    size_t part = at + 1;
    while (part < text.len && (is_letter(text.data[part]) || is_digit(text.data[part]))) part++;
    if (part == at + 1) {
      size_t direction = direction_length(bg_str_slice(text, at, text.len));
      return direction ? at + direction : 0;
    }
    if (part - at > LONGEST_SUBTAG + 1) return 0;
    at = part;
  }
  return at < text.len && text.data[at] == '-' ? 0 : at;
}
