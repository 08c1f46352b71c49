#include "rdf/ontology.h"

#include <string.h>

#include "base/arena.h"
#include "base/map.h"
#include "base/memory.h"
#include "rdf/graph.h"
#include "rdf/reader.h"
#include "rdf/vocab.h"

typedef struct {
  bg_str iri;
  bg_str label;
  size_t *parents; /* indexes of classes */
  size_t parent_count;
} class_entry;

struct bg_ontology {
  bg_arena *arena;
  bg_dataset *dataset;
  bg_relation *relations;
  size_t relation_count;
  size_t relation_capacity;
  class_entry *classes;
  size_t class_count;
  size_t class_capacity;
  bg_map *relation_index; /* by IRI and by local name */
  bg_map *class_index;
};

void bg_ontology_free(bg_ontology *ontology) {
  if (!ontology) return;
  for (size_t i = 0; i < ontology->class_count; i++) bg_free(ontology->classes[i].parents);
  bg_free(ontology->relations);
  bg_free(ontology->classes);
  bg_map_free(ontology->relation_index);
  bg_map_free(ontology->class_index);
  bg_dataset_free(ontology->dataset);
  bg_arena_free(ontology->arena);
  bg_free(ontology);
}

/* A local name stands for the ontology's own term before one that it only mentions (bg:Person before foaf:Person). */
static void add_names(bg_map *index, bg_str iri, size_t value) {
  bg_str name = bg_iri_local_name(iri);
  if (bg_str_starts(iri, BG_STR(BG_NS)) || !bg_map_has(index, name)) bg_map_set(index, name, value);
  bg_map_set(index, iri, value);
}

/* ---- classes ---- */

static void read_classes(bg_ontology *ontology, const bg_dataset *d) {
  bg_term_id *ids;
  bg_term_id type = bg_dataset_find_iri(d, RDF_TYPE);
  size_t count = bg_graph_subjects(d, type, bg_dataset_find_iri(d, OWL_NS "Class"), &ids);
  for (size_t i = 0; i < count; i++) {
    bg_term term = bg_dataset_term(d, ids[i]);
    if (term.kind != BG_TERM_IRI) continue;
    BG_GROW(ontology->classes, ontology->class_capacity, ontology->class_count + 1);
    ontology->classes[ontology->class_count] =
        (class_entry){.iri = bg_arena_str(ontology->arena, term.value),
                      .label = bg_arena_str(ontology->arena, bg_graph_label(d, ids[i]))};
    add_names(ontology->class_index, ontology->classes[ontology->class_count].iri, ontology->class_count);
    ontology->class_count++;
  }
  bg_free(ids);
}

static void read_parents(bg_ontology *ontology, const bg_dataset *d) {
  bg_term_id subclass = bg_dataset_find_iri(d, RDFS_SUBCLASS);
  for (size_t i = 0; i < ontology->class_count; i++) {
    class_entry *c = &ontology->classes[i];
    bg_term term = bg_term_iri(c->iri);
    bg_term_id *ids;
    size_t count = bg_graph_objects(d, bg_dataset_find(d, &term), subclass, &ids);
    c->parents = bg_calloc(count, sizeof *c->parents);
    for (size_t k = 0; k < count; k++) {
      size_t parent = bg_map_get(ontology->class_index, bg_dataset_term(d, ids[k]).value, SIZE_MAX);
      if (parent != SIZE_MAX && parent != i) c->parents[c->parent_count++] = parent;
    }
    bg_free(ids);
  }
}

/* ---- relations ---- */

static bg_str copy_value(bg_ontology *ontology, const bg_dataset *d, bg_term_id s, const char *property) {
  return bg_arena_str(ontology->arena, bg_graph_value(d, s, bg_dataset_find_iri(d, property)));
}

