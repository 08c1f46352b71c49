/* Who does what to whom: the map of all actors, and what surrounds one of them. */
#include <stdint.h>
#include <stdlib.h>

#include "base/memory.h"
#include "draw/bundle.h"
#include "draw/columns.h"
#include "draw/label.h"
#include "draw/scene.h"
#include "rdf/vocab.h"

/* A column is about as wide, with the labels of its lines, as six rows are high. */
enum { DEFAULT_TOP = 45, MOST_LINES = 110, MOST_NAMES = 6, ROWS_A_COLUMN = 6, MOST_IN_COLUMNS = 120 };

typedef struct {
  const bg_view_input *in;
  bg_scene *scene;
  bg_bundle *bundles;
  size_t bundle_count;
  size_t *links; /* drawn links of each actor */
  size_t *lines; /* bundles of each actor */
  bool *shown;
  size_t *place; /* index in the scene */
  int *level;    /* which end of an edge is written first: the one with the lower level */
  long *order;   /* or, on one level, with the lower order when the map is folded */
  bool folded;
  size_t actors_with_links;
} map;

/* ---- which actors ---- */

typedef struct {
  const map *m;
} order_context;

static int by_links(const void *a, const void *b, void *context) {
  const map *m = ((order_context *)context)->m;
  size_t i = *(const size_t *)a, k = *(const size_t *)b;
  if (m->links[i] != m->links[k]) return m->links[i] > m->links[k] ? -1 : 1;
  return bg_str_compare(m->in->network->actors[i].id, m->in->network->actors[k].id);
}

/* Actors by drawn links, most first; owned by the caller. */
static size_t *by_importance(const map *m) {
  size_t n = m->in->network->actor_count;
  size_t *order = bg_calloc(n, sizeof *order);
  order_context context = {m};
  for (size_t i = 0; i < n; i++) order[i] = i;
  if (n > 1) qsort_r(order, n, sizeof *order, by_links, &context);
  return order;
}

/* The most important neighbour of each actor, SIZE_MAX without one; owned by the caller. */
static size_t *partners(const map *m, const size_t *order) {
  size_t n = m->in->network->actor_count;
  size_t *rank = bg_calloc(n, sizeof *rank), *partner = bg_calloc(n, sizeof *partner);
  for (size_t i = 0; i < n; i++) rank[order[i]] = i, partner[i] = SIZE_MAX;
  for (size_t i = 0; i < m->bundle_count; i++) {
    size_t a = m->bundles[i].a, b = m->bundles[i].b;
    if (partner[a] == SIZE_MAX || rank[b] < rank[partner[a]]) partner[a] = b;
    if (partner[b] == SIZE_MAX || rank[a] < rank[partner[b]]) partner[b] = a;
  }
  bg_free(rank);
  return partner;
}

/* Lines that an actor would have to those that are shown. */
static size_t lines_to_shown(const map *m, size_t actor) {
  size_t lines = 0;
  for (size_t i = 0; i < m->bundle_count; i++) {
    size_t a = m->bundles[i].a, b = m->bundles[i].b;
    lines += (a == actor && m->shown[b]) || (b == actor && m->shown[a]);
  }
  return lines;
}

/* The most important actors, each with its most important neighbour: nobody stands there without a line. Actors with
 * whom there would be too many lines to tell apart are passed over. */
static void choose_important(map *m, size_t top, size_t most_lines) {
  size_t *order = by_importance(m), *partner = partners(m, order), shown = 0, lines = 0;
  for (size_t k = 0; k < m->in->network->actor_count && shown < top; k++) {
    size_t i = order[k], p = partner[i];
    if (m->shown[i] || p == SIZE_MAX) continue;
    bool alone = !m->shown[p];
    if (shown + 1 + alone > top) continue;
    size_t more = alone ? lines_to_shown(m, p) : 0;
    m->shown[p] = true;
    more += lines_to_shown(m, i);
    if (shown && lines + more > most_lines) {
      m->shown[p] = !alone;
      continue;
    }
    m->shown[i] = true;
    shown += 1 + (size_t)alone;
    lines += more;
  }
  bg_free(order);
  bg_free(partner);
}

