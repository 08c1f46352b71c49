#include "claims/identity.h"

#include <stdint.h>

#include "base/map.h"
#include "base/memory.h"
#include "claims/cells.h"
#include "claims/table.h"

typedef struct {
  bg_str entity;
  bg_str as;
  bg_str document; /* empty for a merge */
  size_t line;
} decision;

struct bg_decisions {
  bg_arena *arena;
  decision *items;
  size_t count, capacity;
};

void bg_decisions_free(bg_decisions *decisions) {
  if (!decisions) return;
  bg_arena_free(decisions->arena);
  bg_free(decisions->items);
  bg_free(decisions);
}

/* ---- reading ---- */

enum { D_DECISION, D_ENTITY, D_AS, D_DOCUMENT, D_NOTE, D_COLUMNS };
static const bg_column columns[D_COLUMNS] = {
    {"decision", true}, {"entity", true}, {"as", true}, {"document", false}, {"note", false}};

static bg_status read_row(bg_decisions *d, const bg_table *table, bg_map *seen, bg_diagnostics *diagnostics) {
  bg_location at = bg_table_location(table);
  bg_str what = bg_table_cell(table, D_DECISION), document = bg_table_cell(table, D_DOCUMENT);
  bool split = bg_str_is(what, "split");
  if (!split && !bg_str_is(what, "merge"))
    return bg_error(diagnostics, BG_ERROR_INVALID, &at, "decision '%.*s' is unknown; write merge or split",
                    BG_FMT(what));
  if (split != (document.len > 0))
    return bg_error(diagnostics, BG_ERROR_INVALID, &at, "%s",
                    split ? "a split needs the document in which the entity is another one"
                          : "a merge holds in all documents; leave column 'document' empty");
  decision row = {.entity = bg_arena_str(d->arena, bg_table_cell(table, D_ENTITY)),
                  .as = bg_arena_str(d->arena, bg_table_cell(table, D_AS)),
                  .document = bg_arena_str(d->arena, document),
                  .line = at.line};
  if (!bg_is_slug(row.entity) || !bg_is_slug(row.as) || bg_str_equal(row.entity, row.as))
    return bg_error(diagnostics, BG_ERROR_INVALID, &at, "columns 'entity' and 'as' are two different ids of entities");
  bg_str key = bg_arena_printf(d->arena, "%.*s\n%.*s", BG_FMT(row.document), BG_FMT(row.entity));
  if (bg_map_has(seen, key))
    return bg_error(diagnostics, BG_ERROR_INVALID, &at, "'%.*s' is decided on before, in line %zu; keep one",
                    BG_FMT(row.entity), bg_map_get(seen, key, 0));
  bg_map_set(seen, key, at.line);
  BG_GROW(d->items, d->capacity, d->count + 1);
  d->items[d->count++] = row;
  return BG_OK;
}

static const decision *merge_of(const bg_decisions *d, bg_str entity) {
  for (size_t i = 0; i < d->count; i++)
    if (!d->items[i].document.len && bg_str_equal(d->items[i].entity, entity)) return &d->items[i];
  return NULL;
}

/* The end of a chain of merges; as many steps as there are decisions mean a circle. */
static bg_str final_id(const bg_decisions *d, bg_str entity, bool *circle) {
  const decision *next = merge_of(d, entity);
  for (size_t steps = 0; next; steps++) {
    if (steps > d->count) {
      *circle = true;
      return entity;
    }
    entity = next->as;
    next = merge_of(d, entity);
  }
  return entity;
}

static bg_status check_circles(bg_decisions *d, const char *path, bg_diagnostics *diagnostics) {
  for (size_t i = 0; i < d->count; i++) {
    bool circle = false;
    bg_str end = final_id(d, d->items[i].as, &circle);
    if (circle)
      return bg_error(diagnostics, BG_ERROR_INVALID, &(bg_location){.file = path, .line = d->items[i].line},
                      "merges of '%.*s' run in a circle; let one of them stand for all", BG_FMT(d->items[i].entity));
    d->items[i].as = end;
  }
  return BG_OK;
}

