/* Internal to the push: the requests that it is made of, each sent or, in a dry run, said. */
#ifndef BG_STORE_SESSION_H
#define BG_STORE_SESSION_H

#include "store/plan.h"
#include "store/push.h"

typedef struct {
  const bg_push_options *options;
  const bg_dataset *dataset;
  bg_store_endpoints endpoints;
  bg_http *http;
  bg_diagnostics *diagnostics;
  bg_push_result *result;
  char *skolem; /* what skolemised blank nodes begin with, or NULL */
  bool lost;    /* nobody knows what became of the last request */
} store_session;

/* Graph NULL is the default graph everywhere. */

/* Is SPARQL Update to be used where the other would do? */
bool session_updates(const store_session *s);
/* Text of SPARQL Update, with a piece of triples in its middle if there is one. */
bg_status session_update(store_session *s, const char *before, const bg_plan *plan, const bg_piece *piece,
                         const char *after);
/* PUT or POST a piece by the Graph Store Protocol. */
bg_status session_write(store_session *s, const char *method, const char *graph, const bg_plan *plan,
                        const bg_piece *piece);
/* Add a piece by whichever way the store has. */
bg_status session_add(store_session *s, const char *graph, const bg_plan *plan, const bg_piece *piece);
/* Remove a graph; one that is not there is fine. */
bg_status session_drop(store_session *s, const char *graph);
/* "GRAPH <iri>" or "DEFAULT", owned. */
char *session_graph_name(const char *graph);

/* Number of triples of a graph. False: the store does not tell; *status is BG_OK then, unless something went wrong. */
bool session_count(store_session *s, const char *graph, size_t *count, bg_status *status);
/* Have a graph sent as N-Triples. *told is false when the store does not give it. */
bg_status session_get(store_session *s, const char *graph, const bg_http_receiver *receiver, bool *told);

#endif
