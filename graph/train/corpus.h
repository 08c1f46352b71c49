/* Treebanks in memory. */
#ifndef BG_TRAIN_CORPUS_H
#define BG_TRAIN_CORPUS_H

#include "base/diagnostics.h"
#include "language/analysis.h"

typedef struct {
  bg_analysis *analysis;
  bg_buffer text;
} bg_corpus;

/* Read CoNLL-U files one after the other. Release with bg_corpus_free, also after an error. */
bg_status bg_corpus_read(char **paths, size_t count, bg_diagnostics *diagnostics, bg_corpus *corpus);
void bg_corpus_free(bg_corpus *corpus);

/* A generator of pseudo-random numbers that is the same everywhere (xorshift64*). */
static inline uint64_t bg_random(uint64_t *state) {
  *state ^= *state >> 12;
  *state ^= *state << 25;
  *state ^= *state >> 27;
  return *state * UINT64_C(0x2545F4914F6CDD1D);
}
/* From 0 to 1, without 1. */
static inline double bg_random_unit(uint64_t *state) {
  return (double)(bg_random(state) >> 11) * 0x1p-53;
}
void bg_shuffle(uint32_t *order, size_t count, uint64_t *state);

#endif
