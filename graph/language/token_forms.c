#include <string.h>

#include "base/utf8.h"
#include "language/characters.h"
#include "language/segment_words.h"
#include "language/tokens.h"

/* ---- characters ---- */

uint32_t bg_token_peek(bg_str text, size_t at) {
  if (at >= text.len) return 0;
  unsigned char c = (unsigned char)text.data[at];
  return c < 0x80 ? c : bg_utf8_next(text, &at);
}

size_t bg_token_next(bg_str text, size_t at) {
  if (at >= text.len) return at;
  if ((unsigned char)text.data[at] < 0x80) return at + 1;
  bg_utf8_next(text, &at);
  return at;
}

uint32_t bg_token_before(bg_str text, size_t at) {
  if (at == 0) return 0;
  size_t start = at - 1;
  while (start > 0 && at - start < 4 && ((unsigned char)text.data[start] & 0xc0) == 0x80) start--;
  return bg_token_peek(text, start);
}

bool bg_token_is_word_char(uint32_t c) {
  bg_char_kind kind = bg_char_kind_of(c);
  return kind == BG_CHAR_LETTER || kind == BG_CHAR_DIGIT || kind == BG_CHAR_MARK || c == '_';
}

bool bg_token_is_in(uint32_t c, const char *set) {
  return c && c < 0x80 && strchr(set, (int)c);
}

size_t bg_token_run(bg_str text, size_t at) {
  for (;;) {
    uint32_t c = bg_token_peek(text, at);
    size_t next = bg_token_next(text, at);
    if (c >= 0x80 && bg_char_kind_of(c) == BG_CHAR_FORMAT) { /* inside a word only */
      if (!bg_token_is_word_char(bg_token_peek(text, next))) return at;
    } else if (!bg_token_is_word_char(c)) {
      return at;
    }
    at = next;
  }
}

static bool is_digit(uint32_t c) {
  return bg_char_kind_of(c) == BG_CHAR_DIGIT;
}

static bool is_ascii_digit(uint32_t c) {
  return c >= '0' && c <= '9';
}

static size_t skip_space(bg_str text, size_t at) {
  size_t space;
  while (at < text.len && (space = bg_utf8_space(text, at))) at += space;
  return at;
}

/* The word that begins at `at`, looked at no further than tables need. */
static bg_str word_at(bg_str text, size_t at) {
  enum { FAR = 24 };
  bg_str near = bg_str_slice(text, 0, text.len - at > FAR ? at + FAR : text.len);
  return bg_str_slice(text, at, bg_token_run(near, at));
}

/* ---- addresses ---- */

static bool starts_folded(bg_str text, size_t at, const char *prefix) {
  size_t length = strlen(prefix);
  if (text.len - at < length) return false;
  for (size_t i = 0; i < length; i++) {
    char c = text.data[at + i];
    if ((c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c) != prefix[i]) return false;
  }
  return true;
}

size_t bg_token_address_end(bg_str text, size_t at) {
  size_t open = 0;
  while (at < text.len && !bg_utf8_space(text, at)) {
    uint32_t c = bg_token_peek(text, at);
    if (bg_token_is_in(c, "<>\"{}|`") || c == 0x201c || c == 0x201d || c == 0xab || c == 0xbb) break;
    if (c == ')' && open-- == 0) break;
    open += c == '(';
    at = bg_token_next(text, at);
  }
  while (at > 0 && bg_token_is_in((unsigned char)text.data[at - 1], ".,;:!?']")) at--;
  return at;
}

size_t bg_token_address(bg_str text, size_t at) {
  static const char *const beginnings[] = {"http://", "https://", "ftp://", "www.", "mailto:", "doi:"};
  for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++) {
    size_t from = at + strlen(beginnings[i]);
    if (!starts_folded(text, at, beginnings[i])) continue;
    size_t end = bg_token_address_end(text, from);
    return end > from ? end : 0;
  }
  return 0;
}

