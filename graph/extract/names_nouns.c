/* Noun phrases that denote actors, places, events, initiatives and issues without being names: "Pakistan's army chief",
 * "Indian officials", "private investors", "the 2019 attack", "an economic crisis". What a noun means is said in the
 * gazetteer (bg:CommonNouns); whether the phrase is an entity of its own depends on what pins it down. */
#include <string.h>

#include "base/memory.h"
#include "extract/names_parts.h"

enum { MOST_OWNERS = 4, MOST_NOUN_WORDS = 6 };

typedef struct {
  size_t first, end; /* the whole phrase, with determiner; end may lie behind an "of" phrase */
  size_t core, core_end;
  size_t head;
  const bg_concept *noun;
  size_t issue;               /* the same words name this issue when nothing pins down the event; or NO_CONCEPT */
  size_t owners[MOST_OWNERS]; /* entities */
  size_t owner_count;
  size_t of;             /* the owner behind "of", or BG_NO_ENTITY */
  size_t owner_words[2]; /* the words that name the owner on the left: first, end */
  bool modified;         /* by an adjective or noun that says which */
  bool compound;         /* by a noun or name */
  bool dated;            /* by a year or date */
  bool definite, plural;
} phrase;

/* ---- the noun
 * ------------------------------------------------------------------------------------------------------------ */

static const bg_concept *common_noun(const names_state *s, const bg_sense *senses, size_t count, size_t *issue) {
  *issue = NO_CONCEPT;
  for (size_t i = 0; i < count; i++)
    if (names_is_a(s, bg_gazetteer_concept(s->gazetteer, senses[i].concept)->type, "Issue") &&
        !bg_gazetteer_concept(s->gazetteer, senses[i].concept)->common)
  *issue = senses[i].concept;
  for (size_t i = 0; i < count; i++) {
    const bg_concept *c = bg_gazetteer_concept(s->gazetteer, senses[i].concept);
    if (c->common) return c;
  }
  return NULL;
}

/* The common noun that starts at a word: as written, else by its lemma. Gives its words. */
static size_t noun_at(const names_state *s, size_t sentence, size_t word, const bg_concept **noun, size_t *issue) {
  const bg_sense *senses = NULL;
  size_t count = 0, n = bg_gazetteer_match(s->gazetteer, s->analysis, sentence, word, &senses, &count);
  *noun = n > 0 ? common_noun(s, senses, count, issue) : NULL;
  if (*noun) return n;
  const bg_word *w = names_word(s, word);
  if (n > 0 || w->upos != BG_UPOS_NOUN || w->lemma.len == 0) return 0;
  senses = bg_gazetteer_senses(s->gazetteer, w->lemma, &count);
  *noun = common_noun(s, senses, count, issue);
  return *noun ? 1 : 0;
}

/* ---- what stands around it
 * ---------------------------------------------------------------------------------------------------- */

static void add_owner(phrase *p, size_t entity) {
  for (size_t i = 0; i < p->owner_count; i++)
    if (p->owners[i] == entity) return;
  if (entity != BG_NO_ENTITY && p->owner_count < MOST_OWNERS) p->owners[p->owner_count++] = entity;
}

/* The name at a word, and those that it is coordinated with: "Indian and Pakistani officials". */
static bool add_owners_at(const names_state *s, phrase *p, size_t word) {
  size_t span = s->span_at[word];
  if (span == NO_INDEX || s->spans[span].kind == BG_KIND_ISSUE) return false;
  add_owner(p, s->spans[span].entity);
  for (uint32_t c = s->tree.first_child[word]; c != BG_NO_WORD; c = s->tree.next_child[c])
    if (names_rel(s, c) == BG_REL_CONJ && s->span_at[c] != NO_INDEX) add_owner(p, s->spans[s->span_at[c]].entity);
  return s->spans[span].entity != BG_NO_ENTITY;
}

