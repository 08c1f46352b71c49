/* Claims from annotation. */
#include <stdint.h>
#include <stdlib.h>

#include "base/map.h"
#include "base/memory.h"
#include "claims/annotation.h"
#include "claims/cells.h"

typedef struct {
  const bg_annotation *a;
  bg_claim_set *set;
  bg_row row;
  bg_map *about;  /* "MARK\tNAME" to the attribute, link or note of that name on that mark */
  size_t *entity; /* of each mark */
  bg_map *ids;    /* of entities */
  bg_map *aliases;
  bg_map *claims; /* id, or what it says, to index */
} maker;

/* ---- what is said about a mark ---- */

static bg_str about_key(bg_arena *arena, size_t mark, bg_str name) {
  return bg_arena_printf(arena, "%zu\t%.*s", mark, BG_FMT(name));
}

/* Links are known by their database; the first of a name counts. */
static bg_map *index_about(const bg_annotation *a, bg_arena *arena) {
  bg_map *about = bg_map_new();
  for (size_t i = 0; i < a->count; i++) {
    const bg_mark *m = &a->marks[i];
    if (m->kind != BG_MARK_ATTRIBUTE && m->kind != BG_MARK_LINK && m->kind != BG_MARK_NOTE) continue;
    bool link = m->kind == BG_MARK_LINK;
    bg_str name = link ? bg_str_slice(m->value, 0, bg_str_find(m->value, BG_STR(":"), 0)) : m->type;
    bg_str key = about_key(arena, m->arguments[0].mark, name);
    if (!bg_map_has(about, key)) bg_map_set(about, key, i);
  }
  return about;
}

static const bg_mark *about(maker *m, size_t mark, const char *name) {
  size_t index = bg_map_get(m->about, about_key(m->set->arena, mark, bg_str_from(name)), SIZE_MAX);
  return index == SIZE_MAX ? NULL : &m->a->marks[index];
}

/* The value of an attribute or note, or the id of a link; empty when there is none. */
static bg_str said(maker *m, size_t mark, const char *name) {
  const bg_mark *found = about(m, mark, name);
  if (!found) return BG_STR_EMPTY;
  m->row.at.line = found->line;
  bg_str value = found->value;
  if (found->kind == BG_MARK_LINK) value = bg_str_slice(value, bg_str_find(value, BG_STR(":"), 0) + 1, value.len);
  return value.len ? bg_arena_str(m->set->arena, value) : BG_STR_EMPTY;
}

/* ---- entities ---- */

static size_t root(size_t *parent, size_t i) {
  while (parent[i] != i) i = parent[i] = parent[parent[i]];
  return i;
}

/* The earlier mark stands for both. */
static void join(size_t *parent, size_t x, size_t y) {
  x = root(parent, x);
  y = root(parent, y);
  parent[x > y ? x : y] = x > y ? y : x;
}

static bg_str words_of(const bg_annotation *a, const bg_mark *mention) {
  return bg_annotation_words(a, bg_mark_extent(mention));
}

/* Groups of mentions: the same first link, one equivalence, or (when it is in none) the same type and words. */
static size_t *group_mentions(const bg_annotation *a, bg_arena *arena) {
  size_t *parent = bg_calloc(a->count + 1, sizeof *parent);
  bool *settled = bg_calloc(a->count + 1, sizeof *settled);
  bg_map *keys = bg_map_new();
  for (size_t i = 0; i < a->count; i++) parent[i] = i;
  for (size_t i = 0; i < a->count; i++) {
    const bg_mark *m = &a->marks[i];
    size_t target = m->argument_count ? m->arguments[0].mark : i;
    if (m->kind == BG_MARK_EQUIVALENCE)
      for (size_t k = 0; k < m->argument_count; k++) {
        settled[m->arguments[k].mark] = true;
        join(parent, target, m->arguments[k].mark);
      }
    if (m->kind != BG_MARK_LINK || settled[target]) continue;
    bg_str key = bg_arena_printf(arena, "link\t%.*s", BG_FMT(m->value));
    join(parent, target, bg_map_get(keys, key, target));
    bg_map_set(keys, key, root(parent, target));
    settled[target] = true;
  }
  for (size_t i = 0; i < a->count; i++) {
    const bg_mark *m = &a->marks[i];
    if (m->kind != BG_MARK_MENTION || settled[i]) continue;
    bg_str key = bg_arena_printf(arena, "%.*s\t%.*s", BG_FMT(m->type), BG_FMT(words_of(a, m)));
    join(parent, i, bg_map_get(keys, key, i));
    bg_map_set(keys, key, root(parent, i));
  }
  bg_map_free(keys);
  bg_free(settled);
  return parent;
}

