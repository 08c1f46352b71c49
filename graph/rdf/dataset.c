#include "rdf/dataset.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "rdf/dataset_model.h"
#include "rdf/term_hash.h"
#include "rdf/triple_term.h"
#include "rdf/vocab.h"

bg_dataset *bg_dataset_new(void) {
  bg_dataset *dataset = BG_NEW(bg_dataset);
  dataset->strings = bg_arena_new();
  dataset->languages = bg_map_new();
  dataset->prefix_index = bg_map_new();
  BG_GROW(dataset->records, dataset->record_capacity, 64);
  BG_GROW(dataset->kinds, dataset->kind_capacity, 64);
  dataset->records[0] = (record){"", 0, 0};
  dataset->kinds[0] = KIND_NONE;
  dataset->slot_count = 128;
  dataset->slots = bg_calloc(dataset->slot_count, sizeof *dataset->slots);
  pthread_mutex_init(&dataset->lock, NULL);
  return dataset;
}

void bg_dataset_free(bg_dataset *dataset) {
  if (!dataset) return;
  dataset_drop_orders(dataset);
  pthread_mutex_destroy(&dataset->lock);
  bg_arena_free(dataset->strings);
  bg_map_free(dataset->languages);
  bg_free(dataset->records);
  bg_free(dataset->kinds);
  bg_free(dataset->slots);
  bg_free(dataset->prefixes);
  bg_map_free(dataset->prefix_index);
  bg_free(dataset->quads);
  bg_free(dataset);
}

/* ---- terms ---- */

uint32_t dataset_language(bg_dataset *dataset, bg_str tag) {
  size_t index = bg_map_get(dataset->languages, tag, SIZE_MAX);
  if (index == SIZE_MAX) {
    index = bg_map_count(dataset->languages);
    dataset->needs_rdf12 |= bg_str_find(tag, BG_STR("--"), 0) != SIZE_MAX;
    bg_map_set(dataset->languages, bg_arena_str(dataset->strings, tag), index);
  }
  return (uint32_t)index;
}

static bool plain_literal(const bg_term *term) {
  return term->datatype.len == 0 || bg_str_equal(term->datatype, BG_STR(XSD_STRING));
}

/* `mutable` is NULL for a look-up, which gives false when the datatype or language is not known yet. */
static bool make_key(const bg_dataset *dataset, bg_dataset *mutable, const bg_term *term, term_key *out) {
  *out = (term_key){.value = term->value};
  if (term->kind == BG_TERM_IRI) {
    out->kind = KIND_IRI;
  } else if (term->kind == BG_TERM_BLANK) {
    out->kind = KIND_BLANK;
  } else if (term->kind == BG_TERM_TRIPLE) {
    out->kind = KIND_TRIPLE;
    if (mutable) mutable->needs_rdf12 = true;
  } else if (term->language.len) {
    out->kind = KIND_LANGUAGE;
    size_t index =
        mutable ? dataset_language(mutable, term->language) : bg_map_get(dataset->languages, term->language, SIZE_MAX);
    if (index == SIZE_MAX) return false;
    out->extra = (uint32_t)index;
  } else if (plain_literal(term)) {
    out->kind = KIND_PLAIN;
  } else {
    out->kind = KIND_TYPED;
    bg_term datatype = bg_term_iri(term->datatype);
    out->extra = mutable ? bg_dataset_intern(mutable, &datatype) : bg_dataset_find(dataset, &datatype);
    if (!out->extra) return false;
  }
  out->hash = dataset_mix(term_hash(out->value), out->extra, out->kind);
  return true;
}

size_t dataset_find_slot(const bg_dataset *dataset, const term_key *key) {
  size_t mask = dataset->slot_count - 1, slot = key->hash & mask;
  for (; dataset->slots[slot].id; slot = (slot + 1) & mask) {
    if (dataset->slots[slot].hash != key->hash) continue;
    uint32_t id = dataset->slots[slot].id;
    const record *r = &dataset->records[id];
    if (r->len == key->value.len && r->extra == key->extra && dataset->kinds[id] == key->kind &&
        (r->len == 0 || memcmp(r->data, key->value.data, r->len) == 0))
      break;
  }
  return slot;
}