/* Adjectives that do not say which. */
static bool says_nothing(const bg_word *w) {
  static const char *const vague[] = {
      "other",    "many",       "several", "such",    "new",         "own",        "different",  "certain",
      "various",  "same",       "few",     "more",    "most",        "some",       "numerous",   "additional",
      "further",  "next",       "last",    "first",   "second",      "entire",     "whole",      "potential",
      "possible", "large",      "small",   "major",   "big",         "serious",    "current",    "recent",
      "only",     "real",       "good",    "bad",     "significant", "important",  "key",        "particular",
      "great",    "increasing", "growing", "ongoing", "previous",    "former",     "future",     "long",
      "main",     "immense",    "average", "full",    "similar",     "respective", "individual", "single",
      "key",      "high",       "low",     "sudden",  "overall",     "broad",      "severe",     "continued",
      "strong"};
  bg_str lemma = w->lemma.len > 0 ? w->lemma : w->form;
  for (size_t i = 0; i < sizeof vague / sizeof *vague; i++)
    if (bg_str_is(lemma, vague[i])) return true;
  return false;
}

/* Neither what such an adjective says, nor that of a participle, belongs to the name: "already delayed elections". */
static bool is_dropped(const bg_word *w) {
  return w->upos == BG_UPOS_VERB || w->upos == BG_UPOS_ADV || (w->upos == BG_UPOS_ADJ && says_nothing(w));
}

static bool is_year(bg_str form) {
  if (form.len != 4 || (form.data[0] != '1' && form.data[0] != '2')) return false;
  for (size_t i = 1; i < 4; i++)
    if (form.data[i] < '0' || form.data[i] > '9') return false;
  return true;
}

/* With a comma in it or behind it: a date or an aside, no modifier. */
static bool is_divided(const names_state *s, size_t word) {
  for (size_t i = s->tree.left[word]; i <= s->tree.right[word] + 1 && i < s->analysis->word_count; i++)
    if (bg_str_is(names_word(s, i)->form, ",")) return true;
  return false;
}

static void read_left(const names_state *s, phrase *p) {
  size_t edge = p->core;
  p->owner_words[0] = p->owner_words[1] = p->core;
  for (uint32_t c = s->tree.first_child[p->head]; c != BG_NO_WORD && c < p->core; c = s->tree.next_child[c]) {
    const bg_word *w = names_word(s, c);
    bg_deprel rel = names_rel(s, c);
    bool possessive = w->deprel == BG_REL_NMOD_POSS;
    if (rel == BG_REL_DET) {
      p->definite |= bg_str_is(w->lemma, "the") || bg_str_is(w->lemma, "this") || bg_str_is(w->lemma, "these") ||
                     bg_str_is(w->lemma, "both") || bg_str_is(w->form, "the") || bg_str_is(w->form, "The");
    } else if (rel == BG_REL_AMOD || rel == BG_REL_COMPOUND || possessive) {
      if (add_owners_at(s, p, c)) {
        p->compound |= rel == BG_REL_COMPOUND;
        p->owner_words[0] = s->tree.left[c];
        p->owner_words[1] = s->tree.right[c] + 1;
      } else if (s->span_at[c] != NO_INDEX || rel == BG_REL_COMPOUND) {
        p->compound = p->modified = true;
      } else if (rel == BG_REL_AMOD && !is_dropped(w)) {
        p->modified = true;
      }
    } else if (rel == BG_REL_NUMMOD) {
      if (is_year(w->form)) p->dated = true;
    } else if (rel != BG_REL_NMOD || w->upos == BG_UPOS_PRON || w->upos == BG_UPOS_NUM || is_divided(s, c)) {
      continue;
    }
    if (s->tree.left[c] < edge) edge = s->tree.left[c];
    if (is_year(w->form)) p->dated = true;
  }
  while (edge < p->core && names_word(s, edge)->upos == BG_UPOS_PUNCT) edge++;
  p->first = edge;
}

enum { LONGEST_COMPLEMENT = 8 };

