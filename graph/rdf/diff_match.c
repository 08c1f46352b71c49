#include "rdf/diff_match.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "rdf/diff.h"

/* How far around a node one looks, and how often in vain. */
enum { FAR = 8, NEAR = 1, MOST_ROUNDS = 16 };

typedef struct {
  bg_term_id id;
  int side;
  uint64_t colour;
} candidate;

typedef struct {
  const match_input *input;
  size_t terms;
  bg_term_id *partner;
  uint64_t *colours; /* of each term: itself where it is known or matched, else what surrounds it */
  uint64_t *next;
  candidate *open; /* blank nodes without a partner, in the order of their ids */
  size_t open_count;
} matching;

static uint64_t mix(uint64_t a, uint64_t b) {
  uint64_t x = (a ^ b * 0x9e3779b97f4a7c15u) + 0x2545f4914f6cdd1du;
  x = (x ^ x >> 31) * 0xbf58476d1ce4e5b9u;
  x = (x ^ x >> 29) * 0x94d049bb133111ebu;
  return x ^ x >> 32;
}

/* ---- colours ---- */

static bool is_open(const matching *m, bg_term_id id) {
  return id && !m->partner[id] && bg_dataset_term(m->input->terms, id).kind == BG_TERM_BLANK;
}

/* What a quad says of one of its nodes: everything but that node. */
static uint64_t view(const matching *m, const bg_quad *q, bg_term_id self) {
  static const uint64_t here = 0x5eafu;
  uint64_t h = mix(1, q->s == self ? here : m->colours[q->s]);
  h = mix(h, q->p);
  h = mix(h, q->o == self ? here : m->colours[q->o]);
  return mix(h, q->g == self ? here : m->colours[q->g]);
}

static void add_views(const matching *m, const bg_quad *q) {
  if (is_open(m, q->s)) m->next[q->s] += view(m, q, q->s);
  if (q->o != q->s && is_open(m, q->o)) m->next[q->o] += view(m, q, q->o);
  if (q->g != q->s && q->g != q->o && is_open(m, q->g)) m->next[q->g] += view(m, q, q->g);
}

/* Matched nodes have the colour of the one before; open ones begin alike and take up what is `depth` steps around. */
static void colour(matching *m, int depth) {
  for (size_t id = 0; id < m->terms; id++) {
    bg_term_id p = m->partner[id];
    m->colours[id] = p && p < id ? p : id;
  }
  for (size_t i = 0; i < m->open_count; i++) m->colours[m->open[i].id] = 0x0b1au;
  for (int step = 0; step < depth; step++) {
    for (size_t i = 0; i < m->open_count; i++) m->next[m->open[i].id] = 0;
    for (int side = 0; side < 2; side++)
      for (size_t i = 0; i < m->input->counts[side]; i++) add_views(m, &m->input->quads[side][i]);
    for (size_t i = 0; i < m->open_count; i++) {
      bg_term_id id = m->open[i].id;
      m->colours[id] = mix(m->next[id], m->colours[id]);
    }
  }
}

/* ---- pairs ---- */

static void pair(matching *m, bg_term_id before, bg_term_id after) {
  m->partner[before] = after;
  m->partner[after] = before;
}

static void drop_matched(matching *m) {
  size_t kept = 0;
  for (size_t i = 0; i < m->open_count; i++)
    if (!m->partner[m->open[i].id]) m->open[kept++] = m->open[i];
  m->open_count = kept;
}

static int by_colour(const void *a, const void *b) {
  const candidate *x = a, *y = b;
  if (x->colour != y->colour) return x->colour < y->colour ? -1 : 1;
  if (x->side != y->side) return x->side - y->side;
  return (x->id > y->id) - (x->id < y->id);
}

typedef enum { ONLY_ONE, AS_MANY, ANY_NUMBER } how_many;

static size_t match_group(matching *m, const candidate *group, size_t count, how_many wanted) {
  size_t before = 0;
  while (before < count && group[before].side == BG_BEFORE) before++;
  size_t after = count - before, pairs = before < after ? before : after;
  if (wanted == ONLY_ONE && (before != 1 || after != 1)) return 0;
  if (wanted == AS_MANY && before != after) return 0;
  for (size_t i = 0; i < pairs; i++) pair(m, group[i].id, group[before + i].id);
  return pairs;
}

static size_t match_colours(matching *m, int depth, how_many wanted) {
  if (!m->open_count) return 0;
  colour(m, depth);
  candidate *sorted = bg_realloc_array(NULL, m->open_count, sizeof *sorted);
  for (size_t i = 0; i < m->open_count; i++) {
    sorted[i] = m->open[i];
    sorted[i].colour = m->colours[sorted[i].id];
  }
  qsort(sorted, m->open_count, sizeof *sorted, by_colour);
  size_t made = 0;
  for (size_t from = 0, to; from < m->open_count; from = to) {
    for (to = from + 1; to < m->open_count && sorted[to].colour == sorted[from].colour;) to++;
    made += match_group(m, sorted + from, to - from, wanted);
  }
  bg_free(sorted);
  drop_matched(m);
  return made;
}