/* A mention that only says where an event of ours stands. */
static bool *find_triggers(const bg_annotation *a) {
  bool *trigger = bg_calloc(a->count + 1, sizeof *trigger);
  for (size_t i = 0; i < a->count; i++)
    if (a->marks[i].kind == BG_MARK_EVENT && bg_str_is(a->marks[i].type, "Recommendation"))
      trigger[a->marks[i].arguments[0].mark] = true;
  return trigger;
}

/* Letters and digits of the label, joined by '_'; counted on when it is taken. */
static bg_str new_slug(maker *m, bg_str label) {
  bg_buffer slug = {0};
  for (size_t i = 0; i < label.len && slug.len < 60; i++) {
    char c = label.data[i];
    if (c >= 'A' && c <= 'Z') c = (char)(c - 'A' + 'a');
    bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (letter) bg_buffer_putc(&slug, c);
    else if (slug.len && slug.data[slug.len - 1] != '_') bg_buffer_putc(&slug, '_');
  }
  while (slug.len && slug.data[slug.len - 1] == '_') slug.len--;
  bg_str base = slug.len ? bg_arena_str(m->set->arena, bg_buffer_str(&slug)) : BG_STR("entity");
  bg_str id = base;
  bg_buffer_free(&slug);
  for (size_t n = 2; bg_map_has(m->ids, id); n++) id = bg_arena_printf(m->set->arena, "%.*s_%zu", BG_FMT(base), n);
  return id;
}

static bg_str_list list_of(maker *m, size_t mark, const char *name) {
  return bg_cell_list(&m->row, said(m, mark, name));
}

/* Arrays in the arena double when they are full, that is at powers of two. */
static bool is_full(size_t count) {
  return (count & (count - 1)) == 0;
}

static void add_alias(maker *m, size_t entity, bg_str words) {
  bg_entity *e = &m->set->entities[entity];
  bg_str key = about_key(m->set->arena, entity, words);
  if (bg_str_equal(words, e->label) || bg_map_has(m->aliases, key)) return;
  bg_map_set(m->aliases, key, entity);
  bg_str_list *list = &e->aliases;
  if (is_full(list->count)) {
    bg_str *items = bg_arena_alloc(m->set->arena, (list->count * 2 + 1) * sizeof *items);
    for (size_t i = 0; i < list->count; i++) items[i] = list->items[i];
    list->items = items;
  }
  list->items[list->count++] = bg_arena_str(m->set->arena, words);
}

static size_t new_entity(maker *m, size_t mark) {
  const bg_mark *mention = &m->a->marks[mark], *linked = about(m, mark, "entity"),
                *wikidata = about(m, mark, "Wikidata");
  bg_arena *arena = m->set->arena;
  bg_entity e = {.type = bg_arena_str(arena, mention->type), .confidence = 1, .origin = BG_STR("curated")};
  const bg_mark *named = linked ? linked : wikidata;
  e.label = bg_arena_str(arena, named && named->label.len ? named->label : words_of(m->a, mention));
  e.id = said(m, mark, "entity");
  if (!bg_is_slug(e.id) || bg_map_has(m->ids, e.id)) e.id = new_slug(m, e.label);
  e.wikidata = said(m, mark, "Wikidata");
  e.part_of = list_of(m, mark, "PartOf");
  e.description = said(m, mark, "Description");
  BG_GROW(m->set->entities, m->set->entity_capacity, m->set->entity_count + 1);
  m->set->entities[m->set->entity_count] = e;
  bg_map_set(m->ids, e.id, m->set->entity_count);
  bg_str_list aliases = list_of(m, mark, "Aliases");
  for (size_t i = 0; i < aliases.count; i++) add_alias(m, m->set->entity_count, aliases.items[i]);
  return m->set->entity_count++;
}