/* "... of Iraq", "... in Punjab": owners behind the noun; "of" belongs to the phrase. */
static void read_right(const names_state *s, phrase *p) {
  p->end = p->core_end;
  for (uint32_t c = s->tree.first_child[p->head]; c != BG_NO_WORD; c = s->tree.next_child[c]) {
    if (c < p->core_end || (names_rel(s, c) != BG_REL_NMOD && names_rel(s, c) != BG_REL_OBL)) continue;
    size_t marker = names_child(s, c, BG_REL_CASE);
    if (marker == NO_INDEX) continue;
    bg_str preposition = names_word(s, marker)->form;
    bool of = bg_str_is(preposition, "of");
    size_t right = s->tree.right[c] + 1;
    if (bg_str_is(preposition, "in") && is_year(names_word(s, c)->form)) p->dated = true;
    if (!of && !(bg_str_is(preposition, "for") && names_is_a(s, p->noun->type, "Office"))) continue;
    if (marker != p->end || right - marker > LONGEST_COMPLEMENT) continue;
    if (!add_owners_at(s, p, c)) continue;
    p->end = right;
    p->of = s->spans[s->span_at[c]].entity;
  }
}

/* "Pakistani engineers and entrepreneurs": the second noun has the owner of the first. */
static void inherit(const names_state *s, phrase *p) {
  if (p->owner_count > 0 || p->modified || p->first != p->core || names_rel(s, p->head) != BG_REL_CONJ) return;
  uint32_t first = s->tree.head[p->head];
  for (uint32_t c = s->tree.first_child[first]; c != BG_NO_WORD && c < first; c = s->tree.next_child[c])
    if (names_rel(s, c) == BG_REL_AMOD && add_owners_at(s, p, c)) {
      p->owner_words[0] = s->tree.left[c];
      p->owner_words[1] = s->tree.right[c] + 1;
    }
}

static bool read_phrase(const names_state *s, size_t word, size_t n, const bg_concept *noun, phrase *p) {
  *p = (phrase){
      .core = word, .core_end = word + n, .noun = noun, .of = BG_NO_ENTITY, .head = names_head_of(s, word, word + n)};
  const bg_word *head = names_word(s, p->head);
  if (head->upos != BG_UPOS_NOUN && head->upos != BG_UPOS_PROPN &&
      !(head->upos == BG_UPOS_ADJ && n == 1 && names_child(s, p->head, BG_REL_DET) != NO_INDEX))
    return false;
  bg_deprel rel = names_rel(s, p->head);
  if (rel == BG_REL_COMPOUND || rel == BG_REL_FLAT || rel == BG_REL_FIXED) return false;
  p->plural = names_is_plural(head);
  read_left(s, p);
  read_right(s, p);
  inherit(s, p);
  return true;
}

/* ---- words of the phrase
 * -------------------------------------------------------------------------------------------------------- */

static bool in_owner(const phrase *p, size_t word) {
  return word >= p->owner_words[0] && word < p->owner_words[1];
}

/* The modifier of the head that a word belongs to, or the word itself. */
static size_t modifier_of(const names_state *s, const phrase *p, size_t word) {
  for (uint32_t c = s->tree.first_child[p->head]; c != BG_NO_WORD && c < p->core; c = s->tree.next_child[c])
    if (s->tree.left[c] <= word && word <= s->tree.right[c]) return c;
  return word;
}

static bool belongs_to_name(const names_state *s, const phrase *p, size_t word) {
  if (word >= p->core) return true;
  const bg_word *w = names_word(s, word), *m = names_word(s, modifier_of(s, p, word));
  if (in_owner(p, word) || m->upos == BG_UPOS_DET || m->upos == BG_UPOS_PRON || m->upos == BG_UPOS_PART) return false;
  if (w->upos == BG_UPOS_ADV || w->upos == BG_UPOS_DET) return false;
  if (m->upos == BG_UPOS_NUM && !is_year(m->form)) return false;
  return !is_dropped(m);
}

