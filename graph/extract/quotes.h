/* Which words stand between quotation marks, also over several sentences: somebody's words, not the author's. */
#ifndef BG_EXTRACT_QUOTES_H
#define BG_EXTRACT_QUOTES_H

#include "extract/reading.h"

/* Of each word of the analysis; bg_free. A quotation ends with its block; one with straight marks that never ends is
 * none. Linear. */
bool *bg_quoted_words(const bg_reading *reading);

#endif
