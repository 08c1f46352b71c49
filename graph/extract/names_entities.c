/* The table of entities: one for each concept of the gazetteer, and one for each name that it does not know. */
#include <string.h>

#include "base/memory.h"
#include "extract/names_parts.h"
#include "text/name_key.h"

/* ---- classes and kinds
 * ------------------------------------------------------------------------------------------------- */

bool names_is_a(const names_state *s, bg_str class_name, const char *super_name) {
  return bg_str_is(class_name, super_name) || bg_ontology_is_a(s->ontology, bg_ontology_class(s->ontology, class_name),
                                                               bg_ontology_class(s->ontology, bg_str_from(super_name)));
}

bg_name_kind names_kind_of_class(const names_state *s, bg_str class_name) {
  static const struct {
    const char *class_name;
    bg_name_kind kind;
  } table[] = {{"Person", BG_KIND_PERSON}, {"State", BG_KIND_PLACE},
               {"Place", BG_KIND_PLACE},   {"Organization", BG_KIND_ORGANIZATION},
               {"Office", BG_KIND_OFFICE}, {"SocialGroup", BG_KIND_GROUP},
               {"Event", BG_KIND_EVENT},   {"Initiative", BG_KIND_INITIATIVE},
               {"Issue", BG_KIND_ISSUE},   {"Actor", BG_KIND_ORGANIZATION}};
  for (size_t i = 0; i < sizeof table / sizeof *table; i++)
    if (names_is_a(s, class_name, table[i].class_name)) return table[i].kind;
  return BG_KIND_OTHER;
}

static const char *class_of_kind(bg_name_kind kind, bg_fine_kind fine) {
  if (fine == BG_FINE_PARTY) return "PoliticalParty";
  if (fine == BG_FINE_COUNTRY) return "State";
  switch (kind) {
    case BG_KIND_PERSON: return "Person";
    case BG_KIND_ORGANIZATION: return "Organization";
    case BG_KIND_PLACE: return "Place";
    case BG_KIND_EVENT: return "Event";
    case BG_KIND_INITIATIVE: return "Initiative";
    case BG_KIND_GROUP: return "SocialGroup";
    case BG_KIND_ISSUE: return "Issue";
    case BG_KIND_OFFICE: return "Office";
    case BG_KIND_OTHER:
    case BG_KIND_COUNT: break;
  }
  return "Thing";
}

bool names_is_or_below(const names_state *s, const bg_concept *noun, const char *id) {
  if (bg_str_is(noun->id, id)) return true;
  for (size_t i = 0; i < noun->part_of_count; i++)
    if (bg_str_is(bg_gazetteer_concept(s->gazetteer, noun->part_of[i])->id, id)) return true;
  return false;
}

bool names_governs(const names_state *s, size_t word) {
  size_t count = 0;
  const bg_sense *senses = bg_gazetteer_senses(s->gazetteer, names_word(s, word)->form, &count);
  for (size_t i = 0; i < count; i++) {
    const bg_concept *c = bg_gazetteer_concept(s->gazetteer, senses[i].concept);
    if (c->common && names_is_or_below(s, c, "government")) return true;
  }
  return false;
}

/* ---- ids
 * --------------------------------------------------------------------------------------------------------------- */

static void put_slug(bg_buffer *out, bg_str label) {
  bg_buffer key = {0}, lower = {0};
  bg_name_key(label, &key);
  bg_str from = bg_name_key_lower(bg_buffer_str(&key), &lower) ? bg_buffer_str(&lower) : bg_buffer_str(&key);
  for (size_t i = 0; i < from.len; i++) {
    char c = from.data[i];
    bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (letter) bg_buffer_putc(out, c);
    else if (out->len > 0 && out->data[out->len - 1] != '-') bg_buffer_putc(out, '-');
  }
  while (out->len > 0 && out->data[out->len - 1] == '-') out->data[--out->len] = '\0';
  bg_buffer_free(&key);
  bg_buffer_free(&lower);
}

