/* Text on its way into Graphviz: data is never markup. */
#ifndef BG_DRAW_LABEL_H
#define BG_DRAW_LABEL_H

#include "base/str.h"

/* Append text for an HTML-like label: markup characters become entities, controls and bidirectional overrides are
 * dropped, invalid UTF-8 becomes U+FFFD; something is always written. */
void bg_label_html(bg_buffer *out, bg_str text);
/* The same, broken into lines of about `width` columns at spaces, with <BR/> between, and cut with an ellipsis after
 * `lines` lines. `align` is NULL or an ALIGN value for <BR/>. */
void bg_label_wrapped(bg_buffer *out, bg_str text, size_t width, size_t lines, const char *align);
/* Append text for an escString attribute (a tooltip): backslashes doubled, line feeds as \n, '&' as an entity; at
 * most `most` code points. */
void bg_label_escstring(bg_buffer *out, bg_str text, size_t most);
/* Append an address for URL, escaped the same way; quotes are percent-encoded, because cairo (1.16) writes an empty PDF
 * when an address holds one. */
void bg_label_address(bg_buffer *out, bg_str address);
/* Append a name for ids: ASCII letters, digits and '-' as they are, all else as _HEX. */
void bg_label_id(bg_buffer *out, bg_str text);
/* Append plain text that any XML document may hold: controls and bidirectional overrides dropped, invalid UTF-8
 * replaced. */
void bg_label_plain(bg_buffer *out, bg_str text);
/* Is it an address that a click may follow: http, https, urn or a fragment? */
bool bg_label_is_address(bg_str text);
/* Nothing in it can be seen. */
bool bg_label_is_blank(bg_str text);
/* Append text that is at most `columns` wide: an ellipsis stands for the middle of what is longer. */
void bg_label_middle(bg_buffer *out, bg_str text, size_t columns);
/* Append a name on its way into a sentence, at most `columns` wide like that; one with letters that
 * run from right to left is isolated, so that it leaves the order of the sentence as it is. */
void bg_label_name(bg_buffer *out, bg_str name, size_t columns);
/* Does text run from right to left? Its first letter outside an isolate tells. */
bool bg_label_runs_left(bg_str text);
/* Columns that text takes, roughly: wide East Asian characters count two. */
size_t bg_label_width(bg_str text);

#endif
