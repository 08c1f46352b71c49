/* Writing RDF: a dataset as a whole, sorted and grouped. */
#ifndef BG_RDF_WRITER_H
#define BG_RDF_WRITER_H

#include "base/file.h"
#include "rdf/dataset.h"
#include "rdf/format.h"
#include "rdf/jsonld.h"

typedef struct {
  bg_format format;
  bool rdf12;                  /* triple terms and base directions may be written; else they are an error */
  const bg_term_id *leave_out; /* graphs that triple formats do not take; may be NULL */
  size_t leave_out_count;
  const bg_jsonld_options *jsonld; /* NULL: expanded */
} bg_write_options;

/* Write an indexed dataset. The same dataset gives the same bytes, whatever the order of adding was. */
bg_status bg_rdf_write_with(const bg_dataset *dataset, const bg_write_options *options, bg_output *output,
                            bg_diagnostics *diagnostics);
/* The same as RDF 1.1. Triple formats take the union of all graphs except those named in `leave_out` (ids, may be
 * NULL). */
bg_status bg_rdf_write(const bg_dataset *dataset, bg_format format, const bg_term_id *leave_out, size_t leave_out_count,
                       bg_output *output, bg_diagnostics *diagnostics);

#endif
