#include "draw/svg.h"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
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

/* ---- text ---- */

typedef enum { OTHER, NODE, EDGE } group_kind;

static double number(xmlNode *node, const char *name) {
  xmlChar *value = xmlGetNoNsProp(node, chars(name));
  double x = value ? strtod((const char *)value, NULL) : 0;
  xmlFree(value);
  return x;
}

/* Where the middle of an outline is, from left to right; false for what is none. */
static bool middle_of(xmlNode *shape, double *middle) {
  if (is_named(shape, "ellipse")) {
    *middle = number(shape, "cx");
    return true;
  }
  xmlChar *points = xmlGetNoNsProp(shape, chars(is_named(shape, "path") ? "d" : "points"));
  double least = INFINITY, most = -INFINITY;
  for (char *p = (char *)points; p && *p;) { /* x,y x,y; in paths with letters before some */
    p += strspn(p, " MC");
    char *end;
    double x = strtod(p, &end);
    if (end == p) break;
    least = fmin(least, x);
    most = fmax(most, x);
    p = end + strcspn(end, " MC");
  }
  xmlFree(points);
  *middle = (least + most) / 2;
  return least <= most;
}

/* Graphviz lets each line begin where it measured it to begin. Other fonts than those here are wider or narrower: lines
 * that stand in the middle of a shape are tied to its middle. A line from right to left says so, or a browser orders it
 * as if it ran from left to right. */
static void place_text(xmlNode *text, const double *middle) {
  xmlChar *content = xmlNodeGetContent(text);
  bool left = content && bg_label_runs_left(bg_str_from((const char *)content));
  xmlFree(content);
  if (left) xmlSetProp(text, chars("direction"), chars("rtl"));
  if (middle) {
    char x[32];
    snprintf(x, sizeof x, "%.2f", *middle);
    xmlSetProp(text, chars("x"), chars(x));
    xmlSetProp(text, chars("text-anchor"), chars("middle"));
  } else if (left) {
    xmlSetProp(text, chars("text-anchor"), chars("end"));
  }
}

/* The outline of a node comes first, and so does the ground of an edge's label, which has no line around it. Cards are
 * grounds in a node: what they say begins on the left. */
static void place_texts(xmlNode *parent, group_kind kind) {
  double middle = 0;
  bool first = true, found = false;
  for (xmlNode *child = parent->children; child; child = child->next) {
    if (child->type != XML_ELEMENT_NODE || is_named(child, "title")) continue;
    if (is_named(child, "text")) {
      place_text(child, found ? &middle : NULL);
    } else if (is_named(child, "g") || is_named(child, "a")) {
      xmlChar *class = xmlGetNoNsProp(child, chars("class"));
      group_kind below = kind;
      if (class) below = xmlStrEqual(class, chars("node")) ? NODE : xmlStrEqual(class, chars("edge")) ? EDGE : OTHER;
      xmlFree(class);
      place_texts(child, below);
    } else if (first) {
      first = false;
      xmlChar *stroke = xmlGetNoNsProp(child, chars("stroke"));
      bool ground = xmlStrEqual(stroke, chars("transparent"));
      xmlFree(stroke);
      found = (kind == EDGE && ground) || (kind == NODE && !ground);
      if (found) found = middle_of(child, &middle);
    }
  }
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
  place_texts(root, OTHER);
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
