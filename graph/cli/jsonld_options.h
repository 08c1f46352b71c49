/* The options of commands that write JSON-LD. */
#ifndef BG_CLI_JSONLD_OPTIONS_H
#define BG_CLI_JSONLD_OPTIONS_H

#include "rdf/jsonld.h"

typedef enum { CLI_JSONLD_COMPACT, CLI_JSONLD_EXPANDED, CLI_JSONLD_STREAM } cli_jsonld_form;

/* Zero-initialise. */
typedef struct {
  cli_jsonld_form form;
  const char *context; /* file; "none"; NULL: the ontology's */
  bg_jsonld_options write;
  bg_jsonld_context *loaded; /* owned */
} cli_jsonld;

/* Words of the command line; false when they are unknown. */
bool cli_jsonld_parse_form(const char *text, cli_jsonld_form *form);
bool cli_jsonld_parse_direction(const char *text, bg_jsonld_direction *direction);
/* Load the context that the form needs. */
bg_status cli_jsonld_prepare(cli_jsonld *jsonld, bg_diagnostics *diagnostics);
void cli_jsonld_free(cli_jsonld *jsonld);

#endif
