/* Measures of a network, by igraph unless said otherwise.
 *
 * Links of one pair are one tie; loops are left out. In a directed network a symmetric relation ties both ways. Weights
 * of ties are 1 (BG_WEIGHT_NONE), the number of claims, or the sum of their confidences. They count in strength,
 * eigenvector, PageRank, hubs and authorities, constraint and communities; paths are counted in ties (every tie has
 * length 1). A tie whose weights add up to 0 counts as a tie, without weight.
 *
 * Actor measures (n actors, m ties):
 *   degree, inDegree, outDegree   ties; in a directed network degree = in + out (Freeman 1978)
 *   strengthAll, inStrength, outStrength   sums of weights (Barrat et al. 2004)
 *   betweenness       directed paths; divided by (n-1)(n-2), undirected by half of it (Freeman 1977, Brandes 2001)
 *   harmonicCloseness sum of 1/d over paths that lead to the actor, divided by n-1 (Rochat 2009); unreachable counts 0
 *   eigenvector       of the undirected network, largest value 1 (Bonacich 1987); 0 without ties
 *   pageRank          damping 0.85, sums to 1 (Page et al. 1999)
 *   hub, authority    largest value 1 (Kleinberg 1999); 0 without ties
 *   coreness          of the undirected network with both directions counted (Seidman 1983, Batagelj and Zaversnik
 * 2003) clustering        of the undirected network; 0 with fewer than two neighbours (Watts and Strogatz 1998)
 *   constraint        Burt 1992, weighted, undirected; NaN for an isolate
 *   community         Leiden on the undirected network, for modularity (Traag, Waltman and van Eck 2019); numbered from
 * 1 by first member; beta 0.01, iterated until stable, seeded, best of 10 runs articulationPoint 1 when the network
 * falls apart without the actor (undirected) coordinator, itinerantBroker, representative, gatekeeper, liaison Gould
 * and Fernandez 1989, our own: ordered pairs (i, k) with i -> actor -> k and no tie i -> k, by the groups of the three
 * bloc              1 or 2: the partition of network/signed.h; 0 when the actor has no signed tie
 *
 * Eigenvector, PageRank, hubs and authorities are rounded to 12 decimals: they are found by iteration.
 *
 * Empty network: no rows; one actor: all 0 but constraint NaN and pageRank 1. What is undefined is NaN. */
#ifndef BG_NETWORK_MEASURES_H
#define BG_NETWORK_MEASURES_H

#include "network/signed.h"

typedef enum { BG_WEIGHT_CLAIMS, BG_WEIGHT_CONFIDENCE, BG_WEIGHT_NONE } bg_weights;
typedef enum { BG_GROUP_TYPE, BG_GROUP_COMMUNITY, BG_GROUP_BLOC, BG_GROUP_OWNER } bg_grouping;

typedef enum {
  BG_DEGREE,
  BG_IN_DEGREE,
  BG_OUT_DEGREE,
  BG_STRENGTH_ALL,
  BG_IN_STRENGTH,
  BG_OUT_STRENGTH,
  BG_BETWEENNESS,
  BG_HARMONIC,
  BG_EIGENVECTOR,
  BG_PAGERANK,
  BG_HUB,
  BG_AUTHORITY,
  BG_CORENESS,
  BG_CLUSTERING,
  BG_CONSTRAINT,
  BG_COMMUNITY,
  BG_BLOC,
  BG_COORDINATOR,
  BG_ITINERANT,
  BG_REPRESENTATIVE,
  BG_GATEKEEPER,
  BG_LIAISON,
  BG_ARTICULATION,
  BG_MEASURES
} bg_measure;

/* Local name in the ontology, such as "pageRank". */
const char *bg_measure_name(bg_measure measure);
bool bg_measure_parse(bg_str text, bg_measure *measure);

typedef struct {
  bool undirected;
  bg_weights weights;
  bg_grouping grouping;
  double resolution; /* of communities; 0: 1 */
  size_t seed;       /* of communities; 0: 42 */
  bg_signed_options balance;
} bg_measure_options;

/* A tie that the network falls apart without. */
typedef struct {
  size_t a, b;
} bg_bridge;

typedef struct {
  size_t actor_count;
  double *values[BG_MEASURES]; /* one a measure, by actor */
  /* the network as a whole; NaN where undefined */
  size_t ties;
  double density;
  double reciprocity;          /* share of ties that are returned; NaN when undirected */
  double diameter;             /* longest shortest path between actors that reach each other, undirected */
  double mean_distance;        /* over those pairs, undirected */
  double degree_assortativity; /* Newman 2003, undirected */
  double type_assortativity;   /* by class */
  double modularity;           /* of the communities */
  size_t communities;          /* those of isolates too */
  size_t weak_components;
  size_t strong_components;
  bg_bridge *bridges;
  size_t bridge_count;
  bg_signed *balance;
} bg_measures;

bg_status bg_measures_new(const bg_network *network, const bg_measure_options *options, bg_diagnostics *diagnostics,
                          bg_measures **measures);
void bg_measures_free(bg_measures *measures); /* NULL is fine */
/* Actors by a measure, largest first (NaN last), then by id; indexes, owned by the caller. Constraint is sorted
 * smallest first: little constraint is a broker's position. */
size_t *bg_measures_rank(const bg_measures *measures, const bg_network *network, bg_measure measure);

#endif
