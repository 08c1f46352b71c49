/* From words to mentions and entities: gazetteer, labeller, abbreviations, variants, references. */
#ifndef BG_EXTRACT_NAMES_H
#define BG_EXTRACT_NAMES_H

#include "extract/labeller.h"

/* Fill the mentions and entities of a reading. Deterministic; linear but for the number of entities of the document. */
void bg_names_read(const bg_gazetteer *gazetteer, const bg_labeller *labeller, const bg_ontology *ontology,
                   bg_reading *reading);

#endif
