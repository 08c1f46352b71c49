/* Where a sentence asks somebody for something, and for what. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "extract/recommend_parts.h"

/* ---- from the modal down to what is to be done ---- */

static bool clausal(bg_deprel relation) {
  return relation == BG_REL_XCOMP || relation == BG_REL_CCOMP || relation == BG_REL_CSUBJ;
}

static bool has_preposition(const bg_scoper *s, const cue *c, size_t word) {
  marker m = scope_marker(s, word);
  for (size_t i = 0; i < c->prepositions.count; i++)
    if (bg_str_is(c->prepositions.items[i], m.form)) return true;
  return false;
}

/* "it is vital to act", "it is vital that they act", which parsers take for adverbial clauses. */
static bool says_what(bg_scoper *s, size_t adjective, size_t clause) {
  if (scope_upos(s, adjective) == BG_UPOS_VERB) return false;
  if (strcmp(scope_marker(s, clause).form, "that") == 0) return true;
  size_t subject = scope_local(s, adjective)->subject;
  return scope_local(s, clause)->infinitive && subject != NO_WORD &&
         (scope_rel(s, subject) == BG_REL_EXPL || scope_form(s, subject, "it"));
}

/* The clause that a word of duty, consideration or avoidance embeds. */
static size_t embedded(bg_scoper *s, size_t word, const cue *c) {
  bg_upos upos = scope_upos(s, word);
  for (size_t k = scope_first(s, word); k != NO_WORD; k = scope_next(s, k)) {
    bg_deprel relation = scope_rel(s, k);
    if (clausal(relation)) {
      bool infinitive = scope_local(s, k)->infinitive;
      if (c->not_needed && upos == BG_UPOS_VERB && relation != BG_REL_CSUBJ &&
          !(infinitive && scope_obliges(s, word, k)))
        continue;
      return k;
    }
    if (relation == BG_REL_ADVCL && (has_preposition(s, c, k) || says_what(s, word, k))) return k;
    bool that = strcmp(scope_marker(s, k).form, "that") == 0;
    if (relation == BG_REL_ACL && upos == BG_UPOS_NOUN && (scope_local(s, k)->infinitive || that)) return k;
  }
  return NO_WORD;
}

/* The event that it names instead: "avoid a confrontation", "cooperation is essential". */
static size_t named(const bg_scoper *s, size_t word, const cue *c) {
  if (!c->nominal) return NO_WORD;
  for (size_t k = scope_first(s, word); k != NO_WORD; k = scope_next(s, k)) {
    bg_deprel relation = scope_rel(s, k);
    bool passive = s->words[k].deprel == BG_REL_NSUBJ_PASS;
    bool object = relation == BG_REL_OBJ || (relation == BG_REL_OBL && has_preposition(s, c, k));
    bool subject = relation == BG_REL_NSUBJ && scope_upos(s, word) == BG_UPOS_VERB && !c->not_needed && !c->negates;
    if (scope_upos(s, k) == BG_UPOS_PRON) continue;
    bool merits = c->has_modality && !c->not_needed && scope_upos(s, word) == BG_UPOS_VERB;
    if (c->negates ? object || passive : passive || subject || (merits && object)) return k;
  }
  return NO_WORD;
}

static bool passes_on(const cue *c) {
  return c && !c->fact && !c->voice && !c->question && !c->brings && (c->has_modality || c->refrains);
}

static size_t next_down(bg_scoper *s, size_t word) {
  const cue *c = scope_embedder(s, word);
  if (!passes_on(c)) return NO_WORD;
  size_t clause = embedded(s, word, c);
  if (clause != NO_WORD) return clause;
  return c->refrains || (c->modality == BG_RECOMMENDED && c->nominal) ? named(s, word, c) : NO_WORD;
}

static void descend(bg_scoper *s, size_t word, advice *a) {
  a->anchor = word;
  a->chain_count = 0;
  for (;;) {
    a->chain[a->chain_count++] = word;
    a->action = word;
    if (a->chain_count == LONGEST_CHAIN) return;
    word = next_down(s, word);
    if (word == NO_WORD) return;
  }
}

/* "develop and implement a plan" is one thing to do: nothing stands between the two verbs. */
static bool inseparable(const bg_scoper *s, size_t first, size_t second) {
  if (second < first || second > first + 4) return false;
  for (size_t i = first + 1; i < second; i++) {
    bg_upos upos = scope_upos(s, i);
    if (upos != BG_UPOS_CCONJ && upos != BG_UPOS_PUNCT && upos != BG_UPOS_VERB) return false;
    if (upos == BG_UPOS_VERB && scope_head(s, i) != first) return false;
  }
  return true;
}