void dataset_reserve_slots(bg_dataset *dataset, size_t more) {
  size_t old_count = dataset->slot_count, count = old_count;
  while ((dataset->term_count + more) * 4 > count * 3) count *= 2;
  if (count == old_count) return;
  term_slot *old = dataset->slots, *slots = bg_calloc(count, sizeof *slots);
  for (size_t i = 0; i < old_count; i++) {
    if (!old[i].id) continue;
    size_t slot = old[i].hash & (count - 1);
    while (slots[slot].id) slot = (slot + 1) & (count - 1);
    slots[slot] = old[i];
  }
  bg_free(old);
  dataset->slots = slots;
  dataset->slot_count = count;
}

static bg_str keep_value(const bg_dataset *dataset, bg_str value) {
  uintptr_t start = (uintptr_t)dataset->kept.data, at = (uintptr_t)value.data;
  bool kept = at >= start && at - start < dataset->kept.len;
  return kept ? value : bg_arena_str(dataset->strings, value);
}

static bg_term_id append_term(bg_dataset *dataset, const term_key *k) {
  size_t id = ++dataset->term_count;
  assert(id < UINT32_MAX / 2 && k->value.len <= UINT32_MAX);
  BG_GROW(dataset->records, dataset->record_capacity, id + 1);
  BG_GROW(dataset->kinds, dataset->kind_capacity, id + 1);
  bg_str value = keep_value(dataset, k->value);
  dataset->records[id] = (record){value.data, (uint32_t)value.len, k->extra};
  dataset->kinds[id] = (uint8_t)k->kind;
  return (bg_term_id)id;
}

bg_term_id dataset_take(bg_dataset *dataset, const term_key *key, size_t slot) {
  if (!dataset->slots[slot].id) dataset->slots[slot] = (term_slot){append_term(dataset, key), key->hash};
  return dataset->slots[slot].id;
}

static bg_term_id intern(bg_dataset *dataset, const bg_term *term) {
  term_key k;
  make_key(dataset, dataset, term, &k);
  dataset_reserve_slots(dataset, 1);
  return dataset_take(dataset, &k, dataset_find_slot(dataset, &k));
}

bg_term_id bg_dataset_intern(bg_dataset *dataset, const bg_term *term) {
  if (term->kind == BG_TERM_NONE) return BG_DEFAULT_GRAPH;
  bool blank = term->kind == BG_TERM_BLANK || term->kind == BG_TERM_TRIPLE;
  if (!blank || !dataset->blank_scope) return intern(dataset, term);
  bg_buffer scoped = {0};
  char before[32];
  snprintf(before, sizeof before, "b%ux", dataset->blank_scope);
  if (term->kind == BG_TERM_TRIPLE) bg_triple_rename_blanks(&scoped, term->value, bg_str_from(before));
  else bg_buffer_printf(&scoped, "%s%.*s", before, BG_FMT(term->value));
  bg_term renamed = {.kind = term->kind, .value = bg_buffer_str(&scoped)};
  bg_term_id id = intern(dataset, &renamed);
  bg_buffer_free(&scoped);
  return id;
}

bg_term_id bg_dataset_intern_iri(bg_dataset *dataset, const char *iri) {
  return bg_dataset_intern(dataset, &(bg_term){.kind = BG_TERM_IRI, .value = bg_str_from(iri)});
}

bg_term_id bg_dataset_find(const bg_dataset *dataset, const bg_term *term) {
  term_key k;
  if (term->kind == BG_TERM_NONE || !make_key(dataset, NULL, term, &k)) return BG_NO_TERM;
  return dataset->slots[dataset_find_slot(dataset, &k)].id;
}

bg_term_id bg_dataset_find_iri(const bg_dataset *dataset, const char *iri) {
  return bg_dataset_find(dataset, &(bg_term){.kind = BG_TERM_IRI, .value = bg_str_from(iri)});
}

