/* Reading RDF. N-Triples, N-Quads, Turtle and TriG of RDF 1.1 and 1.2 by our own readers; RDF/XML by raptor2 with its
 * access to network, files and external entities switched off. */
#ifndef BG_RDF_READER_H
#define BG_RDF_READER_H

#include "rdf/dataset.h"
#include "rdf/format.h"

typedef struct {
  bg_format format; /* BG_FORMAT_UNKNOWN: guess */
  const char *base; /* for relative IRIs; NULL: a relative IRI is an error */
  bool lenient;     /* line-based formats only: skip bad lines, each with a warning, and count them */
  size_t threads;   /* that read line-based formats into a dataset; 0: as many as there are processors, at most 8. The
                     * result does not depend on it */
  void (*progress)(void *context, size_t statements); /* told now and then how many there are; may be NULL */
  void *progress_context;
} bg_read_options;

typedef struct {
  size_t statements;
  size_t skipped; /* bad lines, when lenient */
} bg_read_counts;

/* Read a file ("-": standard input) into a sink. `options` and `counts` may be NULL. */
bg_status bg_rdf_read(const char *path, const bg_read_options *options, bg_sink sink, bg_read_counts *counts,
                      bg_diagnostics *diagnostics);
/* Read text that is in memory; `name` is for messages. */
bg_status bg_rdf_read_text(bg_str text, const char *name, const bg_read_options *options, bg_sink sink,
                           bg_read_counts *counts, bg_diagnostics *diagnostics);
/* Read into a dataset, in a blank node scope of its own. The dataset is not indexed. */
bg_status bg_rdf_load(const char *path, const bg_read_options *options, bg_dataset *dataset,
                      bg_diagnostics *diagnostics);
/* The same, and count. */
bg_status bg_rdf_load_counted(const char *path, const bg_read_options *options, bg_dataset *dataset,
                              bg_read_counts *counts, bg_diagnostics *diagnostics);

#endif
