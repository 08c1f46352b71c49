/* train greedy DIRECTORY FILE.conllu...: a tagger and a greedy parser. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/map.h"
#include "base/memory.h"
#include "language/greedy.h"
#include "train/corpus.h"
#include "train/linear_train.h"
#include "train/train.h"

enum { TAG_ROUNDS = 8, PARSE_ROUNDS = 8 };

typedef struct {
  const bg_corpus *corpus;
  bg_word_hashes *hashes;
  uint8_t *tags, *gold_tags; /* of words */
  bg_buffer tagset;
  uint32_t tag_count;
  uint32_t *order;
  uint64_t random;
} trainer;

/* Number the tags in order of appearance. */
static void number_tags(trainer *t) {
  bg_map *map = bg_map_new();
  for (size_t i = 0; i < t->corpus->analysis->word_count; i++) {
    const bg_word *w = &t->corpus->analysis->words[i];
    bg_str name = bg_arena_printf(t->corpus->analysis->arena, "%.*s %s", BG_FMT(w->xpos), bg_upos_name(w->upos));
    size_t tag = bg_map_get(map, name, SIZE_MAX);
    if (tag == SIZE_MAX) {
      tag = bg_map_count(map);
      if (tag >= BG_TAGS) tag = 0;
      else bg_buffer_printf(&t->tagset, "%.*s\n", BG_FMT(name));
      bg_map_set(map, name, tag);
    }
    t->gold_tags[i] = (uint8_t)tag;
  }
  t->tag_count = (uint32_t)bg_map_count(map);
  bg_map_free(map);
}

static uint32_t best_of(const float *scores, uint32_t count) {
  uint32_t best = 0;
  for (uint32_t c = 1; c < count; c++)
    if (scores[c] > scores[best]) best = c;
  return best;
}

/* Tag a sentence; learn from it when asked. */
static size_t tag_sentence(trainer *t, bg_linear_trainer *model, const bg_sentence *s, bool learn) {
  const bg_word_hashes *hashes = t->hashes + s->first_word;
  uint8_t *tags = t->tags + s->first_word, *gold = t->gold_tags + s->first_word;
  size_t right = 0;
  for (size_t i = 0; i < s->word_count; i++) {
    uint64_t features[BG_TAG_FEATURES];
    float scores[BG_LINEAR_CLASSES] = {0};
    size_t n = bg_tag_features(hashes, tags, s->word_count, i, features);
    bg_linear_trainer_score(model, features, n, scores);
    tags[i] = (uint8_t)best_of(scores, t->tag_count);
    right += tags[i] == gold[i];
    if (learn && tags[i] != gold[i]) {
      bg_linear_trainer_update(model, features, n, gold[i], 1);
      bg_linear_trainer_update(model, features, n, tags[i], -1);
    }
    if (learn) bg_linear_trainer_tick(model);
  }
  return right;
}

/* fold: learn from sentences that are not in it, 2 for all. */
static bg_linear_trainer *train_tagger(trainer *t, uint32_t fold) {
  bg_linear_trainer *model = bg_linear_trainer_new(t->tag_count);
  size_t sentences = t->corpus->analysis->sentence_count;
  for (int round = 0; round < TAG_ROUNDS; round++) {
    size_t right = 0;
    bg_shuffle(t->order, sentences, &t->random);
    for (size_t i = 0; i < sentences; i++)
      if (t->order[i] % 2 != fold) right += tag_sentence(t, model, &t->corpus->analysis->sentences[t->order[i]], true);
    printf("tagger: fold %u, round %d: %zu right\n", fold, round + 1, right);
    fflush(stdout);
  }
  return model;
}

/* ---- parsing ---- */

static uint32_t gold_head(const trainer *t, const bg_sentence *s, size_t i) {
  uint32_t head = t->corpus->analysis->words[s->first_word + i].head;
  return head == BG_NO_WORD ? (uint32_t)s->word_count : head;
}

/* Arcs of the gold tree that a transition makes unreachable (Goldberg and Nivre 2013). */
static unsigned cost(const trainer *t, const bg_sentence *s, const bg_parse_state *p, int kind) {
  unsigned lost = 0;
  uint32_t b = (uint32_t)p->next;
  if (kind == BG_SHIFT) {
    uint32_t head = gold_head(t, s, b);
    for (size_t i = 0; i < p->depth; i++) {
      lost += gold_head(t, s, p->stack[i]) == b;
      lost += i + 1 < p->depth && p->stack[i] == head;
    }
    return lost;
  }
  uint32_t top = p->stack[p->depth - 1], head = gold_head(t, s, top);
  for (uint32_t i = b; i < s->word_count; i++) lost += gold_head(t, s, i) == top;
  if (kind == BG_RIGHT) return lost + (head >= b);
  return lost + (head != b && (head > b || (p->depth >= 2 && head == p->stack[p->depth - 2])));
}

static bool is_best(const trainer *t, const bg_sentence *s, const bg_parse_state *p, const unsigned costs[3],
                    uint32_t c) {
  int kind = c == 0 ? BG_SHIFT : (c - 1) & 1 ? BG_RIGHT : BG_LEFT;
  unsigned least = costs[0];
  for (int k = 1; k < 3; k++)
    if (costs[k] < least) least = costs[k];
  if (costs[kind] != least || costs[kind] == 1000000) return false;
  if (kind == BG_SHIFT) return true;
  uint32_t child = p->stack[p->depth - 1], head = kind == BG_RIGHT ? p->stack[p->depth - 2] : (uint32_t)p->next;
  return gold_head(t, s, child) != head || t->corpus->analysis->words[s->first_word + child].deprel == (c - 1) / 2;
}

