#include "network/measures.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/map.h"
#include "base/memory.h"
#include "network/brokerage.h"
#include "network/distances.h"
#include "network/igraph_graph.h"

/* Leiden is a random search: the best of some runs is kept. */
enum { LEIDEN_RUNS = 10 };

static const char *const names[BG_MEASURES] = {
    "degree",      "inDegree",    "outDegree",         "strengthAll",     "inStrength",
    "outStrength", "betweenness", "harmonicCloseness", "eigenvector",     "pageRank",
    "hub",         "authority",   "coreness",          "clustering",      "constraint",
    "community",   "bloc",        "coordinator",       "itinerantBroker", "representative",
    "gatekeeper",  "liaison",     "articulationPoint"};

const char *bg_measure_name(bg_measure measure) {
  return names[measure];
}

bool bg_measure_parse(bg_str text, bg_measure *measure) {
  for (size_t i = 0; i < BG_MEASURES; i++) {
    if (!bg_str_is(text, names[i])) continue;
    *measure = (bg_measure)i;
    return true;
  }
  return false;
}

void bg_measures_free(bg_measures *measures) {
  if (!measures) return;
  for (size_t i = 0; i < BG_MEASURES; i++) bg_free(measures->values[i]);
  bg_free(measures->bridges);
  bg_signed_free(measures->balance);
  bg_free(measures);
}

/* ---- the computation ---- */

typedef struct {
  const bg_network *network;
  const bg_measure_options *options;
  bg_diagnostics *diagnostics;
  bg_measures *m;
  bg_igraph ties;       /* directed, unless the options say otherwise */
  bg_igraph undirected; /* the same without directions */
  bool directed;
} computation;

static void copy_out(const igraph_vector_t *from, double *to, size_t count) {
  for (size_t i = 0; i < count; i++) to[i] = VECTOR(*from)[i];
}

/* For what is found by iteration: the last digits depend on the linear algebra library that igraph runs on. Twelve
 * decimals are the same everywhere, and what should be 0 is 0. */
static void copy_rounded(const igraph_vector_t *from, double *to, size_t count) {
  for (size_t i = 0; i < count; i++) to[i] = round(VECTOR(*from)[i] * 1e12) / 1e12 + 0.0;
}

#define CHECK(call, what) BG_IGRAPH(call, what, c->diagnostics)

static bg_status degrees(computation *c, igraph_vector_t *v) {
  static const struct {
    bg_measure degree, strength;
    igraph_neimode_t mode;
  } kinds[] = {{BG_DEGREE, BG_STRENGTH_ALL, IGRAPH_ALL},
               {BG_IN_DEGREE, BG_IN_STRENGTH, IGRAPH_IN},
               {BG_OUT_DEGREE, BG_OUT_STRENGTH, IGRAPH_OUT}};
  const igraph_t *g = &c->ties.graph;
  for (size_t i = 0; i < 3; i++) {
    CHECK(igraph_strength(g, v, igraph_vss_all(), kinds[i].mode, true, NULL), "degrees");
    copy_out(v, c->m->values[kinds[i].degree], c->m->actor_count);
    CHECK(igraph_strength(g, v, igraph_vss_all(), kinds[i].mode, true, &c->ties.weights), "strengths");
    copy_out(v, c->m->values[kinds[i].strength], c->m->actor_count);
  }
  return BG_OK;
}

static bg_status paths(computation *c, igraph_vector_t *v) {
  size_t n = c->m->actor_count;
  double pairs = ((double)n - 1) * ((double)n - 2) / (c->directed ? 1 : 2);
  CHECK(igraph_betweenness(&c->ties.graph, v, igraph_vss_all(), c->directed, NULL), "betweenness");
  for (size_t i = 0; i < n; i++) c->m->values[BG_BETWEENNESS][i] = pairs > 0 ? VECTOR(*v)[i] / pairs : 0;
  bg_all_distances(&c->ties.graph, c->m->values[BG_HARMONIC]);
  return BG_OK;
}

static bool any_weight(const igraph_vector_t *weights) {
  for (igraph_integer_t i = 0; i < igraph_vector_size(weights); i++)
    if (VECTOR(*weights)[i] > 0) return true;
  return false;
}

