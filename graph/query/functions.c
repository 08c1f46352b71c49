/* Built-in functions (SPARQL 1.1 Query, section 17.4). */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "query/value.h"
#include "rdf/check_term.h"
#include "rdf/vocab.h"

enum { MANY = 1 << 20 };

const query_call_info query_calls[CALLS] = {
    [CALL_STR] = {"STR", 1, 1},
    [CALL_LANG] = {"LANG", 1, 1},
    [CALL_LANGMATCHES] = {"LANGMATCHES", 2, 2},
    [CALL_DATATYPE] = {"DATATYPE", 1, 1},
    [CALL_BOUND] = {"BOUND", 1, 1},
    [CALL_IRI] = {"IRI", 1, 1},
    [CALL_URI] = {"URI", 1, 1},
    [CALL_BNODE] = {"BNODE", 0, 1},
    [CALL_ABS] = {"ABS", 1, 1},
    [CALL_CEIL] = {"CEIL", 1, 1},
    [CALL_FLOOR] = {"FLOOR", 1, 1},
    [CALL_ROUND] = {"ROUND", 1, 1},
    [CALL_CONCAT] = {"CONCAT", 0, MANY},
    [CALL_STRLEN] = {"STRLEN", 1, 1},
    [CALL_UCASE] = {"UCASE", 1, 1},
    [CALL_LCASE] = {"LCASE", 1, 1},
    [CALL_ENCODE_FOR_URI] = {"ENCODE_FOR_URI", 1, 1},
    [CALL_CONTAINS] = {"CONTAINS", 2, 2},
    [CALL_STRSTARTS] = {"STRSTARTS", 2, 2},
    [CALL_STRENDS] = {"STRENDS", 2, 2},
    [CALL_STRBEFORE] = {"STRBEFORE", 2, 2},
    [CALL_STRAFTER] = {"STRAFTER", 2, 2},
    [CALL_YEAR] = {"YEAR", 1, 1},
    [CALL_MONTH] = {"MONTH", 1, 1},
    [CALL_DAY] = {"DAY", 1, 1},
    [CALL_HOURS] = {"HOURS", 1, 1},
    [CALL_MINUTES] = {"MINUTES", 1, 1},
    [CALL_SECONDS] = {"SECONDS", 1, 1},
    [CALL_TIMEZONE] = {"TIMEZONE", 1, 1},
    [CALL_TZ] = {"TZ", 1, 1},
    [CALL_NOW] = {"NOW", 0, 0},
    [CALL_MD5] = {"MD5", 1, 1},
    [CALL_SHA1] = {"SHA1", 1, 1},
    [CALL_SHA256] = {"SHA256", 1, 1},
    [CALL_SHA384] = {"SHA384", 1, 1},
    [CALL_SHA512] = {"SHA512", 1, 1},
    [CALL_COALESCE] = {"COALESCE", 1, MANY},
    [CALL_IF] = {"IF", 3, 3},
    [CALL_STRLANG] = {"STRLANG", 2, 2},
    [CALL_STRDT] = {"STRDT", 2, 2},
    [CALL_SAMETERM] = {"SAMETERM", 2, 2},
    [CALL_ISIRI] = {"ISIRI", 1, 1},
    [CALL_ISURI] = {"ISURI", 1, 1},
    [CALL_ISBLANK] = {"ISBLANK", 1, 1},
    [CALL_ISLITERAL] = {"ISLITERAL", 1, 1},
    [CALL_ISNUMERIC] = {"ISNUMERIC", 1, 1},
    [CALL_REGEX] = {"REGEX", 2, 3},
    [CALL_SUBSTR] = {"SUBSTR", 2, 3},
    [CALL_REPLACE] = {"REPLACE", 3, 4},
};

/* ---- terms ---- */

static bool is_literal(const query_value *a) {
  return a->kind >= VALUE_STRING;
}

static query_value call_str(query_run *run, const query_value *a) {
  if (a->kind != VALUE_IRI && !is_literal(a)) return value_error;
  return value_string(value_term(run, a).value);
}

static query_value iri_value(bg_str iri) {
  return (query_value){.kind = VALUE_IRI, .term = bg_term_iri(iri)};
}

