#include "network/frustration.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/memory.h"

enum { RUNS = 64 };
/* A search that visits more nodes than this gives up its proof: about a second. */
static const size_t MOST_VISITS = 50000000;

/* Neighbours of every actor, as one array with offsets. */
typedef struct {
  size_t *first; /* actor_count + 1 */
  size_t *other;
  int *sign;
  size_t *degree; /* within what is left of the 2-core */
  size_t actor_count;
  int *bloc;
} signed_graph;

static void add_neighbour(signed_graph *g, size_t *fill, size_t a, size_t b, int sum) {
  g->other[fill[a]] = b;
  g->sign[fill[a]++] = sum > 0 ? 1 : -1;
}

static void build(signed_graph *g, const bg_signed_tie *ties, size_t tie_count) {
  size_t n = g->actor_count;
  g->first = bg_calloc(n + 1, sizeof *g->first);
  g->degree = bg_calloc(n, sizeof *g->degree);
  g->other = bg_calloc(2 * tie_count, sizeof *g->other);
  g->sign = bg_calloc(2 * tie_count, sizeof *g->sign);
  for (size_t i = 0; i < tie_count; i++) {
    if (!ties[i].sum) continue;
    g->degree[ties[i].a]++;
    g->degree[ties[i].b]++;
  }
  for (size_t i = 0; i < n; i++) g->first[i + 1] = g->first[i] + g->degree[i];
  size_t *fill = bg_calloc(n + 1, sizeof *fill);
  for (size_t i = 0; i < n; i++) fill[i] = g->first[i];
  for (size_t i = 0; i < tie_count; i++) {
    if (!ties[i].sum) continue;
    add_neighbour(g, fill, ties[i].a, ties[i].b, ties[i].sum);
    add_neighbour(g, fill, ties[i].b, ties[i].a, ties[i].sum);
  }
  bg_free(fill);
}

/* Take off leaves until none is left: they can always go with their only neighbour. The order of removal comes back, so
 * that they can be put back from the last to the first. */
static size_t strip_leaves(signed_graph *g, size_t *removed, bool *gone) {
  size_t count = 0, head = 0;
  for (size_t i = 0; i < g->actor_count; i++)
    if (g->degree[i] == 1) removed[count++] = i;
  while (head < count) {
    size_t leaf = removed[head++];
    gone[leaf] = true;
    for (size_t k = g->first[leaf]; k < g->first[leaf + 1]; k++) {
      size_t other = g->other[k];
      if (!gone[other] && --g->degree[other] == 1) removed[count++] = other;
    }
  }
  return count;
}

static void put_back(signed_graph *g, const size_t *removed, size_t count) {
  for (size_t i = count; i-- > 0;) {
    size_t leaf = removed[i];
    for (size_t k = g->first[leaf]; k < g->first[leaf + 1]; k++) {
      int other = g->bloc[g->other[k]];
      if (other) g->bloc[leaf] = g->sign[k] > 0 ? other : 3 - other;
    }
    if (!g->bloc[leaf]) g->bloc[leaf] = 1; /* the last of a tree */
  }
}

/* ---- one component of the 2-core ---- */

typedef struct {
  const signed_graph *g;
  const size_t *members; /* in the order of the search */
  size_t count;
  int *best;
  size_t best_cost;
  size_t visits;
} search;

/* Ties of an actor to placed ones that would go against the grain if it stood in `bloc`. */
static size_t cost_of(const signed_graph *g, size_t actor, int bloc) {
  size_t cost = 0;
  for (size_t k = g->first[actor]; k < g->first[actor + 1]; k++) {
    int other = g->bloc[g->other[k]];
    cost += other && (g->sign[k] > 0) != (other == bloc);
  }
  return cost;
}

static void branch(search *s, size_t depth, size_t cost) {
  if (++s->visits > MOST_VISITS || cost >= s->best_cost) return;
  if (depth == s->count) {
    s->best_cost = cost;
    for (size_t i = 0; i < s->count; i++) s->best[i] = s->g->bloc[s->members[i]];
    return;
  }
  size_t actor = s->members[depth];
  size_t costs[2] = {cost_of(s->g, actor, 1), cost_of(s->g, actor, 2)};
  int first = costs[1] < costs[0] ? 2 : 1;
  for (int i = 0; i < (depth ? 2 : 1); i++) { /* the first may stand in bloc 1: the two blocs are alike */
    int bloc = i ? 3 - first : first;
    s->g->bloc[actor] = bloc;
    branch(s, depth + 1, cost + costs[bloc - 1]);
  }
  s->g->bloc[actor] = 0;
}

