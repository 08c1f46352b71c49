/* Internal: the two-bloc partition of least frustration. */
#ifndef BG_NETWORK_FRUSTRATION_H
#define BG_NETWORK_FRUSTRATION_H

#include "network/signed.h"

/* Set bloc[i] to 1 or 2 for each actor with a signed tie, 0 for the others. True when the partition is proved best. */
bool bg_partition(const bg_signed_tie *ties, size_t tie_count, size_t actor_count, int *bloc);

#endif
