#include "language/tree.h"

#include <stdbool.h>

#include "base/memory.h"

/* ---- each word by itself ---- */

static void best_heads(const int32_t *scores, size_t n, uint32_t *heads) {
  for (size_t i = 0; i < n; i++) {
    const int32_t *row = scores + i * (n + 1);
    size_t best = i == n - 1 ? n : n - 1;
    for (size_t h = 0; h <= n; h++)
      if (h != i && row[h] > row[best]) best = h;
    heads[i] = (uint32_t)best;
  }
}

/* One root, and every word comes to it. */
static bool is_tree(const uint32_t *heads, size_t n) {
  size_t roots = 0;
  for (size_t i = 0; i < n; i++) roots += heads[i] == n;
  if (roots != 1) return false;
  uint32_t *seen = bg_calloc(n + 1, sizeof *seen); /* 1 + the word whose walk came by */
  bool tree = true;
  for (uint32_t i = 0; tree && i < n; i++) {
    uint32_t at = i;
    for (; at < n && !seen[at]; at = heads[at]) seen[at] = i + 1;
    tree = at == n || seen[at] != i + 1;
  }
  bg_free(seen);
  return tree;
}

/* ---- the best projective tree ---- */

/* Spans [from, to] with their head at one end: `open` when the other end is a dependent of it that may still get more.
 */
typedef struct {
  int64_t score[2][2]; /* [open][head at the right end] */
  uint32_t split[2][2];
} span;

typedef struct {
  size_t n;
  const int32_t *scores;
  span *spans; /* [from * n + to] */
} chart;

static span *at(const chart *c, size_t from, size_t to) {
  return &c->spans[from * c->n + to];
}

static void fill(const chart *c, size_t from, size_t to) {
  span *s = at(c, from, to);
  int64_t best = INT64_MIN;
  for (size_t k = from; k < to; k++) {
    int64_t sum = at(c, from, k)->score[0][0] + at(c, k + 1, to)->score[0][1];
    if (sum > best) best = sum, s->split[1][0] = s->split[1][1] = (uint32_t)k;
  }
  s->score[1][0] = best + c->scores[to * (c->n + 1) + from];
  s->score[1][1] = best + c->scores[from * (c->n + 1) + to];
  s->score[0][0] = s->score[0][1] = INT64_MIN;
  for (size_t k = from; k <= to; k++) {
    int64_t left = k > from ? at(c, from, k)->score[1][0] + at(c, k, to)->score[0][0] : INT64_MIN;
    int64_t right = k < to ? at(c, from, k)->score[0][1] + at(c, k, to)->score[1][1] : INT64_MIN;
    if (left > s->score[0][0]) s->score[0][0] = left, s->split[0][0] = (uint32_t)k;
    if (right > s->score[0][1]) s->score[0][1] = right, s->split[0][1] = (uint32_t)k;
  }
}

typedef struct {
  uint32_t from, to;
  bool open, right;
} part;

/* Follow the splits; parts that are still to be done wait on a stack of at most two for each word. */
static void read_off(const chart *c, part whole[2], uint32_t *heads) {
  part *stack = bg_calloc(2 * c->n + 2, sizeof *stack);
  size_t depth = 0;
  stack[depth++] = whole[0];
  stack[depth++] = whole[1];
  while (depth) {
    part p = stack[--depth];
    if (p.from == p.to) continue;
    uint32_t k = at(c, p.from, p.to)->split[p.open][p.right];
    if (p.open) {
      heads[p.right ? p.from : p.to] = p.right ? p.to : p.from;
      stack[depth++] = (part){p.from, k, false, false};
      stack[depth++] = (part){k + 1, p.to, false, true};
    } else {
      stack[depth++] = p.right ? (part){p.from, k, false, true} : (part){p.from, k, true, false};
      stack[depth++] = p.right ? (part){k, p.to, true, true} : (part){k, p.to, false, false};
    }
  }
  bg_free(stack);
}

static void best_projective(const int32_t *scores, size_t n, uint32_t *heads) {
  chart c = {.n = n, .scores = scores, .spans = bg_calloc(n * n, sizeof *c.spans)};
  for (size_t length = 1; length < n; length++)
    for (size_t from = 0; from + length < n; from++) fill(&c, from, from + length);
  size_t root = 0;
  int64_t best = INT64_MIN;
  for (size_t r = 0; r < n; r++) {
    int64_t sum = at(&c, 0, r)->score[0][1] + at(&c, r, n - 1)->score[0][0] + scores[r * (n + 1) + n];
    if (sum > best) best = sum, root = r;
  }
  heads[root] = (uint32_t)n;
  read_off(&c, (part[2]){{0, (uint32_t)root, false, true}, {(uint32_t)root, (uint32_t)(n - 1), false, false}}, heads);
  bg_free(c.spans);
}

void bg_best_tree(const int32_t *scores, size_t count, uint32_t *heads) {
  if (count == 0) return;
  best_heads(scores, count, heads);
  if (!is_tree(heads, count)) best_projective(scores, count, heads);
}
