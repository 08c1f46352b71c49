#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/map.h"
#include "base/memory.h"
#include "claims/cells.h"
#include "extract/gazetteer_parts.h"
#include "rdf/graph.h"
#include "rdf/reader.h"
#include "rdf/vocab.h"
#include "text/name_key.h"

#define GAZETTEER_NS "https://w3id.org/briefgraph/gazetteer/"

typedef struct {
  size_t concept;
  bg_str whole; /* IRI */
  size_t file;
} part_link;

typedef struct {
  gazetteer_parts *parts;
  const bg_ontology *ontology;
  bg_diagnostics *diagnostics;
  bg_status status;
  bg_map *by_iri;
  bg_map *classes; /* IRIs of rdf:type known to be usable */
  bg_buffer key;
  size_t *origins; /* of each concept: the file that mentions it first */
  size_t origin_capacity;
  part_link *links;
  size_t link_count, link_capacity;
  char **paths;
  bg_input **inputs;
  size_t file_count, file_capacity;
  size_t last; /* the concept of the statement before: files are grouped by subject */
} reading;

/* ---- errors ---- */

static bool has_name_at(bg_str row, bg_str name, size_t at) {
  char before = at ? row.data[at - 1] : ' ', after = at + name.len < row.len ? row.data[at + name.len] : ' ';
  return (before == ':' || before == '<') && strchr(" \t\r;,>", after);
}

/* The first line that names something, at its beginning if there is such a line. */
static size_t line_that_names(bg_str text, bg_str name) {
  size_t line = 1, found = 0;
  for (bg_str rest = text, row; bg_str_split(&rest, '\n', &row); line++) {
    size_t at = bg_str_find(row, name, 0);
    if (at == SIZE_MAX || !has_name_at(row, name, at)) continue;
    if (row.data[0] != ' ' && row.data[0] != '\t') return line;
    if (!found) found = line;
  }
  return found;
}

/* The line that describes a concept, which RDF no longer knows. */
static size_t line_of(bg_str text, bg_str iri) {
  size_t line = line_that_names(text, iri);
  return line ? line : line_that_names(text, bg_iri_local_name(iri));
}

static bg_location place(const reading *r, size_t file, bg_str iri) {
  return (bg_location){.file = r->paths[file], .line = line_of(bg_input_bytes(r->inputs[file]), iri)};
}

/* Record what is wrong with a concept, and go on: a user wants to see all of it. */
#define FAIL(r, file, iri, ...)                                                       \
  do {                                                                                \
    bg_location place_ = place((r), (file), (iri));                                   \
    (r)->status = bg_error((r)->diagnostics, BG_ERROR_INVALID, &place_, __VA_ARGS__); \
  } while (0)

static bg_str id_of(const reading *r, size_t concept) {
  return r->parts->concepts[concept].id;
}

/* ---- statements ---- */

static size_t concept_of(reading *r, bg_str iri) {
  gazetteer_parts *parts = r->parts;
  if (r->last < parts->concept_count && bg_str_equal(parts->concepts[r->last].iri, iri)) return r->last;
  r->last = bg_map_get(r->by_iri, iri, parts->concept_count);
  if (r->last < parts->concept_count) return r->last;
  BG_GROW(parts->concepts, parts->concept_capacity, parts->concept_count + 1);
  BG_GROW(r->origins, r->origin_capacity, parts->concept_count + 1);
  bg_str copy = bg_arena_str(parts->arena, iri);
  parts->concepts[parts->concept_count] = (bg_concept){.iri = copy, .id = bg_iri_local_name(copy)};
  r->origins[parts->concept_count] = r->file_count - 1;
  bg_map_set(r->by_iri, copy, parts->concept_count);
  return parts->concept_count++;
}

static void add_label(reading *r, size_t concept, bg_label_kind kind, bool ambiguous, bg_str text) {
  gazetteer_parts *parts = r->parts;
  bg_buffer_clear(&r->key);
  bg_name_key(text, &r->key);
  if (!r->key.len) {
    FAIL(r, r->file_count - 1, parts->concepts[concept].iri, "%.*s has the label \"%.*s\", which no text can have",
         BG_FMT(id_of(r, concept)), BG_FMT(text));
    return;
  }
  BG_GROW(parts->labels, parts->label_capacity, parts->label_count + 1);
  bg_str key = bg_arena_str(parts->arena, bg_buffer_str(&r->key));
  parts->labels[parts->label_count++] = (name_label){key, concept, kind, ambiguous};
}

