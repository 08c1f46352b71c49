/* Which issues tie actors together: who is asked to act or acts, on what issue, whom it concerns. */
#include <stdint.h>
#include <stdlib.h>

#include "base/memory.h"
#include "draw/bundle.h"
#include "draw/scene.h"
#include "rdf/graph.h"
#include "rdf/vocab.h"

enum { DEFAULT_TOP = 45, SIDES = 3, LEFT = 0, MIDDLE = 1, RIGHT = 2 };

/* An actor and an issue, as one statement brings them together. */
typedef struct {
  bg_term_id actor;
  bg_term_id issue;
  bool left; /* the actor acts, or is asked to; else the issue is its problem */
  int sign;
  bg_line line;
} tie;

typedef struct {
  const bg_view_input *in;
  bg_scene *scene;
  tie *ties;
  size_t count, capacity;
  uint32_t *ranks; /* of terms, so that nothing depends on the order of the input */
  bool *shown;     /* by (term id, side) */
  size_t *place;   /* scene node + 1 of each (term id, side) */
} issues;

static bg_term_id iri(const issues *v, const char *text) {
  return bg_dataset_find_iri(v->in->dataset, text);
}

static bool is_a(const issues *v, bg_term_id node, const char *class_iri) {
  bg_str class = bg_graph_value(v->in->dataset, node, iri(v, RDF_TYPE));
  return bg_ontology_is_a(v->in->ontology, class, bg_str_from(class_iri));
}

static void add_tie(issues *v, bg_term_id actor, bg_term_id issue, bool left, int sign, bg_line line) {
  bool fits = actor && issue && is_a(v, issue, BG_NS "Issue") && !is_a(v, actor, BG_NS "Issue") &&
              (is_a(v, actor, BG_NS "Actor") || is_a(v, actor, BG_NS "Initiative"));
  if (!fits) return;
  BG_GROW(v->ties, v->capacity, v->count + 1);
  v->ties[v->count++] = (tie){actor, issue, left, sign, line};
}

/* Every (actor, issue) of two properties of a node. */
static void cross(issues *v, bg_term_id node, const char *actors, const char *topics, bool left, int sign,
                  bg_line line) {
  bg_term_id *a, *t;
  size_t actor_count = bg_graph_objects(v->in->dataset, node, iri(v, actors), &a);
  size_t topic_count = bg_graph_objects(v->in->dataset, node, iri(v, topics), &t);
  for (size_t i = 0; i < actor_count; i++)
    for (size_t k = 0; k < topic_count; k++) add_tie(v, a[i], t[k], left, sign, line);
  bg_free(a);
  bg_free(t);
}

static bg_line line_of(const issues *v, bg_term_id claim) {
  bg_modality modality = BG_ASSERTED;
  bg_str name = bg_iri_local_name(bg_graph_value(v->in->dataset, claim, iri(v, BG_NS "modality")));
  if (!bg_modality_parse(name, &modality) || modality == BG_ASSERTED) return BG_LINE_SOLID;
  return modality == BG_RECOMMENDED ? BG_LINE_DASHED : BG_LINE_DOTTED;
}

static void read_claim(issues *v, bg_term_id claim) {
  const bg_dataset *d = v->in->dataset;
  if (!bg_scene_accepted(v->in, claim) ||
      bg_str_ends(bg_graph_value(d, claim, iri(v, BG_NS "polarity")), BG_STR("#negated")))
    return;
  const bg_relation *relation =
      bg_ontology_relation(v->in->ontology, bg_graph_value(d, claim, iri(v, RDF_NS "predicate")));
  bg_term_id object = bg_graph_object(d, claim, iri(v, RDF_NS "object"));
  bg_term_id subject = bg_graph_object(d, claim, iri(v, RDF_NS "subject"));
  bg_line line = line_of(v, claim);
  bool faces = relation && relation->sign < 0;
  if (object && is_a(v, object, BG_NS "Issue"))
    add_tie(v, subject, object, !faces, relation ? relation->sign : 0, line);
  cross(v, claim, RDF_NS "subject", BG_NS "topic", true, 0, line);
  cross(v, claim, RDF_NS "object", BG_NS "topic", false, 0, line);
}

