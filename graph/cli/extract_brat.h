/* What was found in a document, in brat's standoff format, so that people correct it there. */
#ifndef BG_CLI_EXTRACT_BRAT_H
#define BG_CLI_EXTRACT_BRAT_H

#include "extract/extract.h"

/* NAME.txt and NAME.ann in a directory, with every mention of an entity where it stands. */
bg_status cli_extract_brat(const bg_extraction *extraction, bg_str name, const char *directory,
                           bg_diagnostics *diagnostics);
/* annotation.conf: the classes and relations of the ontology, so that brat knows them. */
bg_status cli_brat_configuration(const bg_ontology *ontology, const char *directory, bg_diagnostics *diagnostics);

#endif
