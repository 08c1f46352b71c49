/* Claims as annotation of their text. */
#include <stdint.h>
#include <stdlib.h>

#include "base/map.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "claims/annotation.h"

typedef struct {
  bg_named_place place;
  size_t mark; /* of the mention */
} placed;

typedef struct {
  bg_annotation *a;
  const bg_claim_set *set;
  bg_map *entities; /* id to index */
  placed *places;   /* by entity, then in text order */
  size_t place_count, place_capacity;
  size_t *first;    /* of each entity in `places`; one more at the end */
  size_t *stand_in; /* of each entity that is named nowhere: a mention on evidence, or SIZE_MAX */
  size_t numbers[BG_MARK_KINDS];
} writer;

/* ---- places ---- */

static int by_place(const void *x, const void *y) {
  const bg_named_place *a = &((const placed *)x)->place, *b = &((const placed *)y)->place;
  if (a->span.start != b->span.start) return a->span.start < b->span.start ? -1 : 1;
  if (a->span.end != b->span.end) return a->span.end > b->span.end ? -1 : 1; /* the longer one first */
  return a->entity < b->entity ? -1 : a->entity > b->entity;
}

static int by_entity(const void *x, const void *y) {
  const bg_named_place *a = &((const placed *)x)->place, *b = &((const placed *)y)->place;
  if (a->entity != b->entity) return a->entity < b->entity ? -1 : 1;
  return by_place(x, y);
}

/* Letters and digits; of what is not ASCII all but spaces, punctuation and quotes. */
static bool is_word_character(uint32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  return c >= 0xaa && c != 0xab && c != 0xbb && !(c >= 0x2000 && c < 0x2070) && !(c >= 0x3000 && c < 0x3040);
}

static bool word_starts_at(bg_str text, size_t at) {
  return at < text.len && is_word_character(bg_utf8_next(text, &at));
}

static bool word_ends_at(bg_str text, size_t at) {
  if (!at--) return false;
  while (at && ((unsigned char)text.data[at] & 0xc0) == 0x80) at--;
  return word_starts_at(text, at);
}

static void add_place(writer *w, bg_span span, size_t entity) {
  BG_GROW(w->places, w->place_capacity, w->place_count + 1);
  w->places[w->place_count++] = (placed){.place = {span, entity}};
}

/* Byte offsets for now. */
static void find_name(writer *w, bg_str name, size_t entity) {
  bg_str text = w->a->text;
  if (!name.len) return;
  for (size_t at = 0; (at = bg_str_find(text, name, at)) != SIZE_MAX; at += name.len)
    if (!word_ends_at(text, at) && !word_starts_at(text, at + name.len))
      add_place(w, (bg_span){at, at + name.len}, entity);
}

/* Keep the longest of names that overlap, and turn bytes into code points. */
static void settle_places(writer *w) {
  size_t kept = 0, byte = 0, points = 0;
  if (w->place_count) qsort(w->places, w->place_count, sizeof *w->places, by_place);
  for (size_t i = 0, end = 0; i < w->place_count; i++) {
    bg_span span = w->places[i].place.span;
    if (span.start < end) continue;
    end = span.end;
    points += bg_utf8_count(bg_str_slice(w->a->text, byte, span.start));
    byte = span.start;
    size_t length = bg_utf8_count(bg_str_slice(w->a->text, span.start, span.end));
    w->places[kept++].place = (bg_named_place){{points, points + length}, w->places[i].place.entity};
  }
  w->place_count = kept;
}

static void search_places(writer *w) {
  for (size_t i = 0; i < w->set->entity_count; i++) {
    const bg_entity *e = &w->set->entities[i];
    find_name(w, e->label, i);
    for (size_t k = 0; k < e->aliases.count; k++) find_name(w, e->aliases.items[k], i);
  }
  settle_places(w);
}

static void index_places(writer *w) {
  if (w->place_count) qsort(w->places, w->place_count, sizeof *w->places, by_entity);
  w->first = bg_calloc(w->set->entity_count + 1, sizeof *w->first);
  size_t at = 0;
  for (size_t e = 0; e <= w->set->entity_count; e++) {
    while (at < w->place_count && w->places[at].place.entity < e) at++;
    w->first[e] = at;
  }
}

