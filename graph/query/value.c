#include "query/value.h"

#include <math.h>
#include <string.h>
#include <strings.h>

#include "query/decimal.h"
#include "rdf/vocab.h"
#include "rdf/xsd_number.h"

const query_value value_error = {.kind = VALUE_ERROR};

/* ---- making ---- */

query_value value_boolean(bool truth) {
  return (query_value){.kind = VALUE_BOOLEAN, .boolean = truth};
}

query_value value_integer(int64_t number) {
  return (query_value){.kind = VALUE_INTEGER, .exact = {number, 0}};
}

query_value value_double(double number, value_kind kind) {
  return (query_value){.kind = kind, .number = kind == VALUE_FLOAT ? (double)(float)number : number};
}

query_value value_string(bg_str text) {
  return (query_value){.kind = VALUE_STRING, .term = bg_term_literal(text)};
}

query_value value_typed(bg_str text, const char *datatype) {
  bg_term term = bg_term_literal(text);
  term.datatype = bg_str_from(datatype);
  return value_of_term(&term);
}

query_value value_copied(query_run *run, bg_str text) {
  size_t limit = run->options.memory_limit;
  if (limit && (text.len > limit || bg_arena_bytes(run->scratch) + run->bytes > limit - text.len)) {
    run_fail(run, BG_ERROR_LIMIT,
             "the query needs more than %zu MB of memory; make it narrower, or raise --memory-limit", limit >> 20);
    return value_error;
  }
  return value_string(bg_arena_str(run->scratch, text));
}

static query_value typed_value(const bg_term *term) {
  query_value value = {.kind = VALUE_OTHER, .term = *term};
  if (!bg_str_starts(term->datatype, BG_STR(XSD_NS)) || !bg_xsd_valid(term->datatype, term->value)) return value;
  bg_str type = bg_str_slice(term->datatype, sizeof XSD_NS - 1, term->datatype.len);
  switch (xsd_number_kind_of(type)) {
    case XSD_EXACT:
      if (decimal_parse(term->value, &value.exact))
        value.kind = bg_str_is(type, "decimal") ? VALUE_DECIMAL : VALUE_INTEGER;
      return value;
    case XSD_FLOATING:
      value.kind = bg_str_is(type, "float") ? VALUE_FLOAT : VALUE_DOUBLE;
      value.number = xsd_number_double(term->value);
      return value;
    case XSD_NOT_A_NUMBER: break;
  }
  if (bg_str_is(type, "boolean")) {
    value.kind = VALUE_BOOLEAN;
    value.boolean = term->value.data[0] == 't' || term->value.data[0] == '1';
  } else if (bg_str_is(type, "string")) {
    value.kind = VALUE_STRING;
    value.term.datatype = BG_STR_EMPTY;
  } else {
    bg_moment moment;
    if (bg_xsd_moment(term->datatype, term->value, &moment)) value.kind = VALUE_TIME;
  }
  return value;
}

query_value value_of_term(const bg_term *term) {
  switch (term->kind) {
    case BG_TERM_NONE: return value_error;
    case BG_TERM_IRI: return (query_value){.kind = VALUE_IRI, .term = *term};
    case BG_TERM_BLANK: return (query_value){.kind = VALUE_BLANK, .term = *term};
    case BG_TERM_TRIPLE: return (query_value){.kind = VALUE_TRIPLE, .term = *term};
    case BG_TERM_LITERAL: break;
  }
  if (term->language.len) return (query_value){.kind = VALUE_LANGUAGE, .term = *term};
  if (!term->datatype.len) return (query_value){.kind = VALUE_STRING, .term = *term};
  return typed_value(term);
}

/* ---- back to terms ---- */

static bg_str double_text(query_run *run, double number) {
  bg_buffer shortest = {0}, out = {0};
  bg_buffer_put_double(&shortest, number);
  bg_str text = bg_buffer_str(&shortest);
  if (isfinite(number)) { /* canonical: one digit before the point, an exponent */
    decimal_scientific(text, &out);
    text = bg_buffer_str(&out);
  }
  text = bg_arena_str(run->scratch, text);
  bg_buffer_free(&shortest);
  bg_buffer_free(&out);
  return text;
}

bg_term value_term(query_run *run, const query_value *value) {
  if (value->term.kind != BG_TERM_NONE) return value->term;
  bg_term term = {.kind = BG_TERM_LITERAL};
  bg_buffer out = {0};
  switch (value->kind) {
    case VALUE_BOOLEAN:
      term.value = value->boolean ? BG_STR("true") : BG_STR("false");
      term.datatype = BG_STR(XSD_NS "boolean");
      break;
    case VALUE_INTEGER:
    case VALUE_DECIMAL:
      decimal_put(&out, value->exact);
      term.value = bg_arena_str(run->scratch, bg_buffer_str(&out));
      term.datatype = value->kind == VALUE_INTEGER ? BG_STR(XSD_NS "integer") : BG_STR(XSD_NS "decimal");
      break;
    case VALUE_FLOAT:
    case VALUE_DOUBLE:
      term.value = double_text(run, value->number);
      term.datatype = value->kind == VALUE_FLOAT ? BG_STR(XSD_NS "float") : BG_STR(XSD_NS "double");
      break;
    default: term.kind = BG_TERM_NONE; break;
  }
  bg_buffer_free(&out);
  return term;
}

/* ---- truth and comparison ---- */

bool value_is_number(const query_value *value) {
  return value->kind >= VALUE_INTEGER && value->kind <= VALUE_DOUBLE;
}