/* The id of a concept of that name belongs to the concept, whether or not the document speaks of it. */
static bool is_concept_id(const names_state *s, bg_str label, bg_str id) {
  size_t count = 0;
  const bg_sense *senses = bg_gazetteer_senses(s->gazetteer, label, &count);
  for (size_t i = 0; i < count; i++)
    if (!bg_gazetteer_concept(s->gazetteer, senses[i].concept)->common &&
        bg_str_equal(bg_gazetteer_concept(s->gazetteer, senses[i].concept)->id, id))
      return true;
  return false;
}

static bg_str new_id(names_state *s, bg_str label, bg_str words, size_t entity) {
  bg_buffer slug = {0};
  put_slug(&slug, words.len > 0 ? words : label);
  if (slug.len == 0) bg_buffer_puts(&slug, "entity");
  if (is_concept_id(s, label, bg_buffer_str(&slug))) bg_buffer_puts(&slug, "-name");
  size_t stem = slug.len;
  for (unsigned n = 2; bg_map_has(s->ids, bg_buffer_str(&slug)); n++) {
    slug.len = stem;
    bg_buffer_printf(&slug, "-%u", n);
  }
  bg_str id = bg_arena_str(s->reading->arena, bg_buffer_str(&slug));
  bg_map_set(s->ids, id, entity);
  bg_buffer_free(&slug);
  return id;
}

/* ---- making entities
 * --------------------------------------------------------------------------------------------------- */

static size_t push_entity(names_state *s, bg_found_entity entity) {
  bg_reading *r = s->reading;
  BG_GROW(r->entities, r->entity_capacity, r->entity_count + 1);
  entity.entity.status = BG_PROPOSED;
  entity.entity.confidence = entity.confidence;
  r->entities[r->entity_count] = entity;
  return r->entity_count++;
}

/* ISO code of the state that a concept is, or is part of. */
static bg_str state_code(const names_state *s, size_t concept) {
  for (int steps = 0; concept != NO_CONCEPT && steps < 6; steps++) {
    const bg_concept *c = bg_gazetteer_concept(s->gazetteer, concept);
    if (c->iso3.len > 0) return c->iso3;
    concept = c->part_of_count > 0 ? c->part_of[0] : NO_CONCEPT;
  }
  return BG_STR_EMPTY;
}

size_t names_concept_entity(names_state *s, size_t concept) {
  const bg_concept *c = bg_gazetteer_concept(s->gazetteer, concept);
  size_t found = bg_map_get(s->entity_keys, c->iri, BG_NO_ENTITY);
  if (found != BG_NO_ENTITY) return found;
  bg_found_entity e = {.entity = {.id = c->id,
                                  .type = c->type,
                                  .label = c->label,
                                  .wikidata = c->wikidata,
                                  .origin = BG_STR("gazetteer")},
                       .kind = names_kind_of_class(s, c->type),
                       .fine = names_is_a(s, c->type, "State")            ? BG_FINE_COUNTRY
                               : names_is_a(s, c->type, "PoliticalParty") ? BG_FINE_PARTY
                                                                          : BG_FINE_NONE,
                       .concept = c->iri,
                       .iso3 = state_code(s, concept),
                       .confidence = 0.95};
  size_t index = push_entity(s, e);
  bg_map_set(s->entity_keys, c->iri, index);
  bg_map_set(s->ids, c->id, index);
  return index;
}

static bg_str folded(names_state *s, bg_str text) {
  bg_buffer out = {0};
  bg_fold_space(&out, text);
  bg_str copy = bg_arena_str(s->reading->arena, bg_buffer_str(&out));
  bg_buffer_free(&out);
  return copy;
}

static bg_str key_of(names_state *s, const names_thing *thing) {
  bg_buffer key = {0};
  bg_buffer_printf(&key, "%.*s:%zu:", BG_FMT(thing->class_name), thing->owner == BG_NO_ENTITY ? 0 : thing->owner + 1);
  put_slug(&key, thing->name);
  bg_str copy = bg_arena_str(s->reading->arena, bg_buffer_str(&key));
  bg_buffer_free(&key);
  return copy;
}

