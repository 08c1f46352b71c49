/* Internal to rdf/dataset: how a dataset lies in memory. */
#ifndef BG_RDF_DATASET_MODEL_H
#define BG_RDF_DATASET_MODEL_H

#include <pthread.h>
#include <stdatomic.h>

#include "base/arena.h"
#include "base/map.h"
#include "rdf/dataset.h"

/* How a record is to be read. LANGUAGE and PLAIN spare xsd:string and rdf:langString an id. */
typedef enum { KIND_NONE, KIND_IRI, KIND_BLANK, KIND_PLAIN, KIND_TYPED, KIND_LANGUAGE, KIND_TRIPLE } record_kind;

typedef struct {
  const char *data;
  uint32_t len;
  uint32_t extra; /* literals: id of the datatype, or index of the language; else 0 */
} record;

/* Of the hash table: the hash stands beside the id, so that a look-up touches a record only when it is the right one.
 */
typedef struct {
  uint32_t id; /* 0 = empty */
  uint32_t hash;
} term_slot;

/* A term in the form in which it is stored and compared. */
typedef struct {
  bg_str value;
  uint32_t extra;
  record_kind kind;
  uint32_t hash;
} term_key;

enum { SPOG, POSG, OSPG, GSPO, ORDERS };

/* Quads in one order, and where in them those begin whose first component is n, for n up to `most` + 1. */
typedef struct {
  bg_quad *quads;
  uint32_t *starts;
  bg_term_id most;
} quad_order;

typedef struct {
  bg_str prefix;
  bg_str iri;
} prefix_entry;

struct bg_dataset {
  bg_arena *strings;
  bg_str kept;     /* text that stays while the dataset is in use: values that lie in it are not copied */
  record *records; /* [0] stands for "no term" */
  size_t record_capacity;
  uint8_t *kinds;
  size_t kind_capacity;
  size_t term_count; /* without [0] */
  term_slot *slots;  /* open addressing */
  size_t slot_count; /* a power of two */
  bg_map *languages; /* tag to index, in order */
  prefix_entry *prefixes;
  bg_map *prefix_index; /* of the name */
  size_t prefix_count;
  size_t prefix_capacity;
  bg_quad *quads;
  size_t quad_count;
  size_t quad_capacity;
  /* Made when they are first asked for, also of a dataset that is const to those who ask: hence the lock. */
  _Atomic(quad_order *) orders[ORDERS];
  pthread_mutex_t lock;
  bool indexed;
  unsigned blank_scope;
  bool needs_rdf12;
};

/* The hash of a term from that of its value, which can be had back: bg_dataset_merge moves terms to other ids. */
static inline uint32_t dataset_mix(uint32_t value_hash, uint32_t extra, record_kind kind) {
  return value_hash + (extra << 3 | (uint32_t)kind) * 0x9e3779b1u;
}

/* The slot that holds the key, or the empty one where it belongs. */
size_t dataset_find_slot(const bg_dataset *dataset, const term_key *key);
/* The id of the key, made if new. `slot` is that of dataset_find_slot. */
bg_term_id dataset_take(bg_dataset *dataset, const term_key *key, size_t slot);
/* Make room for so many more terms. */
void dataset_reserve_slots(bg_dataset *dataset, size_t more);
uint32_t dataset_language(bg_dataset *dataset, bg_str tag);
void dataset_drop_orders(bg_dataset *dataset);

/* Sort by the components in the order of `order`, after those that are sorted already: `sorted` components at the end
 * of the order need no look. */
void dataset_sort(bg_quad *quads, size_t count, int order, size_t sorted);

#endif