static bg_status spectra(computation *c, igraph_vector_t *v) {
  igraph_arpack_options_t arpack;
  igraph_vector_t hubs;
  size_t n = c->m->actor_count;
  CHECK(igraph_pagerank(&c->ties.graph, IGRAPH_PAGERANK_ALGO_PRPACK, v, NULL, igraph_vss_all(), c->directed, 0.85,
                        any_weight(&c->ties.weights) ? &c->ties.weights : NULL, NULL),
        "PageRank");
  copy_rounded(v, c->m->values[BG_PAGERANK], n);
  if (!any_weight(&c->ties.weights)) return BG_OK; /* the rest stays 0 */
  igraph_arpack_options_init(&arpack);
  CHECK(igraph_eigenvector_centrality(&c->undirected.graph, v, NULL, false, true, &c->undirected.weights, &arpack),
        "eigenvector centrality");
  copy_rounded(v, c->m->values[BG_EIGENVECTOR], n);
  CHECK(igraph_vector_init(&hubs, 0), "hubs");
  igraph_arpack_options_init(&arpack);
  igraph_error_t error =
      igraph_hub_and_authority_scores(&c->ties.graph, &hubs, v, NULL, true, &c->ties.weights, &arpack);
  if (error == IGRAPH_SUCCESS) {
    copy_rounded(&hubs, c->m->values[BG_HUB], n);
    copy_rounded(v, c->m->values[BG_AUTHORITY], n);
  }
  igraph_vector_destroy(&hubs);
  CHECK(error, "hubs and authorities");
  return BG_OK;
}

static bg_status cohesion(computation *c, igraph_vector_t *v, igraph_vector_int_t *ints) {
  size_t n = c->m->actor_count;
  CHECK(igraph_coreness(&c->ties.graph, ints, IGRAPH_ALL), "coreness");
  for (size_t i = 0; i < n; i++) c->m->values[BG_CORENESS][i] = (double)VECTOR(*ints)[i];
  CHECK(igraph_transitivity_local_undirected(&c->undirected.graph, v, igraph_vss_all(), IGRAPH_TRANSITIVITY_ZERO),
        "clustering");
  copy_out(v, c->m->values[BG_CLUSTERING], n);
  CHECK(igraph_constraint(&c->undirected.graph, v, igraph_vss_all(), &c->undirected.weights), "constraint");
  for (size_t i = 0; i < n; i++) /* igraph gives isolates 0 or NaN, depending on its version */
    c->m->values[BG_CONSTRAINT][i] = c->m->values[BG_DEGREE][i] > 0 ? VECTOR(*v)[i] : NAN;
  CHECK(igraph_articulation_points(&c->undirected.graph, ints), "articulation points");
  for (igraph_integer_t i = 0; i < igraph_vector_int_size(ints); i++)
    c->m->values[BG_ARTICULATION][VECTOR(*ints)[i]] = 1;
  CHECK(igraph_bridges(&c->undirected.graph, ints), "bridges");
  c->m->bridge_count = (size_t)igraph_vector_int_size(ints);
  c->m->bridges = bg_calloc(c->m->bridge_count, sizeof(bg_bridge));
  igraph_vector_int_sort(ints);
  for (size_t i = 0; i < c->m->bridge_count; i++) {
    igraph_integer_t a, b;
    CHECK(igraph_edge(&c->undirected.graph, VECTOR(*ints)[i], &a, &b), "bridges");
    c->m->bridges[i] = (bg_bridge){(size_t)(a < b ? a : b), (size_t)(a < b ? b : a)};
  }
  return BG_OK;
}

/* Numbers in the order of first appearance, from 1. */
static size_t renumber(const igraph_vector_int_t *membership, double *out, size_t n) {
  size_t *name = bg_calloc(n, sizeof *name), count = 0;
  for (size_t i = 0; i < n; i++) {
    size_t old = (size_t)VECTOR(*membership)[i];
    if (!name[old]) name[old] = ++count;
    out[i] = (double)name[old];
  }
  bg_free(name);
  return count;
}

