/* Spellings of a name that count as one. */
#ifndef BG_TEXT_NAME_KEY_H
#define BG_TEXT_NAME_KEY_H

#include "base/str.h"

/* Append the key of a name to *out: white space folded to one space and trimmed, apostrophes as ', a hyphen or dash
 * inside a name as a space, no full stops behind initials and abbreviations ("U.S." is "US", "St." is "St"), Latin
 * letters without accents. The key of the beginning of a name, cut between words, is the beginning of its key. */
void bg_name_key(bg_str name, bg_buffer *out);

/* Turn the capital letters of a key into small ones; false when there were none. */
bool bg_name_key_lower(bg_str key, bg_buffer *out);

#endif
