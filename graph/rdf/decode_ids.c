#include "rdf/decode_ids.h"

#include <stdlib.h>

#include "base/map.h"
#include "base/memory.h"
#include "rdf/graph.h"
#include "rdf/vocab.h"

struct bg_decode_ids {
  const bg_dataset *dataset;
  bg_arena *arena;
  bg_term_id identifier;
  bg_map *taken[BG_ID_KINDS]; /* id to nothing, in the order given */
  bg_map *nodes[BG_ID_KINDS]; /* IRI or label of a node to the index of its id in `taken` */
};

bg_decode_ids *bg_decode_ids_new(const bg_dataset *dataset, bg_arena *arena) {
  bg_decode_ids *ids = BG_NEW(bg_decode_ids);
  ids->dataset = dataset;
  ids->arena = arena;
  ids->identifier = bg_dataset_find_iri(dataset, DCTERMS_NS "identifier");
  for (int i = 0; i < BG_ID_KINDS; i++) ids->taken[i] = bg_map_new(), ids->nodes[i] = bg_map_new();
  return ids;
}

void bg_decode_ids_free(bg_decode_ids *ids) {
  if (!ids) return;
  for (int i = 0; i < BG_ID_KINDS; i++) bg_map_free(ids->taken[i]), bg_map_free(ids->nodes[i]);
  bg_free(ids);
}

static bg_str name_of(const bg_decode_ids *ids, bg_term_id node) {
  return bg_dataset_term(ids->dataset, node).value;
}

/* The id that the graph itself gives to a node. */
static bg_str own_id(const bg_decode_ids *ids, bg_term_id node) {
  bg_str id = bg_graph_value(ids->dataset, node, ids->identifier);
  return id.len ? id : bg_iri_local_name(name_of(ids, node));
}

static bg_str take(bg_decode_ids *ids, bg_id_kind kind, bg_term_id node, bg_str id) {
  id = bg_arena_str(ids->arena, id);
  bg_map_set(ids->nodes[kind], name_of(ids, node), bg_map_count(ids->taken[kind]));
  bg_map_set(ids->taken[kind], id, 0);
  return id;
}

static int by_name(const void *a, const void *b, void *ids) {
  return bg_str_compare(name_of(ids, *(const bg_term_id *)a), name_of(ids, *(const bg_term_id *)b));
}

void bg_decode_ids_give(bg_decode_ids *ids, bg_id_kind kind, bg_term_id *nodes, size_t count) {
  if (count > 1) qsort_r(nodes, count, sizeof *nodes, by_name, ids);
  /* first those that keep theirs, so that a number is no other node's own id */
  for (size_t i = 0; i < count; i++) {
    bg_str id = own_id(ids, nodes[i]);
    if (id.len && !bg_map_has(ids->taken[kind], id)) take(ids, kind, nodes[i], id);
  }
  for (size_t i = 0; i < count; i++) bg_decode_id(ids, kind, nodes[i]);
}

bg_str bg_decode_id(bg_decode_ids *ids, bg_id_kind kind, bg_term_id node) {
  if (!node) return BG_STR_EMPTY;
  size_t known = bg_map_get(ids->nodes[kind], name_of(ids, node), SIZE_MAX);
  if (known != SIZE_MAX) return bg_map_key(ids->taken[kind], known);
  bg_str id = own_id(ids, node), tried = id;
  if (!id.len) return BG_STR_EMPTY;
  for (size_t n = 2; bg_map_has(ids->taken[kind], tried); n++)
    tried = bg_arena_printf(ids->arena, "%.*s-%zu", BG_FMT(id), n);
  return take(ids, kind, node, tried);
}
