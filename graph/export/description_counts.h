/* Internal to export/description: what VoID counts. Triples that several graphs have count once. */
#ifndef BG_EXPORT_DESCRIPTION_COUNTS_H
#define BG_EXPORT_DESCRIPTION_COUNTS_H

#include "rdf/dataset.h"

typedef struct {
  bg_term_id id;
  size_t triples;  /* of a property or graph; of a class: its entities */
  size_t subjects; /* distinct; of a property */
  size_t objects;
} bg_part;

typedef struct {
  bg_part *items; /* in order of their IRIs */
  size_t count, capacity;
} bg_parts;

typedef struct {
  size_t triples, subjects, objects, entities;
  bg_parts properties, classes, graphs;
  bg_term_id examples[3]; /* the entities that most triples are about; BG_NO_TERM: fewer */
} bg_counts;

void bg_counts_take(const bg_dataset *data, bg_counts *counts);
void bg_counts_free(bg_counts *counts);

#endif
