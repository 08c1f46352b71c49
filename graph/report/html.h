/* Internal: text on its way into HTML. */
#ifndef BG_REPORT_HTML_H
#define BG_REPORT_HTML_H

#include "base/str.h"

/* Append text for element content or an attribute in double quotes; what no HTML may hold becomes U+FFFD. */
void bg_html_put(bg_buffer *out, bg_str text);
/* The same as <bdi>, so that right-to-left names and direction marks end where the name ends. */
void bg_html_put_name(bg_buffer *out, bg_str text);
/* Append a part of an address, a relative path or a value of the fragment: all but letters, digits, '-', '.', '_' and
 * '/' percent-encoded. */
void bg_html_put_address(bg_buffer *out, bg_str text);

#endif
