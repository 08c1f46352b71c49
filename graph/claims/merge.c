#include "claims/merge.h"

#include <stdint.h>

#include "base/map.h"
#include "base/memory.h"
#include "claims/copy.h"

typedef struct {
  bg_claim_set *set;
  const bg_claim_set *proposed;
  bg_map *entities; /* id to index in set, as it was */
  bg_map *used;     /* ids of entities that claims and recommendations of the result refer to */
  size_t old_entities, old_claims, old_recommendations;
} merger;

static bool decided(bg_claim_status status, bg_str origin) {
  return status != BG_PROPOSED || bg_str_is(origin, "curated");
}

/* ---- comparing ---- */

static bool lists_equal(const bg_str_list *a, const bg_str_list *b) {
  if (a->count != b->count) return false;
  for (size_t i = 0; i < a->count; i++)
    if (!bg_str_equal(a->items[i], b->items[i])) return false;
  return true;
}

static bool evidence_equal(const bg_evidence_list *a, const bg_evidence_list *b) {
  if (a->count != b->count) return false;
  for (size_t i = 0; i < a->count; i++)
    if (a->items[i].start != b->items[i].start || a->items[i].end != b->items[i].end) return false;
  return true;
}

static bool evidence_overlaps(const bg_evidence_list *a, const bg_evidence_list *b) {
  for (size_t i = 0; i < a->count; i++)
    for (size_t k = 0; k < b->count; k++)
      if (a->items[i].start < b->items[k].end && b->items[k].start < a->items[i].end) return true;
  return false;
}

/* Confidence and status aside: a new model moves confidences without saying anything else. */
static bool claims_read_alike(const bg_claim *a, const bg_claim *b) {
  return bg_str_equal(a->subject, b->subject) && bg_str_equal(a->relation, b->relation) &&
         bg_str_equal(a->object, b->object) && a->modality == b->modality && a->polarity == b->polarity &&
         bg_str_equal(a->voice, b->voice) && a->strength == b->strength && bg_str_equal(a->time, b->time) &&
         lists_equal(&a->topics, &b->topics) && lists_equal(&a->instrument, &b->instrument) &&
         evidence_equal(&a->evidence, &b->evidence);
}

static bool recommendations_read_alike(const bg_recommendation *a, const bg_recommendation *b) {
  return lists_equal(&a->addressee, &b->addressee) && bg_str_equal(a->action, b->action) &&
         lists_equal(&a->target, &b->target) && lists_equal(&a->partner, &b->partner) &&
         lists_equal(&a->topics, &b->topics) && lists_equal(&a->instrument, &b->instrument) &&
         a->strength == b->strength && a->polarity == b->polarity && evidence_equal(&a->evidence, &b->evidence);
}

static bool entities_read_alike(const bg_entity *a, const bg_entity *b) {
  return bg_str_equal(a->type, b->type) && bg_str_equal(a->label, b->label) && lists_equal(&a->aliases, &b->aliases) &&
         lists_equal(&a->part_of, &b->part_of) && bg_str_equal(a->description, b->description);
}

/* ---- entities ---- */

static bool rejected_entity(const merger *m, bg_str id) {
  size_t index = bg_map_get(m->entities, id, SIZE_MAX);
  return index != SIZE_MAX && m->set->entities[index].status == BG_REJECTED;
}

static bool any_rejected(const merger *m, const bg_str_list *ids) {
  for (size_t i = 0; i < ids->count; i++)
    if (rejected_entity(m, ids->items[i])) return true;
  return false;
}

static void use(merger *m, bg_str id) {
  if (id.len) bg_map_set(m->used, id, 1);
}

static void use_all(merger *m, const bg_str_list *ids) {
  for (size_t i = 0; i < ids->count; i++) use(m, ids->items[i]);
}

/* Which old rows are proposed again; entries for the ones that are. */
static bool *flags(size_t count) {
  return bg_calloc(count ? count : 1, sizeof(bool));
}

