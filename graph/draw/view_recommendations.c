/* What is asked of whom: issue, recommendation, target, from left to right. */
#include <stdint.h>
#include <stdlib.h>

#include "base/map.h"
#include "base/memory.h"
#include "draw/label.h"
#include "draw/scene.h"
#include "rdf/graph.h"
#include "rdf/vocab.h"

enum { CARD_COLUMNS = 34, DEFAULT_TOP = 60, MOST_ENDS = 8, MOST_NAMES = 4, NAME_COLUMNS = 60 };

typedef struct {
  const bg_view_input *in;
  bg_scene *scene;
  bg_map *places; /* scene node of each entity and side */
  bg_polarity polarity;
  size_t left_out; /* issues and targets */
} recommendations;

static bg_term_id iri(const recommendations *r, const char *text) {
  return bg_dataset_find_iri(r->in->dataset, text);
}

static bg_str local(const recommendations *r, bg_term_id node, const char *property) {
  return bg_iri_local_name(bg_graph_value(r->in->dataset, node, iri(r, property)));
}

/* Labels of the objects, joined by ", ", so many that a card has room for what follows. */
static void put_labels(const recommendations *r, bg_term_id node, const char *property, bg_buffer *out) {
  bg_term_id *ids;
  size_t count = bg_graph_objects(r->in->dataset, node, iri(r, property), &ids);
  size_t shown = count > MOST_NAMES ? MOST_NAMES - 1 : count;
  for (size_t i = 0; i < shown; i++) {
    if (i) bg_buffer_puts(out, ", ");
    bg_label_name(out, bg_graph_label(r->in->dataset, ids[i]), NAME_COLUMNS);
  }
  if (shown < count) bg_buffer_printf(out, " and %zu more", count - shown);
  bg_free(ids);
}

static const char *modal(bg_strength strength, bg_polarity polarity) {
  static const char *const plain[] = {"", "must", "should", "should consider", "can"};
  static const char *const negated[] = {"", "must not", "should not", "should avoid", "can avoid"};
  if (polarity == BG_NOT_NEEDED) return "need not";
  return polarity == BG_NEGATED ? negated[strength] : plain[strength];
}

static int sign_of(bg_polarity polarity) {
  return polarity == BG_AFFIRMED ? 1 : polarity == BG_NEGATED ? -1 : 0;
}

static void put_line(bg_buffer *html, const char *colour, const char *words, const bg_buffer *names) {
  if (!names->len) return;
  bg_buffer text = {0};
  bg_buffer_printf(&text, "%s %s", words, names->data);
  bg_buffer_printf(html, "<TR><TD ALIGN=\"LEFT\" BALIGN=\"LEFT\"><FONT POINT-SIZE=\"9\" COLOR=\"%s\">", colour);
  bg_label_wrapped(html, bg_buffer_str(&text), CARD_COLUMNS + 8, 4, NULL);
  bg_buffer_puts(html, "</FONT></TD></TR>");
  bg_buffer_free(&text);
}

/* What a reader looks it up by: the id that a person gave it, else its place in the brief. */
static bg_str number_of(const recommendations *r, bg_term_id node) {
  const bg_dataset *d = r->in->dataset;
  bg_str locator = bg_graph_value(d, bg_graph_object(d, node, iri(r, BG_NS "evidence")), iri(r, BG_NS "locator"));
  bool proposed = bg_graph_object(d, node, iri(r, BG_NS "origin")) != BG_NO_TERM;
  return proposed && locator.len ? locator : bg_graph_value(d, node, iri(r, DCTERMS_NS "identifier"));
}

