/* Internal: HTML made safe for the parser, byte for byte in its place.
 *
 * libgumbo has no bound on depth: its search for open elements makes deeply nested input quadratic, and freeing the
 * tree recurses. And scripts, styles, pictures and hidden parts are nothing to read. So a copy is made in which spaces
 * stand for comments, for elements that are never read (script, style, svg, template ...), for start tags beyond a
 * depth of BG_HTML_DEPTH, and for all but the first BG_HTML_ATTRIBUTES attributes of a tag. Everything that stays keeps
 * its offset. Linear. */
#ifndef BG_TEXT_HTML_CLEAN_H
#define BG_TEXT_HTML_CLEAN_H

#include "base/str.h"

enum { BG_HTML_DEPTH = 256, BG_HTML_FORMATS = 16, BG_HTML_ATTRIBUTES = 40 };

/* `html` is changed; `original` must be the same text unchanged. Gives the number of start tags that stood too deep. */
size_t bg_html_clean(char *html, bg_str original);

#endif
