/* Bringing the graphs of a dataset into a triple store, and looking whether they are there. */
#ifndef BG_STORE_PUSH_H
#define BG_STORE_PUSH_H

#include "rdf/dataset.h"
#include "store/http.h"
#include "store/preset.h"

typedef enum {
  BG_PUSH_REPLACE, /* the graph in the store becomes ours */
  BG_PUSH_ADD,     /* ours on top of what is there */
  BG_PUSH_DELETE   /* the graph goes */
} bg_push_mode;

typedef enum {
  BG_BLANKS_USUAL, /* kept; refused with BG_PUSH_ADD, which would make new nodes each time */
  BG_BLANKS_KEEP,
  BG_BLANKS_SKOLEMIZE /* become IRIs, the same ones for the same graph */
} bg_push_blanks;

#define BG_SKOLEM_BASE "https://w3id.org/briefgraph/.well-known/genid/"

typedef struct {
  const bg_store_preset *preset;
  bg_store_place place;
  bg_http_options http;
  bg_push_mode mode;
  bool sparql_update; /* nothing but SPARQL Update, also where the store has a graph store */
  const char *graph;  /* everything into this graph; NULL: each to its own */
  bool default_graph; /* everything into the default graph */
  bg_push_blanks blanks;
  const char *skolem_base; /* NULL: BG_SKOLEM_BASE */
  size_t chunk;            /* bytes of triples in a request; 0: any */
  bool check;              /* count, and compare with what the store gives back */
  bool dry_run;            /* say the requests instead of sending them */
  void (*say)(const char *format, ...) __attribute__((format(printf, 1, 2)));  /* each graph; may be NULL */
  void (*show)(const char *format, ...) __attribute__((format(printf, 1, 2))); /* each request of a dry run */
} bg_push_options;

typedef struct {
  size_t graphs, triples, requests, bytes;
  size_t different; /* graphs that the store does not give back as they are */
  size_t unchecked; /* graphs of which only the number was compared, or nothing */
} bg_push_result;

/* The dataset is indexed. BG_OK when every request was answered well; `result` tells whether the data is there. */
bg_status bg_push(const bg_dataset *dataset, const bg_push_options *options, bg_diagnostics *diagnostics,
                  bg_push_result *result);

#endif
