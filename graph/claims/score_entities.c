/* Which entity of the system is which of the gold; how many are found. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"
#include "claims/score_parts.h"
#include "text/name_key.h"

/* ---- alignment ---- */

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
  bg_buffer key = {0}, lower = {0};
  bg_name_key(name, &key);
  bg_name_key_lower(bg_buffer_str(&key), &lower);
  bg_str folded = lower.len ? bg_buffer_str(&lower) : bg_buffer_str(&key);
  if (bg_str_starts(folded, BG_STR("the "))) folded = bg_str_slice(folded, 4, folded.len);
  bg_str kept = key_of(a, 'n', folded);
  bg_buffer_free(&key);
  bg_buffer_free(&lower);
  return kept;
}

static bg_str span_key(bg_arena *arena, const bg_mark *mention, bool typed) {
  bg_buffer key = {0};
  for (size_t i = 0; i < mention->span_count; i++)
    bg_buffer_printf(&key, " %zu-%zu", mention->spans[i].start, mention->spans[i].end);
  if (typed) bg_buffer_printf(&key, "\t%.*s", BG_FMT(mention->type));
  bg_str kept = bg_arena_str(arena, bg_buffer_str(&key));
  bg_buffer_free(&key);
  return kept;
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
    bg_str key = key_of(a, 's', span_key(a->arena, m, false));
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

size_t *bg_align_entities(const bg_judged_document *document) {
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
  bg_free(taken);
  bg_free(a.candidates);
  bg_free(a.owners);
  bg_free(a.next);
  bg_map_free(a.keys);
  bg_map_free(a.pairs);
  bg_arena_free(a.arena);
  return aligned;
}

/* ---- mentions ---- */

static const char group[] = "entities", span_and_type[] = "span and type", span_only[] = "span", linked[] = "linked";
static const char name_and_type[] = "name and type", name_only[] = "name";

typedef struct {
  bg_scorer *scorer;
  const bg_judged_document *document;
  const bg_judged *sides[2]; /* gold, system */
} mentions;

/* A paragraph is a line of the text. */
static size_t unit_of(const mentions *m, int side, const bg_mark *mention) {
  char part[32];
  snprintf(part, sizeof part, "Line %zu", bg_annotation_line(m->sides[side]->annotation, mention->spans[0].start));
  return bg_scorer_unit(m->scorer, m->document->name, bg_str_from(part));
}

static bg_map *index_spans(bg_arena *arena, const bg_judged *side, bool typed) {
  bg_map *spans = bg_map_new();
  for (size_t i = 0; side->annotation && i < side->annotation->count; i++) {
    if (side->annotation->marks[i].kind != BG_MARK_MENTION || side->entities[i] == SIZE_MAX) continue;
    bg_str key = span_key(arena, &side->annotation->marks[i], typed);
    if (!bg_map_has(spans, key)) bg_map_set(spans, key, i);
  }
  return spans;
}

static bg_str visible(bg_arena *arena, const bg_annotation *a, const bg_mark *m) {
  bg_str words = bg_arena_str(arena, bg_annotation_words(a, bg_mark_extent(m)));
  for (size_t i = 0; i < words.len; i++)
    if ((unsigned char)words.data[i] < ' ') ((char *)(uintptr_t)words.data)[i] = ' ';
  return words;
}

/* One side's mentions, each distinct one once, looked up on the other side. */
static void count_spans(const mentions *m, bool typed, int side, bg_map *mine, bg_map *theirs) {
  const bg_annotation *a = m->sides[side]->annotation;
  for (size_t i = 0; i < bg_map_count(mine); i++) {
    const bg_mark *mention = &a->marks[bg_map_value(mine, i)];
    bool good = bg_map_has(theirs, bg_map_key(mine, i));
    bg_tally t = side == 0 ? (bg_tally){.found = good, .gold = 1} : (bg_tally){.right = good, .offered = 1};
    bg_scorer_count(m->scorer, group, typed ? span_and_type : span_only, typed ? mention->type : BG_STR_EMPTY,
                    unit_of(m, side, mention), t);
    if (!typed || good) continue;
    bg_str words = visible(m->scorer->report->arena, a, mention);
    bg_scorer_error(m->scorer, group, side == 0, m->document->name, "%zu-%zu %.*s %.*s", mention->spans[0].start,
                    bg_mark_extent(mention).end, BG_FMT(mention->type), BG_FMT(words));
  }
}

/* Of the spans that agree, those that stand for the same entity. */
static void count_links(const mentions *m, const size_t *aligned, bg_map *gold, bg_map *system) {
  for (size_t i = 0; i < bg_map_count(system); i++) {
    size_t mark = bg_map_value(system, i), other = bg_map_get(gold, bg_map_key(system, i), SIZE_MAX);
    bool good = other != SIZE_MAX && aligned[m->sides[1]->entities[mark]] == m->sides[0]->entities[other];
    bg_scorer_count(m->scorer, group, linked, BG_STR_EMPTY, unit_of(m, 1, &m->sides[1]->annotation->marks[mark]),
                    (bg_tally){.right = good, .offered = 1, .found = good});
  }
  for (size_t i = 0; i < bg_map_count(gold); i++)
    bg_scorer_count(m->scorer, group, linked, BG_STR_EMPTY,
                    unit_of(m, 0, &m->sides[0]->annotation->marks[bg_map_value(gold, i)]), (bg_tally){.gold = 1});
}

static void score_mentions(bg_scorer *scorer, const bg_judged_document *d, const size_t *aligned) {
  bg_arena *arena = bg_arena_new();
  mentions m = {.scorer = scorer, .document = d, .sides = {&d->gold, &d->system}};
  for (int typed = 1; typed >= 0; typed--) {
    bg_map *gold = index_spans(arena, &d->gold, typed), *system = index_spans(arena, &d->system, typed);
    bg_scorer_need(scorer, group, typed ? span_and_type : span_only);
    count_spans(&m, typed, 0, gold, system);
    count_spans(&m, typed, 1, system, gold);
    if (!typed) {
      bg_scorer_need(scorer, group, linked);
      count_links(&m, aligned, gold, system);
    }
    bg_map_free(gold);
    bg_map_free(system);
  }
  bg_arena_free(arena);
}

/* ---- entities by name ---- */

static void score_names(bg_scorer *scorer, const bg_judged_document *d, const size_t *aligned) {
  const bg_claim_set *gold = d->gold.set, *system = d->system.set;
  bg_str *type = bg_calloc(gold->entity_count + 1, sizeof *type); /* what the system says */
  for (size_t i = 0; i < system->entity_count; i++)
    if (aligned[i] != SIZE_MAX) type[aligned[i]] = system->entities[i].type;
  bg_scorer_need(scorer, group, name_and_type);
  bg_scorer_need(scorer, group, name_only);
  for (size_t i = 0; i < gold->entity_count; i++) {
    const bg_entity *e = &gold->entities[i];
    size_t unit = bg_scorer_unit(scorer, d->name, e->id);
    bool same = type[i].len && bg_str_equal(type[i], e->type);
    bg_scorer_count(scorer, group, name_and_type, e->type, unit, (bg_tally){.found = same, .gold = 1});
    bg_scorer_count(scorer, group, name_only, BG_STR_EMPTY, unit, (bg_tally){.found = type[i].len > 0, .gold = 1});
    if (!type[i].len) bg_scorer_error(scorer, group, true, d->name, "%.*s %.*s", BG_FMT(e->type), BG_FMT(e->label));
    else if (!same)
      bg_scorer_error(scorer, group, true, d->name, "%.*s %.*s (found as %.*s)", BG_FMT(e->type), BG_FMT(e->label),
                      BG_FMT(type[i]));
  }
  for (size_t i = 0; i < system->entity_count; i++) {
    const bg_entity *e = &system->entities[i];
    bool known = aligned[i] != SIZE_MAX;
    size_t unit = bg_scorer_unit(scorer, d->name, known ? gold->entities[aligned[i]].id : e->id);
    bool same = known && bg_str_equal(gold->entities[aligned[i]].type, e->type);
    bg_scorer_count(scorer, group, name_and_type, e->type, unit, (bg_tally){.right = same, .offered = 1});
    bg_scorer_count(scorer, group, name_only, BG_STR_EMPTY, unit, (bg_tally){.right = known, .offered = 1});
    if (!known) bg_scorer_error(scorer, group, false, d->name, "%.*s %.*s", BG_FMT(e->type), BG_FMT(e->label));
  }
  bg_free(type);
}

void bg_score_entities(bg_scorer *scorer, const bg_judged_document *document, const size_t *aligned) {
  const bg_judged *gold = &document->gold, *system = &document->system;
  bool silent = !system->annotation && !system->set->entity_count; /* no answer */
  if (gold->annotation && (system->annotation || silent)) score_mentions(scorer, document, aligned);
  else score_names(scorer, document, aligned);
}
