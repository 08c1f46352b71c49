#include "query/lexer.h"

#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "rdf/check_term.h"

bg_status query_error_at(const query_lexer *lexer, size_t offset, bg_status status, const char *format, ...) {
  bg_location at = {.file = lexer->name};
  bg_utf8_position(lexer->source, offset, &at.line, &at.column);
  va_list args;
  va_start(args, format);
  bg_error_list(lexer->diagnostics, status, &at, format, args);
  va_end(args);
  return status;
}

static unsigned char byte_at(const query_lexer *l, size_t at) {
  return at < l->source.len ? (unsigned char)l->source.data[at] : 0;
}

static bool is_digit(unsigned char c) {
  return c >= '0' && c <= '9';
}

static bool is_letter(unsigned char c) {
  return (c | 32) >= 'a' && (c | 32) <= 'z';
}

static query_token token(const query_lexer *l, token_kind kind, size_t from, size_t to) {
  return (query_token){kind, bg_str_slice(l->source, from, to), from, l->at};
}

static query_token wrong(query_lexer *l, size_t offset, const char *what) {
  query_error_at(l, offset, BG_ERROR_SYNTAX, "%s", what);
  l->at = l->source.len;
  return (query_token){TOKEN_WRONG, BG_STR_EMPTY, offset, l->at};
}

static void skip_space(query_lexer *l) {
  for (;;) {
    unsigned char c = byte_at(l, l->at);
    if (l->at >= l->source.len) return;
    if (c == '#') {
      while (l->at < l->source.len && byte_at(l, l->at) != '\n' && byte_at(l, l->at) != '\r') l->at++;
    } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
      l->at++;
    } else {
      return;
    }
  }
}

/* ---- escapes ---- */

/* \uXXXX or \UXXXXXXXX at `at`; 0: none or not a character. */
static size_t unicode_escape(bg_str s, size_t at, uint32_t *c) {
  if (at + 1 >= s.len || s.data[at] != '\\' || (s.data[at + 1] != 'u' && s.data[at + 1] != 'U')) return 0;
  size_t digits = s.data[at + 1] == 'u' ? 4 : 8;
  if (at + 2 + digits > s.len) return 0;
  *c = 0;
  for (size_t i = at + 2; i < at + 2 + digits; i++) {
    char h = s.data[i];
    int value = h >= '0' && h <= '9' ? h - '0' : (h | 32) >= 'a' && (h | 32) <= 'f' ? (h | 32) - 'a' + 10 : -1;
    if (value < 0) return 0;
    *c = *c << 4 | (uint32_t)value;
  }
  bool surrogate = *c >= 0xd800 && *c < 0xe000;
  return *c == 0 || surrogate || *c > 0x10ffff ? 0 : digits + 2;
}

/* The character that \x stands for in a string, or 0. */
static char simple_escape(char c) {
  static const char from[] = "tbnrf\\\"'", to[] = "\t\b\n\r\f\\\"'";
  const char *found = c ? strchr(from, c) : NULL;
  return found ? to[found - from] : '\0';
}

/* Resolve escapes; false where one is wrong. */
static bool unescape(query_lexer *l, bg_str raw, bool in_string, bg_str *out) {
  if (bg_str_find(raw, BG_STR("\\"), 0) == SIZE_MAX) {
    *out = raw;
    return true;
  }
  bg_buffer buffer = {0};
  bool good = true;
  for (size_t i = 0; i < raw.len && good;) {
    uint32_t c = 0;
    size_t length = unicode_escape(raw, i, &c);
    if (length) {
      bg_utf8_append(&buffer, c);
      i += length;
    } else if (raw.data[i] == '\\') {
      char simple = in_string && i + 1 < raw.len ? simple_escape(raw.data[i + 1]) : '\0';
      good = simple != '\0';
      bg_buffer_putc(&buffer, simple);
      i += 2;
    } else {
      bg_buffer_putc(&buffer, raw.data[i++]);
    }
  }
  *out = bg_arena_str(l->arena, bg_buffer_str(&buffer));
  bg_buffer_free(&buffer);
  return good;
}

/* ---- tokens ---- */

/* Length of <...> at `at`, or 0 when '<' is an operator here. */
static size_t iri_length(const query_lexer *l, size_t at) {
  for (size_t i = at + 1; i < l->source.len; i++) {
    unsigned char c = byte_at(l, i);
    if (c == '>') return i + 1 - at;
    if (c <= ' ' || strchr("<\"{}|^`", c)) return 0;
  }
  return 0;
}

static query_token lex_iri(query_lexer *l, size_t length) {
  size_t from = l->at;
  l->at += length;
  query_token t = token(l, TOKEN_IRI, from + 1, l->at - 1);
  t.offset = from;
  if (!unescape(l, t.text, false, &t.text)) return wrong(l, from, "an IRI takes no escapes but \\u and \\U");
  return t;
}

static query_token lex_string(query_lexer *l) {
  size_t from = l->at;
  char quote = l->source.data[from];
  char three[4] = {quote, quote, quote, '\0'};
  bool is_long = bg_str_starts(bg_str_slice(l->source, from, l->source.len), bg_str_from(three));
  size_t open = is_long ? 3 : 1, i = from + open;
  for (;; i++) {
    if (i >= l->source.len) return wrong(l, from, "this string is never closed");
    char c = l->source.data[i];
    if (c == '\\') {
      i++;
      continue;
    }
    if (!is_long && (c == '\n' || c == '\r'))
      return wrong(l, from, "a string ends in its line; use \"\"\" for more lines");
    if (c != quote) continue;
    if (!is_long || bg_str_starts(bg_str_slice(l->source, i, l->source.len), bg_str_from(three))) break;
  }
  l->at = i + open;
  query_token t = token(l, TOKEN_STRING, from + open, i);
  t.offset = from;
  if (!unescape(l, t.text, true, &t.text))
    return wrong(l, from, "an escape in this string is wrong; \\\\ is a backslash");
  return t;
}

