/* Loading graphs, and the options that several commands share. */
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <stdint.h>
#include <stdlib.h>

#include "base/memory.h"
#include "cli/cli.h"
#include "rdf/reader.h"
#include "rdf/vocab.h"

bg_status cli_load_ontology(const char *ontology_path, bg_diagnostics *diagnostics, bg_ontology **ontology) {
  char *found = ontology_path ? bg_strdup(ontology_path) : cli_ontology_file("briefgraph.ttl");
  *ontology = NULL;
  bg_status status =
      found ? bg_ontology_load(found, diagnostics, ontology)
            : bg_error(diagnostics, BG_ERROR_IO, NULL,
                       "the ontology was not found; set BRIEFGRAPH_ONTOLOGY to the directory of briefgraph.ttl");
  bg_free(found);
  return status;
}

bg_status cli_load(const char *graph_path, const char *ontology_path, bg_diagnostics *diagnostics, bg_dataset **dataset,
                   bg_ontology **ontology) {
  *dataset = NULL;
  BG_TRY(cli_load_ontology(ontology_path, diagnostics, ontology));
  *dataset = bg_dataset_new();
  bg_status status = bg_rdf_load(graph_path, NULL, *dataset, diagnostics);
  if (status == BG_OK) {
    bg_dataset_index(*dataset);
    return BG_OK;
  }
  bg_dataset_free(*dataset);
  bg_ontology_free(*ontology);
  *dataset = NULL;
  *ontology = NULL;
  return status;
}

bool cli_parse_modalities(const char *text, unsigned *bits) {
  bg_str rest = bg_str_from(text), part;
  bg_modality modality;
  *bits = 0;
  while (bg_str_split(&rest, ',', &part)) {
    if (!bg_modality_parse(bg_str_trim(part), &modality)) return false;
    *bits |= BG_MODALITY_BIT(modality);
  }
  return *bits != 0;
}

/* A full IRI, or a name behind one of the prefixes that everybody knows. */
static bool expand(bg_str name, bg_arena *arena, bg_str *iri) {
  static const struct {
    const char *prefix, *iri;
  } known[] = {
      {"bg:", BG_NS},           {"rdf:", RDF_NS},   {"rdfs:", RDFS_NS}, {"skos:", SKOS_NS},
      {"dcterms:", DCTERMS_NS}, {"prov:", PROV_NS}, {"owl:", OWL_NS},   {"foaf:", "http://xmlns.com/foaf/0.1/"}};
  for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
    bg_str prefix = bg_str_from(known[i].prefix);
    if (!bg_str_starts(name, prefix)) continue;
    *iri = bg_arena_printf(arena, "%s%.*s", known[i].iri, BG_FMT(bg_str_slice(name, prefix.len, name.len)));
    return true;
  }
  *iri = bg_arena_str(arena, name);
  return bg_str_find(name, BG_STR(":"), 0) != SIZE_MAX;
}

bg_link_predicate *cli_parse_predicates(const cli_command *command, const char *text, bg_arena *arena, size_t *count) {
  bg_link_predicate *list = NULL;
  size_t capacity = 0;
  bg_str rest = bg_str_from(text), part;
  *count = 0;
  while (bg_str_split(&rest, ',', &part)) {
    part = bg_str_trim(part);
    int sign = 0;
    static const char *const suffixes[] = {"=-1", "=0", "=+1", "=1"};
    for (int i = 0; i < 4; i++) {
      bg_str suffix = bg_str_from(suffixes[i]);
      if (!bg_str_ends(part, suffix)) continue;
      part.len -= suffix.len;
      sign = i == 3 ? 1 : i - 1;
      break;
    }
    BG_GROW(list, capacity, *count + 1);
    list[*count].sign = sign;
    if (!part.len || !expand(part, arena, &list[*count].iri)) {
      cli_usage(command, "predicate '%.*s' is neither an IRI nor prefix:name", BG_FMT(part));
      bg_free(list);
      return NULL;
    }
    ++*count;
  }
  return list;
}

size_t cli_columns(int fd) {
  struct winsize size;
  size_t columns;
  const char *named = getenv("COLUMNS");
  if (ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  if (named && cli_parse_size(named, &columns) && columns >= 20 && columns < 10000) return columns;
  return 80;
}