static void set_type(reading *r, size_t concept, bg_str iri) {
  if (!bg_str_starts(iri, BG_STR(BG_NS))) return;
  bg_concept *c = &r->parts->concepts[concept];
  if (!bg_map_has(r->classes, iri)) {
    bg_str class = bg_ontology_class(r->ontology, iri);
    bg_str thing = bg_ontology_class(r->ontology, BG_STR("Thing"));
    if (!class.len || !bg_ontology_is_a(r->ontology, class, thing)) {
      bg_str closest = class.len ? BG_STR_EMPTY : bg_ontology_closest_class(r->ontology, bg_iri_local_name(iri));
      FAIL(r, r->file_count - 1, c->iri, "%.*s: type bg:%.*s is no kind of entity in the ontology%s%.*s%s",
           BG_FMT(c->id), BG_FMT(bg_iri_local_name(iri)), closest.len ? "; did you mean bg:" : "", BG_FMT(closest),
           closest.len ? "?" : "");
      c->type = bg_arena_str(r->parts->arena, bg_iri_local_name(iri));
      return;
    }
    bg_map_set(r->classes, class, 0);
  }
  bg_str name = bg_iri_local_name(iri);
  if (c->type.len && !bg_str_equal(c->type, name))
    FAIL(r, r->file_count - 1, c->iri, "%.*s has two types, bg:%.*s and bg:%.*s; keep one", BG_FMT(c->id),
         BG_FMT(c->type), BG_FMT(name));
  if (!c->type.len) c->type = bg_arena_str(r->parts->arena, name);
}

static void set_preferred(reading *r, size_t concept, bg_str text) {
  bg_concept *c = &r->parts->concepts[concept];
  if (c->label.len && !bg_str_equal(c->label, text))
    FAIL(r, r->file_count - 1, c->iri, "%.*s has two preferred labels, \"%.*s\" and \"%.*s\"; make one a skos:altLabel",
         BG_FMT(c->id), BG_FMT(c->label), BG_FMT(text));
  c->label = text;
  add_label(r, concept, BG_LABEL_NAME, false, text);
}

static void set_code(reading *r, size_t concept, bg_str code, size_t length, bg_str *field) {
  bool good = code.len == length;
  for (size_t i = 0; good && i < length; i++) good = code.data[i] >= 'A' && code.data[i] <= 'Z';
  if (!good)
    FAIL(r, r->file_count - 1, r->parts->concepts[concept].iri, "%.*s: \"%.*s\" is not a code of %zu capital letters",
         BG_FMT(id_of(r, concept)), BG_FMT(code), length);
  *field = code;
}

static void add_part_link(reading *r, size_t concept, bg_str whole) {
  BG_GROW(r->links, r->link_capacity, r->link_count + 1);
  r->links[r->link_count++] = (part_link){concept, bg_arena_str(r->parts->arena, whole), r->file_count - 1};
}

typedef enum {
  FIELD_TYPE,
  FIELD_PREFERRED,
  FIELD_NAME,
  FIELD_ABBREVIATION,
  FIELD_DEMONYM,
  FIELD_METONYM,
  FIELD_AMBIGUOUS,
  FIELD_SCHEME,
  FIELD_ISO2,
  FIELD_ISO3,
  FIELD_PART_OF,
  FIELD_MATCH
} field;

#define IRI(text) \
  { (text), sizeof(text) - 1 }
static const struct {
  bg_str iri;
  field field;
  bg_term_kind object;
} fields[] = {
    {IRI(RDF_TYPE), FIELD_TYPE, BG_TERM_IRI},
    {IRI(SKOS_NS "prefLabel"), FIELD_PREFERRED, BG_TERM_LITERAL},
    {IRI(SKOS_NS "altLabel"), FIELD_NAME, BG_TERM_LITERAL},
    {IRI(BG_NS "abbreviation"), FIELD_ABBREVIATION, BG_TERM_LITERAL},
    {IRI(BG_NS "demonym"), FIELD_DEMONYM, BG_TERM_LITERAL},
    {IRI(BG_NS "metonym"), FIELD_METONYM, BG_TERM_LITERAL},
    {IRI(BG_NS "ambiguousLabel"), FIELD_AMBIGUOUS, BG_TERM_LITERAL},
    {IRI(SKOS_NS "inScheme"), FIELD_SCHEME, BG_TERM_IRI},
    {IRI(BG_NS "iso2"), FIELD_ISO2, BG_TERM_LITERAL},
    {IRI(BG_NS "iso3"), FIELD_ISO3, BG_TERM_LITERAL},
    {IRI(SKOS_NS "broader"), FIELD_PART_OF, BG_TERM_IRI},
    {IRI(BG_NS "partOf"), FIELD_PART_OF, BG_TERM_IRI},
    {IRI(SKOS_NS "exactMatch"), FIELD_MATCH, BG_TERM_IRI},
};
enum { FIELD_COUNT = sizeof fields / sizeof *fields };

