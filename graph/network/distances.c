#include "network/distances.h"

#include <math.h>
#include <stdint.h>

#include "base/memory.h"

enum { AT_ONCE = 64 };

/* Who is reached in one step back along the ties: those of `v` are from[starts[v]] to from[starts[v + 1] - 1]. */
typedef struct {
  size_t actors;
  size_t *starts;
  size_t *from;
} ties_back;

/* Bit k of an actor's words is about the search from actor number k of those that are searched from at once. */
typedef struct {
  ties_back ties;
  uint64_t *seen, *front, *next;
  double pairs, sum, most;
} search;

static void count_tie(ties_back *t, size_t from, size_t to) {
  (void)from;
  t->starts[to + 1]++;
}

static void put_tie(ties_back *t, size_t from, size_t to) {
  t->from[t->starts[to]++] = from;
}

static void each_tie(const igraph_t *graph, ties_back *t, void (*take)(ties_back *, size_t, size_t)) {
  for (igraph_integer_t e = 0; e < igraph_ecount(graph); e++) {
    size_t from = (size_t)IGRAPH_FROM(graph, e), to = (size_t)IGRAPH_TO(graph, e);
    take(t, from, to);
    if (!igraph_is_directed(graph)) take(t, to, from);
  }
}

static ties_back make_ties(const igraph_t *graph) {
  ties_back t = {.actors = (size_t)igraph_vcount(graph)};
  t.starts = bg_calloc(t.actors + 2, sizeof *t.starts);
  t.from = bg_calloc((size_t)igraph_ecount(graph) * 2, sizeof *t.from);
  each_tie(graph, &t, count_tie);
  for (size_t i = 0; i < t.actors; i++) t.starts[i + 1] += t.starts[i];
  each_tie(graph, &t, put_tie);
  for (size_t i = t.actors; i > 0; i--) t.starts[i] = t.starts[i - 1]; /* each moved to the start of the next */
  t.starts[0] = 0;
  return t;
}

/* One step of all searches; reached[k] is how many actors search k sees for the first time. False: none does. */
static bool step(search *s, size_t reached[AT_ONCE]) {
  bool any = false;
  for (size_t v = 0; v < s->ties.actors; v++) {
    if (!s->front[v]) continue;
    for (size_t i = s->ties.starts[v]; i < s->ties.starts[v + 1]; i++) s->next[s->ties.from[i]] |= s->front[v];
  }
  for (size_t v = 0; v < s->ties.actors; v++) {
    uint64_t new = s->next[v] & ~s->seen[v];
    s->next[v] = 0;
    s->front[v] = new;
    s->seen[v] |= new;
    any |= new != 0;
    for (; new; new &= new - 1) reached[__builtin_ctzll(new)]++;
  }
  return any;
}

static void search_from(search *s, size_t first, size_t count, double *harmonic) {
  for (size_t v = 0; v < s->ties.actors; v++) s->seen[v] = s->front[v] = 0;
  for (size_t k = 0; k < count; k++) s->seen[first + k] = s->front[first + k] = (uint64_t)1 << k;
  for (size_t steps = 1;; steps++) {
    size_t reached[AT_ONCE] = {0};
    if (!step(s, reached)) return;
    double distance = (double)steps;
    if (distance > s->most) s->most = distance;
    for (size_t k = 0; k < count; k++) {
      s->pairs += (double)reached[k];
      s->sum += distance * (double)reached[k];
      /* one by one, as rounding would have it */
      for (size_t i = 0; harmonic && i < reached[k]; i++) harmonic[first + k] += 1 / distance;
    }
  }
}

bg_distances bg_all_distances(const igraph_t *graph, double *harmonic) {
  search s = {.ties = make_ties(graph)};
  size_t n = s.ties.actors;
  s.seen = bg_calloc(n, sizeof *s.seen);
  s.front = bg_calloc(n, sizeof *s.front);
  s.next = bg_calloc(n, sizeof *s.next);
  for (size_t v = 0; harmonic && v < n; v++) harmonic[v] = 0;
  for (size_t first = 0; first < n; first += AT_ONCE)
    search_from(&s, first, n - first < AT_ONCE ? n - first : (size_t)AT_ONCE, harmonic);
  for (size_t v = 0; harmonic && n > 1 && v < n; v++) harmonic[v] *= 1 / ((double)n - 1);
  bg_free(s.ties.starts);
  bg_free(s.ties.from);
  bg_free(s.seen);
  bg_free(s.front);
  bg_free(s.next);
  return (bg_distances){s.most, s.pairs > 0 ? s.sum / s.pairs : NAN};
}
