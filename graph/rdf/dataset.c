#include "rdf/dataset.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/map.h"
#include "base/memory.h"
#include "rdf/triple_term.h"
#include "rdf/vocab.h"

typedef struct {
  const char *data;
  uint32_t len;
  uint32_t extra; /* literals: id of the datatype, or index of the language; else 0 */
} record;

/* How a record is to be read. LANGUAGE and PLAIN spare xsd:string and rdf:langString an id. */
typedef enum { KIND_NONE, KIND_IRI, KIND_BLANK, KIND_PLAIN, KIND_TYPED, KIND_LANGUAGE, KIND_TRIPLE } record_kind;

enum { SPOG, POSG, OSPG, GSPO, ORDERS };

typedef struct {
  bg_str prefix;
  bg_str iri;
} prefix_entry;

struct bg_dataset {
  bg_arena *strings;
  record *records; /* [0] stands for "no term" */
  size_t record_capacity;
  uint8_t *kinds;
  size_t kind_capacity;
  uint32_t *hashes;
  size_t hash_capacity;
  size_t term_count; /* without [0] */
  uint32_t *slots;   /* open addressing: term ids, 0 = empty */
  size_t slot_count; /* a power of two */
  bg_map *languages; /* tag to index, in order */
  prefix_entry *prefixes;
  size_t prefix_count;
  size_t prefix_capacity;
  bg_quad *quads;
  size_t quad_count;
  size_t quad_capacity;
  bg_quad *orders[ORDERS]; /* orders[SPOG] is quads itself */
  bool indexed;
  unsigned blank_scope;
  bool needs_rdf12;
};

bg_dataset *bg_dataset_new(void) {
  bg_dataset *dataset = BG_NEW(bg_dataset);
  dataset->strings = bg_arena_new();
  dataset->languages = bg_map_new();
  BG_GROW(dataset->records, dataset->record_capacity, 64);
  BG_GROW(dataset->kinds, dataset->kind_capacity, 64);
  BG_GROW(dataset->hashes, dataset->hash_capacity, 64);
  dataset->records[0] = (record){"", 0, 0};
  dataset->kinds[0] = KIND_NONE;
  dataset->hashes[0] = 0;
  dataset->slot_count = 128;
  dataset->slots = bg_calloc(dataset->slot_count, sizeof *dataset->slots);
  return dataset;
}

static void drop_index(bg_dataset *dataset) {
  for (size_t i = POSG; i < ORDERS; i++) {
    bg_free(dataset->orders[i]);
    dataset->orders[i] = NULL;
  }
  dataset->indexed = false;
}

void bg_dataset_free(bg_dataset *dataset) {
  if (!dataset) return;
  drop_index(dataset);
  bg_arena_free(dataset->strings);
  bg_map_free(dataset->languages);
  bg_free(dataset->records);
  bg_free(dataset->kinds);
  bg_free(dataset->hashes);
  bg_free(dataset->slots);
  bg_free(dataset->prefixes);
  bg_free(dataset->quads);
  bg_free(dataset);
}

/* ---- terms ---- */

/* A term in the form in which it is stored and compared. */
typedef struct {
  bg_str value;
  uint32_t extra;
  record_kind kind;
  uint32_t hash;
} key;

static uint32_t hash_key(bg_str value, uint32_t extra, record_kind kind) {
  uint64_t hash = bg_hash(value) + ((uint64_t)extra << 3 | kind) * 0x9e3779b97f4a7c15u;
  return (uint32_t)(hash >> 32 ^ hash);
}

static bool plain_literal(const bg_term *term) {
  return term->datatype.len == 0 || bg_str_equal(term->datatype, BG_STR(XSD_STRING));
}

