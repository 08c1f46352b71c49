#include "rdf/xsd_value.h"

#include <stdint.h>

#include "base/utf8.h"
#include "rdf/vocab.h"
#include "rdf/xsd_number.h"

/* ---- dates and times (XML Schema 1.1 part 2, section 3.3.7 ff) ---- */

enum { YEAR = 1, MONTH = 2, DAY = 4, TIME = 8, MAX_YEAR_DIGITS = 9 };

typedef bg_moment moment;

typedef struct {
  bg_str text;
  size_t at;
} cursor;

static bool take(cursor *c, char wanted) {
  if (c->at >= c->text.len || c->text.data[c->at] != wanted) return false;
  c->at++;
  return true;
}

static size_t count_digits(const cursor *c) {
  size_t n = 0;
  while (c->at + n < c->text.len && c->text.data[c->at + n] >= '0' && c->text.data[c->at + n] <= '9') n++;
  return n;
}

static bool take_number(cursor *c, size_t width, int low, int high, int *value) {
  if (count_digits(c) < width) return false;
  *value = 0;
  for (size_t i = 0; i < width; i++) *value = *value * 10 + (c->text.data[c->at++] - '0');
  return *value >= low && *value <= high;
}

static bool take_year(cursor *c, int *year) {
  bool negative = take(c, '-');
  size_t width = count_digits(c);
  if (width < 4 || width > MAX_YEAR_DIGITS || (width > 4 && c->text.data[c->at] == '0')) return false;
  bool good = take_number(c, width, 0, INT32_MAX, year);
  if (negative) *year = -*year;
  return good;
}

static int days_in_month(int year, int month) {
  static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : days[month - 1];
}

/* Days since 1 March of year 0 in the proleptic Gregorian calendar (March begins the year, so that the leap day is
 * last). */
static int64_t day_number(int64_t year, int month, int day) {
  int64_t y = month > 2 ? year : year - 1;
  int m = month > 2 ? month - 3 : month + 9;
  int64_t era = (y >= 0 ? y : y - 399) / 400, in_era = y - era * 400;
  return era * 146097 + in_era * 365 + in_era / 4 - in_era / 100 + (153 * m + 2) / 5 + day - 1;
}

static bool take_time(cursor *c, moment *m) {
  int hour, minute, second;
  if (!take_number(c, 2, 0, 24, &hour) || !take(c, ':') || !take_number(c, 2, 0, 59, &minute) || !take(c, ':') ||
      !take_number(c, 2, 0, 59, &second))
    return false;
  if (take(c, '.')) {
    size_t width = count_digits(c);
    if (width == 0) return false;
    m->fraction = bg_str_slice(c->text, c->at, c->at + width);
    while (m->fraction.len && m->fraction.data[m->fraction.len - 1] == '0') m->fraction.len--;
    c->at += width;
  }
  m->hour = hour;
  m->minute = minute;
  m->second = second;
  m->seconds += hour * 3600 + minute * 60 + second;
  return hour < 24 || (minute == 0 && second == 0 && m->fraction.len == 0);
}

static bool take_zone(cursor *c, moment *m) {
  int hours, minutes;
  m->has_zone = true;
  if (take(c, 'Z')) return true;
  bool negative = take(c, '-');
  if (!negative && !take(c, '+')) return false;
  if (!take_number(c, 2, 0, 14, &hours) || !take(c, ':') || !take_number(c, 2, 0, 59, &minutes)) return false;
  m->zone = (hours * 60 + minutes) * (negative ? -1 : 1);
  return hours < 14 || minutes == 0;
}

/* `parts`: which of YEAR, MONTH, DAY, TIME the type has. A gMonthDay is taken in a leap year. */
static bool read_moment(bg_str text, int parts, moment *m) {
  cursor c = {text, 0};
  int year = 2000, month = 1, day = 1;
  *m = (moment){0};
  if ((parts & YEAR) && !take_year(&c, &year)) return false;
  if (!(parts & YEAR) && (parts & (MONTH | DAY)) && !(take(&c, '-') && take(&c, '-'))) return false;
  if (parts & MONTH) {
    if ((parts & YEAR) && !take(&c, '-')) return false;
    if (!take_number(&c, 2, 1, 12, &month)) return false;
  }
  if (parts & DAY) {
    if (!take(&c, '-') || !take_number(&c, 2, 1, 31, &day)) return false;
    if ((parts & MONTH) && day > days_in_month(year, month)) return false;
  }
  m->year = year;
  m->month = month;
  m->day = day;
  m->seconds = day_number(year, month, day) * 86400;
  if (parts & TIME) {
    if (parts != TIME && !take(&c, 'T')) return false;
    if (!take_time(&c, m)) return false;
  }
  return c.at == text.len || (take_zone(&c, m) && c.at == text.len);
}

