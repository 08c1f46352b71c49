#include "query/decimal.h"

#include <locale.h>
#include <math.h>
#include <stdlib.h>

#include "base/memory.h"

enum { MOST_SCALE = 18, MOST_DIGITS = 37 };

static int128 power_of_ten(int exponent) {
  int128 power = 1;
  while (exponent-- > 0) power *= 10;
  return power;
}

static query_decimal normal(int128 mantissa, int scale) {
  while (scale > 0 && mantissa % 10 == 0) {
    mantissa /= 10;
    scale--;
  }
  return (query_decimal){mantissa, scale};
}

/* The same value with a larger scale. */
static bool widen(query_decimal value, int scale, int128 *mantissa) {
  return !__builtin_mul_overflow(value.mantissa, power_of_ten(scale - value.scale), mantissa);
}

bool decimal_parse(bg_str text, query_decimal *out) {
  int128 mantissa = 0;
  int scale = 0;
  bool point = false, negative = text.len && text.data[0] == '-';
  for (size_t i = negative || (text.len && text.data[0] == '+'); i < text.len; i++) {
    if (text.data[i] == '.') {
      point = true;
      while (text.data[text.len - 1] == '0') text.len--;
      continue;
    }
    if (scale == MOST_SCALE && point) return false;
    if (mantissa >= power_of_ten(MOST_DIGITS - 1)) return false;
    mantissa = mantissa * 10 + (text.data[i] - '0');
    scale += point;
  }
  *out = normal(negative ? -mantissa : mantissa, scale);
  return true;
}

void decimal_put(bg_buffer *out, query_decimal value) {
  char digits[64];
  size_t at = sizeof digits;
  bool negative = value.mantissa < 0;
  int128 rest = value.mantissa;
  int written = 0;
  do {
    int digit = (int)(rest % 10);
    digits[--at] = (char)('0' + (digit < 0 ? -digit : digit));
    rest /= 10;
    if (++written == value.scale) digits[--at] = '.';
  } while (rest || written <= value.scale);
  if (digits[at] == '.') digits[--at] = '0';
  if (negative) digits[--at] = '-';
  bg_buffer_add(out, (bg_str){digits + at, sizeof digits - at});
}

double decimal_to_double(query_decimal value) {
  bg_buffer text = {0};
  decimal_put(&text, value);
  locale_t c_locale = newlocale(LC_NUMERIC_MASK, "C", (locale_t)0);
  double number = c_locale ? strtod_l(text.data, NULL, c_locale) : strtod(text.data, NULL);
  if (c_locale) freelocale(c_locale);
  bg_buffer_free(&text);
  return number;
}

bool decimal_from_double(double number, query_decimal *out) {
  if (!isfinite(number) || fabs(number) >= 1e18) return false;
  double whole = trunc(number), fraction = number - whole;
  int128 mantissa = (int128)whole * power_of_ten(15) + (int128)llround(fraction * 1e15);
  *out = normal(mantissa, 15);
  return true;
}

bool decimal_compare(query_decimal a, query_decimal b, int *order) {
  int scale = a.scale > b.scale ? a.scale : b.scale;
  int128 x, y;
  if (!widen(a, scale, &x) || !widen(b, scale, &y)) return false;
  *order = x < y ? -1 : x > y;
  return true;
}

bool decimal_add(query_decimal a, query_decimal b, query_decimal *out) {
  int scale = a.scale > b.scale ? a.scale : b.scale;
  int128 x, y, sum;
  if (!widen(a, scale, &x) || !widen(b, scale, &y) || __builtin_add_overflow(x, y, &sum)) return false;
  *out = normal(sum, scale);
  return true;
}

bool decimal_multiply(query_decimal a, query_decimal b, query_decimal *out) {
  int128 product;
  if (__builtin_mul_overflow(a.mantissa, b.mantissa, &product)) return false;
  int scale = a.scale + b.scale;
  for (; scale > MOST_SCALE; scale--) product /= 10;
  *out = normal(product, scale);
  return true;
}

bool decimal_divide(query_decimal a, query_decimal b, query_decimal *out) {
  if (b.mantissa == 0) return false;
  for (int scale = MOST_SCALE; scale >= 0; scale--) {
    int shift = scale + b.scale - a.scale;
    int128 numerator = a.mantissa, denominator = b.mantissa;
    bool good = shift >= 0 ? !__builtin_mul_overflow(numerator, power_of_ten(shift), &numerator)
                           : !__builtin_mul_overflow(denominator, power_of_ten(-shift), &denominator);
    if (!good) continue;
    *out = normal(numerator / denominator, scale);
    return true;
  }
  return false;
}

query_decimal decimal_floor(query_decimal value) {
  int128 unit = power_of_ten(value.scale), whole = value.mantissa / unit;
  if (value.mantissa < 0 && value.mantissa % unit) whole--;
  return (query_decimal){whole, 0};
}

void decimal_scientific(bg_str text, bg_buffer *out) {
  char digits[32] = {0};
  size_t count = 0;
  int exponent = 0;
  bool point = false, started = false;
  size_t i = 0;
  if (text.len && text.data[0] == '-') bg_buffer_putc(out, text.data[i++]);
  for (; i < text.len && text.data[i] != 'e' && text.data[i] != 'E'; i++) {
    if (text.data[i] == '.') {
      point = true;
      continue;
    }
    bool zero = text.data[i] == '0' && !started;
    started = started || !zero;
    if (!zero && count < sizeof digits) digits[count++] = text.data[i];
    if (started && !point) exponent++;
    if (zero && point) exponent--;
  }
  if (i < text.len) exponent += atoi(bg_str_slice(text, i + 1, text.len).data);
  while (count > 1 && digits[count - 1] == '0') count--;
  if (!count) {
    bg_buffer_puts(out, "0.0E0");
    return;
  }
  bg_buffer_putc(out, digits[0]);
  bg_buffer_putc(out, '.');
  if (count == 1) bg_buffer_putc(out, '0');
  bg_buffer_add(out, (bg_str){digits + 1, count - 1});
  bg_buffer_printf(out, "E%d", exponent - 1);
}
