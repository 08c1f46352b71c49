/* Where a sentence asks somebody for something, and for what. */
#include <stdlib.h>
#include <strings.h>

#include "base/memory.h"
#include "extract/recommend_parts.h"

enum { DEEPEST_CLAUSE = 24 };

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

/* The clause that a word of duty, consideration or avoidance embeds. */
static size_t embedded(bg_scoper *s, size_t word, const cue *c) {
  bg_upos upos = scope_upos(s, word);
  for (size_t k = scope_first(s, word); k != NO_WORD; k = scope_next(s, k)) {
    bg_deprel relation = scope_rel(s, k);
    if (clausal(relation)) {
      bool infinitive = scope_local(s, k)->infinitive;
      if (c->not_needed && upos == BG_UPOS_VERB && relation != BG_REL_CSUBJ && !infinitive) continue;
      return k;
    }
    if (relation == BG_REL_ADVCL &&
        (has_preposition(s, c, k) ||
         (upos != BG_UPOS_VERB && scope_local(s, k)->infinitive && scope_local(s, word)->subject != NO_WORD &&
          scope_rel(s, scope_local(s, word)->subject) == BG_REL_EXPL)))
      return k;
    if (relation == BG_REL_ACL && upos == BG_UPOS_NOUN && scope_local(s, k)->infinitive) return k;
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
    bool subject = relation == BG_REL_NSUBJ && (scope_upos(s, word) == BG_UPOS_ADJ || c->modality == BG_RECOMMENDED);
    if (c->negates ? object || passive : c->not_needed || c->has_modality ? passive || subject : false) return k;
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
    if (upos != BG_UPOS_CCONJ && upos != BG_UPOS_PUNCT && upos != BG_UPOS_ADV && upos != BG_UPOS_VERB) return false;
    if (upos == BG_UPOS_VERB && scope_head(s, i) != first) return false;
  }
  return true;
}

/* ---- clauses ---- */

typedef struct {
  bg_scoper *s;
  size_t sentence;
  advice_list *list;
  size_t from; /* where those of this sentence start */
} finder;

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
  bool hint = o->modality == BG_POSSIBLE && l->modal && l->modal->weak && !l->negated && !l->conditional &&
              !l->counterfactual && o->polarity == BG_AFFIRMED;
  if (o->modality != BG_RECOMMENDED && !hint) return;
  a.possible_subject = scope_subject(s, a.anchor);
  if (a.possible_subject != NO_WORD && subject_points(s, a.possible_subject)) {
    if (!by_necessity(s, &a)) return;
    a.possible_subject = NO_WORD;
  }
  a.strength = hint ? BG_CAN : o->strength;
  a.polarity = d.not_needed ? BG_NOT_NEEDED : o->polarity;
  a.weak = hint || d.weak;
  a.imperative = d.imperative;
  a.confidence = o->confidence;
  BG_GROW(f->list->items, f->list->capacity, f->list->count + 1);
  f->list->items[f->list->count++] = a;
}

/* A clause that stands beside the main one and may ask for something itself. */
static bool concedes(const bg_scoper *s, size_t clause) {
  static const char *const marks[] = {"while", "although", "though", "whereas", "even though", "and", "so"};
  marker m = scope_marker(s, clause);
  for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
    if (strcasecmp(m.form, marks[i]) == 0) return true;
  return false;
}

static void visit(finder *f, size_t word, size_t depth, bool anchor);

/* Clauses below one that may ask on their own: "we recommend that ...", coordinated and parenthetic ones. */
static void visit_below(finder *f, size_t word, size_t depth) {
  bg_scoper *s = f->s;
  const cue *c = scope_embedder(s, word);
  for (size_t k = scope_first(s, word); k != NO_WORD; k = scope_next(s, k)) {
    bg_deprel relation = scope_rel(s, k);
    if (relation == BG_REL_CONJ && !inseparable(s, word, k)) visit(f, k, depth + 1, true);
    else if (relation == BG_REL_PARATAXIS || relation == BG_REL_LIST) visit(f, k, depth + 1, true);
    else if (relation == BG_REL_ADVCL && concedes(s, k)) visit(f, k, depth + 1, true);
    else if (clausal(relation) && ((c && (c->voice || c->fact)) || relation == BG_REL_CCOMP))
      visit(f, k, depth + 1, true);
  }
}

static void visit(finder *f, size_t word, size_t depth, bool anchor) {
  if (depth > DEEPEST_CLAUSE) return;
  bg_upos upos = scope_upos(f->s, word);
  bool predicate = upos == BG_UPOS_VERB || upos == BG_UPOS_AUX || upos == BG_UPOS_ADJ || upos == BG_UPOS_NOUN ||
                   upos == BG_UPOS_PROPN || upos == BG_UPOS_ADV;
  if (!predicate) return;
  size_t before = f->list->count;
  if (anchor) add_if_advice(f, word);
  visit_below(f, word, depth);
  if (f->list->count == before) return;
  /* What is coordinated with the words between the modal and the action is asked for as well. */
  advice a = f->list->items[before];
  for (size_t i = 1; a.anchor == word && i < a.chain_count; i++) visit_below(f, a.chain[i], depth + 1);
}

/* ---- the words of each clause ---- */

static size_t leftmost(const bg_scoper *s, size_t word) {
  size_t left = word;
  for (size_t i = 0; i < DEEPEST_CLAUSE * 4; i++) {
    size_t child = scope_first(s, left);
    if (child == NO_WORD || child >= left) return left;
    left = child;
  }
  return left;
}

static int by_anchor(const void *x, const void *y) {
  const advice *a = x, *b = y;
  return a->first < b->first ? -1 : a->first > b->first;
}

/* A sentence that asks for several things is divided where the next one starts. */
static void divide(finder *f) {
  const bg_sentence *t = &f->s->reading->analysis->sentences[f->sentence];
  advice_list *list = f->list;
  size_t from = f->from;
  for (size_t i = from; i < list->count; i++) {
    advice *a = &list->items[i];
    a->first = leftmost(f->s, a->anchor);
  }
  qsort(list->items + from, list->count - from, sizeof *list->items, by_anchor);
  for (size_t i = from; i < list->count; i++) {
    advice *a = &list->items[i];
    if (i == from) a->first = t->first_word;
    a->end = t->first_word + t->word_count;
    if (i > from && list->items[i - 1].end > a->first) list->items[i - 1].end = a->first;
    while (a->first < a->action &&
           (scope_upos(f->s, a->first) == BG_UPOS_CCONJ || scope_upos(f->s, a->first) == BG_UPOS_PUNCT) && i > from)
      a->first++;
  }
}

void advice_find(bg_scoper *s, size_t sentence, advice_list *list) {
  const bg_sentence *t = &s->reading->analysis->sentences[sentence];
  finder f = {s, sentence, list, list->count};
  for (size_t i = t->first_word; i < t->first_word + t->word_count; i++)
    if (scope_head(s, i) == NO_WORD) visit(&f, i, 0, true);
  divide(&f);
}
