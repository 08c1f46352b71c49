/* train names MODEL CORPORA ONTOLOGY GAZETTEER LANGUAGE CLUSTERS: make data/models/names.model. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/map.h"
#include "base/memory.h"
#include "extract/labeller.h"
#include "language/language.h"
#include "train/linear_train.h"
#include "train/names_corpus.h"
#include "train/names_crf.h"
#include "train/names_measure.h"
#include "train/train.h"

enum { LEAST_SEEN = 3, EVERY_TENTH = 10, BLIND_EVERY = 3 };

typedef struct {
  const bg_gazetteer *gazetteer;
  const bg_language *language;
  bg_word_classes classes;
  bg_map *index; /* of features seen, by the 8 bytes of their hash */
  bg_arena *keys;
  uint32_t *seen;
  size_t seen_capacity;
  bg_crf_example *examples;
  size_t example_count, example_capacity;
} names_trainer;

/* ---- words of a sentence, and the labels that they may have
 * ---------------------------------------------------------- */

static void analyse(const bg_language *language, const bg_names_corpus *corpus, size_t sentence,
                    bg_analysis *analysis) {
  const bg_gold_sentence *s = &corpus->sentences[sentence];
  bg_analysis_clear(analysis);
  bg_language_analyse(language, bg_buffer_str(&corpus->text), s->start, s->end, 0, analysis);
}

static uint32_t labels_of_types(unsigned types, bool first) {
  uint32_t labels = 0;
  for (unsigned type = 0; type < BG_TYPE_COUNT; type++)
    if (types >> type & 1) labels |= 1u << (first ? bg_label_begin(type) : bg_label_inside(type));
  return labels;
}

static bool has_capital(bg_str form) {
  for (size_t i = 0; i < form.len; i++)
    if ((form.data[i] >= 'A' && form.data[i] <= 'Z') || (unsigned char)form.data[i] >= 0xc3) return true;
  return false;
}

static bool is_demonym(const bg_gazetteer *gazetteer, bg_str form) {
  size_t count = 0;
  const bg_sense *senses = gazetteer ? bg_gazetteer_senses(gazetteer, form, &count) : NULL;
  return count > 0 && senses[0].kind == BG_LABEL_DEMONYM;
}

/* Sets of labels of the words of a sentence of the analysis. */
static void allow(const names_trainer *t, const bg_names_corpus *corpus, size_t gold, const bg_analysis *analysis,
                  size_t sentence, uint32_t *allowed) {
  const bg_word *words = bg_sentence_words(analysis, sentence);
  const bg_gold_sentence *g = &corpus->sentences[gold];
  const bg_gold_name *names = corpus->names + g->first_name;
  size_t at = 0;
  for (size_t i = 0; i < analysis->sentences[sentence].word_count; i++) {
    while (at < g->name_count && names[at].end <= words[i].start) at++;
    bool in = at < g->name_count && words[i].start >= names[at].start && words[i].end <= names[at].end;
    if (in && names[at].types == BG_ANY_TYPE) {
      allowed[i] = (1u << BG_LABEL_COUNT) - 1;
    } else if (in) {
      allowed[i] = labels_of_types(names[at].types, i == 0 || words[i - 1].start < names[at].start);
    } else {
      allowed[i] = 1u << BG_LABEL_OUTSIDE;
      unsigned types = corpus->unlabelled & ~(is_demonym(t->gazetteer, words[i].form) ? 0u : 1u << BG_TYPE_GROUP);
      if (types && has_capital(words[i].form))
        allowed[i] |= labels_of_types(types, true) | labels_of_types(types, false);
    }
  }
}

/* ---- examples
 * --------------------------------------------------------------------------------------------------------- */

static uint32_t index_of(names_trainer *t, uint64_t hash) {
  bg_str key = {(const char *)&hash, sizeof hash};
  size_t count = bg_map_count(t->index), found = bg_map_get(t->index, key, SIZE_MAX);
  if (found != SIZE_MAX) return (uint32_t)found;
  bg_map_set(t->index, bg_arena_str(t->keys, key), count);
  BG_GROW(t->seen, t->seen_capacity, count + 1);
  t->seen[count] = 0;
  return (uint32_t)count;
}

