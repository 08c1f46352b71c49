#include "claims/copy.h"

#include "base/memory.h"

static void copy_str(bg_arena *arena, bg_str *s) {
  *s = s->len ? bg_arena_str(arena, *s) : BG_STR_EMPTY;
}

static void copy_list(bg_arena *arena, bg_str_list *list) {
  if (!list->count) {
    *list = (bg_str_list){0};
    return;
  }
  bg_str *items = bg_arena_alloc(arena, list->count * sizeof *items);
  for (size_t i = 0; i < list->count; i++) {
    items[i] = list->items[i];
    copy_str(arena, &items[i]);
  }
  list->items = items;
}

static void copy_evidence(bg_arena *arena, bg_evidence_list *list) {
  if (!list->count) {
    *list = (bg_evidence_list){0};
    return;
  }
  bg_evidence *items = bg_arena_alloc(arena, list->count * sizeof *items);
  for (size_t i = 0; i < list->count; i++) {
    items[i] = list->items[i];
    copy_str(arena, &items[i].quote);
    copy_str(arena, &items[i].locator);
  }
  list->items = items;
}

void bg_entity_copy(bg_arena *arena, const bg_entity *from, bg_entity *to) {
  *to = *from;
  copy_str(arena, &to->id);
  copy_str(arena, &to->type);
  copy_str(arena, &to->label);
  copy_list(arena, &to->aliases);
  copy_list(arena, &to->part_of);
  copy_str(arena, &to->wikidata);
  copy_str(arena, &to->description);
  copy_str(arena, &to->origin);
}

void bg_claim_copy(bg_arena *arena, const bg_claim *from, bg_claim *to) {
  *to = *from;
  copy_str(arena, &to->id);
  copy_str(arena, &to->subject);
  copy_str(arena, &to->relation);
  copy_str(arena, &to->object);
  copy_str(arena, &to->voice);
  copy_str(arena, &to->time);
  copy_list(arena, &to->topics);
  copy_list(arena, &to->instrument);
  copy_list(arena, &to->cites);
  copy_evidence(arena, &to->evidence);
  copy_str(arena, &to->origin);
  copy_str(arena, &to->trigger);
  copy_str(arena, &to->note);
}

void bg_recommendation_copy(bg_arena *arena, const bg_recommendation *from, bg_recommendation *to) {
  *to = *from;
  copy_str(arena, &to->id);
  copy_list(arena, &to->addressee);
  copy_str(arena, &to->action);
  copy_list(arena, &to->target);
  copy_list(arena, &to->partner);
  copy_list(arena, &to->topics);
  copy_list(arena, &to->instrument);
  copy_evidence(arena, &to->evidence);
  copy_str(arena, &to->origin);
  copy_str(arena, &to->trigger);
  copy_str(arena, &to->note);
}

bg_entity *bg_claim_set_add_entity(bg_claim_set *set, const bg_entity *entity) {
  BG_GROW(set->entities, set->entity_capacity, set->entity_count + 1);
  bg_entity *copy = &set->entities[set->entity_count++];
  bg_entity_copy(set->arena, entity, copy);
  return copy;
}

bg_claim *bg_claim_set_add_claim(bg_claim_set *set, const bg_claim *claim) {
  BG_GROW(set->claims, set->claim_capacity, set->claim_count + 1);
  bg_claim *copy = &set->claims[set->claim_count++];
  bg_claim_copy(set->arena, claim, copy);
  return copy;
}

bg_recommendation *bg_claim_set_add_recommendation(bg_claim_set *set, const bg_recommendation *recommendation) {
  BG_GROW(set->recommendations, set->recommendation_capacity, set->recommendation_count + 1);
  bg_recommendation *copy = &set->recommendations[set->recommendation_count++];
  bg_recommendation_copy(set->arena, recommendation, copy);
  return copy;
}
