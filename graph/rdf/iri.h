/* Internal: IRI references against a base (RFC 3986, section 5.2). */
#ifndef BG_RDF_IRI_H
#define BG_RDF_IRI_H

#include "base/str.h"

/* Append the IRI that `reference` stands for. `base` is absolute. A reference with a scheme stays as it is. */
void bg_iri_resolve(bg_str base, bg_str reference, bg_buffer *out);

#endif