static bool is_exact(const query_value *value) {
  return value->kind == VALUE_INTEGER || value->kind == VALUE_DECIMAL;
}

double value_as_double(const query_value *value) {
  return is_exact(value) ? decimal_to_double(value->exact) : value->number;
}

int value_truth(const query_value *value) {
  switch (value->kind) {
    case VALUE_BOOLEAN: return value->boolean;
    case VALUE_STRING:
    case VALUE_LANGUAGE: return value->term.value.len > 0;
    case VALUE_INTEGER:
    case VALUE_DECIMAL: return value->exact.mantissa != 0;
    case VALUE_FLOAT:
    case VALUE_DOUBLE: return value->number != 0 && !isnan(value->number);
    case VALUE_OTHER: {
      if (!bg_str_starts(value->term.datatype, BG_STR(XSD_NS))) return -1;
      bg_str type = bg_str_slice(value->term.datatype, sizeof XSD_NS - 1, value->term.datatype.len);
      bool number = xsd_number_kind_of(type) != XSD_NOT_A_NUMBER;
      if (number && bg_xsd_valid(value->term.datatype, value->term.value)) return 1; /* too large to be 0 */
      return number || bg_str_is(type, "boolean") ? 0 : -1;                          /* ill-formed */
    }
    default: return -1;
  }
}

static int sign_of(double a, double b) {
  return isnan(a) || isnan(b) ? 2 : a < b ? -1 : a > b;
}

int value_compare(query_run *run, const query_value *a, const query_value *b) {
  if (value_is_number(a) && value_is_number(b)) {
    int order;
    if (is_exact(a) && is_exact(b) && decimal_compare(a->exact, b->exact, &order)) return order;
    return sign_of(value_as_double(a), value_as_double(b));
  }
  if (a->kind == VALUE_BOOLEAN && b->kind == VALUE_BOOLEAN) return (int)a->boolean - (int)b->boolean;
  if (a->kind == VALUE_STRING && b->kind == VALUE_STRING) {
    int order = bg_str_compare(a->term.value, b->term.value);
    return order < 0 ? -1 : order > 0;
  }
  bg_term x = value_term(run, a), y = value_term(run, b);
  bg_order order = x.kind == BG_TERM_LITERAL && y.kind == BG_TERM_LITERAL ? bg_xsd_compare(&x, &y) : BG_ORDER_NONE;
  return (int)order;
}

int value_equal(query_run *run, const query_value *a, const query_value *b) {
  if (a->kind == VALUE_ERROR || b->kind == VALUE_ERROR) return -1;
  int order = value_compare(run, a, b);
  if (order != 2) return order == 0;
  bg_term x = value_term(run, a), y = value_term(run, b);
  if (bg_term_equal(&x, &y)) return !(value_is_number(a) && isnan(value_as_double(a)));
  if (x.kind != BG_TERM_LITERAL || y.kind != BG_TERM_LITERAL) return 0;
  if (a->kind == VALUE_LANGUAGE && b->kind == VALUE_LANGUAGE)
    return bg_str_equal(x.value, y.value) && x.language.len == y.language.len &&
           strncasecmp(x.language.data, y.language.data, x.language.len) == 0;
  if (a->kind == VALUE_LANGUAGE || b->kind == VALUE_LANGUAGE) return 0;
  bool times = a->kind == VALUE_TIME && b->kind == VALUE_TIME && bg_str_equal(x.datatype, y.datatype);
  bool unknown = a->kind == VALUE_OTHER || b->kind == VALUE_OTHER || times;
  return unknown ? -1 : 0; /* values of two known types are never the same */
}

/* Literals in groups, each with an order of its own. */
static int sort_group(const query_value *value) {
  switch (value->kind) {
    case VALUE_ERROR: return 0;
    case VALUE_BLANK: return 1;
    case VALUE_IRI: return 2;
    case VALUE_STRING: return 3;
    case VALUE_LANGUAGE: return 4;
    case VALUE_BOOLEAN: return 5;
    case VALUE_TIME: return 7;
    case VALUE_OTHER: return 8;
    case VALUE_TRIPLE: return 9;
    default: return 6;
  }
}

/* Instants as if in UTC where no zone is given, so that the order is total; types apart. */
static int sort_times(const bg_term *x, const bg_term *y) {
  bg_moment m, n;
  int order = bg_str_compare(x->datatype, y->datatype);
  if (order || !bg_xsd_moment(x->datatype, x->value, &m) || !bg_xsd_moment(y->datatype, y->value, &n)) return order;
  int64_t a = m.seconds - (int64_t)m.zone * 60, b = n.seconds - (int64_t)n.zone * 60;
  return a != b ? (a < b ? -1 : 1) : bg_str_compare(m.fraction, n.fraction);
}

int value_sort(query_run *run, const query_value *a, const query_value *b) {
  int x = sort_group(a), y = sort_group(b);
  if (x != y) return x < y ? -1 : 1;
  int order = 0;
  if (x == 6) {
    bool p = !is_exact(a) && isnan(a->number), q = !is_exact(b) && isnan(b->number);
    order = p || q ? (int)q - (int)p : value_compare(run, a, b);
  } else if (x == 7) {
    order = sort_times(&a->term, &b->term);
  } else if (x == 5) {
    order = (int)a->boolean - (int)b->boolean;
  }
  if (order) return order;
  bg_term s = value_term(run, a), t = value_term(run, b);
  return x == 6 ? 0 : bg_term_compare(&s, &t);
}
