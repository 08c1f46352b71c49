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

/* A text of whole lines into an empty dataset, which is of use as long as the text is there: it does not copy what it
 * can point to. *lines is the number of lines. */
bg_status bg_nt_load_block(bg_str text, const char *name, bool quads, bool lenient, bg_dataset *dataset,
                           bg_read_counts *counts, bg_diagnostics *diagnostics, size_t *lines);

/* A stream cut into blocks of whole lines. Zero-initialise but for `stream`; release `rest` with bg_buffer_free. */
enum { BG_NT_BLOCK = 1 << 19 };
typedef struct {
  bg_stream *stream;
  bg_buffer rest; /* the beginning of a line whose end did not come yet */
  bool begun, ended;
} bg_nt_blocks;
/* The next block, in `buffer`; at the end of the stream `ended` is set. */
bg_status bg_nt_next_block(bg_nt_blocks *blocks, bg_buffer *buffer, bg_str *text, bg_diagnostics *diagnostics);

/* A stream into a dataset, by several threads; the result, its ids and the messages are those of one. */
bg_status bg_nt_load(bg_stream *stream, bool quads, const bg_read_options *options, bg_dataset *dataset,
                     bg_read_counts *counts, bg_diagnostics *diagnostics);

#endif
