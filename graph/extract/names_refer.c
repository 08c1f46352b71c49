/* What definite noun phrases and pronouns refer to, where it is safe to say: one fitting antecedent nearby. What stays
 * open is a mention of nobody in particular. */
#include <string.h>

#include "base/memory.h"
#include "extract/names_parts.h"

enum { REACH = 64, /* mentions looked back at */ NEAR = 1, FAR = 2 /* sentences */ };

typedef struct {
  size_t entity, sentence, word;
  bool subject;
} antecedent;

typedef struct {
  antecedent items[REACH]; /* the latest ones, oldest first from `start` */
  size_t start, count;
} memory;

static void remember(memory *m, antecedent a) {
  if (m->count < REACH) m->items[(m->start + m->count++) % REACH] = a;
  else {
    m->items[m->start] = a;
    m->start = (m->start + 1) % REACH;
  }
}

static const antecedent *recall(const memory *m, size_t back) {
  return &m->items[(m->start + m->count - 1 - back) % REACH];
}

static bool is_subject(const names_state *s, size_t word) {
  bg_deprel rel = names_rel(s, word);
  for (int steps = 0; rel == BG_REL_CONJ && steps < 4; steps++) {
    word = s->tree.head[word];
    rel = names_rel(s, word);
  }
  return rel == BG_REL_NSUBJ;
}

/* ---- who fits
 * -------------------------------------------------------------------------------------------------------------- */

static bool is_any(bg_str word, const char *const *list, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (word.len == strlen(list[i]) && (word.data[0] | 32) == list[i][0] &&
        memcmp(word.data + 1, list[i] + 1, word.len - 1) == 0)
      return true;
  return false;
}

#define IS_ANY(word, list) is_any((word), (list), sizeof(list) / sizeof *(list))

static const char *const person_pronouns[] = {"he", "she", "him", "her", "his"};
static const char *const plural_pronouns[] = {"they", "them", "their"};
static const char *const own_pronouns[] = {"we", "us", "i"};

static bool ends_in_noun(bg_str words, bg_str noun) {
  if (words.len < noun.len || (words.len > noun.len && words.data[words.len - noun.len - 1] != ' ')) return false;
  for (size_t i = 0; i < noun.len; i++)
    if ((words.data[words.len - noun.len + i] | 32) != (noun.data[i] | 32)) return false;
  return true;
}

/* The last word of a label, or the one before "of" or "for", is the noun: "the commission" after "European Commission",
 * "the Alliance" after "Alliance of Ports". */
static bool is_headed_by(bg_str label, bg_str noun) {
  size_t of = bg_str_find(label, BG_STR(" of "), 0), for_ = bg_str_find(label, BG_STR(" for "), 0);
  if (for_ < of) of = for_;
  if (of != SIZE_MAX) return ends_in_noun(bg_str_slice(label, 0, of), noun);
  return label.len > noun.len && ends_in_noun(label, noun);
}

static bool fits(const names_state *s, const names_open *o, size_t entity) {
  const bg_found_entity *e = &s->reading->entities[entity];
  bg_str type = e->entity.type;
  if (o->class_name.len == 0) {
    if (IS_ANY(o->noun, person_pronouns)) return e->kind == BG_KIND_PERSON;
    if (IS_ANY(o->noun, plural_pronouns))
      return e->kind == BG_KIND_GROUP || names_is_a(s, type, "StateGroup") || names_is_a(s, type, "ArmedGroup") ||
             names_is_a(s, type, "InformalGroup") || names_is_a(s, type, "PoliticalParty") ||
             names_is_a(s, type, "Organization");
    return e->kind != BG_KIND_PERSON && e->kind != BG_KIND_ISSUE && e->kind != BG_KIND_OFFICE &&
           e->kind != BG_KIND_GROUP && e->kind != BG_KIND_EVENT &&
           (e->kind != BG_KIND_PLACE || names_is_a(s, type, "State"));
  }
  if (o->governs || names_is_a(s, o->class_name, "State")) return names_is_a(s, type, "State");
  if (names_is_a(s, o->class_name, "Office") || names_is_a(s, o->class_name, "Person")) return false;
  if (is_headed_by(e->entity.label, o->noun)) return true;
  if (names_is_a(s, o->class_name, "Event") || names_is_a(s, o->class_name, "Initiative")) return false;
  if (names_is_a(s, o->class_name, "Place")) return e->kind == BG_KIND_PLACE && !names_is_a(s, type, "State");
  bg_str mine = bg_ontology_class(s->ontology, o->class_name), theirs = bg_ontology_class(s->ontology, type);
  return !names_is_a(s, o->class_name, "SocialGroup") && !names_is_a(s, o->class_name, "StateGroup") &&
         bg_ontology_is_a(s->ontology, theirs, mine);
}

