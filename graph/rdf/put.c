#include "rdf/put.h"

#include <stdio.h>

#include "rdf/vocab.h"

bg_term_id bg_put_subject(bg_put *put, bg_str iri) {
  bg_term term = bg_term_iri(iri);
  return put->subject = bg_dataset_intern(put->dataset, &term);
}

void bg_put_id(bg_put *put, const char *predicate, bg_term_id object) {
  bg_term_id p = bg_dataset_intern_iri(put->dataset, predicate);
  bg_dataset_add(put->dataset, (bg_quad){put->subject, p, object, put->graph});
}

void bg_put_iri(bg_put *put, const char *predicate, bg_str object) {
  bg_term term = bg_term_iri(object);
  bg_put_id(put, predicate, bg_dataset_intern(put->dataset, &term));
}

void bg_put_name(bg_put *put, const char *predicate, const char *name) {
  bg_buffer iri = {0};
  bg_buffer_printf(&iri, BG_NS "%s", name);
  bg_put_iri(put, predicate, bg_buffer_str(&iri));
  bg_buffer_free(&iri);
}

static void put_literal(bg_put *put, const char *predicate, const bg_term *term) {
  if (term->value.len) bg_put_id(put, predicate, bg_dataset_intern(put->dataset, term));
}

void bg_put_text(bg_put *put, const char *predicate, bg_str text, const char *language) {
  bg_term term = bg_term_literal(text);
  term.language = bg_str_from(language);
  put_literal(put, predicate, &term);
}

void bg_put_typed(bg_put *put, const char *predicate, bg_str text, const char *datatype) {
  bg_term term = bg_term_literal(text);
  term.datatype = bg_str_from(datatype);
  put_literal(put, predicate, &term);
}

void bg_put_size(bg_put *put, const char *predicate, size_t value, const char *datatype) {
  char text[32];
  snprintf(text, sizeof text, "%zu", value);
  bg_put_typed(put, predicate, bg_str_from(text), datatype);
}