static void read_recommendation(issues *v, bg_term_id node) {
  if (!bg_scene_accepted(v->in, node)) return;
  cross(v, node, BG_NS "addressee", BG_NS "onIssue", true, 1, BG_LINE_DASHED);
  cross(v, node, BG_NS "target", BG_NS "onIssue", false, 0, BG_LINE_DASHED);
}

/* ---- drawing ---- */

static int by_ends(const void *a, const void *b, void *context) {
  const tie *x = a, *y = b;
  const uint32_t *ranks = context;
  if (x->issue != y->issue) return ranks[x->issue] < ranks[y->issue] ? -1 : 1;
  if (x->left != y->left) return x->left ? -1 : 1;
  if (x->actor != y->actor) return ranks[x->actor] < ranks[y->actor] ? -1 : 1;
  if (x->line != y->line) return (int)x->line - (int)y->line;
  return x->sign - y->sign;
}

/* One line for each actor and issue, or the picture is a thicket: it is drawn as the firmest of its statements. */
static bool same_line(const tie *x, const tie *y) {
  return x->issue == y->issue && x->left == y->left && x->actor == y->actor;
}

static size_t place_of(issues *v, bg_term_id node, size_t side) {
  static const char *const prefixes[] = {"l-", "m-", "r-"};
  size_t *place = &v->place[SIDES * (size_t)node + side];
  if (!*place) {
    bg_scene_node n = bg_scene_entity(v->scene, v->in, node, prefixes[side]);
    *place = bg_scene_add_node(v->scene, &n) + 1;
  }
  return *place - 1;
}

static void draw_line(issues *v, const tie *ties, size_t count) {
  const bg_dataset *d = v->in->dataset;
  const tie *first = ties; /* the firmest that takes a side, so that colour and line are of one statement */
  for (size_t i = 0; i < count && !first->sign; i++)
    if (ties[i].sign) first = &ties[i];
  size_t issue = place_of(v, ties[0].issue, 1), actor = place_of(v, ties[0].actor, ties[0].left ? 0 : 2);
  bg_str tooltip =
      bg_arena_printf(v->scene->arena, "%.*s – %.*s: %zu statement%s",
                      BG_FMT(bg_scene_name(v->scene, bg_graph_label(d, ties[0].actor))),
                      BG_FMT(bg_scene_name(v->scene, bg_graph_label(d, ties[0].issue))), count, count == 1 ? "" : "s");
  bg_scene_add_edge(v->scene, &(bg_scene_edge){.from = ties[0].left ? actor : issue,
                                               .to = ties[0].left ? issue : actor,
                                               .sign = first->sign,
                                               .line = first->line,
                                               .arrow = ties[0].left ? BG_ARROW_FORWARD : BG_ARROW_NONE,
                                               .tooltip = tooltip,
                                               .pen_width = bg_bundle_width(count)});
}

/* ---- choosing what is drawn ---- */

typedef struct {
  size_t key; /* (term id, side) */
  size_t weight;
  uint32_t rank;
} weighed;

static int by_weight(const void *a, const void *b) {
  const weighed *x = a, *y = b;
  if (x->weight != y->weight) return x->weight > y->weight ? -1 : 1;
  if (x->rank != y->rank) return x->rank < y->rank ? -1 : 1;
  return x->key < y->key ? -1 : x->key > y->key;
}

static size_t key_of_issue(const tie *t) {
  return SIDES * (size_t)t->issue + MIDDLE;
}

static size_t key_of_actor(const tie *t) {
  return SIDES * (size_t)t->actor + (t->left ? LEFT : RIGHT);
}

/* Marks as shown the `top` heaviest ends of ties, issues or actors; of ties to issues that are not shown, none. How
 * many ends are left out is returned. */
static size_t choose(issues *v, bool actors, size_t top) {
  size_t keys = SIDES * (bg_dataset_term_count(v->in->dataset) + 1), count = 0;
  size_t *weight = bg_calloc(keys, sizeof *weight);
  for (size_t i = 0; i < v->count; i++)
    if (!actors) weight[key_of_issue(&v->ties[i])]++;
    else if (v->shown[key_of_issue(&v->ties[i])]) weight[key_of_actor(&v->ties[i])]++;
  weighed *order = NULL;
  size_t capacity = 0;
  for (size_t k = 0; k < keys; k++) {
    if (!weight[k]) continue;
    BG_GROW(order, capacity, count + 1);
    order[count++] = (weighed){k, weight[k], v->ranks[k / SIDES]};
  }
  if (count > 1) qsort(order, count, sizeof *order, by_weight);
  for (size_t i = 0; i < count && i < top; i++) v->shown[order[i].key] = true;
  bg_free(order);
  bg_free(weight);
  return count > top ? count - top : 0;
}

