#include "base/map.h"

#include <string.h>

#include "base/memory.h"

typedef struct {
  bg_str key;
  uint64_t hash;
  size_t value;
} entry;

struct bg_map {
  entry *entries; /* in insertion order */
  size_t count;
  size_t capacity;
  uint32_t *slots;   /* index + 1 into entries, 0 = empty */
  size_t slot_count; /* a power of two */
};

uint64_t bg_hash(bg_str s) {
  uint64_t hash = 0xcbf29ce484222325u;
  for (size_t i = 0; i < s.len; i++) hash = (hash ^ (unsigned char)s.data[i]) * 0x100000001b3u;
  hash ^= hash >> 32;
  hash *= 0x9e3779b97f4a7c15u;
  return hash ^ (hash >> 29);
}

bg_map *bg_map_new(void) {
  return BG_NEW(bg_map);
}

void bg_map_free(bg_map *map) {
  if (!map) return;
  bg_free(map->entries);
  bg_free(map->slots);
  bg_free(map);
}

size_t bg_map_count(const bg_map *map) {
  return map->count;
}

/* The slot that holds `key`, or the empty one where it belongs. */
static size_t find_slot(const bg_map *map, bg_str key, uint64_t hash) {
  size_t mask = map->slot_count - 1;
  size_t slot = (size_t)hash & mask;
  while (map->slots[slot]) {
    const entry *e = &map->entries[map->slots[slot] - 1];
    if (e->hash == hash && bg_str_equal(e->key, key)) break;
    slot = (slot + 1) & mask;
  }
  return slot;
}

static void rehash(bg_map *map) {
  size_t slot_count = map->slot_count ? map->slot_count * 2 : 16;
  bg_free(map->slots);
  map->slots = bg_calloc(slot_count, sizeof *map->slots);
  map->slot_count = slot_count;
  for (size_t i = 0; i < map->count; i++) {
    size_t slot = (size_t)map->entries[i].hash & (slot_count - 1);
    while (map->slots[slot]) slot = (slot + 1) & (slot_count - 1);
    map->slots[slot] = (uint32_t)(i + 1);
  }
}

static const entry *find(const bg_map *map, bg_str key) {
  if (!map->slot_count) return NULL;
  uint32_t index = map->slots[find_slot(map, key, bg_hash(key))];
  return index ? &map->entries[index - 1] : NULL;
}

size_t bg_map_get(const bg_map *map, bg_str key, size_t missing) {
  const entry *e = find(map, key);
  return e ? e->value : missing;
}

bool bg_map_has(const bg_map *map, bg_str key) {
  return find(map, key) != NULL;
}

bool bg_map_set(bg_map *map, bg_str key, size_t value) {
  if ((map->count + 1) * 10 > map->slot_count * 7) rehash(map);
  uint64_t hash = bg_hash(key);
  size_t slot = find_slot(map, key, hash);
  if (map->slots[slot]) {
    map->entries[map->slots[slot] - 1].value = value;
    return false;
  }
  BG_GROW(map->entries, map->capacity, map->count + 1);
  map->entries[map->count] = (entry){key, hash, value};
  map->slots[slot] = (uint32_t)++map->count;
  return true;
}

bg_str bg_map_key(const bg_map *map, size_t index) {
  return map->entries[index].key;
}

size_t bg_map_value(const bg_map *map, size_t index) {
  return map->entries[index].value;
}