size_t names_new_entity(names_state *s, const names_thing *thing) {
  bg_str key = key_of(s, thing);
  size_t found = bg_map_get(s->entity_keys, key, BG_NO_ENTITY);
  if (found != BG_NO_ENTITY) return found;
  bg_found_entity e = {.entity = {.type = bg_arena_str(s->reading->arena, thing->class_name),
                                  .label = folded(s, thing->label.len > 0 ? thing->label : thing->name),
                                  .origin = BG_STR("names")},
                       .kind = thing->kind,
                       .fine = thing->fine,
                       .iso3 = thing->owner == BG_NO_ENTITY ? BG_STR_EMPTY : s->reading->entities[thing->owner].iso3,
                       .confidence = thing->confidence};
  size_t index = push_entity(s, e);
  s->reading->entities[index].entity.id = new_id(s, e.entity.label, thing->id_words, index);
  bg_map_set(s->entity_keys, key, index);
  if (thing->owner != BG_NO_ENTITY) names_add_part_of(s, index, thing->owner);
  return index;
}

static void add_to_list(names_state *s, bg_str_list *list, bg_str item) {
  for (size_t i = 0; i < list->count; i++)
    if (bg_str_equal(list->items[i], item)) return;
  bg_str *items = bg_arena_alloc(s->reading->arena, (list->count + 1) * sizeof *items);
  if (list->count > 0) memcpy(items, list->items, list->count * sizeof *items);
  items[list->count] = item;
  list->items = items;
  list->count++;
}

enum { MOST_ALIASES = 12 };

void names_add_alias(names_state *s, size_t entity, bg_str alias) {
  bg_entity *e = &s->reading->entities[entity].entity;
  if (e->aliases.count >= MOST_ALIASES) return;
  bg_buffer folded = {0};
  bg_fold_space(&folded, alias);
  if (!bg_str_equal(bg_buffer_str(&folded), e->label))
    add_to_list(s, &e->aliases, bg_arena_str(s->reading->arena, bg_buffer_str(&folded)));
  bg_buffer_free(&folded);
}

void names_add_part_of(names_state *s, size_t entity, size_t whole) {
  bg_found_entity *e = &s->reading->entities[entity];
  const bg_found_entity *w = &s->reading->entities[whole];
  if (entity == whole) return;
  add_to_list(s, &e->entity.part_of, w->entity.id);
  if (e->iso3.len == 0) e->iso3 = w->iso3;
}

void names_add_mention(names_state *s, size_t first, size_t end, size_t head, bg_name_kind kind, bg_fine_kind fine,
                       bg_mention_form form, size_t entity, bool nested, double confidence) {
  bg_reading *r = s->reading;
  BG_GROW(r->mentions, r->mention_capacity, r->mention_count + 1);
  r->mentions[r->mention_count++] = (bg_mention){.sentence = s->tree.sentence[first],
                                                 .first_word = first,
                                                 .end_word = end,
                                                 .head_word = head,
                                                 .start = names_word(s, first)->start,
                                                 .end = names_word(s, end - 1)->end,
                                                 .kind = kind,
                                                 .fine = fine,
                                                 .form = form,
                                                 .entity = entity,
                                                 .nested = nested,
                                                 .confidence = confidence};
  if (entity == BG_NO_ENTITY) return;
  r->entities[entity].mention_count++;
  if (form == BG_FORM_NAME || form == BG_FORM_ABBREVIATION || form == BG_FORM_ADJECTIVE || form == BG_FORM_METONYM)
    names_add_alias(s, entity, names_text_of(s, first, end));
}

/* ---- names that the gazetteer does not know
 * ------------------------------------------------------------------------------ */

static bg_str class_of_words(const names_state *s, size_t first, size_t end) {
  bg_buffer lower = {0};
  bg_str words = names_text_of(s, first, end);
  for (size_t i = 0; i < words.len; i++) {
    char c = words.data[i];
    bg_buffer_putc(&lower, c >= 'A' && c <= 'Z' ? (char)(c | 32) : c);
  }
  size_t count = 0;
  const bg_sense *senses = bg_gazetteer_senses(s->gazetteer, bg_buffer_str(&lower), &count);
  bg_buffer_free(&lower);
  for (size_t i = 0; i < count; i++) {
    const bg_concept *c = bg_gazetteer_concept(s->gazetteer, senses[i].concept);
    if (c->common) return c->type;
  }
  return BG_STR_EMPTY;
}