static query_value call_datatype(query_run *run, const query_value *a) {
  if (!is_literal(a)) return value_error;
  if (a->kind == VALUE_LANGUAGE) return iri_value(BG_STR(RDF_NS "langString"));
  bg_str type = value_term(run, a).datatype;
  return iri_value(type.len ? type : BG_STR(XSD_STRING));
}

static query_value call_iri(query_run *run, const query_expr *expr, const query_value *a) {
  if (a->kind == VALUE_IRI) return *a;
  if (a->kind != VALUE_STRING) return value_error;
  bg_str iri = a->term.value;
  if (bg_iri_problem(iri) && expr->base)
    iri = query_resolve(run->scratch, run->query->constants[expr->base].value, iri);
  return bg_iri_problem(iri) ? value_error : iri_value(iri);
}

static query_value call_bnode(query_run *run, const query_value *args, size_t count) {
  if (count && args[0].kind != VALUE_STRING) return value_error;
  bg_buffer label = {0};
  if (count) bg_buffer_printf(&label, "row%zux", run->row_number);
  else bg_buffer_printf(&label, "made%zu", run->blanks++);
  for (size_t i = 0; count && i < args[0].term.value.len; i++)
    bg_buffer_printf(&label, "%02x", (unsigned char)args[0].term.value.data[i]);
  query_value value = value_copied(run, bg_buffer_str(&label));
  bg_buffer_free(&label);
  if (value.kind == VALUE_ERROR) return value;
  value.kind = VALUE_BLANK;
  value.term.kind = BG_TERM_BLANK;
  return value;
}

static query_value call_strlang(const query_value *args) {
  if (args[0].kind != VALUE_STRING || args[1].kind != VALUE_STRING) return value_error;
  bg_str tag = args[1].term.value;
  if (!tag.len || bg_language_length(tag) != tag.len) return value_error;
  query_value value = args[0];
  value.kind = VALUE_LANGUAGE;
  value.term.language = tag;
  return value;
}

static query_value call_strdt(const query_value *args) {
  if (args[0].kind != VALUE_STRING || args[1].kind != VALUE_IRI) return value_error;
  bg_term term = bg_term_literal(args[0].term.value);
  if (!bg_str_is(args[1].term.value, XSD_STRING)) term.datatype = args[1].term.value;
  return value_of_term(&term);
}

static bool same_letters(bg_str a, bg_str b) {
  return a.len == b.len && strncasecmp(a.data ? a.data : "", b.data ? b.data : "", a.len) == 0;
}

/* Basic filtering of RFC 4647. */
static query_value call_langmatches(const query_value *args) {
  if (args[0].kind != VALUE_STRING || args[1].kind != VALUE_STRING) return value_error;
  bg_str tag = args[0].term.value, range = args[1].term.value;
  if (bg_str_is(range, "*")) return value_boolean(tag.len > 0);
  if (tag.len > range.len && tag.data[range.len] != '-') return value_boolean(false);
  return value_boolean(tag.len >= range.len && tag.len && same_letters(bg_str_slice(tag, 0, range.len), range));
}

/* ---- regular expressions ---- */

static bg_regex *find_regex(query_run *run, bg_str pattern, bg_str flags, bool *keep) {
  *keep = true;
  for (size_t i = 0; i < run->regex_count; i++)
    if (bg_str_equal(run->regexes[i].pattern, pattern) && bg_str_equal(run->regexes[i].flags, flags))
      return run->regexes[i].regex;
  const char *problem = NULL;
  bg_regex *regex = bg_regex_new(pattern, flags, &problem);
  *keep = run->regex_count < QUERY_REGEXES;
  if (*keep && regex) {
    run->regexes[run->regex_count].pattern = bg_arena_str(run->kept, pattern);
    run->regexes[run->regex_count].flags = bg_arena_str(run->kept, flags);
    run->regexes[run->regex_count++].regex = regex;
  }
  return regex;
}

static query_value call_regex(query_run *run, const query_value *args, size_t count) {
  if ((args[0].kind != VALUE_STRING && args[0].kind != VALUE_LANGUAGE) || args[1].kind != VALUE_STRING ||
      (count > 2 && args[2].kind != VALUE_STRING))
    return value_error;
  bool keep;
  bg_regex *regex = find_regex(run, args[1].term.value, count > 2 ? args[2].term.value : BG_STR_EMPTY, &keep);
  if (!regex) return value_error;
  bool matches = bg_regex_matches(regex, args[0].term.value);
  if (!keep) bg_regex_free(regex);
  return value_boolean(matches);
}

