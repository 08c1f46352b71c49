/* N-Triples and N-Quads out, statement by statement: only the escapes that the canonical form of RDF 1.2 N-Triples
 * (section 3) and of RDFC-1.0 knows, UTF-8 otherwise. */
#ifndef BG_RDF_LINE_WRITER_H
#define BG_RDF_LINE_WRITER_H

#include "base/file.h"
#include "rdf/term.h"

/* Append the escape of a character that stands in a string: \" \\ \n \r \t \b \f, or \uXXXX. */
void bg_put_escaped(bg_buffer *out, char c);
/* Append a term. A datatype of xsd:string is left out. */
void bg_put_term(bg_buffer *out, const bg_term *term);
/* Append a statement and its line feed; the graph only with `quads`. */
void bg_put_statement(bg_buffer *out, const bg_statement *statement, bool quads);

typedef struct {
  bg_output *output;
  bool quads;
  bg_buffer line;
} bg_line_writer;

/* A sink that writes into writer->output; zero-initialise, set output and quads, free writer->line afterwards. */
bg_sink bg_line_writer_sink(bg_line_writer *writer);

#endif
