/* Training of the labeller: a linear-chain conditional random field (Lafferty, McCallum and Pereira 2001) by stochastic
 * gradients with AdaGrad steps, from sentences of which each word may have one of a set of labels (partial labels:
 * Tsuboi et al. 2008). Deterministic. */
#ifndef BG_TRAIN_NAMES_CRF_H
#define BG_TRAIN_NAMES_CRF_H

#include "extract/label_model.h"

/* One sentence: features by index, and for each word the set of labels (bits) that may be right. */
typedef struct {
  uint32_t *features;
  size_t *starts; /* one more than words */
  uint32_t *allowed;
  bool *plain;
  size_t word_count;
  float weight;
} bg_crf_example;

typedef struct {
  size_t feature_count;
  float *weights; /* [feature_count][BG_LABEL_COUNT] */
  float transitions[BG_LABEL_COUNT + 1][BG_LABEL_COUNT];
} bg_crf;

typedef struct {
  unsigned rounds;
  float rate, decay; /* step size, and L2 weight */
} bg_crf_options;

void bg_crf_train(bg_crf *crf, bg_crf_example *examples, size_t count, const bg_crf_options *options);
void bg_crf_free(bg_crf *crf);

#endif
