/* Internal to the reader and the writer of the section "network": its header. */
#ifndef BG_LANGUAGE_NETWORK_SIZES_H
#define BG_LANGUAGE_NETWORK_SIZES_H

#include "language/kernel.h"
#include "language/network_shape.h"

enum { BG_NET_NAME_ROOM = (BG_REL_COUNT + BG_KERNEL_BLOCK - 1) / BG_KERNEL_BLOCK * BG_KERNEL_BLOCK };

typedef struct {
  uint32_t shape[9]; /* what the program was built for */
  uint32_t tags;
  int32_t word_scale, affix_scale;
  uint32_t zero[2]; /* so that what follows is aligned to 64 bytes */
} bg_net_header;

static inline bg_net_header bg_net_header_of(uint32_t tags, int32_t word_scale, int32_t affix_scale) {
  return (bg_net_header){.shape = {BG_NET_WORD, BG_NET_CELLS, BG_NET_LAYERS, BG_NET_ARC, BG_NET_LABEL, BG_NET_AFFIXES,
                                   BG_NET_AFFIX_ROWS, BG_REL_COUNT, BG_NET_DISTANCES},
                         .tags = tags,
                         .word_scale = word_scale,
                         .affix_scale = affix_scale};
}

#endif
