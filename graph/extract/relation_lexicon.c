/* Reading ontology/relations.ttl. */
#include <stdlib.h>

#include "base/memory.h"
#include "extract/frame.h"
#include "rdf/graph.h"
#include "rdf/reader.h"
#include "rdf/vocab.h"

typedef struct {
  bg_relation_lexicon *lexicon;
  const bg_dataset *dataset;
  const char *path;
  bg_diagnostics *diagnostics;
} loader;

static bg_status refuse(const loader *l, bg_str subject, const char *what, bg_str entry) {
  return bg_error(l->diagnostics, BG_ERROR_INVALID, &(bg_location){.file = l->path}, "%.*s: %s '%.*s'",
                  BG_FMT(bg_iri_local_name(subject)), what, BG_FMT(entry));
}

/* ---- word lists ---- */

static void add_words(bg_relation_lexicon *lexicon, bg_word_list *list, bg_str text) {
  bg_str rest = bg_arena_str(lexicon->arena, text), word;
  while (bg_str_split(&rest, ' ', &word)) {
    word = bg_str_trim(word);
    if (word.len) bg_map_set(list->words, word, 0);
  }
}

static bg_status load_lists(const loader *l) {
  bg_term_id *ids;
  bg_term_id type = bg_dataset_find_iri(l->dataset, RDF_TYPE);
  bg_term_id words = bg_dataset_find_iri(l->dataset, BG_NS "words");
  size_t count = bg_graph_subjects(l->dataset, type, bg_dataset_find_iri(l->dataset, BG_NS "WordList"), &ids);
  bg_relation_lexicon *lexicon = l->lexicon;
  lexicon->lists = bg_calloc(count, sizeof *lexicon->lists);
  bg_status status = BG_OK;
  for (size_t i = 0; i < count; i++) {
    bg_str iri = bg_dataset_term(l->dataset, ids[i]).value;
    bg_word_list *list = &lexicon->lists[lexicon->list_count++];
    list->name = bg_arena_str(lexicon->arena, bg_iri_local_name(iri));
    list->words = bg_map_new();
    bg_term_id *values;
    size_t value_count = bg_graph_objects(l->dataset, ids[i], words, &values);
    for (size_t k = 0; k < value_count; k++) add_words(lexicon, list, bg_dataset_term(l->dataset, values[k]).value);
    bg_free(values);
    if (!bg_map_count(list->words)) status = refuse(l, iri, "a word list without", BG_STR("bg:words"));
  }
  bg_free(ids);
  return status;
}

static void find_known_lists(bg_relation_lexicon *lexicon) {
  static const char *const names[BG_LIST_COUNT] = {[BG_LIST_LIGHT_VERBS] = "lightVerbs",
                                                   [BG_LIST_LIGHT_VERBS_IN] = "lightVerbsIn",
                                                   [BG_LIST_BECOME_VERBS] = "becomeVerbs",
                                                   [BG_LIST_PEOPLE] = "people",
                                                   [BG_LIST_HARMS] = "harms",
                                                   [BG_LIST_MEASURES] = "measures",
                                                   [BG_LIST_ABSTRACTS] = "abstracts",
                                                   [BG_LIST_PROBLEMS] = "problems",
                                                   [BG_LIST_OFFICES] = "offices",
                                                   [BG_LIST_HEADS] = "heads",
                                                   [BG_LIST_STAFF] = "staff",
                                                   [BG_LIST_INTENTIONS] = "intentions",
                                                   [BG_LIST_CONTROLLERS] = "controllers",
                                                   [BG_LIST_DEEDS] = "deeds",
                                                   [BG_LIST_DEPARTURES] = "departures",
                                                   [BG_LIST_UNITS] = "units",
                                                   [BG_LIST_GIVING] = "giving",
                                                   [BG_LIST_UNDERTAKINGS] = "undertakings",
                                                   [BG_LIST_AUTHORING] = "authoring",
                                                   [BG_LIST_JOURNEYS] = "journeys",
                                                   [BG_LIST_BODIES] = "bodies",
                                                   [BG_LIST_OUTSIDERS] = "outsiders"};
  for (size_t i = 0; i < BG_LIST_COUNT; i++) lexicon->known[i] = bg_word_list_named(lexicon, names[i]);
}

/* ---- frames ---- */

static bg_status load_frame(const loader *l, bg_trigger_kind kind, bg_str subject, bg_str text) {
  const bg_relation *relation = bg_ontology_relation(l->lexicon->ontology, subject);
  if (!relation) return refuse(l, subject, "the ontology has no such relation; triggers:", text);
  bg_str problem = BG_STR_EMPTY;
  if (bg_frame_parse(l->lexicon, kind, relation, bg_arena_str(l->lexicon->arena, text), &problem)) return BG_OK;
  return bg_error(l->diagnostics, BG_ERROR_INVALID, &(bg_location){.file = l->path}, "%.*s: frame \"%.*s\": %.*s",
                  BG_FMT(relation->name), BG_FMT(text), BG_FMT(problem));
}

