/* Reading what stores answer; none of it is trusted. */
#ifndef BG_STORE_RESPONSE_H
#define BG_STORE_RESPONSE_H

#include "base/str.h"

/* The single number of a SELECT (COUNT(*) AS ?n) in SPARQL 1.1 Query Results JSON. False when that is not what it is.
 */
bool bg_response_count(bg_str body, size_t *count);
/* Append what a person can read of a body: tags of HTML and white space folded, at most some 300 characters, no control
 * characters, valid UTF-8. */
void bg_response_gist(bg_str body, bg_buffer *out);

#endif
