/* A hash map from byte strings to size_t, with keys borrowed (the caller keeps them alive).
 * Open addressing, linear probing, growth at 70 % load; iteration order is insertion order, so that nothing
 * that is printed depends on the hash. Hashing is FNV-1a with a final mix; it is seeded with a constant, since output
 * must be the same each run, and probes are bounded by growth: keys chosen to collide make it slow, never wrong. */
#ifndef BG_BASE_MAP_H
#define BG_BASE_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

typedef struct bg_map bg_map;

uint64_t bg_hash(bg_str s);

bg_map *bg_map_new(void);
void bg_map_free(bg_map *map); /* NULL is fine */
size_t bg_map_count(const bg_map *map);
/* The value of `key`, or `missing`. */
size_t bg_map_get(const bg_map *map, bg_str key, size_t missing);
bool bg_map_has(const bg_map *map, bg_str key);
/* Set or replace; true when the key was new. */
bool bg_map_set(bg_map *map, bg_str key, size_t value);
/* Entry number `index` in insertion order, index < count. */
bg_str bg_map_key(const bg_map *map, size_t index);
size_t bg_map_value(const bg_map *map, size_t index);

#endif