static bg_status load_frames(const loader *l) {
  static const char *const properties[BG_TRIGGER_KINDS] = {BG_NS "verb", BG_NS "noun", BG_NS "adjective"};
  bg_status status = BG_OK;
  for (unsigned kind = 0; kind < BG_TRIGGER_KINDS; kind++) {
    bg_term_id property = bg_dataset_find_iri(l->dataset, properties[kind]);
    if (!property) continue;
    bg_match match = bg_dataset_match(l->dataset, (bg_quad){BG_ANY, property, BG_ANY, BG_ANY});
    for (bg_quad q; bg_match_next(&match, &q);) {
      bg_status one = load_frame(l, (bg_trigger_kind)kind, bg_dataset_term(l->dataset, q.s).value,
                                 bg_dataset_term(l->dataset, q.o).value);
      if (one != BG_OK) status = one;
    }
  }
  return status;
}

static int compare_frames(const void *a, const void *b) {
  const bg_frame *x = a, *y = b;
  if (x->kind != y->kind) return x->kind < y->kind ? -1 : 1;
  int by_lemma = bg_str_compare(x->lemma, y->lemma);
  if (by_lemma) return by_lemma;
  if (x->rank != y->rank) return x->rank > y->rank ? -1 : 1;
  int by_text = bg_str_compare(x->text, y->text);
  return by_text ? by_text : bg_str_compare(x->relation->name, y->relation->name);
}

static void index_frames(bg_relation_lexicon *lexicon) {
  if (lexicon->frame_count) qsort(lexicon->frames, lexicon->frame_count, sizeof *lexicon->frames, compare_frames);
  for (size_t i = 0; i < lexicon->frame_count; i++) {
    bg_str key =
        bg_arena_printf(lexicon->arena, "%c%.*s", "vna"[lexicon->frames[i].kind], BG_FMT(lexicon->frames[i].lemma));
    if (!bg_map_has(lexicon->first, key)) bg_map_set(lexicon->first, key, i);
  }
}

/* ---- the ontology's hierarchy ---- */

static bool is_general(bg_str name) {
  return bg_str_is(name, "relatedTo") || bg_str_is(name, "actsToward");
}

static void find_parents(bg_relation_lexicon *lexicon) {
  size_t count = bg_ontology_relation_count(lexicon->ontology);
  lexicon->parents = bg_calloc(count, sizeof *lexicon->parents);
  const bg_dataset *d = bg_ontology_dataset(lexicon->ontology);
  if (!d) return;
  bg_term_id sub = bg_dataset_find_iri(d, RDFS_NS "subPropertyOf");
  for (size_t i = 0; i < count; i++) {
    bg_term term = bg_term_iri(bg_ontology_relation_at(lexicon->ontology, i)->iri);
    bg_term_id parent = bg_graph_object(d, bg_dataset_find(d, &term), sub);
    const bg_relation *r = parent ? bg_ontology_relation(lexicon->ontology, bg_dataset_term(d, parent).value) : NULL;
    /* Only upwards, so that a circle in somebody's ontology ends. */
    if (r && !is_general(r->name) && r != bg_ontology_relation_at(lexicon->ontology, i)) lexicon->parents[i] = r;
  }
}

/* Which relations have a property. */
static bool *marked_by(const loader *l, const char *iri) {
  bg_relation_lexicon *lexicon = l->lexicon;
  bool *marks = bg_calloc(bg_ontology_relation_count(lexicon->ontology), sizeof *marks);
  bg_term_id property = bg_dataset_find_iri(l->dataset, iri);
  if (!property) return marks;
  bg_match match = bg_dataset_match(l->dataset, (bg_quad){BG_ANY, property, BG_ANY, BG_ANY});
  for (bg_quad q; bg_match_next(&match, &q);) {
    const bg_relation *r = bg_ontology_relation(lexicon->ontology, bg_dataset_term(l->dataset, q.s).value);
    if (r) marks[r - bg_ontology_relation_at(lexicon->ontology, 0)] = true;
  }
  return marks;
}

/* ---- the model of confidence ---- */