/* The parts of a date or time type, 0 for any other. */
static int parts_of(bg_str type) {
  static const struct {
    const char *name;
    int parts;
  } types[] = {{"dateTime", YEAR | MONTH | DAY | TIME},
               {"dateTimeStamp", YEAR | MONTH | DAY | TIME},
               {"date", YEAR | MONTH | DAY},
               {"time", TIME},
               {"gYear", YEAR},
               {"gYearMonth", YEAR | MONTH},
               {"gMonth", MONTH},
               {"gMonthDay", MONTH | DAY},
               {"gDay", DAY}};
  for (size_t i = 0; i < sizeof types / sizeof *types; i++)
    if (bg_str_is(type, types[i].name)) return types[i].parts;
  return 0;
}

bool bg_xsd_moment(bg_str datatype, bg_str lexical, bg_moment *out) {
  if (!bg_str_starts(datatype, BG_STR(XSD_NS))) return false;
  int parts = parts_of(bg_str_slice(datatype, sizeof XSD_NS - 1, datatype.len));
  return parts && read_moment(lexical, parts, out);
}

static bg_order compare_seconds(int64_t x, bg_str x_fraction, int64_t y, bg_str y_fraction) {
  int c = x < y ? -1 : x > y ? 1 : bg_str_compare(x_fraction, y_fraction);
  return c < 0 ? BG_ORDER_LESS : c > 0 ? BG_ORDER_GREATER : BG_ORDER_EQUAL;
}

/* Section D.2.1 of part 2: a time without zone may lie 14 hours to either side. */
static bg_order compare_moments(const moment *a, const moment *b) {
  enum { MARGIN = 14 * 3600 };
  int64_t x = a->seconds - (int64_t)a->zone * 60, y = b->seconds - (int64_t)b->zone * 60;
  if (a->has_zone == b->has_zone) return compare_seconds(x, a->fraction, y, b->fraction);
  bg_order early = compare_seconds(x, a->fraction, a->has_zone ? y - MARGIN : y + MARGIN, b->fraction);
  bg_order late = compare_seconds(x, a->fraction, a->has_zone ? y + MARGIN : y - MARGIN, b->fraction);
  return early == late ? early : BG_ORDER_NONE;
}

/* ---- the other types ---- */

/* -P1Y2M3DT4H5M6.7S; `days` and `months` say which fields the type has. */
static bool valid_duration(bg_str s, bool months, bool days) {
  cursor c = {s, 0};
  const char *fields = "YMDTHMS";
  bool any = false, time = false, time_field = false;
  take(&c, '-');
  if (!take(&c, 'P')) return false;
  for (size_t field = 0; c.at < s.len;) {
    if (!time && take(&c, 'T')) {
      time = true;
      field = 4;
      continue;
    }
    size_t width = count_digits(&c);
    c.at += width;
    bool fraction = width && take(&c, '.');
    if (fraction) {
      size_t more = count_digits(&c);
      if (more == 0) return false;
      c.at += more;
    }
    if (width == 0 || c.at >= s.len) return false;
    while (fields[field] && (fields[field] == 'T' || fields[field] != s.data[c.at])) {
      if (fields[field] == 'T' && !time) return false;
      field++;
    }
    if (!fields[field] || (fraction && fields[field] != 'S')) return false;
    if (field < 2 ? !months : !days) return false;
    if (field > 3) time_field = true;
    field++;
    c.at++;
    any = true;
  }
  return any && time == time_field;
}

static bool all_of(bg_str s, const char *more, bool letters) {
  for (size_t i = 0; i < s.len; i++) {
    char c = s.data[i];
    bool good = (c >= '0' && c <= '9') || (letters && ((c | 32) >= 'a' && (c | 32) <= 'z'));
    for (const char *m = more; *m && !good; m++) good = c == *m;
    if (!good) return false;
  }
  return true;
}

