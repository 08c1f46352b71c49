#include "train/net_data.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "language/tagset.h"

/* ---- what is known by heart ---- */

static bg_str hash_text(const uint64_t *hash) {
  return (bg_str){(const char *)hash, sizeof *hash};
}

static uint64_t word_hash(bg_str form) {
  bg_word_key key;
  bg_word word = {.form = form};
  bg_word_keys(&word, 1, &key);
  return key.lower;
}

static void add_word(bg_lexicon *l, uint64_t hash, const float *vector) {
  bg_str text = bg_arena_str(l->arena, hash_text(&hash));
  if (!bg_map_set(l->words, text, l->count)) return;
  size_t room = l->capacity;
  BG_GROW(l->hashes, room, l->count + 1);
  if (room != l->capacity) {
    l->vectors = bg_realloc_array(l->vectors, room * BG_VECTOR, sizeof *l->vectors);
    l->capacity = room;
  }
  l->hashes[l->count] = hash;
  if (vector) memcpy(l->vectors + l->count * BG_VECTOR, vector, BG_VECTOR * sizeof *vector);
  else memset(l->vectors + l->count * BG_VECTOR, 0, BG_VECTOR * sizeof *vector);
  l->count++;
}

static void add_words(bg_lexicon *l, const bg_corpus *corpus, const bg_vectors *vectors) {
  add_word(l, 0, NULL);
  for (size_t i = 0; i < vectors->count; i++) {
    uint64_t hash = word_hash(bg_map_key(vectors->index, i));
    if (!bg_map_has(l->words, hash_text(&hash))) add_word(l, hash, vectors->values + i * BG_VECTOR);
  }
  bg_map *once = bg_map_new();
  for (size_t i = 0; i < corpus->analysis->word_count; i++) {
    uint64_t hash = word_hash(corpus->analysis->words[i].form);
    if (bg_map_has(l->words, hash_text(&hash))) continue;
    if (bg_map_set(once, bg_arena_str(l->arena, hash_text(&hash)), 1)) continue;
    add_word(l, hash, NULL);
  }
  bg_map_free(once);
}

static size_t tag_of(const bg_lexicon *l, const bg_word *word, bg_buffer *name) {
  bg_buffer_clear(name);
  bg_buffer_printf(name, "%.*s %s", BG_FMT(word->xpos), bg_upos_name(word->upos));
  return bg_map_get(l->tags, bg_buffer_str(name), SIZE_MAX);
}

bg_lexicon bg_lexicon_of(const bg_corpus *corpus, const bg_vectors *vectors) {
  bg_lexicon l = {.words = bg_map_new(), .arena = bg_arena_new(), .tags = bg_map_new()};
  bg_buffer name = {0};
  add_words(&l, corpus, vectors);
  for (size_t i = 0; i < corpus->analysis->word_count; i++)
    if (tag_of(&l, &corpus->analysis->words[i], &name) == SIZE_MAX && bg_map_count(l.tags) < BG_TAGS)
      bg_map_set(l.tags, bg_arena_str(l.arena, bg_buffer_str(&name)), bg_map_count(l.tags));
  l.tag_count = bg_map_count(l.tags);
  bg_buffer_free(&name);
  return l;
}

void bg_lexicon_free(bg_lexicon *l) {
  bg_map_free(l->words);
  bg_map_free(l->tags);
  bg_arena_free(l->arena);
  bg_free(l->hashes);
  bg_free(l->vectors);
}

/* ---- treebanks ---- */

