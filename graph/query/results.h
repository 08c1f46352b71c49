/* Internal to query/: what a run leaves. */
#ifndef BG_QUERY_RESULTS_H
#define BG_QUERY_RESULTS_H

#include "query/run.h"

struct bg_results {
  const bg_query *query;
  const bg_dataset *data;
  bg_dataset *made;
  size_t known;
  query_table rows; /* SELECT */
  bool cut;
  bool answer;       /* ASK */
  bg_dataset *graph; /* CONSTRUCT, DESCRIBE */
};

/* A table for people, with IRIs shortened by the prefixes that everybody knows and those of the data. `columns`: see
 * bg_results_write. */
void results_table(const bg_results *results, size_t columns, bg_output *output);

#endif
