/* Whole sentences: imperatives, questions, lists that a sentence introduces. */
#include "extract/scope_climb.h"

enum { LONGEST_PHRASE = 200 };

static bool same_as_lemma(const bg_scoper *s, size_t word) {
  bg_str form = s->words[word].form, lemma = s->words[word].lemma;
  return form.len == lemma.len && form.len > 1 &&
         bg_str_equal(bg_str_slice(form, 1, form.len), bg_str_slice(lemma, 1, lemma.len));
}

/* "Doing so would help" is no advice: a finite verb stands in the sentence. */
static bool has_modal(const climb *c) {
  const bg_sentence *t = &c->s->reading->analysis->sentences[c->sentence];
  for (size_t i = t->first_word; i < t->first_word + t->word_count && i < t->first_word + LONGEST_PHRASE; i++)
    if (bg_str_is(c->s->words[i].xpos, "MD")) return true;
  return false;
}

/* A modal somewhere before it, or a name or noun right before it: a subject that the tree does not tie to it. */
static bool has_subject_before(const climb *c, size_t verb) {
  const bg_sentence *t = &c->s->reading->analysis->sentences[c->sentence];
  bool right_before = true;
  for (size_t i = verb; i > t->first_word && i + LONGEST_PHRASE > verb; i--) {
    bg_upos upos = scope_upos(c->s, i - 1);
    if (bg_str_is(c->s->words[i - 1].xpos, "MD")) return true;
    if (right_before && (upos == BG_UPOS_NOUN || upos == BG_UPOS_PROPN || upos == BG_UPOS_PRON)) return true;
    right_before &= upos == BG_UPOS_ADV || upos == BG_UPOS_PART;
  }
  return false;
}

bool climb_is_imperative(const climb *c, size_t word) {
  const bg_scoper *s = c->s;
  bg_str tag = s->words[word].xpos;
  /* "Set up ...": forms that are the same in the past deceive taggers. */
  bool plain = bg_str_is(tag, "VB") || bg_str_is(tag, "VBP") || same_as_lemma(s, word);
  if (scope_upos(s, word) != BG_UPOS_VERB || !plain) return false;
  const local_cues *l = scope_local(c->s, word);
  bool past = l->past && !same_as_lemma(s, word);
  return l->subject == NO_WORD && !l->modal && !l->future && !past && !has_subject_before(c, word);
}

static bool asks_question(const climb *c) {
  const bg_sentence *t = &c->s->reading->analysis->sentences[c->sentence];
  for (size_t i = t->word_count; i > 0; i--) {
    size_t word = t->first_word + i - 1;
    if (scope_form(c->s, word, "?")) return true;
    if (scope_upos(c->s, word) != BG_UPOS_PUNCT) return false;
  }
  return false;
}

/* Bullets of advice need no verb of duty: "Suspend arms sales", "Strengthening of the mandate", and below "The EU
 * should:" all verbs. */
void climb_top(climb *c, size_t root) {
  if (asks_question(c)) {
    c->d.scope.question = true;
    climb_modality(c, BG_POSSIBLE, BG_NO_STRENGTH, true);
    return;
  }
  if (!c->advises || c->d.scope.modality == BG_RECOMMENDED) return;
  size_t block = c->s->reading->analysis->sentences[c->sentence].block;
  bool item = c->block && c->block->kind == BG_BLOCK_ITEM;
  const cue *lead = item ? c->s->lead_cue[block] : NULL;
  bg_str tag = c->s->words[root].xpos;
  bool bare = climb_is_imperative(c, root);
  bool gerund = item && bg_str_is(tag, "VBG") && scope_local(c->s, root)->subject == NO_WORD &&
                scope_child(c->s, root, BG_REL_AUX) == NO_WORD && !has_modal(c);
  /* Taggers know few verbs in small letters at the start of a line. */
  size_t first = c->s->reading->analysis->sentences[c->sentence].first_word;
  bool with_object = scope_upos(c->s, root) == BG_UPOS_NOUN && scope_child(c->s, root, BG_REL_OBJ) != NO_WORD;
  bare |= item && root == first && with_object && same_as_lemma(c->s, root);
  bare |= lead && root == first && scope_upos(c->s, root) != BG_UPOS_PROPN && !bg_str_is(tag, "NN") &&
          !bg_str_is(tag, "NNS");
  bool phrase = item && lead && (scope_upos(c->s, root) == BG_UPOS_NOUN) &&
                scope_local(c->s, root)->subject == NO_WORD && scope_child(c->s, root, BG_REL_COP) == NO_WORD;
  if (!bare && !gerund && !phrase) return;
  c->d.imperative = true;
  climb_modality(c, BG_RECOMMENDED, lead ? lead->strength : bare ? BG_MUST : BG_SHOULD, false);
  if (lead && lead->weak) c->d.weak = true;
  if (!bare) climb_doubt(c, 0.8);
}
