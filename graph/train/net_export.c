/* The trained network, written as the integers that language/network reads. */
#include <math.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/memory.h"
#include "language/network.h"
#include "language/network_sizes.h"
#include "train/matrix.h"
#include "train/net_export.h"

enum { WORD = BG_NET_WORD };

static int32_t integer(double value, double most) {
  double rounded = nearbyint(value);
  return (int32_t)(rounded > most ? most : rounded < -most ? -most : rounded);
}

static void add_u32(bg_buffer *out, uint32_t value) {
  bg_buffer_add(out, (bg_str){(const char *)&value, sizeof value});
}

static void add_i16(bg_buffer *out, double value, double most) {
  int16_t number = (int16_t)integer(value, most);
  bg_buffer_add(out, (bg_str){(const char *)&number, sizeof number});
}

static void add_i32(bg_buffer *out, double value) {
  int32_t number = integer(value, 0x1p28);
  bg_buffer_add(out, (bg_str){(const char *)&number, sizeof number});
}

/* ---- matrices ---- */

/* A matrix inputs × outputs, turned into blocks, with zeros for outputs that only fill the last block. */
static void add_matrix(bg_buffer *out, const bg_parameter *p) {
  size_t room = (p->columns + BG_KERNEL_BLOCK - 1) / BG_KERNEL_BLOCK * BG_KERNEL_BLOCK;
  int16_t *weights = bg_calloc(room * p->rows, sizeof *weights);
  for (size_t i = 0; i < p->rows; i++)
    for (size_t o = 0; o < p->columns; o++)
      weights[bg_kernel_place(p->rows, o, i)] =
          (int16_t)integer((double)p->value[i * p->columns + o] * BG_NET_WEIGHT_ONE, INT16_MAX);
  bg_buffer_add(out, (bg_str){(const char *)weights, room * p->rows * sizeof *weights});
  bg_free(weights);
}

static void add_bias(bg_buffer *out, const bg_parameter *p) {
  size_t room = (p->columns + BG_KERNEL_BLOCK - 1) / BG_KERNEL_BLOCK * BG_KERNEL_BLOCK;
  for (size_t o = 0; o < room; o++)
    add_i32(out, o < p->columns ? (double)p->value[o] * (double)(1 << BG_NET_SUM_BITS) : 0);
}

static void add_layer(bg_buffer *out, const bg_parameter *in, const bg_parameter *bias) {
  add_matrix(out, in);
  add_bias(out, bias);
}

/* ---- tables of eight-bit vectors ---- */

/* What 127 stands for. Far beyond it a squashed sum does not change any more. */
static double range_of(const float *values, size_t count) {
  double most = 0;
  for (size_t i = 0; i < count; i++) most = fmax(most, fabs((double)values[i]));
  return most > 4 ? 4 : most > 0 ? most : 1;
}

static int32_t scale_of(double range) {
  return (int32_t)ceil(range / 127 * (double)(1 << BG_NET_WORD_BITS));
}

static void add_vectors(bg_buffer *out, const float *values, size_t count, int32_t scale) {
  for (size_t i = 0; i < count; i++)
    bg_buffer_putc(out, (char)integer((double)values[i] * (double)(1 << BG_NET_WORD_BITS) / scale, 127));
}

/* A vector for each word: its fixed one through the projection, and the learned one. */
static float *word_vectors(const bg_net *net) {
  float *values = bg_calloc(net->words * WORD, sizeof *values);
  bg_matrix_product(net->words, WORD, BG_VECTOR, (bg_matrix){net->vectors, BG_VECTOR, 1}, net->projection->value, WORD,
                    values, WORD);
  for (size_t i = 0; i < net->words * WORD; i++) values[i] += net->word->value[i];
  return values;
}

typedef struct {
  uint64_t hash;
  size_t word;
} entry;

static int by_hash(const void *a, const void *b) {
  uint64_t x = ((const entry *)a)->hash, y = ((const entry *)b)->hash;
  return (x > y) - (x < y);
}