/* The phrase in small letters without determiner and owner: "army chief", "religious minorities". */
static bg_str bare_name(names_state *s, const phrase *p) {
  bg_buffer out = {0};
  bool spaced = false;
  for (size_t i = p->first; i < p->core_end; i++) {
    const bg_word *w = names_word(s, i);
    if (!belongs_to_name(s, p, i)) continue;
    if (w->upos == BG_UPOS_PUNCT && (out.len == 0 || spaced || w->space_after)) continue;
    if (out.len > 0 && spaced) bg_buffer_putc(&out, ' ');
    spaced = w->space_after;
    bool name = w->upos == BG_UPOS_PROPN && i < p->core;
    for (size_t k = 0; k < w->form.len; k++) {
      char c = w->form.data[k];
      bg_buffer_putc(&out, !name && c >= 'A' && c <= 'Z' ? (char)(c | 32) : c);
    }
  }
  bg_str copy = bg_arena_str(s->reading->arena, bg_buffer_str(&out));
  bg_buffer_free(&out);
  return copy;
}

/* "Pakistani engineers" as written, "Pakistan army" for "Pakistan's army" and "the army of Pakistan". */
static bg_str full_label(names_state *s, const phrase *p, size_t owner, bg_str name) {
  if (owner == BG_NO_ENTITY) return name;
  size_t left = p->owner_words[0] < p->owner_words[1] ? s->span_at[p->owner_words[1] - 1] : NO_INDEX;
  bool adjective = left != NO_INDEX && s->spans[left].form == BG_FORM_ADJECTIVE && s->spans[left].entity == owner;
  bg_str of =
      adjective ? names_text_of(s, s->spans[left].first, s->spans[left].end) : s->reading->entities[owner].entity.label;
  return bg_arena_printf(s->reading->arena, "%.*s %.*s", BG_FMT(of), BG_FMT(name));
}

/* "a Sikh dissident" is no group. */
static bool is_one_person(const names_state *s, const phrase *p) {
  static const char *const endings[] = {"er", "or", "ee", "ist", "ant", "ent", "yst", "man", "arian"};
  bg_str head = names_word(s, p->head)->form;
  if (p->plural || !names_is_a(s, p->noun->type, "SocialGroup")) return false;
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
    if (bg_str_ends(head, bg_str_from(endings[i]))) return true;
  return false;
}

static size_t thing_of(names_state *s, const phrase *p, size_t owner, double confidence) {
  bg_str name = bare_name(s, p);
  bool people = p->plural && names_is_a(s, p->noun->type, "Person"), one = is_one_person(s, p);
  names_thing thing = {.name = name,
                       .label = full_label(s, p, owner, name),
                       .class_name = people ? BG_STR("SocialGroup")
                                     : one  ? BG_STR("Person")
                                            : p->noun->type,
                       .kind = people ? BG_KIND_GROUP
                               : one  ? BG_KIND_PERSON
                                      : names_kind_of_class(s, p->noun->type),
                       .owner = owner,
                       .confidence = confidence};
  return names_new_entity(s, &thing);
}

/* ---- what the phrase stands for
 * ---------------------------------------------------------------------------------------------------- */

static bool entity_is_a(const names_state *s, size_t entity, const char *class_name) {
  return names_is_a(s, s->reading->entities[entity].entity.type, class_name);
}

/* Nouns for those who act for a state, and problems that need to be told which: gazetteer ids "government" and
 * "noun-problem", and what is skos:broader to them. */
static bool is_or_below(const names_state *s, const bg_concept *noun, const char *id) {
  if (bg_str_is(noun->id, id)) return true;
  for (size_t i = 0; i < noun->part_of_count; i++)
    if (bg_str_is(bg_gazetteer_concept(s->gazetteer, noun->part_of[i])->id, id)) return true;
  return false;
}

