#include "text/date.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "text/brief.h"

typedef struct {
  size_t year, month, day;
} parts;

enum { MOST_WORDS = 8 };

static bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/* "January", "jan", "Jan", "Sept". */
static size_t month_of(bg_str word) {
  static const char *const months[] = {"january", "february", "march",     "april",   "may",      "june",
                                       "july",    "august",   "september", "october", "november", "december"};
  if (word.len < 3) return 0;
  for (size_t i = 0; i < 12; i++) {
    size_t full = strlen(months[i]);
    bool fits = word.len == full || word.len == 3 || (i == 8 && word.len == 4);
    if (fits && strncasecmp(word.data, months[i], word.len) == 0) return i + 1;
  }
  return 0;
}

static bool is_filler(bg_str word) {
  static const char *const fillers[] = {"published", "updated", "posted", "released", "issued",    "date",     "on",
                                        "of",        "the",     "monday", "tuesday",  "wednesday", "thursday", "friday",
                                        "saturday",  "sunday",  "mon",    "tue",      "tues",      "wed",      "thu",
                                        "thur",      "thurs",   "fri",    "sat",      "sun",       "dated",    "last"};
  for (size_t i = 0; i < sizeof fillers / sizeof *fillers; i++)
    if (word.len == strlen(fillers[i]) && strncasecmp(word.data, fillers[i], word.len) == 0) return true;
  return false;
}

/* "25", "25th", "2024". */
static bool read_figure(bg_str word, size_t *value) {
  size_t i = 0;
  *value = 0;
  while (i < word.len && i < 5 && is_digit(word.data[i])) *value = *value * 10 + (size_t)(word.data[i++] - '0');
  if (i == 0 || i > 4) return false;
  bg_str rest = bg_str_slice(word, i, word.len);
  bool ordinal =
      i <= 2 && (bg_str_is(rest, "st") || bg_str_is(rest, "nd") || bg_str_is(rest, "rd") || bg_str_is(rest, "th"));
  return rest.len == 0 || ordinal;
}

static size_t digits_at(bg_str s, size_t i, size_t count) {
  size_t value = 0;
  for (size_t k = 0; k < count; k++) {
    if (i + k >= s.len || !is_digit(s.data[i + k])) return 0;
    value = value * 10 + (size_t)(s.data[i + k] - '0');
  }
  return i + count < s.len && is_digit(s.data[i + count]) ? 0 : value;
}

/* "2024-01-25", "2024/01/25", "2024-01", perhaps with a time behind. */
static bool read_iso(bg_str word, parts *p) {
  p->year = digits_at(word, 0, 4);
  if (!p->year || word.len < 7 || (word.data[4] != '-' && word.data[4] != '/')) return false;
  p->month = digits_at(word, 5, 2);
  if (!p->month || word.len == 7) return p->month > 0;
  if (word.data[7] != word.data[4]) return false;
  p->day = digits_at(word, 8, 2);
  return p->day && (word.len == 10 || word.data[10] == 'T');
}

static bool is_possible(const parts *p) {
  static const unsigned char days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return p->year >= 1900 && p->year <= 2199 && p->month >= 1 && p->month <= 12 && p->day <= days[p->month - 1];
}

static bool take_word(bg_str word, parts *p) {
  size_t value = 0;
  if (is_filler(word)) return p->day == 0 && p->month == 0 && p->year == 0;
  if (month_of(word)) {
    if (p->month) return false;
    p->month = month_of(word);
  } else if (!read_figure(word, &value)) {
    return false;
  } else if (value >= 1000) {
    if (p->year) return false;
    p->year = value;
  } else {
    if (p->day || value < 1 || value > 31 || p->year) return false;
    p->day = value;
  }
  return true;
}

static bool is_separator(char c) {
  return c == ' ' || c == ',' || c == '.' || c == ':' || c == '\t' || c == '\n' || c == '\r';
}

bool bg_date_parse(bg_str text, char iso[BG_DATE_SIZE]) {
  parts p = {0};
  text = bg_trim_space(text);
  if (text.len > 60) return false;
  bool is_iso = false;
  size_t words = 0;
  for (size_t i = 0; i < text.len && !is_iso;) {
    size_t start = i;
    while (i < text.len && !is_separator(text.data[i])) i++;
    bg_str word = bg_str_slice(text, start, i);
    while (i < text.len && is_separator(text.data[i])) i++;
    if (!word.len) continue;
    if (++words > MOST_WORDS) return false;
    parts whole = {0};
    is_iso = p.month == 0 && p.day == 0 && read_iso(word, &whole);
    if (is_iso) p = whole;
    else if (!take_word(word, &p)) return false;
  }
  if (!is_possible(&p)) return false;
  if (p.day) (void)snprintf(iso, BG_DATE_SIZE, "%04zu-%02zu-%02zu", p.year % 10000, p.month % 100, p.day % 100);
  else (void)snprintf(iso, BG_DATE_SIZE, "%04zu-%02zu", p.year % 10000, p.month % 100);
  return true;
}