static void merge_entities(merger *m, bool *again, bg_merge_count *count) {
  bg_claim_set *set = m->set;
  for (size_t i = 0; i < m->proposed->entity_count; i++) {
    const bg_entity *p = &m->proposed->entities[i];
    size_t index = bg_map_get(m->entities, p->id, SIZE_MAX);
    if (index == SIZE_MAX) {
      bg_claim_set_add_entity(set, p);
      count->added++;
      continue;
    }
    again[index] = true;
    bg_entity *old = &set->entities[index];
    if (decided(old->status, old->origin)) {
      count->decided++;
      continue;
    }
    if (entities_read_alike(old, p)) count->unchanged++;
    else count->changed++;
    bg_entity_copy(set->arena, p, old);
  }
}

/* Entities that are gone leave once claims and recommendations are known. */
static void drop_entities(merger *m, const bool *again, bg_merge_count *count) {
  bg_claim_set *set = m->set;
  for (size_t i = 0; i < set->entity_count; i++) use_all(m, &set->entities[i].part_of);
  size_t kept = 0;
  for (size_t i = 0; i < set->entity_count; i++) {
    const bg_entity *e = &set->entities[i];
    bool old = i < m->old_entities && !again[i];
    bool is_decided = decided(e->status, e->origin);
    if (old && !is_decided && !bg_map_has(m->used, e->id)) {
      count->gone++;
      continue;
    }
    if (old && is_decided) count->kept++;
    set->entities[kept++] = *e;
  }
  set->entity_count = kept;
}

/* ---- claims ---- */

static bool same_claim(const bg_claim *a, const bg_claim *b) {
  return bg_str_equal(a->subject, b->subject) && bg_str_equal(a->relation, b->relation) &&
         bg_str_equal(a->object, b->object) && a->modality == b->modality && a->polarity == b->polarity &&
         bg_str_equal(a->voice, b->voice) && evidence_overlaps(&a->evidence, &b->evidence);
}

/* The old claim that a proposal is: by id, else by what it says. Claims of one pair of actors are few, so the map from
 * subject and object to the first of them, chained by `next`, keeps this linear. */
typedef struct {
  bg_map *by_id;
  bg_map *first; /* key to index */
  size_t *next;
  bg_arena *keys;
} claim_index;

static bg_str pair_key(claim_index *index, const bg_claim *c) {
  return bg_arena_printf(index->keys, "%.*s\n%.*s", BG_FMT(c->subject), BG_FMT(c->object));
}

static void index_claims(claim_index *index, const bg_claim_set *set, size_t count) {
  index->by_id = bg_map_new();
  index->first = bg_map_new();
  index->keys = bg_arena_new();
  index->next = bg_calloc(count ? count : 1, sizeof *index->next);
  for (size_t i = 0; i < count; i++) {
    bg_map_set(index->by_id, set->claims[i].id, i);
    bg_str key = pair_key(index, &set->claims[i]);
    index->next[i] = bg_map_get(index->first, key, SIZE_MAX);
    bg_map_set(index->first, key, i);
  }
}

static size_t find_claim(claim_index *index, const bg_claim_set *set, const bg_claim *p) {
  size_t found = bg_map_get(index->by_id, p->id, SIZE_MAX);
  if (found != SIZE_MAX) return found;
  size_t i = bg_map_get(index->first, pair_key(index, p), SIZE_MAX);
  while (i != SIZE_MAX && !same_claim(&set->claims[i], p)) i = index->next[i];
  return i;
}

static void free_index(claim_index *index) {
  bg_map_free(index->by_id);
  bg_map_free(index->first);
  bg_arena_free(index->keys);
  bg_free(index->next);
}

static void merge_claims(merger *m, bool *again, bg_merge_count *count) {
  bg_claim_set *set = m->set;
  claim_index index;
  index_claims(&index, set, m->old_claims);
  for (size_t i = 0; i < m->proposed->claim_count; i++) {
    const bg_claim *p = &m->proposed->claims[i];
    size_t at = find_claim(&index, set, p);
    if (at == SIZE_MAX) {
      if (rejected_entity(m, p->subject) || rejected_entity(m, p->object)) {
        count->decided++;
        continue;
      }
      bg_claim_set_add_claim(set, p);
      count->added++;
      continue;
    }
    again[at] = true;
    bg_claim *old = &set->claims[at];
    if (decided(old->status, old->origin)) {
      count->decided++;
      continue;
    }
    if (claims_read_alike(old, p)) count->unchanged++;
    else count->changed++;
    bg_claim_copy(set->arena, p, old);
  }
  free_index(&index);
}

