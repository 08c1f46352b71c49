/* Arithmetic and casts (SPARQL 1.1 Query, sections 17.3 and 17.5; XPath and XQuery Functions and Operators 3.1). */
#include <math.h>
#include <string.h>

#include "query/decimal.h"
#include "rdf/vocab.h"
#include "rdf/xsd_number.h"

static query_value exact_value(query_decimal exact, value_kind kind) {
  return (query_value){.kind = kind, .exact = exact};
}

static query_value reckon_exact(expr_op op, const query_value *a, const query_value *b) {
  value_kind kind = a->kind == VALUE_INTEGER && b->kind == VALUE_INTEGER ? VALUE_INTEGER : VALUE_DECIMAL;
  query_decimal x = a->exact, y = b->exact, result;
  bool good = false;
  switch (op) {
    case EXPR_ADD: good = decimal_add(x, y, &result); break;
    case EXPR_SUBTRACT:
      y.mantissa = -y.mantissa;
      good = decimal_add(x, y, &result);
      break;
    case EXPR_MULTIPLY: good = decimal_multiply(x, y, &result); break;
    default:
      good = decimal_divide(x, y, &result);
      kind = VALUE_DECIMAL;
      break;
  }
  return good ? exact_value(result, kind) : value_error;
}

query_value value_reckon(expr_op op, const query_value *a, const query_value *b) {
  if (!value_is_number(a) || !value_is_number(b)) return value_error;
  value_kind kind = a->kind > b->kind ? a->kind : b->kind;
  if (kind <= VALUE_DECIMAL) return reckon_exact(op, a, b);
  double x = value_as_double(a), y = value_as_double(b);
  switch (op) {
    case EXPR_ADD: return value_double(x + y, kind);
    case EXPR_SUBTRACT: return value_double(x - y, kind);
    case EXPR_MULTIPLY: return value_double(x * y, kind);
    default: break;
  }
  if (y != 0) return value_double(x / y, kind);
  double infinite = signbit(x) != signbit(y) ? -INFINITY : INFINITY;
  return value_double(x == 0 || isnan(x) ? NAN : infinite, kind);
}

query_value value_negate(const query_value *a) {
  if (!value_is_number(a)) return value_error;
  if (a->kind > VALUE_DECIMAL) return value_double(-a->number, a->kind);
  return exact_value((query_decimal){-a->exact.mantissa, a->exact.scale}, a->kind);
}

static query_value round_exact(query_call call, const query_value *a) {
  query_decimal x = a->exact, half;
  switch (call) {
    case CALL_ABS: return exact_value((query_decimal){x.mantissa < 0 ? -x.mantissa : x.mantissa, x.scale}, a->kind);
    case CALL_FLOOR: return exact_value(decimal_floor(x), a->kind);
    case CALL_CEIL:
      x.mantissa = -x.mantissa;
      x = decimal_floor(x);
      return exact_value((query_decimal){-x.mantissa, 0}, a->kind);
    default:
      return decimal_add(x, (query_decimal){5, 1}, &half) ? exact_value(decimal_floor(half), a->kind) : value_error;
  }
}

query_value value_rounded(query_call call, const query_value *a) {
  if (!value_is_number(a)) return value_error;
  if (a->kind <= VALUE_DECIMAL) return round_exact(call, a);
  switch (call) {
    case CALL_ABS: return value_double(fabs(a->number), a->kind);
    case CALL_FLOOR: return value_double(floor(a->number), a->kind);
    case CALL_CEIL: return value_double(ceil(a->number), a->kind);
    default: return value_double(floor(a->number + 0.5), a->kind);
  }
}

/* ---- casts ---- */

static query_value cast_number(bg_str type, const query_value *a) {
  query_decimal exact;
  bool floating = a->kind == VALUE_FLOAT || a->kind == VALUE_DOUBLE;
  if (a->kind == VALUE_BOOLEAN) exact = (query_decimal){a->boolean, 0};
  else if (!floating) exact = a->exact;
  else if (!decimal_from_double(a->number, &exact)) exact = (query_decimal){0, -1};
  if (bg_str_is(type, "double") || bg_str_is(type, "float")) {
    double number = floating ? a->number : decimal_to_double(exact);
    return value_double(number, bg_str_is(type, "float") ? VALUE_FLOAT : VALUE_DOUBLE);
  }
  if (exact.scale < 0) return value_error; /* not finite, or too large */
  if (bg_str_is(type, "decimal")) return exact_value(exact, VALUE_DECIMAL);
  bool negative = exact.mantissa < 0; /* integers: towards zero */
  if (negative) exact.mantissa = -exact.mantissa;
  exact = decimal_floor(exact);
  return exact_value((query_decimal){negative ? -exact.mantissa : exact.mantissa, 0}, VALUE_INTEGER);
}

