#include "extract/topics.h"

#include "base/map.h"
#include "base/memory.h"

enum { MOST_TOPICS = 8 };

typedef struct {
  size_t start, end; /* code points */
  bg_str id;
} named_issue;

/* In text order, since mentions are. */
static named_issue *find_issues(const bg_reading *reading, size_t *count) {
  named_issue *issues = bg_calloc(reading->mention_count + 1, sizeof *issues);
  *count = 0;
  for (size_t i = 0; i < reading->mention_count; i++) {
    const bg_mention *m = &reading->mentions[i];
    if (m->entity == BG_NO_ENTITY) continue;
    const bg_entity *e = &reading->entities[m->entity].entity;
    if (!bg_str_is(e->type, "Issue")) continue;
    issues[(*count)++] = (named_issue){bg_brief_code_points(reading->brief, m->start),
                                       bg_brief_code_points(reading->brief, m->end), e->id};
  }
  return issues;
}

/* The first issue that starts at or behind a place. */
static size_t first_from(const named_issue *issues, size_t count, size_t start) {
  size_t low = 0, high = count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (issues[middle].start < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

static bool has(const bg_str *items, size_t count, bg_str id) {
  for (size_t i = 0; i < count; i++)
    if (bg_str_equal(items[i], id)) return true;
  return false;
}

static void fill(bg_claim *c, const named_issue *issues, size_t issue_count, bg_arena *arena) {
  bg_str found[MOST_TOPICS];
  size_t count = 0;
  for (size_t i = 0; i < c->evidence.count; i++) {
    const bg_evidence *e = &c->evidence.items[i];
    for (size_t k = first_from(issues, issue_count, e->start); k < issue_count && issues[k].end <= e->end; k++) {
      bg_str id = issues[k].id;
      if (count < MOST_TOPICS && !has(found, count, id)) found[count++] = id;
    }
  }
  if (!count) return;
  c->topics = (bg_str_list){bg_arena_alloc(arena, count * sizeof(bg_str)), count};
  for (size_t i = 0; i < count; i++) c->topics.items[i] = bg_arena_str(arena, found[i]);
}

void bg_claim_topics(const bg_reading *reading, bg_claim_set *set) {
  size_t count;
  named_issue *issues = find_issues(reading, &count);
  bg_map *ids = bg_map_new();
  for (size_t i = 0; i < count; i++) bg_map_set(ids, issues[i].id, i);
  for (size_t i = 0; i < set->claim_count; i++) {
    bg_claim *c = &set->claims[i];
    bool ends = bg_map_has(ids, c->subject) || bg_map_has(ids, c->object);
    if (!c->topics.count && !ends) fill(c, issues, count, set->arena);
  }
  bg_map_free(ids);
  bg_free(issues);
}
