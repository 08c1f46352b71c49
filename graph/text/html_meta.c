#include "text/html_meta.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "text/date.h"
#include "text/html_content.h"

size_t bg_html_number(const GumboNode *element, const char *attribute, size_t missing) {
  bg_str value = bg_html_attribute(element, attribute);
  size_t number = 0, i = 0;
  while (i < value.len && i < 5 && value.data[i] >= '0' && value.data[i] <= '9')
    number = number * 10 + (size_t)(value.data[i++] - '0');
  return number ? number : missing;
}

typedef bool visitor(const GumboNode *element, void *data);

/* Call `visit` for every element in document order until it gives true; that element, or NULL. */
static const GumboNode *visit(const GumboNode *node, visitor *call, void *data) {
  if (node->type == GUMBO_NODE_ELEMENT && call(node, data)) return node;
  const GumboVector *children = bg_html_children(node);
  for (unsigned i = 0; children && i < children->length; i++) {
    const GumboNode *found = visit(children->data[i], call, data);
    if (found) return found;
  }
  return NULL;
}

static bool has_tag(const GumboNode *element, void *data) {
  return element->v.element.tag == *(const GumboTag *)data;
}

const GumboNode *bg_html_find(const GumboNode *node, GumboTag tag) {
  return visit(node, has_tag, &tag);
}

typedef struct {
  const GumboNode *element;
  size_t index;
} counter;

static bool count_until(const GumboNode *element, void *data) {
  counter *c = data;
  c->index++;
  return element == c->element;
}

size_t bg_html_index(const GumboNode *document, const GumboNode *element) {
  counter c = {element, 0};
  visit(document, count_until, &c);
  return c.index;
}

/* ---- metadata ---- */

static void set_date(bg_builder *b, bg_str value) {
  char iso[BG_DATE_SIZE];
  if (bg_date_parse(value, iso)) bg_builder_meta(b, "date", bg_str_from(iso));
}

static bool is_address(bg_str value) {
  return bg_str_find(value, BG_STR("://"), 0) != SIZE_MAX;
}

static bool read_meta(const GumboNode *element, void *data) {
  static const struct {
    const char *name, *key;
  } known[] = {{"citation_title", "title"},
               {"dc.title", "title"},
               {"dcterms.title", "title"},
               {"og:title", "title"},
               {"author", "author"},
               {"article:author", "author"},
               {"citation_author", "author"},
               {"dc.creator", "author"},
               {"dcterms.creator", "author"},
               {"article:published_time", "date"},
               {"citation_publication_date", "date"},
               {"citation_date", "date"},
               {"dc.date", "date"},
               {"dc.date.issued", "date"},
               {"dcterms.date", "date"},
               {"dcterms.issued", "date"},
               {"datepublished", "date"},
               {"pubdate", "date"},
               {"publish-date", "date"},
               {"date", "date"},
               {"publication_date", "date"}};
  if (element->v.element.tag != GUMBO_TAG_META) return false;
  bg_builder *b = data;
  bg_str value = bg_html_attribute(element, "content");
  static const char *const attributes[] = {"name", "property", "itemprop"};
  for (size_t k = 0; k < sizeof attributes / sizeof *attributes; k++) {
    bg_str name = bg_html_attribute(element, attributes[k]);
    for (size_t i = 0; name.len && i < sizeof known / sizeof *known; i++) {
      if (name.len != strlen(known[i].name) || strncasecmp(name.data, known[i].name, name.len) != 0) continue;
      if (strcmp(known[i].key, "date") == 0) set_date(b, value);
      else if (!is_address(value)) bg_builder_meta(b, known[i].key, value);
    }
  }
  return false;
}

static void collect(const GumboNode *node, bg_buffer *out) {
  if (node->type == GUMBO_NODE_TEXT) bg_buffer_puts(out, node->v.text.text);
  if (node->type == GUMBO_NODE_WHITESPACE) bg_buffer_putc(out, ' ');
  const GumboVector *children = bg_html_children(node);
  for (unsigned i = 0; children && i < children->length && out->len < 1000; i++) collect(children->data[i], out);
}

/* A <time> whose text or attribute is a date. */
static bool read_time(const GumboNode *element, void *data) {
  bg_builder *b = data;
  bool published = bg_str_is(bg_html_attribute(element, "itemprop"), "datePublished");
  if (element->v.element.tag != GUMBO_TAG_TIME && !published) return false;
  bg_buffer text = {0};
  collect(element, &text);
  set_date(b, bg_html_attribute(element, published ? "content" : "datetime"));
  set_date(b, bg_html_attribute(element, "datetime"));
  set_date(b, bg_buffer_str(&text));
  bg_buffer_free(&text);
  return bg_builder_has_meta(b, "date");
}

static bool read_author(const GumboNode *element, void *data) {
  bg_builder *b = data;
  bool marked = bg_str_is(bg_html_attribute(element, "rel"), "author") ||
                bg_str_is(bg_html_attribute(element, "itemprop"), "author");
  if (!marked) return false;
  bg_buffer text = {0};
  collect(element, &text);
  if (text.len < 120) bg_builder_meta(b, "author", bg_buffer_str(&text));
  bg_buffer_free(&text);
  return true;
}

static void read_language(const GumboNode *document, bg_builder *b) {
  const GumboNode *html = bg_html_find(document, GUMBO_TAG_HTML);
  bg_str language = html ? bg_html_attribute(html, "lang") : BG_STR_EMPTY;
  size_t end = 0;
  while (end < language.len && language.data[end] >= 'a' && language.data[end] <= 'z') end++;
  if (end == 2 || end == 3) bg_builder_meta(b, "language", bg_str_slice(language, 0, end));
}

void bg_html_meta(const GumboNode *document, const GumboNode *root, bg_builder *b) {
  visit(document, read_meta, b);
  if (!bg_builder_has_meta(b, "date")) visit(root, read_time, b);
  if (!bg_builder_has_meta(b, "author")) visit(root, read_author, b);
  const GumboNode *title = bg_html_find(document, GUMBO_TAG_TITLE);
  if (title && !bg_builder_has_meta(b, "title")) {
    bg_buffer text = {0};
    collect(title, &text);
    bg_builder_meta(b, "title", bg_buffer_str(&text));
    bg_buffer_free(&text);
  }
  read_language(document, b);
}