bg_term_kind bg_dataset_kind(const bg_dataset *dataset, bg_term_id id) {
  static const bg_term_kind kinds[] = {
      [KIND_NONE] = BG_TERM_NONE,     [KIND_IRI] = BG_TERM_IRI,       [KIND_BLANK] = BG_TERM_BLANK,
      [KIND_PLAIN] = BG_TERM_LITERAL, [KIND_TYPED] = BG_TERM_LITERAL, [KIND_LANGUAGE] = BG_TERM_LITERAL,
      [KIND_TRIPLE] = BG_TERM_TRIPLE};
  assert(id <= dataset->term_count);
  return kinds[dataset->kinds[id]];
}

bg_term bg_dataset_term(const bg_dataset *dataset, bg_term_id id) {
  const record *r = &dataset->records[id];
  bg_term term = {.kind = bg_dataset_kind(dataset, id), .value = {r->data, r->len}};
  if (dataset->kinds[id] == KIND_TYPED)
    term.datatype = (bg_str){dataset->records[r->extra].data, dataset->records[r->extra].len};
  else if (dataset->kinds[id] == KIND_LANGUAGE) term.language = bg_map_key(dataset->languages, r->extra);
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
  if (bg_map_has(dataset->prefix_index, prefix)) return;
  prefix_entry entry = {bg_arena_str(dataset->strings, prefix), bg_arena_str(dataset->strings, iri)};
  bg_map_set(dataset->prefix_index, entry.prefix, dataset->prefix_count);
  BG_GROW(dataset->prefixes, dataset->prefix_capacity, dataset->prefix_count + 1);
  dataset->prefixes[dataset->prefix_count++] = entry;
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
  if (dataset->indexed) dataset_drop_orders(dataset);
  BG_GROW(dataset->quads, dataset->quad_capacity, dataset->quad_count + 1);
  dataset->quads[dataset->quad_count++] = quad;
}

/* Most statements share the subject and the graph with the one before: comparing is cheaper than hashing. */
static bg_term_id intern_again(bg_dataset *dataset, const bg_term *term, bg_term_id before) {
  const record *r = &dataset->records[before];
  if (term->kind == BG_TERM_IRI && dataset->kinds[before] == KIND_IRI && r->len == term->value.len &&
      memcmp(r->data, term->value.data, r->len) == 0)
    return before;
  return bg_dataset_intern(dataset, term);
}