/* ---- clauses ---- */

enum { MOST_IN_SENTENCE = 64 };

typedef struct {
  bg_scoper *s;
  const bool *quoted;
  size_t sentence;
  advice_list *list;
  size_t from; /* where those of this sentence start */
} finder;

static void add_with_coordinated(finder *f, size_t word);

static bool subject_points(const bg_scoper *s, size_t subject) {
  return s->words[subject].deprel == BG_REL_EXPL || scope_form(s, subject, "this") || scope_form(s, subject, "that") ||
         scope_form(s, subject, "these") || scope_form(s, subject, "there") || scope_form(s, subject, "which");
}

/* Whether a modal of advice stands somewhere between the clause and what is to be done. */
static bool by_necessity(bg_scoper *s, const advice *a) {
  for (size_t i = 0; i < a->chain_count; i++) {
    const cue *c = scope_embedder(s, a->chain[i]);
    if (i + 1 < a->chain_count && c && c->has_modality && c->modality == BG_RECOMMENDED) return true;
  }
  return false;
}

/* "must see that X is so and should act": two modals make two predicates of one subject, though the second one hangs
 * on "is". */
static size_t parallel_subject(bg_scoper *s, size_t anchor) {
  const local_cues *l = scope_local(s, anchor);
  if (scope_rel(s, anchor) != BG_REL_CONJ || !l->modal || l->subject != NO_WORD) return NO_WORD;
  size_t first = scope_head(s, anchor);
  if (scope_rel(s, first) != BG_REL_CCOMP || scope_local(s, first)->modal) return NO_WORD;
  size_t above = scope_head(s, first);
  return above != NO_WORD && scope_local(s, above)->modal ? scope_subject(s, above) : NO_WORD;
}

/* "Djibouti, which lives off trade, has to ...": the noun before a relative pronoun that parsers make the subject. */
static size_t antecedent(const bg_scoper *s, size_t subject) {
  if (subject == NO_WORD || !s->words[subject].xpos.len || s->words[subject].xpos.data[0] != 'W') return subject;
  size_t clause = scope_head(s, subject), noun = clause == NO_WORD ? NO_WORD : scope_head(s, clause);
  bg_upos upos = noun == NO_WORD ? BG_UPOS_X : scope_upos(s, noun);
  return upos == BG_UPOS_NOUN || upos == BG_UPOS_PROPN ? noun : subject;
}

/* The subject; where the tree has none, the noun before the modal. */
static size_t advice_subject(bg_scoper *s, size_t sentence, size_t anchor) {
  size_t subject = parallel_subject(s, anchor);
  if (subject == NO_WORD) subject = antecedent(s, scope_subject(s, anchor));
  const local_cues *l = scope_local(s, anchor);
  if (subject != NO_WORD || !l->modal || l->modal_word <= s->reading->analysis->sentences[sentence].first_word)
    return subject;
  size_t before = l->modal_word - 1;
  bg_upos upos = scope_upos(s, before);
  return (upos == BG_UPOS_NOUN || upos == BG_UPOS_PROPN || upos == BG_UPOS_PRON) ? before : NO_WORD;
}

/* Neither below a condition nor what somebody thinks. */
static bool stands_alone(const bg_scoper *s, size_t word) {
  while (scope_rel(s, word) == BG_REL_CONJ || scope_rel(s, word) == BG_REL_PARATAXIS) word = scope_head(s, word);
  return scope_head(s, word) == NO_WORD;
}

static bool is_state(const bg_scoper *s, size_t action) {
  return scope_upos(s, action) != BG_UPOS_VERB || scope_lemma(s, action, "have") || scope_lemma(s, action, "be") ||
         scope_lemma(s, action, "become") || scope_lemma(s, action, "afford");
}