static bool valid_base64(bg_str s) {
  size_t count = 0, padding = 0;
  for (size_t i = 0; i < s.len; i++) {
    if (s.data[i] == ' ') continue;
    if (s.data[i] == '=') padding++;
    else if (padding || !all_of(bg_str_slice(s, i, i + 1), "+/", true)) return false;
    count++;
  }
  return count % 4 == 0 && padding <= 2;
}

static bool valid_language(bg_str s) {
  bg_str part, rest = s;
  bool first = true;
  while (bg_str_split(&rest, '-', &part)) {
    if (part.len < 1 || part.len > 8 || !all_of(part, "", true)) return false;
    for (size_t i = 0; first && i < part.len; i++)
      if (part.data[i] < 'A') return false;
    first = false;
  }
  return !first && s.data[s.len - 1] != '-';
}

bool bg_xsd_valid(bg_str datatype, bg_str lexical) {
  if (!bg_str_starts(datatype, BG_STR(XSD_NS))) return true;
  bg_str type = bg_str_slice(datatype, sizeof XSD_NS - 1, datatype.len);
  moment m;
  if (xsd_number_kind_of(type) != XSD_NOT_A_NUMBER) return xsd_number_valid(type, lexical);
  if (parts_of(type))
    return read_moment(lexical, parts_of(type), &m) && (m.has_zone || !bg_str_is(type, "dateTimeStamp"));
  if (bg_str_is(type, "boolean"))
    return bg_str_is(lexical, "true") || bg_str_is(lexical, "false") || bg_str_is(lexical, "1") ||
           bg_str_is(lexical, "0");
  if (bg_str_is(type, "duration")) return valid_duration(lexical, true, true);
  if (bg_str_is(type, "dayTimeDuration")) return valid_duration(lexical, false, true);
  if (bg_str_is(type, "yearMonthDuration")) return valid_duration(lexical, true, false);
  if (bg_str_is(type, "hexBinary")) {
    for (size_t i = 0; i < lexical.len; i++)
      if ((lexical.data[i] | 32) > 'f' && lexical.data[i] > '9') return false;
    return lexical.len % 2 == 0 && all_of(lexical, "", true);
  }
  if (bg_str_is(type, "base64Binary")) return valid_base64(lexical);
  if (bg_str_is(type, "language")) return valid_language(lexical);
  return true;
}

bg_order bg_xsd_compare(const bg_term *a, const bg_term *b) {
  if (a->kind != BG_TERM_LITERAL || b->kind != BG_TERM_LITERAL || a->language.len || b->language.len)
    return BG_ORDER_NONE;
  bg_str string = BG_STR(XSD_STRING);
  bg_str x = a->datatype.len ? a->datatype : string, y = b->datatype.len ? b->datatype : string;
  if (!bg_str_starts(x, BG_STR(XSD_NS)) || !bg_str_starts(y, BG_STR(XSD_NS))) return BG_ORDER_NONE;
  if (!bg_xsd_valid(x, a->value) || !bg_xsd_valid(y, b->value)) return BG_ORDER_NONE;
  x = bg_str_slice(x, sizeof XSD_NS - 1, x.len);
  y = bg_str_slice(y, sizeof XSD_NS - 1, y.len);
  if (xsd_number_kind_of(x) != XSD_NOT_A_NUMBER && xsd_number_kind_of(y) != XSD_NOT_A_NUMBER)
    return xsd_number_compare(x, a->value, y, b->value);
  if (parts_of(x) && parts_of(x) == parts_of(y)) {
    moment m, n;
    read_moment(a->value, parts_of(x), &m);
    read_moment(b->value, parts_of(y), &n);
    return compare_moments(&m, &n);
  }
  if (!bg_str_equal(x, y)) return BG_ORDER_NONE;
  if (bg_str_is(x, "boolean")) {
    bool p = bg_str_is(a->value, "true") || bg_str_is(a->value, "1");
    bool q = bg_str_is(b->value, "true") || bg_str_is(b->value, "1");
    return p == q ? BG_ORDER_EQUAL : p ? BG_ORDER_GREATER : BG_ORDER_LESS;
  }
  if (!bg_str_is(x, "string")) return BG_ORDER_NONE;
  int c = bg_str_compare(a->value, b->value);
  return c < 0 ? BG_ORDER_LESS : c > 0 ? BG_ORDER_GREATER : BG_ORDER_EQUAL;
}