bg_net_data bg_net_data_of(const bg_lexicon *l, const bg_corpus *corpus) {
  const bg_analysis *a = corpus->analysis;
  bg_net_data data = {.corpus = corpus, .words = bg_calloc(a->word_count, sizeof *data.words)};
  bg_word_key *keys = bg_calloc(a->word_count, sizeof *keys);
  bg_buffer name = {0};
  for (size_t s = 0; s < a->sentence_count; s++) {
    const bg_sentence *sentence = &a->sentences[s];
    bg_word_keys(a->words + sentence->first_word, sentence->word_count, keys + sentence->first_word);
    for (size_t i = sentence->first_word; i < sentence->first_word + sentence->word_count; i++) {
      const bg_word *w = &a->words[i];
      size_t tag = tag_of(l, w, &name);
      data.words[i] = (bg_net_word){
          .word = (uint32_t)bg_map_get(l->words, hash_text(&keys[i].lower), 0),
          .head = (uint16_t)(w->head == BG_NO_WORD ? sentence->word_count : w->head),
          .tag = (uint8_t)(tag == SIZE_MAX ? 0 : tag),
          .label = w->deprel,
      };
      memcpy(data.words[i].affix, keys[i].affix, sizeof keys[i].affix);
    }
  }
  bg_free(keys);
  bg_buffer_free(&name);
  return data;
}

void bg_net_data_free(bg_net_data *data) {
  bg_free(data->words);
}

/* ---- batches ---- */

typedef struct {
  uint32_t sentence, place;
} by_length;

static int compare_places(const void *a, const void *b) {
  const by_length *x = a, *y = b;
  if (x->place != y->place) return x->place < y->place ? -1 : 1;
  return (x->sentence > y->sentence) - (x->sentence < y->sentence);
}

bg_net_batches bg_net_batches_of(const bg_net_data *data, size_t words, size_t longest, uint64_t *random) {
  const bg_analysis *a = data->corpus->analysis;
  bg_net_batches b = {0};
  by_length *sorted = bg_calloc(a->sentence_count, sizeof *sorted);
  size_t count = 0;
  for (size_t s = 0; s < a->sentence_count; s++) {
    size_t length = a->sentences[s].word_count;
    if (length == 0 || length > longest) continue;
    /* lengths a little apart may meet, so that batches differ from round to round */
    double shift = random ? (bg_random_unit(random) - 0.5) * (1 + (double)length / 8) : 0;
    sorted[count++] = (by_length){(uint32_t)s, (uint32_t)((shift + (double)length + 1) * 1000)};
  }
  if (count) qsort(sorted, count, sizeof *sorted, compare_places);
  b.sentences = bg_calloc(count, sizeof *b.sentences);
  b.starts = bg_calloc(count + 1, sizeof *b.starts);
  size_t most = 0, start = 0;
  for (size_t i = 0; i < count; i++) {
    size_t length = a->sentences[sorted[i].sentence].word_count;
    b.sentences[i] = sorted[i].sentence;
    if (length > most) most = length;
    if (i > start && most * (i + 1 - start) > words) {
      b.starts[++b.count] = start = i;
      most = length;
    }
  }
  if (count) b.starts[++b.count] = count;
  b.order = bg_calloc(b.count, sizeof *b.order);
  for (size_t i = 0; i < b.count; i++) b.order[i] = (uint32_t)i;
  if (random) bg_shuffle(b.order, b.count, random);
  bg_free(sorted);
  return b;
}

void bg_net_batches_free(bg_net_batches *b) {
  bg_free(b->sentences);
  bg_free(b->starts);
  bg_free(b->order);
}

bg_net_batch bg_net_batch_of(const bg_net_data *data, const bg_net_batches *batches, size_t index) {
  const bg_analysis *a = data->corpus->analysis;
  size_t start = batches->starts[batches->order[index]], n = batches->starts[batches->order[index] + 1] - start;
  size_t *lengths = bg_calloc(n, sizeof *lengths), most = 0;
  for (size_t s = 0; s < n; s++) {
    lengths[s] = a->sentences[batches->sentences[start + s]].word_count;
    if (lengths[s] > most) most = lengths[s];
  }
  bg_net_word *words = bg_calloc(n * most, sizeof *words);
  for (size_t s = 0; s < n; s++)
    for (size_t i = 0; i < lengths[s]; i++)
      words[i * n + s] = data->words[a->sentences[batches->sentences[start + s]].first_word + i];
  return (bg_net_batch){.layout = {.sentences = n, .places = most, .lengths = lengths}, .words = words};
}

void bg_net_batch_free(bg_net_batch *batch) {
  size_t *lengths = (size_t *)(uintptr_t)batch->layout.lengths;
  bg_free(lengths);
  bg_free(batch->words);
}
