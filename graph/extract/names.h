/* From words to mentions and entities: gazetteer, labeller, abbreviations, variants, references. */
#ifndef BG_EXTRACT_NAMES_H
#define BG_EXTRACT_NAMES_H

#include "extract/labeller.h"
#include "text/json_lines.h"

/* Fill the mentions and entities of a reading. Deterministic; linear but for the number of entities of the document. */
void bg_names_read(const bg_gazetteer *gazetteer, const bg_labeller *labeller, const bg_ontology *ontology,
                   bg_reading *reading);

/* The same from mentions that are given, with classes of the ontology as types (unknown ones are a Thing): those of the
 * same words and type are one entity. */
void bg_names_take(const bg_given_mention *mentions, size_t count, const bg_ontology *ontology, bg_reading *reading);

#endif