/* Index of a property in fields[], else FIELD_COUNT. */
static size_t field_of(bg_str property) {
  size_t i = 0;
  while (i < FIELD_COUNT && !bg_str_equal(fields[i].iri, property)) i++;
  return i;
}

static void set_field(reading *r, size_t concept, field f, bg_str value) {
  bg_concept *c = &r->parts->concepts[concept];
  switch (f) {
    case FIELD_TYPE: set_type(r, concept, value); break;
    case FIELD_PREFERRED: set_preferred(r, concept, bg_arena_str(r->parts->arena, value)); break;
    case FIELD_NAME: add_label(r, concept, BG_LABEL_NAME, false, value); break;
    case FIELD_ABBREVIATION: add_label(r, concept, BG_LABEL_ABBREVIATION, false, value); break;
    case FIELD_DEMONYM: add_label(r, concept, BG_LABEL_DEMONYM, false, value); break;
    case FIELD_METONYM: add_label(r, concept, BG_LABEL_METONYM, false, value); break;
    case FIELD_AMBIGUOUS: add_label(r, concept, BG_LABEL_NAME, true, value); break;
    case FIELD_SCHEME: c->common |= bg_str_is(value, BG_NS "CommonNouns"); break;
    case FIELD_ISO2: set_code(r, concept, bg_arena_str(r->parts->arena, value), 2, &c->iso2); break;
    case FIELD_ISO3: set_code(r, concept, bg_arena_str(r->parts->arena, value), 3, &c->iso3); break;
    case FIELD_PART_OF: add_part_link(r, concept, value); break;
    case FIELD_MATCH:
      if (bg_str_starts(value, BG_STR(WIKIDATA_NS)))
        c->wikidata = bg_arena_str(r->parts->arena, bg_iri_local_name(value));
      break;
  }
}

static bg_status on_statement(void *context, const bg_statement *s) {
  reading *r = context;
  /* "<>" describes the file: its title, sources and licence. */
  if (s->subject.kind != BG_TERM_IRI || bg_str_ends(s->subject.value, BG_STR("/"))) return BG_OK;
  size_t concept = concept_of(r, s->subject.value);
  /* A name in another language than English is none that this program reads. */
  if (s->object.language.len && !bg_str_starts(s->object.language, BG_STR("en"))) return BG_OK;
  size_t index = field_of(s->predicate.value);
  if (index < FIELD_COUNT && s->object.kind == fields[index].object) {
    set_field(r, concept, fields[index].field, s->object.value);
  } else if (index < FIELD_COUNT) {
    FAIL(r, r->file_count - 1, s->subject.value, "%.*s: %.*s takes %s", BG_FMT(id_of(r, concept)),
         BG_FMT(bg_iri_local_name(s->predicate.value)),
         fields[index].object == BG_TERM_IRI ? "an IRI" : "a text in quotes");
  } else if (bg_str_starts(s->predicate.value, BG_STR(BG_NS))) {
    bg_location at = place(r, r->file_count - 1, s->subject.value);
    bg_warning(r->diagnostics, &at, "%.*s: bg:%.*s says nothing in a gazetteer", BG_FMT(id_of(r, concept)),
               BG_FMT(bg_iri_local_name(s->predicate.value)));
  }
  return BG_OK;
}

/* ---- the whole ---- */

static void link_parts(reading *r) {
  gazetteer_parts *parts = r->parts;
  for (size_t i = 0; i < r->link_count;) {
    size_t first = i, concept = r->links[i].concept, count = 0;
    while (i < r->link_count && r->links[i].concept == concept) i++;
    bg_concept *c = &parts->concepts[concept];
    size_t *wholes = bg_arena_alloc(parts->arena, (c->part_of_count + i - first) * sizeof *wholes);
    for (; count < c->part_of_count; count++) wholes[count] = c->part_of[count];
    for (size_t k = first; k < i; k++) {
      size_t whole = bg_map_get(r->by_iri, r->links[k].whole, SIZE_MAX);
      if (whole == SIZE_MAX)
        FAIL(r, r->links[k].file, c->iri, "%.*s is part of %.*s, which no file describes", BG_FMT(c->id),
             BG_FMT(bg_iri_local_name(r->links[k].whole)));
      else wholes[count++] = whole;
    }
    c->part_of = wholes;
    c->part_of_count = count;
  }
}