/* ---- votes ---- */

/* A view that one open node on each side has says that the two are the same, each view once. */
typedef struct {
  uint64_t view;
  int side;
  bg_term_id id;
} seen;

typedef struct {
  bg_term_id before, after;
  size_t count;
} vote;

static int by_view(const void *a, const void *b) {
  const seen *x = a, *y = b;
  if (x->view != y->view) return x->view < y->view ? -1 : 1;
  if (x->side != y->side) return x->side - y->side;
  return (x->id > y->id) - (x->id < y->id);
}

static int by_pair(const void *a, const void *b) {
  const vote *x = a, *y = b;
  if (x->before != y->before) return x->before < y->before ? -1 : 1;
  return (x->after > y->after) - (x->after < y->after);
}

static int by_count(const void *a, const void *b) {
  const vote *x = a, *y = b;
  if (x->count != y->count) return x->count > y->count ? -1 : 1;
  return by_pair(a, b);
}

static seen *collect_views(matching *m, size_t *count) {
  seen *all = NULL;
  size_t capacity = 0;
  *count = 0;
  for (int side = 0; side < 2; side++) {
    for (size_t i = 0; i < m->input->counts[side]; i++) {
      const bg_quad *q = &m->input->quads[side][i];
      const bg_term_id ids[] = {q->s, q->o, q->g};
      for (size_t k = 0; k < 3; k++) {
        if (!is_open(m, ids[k])) continue;
        BG_GROW(all, capacity, *count + 1);
        all[(*count)++] = (seen){view(m, q, ids[k]), side, ids[k]};
      }
    }
  }
  if (*count) qsort(all, *count, sizeof *all, by_view);
  return all;
}

static vote *collect_votes(const seen *all, size_t count, size_t *made) {
  vote *votes = bg_realloc_array(NULL, count / 2, sizeof *votes);
  size_t n = 0;
  for (size_t from = 0, to; from < count; from = to) {
    for (to = from + 1; to < count && all[to].view == all[from].view;) to++;
    if (to - from == 2 && all[from].side != all[from + 1].side) votes[n++] = (vote){all[from].id, all[from + 1].id, 1};
  }
  if (n) qsort(votes, n, sizeof *votes, by_pair);
  *made = 0;
  for (size_t i = 0; i < n; i++) {
    if (*made && by_pair(&votes[*made - 1], &votes[i]) == 0) votes[*made - 1].count++;
    else votes[(*made)++] = votes[i];
  }
  if (*made) qsort(votes, *made, sizeof *votes, by_count);
  return votes;
}

static size_t match_votes(matching *m) {
  if (!m->open_count) return 0;
  size_t count, made, pairs = 0;
  colour(m, 0);
  seen *all = collect_views(m, &count);
  vote *votes = collect_votes(all, count, &made);
  for (size_t i = 0; i < made; i++) {
    if (m->partner[votes[i].before] || m->partner[votes[i].after]) continue;
    pair(m, votes[i].before, votes[i].after);
    pairs++;
  }
  bg_free(votes);
  bg_free(all);
  drop_matched(m);
  return pairs;
}

/* ---- all ---- */

static void find_open(matching *m) {
  signed char *sides = bg_calloc(m->terms, 1);
  size_t capacity = 0;
  for (int side = 0; side < 2; side++)
    for (size_t i = 0; i < m->input->counts[side]; i++) {
      const bg_quad *q = &m->input->quads[side][i];
      const bg_term_id ids[] = {q->s, q->o, q->g};
      for (size_t k = 0; k < 3; k++)
        if (is_open(m, ids[k])) sides[ids[k]] = (signed char)(side + 1);
    }
  for (size_t id = 1; id < m->terms; id++) {
    if (!sides[id]) continue;
    BG_GROW(m->open, capacity, m->open_count + 1);
    m->open[m->open_count++] = (candidate){(bg_term_id)id, sides[id] - 1, 0};
  }
  bg_free(sides);
}

bg_term_id *bg_match_blanks(const match_input *input) {
  matching m = {.input = input, .terms = bg_dataset_term_count(input->terms) + 1};
  m.partner = bg_calloc(m.terms, sizeof *m.partner);
  find_open(&m);
  if (m.open_count) {
    m.colours = bg_calloc(m.terms, sizeof *m.colours);
    m.next = bg_calloc(m.terms, sizeof *m.next);
    size_t made = 1;
    for (int round = 0; round < MOST_ROUNDS && made; round++) {
      made = match_colours(&m, FAR, ONLY_ONE);
      made += match_colours(&m, FAR, AS_MANY);
      made += match_colours(&m, NEAR, ONLY_ONE);
      made += match_votes(&m);
    }
    match_colours(&m, NEAR, ANY_NUMBER);
    bg_free(m.colours);
    bg_free(m.next);
    bg_free(m.open);
  }
  return m.partner;
}
