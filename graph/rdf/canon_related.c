/* Telling blank nodes apart that stand in quads which look alike: by the way in which they are tied to others
 * (RDFC-1.0, section 4.8, Hash N-Degree Quads). */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "rdf/canon_model.h"
#include "rdf/canon_term.h"

bool issuer_has(const issuer *i, node n) {
  return i->numbers[n] != 0;
}

void issuer_give(issuer *i, node n) {
  if (issuer_has(i, n)) return;
  i->order[i->count++] = n;
  i->numbers[n] = (uint32_t)i->count;
}

void issuer_cut(issuer *i, size_t count) {
  while (i->count > count) i->numbers[i->order[--i->count]] = 0;
}

static bg_status spend(labelling *l, size_t steps) {
  l->work += steps;
  if (l->work <= l->most_work) return BG_OK;
  return bg_error(
      l->diagnostics, BG_ERROR_LIMIT, NULL,
      "the blank nodes look so much alike that telling them apart takes more than %zu steps; the graph may be "
      "made to do that; if you trust it, raise the limit with --max-work",
      l->most_work);
}

static void put_label(const labelling *l, node n, bg_buffer *out) {
  if (issuer_has(&l->canonical, n)) canon_put_number(out, "_:c14n", l->canonical.numbers[n] - 1);
  else canon_put_number(out, "_:b", l->temporary.numbers[n] - 1);
}

static void put_hex(const labelling *l, const unsigned char *hash, bg_buffer *out) {
  char hex[BG_DIGEST_MOST_HEX + 1];
  bg_digest_hex(hash, l->digest_size, hex);
  bg_buffer_add(out, (bg_str){hex, 2 * l->digest_size});
}

/* ---- ties ---- */

/* Hash Related Blank Node (section 4.7). */
static void push_tie(labelling *l, const bg_quad *quad, bg_term_id id, char position, node self) {
  node related = l->nodes[id];
  if (related == UINT32_MAX || related == self) return;
  bg_buffer_clear(&l->text);
  bg_buffer_putc(&l->text, position);
  if (position != 'g') {
    bg_buffer_putc(&l->text, '<');
    bg_buffer_add(&l->text, bg_dataset_term(l->dataset, quad->p).value);
    bg_buffer_putc(&l->text, '>');
  }
  if (issuer_has(&l->canonical, related) || issuer_has(&l->temporary, related)) put_label(l, related, &l->text);
  else put_hex(l, l->first[related], &l->text);
  BG_GROW(l->ties, l->tie_capacity, l->tie_count + 1);
  tie *t = &l->ties[l->tie_count++];
  bg_digest(l->algorithm, bg_buffer_str(&l->text), t->hash);
  t->related = related;
}

static int by_hash(const void *a, const void *b, void *size) {
  const tie *x = a, *y = b;
  int order = memcmp(x->hash, y->hash, *(const size_t *)size);
  return order ? order : (x->related > y->related) - (x->related < y->related);
}

static bg_status push_ties(labelling *l, node n) {
  size_t start = l->tie_count;
  BG_TRY(spend(l, 1 + l->quad_starts[n + 1] - l->quad_starts[n]));
  for (size_t i = l->quad_starts[n]; i < l->quad_starts[n + 1]; i++) {
    const bg_quad *quad = &bg_dataset_quads(l->dataset)[l->quads[i]];
    push_tie(l, quad, quad->s, 's', n);
    push_tie(l, quad, quad->o, 'o', n);
    push_tie(l, quad, quad->g, 'g', n);
  }
  if (l->tie_count > start) qsort_r(l->ties + start, l->tie_count - start, sizeof *l->ties, by_hash, &l->digest_size);
  return BG_OK;
}

/* ---- the best order of ties with the same hash ---- */

typedef struct {
  node *nodes; /* in the order that is tried */
  size_t count;
  size_t base; /* length of the temporary issuer before */
  bg_buffer path, best;
  node *best_given; /* what the best order added to the issuer */
  size_t best_count;
  bool found;
  node *recursion; /* nodes of this order that were met for the first time */
  size_t recursion_count;
} trial;

/* The path only grows: once it is above the best one, so is whatever it becomes. */
static bool is_worse(const trial *t) {
  if (!t->found) return false;
  size_t common = t->path.len < t->best.len ? t->path.len : t->best.len;
  int order = memcmp(t->path.data, t->best.data, common);
  return order > 0 || (order == 0 && t->path.len > t->best.len);
}