static void make_entities(maker *m) {
  size_t *parent = group_mentions(m->a, m->set->arena);
  bool *trigger = find_triggers(m->a);
  size_t *of_group = bg_calloc(m->a->count + 1, sizeof *of_group);
  for (size_t i = 0; i < m->a->count; i++) of_group[i] = SIZE_MAX;
  for (size_t i = 0; i < m->a->count; i++) {
    m->entity[i] = SIZE_MAX;
    if (m->a->marks[i].kind != BG_MARK_MENTION || trigger[i]) continue;
    size_t group = root(parent, i);
    if (of_group[group] == SIZE_MAX) of_group[group] = new_entity(m, i);
    m->entity[i] = of_group[group];
    add_alias(m, m->entity[i], words_of(m->a, &m->a->marks[i]));
  }
  bg_free(of_group);
  bg_free(trigger);
  bg_free(parent);
}

/* ---- claims ---- */

/* The mention that an argument stands for: an event stands for its trigger. */
static size_t mention_of(const bg_annotation *a, size_t mark) {
  return a->marks[mark].kind == BG_MARK_EVENT ? a->marks[mark].arguments[0].mark : mark;
}

static void add_evidence(maker *m, bg_evidence_list *list, bg_span span) {
  if (is_full(list->count)) {
    bg_evidence *items = bg_arena_alloc(m->set->arena, (list->count * 2 + 1) * sizeof *items);
    for (size_t i = 0; i < list->count; i++) items[i] = list->items[i];
    list->items = items;
  }
  list->items[list->count++] =
      (bg_evidence){.start = span.start,
                    .end = span.end,
                    .quote = bg_arena_str(m->set->arena, bg_annotation_words(m->a, span)),
                    .locator = bg_arena_printf(m->set->arena, "Line %zu", bg_annotation_line(m->a, span.start))};
}

static int by_start(const void *a, const void *b) {
  const bg_evidence *x = a, *y = b;
  if (x->start != y->start) return x->start < y->start ? -1 : 1;
  return x->end < y->end ? -1 : x->end > y->end;
}

/* In text order, each passage once. */
static void sort_evidence(bg_evidence_list *list) {
  size_t kept = 0;
  if (list->count) qsort(list->items, list->count, sizeof *list->items, by_start);
  for (size_t i = 0; i < list->count; i++)
    if (!kept || by_start(&list->items[kept - 1], &list->items[i]) != 0) list->items[kept++] = list->items[i];
  list->count = kept;
}

/* "12-80", or the stretch from one mention to the other. */
static bg_span evidence_span(maker *m, size_t mark, size_t from, size_t to) {
  bg_span x = bg_mark_extent(&m->a->marks[from]), y = bg_mark_extent(&m->a->marks[to]);
  bg_span span = {x.start < y.start ? x.start : y.start, x.end > y.end ? x.end : y.end};
  bg_str text = said(m, mark, "Evidence");
  if (!text.len) return span;
  size_t start = 0, end = 0;
  char *copy = bg_str_dup(text), *rest;
  start = strtoul(copy, &rest, 10);
  bool good = rest != copy && *rest == '-';
  if (good) end = strtoul(rest + 1, &rest, 10);
  good = good && *rest == '\0' && start < end && end <= m->a->length;
  if (!good)
    bg_error(m->row.diagnostics, BG_ERROR_INVALID, &m->row.at, "Evidence '%s' is not START-END inside the text", copy);
  bg_free(copy);
  return good ? (bg_span){start, end} : span;
}

