/* The network that tags and parses: what train/net.h trains, in integers.
 *
 * What cells give is a multiple of 1/4096, weights are multiples of 1/2048, sums of their products of 1/8388608;
 * squashing is by table. So every machine computes the same.
 *
 * Section "words": "BGWORDS\n", u32 bits, u32 count, u32 start[2^bits + 1], u32 key[count], i8 vector[count][WORD]: the
 * words of each bucket, by the upper bits of the hash of their lower case, and the lower half of the hash.
 *
 * Section "network": "BGNETWRK", u32 shape[9] and scales as in network_shape.h, then without gaps:
 *   i16 squash[4096]           4096 · tanh, in steps of 1/512 from -4
 *   i32 bias[WORD]             in multiples of 1/65536, as are vectors of words and affixes times their scale
 *   i8  affix[AFFIX_ROWS][WORD]
 *   for two layers, forth and back: i16 in, i16 own (bg_kernel_matrix), i32 bias
 *   i16 tags, i32 bias; i16 arcs, i32 bias, i16 prior, i16 root, i16 distance[DISTANCES][ARC]; i16 labels, i32 bias;
 * i16 names, i32 bias */
#ifndef BG_LANGUAGE_NETWORK_H
#define BG_LANGUAGE_NETWORK_H

#include "base/diagnostics.h"
#include "language/kernel.h"
#include "language/network_shape.h"
#include "language/tagset.h"

/* What the numbers of a section stand for. */
enum {
  BG_NET_ONE = 4096,        /* 1.0 as a cell gives it */
  BG_NET_WEIGHT_ONE = 2048, /* as a weight */
  BG_NET_SUM_BITS = 23,     /* of a sum behind the point */
  BG_NET_WORD_BITS = 16,    /* of a word's vector */
  BG_NET_SQUASH = 4096,     /* steps of the table */
  BG_NET_SQUASH_BITS = 9,   /* of a step behind the point */
  BG_NET_ARC_ONE = 1024,    /* 1.0 as a word says it of itself */
  BG_NET_ARC_MOST = 3072,   /* the largest prior */
  BG_NET_DISTANCE_MOST = 2047
};

typedef struct {
  bg_kernel_matrix matrix;
  const int32_t *bias;
} bg_net_layer;

typedef struct {
  bg_net_layer in;
  bg_kernel_matrix own;
} bg_net_lstm;

typedef struct {
  uint32_t tags, tag_room; /* their number, and up to a full block */
  int32_t word_scale, affix_scale;
  const int16_t *squash;
  const int32_t *word_bias;
  const int8_t *affix;
  bg_net_lstm lstm[BG_NET_LAYERS][2];
  bg_net_layer tag, arc, label, name;
  const int16_t *arc_prior, *arc_root, *arc_distance;
  uint32_t word_bits, word_count;
  const uint32_t *word_start, *word_key;
  const int8_t *word_vector;
} bg_network;

/* Check both sections, which must be aligned to 4 bytes and outlive the result. */
bg_status bg_network_open(bg_str network, bg_str words, const char *name, bg_diagnostics *diagnostics, bg_network *net);

/* Room for one sentence after the other; not shared by threads. */
typedef struct bg_net_room bg_net_room;

bg_net_room *bg_net_room_new(void);
void bg_net_room_free(bg_net_room *room); /* NULL is fine */

/* Set tag, head and relation of each word of one sentence. Longer ones than BG_NET_SENTENCE are done in pieces, each
 * hung on the one before. */
enum { BG_NET_SENTENCE = 200 };
void bg_network_annotate(const bg_network *net, const bg_tagset *tagset, bg_net_room *room, bg_word *words,
                         size_t count);

#endif
