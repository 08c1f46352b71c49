#include "text/html_content.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "text/brief.h"

bool bg_html_is(const GumboNode *node, GumboTag tag) {
  return node->type == GUMBO_NODE_ELEMENT && node->v.element.tag == tag;
}

const GumboVector *bg_html_children(const GumboNode *node) {
  if (node->type == GUMBO_NODE_DOCUMENT) return &node->v.document.children;
  return node->type == GUMBO_NODE_ELEMENT ? &node->v.element.children : NULL;
}

bg_str bg_html_attribute(const GumboNode *element, const char *name) {
  const GumboAttribute *attribute = gumbo_get_attribute(&element->v.element.attributes, name);
  return attribute ? bg_str_from(attribute->value) : BG_STR_EMPTY;
}

/* Words of an attribute: also those of "camelCase". */
static bool has_word(bg_str value, const char *word) {
  size_t length = strlen(word);
  for (size_t i = 0; i + length <= value.len; i++) {
    if (strncasecmp(value.data + i, word, length) != 0) continue;
    char before = i ? value.data[i - 1] : ' ', first = value.data[i];
    char behind = i + length < value.len ? value.data[i + length] : ' ';
    bool starts = strchr(" -_\t\n:", before) || (before >= 'a' && before <= 'z' && first >= 'A' && first <= 'Z');
    bool ends = strchr(" -_\t\n:", behind) || (behind >= 'A' && behind <= 'Z') || (behind >= '0' && behind <= '9');
    if (starts && ends) return true;
  }
  return false;
}

enum { LONGEST_CLASS = 400 };

bool bg_html_is_called(const GumboNode *element, const char *word) {
  static const char *const names[] = {"class", "id", "role", "itemprop"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (has_word(bg_str_slice(bg_html_attribute(element, names[i]), 0, LONGEST_CLASS), word)) return true;
  return false;
}

/* ---- measures ---- */

static bool holds_running_text(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_P:
    case GUMBO_TAG_LI:
    case GUMBO_TAG_H1:
    case GUMBO_TAG_H2:
    case GUMBO_TAG_H3:
    case GUMBO_TAG_H4:
    case GUMBO_TAG_BLOCKQUOTE:
    case GUMBO_TAG_PRE:
    case GUMBO_TAG_DD:
    case GUMBO_TAG_TD: return true;
    default: return false;
  }
}

static size_t letters(const char *text) {
  size_t count = 0;
  for (; *text; text++) count += *text != ' ' && *text != '\n' && *text != '\t' && *text != '\r';
  return count;
}

/* Document order; the recursion is bounded by the depth that the cleaned text allows. */
static bg_html_measure measure(bg_html_content *c, const GumboNode *node, bool in_link) {
  size_t index = c->count++;
  BG_GROW(c->measures, c->capacity, c->count);
  bg_html_measure m = {.elements = 1};
  const GumboVector *children = bg_html_children(node);
  size_t plain = 0; /* text that is not yet running, and not in links */
  for (unsigned i = 0; i < children->length; i++) {
    const GumboNode *child = children->data[i];
    if (child->type == GUMBO_NODE_TEXT || child->type == GUMBO_NODE_CDATA) {
      size_t n = letters(child->v.text.text);
      m.text += n;
      m.links += in_link ? n : 0;
      plain += in_link ? 0 : n;
    } else if (child->type == GUMBO_NODE_ELEMENT) {
      bg_html_measure inner = measure(c, child, in_link || child->v.element.tag == GUMBO_TAG_A);
      m.text += inner.text;
      m.links += inner.links;
      m.running += inner.running;
      m.elements += inner.elements;
      plain += inner.text - inner.links;
    }
  }
  if (node->type == GUMBO_NODE_ELEMENT && holds_running_text(node->v.element.tag) && m.links * 2 < m.text)
    m.running = plain;
  c->measures[index] = m;
  return m;
}

/* ---- the root of the content ---- */

static bool is_main(const GumboNode *node) {
  return bg_html_is(node, GUMBO_TAG_MAIN) || bg_str_is(bg_html_attribute(node, "role"), "main");
}

static bool is_article(const GumboNode *node) {
  return bg_html_is(node, GUMBO_TAG_ARTICLE) || bg_str_is(bg_html_attribute(node, "role"), "article") ||
         bg_str_is(bg_html_attribute(node, "itemprop"), "articleBody");
}

/* The first element below `node` that is so called and holds more than half of its running text. */
static bool find_below(bg_html_content *c, bool (*is)(const GumboNode *), const GumboNode *node, size_t index,
                       size_t whole) {
  const GumboVector *children = bg_html_children(node);
  size_t at = index + 1;
  for (unsigned i = 0; i < children->length; i++) {
    const GumboNode *child = children->data[i];
    if (child->type != GUMBO_NODE_ELEMENT) continue;
    const bg_html_measure *m = &c->measures[at];
    if (m->running * 2 > whole) { /* no other child can hold as much */
      if (!is(child)) return find_below(c, is, child, at, whole);
      c->root = child;
      c->root_index = at;
      return true;
    }
    at += m->elements;
  }
  return false;
}