static void read_claim(maker *m, size_t mark, bg_claim *c) {
  bg_str modality = said(m, mark, "Modality"), strength, voice;
  if (modality.len) c->modality = bg_cell_modality(&m->row, modality);
  c->polarity = bg_cell_polarity(&m->row, said(m, mark, "Polarity"), false);
  strength = said(m, mark, "Strength");
  c->strength = bg_cell_strength(&m->row, strength);
  c->time = bg_cell_time(&m->row, said(m, mark, "Time"));
  c->status = bg_cell_status(&m->row, said(m, mark, "Status"));
  c->confidence = bg_cell_confidence(&m->row, said(m, mark, "Confidence"));
  voice = said(m, mark, "Voice");
  c->voice = voice.len ? voice : BG_STR("author");
  c->topics = list_of(m, mark, "Topics");
  c->instrument = list_of(m, mark, "Instruments");
  c->cites = list_of(m, mark, "Cites");
  c->origin = said(m, mark, "Origin");
  if (!c->origin.len) c->origin = BG_STR("curated");
  c->trigger = said(m, mark, "Trigger");
  c->note = said(m, mark, "AnnotatorNotes");
}

/* What claims without id share when they are one. */
static bg_str meaning(maker *m, const bg_claim *c) {
  return bg_arena_printf(m->set->arena, "\t%.*s\t%.*s\t%.*s\t%d\t%d\t%d\t%d\t%.*s\t%.*s", BG_FMT(c->subject),
                         BG_FMT(c->relation), BG_FMT(c->object), c->modality, c->polarity, c->strength, c->status,
                         BG_FMT(c->voice), BG_FMT(c->time));
}

static void make_claim(maker *m, size_t mark, size_t from, size_t to) {
  if (m->entity[from] == SIZE_MAX || m->entity[to] == SIZE_MAX) return;
  bg_claim c = {.subject = m->set->entities[m->entity[from]].id,
                .object = m->set->entities[m->entity[to]].id,
                .relation = bg_arena_str(m->set->arena, m->a->marks[mark].type),
                .line = m->a->marks[mark].line};
  read_claim(m, mark, &c);
  c.id = said(m, mark, "Claim");
  bg_str key = c.id.len ? c.id : meaning(m, &c);
  size_t index = bg_map_get(m->claims, key, SIZE_MAX);
  if (index == SIZE_MAX) {
    index = m->set->claim_count++;
    BG_GROW(m->set->claims, m->set->claim_capacity, index + 1);
    if (!c.id.len) c.id = bg_arena_str(m->set->arena, m->a->marks[mark].id);
    m->set->claims[index] = c;
    bg_map_set(m->claims, key, index);
  }
  add_evidence(m, &m->set->claims[index].evidence, evidence_span(m, mark, from, to));
}

/* ---- recommendations and other events ---- */

static bg_str_list ids_in_role(maker *m, const bg_mark *event, const char *role) {
  bg_str_list list = {bg_arena_alloc(m->set->arena, event->argument_count * sizeof(bg_str)), 0};
  for (size_t i = 1; i < event->argument_count; i++) {
    bg_str name = event->arguments[i].role; /* brat numbers roles that repeat: Target2 */
    while (name.len && name.data[name.len - 1] >= '0' && name.data[name.len - 1] <= '9') name.len--;
    size_t entity = m->entity[mention_of(m->a, event->arguments[i].mark)];
    if (bg_str_is(name, role) && entity != SIZE_MAX) list.items[list.count++] = m->set->entities[entity].id;
  }
  return list;
}

