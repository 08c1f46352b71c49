/* Which concept a name means: known ones at once, ambiguous ones by what else the document speaks of, capitals by how
 * the sentence uses them. What stays open is left unlinked. */
#include "base/memory.h"
#include "extract/names_parts.h"

/* ---- a capital: the city, or those who govern there? ---------------------------------------------------------------
 */

static bool is_one_of(bg_str word, const char *const *list, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (bg_str_is(word, list[i])) return true;
  return false;
}

#define IS_ONE_OF(word, list) is_one_of((word), (list), sizeof(list) / sizeof *(list))

static bool is_place_noun(const names_state *s, size_t word) {
  size_t count = 0;
  const bg_sense *senses = bg_gazetteer_senses(s->gazetteer, names_word(s, word)->lemma, &count);
  return count > 0 && names_is_a(s, bg_gazetteer_concept(s->gazetteer, senses[0].concept)->type, "Place");
}

/* Prepositions that only places have, and verbs and nouns of motion, whose "to" and "from" point at a place. */
static bool acts_as_place(const names_state *s, size_t head) {
  static const char *const locative[] = {"in",      "at",     "near",   "outside", "around",     "into",
                                         "through", "across", "inside", "within",  "throughout", "via"};
  static const char *const directed[] = {"to", "from", "for", "of"};
  static const char *const motion[] = {"travel", "go",    "fly",     "visit",   "arrive", "return", "come",  "move",
                                       "flight", "trip",  "travels", "journey", "head",   "drive",  "march", "flee",
                                       "reach",  "leave", "enter",   "tour",    "depart", "born",   "send",  "road"};
  bg_deprel rel = names_rel(s, head);
  uint32_t up = s->tree.head[head];
  if (rel == BG_REL_CONJ && up != BG_NO_WORD) {
    size_t first = s->span_at[up];
    if (first != NO_INDEX && s->spans[first].settled)
      return s->spans[first].kind == BG_KIND_PLACE && s->spans[first].form == BG_FORM_NAME &&
             !(s->spans[first].concept != NO_CONCEPT &&
               names_is_a(s, bg_gazetteer_concept(s->gazetteer, s->spans[first].concept)->type, "State"));
  }
  for (uint32_t c = s->tree.first_child[head]; c != BG_NO_WORD; c = s->tree.next_child[c]) {
    if (names_rel(s, c) != BG_REL_CASE) continue;
    bg_str lemma = names_word(s, c)->lemma.len ? names_word(s, c)->lemma : names_word(s, c)->form;
    if (IS_ONE_OF(lemma, locative)) return true;
    if (up == BG_NO_WORD || !IS_ONE_OF(lemma, directed)) continue;
    if (IS_ONE_OF(names_word(s, up)->lemma, motion) || is_place_noun(s, up)) return true;
  }
  if (up == BG_NO_WORD) return true; /* alone, as in the line that dates a report */
  if (rel == BG_REL_OBJ) return IS_ONE_OF(names_word(s, up)->lemma, motion);
  bool people = names_is_a(s, names_class_of_noun(s, up), "SocialGroup") && !names_governs(s, up);
  if (rel == BG_REL_NMOD && people) return true; /* "Kabul's residents" */
  /* "Seoul officials" act for their government */
  if (rel == BG_REL_COMPOUND && names_governs(s, up)) return false;
  /* "Islamabad airport", "Paris, France" */
  return rel == BG_REL_COMPOUND || rel == BG_REL_APPOS || rel == BG_REL_ROOT || rel == BG_REL_NUMMOD;
}

/* ---- what else the document speaks of -------------------------------------------------------------------------------
 */

static bool is_part_of(const names_state *s, size_t part, size_t whole) {
  for (int steps = 0; part != NO_CONCEPT && steps < 6; steps++) {
    const bg_concept *c = bg_gazetteer_concept(s->gazetteer, part);
    size_t up = NO_CONCEPT;
    for (size_t i = 0; i < c->part_of_count; i++) {
      if (c->part_of[i] == whole) return true;
      up = c->part_of[0];
    }
    part = up;
  }
  return false;
}

static bool share_whole(const names_state *s, size_t a, size_t b) {
  const bg_concept *x = bg_gazetteer_concept(s->gazetteer, a), *y = bg_gazetteer_concept(s->gazetteer, b);
  for (size_t i = 0; i < x->part_of_count; i++)
    for (size_t k = 0; k < y->part_of_count; k++)
      if (x->part_of[i] == y->part_of[k]) return true;
  return false;
}

typedef struct {
  size_t *items;
  size_t count, capacity;
} concept_list;

enum { MOST_OFTEN = 5 };

static int support(const names_state *s, const concept_list *mentioned, size_t candidate) {
  int sum = 0;
  for (size_t i = 0; i < mentioned->count; i++) {
    size_t other = mentioned->items[i];
    size_t often = s->concept_count[other] < MOST_OFTEN ? s->concept_count[other] : MOST_OFTEN;
    if (other == candidate) sum += 7 + (int)often;
    else if (is_part_of(s, other, candidate)) sum += 4;
    else if (share_whole(s, other, candidate)) sum += 2;
    else if (is_part_of(s, candidate, other)) sum += 1;
  }
  return sum;
}