static query_token lex_number(query_lexer *l) {
  size_t from = l->at, i = from;
  token_kind kind = TOKEN_INTEGER;
  while (is_digit(byte_at(l, i))) i++;
  if (byte_at(l, i) == '.' && is_digit(byte_at(l, i + 1))) {
    kind = TOKEN_DECIMAL;
    while (is_digit(byte_at(l, ++i))) {
    }
  }
  size_t e = i;
  if (kind == TOKEN_INTEGER && byte_at(l, e) == '.' && (byte_at(l, e + 1) | 32) == 'e') e++; /* 1.e5 */
  if ((byte_at(l, e) | 32) == 'e') {
    size_t digits = e + 1 + (byte_at(l, e + 1) == '+' || byte_at(l, e + 1) == '-');
    if (is_digit(byte_at(l, digits))) {
      kind = TOKEN_DOUBLE;
      for (i = digits; is_digit(byte_at(l, i)); i++) {
      }
    }
  }
  l->at = i;
  return token(l, kind, from, i);
}

/* Characters of a name from `at`; dots inside, not at the end; with `local` also what local names have. */
static size_t name_end(const query_lexer *l, size_t at, bool local) {
  size_t end = at;
  for (size_t i = at; i < l->source.len;) {
    unsigned char c = byte_at(l, i);
    if (local && c == '%' && i + 2 < l->source.len) {
      i += 3;
      end = i;
    } else if (local && c == '\\' && byte_at(l, i + 1) && strchr("_~.-!$&'()*+,;=/?#@%", byte_at(l, i + 1))) {
      i += 2;
      end = i;
    } else if (c == '.') {
      if (i++ == at) break; /* no name starts with a dot */
    } else {
      size_t next = i;
      uint32_t p = bg_utf8_next(l->source, &next);
      bool first = i == at;
      bool good = (first ? bg_is_name_start(p) || p == '_' || (local && p >= '0' && p <= '9') : bg_is_name_char(p)) ||
                  (local && p == ':');
      if (!good) break;
      i = end = next;
    }
  }
  return end;
}

static query_token lex_name(query_lexer *l) {
  size_t from = l->at, end = byte_at(l, from) == ':' ? from : name_end(l, from, false);
  if (byte_at(l, end) == ':') {
    l->at = name_end(l, end + 1, true);
    return token(l, TOKEN_NAME, from, l->at);
  }
  end = from;
  while (is_letter(byte_at(l, end)) || is_digit(byte_at(l, end)) || byte_at(l, end) == '_') end++;
  if (end == from) return wrong(l, from, "this character has no place in a query");
  l->at = end;
  return token(l, TOKEN_WORD, from, end);
}

static query_token lex_var(query_lexer *l) {
  size_t from = l->at, i = from + 1;
  while (i < l->source.len) {
    size_t next = i;
    uint32_t p = bg_utf8_next(l->source, &next);
    if (!bg_is_name_char(p) || p == '-') break;
    i = next;
  }
  l->at = i;
  query_token t = token(l, TOKEN_VAR, from + 1, i);
  t.offset = from;
  return t;
}

static query_token lex_blank(query_lexer *l) {
  size_t from = l->at, length = bg_blank_label_length(bg_str_slice(l->source, from + 2, l->source.len));
  if (!length) return wrong(l, from, "a blank node needs a label behind '_:'");
  l->at = from + 2 + length;
  query_token t = token(l, TOKEN_BLANK, from + 2, l->at);
  t.offset = from;
  return t;
}

static query_token lex_language(query_lexer *l) {
  size_t from = l->at, length = bg_language_length(bg_str_slice(l->source, from + 1, l->source.len));
  if (!length) return wrong(l, from, "a language tag, such as en or pt-BR, belongs behind '@'");
  l->at = from + 1 + length;
  query_token t = token(l, TOKEN_LANGUAGE, from + 1, l->at);
  t.offset = from;
  return t;
}

static query_token lex_sign(query_lexer *l) {
  static const char *const doubles[] = {"&&", "||", "!=", "<=", ">=", "^^"};
  size_t from = l->at;
  for (size_t i = 0; i < sizeof doubles / sizeof *doubles; i++) {
    if (!bg_str_starts(bg_str_slice(l->source, from, l->source.len), bg_str_from(doubles[i]))) continue;
    l->at += 2;
    return token(l, TOKEN_SIGN, from, l->at);
  }
  l->at++;
  return token(l, TOKEN_SIGN, from, l->at);
}

query_token query_lex(query_lexer *l) {
  skip_space(l);
  unsigned char c = byte_at(l, l->at), next = byte_at(l, l->at + 1);
  if (l->at >= l->source.len) return (query_token){TOKEN_END, BG_STR_EMPTY, l->at, l->at};
  if (c == '<') {
    size_t length = iri_length(l, l->at);
    if (length) return lex_iri(l, length);
  }
  if (c == '"' || c == '\'') return lex_string(l);
  if ((c == '?' || c == '$') && (is_letter(next) || is_digit(next) || next == '_' || next >= 0x80)) return lex_var(l);
  if (is_digit(c) || (c == '.' && is_digit(next))) return lex_number(l);
  if (c == '_' && next == ':') return lex_blank(l);
  if (c == '@') return lex_language(l);
  if (c < 0x80 && strchr("{}()[].;,*/|^+-!?=<>&", c) && c) return lex_sign(l);
  return lex_name(l);
}