static bool is_number_type(bg_str type) {
  return bg_str_is(type, "integer") || bg_str_is(type, "decimal") || bg_str_is(type, "double") ||
         bg_str_is(type, "float");
}

static query_value cast_text(query_run *run, bg_str type, bg_str text) {
  bg_term term = bg_term_literal(bg_str_trim(text));
  term.datatype = bg_arena_printf(run->scratch, XSD_NS "%.*s", BG_FMT(type));
  if (!bg_xsd_valid(term.datatype, term.value)) return value_error;
  query_value value = value_of_term(&term);
  return value.kind == VALUE_OTHER ? value_error : value;
}

/* A date of a dateTime, a dateTime of a date. */
static query_value cast_time(query_run *run, bg_str type, const query_value *a) {
  bg_str text = a->term.value, from = bg_str_slice(a->term.datatype, sizeof XSD_NS - 1, a->term.datatype.len);
  size_t t = bg_str_find(text, BG_STR("T"), 0);
  if (bg_str_equal(from, type)) return *a;
  if (bg_str_is(from, "dateTime") && bg_str_is(type, "date") && t != SIZE_MAX) {
    bg_str clock = bg_str_slice(text, t + 1, text.len);
    size_t zone = 8;
    while (zone < clock.len && (clock.data[zone] == '.' || (clock.data[zone] >= '0' && clock.data[zone] <= '9')))
      zone++;
    return cast_text(run, type,
                     bg_arena_printf(run->scratch, "%.*s%.*s", BG_FMT(bg_str_slice(text, 0, t)),
                                     BG_FMT(bg_str_slice(clock, zone, clock.len))));
  }
  if (bg_str_is(from, "date") && bg_str_is(type, "dateTime")) {
    bg_moment m;
    size_t day = text.len;
    if (!bg_xsd_moment(a->term.datatype, text, &m)) return value_error;
    if (m.has_zone) day -= text.data[text.len - 1] == 'Z' ? 1 : 6;
    return cast_text(run, type,
                     bg_arena_printf(run->scratch, "%.*sT00:00:00%.*s", BG_FMT(bg_str_slice(text, 0, day)),
                                     BG_FMT(bg_str_slice(text, day, text.len))));
  }
  return value_error;
}

query_value value_cast(query_run *run, bg_str datatype, const query_value *a) {
  bg_str type = bg_str_slice(datatype, sizeof XSD_NS - 1, datatype.len);
  if (a->kind == VALUE_ERROR || a->kind == VALUE_BLANK || a->kind == VALUE_TRIPLE) return value_error;
  if (bg_str_is(type, "string")) {
    bool plain = a->kind == VALUE_DECIMAL || a->kind == VALUE_FLOAT || a->kind == VALUE_DOUBLE;
    query_value number = *a;
    if (plain && isfinite(value_as_double(a)) && a->kind != VALUE_DECIMAL &&
        decimal_from_double(a->number, &number.exact) && fabs(a->number) < 1e6 &&
        (fabs(a->number) >= 1e-6 || a->number == 0))
      number = exact_value(number.exact, VALUE_DECIMAL); /* as XPath writes doubles of usual size */
    if (plain) number.term.kind = BG_TERM_NONE;          /* canonical */
    return value_string(value_term(run, &number).value);
  }
  if (a->kind == VALUE_IRI) return value_error;
  if (a->kind == VALUE_STRING || a->kind == VALUE_LANGUAGE) return cast_text(run, type, a->term.value);
  if (bg_str_is(type, "boolean")) {
    if (a->kind == VALUE_BOOLEAN || value_is_number(a)) return value_boolean(value_truth(a) == 1);
    return value_error;
  }
  if (is_number_type(type)) return value_is_number(a) || a->kind == VALUE_BOOLEAN ? cast_number(type, a) : value_error;
  return a->kind == VALUE_TIME ? cast_time(run, type, a) : value_error;
}
