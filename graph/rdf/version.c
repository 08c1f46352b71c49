#include "rdf/version.h"

bool bg_term_needs_rdf12(const bg_term *term) {
  bg_str l = term->language;
  return term->kind == BG_TERM_TRIPLE || (l.len > 5 && l.data[l.len - 5] == '-' && l.data[l.len - 4] == '-');
}

bg_status bg_rdf12_error(const bg_term *term, bg_diagnostics *diagnostics) {
  if (term->kind == BG_TERM_TRIPLE)
    return bg_error(diagnostics, BG_ERROR_UNSUPPORTED, NULL,
                    "the triple term %.*s has no form in RDF 1.1; write RDF 1.2 with --rdf-version 1.2",
                    BG_FMT(bg_str_slice(term->value, 0, 400)));
  return bg_error(diagnostics, BG_ERROR_UNSUPPORTED, NULL,
                  "a string of language '%.*s' has a base direction, which RDF 1.1 cannot say; write RDF 1.2 with "
                  "--rdf-version 1.2, or JSON-LD",
                  BG_FMT(term->language));
}

static bool has_capital(bg_str s) {
  for (size_t i = 0; i < s.len; i++)
    if (s.data[i] >= 'A' && s.data[i] <= 'Z') return true;
  return false;
}

/* Capitals of language tags only: those of a triple term's object stay as they are read. */
static bg_str lower_case(bg_version_gate *gate, bg_str tag) {
  bg_buffer_clear(&gate->tag);
  for (size_t i = 0; i < tag.len; i++) {
    char c = tag.data[i];
    bg_buffer_putc(&gate->tag, c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c);
  }
  return bg_buffer_str(&gate->tag);
}

static bg_status pass_statement(void *context, const bg_statement *statement) {
  bg_version_gate *gate = context;
  if (!gate->rdf12) {
    if (bg_term_needs_rdf12(&statement->object)) return bg_rdf12_error(&statement->object, gate->diagnostics);
    return gate->next.statement(gate->next.context, statement);
  }
  if (!has_capital(statement->object.language)) return gate->next.statement(gate->next.context, statement);
  bg_statement canonical = *statement;
  canonical.object.language = lower_case(gate, statement->object.language);
  return gate->next.statement(gate->next.context, &canonical);
}

static bg_status pass_prefix(void *context, bg_str prefix, bg_str iri) {
  bg_version_gate *gate = context;
  return gate->next.prefix ? gate->next.prefix(gate->next.context, prefix, iri) : BG_OK;
}

bg_sink bg_version_gate_sink(bg_version_gate *gate) {
  return (bg_sink){gate, pass_statement, pass_prefix};
}

void bg_version_gate_free(bg_version_gate *gate) {
  bg_buffer_free(&gate->tag);
}
