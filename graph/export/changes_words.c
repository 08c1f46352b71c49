/* What a change is called, and which properties changed how. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "export/changes_model.h"
#include "rdf/graph.h"
#include "rdf/vocab.h"

static bg_str keep(bg_changes *c, bg_buffer *text) {
  bg_str kept = bg_arena_str(c->arena, bg_buffer_str(text));
  bg_buffer_free(text);
  return kept;
}

/* ---- values ---- */

/* The words of a passage: oa:exact of one of its selectors, else nothing. */
static bg_str passage_words(const bg_changes *c, int side, bg_term_id passage) {
  const bg_dataset *d = c->diff->sides[side];
  bg_term_id *selectors;
  size_t count = bg_graph_objects(d, passage, c->known[side].selector, &selectors);
  bg_str words = BG_STR_EMPTY;
  for (size_t i = 0; i < count && !words.len; i++) words = bg_graph_value(d, selectors[i], c->known[side].exact);
  bg_free(selectors);
  return words;
}

static void put_literal(bg_buffer *out, const bg_term *t) {
  bg_buffer_putc(out, '"');
  bg_buffer_add(out, t->value);
  bg_buffer_putc(out, '"');
  if (t->language.len) bg_buffer_printf(out, "@%.*s", BG_FMT(t->language));
  else if (t->datatype.len && !bg_str_equal(t->datatype, BG_STR(XSD_STRING)))
    bg_buffer_printf(out, " (%.*s)", BG_FMT(bg_iri_local_name(t->datatype)));
}

/* A term as people read it. */
static void put_words(const bg_changes *c, int side, bg_term_id id, bg_buffer *out) {
  bg_term t = bg_dataset_term(c->diff->sides[side], id);
  switch (t.kind) {
    case BG_TERM_IRI: {
      bg_str label = bg_graph_label(c->diff->sides[side], id);
      bg_buffer_add(out, label.len ? label : t.value);
      break;
    }
    case BG_TERM_BLANK:
      bg_buffer_printf(out, "_:%.*s", BG_FMT(bg_dataset_term(c->diff->terms, c->diff->to[side][id]).value));
      break;
    case BG_TERM_LITERAL: put_literal(out, &t); break;
    default: bg_buffer_add(out, t.value);
  }
}

/* The same term has the same words on both sides, so that a new label is told once: where the label is. */
static void put_value(const bg_changes *c, int side, bg_term_id id, bg_buffer *out) {
  bg_term_id term = c->diff->to[side][id];
  for (int labelled = BG_AFTER; labelled >= BG_BEFORE; labelled--) {
    bg_term_id there = changes_in(c, labelled, term);
    if (there && bg_graph_label(c->diff->sides[labelled], there).len) {
      put_words(c, labelled, there, out);
      return;
    }
  }
  put_words(c, side, id, out);
}

/* ---- titles ---- */

static void put_object(const bg_changes *c, int side, bg_term_id id, bg_term_id predicate, const char *before,
                       const char *otherwise, bg_buffer *out) {
  bg_term_id object = bg_graph_object(c->diff->sides[side], id, predicate);
  if (!object && !otherwise) return;
  bg_buffer_puts(out, before);
  if (!object) bg_buffer_puts(out, otherwise);
  else if (bg_dataset_term(c->diff->sides[side], object).kind == BG_TERM_LITERAL)
    bg_buffer_add(out, bg_dataset_term(c->diff->sides[side], object).value);
  else put_words(c, side, object, out);
}

static void put_claim(const bg_changes *c, int side, bg_term_id id, bg_buffer *out) {
  const known_terms *k = &c->known[side];
  put_object(c, side, id, k->subject, "", "?", out);
  if (bg_graph_has(c->diff->sides[side], id, k->polarity, k->negated)) bg_buffer_puts(out, " not");
  put_object(c, side, id, k->predicate, " ", "?", out);
  put_object(c, side, id, k->object, " ", "?", out);
  put_object(c, side, id, k->modality, " [", "no modality", out);
  put_object(c, side, id, k->voice, ", says ", NULL, out);
  bg_buffer_putc(out, ']');
}