static map begin(const bg_view_input *in, const char *name) {
  size_t n = in->network->actor_count;
  map m = {.in = in, .scene = bg_scene_new(name)};
  m.bundles = bg_bundle_links(m.scene, in, &m.bundle_count);
  m.links = bg_calloc(n, sizeof *m.links);
  m.lines = bg_calloc(n, sizeof *m.lines);
  m.shown = bg_calloc(n, sizeof *m.shown);
  m.place = bg_calloc(n, sizeof *m.place);
  m.level = bg_calloc(n, sizeof *m.level);
  m.order = bg_calloc(n, sizeof *m.order);
  for (size_t i = 0; i < m.bundle_count; i++) {
    const bg_bundle *b = &m.bundles[i];
    m.links[b->a] += b->links;
    m.links[b->b] += b->links;
    m.lines[b->a]++;
    m.lines[b->b]++;
  }
  for (size_t i = 0; i < n; i++) m.actors_with_links += m.links[i] > 0;
  bg_scene_name_lines(m.scene);
  m.scene->width_name = BG_STR("width: number of claims");
  return m;
}

static bg_scene *finish(map *m) {
  bg_free(m->bundles);
  bg_free(m->links);
  bg_free(m->lines);
  bg_free(m->shown);
  bg_free(m->place);
  bg_free(m->level);
  bg_free(m->order);
  return m->scene;
}

/* ---- levels: so that dot draws from the actor that acts most towards what it acts on ---- */

/* Marks of the actors that a line ties to one; none if that is SIZE_MAX. Owned by the caller. */
static bool *neighbours(const map *m, size_t actor) {
  bool *near = bg_calloc(m->in->network->actor_count, sizeof *near);
  for (size_t i = 0; i < m->bundle_count; i++) {
    const bg_bundle *b = &m->bundles[i];
    if (b->a == actor) near[b->b] = true;
    if (b->b == actor) near[b->a] = true;
  }
  return near;
}

/* Links that leave the actor less those that reach it. */
static long activity(const map *m, size_t actor) {
  long balance = 0;
  const bg_network *n = m->in->network;
  for (size_t i = 0; i < n->link_count; i++) {
    if (n->links[i].symmetric) continue;
    balance += (n->links[i].from == actor) - (n->links[i].to == actor);
  }
  return balance;
}

/* The two actors with most claims are hubs when each has at least four and a seventh of all: 1 is the one that acts
 * more, 3 the other; 2 stands between or beside the first, 4 beside the second; what touches only smaller hubs is 5,
 * the rest 0. */
static void set_levels(map *m) {
  size_t n = m->in->network->actor_count, total = 0;
  size_t *order = by_importance(m);
  for (size_t i = 0; i < m->bundle_count; i++) total += m->bundles[i].links;
  size_t first = n > 0 && m->links[order[0]] >= 4 && m->links[order[0]] * 7 >= total ? order[0] : SIZE_MAX;
  size_t second =
      first != SIZE_MAX && n > 1 && m->links[order[1]] >= 4 && m->links[order[1]] * 7 >= total ? order[1] : SIZE_MAX;
  if (second != SIZE_MAX && activity(m, second) > activity(m, first)) {
    size_t swap = first;
    first = second;
    second = swap;
  }
  bool *near_first = neighbours(m, first), *near_second = neighbours(m, second);
  for (size_t i = 0; i < n; i++) {
    if (!m->links[i] || first == SIZE_MAX) continue;
    bool minor_hub = m->lines[i] >= 4;
    if (i == first) m->level[i] = 1;
    else if (i == second) m->level[i] = 3;
    else if (minor_hub && near_second[i]) m->level[i] = 4;
    else if (near_first[i]) m->level[i] = 2;
    else if (near_second[i]) m->level[i] = 4;
    else m->level[i] = 5;
  }
  bg_free(near_first);
  bg_free(near_second);
  bg_free(order);
}

