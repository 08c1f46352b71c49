#include "rdf/turtle_scan.h"

#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "rdf/check_term.h"
#include "rdf/escape.h"
#include "rdf/iri.h"
#include "rdf/vocab.h"

bool turtle_fail(turtle_reader *r, const char *problem) {
  if (!r->problem) r->problem = problem;
  return false;
}

static char char_at(const turtle_reader *r, size_t at) {
  return at < r->text.len ? r->text.data[at] : '\0';
}

char turtle_peek(const turtle_reader *r) {
  return char_at(r, r->at);
}

void turtle_skip(turtle_reader *r) {
  while (r->at < r->text.len) {
    char c = r->text.data[r->at];
    if (c == '#') {
      while (r->at < r->text.len && r->text.data[r->at] != '\n' && r->text.data[r->at] != '\r') r->at++;
    } else if (c == ' ' || c == '\n' || c == '\t' || c == '\r') {
      r->at++;
    } else {
      break;
    }
  }
}

bool turtle_sees(const turtle_reader *r, bg_str token) {
  return r->text.len - r->at >= token.len && memcmp(r->text.data + r->at, token.data, token.len) == 0;
}

bool turtle_takes(turtle_reader *r, bg_str token) {
  if (!turtle_sees(r, token)) return false;
  r->at += token.len;
  turtle_skip(r);
  return true;
}

static bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

static bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Length of the name character at `at` (PN_CHARS, of PN_CHARS_U with `first`), or 0. */
static size_t name_char(const turtle_reader *r, size_t at, bool first) {
  char c = char_at(r, at);
  if (is_letter(c)) return 1;
  if ((unsigned char)c < 0x80) return first ? c == '_' : c == '_' || c == '-' || is_digit(c);
  size_t next = at;
  uint32_t code = bg_utf8_next(r->text, &next);
  return (first ? bg_is_name_start(code) : bg_is_name_char(code)) ? next - at : 0;
}

bool turtle_takes_word(turtle_reader *r, const char *word) {
  size_t len = strlen(word);
  if (r->text.len - r->at < len || strncasecmp(r->text.data + r->at, word, len) != 0) return false;
  char next = char_at(r, r->at + len);
  if (name_char(r, r->at + len, false) || next == ':' || (next == '.' && name_char(r, r->at + len + 1, false)))
    return false;
  r->at += len;
  turtle_skip(r);
  return true;
}

bool turtle_takes_exactly(turtle_reader *r, const char *word) {
  return turtle_peek(r) == word[0] && turtle_sees(r, bg_str_from(word)) && turtle_takes_word(r, word);
}

bool turtle_takes_directive(turtle_reader *r, bg_str word) {
  return turtle_sees(r, word) && !name_char(r, r->at + word.len, false) && turtle_takes(r, word);
}

/* ---- IRIs ---- */

static bool unescape_iri(turtle_reader *r, bg_str raw, bg_str *iri) {
  bg_buffer_clear(&r->scratch);
  for (size_t i = 0; i < raw.len;) {
    if (raw.data[i] != '\\') {
      bg_buffer_putc(&r->scratch, raw.data[i++]);
      continue;
    }
    bool numeric = i + 1 < raw.len && (raw.data[i + 1] == 'u' || raw.data[i + 1] == 'U');
    const char *problem =
        numeric ? bg_read_numeric_escape(raw, &i, &r->scratch) : "IRIs know only the escapes \\u and \\U";
    if (problem) return turtle_fail(r, problem);
  }
  *iri = bg_arena_str(r->arena, bg_buffer_str(&r->scratch));
  return true;
}

static bool reject_iri(turtle_reader *r, const char *problem, bg_str iri) {
  r->culprit = iri;
  return turtle_fail(r, problem);
}

bool turtle_read_iriref(turtle_reader *r, bg_str *iri) {
  if (turtle_peek(r) != '<') return turtle_fail(r, "expected an IRI in '<' and '>'");
  size_t start = r->at + 1;
  const char *end = memchr(r->text.data + start, '>', r->text.len - start);
  if (!end) return turtle_fail(r, "IRI without its closing '>'");
  size_t len = (size_t)(end - r->text.data) - start;
  *iri = bg_str_slice(r->text, start, start + len);
  if (len && memchr(iri->data, '\\', len) && !unescape_iri(r, *iri, iri)) return false;
  if (!bg_iri_has_scheme(*iri)) {
    bg_str reference = *iri;
    if (!r->base.len) return reject_iri(r, "relative IRI without a base; give --base", reference);
    bg_buffer_clear(&r->scratch);
    bg_iri_resolve(r->base, reference, &r->scratch);
    *iri = bg_arena_str(r->arena, bg_buffer_str(&r->scratch));
  }
  const char *problem = bg_iri_problem(*iri);
  if (problem) return reject_iri(r, problem, *iri);
  r->at = start + len + 1;
  turtle_skip(r);
  return true;
}

