/* Internal: distances between all pairs of actors. */
#ifndef BG_NETWORK_DISTANCES_H
#define BG_NETWORK_DISTANCES_H

#include <igraph.h>

typedef struct {
  double diameter; /* the largest distance between two that are connected */
  double mean;     /* of those distances; NAN when no two are connected */
} bg_distances;

/* Breadth-first search from 64 actors at once. Where `harmonic` is given, it is set for each actor to the mean of the
 * reciprocals of the distances from all others to it; the mean counts those that do not reach it. Directions count
 * where the graph has them. The values are those of igraph to the last bit, which are the sums from near to far. */
bg_distances bg_all_distances(const igraph_t *graph, double *harmonic);

#endif
