/* Regular expressions of XPath (XQuery and XPath Functions and Operators 3.1, section 5.6; XML Schema 1.1 part 2,
 * appendix G), as SPARQL's REGEX and SHACL's sh:pattern use them: over code points, unanchored, with ^ and $, \p{..},
 * class subtraction, and the flags i, m, q, s, x. Back-references are refused.
 *
 * Matching simulates Thompson's automaton (CACM 11(6), 1968): linear in the text for a given pattern, so that no
 * pattern can make it hang. */
#ifndef BG_BASE_REGEX_H
#define BG_BASE_REGEX_H

#include "base/str.h"

typedef struct bg_regex bg_regex;

/* NULL when the pattern or a flag is wrong; *problem then says why (a constant string). */
bg_regex *bg_regex_new(bg_str pattern, bg_str flags, const char **problem);
void bg_regex_free(bg_regex *regex); /* NULL is fine */
/* True when some part of the text matches. Needs memory, so the regex is not const; one thread at a time. */
bool bg_regex_matches(bg_regex *regex, bg_str text);

#endif