/* The concept behind a comma: "Georgia, United States". */
static size_t concept_behind(const names_state *s, const names_span *span) {
  const bg_sentence *in = &s->analysis->sentences[span->sentence];
  size_t next = span->end + 1;
  if (next >= in->first_word + in->word_count || !bg_str_is(names_word(s, span->end)->form, ",")) return NO_CONCEPT;
  size_t other = s->span_at[next];
  return other != NO_INDEX && s->spans[other].first == next ? s->spans[other].concept : NO_CONCEPT;
}

/* The concept in front of a comma: "Atlanta, Georgia". */
static size_t concept_before(const names_state *s, const names_span *span) {
  size_t floor = s->analysis->sentences[span->sentence].first_word;
  if (span->first < floor + 2 || !bg_str_is(names_word(s, span->first - 1)->form, ",")) return NO_CONCEPT;
  size_t other = s->span_at[span->first - 2];
  return other != NO_INDEX ? s->spans[other].concept : NO_CONCEPT;
}

static bool kind_fits(const names_state *s, const names_span *span, size_t concept) {
  if (!span->labelled || span->confidence < 0.5) return true;
  bg_name_kind kind = names_kind_of_class(s, bg_gazetteer_concept(s->gazetteer, concept)->type);
  return (kind == BG_KIND_PERSON) == (span->kind == BG_KIND_PERSON);
}

/* ---- settling
 * -------------------------------------------------------------------------------------------------------- */

static bg_mention_form form_of(bg_label_kind kind) {
  switch (kind) {
    case BG_LABEL_ABBREVIATION: return BG_FORM_ABBREVIATION;
    case BG_LABEL_DEMONYM: return BG_FORM_ADJECTIVE;
    case BG_LABEL_METONYM: return BG_FORM_METONYM;
    case BG_LABEL_NAME: break;
  }
  return BG_FORM_NAME;
}

/* "the Indian government" is India, as Indian officials are: the state of a body that is called government. */
static size_t state_of_government(const names_state *s, const names_span *span, size_t concept) {
  const bg_concept *c = bg_gazetteer_concept(s->gazetteer, concept);
  if (!bg_str_is(c->type, "GovernmentBody") || span->end - span->first < 2) return NO_CONCEPT;
  const bg_word *head = names_word(s, names_head_of(s, span->first, span->end));
  if (!bg_str_is(head->form, "government") && !bg_str_is(head->form, "Government")) return NO_CONCEPT;
  for (size_t i = 0; i < c->part_of_count; i++)
    if (names_is_a(s, bg_gazetteer_concept(s->gazetteer, c->part_of[i])->type, "State")) return c->part_of[i];
  return NO_CONCEPT;
}

static void settle(const names_state *s, names_span *span, const bg_sense *sense, double confidence) {
  span->settled = true;
  if (!sense) {
    span->confidence *= confidence;
    return;
  }
  const bg_concept *c = bg_gazetteer_concept(s->gazetteer, sense->concept);
  span->concept = sense->concept;
  span->form = form_of(sense->kind);
  /* "climate change" is no name */
  if (span->form == BG_FORM_NAME && !names_is_capital(names_word(s, span->first)->form) &&
      names_is_a(s, c->type, "Issue"))
    span->form = BG_FORM_NOMINAL;
  span->kind = names_kind_of_class(s, c->type);
  if (names_is_a(s, c->type, "State") && span->form != BG_FORM_ADJECTIVE) span->fine = BG_FINE_COUNTRY;
  else if (names_is_a(s, c->type, "PoliticalParty")) span->fine = BG_FINE_PARTY;
  else if (span->fine == BG_FINE_COUNTRY || span->fine == BG_FINE_PARTY) span->fine = BG_FINE_NONE;
  span->confidence *= confidence;
  size_t state = state_of_government(s, span, sense->concept);
  if (state == NO_CONCEPT) return;
  span->concept = state;
  span->kind = BG_KIND_PLACE;
  span->fine = BG_FINE_COUNTRY;
  span->form = BG_FORM_NOMINAL;
}

static const bg_sense *sense_of_kind(const names_span *span, bg_label_kind kind) {
  for (size_t i = 0; i < span->sense_count; i++)
    if (span->senses[i].kind == kind) return &span->senses[i];
  return NULL;
}

/* Senses that are no metonym and stand for different concepts. */
static size_t count_plain(const names_span *span) {
  size_t count = 0;
  for (size_t i = 0; i < span->sense_count; i++) count += span->senses[i].kind != BG_LABEL_METONYM;
  return count;
}

