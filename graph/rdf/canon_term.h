/* Internal to the canonical form: terms as canonical N-Quads writes them (RDFC-1.0, appendix A), and their order there.
 * Blank nodes are left to the caller. */
#ifndef BG_RDF_CANON_TERM_H
#define BG_RDF_CANON_TERM_H

#include "rdf/dataset.h"

/* Append an IRI or a literal. */
void canon_put_term(bg_buffer *out, const bg_term *term);
/* Append a label: its prefix and a decimal number. */
void canon_put_number(bg_buffer *out, const char *prefix, uint32_t number);
/* Does canonical N-Quads write this text otherwise than as it is? */
bool canon_has_escapes(bg_str text);
/* Order of the lines that begin with two literals or two IRIs. */
int canon_compare(const bg_term *a, const bg_term *b);
/* What stands behind the closing quote of a literal, compared. */
int canon_compare_suffix(const bg_term *a, const bg_term *b);

#endif
