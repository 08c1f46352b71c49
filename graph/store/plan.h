/* How a graph is cut into requests: at triples, and with triples that share a blank node together, since a blank node
 * that is named in two requests becomes two. */
#ifndef BG_STORE_PLAN_H
#define BG_STORE_PLAN_H

#include "rdf/dataset.h"

typedef struct {
  size_t from, to; /* quads */
  size_t bytes;    /* as N-Triples */
  bool blank;      /* has blank nodes */
} bg_piece;

/* The triples of one graph, and the pieces that cover them in order: at first those without blank nodes. */
typedef struct {
  const bg_dataset *dataset;
  const char *skolem; /* blank nodes become IRIs that begin so; NULL: they stay */
  bg_quad *quads;
  size_t count;
  size_t first_blank; /* quads from here on have blank nodes */
  size_t bytes;
  bg_piece *pieces;
  size_t piece_count;
} bg_plan;

typedef struct {
  bg_term_id graph;   /* BG_ANY: the union of all */
  size_t chunk;       /* bytes of N-Triples in a piece; 0: all in one */
  const char *skolem; /* as in bg_plan; must outlive the plan */
} bg_plan_options;

/* The dataset is indexed and outlives the plan. Errors: one triple, or blank nodes that hang together, that do not fit
 * into a piece; triple terms. */
bg_status bg_plan_make(const bg_dataset *dataset, const bg_plan_options *options, bg_diagnostics *diagnostics,
                       bg_plan *plan);
void bg_plan_free(bg_plan *plan);
/* Append triple number `index` as a line of N-Triples. */
void bg_plan_put(const bg_plan *plan, size_t index, bg_buffer *out);

/* A piece as the body of a request, made while it is sent: `before` and `after` stand around it. */
typedef struct {
  const bg_plan *plan;
  const bg_piece *piece;
  bg_str before, after;
  size_t next;    /* quad */
  size_t stage;   /* 0 before, 1 lines, 2 after, 3 done */
  bg_buffer line; /* what is sent next, from `offset` on */
  size_t offset;
} bg_piece_reader;

size_t bg_piece_size(const bg_piece_reader *reader);
size_t bg_piece_read(void *reader, char *to, size_t room);
void bg_piece_rewind(void *reader);

#endif
