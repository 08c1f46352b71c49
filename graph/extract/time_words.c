/* Expressions of time: dates, months, years, decades, intervals, and what is relative to the date of the text. */
#include <string.h>

#include "extract/time.h"

typedef struct {
  const bg_reading *reading;
  size_t end; /* of the sentence */
  calendar_date today;
} words;

/* ---- the calendar ---- */

/* Days since 1970-01-01 and back (proleptic Gregorian). */
static long day_number(calendar_date d) {
  long y = d.month <= 2 ? d.year - 1 : d.year, era = (y >= 0 ? y : y - 399) / 400, of_era = y - era * 400;
  long of_year = (153L * (d.month + (d.month > 2 ? -3 : 9)) + 2) / 5 + d.day - 1;
  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

static calendar_date date_of_day(long days) {
  long z = days + 719468, era = (z >= 0 ? z : z - 146096) / 146097, doe = z - era * 146097;
  long yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365, doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  long mp = (5 * doy + 2) / 153, month = mp < 10 ? mp + 3 : mp - 9;
  return (calendar_date){(int)(yoe + era * 400 + (month <= 2)), (int)month, (int)(doy - (153 * mp + 2) / 5 + 1)};
}

/* 0 is Monday. */
static int day_of_week(long days) {
  return (int)(((days + 3) % 7 + 7) % 7);
}

static int days_in(int year, int month) {
  static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : days[month - 1];
}

static calendar_date add_months(calendar_date d, long months) {
  long n = d.year * 12L + d.month - 1 + months;
  return (calendar_date){(int)(n / 12), (int)(n % 12 + 1), 0};
}

/* ---- words and numbers ---- */

static bool is(const words *w, size_t i, const char *text) {
  if (i >= w->end) return false;
  bg_str form = w->reading->analysis->words[i].form;
  if (form.len != strlen(text)) return false;
  for (size_t k = 0; k < form.len; k++) {
    char c = form.data[k];
    if ((c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c) != text[k]) return false;
  }
  return true;
}

static size_t among(const words *w, size_t i, const char *const *list, size_t count) {
  for (size_t k = 0; k < count; k++)
    if (is(w, i, list[k])) return k;
  return SIZE_MAX;
}

#define AMONG(w, i, list) among((w), (i), (list), sizeof(list) / sizeof *(list))

/* Decimal digits only; -1 otherwise. */
static int digits(bg_str s) {
  int value = 0;
  if (!s.len || s.len > 4) return -1;
  for (size_t i = 0; i < s.len; i++) {
    if (s.data[i] < '0' || s.data[i] > '9') return -1;
    value = value * 10 + (s.data[i] - '0');
  }
  return value;
}

static bg_str form_at(const words *w, size_t i) {
  return i < w->end ? w->reading->analysis->words[i].form : BG_STR_EMPTY;
}

static int month_at(const words *w, size_t i) {
  static const char *const names[] = {"january", "february", "march",     "april",   "may",      "june",
                                      "july",    "august",   "september", "october", "november", "december"};
  static const char *const shorts[] = {"jan.", "feb.", "mar.", "apr.", "may.", "jun.", "jul.",  "aug.",
                                       "sep.", "oct.", "nov.", "dec.", "jan",  "feb",  "sept.", "apr",
                                       "sept", "jun",  "jul",  "aug",  "sep",  "oct",  "nov",   "dec"};
  static const int short_months[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 9, 4, 9, 6, 7, 8, 9, 10, 11, 12};
  bg_str form = form_at(w, i);
  if (!form.len || form.data[0] < 'A' || form.data[0] > 'Z') return 0;
  size_t k = AMONG(w, i, names);
  if (k != SIZE_MAX) return (int)k + 1;
  k = AMONG(w, i, shorts);
  return k == SIZE_MAX ? 0 : short_months[k];
}

/* "5", "5th". */
static int day_at(const words *w, size_t i) {
  bg_str form = form_at(w, i);
  size_t n = 0;
  while (n < form.len && form.data[n] >= '0' && form.data[n] <= '9') n++;
  bg_str tail = bg_str_slice(form, n, form.len);
  if (tail.len && !bg_str_is(tail, "st") && !bg_str_is(tail, "nd") && !bg_str_is(tail, "rd") && !bg_str_is(tail, "th"))
    return 0;
  int day = digits(bg_str_slice(form, 0, n));
  return day >= 1 && day <= 31 ? day : 0;
}

static bool counts_things(const words *w, size_t i) {
  static const char *const before[] = {"resolution", "no.",      "number", "article",       "section", "$",
                                       "€",          "£",        "over",   "some",          "about",   "nearly",
                                       "almost",     "at least", "than",   "approximately", "roughly", "page",
                                       "chapter"};
  if (i > 0 && AMONG(w, i - 1, before) != SIZE_MAX) return true;
  int value = digits(form_at(w, i));
  bool plural = i + 1 < w->end && bg_str_is(w->reading->analysis->words[i + 1].xpos, "NNS");
  return plural && value % 100 == 0;
}

/* A year by itself; older ones only with a preposition that says so. */
static int year_at(const words *w, size_t i) {
  bg_str form = form_at(w, i);
  int year = form.len == 4 ? digits(form) : -1;
  if (year < 1500 || year > 2199 || counts_things(w, i)) return 0;
  static const char *const before[] = {"in", "since", "by", "from", "of", "until", "before", "after", "between", "to"};
  if (year >= 1900 && year < 2100) return year;
  return i > 0 && AMONG(w, i - 1, before) != SIZE_MAX ? year : 0;
}

/* ---- expressions ---- */

static void set(time_expression *e, calendar_date from, calendar_date to, size_t end) {
  e->from = from;
  e->to = to;
  e->end = end;
}

static void set_one(time_expression *e, calendar_date date, size_t end) {
  set(e, date, date, end);
}

static bool is_dash(const words *w, size_t i) {
  return is(w, i, "-") || is(w, i, "–") || is(w, i, "—") || is(w, i, "--");
}

/* The year behind a month or quarter: "2023", ", 2023", "of 2023". */
static int year_behind(const words *w, size_t *i) {
  size_t at = is(w, *i, ",") || is(w, *i, "of") ? *i + 1 : *i;
  bg_str form = form_at(w, at);
  int year = form.len == 4 ? digits(form) : -1;
  if (year < 1000) return 0;
  *i = at + 1;
  return year;
}

/* "5 May 2022", "May 5, 2022", "May 2022", "May of 2022". Without a year nothing is told. */
static bool read_month(const words *w, size_t i, time_expression *e) {
  int day = month_at(w, i) ? 0 : day_at(w, i);
  size_t at = day ? i + 1 : i;
  if (day && is(w, at, "of")) at++;
  int month = month_at(w, at++);
  if (!month) return false;
  if (!day) {
    size_t behind = at;
    day = day_at(w, at);
    if (day) behind++;
    int year = day ? year_behind(w, &behind) : 0;
    if (year) at = behind;
    else day = 0;
    if (!day) year = year_behind(w, &at);
    if (!year || (day && day > days_in(year, month))) return false;
    set_one(e, (calendar_date){year, month, day}, at);
    return true;
  }
  int year = year_behind(w, &at);
  if (!year || day > days_in(year, month)) return false;
  set_one(e, (calendar_date){year, month, day}, at);
  return true;
}

/* "5-6 April 2016", "5 to 6 April 2016". */
static bool read_days(const words *w, size_t i, time_expression *e) {
  int first = day_at(w, i);
  bool range = is_dash(w, i + 1) || is(w, i + 1, "to") || is(w, i + 1, "and");
  if (!first || !range || !read_month(w, i + 2, e) || e->to.day <= first) return false;
  e->from.day = first;
  return true;
}

/* "2011", or "11" after 2001. */
static int later_year(const words *w, size_t i, int from) {
  bg_str form = form_at(w, i);
  int year = digits(form);
  if (form.len == 2 && year >= 0) year += from / 100 * 100;
  return (form.len == 2 || form.len == 4) && year > from && year < 2200 ? year : 0;
}

static bool read_year(const words *w, size_t i, time_expression *e) {
  int year = year_at(w, i);
  if (!year) return false;
  bool between = i > 0 && (is(w, i - 1, "between") || is(w, i - 1, "from"));
  bool range = is_dash(w, i + 1) || (between && (is(w, i + 1, "and") || is(w, i + 1, "to") || is(w, i + 1, "until")));
  int to = range ? later_year(w, i + 2, year) : 0;
  set(e, (calendar_date){year, 0, 0}, (calendar_date){to ? to : year, 0, 0}, to ? i + 3 : i + 1);
  return true;
}

/* One token: "2001-2011", "2001–11", "2024-01-18", "1990s". */
static bool read_token(const words *w, size_t i, time_expression *e) {
  bg_str form = form_at(w, i);
  calendar_date date;
  if (form.len == 10 && calendar_parse(form, &date)) {
    set_one(e, date, i + 1);
    return true;
  }
  int year = form.len > 4 ? digits(bg_str_slice(form, 0, 4)) : -1;
  if (year < 1500 || year >= 2200) return false;
  bg_str tail = bg_str_slice(form, 4, form.len);
  if (bg_str_is(tail, "s") && year % 10 == 0) {
    set(e, (calendar_date){year, 0, 0}, (calendar_date){year + (year % 100 ? 9 : 99), 0, 0}, i + 1);
    /* "the 1900s" may be a decade or a century. */
    return year % 100 != 0;
  }
  size_t dash = bg_str_starts(tail, BG_STR("-")) ? 1 : bg_str_starts(tail, BG_STR("–")) ? strlen("–") : 0;
  int to = digits(bg_str_slice(tail, dash, tail.len));
  if (!dash || to < 0) return false;
  if (tail.len - dash == 2) to += year / 100 * 100;
  if (to <= year || (tail.len - dash != 2 && tail.len - dash != 4)) return false;
  set(e, (calendar_date){year, 0, 0}, (calendar_date){to, 0, 0}, i + 1);
  return true;
}

/* "the third quarter of 2023", "Q3 2023", "the first half of 2023", "summer 2023". Seasons differ between the halves of
 * the world: they tell the year only. */
static bool read_part_of_year(const words *w, size_t i, time_expression *e) {
  static const char *const ordinals[] = {"first", "second", "third", "fourth"};
  static const char *const short_names[] = {"q1", "q2", "q3", "q4"};
  static const char *const seasons[] = {"spring", "summer", "autumn", "fall", "winter"};
  size_t part = AMONG(w, i, ordinals), at = i + 2, months = 0;
  if (part != SIZE_MAX && is(w, i + 1, "quarter")) months = 3;
  else if (part < 2 && is(w, i + 1, "half")) months = 6;
  else if ((part = AMONG(w, i, short_names)) != SIZE_MAX) {
    months = 3;
    at = i + 1;
  } else if (AMONG(w, i, seasons) != SIZE_MAX) {
    at = i + 1;
  } else {
    return false;
  }
  int year = year_behind(w, &at);
  if (!year) return false;
  int first = months ? (int)(part * months) + 1 : 0, last = months ? first + (int)months - 1 : 0;
  set(e, (calendar_date){year, first, 0}, (calendar_date){year, last, 0}, at);
  return true;
}

/* -1 for last, 0 for this, +1 for next; 2 when it is none of them. */
static int direction_at(const words *w, size_t i) {
  if (is(w, i, "last") || is(w, i, "previous")) return -1;
  if (is(w, i, "this") || is(w, i, "current")) return 0;
  if (is(w, i, "next") || is(w, i, "coming")) return 1;
  return 2;
}

static bool read_week(const words *w, int direction, size_t i, time_expression *e) {
  if (!w->today.day) return false;
  long day = day_number(w->today), monday = day - day_of_week(day) + 7L * direction;
  set(e, date_of_day(monday), date_of_day(monday + 6), i + 1);
  return true;
}

static const char *const weekdays[] = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};

