/* RDF terms and statements as they stream (RDF 1.1 and 1.2 Concepts, section 3), borrowed from whoever pushes them. */
#ifndef BG_RDF_TERM_H
#define BG_RDF_TERM_H

#include "base/diagnostics.h"
#include "base/str.h"

typedef enum { BG_TERM_NONE, BG_TERM_IRI, BG_TERM_BLANK, BG_TERM_LITERAL, BG_TERM_TRIPLE } bg_term_kind;

/* value: the IRI, the blank node label without "_:", or the lexical form. A literal has a language tag (then its
 * datatype is rdf:langString and `datatype` is empty), or a datatype IRI; an empty datatype without language means
 * xsd:string. RDF 1.2: a language may carry a base direction ("en--ltr"; then the datatype is rdf:dirLangString), and a
 * triple term's value is its canonical N-Triples text, "<<( <s> <p> <o> )>>" (see triple_term.h). */
typedef struct {
  bg_term_kind kind;
  bg_str value;
  bg_str datatype;
  bg_str language;
} bg_term;

/* graph.kind == BG_TERM_NONE is the default graph. */
typedef struct {
  bg_term subject;
  bg_term predicate;
  bg_term object;
  bg_term graph;
} bg_statement;

bg_term bg_term_iri(bg_str iri);
bg_term bg_term_literal(bg_str lexical);
bool bg_term_equal(const bg_term *a, const bg_term *b);
/* Total order: none < IRI < blank < literal < triple, then value, datatype, language, all by bytes. */
int bg_term_compare(const bg_term *a, const bg_term *b);

/* Whoever takes statements: a dataset, a writer, a counter, a filter. A status other than BG_OK stops the reader, which
 * returns it. `prefix` may be NULL. */
typedef struct {
  void *context;
  bg_status (*statement)(void *context, const bg_statement *statement);
  bg_status (*prefix)(void *context, bg_str prefix, bg_str iri);
} bg_sink;

#endif
