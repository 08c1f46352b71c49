/* How many claims and recommendations are found. */
#include <stdint.h>

#include "base/memory.h"
#include "claims/score_parts.h"

/* ---- claims ---- */

typedef enum { PAIR, DIRECTION, RELATION, SIGN, SIGN_AND_MODALITY, LEVELS } level;

static const char claims[] = "claims";
static const char *const level_names[LEVELS] = {"pair", "pair and direction", "pair and relation", "pair and sign",
                                                "pair, sign and modality"};

/* A claim in terms of the gold's entities; those of the system that are none of them are numbered behind them. */
typedef struct {
  const bg_claim *claim;
  size_t subject, object;
  int sign;
  bool symmetric;
  size_t unit;
  size_t next; /* the next claim of the same side on the same two entities, or SIZE_MAX */
} judged_claim;

typedef struct {
  judged_claim *items;
  size_t count;
  bg_map *pairs; /* "low high" to the first */
} side;

typedef struct {
  bg_scorer *scorer;
  const bg_judged_document *document;
  bg_arena *arena;
  side sides[2]; /* gold, system */
} claim_scorer;

static bg_str pair_key(bg_arena *arena, const judged_claim *c) {
  bool order = c->subject < c->object;
  return bg_arena_printf(arena, "%zu %zu", order ? c->subject : c->object, order ? c->object : c->subject);
}

static bool counts(const bg_scorer *scorer, bool gold, bg_claim_status status, double confidence) {
  return status != BG_REJECTED && (gold || confidence >= scorer->least);
}

static bg_map *index_entities(const bg_claim_set *set) {
  bg_map *index = bg_map_new();
  for (size_t i = 0; i < set->entity_count; i++) bg_map_set(index, set->entities[i].id, i);
  return index;
}

static size_t in_gold_terms(const bg_judged_document *d, const size_t *aligned, size_t entity) {
  return aligned[entity] != SIZE_MAX ? aligned[entity] : d->gold.set->entity_count + entity;
}

static void collect(claim_scorer *s, bool gold, const size_t *aligned) {
  const bg_judged *from = gold ? &s->document->gold : &s->document->system;
  side *to = &s->sides[!gold];
  bg_map *entities = index_entities(from->set);
  to->items = bg_calloc(from->set->claim_count + 1, sizeof *to->items);
  to->pairs = bg_map_new();
  for (size_t i = 0; i < from->set->claim_count; i++) {
    const bg_claim *c = &from->set->claims[i];
    size_t subject = bg_map_get(entities, c->subject, SIZE_MAX), object = bg_map_get(entities, c->object, SIZE_MAX);
    if (subject == SIZE_MAX || object == SIZE_MAX || !counts(s->scorer, gold, c->status, c->confidence)) continue;
    judged_claim *j = &to->items[to->count];
    *j = (judged_claim){.claim = c, .subject = subject, .object = object, .next = SIZE_MAX};
    if (!gold) {
      j->subject = in_gold_terms(s->document, aligned, subject);
      j->object = in_gold_terms(s->document, aligned, object);
    }
    (void)s->scorer->facts->relation(s->scorer->facts->context, c->relation, &j->sign, &j->symmetric);
    bg_str where = c->evidence.count ? c->evidence.items[0].locator : BG_STR_EMPTY;
    j->unit = bg_scorer_unit(s->scorer, s->document->name, where);
    bg_str key = pair_key(s->arena, j);
    j->next = bg_map_get(to->pairs, key, SIZE_MAX);
    bg_map_set(to->pairs, key, to->count++);
  }
  bg_map_free(entities);
}

/* The two are known to be on the same two entities. */
static bool agree(const judged_claim *x, const judged_claim *y, level l) {
  bool ordered = x->subject == y->subject || x->symmetric || y->symmetric;
  bool sign = x->sign == y->sign;
  switch (l) {
    case DIRECTION: return ordered;
    case RELATION: return ordered && bg_str_equal(x->claim->relation, y->claim->relation);
    case SIGN: return sign;
    case SIGN_AND_MODALITY:
      return sign && x->claim->modality == y->claim->modality && x->claim->polarity == y->claim->polarity;
    default: return true;
  }
}

