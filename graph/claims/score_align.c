/* Which entity of the system is which of the gold. */
#include <stdint.h>
#include <stdlib.h>

#include "base/memory.h"
#include "claims/score_parts.h"
#include "text/name_key.h"

/* ---- keys ---- */

bg_str bg_score_span_key(bg_arena *arena, const bg_mark *mention, bool typed) {
  bg_buffer key = {0};
  for (size_t i = 0; i < mention->span_count; i++)
    bg_buffer_printf(&key, " %zu-%zu", mention->spans[i].start, mention->spans[i].end);
  if (typed) bg_buffer_printf(&key, "\t%.*s", BG_FMT(mention->type));
  bg_str kept = bg_arena_str(arena, bg_buffer_str(&key));
  bg_buffer_free(&key);
  return kept;
}

static bg_str small_letters(bg_arena *arena, bg_str text) {
  bg_buffer key = {0}, lower = {0};
  bg_name_key(text, &key);
  bool changed = bg_name_key_lower(bg_buffer_str(&key), &lower);
  bg_str kept = bg_arena_str(arena, bg_buffer_str(changed ? &lower : &key));
  bg_buffer_free(&key);
  bg_buffer_free(&lower);
  return kept;
}

bg_map *bg_score_words(bg_arena *arena, bg_str text) {
  bg_map *words = bg_map_new();
  bg_str rest = small_letters(arena, text), word;
  while (bg_str_split(&rest, ' ', &word))
    if (word.len > 3) bg_map_set(words, word, 1);
  return words;
}

size_t bg_score_common_words(const bg_map *words, const bg_map *others) {
  size_t common = 0;
  for (size_t i = 0; i < bg_map_count(words); i++) common += bg_map_has(others, bg_map_key(words, i));
  return common;
}

/* ---- by keys ---- */

/* What two entities have in common, and how much it says. */
enum { SAME_WIKIDATA = 1000, SAME_LABEL = 100, SAME_ID = 10, SAME_NAME = 10, SAME_SPAN = 1 };

typedef struct {
  size_t gold, system, weight;
} candidate;

typedef struct {
  bg_arena *arena;
  bg_map *keys;   /* of the gold to the first of `owners` */
  size_t *owners; /* gold entity */
  size_t *next;   /* the next owner of the same key, or SIZE_MAX */
  size_t owner_count, owner_capacity, next_capacity;
  bg_map *pairs; /* "gold system" to candidate */
  candidate *candidates;
  size_t candidate_count, candidate_capacity;
  const bg_judged_document *document;
} aligner;

static bg_str key_of(aligner *a, char kind, bg_str value) {
  return bg_arena_printf(a->arena, "%c%.*s", kind, BG_FMT(value));
}

/* Without case, accents, points, and an article at the start. */
static bg_str name_key(aligner *a, bg_str name) {
  bg_str folded = small_letters(a->arena, name);
  if (bg_str_starts(folded, BG_STR("the "))) folded = bg_str_slice(folded, 4, folded.len);
  return key_of(a, 'n', folded);
}

static void own(aligner *a, bg_str key, size_t gold) {
  BG_GROW(a->owners, a->owner_capacity, a->owner_count + 1);
  BG_GROW(a->next, a->next_capacity, a->owner_count + 1);
  size_t first = bg_map_get(a->keys, key, SIZE_MAX);
  if (first != SIZE_MAX && a->owners[first] == gold) return;
  a->owners[a->owner_count] = gold;
  a->next[a->owner_count] = first;
  bg_map_set(a->keys, key, a->owner_count++);
}

static void share(aligner *a, bg_str key, size_t system, size_t weight) {
  for (size_t i = bg_map_get(a->keys, key, SIZE_MAX); i != SIZE_MAX; i = a->next[i]) {
    bg_str pair = bg_arena_printf(a->arena, "%zu %zu", a->owners[i], system);
    size_t index = bg_map_get(a->pairs, pair, SIZE_MAX);
    if (index == SIZE_MAX) {
      index = a->candidate_count++;
      BG_GROW(a->candidates, a->candidate_capacity, index + 1);
      a->candidates[index] = (candidate){a->owners[i], system, 0};
      bg_map_set(a->pairs, pair, index);
    }
    a->candidates[index].weight += weight;
  }
}

/* All keys of one entity: told to `own` for the gold, to `share` for the system. */
static void visit(aligner *a, const bg_entity *e, size_t index, bool gold) {
  bg_str label = name_key(a, e->label);
  bg_str wikidata = e->wikidata.len ? key_of(a, 'w', e->wikidata) : BG_STR_EMPTY;
  bg_str labelled = key_of(a, 'l', label), id = key_of(a, 'i', e->id);
  if (gold) {
    if (wikidata.len) own(a, wikidata, index);
    own(a, labelled, index);
    own(a, id, index);
    own(a, label, index);
  } else {
    if (wikidata.len) share(a, wikidata, index, SAME_WIKIDATA);
    share(a, labelled, index, SAME_LABEL);
    share(a, id, index, SAME_ID);
    share(a, label, index, SAME_NAME);
  }
  for (size_t i = 0; i < e->aliases.count; i++) {
    bg_str alias = name_key(a, e->aliases.items[i]);
    if (bg_str_equal(alias, label)) continue;
    if (gold) own(a, alias, index);
    else share(a, alias, index, SAME_NAME);
  }
}