/* Down to the innermost element that holds nine tenths of what the root holds. */
static void narrow(bg_html_content *c) {
  size_t whole = c->measures[c->root_index].running;
  for (bool found = whole > 0; found;) {
    const GumboVector *children = bg_html_children(c->root);
    size_t at = c->root_index + 1;
    found = false;
    for (unsigned i = 0; i < children->length && !found; i++) {
      const GumboNode *child = children->data[i];
      if (child->type != GUMBO_NODE_ELEMENT) continue;
      if (c->measures[at].running * 10 >= whole * 9 && !holds_running_text(child->v.element.tag)) {
        c->root = child;
        c->root_index = at;
        found = true;
      } else {
        at += c->measures[at].elements;
      }
    }
  }
}

void bg_html_content_find(const GumboNode *document, bg_html_content *content) {
  *content = (bg_html_content){.root = document};
  content->running = measure(content, document, false).running;
  bool structured = find_below(content, is_main, document, 0, content->running);
  structured = find_below(content, is_article, content->root, content->root_index, content->running) || structured;
  if (!structured) narrow(content);
}

void bg_html_content_free(bg_html_content *content) {
  bg_free(content->measures);
  *content = (bg_html_content){0};
}

/* ---- what is left out ---- */

static bool is_hidden(const GumboNode *node) {
  if (gumbo_get_attribute(&node->v.element.attributes, "hidden")) return true;
  bg_str style = bg_str_slice(bg_html_attribute(node, "style"), 0, LONGEST_CLASS);
  return bg_str_find(style, BG_STR("display:none"), 0) != SIZE_MAX ||
         bg_str_find(style, BG_STR("display: none"), 0) != SIZE_MAX;
}

static bool is_boilerplate_element(const GumboNode *node) {
  switch (node->v.element.tag) {
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_FOOTER:
    case GUMBO_TAG_ASIDE:
    case GUMBO_TAG_FORM:
    case GUMBO_TAG_BUTTON:
    case GUMBO_TAG_MENU:
    case GUMBO_TAG_OBJECT:
    case GUMBO_TAG_VIDEO:
    case GUMBO_TAG_AUDIO:
    case GUMBO_TAG_HEAD: return true;
    default: return bg_str_is(bg_html_attribute(node, "aria-hidden"), "true");
  }
}

static bool has_boilerplate_name(const GumboNode *node) {
  static const char *const roles[] = {"navigation",  "banner", "contentinfo", "complementary", "search", "dialog",
                                      "alertdialog", "menu",   "menubar",     "toolbar",       "form"};
  static const char *const words[] = {
      "nav",      "navbar",   "navigation", "menu",          "breadcrumb", "breadcrumbs", "sidebar",    "share",
      "sharing",  "social",   "cookie",     "cookies",       "consent",    "gdpr",        "newsletter", "subscribe",
      "signup",   "promo",    "advert",     "advertisement", "ads",        "ad",          "banner",     "related",
      "comments", "comment",  "disqus",     "pager",         "pagination", "skip",        "toolbar",    "modal",
      "popup",    "masthead", "tags",       "taglist",       "noprint",    "sponsor",     "sponsored",  "toc",
      "paywall",  "login",    "addtoany",   "sharedaddy",    "hidden"};
  bg_str role = bg_html_attribute(node, "role");
  for (size_t i = 0; role.len && i < sizeof roles / sizeof *roles; i++)
    if (bg_str_is(role, roles[i])) return true;
  if (!bg_html_attribute(node, "class").len && !bg_html_attribute(node, "id").len) return false;
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (bg_html_is_called(node, words[i])) return true;
  return false;
}

static bool holds_notes(const GumboNode *node) {
  static const char *const words[] = {"footnote", "footnotes", "endnote", "endnotes", "references", "bibliography"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (bg_html_is_called(node, words[i])) return true;
  return false;
}

/* Lists and paragraphs of links: menus that nothing else tells apart. */
static bool is_menu(const GumboNode *node, const bg_html_measure *m) {
  bool list = bg_html_is(node, GUMBO_TAG_UL) && bg_html_children(node)->length >= 3;
  return list && m->links * 10 > m->text * 8;
}

bool bg_html_is_boilerplate(const bg_html_content *content, const GumboNode *node, size_t index) {
  if (is_hidden(node)) return true;
  const bg_html_measure *m = &content->measures[index];
  bool page_head = bg_html_is(node, GUMBO_TAG_HEADER) && bg_html_is(node->parent, GUMBO_TAG_BODY);
  if (m->running * 3 > content->running && !bg_html_is(node, GUMBO_TAG_HEAD)) return false;
  if (page_head) return true;
  if (holds_notes(node)) return false;
  return is_boilerplate_element(node) || has_boilerplate_name(node) || is_menu(node, m);
}