/* Length of PN_PREFIX at `at`, which may be 0; SIZE_MAX when no ':' follows it. */
static size_t prefix_length(const turtle_reader *r, size_t at) {
  size_t i = at, step = name_char(r, i, true);
  if (char_at(r, at) == '_') return SIZE_MAX; /* a blank node */
  bool dot = false;
  if (step) {
    for (i += step; (step = name_char(r, i, false)) != 0 || char_at(r, i) == '.'; i += step) {
      dot = !step;
      if (dot) step = 1;
    }
  }
  return char_at(r, i) == ':' && !dot ? i - at : SIZE_MAX;
}

bool turtle_read_prefix(turtle_reader *r, bg_str *prefix) {
  size_t len = prefix_length(r, r->at);
  if (len == SIZE_MAX) return turtle_fail(r, "expected a prefix and ':'");
  *prefix = bg_str_slice(r->text, r->at, r->at + len);
  r->at += len + 1;
  turtle_skip(r);
  return true;
}

bool turtle_sees_name(const turtle_reader *r) {
  return turtle_peek(r) == ':' || name_char(r, r->at, true);
}

/* Length of the character of PN_LOCAL at `at`, an escape or percent-encoding whole; 0 when there is none. */
static size_t local_char(const turtle_reader *r, size_t at, bool first) {
  char c = char_at(r, at);
  if (c == ':' || is_digit(c)) return 1;
  if (c == '%') {
    static const char digits[] = "0123456789abcdefABCDEF";
    char a = char_at(r, at + 1), b = char_at(r, at + 2);
    return a && b && strchr(digits, a) && strchr(digits, b) ? 3 : 0;
  }
  if (c == '\\') {
    char escaped = char_at(r, at + 1);
    return escaped && strchr("_~.-!$&'()*+,;=/?#@%", escaped) ? 2 : 0;
  }
  return name_char(r, at, first);
}

/* The local name at `at` behind the namespace, escapes resolved; *end is behind it. */
static bg_str join_local(turtle_reader *r, bg_str ns, size_t at, size_t *end) {
  size_t i = at, good = at, step;
  bool escapes = false;
  while ((step = local_char(r, i, i == at)) != 0 || (i > at && char_at(r, i) == '.')) {
    escapes |= char_at(r, i) == '\\';
    i += step ? step : 1;
    if (step) good = i; /* a name does not end with '.' */
  }
  *end = good;
  char *bytes = bg_arena_alloc(r->arena, ns.len + (good - at) + 1);
  size_t len = ns.len;
  if (ns.len) memcpy(bytes, ns.data, ns.len);
  if (!escapes) {
    memcpy(bytes + len, r->text.data + at, good - at);
    return (bg_str){bytes, len + good - at};
  }
  for (i = at; i < good; i++)
    if (r->text.data[i] != '\\') bytes[len++] = r->text.data[i];
  return (bg_str){bytes, len};
}

bool turtle_read_iri(turtle_reader *r, bg_term *term) {
  *term = (bg_term){.kind = BG_TERM_IRI};
  if (turtle_peek(r) == '<') return turtle_read_iriref(r, &term->value);
  size_t len = prefix_length(r, r->at);
  if (len == SIZE_MAX) return turtle_fail(r, "expected an IRI, or a prefix and a name");
  size_t index = bg_map_get(r->prefixes, bg_str_slice(r->text, r->at, r->at + len), SIZE_MAX);
  if (index == SIZE_MAX) return turtle_fail(r, "the prefix is not declared; add an @prefix line");
  term->value = join_local(r, r->namespaces[index], r->at + len + 1, &r->at);
  turtle_skip(r);
  return true;
}

/* ---- blank nodes ---- */

/* Names of our own are "anon" and a number; labels of the file that start so get a letter that keeps them apart. */
bg_term turtle_new_blank(turtle_reader *r) {
  return (bg_term){.kind = BG_TERM_BLANK, .value = bg_arena_printf(r->arena, "anon%zu", ++r->generated)};
}

bool turtle_read_blank_label(turtle_reader *r, bg_term *term) {
  size_t start = r->at + 2;
  size_t len = bg_blank_label_length(bg_str_slice(r->text, start, r->text.len));
  if (!len) return turtle_fail(r, "blank node without a valid label");
  bg_str label = bg_str_slice(r->text, start, start + len);
  if (bg_str_starts(label, BG_STR("anon")))
    label = bg_arena_printf(r->arena, "anonu%.*s", BG_FMT(bg_str_slice(label, 4, label.len)));
  *term = (bg_term){.kind = BG_TERM_BLANK, .value = label};
  r->at = start + len;
  turtle_skip(r);
  return true;
}