bg_str names_class_of_noun(const names_state *s, size_t word) {
  return class_of_words(s, word, word + 1);
}

bg_str names_class_of_name(const names_state *s, size_t first, size_t end) {
  if (end - first < 2) return BG_STR_EMPTY;
  size_t head = end - 1;
  for (size_t i = first + 1; i + 1 < end; i++)
    if (names_word(s, i)->upos == BG_UPOS_ADP || bg_str_is(names_word(s, i)->form, "of")) {
      head = i - 1;
      break;
    }
  /* "central bank" is more than a bank. */
  bg_str class_name = head > first ? class_of_words(s, head - 1, head + 1) : BG_STR_EMPTY;
  if (class_name.len == 0) class_name = names_class_of_noun(s, head);
  /* "U.S. Embassy Pakistan": the last word may name a place. */
  size_t before = head > first ? head - 1 : head;
  return class_name.len > 0 || before == first ? class_name : names_class_of_noun(s, before);
}

/* A head noun says more than the labeller, if both mean the same kind; and more surely than an unsure labeller. */
static bg_str class_of_span(const names_state *s, names_span *span) {
  bg_str class_name = names_class_of_name(s, span->first, span->end);
  if (class_name.len > 0 && span->fine == BG_FINE_NONE) {
    bg_name_kind kind = names_kind_of_class(s, class_name);
    bool named =
        kind == BG_KIND_ORGANIZATION || kind == BG_KIND_EVENT || kind == BG_KIND_INITIATIVE || kind == BG_KIND_PLACE;
    if (kind == span->kind) return class_name;
    bool vague = span->kind == BG_KIND_EVENT || span->kind == BG_KIND_INITIATIVE || span->kind == BG_KIND_OTHER;
    if (named && span->kind != BG_KIND_PERSON && (vague || span->confidence < 0.8)) {
      span->kind = kind;
      return class_name;
    }
  }
  return bg_str_from(class_of_kind(span->kind, span->fine));
}

static bg_str word_key(names_state *s, bg_name_kind kind, bg_str word) {
  bg_buffer key = {0};
  bg_buffer_printf(&key, "%d:", (int)kind);
  put_slug(&key, word);
  bg_str copy = bg_arena_str(s->reading->arena, bg_buffer_str(&key));
  bg_buffer_free(&key);
  return copy;
}

/* The words of the shorter name stand in the longer one, in order, the last one last. */
static bool is_variant(bg_str shorter, bg_str longer) {
  bg_str a, b, rest = longer;
  bool any = false;
  while (bg_str_split(&shorter, '-', &a)) {
    any = false;
    while (bg_str_split(&rest, '-', &b))
      if (bg_str_equal(a, b)) {
        any = true;
        break;
      }
    if (!any) return false;
  }
  return any;
}

/* "Khan" after "Imran Khan". */
static size_t person_variant(names_state *s, const names_span *span) {
  size_t found =
      bg_map_get(s->word_entities, word_key(s, BG_KIND_PERSON, names_word(s, span->end - 1)->form), BG_NO_ENTITY);
  if (found == BG_NO_ENTITY) return found;
  bg_buffer mine = {0}, theirs = {0};
  put_slug(&mine, names_text_of(s, span->first, span->end));
  put_slug(&theirs, s->reading->entities[found].entity.label);
  bool fits = is_variant(bg_buffer_str(&mine), bg_buffer_str(&theirs));
  bg_buffer_free(&mine);
  bg_buffer_free(&theirs);
  return fits ? found : BG_NO_ENTITY;
}

static void note_person(names_state *s, const names_span *span) {
  if (span->kind != BG_KIND_PERSON || span->end - span->first < 2) return;
  bg_map_set(s->word_entities, word_key(s, BG_KIND_PERSON, names_word(s, span->end - 1)->form), span->entity);
  bg_str first = word_key(s, BG_KIND_PERSON, names_word(s, span->first)->form);
  if (!bg_map_has(s->word_entities, first)) bg_map_set(s->word_entities, first, span->entity);
}

