/* Internal: the parts of a JSON-LD context. */
#ifndef BG_RDF_JSONLD_MODEL_H
#define BG_RDF_JSONLD_MODEL_H

#include "base/arena.h"
#include "base/map.h"
#include "rdf/jsonld_context.h"

struct bg_jsonld_context {
  bg_arena *arena;
  bg_jsonld_term *terms; /* once read: by IRI, then the shortest first, then by bytes */
  size_t count;
  size_t capacity;
  bg_map *by_name; /* term to index */
  bg_map *by_iri;  /* IRI to the index of its first term */
  bg_str vocab;
  bg_str language;
  bg_str direction;
  bg_str text;
};

#endif
