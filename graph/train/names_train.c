/* train names MODEL CORPORA ONTOLOGY GAZETTEER LANGUAGE CLUSTERS: make data/models/names.model. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/map.h"
#include "base/memory.h"
#include "extract/labeller.h"
#include "language/language.h"
#include "language/segment.h"
#include "train/linear_train.h"
#include "train/names_corpus.h"
#include "train/names_crf.h"
#include "train/train.h"

enum { LEAST_SEEN = 2, EVERY_TENTH = 10 };

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

static void analyse(const names_trainer *t, const bg_names_corpus *corpus, size_t sentence, bg_analysis *analysis) {
  const bg_gold_sentence *s = &corpus->sentences[sentence];
  bg_analysis_clear(analysis);
  (void)t;
  bg_str text = bg_buffer_str(&corpus->text);
#ifdef HAVE_LANGUAGE
  if (t->language) bg_language_analyse(t->language, text, s->start, s->end, 0, analysis);
  else
#endif
    bg_segment(text, s->start, s->end, 0, analysis);
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

static void add_example(names_trainer *t, const bg_names_corpus *corpus, size_t gold, const bg_analysis *analysis,
                        size_t sentence, bg_label_features *f, float weight) {
  bg_label_features_of(&t->classes, t->gazetteer, analysis, sentence, f);
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
    analyse(t, corpus, i, analysis);
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
      if (w > 0.004F || w < -0.004F) bg_linear_trainer_update(linear, &hash, 1, l, w);
    }
  }
  bg_linear_trainer_tick(linear);
  double scale = bg_linear_trainer_freeze(linear, 0, 1, weights);
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

/* ---- measuring
 * -------------------------------------------------------------------------------------------------------- */

typedef struct {
  size_t right, offered, gold;
} score;

static void print_score(const char *label, score s) {
  double p = s.offered ? (double)s.right / (double)s.offered : 0, r = s.gold ? (double)s.right / (double)s.gold : 0;
  printf("%-28s %5zu gold  P %5.1f  R %5.1f  F1 %5.1f\n", label, s.gold, 100 * p, 100 * r,
         p + r > 0 ? 200 * p * r / (p + r) : 0);
}

static const struct {
  bg_name_kind kind;
  bg_fine_kind fine;
} shown[BG_TYPE_COUNT] = {
    {BG_KIND_PERSON, BG_FINE_NONE},        {BG_KIND_PERSON, BG_FINE_POLITICIAN}, {BG_KIND_ORGANIZATION, BG_FINE_NONE},
    {BG_KIND_ORGANIZATION, BG_FINE_PARTY}, {BG_KIND_PLACE, BG_FINE_NONE},        {BG_KIND_PLACE, BG_FINE_COUNTRY},
    {BG_KIND_EVENT, BG_FINE_NONE},         {BG_KIND_EVENT, BG_FINE_ELECTION},    {BG_KIND_INITIATIVE, BG_FINE_NONE},
    {BG_KIND_GROUP, BG_FINE_NONE},         {BG_KIND_OTHER, BG_FINE_NONE}};

static unsigned type_of_answer(const bg_labelled_name *name) {
  for (unsigned k = 0; k < BG_TYPE_COUNT; k++)
    if (shown[k].kind == name->kind && shown[k].fine == name->fine) return k;
  return BG_TYPE_OTHER;
}

/* person, organisation, place, event; the rest is left out */
static unsigned collapsed(unsigned types) {
  unsigned groups = 0;
  if (types & (1u << BG_TYPE_PERSON | 1u << BG_TYPE_POLITICIAN)) groups |= 1;
  if (types & (1u << BG_TYPE_ORGANIZATION | 1u << BG_TYPE_PARTY)) groups |= 2;
  if (types & (1u << BG_TYPE_PLACE | 1u << BG_TYPE_COUNTRY)) groups |= 4;
  if (types & (1u << BG_TYPE_EVENT | 1u << BG_TYPE_ELECTION)) groups |= 8;
  return types & ~0xffu ? 0 : groups;
}

