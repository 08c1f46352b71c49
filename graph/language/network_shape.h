/* The sizes of the network that tags and parses, shared by the reader and the trainer of its section. */
#ifndef BG_LANGUAGE_NETWORK_SHAPE_H
#define BG_LANGUAGE_NETWORK_SHAPE_H

#include "language/analysis.h"

enum {
  BG_NET_WORD = 128,  /* a word's vector, from its form and its affixes */
  BG_NET_CELLS = 128, /* LSTM cells in each direction */
  BG_NET_BOTH = 2 * BG_NET_CELLS,
  BG_NET_GATES = 4 * BG_NET_CELLS, /* input, forget, output, new */
  BG_NET_LAYERS = 2,
  BG_NET_ARC = 128,      /* what a word says of itself as a dependent, and as a head */
  BG_NET_LABEL = 128,    /* the hidden layer that names a relation */
  BG_NET_DISTANCES = 20, /* how far a head is, roughly, and on which side */
  BG_NET_AFFIXES = 6,
  BG_NET_AFFIX_ROWS = 8192
};

/* What the network is told about a word: the hash of its lower case, and rows of the table of affixes. */
typedef struct {
  uint64_t lower;
  uint16_t affix[BG_NET_AFFIXES];
} bg_word_key;

/* One number for like distances from a word to its head: exact when they are near. */
static inline size_t bg_net_distance(size_t word, size_t head) {
  size_t gap = word < head ? head - word : word - head;
  size_t near = gap <= 5 ? gap - 1 : gap <= 7 ? 5 : gap <= 10 ? 6 : gap <= 15 ? 7 : gap <= 25 ? 8 : 9;
  return word < head ? near : near + BG_NET_DISTANCES / 2;
}

void bg_word_keys(const bg_word *words, size_t count, bg_word_key *keys);

#endif
