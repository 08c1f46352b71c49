#include "draw/theme.h"

#include <stdint.h>
#include <strings.h>

#include "base/arena.h"
#include "base/memory.h"
#include "rdf/graph.h"
#include "rdf/reader.h"

#define STYLE_NS "https://w3id.org/briefgraph/style#"

typedef struct {
  bg_str class_iri;
  bg_node_style style;
} class_style;

struct bg_theme {
  bg_arena *arena;
  const bg_ontology *ontology;
  bg_dataset *dataset;
  bool dark;
  bg_colours colours;
  class_style *styles;
  size_t style_count, style_capacity;
};

static const bg_node_style plain_style = {"box", "", "#FFFFFF", "#000000", "Entity"};
static const bg_colours plain_colours = {"#FFFFFF", "#000000", "#444444", "#888888",
                                         "#0072B2", "#C24A00", "#555555", "#F4F4F4"};

void bg_theme_free(bg_theme *theme) {
  if (!theme) return;
  bg_dataset_free(theme->dataset);
  bg_free(theme->styles);
  bg_arena_free(theme->arena);
  bg_free(theme);
}

/* A value that may go into Graphviz attributes: a colour, a word, a label; never quotes, brackets or backslashes. */
static bool harmless(bg_str s) {
  for (size_t i = 0; i < s.len; i++)
    if ((unsigned char)s.data[i] < 0x20 || s.data[i] == '<' || s.data[i] == '>' || s.data[i] == '"' ||
        s.data[i] == '\\' || s.data[i] == '&')
      return false;
  return true;
}

static const char *value(bg_theme *t, bg_term_id node, const char *name, const char *missing) {
  bg_buffer iri = {0};
  bg_buffer_printf(&iri, STYLE_NS "%s", name);
  bg_term_id object = bg_graph_object(t->dataset, node, bg_dataset_find_iri(t->dataset, iri.data));
  bg_buffer_free(&iri);
  bg_str text = bg_dataset_term(t->dataset, object).value;
  return object && harmless(text) ? bg_arena_str(t->arena, text).data : missing;
}

static void read_colours(bg_theme *t) {
  bg_term_id node = bg_dataset_find_iri(t->dataset, t->dark ? STYLE_NS "dark" : STYLE_NS "light");
  const bg_colours *p = &plain_colours;
  t->colours = (bg_colours){
      value(t, node, "background", p->background), value(t, node, "text", p->text),
      value(t, node, "muted", p->muted),           value(t, node, "faint", p->faint),
      value(t, node, "friendly", p->friendly),     value(t, node, "hostile", p->hostile),
      value(t, node, "neutral", p->neutral),       value(t, node, "panel", p->panel),
  };
}

static void read_styles(bg_theme *t) {
  bg_term_id shape = bg_dataset_find_iri(t->dataset, STYLE_NS "shape");
  const bg_quad *quads = bg_dataset_quads(t->dataset);
  for (size_t i = 0; i < bg_dataset_size(t->dataset); i++) {
    if (quads[i].p != shape) continue;
    bg_term_id s = quads[i].s;
    BG_GROW(t->styles, t->style_capacity, t->style_count + 1);
    t->styles[t->style_count++] = (class_style){
        bg_dataset_term(t->dataset, s).value,
        {value(t, s, "shape", "box"), value(t, s, "look", ""),
         value(t, s, t->dark ? "darkFill" : "fill", t->dark ? "#333333" : "#FFFFFF"),
         value(t, s, t->dark ? "darkLine" : "line", t->dark ? "#CCCCCC" : "#000000"), value(t, s, "legend", "Entity")}};
  }
}

bg_status bg_theme_load(const char *path, bool dark, const bg_ontology *ontology, bg_diagnostics *diagnostics,
                        bg_theme **result) {
  bg_theme *t = BG_NEW(bg_theme);
  t->arena = bg_arena_new();
  t->ontology = ontology;
  t->dataset = bg_dataset_new();
  t->dark = dark;
  t->colours = plain_colours;
  bg_status status = path ? bg_rdf_load(path, NULL, t->dataset, diagnostics) : BG_OK;
  *result = NULL;
  if (status != BG_OK) {
    bg_theme_free(t);
    return status;
  }
  bg_dataset_index(t->dataset);
  if (path) read_colours(t);
  read_styles(t);
  *result = t;
  return BG_OK;
}

const bg_colours *bg_theme_colours(const bg_theme *theme) {
  return &theme->colours;
}

/* Of the styled classes that this one is or is below, the one that is below the others. */
const bg_node_style *bg_theme_style(const bg_theme *theme, bg_str class_iri) {
  const class_style *best = NULL;
  for (size_t i = 0; i < theme->style_count; i++) {
    const class_style *s = &theme->styles[i];
    if (!bg_ontology_is_a(theme->ontology, class_iri, s->class_iri)) continue;
    if (!best || bg_ontology_is_a(theme->ontology, s->class_iri, best->class_iri)) best = s;
  }
  return best ? &best->style : &plain_style;
}

const char *bg_theme_dark_colour(const bg_theme *light, const bg_theme *dark, const char *colour) {
  const bg_colours *l = &light->colours, *d = &dark->colours;
  const char *const pairs[][2] = {{l->background, d->background}, {l->text, d->text},         {l->muted, d->muted},
                                  {l->faint, d->faint},           {l->friendly, d->friendly}, {l->hostile, d->hostile},
                                  {l->neutral, d->neutral},       {l->panel, d->panel}};
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
    if (strcasecmp(pairs[i][0], colour) == 0) return pairs[i][1];
  for (size_t i = 0; i < light->style_count && i < dark->style_count; i++) {
    if (strcasecmp(light->styles[i].style.fill, colour) == 0) return dark->styles[i].style.fill;
    if (strcasecmp(light->styles[i].style.line, colour) == 0) return dark->styles[i].style.line;
  }
  return NULL;
}

bool bg_theme_draws(const bg_theme *theme, bg_str relation_iri) {
  bg_term term = bg_term_iri(relation_iri);
  bg_str drawn = bg_graph_value(theme->dataset, bg_dataset_find(theme->dataset, &term),
                                bg_dataset_find_iri(theme->dataset, STYLE_NS "drawn"));
  return !bg_str_is(drawn, "false");
}
