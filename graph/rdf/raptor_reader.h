/* Internal: RDF/XML through raptor2. */
#ifndef BG_RDF_RAPTOR_READER_H
#define BG_RDF_RAPTOR_READER_H

#include "rdf/reader.h"

bg_status bg_rdfxml_read(bg_str text, const char *name, const char *base, bg_sink sink, bg_read_counts *counts,
                         bg_diagnostics *diagnostics);

#endif
