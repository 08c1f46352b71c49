/* train names-classes VECTORS FILE: classes of words by distribution, from word vectors, by spherical k-means (Dhillon
 * and Modha 2001) at two grains. Deterministic: the random numbers are the same on every run. */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/file.h"
#include "base/memory.h"
#include "train/train.h"
#include "train/vectors.h"

enum {
  WORDS = 200000,   /* that get a class */
  LEARNED = 100000, /* from which the centres are learned: the most frequent */
  FINE = 1024,
  COARSE = 128,
  ROUNDS = 15,
  D = BG_VECTOR
};

static void normalise(float *v) {
  float sum = 0;
  for (int i = 0; i < D; i++) sum += v[i] * v[i];
  float length = sqrtf(sum);
  for (int i = 0; i < D && length > 0; i++) v[i] /= length;
}

static float dot(const float *a, const float *b) {
  float sums[4] = {0}; /* so that the compiler may use vector registers */
  for (int i = 0; i < D; i += 4)
    for (int k = 0; k < 4; k++) sums[k] += a[i + k] * b[i + k];
  return sums[0] + sums[1] + sums[2] + sums[3];
}

static size_t nearest(const float *point, const float *centres, size_t k) {
  size_t best = 0;
  float most = -2;
  for (size_t i = 0; i < k; i++) {
    float value = dot(point, centres + i * D);
    if (value > most) {
      most = value;
      best = i;
    }
  }
  return best;
}

static size_t next_random(uint64_t *state, size_t below) {
  *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
  return (size_t)((*state >> 33) % below);
}

static float *learn_centres(const float *points, size_t count, size_t k) {
  float *centres = bg_calloc(k * D, sizeof *centres), *sums = bg_calloc(k * D, sizeof *sums);
  uint64_t state = 1;
  for (size_t i = 0; i < k; i++) memcpy(centres + i * D, points + next_random(&state, count) * D, D * sizeof *centres);
  for (int round = 0; round < ROUNDS; round++) {
    memset(sums, 0, k * D * sizeof *sums);
    for (size_t i = 0; i < count; i++) {
      float *sum = sums + nearest(points + i * D, centres, k) * D;
      for (int d = 0; d < D; d++) sum[d] += points[i * D + (size_t)d];
    }
    for (size_t i = 0; i < k; i++) {
      float *sum = sums + i * D;
      /* a centre that is nobody's tries another place */
      if (dot(sum, sum) <= 0) memcpy(sum, points + next_random(&state, count) * D, D * sizeof *sum);
      normalise(sum);
      memcpy(centres + i * D, sum, D * sizeof *centres);
    }
  }
  bg_free(sums);
  return centres;
}

bg_status bg_train_names_classes(size_t count, char **arguments, bg_diagnostics *diagnostics) {
  if (count != 2) return bg_train_usage("names-classes VECTORS FILE", diagnostics);
  bg_vectors v;
  bg_output *output = NULL;
  bg_status status = bg_vectors_read(arguments[0], WORDS, diagnostics, &v);
  if (status == BG_OK && v.count < LEARNED)
    status =
        bg_error(diagnostics, BG_ERROR_INVALID, &(bg_location){.file = arguments[0]}, "fewer than %d words", LEARNED);
  if (status == BG_OK) status = bg_output_open(arguments[1], diagnostics, &output);
  if (status == BG_OK) {
    for (size_t i = 0; i < v.count; i++) normalise(v.values + i * D);
    float *fine = learn_centres(v.values, LEARNED, FINE), *coarse = learn_centres(fine, FINE, COARSE);
    for (size_t i = 0; i < v.count; i++) {
      size_t class_of = nearest(v.values + i * D, fine, FINE);
      bg_output_printf(output, "%.*s\t%zu\t%zu\n", BG_FMT(bg_map_key(v.index, i)), class_of,
                       nearest(fine + class_of * D, coarse, COARSE));
    }
    bg_free(fine);
    bg_free(coarse);
    status = bg_output_commit(output, diagnostics);
  }
  bg_vectors_free(&v);
  return status;
}
