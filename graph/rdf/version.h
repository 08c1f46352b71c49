/* What RDF 1.1 and RDF 1.2 can say, on the way from a reader to a writer. */
#ifndef BG_RDF_VERSION_H
#define BG_RDF_VERSION_H

#include "rdf/term.h"

/* Triple terms, and base directions of strings. */
bool bg_term_needs_rdf12(const bg_term *term);
/* Reports why a term cannot be written in RDF 1.1 and what to do; gives BG_ERROR_UNSUPPORTED. */
bg_status bg_rdf12_error(const bg_term *term, bg_diagnostics *diagnostics);

/* A sink between: without `rdf12` it refuses what RDF 1.1 cannot say; with it, language tags become lower case, as
 * RDF 1.2 wants them in canonical form (so that tags that differ in case are one). Free it with bg_version_gate_free.
 */
typedef struct {
  bg_sink next;
  bool rdf12;
  bg_diagnostics *diagnostics;
  bg_buffer tag;
} bg_version_gate;

bg_sink bg_version_gate_sink(bg_version_gate *gate);
void bg_version_gate_free(bg_version_gate *gate);

#endif