static bg_status leiden(computation *c, igraph_vector_t *node_weights, igraph_vector_int_t *membership) {
  const igraph_vector_t *weights = &c->undirected.weights;
  double total = igraph_vector_sum(weights);
  double resolution = c->options->resolution > 0 ? c->options->resolution : 1;
  CHECK(igraph_strength(&c->undirected.graph, node_weights, igraph_vss_all(), IGRAPH_ALL, true, weights),
        "communities");
  igraph_integer_t clusters;
  double quality;
  CHECK(igraph_community_leiden(&c->undirected.graph, weights, node_weights, resolution / (2 * total), 0.01, false, -1,
                                membership, &clusters, &quality),
        "communities");
  CHECK(igraph_modularity(&c->undirected.graph, membership, weights, resolution, false, &quality), "modularity");
  if (isnan(c->m->modularity) || quality > c->m->modularity + 1e-12) {
    c->m->modularity = quality;
    c->m->communities = renumber(membership, c->m->values[BG_COMMUNITY], c->m->actor_count);
  }
  return BG_OK;
}

static bg_status communities(computation *c, igraph_vector_t *v, igraph_vector_int_t *ints) {
  size_t n = c->m->actor_count;
  c->m->modularity = NAN;
  if (!any_weight(&c->undirected.weights)) { /* everyone alone */
    for (size_t i = 0; i < n; i++) c->m->values[BG_COMMUNITY][i] = (double)(i + 1);
    c->m->communities = n;
    return BG_OK;
  }
  bg_igraph_random random;
  CHECK(bg_igraph_seed(&random, c->options->seed ? c->options->seed : 42), "communities");
  bg_status status = BG_OK;
  for (int run = 0; status == BG_OK && run < LEIDEN_RUNS; run++) status = leiden(c, v, ints);
  bg_igraph_unseed(&random);
  return status;
}

/* ---- groups ---- */

static bg_str owner_or_self(const bg_actor *actor) {
  return actor->owner.len ? actor->owner : actor->label;
}

static size_t *make_groups(const computation *c, bg_grouping grouping) {
  const bg_network *network = c->network;
  size_t *group = bg_calloc(network->actor_count, sizeof *group);
  bg_map *seen = bg_map_new();
  for (size_t i = 0; i < network->actor_count; i++) {
    if (grouping == BG_GROUP_COMMUNITY) group[i] = (size_t)c->m->values[BG_COMMUNITY][i];
    if (grouping == BG_GROUP_BLOC) group[i] = (size_t)c->m->values[BG_BLOC][i];
    if (grouping == BG_GROUP_COMMUNITY || grouping == BG_GROUP_BLOC) continue;
    bg_str name = grouping == BG_GROUP_TYPE ? network->actors[i].class_iri : owner_or_self(&network->actors[i]);
    group[i] = bg_map_get(seen, name, SIZE_MAX);
    if (group[i] != SIZE_MAX) continue;
    group[i] = bg_map_count(seen);
    bg_map_set(seen, name, group[i]);
  }
  bg_map_free(seen);
  return group;
}

static bg_status by_group(computation *c, igraph_vector_int_t *ints) {
  size_t *types = make_groups(c, BG_GROUP_TYPE), *group = make_groups(c, c->options->grouping);
  bg_status status =
      bg_igraph_check(igraph_vector_int_resize(ints, (igraph_integer_t)c->m->actor_count), "groups", c->diagnostics);
  for (size_t i = 0; status == BG_OK && i < c->m->actor_count; i++) VECTOR(*ints)[i] = (igraph_integer_t)types[i];
  c->m->type_assortativity = NAN;
  if (status == BG_OK && c->m->ties)
    status = bg_igraph_check(
        igraph_assortativity_nominal(&c->undirected.graph, ints, &c->m->type_assortativity, false, true),
        "assortativity", c->diagnostics);
  if (status == BG_OK) status = bg_igraph_check(bg_brokerage(&c->ties.graph, group, c->m), "brokerage", c->diagnostics);
  bg_free(types);
  bg_free(group);
  return status;
}

/* ---- the whole ---- */

