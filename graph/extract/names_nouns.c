/* Noun phrases that denote actors, places, events, initiatives and issues without being names: "Pakistan's army chief",
 * "Indian officials", "private investors", "the 2019 attack", "an economic crisis". What a noun means is said in the
 * gazetteer (bg:CommonNouns); whether the phrase is an entity of its own depends on what pins it down. */
#include <string.h>

#include "base/memory.h"
#include "extract/names_phrase.h"

/* ---- what the phrase stands for ---- */

static bool entity_is_a(const names_state *s, size_t entity, const char *class_name) {
  return names_is_a(s, s->reading->entities[entity].entity.type, class_name);
}

static void mention(names_state *s, const names_phrase *p, size_t entity, double confidence) {
  bg_name_kind kind =
      entity == BG_NO_ENTITY ? names_kind_of_class(s, p->noun->type) : s->reading->entities[entity].kind;
  bg_fine_kind fine = entity == BG_NO_ENTITY ? BG_FINE_NONE : s->reading->entities[entity].fine;
  size_t first = p->first, end = p->end;
  bg_mention_form form = BG_FORM_NOMINAL;
  /* "the Iraqi Army": a name, made of a state and a noun written large */
  bool joined = p->owner_words[1] == p->core && p->core > 0 && names_word(s, p->core - 1)->upos != BG_UPOS_PART;
  if (entity != BG_NO_ENTITY && joined && p->owner_words[0] < p->core && p->core_end == p->end &&
      !bg_str_is(s->reading->entities[entity].entity.type, "State") && names_is_capital(names_word(s, p->core)->form)) {
    first = p->owner_words[0];
    form = BG_FORM_NAME;
  }
  names_add_mention(s, first, end, p->head, kind, fine, form, entity, false, confidence);
}

static void leave_open(names_state *s, const names_phrase *p, bool governs, bool pinned) {
  BG_GROW(s->open, s->open_capacity, s->open_count + 1);
  s->open[s->open_count++] = (names_open){.first = p->first,
                                          .end = p->end,
                                          .head = p->head,
                                          .noun = names_word(s, p->head)->form,
                                          .class_name = p->noun->type,
                                          .name = names_phrase_name(s, p),
                                          .definite = p->definite,
                                          .plural = p->plural,
                                          .governs = governs,
                                          .pinned = pinned};
}

static void describe(names_state *s, size_t person, bg_str office) {
  bg_found_entity *e = &s->reading->entities[person];
  e->fine = BG_FINE_POLITICIAN;
  if (e->entity.description.len == 0) {
    bg_buffer folded = {0};
    bg_fold_space(&folded, office);
    e->entity.description = bg_arena_str(s->reading->arena, bg_buffer_str(&folded));
    bg_buffer_free(&folded);
  }
}

static size_t person_at(const names_state *s, size_t word) {
  size_t span = s->span_at[word];
  return span != NO_INDEX && s->spans[span].kind == BG_KIND_PERSON ? s->spans[span].entity : BG_NO_ENTITY;
}

/* The person who holds an office, named beside it: "Prime Minister Imran Khan", "Imran Khan, the prime minister". */
static size_t holder_of(const names_state *s, const names_phrase *p, bool *apart) {
  const bg_sentence *in = &s->analysis->sentences[s->tree.sentence[p->head]];
  *apart = false;
  if (p->core_end < in->first_word + in->word_count && person_at(s, p->core_end) != BG_NO_ENTITY)
    return person_at(s, p->core_end);
  *apart = true;
  uint32_t up = s->tree.head[p->head];
  if (names_rel(s, p->head) == BG_REL_APPOS && up != BG_NO_WORD) return person_at(s, up);
  size_t appos = names_child(s, p->head, BG_REL_APPOS);
  return appos == NO_INDEX ? BG_NO_ENTITY : person_at(s, appos);
}

