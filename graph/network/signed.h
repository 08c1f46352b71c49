/* Structural balance (Heider 1946; Cartwright and Harary 1956): friendly and hostile ties.
 *
 * Two actors are tied + or - by the sign of the sum of the signs of the links between them, in either direction; a sum
 * of 0 is "cancelled". Links that count by default: asserted or implied ones, whoever says so; recommendations and
 * possibilities are left out.
 *
 * A triangle is balanced when the product of its signs is +. The frustration index (Harary 1959; Zaslavsky 1987) is the
 * least number of ties that go against the grain of a partition into two blocs: friendly ties between the blocs,
 * hostile ones inside. It is exact for components whose 2-core has at most BG_EXACT_ACTORS actors (branch and bound);
 * larger ones take the best of 64 seeded runs of moving single actors, which is an upper bound, and `exact` is false.
 * Bloc 1 holds the first actor of each component. */
#ifndef BG_NETWORK_SIGNED_H
#define BG_NETWORK_SIGNED_H

#include "network/network.h"

enum { BG_EXACT_ACTORS = 24 };

typedef struct {
  unsigned modalities; /* bits by BG_MODALITY_BIT; 0: asserted and implied */
} bg_signed_options;

typedef struct {
  size_t a, b; /* actors, a < b */
  int sum;     /* of signs: its sign is the sign of the tie */
  bool frustrated;
} bg_signed_tie;

typedef struct {
  size_t actors[3]; /* ascending */
  bool balanced;
} bg_triad;

typedef struct {
  bg_signed_tie *ties; /* in order of (a, b); with cancelled ones */
  size_t tie_count;
  size_t positive, negative, cancelled;
  int *bloc; /* by actor: 1, 2, or 0 without a signed tie */
  size_t frustration;
  bool exact;
  bg_triad *triads; /* in order of actors */
  size_t triad_count;
  size_t balanced_triads;
} bg_signed;

bg_signed *bg_signed_new(const bg_network *network, const bg_signed_options *options);
void bg_signed_free(bg_signed *balance); /* NULL is fine */

#endif