static bg_status whole(computation *c) {
  const igraph_t *g = &c->ties.graph, *u = &c->undirected.graph;
  bg_measures *m = c->m;
  igraph_integer_t count;
  m->ties = (size_t)igraph_ecount(g);
  m->density = m->reciprocity = m->diameter = m->mean_distance = m->degree_assortativity = NAN;
  if (m->actor_count > 1) CHECK(igraph_density(g, &m->density, false), "density");
  CHECK(igraph_connected_components(u, NULL, NULL, &count, IGRAPH_WEAK), "components");
  m->weak_components = (size_t)count;
  CHECK(igraph_connected_components(g, NULL, NULL, &count, IGRAPH_STRONG), "components");
  m->strong_components = (size_t)count;
  if (!m->ties) return BG_OK;
  if (c->directed) CHECK(igraph_reciprocity(g, &m->reciprocity, true, IGRAPH_RECIPROCITY_DEFAULT), "reciprocity");
  bg_distances distances = bg_all_distances(u, NULL);
  m->diameter = distances.diameter;
  m->mean_distance = distances.mean;
  CHECK(igraph_assortativity_degree(u, &m->degree_assortativity, false), "assortativity");
  return BG_OK;
}

static bg_status compute_with(computation *c, igraph_vector_t *v, igraph_vector_int_t *ints) {
  BG_TRY(whole(c));
  BG_TRY(degrees(c, v));
  BG_TRY(paths(c, v));
  BG_TRY(spectra(c, v));
  BG_TRY(cohesion(c, v, ints));
  BG_TRY(communities(c, v, ints));
  return by_group(c, ints);
}

static bg_status compute(computation *c) {
  igraph_vector_t v;
  igraph_vector_int_t ints;
  CHECK(igraph_vector_init(&v, 0), "measures");
  bg_status status = bg_igraph_check(igraph_vector_int_init(&ints, 0), "measures", c->diagnostics);
  if (status == BG_OK) {
    status = compute_with(c, &v, &ints);
    igraph_vector_int_destroy(&ints);
  }
  igraph_vector_destroy(&v);
  return status;
}

static bg_status compute_on_graphs(computation *c) {
  bg_weights weights = c->options->weights;
  BG_TRY(bg_igraph_new(c->network, c->directed, weights, c->diagnostics, &c->ties));
  bg_status status = bg_igraph_new(c->network, false, weights, c->diagnostics, &c->undirected);
  if (status == BG_OK) {
    status = compute(c);
    bg_igraph_free(&c->undirected);
  }
  bg_igraph_free(&c->ties);
  return status;
}

bg_status bg_measures_new(const bg_network *network, const bg_measure_options *options, bg_diagnostics *diagnostics,
                          bg_measures **result) {
  bg_measure_options defaults = {0};
  if (!options) options = &defaults;
  bg_measures *m = BG_NEW(bg_measures);
  m->actor_count = network->actor_count;
  for (size_t i = 0; i < BG_MEASURES; i++) m->values[i] = bg_calloc(m->actor_count, sizeof(double));
  m->balance = bg_signed_new(network, &options->balance);
  for (size_t i = 0; i < m->actor_count; i++) m->values[BG_BLOC][i] = m->balance->bloc[i];
  computation c = {network, options, diagnostics, m, .directed = !options->undirected};
  bg_igraph_session session = bg_igraph_begin();
  bg_status status = compute_on_graphs(&c);
  bg_igraph_end(session);
  if (status != BG_OK) {
    bg_measures_free(m);
    m = NULL;
  }
  *result = m;
  return status;
}

typedef struct {
  const double *values;
  const bg_actor *actors;
  bool smallest_first;
} ranking;

static int by_value(const void *a, const void *b, void *context) {
  const ranking *r = context;
  size_t i = *(const size_t *)a, k = *(const size_t *)b;
  double x = r->values[i], y = r->values[k];
  if (isnan(x) != isnan(y)) return isnan(x) ? 1 : -1;
  if (!isnan(x) && fabs(x - y) > 1e-12) return (x > y) == r->smallest_first ? 1 : -1;
  return bg_str_compare(r->actors[i].id, r->actors[k].id);
}

size_t *bg_measures_rank(const bg_measures *measures, const bg_network *network, bg_measure measure) {
  size_t *order = bg_calloc(measures->actor_count, sizeof *order);
  ranking r = {measures->values[measure], network->actors, measure == BG_CONSTRAINT};
  for (size_t i = 0; i < measures->actor_count; i++) order[i] = i;
  if (measures->actor_count > 1) qsort_r(order, measures->actor_count, sizeof *order, by_value, &r);
  return order;
}
