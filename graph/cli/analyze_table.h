#ifndef BG_CLI_ANALYZE_TABLE_H
#define BG_CLI_ANALYZE_TABLE_H

#include "network/measures.h"

/* The `top` actors by a measure, in `width` columns. */
void analyze_table(const bg_measures *measures, const bg_network *network, bg_measure sort, size_t top, size_t width,
                   bg_buffer *out);
/* The network as a whole, in a few lines, none of which lists more than `most` actors: the best connected first. */
void analyze_summary(const bg_measures *measures, const bg_network *network, size_t most, bg_buffer *out);

#endif
