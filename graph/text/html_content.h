/* Internal: what of an HTML page is its content.
 *
 * Every element is measured once: how much running text it holds (text of paragraphs, items, headings and the like that
 * are not made of links), and how much of its text is inside links. By structure: <main> or <article> (or their roles),
 * unless it holds less than half of the page's running text; then down to the innermost element that still holds nine
 * tenths of it. Inside, navigation, page heads and feet, asides, forms and what its class calls a share button, a
 * cookie notice, an advertisement or the like are left out, unless they hold a third of the running text themselves. */
#ifndef BG_TEXT_HTML_CONTENT_H
#define BG_TEXT_HTML_CONTENT_H

#include <gumbo.h>

#include "base/str.h"

typedef struct {
  size_t text, links, running; /* bytes */
  size_t elements;             /* in the subtree, itself included */
} bg_html_measure;

typedef struct {
  bg_html_measure *measures; /* of elements in document order */
  size_t count, capacity;
  const GumboNode *root; /* of the content */
  size_t root_index;
  size_t running; /* in the whole page */
} bg_html_content;

void bg_html_content_find(const GumboNode *document, bg_html_content *content);
void bg_html_content_free(bg_html_content *content);
/* Leave this element (number `index` in document order) out? */
bool bg_html_is_boilerplate(const bg_html_content *content, const GumboNode *node, size_t index);

/* ---- small questions to elements ---- */

/* The value of an attribute, or empty. */
bg_str bg_html_attribute(const GumboNode *element, const char *name);
/* A word of the class, id, role or itemprop, split at spaces, hyphens and underscores, is `word` (lower case). */
bool bg_html_is_called(const GumboNode *element, const char *word);
bool bg_html_is(const GumboNode *node, GumboTag tag);
/* Children of an element; NULL for text. */
const GumboVector *bg_html_children(const GumboNode *node);

#endif
