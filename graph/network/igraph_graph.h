/* Internal: a network as an igraph graph. igraph keeps its error handlers and its random generator for the whole
 * process: bg_igraph_begin sets ours and bg_igraph_end puts the old ones back, so analysis is for one thread at a time.
 */
#ifndef BG_NETWORK_IGRAPH_GRAPH_H
#define BG_NETWORK_IGRAPH_GRAPH_H

#include <igraph.h>

#include "network/measures.h"

typedef struct {
  igraph_error_handler_t *error;
  igraph_warning_handler_t *warning;
} bg_igraph_session;

bg_igraph_session bg_igraph_begin(void);
void bg_igraph_end(bg_igraph_session session);
/* An igraph error becomes a diagnostic. */
bg_status bg_igraph_check(igraph_error_t error, const char *what, bg_diagnostics *diagnostics);
#define BG_IGRAPH(call, what, diagnostics) BG_TRY(bg_igraph_check((call), (what), (diagnostics)))

/* A random generator of our own in place of igraph's default one, which is kept by value: that is how igraph does it.
 */
typedef struct {
  igraph_rng_t own;
  igraph_rng_t before;
} bg_igraph_random;
igraph_error_t bg_igraph_seed(bg_igraph_random *random, size_t seed);
void bg_igraph_unseed(bg_igraph_random *random);

typedef struct {
  igraph_t graph; /* simple: links of a pair are one tie, no loops */
  igraph_vector_t weights;
} bg_igraph;

/* Ties in order of (from, to). With `directed`, symmetric relations tie both ways; else each unordered pair is one tie.
 */
bg_status bg_igraph_new(const bg_network *network, bool directed, bg_weights weights, bg_diagnostics *diagnostics,
                        bg_igraph *out);
void bg_igraph_free(bg_igraph *graph);

#endif