/* `mutable` is NULL for a look-up, which gives false when the datatype or language is not known yet. */
static bool make_key(const bg_dataset *dataset, bg_dataset *mutable, const bg_term *term, key *out) {
  *out = (key){.value = term->value};
  if (term->kind == BG_TERM_IRI) {
    out->kind = KIND_IRI;
  } else if (term->kind == BG_TERM_BLANK) {
    out->kind = KIND_BLANK;
  } else if (term->kind == BG_TERM_TRIPLE) {
    out->kind = KIND_TRIPLE;
    if (mutable) mutable->needs_rdf12 = true;
  } else if (term->language.len) {
    out->kind = KIND_LANGUAGE;
    size_t index = bg_map_get(dataset->languages, term->language, SIZE_MAX);
    if (index == SIZE_MAX) {
      if (!mutable) return false;
      index = bg_map_count(mutable->languages);
      mutable->needs_rdf12 |= bg_str_find(term->language, BG_STR("--"), 0) != SIZE_MAX;
      bg_map_set(mutable->languages, bg_arena_str(mutable->strings, term->language), index);
    }
    out->extra = (uint32_t)index;
  } else if (plain_literal(term)) {
    out->kind = KIND_PLAIN;
  } else {
    out->kind = KIND_TYPED;
    bg_term datatype = bg_term_iri(term->datatype);
    out->extra = mutable ? bg_dataset_intern(mutable, &datatype) : bg_dataset_find(dataset, &datatype);
    if (!out->extra) return false;
  }
  out->hash = hash_key(out->value, out->extra, out->kind);
  return true;
}

static size_t find_slot(const bg_dataset *dataset, const key *k) {
  size_t mask = dataset->slot_count - 1;
  size_t slot = k->hash & mask;
  for (uint32_t id; (id = dataset->slots[slot]) != 0; slot = (slot + 1) & mask) {
    const record *r = &dataset->records[id];
    if (dataset->hashes[id] == k->hash && r->len == k->value.len && r->extra == k->extra &&
        dataset->kinds[id] == k->kind && (r->len == 0 || memcmp(r->data, k->value.data, r->len) == 0))
      break;
  }
  return slot;
}

static void grow_slots(bg_dataset *dataset) {
  bg_free(dataset->slots);
  dataset->slot_count *= 2;
  dataset->slots = bg_calloc(dataset->slot_count, sizeof *dataset->slots);
  size_t mask = dataset->slot_count - 1;
  for (uint32_t id = 1; id <= dataset->term_count; id++) {
    size_t slot = dataset->hashes[id] & mask;
    while (dataset->slots[slot]) slot = (slot + 1) & mask;
    dataset->slots[slot] = id;
  }
}

static bg_term_id append_term(bg_dataset *dataset, const key *k) {
  size_t id = ++dataset->term_count;
  assert(id < UINT32_MAX / 2 && k->value.len <= UINT32_MAX);
  BG_GROW(dataset->records, dataset->record_capacity, id + 1);
  BG_GROW(dataset->kinds, dataset->kind_capacity, id + 1);
  BG_GROW(dataset->hashes, dataset->hash_capacity, id + 1);
  bg_str value = bg_arena_str(dataset->strings, k->value);
  dataset->records[id] = (record){value.data, (uint32_t)value.len, k->extra};
  dataset->kinds[id] = (uint8_t)k->kind;
  dataset->hashes[id] = k->hash;
  return (bg_term_id)id;
}

bg_term_id bg_dataset_intern(bg_dataset *dataset, const bg_term *term) {
  if (term->kind == BG_TERM_NONE) return BG_DEFAULT_GRAPH;
  bg_buffer scoped = {0};
  bg_term renamed = *term;
  if (term->kind == BG_TERM_BLANK && dataset->blank_scope) {
    bg_buffer_printf(&scoped, "b%ux%.*s", dataset->blank_scope, BG_FMT(term->value));
    renamed.value = bg_buffer_str(&scoped);
  } else if (term->kind == BG_TERM_TRIPLE && dataset->blank_scope) {
    char before[32];
    snprintf(before, sizeof before, "b%ux", dataset->blank_scope);
    bg_triple_rename_blanks(&scoped, term->value, bg_str_from(before));
    renamed.value = bg_buffer_str(&scoped);
  }
  key k;
  make_key(dataset, dataset, &renamed, &k);
  if ((dataset->term_count + 1) * 3 > dataset->slot_count * 2) grow_slots(dataset);
  size_t slot = find_slot(dataset, &k);
  if (!dataset->slots[slot]) dataset->slots[slot] = append_term(dataset, &k);
  bg_buffer_free(&scoped);
  return dataset->slots[slot];
}

bg_term_id bg_dataset_intern_iri(bg_dataset *dataset, const char *iri) {
  return bg_dataset_intern(dataset, &(bg_term){.kind = BG_TERM_IRI, .value = bg_str_from(iri)});
}

