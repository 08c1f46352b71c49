/* Internal to query/: a query while it runs. Once something went wrong `status` says so and every function gives up. */
#ifndef BG_QUERY_RUN_H
#define BG_QUERY_RUN_H

#include "base/map.h"
#include "base/regex.h"
#include "query/algebra.h"
#include "rdf/id_set.h"

/* ---- solutions ---- */

/* Rows of `width` ids, one for each variable of the query; BG_NO_TERM: unbound. */
typedef struct {
  size_t width;
  bg_term_id *cells;
  size_t count;
  size_t capacity; /* rows */
} query_table;

static inline bg_term_id *table_row(const query_table *table, size_t row) {
  return table->cells + row * table->width;
}

/* Rows found by the values of some columns. */
typedef struct {
  const uint32_t *columns;
  size_t column_count;
  uint32_t *slots; /* row + 1, or 0 */
  size_t slot_count;
  uint32_t *next; /* of the same values: row + 1, or 0 */
  size_t next_capacity;
  size_t count;
} row_index;

/* ---- the run ---- */

typedef enum { DEFAULT_IS_DEFAULT, DEFAULT_IS_UNION, DEFAULT_IS_SET } default_mode;

enum { QUERY_REGEXES = 32 };

typedef struct {
  const bg_query *query;
  const bg_dataset *data;
  bg_query_options options;
  bg_diagnostics *diagnostics;
  bg_status status;
  bg_dataset *made; /* terms that are not in the data; their ids go on where those of the data end */
  size_t known;     /* terms in the data */
  size_t bytes;     /* rows and terms */
  size_t made_bytes;
  double deadline; /* 0: none */
  size_t steps;
  bg_term_id *constants; /* ids */

  default_mode mode;
  bg_id_set from;     /* DEFAULT_IS_SET */
  bg_id_set named;    /* what GRAPH may see */
  bg_term_id graph;   /* patterns look here: BG_DEFAULT_GRAPH or a name */
  uint32_t graph_var; /* patterns look in all named graphs and bind this; or NO_VAR */

  const bg_term_id *outer; /* inside EXISTS: the row outside, whose values stand for its variables; or NULL */
  uint64_t *outer_bound;   /* the variables that it binds */
  bg_arena *scratch;       /* of one expression */
  bg_arena *kept;          /* of the whole run */
  size_t blanks;
  size_t row_number; /* of the row that an expression is evaluated for: BNODE(label) is the same within it */
  bg_str now;        /* xsd:dateTime */
  struct {
    bg_str pattern, flags;
    bg_regex *regex;
  } regexes[QUERY_REGEXES];
  size_t regex_count;
} query_run;

void run_fail(query_run *run, bg_status status, const char *format, ...) __attribute__((format(printf, 3, 4)));
/* Count a step; false once the run has failed, or time is up. */
bool run_step(query_run *run);
/* Count memory that is kept, in bytes; false when it is too much. */
bool run_charge(query_run *run, size_t bytes);
bg_term_id run_intern(query_run *run, const bg_term *term);
bg_term run_term(const query_run *run, bg_term_id id);

/* ---- table.c ---- */

query_table table_new(const query_run *run);
void table_free(query_run *run, query_table *table);
/* Add a row; all unbound when `row` is NULL. The row is borrowed until the next is added; NULL when the run fails. */
bg_term_id *table_add(query_run *run, query_table *table, const bg_term_id *row);
void table_unit(query_run *run, query_table *table); /* one row, all unbound */
/* Variables bound in some row, and in every row. Sets of the query's size. */
void table_bound(const query_table *table, uint64_t *some, uint64_t *every);
/* Add to the index; the row that had these values before, or SIZE_MAX. With `chain` it is added even then. */
size_t row_index_put(row_index *index, const query_table *table, size_t row, bool chain);
/* The latest row with the values of `cells` (of the same columns), or SIZE_MAX; go on with index->next. */
size_t row_index_find(const row_index *index, const query_table *table, const bg_term_id *cells);
void row_index_free(row_index *index);
/* The joins of two tables. They take `left` and `right` over and free them. */
query_table table_join(query_run *run, query_table *left, query_table *right);
query_table table_left_join(query_run *run, query_table *left, query_table *right, const query_expr *filter);
query_table table_minus(query_run *run, query_table *left, query_table *right);

/* ---- scan.c: matching in the active graphs ---- */

typedef struct {
  bg_match match;
  bg_quad last; /* to leave out a triple that several graphs have */
  bool distinct, in_from, in_named;
} query_scan;

query_scan scan_start(query_run *run, bg_term_id s, bg_term_id p, bg_term_id o, bg_term_id graph);
bool scan_next(query_run *run, query_scan *scan, bg_quad *quad);

/* ---- path.c ---- */

/* Add to `out` the rows of `in` extended by a path. */
void path_extend(query_run *run, const query_triple *triple, const query_table *in, query_table *out);

/* ---- eval.c ---- */

/* Join of a table with the solutions of a pattern. */
query_table eval_node(query_run *run, const query_node *node, const query_table *input);
query_table eval_bgp(query_run *run, const query_node *node, const query_table *input);

/* ---- select.c ---- */

/* Solutions of a SELECT, in its order, by its outer variables. `top`: sort them even when nothing asks for it. */
query_table eval_select(query_run *run, const query_select *select, bool top);
/* ---- aggregate.c ---- */
query_table eval_groups(query_run *run, const query_select *select, query_table *rows);

/* ---- order.c ---- */

/* Sort by ORDER BY, then by the terms of the given columns. */
void table_sort(query_run *run, query_table *table, const query_order *orders, size_t order_count,
                const uint32_t *columns, size_t column_count);

/* ---- expression.c ---- */

/* True, false, or -1: an error. */
int eval_condition(query_run *run, const query_expr *expr, const bg_term_id *row);
/* The id of the value, or BG_NO_TERM: an error. */
bg_term_id eval_to_term(query_run *run, const query_expr *expr, const bg_term_id *row);

#endif
