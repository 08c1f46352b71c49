/* Writing RDF: a dataset as a whole, sorted and grouped. */
#ifndef BG_RDF_WRITER_H
#define BG_RDF_WRITER_H

#include "base/file.h"
#include "rdf/dataset.h"
#include "rdf/format.h"

/* Write an indexed dataset. Triple formats take the union of all graphs except those named in `leave_out` (ids, may be
 * NULL). The same dataset gives the same bytes, whatever the order of adding was. */
bg_status bg_rdf_write(const bg_dataset *dataset, bg_format format, const bg_term_id *leave_out, size_t leave_out_count,
                       bg_output *output, bg_diagnostics *diagnostics);

#endif