static void draw_ties(issues *v) {
  if (v->count > 1) qsort_r(v->ties, v->count, sizeof *v->ties, by_ends, v->ranks);
  for (size_t i = 0, run; i < v->count; i += run) {
    const tie *t = &v->ties[i];
    for (run = 1; i + run < v->count && same_line(t, &v->ties[i + run]);) run++;
    if (v->shown[key_of_issue(t)] && v->shown[key_of_actor(t)]) draw_line(v, t, run);
  }
}

static void each(issues *v, const char *class_iri, void (*read)(issues *, bg_term_id)) {
  bg_term_id *ids;
  size_t count = bg_graph_subjects(v->in->dataset, iri(v, RDF_TYPE), iri(v, class_iri), &ids);
  for (size_t i = 0; i < count; i++) read(v, ids[i]);
  bg_free(ids);
}

static size_t count_issues(const bg_scene *scene) {
  size_t count = 0;
  for (size_t i = 0; i < scene->node_count; i++) count += bg_str_starts(scene->nodes[i].id, BG_STR("m-"));
  return count;
}

static void describe(const issues *v, size_t hidden_issues, size_t hidden_actors) {
  bg_scene *scene = v->scene;
  size_t shown = count_issues(scene);
  bg_buffer text = {0};
  bg_buffer_printf(
      &text,
      "From left to right: who acts or is asked to act, the issue, whom it concerns. %zu issue%s by number "
      "of statements; a line is drawn as the firmest that takes a side.",
      shown, shown == 1 ? "" : "s");
  if (hidden_issues || hidden_actors) bg_buffer_puts(&text, " Not drawn: what fewer statements speak of,");
  if (hidden_issues) bg_buffer_printf(&text, " %zu issue%s", hidden_issues, hidden_issues == 1 ? "" : "s");
  if (hidden_issues && hidden_actors) bg_buffer_puts(&text, " and");
  if (hidden_actors)
    bg_buffer_printf(&text, " %zu actor%s beside those drawn", hidden_actors, hidden_actors == 1 ? "" : "s");
  if (hidden_issues || hidden_actors) bg_buffer_putc(&text, '.');
  scene->title = BG_STR("Which issues tie actors together");
  scene->subtitle = bg_arena_str(scene->arena, bg_buffer_str(&text));
  scene->source = bg_scene_source(scene, v->in);
  bg_buffer_free(&text);
  bg_scene_name_lines(scene);
  scene->sign_names[0] = BG_STR("its problem, or made worse");
  scene->sign_names[1] = BG_STR("concerns");
  scene->sign_names[2] = BG_STR("deals with it ▶");
  scene->width_name = BG_STR("width: number of statements");
}

/* A third of the places at most is for issues, the rest for actors; an actor that acts and is concerned takes two. */
bg_scene *bg_view_issues(const bg_view_input *in) {
  size_t keys = SIDES * (bg_dataset_term_count(in->dataset) + 1), top = in->top ? in->top : DEFAULT_TOP;
  issues v = {.in = in,
              .scene = bg_scene_new("issues"),
              .ranks = bg_dataset_ranks(in->dataset),
              .shown = bg_calloc(keys, sizeof(bool)),
              .place = bg_calloc(keys, sizeof(size_t))};
  each(&v, BG_NS "Claim", read_claim);
  each(&v, BG_NS "Recommendation", read_recommendation);
  size_t issue_places = (top + 2) / 3, hidden_issues = choose(&v, false, issue_places), issues_shown = 0;
  for (size_t i = MIDDLE; i < keys; i += SIDES) issues_shown += v.shown[i];
  size_t hidden_actors = choose(&v, true, top > issues_shown ? top - issues_shown : 1);
  draw_ties(&v);
  describe(&v, hidden_issues, hidden_actors);
  bg_free(v.ties);
  bg_free(v.ranks);
  bg_free(v.shown);
  bg_free(v.place);
  return v.scene;
}