/* News say "on Tuesday" of the last one, and "next Tuesday" of the one to come. */
static bool read_weekday(const words *w, int direction, size_t i, time_expression *e) {
  size_t weekday = AMONG(w, i, weekdays);
  if (weekday == SIZE_MAX || !w->today.day) return false;
  long day = day_number(w->today);
  long back = (day_of_week(day) - (long)weekday + 7) % 7;
  if (direction == 1) back -= 7;
  else if (direction == -1 && back == 0) back = 7;
  set_one(e, date_of_day(day - back), i + 1);
  return true;
}

static bool read_unit(const words *w, int direction, size_t i, time_expression *e) {
  calendar_date t = w->today;
  if (is(w, i, "year")) {
    set_one(e, (calendar_date){t.year + direction, 0, 0}, i + 1);
    return true;
  }
  if (is(w, i, "month") && t.month) {
    set_one(e, add_months(t, direction), i + 1);
    return true;
  }
  if (is(w, i, "week")) return read_week(w, direction, i, e);
  int month = month_at(w, i);
  if (month && t.month && direction < 1) {
    int year = direction == 0 ? t.year : month < t.month ? t.year : t.year - 1;
    set_one(e, (calendar_date){year, month, 0}, i + 1);
    return true;
  }
  return read_weekday(w, direction, i, e);
}

