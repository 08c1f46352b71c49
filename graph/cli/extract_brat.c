#include "cli/extract_brat.h"

#include "base/memory.h"
#include "claims/brat.h"
#include "rdf/graph.h"
#include "rdf/vocab.h"

bg_status cli_extract_brat(const bg_extraction *x, bg_str name, const char *directory, bg_diagnostics *diagnostics) {
  const bg_reading *reading = x->reading;
  bg_named_place *places = bg_calloc(reading->mention_count + 1, sizeof *places);
  size_t count = 0;
  for (size_t i = 0; i < reading->mention_count; i++) {
    const bg_mention *m = &reading->mentions[i];
    if (m->entity == BG_NO_ENTITY) continue;
    bg_span span = {bg_brief_code_points(reading->brief, m->start), bg_brief_code_points(reading->brief, m->end)};
    places[count++] = (bg_named_place){span, m->entity};
  }
  bg_annotation *annotation = bg_annotation_from_claims(name, bg_brief_text(reading->brief), x->claims, places, count);
  bg_status status = bg_brat_write(annotation, directory, diagnostics);
  bg_annotation_free(annotation);
  bg_free(places);
  return status;
}

static bg_str_list class_names(const bg_ontology *ontology, bg_arena *arena) {
  const bg_dataset *d = bg_ontology_dataset(ontology);
  bg_term_id *ids;
  size_t all = bg_graph_subjects(d, bg_dataset_find_iri(d, RDF_TYPE),
                                 bg_dataset_find_iri(d, "http://www.w3.org/2002/07/owl#Class"), &ids);
  bg_str_list names = {bg_arena_alloc(arena, (all + 1) * sizeof(bg_str)), 0};
  for (size_t i = 0; i < all; i++) {
    bg_str iri = bg_dataset_term(d, ids[i]).value;
    if (bg_ontology_is_a(ontology, iri, BG_STR(BG_NS "Thing"))) names.items[names.count++] = bg_iri_local_name(iri);
  }
  bg_free(ids);
  return names;
}

bg_status cli_brat_configuration(const bg_ontology *ontology, const char *directory, bg_diagnostics *diagnostics) {
  bg_arena *arena = bg_arena_new();
  bg_str_list classes = class_names(ontology, arena);
  size_t count = bg_ontology_relation_count(ontology);
  bg_str_list relations = {bg_arena_alloc(arena, (count + 1) * sizeof(bg_str)), count};
  for (size_t i = 0; i < count; i++) relations.items[i] = bg_ontology_relation_at(ontology, i)->name;
  bg_buffer text = {0};
  bg_brat_put_configuration(&classes, &relations, &text);
  char *path = bg_path_join(directory, "annotation.conf");
  bg_status status = bg_write_file(path, bg_buffer_str(&text), diagnostics);
  bg_free(path);
  bg_buffer_free(&text);
  bg_arena_free(arena);
  return status;
}
