#include "extract/gazetteer.h"

#include <stdlib.h>

#include "base/map.h"
#include "base/memory.h"
#include "extract/gazetteer_parts.h"
#include "text/name_key.h"

/* In the index: a key that is only the beginning of names. */
#define BEGINNING SIZE_MAX

enum {
  MOST_WORDS = 24,      /* of a name, punctuation counted */
  SHORTEST_HEADLINE = 4 /* letters; what is shorter and in capitals is an abbreviation */
};

typedef struct {
  size_t first, count; /* into the senses */
} sense_range;

struct bg_gazetteer {
  gazetteer_parts parts;
  bg_sense *senses;
  size_t sense_count, sense_capacity;
  sense_range *names; /* a known spelling's senses */
  size_t name_count, name_capacity;
  /* Keys of names, and every beginning of them that ends between two words: the index of the name, or BEGINNING. Names
   * that are written small have small keys, the others keep their capitals, so that one map serves both. */
  bg_map *index;
};

/* ---- building the index ---- */

/* A label under one of its keys. */
typedef struct {
  bg_str key;
  size_t label;
} keyed_label;

typedef struct {
  bg_gazetteer *gazetteer;
  keyed_label *keyed;
  size_t count, capacity;
} builder;

static void add_key(builder *b, bg_str key, size_t label) {
  BG_GROW(b->keyed, b->capacity, b->count + 1);
  b->keyed[b->count++] = (keyed_label){key, label};
}

static bool is_small(char c) {
  return c >= 'a' && c <= 'z';
}

static bool has_capital(bg_str key) {
  for (size_t i = 0; i < key.len; i++)
    if (key.data[i] >= 'A' && key.data[i] <= 'Z') return true;
  return false;
}

/* "al-Shabaab" begins a sentence as "Al-Shabaab". */
static void add_capitalised(builder *b, size_t label) {
  bg_str key = b->gazetteer->parts.labels[label].key;
  if (!is_small(key.data[0]) || !has_capital(key)) return;
  bg_str copy = bg_arena_str(b->gazetteer->parts.arena, key);
  ((char *)copy.data)[0] = (char)(key.data[0] - 'a' + 'A');
  add_key(b, copy, label);
}

/* Brings equal keys together; by length first, which needs no look at the keys. */
static int by_key(const void *a, const void *b) {
  const keyed_label *x = a, *y = b;
  if (x->key.len != y->key.len) return x->key.len < y->key.len ? -1 : 1;
  int order = bg_str_compare(x->key, y->key);
  if (order) return order;
  return x->label < y->label ? -1 : x->label > y->label;
}

/* Both may be meant by one name without harm: a part and its whole. A common noun is nobody else's name. */
static bool agrees(const bg_gazetteer *g, size_t concept, size_t whole) {
  const bg_concept *c = &g->parts.concepts[concept];
  bool fine = concept == whole || c->common;
  for (size_t i = 0; !fine && i < c->part_of_count; i++) fine = c->part_of[i] == whole;
  return fine;
}

/* True when the others agree with one of the concepts. */
static bool is_one_family(const bg_gazetteer *g, const sense_range *range) {
  const bg_sense *senses = &g->senses[range->first];
  for (size_t i = 0; i < range->count; i++) {
    size_t agreeing = 0;
    for (size_t k = 0; k < range->count; k++) agreeing += agrees(g, senses[k].concept, senses[i].concept);
    if (agreeing == range->count) return true;
  }
  return false;
}

/* One sense a concept: the first kind that a file gives, ambiguous when any label says so. */
static void add_sense(bg_gazetteer *g, sense_range *range, bg_sense sense) {
  for (size_t i = 0; i < range->count; i++) {
    bg_sense *known = &g->senses[range->first + i];
    if (known->concept != sense.concept) continue;
    known->ambiguous |= sense.ambiguous;
    return;
  }
  BG_GROW(g->senses, g->sense_capacity, g->sense_count + 1);
  g->senses[g->sense_count++] = sense;
  range->count++;
}

static void add_labels(bg_gazetteer *g, sense_range *range, const keyed_label *keyed, size_t count) {
  for (size_t i = 0; i < count; i++) {
    const name_label *l = &g->parts.labels[keyed[i].label];
    add_sense(g, range, (bg_sense){.concept = l->concept, .kind = l->kind, .ambiguous = l->ambiguous});
  }
}

/* What a name that is written small means, it means with capitals too. */
static void add_small_senses(bg_gazetteer *g, sense_range *range, bg_str key, bg_buffer *small) {
  bg_buffer_clear(small);
  if (!bg_name_key_lower(key, small)) return;
  size_t name = bg_map_get(g->index, bg_buffer_str(small), BEGINNING);
  if (name == BEGINNING) return;
  sense_range other = g->names[name];
  for (size_t i = 0; i < other.count; i++) add_sense(g, range, g->senses[other.first + i]);
}