static void add_relation(bg_ontology *ontology, const bg_dataset *d, bg_term_id id) {
  bg_relation r = {.iri = bg_arena_str(ontology->arena, bg_dataset_term(d, id).value)};
  r.name = bg_iri_local_name(r.iri);
  r.label = bg_arena_str(ontology->arena, bg_graph_label(d, id));
  r.short_label = copy_value(ontology, d, id, BG_NS "shortLabel");
  if (!r.short_label.len) r.short_label = r.label;
  r.domain = copy_value(ontology, d, id, RDFS_NS "domain");
  r.range = copy_value(ontology, d, id, RDFS_NS "range");
  bg_term_id plover = bg_graph_object(d, id, bg_dataset_find_iri(d, BG_NS "plover"));
  if (plover) r.plover = copy_value(ontology, d, plover, SKOS_NS "notation");
  bg_str sign = bg_graph_value(d, id, bg_dataset_find_iri(d, BG_NS "sign"));
  r.sign = bg_str_is(sign, "1") || bg_str_is(sign, "+1") ? 1 : bg_str_is(sign, "-1") ? -1 : 0;
  r.symmetric =
      bg_graph_has(d, id, bg_dataset_find_iri(d, RDF_TYPE), bg_dataset_find_iri(d, OWL_NS "SymmetricProperty"));
  BG_GROW(ontology->relations, ontology->relation_capacity, ontology->relation_count + 1);
  ontology->relations[ontology->relation_count] = r;
  add_names(ontology->relation_index, r.iri, ontology->relation_count);
  ontology->relation_count++;
}

/* Everything below bg:relatedTo, breadth first; `seen` ends circles. */
static void read_relations(bg_ontology *ontology, const bg_dataset *d) {
  bg_term_id sub = bg_dataset_find_iri(d, RDFS_NS "subPropertyOf");
  bg_term_id root = bg_dataset_find_iri(d, BG_NS "relatedTo");
  if (!root) return;
  bool *seen = bg_calloc(bg_dataset_term_count(d) + 1, sizeof *seen);
  bg_term_id *queue = bg_calloc(bg_dataset_term_count(d) + 1, sizeof *queue);
  size_t head = 0, tail = 0;
  queue[tail++] = root;
  seen[root] = true;
  while (head < tail) {
    bg_term_id *ids;
    size_t count = bg_graph_subjects(d, sub, queue[head++], &ids);
    for (size_t i = 0; i < count; i++) {
      if (seen[ids[i]] || bg_dataset_term(d, ids[i]).kind != BG_TERM_IRI) continue;
      seen[ids[i]] = true;
      queue[tail++] = ids[i];
    }
    bg_free(ids);
  }
  bg_free(queue);
  /* In order of IRIs, through the sorted subjects of rdf:type; a relation has a type or it is no property. */
  bg_term_id *ids;
  size_t count =
      bg_graph_subjects(d, bg_dataset_find_iri(d, RDF_TYPE), bg_dataset_find_iri(d, OWL_NS "ObjectProperty"), &ids);
  for (size_t i = 0; i < count; i++)
    if (seen[ids[i]]) add_relation(ontology, d, ids[i]);
  bg_free(ids);
  bg_free(seen);
}

/* ---- the ontology ---- */

bg_ontology *bg_ontology_from(const bg_dataset *dataset) {
  bg_ontology *ontology = BG_NEW(bg_ontology);
  ontology->arena = bg_arena_new();
  ontology->relation_index = bg_map_new();
  ontology->class_index = bg_map_new();
  read_classes(ontology, dataset);
  read_parents(ontology, dataset);
  read_relations(ontology, dataset);
  return ontology;
}

bg_status bg_ontology_load(const char *path, bg_diagnostics *diagnostics, bg_ontology **result) {
  *result = NULL;
  bg_dataset *dataset = bg_dataset_new();
  bg_read_options options = {.base = BG_ONTOLOGY};
  bg_status status = bg_rdf_load(path, &options, dataset, diagnostics);
  if (status == BG_OK) {
    bg_dataset_index(dataset);
    bg_ontology *ontology = bg_ontology_from(dataset);
    ontology->dataset = dataset;
    if (ontology->relation_count && ontology->class_count) {
      *result = ontology;
      return BG_OK;
    }
    bg_ontology_free(ontology);
    return bg_error(diagnostics, BG_ERROR_INVALID, &(bg_location){.file = path},
                    "holds no relations (rdfs:subPropertyOf bg:relatedTo) or no classes; is it briefgraph's ontology?");
  }
  bg_dataset_free(dataset);
  return status;
}

