/* Internal: shortening IRIs for Turtle, TriG and RDF/XML. */
#ifndef BG_RDF_PREFIXES_H
#define BG_RDF_PREFIXES_H

#include "rdf/dataset.h"

typedef struct bg_prefixes bg_prefixes;

/* The prefixes of the dataset, then well-known ones whose name and namespace are still free. */
bg_prefixes *bg_prefixes_new(const bg_dataset *dataset);
void bg_prefixes_free(bg_prefixes *prefixes);
/* The prefix with the longest namespace that `iri` starts with and that leaves a local part that Turtle can write; its
 * index, or SIZE_MAX. Marks it as used. *local is the rest of the IRI, unescaped. */
size_t bg_prefixes_shorten(bg_prefixes *prefixes, bg_str iri, bg_str *local);
/* The prefix of exactly this namespace, or SIZE_MAX. */
size_t bg_prefixes_find(const bg_prefixes *prefixes, bg_str iri);
void bg_prefixes_use(bg_prefixes *prefixes, size_t index);
size_t bg_prefixes_count(const bg_prefixes *prefixes);
void bg_prefixes_get(const bg_prefixes *prefixes, size_t index, bg_str *prefix, bg_str *iri, bool *used);
/* Append a local part as PN_LOCAL, with backslashes where they are needed (Turtle, section 6.4). */
void bg_put_local(bg_buffer *out, bg_str local);
bool bg_local_is_plain(bg_str local); /* it needs none */

#endif
