#include "report/map.h"

#include <ctype.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/memory.h"

/* What CSS can say as well, with the unit that it wants there. */
static const struct {
  const char *name;
  const char *unit;
} looks[] = {{"fill", ""},         {"stroke", ""},         {"stroke-width", ""},   {"stroke-dasharray", ""},
             {"font-size", "px"},  {"font-weight", ""},    {"font-style", ""},     {"text-anchor", ""},
             {"fill-opacity", ""}, {"stroke-opacity", ""}, {"text-decoration", ""}};
enum { LOOKS = sizeof looks / sizeof *looks };

struct bg_map_styles {
  const bg_theme *light, *dark;
  bg_arena *arena;
  bg_map *rules;   /* declarations, in the order of their classes */
  bg_map *colours; /* "#0072b2" */
};

bg_map_styles *bg_map_styles_new(const bg_theme *light, const bg_theme *dark) {
  bg_map_styles *styles = BG_NEW(bg_map_styles);
  *styles = (bg_map_styles){light, dark, bg_arena_new(), bg_map_new(), bg_map_new()};
  return styles;
}

void bg_map_styles_free(bg_map_styles *styles) {
  if (!styles) return;
  bg_map_free(styles->rules);
  bg_map_free(styles->colours);
  bg_arena_free(styles->arena);
  bg_free(styles);
}

void bg_map_styles_put(const bg_map_styles *styles, bg_buffer *css) {
  for (int dark = 0; dark < 2; dark++) {
    bg_buffer_puts(css, dark ? "@media screen and (prefers-color-scheme:dark){:root{" : ":root{");
    for (size_t i = 0; i < bg_map_count(styles->colours); i++) {
      const char *colour = bg_map_key(styles->colours, i).data;
      const char *other = dark ? bg_theme_dark_colour(styles->light, styles->dark, colour) : colour;
      if (other) bg_buffer_printf(css, "--m%s:%s;", colour + 1, other);
    }
    bg_buffer_puts(css, dark ? "}}\n" : "}\n");
  }
  for (size_t i = 0; i < bg_map_count(styles->rules); i++)
    bg_buffer_printf(css, ".m%zu{%.*s}\n", i, BG_FMT(bg_map_key(styles->rules, i)));
}

/* ---- making it small ---- */

static const xmlChar *chars(const char *text) {
  return (const xmlChar *)text;
}