/* ---- the antecedent
 * ------------------------------------------------------------------------------------------------------------ */

/* Who cannot be meant: "Cairo denied it" is not about Cairo. The subject of the verb whose object the pronoun is. */
static size_t own_subject(const names_state *s, const names_open *o) {
  bg_deprel rel = names_rel(s, o->head);
  uint32_t verb = s->tree.head[o->head];
  if (o->class_name.len > 0 || verb == BG_NO_WORD || (rel != BG_REL_OBJ && rel != BG_REL_IOBJ && rel != BG_REL_OBL))
    return BG_NO_ENTITY;
  size_t subject = names_child(s, verb, BG_REL_NSUBJ);
  bool shares = names_rel(s, verb) == BG_REL_CONJ || names_rel(s, verb) == BG_REL_XCOMP;
  if (subject == NO_INDEX && shares && s->tree.head[verb] != BG_NO_WORD)
    subject = names_child(s, s->tree.head[verb], BG_REL_NSUBJ);
  return subject == NO_INDEX ? BG_NO_ENTITY : s->entity_at[subject];
}

/* The only entity that fits, or the subject among several; how sure that is, or 0. */
static double find(const names_state *s, const memory *m, const names_open *o, size_t reach, size_t *entity) {
  size_t sentence = s->tree.sentence[o->head], only = BG_NO_ENTITY, subject = BG_NO_ENTITY, subject_sentence = 0;
  size_t never = own_subject(s, o);
  bool several = false, several_subjects = false;
  for (size_t back = 0; back < m->count; back++) {
    const antecedent *a = recall(m, back);
    if (a->sentence + reach < sentence) break;
    if (a->entity == never || !fits(s, o, a->entity)) continue;
    if (only == BG_NO_ENTITY) only = a->entity;
    several |= a->entity != only;
    if (a->subject && subject == BG_NO_ENTITY) {
      subject = a->entity;
      subject_sentence = a->sentence;
    }
    several_subjects |= a->subject && a->entity != subject && a->sentence == subject_sentence;
  }
  *entity = !several ? only : several_subjects ? BG_NO_ENTITY : subject;
  if (*entity == BG_NO_ENTITY) return 0;
  return several ? 0.55 : 0.75;
}

/* Who does what the phrase is part of: the subject of its clause, or who is made to do it ("enable Peru to use its
 * ports"), or the subject of the clause around it. */
static size_t find_in_clause(const names_state *s, const names_open *o) {
  size_t word = o->head;
  for (int steps = 0; steps < 12 && s->tree.head[word] != BG_NO_WORD; steps++) {
    size_t verb = s->tree.head[word];
    size_t subject = names_child(s, verb, BG_REL_NSUBJ);
    bool own = subject != NO_INDEX && subject <= o->head && s->tree.right[subject] >= o->head;
    if (names_rel(s, word) == BG_REL_XCOMP) {
      size_t object = names_child(s, verb, BG_REL_OBJ);
      if (object != NO_INDEX && object < o->head && s->entity_at[object] != BG_NO_ENTITY) subject = object, own = false;
    }
    if (subject != NO_INDEX && !own && subject < o->head) {
      size_t entity = s->entity_at[subject];
      if (entity != BG_NO_ENTITY && entity != own_subject(s, o) && fits(s, o, entity)) return entity;
      if (entity == BG_NO_ENTITY || entity != own_subject(s, o)) return BG_NO_ENTITY;
    }
    word = verb;
  }
  return BG_NO_ENTITY;
}