/* ---- literals ---- */

bool turtle_read_string(turtle_reader *r, bool any, bg_str *value) {
  char quote = turtle_peek(r);
  bool is_long = char_at(r, r->at + 1) == quote && char_at(r, r->at + 2) == quote;
  if ((quote != '"' && quote != '\'') || (is_long && !any)) return turtle_fail(r, "expected a string in one line");
  size_t start = r->at + (is_long ? 3 : 1), i = start, copied = start;
  bg_buffer_clear(&r->scratch);
  for (;;) {
    if (i >= r->text.len) return turtle_fail(r, "string without its closing quotes");
    char c = r->text.data[i];
    if (c == quote && (!is_long || (char_at(r, i + 1) == quote && char_at(r, i + 2) == quote))) break;
    if (c == '\\') {
      bg_buffer_add(&r->scratch, bg_str_slice(r->text, copied, i));
      const char *problem = bg_read_string_escape(r->text, &i, &r->scratch);
      if (problem) {
        r->at = i;
        return turtle_fail(r, problem);
      }
      copied = i;
    } else if (!is_long && (c == '\n' || c == '\r')) {
      return turtle_fail(r, "line break in a string; put it between three quotes, or write \\n");
    } else {
      i++;
    }
  }
  *value = bg_str_slice(r->text, copied, i);
  if (copied > start) {
    bg_buffer_add(&r->scratch, *value);
    *value = bg_arena_str(r->arena, bg_buffer_str(&r->scratch));
  }
  r->at = i + (is_long ? 3 : 1);
  turtle_skip(r);
  return true;
}

static size_t skip_digits(const turtle_reader *r, size_t at) {
  while (is_digit(char_at(r, at))) at++;
  return at;
}

/* Index behind an exponent at `at`, or 0. */
static size_t skip_exponent(const turtle_reader *r, size_t at) {
  if ((char_at(r, at) | 32) != 'e') return 0;
  at++;
  if (char_at(r, at) == '+' || char_at(r, at) == '-') at++;
  size_t end = skip_digits(r, at);
  return end > at ? end : 0;
}

static bool read_number(turtle_reader *r, bg_term *term) {
  size_t at = r->at;
  if (char_at(r, at) == '+' || char_at(r, at) == '-') at++;
  size_t whole = skip_digits(r, at), end = whole, exponent;
  bool digits = whole > at;
  const char *type = XSD_NS "integer";
  if (char_at(r, whole) == '.') { /* else it ends the statement */
    size_t fraction = skip_digits(r, whole + 1);
    if (fraction > whole + 1) end = fraction, type = XSD_NS "decimal";
    else if (digits && skip_exponent(r, fraction)) end = fraction;
    digits |= fraction > whole + 1;
  }
  if (!digits) return turtle_fail(r, "expected a number");
  if ((exponent = skip_exponent(r, end)) != 0) end = exponent, type = XSD_NS "double";
  *term = (bg_term){.kind = BG_TERM_LITERAL, .value = bg_str_slice(r->text, r->at, end), .datatype = bg_str_from(type)};
  r->at = end;
  turtle_skip(r);
  return true;
}

static bool read_language(turtle_reader *r, bg_term *term) {
  size_t start = r->at + 1;
  size_t len = bg_language_length(bg_str_slice(r->text, start, r->text.len));
  if (!len)
    return turtle_fail(r, "language tag must be letters, then '-' and letters or digits, 8 at most in each part");
  term->language = bg_str_slice(r->text, start, start + len);
  r->at = start + len;
  turtle_skip(r);
  return true;
}

bool turtle_sees_literal(const turtle_reader *r) {
  char c = turtle_peek(r);
  return c == '"' || c == '\'' || is_digit(c) || c == '+' || c == '-' || (c == '.' && is_digit(char_at(r, r->at + 1)));
}

bool turtle_read_literal(turtle_reader *r, bg_term *term) {
  char c = turtle_peek(r);
  if (c != '"' && c != '\'') return read_number(r, term);
  *term = (bg_term){.kind = BG_TERM_LITERAL};
  if (!turtle_read_string(r, true, &term->value)) return false;
  if (turtle_peek(r) == '@') return read_language(r, term);
  if (!turtle_takes(r, BG_STR("^^"))) return true;
  bg_term datatype;
  if (!turtle_read_iri(r, &datatype)) return false;
  term->datatype = datatype.value;
  const char *problem = bg_datatype_problem(term->datatype);
  return !problem || turtle_fail(r, problem);
}