/* Every third sentence is read without the gazetteer, so that names that it lacks are learned too. */
static void add_example(names_trainer *t, const bg_names_corpus *corpus, size_t gold, const bg_analysis *analysis,
                        size_t sentence, bg_label_features *f, float weight) {
  bg_label_features_of(&t->classes, gold % BLIND_EVERY == 0 ? NULL : t->gazetteer, analysis, sentence, f);
  size_t n = f->word_count;
  bg_crf_example e = {.word_count = n, .weight = weight};
  e.features = bg_calloc(f->hash_count + 1, sizeof *e.features);
  e.starts = bg_calloc(n + 1, sizeof *e.starts);
  e.allowed = bg_calloc(n + 1, sizeof *e.allowed);
  e.plain = bg_calloc(n + 1, sizeof *e.plain);
  memcpy(e.starts, f->starts, (n + 1) * sizeof *e.starts);
  memcpy(e.plain, f->plain, n * sizeof *e.plain);
  for (size_t i = 0; i < f->hash_count; i++) {
    e.features[i] = index_of(t, f->hashes[i]);
    t->seen[e.features[i]]++;
  }
  allow(t, corpus, gold, analysis, sentence, e.allowed);
  for (size_t i = 0; i < n; i++)
    if (e.plain[i]) e.allowed[i] = 1;
  BG_GROW(t->examples, t->example_capacity, t->example_count + 1);
  t->examples[t->example_count++] = e;
}

static void add_corpus(names_trainer *t, const bg_names_corpus *corpus, float weight, bool hold_out) {
  bg_analysis *analysis = bg_analysis_new();
  bg_label_features features = {0};
  for (size_t i = 0; i < corpus->sentence_count; i++) {
    if (hold_out && i % EVERY_TENTH == 0) continue;
    analyse(t->language, corpus, i, analysis);
    for (size_t s = 0; s < analysis->sentence_count; s++) add_example(t, corpus, i, analysis, s, &features, weight);
  }
  bg_label_features_free(&features);
  bg_analysis_free(analysis);
}

/* Leave out features that were seen too seldom to be trusted; `kept` gives the old index of each new one. */
static size_t *prune(names_trainer *t, size_t *count) {
  size_t features = bg_map_count(t->index), next = 0;
  uint32_t *renamed = bg_calloc(features + 1, sizeof *renamed);
  size_t *kept = bg_calloc(features + 1, sizeof *kept);
  for (size_t i = 0; i < features; i++) {
    renamed[i] = UINT32_MAX;
    if (t->seen[i] < LEAST_SEEN) continue;
    kept[next] = i;
    renamed[i] = (uint32_t)next++;
  }
  for (size_t k = 0; k < t->example_count; k++) {
    bg_crf_example *e = &t->examples[k];
    size_t write = 0;
    for (size_t w = 0, read = 0; w < e->word_count; w++) {
      size_t end = e->starts[w + 1];
      e->starts[w] = write;
      for (; read < end; read++)
        if (renamed[e->features[read]] != UINT32_MAX) e->features[write++] = renamed[e->features[read]];
    }
    e->starts[e->word_count] = write;
  }
  bg_free(renamed);
  *count = next;
  return kept;
}

/* ---- the model file
 * ----------------------------------------------------------------------------------------------------- */

static void freeze(const names_trainer *t, const bg_crf *crf, const size_t *kept, bg_buffer *weights,
                   bg_buffer *chain) {
  bg_linear_trainer *linear = bg_linear_trainer_new(BG_LABEL_COUNT);
  for (size_t i = 0; i < crf->feature_count; i++) {
    uint64_t hash = 0;
    memcpy(&hash, bg_map_key(t->index, kept[i]).data, sizeof hash);
    for (unsigned l = 0; l < BG_LABEL_COUNT; l++) {
      float w = crf->weights[i * BG_LABEL_COUNT + l];
      if (w > 0.1F || w < -0.1F) bg_linear_trainer_update(linear, &hash, 1, l, w);
    }
  }
  bg_linear_trainer_tick(linear);
  double scale = bg_linear_trainer_freeze(linear, 0, 2, weights);
  bg_linear_trainer_free(linear);
  bg_label_chain *out = BG_NEW(bg_label_chain);
  out->labels = BG_LABEL_COUNT;
  out->per_unit = (uint32_t)(scale + 0.5);
  for (unsigned from = 0; from <= BG_LABEL_COUNT; from++)
    for (unsigned to = 0; to < BG_LABEL_COUNT; to++) {
      double value = (double)crf->transitions[from][to] * scale;
      out->transitions[from][to] = (int32_t)(value < 0 ? value - 0.5 : value + 0.5);
    }
  bg_buffer_add(chain, (bg_str){(const char *)out, sizeof *out});
  bg_free(out);
}