/* Number, who should, what; by way of; with. A bar at the left has the colour of do, avoid, or not needed. */
static bg_str card_html(const recommendations *r, bg_term_id node, bg_strength strength, const char *colour) {
  const bg_colours *c = bg_theme_colours(r->in->theme);
  bg_buffer html = {0}, head = {0}, means = {0}, partners = {0};
  bg_buffer_printf(&head, "%.*s · ", BG_FMT(number_of(r, node)));
  put_labels(r, node, BG_NS "addressee", &head);
  bg_buffer_printf(&head, " %s", modal(strength, r->polarity));
  put_labels(r, node, BG_NS "instrument", &means);
  put_labels(r, node, BG_NS "partner", &partners);
  bg_buffer_printf(&html,
                   "<TABLE BORDER=\"1\" COLOR=\"%s\" STYLE=\"%s\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"0\" "
                   "BGCOLOR=\"%s\"><TR><TD BGCOLOR=\"%s\" WIDTH=\"6\"></TD><TD><TABLE BORDER=\"0\" CELLBORDER=\"0\" "
                   "CELLSPACING=\"0\" CELLPADDING=\"2\"><TR><TD ALIGN=\"LEFT\" BALIGN=\"LEFT\"><FONT POINT-SIZE=\"9\" "
                   "COLOR=\"%s\">",
                   colour, strength == BG_MUST || strength == BG_SHOULD ? "SOLID" : "DASHED", c->background, colour,
                   c->muted);
  bg_label_wrapped(&html, bg_buffer_str(&head), CARD_COLUMNS + 8, 6, NULL);
  bg_buffer_printf(
      &html, "</FONT></TD></TR><TR><TD ALIGN=\"LEFT\" BALIGN=\"LEFT\"><FONT POINT-SIZE=\"12\" COLOR=\"%s\">", c->text);
  bg_label_wrapped(&html, bg_graph_value(r->in->dataset, node, iri(r, BG_NS "action")), CARD_COLUMNS, 4, NULL);
  bg_buffer_puts(&html, "</FONT></TD></TR>");
  put_line(&html, c->muted, "by way of", &means);
  put_line(&html, c->muted, "with or for", &partners);
  bg_buffer_puts(&html, "</TABLE></TD><TD WIDTH=\"5\"></TD></TR></TABLE>");
  bg_str kept = bg_arena_str(r->scene->arena, bg_buffer_str(&html));
  bg_buffer_free(&html);
  bg_buffer_free(&head);
  bg_buffer_free(&means);
  bg_buffer_free(&partners);
  return kept;
}

static bg_str passage(const recommendations *r, bg_term_id node) {
  const bg_dataset *d = r->in->dataset;
  bg_term_id evidence = bg_graph_object(d, node, iri(r, BG_NS "evidence"));
  bg_term_id *selectors;
  bg_str quote = BG_STR_EMPTY;
  size_t count = bg_graph_objects(d, evidence, iri(r, OA_NS "hasSelector"), &selectors);
  for (size_t i = 0; i < count && !quote.len; i++) quote = bg_graph_value(d, selectors[i], iri(r, OA_NS "exact"));
  bg_free(selectors);
  return bg_arena_printf(r->scene->arena, "“%.*s” (%.*s)", BG_FMT(quote),
                         BG_FMT(bg_graph_value(d, evidence, iri(r, BG_NS "locator"))));
}

static size_t place_of(recommendations *r, bg_term_id entity, const char *side) {
  bg_str iri_text = bg_dataset_term(r->in->dataset, entity).value;
  bg_str key = bg_arena_printf(r->scene->arena, "%s%.*s", side, BG_FMT(iri_text));
  size_t place = bg_map_get(r->places, key, SIZE_MAX);
  if (place != SIZE_MAX) return place;
  bg_scene_node node = bg_scene_entity(r->scene, r->in, entity, side);
  place = bg_scene_add_node(r->scene, &node);
  bg_map_set(r->places, key, place);
  return place;
}

static void connect(recommendations *r, bg_term_id node, const char *property, size_t card, const bg_scene_edge *like,
                    bool to_card) {
  bg_term_id *ids;
  size_t count = bg_graph_objects(r->in->dataset, node, iri(r, property), &ids);
  if (count > MOST_ENDS) r->left_out += count - MOST_ENDS;
  for (size_t i = 0; i < count && i < MOST_ENDS; i++) {
    size_t place = place_of(r, ids[i], to_card ? "i-" : "t-");
    bg_scene_edge edge = *like;
    edge.from = to_card ? place : card;
    edge.to = to_card ? card : place;
    bg_scene_add_edge(r->scene, &edge);
  }
  bg_free(ids);
}