/* "two years ago", "a month ago". */
static bool read_ago(const words *w, size_t i, time_expression *e) {
  static const char *const numbers[] = {"a",     "one",   "two",  "three", "four",   "five",  "six",
                                        "seven", "eight", "nine", "ten",   "eleven", "twelve"};
  size_t k = AMONG(w, i, numbers);
  int n = k == SIZE_MAX ? digits(form_at(w, i)) : k == 0 ? 1 : (int)k;
  if (n < 1 || n > 500 || !is(w, i + 2, "ago")) return false;
  calendar_date t = w->today;
  if (is(w, i + 1, "year") || is(w, i + 1, "years")) set_one(e, (calendar_date){t.year - n, 0, 0}, i + 3);
  else if ((is(w, i + 1, "month") || is(w, i + 1, "months")) && t.month) set_one(e, add_months(t, -n), i + 3);
  else if ((is(w, i + 1, "day") || is(w, i + 1, "days")) && t.day) set_one(e, date_of_day(day_number(t) - n), i + 3);
  else return false;
  return true;
}

static bool read_relative(const words *w, size_t i, time_expression *e) {
  if (!w->today.year) return false;
  int direction = direction_at(w, i);
  if (direction != 2) return read_unit(w, direction, i + 1, e);
  static const char *const days[] = {"yesterday", "today", "tomorrow"};
  size_t day = AMONG(w, i, days);
  if (day == 1) return false; /* mostly "nowadays" */
  if (day != SIZE_MAX && w->today.day) {
    set_one(e, date_of_day(day_number(w->today) + (long)day - 1), i + 1);
    return true;
  }
  return read_weekday(w, 0, i, e) || read_ago(w, i, e);
}