static void settle_unknown(names_state *s, names_span *span) {
  if (span->stands_for != NO_INDEX) return;
  bg_str class_name = class_of_span(s, span);
  if (span->kind == BG_KIND_OTHER) return;
  if (span->kind == BG_KIND_PERSON) span->entity = person_variant(s, span);
  if (span->entity == BG_NO_ENTITY) {
    names_thing thing = {.name = names_text_of(s, span->first, span->end),
                         .class_name = class_name,
                         .kind = span->kind,
                         .fine = span->fine,
                         .owner = BG_NO_ENTITY,
                         .confidence = span->confidence};
    span->entity = names_new_entity(s, &thing);
  }
  bg_found_entity *e = &s->reading->entities[span->entity];
  if (e->fine == BG_FINE_NONE) e->fine = span->fine;
  if (span->confidence > e->confidence) e->confidence = e->entity.confidence = span->confidence;
  note_person(s, span);
}

/* ---- one name, one kind
 * ---------------------------------------------------------------------------------------------------- */

typedef struct {
  double votes[BG_KIND_COUNT];
  double fine[BG_FINE_ELECTION + 1];
} ballot;

/* The labeller may call a name this here and that there: the document decides. */
static void vote(names_state *s) {
  bg_map *names = bg_map_new();
  ballot *ballots = NULL;
  size_t count = 0, capacity = 0;
  for (int round = 0; round < 2; round++) {
    for (size_t i = 0; i < s->span_count; i++) {
      names_span *span = &s->spans[i];
      if (span->concept != NO_CONCEPT) continue;
      bg_str key = word_key(s, BG_KIND_COUNT, names_text_of(s, span->first, span->end));
      size_t at = bg_map_get(names, key, count);
      if (round == 0) {
        BG_GROW(ballots, capacity, count + 1);
        if (at == count) {
          ballots[count++] = (ballot){0};
          bg_map_set(names, key, at);
        }
        ballots[at].votes[span->kind] += span->confidence;
        ballots[at].fine[span->fine] += span->confidence;
        continue;
      }
      for (unsigned k = 0; k < BG_KIND_COUNT; k++)
        if (ballots[at].votes[k] > ballots[at].votes[span->kind]) span->kind = (bg_name_kind)k;
      for (unsigned k = 0; k <= BG_FINE_ELECTION; k++)
        if (ballots[at].fine[k] > ballots[at].fine[span->fine]) span->fine = (bg_fine_kind)k;
    }
  }
  bg_free(ballots);
  bg_map_free(names);
}

/* ---- peoples ---- */

/* "ordinary Afghans" are a group of their own, part of the state by whose adjective they are called. */
static void settle_people(names_state *s, names_span *span) {
  size_t head = span->end - 1;
  bg_deprel rel = names_rel(s, head);
  if (span->form != BG_FORM_ADJECTIVE || span->outer != NO_INDEX || rel == BG_REL_AMOD || rel == BG_REL_COMPOUND ||
      !names_is_plural(names_word(s, head)))
    return;
  size_t first = span->first;
  for (uint32_t c = s->tree.first_child[head]; c != BG_NO_WORD && c < span->first; c = s->tree.next_child[c])
    if (names_rel(s, c) == BG_REL_AMOD && c < first) first = c;
  names_thing thing = {.name = names_text_of(s, first, span->end),
                       .class_name = BG_STR("SocialGroup"),
                       .kind = BG_KIND_GROUP,
                       .owner = span->entity,
                       .confidence = 0.85};
  span->first = first;
  span->entity = names_new_entity(s, &thing);
  span->kind = BG_KIND_GROUP;
  span->fine = BG_FINE_NONE;
  span->form = BG_FORM_NAME;
}

/* ---- the stage
 * --------------------------------------------------------------------------------------------------------------- */

/* A known state or organisation within an unknown name owns it: "U.S. Embassy Pakistan" is American. */
static void own_by_nested(names_state *s, size_t span) {
  const names_span *outer = &s->spans[span];
  if (outer->entity == BG_NO_ENTITY || outer->concept != NO_CONCEPT || outer->kind != BG_KIND_ORGANIZATION) return;
  for (size_t i = span + 1; i < s->span_count && s->spans[i].outer == span; i++) {
    if (s->spans[i].entity == BG_NO_ENTITY) continue;
    names_add_part_of(s, outer->entity, s->spans[i].entity);
    return;
  }
}

