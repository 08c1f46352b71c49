/* Triple terms of RDF 1.2: triples that stand as the object of others. In a bg_term they are their canonical N-Triples
 * text, "<<( <s> <p> <o> )>>", so that equal triples are equal bytes and ordinary data pays nothing for them. */
#ifndef BG_RDF_TRIPLE_TERM_H
#define BG_RDF_TRIPLE_TERM_H

#include "rdf/term.h"

/* Deepest nesting that readers accept. */
enum { BG_TRIPLE_DEPTH = 64 };

/* Append the text of a triple term. */
void bg_triple_put(bg_buffer *out, const bg_term *subject, const bg_term *predicate, const bg_term *object);
/* The three terms of a triple term. They borrow from `triple`, or from `unescaped` when the object is a literal that
 * holds escapes. */
void bg_triple_terms(bg_str triple, bg_buffer *unescaped, bg_term terms[3]);
/* Append the text with `before` put in front of the label of each blank node, at any depth. */
void bg_triple_rename_blanks(bg_buffer *out, bg_str triple, bg_str before);
/* The labels of the blank nodes in the text, one a call, `*at` starts at 0; false when there are no more. */
bool bg_triple_next_blank(bg_str triple, size_t *at, bg_str *label);

/* "ltr", "rtl" or empty: the base direction behind a language; *tag is the language without it. */
bg_str bg_language_direction(bg_str language, bg_str *tag);

#endif
