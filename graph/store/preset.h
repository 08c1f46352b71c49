/* What is known of triple stores: where their endpoints are, what they take at once, and what they promise. */
#ifndef BG_STORE_PRESET_H
#define BG_STORE_PRESET_H

#include "base/diagnostics.h"

typedef struct {
  const char *name;
  const char *title;
  /* What to put behind the URL of the store; NULL: the store has no such endpoint ("": the URL itself). With a user,
   * Virtuoso wants other paths than without. */
  const char *graph_path, *graph_path_user; /* SPARQL 1.1 Graph Store HTTP Protocol */
  const char *update_path, *update_path_user;
  const char *query_path, *query_path_user;
  const char *graph_key;   /* parameter that names the graph: "graph" by the standard */
  const char *default_key; /* parameter for the default graph; NULL: the store has none that is apart */
  bool writes_only_post;   /* Blazegraph's own way in: POST, but neither PUT nor GET nor DELETE */
  bool moves;              /* SPARQL MOVE does what it says (that of TDB2 in Jena 4.10 loses triples) */
  bool put_is_atomic;      /* readers see the old graph or the new one */
  bool update_is_atomic;   /* the same for a request of SPARQL Update */
  bool default_is_union;   /* queries of the default graph see all graphs */
  size_t padding;          /* line feeds before the triples: without them Virtuoso 7.2 takes a body whose first
                              line is longer than some 64 kB for plain text, and refuses it */
  size_t chunk;            /* bytes of triples in a request unless told otherwise; 0: any */
  size_t update_chunk;     /* the same with SPARQL Update; 0: as `chunk` */
} bg_store_preset;

/* NULL when there is none of that name. */
const bg_store_preset *bg_store_preset_find(const char *name);
/* The standard and nothing else: the URL is that of the graph store, or with --sparql-update of the update endpoint. */
const bg_store_preset *bg_store_preset_standard(void);
/* "virtuoso, fuseki, ..." for messages. */
const char *bg_store_preset_list(void);

/* Full URLs, owned; NULL where there is none. */
typedef struct {
  char *graph;
  char *update;
  char *query;
} bg_store_endpoints;

typedef struct {
  const char *store;  /* URL as the user gave it */
  const char *update; /* URLs that the user gave on top, or NULL */
  const char *query;
  bool user;        /* somebody will log in */
  bool only_update; /* with the standard preset: the URL is an update endpoint */
} bg_store_place;

/* Errors: not http or https, no host, a user or a password inside, a fragment, white space. */
bg_status bg_store_endpoints_make(const bg_store_preset *preset, const bg_store_place *place,
                                  bg_diagnostics *diagnostics, bg_store_endpoints *endpoints);
void bg_store_endpoints_free(bg_store_endpoints *endpoints);

/* URL of a graph in the graph store; graph NULL: the default graph. Owned by the caller. */
char *bg_store_graph_url(const bg_store_preset *preset, const bg_store_endpoints *endpoints, const char *graph);

#endif