static void make_recommendation(maker *m, size_t mark) {
  const bg_mark *event = &m->a->marks[mark], *trigger = &m->a->marks[event->arguments[0].mark];
  bg_recommendation r = {.id = said(m, mark, "Claim"),
                         .addressee = ids_in_role(m, event, "Addressee"),
                         .target = ids_in_role(m, event, "Target"),
                         .partner = ids_in_role(m, event, "Partner"),
                         .topics = ids_in_role(m, event, "Topic"),
                         .instrument = ids_in_role(m, event, "Instrument"),
                         .line = event->line};
  if (!r.id.len) r.id = bg_arena_str(m->set->arena, event->id);
  bg_str strength = said(m, mark, "Strength");
  r.strength = strength.len ? bg_cell_strength(&m->row, strength) : BG_SHOULD;
  r.polarity = bg_cell_polarity(&m->row, said(m, mark, "Polarity"), true);
  r.status = bg_cell_status(&m->row, said(m, mark, "Status"));
  r.confidence = bg_cell_confidence(&m->row, said(m, mark, "Confidence"));
  r.action = said(m, mark, "Action");
  if (!r.action.len) r.action = bg_arena_str(m->set->arena, words_of(m->a, trigger));
  r.origin = said(m, mark, "Origin");
  if (!r.origin.len) r.origin = BG_STR("curated");
  r.trigger = said(m, mark, "Trigger");
  r.note = said(m, mark, "AnnotatorNotes");
  for (size_t i = 0; i < trigger->span_count; i++) add_evidence(m, &r.evidence, trigger->spans[i]);
  bg_claim_set *set = m->set;
  BG_GROW(set->recommendations, set->recommendation_capacity, set->recommendation_count + 1);
  set->recommendations[set->recommendation_count++] = r;
}

/* An event of another scheme is a claim between its first two arguments. */
static void make_event(maker *m, size_t mark) {
  const bg_mark *event = &m->a->marks[mark];
  if (bg_str_is(event->type, "Recommendation")) make_recommendation(m, mark);
  else if (event->argument_count > 2)
    make_claim(m, mark, mention_of(m->a, event->arguments[1].mark), mention_of(m->a, event->arguments[2].mark));
}

static void make(maker *m) {
  m->about = index_about(m->a, m->set->arena);
  m->ids = bg_map_new();
  m->aliases = bg_map_new();
  m->claims = bg_map_new();
  make_entities(m);
  for (size_t i = 0; i < m->a->count; i++) {
    const bg_mark *mark = &m->a->marks[i];
    if (mark->kind == BG_MARK_RELATION)
      make_claim(m, i, mention_of(m->a, mark->arguments[0].mark), mention_of(m->a, mark->arguments[1].mark));
    if (mark->kind == BG_MARK_EVENT) make_event(m, i);
  }
  bg_map_free(m->about);
  for (size_t i = 0; i < m->set->claim_count; i++) sort_evidence(&m->set->claims[i].evidence);
  for (size_t i = 0; i < m->set->recommendation_count; i++) sort_evidence(&m->set->recommendations[i].evidence);
  bg_map_free(m->ids);
  bg_map_free(m->aliases);
  bg_map_free(m->claims);
}

bg_status bg_annotation_to_claims(const bg_annotation *annotation, const char *file, bg_diagnostics *diagnostics,
                                  bg_claim_set **result, size_t **entities) {
  bg_diagnostics *unread = diagnostics ? NULL : bg_diagnostics_new();
  if (!diagnostics) diagnostics = unread;
  size_t errors = bg_diagnostics_errors(diagnostics);
  bg_claim_set *set = bg_claim_set_new();
  maker m = {.a = annotation,
             .set = set,
             .row = {.arena = set->arena, .diagnostics = diagnostics, .at = {.file = file}},
             .entity = bg_calloc(annotation->count + 1, sizeof *m.entity)};
  make(&m);
  bool good = bg_diagnostics_errors(diagnostics) == errors;
  bg_diagnostics_free(unread);
  *result = good ? set : NULL;
  if (!good) bg_claim_set_free(set);
  if (good && entities) *entities = m.entity;
  else bg_free(m.entity);
  return good ? BG_OK : BG_ERROR_INVALID;
}
