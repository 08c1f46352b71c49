#include "rdf/xsd_number.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* Integer types with the limits of their range; NULL: none. */
static const struct {
  const char *name, *low, *high;
} integers[] = {
    {"integer", NULL, NULL},
    {"long", "-9223372036854775808", "9223372036854775807"},
    {"int", "-2147483648", "2147483647"},
    {"short", "-32768", "32767"},
    {"byte", "-128", "127"},
    {"nonNegativeInteger", "0", NULL},
    {"positiveInteger", "1", NULL},
    {"nonPositiveInteger", NULL, "0"},
    {"negativeInteger", NULL, "-1"},
    {"unsignedLong", "0", "18446744073709551615"},
    {"unsignedInt", "0", "4294967295"},
    {"unsignedShort", "0", "65535"},
    {"unsignedByte", "0", "255"},
};

enum { INTEGERS = sizeof integers / sizeof *integers };

static size_t integer_index(bg_str type) {
  size_t i = 0;
  while (i < INTEGERS && !bg_str_is(type, integers[i].name)) i++;
  return i;
}

xsd_number_kind xsd_number_kind_of(bg_str type) {
  if (bg_str_is(type, "decimal") || integer_index(type) < INTEGERS) return XSD_EXACT;
  return bg_str_is(type, "double") || bg_str_is(type, "float") ? XSD_FLOATING : XSD_NOT_A_NUMBER;
}

static size_t digits(bg_str s, size_t at) {
  size_t from = at;
  while (at < s.len && s.data[at] >= '0' && s.data[at] <= '9') at++;
  return at - from;
}

/* Sign, digits, point, digits, and with `exponent` an exponent; `point` says whether a point may stand there. */
static bool plain_number(bg_str s, bool point, bool exponent) {
  size_t at = s.len && (s.data[0] == '+' || s.data[0] == '-') ? 1 : 0;
  size_t whole = digits(s, at), fraction = 0;
  at += whole;
  if (point && at < s.len && s.data[at] == '.') {
    fraction = digits(s, ++at);
    at += fraction;
  }
  if (whole + fraction == 0) return false;
  if (exponent && at < s.len && (s.data[at] == 'e' || s.data[at] == 'E')) {
    at++;
    if (at < s.len && (s.data[at] == '+' || s.data[at] == '-')) at++;
    size_t power = digits(s, at);
    if (power == 0) return false;
    at += power;
  }
  return at == s.len;
}

/* ---- exact comparison of decimals ---- */

typedef struct {
  bool negative;
  bg_str whole;    /* without zeros at its front */
  bg_str fraction; /* without zeros at its end */
} decimal;

static decimal read_decimal(bg_str s) {
  decimal d = {0};
  size_t at = 0;
  if (s.data[0] == '+' || s.data[0] == '-') d.negative = s.data[at++] == '-';
  while (at < s.len && s.data[at] == '0') at++;
  size_t whole = digits(s, at);
  d.whole = bg_str_slice(s, at, at + whole);
  at += whole;
  if (at < s.len) d.fraction = bg_str_slice(s, at + 1, s.len);
  while (d.fraction.len && d.fraction.data[d.fraction.len - 1] == '0') d.fraction.len--;
  if (!d.whole.len && !d.fraction.len) d.negative = false;
  return d;
}

static int compare_exact(bg_str a, bg_str b) {
  decimal x = read_decimal(a), y = read_decimal(b);
  if (x.negative != y.negative) return x.negative ? -1 : 1;
  int c = x.whole.len != y.whole.len ? (x.whole.len < y.whole.len ? -1 : 1) : bg_str_compare(x.whole, y.whole);
  if (c == 0) c = bg_str_compare(x.fraction, y.fraction);
  return x.negative ? -c : c;
}

/* The point is '.' whatever the locale of the process. */
double xsd_number_double(bg_str s) {
  if (bg_str_is(s, "INF") || bg_str_is(s, "+INF")) return strtod("inf", NULL);
  if (bg_str_is(s, "-INF")) return strtod("-inf", NULL);
  if (bg_str_is(s, "NaN")) return strtod("nan", NULL);
  char *text = bg_str_dup(s);
  locale_t c_locale = newlocale(LC_NUMERIC_MASK, "C", (locale_t)0);
  double value = c_locale ? strtod_l(text, NULL, c_locale) : strtod(text, NULL);
  if (c_locale) freelocale(c_locale);
  bg_free(text);
  return value;
}

bool xsd_number_valid(bg_str type, bg_str lexical) {
  switch (xsd_number_kind_of(type)) {
    case XSD_NOT_A_NUMBER: return false;
    case XSD_FLOATING:
      return plain_number(lexical, true, true) || bg_str_is(lexical, "INF") || bg_str_is(lexical, "+INF") ||
             bg_str_is(lexical, "-INF") || bg_str_is(lexical, "NaN");
    case XSD_EXACT: break;
  }
  size_t i = integer_index(type);
  if (i == INTEGERS) return plain_number(lexical, true, false);
  return plain_number(lexical, false, false) &&
         (!integers[i].low || compare_exact(lexical, bg_str_from(integers[i].low)) >= 0) &&
         (!integers[i].high || compare_exact(lexical, bg_str_from(integers[i].high)) <= 0);
}

bg_order xsd_number_compare(bg_str type_a, bg_str a, bg_str type_b, bg_str b) {
  int c;
  if (xsd_number_kind_of(type_a) == XSD_EXACT && xsd_number_kind_of(type_b) == XSD_EXACT) {
    c = compare_exact(a, b);
  } else {
    double x = xsd_number_double(a), y = xsd_number_double(b);
    if (x != x || y != y) return BG_ORDER_NONE;
    c = x < y ? -1 : x > y ? 1 : 0;
  }
  return c < 0 ? BG_ORDER_LESS : c > 0 ? BG_ORDER_GREATER : BG_ORDER_EQUAL;
}
