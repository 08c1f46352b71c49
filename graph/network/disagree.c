#include "network/disagree.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/map.h"
#include "base/memory.h"
#include "network/network.h"
#include "rdf/graph.h"
#include "rdf/vocab.h"

/* A claim, and what it is grouped by. */
typedef struct {
  bg_opinion opinion;
  bg_term_id subject, object, brief;
  bg_term_id predicate;
  int sign;
} entry;

typedef struct {
  const bg_dataset *dataset;
  const bg_ontology *ontology;
  bg_disagreements *result;
  unsigned modalities;
  entry *entries;
  size_t count, capacity;
} comparer;

static bg_term_id iri(const comparer *c, const char *text) {
  return bg_dataset_find_iri(c->dataset, text);
}

static bg_str value(const comparer *c, bg_term_id node, const char *property) {
  return bg_graph_value(c->dataset, node, iri(c, property));
}

static bg_str name(const comparer *c, bg_term_id node, const char *property) {
  return bg_iri_local_name(value(c, node, property));
}

/* ---- reading ---- */

static void read_evidence(const comparer *c, bg_term_id claim, entry *e) {
  bg_term_id evidence = bg_graph_object(c->dataset, claim, iri(c, BG_NS "evidence"));
  e->brief = bg_graph_object(c->dataset, evidence, iri(c, OA_NS "hasSource"));
  e->opinion.locator = value(c, evidence, BG_NS "locator");
  bg_term_id *selectors;
  size_t count = bg_graph_objects(c->dataset, evidence, iri(c, OA_NS "hasSelector"), &selectors);
  for (size_t i = 0; i < count && !e->opinion.quote.len; i++) e->opinion.quote = value(c, selectors[i], OA_NS "exact");
  bg_free(selectors);
}

static void read_document(const comparer *c, entry *e) {
  bg_opinion *o = &e->opinion;
  o->document_iri = bg_dataset_term(c->dataset, e->brief).value;
  o->document = value(c, e->brief, DCTERMS_NS "title");
  if (!o->document.len) o->document = bg_iri_local_name(o->document_iri);
  o->date = value(c, e->brief, DCTERMS_NS "issued");
}

static void read_voice(const comparer *c, bg_term_id claim, entry *e) {
  bg_term_id speaker = bg_graph_object(c->dataset, claim, iri(c, BG_NS "voice"));
  if (!speaker || speaker == e->brief || bg_graph_has(c->dataset, e->brief, iri(c, DCTERMS_NS "creator"), speaker))
    return;
  e->opinion.voice = speaker == iri(c, BG_NS "unnamedVoice") ? value(c, claim, BG_NS "voiceLabel")
                                                             : bg_graph_label(c->dataset, speaker);
}

static int sign_of(const comparer *c, bg_term_id claim) {
  bg_str sign = value(c, claim, BG_NS "signValue");
  if (!sign.len) return 0;
  return sign.data[0] == '-' ? -1 : bg_str_is(sign, "0") ? 0 : 1;
}

static bool read_claim(const comparer *c, bg_term_id claim, entry *e) {
  bg_opinion *o = &e->opinion;
  bg_str status = name(c, claim, BG_NS "status");
  if (status.len && !bg_str_is(status, "accepted")) return false;
  if (!bg_modality_parse(name(c, claim, BG_NS "modality"), &o->modality)) return false;
  if (!bg_polarity_parse(name(c, claim, BG_NS "polarity"), &o->polarity)) return false;
  if (!(c->modalities & BG_MODALITY_BIT(o->modality))) return false;
  e->subject = bg_graph_object(c->dataset, claim, iri(c, RDF_NS "subject"));
  e->object = bg_graph_object(c->dataset, claim, iri(c, RDF_NS "object"));
  e->predicate = bg_graph_object(c->dataset, claim, iri(c, RDF_NS "predicate"));
  read_evidence(c, claim, e);
  if (!e->subject || !e->object || !e->predicate || !e->brief) return false;
  const bg_relation *relation = bg_ontology_relation(c->ontology, bg_dataset_term(c->dataset, e->predicate).value);
  o->id = value(c, claim, DCTERMS_NS "identifier");
  o->subject = bg_graph_label(c->dataset, e->subject);
  o->object = bg_graph_label(c->dataset, e->object);
  o->relation = relation ? relation->label : bg_graph_label(c->dataset, e->predicate);
  e->sign = sign_of(c, claim);
  if (relation && relation->symmetric && e->subject > e->object) { /* said either way round */
    bg_term_id other = e->subject;
    e->subject = e->object;
    e->object = other;
  }
  read_document(c, e);
  read_voice(c, claim, e);
  return true;
}

static void read_all(comparer *c) {
  bg_term_id *claims;
  size_t count = bg_graph_subjects(c->dataset, iri(c, RDF_TYPE), iri(c, BG_NS "Claim"), &claims);
  bg_map *documents = bg_map_new();
  for (size_t i = 0; i < count; i++) {
    entry e = {0};
    if (!read_claim(c, claims[i], &e)) continue;
    BG_GROW(c->entries, c->capacity, c->count + 1);
    c->entries[c->count++] = e;
    bg_map_set(documents, e.opinion.document_iri, i);
  }
  c->result->documents = bg_map_count(documents);
  c->result->claims = c->count;
  bg_map_free(documents);
  bg_free(claims);
}