size_t bg_token_mail(bg_str text, size_t at, size_t next_mail) {
  enum { LONGEST_NAME = 64 }; /* RFC 5321, 4.5.3.1.1 */
  if (next_mail == SIZE_MAX || next_mail <= at || next_mail - at > LONGEST_NAME) return 0;
  for (size_t i = at; i < next_mail; i++)
    if (!bg_token_is_word_char((unsigned char)text.data[i]) && !bg_token_is_in((unsigned char)text.data[i], ".%+-"))
      return 0;
  size_t end = next_mail + 1;
  while (end < text.len &&
         (bg_token_is_word_char((unsigned char)text.data[end]) || bg_token_is_in((unsigned char)text.data[end], ".-")))
    end++;
  while (end > next_mail + 1 && bg_token_is_in((unsigned char)text.data[end - 1], ".-")) end--;
  return end > next_mail + 1 ? end : 0;
}

/* ---- numbers ---- */

static size_t digits(bg_str text, size_t at) {
  while (is_digit(bg_token_peek(text, at))) at = bg_token_next(text, at);
  return at;
}

/* The value of a short run of ASCII digits, or 9999. */
static unsigned value(bg_str text, size_t from, size_t to) {
  unsigned number = 0;
  if (to - from > 4 || to == from) return 9999;
  for (size_t i = from; i < to; i++) {
    if (!is_ascii_digit((unsigned char)text.data[i])) return 9999;
    number = number * 10 + (unsigned)(text.data[i] - '0');
  }
  return number;
}

/* "713-853-3989", "345-9945", "11-20-2000", "2000-11-20", "11/20/00", "9/11": the end, or 0. Not "2000-2005", "1/2". */
static size_t groups(bg_str text, size_t at, char separator) {
  enum { MOST = 6 };
  size_t ends[MOST], count = 0, from = at, second = 0;
  for (; count < MOST; count++) {
    ends[count] = digits(text, from);
    if (ends[count] == from || ends[count] - from > 8) return 0;
    if (count == 1) second = from;
    if (bg_token_peek(text, ends[count]) != (uint32_t)separator || !is_digit(bg_token_peek(text, ends[count] + 1))) {
      count++;
      break;
    }
    from = ends[count] + 1;
  }
  if (count < 2 || bg_token_is_word_char(bg_token_peek(text, ends[count - 1]))) return 0;
  if (count > 2) return ends[count - 1];
  if (separator == '-') return ends[0] - at == 3 && ends[1] - second == 4 ? ends[1] : 0;
  unsigned month = value(text, at, ends[0]), day = value(text, second, ends[1]);
  return month >= 1 && month <= 12 && day >= 5 && day <= 31 ? ends[1] : 0;
}

/* "2014.23 The": a year, a full stop and a note. */
static bool is_year_with_note(bg_str text, size_t start, size_t dot, size_t end) {
  unsigned year = value(text, start, dot);
  if (dot - start != 4 || year < 1800 || year > 2099 || end - dot > 4) return false;
  size_t next = skip_space(text, end);
  return next > end ? bg_char_is_upper(bg_token_peek(text, next)) : end >= text.len;
}

/* Whether a comma is followed by a group of exactly three digits, or of two and another group ("12,34,567"). */
static bool is_grouping(bg_str text, size_t comma) {
  size_t end = digits(text, comma + 1), length = end - comma - 1;
  return length == 3 || (length == 2 && bg_token_peek(text, end) == ',' && digits(text, end + 1) > end + 2);
}