/* Two claims of one side with the same key are one at that level. */
static bg_str level_key(bg_arena *arena, const judged_claim *c, level l) {
  bg_str pair = pair_key(arena, c);
  size_t first = c->symmetric ? SIZE_MAX : c->subject;
  switch (l) {
    case DIRECTION: return bg_arena_printf(arena, "%.*s %zu", BG_FMT(pair), first);
    case RELATION: return bg_arena_printf(arena, "%.*s %zu %.*s", BG_FMT(pair), first, BG_FMT(c->claim->relation));
    case SIGN: return bg_arena_printf(arena, "%.*s %d", BG_FMT(pair), c->sign);
    case SIGN_AND_MODALITY:
      return bg_arena_printf(arena, "%.*s %d %d %d", BG_FMT(pair), c->sign, c->claim->modality, c->claim->polarity);
    default: return pair;
  }
}

static bool has_match(const claim_scorer *s, const side *others, const judged_claim *c, level l) {
  size_t i = bg_map_get(others->pairs, pair_key(s->arena, c), SIZE_MAX);
  while (i != SIZE_MAX && !agree(c, &others->items[i], l)) i = others->items[i].next;
  return i != SIZE_MAX;
}

static bg_str label_of(const bg_judged *from, bg_str id) {
  const bg_entity *e = bg_claim_set_entity(from->set, id);
  return e ? e->label : id;
}

static void tell_error(claim_scorer *s, const judged_claim *c, bool gold, bool pair) {
  const bg_judged *from = gold ? &s->document->gold : &s->document->system;
  bg_str subject = label_of(from, c->claim->subject), object = label_of(from, c->claim->object);
  bg_str quote = c->claim->evidence.count ? c->claim->evidence.items[0].quote : BG_STR_EMPTY;
  bg_scorer_error(s->scorer, claims, gold, s->document->name, "%.*s %.*s %.*s (%s%s%s%s%.*s): \"%.*s\"",
                  BG_FMT(subject), BG_FMT(c->claim->relation), BG_FMT(object), bg_modality_name(c->claim->modality),
                  c->claim->polarity == BG_NEGATED ? ", negated" : "", pair ? ", the pair is right" : "",
                  gold || !c->claim->trigger.len ? "" : ", by ", BG_FMT(gold ? BG_STR_EMPTY : c->claim->trigger),
                  BG_FMT(quote));
}

static void count_side(claim_scorer *s, bool gold, level l) {
  const side *mine = &s->sides[!gold], *others = &s->sides[gold];
  bg_map *seen = bg_map_new();
  for (size_t i = 0; i < mine->count; i++) {
    const judged_claim *c = &mine->items[i];
    if (!bg_map_set(seen, level_key(s->arena, c, l), i)) continue;
    bool good = has_match(s, others, c, l);
    bg_tally t = gold ? (bg_tally){.found = good, .gold = 1} : (bg_tally){.right = good, .offered = 1};
    bg_scorer_count(s->scorer, claims, level_names[l], l == RELATION ? c->claim->relation : BG_STR_EMPTY, c->unit, t);
    if (l == RELATION && !good) tell_error(s, c, gold, has_match(s, others, c, PAIR));
  }
  bg_map_free(seen);
}

static void count_confidence(claim_scorer *s) {
  for (size_t i = 0; i < s->sides[1].count; i++) {
    const judged_claim *c = &s->sides[1].items[i];
    size_t bin = (size_t)(c->claim->confidence * BG_SCORE_BINS + 1e-9);
    if (bin >= BG_SCORE_BINS) bin = BG_SCORE_BINS - 1;
    s->scorer->report->offered[bin]++;
    s->scorer->report->right[bin] += has_match(s, &s->sides[0], c, SIGN);
  }
}

void bg_score_claims(bg_scorer *scorer, const bg_judged_document *document, const size_t *aligned) {
  claim_scorer s = {.scorer = scorer, .document = document, .arena = bg_arena_new()};
  collect(&s, true, aligned);
  collect(&s, false, aligned);
  for (level l = 0; l < LEVELS; l++) {
    bg_scorer_need(scorer, claims, level_names[l]);
    count_side(&s, true, l);
    count_side(&s, false, l);
  }
  count_confidence(&s);
  for (int i = 0; i < 2; i++) {
    bg_free(s.sides[i].items);
    bg_map_free(s.sides[i].pairs);
  }
  bg_arena_free(s.arena);
}

/* ---- recommendations ---- */

static const char recommendations[] = "recommendations";
static const char found[] = "found", addressee[] = "addressee", polarity[] = "addressee and polarity";

/* At least half of the words of the shorter text are in the other. */
static bool share_words(bg_arena *arena, bg_str x, bg_str y) {
  bg_map *a = bg_score_words(arena, x), *b = bg_score_words(arena, y);
  size_t shorter = bg_map_count(a) < bg_map_count(b) ? bg_map_count(a) : bg_map_count(b);
  size_t common = bg_score_common_words(a, b);
  bg_map_free(a);
  bg_map_free(b);
  return shorter && common * 2 >= shorter;
}