/* ---- grouping ---- */

static int compare_ids(bg_term_id a, bg_term_id b) {
  return a < b ? -1 : a > b;
}

static int compare_opinions(const void *a, const void *b) {
  const bg_opinion *x = a, *y = b;
  if (x->side != y->side) return x->side - y->side;
  int c = bg_str_compare(x->date, y->date);
  if (!c) c = bg_str_compare(x->document_iri, y->document_iri);
  return c ? c : bg_str_compare(x->id, y->id);
}

/* The two ends, whichever way round. */
static int by_pair(const void *a, const void *b) {
  const entry *x = a, *y = b;
  bg_term_id x1 = x->subject < x->object ? x->subject : x->object, x2 = x->subject ^ x->object ^ x1;
  bg_term_id y1 = y->subject < y->object ? y->subject : y->object, y2 = y->subject ^ y->object ^ y1;
  int c = compare_ids(x1, y1);
  return c ? c : compare_ids(x2, y2);
}

static int by_statement(const void *a, const void *b) {
  const entry *x = a, *y = b;
  int c = compare_ids(x->subject, y->subject);
  if (!c) c = compare_ids(x->predicate, y->predicate);
  return c ? c : compare_ids(x->object, y->object);
}

static int side_of(const entry *e, bg_disagreement_kind kind) {
  if (kind == BG_OPPOSITE_POLARITY) return e->opinion.polarity == BG_NEGATED;
  if (e->opinion.polarity == BG_NEGATED) return -1; /* to deny aid is not to be hostile */
  return e->sign > 0 ? 0 : e->sign < 0 ? 1 : -1;
}

/* Both sides are taken, and not by one document alone. */
static bool disagree(const entry *entries, size_t count, bg_disagreement_kind kind) {
  bg_term_id first[2] = {BG_NO_TERM, BG_NO_TERM};
  bool several[2] = {false, false};
  for (size_t i = 0; i < count; i++) {
    int side = side_of(&entries[i], kind);
    if (side < 0) continue;
    if (!first[side]) first[side] = entries[i].brief;
    else if (first[side] != entries[i].brief) several[side] = true;
  }
  return first[0] && first[1] && (first[0] != first[1] || several[0] || several[1]);
}

static void keep(bg_disagreements *d, bg_str *s) {
  *s = s->len ? bg_arena_str(d->arena, *s) : BG_STR_EMPTY;
}

static void add(bg_disagreements *d, const entry *entries, size_t count, bg_disagreement_kind kind) {
  BG_GROW(d->items, d->capacity, d->count + 1);
  bg_disagreement *item = &d->items[d->count++];
  *item = (bg_disagreement){.kind = kind};
  for (size_t i = 0; i < count; i++) {
    int side = side_of(&entries[i], kind);
    if (side < 0) continue;
    BG_GROW(item->opinions, item->capacity, item->count + 1);
    bg_opinion *o = &item->opinions[item->count++];
    *o = entries[i].opinion;
    o->side = side;
    bg_str *strings[] = {&o->id,       &o->document, &o->document_iri, &o->date,  &o->subject,
                         &o->relation, &o->object,   &o->voice,        &o->quote, &o->locator};
    for (size_t k = 0; k < sizeof strings / sizeof *strings; k++) keep(d, strings[k]);
  }
  qsort(item->opinions, item->count, sizeof *item->opinions, compare_opinions);
}

static void find(comparer *c, bg_disagreement_kind kind, int (*order)(const void *, const void *)) {
  if (c->count) qsort(c->entries, c->count, sizeof *c->entries, order);
  for (size_t from = 0, to; from < c->count; from = to) {
    for (to = from + 1; to < c->count && order(&c->entries[from], &c->entries[to]) == 0;) to++;
    if (disagree(c->entries + from, to - from, kind)) add(c->result, c->entries + from, to - from, kind);
  }
}

static int by_labels(const void *a, const void *b) {
  const bg_disagreement *x = a, *y = b;
  int c = bg_str_compare(x->opinions[0].subject, y->opinions[0].subject);
  if (!c) c = bg_str_compare(x->opinions[0].object, y->opinions[0].object);
  if (!c) c = (int)x->kind - (int)y->kind;
  return c ? c : compare_opinions(&x->opinions[0], &y->opinions[0]);
}

bg_disagreements *bg_disagreements_new(const bg_dataset *dataset, const bg_ontology *ontology, unsigned modalities) {
  bg_disagreements *result = BG_NEW(bg_disagreements);
  result->arena = bg_arena_new();
  comparer c = {.dataset = dataset,
                .ontology = ontology,
                .result = result,
                .modalities = modalities ? modalities : BG_MODALITY_BIT(BG_ASSERTED) | BG_MODALITY_BIT(BG_IMPLIED)};
  read_all(&c);
  find(&c, BG_OPPOSITE_SIGNS, by_pair);
  find(&c, BG_OPPOSITE_POLARITY, by_statement);
  if (result->count > 1) qsort(result->items, result->count, sizeof *result->items, by_labels);
  bg_free(c.entries);
  return result;
}

void bg_disagreements_free(bg_disagreements *d) {
  if (!d) return;
  for (size_t i = 0; i < d->count; i++) bg_free(d->items[i].opinions);
  bg_free(d->items);
  bg_arena_free(d->arena);
  bg_free(d);
}