static void add_if_advice(finder *f, size_t word) {
  bg_scoper *s = f->s;
  advice a = {.sentence = f->sentence};
  descend(s, word, &a);
  for (size_t i = f->from; i < f->list->count; i++)
    if (f->list->items[i].action == a.action) return;
  scope_detail d = scope_in_detail(s, f->sentence, a.action);
  const bg_scope *o = &d.scope;
  if (o->question || o->voice != BG_NO_ENTITY || o->voice_unnamed) return;
  const local_cues *l = scope_local(s, word);
  /* Outside recommendations can and could may still be meant as advice; whose, decides. */
  bool hint = o->modality == BG_POSSIBLE && stands_alone(s, word) && !is_state(s, a.action) && l->modal &&
              l->modal->weak && !l->negated && !l->conditional && !l->counterfactual && o->polarity == BG_AFFIRMED;
  if (o->modality != BG_RECOMMENDED && !hint) return;
  a.possible_subject = advice_subject(s, f->sentence, a.anchor);
  bool dummy = a.possible_subject != NO_WORD && by_necessity(s, &a) && scope_upos(s, a.anchor) != BG_UPOS_VERB &&
               scope_form(s, a.possible_subject, "it");
  if (dummy || (a.possible_subject != NO_WORD && subject_points(s, a.possible_subject))) {
    if (!by_necessity(s, &a)) return;
    a.possible_subject = NO_WORD;
  }
  const cue *own = scope_embedder(s, a.action);
  a.strength = own && own->strength == BG_CONSIDER ? BG_CONSIDER : hint ? BG_CAN : o->strength;
  a.polarity = d.not_needed ? BG_NOT_NEEDED : o->polarity;
  a.weak = hint || d.weak;
  a.imperative = d.imperative;
  a.confidence = o->confidence;
  BG_GROW(f->list->items, f->list->capacity, f->list->count + 1);
  f->list->items[f->list->count++] = a;
}

static bool infinitive_after(const bg_scoper *s, size_t to, size_t end) {
  for (size_t i = to + 1; i < end; i++) {
    if (scope_upos(s, i) == BG_UPOS_VERB) return true;
    if (scope_upos(s, i) != BG_UPOS_ADV && scope_upos(s, i) != BG_UPOS_PART) return false;
  }
  return false;
}

/* "and marginalized communities": a participle taken for a second thing to do. */
static bool is_participle(bg_scoper *s, size_t word) {
  return bg_str_is(s->words[word].xpos, "VBN") && !scope_local(s, word)->passive;
}

static bool is_gerund(const bg_scoper *s, size_t word) {
  return bg_str_is(s->words[word].xpos, "VBG");
}

/* "send funds to build roads and [improve schools]": more often a second purpose than a second thing to do. */
static bool after_purpose(const bg_scoper *s, size_t first, size_t second) {
  for (size_t i = first + 1; i + 1 < second; i++)
    if (scope_form(s, i, "to") && scope_upos(s, i) == BG_UPOS_PART && infinitive_after(s, i, second))
      return scope_upos(s, second) == BG_UPOS_VERB;
  return false;
}

/* Coordinated with a word between the modal and the action, and asked for as well: "should disarm and [demobilize]". A
 * purpose that goes with another one ("to enable ... and to help") is not. */
static void add_coordinated(finder *f, size_t word) {
  bg_scoper *s = f->s;
  for (size_t k = scope_first(s, word); k != NO_WORD; k = scope_next(s, k)) {
    if (scope_rel(s, k) != BG_REL_CONJ || inseparable(s, word, k)) continue;
    const local_cues *l = scope_local(s, k), *first = scope_local(s, word);
    if (l->modal || l->subject != NO_WORD || (l->infinitive && !first->infinitive)) continue;
    if (!l->infinitive && after_purpose(s, word, k)) continue;
    bool predicate = scope_upos(s, k) == BG_UPOS_VERB || scope_child(s, k, BG_REL_COP) != NO_WORD;
    if (!predicate || scope_is_finite(s, k) || is_participle(s, k) || is_gerund(s, k) != is_gerund(s, word)) continue;
    add_with_coordinated(f, k);
  }
}

static void add_with_coordinated(finder *f, size_t word) {
  size_t before = f->list->count;
  add_if_advice(f, word);
  if (f->list->count == before) return;
  advice a = f->list->items[before];
  for (size_t i = 0; i < a.chain_count; i++) add_coordinated(f, a.chain[i]);
}

static bool on_a_chain(const finder *f, size_t word) {
  for (size_t i = f->from; i < f->list->count; i++)
    for (size_t k = 0; k < f->list->items[i].chain_count; k++)
      if (f->list->items[i].chain[k] == word) return true;
  return false;
}

/* "which should ...", "something that the EU needs to avoid" describe. */
static bool relative_clause(bg_scoper *s, size_t word) {
  const local_cues *l = scope_local(s, word);
  if (s->words[word].deprel == BG_REL_ACL_RELCL) return true;
  if (l->modal && l->modal_word > 0 && s->words[l->modal_word - 1].xpos.len > 1 &&
      s->words[l->modal_word - 1].xpos.data[0] == 'W')
    return true;
  size_t subject = l->subject;
  return subject != NO_WORD && s->words[subject].xpos.len && s->words[subject].xpos.data[0] == 'W';
}