bg_status bg_decisions_read(const char *path, bg_diagnostics *diagnostics, bg_decisions **result) {
  *result = NULL;
  bg_table *table;
  BG_TRY(bg_table_open(path, columns, D_COLUMNS, diagnostics, &table));
  bg_decisions *d = BG_NEW(bg_decisions);
  d->arena = bg_arena_new();
  bg_map *seen = bg_map_new();
  bool more;
  bg_status status;
  while ((status = bg_table_next(table, &more)) == BG_OK && more)
    if ((status = read_row(d, table, seen, diagnostics)) != BG_OK) break;
  if (status == BG_OK) status = check_circles(d, path, diagnostics);
  bg_map_free(seen);
  bg_table_close(table);
  if (status == BG_OK) *result = d;
  else bg_decisions_free(d);
  return status;
}

/* ---- renaming ---- */

static void rename_id(const bg_map *names, const bg_str *to, bg_str *id) {
  size_t index = id->len ? bg_map_get(names, *id, SIZE_MAX) : SIZE_MAX;
  if (index != SIZE_MAX) *id = to[index];
}

static bool has(const bg_str_list *list, bg_str item) {
  for (size_t i = 0; i < list->count; i++)
    if (bg_str_equal(list->items[i], item)) return true;
  return false;
}

/* Renamed, and without what then stands twice. */
static void rename_list(const bg_map *names, const bg_str *to, bg_str_list *list) {
  bg_str_list kept = {list->items, 0};
  for (size_t i = 0; i < list->count; i++) {
    bg_str id = list->items[i];
    rename_id(names, to, &id);
    if (!has(&kept, id)) kept.items[kept.count++] = id;
  }
  *list = kept;
}

static void append(bg_claim_set *set, bg_str_list *list, bg_str item) {
  if (!item.len || has(list, item)) return;
  bg_str *items = bg_arena_alloc(set->arena, (list->count + 1) * sizeof *items);
  for (size_t i = 0; i < list->count; i++) items[i] = list->items[i];
  items[list->count] = bg_arena_str(set->arena, item);
  *list = (bg_str_list){items, list->count + 1};
}

/* Let one entity hold the names and wholes of another. */
static void absorb(bg_claim_set *set, bg_entity *into, const bg_entity *other) {
  if (!bg_str_equal(into->label, other->label)) append(set, &into->aliases, other->label);
  for (size_t i = 0; i < other->aliases.count; i++)
    if (!bg_str_equal(into->label, other->aliases.items[i])) append(set, &into->aliases, other->aliases.items[i]);
  for (size_t i = 0; i < other->part_of.count; i++)
    if (!bg_str_equal(into->id, other->part_of.items[i])) append(set, &into->part_of, other->part_of.items[i]);
  if (!into->description.len) into->description = other->description;
  if (!into->wikidata.len) into->wikidata = other->wikidata;
  if (other->confidence > into->confidence) into->confidence = other->confidence;
}

/* The entity that gives its name to the others comes first among those of one id. */
static void join_entities(bg_claim_set *set, const bool *renamed) {
  bg_map *seen = bg_map_new();
  size_t kept = 0;
  for (int pass = 0; pass < 2; pass++) /* those that keep their id, then those that take it */
    for (size_t i = 0; i < set->entity_count; i++)
      if (renamed[i] == (pass == 1) && !bg_map_has(seen, set->entities[i].id)) bg_map_set(seen, set->entities[i].id, i);
  for (size_t i = 0; i < set->entity_count; i++) {
    size_t first = bg_map_get(seen, set->entities[i].id, i);
    if (first != i) absorb(set, &set->entities[first], &set->entities[i]);
  }
  for (size_t i = 0; i < set->entity_count; i++)
    if (bg_map_get(seen, set->entities[i].id, i) == i) set->entities[kept++] = set->entities[i];
  set->entity_count = kept;
  bg_map_free(seen);
}