const bg_dataset *bg_ontology_dataset(const bg_ontology *ontology) {
  return ontology->dataset;
}

const bg_relation *bg_ontology_relation(const bg_ontology *ontology, bg_str name) {
  size_t index = bg_map_get(ontology->relation_index, name, SIZE_MAX);
  return index == SIZE_MAX ? NULL : &ontology->relations[index];
}

size_t bg_ontology_relation_count(const bg_ontology *ontology) {
  return ontology->relation_count;
}

const bg_relation *bg_ontology_relation_at(const bg_ontology *ontology, size_t index) {
  return &ontology->relations[index];
}

static const class_entry *find_class(const bg_ontology *ontology, bg_str name) {
  size_t index = bg_map_get(ontology->class_index, name, SIZE_MAX);
  return index == SIZE_MAX ? NULL : &ontology->classes[index];
}

bg_str bg_ontology_class(const bg_ontology *ontology, bg_str name) {
  const class_entry *c = find_class(ontology, name);
  return c ? c->iri : BG_STR_EMPTY;
}

bg_str bg_ontology_class_label(const bg_ontology *ontology, bg_str class_iri) {
  const class_entry *c = find_class(ontology, class_iri);
  return c ? c->label : bg_iri_local_name(class_iri);
}

static bool below(const bg_ontology *ontology, size_t class, bg_str super_iri, bool *seen) {
  if (seen[class]) return false;
  seen[class] = true;
  const class_entry *c = &ontology->classes[class];
  if (bg_str_equal(c->iri, super_iri)) return true;
  for (size_t i = 0; i < c->parent_count; i++)
    if (below(ontology, c->parents[i], super_iri, seen)) return true;
  return false;
}

bool bg_ontology_is_a(const bg_ontology *ontology, bg_str class_iri, bg_str super_iri) {
  if (bg_str_equal(class_iri, super_iri)) return true;
  size_t index = bg_map_get(ontology->class_index, class_iri, SIZE_MAX);
  if (index == SIZE_MAX) return false;
  bool *seen = bg_calloc(ontology->class_count, sizeof *seen);
  bool result = below(ontology, index, super_iri, seen);
  bg_free(seen);
  return result;
}

/* ---- suggestions ---- */

enum { LONGEST_NAME = 64, MOST_EDITS = 3 };

/* Levenshtein distance of two short names, by rows. */
static size_t distance(bg_str a, bg_str b) {
  size_t row[LONGEST_NAME + 1];
  if (a.len > LONGEST_NAME || b.len > LONGEST_NAME) return SIZE_MAX;
  for (size_t j = 0; j <= b.len; j++) row[j] = j;
  for (size_t i = 0; i < a.len; i++) {
    size_t diagonal = row[0];
    row[0] = i + 1;
    for (size_t j = 0; j < b.len; j++) {
      size_t change = diagonal + (a.data[i] != b.data[j]);
      size_t insert = row[j] + 1, remove = row[j + 1] + 1;
      diagonal = row[j + 1];
      row[j + 1] = change < insert ? change : insert;
      if (remove < row[j + 1]) row[j + 1] = remove;
    }
  }
  return row[b.len];
}

static void consider(bg_str name, bg_str candidate, bg_str *best, size_t *best_distance) {
  size_t d = distance(name, candidate);
  if (d >= *best_distance) return;
  *best = candidate;
  *best_distance = d;
}

bg_str bg_ontology_closest_relation(const bg_ontology *ontology, bg_str name) {
  bg_str best = BG_STR_EMPTY;
  size_t best_distance = MOST_EDITS + 1;
  for (size_t i = 0; i < ontology->relation_count; i++)
    consider(name, ontology->relations[i].name, &best, &best_distance);
  return best;
}

bg_str bg_ontology_closest_class(const bg_ontology *ontology, bg_str name) {
  bg_str best = BG_STR_EMPTY;
  size_t best_distance = MOST_EDITS + 1;
  for (size_t i = 0; i < ontology->class_count; i++)
    consider(name, bg_iri_local_name(ontology->classes[i].iri), &best, &best_distance);
  return best;
}