static void add_recommendation(recommendations *r, bg_term_id node) {
  const bg_colours *c = bg_theme_colours(r->in->theme);
  bg_strength strength = BG_NO_STRENGTH;
  (void)bg_strength_parse(local(r, node, BG_NS "strength"), &strength);
  if (strength > BG_CAN) strength = BG_NO_STRENGTH;
  r->polarity = BG_AFFIRMED;
  if (!bg_polarity_parse(local(r, node, BG_NS "polarity"), &r->polarity)) r->polarity = BG_AFFIRMED;
  int sign = sign_of(r->polarity);
  const char *colour = sign > 0 ? c->friendly : sign < 0 ? c->hostile : c->neutral;
  bg_str tooltip = passage(r, node), id = bg_dataset_term(r->in->dataset, node).value;
  size_t card = bg_scene_add_node(r->scene, &(bg_scene_node){.id = id,
                                                             .html = card_html(r, node, strength, colour),
                                                             .tooltip = tooltip,
                                                             .url = id,
                                                             .font_size = 12,
                                                             .pen_width = 1});
  connect(r, node, BG_NS "onIssue", card, &(bg_scene_edge){.quiet = true, .pen_width = 1.4, .tooltip = tooltip}, true);
  bool strong = strength == BG_MUST || strength == BG_SHOULD;
  connect(r, node, BG_NS "target", card,
          &(bg_scene_edge){.sign = sign,
                           .line = strong ? BG_LINE_SOLID : BG_LINE_DASHED,
                           .arrow = BG_ARROW_FORWARD,
                           .pen_width = 1.5,
                           .tooltip = tooltip},
          false);
}

bg_scene *bg_view_recommendations(const bg_view_input *in) {
  const bg_dataset *d = in->dataset;
  recommendations r = {.in = in, .scene = bg_scene_new("recommendations"), .places = bg_map_new()};
  bg_term_id *ids;
  size_t all = bg_graph_subjects(d, iri(&r, RDF_TYPE), iri(&r, BG_NS "Recommendation"), &ids), count = 0;
  for (size_t i = 0; i < all; i++)
    if (bg_scene_accepted(in, ids[i])) ids[count++] = ids[i];
  size_t top = in->top ? in->top : DEFAULT_TOP, shown = count < top ? count : top;
  for (size_t i = 0; i < shown; i++) add_recommendation(&r, ids[i]);
  bg_free(ids);
  bg_map_free(r.places);
  bg_scene *scene = r.scene;
  bg_buffer more = {0};
  if (shown < count) bg_buffer_printf(&more, " Not drawn: %zu more.", count - shown);
  if (r.left_out)
    bg_buffer_printf(&more, " Of each, %d issues and targets at most are drawn; %zu are left out.", MOST_ENDS,
                     r.left_out);
  scene->title = BG_STR("Who should do what, to whom, about what");
  scene->subtitle =
      bg_arena_printf(scene->arena, "%zu recommendation%s. Read from left to right: issue, recommendation, target.%.*s",
                      shown, shown == 1 ? "" : "s", BG_FMT(bg_buffer_str(&more)));
  scene->source = bg_scene_source(scene, in);
  bg_buffer_free(&more);
  scene->line_names[BG_LINE_SOLID] = BG_STR("strong: must, should");
  scene->line_names[BG_LINE_DASHED] = BG_STR("weaker: should consider, can");
  scene->quiet_name = BG_STR("is about");
  scene->sign_names[0] = BG_STR("avoid this ⊣");
  scene->sign_names[1] = BG_STR("not needed");
  scene->sign_names[2] = BG_STR("do this ▶");
  return scene;
}