/* "Foreign Minister Jane Roe" as a whole. */
static void mention_with_title(names_state *s, const names_phrase *p, size_t holder) {
  const names_span *name = &s->spans[s->span_at[p->core_end]];
  const bg_found_entity *e = &s->reading->entities[holder];
  names_add_mention(s, p->first, name->end, names_head_of(s, p->core, name->end), e->kind, BG_FINE_POLITICIAN,
                    BG_FORM_NOMINAL, holder, false, 0.85);
}

static void read_office(names_state *s, const names_phrase *p) {
  bool apart = false;
  size_t holder = holder_of(s, p, &apart);
  size_t owner = p->owner_count > 0 ? p->owners[0] : BG_NO_ENTITY;
  if (holder != BG_NO_ENTITY) {
    bg_str office = names_phrase_label(s, p, owner, names_phrase_name(s, p));
    describe(s, holder, office);
    if (owner != BG_NO_ENTITY && s->reading->entities[holder].iso3.len == 0)
      s->reading->entities[holder].iso3 = s->reading->entities[owner].iso3;
    bg_map_set(s->office_holders, names_word(s, p->head)->lemma, holder);
    if (apart) mention(s, p, holder, 0.85);
    else mention_with_title(s, p, holder);
    return;
  }
  if (p->plural) {
    if (owner == BG_NO_ENTITY) leave_open(s, p, false, false);
    else mention(s, p, names_phrase_entity(s, p, owner, 0.6), 0.6);
  } else if (owner != BG_NO_ENTITY) {
    mention(s, p, names_phrase_entity(s, p, owner, 0.8), 0.8);
  } else {
    leave_open(s, p, false, false);
  }
}

/* "Indian officials" are India; "the Punjab government" is a body of Punjab. */
static void read_governing(names_state *s, const names_phrase *p) {
  if (p->owner_count == 0) {
    leave_open(s, p, true, false);
    return;
  }
  for (size_t i = 0; i < p->owner_count; i++) {
    size_t owner = p->owners[i];
    bool acts_itself = entity_is_a(s, owner, "State") || entity_is_a(s, owner, "Organization") ||
                       entity_is_a(s, owner, "StateGroup") || entity_is_a(s, owner, "DeFactoAuthority");
    mention(
        s, p,
        acts_itself ? owner : names_phrase_entity(s, p, entity_is_a(s, owner, "Person") ? BG_NO_ENTITY : owner, 0.7),
        0.8);
  }
}

static void read_thing(names_state *s, const names_phrase *p, bool pinned) {
  if (!pinned && p->issue != NO_CONCEPT) {
    s->concept_count[p->issue]++;
    mention(s, p, names_concept_entity(s, p->issue), 0.8);
    return;
  }
  if (!pinned) {
    leave_open(s, p, false, false);
    return;
  }
  if (p->owner_count == 0) mention(s, p, names_phrase_entity(s, p, BG_NO_ENTITY, 0.7), 0.7);
  for (size_t i = 0; i < p->owner_count; i++) mention(s, p, names_phrase_entity(s, p, p->owners[i], 0.75), 0.75);
}

/* "the city of Mosul" is Mosul. */
static void read_place(names_state *s, const names_phrase *p) {
  if (p->of != BG_NO_ENTITY && !p->plural && s->reading->entities[p->of].kind == BG_KIND_PLACE &&
      !entity_is_a(s, p->of, "State"))
    mention(s, p, p->of, 0.8);
  else read_thing(s, p, p->owner_count > 0 && !p->plural && p->first < p->core);
}

static void read_issue(names_state *s, const names_phrase *p) {
  bool needs_more = names_is_or_below(s, p->noun, "noun-problem");
  if (needs_more && !p->specific && p->core_end - p->core == 1) return;
  /* An issue is the same whoever has it. */
  mention(s, p, names_phrase_entity(s, p, BG_NO_ENTITY, 0.7), 0.7);
}

/* "Their alliance with Japan" is a tie, no group of states. */
static bool is_tie(const names_state *s, const names_phrase *p) {
  const bg_sentence *in = &s->analysis->sentences[s->tree.sentence[p->head]];
  return !p->plural && names_is_a(s, p->noun->type, "StateGroup") && p->end < in->first_word + in->word_count &&
         bg_str_is(names_word(s, p->end)->form, "with");
}