static size_t possessor_below(const names_state *s, const names_open *o, uint32_t noun, int steps) {
  for (uint32_t c = s->tree.first_child[noun]; c != BG_NO_WORD; c = s->tree.next_child[c]) {
    bg_deprel d = (bg_deprel)names_word(s, c)->deprel;
    size_t entity = d == BG_REL_NMOD_POSS               ? s->entity_at[c]
                    : d == BG_REL_COMPOUND && steps > 0 ? possessor_below(s, o, c, steps - 1)
                                                        : BG_NO_ENTITY;
    if (entity != BG_NO_ENTITY && fits(s, o, entity)) return entity;
  }
  return BG_NO_ENTITY;
}

/* "Malawi's debts, which compel it to borrow": whose they are. */
static size_t find_possessor(const names_state *s, const names_open *o) {
  uint32_t verb = s->tree.head[o->head];
  if (verb == BG_NO_WORD || names_rel(s, o->head) != BG_REL_OBJ || names_word(s, verb)->deprel != BG_REL_ACL_RELCL)
    return BG_NO_ENTITY;
  uint32_t noun = s->tree.head[verb];
  return noun == BG_NO_WORD ? BG_NO_ENTITY : possessor_below(s, o, noun, 2);
}

static bool is_above(const names_state *s, size_t above, size_t word) {
  for (int steps = 0; steps < 12 && word != BG_NO_WORD; steps++, word = s->tree.head[word])
    if (word == above) return true;
  return false;
}

/* The verb of the clause that the phrase stands in; BG_NO_WORD in a heading. */
static uint32_t clause_of(const names_state *s, size_t word) {
  uint32_t up = s->tree.head[word];
  for (int steps = 0; steps < 12 && up != BG_NO_WORD && names_word(s, up)->upos != BG_UPOS_VERB; steps++)
    up = s->tree.head[up];
  return up;
}

/* "Norway, which has long had relations with the country" */
static bool is_described(const names_state *s, const antecedent *a, const names_open *o) {
  uint32_t verb = clause_of(s, o->head);
  return verb != BG_NO_WORD && names_word(s, verb)->deprel == BG_REL_ACL_RELCL && s->tree.head[verb] == a->word;
}

/* "Chinese investments in the country" are not in China, nor "register Syrian refugees in the country" in Syria. */
static bool owns_phrase(const names_state *s, const antecedent *a, const names_open *o) {
  bg_deprel rel = names_rel(s, a->word);
  bool modifier = rel == BG_REL_AMOD || rel == BG_REL_COMPOUND || rel == BG_REL_NMOD;
  uint32_t noun = s->tree.head[a->word];
  if (!modifier || a->word > o->head || s->tree.sentence[a->word] != s->tree.sentence[o->head] || noun == BG_NO_WORD)
    return false;
  uint32_t verb = s->tree.head[noun];
  return is_above(s, noun, o->head) || (verb != BG_NO_WORD && verb == clause_of(s, o->head));
}

static size_t times_said(const memory *m, size_t entity) {
  size_t times = 0;
  for (size_t back = 0; back < m->count; back++) times += recall(m, back)->entity == entity;
  return times;
}

/* "Norway could support clinics in the country": the state that was spoken of last, but not who acts there, who would
 * not be called so; in sentences before only one that is spoken of as much. BG_NO_ENTITY when there is no such state,
 * or the phrase itself is the subject ("Iran said the country would"). */