/* xorshift64* (Vigna 2016): seeded by the run, so that every run of the program does the same. */
static uint64_t next_random(uint64_t *state) {
  *state ^= *state >> 12;
  *state ^= *state << 25;
  *state ^= *state >> 27;
  return *state * 0x2545f4914f6cdd1du;
}

/* From a random start, move single actors while that helps. */
static size_t descend(const search *s, uint64_t seed) {
  uint64_t state = seed * 0x9e3779b97f4a7c15u + 1;
  for (size_t i = 0; i < s->count; i++) s->g->bloc[s->members[i]] = 1 + (int)(next_random(&state) >> 63);
  for (bool moved = true; moved;) {
    moved = false;
    for (size_t i = 0; i < s->count; i++) {
      size_t actor = s->members[i];
      int bloc = s->g->bloc[actor];
      if (cost_of(s->g, actor, 3 - bloc) >= cost_of(s->g, actor, bloc)) continue;
      s->g->bloc[actor] = 3 - bloc;
      moved = true;
    }
  }
  size_t cost = 0;
  for (size_t i = 0; i < s->count; i++) cost += cost_of(s->g, s->members[i], s->g->bloc[s->members[i]]);
  return cost / 2;
}

static void descend_often(search *s) {
  for (uint64_t run = 1; run <= RUNS; run++) {
    size_t cost = descend(s, run);
    if (cost >= s->best_cost) continue;
    s->best_cost = cost;
    for (size_t i = 0; i < s->count; i++) s->best[i] = s->g->bloc[s->members[i]];
  }
  for (size_t i = 0; i < s->count; i++) s->g->bloc[s->members[i]] = 0;
}

static bool solve(const signed_graph *g, const size_t *members, size_t count) {
  search s = {.g = g, .members = members, .count = count, .best = bg_calloc(count, sizeof(int)), .best_cost = SIZE_MAX};
  bool exact = count <= BG_EXACT_ACTORS;
  descend_often(&s); /* a good bound makes branching fast */
  if (exact) {
    s.best_cost++; /* so that branching finds its own first solution among the best, in a fixed order */
    branch(&s, 0, 0);
    exact = s.visits <= MOST_VISITS;
    for (size_t i = 0; i < count; i++) g->bloc[members[i]] = 0;
  }
  for (size_t i = 0; i < count; i++) g->bloc[members[i]] = s.best[i];
  bg_free(s.best);
  return exact;
}

/* Members of the component of `start`, breadth first: each is tied to an earlier one, which prunes well. */
static size_t component(const signed_graph *g, size_t start, const bool *gone, bool *seen, size_t *members) {
  size_t count = 0;
  members[count++] = start;
  seen[start] = true;
  for (size_t head = 0; head < count; head++)
    for (size_t k = g->first[members[head]]; k < g->first[members[head] + 1]; k++) {
      size_t other = g->other[k];
      if (seen[other] || gone[other]) continue;
      seen[other] = true;
      members[count++] = other;
    }
  return count;
}

/* Bloc 1 is the one of the first actor of each component, leaves included. */
static void name_blocs(const signed_graph *g, size_t *members) {
  bool *seen = bg_calloc(g->actor_count, sizeof *seen), *none = bg_calloc(g->actor_count, sizeof *none);
  for (size_t i = 0; i < g->actor_count; i++) {
    if (seen[i] || !g->bloc[i]) continue;
    size_t count = component(g, i, none, seen, members);
    if (g->bloc[i] == 1) continue;
    for (size_t k = 0; k < count; k++) g->bloc[members[k]] = 3 - g->bloc[members[k]];
  }
  bg_free(seen);
  bg_free(none);
}

bool bg_partition(const bg_signed_tie *ties, size_t tie_count, size_t actor_count, int *bloc) {
  signed_graph g = {.actor_count = actor_count, .bloc = bloc};
  build(&g, ties, tie_count);
  size_t *removed = bg_calloc(actor_count, sizeof *removed), *members = bg_calloc(actor_count, sizeof *members);
  bool *gone = bg_calloc(actor_count, sizeof *gone), *seen = bg_calloc(actor_count, sizeof *seen);
  size_t removed_count = strip_leaves(&g, removed, gone);
  bool exact = true;
  for (size_t i = 0; i < actor_count; i++) {
    if (seen[i] || gone[i] || g.degree[i] == 0) continue;
    size_t count = component(&g, i, gone, seen, members);
    exact = solve(&g, members, count) && exact;
  }
  put_back(&g, removed, removed_count);
  name_blocs(&g, members);
  bg_free(removed);
  bg_free(members);
  bg_free(gone);
  bg_free(seen);
  bg_free(g.first);
  bg_free(g.degree);
  bg_free(g.other);
  bg_free(g.sign);
  return exact;
}