/* "Pakistan's Port Authority". */
static void own_by_possessor(names_state *s, const names_span *span) {
  if (span->outer != NO_INDEX || span->entity == BG_NO_ENTITY || span->concept != NO_CONCEPT ||
      span->kind != BG_KIND_ORGANIZATION)
    return;
  size_t owner = names_child(s, names_head_of(s, span->first, span->end), BG_REL_NMOD_POSS);
  if (owner == NO_INDEX || s->span_at[owner] == NO_INDEX) return;
  const names_span *of = &s->spans[s->span_at[owner]];
  if (of->entity != BG_NO_ENTITY && of->entity != span->entity) names_add_part_of(s, span->entity, of->entity);
}

/* Family names that the labeller passed over elsewhere: "Khan" again. */
static void find_again(names_state *s) {
  for (size_t w = 0; w < s->analysis->word_count; w++) {
    const bg_word *word = names_word(s, w);
    if (s->span_at[w] != NO_INDEX || word->upos != BG_UPOS_PROPN || word->form.len < 3 || !names_is_capital(word->form))
      continue;
    size_t entity = bg_map_get(s->word_entities, word_key(s, BG_KIND_PERSON, word->form), BG_NO_ENTITY);
    if (entity == BG_NO_ENTITY) continue;
    const bg_found_entity *e = &s->reading->entities[entity];
    if (!bg_str_ends(e->entity.label, word->form)) continue;
    s->span_at[w] = s->span_count;
    BG_GROW(s->spans, s->span_capacity, s->span_count + 1);
    s->spans[s->span_count++] = (names_span){.first = w,
                                             .end = w + 1,
                                             .sentence = s->tree.sentence[w],
                                             .kind = e->kind,
                                             .fine = e->fine,
                                             .concept = NO_CONCEPT,
                                             .outer = NO_INDEX,
                                             .stands_for = NO_INDEX,
                                             .entity = entity,
                                             .settled = true,
                                             .confidence = 0.8};
  }
}

enum { LONGEST_FIRST = 5 };

void names_make_entities(names_state *s) {
  vote(s);
  for (size_t i = 0; i < s->span_count; i++)
    if (s->spans[i].entity == BG_NO_ENTITY && s->spans[i].concept != NO_CONCEPT)
      s->spans[i].entity = names_concept_entity(s, s->spans[i].concept);
  for (size_t i = 0; i < s->span_count; i++)
    if (s->spans[i].concept != NO_CONCEPT && s->spans[i].entity != BG_NO_ENTITY) note_person(s, &s->spans[i]);
  for (size_t words = LONGEST_FIRST; words > 0; words--)
    for (size_t i = 0; i < s->span_count; i++) {
      size_t n = s->spans[i].end - s->spans[i].first;
      if (s->spans[i].entity == BG_NO_ENTITY && (n == words || (n > words && words == LONGEST_FIRST)))
        settle_unknown(s, &s->spans[i]);
    }
  find_again(s);
  for (size_t i = 0; i < s->span_count; i++)
    if (s->spans[i].stands_for != NO_INDEX) s->spans[i].entity = s->spans[s->spans[i].stands_for].entity;
  for (size_t i = 0; i < s->span_count; i++) {
    if (s->spans[i].concept != NO_CONCEPT) settle_people(s, &s->spans[i]);
    own_by_nested(s, i);
    own_by_possessor(s, &s->spans[i]);
  }
  for (size_t i = 0; i < s->span_count; i++) {
    const names_span *span = &s->spans[i];
    if (span->outer != NO_INDEX && span->entity == s->spans[span->outer].entity) continue;
    if (span->concept != NO_CONCEPT && span->form == BG_FORM_NOMINAL && span->kind == BG_KIND_ISSUE)
      names_add_alias(s, span->entity, names_text_of(s, span->first, span->end));
    names_add_mention(s, span->first, span->end, names_head_of(s, span->first, span->end), span->kind, span->fine,
                      span->form, span->entity, span->outer != NO_INDEX && !span->free, span->confidence);
  }
}