/* What "an attack", "the imminent withdrawal of Mali" make is a tie; "the 2019 attack", "a drone attack" an event. */
static bool is_event(const names_state *s, const names_phrase *p) {
  bool owned = p->owner_count > 0, several = p->core_end - p->core > 1;
  if (names_is_or_below(s, p->noun, "noun-deed")) return p->dated || (p->compound && !owned);
  return owned || p->dated || p->compound || several;
}

/* "the regional bloc" may be one that was named. */
static void read_body(names_state *s, const names_phrase *p) {
  bool pinned = p->owner_count > 0 || p->modified || p->core_end - p->core > 1;
  if (p->owner_count == 0 && p->definite && !p->plural) leave_open(s, p, false, pinned);
  else read_thing(s, p, pinned);
}

/* ---- phrases that a name stands beside ---- */

static bool in_words(const names_phrase *p, size_t word) {
  return word >= p->first && word < p->end;
}

static bool may_name(const names_state *s, const names_phrase *p, size_t word) {
  size_t span = s->span_at[word];
  if (span == NO_INDEX || s->spans[span].entity == BG_NO_ENTITY || s->spans[span].form == BG_FORM_ADJECTIVE)
    return false;
  if (in_words(p, s->spans[span].first)) return false;
  bg_str noun = p->noun->type, type = s->reading->entities[s->spans[span].entity].entity.type;
  if (names_is_a(s, noun, "State")) return names_is_a(s, type, "State");
  if (names_is_a(s, noun, "StateGroup") && names_is_a(s, type, "State")) return true;
  return names_kind_of_class(s, noun) == BG_KIND_ORGANIZATION && s->spans[span].kind == BG_KIND_ORGANIZATION;
}

/* "a new body, the Alliance of Sahel States", "ECOWAS, a bloc of 15 states", "the regional bloc ECOWAS". */
static size_t name_beside(const names_state *s, const names_phrase *p) {
  const bg_sentence *in = &s->analysis->sentences[s->tree.sentence[p->head]];
  if (p->plural) return BG_NO_ENTITY;
  size_t appos = names_child(s, p->head, BG_REL_APPOS);
  if (appos != NO_INDEX && may_name(s, p, appos)) return s->spans[s->span_at[appos]].entity;
  uint32_t up = s->tree.head[p->head];
  if (names_rel(s, p->head) == BG_REL_APPOS && up != BG_NO_WORD && may_name(s, p, up))
    return s->spans[s->span_at[up]].entity;
  size_t next = p->core_end;
  bool close = p->owner_count == 0 && next < in->first_word + in->word_count && p->end == next && may_name(s, p, next);
  if (!close || s->spans[s->span_at[next]].first != next) return BG_NO_ENTITY;
  uint32_t of_next = s->tree.head[names_head_of(s, next, s->spans[s->span_at[next]].end)];
  return of_next == p->head || s->tree.head[p->head] == next ? s->spans[s->span_at[next]].entity : BG_NO_ENTITY;
}

static void read_noun(names_state *s, const names_phrase *p) {
  bg_str class_name = p->noun->type;
  if (is_tie(s, p)) return;
  size_t named = name_beside(s, p);
  if (named != BG_NO_ENTITY) {
    mention(s, p, named, 0.85);
    return;
  }
  bool owned = p->owner_count > 0, several = p->core_end - p->core > 1;
  bool governs = names_is_or_below(s, p->noun, "government");
  if (names_is_a(s, class_name, "Office") && !(governs && p->plural)) read_office(s, p);
  else if (governs && !p->of_others) read_governing(s, p);
  else if (names_is_a(s, class_name, "Issue")) read_issue(s, p);
  else if (names_is_a(s, class_name, "Event")) read_thing(s, p, is_event(s, p));
  else if (names_is_a(s, class_name, "Initiative"))
    read_thing(s, p, several || (!bg_str_is(class_name, "Initiative") && (owned || p->compound)));
  else if (names_is_a(s, class_name, "State")) read_thing(s, p, owned && p->plural);
  else if (names_is_a(s, class_name, "Place")) read_place(s, p);
  else if (names_is_a(s, class_name, "Person")) read_thing(s, p, p->plural && owned);
  else if (names_is_a(s, class_name, "StateGroup")) read_thing(s, p, owned || p->specific || several);
  else if (names_is_a(s, class_name, "InternationalOrganization")) read_body(s, p);
  else read_thing(s, p, owned || p->modified || several);
}

