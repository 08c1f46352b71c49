/* Internal to train/net: what a batch leaves on its way forth for its way back. */
#ifndef BG_TRAIN_NET_WORK_H
#define BG_TRAIN_NET_WORK_H

#include "train/net.h"

typedef struct bg_net_work {
  size_t rows; /* of the batch; arrays have room for the largest so far */
  size_t room;
  float *vectors;            /* BG_VECTOR: of the words that are not dropped */
  bool *known;               /* the learned vector counts too */
  float *word, *d_word;      /* BG_NET_WORD */
  float *out[BG_NET_LAYERS]; /* BG_NET_BOTH: of the LSTMs */
  float *wet[BG_NET_LAYERS]; /* the same after dropout */
  float *d_out[BG_NET_LAYERS];
  float *word_mask, *out_mask[BG_NET_LAYERS], *arc_mask, *label_mask; /* by sentence */
  float *tag, *arc, *d_arc, *label, *d_label, *hidden, *d_hidden, *name;
  float *turned; /* room for a matrix turned over */
} bg_net_work;

void bg_net_work_free(bg_net_work *work);

#endif