static void mention(names_state *s, const phrase *p, size_t entity, double confidence) {
  bg_name_kind kind =
      entity == BG_NO_ENTITY ? names_kind_of_class(s, p->noun->type) : s->reading->entities[entity].kind;
  bg_fine_kind fine = entity == BG_NO_ENTITY ? BG_FINE_NONE : s->reading->entities[entity].fine;
  size_t first = p->first, end = p->end;
  bg_mention_form form = BG_FORM_NOMINAL;
  /* "the Iraqi Army": a name, made of a state and a noun written large */
  if (entity != BG_NO_ENTITY && p->owner_words[1] == p->core && p->owner_words[0] < p->core && p->core_end == p->end &&
      !bg_str_is(s->reading->entities[entity].entity.type, "State") && names_is_capital(names_word(s, p->core)->form)) {
    first = p->owner_words[0];
    form = BG_FORM_NAME;
  }
  names_add_mention(s, first, end, p->head, kind, fine, form, entity, false, confidence);
}

static void leave_open(names_state *s, const phrase *p, bool governs) {
  BG_GROW(s->open, s->open_capacity, s->open_count + 1);
  s->open[s->open_count++] = (names_open){.first = p->first,
                                          .end = p->end,
                                          .head = p->head,
                                          .noun = names_word(s, p->head)->form,
                                          .class_name = p->noun->type,
                                          .definite = p->definite,
                                          .plural = p->plural,
                                          .governs = governs};
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
static size_t holder_of(const names_state *s, const phrase *p, bool *apart) {
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
static void mention_with_title(names_state *s, const phrase *p, size_t holder) {
  const names_span *name = &s->spans[s->span_at[p->core_end]];
  const bg_found_entity *e = &s->reading->entities[holder];
  names_add_mention(s, p->first, name->end, names_head_of(s, p->core, name->end), e->kind, BG_FINE_POLITICIAN,
                    BG_FORM_NOMINAL, holder, false, 0.85);
}

static void read_office(names_state *s, const phrase *p) {
  bool apart = false;
  size_t holder = holder_of(s, p, &apart);
  size_t owner = p->owner_count > 0 ? p->owners[0] : BG_NO_ENTITY;
  if (holder != BG_NO_ENTITY) {
    bg_str office = full_label(s, p, owner, bare_name(s, p));
    describe(s, holder, office);
    if (owner != BG_NO_ENTITY && s->reading->entities[holder].iso3.len == 0)
      s->reading->entities[holder].iso3 = s->reading->entities[owner].iso3;
    bg_map_set(s->office_holders, names_word(s, p->head)->lemma, holder);
    if (apart) mention(s, p, holder, 0.85);
    else mention_with_title(s, p, holder);
    return;
  }
  if (p->plural) {
    if (owner == BG_NO_ENTITY) leave_open(s, p, false);
    else mention(s, p, thing_of(s, p, owner, 0.6), 0.6);
  } else if (owner != BG_NO_ENTITY) {
    mention(s, p, thing_of(s, p, owner, 0.8), 0.8);
  } else {
    leave_open(s, p, false);
  }
}

/* "Indian officials" are India; "the Punjab government" is a body of Punjab. */
static void read_governing(names_state *s, const phrase *p) {
  if (p->owner_count == 0) {
    leave_open(s, p, true);
    return;
  }
  for (size_t i = 0; i < p->owner_count; i++) {
    size_t owner = p->owners[i];
    bool acts_itself = entity_is_a(s, owner, "State") || entity_is_a(s, owner, "Organization") ||
                       entity_is_a(s, owner, "StateGroup") || entity_is_a(s, owner, "DeFactoAuthority");
    mention(s, p, acts_itself ? owner : thing_of(s, p, entity_is_a(s, owner, "Person") ? BG_NO_ENTITY : owner, 0.7),
            0.8);
  }
}

static void read_thing(names_state *s, const phrase *p, bool pinned) {
  if (!pinned && p->issue != NO_CONCEPT) {
    s->concept_count[p->issue]++;
    mention(s, p, names_concept_entity(s, p->issue), 0.8);
    return;
  }
  if (!pinned) {
    leave_open(s, p, false);
    return;
  }
  if (p->owner_count == 0) mention(s, p, thing_of(s, p, BG_NO_ENTITY, 0.7), 0.7);
  for (size_t i = 0; i < p->owner_count; i++) mention(s, p, thing_of(s, p, p->owners[i], 0.75), 0.75);
}

/* "the city of Mosul" is Mosul. */
static void read_place(names_state *s, const phrase *p) {
  if (p->of != BG_NO_ENTITY && !p->plural && s->reading->entities[p->of].kind == BG_KIND_PLACE &&
      !entity_is_a(s, p->of, "State"))
    mention(s, p, p->of, 0.8);
  else read_thing(s, p, p->owner_count > 0 && !p->plural && p->first < p->core);
}

static void read_issue(names_state *s, const phrase *p) {
  bool needs_more = is_or_below(s, p->noun, "noun-problem");
  if (needs_more && !p->modified && p->core_end - p->core == 1) return;
  /* An issue is the same whoever has it. */
  mention(s, p, thing_of(s, p, BG_NO_ENTITY, 0.7), 0.7);
}

static void read_noun(names_state *s, const phrase *p) {
  bg_str class_name = p->noun->type;
  bool owned = p->owner_count > 0, several = p->core_end - p->core > 1;
  bool governs = is_or_below(s, p->noun, "government");
  if (names_is_a(s, class_name, "Office") && !(governs && p->plural)) read_office(s, p);
  else if (governs) read_governing(s, p);
  else if (names_is_a(s, class_name, "Issue")) read_issue(s, p);
  else if (names_is_a(s, class_name, "Event")) read_thing(s, p, owned || p->dated || p->compound || several);
  else if (names_is_a(s, class_name, "Initiative"))
    read_thing(s, p, several || (!bg_str_is(class_name, "Initiative") && (owned || p->compound)));
  else if (names_is_a(s, class_name, "State")) leave_open(s, p, false);
  else if (names_is_a(s, class_name, "Place")) read_place(s, p);
  else if (names_is_a(s, class_name, "Person")) read_thing(s, p, p->plural && owned);
  else read_thing(s, p, owned || p->modified || several);
}

/* ---- pronouns, which the next stage resolves
 * ----------------------------------------------------------------------------------------- */

static bool is_pronoun(const names_state *s, size_t word) {
  const bg_word *w = names_word(s, word);
  static const char *const pronouns[] = {"he",   "she", "it",  "they",  "him", "her",
                                         "them", "his", "its", "their", "we",  "us"};
  if (w->upos != BG_UPOS_PRON || bg_deprel_universal((bg_deprel)w->deprel) == BG_REL_EXPL) return false;
  /* "Vice Premier He Lifeng" */
  const bg_sentence *in = &s->analysis->sentences[s->tree.sentence[word]];
  if (s->span_at[word] != NO_INDEX) return false;
  if (names_is_capital(w->form) && word > in->first_word && names_word(s, word - 1)->upos == BG_UPOS_PROPN)
    return false;
  for (size_t i = 0; i < sizeof pronouns / sizeof *pronouns; i++)
    if (bg_str_is(w->form, pronouns[i]) ||
        (w->form.len == bg_str_from(pronouns[i]).len && (w->form.data[0] | 32) == pronouns[i][0] &&
         memcmp(w->form.data + 1, pronouns[i] + 1, w->form.len - 1) == 0))
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
    for (size_t word = in->first_word; word < in->first_word + in->word_count;) {
      const bg_concept *noun = NULL;
      size_t issue = NO_CONCEPT;
      phrase p;
      if (is_pronoun(s, word)) note_pronoun(s, word);
      size_t n = s->span_at[word] == NO_INDEX ? noun_at(s, sentence, word, &noun, &issue) : 0;
      if (n > 0 && read_phrase(s, word, n, noun, &p)) {
        p.issue = issue;
        read_noun(s, &p);
      }
      word += n > 0 ? n : 1;
    }
  }
}
