/* What stands directly under a word: auxiliaries, negations, adverbs, subject, speaker. */
#include "extract/scope_tree.h"

/* "not" that negates nothing: "not only", "not just", "not least". */
static bool idle_not(const bg_scoper *s, size_t word) {
  if (!scope_lemma(s, word, "not") || word + 1 >= s->reading->analysis->word_count) return false;
  static const char *const followers[] = {"only", "just", "merely", "simply", "solely", "least", "necessarily"};
  for (size_t i = 0; i < sizeof followers / sizeof *followers; i++)
    if (scope_form(s, word + 1, followers[i])) return true;
  return false;
}

/* "no country", "nobody", "none of them" as subject or object negate the verb. */
static bool negative_noun(const bg_scoper *s, size_t noun) {
  static const char *const words[] = {"nobody", "none", "nothing", "neither"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (scope_form(s, noun, words[i])) return true;
  size_t pair = scope_child(s, noun, BG_REL_CC);
  if (pair != NO_WORD && scope_form(s, pair, "neither")) return true;
  size_t determiner = scope_child(s, noun, BG_REL_DET);
  return determiner != NO_WORD && (scope_form(s, determiner, "no") || scope_form(s, determiner, "neither"));
}

enum { FURTHEST_VERB = 8 };

/* Words that may stand between a modal and its verb. */
static bool between(const bg_scoper *s, size_t word) {
  bg_upos upos = scope_upos(s, word);
  return upos == BG_UPOS_ADV || upos == BG_UPOS_PART || scope_lemma(s, word, "have") || scope_lemma(s, word, "be");
}

/* The plain verb that follows a modal: trees may hang the modal elsewhere. */
static size_t verb_of_modal(const bg_scoper *s, size_t modal) {
  size_t words = s->reading->analysis->word_count;
  for (size_t i = modal + 1; i < words && i < modal + FURTHEST_VERB && scope_head(s, i) != NO_WORD; i++) {
    if (between(s, i)) continue;
    return scope_upos(s, i) == BG_UPOS_VERB && bg_str_is(s->words[i].xpos, "VB") ? i : NO_WORD;
  }
  return NO_WORD;
}

static void see_modal_before(const bg_scoper *s, local_cues *l, size_t word) {
  for (size_t i = word; i > 0 && i + FURTHEST_VERB > word; i--) {
    if (bg_str_is(s->words[i - 1].xpos, "MD")) {
      const cue *c = scope_cue(s->lexicon, CUE_AUXILIARY, s->words[i - 1].lemma);
      if (!c || verb_of_modal(s, i - 1) != word) return;
      l->modal = c;
      l->modal_word = i - 1;
      return;
    }
    if (!between(s, i - 1)) return;
  }
}

static void see_auxiliary(const bg_scoper *s, local_cues *l, size_t word, size_t child) {
  if (bg_str_is(s->words[child].xpos, "VBD")) l->past = true;
  if (s->words[child].deprel == BG_REL_AUX_PASS) {
    l->passive = true;
    return;
  }
  const cue *c = scope_cue(s->lexicon, CUE_AUXILIARY, s->words[child].lemma);
  if (!c) c = scope_cue(s->lexicon, CUE_AUXILIARY, s->words[child].form);
  size_t verb = c ? verb_of_modal(s, child) : NO_WORD;
  if (verb != NO_WORD && verb != word) return;
  if (c && !l->modal) {
    l->modal = c;
    l->modal_word = child;
  } else if (scope_lemma(s, child, "will") || scope_form(s, child, "will") || scope_form(s, child, "'ll")) {
    l->future = true;
  } else if (scope_lemma(s, child, "have")) {
    /* "had better" is a modal, "should have" looks back at what did not happen. */
    if (l->modal && l->modal_word < child) l->counterfactual = true;
    else l->past = true;
  }
}

static void see_adverb(const bg_scoper *s, local_cues *l, size_t word, size_t child) {
  if (scope_form(s, child, "better") && child > 0 && scope_lemma(s, child - 1, "have") &&
      scope_rel(s, child - 1) == BG_REL_AUX) {
    l->modal = scope_cue(s->lexicon, CUE_AUXILIARY, BG_STR("had better"));
    l->modal_word = child - 1;
    return;
  }
  /* "need not" before a verb is a modal even where the tagger took "need" for a noun. */
  if (!l->modal && child > 0 && scope_form(s, child, "not") && scope_form(s, child - 1, "need")) {
    l->modal = scope_cue(s->lexicon, CUE_AUXILIARY, BG_STR("need"));
    l->modal_word = child - 1;
  }
  bool longer = scope_form(s, child, "longer") && child > 0 && scope_form(s, child - 1, "no");
  const cue *c = longer ? scope_cue(s->lexicon, CUE_ADVERB, BG_STR("no longer"))
                        : scope_cue(s->lexicon, CUE_ADVERB, s->words[child].form);
  if (!c) c = scope_cue(s->lexicon, CUE_ADVERB, s->words[child].lemma);
  if (!c) return;
  /* "far from", "short of" and the like are markers of what follows, "rather than" too; nouns take modifiers. */
  if (c->negates && !idle_not(s, child) &&
      !(scope_lemma(s, child, "not") && child > word + 1 && scope_upos(s, word) != BG_UPOS_AUX &&
        scope_upos(s, word) != BG_UPOS_VERB))
    l->negated = !l->negated;
  if (c->has_modality && (child < word || scope_upos(s, word) != BG_UPOS_NOUN)) l->adverb = c;
  if (c->voice == CUE_UNNAMED) l->unnamed_speaker = true;
}

static void see_modifier(const bg_scoper *s, local_cues *l, size_t child) {
  const cue *c = scope_cue(s->lexicon, CUE_MODIFIER, s->words[child].form);
  if (!c) return;
  if (c->negates) l->negated = !l->negated;
  if (c->has_modality) l->adverb = c;
  if (c->fact) l->modifier = c;
  if (c->voice == CUE_UNNAMED) l->unnamed_speaker = true;
}

/* "made no objections": the verb above takes the "no" of its subject or object for its own. */
static bool negates_above(const bg_scoper *s, size_t word) {
  bg_deprel d = scope_rel(s, word);
  size_t verb = scope_head(s, word);
  if (verb == NO_WORD || scope_lemma(s, verb, "be")) return false; /* "there is no dispute": the noun says it all */
  return (d == BG_REL_OBJ || d == BG_REL_NSUBJ) && negative_noun(s, word);
}

static void see_determiner(const bg_scoper *s, local_cues *l, size_t word, size_t child) {
  bool vague = scope_form(s, child, "a") || scope_form(s, child, "an") || scope_form(s, child, "any") ||
               scope_form(s, child, "some") || scope_form(s, child, "no");
  if (vague) l->indefinite = true;
  else l->definite = true;
  if (!negates_above(s, word)) see_modifier(s, l, child);
}

/* A verb of saying that follows what is said ("..., officials said") or comes with "as". */
static bool reports(const bg_scoper *s, size_t verb) {
  if (scope_upos(s, verb) != BG_UPOS_VERB) return false;
  const cue *c = scope_embedder(s, verb);
  return c && c->voice == CUE_SUBJECT && !c->has_modality && scope_child(s, verb, BG_REL_NSUBJ) != NO_WORD &&
         scope_child(s, verb, BG_REL_CCOMP) == NO_WORD && scope_child(s, verb, BG_REL_OBJ) == NO_WORD;
}

static void see_clause(const bg_scoper *s, local_cues *l, size_t child) {
  bool beside = scope_rel(s, child) == BG_REL_PARATAXIS;
  marker m = scope_marker(s, child);
  if (reports(s, child) && (beside || bg_str_is(bg_str_from(m.form), "as") || bg_str_is(bg_str_from(m.form), "As")))
    l->speaker = child;
  /* Other marks of what may be ("even if", "until") leave the clause above as it is. */
  if (!beside && m.cue && m.cue == scope_cue(s->lexicon, CUE_MARK, BG_STR("if"))) l->conditional = true;
}

/* "according to X", "in X's view". */
static void see_oblique(const bg_scoper *s, local_cues *l, size_t child) {
  for (size_t c = scope_first(s, child); c != NO_WORD && c < child; c = scope_next(s, c))
    if (scope_rel(s, c) == BG_REL_CASE && scope_form(s, c, "according")) l->speaker = child;
  if (l->speaker != NO_WORD || !(scope_lemma(s, child, "view") || scope_lemma(s, child, "eye") ||
                                 scope_lemma(s, child, "opinion") || scope_lemma(s, child, "word")))
    return;
  marker m = scope_marker(s, child);
  size_t holder = scope_child(s, child, BG_REL_NMOD);
  if (bg_str_is(bg_str_from(m.form), "in") || bg_str_is(bg_str_from(m.form), "In")) l->speaker = holder;
}

static bool after_to(const bg_scoper *s, size_t word) {
  return word > 0 && scope_form(s, word - 1, "to") && scope_upos(s, word - 1) == BG_UPOS_PART;
}

static void see_child(const bg_scoper *s, local_cues *l, size_t word, size_t child) {
  switch (scope_rel(s, child)) {
    case BG_REL_COP:
    case BG_REL_AUX:
      /* "to be careful": parsers hang "to" on the copula. */
      l->infinitive |= after_to(s, child);
      if (scope_rel(s, child) == BG_REL_AUX) see_auxiliary(s, l, word, child);
      break;
    case BG_REL_ADVMOD: see_adverb(s, l, word, child); break;
    case BG_REL_CC:
      if (s->words[child].deprel == BG_REL_CC) l->coordinator = child;
      if (scope_form(s, child, "nor") || scope_form(s, child, "neither")) l->negated = !l->negated;
      break;
    case BG_REL_DET: see_determiner(s, l, word, child); break;
    case BG_REL_AMOD: see_modifier(s, l, child); break;
    case BG_REL_NSUBJ:
    case BG_REL_CSUBJ:
      /* Of several, the one nearest before the verb: the others are mistakes of the parser. */
      if (l->subject == NO_WORD || child < word) l->subject = child;
      if (negative_noun(s, child)) l->negated = !l->negated;
      break;
    case BG_REL_EXPL:
      if (l->subject == NO_WORD) l->subject = child;
      break;
    case BG_REL_OBJ:
      if (negative_noun(s, child)) l->negated = !l->negated;
      break;
    case BG_REL_ADVCL:
    case BG_REL_PARATAXIS: see_clause(s, l, child); break;
    case BG_REL_OBL: see_oblique(s, l, child); break;
    case BG_REL_NMOD:
      if (s->words[child].deprel == BG_REL_NMOD_POSS) l->definite = true;
      else see_oblique(s, l, child);
      break;
    case BG_REL_MARK:
      if (scope_form(s, child, "to")) l->infinitive = true;
      break;
    default: break;
  }
}

/* "needs, however, to act": the verb of duty before a "to" counts as its modal where the tree does not tie them. */
static void see_duty(const bg_scoper *s, local_cues *l, size_t word, size_t to) {
  size_t at = to, head = scope_head(s, word);
  for (size_t i = 0; i < 4 && at > 0; i++) {
    bg_upos upos = scope_upos(s, at - 1);
    if (upos != BG_UPOS_PUNCT && upos != BG_UPOS_ADV) break;
    at--;
  }
  bool tied = at > 0 && at - 1 == head && scope_rel(s, word) != BG_REL_ADVCL;
  if (at == 0 || scope_upos(s, at - 1) != BG_UPOS_VERB || tied) return;
  const cue *c = scope_cue(s->lexicon, CUE_VERB, s->words[at - 1].lemma);
  bool near = at == to || scope_lemma(s, at - 1, "need");
  if (!c || !c->not_needed || !near || l->past || l->modal) return;
  l->modal = c;
  l->modal_word = at - 1;
}

/* "Should China attack, ...", "even should it fail": a condition without "if". A question is told by its mark. */
static bool inverted(const bg_scoper *s, const local_cues *l) {
  size_t word = l->modal_word;
  if (!scope_form(s, word, "should") || l->subject == NO_WORD || l->subject < word) return false;
  return word == 0 || scope_form(s, word - 1, "even") || scope_upos(s, word - 1) == BG_UPOS_PUNCT;
}

const local_cues *scope_local(bg_scoper *s, size_t word) {
  local_cues *l = &s->locals[word];
  if (l->ready) return l;
  *l = (local_cues){
      .ready = true, .modal_word = NO_WORD, .subject = NO_WORD, .coordinator = NO_WORD, .speaker = NO_WORD};
  for (size_t c = scope_first(s, word); c != NO_WORD; c = scope_next(s, c)) see_child(s, l, word, c);
  bg_str tag = s->words[word].xpos;
  if (!l->modal && bg_str_is(tag, "VB") && scope_upos(s, word) == BG_UPOS_VERB) see_modal_before(s, l, word);
  if (l->modal && !l->counterfactual) l->inverted = inverted(s, l);
  if (after_to(s, word) && scope_upos(s, word) != BG_UPOS_AUX) {
    l->infinitive = true;
    see_duty(s, l, word, word - 1);
  }
  if (bg_str_is(tag, "VBD") || (bg_str_is(tag, "VBN") && l->past)) l->past = true;
  return l;
}
