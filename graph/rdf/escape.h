/* Internal: the escapes of N-Triples, Turtle and their kin. */
#ifndef BG_RDF_ESCAPE_H
#define BG_RDF_ESCAPE_H

#include <stddef.h>

#include "base/str.h"

/* \uXXXX or \UXXXXXXXX at *at, which stands on the backslash: appended, and stepped over. Gives what is wrong, or NULL.
 */
const char *bg_read_numeric_escape(bg_str text, size_t *at, bg_buffer *out);
/* The same for all escapes of strings. */
const char *bg_read_string_escape(bg_str text, size_t *at, bg_buffer *out);

#endif
