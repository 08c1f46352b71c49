/* Internal: what the grammars allow inside terms. */
#ifndef BG_RDF_CHECK_TERM_H
#define BG_RDF_CHECK_TERM_H

#include <stdint.h>

#include "rdf/term.h"

/* NULL when the IRI is absolute (RFC 3986 scheme) and holds no character that IRIREF forbids: controls, space and
 * <>"{}|^`\ . */
const char *bg_iri_problem(bg_str iri);
bool bg_iri_has_scheme(bg_str iri);
#define BG_IRI_RELATIVE "relative IRI; write it in full, with its scheme"
/* Length of the BLANK_NODE_LABEL (behind "_:") at the start of `text`, or 0. */
size_t bg_blank_label_length(bg_str text);
/* NULL unless the datatype is rdf:langString or rdf:dirLangString, which only a language tag gives. */
const char *bg_datatype_problem(bg_str datatype);
/* Length of the language tag ([a-zA-Z]+ ('-' [a-zA-Z0-9]+)* ('--' ('ltr' | 'rtl'))?) at the start of `text`, or 0. */
size_t bg_language_length(bg_str text); /* 0 also when a part has more than 8 characters (BCP 47) */
/* PN_CHARS_U, and PN_CHARS: what may follow. */
bool bg_is_name_start(uint32_t c);
bool bg_is_name_char(uint32_t c);

#endif
