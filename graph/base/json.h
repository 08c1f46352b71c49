/* Writing JSON (RFC 8259): strings are escaped, invalid UTF-8 becomes U+FFFD, non-finite numbers become null. */
#ifndef BG_BASE_JSON_H
#define BG_BASE_JSON_H

#include "base/str.h"

/* Append a quoted JSON string. '<', '>', '&', U+2028 and U+2029 are escaped too, so that it may stand inside HTML. */
void bg_json_put_string(bg_buffer *out, bg_str s);
/* The same with the escapes that JSON itself asks for, and of U+007F to U+009F, which could drive a terminal. */
void bg_json_put_text(bg_buffer *out, bg_str s);
void bg_json_put_number(bg_buffer *out, double value);

#endif
