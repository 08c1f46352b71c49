/* From the trained network to sections of the model file. */
#ifndef BG_TRAIN_NET_EXPORT_H
#define BG_TRAIN_NET_EXPORT_H

#include "train/net_data.h"

enum { BG_NET_TAGS, BG_NET_WORDS, BG_NET_NETWORK, BG_NET_SECTIONS };
extern const char *const bg_net_section_names[BG_NET_SECTIONS];

/* Append each section to its buffer. */
void bg_net_export(const bg_net *net, const bg_lexicon *lexicon, bg_buffer sections[BG_NET_SECTIONS]);
/* Files named like the sections. */
bg_status bg_net_save(const bg_net *net, const bg_lexicon *lexicon, const char *directory, bg_diagnostics *diagnostics);

#endif
