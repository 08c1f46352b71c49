/* Comparing what a store gives back with what was pushed, while it streams in: triples without blank nodes one by one
 * against the dataset, those with blank nodes by their canonical form. */
#ifndef BG_STORE_COMPARE_H
#define BG_STORE_COMPARE_H

#include "store/plan.h"

typedef struct bg_comparison bg_comparison;

typedef struct {
  size_t received;  /* triples */
  size_t missing;   /* of ours that did not come */
  size_t extra;     /* that came and are not ours */
  size_t respelled; /* the same value in another spelling, as "1.0" for "1.00"; neither missing nor extra */
  size_t rounded;   /* floating-point numbers that come with fewer digits; neither missing nor extra */
  bool blanks_compared;
  bool blanks_differ;
  char *example; /* one that is missing, else one that is extra, as N-Triples; NULL */
} bg_comparison_result;

bg_comparison *bg_comparison_new(const bg_plan *plan, const char *name, bg_diagnostics *diagnostics);
void bg_comparison_free(bg_comparison *comparison); /* NULL is fine */
void bg_comparison_begin(void *comparison);         /* also to begin again */
/* Bytes of N-Triples as they come. */
bg_status bg_comparison_take(void *comparison, bg_str bytes);
bg_status bg_comparison_end(bg_comparison *comparison, bg_comparison_result *result);
void bg_comparison_result_free(bg_comparison_result *result);

#endif