/* "as it must do under the treaty", "because it must pay": a duty that explains something else. */
static bool told_aside(const bg_scoper *s, size_t word) {
  static const char *const asides[] = {"as", "because", "since", "than"};
  for (size_t i = 0; i < LONGEST_CHAIN && word != NO_WORD; i++) {
    bg_deprel relation = scope_rel(s, word);
    if (relation == BG_REL_ADVCL) {
      marker m = scope_marker(s, word);
      for (size_t k = 0; k < sizeof asides / sizeof *asides; k++)
        if (strcasecmp(m.form, asides[k]) == 0) return true;
      return false;
    }
    if (relation != BG_REL_CONJ && relation != BG_REL_XCOMP && relation != BG_REL_CCOMP) return false;
    word = scope_head(s, word);
  }
  return false;
}

/* Words at which advice may start: those with a modal, words of duty, verbs of asking, and the top of the tree, which
 * may be an imperative. The tree above them does not matter much, so that mistakes there do not either. */
static void look_at(finder *f, size_t word) {
  bg_scoper *s = f->s;
  if (f->list->count - f->from >= MOST_IN_SENTENCE) return;
  if (f->quoted[word] || on_a_chain(f, word) || relative_clause(s, word) || told_aside(s, word)) return;
  const local_cues *l = scope_local(s, word);
  const cue *c = scope_embedder(s, word);
  bg_deprel relation = scope_rel(s, word);
  bool beside = relation == BG_REL_PARATAXIS || relation == BG_REL_LIST || relation == BG_REL_ROOT;
  bool modal = l->modal && (l->modal->weak || l->modal->modality == BG_RECOMMENDED);
  bool duty = c && c->has_modality && c->modality == BG_RECOMMENDED && !c->voice && next_down(s, word) != NO_WORD;
  if (modal || duty || beside) add_with_coordinated(f, word);
  if (c && c->asks) {
    size_t asked = embedded(s, word, c);
    if (asked != NO_WORD) add_with_coordinated(f, asked);
  }
}

/* ---- the words of each clause ---- */

enum { LONGEST_LEFT = 64 };

static size_t leftmost(const bg_scoper *s, size_t word) {
  size_t left = word;
  for (size_t i = 0; i < LONGEST_LEFT; i++) {
    size_t child = scope_first(s, left);
    if (child == NO_WORD || child >= left) return left;
    left = child;
  }
  return left;
}

/* Where the clause of an anchor starts, without the clauses before it. */
static size_t clause_start(bg_scoper *s, const advice *a) {
  size_t start = a->anchor;
  for (size_t k = scope_first(s, a->anchor); k != NO_WORD && k < a->anchor; k = scope_next(s, k)) {
    bg_deprel relation = scope_rel(s, k);
    if (relation == BG_REL_ADVCL || relation == BG_REL_PARATAXIS || relation == BG_REL_PUNCT) continue;
    size_t left = leftmost(s, k);
    if (left < start) start = left;
  }
  const local_cues *l = scope_local(s, a->anchor);
  if (l->modal && l->modal_word < start) start = l->modal_word;
  return start;
}

static int by_first(const void *x, const void *y) {
  const advice *a = x, *b = y;
  return a->first < b->first ? -1 : a->first > b->first;
}

static bool links(const bg_scoper *s, size_t word) {
  bg_upos upos = scope_upos(s, word);
  return upos == BG_UPOS_CCONJ || upos == BG_UPOS_PUNCT || upos == BG_UPOS_SCONJ;
}

/* A sentence that asks for several things is divided where the next one starts. */
static void divide(finder *f) {
  const bg_sentence *t = &f->s->reading->analysis->sentences[f->sentence];
  advice *items = f->list->items + f->from;
  size_t count = f->list->count - f->from, end = t->first_word + t->word_count;
  for (size_t i = 0; i < count; i++) items[i].first = clause_start(f->s, &items[i]);
  if (count) qsort(items, count, sizeof *items, by_first);
  for (size_t i = 0; i < count; i++) {
    advice *a = &items[i];
    if (i == 0) a->first = t->first_word;
    a->end = i + 1 < count ? items[i + 1].first : end;
    if (a->end <= a->action) a->end = a->action + 1;
    while (i > 0 && a->first < a->action && links(f->s, a->first)) a->first++;
    while (i + 1 < count && a->end > a->action + 1 && links(f->s, a->end - 1)) a->end--;
  }
}

void advice_find(bg_scoper *s, const bool *quoted, size_t sentence, advice_list *list) {
  const bg_sentence *t = &s->reading->analysis->sentences[sentence];
  finder f = {s, quoted, sentence, list, list->count};
  for (size_t i = t->first_word; i < t->first_word + t->word_count; i++) look_at(&f, i);
  divide(&f);
}
