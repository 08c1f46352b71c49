/* The two blocs of least frustration. */
#include <stdint.h>
#include <stdlib.h>

#include "base/memory.h"
#include "draw/columns.h"
#include "draw/label.h"
#include "draw/scene.h"

/* A column of a bloc, with what is between it and the next, is about as wide as four rows are high. */
enum { DEFAULT_TOP = 45, MOST_TRIADS = 6, BLOCS = 2, ROWS_A_COLUMN = 4, MOST_AROUND = 6 };

static const double least_broker = 0.005; /* that is written */

/* Ties of each actor; owned by the caller. */
static size_t *count_ties(const bg_signed *s, size_t actors) {
  size_t *ties = bg_calloc(actors, sizeof *ties);
  for (size_t i = 0; i < s->tie_count; i++) {
    ties[s->ties[i].a]++;
    ties[s->ties[i].b]++;
  }
  return ties;
}

typedef struct {
  size_t actor;
  size_t ties;
} weighed;

static int by_ties(const void *a, const void *b) {
  const weighed *x = a, *y = b;
  if (x->ties != y->ties) return x->ties > y->ties ? -1 : 1;
  return x->actor < y->actor ? -1 : x->actor > y->actor;
}

/* Marks the actors with most ties, `top` at most, and then drops who has no tie to another of them. The number of
 * actors with a tie that are left out is returned. */
static size_t choose(const bg_signed *s, size_t actors, size_t top, bool *shown) {
  size_t *ties = count_ties(s, actors), hidden = 0;
  weighed *order = bg_calloc(actors, sizeof *order);
  bool *chosen = bg_calloc(actors, sizeof *chosen);
  for (size_t i = 0; i < actors; i++) order[i] = (weighed){i, ties[i]};
  if (actors > 1) qsort(order, actors, sizeof *order, by_ties);
  /* Where many have one tie only, ends of the first ties are as good as any. */
  size_t count = 0;
  for (size_t i = 0; i < actors && count < top && order[i].ties > 1; i++, count++) chosen[order[i].actor] = true;
  for (size_t i = 0; i < s->tie_count; i++) {
    size_t a = s->ties[i].a, b = s->ties[i].b;
    size_t more = (size_t)!chosen[a] + (size_t)!chosen[b];
    if (count + more <= top) {
      chosen[a] = chosen[b] = true;
      count += more;
    }
    if (chosen[a] && chosen[b]) shown[a] = shown[b] = true;
  }
  for (size_t i = 0; i < actors; i++) hidden += ties[i] && !shown[i];
  bg_free(ties);
  bg_free(order);
  bg_free(chosen);
  return hidden;
}

static bg_str name_triads(bg_scene *scene, const bg_view_input *in, const bg_signed *s) {
  bg_buffer text = {0};
  size_t shown = 0, unbalanced = s->triad_count - s->balanced_triads;
  if (s->triad_count)
    bg_buffer_printf(&text, "%zu of %zu closed triads are balanced.", s->balanced_triads, s->triad_count);
  else bg_buffer_puts(&text, "No three actors are all tied to each other.");
  for (size_t i = 0; i < s->triad_count && shown < MOST_TRIADS; i++) {
    const bg_triad *t = &s->triads[i];
    if (t->balanced) continue;
    bg_buffer_puts(&text, shown++ ? "; " : " Unbalanced: ");
    for (size_t k = 0; k < 3; k++)
      bg_buffer_printf(&text, "%s%.*s", k ? " – " : "",
                       BG_FMT(bg_scene_name(scene, in->network->actors[t->actors[k]].label)));
  }
  if (unbalanced > shown) bg_buffer_printf(&text, "; and %zu more", unbalanced - shown);
  if (shown) bg_buffer_putc(&text, '.');
  bg_str kept = bg_arena_str(scene->arena, bg_buffer_str(&text));
  bg_buffer_free(&text);
  return kept;
}

