/* Internal: statements in the form in which nearly all of them are written, straight into a dataset. */
#ifndef BG_RDF_NT_USUAL_H
#define BG_RDF_NT_USUAL_H

#include "rdf/dataset.h"

/* What came lately: most terms can be told by comparing them with it. Ids are of one dataset, and of one text. */
enum { USUAL_PREDICATES = 64 };
typedef struct {
  struct {
    bg_term_id next;     /* what came behind this predicate */
    bg_term_id datatype; /* of its last object */
  } predicates[USUAL_PREDICATES];
  bg_term_id graph;
  bg_str language;
  uint32_t language_index;
  bg_quad last;
} nt_usual;

/* Read lines from *at on, up to the first that is not of the usual form: one space between terms, none before them, no
 * escapes, no comment. It is for the reader who knows all forms, and all mistakes. `text` is UTF-8 without carriage
 * returns, and stays while `dataset` is in use. Gives the number of lines, which is that of statements. */
size_t nt_read_usual(nt_usual *usual, bg_dataset *dataset, bg_str text, bool quads, size_t *at);

#endif