/* ---- marks ---- */

static const char letters[BG_MARK_KINDS] = {'T', 'R', 'E', 'A', 'N', '#', '*'};

static size_t add_mark(writer *w, bg_mark_kind kind, bg_str type, size_t spans, size_t arguments) {
  bg_mark *mark = bg_annotation_add(w->a, kind, spans, arguments);
  mark->id = bg_arena_printf(w->a->arena, "%c%zu", letters[kind], ++w->numbers[kind]);
  mark->type = bg_arena_str(w->a->arena, type);
  return w->a->count - 1;
}

/* White space inside would end the value or the line. */
static bg_str plain(writer *w, bg_str text, bool spaces) {
  bg_buffer out = {0};
  for (size_t i = 0; i < text.len; i++) {
    unsigned char c = (unsigned char)text.data[i];
    bg_buffer_putc(&out, c < ' ' ? ' ' : c == ' ' && !spaces ? '_' : (char)c);
  }
  bg_str kept = bg_arena_str(w->a->arena, bg_buffer_str(&out));
  bg_buffer_free(&out);
  return kept;
}

static void add_single(writer *w, bg_mark_kind kind, const char *type, size_t target, bg_str value) {
  size_t index = add_mark(w, kind, bg_str_from(type), 0, 1);
  bg_mark *mark = &w->a->marks[index];
  mark->arguments[0].mark = target;
  mark->value = value;
}

static void attribute(writer *w, size_t target, const char *name, bg_str value) {
  if (value.len) add_single(w, BG_MARK_ATTRIBUTE, name, target, plain(w, value, false));
}

static void note(writer *w, size_t target, const char *name, bg_str text) {
  if (text.len) add_single(w, BG_MARK_NOTE, name, target, plain(w, text, true));
}

static void list_attribute(writer *w, size_t target, const char *name, const bg_str_list *list, bool as_note) {
  bg_buffer joined = {0};
  for (size_t i = 0; i < list->count; i++) {
    if (i) bg_buffer_putc(&joined, ';');
    bg_buffer_add(&joined, list->items[i]);
  }
  (as_note ? note : attribute)(w, target, name, bg_buffer_str(&joined));
  bg_buffer_free(&joined);
}

static void link_to(writer *w, size_t target, const char *database, bg_str id, bg_str label) {
  add_single(w, BG_MARK_LINK, "Reference", target, bg_arena_printf(w->a->arena, "%s:%.*s", database, BG_FMT(id)));
  w->a->marks[w->a->count - 1].label = plain(w, label, true);
}

/* Mention parts end where lines end, as brat wants it. Gives the mark, or SIZE_MAX for white space only. */
static size_t add_mention(writer *w, const bg_span *spans, size_t count, bg_str type) {
  bg_span *parts = NULL;
  size_t n = 0, capacity = 0;
  for (size_t i = 0; i < count; i++) {
    size_t at = bg_annotation_byte(w->a, spans[i].start), start = spans[i].start;
    for (size_t p = spans[i].start; p <= spans[i].end; p++) {
      bool end = p == spans[i].end || w->a->text.data[at] == '\n' || w->a->text.data[at] == '\r';
      if (end && p > start) {
        BG_GROW(parts, capacity, n + 1);
        parts[n++] = (bg_span){start, p};
      }
      if (end) start = p + 1;
      if (p < spans[i].end) (void)bg_utf8_next(w->a->text, &at);
    }
  }
  size_t index = SIZE_MAX;
  if (n) {
    index = add_mark(w, BG_MARK_MENTION, type, n, 0);
    for (size_t i = 0; i < n; i++) w->a->marks[index].spans[i] = parts[i];
  }
  bg_free(parts);
  return index;
}