static void put_recommendation(const bg_changes *c, int side, bg_term_id id, bg_buffer *out) {
  const known_terms *k = &c->known[side];
  put_object(c, side, id, k->addressee, "", "?", out);
  put_object(c, side, id, k->strength, " ", NULL, out);
  put_object(c, side, id, k->action, ": ", "?", out);
}

static void put_entity(const bg_changes *c, int side, bg_term_id id, bg_buffer *out) {
  put_words(c, side, id, out);
  put_object(c, side, id, c->known[side].type, " (", NULL, out);
  if (bg_graph_object(c->diff->sides[side], id, c->known[side].type)) bg_buffer_putc(out, ')');
}

static bool says_who_does_what(const bg_changes *c, int side, bg_term_id id) {
  const bg_dataset *d = c->diff->sides[side];
  const known_terms *k = &c->known[side];
  return bg_graph_object(d, id, k->subject) && bg_graph_object(d, id, k->predicate) &&
         bg_graph_object(d, id, k->object);
}

/* As it is called afterwards; before, where it is gone or has lost what it would be called by. */
static int side_of_title(const bg_changes *c, const subject *s) {
  if (!s->ids[BG_AFTER]) return BG_BEFORE;
  bool lost = s->ids[BG_BEFORE] && s->change.kind == BG_CHANGED_CLAIM &&
              !says_who_does_what(c, BG_AFTER, changes_in(c, BG_AFTER, s->ids[BG_AFTER]));
  return lost ? BG_BEFORE : BG_AFTER;
}

static bg_str title_of(bg_changes *c, const subject *s) {
  int side = side_of_title(c, s);
  bg_term_id id = changes_in(c, side, s->ids[side]);
  bg_buffer out = {0};
  bg_str words = s->change.kind == BG_CHANGED_PASSAGE ? passage_words(c, side, id) : BG_STR_EMPTY;
  if (s->change.kind == BG_CHANGED_CLAIM) put_claim(c, side, id, &out);
  else if (s->change.kind == BG_CHANGED_RECOMMENDATION) put_recommendation(c, side, id, &out);
  else if (words.len) bg_buffer_add(&out, words);
  else put_entity(c, side, id, &out);
  return keep(c, &out);
}

static bg_str name_of(bg_changes *c, bg_term_id id) {
  bg_buffer out = {0};
  bg_term t = bg_dataset_term(c->diff->terms, id);
  if (t.kind == BG_TERM_BLANK) bg_buffer_puts(&out, "_:");
  bg_buffer_add(&out, t.value);
  return keep(c, &out);
}

/* ---- properties ---- */

typedef struct {
  bg_term_id predicate; /* in diff->terms */
  bg_term_id value;     /* in diff->terms; BG_NO_TERM: compare the words */
  bg_str words;
  int side;
} property_value;

/* Told elsewhere: plain triples that follow from a claim, and links to measures. */
static bool is_told_elsewhere(const bg_changes *c, int side, const bg_quad *q) {
  const bg_dataset *d = c->diff->sides[side];
  const known_terms *k = &c->known[side];
  bg_quad claim;
  if (bg_graph_has(d, q->o, k->type, k->measurement)) return true;
  if (!k->claim || !k->subject || !k->object) return false;
  for (bg_match m = bg_dataset_match(d, (bg_quad){BG_ANY, k->object, q->o, BG_ANY}); bg_match_next(&m, &claim);)
    if (bg_graph_has(d, claim.s, k->subject, q->s) && bg_graph_has(d, claim.s, k->predicate, q->p)) return true;
  return false;
}

typedef struct {
  property_value *items;
  size_t count, capacity;
  bool skipped;
} value_list;

