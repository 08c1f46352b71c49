/* Internal: N-Triples and N-Quads (W3C Recommendations, RDF 1.1, 25 February 2014), and what RDF 1.2 adds to
 * them: triple terms, base directions, VERSION. */
#ifndef BG_RDF_NT_READER_H
#define BG_RDF_NT_READER_H

#include "base/file.h"
#include "rdf/reader.h"

/* Reads one line at a time from memory; terms without escapes are borrowed, not copied. With `quads`, a fourth term may
 * name the graph. */
bg_status bg_nt_read(bg_str text, const char *name, bool quads, bool lenient, bg_sink sink, bg_read_counts *counts,
                     bg_diagnostics *diagnostics);
/* The same from a stream, in memory bounded by the longest line. Lines above 1 GiB are an error. */
bg_status bg_nt_read_stream(bg_stream *stream, bool quads, bool lenient, bg_sink sink, bg_read_counts *counts,
                            bg_diagnostics *diagnostics);

#endif