bg_term_id bg_dataset_find(const bg_dataset *dataset, const bg_term *term) {
  key k;
  if (term->kind == BG_TERM_NONE || !make_key(dataset, NULL, term, &k)) return BG_NO_TERM;
  return dataset->slots[find_slot(dataset, &k)];
}

bg_term_id bg_dataset_find_iri(const bg_dataset *dataset, const char *iri) {
  return bg_dataset_find(dataset, &(bg_term){.kind = BG_TERM_IRI, .value = bg_str_from(iri)});
}

bg_term bg_dataset_term(const bg_dataset *dataset, bg_term_id id) {
  assert(id <= dataset->term_count);
  const record *r = &dataset->records[id];
  bg_term term = {.value = {r->data, r->len}};
  switch ((record_kind)dataset->kinds[id]) {
    case KIND_NONE: break;
    case KIND_IRI: term.kind = BG_TERM_IRI; break;
    case KIND_BLANK: term.kind = BG_TERM_BLANK; break;
    case KIND_TRIPLE: term.kind = BG_TERM_TRIPLE; break;
    case KIND_PLAIN: term.kind = BG_TERM_LITERAL; break;
    case KIND_TYPED:
      term.kind = BG_TERM_LITERAL;
      term.datatype = (bg_str){dataset->records[r->extra].data, dataset->records[r->extra].len};
      break;
    case KIND_LANGUAGE:
      term.kind = BG_TERM_LITERAL;
      term.language = bg_map_key(dataset->languages, r->extra);
      break;
  }
  return term;
}

size_t bg_dataset_term_count(const bg_dataset *dataset) {
  return dataset->term_count;
}

bool bg_dataset_needs_rdf12(const bg_dataset *dataset) {
  return dataset->needs_rdf12;
}

void bg_dataset_new_blank_scope(bg_dataset *dataset) {
  dataset->blank_scope++;
}

/* ---- prefixes ---- */

void bg_dataset_add_prefix(bg_dataset *dataset, bg_str prefix, bg_str iri) {
  for (size_t i = 0; i < dataset->prefix_count; i++)
    if (bg_str_equal(dataset->prefixes[i].prefix, prefix)) return;
  BG_GROW(dataset->prefixes, dataset->prefix_capacity, dataset->prefix_count + 1);
  dataset->prefixes[dataset->prefix_count++] =
      (prefix_entry){bg_arena_str(dataset->strings, prefix), bg_arena_str(dataset->strings, iri)};
}

size_t bg_dataset_prefix_count(const bg_dataset *dataset) {
  return dataset->prefix_count;
}

void bg_dataset_prefix(const bg_dataset *dataset, size_t index, bg_str *prefix, bg_str *iri) {
  *prefix = dataset->prefixes[index].prefix;
  *iri = dataset->prefixes[index].iri;
}

/* ---- quads ---- */

void bg_dataset_add(bg_dataset *dataset, bg_quad quad) {
  if (dataset->indexed) drop_index(dataset);
  BG_GROW(dataset->quads, dataset->quad_capacity, dataset->quad_count + 1);
  dataset->quads[dataset->quad_count++] = quad;
}

static bg_status sink_statement(void *context, const bg_statement *statement) {
  bg_dataset *dataset = context;
  bg_quad quad;
  quad.s = bg_dataset_intern(dataset, &statement->subject);
  quad.p = bg_dataset_intern(dataset, &statement->predicate);
  quad.o = bg_dataset_intern(dataset, &statement->object);
  quad.g = bg_dataset_intern(dataset, &statement->graph);
  bg_dataset_add(dataset, quad);
  return BG_OK;
}

static bg_status sink_prefix(void *context, bg_str prefix, bg_str iri) {
  bg_dataset_add_prefix(context, prefix, iri);
  return BG_OK;
}

bg_sink bg_dataset_sink(bg_dataset *dataset) {
  return (bg_sink){dataset, sink_statement, sink_prefix};
}

#define COMPARE(field) \
  if (a->field != b->field) return a->field < b->field ? -1 : 1

#define DEFINE_ORDER(name, f1, f2, f3, f4)               \
  static int name(const bg_quad *a, const bg_quad *b) {  \
    COMPARE(f1);                                         \
    COMPARE(f2);                                         \
    COMPARE(f3);                                         \
    COMPARE(f4);                                         \
    return 0;                                            \
  }                                                      \
  static int name##_sort(const void *a, const void *b) { \
    return name(a, b);                                   \
  }