static void collect(bg_changes *c, const subject *s, int side, bool renamed, value_list *list) {
  bg_term_id id = changes_in(c, side, s->ids[side]);
  const known_terms *k = &c->known[side];
  bg_quad q;
  for (bg_match m = bg_dataset_match(c->diff->sides[side], (bg_quad){id, BG_ANY, BG_ANY, BG_ANY});
       bg_match_next(&m, &q);) {
    if (renamed && q.p == k->identifier) continue;
    if (s->change.kind == BG_CHANGED_ENTITY && is_told_elsewhere(c, side, &q)) {
      list->skipped = true;
      continue;
    }
    property_value v = {c->diff->to[side][q.p], c->diff->to[side][q.o], BG_STR_EMPTY, side};
    bg_str words = q.p == k->evidence ? passage_words(c, side, q.o) : BG_STR_EMPTY;
    bg_buffer text = {0};
    if (words.len) {
      v.value = BG_NO_TERM;
      bg_buffer_printf(&text, "\"%.*s\"", BG_FMT(words));
    } else {
      put_value(c, side, q.o, &text);
    }
    v.words = keep(c, &text);
    BG_GROW(list->items, list->capacity, list->count + 1);
    list->items[list->count++] = v;
  }
}

static int compare_values(const property_value *x, const property_value *y) {
  if (x->predicate != y->predicate) return x->predicate < y->predicate ? -1 : 1;
  int order = bg_str_compare(x->words, y->words);
  return order ? order : (x->value > y->value) - (x->value < y->value);
}

static int by_value(const void *a, const void *b) {
  const property_value *x = a, *y = b;
  int order = compare_values(x, y);
  return order ? order : x->side - y->side;
}

/* Values that both sides have go; a value that is there twice (in two graphs) counts once. */
static size_t keep_different(property_value *items, size_t count) {
  size_t kept = 0;
  for (size_t from = 0, to; from < count; from = to) {
    for (to = from + 1; to < count && compare_values(&items[to], &items[from]) == 0;) to++;
    if (items[from].side == items[to - 1].side) items[kept++] = items[from];
  }
  return kept;
}

static void put_property(bg_changes *c, bg_change *change, const property_value *items, size_t count) {
  bg_property_change *p = &change->properties[change->property_count++];
  bg_term_id predicate = items[0].predicate;
  int known = c->diff->from[BG_AFTER][predicate] ? BG_AFTER : BG_BEFORE;
  bg_buffer name = {0};
  put_words(c, known, changes_in(c, known, predicate), &name);
  p->predicate = bg_arena_str(c->arena, bg_dataset_term(c->diff->terms, predicate).value);
  p->name = keep(c, &name);
  for (int side = 0; side < 2; side++) {
    p->values[side] = bg_arena_alloc(c->arena, count * sizeof(bg_str));
    for (size_t i = 0; i < count; i++)
      if (items[i].side == side) p->values[side][p->counts[side]++] = items[i].words;
  }
}

static int by_name(const void *a, const void *b) {
  const bg_property_change *x = a, *y = b;
  int order = bg_str_compare(x->name, y->name);
  return order ? order : bg_str_compare(x->predicate, y->predicate);
}

/* What is left when everything else is the same. */
static void compare_properties(bg_changes *c, subject *s) {
  bool renamed = s->ids[BG_BEFORE] != s->ids[BG_AFTER];
  value_list list = {0};
  for (int side = 0; side < 2; side++) collect(c, s, side, renamed, &list);
  if (list.count) qsort(list.items, list.count, sizeof *list.items, by_value);
  size_t count = keep_different(list.items, list.count);
  s->change.properties = bg_calloc(count, sizeof *s->change.properties);
  for (size_t from = 0, to; from < count; from = to) {
    for (to = from + 1; to < count && list.items[to].predicate == list.items[from].predicate;) to++;
    put_property(c, &s->change, list.items + from, to - from);
  }
  if (count) qsort(s->change.properties, s->change.property_count, sizeof *s->change.properties, by_name);
  else if (renamed) s->change.sign = BG_CHANGE_RENAMED;
  else if (!list.skipped) s->change.sign = BG_CHANGE_MOVED;
  bg_free(list.items);
}

bool changes_describe(bg_changes *c, subject *s) {
  s->change.title = title_of(c, s);
  for (int side = 0; side < 2; side++)
    if (s->ids[side]) s->change.iris[side] = name_of(c, s->ids[side]);
  if (s->change.sign != BG_CHANGE_CHANGED) return true;
  compare_properties(c, s);
  if (s->change.sign != BG_CHANGE_CHANGED || s->change.property_count) return true;
  bg_free(s->change.properties);
  return false;
}