/* "May to July 2022", "May 2021 to July 2022", "from 5 May 2021 to 6 May 2022". */
static void extend(const words *w, time_expression *e) {
  bool between = e->first > 0 && (is(w, e->first - 1, "between") || is(w, e->first - 1, "from"));
  if (e->from.year != e->to.year ||
      !(is_dash(w, e->end) || (between && (is(w, e->end, "to") || is(w, e->end, "and") || is(w, e->end, "until")))))
    return;
  time_expression second = {0};
  bool later = read_month(w, e->end + 1, &second) || read_year(w, e->end + 1, &second);
  if (!later || second.from.year < e->from.year) return;
  e->to = second.to;
  e->end = second.end;
}

bool time_read(const bg_reading *reading, size_t word, size_t end, calendar_date today, time_expression *e) {
  words w = {reading, end, today};
  *e = (time_expression){.first = word};
  bool found = read_days(&w, word, e) || read_month(&w, word, e) || read_part_of_year(&w, word, e) ||
               read_token(&w, word, e) || read_year(&w, word, e) || read_relative(&w, word, e);
  if (!found) return false;
  extend(&w, e);
  e->open = word > 0 && is(&w, word - 1, "since");
  return true;
}

bool calendar_parse(bg_str iso, calendar_date *date) {
  *date = (calendar_date){0};
  if (iso.len != 4 && iso.len != 7 && iso.len != 10) return false;
  int year = digits(bg_str_slice(iso, 0, 4));
  int month = iso.len > 4 ? digits(bg_str_slice(iso, 5, 7)) : 0;
  int day = iso.len > 7 ? digits(bg_str_slice(iso, 8, 10)) : 0;
  if (year < 1 || month < 0 || day < 0) return false;
  if (iso.len > 4 && (iso.data[4] != '-' || month < 1 || month > 12)) return false;
  if (iso.len > 7 && (iso.data[7] != '-' || day < 1 || day > days_in(year, month))) return false;
  *date = (calendar_date){year, month, day};
  return true;
}
