/* Internal: what an HTML page states about itself, and looking for elements. */
#ifndef BG_TEXT_HTML_META_H
#define BG_TEXT_HTML_META_H

#include <gumbo.h>

#include "text/builder.h"

/* Title, author, date and language from <meta>, <time>, rel="author" and <title>, where they are not known yet. */
void bg_html_meta(const GumboNode *document, const GumboNode *root, bg_builder *builder);
/* The first element of that kind in document order, or NULL. */
const GumboNode *bg_html_find(const GumboNode *node, GumboTag tag);
/* The number of an element in document order, the document itself being 0. */
size_t bg_html_index(const GumboNode *document, const GumboNode *element);
/* A whole number from 1 to 99999 in an attribute, or `missing`. */
size_t bg_html_number(const GumboNode *element, const char *attribute, size_t missing);

#endif
