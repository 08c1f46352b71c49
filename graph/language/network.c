#include "language/network.h"

#include <string.h>

#include "base/memory.h"
#include "language/network_sizes.h"
#include "language/tree.h"

enum {
  WORD = BG_NET_WORD,
  CELLS = BG_NET_CELLS,
  GATES = BG_NET_GATES,
  BOTH = BG_NET_BOTH,
  ARC = BG_NET_ARC,
  LABEL = BG_NET_LABEL,
  ONE = BG_NET_ONE,
  MOST = BG_NET_SENTENCE
};

/* Everything has room for the longest sentence. */
struct bg_net_room {
  bg_word_key keys[MOST];
  int16_t word[MOST * WORD], out[BG_NET_LAYERS][MOST * BOTH], dependent[MOST * ARC], head[(MOST + 1) * ARC];
  int32_t gates[MOST * GATES]; /* also tags, arcs and labels, which are no wider */
  int32_t scores[MOST * (MOST + 1)];
  int32_t label[MOST * 2 * LABEL];
  uint32_t heads[MOST];
  uint8_t tags[MOST];
};

bg_net_room *bg_net_room_new(void) {
  return BG_NEW(bg_net_room);
}

void bg_net_room_free(bg_net_room *room) {
  bg_free(room);
}

/* ---- numbers ---- */

/* tanh of a number with `bits` behind the point. */
static inline int32_t squash(const bg_network *net, int32_t x, int bits) {
  int32_t step = (x >> (bits - BG_NET_SQUASH_BITS)) + BG_NET_SQUASH / 2;
  return net->squash[step < 0 ? 0 : step >= BG_NET_SQUASH ? BG_NET_SQUASH - 1 : step];
}

/* The logistic function is tanh of the half, moved. */
static inline int32_t gate(const bg_network *net, int32_t x) {
  return (ONE + squash(net, x, BG_NET_SUM_BITS + 1)) / 2;
}

/* ---- words ---- */

static const int8_t *vector_of(const bg_network *net, uint64_t hash) {
  size_t bucket = hash >> (64 - net->word_bits);
  for (uint32_t i = net->word_start[bucket]; i < net->word_start[bucket + 1]; i++)
    if (net->word_key[i] == (uint32_t)hash) return net->word_vector + (size_t)i * WORD;
  return NULL;
}

static void read_word(const bg_network *net, const bg_word_key *key, int16_t *out) {
  int32_t sum[WORD] = {0};
  const int8_t *vector = vector_of(net, key->lower);
  for (size_t a = 0; a < BG_NET_AFFIXES; a++) {
    const int8_t *affix = net->affix + (size_t)key->affix[a] * WORD;
    for (size_t i = 0; i < WORD; i++) sum[i] += affix[i];
  }
  for (size_t i = 0; i < WORD; i++) sum[i] = sum[i] * net->affix_scale + net->word_bias[i];
  for (size_t i = 0; vector && i < WORD; i++) sum[i] += vector[i] * net->word_scale;
  for (size_t i = 0; i < WORD; i++) out[i] = (int16_t)squash(net, sum[i], BG_NET_WORD_BITS);
}

/* ---- LSTM ---- */

/* One step; c has the cells' state with 12 bits behind the point. */
static void step(const bg_network *net, const int32_t *z, int32_t *c, int16_t *out) {
  const int32_t most = 32 * ONE, half = ONE / 2;
  for (size_t i = 0; i < CELLS; i++) {
    int32_t in = gate(net, z[i]), forget = gate(net, z[CELLS + i]), give = gate(net, z[2 * CELLS + i]);
    int32_t state = (in * squash(net, z[3 * CELLS + i], BG_NET_SUM_BITS) + forget * c[i] + half) >> 12;
    c[i] = state > most ? most : state < -most ? -most : state;
    out[i] = (int16_t)((give * squash(net, c[i], 12) + half) >> 12);
  }
}

static void start_with(const int32_t *bias, size_t width, size_t rows, int32_t *sums) {
  for (size_t r = 0; r < rows; r++) memcpy(sums + r * width, bias, width * sizeof *sums);
}

static void multiply(bg_net_layer layer, const int16_t *in, size_t rows, int32_t *sums) {
  start_with(layer.bias, layer.matrix.outputs, rows, sums);
  bg_kernel_add(layer.matrix, in, layer.matrix.inputs, rows, sums);
}

static void run_lstm(const bg_network *net, size_t layer, size_t side, const int16_t *in, size_t n, bg_net_room *room) {
  const bg_net_lstm *l = &net->lstm[layer][side];
  int32_t cells[CELLS] = {0};
  int16_t *out = room->out[layer] + side * CELLS, *before = NULL;
  multiply(l->in, in, n, room->gates);
  for (size_t i = 0; i < n; i++) {
    size_t at = side ? n - 1 - i : i;
    int32_t *z = room->gates + at * GATES;
    if (before) bg_kernel_add(l->own, before, BOTH, 1, z);
    before = out + at * BOTH;
    step(net, z, cells, before);
  }
}