/* Does a chain of ties, or a ring, run through more nodes than that, each from a to b? */
static bool has_chain(const bg_pair *ties, size_t count, size_t nodes, size_t most) {
  size_t *length = bg_calloc(nodes, sizeof *length);
  bool more = true;
  for (size_t step = 0; more && step < most; step++) {
    more = false;
    for (size_t i = 0; i < count; i++) {
      if (length[ties[i].b] > length[ties[i].a] || length[ties[i].a] != step) continue;
      length[ties[i].b] = step + 1;
      more = true;
    }
  }
  bg_free(length);
  return more;
}

/* Among actors of one level who acts comes first, as long as that makes no long chains; those fold: actors are drawn in
 * columns, by their distance from the one with most lines. */
static void set_order(map *m) {
  size_t n = m->scene->node_count, count = 0, columns = bg_column_count(n, ROWS_A_COLUMN);
  bg_pair *ties = bg_calloc(m->bundle_count, sizeof *ties);
  int *column = bg_calloc(n, sizeof *column), *colour = bg_calloc(n, sizeof *colour);
  for (size_t i = 0; i < m->bundle_count; i++) {
    size_t a = m->bundles[i].a, b = m->bundles[i].b;
    if (m->shown[a] && m->shown[b] && m->level[a] == m->level[b]) {
      bool forward = m->bundles[i].forward >= m->bundles[i].back;
      ties[count++] = (bg_pair){m->place[forward ? a : b], m->place[forward ? b : a]};
    }
  }
  m->folded = m->in->folded || has_chain(ties, count, n, 2 * columns);
  m->scene->foldable = count && !m->folded;
  bg_columns(ties, count, n, columns, column);
  bg_colour_columns(ties, count, n, column, colour);
  for (size_t i = 0; i < m->in->network->actor_count; i++)
    if (m->shown[i]) m->order[i] = (long)column[m->place[i]] * (long)n + colour[m->place[i]];
  bg_free(ties);
  bg_free(column);
  bg_free(colour);
}

/* ---- edges ---- */

static void add_edge(map *m, const bg_bundle *b, bool a_first) {
  bool named = m->scene->node_count <= MOST_IN_COLUMNS; /* beyond, there is no room for labels beside the nodes */
  bg_arrow arrow = b->forward && b->back         ? BG_ARROW_BOTH
                   : (b->forward > 0) == a_first ? BG_ARROW_FORWARD
                                                 : BG_ARROW_BACK;
  bg_scene_add_edge(m->scene, &(bg_scene_edge){.from = m->place[a_first ? b->a : b->b],
                                               .to = m->place[a_first ? b->b : b->a],
                                               .sign = b->sign,
                                               .line = b->line,
                                               .arrow = arrow,
                                               .label = named ? b->label : BG_STR_EMPTY,
                                               .tooltip = b->tooltip,
                                               .pen_width = bg_bundle_width(b->links)});
}

static void add_shown(map *m) {
  size_t most = 0, all = 0, count = 0;
  for (size_t i = 0; i < m->in->network->actor_count; i++) {
    if (!m->shown[i]) continue;
    if (m->links[i] > most) most = m->links[i];
    all += m->links[i];
    count++;
  }
  /* Hubs have four links at least, a quarter of the most, and half as many again as is usual here. */
  size_t hub_links = 4;
  if (hub_links * 4 < most) hub_links = (most + 3) / 4;
  if (hub_links * 2 * count < 3 * all) hub_links = (3 * all + 2 * count - 1) / (2 * count);
  for (size_t i = 0; i < m->in->network->actor_count; i++) {
    if (!m->shown[i]) continue;
    bg_scene_node node = bg_scene_actor(m->scene, m->in, i, m->links[i], most, hub_links);
    m->place[i] = bg_scene_add_node(m->scene, &node);
  }
}

