/* Internal: Turtle and TriG, of RDF 1.1 and RDF 1.2 (annotations, reified triples, triple terms, VERSION). */
#ifndef BG_RDF_TURTLE_READER_H
#define BG_RDF_TURTLE_READER_H

#include "rdf/reader.h"

/* Statements go to the sink as they are read; the text is in memory. Stops at the first mistake. */
bg_status bg_turtle_read(bg_str text, const char *name, bool trig, const char *base, bg_sink sink,
                         bg_read_counts *counts, bg_diagnostics *diagnostics);

#endif
