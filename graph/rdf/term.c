#include "rdf/term.h"

bg_term bg_term_iri(bg_str iri) {
  return (bg_term){.kind = BG_TERM_IRI, .value = iri};
}

bg_term bg_term_literal(bg_str lexical) {
  return (bg_term){.kind = BG_TERM_LITERAL, .value = lexical};
}

bool bg_term_equal(const bg_term *a, const bg_term *b) {
  return bg_term_compare(a, b) == 0;
}

int bg_term_compare(const bg_term *a, const bg_term *b) {
  if (a->kind != b->kind) return a->kind < b->kind ? -1 : 1;
  int order = bg_str_compare(a->value, b->value);
  if (!order) order = bg_str_compare(a->datatype, b->datatype);
  if (!order) order = bg_str_compare(a->language, b->language);
  return order;
}
