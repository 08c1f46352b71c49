#include "export/changes.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "export/changes_model.h"
#include "rdf/graph.h"
#include "rdf/vocab.h"

static known_terms find_known(const bg_dataset *d) {
#define BG(name) bg_dataset_find_iri(d, BG_NS name)
  return (known_terms){
      .type = bg_dataset_find_iri(d, RDF_TYPE),
      .subject = bg_dataset_find_iri(d, RDF_NS "subject"),
      .predicate = bg_dataset_find_iri(d, RDF_NS "predicate"),
      .object = bg_dataset_find_iri(d, RDF_NS "object"),
      .modality = BG("modality"),
      .polarity = BG("polarity"),
      .negated = BG("negated"),
      .voice = BG("voice"),
      .evidence = BG("evidence"),
      .identifier = bg_dataset_find_iri(d, DCTERMS_NS "identifier"),
      .addressee = BG("addressee"),
      .action = BG("action"),
      .target = BG("target"),
      .strength = BG("strength"),
      .selector = bg_dataset_find_iri(d, OA_NS "hasSelector"),
      .exact = bg_dataset_find_iri(d, OA_NS "exact"),
      .claim = BG("Claim"),
      .recommendation = BG("Recommendation"),
      .passage = BG("Evidence"),
      .quote_selector = bg_dataset_find_iri(d, OA_NS "TextQuoteSelector"),
      .position_selector = bg_dataset_find_iri(d, OA_NS "TextPositionSelector"),
      .measurement = BG("Measurement"),
  };
#undef BG
}

/* ---- subjects ---- */

static int by_id(const void *a, const void *b) {
  bg_term_id x = *(const bg_term_id *)a, y = *(const bg_term_id *)b;
  return (x > y) - (x < y);
}

/* Where a passage stands and what its words are; it comes and goes with the passage. */
static bool is_selector(const bg_changes *c, int side, bg_term_id id) {
  const known_terms *k = &c->known[side];
  return bg_graph_has(c->diff->sides[side], id, k->type, k->quote_selector) ||
         bg_graph_has(c->diff->sides[side], id, k->type, k->position_selector);
}

static bg_change_kind kind_of(const bg_changes *c, int side, bg_term_id id) {
  const bg_dataset *d = c->diff->sides[side];
  const known_terms *k = &c->known[side];
  if (bg_graph_has(d, id, k->type, k->claim)) return BG_CHANGED_CLAIM;
  if (bg_graph_has(d, id, k->type, k->recommendation)) return BG_CHANGED_RECOMMENDATION;
  if (bg_graph_has(d, id, k->type, k->measurement)) return BG_CHANGED_MEASUREMENT;
  return bg_graph_has(d, id, k->type, k->passage) || is_selector(c, side, id) ? BG_CHANGED_PASSAGE : BG_CHANGED_ENTITY;
}

static bool is_subject(const bg_changes *c, int side, bg_term_id id) {
  bg_term_id there = changes_in(c, side, id);
  if (!there) return false;
  bg_match m = bg_dataset_match(c->diff->sides[side], (bg_quad){there, BG_ANY, BG_ANY, BG_ANY});
  return bg_match_next(&m, &(bg_quad){0});
}

static void find_subjects(bg_changes *c) {
  const bg_diff *diff = c->diff;
  size_t most = diff->counts[0] + diff->counts[1], count = 0;
  bg_term_id *ids = bg_realloc_array(NULL, most, sizeof *ids);
  for (int side = 0; side < 2; side++)
    for (size_t i = 0; i < diff->counts[side]; i++) ids[count++] = diff->quads[side][i].s;
  if (count) qsort(ids, count, sizeof *ids, by_id);
  c->subjects = bg_calloc(count, sizeof *c->subjects);
  for (size_t i = 0; i < count; i++) {
    if (i && ids[i] == ids[i - 1]) continue;
    subject *s = &c->subjects[c->count++];
    for (int side = 0; side < 2; side++) s->ids[side] = is_subject(c, side, ids[i]) ? ids[i] : BG_NO_TERM;
    s->change.sign = BG_CHANGE_CHANGED;
    if (!s->ids[BG_BEFORE]) s->change.sign = BG_CHANGE_ADDED;
    if (!s->ids[BG_AFTER]) s->change.sign = BG_CHANGE_REMOVED;
    int side = s->ids[BG_AFTER] ? BG_AFTER : BG_BEFORE;
    s->change.kind = kind_of(c, side, changes_in(c, side, ids[i]));
  }
  bg_free(ids);
}

/* ---- result ---- */

static int by_title(const void *a, const void *b) {
  const bg_change *x = a, *y = b;
  if (x->kind != y->kind) return x->kind < y->kind ? -1 : 1;
  if (x->sign != y->sign) return x->sign < y->sign ? -1 : 1;
  int order = bg_str_compare(x->title, y->title);
  if (!order) order = bg_str_compare(x->iris[BG_AFTER], y->iris[BG_AFTER]);
  return order ? order : bg_str_compare(x->iris[BG_BEFORE], y->iris[BG_BEFORE]);
}

static void take_items(bg_changes *c) {
  c->items = bg_calloc(c->count, sizeof *c->items);
  for (size_t i = 0; i < c->count; i++) {
    subject *s = &c->subjects[i];
    if (!s->ids[0] && !s->ids[1]) continue; /* became part of another */
    int side = s->ids[BG_AFTER] ? BG_AFTER : BG_BEFORE;
    bool one_sided = !s->ids[BG_BEFORE] || !s->ids[BG_AFTER];
    if (one_sided && is_selector(c, side, changes_in(c, side, s->ids[side]))) continue;
    if (!changes_describe(c, s)) continue;
    c->totals[s->change.kind][s->change.sign]++;
    c->items[c->item_count++] = s->change;
  }
  if (c->item_count) qsort(c->items, c->item_count, sizeof *c->items, by_title);
}

bg_changes *bg_changes_new(const bg_diff *diff) {
  bg_changes *c = BG_NEW(bg_changes);
  c->diff = diff;
  c->arena = bg_arena_new();
  for (int side = 0; side < 2; side++) c->known[side] = find_known(diff->sides[side]);
  find_subjects(c);
  changes_pair(c);
  take_items(c);
  bg_free(c->subjects);
  c->subjects = NULL;
  c->diff = NULL;
  return c;
}

void bg_changes_free(bg_changes *changes) {
  if (!changes) return;
  for (size_t i = 0; i < changes->item_count; i++) bg_free(changes->items[i].properties);
  bg_free(changes->items);
  bg_arena_free(changes->arena);
  bg_free(changes);
}

size_t bg_changes_count(const bg_changes *changes) {
  return changes->item_count;
}

const bg_change *bg_changes_get(const bg_changes *changes, size_t index) {
  return &changes->items[index];
}

size_t bg_changes_total(const bg_changes *changes, bg_change_kind kind, bg_change_sign sign) {
  return changes->totals[kind][sign];
}

const char *bg_change_kind_name(bg_change_kind kind) {
  static const char *const names[] = {"claim", "recommendation", "entity", "passage", "measurement"};
  return names[kind];
}

const char *bg_change_sign_name(bg_change_sign sign) {
  static const char *const names[] = {"added", "removed", "changed", "renamed", "moved"};
  return names[sign];
}