static size_t find_other_state(const names_state *s, const memory *m, const names_open *o, size_t doer) {
  if (names_rel(s, o->head) == BG_REL_NSUBJ) return BG_NO_ENTITY;
  size_t sentence = s->tree.sentence[o->head], often = doer == BG_NO_ENTITY ? 0 : times_said(m, doer);
  for (size_t back = 0; back < m->count; back++) {
    const antecedent *a = recall(m, back);
    if (a->sentence + FAR < sentence) break;
    if (!names_is_a(s, s->reading->entities[a->entity].entity.type, "State") || owns_phrase(s, a, o) ||
        is_described(s, a, o))
      continue;
    if (a->sentence == sentence && names_rel(s, a->word) == BG_REL_OBJ) return a->entity; /* "help Peru to" */
    if (a->entity == doer) continue;
    if (a->sentence < sentence && 2 * times_said(m, a->entity) < often) continue;
    return a->entity;
  }
  return BG_NO_ENTITY;
}

/* "the two sides", "both countries": the last two states. */
static size_t find_pair(const names_state *s, const memory *m, const names_open *o, size_t pair[2]) {
  size_t count = 0, sentence = s->tree.sentence[o->head];
  for (size_t back = 0; back < m->count && count < 2; back++) {
    const antecedent *a = recall(m, back);
    if (a->sentence + FAR < sentence) break;
    if (!names_is_a(s, s->reading->entities[a->entity].entity.type, "State")) continue;
    if (count == 0 || pair[0] != a->entity) pair[count++] = a->entity;
  }
  return count;
}

static bool means_two(const names_state *s, const names_open *o) {
  static const char *const sides[] = {"sides",      "countries", "states", "nations", "governments", "neighbors",
                                      "neighbours", "capitals",  "powers", "allies",  "leaders"};
  if (!IS_ANY(o->noun, sides)) return false;
  for (size_t i = o->first; i < o->head; i++)
    if (bg_str_is(names_word(s, i)->form, "two") || bg_str_is(names_word(s, i)->form, "both") ||
        bg_str_is(names_word(s, i)->form, "Both"))
      return true;
  return false;
}

static bg_name_kind kind_of(const names_state *s, const names_open *o) {
  if (o->class_name.len > 0) return names_kind_of_class(s, o->class_name);
  return IS_ANY(o->noun, person_pronouns) || bg_str_is(o->noun, "I") ? BG_KIND_PERSON : BG_KIND_ORGANIZATION;
}

static void settle(names_state *s, memory *m, const names_open *o, size_t entity, double confidence) {
  bg_mention_form form = o->class_name.len > 0 ? BG_FORM_NOMINAL : BG_FORM_PRONOUN;
  bool found = entity != BG_NO_ENTITY;
  names_add_mention(s, o->first, o->end, o->head, found ? s->reading->entities[entity].kind : kind_of(s, o),
                    found ? s->reading->entities[entity].fine : BG_FINE_NONE, form, entity, false,
                    found ? confidence : 0.5);
  if (found) s->entity_at[o->head] = entity;
  if (found) remember(m, (antecedent){entity, s->tree.sentence[o->head], o->head, is_subject(s, o->head)});
}

/* "the Alliance" where the text speaks of NATO, whose gazetteer entry has that name. */
static size_t find_generic(names_state *s, const memory *m, const names_open *o) {
  if (o->class_name.len == 0 || !o->definite || o->plural || !names_is_capital(o->noun)) return BG_NO_ENTITY;
  for (size_t back = 0; back < m->count; back++) /* but not when another one is called so */
    if (is_headed_by(s->reading->entities[recall(m, back)->entity].entity.label, o->noun)) return BG_NO_ENTITY;
  bg_str name = bg_arena_printf(s->reading->arena, "the %.*s", BG_FMT(o->noun));
  size_t count = 0;
  const bg_sense *senses = bg_gazetteer_senses(s->gazetteer, name, &count);
  for (size_t i = 0; i < count; i++) {
    const bg_concept *c = bg_gazetteer_concept(s->gazetteer, senses[i].concept);
    bool said = s->concept_count[senses[i].concept] > 0;
    for (size_t k = 0; k < c->part_of_count; k++) said |= s->concept_count[c->part_of[k]] > 0;
    if (said && !c->common) return names_concept_entity(s, senses[i].concept);
  }
  return BG_NO_ENTITY;
}

