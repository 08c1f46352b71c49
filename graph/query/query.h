/* SPARQL 1.1 Query over a dataset in memory: SELECT, ASK, CONSTRUCT and DESCRIBE, evaluated over its four sorted
 * orders.
 *
 * Everything of SPARQL 1.1 Query but what would reach outside or differ from run to run: SERVICE, RAND, UUID and
 * STRUUID are refused by name; FROM and FROM NAMED choose among the graphs that are loaded, and nothing is fetched.
 * Same query and same dataset give the same rows in the same order, whatever the order of loading was: rows without
 * ORDER BY, and rows that ORDER BY leaves equal, are sorted by their terms; SAMPLE takes the first value of that order,
 * and GROUP_CONCAT puts its values in it, unless the group comes straight from a subquery that has an order of its own.
 */
#ifndef BG_QUERY_QUERY_H
#define BG_QUERY_QUERY_H

#include "base/file.h"
#include "rdf/dataset.h"
#include "rdf/format.h"

typedef struct bg_query bg_query;
typedef struct bg_results bg_results;

typedef enum { BG_QUERY_SELECT, BG_QUERY_ASK, BG_QUERY_CONSTRUCT, BG_QUERY_DESCRIBE } bg_query_form;

/* Parse a query; `name` is for messages, `base` resolves relative IRIs (NULL: only BASE does). Errors have line and
 * column, and name what is not supported. */
bg_status bg_query_parse(bg_str text, const char *name, const char *base, bg_diagnostics *diagnostics,
                         bg_query **query);
void bg_query_free(bg_query *query); /* NULL is fine */
/* True when GRAPH occurs in it. */
bool bg_query_uses_graph(const bg_query *query);
bg_query_form bg_query_form_of(const bg_query *query);

/* Zeros: the defaults of SPARQL, and no limits. */
typedef struct {
  bool union_default_graph; /* patterns outside GRAPH see the default graph and all named graphs together */
  double time_limit;        /* seconds */
  size_t memory_limit;      /* bytes for rows and for terms that the query makes */
  size_t max_rows;          /* of the result; more are cut off, and bg_results_cut tells */
} bg_query_options;

/* Run it over an indexed dataset, which must outlive the results, as must the query. `options` may be NULL. A limit
 * that is met is BG_ERROR_LIMIT. */
bg_status bg_query_run(const bg_query *query, const bg_dataset *dataset, const bg_query_options *options,
                       bg_diagnostics *diagnostics, bg_results **results);
void bg_results_free(bg_results *results); /* NULL is fine */

/* SELECT. */
size_t bg_results_columns(const bg_results *results);
bg_str bg_results_column(const bg_results *results, size_t column); /* without '?' */
size_t bg_results_rows(const bg_results *results);
bg_term bg_results_cell(const bg_results *results, size_t row, size_t column); /* kind NONE: unbound */
bool bg_results_cut(const bg_results *results);
/* ASK. */
bool bg_results_answer(const bg_results *results);
/* CONSTRUCT and DESCRIBE: an indexed dataset, owned by the results. */
const bg_dataset *bg_results_graph(const bg_results *results);

/* Of rows and answers: a table for people, and the four formats of the W3C. */
typedef enum {
  BG_RESULTS_UNKNOWN,
  BG_RESULTS_TABLE,
  BG_RESULTS_CSV,
  BG_RESULTS_TSV,
  BG_RESULTS_JSON,
  BG_RESULTS_XML
} bg_results_format;

bg_results_format bg_results_format_by_name(bg_str name); /* a name, an extension or a media type */
/* Write rows or an answer. `columns` is the width of the table, 0: as wide as it needs. */
void bg_results_write(const bg_results *results, bg_results_format format, size_t columns, bg_output *output);

#endif
