#include "extract/extract.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/map.h"
#include "base/memory.h"
#include "claims/copy.h"
#include "extract/names.h"
#include "extract/recommend.h"
#include "extract/relations.h"
#include "extract/topics.h"
#include "language/conllu.h"
#include "language/language.h"

/* Names, relations and scope are read beside the language model and the first document: on two cores that hides most of
 * what they cost. Whoever needs them waits for them. */
typedef struct {
  pthread_mutex_t lock;
  pthread_t thread;
  bool running;
  char *paths[4];
  const bg_ontology *ontology;
  bg_diagnostics *diagnostics; /* handed on to whoever waits first */
  bg_status status;
  bg_model_file *names_file;
  bg_labeller *labeller;
  bg_gazetteer *gazetteer;
  bg_relation_lexicon *relations;
  bg_scope_lexicon *scope;
} lexicons;

enum { NAMES, GAZETTEER, RELATIONS, SCOPE };

struct bg_extractor {
  const bg_ontology *ontology;
  bg_language *language;
  lexicons *lexicons;
};

/* ---- loading ---- */

static bg_status load_lexicons(lexicons *l) {
  BG_TRY(bg_model_file_open(l->paths[NAMES], l->diagnostics, &l->names_file));
  BG_TRY(bg_labeller_new(l->names_file, l->diagnostics, &l->labeller));
  BG_TRY(bg_gazetteer_load(l->paths[GAZETTEER], l->ontology, l->diagnostics, &l->gazetteer));
  BG_TRY(bg_relation_lexicon_load(l->paths[RELATIONS], l->ontology, l->diagnostics, &l->relations));
  return bg_scope_lexicon_load(l->paths[SCOPE], l->diagnostics, &l->scope);
}

static void *run_loader(void *context) {
  lexicons *l = context;
  l->status = load_lexicons(l);
  return NULL;
}

static lexicons *start_loading(const bg_extractor_paths *paths, const bg_ontology *ontology) {
  const char *names[] = {paths->names, paths->gazetteer, paths->relations, paths->scope};
  lexicons *l = BG_NEW(lexicons);
  pthread_mutex_init(&l->lock, NULL);
  l->ontology = ontology;
  l->diagnostics = bg_diagnostics_new();
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) l->paths[i] = bg_strdup(names[i]);
  l->running = pthread_create(&l->thread, NULL, run_loader, l) == 0;
  if (!l->running) (void)run_loader(l);
  return l;
}

static void hand_on(bg_diagnostics *from, bg_diagnostics *to) {
  for (size_t i = 0; i < bg_diagnostics_count(from); i++) bg_diagnostics_add(to, bg_diagnostics_get(from, i));
}

/* Wait until all is there; the first to wait gets the messages. */
static bg_status wait_for(lexicons *l, bg_diagnostics *diagnostics) {
  pthread_mutex_lock(&l->lock);
  if (l->running) pthread_join(l->thread, NULL);
  l->running = false;
  if (l->diagnostics) hand_on(l->diagnostics, diagnostics);
  bg_diagnostics_free(l->diagnostics);
  l->diagnostics = NULL;
  pthread_mutex_unlock(&l->lock);
  return l->status;
}

static void free_lexicons(lexicons *l) {
  if (!l) return;
  if (l->running) pthread_join(l->thread, NULL);
  bg_scope_lexicon_free(l->scope);
  bg_relation_lexicon_free(l->relations);
  bg_gazetteer_free(l->gazetteer);
  bg_labeller_free(l->labeller);
  bg_model_file_close(l->names_file);
  bg_diagnostics_free(l->diagnostics);
  for (size_t i = 0; i < sizeof l->paths / sizeof *l->paths; i++) bg_free(l->paths[i]);
  pthread_mutex_destroy(&l->lock);
  bg_free(l);
}

bg_status bg_extractor_new(const bg_extractor_paths *paths, const bg_ontology *ontology, bg_diagnostics *diagnostics,
                           bg_extractor **result) {
  bg_extractor *e = BG_NEW(bg_extractor);
  e->ontology = ontology;
  e->lexicons = start_loading(paths, ontology);
  bg_status status = bg_language_load(paths->language, diagnostics, &e->language);
  if (status != BG_OK) {
    bg_extractor_free(e);
    e = NULL;
  }
  *result = e;
  return status;
}

void bg_extractor_free(bg_extractor *e) {
  if (!e) return;
  free_lexicons(e->lexicons);
  bg_language_free(e->language);
  bg_free(e);
}

/* ---- one document ---- */