static void drop_loops_and_doubles(bg_claim_set *set) {
  bg_map *seen = bg_map_new();
  bg_arena *keys = bg_arena_new();
  bg_buffer key = {0};
  size_t kept = 0;
  for (size_t i = 0; i < set->claim_count; i++) {
    const bg_claim *c = &set->claims[i];
    if (bg_str_equal(c->subject, c->object)) continue;
    bg_buffer_clear(&key);
    bg_buffer_printf(&key, "%.*s\n%.*s\n%.*s\n%d\n%d\n%.*s", BG_FMT(c->subject), BG_FMT(c->relation), BG_FMT(c->object),
                     c->modality, c->polarity, BG_FMT(c->voice));
    for (size_t k = 0; k < c->evidence.count; k++)
      bg_buffer_printf(&key, "\n%zu,%zu", c->evidence.items[k].start, c->evidence.items[k].end);
    if (bg_map_has(seen, bg_buffer_str(&key))) continue;
    bg_map_set(seen, bg_arena_str(keys, bg_buffer_str(&key)), 1);
    set->claims[kept++] = *c;
  }
  set->claim_count = kept;
  bg_buffer_free(&key);
  bg_arena_free(keys);
  bg_map_free(seen);
}

/* Give entities other ids everywhere in a set: names maps an id to its place in `to`. */
static size_t rename_all(bg_claim_set *set, const bg_map *names, const bg_str *to) {
  bool *renamed = bg_calloc(set->entity_count + 1, sizeof *renamed);
  size_t changed = 0;
  for (size_t i = 0; i < set->entity_count; i++) {
    bg_entity *e = &set->entities[i];
    renamed[i] = bg_map_has(names, e->id);
    changed += renamed[i];
    rename_id(names, to, &e->id);
    rename_list(names, to, &e->part_of);
  }
  if (changed) {
    for (size_t i = 0; i < set->claim_count; i++) {
      bg_claim *c = &set->claims[i];
      rename_id(names, to, &c->subject);
      rename_id(names, to, &c->object);
      rename_id(names, to, &c->voice);
      rename_list(names, to, &c->topics);
      rename_list(names, to, &c->instrument);
      rename_list(names, to, &c->cites);
    }
    for (size_t i = 0; i < set->recommendation_count; i++) {
      bg_recommendation *r = &set->recommendations[i];
      rename_list(names, to, &r->addressee);
      rename_list(names, to, &r->target);
      rename_list(names, to, &r->partner);
      rename_list(names, to, &r->topics);
      rename_list(names, to, &r->instrument);
    }
    join_entities(set, renamed);
    drop_loops_and_doubles(set);
  }
  bg_free(renamed);
  return changed;
}

size_t bg_decisions_apply(const bg_decisions *d, bg_str document, bg_claim_set *set) {
  bg_map *names = bg_map_new();
  bg_str *to = bg_calloc(d->count + 1, sizeof *to);
  for (size_t i = 0; i < d->count; i++) to[i] = bg_arena_str(set->arena, d->items[i].as);
  for (int pass = 0; pass < 2; pass++) /* a split in this document comes before a merge for all */
    for (size_t i = 0; i < d->count; i++) {
      const decision *one = &d->items[i];
      bool applies = pass == 0 ? bg_str_equal(one->document, document) && one->document.len : !one->document.len;
      if (applies && !bg_map_has(names, one->entity)) bg_map_set(names, one->entity, i);
    }
  size_t changed = rename_all(set, names, to);
  bg_map_free(names);
  bg_free(to);
  return changed;
}

bg_status bg_decisions_replay(const char *directory, bg_str document, bg_diagnostics *diagnostics, bg_claim_set *set) {
  char *path = bg_path_join(directory, "decisions.csv");
  bg_decisions *decisions = NULL;
  bg_status status = bg_is_file(path) ? bg_decisions_read(path, diagnostics, &decisions) : BG_OK;
  if (decisions) bg_decisions_apply(decisions, document, set);
  bg_decisions_free(decisions);
  bg_free(path);
  return status;
}

