/* How many entities and mentions are found. */
#include <stdint.h>
#include <stdio.h>

#include "base/memory.h"
#include "claims/score_parts.h"

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
    bg_str key = bg_score_span_key(arena, &side->annotation->marks[i], typed);
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