/* ---- pronouns, which the next stage resolves ---- */

static bool is_pronoun(const names_state *s, size_t word) {
  const bg_word *w = names_word(s, word);
  static const char *const pronouns[] = {"he",  "she", "it",    "they", "him", "her", "them",
                                         "his", "its", "their", "we",   "us",  "i"};
  if (w->upos != BG_UPOS_PRON || bg_deprel_universal((bg_deprel)w->deprel) == BG_REL_EXPL) return false;
  /* "Vice Premier He Lifeng" */
  const bg_sentence *in = &s->analysis->sentences[s->tree.sentence[word]];
  if (s->span_at[word] != NO_INDEX) return false;
  if (names_is_capital(w->form) && word > in->first_word && names_word(s, word - 1)->upos == BG_UPOS_PROPN)
    return false;
  for (size_t i = 0; i < sizeof pronouns / sizeof *pronouns; i++)
    if (w->form.len == strlen(pronouns[i]) && (w->form.data[0] | 32) == pronouns[i][0] &&
        memcmp(w->form.data + 1, pronouns[i] + 1, w->form.len - 1) == 0)
      return true;
  return false;
}

static void note_pronoun(names_state *s, size_t word) {
  BG_GROW(s->open, s->open_capacity, s->open_count + 1);
  s->open[s->open_count++] =
      (names_open){.first = word, .end = word + 1, .head = word, .noun = names_word(s, word)->form, .definite = true};
}

/* "northern Syria": a part of it, beside the whole. */
static void read_parts(names_state *s) {
  static const char *const directions[] = {
      "northern",     "southern", "eastern", "western", "central", "northeastern", "northwestern", "southeastern",
      "southwestern", "upper",    "lower",   "inner",   "north",   "south",        "east",         "west"};
  for (size_t i = 0; i < s->span_count; i++) {
    const names_span *span = &s->spans[i];
    if (span->kind != BG_KIND_PLACE || span->outer != NO_INDEX || span->entity == BG_NO_ENTITY || span->first == 0 ||
        span->form == BG_FORM_ADJECTIVE)
      continue;
    size_t before = span->first - 1, head = names_head_of(s, span->first, span->end);
    if (s->tree.head[before] != head || s->span_at[before] != NO_INDEX) continue;
    bool found = false;
    for (size_t k = 0; k < sizeof directions / sizeof *directions; k++)
      found |= bg_str_is(names_word(s, before)->form, directions[k]);
    if (!found) continue;
    names_thing part = {.name = names_text_of(s, before, span->end),
                        .class_name = BG_STR("Place"),
                        .kind = BG_KIND_PLACE,
                        .owner = span->entity,
                        .confidence = 0.8};
    names_add_mention(s, before, span->end, head, BG_KIND_PLACE, BG_FINE_NONE, BG_FORM_NOMINAL,
                      names_new_entity(s, &part), false, 0.75);
  }
}

void names_read_nouns(names_state *s) {
  read_parts(s);
  for (size_t sentence = 0; sentence < s->analysis->sentence_count; sentence++) {
    const bg_sentence *in = &s->analysis->sentences[sentence];
    if (names_is_note(s, sentence)) continue; /* titles of cited works are not what the brief says */
    for (size_t word = in->first_word; word < in->first_word + in->word_count;) {
      names_phrase p;
      bool heads = false;
      if (is_pronoun(s, word)) note_pronoun(s, word);
      size_t n = s->span_at[word] == NO_INDEX ? names_read_phrase(s, sentence, word, &p, &heads) : 0;
      if (heads) read_noun(s, &p);
      word += n > 0 ? n : 1;
    }
  }
}
