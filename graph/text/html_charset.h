/* Internal: HTML in the character set that it declares. */
#ifndef BG_TEXT_HTML_CHARSET_H
#define BG_TEXT_HTML_CHARSET_H

#include "base/diagnostics.h"

/* Bytes as UTF-8: a view of them when they are valid UTF-8 already (whatever they declare), else a copy in *converted
 * when a <meta> declares one of the single-byte sets (windows-125x, iso-8859-x, koi8; iso-8859-1 is read as
 * windows-1252, as browsers do). *skipped is the length of a byte order mark. Errors: as of bg_check_text; a declared
 * set that is not one of these. */
bg_status bg_html_decode(bg_str bytes, const char *name, bg_diagnostics *diagnostics, bg_buffer *converted,
                         bg_str *text, size_t *skipped);

#endif
