/* The network that tags and parses, as it is trained: in floating point, over batches of sentences.
 *
 *   word      tanh(vector of the form · projection + learned vector + vectors of affixes and shape)
 *   layers    two bidirectional LSTMs (Graves and Schmidhuber 2005)
 *   tags      from the first layer, which the parser shares (Søgaard and Goldberg 2016)
 *   heads     from the second: product of what a word says as a dependent and another as a head (Dozat and
 *             Manning 2017), plus what is learned for their distance (Shaw et al. 2018)
 *   relations from a hidden layer over a word and its head (Kiperwasser and Goldberg 2016) */
#ifndef BG_TRAIN_NET_H
#define BG_TRAIN_NET_H

#include "language/network_shape.h"
#include "train/lstm.h"
#include "train/vectors.h"

/* A word to learn from. */
typedef struct {
  uint32_t word; /* index in the vocabulary; 0 when unknown */
  uint16_t affix[BG_NET_AFFIXES];
  uint16_t head; /* in the sentence; the number of its words for the root */
  uint8_t tag, label;
} bg_net_word;

typedef struct {
  bg_layout layout;
  bg_net_word *words; /* by row; what lies beyond a sentence's end is not read */
} bg_net_batch;

typedef struct {
  double loss;
  size_t words, tags, heads, labels; /* that were right; labels: with the head right */
} bg_net_score;

enum { BG_NET_PARAMETERS = 29 };

typedef struct {
  size_t words, tags;
  const float *vectors; /* BG_VECTOR of each word, fixed */
  bg_parameter *word, *affix, *projection, *word_bias;
  bg_parameter *tag_in, *tag_bias;
  bg_parameter *arc_in, *arc_bias, *arc_prior, *arc_root, *arc_distance; /* dependents, then heads */
  bg_parameter *label_in, *label_bias, *label_out, *label_out_bias;
  bg_lstm lstm[BG_NET_LAYERS][2];
  bg_parameter *all[BG_NET_PARAMETERS];
  size_t count;
  uint64_t random;
  struct bg_net_work *work;
} bg_net;

bg_net *bg_net_new(size_t words, size_t tags, const float *vectors, uint64_t seed);
void bg_net_free(bg_net *net);

/* Run a batch; with `learn` add to the gradients, with dropout. */
void bg_net_run(bg_net *net, const bg_net_batch *batch, bool learn, bg_net_score *score);
/* Make a step with the gradients, clipped. */
void bg_net_step(bg_net *net, double rate, uint64_t time);

#endif