static void measure(const names_trainer *t, const bg_labeller *labeller, const bg_names_corpus *corpus,
                    const char *label, size_t every) {
  static const char *const type_names[] = {"person", "politician", "organization", "party", "place", "country",
                                           "event",  "election",   "initiative",   "group", "other"};
  score spans = {0}, four = {0}, native = {0}, by_type[BG_TYPE_COUNT] = {0};
  bg_analysis *analysis = bg_analysis_new();
  bg_labelled_name *names = NULL;
  size_t capacity = 0;
  for (size_t i = 0; i < corpus->sentence_count; i += every) {
    analyse(t, corpus, i, analysis);
    size_t count = 0;
    for (size_t s = 0; s < analysis->sentence_count; s++)
      bg_labeller_label(labeller, t->gazetteer, analysis, s, &names, &count, &capacity);
    const bg_gold_sentence *g = &corpus->sentences[i];
    for (size_t k = g->first_name; k < g->first_name + g->name_count; k++) {
      if (corpus->names[k].types == BG_ANY_TYPE) continue;
      spans.gold++;
      native.gold++;
      four.gold += collapsed(corpus->names[k].types) != 0;
      for (unsigned ty = 0; ty < BG_TYPE_COUNT; ty++)
        if (corpus->names[k].types >> ty & 1) by_type[ty].gold++;
    }
    for (size_t a = 0; a < count; a++) {
      unsigned type = type_of_answer(&names[a]), group = collapsed(1u << type);
      size_t start = analysis->words[names[a].first_word].start, end = analysis->words[names[a].end_word - 1].end;
      spans.offered++;
      native.offered++;
      four.offered += group != 0;
      by_type[type].offered++;
      const char *verdict = "FALSE";
      for (size_t k = g->first_name; k < g->first_name + g->name_count; k++) {
        const bg_gold_name *n = &corpus->names[k];
        if (n->start != start || n->end != end) continue;
        spans.right++;
        bool right = n->types >> type & 1;
        native.right += right;
        by_type[type].right += right;
        four.right += group && (collapsed(n->types) & group);
        verdict = right ? "right" : "type";
      }
      if (getenv("NAMES_VERBOSE"))
        printf("%s\t%s\t%.3f\t%.*s\n", verdict, type_names[type], names[a].confidence, (int)(end - start),
               corpus->text.data + start);
    }
  }
  printf("== %s\n", label);
  print_score("  spans", spans);
  print_score("  four types", four);
  print_score("  all types", native);
  for (unsigned ty = 0; ty < BG_TYPE_COUNT; ty++)
    if (by_type[ty].gold + by_type[ty].offered) print_score(type_names[ty], by_type[ty]);
  bg_free(names);
  bg_analysis_free(analysis);
}

/* ---- the command
 * ------------------------------------------------------------------------------------------------------ */

static const struct {
  const char *path;
  bg_names_corpus_kind kind;
  float weight; /* in training; 0: measured only */
} sources[] = {
    {"names/crossner-politics-train.txt", BG_CORPUS_CROSSNER, 3},
    {"names/wikigold.conll", BG_CORPUS_WIKIGOLD, 1},
    {"names/uner-ewt-dev.iob2", BG_CORPUS_UNER, 1},
    {"treebank/gum-train.conllu", BG_CORPUS_GUM, 1},
    {"names/crossner-politics-dev.txt", BG_CORPUS_CROSSNER, 0},
    {"names/uner-ewt-test.iob2", BG_CORPUS_UNER, 0},
    {"treebank/gum-dev.conllu", BG_CORPUS_GUM, 0},
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

bg_status bg_train_names(size_t count, char **arguments, bg_diagnostics *diagnostics) {
  if (count < 3) return bg_train_usage("names MODEL CORPORA CLUSTERS [GAZETTEER ONTOLOGY LANGUAGE]", diagnostics);
  names_trainer t = {.index = bg_map_new(), .keys = bg_arena_new()};
  bg_ontology *ontology = NULL;
  bg_gazetteer *gazetteer = NULL;
  bg_language *language = NULL;
  if (count > 4) {
    BG_TRY(bg_ontology_load(arguments[4], diagnostics, &ontology));
    BG_TRY(bg_gazetteer_load(arguments[3], ontology, diagnostics, &gazetteer));
    t.gazetteer = gazetteer;
  }
  if (count > 5) {
#ifdef HAVE_LANGUAGE
    BG_TRY(bg_language_load(arguments[5], diagnostics, &language));
#endif
    t.language = language;
  }
  bg_buffer words = {0};
  BG_TRY(read_words(arguments[2], diagnostics, &words));
  use_words(bg_buffer_str(&words), &t.classes);
  bg_names_corpus corpora[SOURCES] = {0};
  for (size_t i = 0; i < SOURCES; i++) {
    char *path = bg_path_join(arguments[1], sources[i].path);
    BG_TRY(bg_names_corpus_read(path, sources[i].kind, t.gazetteer, diagnostics, &corpora[i]));
    bg_free(path);
    printf("%s: %zu sentences, %zu names\n", sources[i].path, corpora[i].sentence_count, corpora[i].name_count);
    if (sources[i].weight > 0) add_corpus(&t, &corpora[i], sources[i].weight, sources[i].kind == BG_CORPUS_WIKIGOLD);
  }
  bg_crf crf = {0};
  size_t *kept = prune(&t, &crf.feature_count);
  printf("%zu examples, %zu features of %zu\n", t.example_count, crf.feature_count, bg_map_count(t.index));
  bg_crf_train(&crf, t.examples, t.example_count, &(bg_crf_options){.rounds = 12, .rate = 0.1F, .decay = 1e-3F});
  BG_TRY(write_model(arguments[0], &t, &crf, kept, bg_buffer_str(&words), diagnostics));
  bg_model_file *file = NULL;
  bg_labeller *labeller = NULL;
  BG_TRY(bg_model_file_open(arguments[0], diagnostics, &file));
  BG_TRY(bg_labeller_new(file, diagnostics, &labeller));
  for (size_t i = 0; i < SOURCES; i++)
    if (sources[i].weight == 0 || sources[i].kind == BG_CORPUS_WIKIGOLD)
      measure(&t, labeller, &corpora[i], sources[i].path, sources[i].weight == 0 ? 1 : EVERY_TENTH);
  return BG_OK;
}
