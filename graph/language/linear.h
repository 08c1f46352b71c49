/* A linear classifier over hashed sparse features: what the labeller of names scores with. Weights are 16-bit
 * integers and their sums exact, so that every machine decides alike.
 *
 * A section holds, little-endian:
 *   "BGLINEAR", u32 classes, u32 bits, u32 features, u32 weights
 *   u32 start[2^bits + 1]      features of each bucket: a feature is in the bucket of the upper bits of its hash
 *   u32 key[features]          the lower half of the hash
 *   u32 offset[features + 1]   its weights
 *   i16 weight[weights], u8 class[weights] */
#ifndef BG_LANGUAGE_LINEAR_H
#define BG_LANGUAGE_LINEAR_H

#include <stdint.h>

#include "base/diagnostics.h"

enum { BG_LINEAR_CLASSES = 256 };

/* Views of a section; copied by value. */
typedef struct {
  uint32_t classes, bits, features, weights;
  const uint32_t *start, *key, *offset;
  const int16_t *weight;
  const uint8_t *class_of;
} bg_linear;

/* Fold a value into the hash of a feature. Begin with the number of the feature's template. */
static inline uint64_t bg_feature(uint64_t hash, uint64_t value) {
  hash = (hash * UINT64_C(0xD6E8FEB86659FD93) + value) * UINT64_C(0x9E3779B97F4A7C15);
  return hash ^ (hash >> 29);
}

/* Check every index in the section, which must be aligned to 4 bytes and outlive the result. `name` is for messages:
 * "data/models/names.model". */
bg_status bg_linear_open(bg_str section, const char *name, bg_diagnostics *diagnostics, bg_linear *linear);
/* Add the weights of the features to scores[classes]. Unknown features add nothing. */
void bg_linear_score(const bg_linear *linear, const uint64_t *features, size_t count, int32_t *scores);

#endif