/* ---- decisions ---- */

static size_t best_of(const int32_t *scores, size_t count) {
  size_t best = 0;
  for (size_t i = 1; i < count; i++)
    if (scores[i] > scores[best]) best = i;
  return best;
}

static void find_tags(const bg_network *net, size_t n, bg_net_room *room) {
  multiply(net->tag, room->out[0], n, room->gates);
  for (size_t i = 0; i < n; i++) room->tags[i] = (uint8_t)best_of(room->gates + i * net->tag_room, net->tags);
}

static void score_heads(const bg_network *net, size_t n, size_t i, bg_net_room *room) {
  const int16_t *own = room->dependent + i * ARC;
  int32_t *scores = room->scores + i * (n + 1), distance[BG_NET_DISTANCES];
  for (size_t d = 0; d < BG_NET_DISTANCES; d++) distance[d] = bg_kernel_dot(own, net->arc_distance + d * ARC, ARC);
  for (size_t h = 0; h <= n; h++) {
    scores[h] = bg_kernel_dot(own, room->head + h * ARC, ARC);
    if (h != i && h != n) scores[h] += distance[bg_net_distance(i, h)];
  }
}

static void find_heads(const bg_network *net, size_t n, bg_net_room *room) {
  multiply(net->arc, room->out[1], n, room->gates);
  for (size_t i = 0; i < n; i++) {
    const int32_t *z = room->gates + i * 2 * ARC;
    for (size_t k = 0; k < ARC; k++) {
      const int scale = ONE / BG_NET_ARC_ONE;
      room->dependent[i * ARC + k] = (int16_t)(squash(net, z[k], BG_NET_SUM_BITS) / scale + net->arc_prior[k]);
      room->head[i * ARC + k] = (int16_t)(squash(net, z[ARC + k], BG_NET_SUM_BITS) / scale);
    }
  }
  memcpy(room->head + n * ARC, net->arc_root, ARC * sizeof *room->head);
  for (size_t i = 0; i < n; i++) score_heads(net, n, i, room);
  bg_best_tree(room->scores, n, room->heads);
}

/* The relation of each word to its head; that of the root is known, and no other word has it. */
static void find_labels(const bg_network *net, size_t n, bg_net_room *room, uint8_t *labels) {
  multiply(net->label, room->out[1], n, room->label);
  for (size_t i = 0; i < n; i++) {
    int16_t hidden[LABEL];
    int32_t scores[BG_NET_NAME_ROOM];
    size_t head = room->heads[i];
    labels[i] = BG_REL_ROOT;
    if (head == n) continue;
    const int32_t *own = room->label + i * 2 * LABEL, *its = room->label + head * 2 * LABEL + LABEL;
    for (size_t k = 0; k < LABEL; k++) hidden[k] = (int16_t)squash(net, own[k] + its[k], BG_NET_SUM_BITS);
    multiply(net->name, hidden, 1, scores);
    labels[i] = (uint8_t)(BG_REL_ROOT + 1 + best_of(scores + BG_REL_ROOT + 1, BG_REL_COUNT - BG_REL_ROOT - 1));
  }
}

static void annotate_piece(const bg_network *net, const bg_tagset *tagset, bg_net_room *room, bg_word *words,
                           size_t n) {
  uint8_t labels[MOST];
  bg_word_keys(words, n, room->keys);
  for (size_t i = 0; i < n; i++) read_word(net, &room->keys[i], room->word + i * WORD);
  for (size_t layer = 0; layer < BG_NET_LAYERS; layer++)
    for (size_t side = 0; side < 2; side++)
      run_lstm(net, layer, side, layer ? room->out[layer - 1] : room->word, n, room);
  find_tags(net, n, room);
  find_heads(net, n, room);
  find_labels(net, n, room, labels);
  for (size_t i = 0; i < n; i++) {
    words[i].upos = (uint8_t)tagset->tags[room->tags[i]].upos;
    words[i].xpos = tagset->tags[room->tags[i]].xpos;
    words[i].head = room->heads[i] == n ? BG_NO_WORD : room->heads[i];
    words[i].deprel = labels[i];
  }
}

void bg_network_annotate(const bg_network *net, const bg_tagset *tagset, bg_net_room *room, bg_word *words,
                         size_t count) {
  uint32_t root = BG_NO_WORD;
  for (size_t from = 0; from < count; from += MOST) {
    size_t n = count - from < MOST ? count - from : MOST;
    annotate_piece(net, tagset, room, words + from, n);
    for (size_t i = from; i < from + n; i++) {
      if (words[i].head != BG_NO_WORD) {
        words[i].head += (uint32_t)from;
      } else if (root == BG_NO_WORD) {
        root = (uint32_t)i;
      } else {
        words[i].head = root;
        words[i].deprel = BG_REL_PARATAXIS;
      }
    }
  }
}