static bool is_allowed(const bg_parse_state *p, uint32_t c) {
  return bg_parse_allowed(p, c == 0 ? BG_SHIFT : (c - 1) & 1 ? BG_RIGHT : BG_LEFT);
}

static void learn_parse(trainer *t, bg_linear_trainer *model, const bg_sentence *s, int round) {
  bg_parse_state *p = bg_parse_state_new(s->word_count);
  while (!bg_parse_done(p)) {
    uint64_t features[BG_ARC_FEATURES];
    float scores[BG_LINEAR_CLASSES] = {0};
    unsigned costs[3];
    size_t n = bg_arc_features(p, t->hashes + s->first_word, t->tags + s->first_word, features);
    bg_linear_trainer_score(model, features, n, scores);
    for (int k = 0; k < 3; k++) costs[k] = bg_parse_allowed(p, k) ? cost(t, s, p, k) : 1000000;
    uint32_t best = BG_TRANSITIONS, gold = BG_TRANSITIONS;
    for (uint32_t c = 0; c < BG_TRANSITIONS; c++) {
      if (!is_allowed(p, c)) continue;
      if (best == BG_TRANSITIONS || scores[c] > scores[best]) best = c;
      if (is_best(t, s, p, costs, c) && (gold == BG_TRANSITIONS || scores[c] > scores[gold])) gold = c;
    }
    if (best != gold && !is_best(t, s, p, costs, best)) {
      bg_linear_trainer_update(model, features, n, gold, 1);
      bg_linear_trainer_update(model, features, n, best, -1);
    }
    bg_linear_trainer_tick(model);
    bg_parse_apply(p, round > 0 && bg_random_unit(&t->random) < 0.9 ? best : gold);
  }
  bg_parse_state_free(p);
}

static bg_linear_trainer *train_parser(trainer *t) {
  bg_linear_trainer *model = bg_linear_trainer_new(BG_TRANSITIONS);
  size_t sentences = t->corpus->analysis->sentence_count;
  for (int round = 0; round < PARSE_ROUNDS; round++) {
    bg_shuffle(t->order, sentences, &t->random);
    for (size_t i = 0; i < sentences; i++) learn_parse(t, model, &t->corpus->analysis->sentences[t->order[i]], round);
    printf("parser: round %d\n", round + 1);
    fflush(stdout);
  }
  return model;
}

static bg_status save(const char *directory, const char *name, bg_str bytes, bg_diagnostics *diagnostics) {
  char *path = bg_path_join(directory, name);
  bg_status status = bg_write_file(path, bytes, diagnostics);
  bg_free(path);
  return status;
}

static bg_status save_model(const char *directory, const char *name, bg_linear_trainer *model,
                            bg_diagnostics *diagnostics) {
  bg_buffer section = {0};
  bg_linear_trainer_freeze(model, 4, 60, &section);
  bg_status status = save(directory, name, bg_buffer_str(&section), diagnostics);
  bg_buffer_free(&section);
  bg_linear_trainer_free(model);
  return status;
}

static bg_status train(trainer *t, const char *directory, bg_diagnostics *diagnostics) {
  const bg_analysis *a = t->corpus->analysis;
  t->hashes = bg_calloc(a->word_count, sizeof *t->hashes);
  t->tags = bg_calloc(a->word_count, 1);
  t->gold_tags = bg_calloc(a->word_count, 1);
  t->order = bg_calloc(a->sentence_count, sizeof *t->order);
  for (size_t i = 0; i < a->sentence_count; i++) t->order[i] = (uint32_t)i;
  bg_hash_words(a->words, a->word_count, t->hashes);
  number_tags(t);
  bg_status status = save(directory, "tags", bg_buffer_str(&t->tagset), diagnostics);
  if (status == BG_OK) status = save_model(directory, "tagger", train_tagger(t, 2), diagnostics);
  for (uint32_t fold = 0; status == BG_OK && fold < 2; fold++) {
    bg_linear_trainer *model = train_tagger(t, fold);
    for (size_t i = fold; i < a->sentence_count; i += 2) tag_sentence(t, model, &a->sentences[i], false);
    bg_linear_trainer_free(model);
  }
  if (status == BG_OK) status = save_model(directory, "parser", train_parser(t), diagnostics);
  bg_free(t->hashes);
  bg_free(t->tags);
  bg_free(t->gold_tags);
  bg_free(t->order);
  bg_buffer_free(&t->tagset);
  return status;
}

bg_status bg_train_greedy(size_t count, char **arguments, bg_diagnostics *diagnostics) {
  if (count < 2) return bg_train_usage("greedy DIRECTORY FILE.conllu...", diagnostics);
  bg_corpus corpus;
  bg_status status = bg_corpus_read(arguments + 1, count - 1, diagnostics, &corpus);
  trainer t = {.corpus = &corpus, .random = 1};
  if (status == BG_OK) status = train(&t, arguments[0], diagnostics);
  bg_corpus_free(&corpus);
  return status;
}
