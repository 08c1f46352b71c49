#include <string.h>

#include "language/network.h"
#include "language/network_sizes.h"

static bg_status damaged(const char *name, const char *what, bg_diagnostics *diagnostics) {
  return bg_error(diagnostics, BG_ERROR_INVALID, NULL, "%s is damaged: %s", name, what);
}

/* ---- words ---- */

static const char *open_words(bg_str bytes, bg_network *net) {
  enum { HEADER = 16, MOST_BITS = 20 };
  if (bytes.len < HEADER || memcmp(bytes.data, "BGWORDS\n", 8) != 0) return "it has no words";
  memcpy(&net->word_bits, bytes.data + 8, 4);
  memcpy(&net->word_count, bytes.data + 12, 4);
  if (net->word_bits < 1 || net->word_bits > MOST_BITS) return "the table of its words is out of range";
  size_t buckets = (size_t)1 << net->word_bits;
  if (HEADER + 4 * (buckets + 1) + (4 + (uint64_t)BG_NET_WORD) * net->word_count != bytes.len)
    return "the size of its words is not what their header says";
  net->word_start = (const uint32_t *)(const void *)(bytes.data + HEADER);
  net->word_key = net->word_start + buckets + 1;
  net->word_vector = (const int8_t *)(net->word_key + net->word_count);
  if (net->word_start[0] != 0 || net->word_start[buckets] != net->word_count) return "a word lies outside";
  for (size_t i = 0; i < buckets; i++)
    if (net->word_start[i] > net->word_start[i + 1]) return "a word lies outside";
  return NULL;
}

/* ---- the network ---- */

/* Takes arrays off the front of a section. */
typedef struct {
  const char *at;
  size_t left;
  bool ok;
} cursor;

static const void *take(cursor *c, size_t size) {
  if (size > c->left) c->ok = false;
  if (!c->ok) return NULL;
  const void *array = c->at;
  c->at += size;
  c->left -= size;
  return array;
}

/* The sum of weights times what cells can give at most, with the bias, fits; also when `shares` such sums are added: of
 * the input and of the cells themselves, or of a word and its head. */
static bool is_bounded(bg_kernel_matrix m, const int32_t *bias, int shares) {
  const int64_t most = (INT64_C(1) << 31) / shares;
  for (size_t o = 0; o < m.outputs; o++) {
    int64_t sum = 0;
    for (size_t i = 0; i < m.inputs; i++) {
      int64_t weight = m.weights[bg_kernel_place(m.inputs, o, i)];
      sum += weight < 0 ? -weight : weight;
    }
    sum *= BG_NET_ONE;
    if (bias) sum += bias[o] < 0 ? -(int64_t)bias[o] : bias[o];
    if (sum >= most) return false;
  }
  return true;
}

static bg_kernel_matrix take_matrix(cursor *c, size_t outputs, size_t inputs) {
  return (bg_kernel_matrix){outputs, inputs, take(c, outputs * inputs * sizeof(int16_t))};
}

static bg_net_layer take_layer(cursor *c, size_t outputs, size_t inputs, int shares) {
  bg_net_layer layer = {.matrix = take_matrix(c, outputs, inputs)};
  layer.bias = take(c, outputs * sizeof(int32_t));
  if (c->ok && !is_bounded(layer.matrix, layer.bias, shares)) c->ok = false;
  return layer;
}

static bool are_within(const int16_t *values, size_t count, int most) {
  for (size_t i = 0; i < count; i++)
    if (values[i] > most || values[i] < -most) return false;
  return true;
}

static void take_arrays(cursor *c, bg_network *net) {
  net->squash = take(c, BG_NET_SQUASH * sizeof(int16_t));
  net->word_bias = take(c, BG_NET_WORD * sizeof(int32_t));
  net->affix = take(c, (size_t)BG_NET_AFFIX_ROWS * BG_NET_WORD);
  for (size_t layer = 0; layer < BG_NET_LAYERS; layer++)
    for (size_t side = 0; side < 2; side++) {
      bg_net_lstm *l = &net->lstm[layer][side];
      l->in = take_layer(c, BG_NET_GATES, layer ? BG_NET_BOTH : BG_NET_WORD, 2);
      l->own = take_matrix(c, BG_NET_GATES, BG_NET_CELLS);
      if (c->ok && !is_bounded(l->own, NULL, 2)) c->ok = false;
    }
  net->tag = take_layer(c, net->tag_room, BG_NET_BOTH, 1);
  net->arc = take_layer(c, 2 * BG_NET_ARC, BG_NET_BOTH, 1);
  net->arc_prior = take(c, BG_NET_ARC * sizeof(int16_t));
  net->arc_root = take(c, BG_NET_ARC * sizeof(int16_t));
  net->arc_distance = take(c, (size_t)BG_NET_DISTANCES * BG_NET_ARC * sizeof(int16_t));
  net->label = take_layer(c, 2 * BG_NET_LABEL, BG_NET_BOTH, 2);
  net->name = take_layer(c, BG_NET_NAME_ROOM, BG_NET_LABEL, 1);
}

static const char *open_network(bg_str bytes, bg_network *net) {
  const size_t header = 8 + sizeof(bg_net_header);
  bg_net_header h, here = bg_net_header_of(0, 0, 0);
  if (bytes.len < header || memcmp(bytes.data, "BGNETWRK", 8) != 0) return "it has no network";
  memcpy(&h, bytes.data + 8, sizeof h);
  if (memcmp(h.shape, here.shape, sizeof h.shape) != 0) return "its network has another shape than this program's";
  const int32_t most_scale = 1 << 20; /* of eight-bit numbers, a few of which are summed */
  if (h.tags < 1 || h.tags > BG_TAGS || h.word_scale > most_scale || h.affix_scale > most_scale || h.word_scale < 0 ||
      h.affix_scale < 0)
    return "the header of its network is out of range";
  net->tags = h.tags;
  net->tag_room = (h.tags + BG_KERNEL_BLOCK - 1) / BG_KERNEL_BLOCK * BG_KERNEL_BLOCK;
  net->word_scale = h.word_scale;
  net->affix_scale = h.affix_scale;
  cursor c = {bytes.data + header, bytes.len - header, true};
  take_arrays(&c, net);
  if (!c.ok || c.left) return "the size or the weights of its network are not what they should be";
  if (!are_within(net->squash, BG_NET_SQUASH, BG_NET_ONE) || !are_within(net->arc_prior, BG_NET_ARC, BG_NET_ARC_MOST) ||
      !are_within(net->arc_root, BG_NET_ARC, BG_NET_ARC_MOST) ||
      !are_within(net->arc_distance, (size_t)BG_NET_DISTANCES * BG_NET_ARC, BG_NET_DISTANCE_MOST))
    return "a number of its network is out of range";
  for (size_t i = 0; i < BG_NET_WORD; i++)
    if (net->word_bias[i] > 1 << 28 || net->word_bias[i] < -(1 << 28)) return "a number of its network is out of range";
  return NULL;
}

bg_status bg_network_open(bg_str network, bg_str words, const char *name, bg_diagnostics *diagnostics,
                          bg_network *net) {
  *net = (bg_network){0};
  if ((uintptr_t)network.data % 4 || (uintptr_t)words.data % 4) return damaged(name, "it is not aligned", diagnostics);
  const char *wrong = open_network(network, net);
  if (!wrong) wrong = open_words(words, net);
  return wrong ? damaged(name, wrong, diagnostics) : BG_OK;
}