/* ---- all ---- */

static query_value call_lang(const query_value *a) {
  return is_literal(a) ? value_string(a->kind == VALUE_LANGUAGE ? a->term.language : BG_STR_EMPTY) : value_error;
}

static query_value call_sameterm(query_run *run, const query_value *args) {
  if (args[0].kind == VALUE_ERROR || args[1].kind == VALUE_ERROR) return value_error;
  bg_term a = value_term(run, &args[0]), b = value_term(run, &args[1]);
  return value_boolean(bg_term_equal(&a, &b));
}

static query_value call_kind(query_call call, const query_value *a) {
  if (a->kind == VALUE_ERROR) return value_error;
  switch (call) {
    case CALL_ISBLANK: return value_boolean(a->kind == VALUE_BLANK);
    case CALL_ISLITERAL: return value_boolean(is_literal(a));
    case CALL_ISNUMERIC: return value_boolean(value_is_number(a));
    default: return value_boolean(a->kind == VALUE_IRI);
  }
}

/* Those whose arguments may be errors. */
static bool eval_lazy(query_run *run, const query_expr *expr, const bg_term_id *row, query_value *value) {
  if (expr->call == CALL_BOUND) {
    *value = value_boolean(row[expr->args[0]->slot.var] != BG_NO_TERM);
  } else if (expr->call == CALL_IF) {
    query_value test = eval_expr(run, expr->args[0], row);
    int truth = value_truth(&test);
    *value = truth < 0 ? value_error : eval_expr(run, expr->args[truth ? 1 : 2], row);
  } else if (expr->call == CALL_COALESCE) {
    *value = value_error;
    for (size_t i = 0; i < expr->arg_count && value->kind == VALUE_ERROR; i++)
      *value = eval_expr(run, expr->args[i], row);
  } else {
    return false;
  }
  return true;
}

static query_value call(query_run *run, const query_expr *expr, const query_value *args) {
  switch (expr->call) {
    case CALL_STR: return call_str(run, args);
    case CALL_LANG: return call_lang(args);
    case CALL_LANGMATCHES: return call_langmatches(args);
    case CALL_DATATYPE: return call_datatype(run, args);
    case CALL_IRI:
    case CALL_URI: return call_iri(run, expr, args);
    case CALL_BNODE: return call_bnode(run, args, expr->arg_count);
    case CALL_ABS:
    case CALL_CEIL:
    case CALL_FLOOR:
    case CALL_ROUND: return value_rounded(expr->call, args);
    case CALL_YEAR:
    case CALL_MONTH:
    case CALL_DAY:
    case CALL_HOURS:
    case CALL_MINUTES:
    case CALL_SECONDS:
    case CALL_TIMEZONE:
    case CALL_TZ: return call_time(run, expr->call, args);
    case CALL_NOW: return value_typed(run->now, XSD_NS "dateTime");
    case CALL_MD5:
    case CALL_SHA1:
    case CALL_SHA256:
    case CALL_SHA384:
    case CALL_SHA512: return call_hash(run, expr->call, args);
    case CALL_STRLANG: return call_strlang(args);
    case CALL_STRDT: return call_strdt(args);
    case CALL_SAMETERM: return call_sameterm(run, args);
    case CALL_ISIRI:
    case CALL_ISURI:
    case CALL_ISBLANK:
    case CALL_ISLITERAL:
    case CALL_ISNUMERIC: return call_kind(expr->call, args);
    case CALL_REGEX: return call_regex(run, args, expr->arg_count);
    case CALL_REPLACE: return call_replace(run, args, expr->arg_count);
    default: return call_string(run, expr->call, args, expr->arg_count);
  }
}

query_value eval_call(query_run *run, const query_expr *expr, const bg_term_id *row) {
  enum { FEW = 4 };
  query_value value, few[FEW], *args = few;
  if (eval_lazy(run, expr, row, &value)) return value;
  if (expr->arg_count > FEW) args = bg_arena_alloc(run->scratch, expr->arg_count * sizeof *args);
  for (size_t i = 0; i < expr->arg_count; i++) args[i] = eval_expr(run, expr->args[i], row);
  return call(run, expr, args);
}
