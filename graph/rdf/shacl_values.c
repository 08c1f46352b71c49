/* Constraints that look at one value at a time (SHACL, sections 4.1, 4.3, 4.4 and sh:in). */
#include <ctype.h>
#include <strings.h>

#include "base/utf8.h"
#include "rdf/shacl_model.h"
#include "rdf/vocab.h"
#include "rdf/xsd_value.h"

static bool of_class(const bg_dataset *data, const bg_id_set *classes, bg_term_id value) {
  bg_term_id type = shacl_find(data, RDF_TYPE);
  bg_quad q;
  if (!type) return false;
  for (bg_match m = bg_dataset_match(data, (bg_quad){value, type, BG_ANY, BG_ANY}); bg_match_next(&m, &q);)
    if (bg_id_set_has(classes, q.o)) return true;
  return false;
}

static bool of_datatype(bg_term term, bg_str wanted) {
  if (term.kind != BG_TERM_LITERAL) return false;
  if (term.language.len) return bg_str_is(wanted, RDF_NS "langString");
  bg_str datatype = term.datatype.len ? term.datatype : BG_STR(XSD_STRING);
  return bg_str_equal(datatype, wanted) && !bg_str_is(wanted, RDF_NS "langString") && bg_xsd_valid(wanted, term.value);
}

static bool of_node_kind(bg_term term, bg_str wanted) {
  static const char *const names[] = {"IRI", "Blank", "Literal"}; /* "BlankNode" inside a longer name */
  size_t kind = term.kind == BG_TERM_IRI ? 0 : term.kind == BG_TERM_BLANK ? 1 : 2;
  return bg_str_find(bg_str_slice(wanted, sizeof SH_NS - 1, wanted.len), bg_str_from(names[kind]), 0) != SIZE_MAX;
}

/* RFC 4647, section 3.3.1: basic filtering. */
static bool language_matches(bg_str tag, bg_str range) {
  if (bg_str_is(range, "*")) return tag.len > 0;
  return tag.len >= range.len && range.len && strncasecmp(tag.data, range.data, range.len) == 0 &&
         (tag.len == range.len || tag.data[range.len] == '-');
}

static bool in_languages(const bg_dataset *data, bg_term term, const bg_id_set *ranges) {
  if (term.kind != BG_TERM_LITERAL || !term.language.len) return false;
  for (size_t i = 0; i < ranges->count; i++)
    if (language_matches(term.language, bg_dataset_term(data, ranges->ids[i]).value)) return true;
  return false;
}

static bool in_range(const bg_dataset *data, const shacl_constraint *constraint, bg_term term) {
  bg_term limit = bg_dataset_term(data, constraint->term);
  bg_order order = bg_xsd_compare(&term, &limit);
  switch (constraint->component) {
    case SHACL_MIN_EXCLUSIVE: return order == BG_ORDER_GREATER;
    case SHACL_MIN_INCLUSIVE: return order == BG_ORDER_GREATER || order == BG_ORDER_EQUAL;
    case SHACL_MAX_EXCLUSIVE: return order == BG_ORDER_LESS;
    default: return order == BG_ORDER_LESS || order == BG_ORDER_EQUAL;
  }
}

bool shacl_value_conforms(const bg_dataset *data, const shacl_constraint *constraint, bg_term_id value) {
  bg_term term = bg_dataset_term(data, value);
  bg_str wanted = constraint->term ? bg_dataset_term(data, constraint->term).value : BG_STR_EMPTY;
  switch (constraint->component) {
    case SHACL_CLASS: return of_class(data, &constraint->terms, value);
    case SHACL_DATATYPE: return of_datatype(term, wanted);
    case SHACL_NODE_KIND: return of_node_kind(term, wanted);
    case SHACL_MIN_EXCLUSIVE:
    case SHACL_MIN_INCLUSIVE:
    case SHACL_MAX_EXCLUSIVE:
    case SHACL_MAX_INCLUSIVE: return in_range(data, constraint, term);
    case SHACL_MIN_LENGTH: return term.kind != BG_TERM_BLANK && bg_utf8_count(term.value) >= constraint->number;
    case SHACL_MAX_LENGTH: return term.kind != BG_TERM_BLANK && bg_utf8_count(term.value) <= constraint->number;
    case SHACL_PATTERN: return term.kind != BG_TERM_BLANK && bg_regex_matches(constraint->regex, term.value);
    case SHACL_LANGUAGE_IN: return in_languages(data, term, &constraint->terms);
    case SHACL_IN: return bg_id_set_has(&constraint->terms, value);
    default: return true;
  }
}