static bg_status read_conllu(const char *path, const bg_brief *brief, bg_diagnostics *diagnostics,
                             bg_analysis *analysis) {
  bg_input *input;
  bg_str text;
  BG_TRY(bg_input_open_text(path, diagnostics, &input, &text));
  bg_status status = bg_conllu_align(text, bg_input_name(input), brief, diagnostics, analysis);
  bg_input_close(input);
  return status;
}

bg_status bg_extract_words(const bg_extractor *e, const bg_brief *brief, const bg_extract_options *options,
                           bg_diagnostics *diagnostics, bg_analysis *analysis) {
  if (options->conllu) return read_conllu(options->conllu, brief, diagnostics, analysis);
  bg_language_analyse_brief(e->language, brief, analysis);
  return BG_OK;
}

static void keep_confident(bg_claim_set *set, double least) {
  size_t kept = 0;
  for (size_t i = 0; i < set->claim_count; i++)
    if (set->claims[i].confidence >= least) set->claims[kept++] = set->claims[i];
  set->claim_count = kept;
  kept = 0;
  for (size_t i = 0; i < set->recommendation_count; i++)
    if (set->recommendations[i].confidence >= least) set->recommendations[kept++] = set->recommendations[i];
  set->recommendation_count = kept;
}

static int compare_evidence(const bg_evidence_list *a, const bg_evidence_list *b, bg_str a_id, bg_str b_id) {
  size_t x = a->count ? a->items[0].start : 0, y = b->count ? b->items[0].start : 0;
  if (x != y) return x < y ? -1 : 1;
  return bg_str_compare(a_id, b_id);
}

static int by_place(const void *a, const void *b) {
  const bg_claim *x = a, *y = b;
  return compare_evidence(&x->evidence, &y->evidence, x->id, y->id);
}

static int by_advice_place(const void *a, const void *b) {
  const bg_recommendation *x = a, *y = b;
  return compare_evidence(&x->evidence, &y->evidence, x->id, y->id);
}

static void sort(bg_claim_set *set) {
  if (set->claim_count > 1) qsort(set->claims, set->claim_count, sizeof *set->claims, by_place);
  if (set->recommendation_count > 1)
    qsort(set->recommendations, set->recommendation_count, sizeof *set->recommendations, by_advice_place);
}

/* Leave out what is unsure and sort the rest; events follow their claims. */
static void put_in_order(bg_extraction *x, double least) {
  bg_claim_set *set = x->claims;
  size_t before = set->claim_count;
  bg_str *ids = bg_calloc(before + 1, sizeof *ids);
  bg_map *places = bg_map_new();
  for (size_t i = 0; i < before; i++) ids[i] = set->claims[i].id;
  keep_confident(set, least);
  sort(set);
  for (size_t i = 0; i < set->claim_count; i++) bg_map_set(places, set->claims[i].id, i);
  for (size_t i = 0; i < x->events.count; i++) {
    bg_event *e = &x->events.items[i];
    if (e->claim != SIZE_MAX) e->claim = bg_map_get(places, ids[e->claim], SIZE_MAX);
  }
  bg_map_free(places);
  bg_free(ids);
}

static void add_entities(const bg_reading *reading, bg_claim_set *set) {
  for (size_t i = 0; i < reading->entity_count; i++) bg_claim_set_add_entity(set, &reading->entities[i].entity);
}

bg_status bg_extract(const bg_extractor *e, const bg_brief *brief, const bg_extract_options *options,
                     bg_diagnostics *diagnostics, bg_extraction *x) {
  *x = (bg_extraction){.analysis = bg_analysis_new(), .claims = bg_claim_set_new()};
  const lexicons *l = e->lexicons;
  bg_status status = bg_extract_words(e, brief, options, diagnostics, x->analysis);
  if (status == BG_OK) status = wait_for(e->lexicons, diagnostics);
  if (status != BG_OK) {
    bg_extraction_free(x);
    return status;
  }
  x->reading = bg_reading_new(brief, x->analysis);
  if (options->mentions) bg_names_take(options->mentions, options->mention_count, e->ontology, x->reading);
  else bg_names_read(l->gazetteer, l->labeller, e->ontology, x->reading);
  bg_scoper *scoper = bg_scoper_new(l->scope, x->reading);
  x->events.with_features = options->features;
  bg_relate_events(x->reading, l->relations, scoper, x->claims, &x->events);
  bg_claim_topics(x->reading, x->claims);
  bg_recommend(x->reading, scoper, x->claims);
  bg_scoper_free(scoper);
  put_in_order(x, options->min_confidence);
  add_entities(x->reading, x->claims);
  return BG_OK;
}

void bg_extraction_free(bg_extraction *x) {
  bg_claim_set_free(x->claims);
  bg_free(x->events.items);
  bg_reading_free(x->reading);
  bg_analysis_free(x->analysis);
  *x = (bg_extraction){0};
}
