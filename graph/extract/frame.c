#include "extract/frame.h"

#include <stdio.h>

#include "base/memory.h"
#include "rdf/vocab.h"

/* ---- words ---- */

enum { LONGEST_LEMMA = 48 };

/* The lemma in lower case (ASCII) in `out`; empty when it is too long to be a word of a lexicon. */
static bg_str lower(bg_str lemma, char out[LONGEST_LEMMA]) {
  if (lemma.len > LONGEST_LEMMA) return BG_STR_EMPTY;
  for (size_t i = 0; i < lemma.len; i++) {
    char c = lemma.data[i];
    out[i] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
  }
  return (bg_str){out, lemma.len};
}

bool bg_word_list_has(const bg_word_list *list, bg_str lemma) {
  char folded[LONGEST_LEMMA];
  return list && bg_map_has(list->words, lower(lemma, folded));
}

const bg_word_list *bg_word_list_named(const bg_relation_lexicon *lexicon, const char *name) {
  for (size_t i = 0; i < lexicon->list_count; i++)
    if (bg_str_is(lexicon->lists[i].name, name)) return &lexicon->lists[i];
  return NULL;
}

bool bg_slot_accepts(const bg_slot *slot, bg_str lemma) {
  if (!slot->item_count) return true;
  char folded[LONGEST_LEMMA];
  bg_str word = lower(lemma, folded);
  for (size_t i = 0; i < slot->item_count; i++) {
    const bg_slot_item *item = &slot->items[i];
    if (item->list ? bg_map_has(item->list->words, word) : bg_str_equal(item->lemma, word)) return !slot->excluding;
  }
  return slot->excluding;
}

/* ---- looking frames up ---- */

static bg_str key_of(bg_trigger_kind kind, bg_str lemma, char out[LONGEST_LEMMA + 1]) {
  out[0] = "vna"[kind];
  return (bg_str){out, lower(lemma, out + 1).len + 1};
}

const bg_frame *bg_lexicon_frames(const bg_relation_lexicon *lexicon, bg_trigger_kind kind, bg_str lemma,
                                  size_t *count) {
  char key[LONGEST_LEMMA + 1];
  size_t first = bg_map_get(lexicon->first, key_of(kind, lemma, key), SIZE_MAX);
  *count = 0;
  if (first == SIZE_MAX) return NULL;
  const bg_frame *frames = &lexicon->frames[first];
  while (first + *count < lexicon->frame_count && frames[*count].kind == kind &&
         bg_str_equal(frames[*count].lemma, frames[0].lemma))
    ++*count;
  return frames;
}

/* What a person holds in an actor is held in a state or a body, never in another person or a people. */
static bool person_in_people(const bg_ontology *ontology, const bg_relation *r, bg_str object) {
  return bg_str_is(r->domain, BG_NS "Person") && bg_str_is(r->range, BG_NS "Actor") &&
         (bg_ontology_is_a(ontology, object, BG_STR(BG_NS "Person")) ||
          bg_ontology_is_a(ontology, object, BG_STR(BG_NS "SocialGroup")));
}

static bool fits(const bg_ontology *ontology, const bg_relation *r, bg_str subject, bg_str object) {
  if (person_in_people(ontology, r, object)) return false;
  return (!r->domain.len || bg_ontology_is_a(ontology, subject, r->domain)) &&
         (!r->range.len || bg_ontology_is_a(ontology, object, r->range));
}

const bg_relation *bg_lexicon_fit(const bg_relation_lexicon *lexicon, const bg_relation *relation, bg_str subject_type,
                                  bg_str object_type) {
  bg_str subject = bg_ontology_class(lexicon->ontology, subject_type);
  bg_str object = bg_ontology_class(lexicon->ontology, object_type);
  const bg_relation *base = bg_ontology_relation_at(lexicon->ontology, 0);
  size_t steps = bg_ontology_relation_count(lexicon->ontology); /* somebody's hierarchy may be a circle */
  for (const bg_relation *r = relation; r && steps > 0; r = lexicon->parents[r - base], steps--)
    if (fits(lexicon->ontology, r, subject, object)) return r;
  return NULL;
}

bool bg_lexicon_is_exact(const bg_relation_lexicon *lexicon, const bg_relation *relation) {
  return lexicon->exact[relation - bg_ontology_relation_at(lexicon->ontology, 0)];
}

bool bg_lexicon_is_personal(const bg_relation_lexicon *lexicon, const bg_relation *relation) {
  return lexicon->personal[relation - bg_ontology_relation_at(lexicon->ontology, 0)];
}

bool bg_lexicon_judges(const bg_relation_lexicon *lexicon, const bg_relation *relation) {
  return lexicon->judges[relation - bg_ontology_relation_at(lexicon->ontology, 0)];
}