static bool spans_overlap(const bg_evidence *x, const bg_evidence *y) {
  size_t start = x->start > y->start ? x->start : y->start, end = x->end < y->end ? x->end : y->end;
  size_t a = x->end - x->start, b = y->end - y->start;
  return end > start && (end - start) * 2 >= (a < b ? a : b);
}

static bool evidence_overlaps(bg_arena *arena, const bg_judged_document *d, const bg_recommendation *g,
                              const bg_recommendation *s) {
  bool same_text = bg_str_equal(d->gold.text, d->system.text);
  for (size_t i = 0; i < g->evidence.count; i++)
    for (size_t k = 0; k < s->evidence.count; k++) {
      const bg_evidence *x = &g->evidence.items[i], *y = &s->evidence.items[k];
      if (same_text ? spans_overlap(x, y) : share_words(arena, x->quote, y->quote)) return true;
    }
  return false;
}

static bool share_addressee(const bg_judged_document *d, const size_t *aligned, const bg_map *entities,
                            const bg_recommendation *g, const bg_recommendation *s) {
  for (size_t k = 0; k < s->addressee.count; k++) {
    size_t entity = bg_map_get(entities, s->addressee.items[k], SIZE_MAX);
    if (entity == SIZE_MAX || aligned[entity] == SIZE_MAX) continue;
    for (size_t i = 0; i < g->addressee.count; i++)
      if (bg_str_equal(g->addressee.items[i], d->gold.set->entities[aligned[entity]].id)) return true;
  }
  return false;
}

static size_t unit_of(bg_scorer *scorer, const bg_judged_document *d, const bg_recommendation *r) {
  return bg_scorer_unit(scorer, d->name, r->evidence.count ? r->evidence.items[0].locator : r->id);
}

static void count_recommendation(bg_scorer *scorer, const bg_judged_document *d, const bg_recommendation *r, bool gold,
                                 const bool good[3]) {
  const char *const measures[] = {found, addressee, polarity};
  for (size_t m = 0; m < 3; m++) {
    bg_tally t = gold ? (bg_tally){.found = good[m], .gold = 1} : (bg_tally){.right = good[m], .offered = 1};
    bg_scorer_count(scorer, recommendations, measures[m], BG_STR_EMPTY, unit_of(scorer, d, r), t);
  }
  if (!good[1])
    bg_scorer_error(scorer, recommendations, gold, d->name, "%.*s: %.*s%s", BG_FMT(r->id), BG_FMT(r->action),
                    good[0] ? " (found, with another addressee)" : "");
}

void bg_score_recommendations(bg_scorer *scorer, const bg_judged_document *d, const size_t *aligned) {
  const bg_claim_set *gold = d->gold.set, *system = d->system.set;
  bg_arena *arena = bg_arena_new();
  bg_map *entities = index_entities(system);
  bool(*of_system)[3] = bg_calloc(system->recommendation_count + 1, sizeof *of_system);
  bg_scorer_need(scorer, recommendations, found);
  bg_scorer_need(scorer, recommendations, addressee);
  bg_scorer_need(scorer, recommendations, polarity);
  for (size_t i = 0; i < gold->recommendation_count; i++) {
    const bg_recommendation *g = &gold->recommendations[i];
    bool of_gold[3] = {false};
    if (!counts(scorer, true, g->status, 1)) continue;
    for (size_t k = 0; k < system->recommendation_count; k++) {
      const bg_recommendation *s = &system->recommendations[k];
      if (!counts(scorer, false, s->status, s->confidence)) continue;
      bool same = share_addressee(d, aligned, entities, g, s);
      if (!evidence_overlaps(arena, d, g, s) && !(same && share_words(arena, g->action, s->action))) continue;
      bool good[3] = {true, same, same && g->polarity == s->polarity};
      for (size_t m = 0; m < 3; m++) {
        of_gold[m] |= good[m];
        of_system[k][m] |= good[m];
      }
    }
    count_recommendation(scorer, d, g, true, of_gold);
  }
  for (size_t k = 0; k < system->recommendation_count; k++)
    if (counts(scorer, false, system->recommendations[k].status, system->recommendations[k].confidence))
      count_recommendation(scorer, d, &system->recommendations[k], false, of_system[k]);
  bg_free(of_system);
  bg_map_free(entities);
  bg_arena_free(arena);
}