static bool is_named(const xmlNode *node, const char *name) {
  return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

/* "#rrggbb" becomes a property of the page, so that the page can change its colours; anything else stays. */
static void put_value(bg_map_styles *styles, const char *value, bg_buffer *out) {
  bool colour = value[0] == '#' && strlen(value) == 7 && strspn(value + 1, "0123456789abcdefABCDEF") == 6;
  bool plain = strspn(value, "abcdefghijklmnopqrstuvwxyz0123456789-.,% ") == strlen(value);
  if (colour) {
    char lower[8] = {0};
    for (int i = 0; i < 7; i++) lower[i] = (char)tolower((unsigned char)value[i]);
    bg_str key = bg_str_from(lower);
    if (!bg_map_has(styles->colours, key))
      bg_map_set(styles->colours, bg_arena_str(styles->arena, key), bg_map_count(styles->colours));
    bg_buffer_printf(out, "var(--m%s)", lower + 1);
  } else {
    bg_buffer_puts(out, plain ? value : "inherit");
  }
}

/* Append the name of the class that has these declarations. */
static void put_class(bg_map_styles *styles, bg_str rule, bg_buffer *out) {
  if (!bg_map_has(styles->rules, rule))
    bg_map_set(styles->rules, bg_arena_str(styles->arena, rule), bg_map_count(styles->rules));
  bg_buffer_printf(out, "m%zu", bg_map_get(styles->rules, rule, 0));
}

void bg_map_styles_put_class(bg_map_styles *styles, const char *fill, const char *line, const char *dash,
                             bg_buffer *out) {
  bg_buffer rule = {0};
  bg_buffer_puts(&rule, "fill:");
  put_value(styles, fill, &rule);
  bg_buffer_puts(&rule, ";stroke:");
  put_value(styles, line, &rule);
  if (*dash) bg_buffer_printf(&rule, ";stroke-dasharray:%s", dash);
  put_class(styles, bg_buffer_str(&rule), out);
  bg_buffer_free(&rule);
}

static void take_look(bg_map_styles *styles, xmlNode *node) {
  bg_buffer rule = {0};
  for (size_t i = 0; i < LOOKS; i++) {
    xmlChar *value = xmlGetNoNsProp(node, chars(looks[i].name));
    if (!value) continue;
    bool usual = strcmp((const char *)value, strcmp(looks[i].name, "stroke") == 0 ? "transparent" : "start") == 0;
    if (!usual) {
      bg_buffer_printf(&rule, "%s%s:", rule.len ? ";" : "", looks[i].name);
      put_value(styles, (const char *)value, &rule);
      bg_buffer_puts(&rule, looks[i].unit);
    }
    xmlFree(value);
    xmlUnsetProp(node, chars(looks[i].name));
  }
  xmlUnsetProp(node, chars("font-family"));
  bg_str key = bg_buffer_str(&rule);
  if (key.len) {
    bg_buffer name = {0};
    put_class(styles, key, &name);
    xmlSetProp(node, chars("class"), chars(name.data));
    bg_buffer_free(&name);
  }
  bg_buffer_free(&rule);
}

/* Numbers with more than one digit behind the point are rounded to one. */
static void round_numbers(xmlNode *node, const char *name) {
  xmlChar *value = xmlGetNoNsProp(node, chars(name));
  if (!value) return;
  bg_buffer out = {0};
  for (const char *p = (const char *)value; *p;) {
    size_t whole = strspn(p + (*p == '-'), "0123456789") + (size_t)(*p == '-');
    size_t digits = p[whole] == '.' ? strspn(p + whole + 1, "0123456789") : 0;
    if (digits && whole < 12) {
      long tenths = strtol(p, NULL, 10) * 10;
      int next = digits > 1 ? p[whole + 2] - '0' : 0;
      int part = p[whole + 1] - '0' + (next >= 5);
      tenths = *p == '-' ? tenths - part : tenths + part;
      bg_buffer_printf(&out, "%s%ld", tenths < 0 ? "-" : "", labs(tenths) / 10);
      if (tenths % 10) bg_buffer_printf(&out, ".%ld", labs(tenths) % 10);
      p += whole + 1 + digits;
    } else {
      size_t step = whole > (size_t)(*p == '-') ? whole : 1;
      bg_buffer_add(&out, (bg_str){p, step});
      p += step;
    }
  }
  xmlSetProp(node, chars(name), chars(out.data ? out.data : ""));
  bg_buffer_free(&out);
  xmlFree(value);
}

static bool is_blank_text(const xmlNode *node) {
  return node->type == XML_TEXT_NODE &&
         strspn((const char *)node->content, " \n\r\t") == strlen((const char *)node->content);
}

/* The children of a wrapper take its place. */
static void unwrap(xmlNode *wrapper) {
  while (wrapper->children) {
    xmlNode *child = wrapper->children;
    xmlUnlinkNode(child);
    xmlAddPrevSibling(wrapper, child);
  }
  xmlUnlinkNode(wrapper);
  xmlFreeNode(wrapper);
}

/* A group that only stands for a link: Graphviz writes <g id="a_..."><a>...</a></g>. */
static bool is_wrapper(const xmlNode *node) {
  if (is_named(node, "a")) return true;
  if (!is_named(node, "g")) return false;
  xmlChar *id = xmlGetNoNsProp(node, chars("id"));
  bool wrapper = id && strncmp((const char *)id, "a_", 2) == 0;
  xmlFree(id);
  return wrapper;
}

static void slim(bg_map_styles *styles, xmlNode *node) {
  static const char *const numbers[] = {"d", "points", "x", "y", "cx", "cy", "rx", "ry", "width", "height"};
  for (xmlNode *child = node->children, *next; child; child = next) {
    next = child->next;
    bool text = is_named(node, "text");
    if (child->type == XML_COMMENT_NODE || is_named(child, "title") || (!text && is_blank_text(child))) {
      xmlUnlinkNode(child);
      xmlFreeNode(child);
      continue;
    }
    if (child->type != XML_ELEMENT_NODE) continue;
    slim(styles, child);
    if (is_wrapper(child)) {
      unwrap(child);
      continue;
    }
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) round_numbers(child, numbers[i]);
    if (!is_named(child, "g")) take_look(styles, child);
  }
}