static bg_status sink_statement(void *context, const bg_statement *statement) {
  bg_dataset *dataset = context;
  bg_quad before = dataset->quad_count ? dataset->quads[dataset->quad_count - 1] : (bg_quad){0}, quad;
  quad.s = intern_again(dataset, &statement->subject, before.s);
  quad.p = intern_again(dataset, &statement->predicate, before.p);
  quad.o = bg_dataset_intern(dataset, &statement->object);
  quad.g = intern_again(dataset, &statement->graph, before.g);
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

/* ---- merging ---- */

enum { AHEAD = 32 };

/* The key that a term of `from` has in `to`, where its datatype and language have ids of their own. */
static term_key moved_key(const bg_dataset *from, bg_term_id id, const uint32_t *hashes, const bg_term_id *ids,
                          const uint32_t *languages) {
  const record *r = &from->records[id];
  term_key key = {.value = {r->data, r->len}, .kind = (record_kind)from->kinds[id]};
  if (key.kind == KIND_TYPED) key.extra = ids[r->extra];
  if (key.kind == KIND_LANGUAGE) key.extra = languages[r->extra];
  key.hash = dataset_mix(hashes[id], key.extra, key.kind);
  return key;
}

/* The hashes of the values of all terms, out of the slots. */
static uint32_t *value_hashes(const bg_dataset *dataset) {
  uint32_t *hashes = bg_calloc(dataset->term_count + 1, sizeof *hashes);
  for (size_t i = 0; i < dataset->slot_count; i++) {
    uint32_t id = dataset->slots[i].id;
    if (id) hashes[id] = dataset->slots[i].hash - dataset_mix(0, dataset->records[id].extra, dataset->kinds[id]);
  }
  return hashes;
}

/* Most of the time of adding many terms to a large table is waiting for memory: ask for all that some terms need at
 * once, first for their slots, then for the records in them, then for the values. A literal's datatype may not have its
 * id yet; then what is fetched is of no use, and nothing else. */
static void fetch_ahead(const bg_dataset *to, const bg_dataset *from, size_t first, const uint32_t *hashes,
                        const bg_term_id *ids, const uint32_t *languages) {
  size_t mask = to->slot_count - 1, terms = from->term_count - first + 1, count = 0;
  uint32_t wanted[AHEAD];
  const record *records[AHEAD];
  if (terms > AHEAD) terms = AHEAD;
  for (size_t i = 0; i < terms; i++) {
    wanted[i] = moved_key(from, (bg_term_id)(first + i), hashes, ids, languages).hash;
    __builtin_prefetch(&to->slots[wanted[i] & mask]);
  }
  for (size_t i = 0; i < terms; i++) {
    size_t slot = wanted[i] & mask;
    while (to->slots[slot].id && to->slots[slot].hash != wanted[i]) slot = (slot + 1) & mask;
    if (!to->slots[slot].id) continue;
    records[count] = &to->records[to->slots[slot].id];
    __builtin_prefetch(records[count++]);
  }
  for (size_t i = 0; i < count; i++) {
    __builtin_prefetch(records[i]->data);
    __builtin_prefetch(records[i]->data + records[i]->len);
  }
}

static bg_term_id *merge_terms(bg_dataset *to, const bg_dataset *from) {
  bg_term_id *ids = bg_calloc(from->term_count + 1, sizeof *ids);
  uint32_t *hashes = value_hashes(from);
  size_t language_count = bg_map_count(from->languages);
  uint32_t *languages = bg_calloc(language_count + 1, sizeof *languages);
  for (size_t i = 0; i < language_count; i++) languages[i] = dataset_language(to, bg_map_key(from->languages, i));
  dataset_reserve_slots(to, from->term_count);
  for (size_t id = 1; id <= from->term_count; id++) {
    record_kind kind = (record_kind)from->kinds[id];
    bool plain = kind == KIND_IRI || kind == KIND_PLAIN || kind == KIND_TYPED || kind == KIND_LANGUAGE;
    if (id % AHEAD == 1) fetch_ahead(to, from, id, hashes, ids, languages);
    if (plain || (kind == KIND_BLANK && !to->blank_scope)) {
      term_key key = moved_key(from, (bg_term_id)id, hashes, ids, languages);
      ids[id] = dataset_take(to, &key, dataset_find_slot(to, &key));
    } else {
      bg_term term = bg_dataset_term(from, (bg_term_id)id);
      ids[id] = bg_dataset_intern(to, &term);
    }
  }
  bg_free(languages);
  bg_free(hashes);
  return ids;
}

void bg_dataset_merge(bg_dataset *dataset, const bg_dataset *other) {
  bg_term_id *ids = merge_terms(dataset, other);
  size_t count = other->quad_count;
  if (dataset->indexed) dataset_drop_orders(dataset);
  BG_GROW(dataset->quads, dataset->quad_capacity, dataset->quad_count + count);
  bg_quad *quads = dataset->quads + dataset->quad_count;
  for (size_t i = 0; i < count; i++) {
    bg_quad q = other->quads[i];
    quads[i] = (bg_quad){ids[q.s], ids[q.p], ids[q.o], ids[q.g]};
  }
  dataset->quad_count += count;
  for (size_t i = 0; i < other->prefix_count; i++)
    bg_dataset_add_prefix(dataset, other->prefixes[i].prefix, other->prefixes[i].iri);
  bg_free(ids);
}

void bg_dataset_clear(bg_dataset *dataset) {
  dataset_drop_orders(dataset);
  bg_arena_clear(dataset->strings);
  bg_map_free(dataset->languages);
  dataset->languages = bg_map_new();
  bg_map_free(dataset->prefix_index);
  dataset->prefix_index = bg_map_new();
  memset(dataset->slots, 0, dataset->slot_count * sizeof *dataset->slots);
  dataset->term_count = dataset->quad_count = dataset->prefix_count = 0;
  dataset->blank_scope = 0;
  dataset->needs_rdf12 = false;
  dataset->kept = BG_STR_EMPTY;
}