static bg_status write_model(const char *path, const names_trainer *t, const bg_crf *crf, const size_t *kept,
                             bg_str words, bg_diagnostics *diagnostics) {
  bg_buffer weights = {0}, chain = {0};
  freeze(t, crf, kept, &weights, &chain);
  bg_model_section sections[] = {{BG_LABEL_SECTION_WEIGHTS, bg_buffer_str(&weights)},
                                 {BG_LABEL_SECTION_CHAIN, bg_buffer_str(&chain)},
                                 {BG_LABEL_SECTION_WORDS, words}};
  bg_status status = bg_model_file_write(path, sections, sizeof sections / sizeof *sections, diagnostics);
  bg_buffer_free(&weights);
  bg_buffer_free(&chain);
  return status;
}

/* ---- the command
 * ------------------------------------------------------------------------------------------------------ */

static const struct {
  const char *path;
  bg_names_corpus_kind kind;
  float weight;  /* in training; 0: not used */
  bool measured; /* of a corpus that is trained on: every tenth sentence, which is then held out */
} sources[] = {
    {"names/crossner-politics-train.txt", BG_CORPUS_CROSSNER, 3, false},
    {"names/wikigold.conll", BG_CORPUS_WIKIGOLD, 1, true},
    {"names/uner-ewt-dev.iob2", BG_CORPUS_UNER, 1, false},
    {"treebank/gum-train.conllu", BG_CORPUS_GUM, 1, false},
    {"names/crossner-politics-dev.txt", BG_CORPUS_CROSSNER, 0, true},
    {"names/uner-ewt-test.iob2", BG_CORPUS_UNER, 0, true},
    {"treebank/gum-dev.conllu", BG_CORPUS_GUM, 0, true},
};
enum { SOURCES = sizeof sources / sizeof *sources };

/* "word<TAB>fine<TAB>coarse" a line: the section names.words. */
typedef struct {
  uint32_t hash;
  uint16_t fine;
} hashed_word;

static int by_hash(const void *a, const void *b) {
  uint32_t x = ((const hashed_word *)a)->hash, y = ((const hashed_word *)b)->hash;
  return x < y ? -1 : x > y;
}

static bg_status read_words(const char *path, bg_diagnostics *diagnostics, bg_buffer *section) {
  bg_input *input = NULL;
  bg_str text, line, field;
  BG_TRY(bg_input_open_text(path, diagnostics, &input, &text));
  hashed_word *words = NULL;
  size_t count = 0, capacity = 0, fine_count = 0;
  static uint16_t coarse[UINT16_MAX];
  while (bg_str_split(&text, '\n', &line)) {
    bg_str word;
    if (!bg_str_split(&line, '\t', &word) || !bg_str_split(&line, '\t', &field)) continue;
    BG_GROW(words, capacity, count + 2);
    uint16_t fine = (uint16_t)strtoul(field.data, NULL, 10);
    words[count++] = (hashed_word){bg_word_class_hash(word), fine};
    coarse[fine] = (uint16_t)strtoul(line.data, NULL, 10);
    if (fine >= fine_count) fine_count = fine + 1u;
  }
  bg_input_close(input);
  qsort(words, count, sizeof *words, by_hash);
  if (count % 2) words[count] = words[count - 1], count++;
  uint32_t head[2] = {(uint32_t)count, (uint32_t)fine_count};
  bg_buffer_add(section, (bg_str){(const char *)head, sizeof head});
  for (size_t i = 0; i < count; i++) bg_buffer_add(section, (bg_str){(const char *)&words[i].hash, 4});
  for (size_t i = 0; i < count; i++) bg_buffer_add(section, (bg_str){(const char *)&words[i].fine, 2});
  bg_buffer_add(section, (bg_str){(const char *)coarse, fine_count * 2});
  bg_free(words);
  return BG_OK;
}

