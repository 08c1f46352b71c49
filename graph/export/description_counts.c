#include "export/description_counts.h"

#include <stdlib.h>

#include "base/memory.h"
#include "rdf/vocab.h"

typedef struct {
  const bg_dataset *data;
  bg_counts *counts;
  uint8_t *roles;    /* of each term */
  uint32_t *degrees; /* triples with it as subject or object */
} counting;

enum { SUBJECT = 1, OBJECT = 2, PROPERTY = 4, CLASS = 8, ENTITY = 16, GRAPH = 32 };

static int by_iri(const void *a, const void *b, void *context) {
  bg_term x = bg_dataset_term(context, ((const bg_part *)a)->id),
          y = bg_dataset_term(context, ((const bg_part *)b)->id);
  return bg_term_compare(&x, &y);
}

static void add_part(bg_parts *parts, bg_part part) {
  BG_GROW(parts->items, parts->capacity, parts->count + 1);
  parts->items[parts->count++] = part;
}

static void sort_parts(const bg_dataset *data, bg_parts *parts) {
  if (parts->count) qsort_r(parts->items, parts->count, sizeof *parts->items, by_iri, (void *)(uintptr_t)data);
}

static void count_triples(counting *c, bg_term_id type) {
  const bg_quad *quads = bg_dataset_quads(c->data);
  bg_quad last = {0};
  for (size_t i = 0; i < bg_dataset_size(c->data); i++) {
    const bg_quad *q = &quads[i];
    if (q->g != BG_DEFAULT_GRAPH) c->roles[q->g] |= GRAPH;
    if (q->s == last.s && q->p == last.p && q->o == last.o) continue;
    last = *q;
    c->counts->triples++;
    c->roles[q->s] |= SUBJECT;
    c->roles[q->p] |= PROPERTY;
    c->roles[q->o] |= OBJECT;
    c->degrees[q->s]++;
    c->degrees[q->o]++;
    if (q->p != type) continue;
    c->roles[q->o] |= CLASS;
    if (bg_dataset_term(c->data, q->s).kind == BG_TERM_IRI) c->roles[q->s] |= ENTITY;
  }
}

/* Triples of one property, or of one property and object; each once. */
static bg_part count_part(const bg_dataset *data, bg_term_id p, bg_term_id o) {
  bg_part part = {0};
  bg_quad q, last = {0};
  for (bg_match m = bg_dataset_match(data, (bg_quad){BG_ANY, p, o, BG_ANY}); bg_match_next(&m, &q);) {
    if (q.s == last.s && q.o == last.o) continue;
    part.triples++;
    part.objects += q.o != last.o;
    last = q;
  }
  return part;
}

/* The quads stand in order of subject and property: a new pair of the two is a new subject of the property. */
static void count_subjects(const counting *c, size_t *subjects) {
  const bg_quad *quads = bg_dataset_quads(c->data);
  for (size_t i = 0; i < bg_dataset_size(c->data); i++)
    if (!i || quads[i].s != quads[i - 1].s || quads[i].p != quads[i - 1].p) subjects[quads[i].p]++;
}

static void fill_parts(counting *c, bg_term_id type) {
  size_t terms = bg_dataset_term_count(c->data) + 1, *subjects = bg_calloc(terms, sizeof *subjects);
  count_subjects(c, subjects);
  for (bg_term_id id = 1; id < terms; id++) {
    if (c->roles[id] & PROPERTY) {
      bg_part part = count_part(c->data, id, BG_ANY);
      part.id = id;
      part.subjects = subjects[id];
      add_part(&c->counts->properties, part);
    }
    if ((c->roles[id] & CLASS) && bg_dataset_term(c->data, id).kind == BG_TERM_IRI)
      add_part(&c->counts->classes, (bg_part){.id = id, .triples = count_part(c->data, type, id).triples});
    if (c->roles[id] & GRAPH) {
      bg_part part = {.id = id};
      bg_quad q;
      for (bg_match m = bg_dataset_match(c->data, (bg_quad){BG_ANY, BG_ANY, BG_ANY, id}); bg_match_next(&m, &q);)
        part.triples++;
      add_part(&c->counts->graphs, part);
    }
  }
  bg_free(subjects);
}

/* True when `a` makes a better example than `b`: more triples, then by name. */
static bool better(const counting *c, bg_term_id a, bg_term_id b) {
  if (!b || c->degrees[a] != c->degrees[b]) return !b || c->degrees[a] > c->degrees[b];
  bg_term x = bg_dataset_term(c->data, a), y = bg_dataset_term(c->data, b);
  return bg_term_compare(&x, &y) < 0;
}

static void count_terms(counting *c) {
  enum { EXAMPLES = sizeof c->counts->examples / sizeof *c->counts->examples };
  bg_term_id *examples = c->counts->examples;
  for (bg_term_id id = 1; id <= bg_dataset_term_count(c->data); id++) {
    c->counts->subjects += (c->roles[id] & SUBJECT) != 0;
    c->counts->objects += (c->roles[id] & OBJECT) != 0;
    c->counts->entities += (c->roles[id] & ENTITY) != 0;
    if (!(c->roles[id] & ENTITY) || (c->roles[id] & (PROPERTY | CLASS | GRAPH))) continue;
    bg_term_id candidate = id;
    for (size_t i = 0; i < EXAMPLES && candidate; i++) {
      if (!better(c, candidate, examples[i])) continue;
      bg_term_id pushed = examples[i];
      examples[i] = candidate;
      candidate = pushed;
    }
  }
}

void bg_counts_take(const bg_dataset *data, bg_counts *counts) {
  size_t terms = bg_dataset_term_count(data) + 1;
  bg_term_id type = bg_dataset_find_iri(data, RDF_TYPE);
  *counts = (bg_counts){0};
  counting c = {data, counts, bg_calloc(terms, sizeof *c.roles), bg_calloc(terms, sizeof *c.degrees)};
  count_triples(&c, type ? type : BG_ANY);
  count_terms(&c);
  fill_parts(&c, type);
  sort_parts(data, &counts->properties);
  sort_parts(data, &counts->classes);
  sort_parts(data, &counts->graphs);
  bg_free(c.degrees);
  bg_free(c.roles);
}

void bg_counts_free(bg_counts *counts) {
  bg_free(counts->properties.items);
  bg_free(counts->classes.items);
  bg_free(counts->graphs.items);
  *counts = (bg_counts){0};
}
