#include "draw/scene.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/memory.h"
#include "draw/label.h"
#include "rdf/graph.h"
#include "rdf/vocab.h"

enum { LABEL_COLUMNS = 20, LABEL_LINES = 5, LONGEST_LABEL = 56, OWNER_COLUMNS = 26, NAME_COLUMNS = 48 };

bg_scene *bg_scene_new(const char *name) {
  bg_scene *scene = BG_NEW(bg_scene);
  scene->arena = bg_arena_new();
  scene->name = name;
  scene->engine = "dot";
  return scene;
}

void bg_scene_free(bg_scene *scene) {
  if (!scene) return;
  bg_free(scene->nodes);
  bg_free(scene->edges);
  bg_arena_free(scene->arena);
  bg_free(scene);
}

size_t bg_scene_add_node(bg_scene *scene, const bg_scene_node *node) {
  BG_GROW(scene->nodes, scene->node_capacity, scene->node_count + 1);
  scene->nodes[scene->node_count] = *node;
  return scene->node_count++;
}

void bg_scene_add_edge(bg_scene *scene, const bg_scene_edge *edge) {
  BG_GROW(scene->edges, scene->edge_capacity, scene->edge_count + 1);
  scene->edges[scene->edge_count++] = *edge;
}

static bg_str keep(bg_scene *scene, bg_buffer *text) {
  bg_str kept = bg_arena_str(scene->arena, bg_buffer_str(text));
  bg_buffer_free(text);
  return kept;
}

/* A name in the label already says whose it is when the owner's name, or its start, stands in it. */
static bool says_owner(bg_str label, bg_str owner) {
  bg_str stem = bg_str_slice(owner, 0, owner.len > 5 ? owner.len - 1 : owner.len);
  return bg_str_find(label, stem, 0) != SIZE_MAX;
}

static bg_str visible(bg_str label) {
  return bg_label_is_blank(label) ? BG_STR("(no label)") : label;
}

bg_str bg_scene_name(bg_scene *scene, bg_str name) {
  bg_buffer text = {0};
  bg_label_name(&text, bg_str_trim(visible(name)), NAME_COLUMNS);
  return keep(scene, &text);
}

void bg_scene_put_label(bg_buffer *html, bg_str label) {
  bg_buffer text = {0};
  bg_label_middle(&text, visible(label), LONGEST_LABEL);
  bg_label_wrapped(html, bg_buffer_str(&text), LABEL_COLUMNS, LABEL_LINES, NULL);
  bg_buffer_free(&text);
}

bg_scene_node bg_scene_actor(bg_scene *scene, const bg_view_input *in, size_t actor, size_t links, size_t most,
                             size_t hub_links) {
  const bg_actor *a = &in->network->actors[actor];
  const bg_colours *colours = bg_theme_colours(in->theme);
  double share = most ? sqrt((double)links / (double)most) : 0;
  bool hub = links >= hub_links;
  bg_buffer html = {0}, tooltip = {0};
  if (hub) bg_buffer_puts(&html, "<B>");
  bg_scene_put_label(&html, a->label);
  if (hub) bg_buffer_puts(&html, "</B>");
  if (!bg_label_is_blank(a->owner) && !says_owner(a->label, a->owner)) {
    bg_buffer_printf(&html, "<BR/><FONT POINT-SIZE=\"9.5\" COLOR=\"%s\">", colours->muted);
    bg_label_wrapped(&html, a->owner, OWNER_COLUMNS, 2, NULL);
    bg_buffer_puts(&html, "</FONT>");
  }
  bg_label_name(&tooltip, a->label, SIZE_MAX);
  bg_buffer_printf(&tooltip, " (%.*s): %zu %s", BG_FMT(a->class_label), links, links == 1 ? "claim" : "claims");
  return (bg_scene_node){.id = a->id,
                         .html = keep(scene, &html),
                         .tooltip = keep(scene, &tooltip),
                         .url = a->iri,
                         .style = bg_theme_style(in->theme, a->class_iri),
                         .font_size = hub ? 13 + 9 * share : 12,
                         .pen_width = 1.2 + 1.6 * share,
                         .in_legend = true};
}

