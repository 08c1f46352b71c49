#include "cli/cli_extract.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/memory.h"

static char *gazetteer_directory(void) {
  char *file = cli_ontology_file("briefgraph.ttl");
  if (!file) return NULL;
  *strrchr(file, '/') = '\0';
  char *path = bg_path_join(file, "gazetteer");
  bg_free(file);
  if (bg_is_directory(path)) return path;
  bg_free(path);
  return NULL;
}

void cli_extractor_paths(bg_extractor_paths *paths) {
  *paths = (bg_extractor_paths){.language = cli_model_file("english.model"),
                                .names = cli_model_file("names.model"),
                                .gazetteer = gazetteer_directory(),
                                .relations = cli_ontology_file("relations.ttl"),
                                .scope = cli_ontology_file("scope.ttl")};
}

void cli_extractor_paths_free(bg_extractor_paths *paths) {
  bg_free((char *)(uintptr_t)paths->language);
  bg_free((char *)(uintptr_t)paths->names);
  bg_free((char *)(uintptr_t)paths->gazetteer);
  bg_free((char *)(uintptr_t)paths->relations);
  bg_free((char *)(uintptr_t)paths->scope);
  *paths = (bg_extractor_paths){0};
}

bg_status cli_check_extractor_paths(const bg_extractor_paths *paths, bg_diagnostics *diagnostics) {
  if (!paths->language || !paths->names)
    return bg_error(diagnostics, BG_ERROR_IO, NULL, "%s was not found; set BRIEFGRAPH_MODELS to its directory",
                    paths->language ? "names.model" : "english.model");
  if (!paths->gazetteer || !paths->relations || !paths->scope)
    return bg_error(diagnostics, BG_ERROR_IO, NULL, "%s was not found; set BRIEFGRAPH_ONTOLOGY to its directory",
                    !paths->gazetteer   ? "gazetteer/"
                    : !paths->relations ? "relations.ttl"
                                        : "scope.ttl");
  return BG_OK;
}

bg_status cli_load_extractor(const bg_ontology *ontology, bg_diagnostics *diagnostics, bg_extractor **extractor) {
  bg_extractor_paths paths;
  *extractor = NULL;
  cli_extractor_paths(&paths);
  bg_status status = cli_check_extractor_paths(&paths, diagnostics);
  if (status == BG_OK) status = bg_extractor_new(&paths, ontology, diagnostics, extractor);
  cli_extractor_paths_free(&paths);
  return status;
}
