/* One direction of an LSTM over a batch of sentences that go in step, with its gradients. */
#ifndef BG_TRAIN_LSTM_H
#define BG_TRAIN_LSTM_H

#include <math.h>

#include "train/parameters.h"

/* Rows are ordered by place, then by sentence: row place * sentences + sentence. */
typedef struct {
  size_t sentences, places; /* of the longest sentence */
  const size_t *lengths;    /* of each sentence */
} bg_layout;

typedef struct {
  bg_parameter *in, *own, *bias; /* from the input, from the cells themselves */
  size_t width;                  /* of the input */
  bool backward;
  float *gates, *cells, *squashed; /* kept from the way forth for the way back */
} bg_lstm;

/* Faster than the library's, and near enough. */
static inline float bg_tanh(float x) {
  return 1 - 2 / (1 + expf(2 * x));
}

/* out[row * BG_NET_BOTH + (0 or BG_NET_CELLS when backward)] */
void bg_lstm_forward(bg_lstm *lstm, const bg_layout *layout, const float *input, float *out);
/* Add to the gradients of the parameters and of the input, from those of the output. */
void bg_lstm_backward(bg_lstm *lstm, const bg_layout *layout, const float *input, const float *out, const float *d_out,
                      float *d_input);

#endif