static void drop_claims(merger *m, const bool *again, bg_merge_count *count) {
  bg_claim_set *set = m->set;
  size_t kept = 0;
  for (size_t i = 0; i < set->claim_count; i++) {
    const bg_claim *c = &set->claims[i];
    bool old = i < m->old_claims && !again[i];
    bool is_decided = decided(c->status, c->origin);
    if (old && !is_decided) {
      count->gone++;
      continue;
    }
    if (old) count->kept++;
    use(m, c->subject);
    use(m, c->object);
    use(m, c->voice);
    use_all(m, &c->topics);
    use_all(m, &c->instrument);
    use_all(m, &c->cites);
    set->claims[kept++] = *c;
  }
  set->claim_count = kept;
}

/* ---- recommendations ---- */

static bool same_recommendation(const bg_recommendation *a, const bg_recommendation *b) {
  return bg_str_equal(a->id, b->id) ||
         (lists_equal(&a->addressee, &b->addressee) && bg_str_equal(a->action, b->action) &&
          evidence_overlaps(&a->evidence, &b->evidence));
}

static void merge_recommendations(merger *m, bool *again, bg_merge_count *count) {
  bg_claim_set *set = m->set;
  for (size_t i = 0; i < m->proposed->recommendation_count; i++) {
    const bg_recommendation *p = &m->proposed->recommendations[i];
    size_t at = 0;
    while (at < m->old_recommendations && !same_recommendation(&set->recommendations[at], p)) at++;
    if (at == m->old_recommendations) {
      if (any_rejected(m, &p->addressee)) {
        count->decided++;
        continue;
      }
      bg_claim_set_add_recommendation(set, p);
      count->added++;
      continue;
    }
    again[at] = true;
    bg_recommendation *old = &set->recommendations[at];
    if (decided(old->status, old->origin)) {
      count->decided++;
      continue;
    }
    if (recommendations_read_alike(old, p)) count->unchanged++;
    else count->changed++;
    bg_recommendation_copy(set->arena, p, old);
  }
}

static void drop_recommendations(merger *m, const bool *again, bg_merge_count *count) {
  bg_claim_set *set = m->set;
  size_t kept = 0;
  for (size_t i = 0; i < set->recommendation_count; i++) {
    const bg_recommendation *r = &set->recommendations[i];
    bool old = i < m->old_recommendations && !again[i];
    bool is_decided = decided(r->status, r->origin);
    if (old && !is_decided) {
      count->gone++;
      continue;
    }
    if (old) count->kept++;
    use_all(m, &r->addressee);
    use_all(m, &r->target);
    use_all(m, &r->partner);
    use_all(m, &r->topics);
    use_all(m, &r->instrument);
    set->recommendations[kept++] = *r;
  }
  set->recommendation_count = kept;
}

/* ---- all ---- */

void bg_claims_merge(bg_claim_set *set, const bg_claim_set *proposed, bg_merge_report *report) {
  *report = (bg_merge_report){0};
  merger m = {.set = set,
              .proposed = proposed,
              .entities = bg_map_new(),
              .used = bg_map_new(),
              .old_entities = set->entity_count,
              .old_claims = set->claim_count,
              .old_recommendations = set->recommendation_count};
  for (size_t i = 0; i < set->entity_count; i++) bg_map_set(m.entities, set->entities[i].id, i);
  bool *entities = flags(m.old_entities), *claims = flags(m.old_claims), *advice = flags(m.old_recommendations);
  merge_entities(&m, entities, &report->entities);
  merge_claims(&m, claims, &report->claims);
  merge_recommendations(&m, advice, &report->recommendations);
  drop_claims(&m, claims, &report->claims);
  drop_recommendations(&m, advice, &report->recommendations);
  drop_entities(&m, entities, &report->entities);
  bg_free(entities);
  bg_free(claims);
  bg_free(advice);
  bg_map_free(m.entities);
  bg_map_free(m.used);
}
