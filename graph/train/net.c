#include "train/net.h"

#include <math.h>
#include <string.h>

#include "base/memory.h"
#include "train/corpus.h"
#include "train/matrix.h"
#include "train/net_work.h"

enum { WORD = BG_NET_WORD, BOTH = BG_NET_BOTH, ARC = BG_NET_ARC, LABEL = BG_NET_LABEL };

static bg_parameter *add(bg_net *net, size_t rows, size_t columns, double range, bool sparse) {
  bg_parameter *p = bg_parameter_new(rows, columns, range, sparse, &net->random);
  net->all[net->count++] = p;
  return p;
}

/* Glorot and Bengio 2010. */
static bg_parameter *add_matrix(bg_net *net, size_t rows, size_t columns) {
  return add(net, rows, columns, sqrt(6.0 / (double)(rows + columns)), false);
}

static void add_lstm(bg_net *net, bg_lstm *l, size_t width, bool backward) {
  *l = (bg_lstm){.width = width, .backward = backward};
  l->in = add(net, width, BG_NET_GATES, sqrt(6.0 / (double)(width + BG_NET_CELLS)), false);
  l->own = add(net, BG_NET_CELLS, BG_NET_GATES, sqrt(3.0 / BG_NET_CELLS), false);
  l->bias = add(net, 1, BG_NET_GATES, 0, false);
  for (size_t i = 0; i < BG_NET_CELLS; i++) l->bias->value[BG_NET_CELLS + i] = 1; /* remember, to begin with */
}

bg_net *bg_net_new(size_t words, size_t tags, const float *vectors, uint64_t seed) {
  bg_net *net = BG_NEW(bg_net);
  *net = (bg_net){.words = words, .tags = tags, .vectors = vectors, .random = seed};
  net->word = add(net, words, WORD, 0, true);
  net->affix = add(net, BG_NET_AFFIX_ROWS, WORD, 0, true);
  net->projection = add_matrix(net, BG_VECTOR, WORD);
  net->word_bias = add(net, 1, WORD, 0, false);
  for (size_t layer = 0; layer < BG_NET_LAYERS; layer++)
    for (size_t side = 0; side < 2; side++) add_lstm(net, &net->lstm[layer][side], layer ? BOTH : WORD, side == 1);
  net->tag_in = add_matrix(net, BOTH, tags);
  net->tag_bias = add(net, 1, tags, 0, false);
  net->arc_in = add_matrix(net, BOTH, 2 * ARC);
  net->arc_bias = add(net, 1, 2 * ARC, 0, false);
  net->arc_prior = add(net, 1, ARC, 0, false);
  net->arc_root = add(net, 1, ARC, 0.5, false);
  net->arc_distance = add(net, BG_NET_DISTANCES, ARC, 0.05, false);
  net->label_in = add_matrix(net, BOTH, 2 * LABEL);
  net->label_bias = add(net, 1, 2 * LABEL, 0, false);
  net->label_out = add_matrix(net, LABEL, BG_REL_COUNT);
  net->label_out_bias = add(net, 1, BG_REL_COUNT, 0, false);
  net->work = BG_NEW(bg_net_work);
  return net;
}

void bg_net_free(bg_net *net) {
  if (!net) return;
  for (size_t i = 0; i < net->count; i++) bg_parameter_free(net->all[i]);
  for (size_t layer = 0; layer < BG_NET_LAYERS; layer++)
    for (size_t side = 0; side < 2; side++) {
      bg_free(net->lstm[layer][side].gates);
      bg_free(net->lstm[layer][side].cells);
      bg_free(net->lstm[layer][side].squashed);
    }
  bg_net_work_free(net->work);
  bg_free(net);
}

void bg_net_step(bg_net *net, double rate, uint64_t time) {
  double norm = 0;
  for (size_t i = 0; i < net->count; i++) norm += bg_parameter_norm2(net->all[i]);
  norm = sqrt(norm);
  const double most = 5;
  for (size_t i = 0; i < net->count; i++) bg_parameter_step(net->all[i], rate, norm > most ? most / norm : 1, time);
}
