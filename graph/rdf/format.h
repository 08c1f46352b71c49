/* RDF syntaxes by name, by file name and by content. */
#ifndef BG_RDF_FORMAT_H
#define BG_RDF_FORMAT_H

#include "base/str.h"

typedef enum {
  BG_FORMAT_UNKNOWN,
  BG_FORMAT_NTRIPLES,
  BG_FORMAT_NQUADS,
  BG_FORMAT_TURTLE,
  BG_FORMAT_TRIG,
  BG_FORMAT_RDFXML,
  BG_FORMAT_JSONLD /* written, not read */
} bg_format;

/* From a short name ("turtle"), an extension ("ttl") or a media type ("text/turtle"), in any case. */
bg_format bg_format_by_name(bg_str name);
/* From the extension of `path` (NULL for none), else from the first bytes of the content. */
bg_format bg_format_guess(const char *path, bg_str content);
/* The short name, such as "turtle"; "unknown" for BG_FORMAT_UNKNOWN. */
const char *bg_format_name(bg_format format);
bool bg_format_has_graphs(bg_format format);
/* "ntriples (nt), nquads (nq), ..." for messages. */
const char *bg_format_list(void);

#endif
