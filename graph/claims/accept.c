#include "claims/accept.h"

#include "base/map.h"

typedef struct {
  bg_claim_set *set;
  double least;
  bool keep_proposed;
  bg_map *needed; /* ids of entities */
  size_t left_out;
} selector;

static bg_claim_status decide(const selector *s, bg_claim_status status, double confidence) {
  return status == BG_PROPOSED && confidence >= s->least ? BG_ACCEPTED : status;
}

static bool kept(const selector *s, bg_claim_status status) {
  return status == BG_ACCEPTED || (status == BG_PROPOSED && s->keep_proposed);
}

static void need(bg_map *needed, bg_str id) {
  if (id.len) bg_map_set(needed, id, 1);
}

static void need_all(bg_map *needed, const bg_str_list *ids) {
  for (size_t i = 0; i < ids->count; i++) need(needed, ids->items[i]);
}

static void select_claims(selector *s) {
  bg_claim_set *set = s->set;
  size_t count = 0;
  for (size_t i = 0; i < set->claim_count; i++) {
    bg_claim c = set->claims[i];
    c.status = decide(s, c.status, c.confidence);
    s->left_out += c.status == BG_PROPOSED;
    if (!kept(s, c.status)) continue;
    need(s->needed, c.subject);
    need(s->needed, c.object);
    need(s->needed, c.voice);
    need_all(s->needed, &c.topics);
    need_all(s->needed, &c.instrument);
    need_all(s->needed, &c.cites);
    set->claims[count++] = c;
  }
  set->claim_count = count;
}

static void select_recommendations(selector *s) {
  bg_claim_set *set = s->set;
  size_t count = 0;
  for (size_t i = 0; i < set->recommendation_count; i++) {
    bg_recommendation r = set->recommendations[i];
    r.status = decide(s, r.status, r.confidence);
    s->left_out += r.status == BG_PROPOSED;
    if (!kept(s, r.status)) continue;
    need_all(s->needed, &r.addressee);
    need_all(s->needed, &r.target);
    need_all(s->needed, &r.partner);
    need_all(s->needed, &r.topics);
    need_all(s->needed, &r.instrument);
    set->recommendations[count++] = r;
  }
  set->recommendation_count = count;
}

/* Wholes of what is needed are needed; each round adds at least one entity. */
static void need_wholes(const bg_claim_set *set, bg_map *needed) {
  size_t before;
  do {
    before = bg_map_count(needed);
    for (size_t i = 0; i < set->entity_count; i++)
      if (bg_map_has(needed, set->entities[i].id)) need_all(needed, &set->entities[i].part_of);
  } while (bg_map_count(needed) > before);
}

static void select_entities(selector *s) {
  bg_claim_set *set = s->set;
  for (size_t i = 0; i < set->entity_count; i++)
    if (decide(s, set->entities[i].status, set->entities[i].confidence) == BG_ACCEPTED)
      need(s->needed, set->entities[i].id);
  need_wholes(set, s->needed);
  size_t count = 0;
  for (size_t i = 0; i < set->entity_count; i++) {
    bg_entity e = set->entities[i];
    if (bg_map_has(s->needed, e.id)) e.status = BG_ACCEPTED;
    if (!kept(s, e.status)) continue;
    set->entities[count++] = e;
  }
  set->entity_count = count;
}

size_t bg_claims_accept(bg_claim_set *set, double least, bool keep_proposed) {
  selector s = {.set = set, .least = least, .keep_proposed = keep_proposed, .needed = bg_map_new()};
  select_claims(&s);
  select_recommendations(&s);
  select_entities(&s);
  bg_map_free(s.needed);
  return s.left_out;
}