/* A seat of government. True when the name is settled. */
static bool settle_metonym(const names_state *s, names_span *span, const concept_list *mentioned) {
  const bg_sense *metonym = sense_of_kind(span, BG_LABEL_METONYM);
  if (!metonym) return false;
  if (span->labelled && span->kind == BG_KIND_PERSON && span->confidence > 0.6 && metonym->ambiguous) {
    span->senses = NULL;
    settle(s, span, NULL, 1);
    return true;
  }
  if (span->outer == NO_INDEX && !acts_as_place(s, names_head_of(s, span->first, span->end))) {
    settle(s, span, metonym, metonym->ambiguous ? 0.8 : 0.9);
    return true;
  }
  const bg_sense *best = NULL;
  int most = -1;
  bool tie = false;
  for (size_t i = 0; i < span->sense_count; i++) {
    const bg_sense *sense = &span->senses[i];
    if (sense->kind == BG_LABEL_METONYM) continue;
    int value = count_plain(span) == 1 ? 1 : support(s, mentioned, sense->concept);
    tie = value == most;
    if (value <= most) continue;
    best = sense;
    most = value;
  }
  span->kind = BG_KIND_PLACE;
  span->fine = BG_FINE_NONE;
  settle(s, span, tie ? NULL : best, 0.9);
  return true;
}

/* One concept, and nothing speaks against it. */
static bool settle_plain(const names_state *s, names_span *span) {
  const bg_sense *first = &span->senses[0];
  for (size_t i = 1; i < span->sense_count; i++)
    if (span->senses[i].concept != first->concept) return false;
  if (first->ambiguous && !kind_fits(s, span, first->concept)) {
    settle(s, span, NULL, 1);
    return true;
  }
  settle(s, span, first, first->ambiguous ? 0.85 : 1);
  return true;
}

static void settle_ambiguous(const names_state *s, names_span *span, const concept_list *mentioned) {
  const bg_sense *best = NULL;
  int most = 0, second = 0;
  size_t behind = concept_behind(s, span), before = concept_before(s, span);
  for (size_t i = 0; i < span->sense_count; i++) {
    const bg_sense *sense = &span->senses[i];
    if (!kind_fits(s, span, sense->concept)) continue;
    int value = support(s, mentioned, sense->concept);
    /* "American": of the state, rather than of the continent */
    if (sense->kind == BG_LABEL_DEMONYM &&
        names_is_a(s, bg_gazetteer_concept(s->gazetteer, sense->concept)->type, "State"))
      value += 50;
    if (behind != NO_CONCEPT && is_part_of(s, sense->concept, behind)) value += 20;
    if (before != NO_CONCEPT && (is_part_of(s, before, sense->concept) || share_whole(s, before, sense->concept)))
      value += 20;
    if (value > most) {
      second = most;
      most = value;
      best = sense;
    } else if (value > second && sense->concept != (best ? best->concept : NO_CONCEPT)) {
      second = value;
    }
  }
  settle(s, span, most > second ? best : NULL, most >= second + 4 ? 0.95 : 0.8);
}

static void note(const names_state *s, concept_list *mentioned, size_t concept) {
  if (concept == NO_CONCEPT || s->concept_count[concept]++ > 0) return;
  BG_GROW(mentioned->items, mentioned->capacity, mentioned->count + 1);
  mentioned->items[mentioned->count++] = concept;
}

/* "UN Security Council": a known body with the whole that it is part of in front of it. */
static void join_wholes(names_state *s) {
  for (size_t i = 0; i < s->span_count; i++) {
    names_span *whole = &s->spans[i];
    size_t next = whole->outer == NO_INDEX && whole->end < s->analysis->word_count ? s->span_at[whole->end] : NO_INDEX;
    if (next == NO_INDEX || whole->concept == NO_CONCEPT) continue;
    names_span *part = &s->spans[next];
    if (part->first != whole->end || part->sentence != whole->sentence || part->concept == NO_CONCEPT ||
        names_kind_of_class(s, bg_gazetteer_concept(s->gazetteer, part->concept)->type) != BG_KIND_ORGANIZATION ||
        !is_part_of(s, part->concept, whole->concept))
      continue;
    part->first = whole->first;
    whole->outer = next;
    for (size_t w = whole->first; w < whole->end; w++) s->span_at[w] = next;
  }
}

enum { MOST_MENTIONED = 400 }; /* concepts that are weighed as context of an ambiguous name */

void names_settle_senses(names_state *s) {
  concept_list mentioned = {0};
  s->concept_count = bg_calloc(bg_gazetteer_count(s->gazetteer) + 1, sizeof *s->concept_count);
  for (size_t i = 0; i < s->span_count; i++) {
    names_span *span = &s->spans[i];
    if (!span->senses) {
      span->settled = true;
      continue;
    }
    if (sense_of_kind(span, BG_LABEL_METONYM) && count_plain(span) < 2) settle_metonym(s, span, &mentioned);
    else if (!sense_of_kind(span, BG_LABEL_METONYM)) settle_plain(s, span);
    if (span->settled) note(s, &mentioned, span->concept);
  }
  if (mentioned.count > MOST_MENTIONED) mentioned.count = MOST_MENTIONED;
  for (size_t i = 0; i < s->span_count; i++) {
    names_span *span = &s->spans[i];
    if (span->settled) continue;
    if (!settle_metonym(s, span, &mentioned)) settle_ambiguous(s, span, &mentioned);
    if (span->concept != NO_CONCEPT) s->concept_count[span->concept]++;
  }
  join_wholes(s);
  bg_free(mentioned.items);
}