static bg_status load_weights(const loader *l) {
  bg_term_id property = bg_dataset_find_iri(l->dataset, BG_NS "weight");
  if (!property) return BG_OK;
  bg_relation_lexicon *lexicon = l->lexicon;
  bg_match match = bg_dataset_match(l->dataset, (bg_quad){BG_ANY, property, BG_ANY, BG_ANY});
  size_t capacity = 0;
  for (bg_quad q; bg_match_next(&match, &q);) {
    bg_str rest = bg_arena_str(lexicon->arena, bg_dataset_term(l->dataset, q.o).value), name;
    bg_str_split(&rest, ' ', &name);
    char *end, *text = bg_arena_strdup(lexicon->arena, bg_arena_str(lexicon->arena, bg_str_trim(rest)).data);
    double value = strtod(text, &end);
    if (end == text || *end || !(value > -100 && value < 100))
      return refuse(l, bg_dataset_term(l->dataset, q.s).value, "a weight that is not \"feature number\":", name);
    BG_GROW(lexicon->weight_values, capacity, bg_map_count(lexicon->weights) + 1);
    lexicon->weight_values[bg_map_count(lexicon->weights)] = value;
    bg_map_set(lexicon->weights, name, bg_map_count(lexicon->weights));
  }
  return BG_OK;
}

/* ---- classes of events ---- */

/* How a class is called when the event is only announced, or denied: bg:announcedAs, bg:deniedAs. */
static void load_event_classes(const loader *l, const char *how, const char *property_iri, size_t *capacity) {
  bg_term_id property = bg_dataset_find_iri(l->dataset, property_iri);
  if (!property) return;
  bg_relation_lexicon *lexicon = l->lexicon;
  bg_match match = bg_dataset_match(l->dataset, (bg_quad){BG_ANY, property, BG_ANY, BG_ANY});
  for (bg_quad q; bg_match_next(&match, &q);) {
    bg_str class = bg_iri_local_name(bg_dataset_term(l->dataset, q.s).value);
    if (bg_str_starts(class, BG_STR("plover_"))) class = bg_str_slice(class, 7, class.len);
    size_t count = bg_map_count(lexicon->event_classes);
    BG_GROW(lexicon->event_class_values, *capacity, count + 1);
    lexicon->event_class_values[count] = bg_arena_str(lexicon->arena, bg_dataset_term(l->dataset, q.o).value);
    bg_map_set(lexicon->event_classes, bg_arena_printf(lexicon->arena, "%s %.*s", how, BG_FMT(class)), count);
  }
}

/* ---- all of it ---- */

bg_status bg_relation_lexicon_load(const char *path, const bg_ontology *ontology, bg_diagnostics *diagnostics,
                                   bg_relation_lexicon **result) {
  *result = NULL;
  bg_dataset *dataset = bg_dataset_new();
  bg_read_options options = {.base = BG_ONTOLOGY};
  bg_status status = bg_rdf_load(path, &options, dataset, diagnostics);
  bg_relation_lexicon *lexicon = BG_NEW(bg_relation_lexicon);
  lexicon->arena = bg_arena_new();
  lexicon->ontology = ontology;
  lexicon->first = bg_map_new();
  lexicon->weights = bg_map_new();
  lexicon->event_classes = bg_map_new();
  loader l = {lexicon, dataset, path, diagnostics};
  if (status == BG_OK) bg_dataset_index(dataset);
  if (status == BG_OK) status = load_lists(&l);
  find_known_lists(lexicon);
  if (status == BG_OK) status = load_frames(&l);
  if (status == BG_OK) status = load_weights(&l);
  if (status == BG_OK && !lexicon->frame_count)
    status = bg_error(diagnostics, BG_ERROR_INVALID, &(bg_location){.file = path}, "holds no frames");
  size_t capacity = 0;
  lexicon->exact = marked_by(&l, BG_NS "exact");
  lexicon->judges = marked_by(&l, BG_NS "judges");
  lexicon->personal = marked_by(&l, BG_NS "personal");
  load_event_classes(&l, "announced", BG_NS "announcedAs", &capacity);
  load_event_classes(&l, "denied", BG_NS "deniedAs", &capacity);
  bg_dataset_free(dataset);
  if (status != BG_OK) {
    bg_relation_lexicon_free(lexicon);
    return status;
  }
  index_frames(lexicon);
  find_parents(lexicon);
  *result = lexicon;
  return BG_OK;
}

void bg_relation_lexicon_free(bg_relation_lexicon *lexicon) {
  if (!lexicon) return;
  for (size_t i = 0; i < lexicon->list_count; i++) bg_map_free(lexicon->lists[i].words);
  bg_free(lexicon->lists);
  bg_free(lexicon->frames);
  bg_free(lexicon->parents);
  bg_free(lexicon->exact);
  bg_free(lexicon->judges);
  bg_free(lexicon->personal);
  bg_free(lexicon->weight_values);
  bg_free(lexicon->event_class_values);
  bg_map_free(lexicon->event_classes);
  bg_map_free(lexicon->weights);
  bg_map_free(lexicon->first);
  bg_arena_free(lexicon->arena);
  bg_free(lexicon);
}