bg_str bg_lexicon_event_class(const bg_relation_lexicon *lexicon, const char *how, bg_str plover) {
  char key[LONGEST_LEMMA];
  snprintf(key, sizeof key, "%s %.*s", how, BG_FMT(plover));
  size_t index = bg_map_get(lexicon->event_classes, bg_str_from(key), SIZE_MAX);
  return index == SIZE_MAX ? plover : lexicon->event_class_values[index];
}

double bg_lexicon_weight(const bg_relation_lexicon *lexicon, const char *feature) {
  size_t index = bg_map_get(lexicon->weights, bg_str_from(feature), SIZE_MAX);
  return index == SIZE_MAX ? 0 : lexicon->weight_values[index];
}

/* ---- the notation ---- */

typedef struct {
  bg_relation_lexicon *lexicon;
  bg_frame *frame;
  bg_str *problem;
} parser;

static bool complain(const parser *p, const char *what, bg_str where) {
  *p->problem = bg_arena_printf(p->lexicon->arena, "%s '%.*s'", what, BG_FMT(where));
  return false;
}

static bool parse_place(const parser *p, bg_slot *slot, bg_str name) {
  static const struct {
    const char *name;
    unsigned place;
  } places[] = {{"subj", BG_PLACE_SUBJECT},  {"obj", BG_PLACE_OBJECT}, {"iobj", BG_PLACE_INDIRECT},
                {"clause", BG_PLACE_CLAUSE}, {"duty", BG_PLACE_DUTY},  {"mod", BG_PLACE_MODIFIER},
                {"own", BG_PLACE_OWN},       {"who", BG_PLACE_WHO},    {"between", BG_PLACE_BETWEEN},
                {"among", BG_PLACE_BETWEEN}};
  if (!name.len) return complain(p, "a slot without a place in", p->frame->text);
  for (size_t i = 0; i < sizeof places / sizeof *places; i++)
    if (bg_str_is(name, places[i].name)) {
      slot->places |= places[i].place;
      return true;
    }
  if (slot->preposition_count == BG_SLOT_PREPOSITIONS) return complain(p, "too many prepositions before", name);
  slot->places |= BG_PLACE_PREPOSITION;
  slot->prepositions[slot->preposition_count++] = name;
  return true;
}

/* "{a,b,@list}": the words that may fill the slot. */
static bool parse_items(const parser *p, bg_slot *slot, bg_str inside) {
  size_t count = 1;
  for (size_t i = 0; i < inside.len; i++) count += inside.data[i] == ',';
  bg_slot_item *items = bg_arena_alloc(p->lexicon->arena, count * sizeof *items);
  bg_str part;
  while (bg_str_split(&inside, ',', &part)) {
    if (!part.len) return complain(p, "an empty word in", p->frame->text);
    bg_slot_item *item = &items[slot->item_count++];
    if (part.data[0] != '@') {
      item->lemma = part;
      continue;
    }
    char *name = bg_arena_strdup(p->lexicon->arena, bg_arena_str(p->lexicon->arena, part).data + 1);
    item->list = bg_word_list_named(p->lexicon, name);
    if (!item->list) return complain(p, "unknown word list", part);
  }
  slot->items = items;
  return true;
}

/* Cut "X{...}" or "X<...>" at its brackets; *inside is empty when there are none. */
static bool cut_brackets(const parser *p, bg_str *text, char open, char close, bg_str *inside) {
  *inside = BG_STR_EMPTY;
  size_t from = bg_str_find(*text, (bg_str){&open, 1}, 0);
  if (from == SIZE_MAX) return true;
  size_t to = bg_str_find(*text, (bg_str){&close, 1}, from);
  if (to == SIZE_MAX || to + 1 != text->len || to == from + 1) return complain(p, "brackets do not match in", *text);
  *inside = bg_str_slice(*text, from + 1, to);
  *text = bg_str_slice(*text, 0, from);
  return true;
}

static bool parse_slot(const parser *p, bg_str text) {
  if (p->frame->slot_count == BG_FRAME_SLOTS) return complain(p, "too many slots before", text);
  bg_slot *slot = &p->frame->slots[p->frame->slot_count++];
  bg_str inside;
  if (bg_str_ends(text, BG_STR("?"))) {
    slot->optional = true;
    text.len--;
  }
  if (!cut_brackets(p, &text, '<', '>', &inside)) return false;
  if (inside.len) {
    slot->type = bg_ontology_class(p->lexicon->ontology, inside);
    if (!slot->type.len) return complain(p, "unknown class", inside);
  }
  if (!cut_brackets(p, &text, '{', '}', &inside)) return false;
  if (inside.len && !parse_items(p, slot, inside)) return false;
  if (bg_str_ends(text, BG_STR("!"))) {
    slot->excluding = true;
    text.len--;
  }
  if (bg_str_ends(text, BG_STR("=S")) || bg_str_ends(text, BG_STR("=O"))) {
    slot->role = text.data[text.len - 1] == 'S' ? BG_ROLE_SUBJECT : BG_ROLE_OBJECT;
    text.len -= 2;
  }
  bg_str place;
  if (!text.len) return complain(p, "a slot without a place in", p->frame->text);
  while (bg_str_split(&text, '|', &place))
    if (!parse_place(p, slot, place)) return false;
  return true;
}