bg_status bg_map_svg(const bg_picture *picture, bg_map_styles *styles, bg_diagnostics *diagnostics, bg_buffer *out) {
  bg_buffer svg = {0};
  BG_TRY(bg_picture_render(picture, BG_PICTURE_SVG, &svg, diagnostics));
  int options = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_HUGE;
  xmlDoc *doc = svg.len < 0x7fffffff ? xmlReadMemory(svg.data, (int)svg.len, NULL, "UTF-8", options) : NULL;
  xmlNode *root = doc ? xmlDocGetRootElement(doc) : NULL;
  bg_buffer_free(&svg);
  if (!root) {
    xmlFreeDoc(doc);
    return bg_error(diagnostics, BG_ERROR_LIBRARY, NULL, "Graphviz made an SVG that is not well-formed");
  }
  slim(styles, root);
  xmlUnsetProp(root, chars("aria-label"));
  xmlSetProp(root, chars("role"), chars("group"));
  xmlSetProp(root, chars("class"), chars("map"));
  xmlSetProp(root, chars("preserveAspectRatio"), chars("xMidYMin"));
  xmlBuffer *text = xmlBufferCreate();
  if (text && xmlNodeDump(text, doc, root, 0, 0) > 0)
    bg_buffer_add(out, (bg_str){(const char *)xmlBufferContent(text), (size_t)xmlBufferLength(text)});
  xmlBufferFree(text);
  xmlFreeDoc(doc);
  return BG_OK;
}

/* ---- what is on it ---- */

void bg_map_json(const bg_picture *picture, const bg_map *entities, const bg_map *recommendations, bg_buffer *out) {
  const bg_scene *scene = bg_picture_scene(picture);
  bg_buffer_puts(out, "{\"title\":");
  bg_json_put_string(out, scene->title);
  bg_buffer_puts(out, ",\"nodes\":[");
  for (size_t i = 0; i < scene->node_count; i++) {
    bg_buffer id = {0};
    bg_picture_put_node_id(picture, i, &id);
    bg_buffer_puts(out, i ? ",[" : "[");
    bg_json_put_string(out, bg_buffer_str(&id));
    size_t entity = bg_map_get(entities, scene->nodes[i].url, SIZE_MAX);
    size_t recommendation = bg_map_get(recommendations, scene->nodes[i].url, SIZE_MAX);
    if (entity != SIZE_MAX) bg_buffer_printf(out, ",%zu]", entity);
    else if (recommendation != SIZE_MAX) bg_buffer_printf(out, ",-%zu]", recommendation + 1);
    else bg_buffer_puts(out, ",null]");
    bg_buffer_free(&id);
  }
  bg_buffer_puts(out, "],\"edges\":[");
  bool first = true;
  for (size_t i = 0; i < scene->edge_count; i++) {
    const bg_scene_edge *e = &scene->edges[i];
    if (e->hidden) continue;
    bg_buffer_printf(out, "%s[%zu,%zu,%zu,%d,%d]", first ? "" : ",", i, e->from, e->to, e->sign, (int)e->line);
    first = false;
  }
  bg_buffer_puts(out, "]}");
}