/* ---- several documents ---- */

/* Where an id was met first. */
typedef struct {
  size_t document;
  size_t entity;
} place;

static void report_one(bg_identity_report *report, bg_str id, bg_str as, bg_str document, bg_str first, bool by_name) {
  BG_GROW(report->items, report->capacity, report->count + 1);
  report->items[report->count++] = (bg_identity){.id = bg_arena_str(report->arena, id),
                                                 .as = bg_arena_str(report->arena, as),
                                                 .document = bg_arena_str(report->arena, document),
                                                 .first = bg_arena_str(report->arena, first),
                                                 .apart = !bg_str_equal(id, as),
                                                 .by_name = by_name};
}

/* "khan" is taken: "khan-2", "khan-3" ... */
static bg_str free_id(bg_claim_set *set, const bg_map *seen, bg_str id) {
  for (size_t n = 2;; n++) {
    bg_str other = bg_arena_printf(set->arena, "%.*s-%zu", BG_FMT(id), n);
    if (!bg_map_has(seen, other) && !bg_claim_set_entity(set, other)) return other;
  }
}

static void agree(bg_claim_set *set, bg_entity *e, const bg_entity *first) {
  bg_str label = e->label;
  e->label = bg_arena_str(set->arena, first->label);
  e->type = bg_arena_str(set->arena, first->type);
  if (!bg_str_equal(label, e->label)) append(set, &e->aliases, label);
}

/* Give one later document the identities of those before it, and add its own to them. */
static void unify_one(bg_claim_set *const *sets, const bg_str *names, size_t document, bg_map *seen, place **places,
                      size_t *capacity, bg_identity_report *report) {
  bg_claim_set *set = sets[document];
  bg_map *apart = bg_map_new();
  bg_str *to = bg_calloc(set->entity_count + 1, sizeof *to);
  for (size_t i = 0; i < set->entity_count; i++) {
    bg_entity *e = &set->entities[i];
    size_t at = bg_map_get(seen, e->id, SIZE_MAX);
    if (at == SIZE_MAX) continue;
    const place *p = &(*places)[at];
    const bg_entity *first = &sets[p->document]->entities[p->entity];
    if (bg_str_equal(first->type, e->type) || bg_str_equal(first->label, e->label)) {
      bool linked = first->wikidata.len || bg_str_starts(first->origin, BG_STR("gazetteer")) ||
                    bg_str_is(first->origin, "curated");
      report_one(report, e->id, e->id, names[document], names[p->document], !linked);
      agree(set, e, first);
      continue;
    }
    to[i] = free_id(set, seen, e->id);
    bg_map_set(apart, e->id, i);
    report_one(report, e->id, to[i], names[document], names[p->document], false);
  }
  rename_all(set, apart, to);
  for (size_t i = 0; i < set->entity_count; i++) {
    if (bg_map_has(seen, set->entities[i].id)) continue;
    size_t index = bg_map_count(seen);
    BG_GROW(*places, *capacity, index + 1);
    (*places)[index] = (place){document, i};
    bg_map_set(seen, set->entities[i].id, index);
  }
  bg_map_free(apart);
  bg_free(to);
}

void bg_identity_unify(bg_claim_set *const *sets, const bg_str *names, size_t count, bg_identity_report *report) {
  *report = (bg_identity_report){.arena = bg_arena_new()};
  bg_map *seen = bg_map_new();
  place *places = NULL;
  size_t capacity = 0;
  for (size_t i = 0; i < count; i++) unify_one(sets, names, i, seen, &places, &capacity, report);
  bg_free(places);
  bg_map_free(seen);
}

void bg_identity_report_free(bg_identity_report *report) {
  bg_arena_free(report->arena);
  bg_free(report->items);
  *report = (bg_identity_report){0};
}
