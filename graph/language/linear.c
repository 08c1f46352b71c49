#include "language/linear.h"

#include <string.h>

enum { HEADER = 24, MOST_BITS = 26 };

static bg_status damaged(const char *name, const char *what, bg_diagnostics *diagnostics) {
  return bg_error(diagnostics, BG_ERROR_INVALID, NULL, "%s is damaged: %s", name, what);
}

/* Offsets that never fall and end at `last`. */
static bool rises_to(const uint32_t *offsets, size_t count, uint32_t last) {
  if (offsets[0] != 0 || offsets[count] != last) return false;
  for (size_t i = 0; i < count; i++)
    if (offsets[i] > offsets[i + 1]) return false;
  return true;
}

bg_status bg_linear_open(bg_str section, const char *name, bg_diagnostics *diagnostics, bg_linear *linear) {
  bg_linear l = {0};
  if (section.len < HEADER || memcmp(section.data, "BGLINEAR", 8) != 0 || (uintptr_t)section.data % 4)
    return damaged(name, "it is no linear model", diagnostics);
  memcpy(&l.classes, section.data + 8, 4);
  memcpy(&l.bits, section.data + 12, 4);
  memcpy(&l.features, section.data + 16, 4);
  memcpy(&l.weights, section.data + 20, 4);
  if (l.classes > BG_LINEAR_CLASSES || l.bits < 1 || l.bits > MOST_BITS)
    return damaged(name, "its header is out of range", diagnostics);
  uint64_t buckets = UINT64_C(1) << l.bits;
  if (HEADER + 4 * (buckets + 1 + l.features + (uint64_t)l.features + 1) + 3 * (uint64_t)l.weights != section.len)
    return damaged(name, "its size is not what its header says", diagnostics);
  l.start = (const uint32_t *)(const void *)(section.data + HEADER);
  l.key = l.start + buckets + 1;
  l.offset = l.key + l.features;
  l.weight = (const int16_t *)(const void *)(l.offset + l.features + 1);
  l.class_of = (const uint8_t *)(l.weight + l.weights);
  if (!rises_to(l.start, buckets, l.features) || !rises_to(l.offset, l.features, l.weights))
    return damaged(name, "an offset points outside", diagnostics);
  for (size_t i = 0; i < l.weights; i++)
    if (l.class_of[i] >= l.classes) return damaged(name, "a weight is for a class that is not there", diagnostics);
  *linear = l;
  return BG_OK;
}

void bg_linear_score(const bg_linear *linear, const uint64_t *features, size_t count, int32_t *scores) {
  for (size_t f = 0; f < count; f++) {
    size_t bucket = features[f] >> (64 - linear->bits);
    uint32_t key = (uint32_t)features[f];
    for (uint32_t i = linear->start[bucket]; i < linear->start[bucket + 1]; i++) {
      if (linear->key[i] != key) continue;
      for (uint32_t w = linear->offset[i]; w < linear->offset[i + 1]; w++)
        scores[linear->class_of[w]] += linear->weight[w];
      break;
    }
  }
}
