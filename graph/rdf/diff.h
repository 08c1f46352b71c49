/* What is different between two datasets, quad by quad. Blank nodes have no names that last, so those of the second are
 * matched with those of the first:
 *
 * - When the canonical forms (canon.h) are the same, there is no difference; this is exact.
 * - Otherwise blank nodes are matched by what surrounds them, from near to far: equal surroundings first, then the
 * largest number of quads that only one node on each side can have. That is a heuristic: the difference is always right
 * (what it says turns the first into the second), but it may be larger than the smallest one possible. */
#ifndef BG_RDF_DIFF_H
#define BG_RDF_DIFF_H

#include "rdf/canon.h"

enum { BG_BEFORE, BG_AFTER };

typedef struct {
  const bg_dataset *sides[2]; /* before and after, borrowed */
  /* The terms of both. Blank nodes that are there before have their canonical label there, c14n and a number, so that
   * they can be found in `briefgraph canon` of the first; those that are only there after are "b" and a number. */
  bg_dataset *terms;
  bg_term_id *to[2];   /* of each term of a side, its id in `terms` */
  bg_term_id *from[2]; /* of each of `terms`, its id in a side, or BG_NO_TERM */
  bg_quad *quads[2];   /* removed and added, in the order of bg_dataset_sort_quads; ids are those of `terms` */
  size_t counts[2];
  size_t same;                  /* quads in both */
  size_t matched, unmatched[2]; /* blank nodes */
} bg_diff;

/* Two indexed datasets, which must outlive the result. Errors are those of bg_canon_new. */
bg_status bg_diff_new(const bg_dataset *before, const bg_dataset *after, const bg_canon_options *options,
                      bg_diagnostics *diagnostics, bg_diff **diff);
void bg_diff_free(bg_diff *diff); /* NULL is fine */

/* RDF Patch: D and A lines in one transaction. To be applied to the canonical form of the first, whose labels it uses.
 */
void bg_diff_write_patch(const bg_diff *diff, bg_output *output);
/* SPARQL 1.1 Update. Blank nodes cannot be named there: new ones can be inserted; a difference that removes quads of
 * blank nodes or adds to those that are there is an error (BG_ERROR_UNSUPPORTED), as is a blank node that names a new
 * graph. */
bg_status bg_diff_write_sparql(const bg_diff *diff, bg_output *output, bg_diagnostics *diagnostics);

#endif