static size_t mention_entity(writer *w, bg_span span, size_t entity, bool first) {
  const bg_entity *e = &w->set->entities[entity];
  size_t mark = add_mention(w, &span, 1, e->type);
  if (mark == SIZE_MAX) return mark;
  link_to(w, mark, "entity", e->id, e->label);
  if (!first) return mark;
  if (e->wikidata.len) link_to(w, mark, "Wikidata", e->wikidata, e->label);
  list_attribute(w, mark, "Aliases", &e->aliases, true);
  list_attribute(w, mark, "PartOf", &e->part_of, true);
  note(w, mark, "Description", e->description);
  return mark;
}

static void mention_places(writer *w) {
  for (size_t i = 0; i < w->place_count; i++) {
    size_t entity = w->places[i].place.entity;
    w->places[i].mark = mention_entity(w, w->places[i].place.span, entity, i == w->first[entity]);
  }
}

/* ---- claims and recommendations ---- */

/* The mention of an entity for a passage: the first inside, else the nearest before it, else the first behind it. */
static size_t mention_for(writer *w, size_t entity, bg_span passage) {
  size_t low = w->first[entity], high = w->first[entity + 1], end = high;
  if (low == high) {
    if (w->stand_in[entity] == SIZE_MAX) w->stand_in[entity] = mention_entity(w, passage, entity, true);
    return w->stand_in[entity];
  }
  size_t start = low;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (w->places[middle].place.span.start < passage.start) low = middle + 1;
    else high = middle;
  }
  bool inside = low < end && w->places[low].place.span.end <= passage.end;
  return w->places[inside || low == start ? low : low - 1].mark;
}

static size_t entity_index(const writer *w, bg_str id) {
  return bg_map_get(w->entities, id, SIZE_MAX);
}

static bool is_passage(const writer *w, const bg_evidence *e) {
  return e->start < e->end && e->end <= w->a->length;
}

static void put_confidence(writer *w, size_t mark, double confidence) {
  bg_buffer number = {0};
  bg_buffer_put_double(&number, confidence);
  if (confidence < 1) attribute(w, mark, "Confidence", bg_buffer_str(&number));
  bg_buffer_free(&number);
}

static void describe_claim(writer *w, size_t mark, const bg_claim *c) {
  attribute(w, mark, "Claim", c->id);
  if (c->modality != BG_ASSERTED) attribute(w, mark, "Modality", bg_str_from(bg_modality_name(c->modality)));
  if (c->polarity != BG_AFFIRMED) attribute(w, mark, "Polarity", bg_str_from(bg_polarity_name(c->polarity)));
  attribute(w, mark, "Strength", bg_str_from(bg_strength_name(c->strength)));
  attribute(w, mark, "Time", c->time);
  if (c->status != BG_ACCEPTED) attribute(w, mark, "Status", bg_str_from(bg_claim_status_name(c->status)));
  put_confidence(w, mark, c->confidence);
  list_attribute(w, mark, "Topics", &c->topics, false);
  list_attribute(w, mark, "Instruments", &c->instrument, false);
  list_attribute(w, mark, "Cites", &c->cites, false);
  if (!bg_str_is(c->voice, "author")) note(w, mark, "Voice", c->voice);
  if (!bg_str_is(c->origin, "curated")) note(w, mark, "Origin", c->origin);
  note(w, mark, "Trigger", c->trigger);
  note(w, mark, "AnnotatorNotes", c->note);
}

static void put_claim(writer *w, const bg_claim *c) {
  size_t subject = entity_index(w, c->subject), object = entity_index(w, c->object);
  if (subject == SIZE_MAX || object == SIZE_MAX) return;
  for (size_t i = 0; i < c->evidence.count; i++) {
    const bg_evidence *e = &c->evidence.items[i];
    if (!is_passage(w, e)) continue;
    size_t from = mention_for(w, subject, (bg_span){e->start, e->end});
    size_t to = mention_for(w, object, (bg_span){e->start, e->end});
    if (from == SIZE_MAX || to == SIZE_MAX) continue;
    size_t mark = add_mark(w, BG_MARK_RELATION, c->relation, 0, 2);
    w->a->marks[mark].arguments[0] = (bg_argument){BG_STR("Arg1"), from};
    w->a->marks[mark].arguments[1] = (bg_argument){BG_STR("Arg2"), to};
    describe_claim(w, mark, c);
    attribute(w, mark, "Evidence", bg_arena_printf(w->a->arena, "%zu-%zu", e->start, e->end));
  }
}