/* ---- words ---- */

static size_t claims_drawn(const map *m, size_t *lines) {
  size_t claims = 0;
  *lines = 0;
  for (size_t i = 0; i < m->bundle_count; i++) {
    if (!m->shown[m->bundles[i].a] || !m->shown[m->bundles[i].b]) continue;
    claims += m->bundles[i].links;
    ++*lines;
  }
  return claims;
}

/* Laws and agreements stand in the network for what is done about them; without a tie they are nobody. */
static bool is_means(const map *m, const bg_actor *actor) {
  return bg_ontology_is_a(m->in->ontology, actor->class_iri, BG_STR(BG_NS "Initiative"));
}

static void put_isolates(const map *m, bg_buffer *out) {
  size_t isolates = 0;
  const bg_network *n = m->in->network;
  for (size_t i = 0; i < n->actor_count; i++) {
    if (m->links[i] || is_means(m, &n->actors[i])) continue;
    if (isolates < MOST_NAMES)
      bg_buffer_printf(out, "%s%.*s",
                       isolates ? ", " : " Without a tie: ", BG_FMT(bg_scene_name(m->scene, n->actors[i].label)));
    isolates++;
  }
  if (isolates > MOST_NAMES) bg_buffer_printf(out, " and %zu more", isolates - MOST_NAMES);
  if (isolates) bg_buffer_putc(out, '.');
}

static const char *plural(size_t count) {
  return count == 1 ? "" : "s";
}

static void describe_map(map *m) {
  bg_buffer text = {0};
  size_t lines, claims = claims_drawn(m, &lines), all = 0;
  for (size_t i = 0; i < m->bundle_count; i++) all += m->bundles[i].links;
  const char *what = m->in->network->from_claims ? "claim" : "link";
  bg_buffer_printf(&text, "%zu actor%s; %zu %s%s drawn as %zu line%s.", m->scene->node_count,
                   plural(m->scene->node_count), claims, what, plural(claims), lines, plural(lines));
  size_t hidden = m->actors_with_links - m->scene->node_count;
  if (hidden)
    bg_buffer_printf(&text, " Not drawn: %zu less connected actor%s with %zu %s%s.", hidden, plural(hidden),
                     all - claims, what, plural(all - claims));
  size_t loops = m->in->network->self_links;
  if (loops) bg_buffer_printf(&text, " Not drawn: %zu %s%s of an actor on itself.", loops, what, plural(loops));
  if (m->scene->node_count > MOST_IN_COLUMNS) bg_buffer_puts(&text, " So many lines carry no names.");
  put_isolates(m, &text);
  m->scene->title = BG_STR("Who does what to whom");
  m->scene->subtitle = bg_arena_str(m->scene->arena, bg_buffer_str(&text));
  m->scene->source = bg_scene_source(m->scene, m->in);
  bg_buffer_free(&text);
}

/* ---- the map ---- */

bg_scene *bg_view_actors(const bg_view_input *in) {
  map m = begin(in, "actors");
  choose_important(&m, in->top ? in->top : DEFAULT_TOP, in->top ? SIZE_MAX : MOST_LINES);
  set_levels(&m);
  add_shown(&m);
  set_order(&m);
  if (m.scene->node_count > MOST_IN_COLUMNS) m.scene->engine = "sfdp";
  for (size_t i = 0; i < m.bundle_count; i++) {
    const bg_bundle *b = &m.bundles[i];
    if (!m.shown[b->a] || !m.shown[b->b]) continue;
    int difference = m.level[b->a] - m.level[b->b];
    bool first = m.folded ? m.order[b->a] < m.order[b->b] : b->forward >= b->back;
    add_edge(&m, b, difference ? difference < 0 : first);
  }
  describe_map(&m);
  return finish(&m);
}

/* ---- what surrounds one actor ---- */