DEFINE_ORDER(by_spog, s, p, o, g)
DEFINE_ORDER(by_posg, p, o, s, g)
DEFINE_ORDER(by_ospg, o, s, p, g)
DEFINE_ORDER(by_gspo, g, s, p, o)

static int (*const compare[ORDERS])(const bg_quad *, const bg_quad *) = {by_spog, by_posg, by_ospg, by_gspo};
static int (*const sorters[ORDERS])(const void *, const void *) = {by_spog_sort, by_posg_sort, by_ospg_sort,
                                                                   by_gspo_sort};

void bg_dataset_index(bg_dataset *dataset) {
  if (dataset->indexed) return;
  if (dataset->quad_count) qsort(dataset->quads, dataset->quad_count, sizeof(bg_quad), by_spog_sort);
  size_t kept = 0;
  for (size_t i = 0; i < dataset->quad_count; i++)
    if (i == 0 || by_spog(&dataset->quads[i], &dataset->quads[kept - 1]) != 0)
      dataset->quads[kept++] = dataset->quads[i];
  dataset->quad_count = kept;
  for (size_t i = POSG; i < ORDERS; i++) {
    dataset->orders[i] = bg_realloc_array(NULL, kept, sizeof(bg_quad));
    if (kept) {
      memcpy(dataset->orders[i], dataset->quads, kept * sizeof(bg_quad));
      qsort(dataset->orders[i], kept, sizeof(bg_quad), sorters[i]);
    }
  }
  dataset->indexed = true;
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
  const bg_quad *quads = order == SPOG ? dataset->quads : dataset->orders[order];
  if (dataset->quad_count == 0) return (bg_match){quads, quads, pattern};
  /* BG_ANY is the largest id: with unbound components at 0 and at BG_ANY the two probes enclose the range; components
   * behind the first unbound one only widen it, and are filtered while stepping. */
  bg_quad low = pattern;
  if (low.s == BG_ANY) low.s = 0;
  if (low.p == BG_ANY) low.p = 0;
  if (low.o == BG_ANY) low.o = 0;
  if (low.g == BG_ANY) low.g = 0;
  return (bg_match){bound(quads, dataset->quad_count, order, low, false),
                    bound(quads, dataset->quad_count, order, pattern, true), pattern};
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

/* ---- sorted output ---- */

static int by_term(const void *a, const void *b, void *context) {
  bg_term x = bg_dataset_term(context, *(const uint32_t *)a);
  bg_term y = bg_dataset_term(context, *(const uint32_t *)b);
  return bg_term_compare(&x, &y);
}

uint32_t *bg_dataset_ranks(const bg_dataset *dataset) {
  size_t count = dataset->term_count + 1;
  uint32_t *ids = bg_realloc_array(NULL, count, sizeof *ids);
  for (size_t i = 0; i < count; i++) ids[i] = (uint32_t)i;
  qsort_r(ids, count, sizeof *ids, by_term, (void *)(uintptr_t)dataset);
  uint32_t *ranks = bg_realloc_array(NULL, count, sizeof *ranks);
  for (size_t i = 0; i < count; i++) ranks[ids[i]] = (uint32_t)i;
  bg_free(ids);
  return ranks;
}

void bg_dataset_sort_quads(const bg_dataset *dataset, bg_quad *quads, size_t count) {
  uint32_t *ranks = bg_dataset_ranks(dataset);
  uint32_t *ids = bg_realloc_array(NULL, dataset->term_count + 1, sizeof *ids);
  for (size_t i = 0; i <= dataset->term_count; i++) ids[ranks[i]] = (uint32_t)i;
  for (size_t i = 0; i < count; i++)
    quads[i] = (bg_quad){ranks[quads[i].s], ranks[quads[i].p], ranks[quads[i].o], ranks[quads[i].g]};
  if (count) qsort(quads, count, sizeof *quads, by_gspo_sort);
  for (size_t i = 0; i < count; i++)
    quads[i] = (bg_quad){ids[quads[i].s], ids[quads[i].p], ids[quads[i].o], ids[quads[i].g]};
  bg_free(ids);
  bg_free(ranks);
}