size_t bg_token_number(bg_str text, size_t at) {
  size_t end;
  if ((end = groups(text, at, '-')) || (end = groups(text, at, '/'))) return end;
  uint32_t first = bg_token_peek(text, at);
  size_t start = first == '.' || first == '+' ? at + 1 : at;
  end = digits(text, start);
  bool grouped = end - start <= 3;
  for (;;) {
    uint32_t c = bg_token_peek(text, end);
    if (!is_digit(bg_token_peek(text, end + 1))) return end;
    size_t next = digits(text, end + 1);
    if (c == ',' && !(grouped && is_grouping(text, end))) return end;
    if (c == '.' && is_year_with_note(text, start, end, next)) return end;
    if (c != ',' && c != '.' && c != ':') return end;
    if (c != ',') grouped = false;
    end = next;
  }
}

/* ---- abbreviations ---- */

bool bg_token_sentence_follows(bg_str text, size_t at) {
  at = skip_space(text, at);
  uint32_t c;
  while ((c = bg_token_peek(text, at)) == '"' || bg_char_opens(c)) at = bg_token_next(text, at);
  return bg_char_is_upper(c) && bg_segment_word_is(BG_WORDS_STARTER, word_at(text, at));
}

size_t bg_token_acronym(bg_str text, size_t at) {
  size_t end = at, letters = 0;
  uint32_t c = 0;
  while (bg_char_kind_of(c = bg_token_peek(text, end)) == BG_CHAR_LETTER) {
    size_t dot = bg_token_next(text, end);
    if (bg_token_peek(text, dot) != '.' || bg_token_peek(text, dot + 1) == '.') break;
    end = dot + 1;
    letters++;
  }
  if (!letters) return 0;
  size_t next = bg_token_next(text, end);
  bool last = bg_char_kind_of(c) == BG_CHAR_LETTER && !bg_token_is_word_char(bg_token_peek(text, next)) &&
              bg_token_peek(text, next) != '@'; /* "U.S" without its last full stop */
  if (last) return next;
  return letters > 1 ? end : 0;
}

/* "J." of a name; "I." and "Plan B." at the end of a sentence are none. */
static bool is_initial(bg_str text, size_t start, size_t dot) {
  size_t next = skip_space(text, dot + 1);
  uint32_t c = bg_token_peek(text, next), letter = bg_token_peek(text, start);
  if (!bg_char_is_upper(letter) || c == 0) return false;
  if (next > dot + 1 && bg_token_sentence_follows(text, next)) return false;
  if (next == dot + 1 && !(bg_char_is_upper(c) || bg_token_is_in(c, ",;:)-&"))) return false;
  return letter != 'I' || bg_char_is_upper(c);
}

static bool is_numbered(bg_str text, bg_str word, size_t next) {
  uint32_t c = bg_token_peek(text, next);
  if (is_digit(c) || (c == '#' && is_digit(bg_token_peek(text, next + 1)))) return true;
  if (!bg_segment_word_is(BG_WORDS_CERTAIN, word) || c == 0) return false;
  return !bg_token_sentence_follows(text, next);
}

static bool ends_phrase(bg_str text, bg_str word, size_t dot) {
  size_t next = skip_space(text, dot + 1);
  uint32_t c = bg_token_peek(text, next);
  if (c == 0) return false;
  if (next == dot + 1) return !bg_token_is_word_char(c);
  if (!bg_char_is_upper(c)) return true;
  return !bg_str_is(word, "etc") && !bg_token_sentence_follows(text, next);
}

bool bg_token_abbreviation(bg_str text, size_t start, size_t dot) {
  bg_str word = bg_str_slice(text, start, dot);
  size_t next = skip_space(text, dot + 1);
  uint32_t c = bg_token_peek(text, next);
  if (c == '.' && next == dot + 1) return false; /* an ellipsis */
  bool capital = bg_char_is_upper(bg_token_peek(text, start));
  if (bg_segment_word_is(BG_WORDS_NUMBERED, word) && is_numbered(text, word, next)) return true;
  if (bg_token_next(text, start) == dot) return is_initial(text, start, dot);
  if (bg_segment_word_is(BG_WORDS_PHRASE, word)) return c != 0;
  if (bg_segment_word_is(BG_WORDS_TITLE, word)) return c != 0 && (capital || !bg_char_is_upper(c));
  if (bg_segment_word_is(BG_WORDS_STATE, word) && capital) {
    size_t back = start;
    while (back > 0 && text.data[back - 1] == ' ') back--;
    if (back > 0 && text.data[back - 1] == ',') return ends_phrase(text, word, dot);
  }
  return bg_segment_word_is(BG_WORDS_ENDING, word) && ends_phrase(text, word, dot);
}

