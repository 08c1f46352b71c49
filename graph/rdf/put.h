/* Adding triples to one graph of a dataset with few words. */
#ifndef BG_RDF_PUT_H
#define BG_RDF_PUT_H

#include "rdf/dataset.h"

typedef struct {
  bg_dataset *dataset;
  bg_term_id graph;
  bg_term_id subject; /* of what is put next */
} bg_put;

bg_term_id bg_put_subject(bg_put *put, bg_str iri); /* sets and gives it */
void bg_put_iri(bg_put *put, const char *predicate, bg_str object);
void bg_put_id(bg_put *put, const char *predicate, bg_term_id object);
/* The local name in the bg: namespace as object. */
void bg_put_name(bg_put *put, const char *predicate, const char *name);
/* Literals: empty text puts nothing. language and datatype may be NULL. */
void bg_put_text(bg_put *put, const char *predicate, bg_str text, const char *language);
void bg_put_typed(bg_put *put, const char *predicate, bg_str text, const char *datatype);
void bg_put_size(bg_put *put, const char *predicate, size_t value, const char *datatype);

#endif
