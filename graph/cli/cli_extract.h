/* What the commands that read prose share: where the models lie, and the options of reading. */
#ifndef BG_CLI_CLI_EXTRACT_H
#define BG_CLI_CLI_EXTRACT_H

#include "cli/cli.h"
#include "extract/extract.h"

/* Paths of models, gazetteer and lexicons: $BRIEFGRAPH_MODELS and $BRIEFGRAPH_ONTOLOGY, else beside the program's
 * sources, else under its share directory. Missing ones stay NULL; the loader says so. */
void cli_extractor_paths(bg_extractor_paths *paths);
void cli_extractor_paths_free(bg_extractor_paths *paths);
/* Fails with a message that names what is missing and the variable to set. */
bg_status cli_check_extractor_paths(const bg_extractor_paths *paths, bg_diagnostics *diagnostics);
bg_status cli_load_extractor(const bg_ontology *ontology, bg_diagnostics *diagnostics, bg_extractor **extractor);

#endif