/* Labels of all nodes in this order, then the hashes of those that were new. *kept is false when it cannot be best. */
static bg_status follow(labelling *l, trial *t, bool *kept) {
  *kept = false;
  for (size_t i = 0; i < t->count; i++) {
    node n = t->nodes[i];
    if (!issuer_has(&l->canonical, n) && !issuer_has(&l->temporary, n)) {
      t->recursion[t->recursion_count++] = n;
      issuer_give(&l->temporary, n);
    }
    put_label(l, n, &t->path);
  }
  if (is_worse(t)) return BG_OK;
  for (size_t i = 0; i < t->recursion_count; i++) {
    digest hash;
    BG_TRY(canon_hash_related(l, t->recursion[i], hash));
    put_label(l, t->recursion[i], &t->path);
    bg_buffer_putc(&t->path, '<');
    put_hex(l, hash, &t->path);
    bg_buffer_putc(&t->path, '>');
    if (is_worse(t)) return BG_OK;
  }
  *kept = true;
  return BG_OK;
}

static void keep(labelling *l, trial *t) {
  bg_buffer_clear(&t->best);
  bg_buffer_add(&t->best, bg_buffer_str(&t->path));
  t->found = true;
  t->best_count = l->temporary.count - t->base;
  t->best_given = bg_realloc_array(t->best_given, t->best_count, sizeof *t->best_given);
  if (t->best_count) memcpy(t->best_given, l->temporary.order + t->base, t->best_count * sizeof *t->best_given);
}

/* The next larger arrangement; false behind the last. */
static bool next_order(node *nodes, size_t count) {
  if (count < 2) return false;
  size_t i = count - 1, k = i;
  while (i && nodes[i - 1] >= nodes[i]) i--;
  if (!i) return false;
  while (nodes[k] <= nodes[i - 1]) k--;
  node swap = nodes[i - 1];
  nodes[i - 1] = nodes[k];
  nodes[k] = swap;
  for (size_t a = i, b = count - 1; a < b; a++, b--) {
    swap = nodes[a];
    nodes[a] = nodes[b];
    nodes[b] = swap;
  }
  return true;
}

static bg_status try_orders(labelling *l, trial *t) {
  do {
    bool kept;
    issuer_cut(&l->temporary, t->base);
    bg_buffer_clear(&t->path);
    t->recursion_count = 0;
    BG_TRY(spend(l, t->count));
    BG_TRY(follow(l, t, &kept));
    if (kept && (!t->found || bg_str_compare(bg_buffer_str(&t->path), bg_buffer_str(&t->best)) < 0)) keep(l, t);
  } while (next_order(t->nodes, t->count));
  return BG_OK;
}

/* Append the hash that ties[from] to ties[to - 1] share and the best path through them to `data`. */
static bg_status put_group(labelling *l, size_t from, size_t to, bg_buffer *data) {
  trial t = {.count = to - from, .base = l->temporary.count};
  t.nodes = bg_realloc_array(NULL, t.count, sizeof *t.nodes);
  t.recursion = bg_realloc_array(NULL, t.count, sizeof *t.recursion);
  for (size_t i = 0; i < t.count; i++) t.nodes[i] = l->ties[from + i].related;
  put_hex(l, l->ties[from].hash, data);
  bg_status status = try_orders(l, &t);
  if (status == BG_OK) {
    bg_buffer_add(data, bg_buffer_str(&t.best));
    issuer_cut(&l->temporary, t.base);
    for (size_t i = 0; i < t.best_count; i++) issuer_give(&l->temporary, t.best_given[i]);
  }
  bg_buffer_free(&t.path);
  bg_buffer_free(&t.best);
  bg_free(t.best_given);
  bg_free(t.recursion);
  bg_free(t.nodes);
  return status;
}

static bg_status hash_groups(labelling *l, size_t start, bg_buffer *data) {
  size_t end = l->tie_count;
  for (size_t from = start, to; from < end; from = to) {
    for (to = from + 1; to < end && memcmp(l->ties[to].hash, l->ties[from].hash, l->digest_size) == 0;) to++;
    BG_TRY(put_group(l, from, to, data));
  }
  return BG_OK;
}

bg_status canon_hash_related(labelling *l, node n, digest out) {
  if (l->depth >= BG_CANON_DEEPEST)
    return bg_error(
        l->diagnostics, BG_ERROR_LIMIT, NULL,
        "more than %d blank nodes that look alike hang together in a chain; that is more than can be told apart",
        BG_CANON_DEEPEST);
  l->depth++;
  size_t start = l->tie_count;
  bg_buffer data = {0};
  bg_status status = push_ties(l, n);
  if (status == BG_OK) status = hash_groups(l, start, &data);
  if (status == BG_OK) bg_digest(l->algorithm, bg_buffer_str(&data), out);
  bg_buffer_free(&data);
  l->tie_count = start;
  l->depth--;
  return status;
}