static void visit_spans(aligner *a, const bg_judged *side, bool gold) {
  for (size_t i = 0; side->annotation && i < side->annotation->count; i++) {
    const bg_mark *m = &side->annotation->marks[i];
    if (m->kind != BG_MARK_MENTION || side->entities[i] == SIZE_MAX) continue;
    bg_str key = key_of(a, 's', bg_score_span_key(a->arena, m, false));
    if (gold) own(a, key, side->entities[i]);
    else share(a, key, side->entities[i], SAME_SPAN);
  }
}

static int by_weight(const void *x, const void *y) {
  const candidate *a = x, *b = y;
  if (a->weight != b->weight) return a->weight > b->weight ? -1 : 1;
  if (a->gold != b->gold) return a->gold < b->gold ? -1 : 1;
  return a->system < b->system ? -1 : a->system > b->system;
}

static bool contradict(const bg_judged_document *d, const candidate *c) {
  bg_str x = d->gold.set->entities[c->gold].wikidata, y = d->system.set->entities[c->system].wikidata;
  return x.len && y.len && !bg_str_equal(x, y);
}

/* ---- by words ---- */

typedef struct {
  bg_map **names; /* of each name its words, label first */
  size_t count;
} worded;

static worded words_of(bg_arena *arena, const bg_entity *e) {
  worded w = {bg_arena_alloc(arena, (e->aliases.count + 1) * sizeof(bg_map *)), 0};
  w.names[w.count++] = bg_score_words(arena, e->label);
  for (size_t i = 0; i < e->aliases.count; i++) w.names[w.count++] = bg_score_words(arena, e->aliases.items[i]);
  return w;
}

static void free_words(worded *w) {
  for (size_t i = 0; i < w->count; i++) bg_map_free(w->names[i]);
}

/* The most words that a name of one has, all of which are in a name of the other. */
static size_t common_words(const worded *x, const worded *y) {
  size_t most = 0;
  for (size_t i = 0; i < x->count; i++) {
    for (size_t k = 0; k < y->count; k++) {
      size_t a = bg_map_count(x->names[i]), b = bg_map_count(y->names[k]), shorter = a < b ? a : b;
      if (shorter > most && bg_score_common_words(x->names[i], y->names[k]) == shorter) most = shorter;
    }
  }
  return most;
}

/* Each entity of the system that is left over takes the entity of the gold with the most common words. Quadratic, hence
 * for as many as a document has. */
enum { MOST_WORDED = 2000 };

static size_t left_over(const bg_claim_set *set, const bg_score_facts *facts, const bool *taken, size_t *rest) {
  size_t count = 0;
  for (size_t i = 0; i < set->entity_count && count < MOST_WORDED; i++)
    if (!taken[i] && facts->is_worded(facts->context, set->entities[i].type)) rest[count++] = i;
  return count;
}

static void align_by_words(const bg_judged_document *d, const bg_score_facts *facts, bool *taken, size_t *aligned) {
  const bg_claim_set *gold = d->gold.set, *system = d->system.set;
  bg_arena *arena = bg_arena_new();
  size_t rest[MOST_WORDED], count = left_over(gold, facts, taken, rest);
  worded *names = bg_calloc(count + 1, sizeof *names);
  for (size_t k = 0; k < count; k++) names[k] = words_of(arena, &gold->entities[rest[k]]);
  for (size_t i = 0; i < system->entity_count && i < MOST_WORDED; i++) {
    if (aligned[i] != SIZE_MAX || !facts->is_worded(facts->context, system->entities[i].type)) continue;
    worded mine = words_of(arena, &system->entities[i]);
    size_t best = SIZE_MAX, most = 0;
    for (size_t k = 0; k < count; k++) {
      size_t common = taken[rest[k]] ? 0 : common_words(&mine, &names[k]);
      if (common > most) most = common, best = rest[k];
    }
    if (best != SIZE_MAX) {
      aligned[i] = best;
      taken[best] = true;
    }
    free_words(&mine);
  }
  for (size_t k = 0; k < count; k++) free_words(&names[k]);
  bg_free(names);
  bg_arena_free(arena);
}

size_t *bg_align_entities(const bg_judged_document *document, const bg_score_facts *facts) {
  const bg_claim_set *gold = document->gold.set, *system = document->system.set;
  aligner a = {.arena = bg_arena_new(), .keys = bg_map_new(), .pairs = bg_map_new(), .document = document};
  size_t *aligned = bg_calloc(system->entity_count + 1, sizeof *aligned);
  bool *taken = bg_calloc(gold->entity_count + 1, sizeof *taken);
  for (size_t i = 0; i < system->entity_count; i++) aligned[i] = SIZE_MAX;
  for (size_t i = 0; i < gold->entity_count; i++) visit(&a, &gold->entities[i], i, true);
  visit_spans(&a, &document->gold, true);
  for (size_t i = 0; i < system->entity_count; i++) visit(&a, &system->entities[i], i, false);
  visit_spans(&a, &document->system, false);
  if (a.candidate_count) qsort(a.candidates, a.candidate_count, sizeof *a.candidates, by_weight);
  for (size_t i = 0; i < a.candidate_count; i++) {
    const candidate *c = &a.candidates[i];
    if (taken[c->gold] || aligned[c->system] != SIZE_MAX || contradict(document, c)) continue;
    taken[c->gold] = true;
    aligned[c->system] = c->gold;
  }
  align_by_words(document, facts, taken, aligned);
  bg_free(taken);
  bg_free(a.candidates);
  bg_free(a.owners);
  bg_free(a.next);
  bg_map_free(a.keys);
  bg_map_free(a.pairs);
  bg_arena_free(a.arena);
  return aligned;
}