static bool is_word_byte(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c & 0x80);
}

/* Before the names themselves, which take the place of beginnings that are names too. */
static void add_beginnings(bg_map *index, bg_str key) {
  for (size_t i = 1; i < key.len; i++)
    if (!is_word_byte(key.data[i - 1]) || !is_word_byte(key.data[i]))
      bg_map_set(index, (bg_str){key.data, i}, BEGINNING);
}

/* States first, since most texts mean them, and common nouns last; else in the order of the files. */
static int rank(const bg_gazetteer *g, const bg_sense *sense) {
  const bg_concept *c = &g->parts.concepts[sense->concept];
  return bg_str_is(c->type, "State") ? 0 : c->common ? 2 : 1;
}

static void sort_senses(bg_gazetteer *g, const sense_range *range) {
  bg_sense *senses = &g->senses[range->first];
  for (size_t i = 1; i < range->count; i++) {
    bg_sense sense = senses[i];
    size_t at = i;
    for (; at > 0 && rank(g, &sense) < rank(g, &senses[at - 1]); at--) senses[at] = senses[at - 1];
    senses[at] = sense;
  }
}

static void add_name(bg_gazetteer *g, const keyed_label *keyed, size_t count, bg_buffer *small) {
  sense_range range = {.first = g->sense_count};
  add_labels(g, &range, keyed, count);
  add_small_senses(g, &range, keyed->key, small);
  sort_senses(g, &range);
  bool marked = false;
  for (size_t i = 0; i < range.count; i++) marked |= g->senses[range.first + i].ambiguous;
  bool ambiguous = marked || (range.count > 1 && !is_one_family(g, &range));
  for (size_t i = 0; i < range.count; i++) g->senses[range.first + i].ambiguous = ambiguous;
  BG_GROW(g->names, g->name_capacity, g->name_count + 1);
  g->names[g->name_count] = range;
  bg_map_set(g->index, keyed->key, g->name_count++);
}

/* Names that are written small first: the others look for theirs. */
static void add_names(builder *b, bool capitals) {
  bg_buffer small = {0};
  for (size_t i = 0; i < b->count;) {
    size_t first = i;
    while (i < b->count && bg_str_equal(b->keyed[i].key, b->keyed[first].key)) i++;
    if (has_capital(b->keyed[first].key) == capitals) add_name(b->gazetteer, &b->keyed[first], i - first, &small);
  }
  bg_buffer_free(&small);
}

static void build_index(bg_gazetteer *g) {
  builder b = {.gazetteer = g};
  for (size_t i = 0; i < g->parts.label_count; i++) {
    add_key(&b, g->parts.labels[i].key, i);
    add_capitalised(&b, i);
  }
  if (b.count) qsort(b.keyed, b.count, sizeof *b.keyed, by_key);
  for (size_t i = 0; i < b.count; i++) add_beginnings(g->index, b.keyed[i].key);
  add_names(&b, false);
  add_names(&b, true);
  bg_free(b.keyed);
}

bg_status bg_gazetteer_load(const char *directory, const bg_ontology *ontology, bg_diagnostics *diagnostics,
                            bg_gazetteer **result) {
  *result = NULL;
  bg_gazetteer *gazetteer = BG_NEW(bg_gazetteer);
  gazetteer->parts.arena = bg_arena_new();
  gazetteer->index = bg_map_new();
  bg_status status = gazetteer_read(directory, ontology, diagnostics, &gazetteer->parts);
  if (status != BG_OK) {
    bg_gazetteer_free(gazetteer);
    return status;
  }
  build_index(gazetteer);
  *result = gazetteer;
  return BG_OK;
}

void bg_gazetteer_free(bg_gazetteer *gazetteer) {
  if (!gazetteer) return;
  bg_arena_free(gazetteer->parts.arena);
  bg_free(gazetteer->parts.concepts);
  bg_free(gazetteer->parts.labels);
  bg_free(gazetteer->senses);
  bg_free(gazetteer->names);
  bg_map_free(gazetteer->index);
  bg_free(gazetteer);
}

size_t bg_gazetteer_count(const bg_gazetteer *gazetteer) {
  return gazetteer->parts.concept_count;
}

const bg_concept *bg_gazetteer_concept(const bg_gazetteer *gazetteer, size_t index) {
  return &gazetteer->parts.concepts[index];
}

/* ---- looking names up ---- */

static bool has_small(bg_str key) {
  for (size_t i = 0; i < key.len; i++)
    if (is_small(key.data[i])) return true;
  return false;
}