static bool has_role(const bg_frame *frame, bg_role role) {
  for (size_t i = 0; i < frame->slot_count; i++)
    if (frame->slots[i].role == role) return true;
  return false;
}

/* The object is the last slot that any word may fill, else the direct object; the subject is who does it. */
static bool give_roles(const parser *p) {
  bg_frame *frame = p->frame;
  for (size_t i = frame->slot_count; i > 0 && !has_role(frame, BG_ROLE_OBJECT); i--) {
    bg_slot *slot = &frame->slots[i - 1];
    bool open = !slot->item_count || slot->excluding;
    if (open && slot->role == BG_ROLE_NONE && !(slot->places & BG_PLACE_MODIFIER)) slot->role = BG_ROLE_OBJECT;
  }
  bool mutual = frame->each || frame->relation->symmetric;
  for (size_t i = 0; i < frame->slot_count && !has_role(frame, BG_ROLE_OBJECT) && !mutual; i++)
    if (frame->slots[i].places == BG_PLACE_OBJECT && frame->slots[i].role == BG_ROLE_NONE)
      frame->slots[i].role = BG_ROLE_OBJECT;
  if (has_role(frame, BG_ROLE_SUBJECT)) return true;
  if (frame->slot_count == BG_FRAME_SLOTS) return complain(p, "no room for a subject in", frame->text);
  bg_slot *subject = &frame->slots[frame->slot_count++];
  subject->role = BG_ROLE_SUBJECT;
  subject->places = frame->kind == BG_TRIGGER_NOUN ? BG_PLACE_OWN : BG_PLACE_SUBJECT;
  return true;
}

/* Words that are asked for weigh most, then particles, prepositions and further slots. */
static int rank_of(const bg_frame *frame) {
  int rank = frame->particle.len ? 3 : 0;
  for (size_t i = 0; i < frame->slot_count; i++) {
    const bg_slot *slot = &frame->slots[i];
    if (slot->optional) continue;
    rank += slot->places & BG_PLACE_CLAUSE ? 0 : 1;
    if (slot->item_count && !slot->excluding) rank += 4;
    if (slot->type.len || slot->excluding) rank += 1;
    if (slot->places & BG_PLACE_PREPOSITION) rank += 1;
  }
  return rank - (frame->weak ? 1 : 0);
}

static void add_frame(bg_relation_lexicon *lexicon, const bg_frame *frame, bg_str head) {
  BG_GROW(lexicon->frames, lexicon->frame_capacity, lexicon->frame_count + 1);
  bg_frame *copy = &lexicon->frames[lexicon->frame_count++];
  *copy = *frame;
  size_t underscore = bg_str_find(head, BG_STR("_"), 0);
  copy->lemma = underscore == SIZE_MAX ? head : bg_str_slice(head, 0, underscore);
  copy->particle = underscore == SIZE_MAX ? BG_STR_EMPTY : bg_str_slice(head, underscore + 1, head.len);
  copy->rank = rank_of(copy);
}

static bool add_heads(const parser *p, bg_str head) {
  if (head.data[0] != '@') {
    if (head.len > LONGEST_LEMMA) return complain(p, "a word that is too long:", head);
    add_frame(p->lexicon, p->frame, head);
    return true;
  }
  const bg_word_list *list = bg_word_list_named(p->lexicon, bg_arena_str(p->lexicon->arena, head).data + 1);
  if (!list) return complain(p, "unknown word list", head);
  for (size_t i = 0; i < bg_map_count(list->words); i++) add_frame(p->lexicon, p->frame, bg_map_key(list->words, i));
  return true;
}

bool bg_frame_parse(bg_relation_lexicon *lexicon, bg_trigger_kind kind, const bg_relation *relation, bg_str text,
                    bg_str *problem) {
  bg_frame frame = {.kind = kind, .relation = relation, .text = text};
  parser p = {lexicon, &frame, problem};
  bg_str rest = text, head = BG_STR_EMPTY, part;
  while (bg_str_split(&rest, ' ', &part)) {
    part = bg_str_trim(part);
    if (!part.len) continue;
    if (!head.len) head = part;
    else if (bg_str_is(part, "each")) frame.each = true;
    else if (bg_str_is(part, "event")) frame.event = true;
    else if (bg_str_is(part, "~")) frame.weak = true;
    else if (!parse_slot(&p, part)) return false;
  }
  if (!head.len) return complain(&p, "a frame without a word:", text);
  return give_roles(&p) && add_heads(&p, head);
}