/* ---- symbols ---- */

size_t bg_token_emoticon(bg_str text, size_t at) {
  static const char *const faces[] = {":-)", ":-(", ";-)", ":-D", ":-P", ":-/", ":)", ":(", ";)",  ":D",  ":P",
                                      ":p",  ":O",  ":o",  "=)",  "=(",  "=D",  ":/", "<3", "^_^", ":')", ":'("};
  uint32_t before = bg_token_before(text, at);
  bool fresh = at == 0 || before <= ' ' || before == '.' || before == '!' || before == '?';
  bg_str rest = bg_str_slice(text, at, text.len);
  for (size_t i = 0; fresh && i < sizeof faces / sizeof *faces; i++)
    if (bg_str_starts(rest, bg_str_from(faces[i]))) {
      size_t end = at + strlen(faces[i]);
      return bg_token_is_word_char(bg_token_peek(text, end)) ? 0 : end;
    }
  return 0;
}

static size_t same_run(bg_str text, size_t at, const char *set) {
  size_t end = at;
  while (end < text.len && bg_token_is_in((unsigned char)text.data[end], set)) end++;
  return end;
}

/* A pictograph with what modifies it: variation, skin, joined ones, the two halves of a flag. */
static size_t pictograph(bg_str text, size_t at) {
  uint32_t first = bg_token_peek(text, at);
  size_t end = bg_token_next(text, at);
  if (first >= 0x1f1e6 && first <= 0x1f1ff) {
    uint32_t second = bg_token_peek(text, end);
    return second >= 0x1f1e6 && second <= 0x1f1ff ? bg_token_next(text, end) : end;
  }
  for (;;) {
    uint32_t c = bg_token_peek(text, end);
    if (c == 0x200d) end = bg_token_next(text, end); /* joins the next one */
    else if (!(c >= 0xfe00 && c <= 0xfe0f) && !(c >= 0x1f3fb && c <= 0x1f3ff) && c != 0x20e3) return end;
    if (end < text.len && !bg_utf8_space(text, end)) end = bg_token_next(text, end);
  }
}

size_t bg_token_symbol(bg_str text, size_t at) {
  uint32_t c = bg_token_peek(text, at);
  size_t next = bg_token_next(text, at);
  if (c == '!' || c == '?') return same_run(text, at, "!?");
  if (c == '.' && bg_token_is_in(bg_token_peek(text, next), "!?")) return same_run(text, at, ".!?");
  if (bg_token_is_in(c, "-.*=~+<>`")) return same_run(text, at, (char[]){(char)c, '\0'});
  if (c == '#' || c == '@') { /* a tag or somebody's name on a network */
    bool tag = bg_char_kind_of(bg_token_peek(text, next)) == BG_CHAR_LETTER;
    return tag ? bg_token_run(text, next) : c == '#' ? same_run(text, at, "#") : next;
  }
  if (c == '[' && (starts_folded(text, at, "[...]"))) return at + 5;
  if (c == 0x2026 || c == 0x2014 || c == 0x2013 || bg_char_kind_of(c) == BG_CHAR_SUPERSCRIPT) {
    while (bg_token_peek(text, next) == c || (bg_char_kind_of(c) == BG_CHAR_SUPERSCRIPT &&
                                              bg_char_kind_of(bg_token_peek(text, next)) == BG_CHAR_SUPERSCRIPT))
      next = bg_token_next(text, next);
    return next;
  }
  return c >= 0x2190 ? pictograph(text, at) : next;
}
