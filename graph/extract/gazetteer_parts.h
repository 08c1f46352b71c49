/* Internal to extract/gazetteer: what the reader of the files hands to the index of names. */
#ifndef BG_EXTRACT_GAZETTEER_PARTS_H
#define BG_EXTRACT_GAZETTEER_PARTS_H

#include "extract/gazetteer.h"

/* One name of one concept, as a file has it. */
typedef struct {
  bg_str key; /* see name_key.h */
  size_t concept;
  bg_label_kind kind;
  bool ambiguous;
} name_label;

/* Owns the arrays; strings live in the arena. */
typedef struct {
  bg_arena *arena;
  bg_concept *concepts;
  size_t concept_count, concept_capacity;
  name_label *labels;
  size_t label_count, label_capacity;
} gazetteer_parts;

/* Read and check every .ttl of the directory. */
bg_status gazetteer_read(const char *directory, const bg_ontology *ontology, bg_diagnostics *diagnostics,
                         gazetteer_parts *parts);

#endif