static void add_actor(bg_scene *scene, const bg_view_input *in, size_t actor, size_t *place) {
  bg_scene_node node = bg_scene_actor(scene, in, actor, in->network->actors[actor].link_count, 1, SIZE_MAX);
  double broker = in->measures->values[BG_BETWEENNESS][actor];
  bg_buffer html = {0};
  bg_scene_put_label(&html, in->network->actors[actor].label);
  if (broker >= least_broker)
    bg_buffer_printf(&html, "<BR/><FONT POINT-SIZE=\"9.5\" COLOR=\"%s\">broker %.2f</FONT>",
                     bg_theme_colours(in->theme)->muted, broker);
  node.html = bg_arena_str(scene->arena, bg_buffer_str(&html));
  node.font_size = 13;
  node.pen_width = 1.6;
  node.cluster = in->measures->balance->bloc[actor];
  bg_buffer_free(&html);
  place[actor] = bg_scene_add_node(scene, &node);
}

/* Actors of a bloc stand in columns by their ties within it, those with most ties at the side of the other bloc. One
 * column is clearer where many ties would leave the columns behind and have to go around. */
static void set_columns(bg_scene *scene, const bg_signed *s, const bool *shown, const size_t *place, int bloc) {
  size_t n = scene->node_count, count = 0, members = 0, around = 0;
  bg_pair *ties = bg_calloc(s->tie_count, sizeof *ties);
  int *column = bg_calloc(n, sizeof *column), last = 0;
  for (size_t i = 0; i < n; i++) members += scene->nodes[i].cluster == bloc;
  for (size_t i = 0; i < s->tie_count; i++) {
    const bg_signed_tie *t = &s->ties[i];
    if (!shown[t->a] || !shown[t->b]) continue;
    bg_pair pair = {place[t->a], place[t->b]};
    if (scene->nodes[pair.a].cluster == bloc && scene->nodes[pair.b].cluster == bloc) ties[count++] = pair;
  }
  bg_columns(ties, count, n, bg_column_count(members, ROWS_A_COLUMN), column);
  for (size_t i = 0; i < s->tie_count; i++) {
    const bg_signed_tie *t = &s->ties[i];
    if (!shown[t->a] || !shown[t->b]) continue;
    size_t a = place[t->a], b = place[t->b];
    if (scene->nodes[a].cluster == scene->nodes[b].cluster) continue;
    around += (scene->nodes[a].cluster == bloc && column[a]) || (scene->nodes[b].cluster == bloc && column[b]);
  }
  for (size_t i = 0; i < n && around > MOST_AROUND; i++) column[i] = 0;
  for (size_t i = 0; i < n; i++)
    if (scene->nodes[i].cluster == bloc && column[i] > last) last = column[i];
  for (size_t i = 0; i < n; i++)
    if (scene->nodes[i].cluster == bloc) scene->nodes[i].column = bloc == 1 ? last - column[i] : column[i];
  bg_free(ties);
  bg_free(column);
}

/* Keeps the columns apart and the second bloc to the right of the first: a chain through one actor of each. */
static void hold_apart(bg_scene *scene) {
  size_t before = SIZE_MAX;
  for (int bloc = 1; bloc <= BLOCS; bloc++)
    for (int column = 0, found = 1; found; column++) {
      found = 0;
      for (size_t i = 0; i < scene->node_count && !found; i++) {
        if (scene->nodes[i].cluster != bloc || scene->nodes[i].column != column) continue;
        if (before != SIZE_MAX)
          bg_scene_add_edge(scene,
                            &(bg_scene_edge){.from = before, .to = i, .quiet = true, .hidden = true, .pen_width = 1});
        before = i;
        found = 1;
      }
    }
}

