/* Sorted orders of the quads, and looking patterns up in them. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "rdf/dataset_model.h"

#define COMPARE(field) \
  if (a->field != b->field) return a->field < b->field ? -1 : 1

#define DEFINE_ORDER(name, f1, f2, f3, f4)              \
  static int name(const bg_quad *a, const bg_quad *b) { \
    COMPARE(f1);                                        \
    COMPARE(f2);                                        \
    COMPARE(f3);                                        \
    COMPARE(f4);                                        \
    return 0;                                           \
  }

DEFINE_ORDER(by_spog, s, p, o, g)
DEFINE_ORDER(by_posg, p, o, s, g)
DEFINE_ORDER(by_ospg, o, s, p, g)
DEFINE_ORDER(by_gspo, g, s, p, o)

static int (*const compare[ORDERS])(const bg_quad *, const bg_quad *) = {by_spog, by_posg, by_ospg, by_gspo};
/* Components of each order that are in order already when the quads are sorted by SPOG, at its end. */
static const size_t given[ORDERS] = {4, 2, 3, 3};

static bg_term_id first_component(const bg_quad *quad, int order) {
  switch (order) {
    case SPOG: return quad->s;
    case POSG: return quad->p;
    case OSPG: return quad->o;
    default: return quad->g;
  }
}

void dataset_drop_orders(bg_dataset *dataset) {
  for (size_t i = 0; i < ORDERS; i++) {
    quad_order *order = atomic_load_explicit(&dataset->orders[i], memory_order_relaxed);
    if (!order) continue;
    if (order->quads != dataset->quads) bg_free(order->quads);
    bg_free(order->starts);
    bg_free(order);
    atomic_store_explicit(&dataset->orders[i], NULL, memory_order_relaxed);
  }
  dataset->indexed = false;
}

void bg_dataset_index(bg_dataset *dataset) {
  if (dataset->indexed) return;
  assert(dataset->quad_count < UINT32_MAX);
  dataset_sort(dataset->quads, dataset->quad_count, SPOG, 0);
  size_t kept = 0;
  for (size_t i = 0; i < dataset->quad_count; i++)
    if (i == 0 || by_spog(&dataset->quads[i], &dataset->quads[kept - 1]) != 0)
      dataset->quads[kept++] = dataset->quads[i];
  dataset->quad_count = kept;
  dataset->indexed = true;
}

static quad_order *make_order(const bg_dataset *dataset, int order) {
  quad_order *made = BG_NEW(quad_order);
  size_t count = dataset->quad_count;
  made->quads = dataset->quads;
  if (order != SPOG) {
    made->quads = bg_realloc_array(NULL, count, sizeof(bg_quad));
    if (count) memcpy(made->quads, dataset->quads, count * sizeof(bg_quad));
    dataset_sort(made->quads, count, order, given[order]);
  }
  made->most = count ? first_component(&made->quads[count - 1], order) : 0;
  made->starts = bg_calloc((size_t)made->most + 2, sizeof *made->starts);
  for (size_t i = 0; i < count; i++) made->starts[first_component(&made->quads[i], order) + 1]++;
  for (size_t i = 0; i <= made->most; i++) made->starts[i + 1] += made->starts[i];
  return made;
}

static const quad_order *get_order(const bg_dataset *dataset, int order) {
  bg_dataset *owner = (bg_dataset *)(uintptr_t)dataset; /* orders are no part of what a dataset says */
  quad_order *made = atomic_load_explicit(&owner->orders[order], memory_order_acquire);
  if (made) return made;
  pthread_mutex_lock(&owner->lock);
  made = atomic_load_explicit(&owner->orders[order], memory_order_relaxed);
  if (!made) {
    made = make_order(dataset, order);
    atomic_store_explicit(&owner->orders[order], made, memory_order_release);
  }
  pthread_mutex_unlock(&owner->lock);
  return made;
}

size_t bg_dataset_size(const bg_dataset *dataset) {
  assert(dataset->indexed);
  return dataset->quad_count;
}

const bg_quad *bg_dataset_quads(const bg_dataset *dataset) {
  assert(dataset->indexed);
  return dataset->quads;
}

static int choose_order(bg_quad p) {
  bool s = p.s != BG_ANY, pr = p.p != BG_ANY, o = p.o != BG_ANY, g = p.g != BG_ANY;
  if (s && pr) return SPOG;
  if (s && o) return OSPG;
  if (s) return g ? GSPO : SPOG;
  if (pr) return POSG;
  if (o) return OSPG;
  return g ? GSPO : SPOG;
}

/* First quad that is not below `probe`, or with `above`, first that is above it, in one order. */
static const bg_quad *bound(const bg_quad *quads, size_t count, int order, bg_quad probe, bool above) {
  size_t low = 0, high = count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    int c = compare[order](&quads[middle], &probe);
    if (c < 0 || (above && c == 0)) low = middle + 1;
    else high = middle;
  }
  return quads + low;
}

bg_match bg_dataset_match(const bg_dataset *dataset, bg_quad pattern) {
  assert(dataset->indexed);
  int order = choose_order(pattern);
  const quad_order *made = get_order(dataset, order);
  const bg_quad *quads = made->quads;
  size_t count = dataset->quad_count;
  bg_term_id first = first_component(&pattern, order);
  if (first != BG_ANY) {
    if (count == 0 || first > made->most) return (bg_match){quads, quads, pattern};
    quads = made->quads + made->starts[first];
    count = made->starts[first + 1] - made->starts[first];
  }
  if (count == 0) return (bg_match){quads, quads, pattern};
  /* BG_ANY is the largest id: with unbound components at 0 and at BG_ANY the two probes enclose the range; components
   * behind the first unbound one only widen it, and are filtered while stepping. */
  bg_quad low = pattern;
  if (low.s == BG_ANY) low.s = 0;
  if (low.p == BG_ANY) low.p = 0;
  if (low.o == BG_ANY) low.o = 0;
  if (low.g == BG_ANY) low.g = 0;
  return (bg_match){bound(quads, count, order, low, false), bound(quads, count, order, pattern, true), pattern};
}

bool bg_match_next(bg_match *match, bg_quad *quad) {
  while (match->next < match->end) {
    const bg_quad *q = match->next++;
    const bg_quad *p = &match->pattern;
    if ((p->s == BG_ANY || p->s == q->s) && (p->p == BG_ANY || p->p == q->p) && (p->o == BG_ANY || p->o == q->o) &&
        (p->g == BG_ANY || p->g == q->g)) {
      *quad = *q;
      return true;
    }
  }
  return false;
}
