/* Claims and recommendations that were removed and added again under another IRI. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "export/changes_model.h"
#include "rdf/graph.h"

enum { KEY = 3, MOST_COMPARED = 64 };

typedef struct {
  bg_term_id key[KEY]; /* in diff->terms */
  bg_change_kind kind;
  int side;
  size_t index; /* of the subject */
} keyed;

typedef void (*make_key)(const bg_changes *c, int side, bg_term_id id, bg_change_kind kind, bg_term_id key[KEY]);

static bg_term_id value_of(const bg_changes *c, int side, bg_term_id id, bg_term_id predicate) {
  bg_term_id object = bg_graph_object(c->diff->sides[side], id, predicate);
  return object ? c->diff->to[side][object] : BG_NO_TERM;
}

/* What it is about: subject, relation, object; addressee, action, target. */
static void key_of_content(const bg_changes *c, int side, bg_term_id id, bg_change_kind kind, bg_term_id key[KEY]) {
  const known_terms *k = &c->known[side];
  const bg_term_id claim[KEY] = {k->subject, k->predicate, k->object};
  const bg_term_id recommendation[KEY] = {k->addressee, k->action, k->target};
  for (size_t i = 0; i < KEY; i++)
    key[i] = value_of(c, side, id, kind == BG_CHANGED_CLAIM ? claim[i] : recommendation[i]);
}

static void key_of_identifier(const bg_changes *c, int side, bg_term_id id, bg_change_kind kind, bg_term_id key[KEY]) {
  (void)kind;
  key[0] = value_of(c, side, id, c->known[side].identifier);
  key[1] = key[2] = BG_NO_TERM;
}

static int by_key(const void *a, const void *b) {
  const keyed *x = a, *y = b;
  if (x->kind != y->kind) return x->kind < y->kind ? -1 : 1;
  for (size_t i = 0; i < KEY; i++)
    if (x->key[i] != y->key[i]) return x->key[i] < y->key[i] ? -1 : 1;
  if (x->side != y->side) return x->side - y->side;
  return (x->index > y->index) - (x->index < y->index);
}

static bool same_key(const keyed *a, const keyed *b) {
  return a->kind == b->kind && memcmp(a->key, b->key, sizeof a->key) == 0;
}

/* Properties on which the two agree. */
static size_t agreement(const bg_changes *c, const subject *before, const subject *after) {
  size_t count = 0;
  bg_term_id there = changes_in(c, BG_BEFORE, before->ids[BG_BEFORE]),
             here = changes_in(c, BG_AFTER, after->ids[BG_AFTER]);
  bg_quad q;
  for (bg_match m = bg_dataset_match(c->diff->sides[BG_BEFORE], (bg_quad){there, BG_ANY, BG_ANY, BG_ANY});
       bg_match_next(&m, &q);) {
    bg_term_id p = c->diff->from[BG_AFTER][c->diff->to[BG_BEFORE][q.p]];
    bg_term_id o = c->diff->from[BG_AFTER][c->diff->to[BG_BEFORE][q.o]];
    count += bg_graph_has(c->diff->sides[BG_AFTER], here, p, o);
  }
  return count;
}

static void join(subject *before, subject *after) {
  after->ids[BG_BEFORE] = before->ids[BG_BEFORE];
  after->change.sign = BG_CHANGE_CHANGED;
  before->ids[BG_BEFORE] = BG_NO_TERM;
}

/* Each that was added takes, of those that were removed and are left, the one that it agrees with most. */
static void pair_group(bg_changes *c, keyed *group, size_t count) {
  size_t removed = 0;
  while (removed < count && group[removed].side == BG_BEFORE) removed++;
  for (size_t i = removed; i < count; i++) {
    subject *after = &c->subjects[group[i].index], *best = NULL;
    size_t most = 0;
    for (size_t k = 0; k < removed && k < MOST_COMPARED; k++) {
      subject *before = &c->subjects[group[k].index];
      if (!before->ids[BG_BEFORE]) continue;
      size_t agree = 1 + agreement(c, before, after);
      if (agree > most) most = agree, best = before;
    }
    if (best) join(best, after);
  }
}

static void pair_by(bg_changes *c, make_key make) {
  keyed *all = bg_realloc_array(NULL, c->count, sizeof *all);
  size_t count = 0;
  for (size_t i = 0; i < c->count; i++) {
    subject *s = &c->subjects[i];
    bool one_sided = !s->ids[BG_BEFORE] != !s->ids[BG_AFTER];
    if (!one_sided || (s->change.kind != BG_CHANGED_CLAIM && s->change.kind != BG_CHANGED_RECOMMENDATION)) continue;
    keyed *k = &all[count];
    *k = (keyed){.kind = s->change.kind, .side = s->ids[BG_AFTER] ? BG_AFTER : BG_BEFORE, .index = i};
    make(c, k->side, changes_in(c, k->side, s->ids[k->side]), k->kind, k->key);
    count += k->key[0] != BG_NO_TERM;
  }
  if (count) qsort(all, count, sizeof *all, by_key);
  for (size_t from = 0, to; from < count; from = to) {
    for (to = from + 1; to < count && same_key(&all[to], &all[from]);) to++;
    pair_group(c, all + from, to - from);
  }
  bg_free(all);
}

void changes_pair(bg_changes *c) {
  pair_by(c, key_of_content);
  pair_by(c, key_of_identifier);
}