/* "united states of america" to "United States of America". */
static void capitalise(bg_buffer *small) {
  static const char *const particles[] = {"of", "and", "the", "for", "in", "on", "de", "al", "el"};
  for (size_t from = 0, to; from < small->len; from = to + 1) {
    for (to = from; to < small->len && small->data[to] != ' ';) to++;
    bg_str word = {small->data + from, to - from};
    bool particle = false;
    for (size_t i = 0; i < sizeof particles / sizeof *particles; i++) particle |= bg_str_is(word, particles[i]);
    if (word.len && is_small(word.data[0]) && !(particle && from > 0))
      small->data[from] = (char)(small->data[from] - 'a' + 'A');
  }
}

/* What is known of a stretch of text: is it a name, or the beginning of one. */
typedef struct {
  size_t name; /* BEGINNING when it is none */
  bool goes_on;
} finding;

typedef struct {
  bg_buffer raw, key, other;
} spelling;

static void free_spelling(spelling *s) {
  bg_buffer_free(&s->raw);
  bg_buffer_free(&s->key);
  bg_buffer_free(&s->other);
}

/* What is known under one more spelling of the same words; the first name that is found stays. */
static void look_up_as(const bg_gazetteer *g, bg_str key, finding *found) {
  size_t name = bg_map_get(g->index, key, BEGINNING);
  if (found->name == BEGINNING) found->name = name;
  found->goes_on |= name != BEGINNING || bg_map_has(g->index, key);
}

/* As written; written small; and what is written in capitals throughout, as headings and datelines are, as a name. */
static finding look_up(const bg_gazetteer *g, bg_str raw, spelling *s) {
  finding found = {.name = BEGINNING};
  bg_buffer_clear(&s->key);
  bg_name_key(raw, &s->key);
  bg_str key = bg_buffer_str(&s->key);
  if (!key.len) return found;
  look_up_as(g, key, &found);
  bg_buffer_clear(&s->other);
  if (!bg_name_key_lower(key, &s->other)) return found;
  look_up_as(g, bg_buffer_str(&s->other), &found);
  if (key.len < SHORTEST_HEADLINE || has_small(key)) return found;
  capitalise(&s->other);
  look_up_as(g, bg_buffer_str(&s->other), &found);
  return found;
}

static const bg_sense *senses_of(const bg_gazetteer *g, size_t name, size_t *count) {
  *count = g->names[name].count;
  return &g->senses[g->names[name].first];
}

const bg_sense *bg_gazetteer_senses(const bg_gazetteer *gazetteer, bg_str name, size_t *count) {
  spelling s = {0};
  finding found = look_up(gazetteer, name, &s);
  free_spelling(&s);
  *count = 0;
  return found.name == BEGINNING ? NULL : senses_of(gazetteer, found.name, count);
}

/* The longest name from a word on: number of words, and the name. */
static size_t longest(const bg_gazetteer *g, const bg_word *words, size_t count, spelling *s, size_t *name) {
  size_t length = 0, key_len = 0;
  bg_buffer_clear(&s->raw);
  for (size_t i = 0; i < count && i < MOST_WORDS; i++) {
    bg_buffer_add(&s->raw, words[i].form);
    finding found = look_up(g, bg_buffer_str(&s->raw), s);
    if (!found.goes_on) break;
    /* A hyphen or full stop behind a name is no part of it: it adds nothing to the key. */
    if (found.name != BEGINNING && s->key.len > key_len) {
      *name = found.name;
      length = i + 1;
    }
    key_len = s->key.len;
    if (words[i].space_after) bg_buffer_putc(&s->raw, ' ');
  }
  return length;
}

static bool is_article(bg_str form) {
  return bg_str_is(form, "the") || bg_str_is(form, "The") || bg_str_is(form, "THE");
}

size_t bg_gazetteer_match(const bg_gazetteer *gazetteer, const bg_analysis *analysis, size_t sentence, size_t word,
                          const bg_sense **senses, size_t *sense_count) {
  const bg_sentence *in = &analysis->sentences[sentence];
  const bg_word *words = &analysis->words[word];
  size_t count = in->first_word + in->word_count - word;
  spelling s = {0};
  size_t name = BEGINNING, behind = BEGINNING;
  size_t length = longest(gazetteer, words, count, &s, &name);
  /* "the Gulf" is no name in "the Gulf Cooperation Council". */
  if (length && is_article(words[0].form) && 1 + longest(gazetteer, words + 1, count - 1, &s, &behind) > length)
    length = 0;
  free_spelling(&s);
  *senses = NULL;
  *sense_count = 0;
  if (length) *senses = senses_of(gazetteer, name, sense_count);
  return length;
}
