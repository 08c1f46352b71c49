#include "rdf/id_set.h"

#include "base/memory.h"

enum { SMALL = 16 }; /* up to here a linear search is faster than hashing */

void bg_id_set_free(bg_id_set *set) {
  bg_free(set->ids);
  bg_free(set->slots);
  *set = (bg_id_set){0};
}

void bg_id_set_clear(bg_id_set *set) {
  bg_free(set->slots);
  set->slots = NULL;
  set->slot_count = 0;
  set->count = 0;
}

static size_t slot_of(const bg_id_set *set, bg_term_id id) {
  size_t mask = set->slot_count - 1;
  size_t slot = (id * 2654435761u) & mask;
  while (set->slots[slot] && set->slots[slot] != id) slot = (slot + 1) & mask;
  return slot;
}

bool bg_id_set_has(const bg_id_set *set, bg_term_id id) {
  if (set->slots) return set->slots[slot_of(set, id)] == id;
  for (size_t i = 0; i < set->count; i++)
    if (set->ids[i] == id) return true;
  return false;
}

static void rehash(bg_id_set *set) {
  bg_free(set->slots);
  set->slot_count = set->slot_count ? set->slot_count * 2 : (size_t)SMALL * 4;
  set->slots = bg_calloc(set->slot_count, sizeof *set->slots);
  for (size_t i = 0; i < set->count; i++) set->slots[slot_of(set, set->ids[i])] = set->ids[i];
}

bool bg_id_set_add(bg_id_set *set, bg_term_id id) {
  if (bg_id_set_has(set, id)) return false;
  BG_GROW(set->ids, set->capacity, set->count + 1);
  set->ids[set->count++] = id;
  if (set->slots ? set->count * 2 > set->slot_count : set->count > SMALL) rehash(set);
  else if (set->slots) set->slots[slot_of(set, id)] = id;
  return true;
}
