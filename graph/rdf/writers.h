/* Internal: one function a syntax. Quads come sorted by bg_dataset_sort_quads; where a syntax has no graphs their g is
 * BG_DEFAULT_GRAPH throughout. */
#ifndef BG_RDF_WRITERS_H
#define BG_RDF_WRITERS_H

#include "base/file.h"
#include "rdf/dataset.h"

/* Turtle, or TriG with `graphs`. */
void bg_write_turtle(const bg_dataset *dataset, const bg_quad *quads, size_t count, bool graphs, bg_output *output);
/* RDF/XML. Errors: a predicate that is no XML name behind any namespace, a character that XML 1.0 cannot hold. */
bg_status bg_write_rdfxml(const bg_dataset *dataset, const bg_quad *quads, size_t count, bg_output *output,
                          bg_diagnostics *diagnostics);

#endif