static void check_concepts(reading *r) {
  gazetteer_parts *parts = r->parts;
  bg_map *ids = bg_map_new();
  for (size_t i = 0; i < parts->concept_count; i++) {
    const bg_concept *c = &parts->concepts[i];
    size_t file = r->origins[i];
    if (!c->type.len)
      FAIL(r, file, c->iri, "%.*s has no type; give it a class of the ontology, such as bg:Organization",
           BG_FMT(c->id));
    if (!c->label.len) FAIL(r, file, c->iri, "%.*s has no label; give it a skos:prefLabel", BG_FMT(c->id));
    if (!bg_is_slug(c->id))
      FAIL(r, file, c->iri, "<%.*s>: an id is made of ASCII letters, digits, '_', '-' and '.'", BG_FMT(c->iri));
    if (!bg_map_set(ids, c->id, i))
      FAIL(r, file, c->iri, "the id %.*s is taken by another concept; ids end differently", BG_FMT(c->id));
  }
  bg_map_free(ids);
}

/* Whoever climbs from part to whole must arrive: take away what is part of nothing that is left, until nothing is left
 * (Kahn). */
static void check_circles(reading *r) {
  const gazetteer_parts *parts = r->parts;
  size_t *pending = bg_calloc(parts->concept_count, sizeof *pending); /* parts that have not been taken away */
  size_t *ready = bg_calloc(parts->concept_count, sizeof *ready);
  size_t ready_count = 0;
  for (size_t i = 0; i < parts->concept_count; i++)
    for (size_t k = 0; k < parts->concepts[i].part_of_count; k++) pending[parts->concepts[i].part_of[k]]++;
  for (size_t i = 0; i < parts->concept_count; i++)
    if (!pending[i]) ready[ready_count++] = i;
  for (size_t next = 0; next < ready_count; next++) {
    const bg_concept *c = &parts->concepts[ready[next]];
    for (size_t k = 0; k < c->part_of_count; k++)
      if (!--pending[c->part_of[k]]) ready[ready_count++] = c->part_of[k];
  }
  for (size_t i = 0; i < parts->concept_count && ready_count < parts->concept_count; i++) {
    if (!pending[i]) continue;
    FAIL(r, r->origins[i], parts->concepts[i].iri, "%.*s is part of itself, directly or through others",
         BG_FMT(parts->concepts[i].id));
    break;
  }
  bg_free(pending);
  bg_free(ready);
}

static bg_status read_file(reading *r, char *path) {
  BG_GROW(r->paths, r->file_capacity, r->file_count + 1);
  r->inputs = bg_realloc_array(r->inputs, r->file_capacity, sizeof *r->inputs);
  bg_input *input;
  bg_status status = bg_input_open(path, r->diagnostics, &input);
  if (status != BG_OK) {
    bg_free(path);
    return status;
  }
  r->paths[r->file_count] = path;
  r->inputs[r->file_count++] = input;
  bg_read_options options = {.format = BG_FORMAT_TURTLE, .base = GAZETTEER_NS};
  bg_sink sink = {.context = r, .statement = on_statement};
  return bg_rdf_read_text(bg_input_bytes(input), path, &options, sink, NULL, r->diagnostics);
}

static int is_turtle(const struct dirent *entry) {
  return entry->d_name[0] != '.' && bg_str_is(bg_path_extension(entry->d_name), "ttl");
}

static int by_bytes(const struct dirent **a, const struct dirent **b) {
  return strcmp((*a)->d_name, (*b)->d_name);
}

/* A file that is broken does not hide what is wrong in the others. */
static bg_status read_files(reading *r, const char *directory) {
  struct dirent **entries;
  int count = scandir(directory, &entries, is_turtle, by_bytes);
  if (count < 0) return bg_error_errno(r->diagnostics, directory, "cannot read the gazetteer");
  bg_status status = BG_OK;
  for (int i = 0; i < count; i++) {
    bg_status read = read_file(r, bg_path_join(directory, entries[i]->d_name));
    if (status == BG_OK) status = read;
    free(entries[i]);
  }
  free(entries);
  return status;
}

bg_status gazetteer_read(const char *directory, const bg_ontology *ontology, bg_diagnostics *diagnostics,
                         gazetteer_parts *parts) {
  reading r = {.parts = parts, .ontology = ontology, .diagnostics = diagnostics, .last = SIZE_MAX};
  r.by_iri = bg_map_new();
  r.classes = bg_map_new();
  bg_status status = read_files(&r, directory);
  if (status == BG_OK) {
    link_parts(&r);
    check_concepts(&r);
    check_circles(&r);
    status = r.status;
  }
  for (size_t i = 0; i < r.file_count; i++) {
    bg_input_close(r.inputs[i]);
    bg_free(r.paths[i]);
  }
  bg_free(r.paths);
  bg_free(r.inputs);
  bg_free(r.origins);
  bg_free(r.links);
  bg_buffer_free(&r.key);
  bg_map_free(r.by_iri);
  bg_map_free(r.classes);
  return status;
}