static void use_words(bg_str section, bg_word_classes *classes) {
  uint32_t head[2];
  memcpy(head, section.data, sizeof head);
  classes->words = (const uint32_t *)(const void *)(section.data + sizeof head);
  classes->fine = (const uint16_t *)(const void *)(classes->words + head[0]);
  classes->coarse = classes->fine + head[0];
  classes->word_count = head[0];
  classes->fine_count = head[1];
}

typedef struct {
  bg_ontology *ontology;
  bg_gazetteer *gazetteer;
  bg_language *language;
  bg_buffer words; /* the section names.words */
  bg_names_corpus corpora[SOURCES];
} resources;

static bg_status load(resources *r, char **arguments, bg_diagnostics *diagnostics) {
  BG_TRY(read_words(arguments[2], diagnostics, &r->words));
  BG_TRY(bg_ontology_load(arguments[3], diagnostics, &r->ontology));
  BG_TRY(bg_gazetteer_load(arguments[4], r->ontology, diagnostics, &r->gazetteer));
  BG_TRY(bg_language_load(arguments[5], diagnostics, &r->language));
  for (size_t i = 0; i < SOURCES; i++) {
    char *path = bg_path_join(arguments[1], sources[i].path);
    bg_status status = bg_names_corpus_read(path, sources[i].kind, r->gazetteer, diagnostics, &r->corpora[i]);
    bg_free(path);
    if (status != BG_OK) return status;
  }
  return BG_OK;
}

static void release(resources *r) {
  for (size_t i = 0; i < SOURCES; i++) bg_names_corpus_free(&r->corpora[i]);
  bg_buffer_free(&r->words);
  bg_language_free(r->language);
  bg_gazetteer_free(r->gazetteer);
  bg_ontology_free(r->ontology);
}

static bg_status train(const resources *r, const char *path, bg_diagnostics *diagnostics) {
  names_trainer t = {.gazetteer = r->gazetteer, .language = r->language, .index = bg_map_new(), .keys = bg_arena_new()};
  use_words(bg_buffer_str(&r->words), &t.classes);
  for (size_t i = 0; i < SOURCES; i++)
    if (sources[i].weight > 0) add_corpus(&t, &r->corpora[i], sources[i].weight, sources[i].measured);
  bg_crf crf = {0};
  size_t *kept = prune(&t, &crf.feature_count);
  printf("%zu sentences, %zu features of %zu\n", t.example_count, crf.feature_count, bg_map_count(t.index));
  bg_crf_train(&crf, t.examples, t.example_count, &(bg_crf_options){.rounds = 8, .rate = 0.1F, .decay = 1e-3F});
  bg_status status = write_model(path, &t, &crf, kept, bg_buffer_str(&r->words), diagnostics);
  for (size_t i = 0; i < t.example_count; i++) {
    bg_free(t.examples[i].features);
    bg_free(t.examples[i].starts);
    bg_free(t.examples[i].allowed);
    bg_free(t.examples[i].plain);
  }
  bg_free(t.examples);
  bg_free(t.seen);
  bg_free(kept);
  bg_crf_free(&crf);
  bg_map_free(t.index);
  bg_arena_free(t.keys);
  return status;
}

static bg_status measure_all(const resources *r, const char *path, bg_diagnostics *diagnostics) {
  bg_model_file *file = NULL;
  bg_labeller *labeller = NULL;
  bg_status status = bg_model_file_open(path, diagnostics, &file);
  if (status == BG_OK) status = bg_labeller_new(file, diagnostics, &labeller);
  for (size_t i = 0; status == BG_OK && i < SOURCES; i++)
    if (sources[i].measured)
      bg_names_measure(labeller, r->gazetteer, r->language, &r->corpora[i], sources[i].path,
                       sources[i].weight > 0 ? EVERY_TENTH : 1);
  bg_labeller_free(labeller);
  bg_model_file_close(file);
  return status;
}

bg_status bg_train_names(size_t count, char **arguments, bg_diagnostics *diagnostics) {
  if (count != 6) return bg_train_usage("names MODEL CORPORA CLASSES ONTOLOGY GAZETTEER LANGUAGE", diagnostics);
  resources r = {0};
  bg_status status = load(&r, arguments, diagnostics);
  if (status == BG_OK) status = train(&r, arguments[0], diagnostics);
  if (status == BG_OK) status = measure_all(&r, arguments[0], diagnostics);
  release(&r);
  return status;
}