typedef struct {
  const char *role;
  const bg_str_list *ids;
} role_list;

static size_t put_event(writer *w, const bg_recommendation *r, size_t trigger, bg_span passage) {
  const role_list lists[] = {{"Addressee", &r->addressee},
                             {"Target", &r->target},
                             {"Partner", &r->partner},
                             {"Topic", &r->topics},
                             {"Instrument", &r->instrument}};
  enum { LISTS = sizeof lists / sizeof *lists };
  size_t most = 1, used = 0;
  for (size_t l = 0; l < LISTS; l++) most += lists[l].ids->count;
  bg_argument *arguments = bg_arena_alloc(w->a->arena, most * sizeof *arguments);
  arguments[used++] = (bg_argument){BG_STR_EMPTY, trigger};
  for (size_t l = 0; l < LISTS; l++) {
    for (size_t i = 0; i < lists[l].ids->count; i++) {
      size_t entity = entity_index(w, lists[l].ids->items[i]);
      size_t mention = entity == SIZE_MAX ? SIZE_MAX : mention_for(w, entity, passage);
      if (mention != SIZE_MAX) arguments[used++] = (bg_argument){bg_str_from(lists[l].role), mention};
    }
  }
  size_t mark = add_mark(w, BG_MARK_EVENT, BG_STR("Recommendation"), 0, 0);
  w->a->marks[mark].arguments = arguments;
  w->a->marks[mark].argument_count = used;
  return mark;
}

static void put_recommendation(writer *w, const bg_recommendation *r) {
  bg_span *passages = bg_calloc(r->evidence.count, sizeof *passages);
  size_t count = 0;
  for (size_t i = 0; i < r->evidence.count; i++)
    if (is_passage(w, &r->evidence.items[i]))
      passages[count++] = (bg_span){r->evidence.items[i].start, r->evidence.items[i].end};
  size_t trigger = count ? add_mention(w, passages, count, BG_STR("Recommendation")) : SIZE_MAX;
  if (trigger != SIZE_MAX) {
    size_t mark = put_event(w, r, trigger, passages[0]);
    attribute(w, mark, "Claim", r->id);
    attribute(w, mark, "Strength", bg_str_from(bg_strength_name(r->strength)));
    if (r->polarity != BG_AFFIRMED) attribute(w, mark, "Polarity", bg_str_from(bg_polarity_name(r->polarity)));
    if (r->status != BG_ACCEPTED) attribute(w, mark, "Status", bg_str_from(bg_claim_status_name(r->status)));
    put_confidence(w, mark, r->confidence);
    note(w, mark, "Action", r->action);
    if (!bg_str_is(r->origin, "curated")) note(w, mark, "Origin", r->origin);
    note(w, mark, "Trigger", r->trigger);
    note(w, mark, "AnnotatorNotes", r->note);
  }
  bg_free(passages);
}

bg_annotation *bg_annotation_from_claims(bg_str name, bg_str text, const bg_claim_set *set,
                                         const bg_named_place *places, size_t place_count) {
  writer w = {.a = bg_annotation_new(name, text), .set = set, .entities = bg_map_new()};
  w.stand_in = bg_calloc(set->entity_count + 1, sizeof *w.stand_in);
  for (size_t i = 0; i < set->entity_count; i++) {
    bg_map_set(w.entities, set->entities[i].id, i);
    w.stand_in[i] = SIZE_MAX;
  }
  if (!places) search_places(&w);
  for (size_t i = 0; places && i < place_count; i++)
    if (places[i].span.start < places[i].span.end && places[i].span.end <= w.a->length)
      add_place(&w, places[i].span, places[i].entity);
  index_places(&w);
  mention_places(&w);
  for (size_t i = 0; i < set->claim_count; i++) put_claim(&w, &set->claims[i]);
  for (size_t i = 0; i < set->recommendation_count; i++) put_recommendation(&w, &set->recommendations[i]);
  bg_map_free(w.entities);
  bg_free(w.places);
  bg_free(w.first);
  bg_free(w.stand_in);
  return w.a;
}
