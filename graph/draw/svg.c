#include "draw/svg.h"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <string.h>

#include "draw/label.h"

static const xmlChar *chars(const char *text) {
  return (const xmlChar *)text;
}

static bool is_named(const xmlNode *node, const char *name) {
  return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

static xmlNode *add_title(xmlNode *parent, const xmlChar *text) {
  xmlNode *title = xmlNewNode(parent->ns, chars("title"));
  xmlNode *content = xmlNewText(text);
  if (!title || !content) return NULL;
  xmlAddChild(title, content);
  xmlNode *first = parent->children;
  return first ? xmlAddPrevSibling(first, title) : xmlAddChild(parent, title);
}

/* Graphviz's xlink:title becomes a title, which browsers show, and a label for those who do not see; blank ones, which
 * keep Graphviz from showing its own names, become nothing. */
static void clean_link(xmlNode *link) {
  xmlNs *xlink = xmlSearchNsByHref(link->doc, link, chars("http://www.w3.org/1999/xlink"));
  xmlChar *title = xlink ? xmlGetNsProp(link, chars("title"), xlink->href) : NULL;
  if (!title) return;
  xmlUnsetNsProp(link, xlink, chars("title"));
  if (strspn((const char *)title, " ") < strlen((const char *)title)) {
    xmlSetProp(link, chars("aria-label"), title);
    add_title(link, title);
  }
  xmlFree(title);
}

static void clean(xmlNode *node) {
  for (xmlNode *child = node->children, *next; child; child = next) {
    next = child->next;
    bool name_as_title = is_named(child, "title") && node->type == XML_ELEMENT_NODE;
    if (child->type == XML_COMMENT_NODE || name_as_title) {
      xmlUnlinkNode(child);
      xmlFreeNode(child);
      continue;
    }
    clean(child);
    if (is_named(child, "a")) clean_link(child);
  }
}

static bool finish(xmlDoc *doc, bg_str title, bg_buffer *out) {
  xmlNode *root = xmlDocGetRootElement(doc);
  if (doc->intSubset) {
    xmlDtd *dtd = doc->intSubset;
    xmlUnlinkNode((xmlNode *)dtd);
    xmlFreeDtd(dtd);
  }
  for (xmlNode *child = doc->children, *next; child; child = next) {
    next = child->next;
    if (child->type != XML_COMMENT_NODE) continue;
    xmlUnlinkNode(child);
    xmlFreeNode(child);
  }
  clean(root);
  xmlUnsetProp(root, chars("width"));
  xmlUnsetProp(root, chars("height"));
  xmlSetProp(root, chars("role"), chars("img"));
  bg_buffer text = {0};
  bg_label_plain(&text, title);
  xmlSetProp(root, chars("aria-label"), chars(text.data ? text.data : ""));
  add_title(root, chars(text.data ? text.data : ""));
  bg_buffer_free(&text);
  xmlChar *memory = NULL;
  int size = 0;
  xmlDocDumpMemoryEnc(doc, &memory, &size, "UTF-8");
  if (memory) bg_buffer_add(out, (bg_str){(const char *)memory, (size_t)size});
  xmlFree(memory);
  return size > 0;
}

bg_status bg_svg_clean(bg_str svg, bg_str title, bg_diagnostics *diagnostics, bg_buffer *out) {
  int options = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_HUGE;
  xmlDoc *doc = svg.len < 0x7fffffff ? xmlReadMemory(svg.data, (int)svg.len, NULL, "UTF-8", options) : NULL;
  bool done = doc && xmlDocGetRootElement(doc) && finish(doc, title, out);
  xmlFreeDoc(doc);
  return done ? BG_OK : bg_error(diagnostics, BG_ERROR_LIBRARY, NULL, "Graphviz made an SVG that is not well-formed");
}