/* "the army chief" of nobody knows which state. */
static size_t thing_itself(names_state *s, const names_open *o) {
  names_thing thing = {
      .name = o->name, .class_name = o->class_name, .kind = kind_of(s, o), .owner = BG_NO_ENTITY, .confidence = 0.6};
  return names_new_entity(s, &thing);
}

static void resolve(names_state *s, memory *m, const names_open *o) {
  size_t entity = BG_NO_ENTITY, pair[2];
  double confidence = 0;
  if (means_two(s, o) && find_pair(s, m, o, pair) == 2) {
    settle(s, m, o, pair[1], 0.7);
    settle(s, m, o, pair[0], 0.7);
    return;
  }
  entity = find_generic(s, m, o);
  if (entity != BG_NO_ENTITY) {
    confidence = 0.75;
  } else if (names_is_a(s, o->class_name, "Office") && o->definite) {
    entity = bg_map_get(s->office_holders, names_word(s, o->head)->lemma, BG_NO_ENTITY);
    if (entity == BG_NO_ENTITY && !o->plural) entity = thing_itself(s, o);
    confidence = 0.6;
  } else if (o->class_name.len == 0
                 ? !IS_ANY(o->noun, own_pronouns)
                 : o->definite && !(o->plural && !o->governs && names_is_a(s, o->class_name, "State"))) {
    if (o->class_name.len == 0 || o->governs || names_is_a(s, o->class_name, "State")) {
      entity = find_possessor(s, o);
      if (entity == BG_NO_ENTITY) entity = find_in_clause(s, o);
      if (names_is_a(s, o->class_name, "State")) {
        size_t other = find_other_state(s, m, o, entity);
        if (other != BG_NO_ENTITY) entity = other;
      }
      confidence = entity == BG_NO_ENTITY ? 0 : 0.7;
    }
    if (confidence == 0) confidence = find(s, m, o, NEAR, &entity);
    if (confidence == 0 && o->class_name.len > 0) confidence = find(s, m, o, FAR, &entity);
  }
  if (entity == BG_NO_ENTITY && o->pinned) {
    entity = thing_itself(s, o);
    confidence = 0.6;
  }
  bg_str noun = o->noun;
  bool silent =
      entity == BG_NO_ENTITY &&
      (bg_str_is(noun, "it") || bg_str_is(noun, "It") || bg_str_is(noun, "its") || bg_str_is(noun, "Its") ||
       bg_str_is(noun, "her") || names_is_a(s, o->class_name, "Event") || names_is_a(s, o->class_name, "Initiative"));
  if (!silent) settle(s, m, o, entity, confidence);
}

void names_resolve(names_state *s) {
  size_t mention = 0, mentions = s->reading->mention_count; /* new ones come behind */
  memory *m = BG_NEW(memory);
  s->entity_at = bg_calloc(s->analysis->word_count + 1, sizeof *s->entity_at);
  for (size_t i = 0; i <= s->analysis->word_count; i++) s->entity_at[i] = BG_NO_ENTITY;
  for (size_t i = 0; i < mentions; i++)
    if (!s->reading->mentions[i].nested)
      s->entity_at[s->reading->mentions[i].head_word] = s->reading->mentions[i].entity;
  for (size_t i = 0; i < s->open_count; i++) {
    for (; mention < mentions && s->reading->mentions[mention].head_word < s->open[i].head; mention++) {
      const bg_mention *said = &s->reading->mentions[mention];
      if (said->entity != BG_NO_ENTITY && !said->nested)
        remember(m, (antecedent){said->entity, said->sentence, said->head_word, is_subject(s, said->head_word)});
    }
    resolve(s, m, &s->open[i]);
  }
  bg_free(m);
}