/* Word 0 stands for unknown ones, which have no vector. */
static void add_words(bg_buffer *out, const bg_net *net, const bg_lexicon *lexicon, const float *values,
                      int32_t scale) {
  size_t count = net->words - 1;
  entry *entries = bg_calloc(count, sizeof *entries);
  for (size_t i = 0; i < count; i++) entries[i] = (entry){lexicon->hashes[i + 1], i + 1};
  if (count) qsort(entries, count, sizeof *entries, by_hash);
  uint32_t bits = 1;
  while (bits < 20 && (size_t)1 << bits < count) bits++;
  bg_buffer_add(out, BG_STR("BGWORDS\n"));
  add_u32(out, bits);
  add_u32(out, (uint32_t)count);
  size_t next = 0;
  for (uint64_t bucket = 0; bucket <= UINT64_C(1) << bits; bucket++) {
    while (next < count && entries[next].hash >> (64 - bits) < bucket) next++;
    add_u32(out, (uint32_t)next);
  }
  for (size_t i = 0; i < count; i++) add_u32(out, (uint32_t)entries[i].hash);
  for (size_t i = 0; i < count; i++) add_vectors(out, values + entries[i].word * WORD, WORD, scale);
  bg_free(entries);
}

/* ---- sections ---- */

static void add_network(bg_buffer *out, const bg_net *net, int32_t word_scale, int32_t affix_scale) {
  bg_net_header header = bg_net_header_of((uint32_t)net->tags, word_scale, affix_scale);
  bg_buffer_add(out, BG_STR("BGNETWRK"));
  bg_buffer_add(out, (bg_str){(const char *)&header, sizeof header});
  for (int i = 0; i < BG_NET_SQUASH; i++)
    add_i16(out, BG_NET_ONE * tanh((i + 0.5 - 0.5 * BG_NET_SQUASH) / (1 << BG_NET_SQUASH_BITS)), BG_NET_ONE);
  for (size_t i = 0; i < WORD; i++) add_i32(out, (double)net->word_bias->value[i] * (double)(1 << BG_NET_WORD_BITS));
  add_vectors(out, net->affix->value, (size_t)BG_NET_AFFIX_ROWS * WORD, affix_scale);
  for (size_t layer = 0; layer < BG_NET_LAYERS; layer++)
    for (size_t side = 0; side < 2; side++) {
      const bg_lstm *l = &net->lstm[layer][side];
      add_layer(out, l->in, l->bias);
      add_matrix(out, l->own);
    }
  add_layer(out, net->tag_in, net->tag_bias);
  add_layer(out, net->arc_in, net->arc_bias);
  for (size_t i = 0; i < BG_NET_ARC; i++)
    add_i16(out, (double)net->arc_prior->value[i] * BG_NET_ARC_ONE, BG_NET_ARC_MOST);
  for (size_t i = 0; i < BG_NET_ARC; i++)
    add_i16(out, (double)net->arc_root->value[i] * BG_NET_ARC_ONE, BG_NET_ARC_MOST);
  for (size_t i = 0; i < (size_t)BG_NET_DISTANCES * BG_NET_ARC; i++)
    add_i16(out, (double)net->arc_distance->value[i] * BG_NET_ARC_ONE, BG_NET_DISTANCE_MOST);
  add_layer(out, net->label_in, net->label_bias);
  add_layer(out, net->label_out, net->label_out_bias);
}

void bg_net_export(const bg_net *net, const bg_lexicon *lexicon, bg_buffer sections[BG_NET_SECTIONS]) {
  float *values = word_vectors(net);
  int32_t word_scale = scale_of(range_of(values, net->words * WORD));
  int32_t affix_scale = scale_of(range_of(net->affix->value, (size_t)BG_NET_AFFIX_ROWS * WORD));
  for (size_t i = 0; i < lexicon->tag_count; i++)
    bg_buffer_printf(&sections[BG_NET_TAGS], "%.*s\n", BG_FMT(bg_map_key(lexicon->tags, i)));
  add_words(&sections[BG_NET_WORDS], net, lexicon, values, word_scale);
  add_network(&sections[BG_NET_NETWORK], net, word_scale, affix_scale);
  bg_free(values);
}

const char *const bg_net_section_names[BG_NET_SECTIONS] = {"tags", "words", "network"};

bg_status bg_net_save(const bg_net *net, const bg_lexicon *lexicon, const char *directory,
                      bg_diagnostics *diagnostics) {
  bg_buffer sections[BG_NET_SECTIONS] = {0};
  bg_network check;
  bg_net_export(net, lexicon, sections);
  bg_status status = bg_network_open(bg_buffer_str(&sections[BG_NET_NETWORK]), bg_buffer_str(&sections[BG_NET_WORDS]),
                                     "what was trained", diagnostics, &check);
  for (size_t i = 0; i < BG_NET_SECTIONS; i++) {
    char *path = bg_path_join(directory, bg_net_section_names[i]);
    if (status == BG_OK) status = bg_write_file(path, bg_buffer_str(&sections[i]), diagnostics);
    bg_free(path);
    bg_buffer_free(&sections[i]);
  }
  return status;
}
