/* What was found in a document, for a person to read on a terminal. */
#ifndef BG_CLI_EXTRACT_TEXT_H
#define BG_CLI_EXTRACT_TEXT_H

#include "extract/extract.h"

/* Append claims, recommendations and entities in the order of the text, with their passages cut to `columns`;
 * with `explain` also the rule that proposed each and the words that triggered it. */
void cli_extract_text(const bg_extraction *extraction, const bg_ontology *ontology, size_t columns, bool explain,
                      bg_buffer *out);

#endif