static void add_tie(bg_scene *scene, const bg_view_input *in, const bg_signed_tie *tie, const size_t *place) {
  const bg_actor *actors = in->network->actors;
  const int *bloc = in->measures->balance->bloc;
  size_t a = place[tie->a], b = place[tie->b];
  bool same = bloc[tie->a] == bloc[tie->b];
  int difference = same ? scene->nodes[a].column - scene->nodes[b].column : bloc[tie->a] - bloc[tie->b];
  bool turn = difference > 0;  /* lines run from left to right */
  bg_str label = BG_STR_EMPTY; /* most sums are 1: numbers stand where there is more to say */
  if (tie->sum > 1) label = bg_arena_printf(scene->arena, "+%d", tie->sum);
  if (tie->sum < -1) label = bg_arena_printf(scene->arena, "−%d", -tie->sum);
  bg_str tooltip = bg_arena_printf(scene->arena, "%.*s – %.*s: signs add up to %d%s",
                                   BG_FMT(bg_scene_name(scene, actors[tie->a].label)),
                                   BG_FMT(bg_scene_name(scene, actors[tie->b].label)), tie->sum,
                                   tie->frustrated ? "; against the grain of the two blocs" : "");
  bg_scene_add_edge(scene, &(bg_scene_edge){.from = turn ? b : a,
                                            .to = turn ? a : b,
                                            .sign = tie->sum > 0   ? 1
                                                    : tie->sum < 0 ? -1
                                                                   : 0,
                                            .line = tie->sum ? BG_LINE_SOLID : BG_LINE_DASHED,
                                            .arrow = BG_ARROW_NONE,
                                            .label = label,
                                            .tooltip = tooltip,
                                            .pen_width = tie->frustrated ? 4.5 : 1.6,
                                            .level = same && !difference});
}

/* What the legend says of what is drawn besides lines. */
static bg_str make_note(bg_scene *scene, bool broker) {
  static const char *const words[] = {"thick: against the grain", "number: sum of signs", "broker: betweenness"};
  bool drawn[3] = {false, false, broker};
  for (size_t i = 0; i < scene->edge_count; i++) {
    drawn[0] = drawn[0] || scene->edges[i].pen_width > 4;
    drawn[1] = drawn[1] || scene->edges[i].label.len;
  }
  bg_buffer text = {0};
  for (size_t i = 0; i < 3; i++)
    if (drawn[i]) bg_buffer_printf(&text, "%s%s", text.len ? "; " : "", words[i]);
  bg_str kept = bg_arena_str(scene->arena, bg_buffer_str(&text));
  bg_buffer_free(&text);
  return kept;
}

bg_scene *bg_view_balance(const bg_view_input *in) {
  const bg_signed *s = in->measures->balance;
  size_t n = in->network->actor_count;
  bg_scene *scene = bg_scene_new("balance");
  size_t *place = bg_calloc(n, sizeof *place);
  bool *shown = bg_calloc(n, sizeof *shown);
  size_t hidden = choose(s, n, in->top ? in->top : DEFAULT_TOP, shown);
  bool broker = false;
  for (size_t i = 0; i < n; i++) {
    if (!shown[i]) continue;
    add_actor(scene, in, i, place);
    broker = broker || in->measures->values[BG_BETWEENNESS][i] >= least_broker;
  }
  for (int bloc = 1; bloc <= BLOCS; bloc++) set_columns(scene, s, shown, place, bloc);
  for (size_t i = 0; i < s->tie_count; i++)
    if (shown[s->ties[i].a] && shown[s->ties[i].b]) add_tie(scene, in, &s->ties[i], place);
  hold_apart(scene);
  bg_free(shown);
  bg_free(place);
  scene->title = BG_STR("Two blocs that fit the ties best");
  bg_str more =
      hidden ? bg_arena_printf(scene->arena, " Not drawn: %zu less connected actor%s.", hidden, hidden == 1 ? "" : "s")
             : BG_STR("");
  scene->subtitle =
      bg_arena_printf(scene->arena,
                      "A computed split, no alliances. Net sign of what is stated, alleged or implied; recommendations "
                      "and possibilities are left out. Two blocs that "
                      "leave the fewest ties against the grain: %zu of %zu%s.%.*s",
                      s->frustration, s->positive + s->negative, s->exact ? "" : " (best found)", BG_FMT(more));
  scene->source = bg_scene_source(scene, in);
  scene->remark = name_triads(scene, in, s);
  scene->line_names[BG_LINE_SOLID] = BG_STR("");
  scene->line_names[BG_LINE_DASHED] = BG_STR("cancels out");
  scene->sign_names[0] = BG_STR("net conflict −");
  scene->sign_names[1] = BG_STR("");
  scene->sign_names[2] = BG_STR("net cooperation +");
  scene->note = make_note(scene, broker);
  scene->cluster_names[1] = BG_STR("Bloc 1");
  scene->cluster_names[2] = BG_STR("Bloc 2");
  return scene;
}