/* Steps from the center, SIZE_MAX beyond `depth`. */
static size_t *distances(const map *m, size_t center, size_t depth) {
  size_t n = m->in->network->actor_count;
  size_t *distance = bg_calloc(n, sizeof *distance);
  for (size_t i = 0; i < n; i++) distance[i] = i == center ? 0 : SIZE_MAX;
  bool more = true;
  for (size_t step = 1; step <= depth && more; step++) {
    more = false;
    for (size_t i = 0; i < m->bundle_count; i++) {
      const bg_bundle *b = &m->bundles[i];
      bool to_b = distance[b->a] == step - 1 && distance[b->b] > step;
      bool to_a = distance[b->b] == step - 1 && distance[b->a] > step;
      if (to_b) distance[b->b] = step;
      if (to_a) distance[b->a] = step;
      more = more || to_a || to_b;
    }
  }
  return distance;
}

/* Sum of the signs of what ties an actor to those one step nearer: hostile ones stand on the left. */
static long leaning(const map *m, const size_t *distance, size_t actor) {
  long sum = 0;
  for (size_t i = 0; i < m->bundle_count; i++) {
    const bg_bundle *b = &m->bundles[i];
    size_t other = b->a == actor ? b->b : b->b == actor ? b->a : SIZE_MAX;
    if (other != SIZE_MAX && distance[other] != SIZE_MAX && distance[other] + 1 == distance[actor])
      sum += b->sign * (long)b->links;
  }
  return sum;
}

/* The nearest, then those with most links, up to `top`. */
static void choose_near(map *m, const size_t *distance, size_t top) {
  size_t n = m->in->network->actor_count, shown = 0;
  size_t *order = by_importance(m);
  for (size_t step = 0; step < n && shown < top; step++) {
    size_t before = shown;
    for (size_t i = 0; i < n && shown < top; i++)
      if (distance[order[i]] == step) m->shown[order[i]] = true, shown++;
    if (shown == before) break;
  }
  bg_free(order);
}

static void describe_ego(map *m, size_t center, const size_t *distance) {
  size_t near = 0, all = 0;
  for (size_t i = 0; i < m->in->network->actor_count; i++) {
    near += m->shown[i] && i != center;
    all += distance[i] != SIZE_MAX && i != center;
  }
  bg_str label = m->in->network->actors[center].label;
  bg_buffer text = {0};
  bg_buffer_printf(&text, "%zu actor%s tied to it; on the left those with whom conflict prevails.", near, plural(near));
  if (all > near) bg_buffer_printf(&text, " Not drawn: %zu less connected.", all - near);
  m->scene->title = bg_arena_printf(m->scene->arena, "What surrounds %.*s", BG_FMT(bg_scene_name(m->scene, label)));
  m->scene->subtitle = bg_arena_str(m->scene->arena, bg_buffer_str(&text));
  m->scene->source = bg_scene_source(m->scene, m->in);
  bg_buffer_free(&text);
}

bg_scene *bg_view_ego(const bg_view_input *in, size_t center) {
  map m = begin(in, "ego");
  size_t depth = in->depth ? in->depth : 1;
  size_t *distance = distances(&m, center, depth);
  choose_near(&m, distance, in->top ? in->top : DEFAULT_TOP);
  m.shown[center] = true;
  for (size_t i = 0; i < in->network->actor_count; i++)
    if (m.shown[i] && i != center) m.level[i] = (int)distance[i] * (leaning(&m, distance, i) < 0 ? -1 : 1);
  add_shown(&m);
  for (size_t i = 0; i < m.bundle_count; i++) {
    const bg_bundle *b = &m.bundles[i];
    if (!m.shown[b->a] || !m.shown[b->b] || distance[b->a] == distance[b->b]) continue;
    add_edge(&m, b, m.level[b->a] < m.level[b->b]);
  }
  describe_ego(&m, center, distance);
  bg_free(distance);
  return finish(&m);
}
