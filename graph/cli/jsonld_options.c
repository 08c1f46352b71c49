#include "cli/jsonld_options.h"

#include <string.h>

#include "base/memory.h"
#include "cli/cli.h"

bool cli_jsonld_parse_form(const char *text, cli_jsonld_form *form) {
  static const char *const names[] = {"compact", "expanded", "stream"};
  for (size_t i = 0; i < 3; i++) {
    if (strcmp(text, names[i]) != 0) continue;
    *form = (cli_jsonld_form)i;
    return true;
  }
  return false;
}

bool cli_jsonld_parse_direction(const char *text, bg_jsonld_direction *direction) {
  if (strcmp(text, "i18n") == 0) *direction = BG_DIRECTION_I18N;
  else if (strcmp(text, "compound") == 0) *direction = BG_DIRECTION_COMPOUND;
  else return false;
  return true;
}

bg_status cli_jsonld_prepare(cli_jsonld *jsonld, bg_diagnostics *diagnostics) {
  bool none = jsonld->context && strcmp(jsonld->context, "none") == 0;
  if (jsonld->form == CLI_JSONLD_EXPANDED || none) return BG_OK;
  char *path = jsonld->context ? bg_strdup(jsonld->context) : cli_ontology_file("context.jsonld");
  bg_status status = path ? bg_jsonld_context_load(path, diagnostics, &jsonld->loaded)
                          : bg_error(diagnostics, BG_ERROR_IO, NULL,
                                     "cannot find context.jsonld of the ontology; name a context with --context");
  jsonld->write.context = jsonld->loaded;
  bg_free(path);
  return status;
}

void cli_jsonld_free(cli_jsonld *jsonld) {
  bg_jsonld_context_free(jsonld->loaded);
}