bg_scene_node bg_scene_entity(bg_scene *scene, const bg_view_input *in, bg_term_id entity, const char *prefix) {
  bg_term term = bg_dataset_term(in->dataset, entity);
  bg_str label = bg_graph_label(in->dataset, entity);
  bg_str class = bg_graph_value(in->dataset, entity, bg_dataset_find_iri(in->dataset, RDF_TYPE));
  bg_buffer html = {0};
  bg_scene_put_label(&html, label);
  return (bg_scene_node){.id = bg_arena_printf(scene->arena, "%s%.*s", prefix, BG_FMT(term.value)),
                         .html = keep(scene, &html),
                         .tooltip = label,
                         .url = term.kind == BG_TERM_IRI ? term.value : BG_STR_EMPTY,
                         .style = bg_theme_style(in->theme, class),
                         .font_size = 12,
                         .pen_width = 1.3,
                         .in_legend = true};
}

bool bg_scene_accepted(const bg_view_input *in, bg_term_id node) {
  const bg_dataset *d = in->dataset;
  bg_str status = bg_iri_local_name(bg_graph_value(d, node, bg_dataset_find_iri(d, BG_NS "status")));
  return !status.len || bg_str_is(status, "accepted");
}

/* More documents than this are counted, not named. */
enum { MOST_SOURCES = 3 };

bg_str bg_scene_source(bg_scene *scene, const bg_view_input *in) {
  const bg_dataset *d = in->dataset;
  bg_term_id *briefs;
  size_t count =
      bg_graph_subjects(d, bg_dataset_find_iri(d, RDF_TYPE), bg_dataset_find_iri(d, BG_NS "PolicyBrief"), &briefs);
  bg_buffer text = {0};
  size_t sources = 0;
  for (size_t i = 0; i < count; i++) {
    bg_str title = bg_graph_value(d, briefs[i], bg_dataset_find_iri(d, DCTERMS_NS "title"));
    bool read = bg_graph_object(d, briefs[i], bg_dataset_find_iri(d, BG_NS "sha256")) != BG_NO_TERM;
    if (!title.len && read) title = bg_iri_local_name(bg_dataset_term(d, briefs[i]).value); /* it states no title */
    if (!title.len) continue; /* a brief that is cited, not the source */
    sources++;
    bg_str source = bg_graph_value(d, briefs[i], bg_dataset_find_iri(d, DCTERMS_NS "source"));
    bg_str date = bg_graph_value(d, briefs[i], bg_dataset_find_iri(d, DCTERMS_NS "issued"));
    if (text.len) bg_buffer_puts(&text, "; ");
    bg_buffer_puts(&text, "Source: ");
    bg_label_name(&text, source.len ? source : title, SIZE_MAX);
    if (!source.len && date.len) bg_buffer_printf(&text, ", %.*s", BG_FMT(date));
  }
  bg_free(briefs);
  if (sources > MOST_SOURCES) {
    bg_buffer_clear(&text);
    bg_buffer_printf(&text, "Source: %zu documents", sources);
  }
  if (!text.len) bg_buffer_printf(&text, "Source: an RDF graph of %zu statements", bg_dataset_size(d));
  bg_buffer_putc(&text, '.');
  return keep(scene, &text);
}

bg_line bg_scene_line(const bg_link *link) {
  if (link->modality == BG_RECOMMENDED) return BG_LINE_DASHED;
  return link->modality == BG_ASSERTED && link->own_voice ? BG_LINE_SOLID : BG_LINE_DOTTED;
}

void bg_scene_name_lines(bg_scene *scene) {
  scene->line_names[BG_LINE_SOLID] = BG_STR("stated as fact");
  scene->line_names[BG_LINE_DASHED] = BG_STR("recommended");
  scene->line_names[BG_LINE_DOTTED] = BG_STR("possible, alleged or implied");
  scene->sign_names[0] = BG_STR("conflict ⊣");
  scene->sign_names[1] = BG_STR("neutral");
  scene->sign_names[2] = BG_STR("cooperation ▶");
}

size_t bg_scene_looks(const bg_scene *scene, const bg_node_style *looks[BG_MOST_LOOKS]) {
  size_t count = 0;
  for (size_t i = 0; i < scene->node_count && count < BG_MOST_LOOKS; i++) {
    const bg_node_style *style = scene->nodes[i].style;
    bool again = !style || !scene->nodes[i].in_legend;
    for (size_t k = 0; k < count && !again; k++)
      again = strcmp(looks[k]->legend, style->legend) == 0 && strcmp(looks[k]->fill, style->fill) == 0;
    if (!again) looks[count++] = style;
  }
  return count;
}
