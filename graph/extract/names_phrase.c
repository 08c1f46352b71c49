/* Noun phrases around common nouns: what modifies them, whose they are, what they are called. */
#include "extract/names_phrase.h"

#include "base/memory.h"

/* ---- the noun ---- */

static const bg_concept *common_noun(const names_state *s, const bg_sense *senses, size_t count, size_t *issue) {
  *issue = NO_CONCEPT;
  for (size_t i = 0; i < count; i++) {
    const bg_concept *c = bg_gazetteer_concept(s->gazetteer, senses[i].concept);
    if (!c->common && names_is_a(s, c->type, "Issue")) *issue = senses[i].concept;
  }
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

/* ---- what stands around it ---- */

static void add_owner(names_phrase *p, size_t entity) {
  for (size_t i = 0; i < p->owner_count; i++)
    if (p->owners[i] == entity) return;
  if (entity != BG_NO_ENTITY && p->owner_count < MOST_OWNERS) p->owners[p->owner_count++] = entity;
}

/* The name at a word, and those that it is coordinated with: "Indian and Pakistani officials". */
static bool add_owners_at(const names_state *s, names_phrase *p, size_t word) {
  size_t span = s->span_at[word];
  if (span == NO_INDEX || s->spans[span].kind == BG_KIND_ISSUE) return false;
  add_owner(p, s->spans[span].entity);
  for (uint32_t c = s->tree.first_child[word]; c != BG_NO_WORD; c = s->tree.next_child[c])
    if (names_rel(s, c) == BG_REL_CONJ && s->span_at[c] != NO_INDEX) add_owner(p, s->spans[s->span_at[c]].entity);
  return s->spans[span].entity != BG_NO_ENTITY;
}

/* All of its name, though the tree may divide it ("West" and "African"). */
static void note_owner_words(const names_state *s, names_phrase *p, size_t owner) {
  const names_span *span = &s->spans[s->span_at[owner]];
  size_t left = s->tree.left[owner], right = s->tree.right[owner] + 1;
  p->owner_words[0] = span->first < left ? span->first : left;
  p->owner_words[1] = span->end > right ? span->end : right;
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

/* "economic", "ethnic", "nuclear": says which, where "dangerous" says how. */
static bool is_relational(const bg_word *w) {
  static const char *const endings[] = {"ic",      "al",       "ar",       "ary",   "ese",   "ish",
                                        "ligious", "military", "civilian", "urban", "border"};
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
    if (bg_str_ends(w->form, bg_str_from(endings[i]))) return true;
  return false;
}

static bool is_year(bg_str form) {
  if (form.len != 4 || (form.data[0] != '1' && form.data[0] != '2')) return false;
  for (size_t i = 1; i < 4; i++)
    if (form.data[i] < '0' || form.data[i] > '9') return false;
  return true;
}

/* "rebel leaders", "opposition officials": they act for no state. */
static bool is_of_others(const names_state *s, size_t word) {
  static const char *const others[] = {"ArmedGroup", "PoliticalParty", "CivilSociety",
                                       "Company",    "SocialGroup",    "Organization"};
  size_t count = 0, issue = NO_CONCEPT;
  const bg_sense *senses = bg_gazetteer_senses(s->gazetteer, names_word(s, word)->form, &count);
  const bg_concept *c = common_noun(s, senses, count, &issue);
  if (!c || names_is_a(s, c->type, "GovernmentBody")) return false;
  for (size_t i = 0; i < sizeof others / sizeof *others; i++)
    if (names_is_a(s, c->type, others[i])) return true;
  return false;
}

/* With a comma in it or behind it: a date or an aside, no modifier. */
static bool is_divided(const names_state *s, size_t word) {
  for (size_t i = s->tree.left[word]; i <= s->tree.right[word] + 1 && i < s->analysis->word_count; i++)
    if (bg_str_is(names_word(s, i)->form, ",")) return true;
  return false;
}

/* "by funding schools": what somebody does, no kind of school. */
static bool is_deed(const names_state *s, size_t word) {
  static const char *const before[] = {"by", "for", "through", "in", "without", "from", "of"};
  if (word == 0 || !bg_str_ends(names_word(s, word)->form, BG_STR("ing"))) return false;
  for (size_t i = 0; i < sizeof before / sizeof *before; i++)
    if (bg_str_is(names_word(s, word - 1)->form, before[i])) return true;
  return false;
}

enum { LONGEST_COMPLEMENT = 8, LONGEST_MODIFIER = 16 /* words, of the phrase to either side of the noun */ };

static void read_left(const names_state *s, names_phrase *p) {
  size_t edge = p->core;
  p->owner_words[0] = p->owner_words[1] = p->core;
  for (uint32_t c = s->tree.first_child[p->head]; c != BG_NO_WORD && c < p->core; c = s->tree.next_child[c]) {
    if (p->core - s->tree.left[c] > LONGEST_MODIFIER) continue;
    const bg_word *w = names_word(s, c);
    bg_deprel rel = names_rel(s, c);
    if (rel == BG_REL_COMPOUND && p->plural && is_deed(s, c)) continue;
    bool possessive = w->deprel == BG_REL_NMOD_POSS;
    if (rel == BG_REL_DET) {
      p->definite |= bg_str_is(w->lemma, "the") || bg_str_is(w->lemma, "this") || bg_str_is(w->lemma, "these") ||
                     bg_str_is(w->lemma, "both") || bg_str_is(w->form, "the") || bg_str_is(w->form, "The");
    } else if (rel == BG_REL_AMOD || rel == BG_REL_COMPOUND || possessive) {
      if (add_owners_at(s, p, c)) {
        p->compound |= rel == BG_REL_COMPOUND;
        note_owner_words(s, p, c);
      } else if (s->span_at[c] != NO_INDEX || rel == BG_REL_COMPOUND) {
        p->compound = p->modified = p->specific = true;
        p->of_others |= is_of_others(s, c);
      } else if (rel == BG_REL_AMOD && !is_dropped(w)) {
        p->modified = true;
        p->specific |= is_relational(w);
        p->of_others |= is_of_others(s, c);
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

static bool is_located(bg_str preposition) {
  return bg_str_is(preposition, "in") || bg_str_is(preposition, "across") || bg_str_is(preposition, "throughout");
}

/* "rebels in Mali" are of Mali, when nobody else has them. */
static void read_location(const names_state *s, names_phrase *p, size_t place) {
  size_t span = s->span_at[place];
  if (p->owner_count > 0 || span == NO_INDEX || s->spans[span].kind != BG_KIND_PLACE) return;
  if (names_is_a(s, p->noun->type, "Office") || names_is_a(s, p->noun->type, "Initiative") ||
      names_is_a(s, p->noun->type, "Issue"))
    return;
  add_owners_at(s, p, place);
}

/* "... of Iraq": owners behind the noun; "of" belongs to the phrase. */
static void read_right(const names_state *s, names_phrase *p) {
  p->end = p->core_end;
  for (uint32_t c = s->tree.first_child[p->head]; c != BG_NO_WORD; c = s->tree.next_child[c]) {
    if (c < p->core_end || (names_rel(s, c) != BG_REL_NMOD && names_rel(s, c) != BG_REL_OBL)) continue;
    size_t marker = names_child(s, c, BG_REL_CASE);
    if (marker == NO_INDEX) continue;
    bg_str preposition = names_word(s, marker)->form;
    bool of = bg_str_is(preposition, "of");
    if (marker == p->core_end && is_located(preposition)) read_location(s, p, c);
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
static void inherit(const names_state *s, names_phrase *p) {
  if (p->owner_count > 0 || p->modified || p->first != p->core || names_rel(s, p->head) != BG_REL_CONJ) return;
  uint32_t first = s->tree.head[p->head];
  for (uint32_t c = s->tree.first_child[first]; c != BG_NO_WORD && c < first; c = s->tree.next_child[c])
    if (names_rel(s, c) == BG_REL_AMOD && add_owners_at(s, p, c)) {
      note_owner_words(s, p, c);
    }
}

static bool read_phrase(const names_state *s, size_t word, size_t n, const bg_concept *noun, names_phrase *p) {
  *p = (names_phrase){
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

/* ---- words of the phrase ---- */

static bool in_owner(const names_phrase *p, size_t word) {
  return word >= p->owner_words[0] && word < p->owner_words[1];
}

/* The modifier of the head that a word belongs to, or the word itself. */
static size_t modifier_of(const names_state *s, const names_phrase *p, size_t word) {
  for (uint32_t c = s->tree.first_child[p->head]; c != BG_NO_WORD && c < p->core; c = s->tree.next_child[c])
    if (s->tree.left[c] <= word && word <= s->tree.right[c]) return c;
  return word;
}

static bool belongs_to_name(const names_state *s, const names_phrase *p, size_t word) {
  if (word >= p->core) return true;
  const bg_word *w = names_word(s, word), *m = names_word(s, modifier_of(s, p, word));
  if (m->deprel == BG_REL_NMOD_POSS || in_owner(p, word) || m->upos == BG_UPOS_DET || m->upos == BG_UPOS_PRON ||
      m->upos == BG_UPOS_PART)
    return false;
  if (w->upos == BG_UPOS_ADV || w->upos == BG_UPOS_DET) return false;
  if (m->upos == BG_UPOS_NUM && !is_year(m->form)) return false;
  bool issue = names_is_a(s, p->noun->type, "Issue");
  return !is_dropped(m) && !(issue && m->upos == BG_UPOS_ADJ && !is_relational(m));
}

/* The phrase in small letters without determiner and owner: "army chief", "religious minorities". */
bg_str names_phrase_name(names_state *s, const names_phrase *p) {
  bg_buffer out = {0};
  bool spaced = false;
  for (size_t i = p->first; i < p->core_end; i++) {
    const bg_word *w = names_word(s, i);
    if (!belongs_to_name(s, p, i)) {
      spaced |= w->space_after; /* "Alliance5 framework": the number of a note goes, the space stays */
      continue;
    }
    if (w->upos == BG_UPOS_PUNCT && (out.len == 0 || spaced || w->space_after)) {
      spaced = true;
      continue;
    }
    if (out.len > 0 && spaced) bg_buffer_putc(&out, ' ');
    spaced = w->space_after;
    bool name = i < p->core && (w->upos == BG_UPOS_PROPN || i > s->analysis->sentences[s->tree.sentence[i]].first_word);
    for (size_t k = 0; k < w->form.len; k++) {
      char c = w->form.data[k];
      bg_buffer_putc(&out, !name && c >= 'A' && c <= 'Z' ? (char)(c | 32) : c);
    }
  }
  bg_str copy = bg_arena_str(s->reading->arena, bg_buffer_str(&out));
  bg_buffer_free(&out);
  return copy;
}

/* "Pakistan's army", not "EU industry". */
static bool is_possessed(const names_state *s, const names_phrase *p) {
  size_t last = p->owner_words[1];
  if (p->owner_words[0] + 1 >= last || !names_is_possessive(names_word(s, last - 1))) return false;
  bool quote = names_word(s, last - 1)->form.data[names_word(s, last - 1)->form.len - 1] != 's';
  return !quote || bg_str_ends(names_word(s, last - 2)->form, BG_STR("s"));
}

/* The owner as the label has it: "Pakistani" of engineers, "EU" of its citizens, else by its name. */
static bg_str owner_words(const names_state *s, const names_phrase *p, size_t owner, bool *adjective) {
  size_t left = p->owner_words[0] < p->owner_words[1] ? s->span_at[p->owner_words[1] - 1] : NO_INDEX;
  const bg_found_entity *e = &s->reading->entities[owner];
  bool own = left != NO_INDEX && s->spans[left].entity == owner;
  *adjective = own && s->spans[left].form == BG_FORM_ADJECTIVE;
  bool short_form = own && s->spans[left].form == BG_FORM_ABBREVIATION && e->kind == BG_KIND_ORGANIZATION;
  return *adjective || short_form ? names_text_of(s, s->spans[left].first, s->spans[left].end) : e->entity.label;
}

bg_str names_phrase_label(names_state *s, const names_phrase *p, size_t owner, bg_str name) {
  if (owner == BG_NO_ENTITY) return name;
  bool adjective = false;
  bg_str of = owner_words(s, p, owner, &adjective);
  bool body = names_kind_of_class(s, p->noun->type) == BG_KIND_ORGANIZATION ||
              names_kind_of_class(s, p->noun->type) == BG_KIND_GROUP;
  if (p->of == owner && !body) /* "king of Greece" */
    return bg_arena_printf(s->reading->arena, "%.*s of %.*s", BG_FMT(name), BG_FMT(of));
  bool bare = adjective || (p->of != owner && !is_possessed(s, p));
  const char *ending = bare ? "" : bg_str_ends(of, BG_STR("s")) ? "'" : "'s";
  return bg_arena_printf(s->reading->arena, "%.*s%s %.*s", BG_FMT(of), ending, BG_FMT(name));
}

/* The same whether it is said with "of" or "'s". */
static bg_str id_words(names_state *s, const names_phrase *p, size_t owner, bg_str name) {
  bool adjective = false;
  if (owner == BG_NO_ENTITY) return BG_STR_EMPTY;
  bg_str of = owner_words(s, p, owner, &adjective);
  return bg_arena_printf(s->reading->arena, "%.*s %.*s", BG_FMT(of), BG_FMT(name));
}

/* "a Sikh dissident" is no group. */
static bool is_one_person(const names_state *s, const names_phrase *p) {
  static const char *const endings[] = {"er", "or", "ee", "ist", "ant", "ent", "yst", "man", "arian"};
  bg_str head = names_word(s, p->head)->form;
  if (p->plural || !names_is_a(s, p->noun->type, "SocialGroup")) return false;
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
    if (bg_str_ends(head, bg_str_from(endings[i]))) return true;
  return false;
}

size_t names_phrase_entity(names_state *s, const names_phrase *p, size_t owner, double confidence) {
  bg_str name = names_phrase_name(s, p);
  bool people = p->plural && names_is_a(s, p->noun->type, "Person"), one = is_one_person(s, p);
  bool states = p->plural && names_is_a(s, p->noun->type, "State");
  names_thing thing = {.name = name,
                       .label = names_phrase_label(s, p, owner, name),
                       .id_words = id_words(s, p, owner, name),
                       .class_name = people   ? BG_STR("SocialGroup")
                                     : one    ? BG_STR("Person")
                                     : states ? BG_STR("StateGroup")
                                              : p->noun->type,
                       .kind = people   ? BG_KIND_GROUP
                               : one    ? BG_KIND_PERSON
                               : states ? BG_KIND_ORGANIZATION
                                        : names_kind_of_class(s, p->noun->type),
                       .owner = owner,
                       .confidence = confidence};
  return names_new_entity(s, &thing);
}

size_t names_read_phrase(const names_state *s, size_t sentence, size_t word, names_phrase *p, bool *heads) {
  const bg_concept *noun = NULL;
  size_t issue = NO_CONCEPT, n = noun_at(s, sentence, word, &noun, &issue);
  *heads = n > 0 && read_phrase(s, word, n, noun, p);
  if (*heads) p->issue = issue;
  return n;
}
