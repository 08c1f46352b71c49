/* From a word up to the root of its tree: what each word on the way adds to the scope in which it stands. */
#include "extract/scope.h"

#include <string.h>

#include "extract/scope_tree.h"
#include "extract/time.h"

enum { HIGHEST_CLIMB = 64, LONGEST_PHRASE = 200 };

typedef struct {
  bg_scoper *s;
  size_t sentence;
  const bg_block *block;
  bool advises; /* the block is one of recommendations, or a list introduced as such */
  scope_detail d;
  bool sticky;                      /* possible by its own word: nothing outside makes it a recommendation */
  bool closed;                      /* what is outside reaches it no more */
  bool no_negation;                 /* what is outside negates it no more */
  bool consider;                    /* "consider" stands between the modal and the word */
  bool asked;                       /* the voice is that of somebody who asks for it */
  bool share_modal, share_negation; /* with the word that it is coordinated with */
} climb;

/* ---- what a word adds ---- */

static void flip(climb *c) {
  if (!c->no_negation) c->d.scope.polarity = c->d.scope.polarity == BG_AFFIRMED ? BG_NEGATED : BG_AFFIRMED;
}

static void doubt(climb *c, double factor) {
  c->d.scope.confidence *= factor;
}

static void add_modality(climb *c, bg_modality modality, bg_strength strength, bool sticky) {
  bg_scope *o = &c->d.scope;
  if (modality == BG_RECOMMENDED) {
    if (c->sticky || o->modality == BG_IMPLIED) return;
    if (c->asked) { /* what somebody should ask for is what the speaker wants */
      o->voice = BG_NO_ENTITY;
      o->voice_unnamed = false;
      o->voice_words = BG_STR_EMPTY;
      c->asked = false;
    }
    if (o->modality != BG_RECOMMENDED) o->strength = strength;
    o->modality = BG_RECOMMENDED;
    return;
  }
  if (modality == BG_POSSIBLE && o->modality == BG_RECOMMENDED && c->advises && !sticky) return;
  o->modality = modality;
  o->strength = BG_NO_STRENGTH;
  c->sticky |= sticky;
}

/* The words of somebody without a name: the noun alone, "critics". */
static void name_speaker(climb *c, size_t word) {
  bg_scope *o = &c->d.scope;
  const bg_scoper *s = c->s;
  const bg_mention *m = scope_holder(s, word);
  if (m && m->entity != BG_NO_ENTITY) {
    o->voice = (size_t)(m - s->reading->mentions);
    return;
  }
  o->voice_unnamed = true;
  bg_upos upos = scope_upos(s, word);
  if (upos == BG_UPOS_NOUN || upos == BG_UPOS_PROPN || upos == BG_UPOS_ADJ) o->voice_words = s->words[word].form;
}

static bool has_voice(const climb *c) {
  return c->d.scope.voice != BG_NO_ENTITY || c->d.scope.voice_unnamed;
}

/* Who says, fears or asks it: the subject of a verb, the agent of a passive, the possessor of a noun. False when it is
 * the author. */
static bool add_holder(climb *c, const cue *found, size_t head) {
  bg_scoper *s = c->s;
  if (has_voice(c)) return true;
  size_t holder = NO_WORD;
  if (scope_upos(s, head) == BG_UPOS_NOUN) {
    for (size_t k = scope_first(s, head); k != NO_WORD && holder == NO_WORD; k = scope_next(s, k))
      if (s->words[k].deprel == BG_REL_NMOD_POSS ||
          (scope_rel(s, k) == BG_REL_AMOD && bg_reading_mention_at(s->reading, k)))
        holder = k;
    size_t verb = scope_head(s, head); /* "critics' fears", "raised fears that": the subject may hold them */
    if (holder == NO_WORD && scope_rel(s, head) == BG_REL_OBJ && scope_embedder(s, verb) == NULL &&
        (scope_lemma(s, verb, "make") || scope_lemma(s, verb, "express") || scope_lemma(s, verb, "voice") ||
         scope_lemma(s, verb, "have") || scope_lemma(s, verb, "issue") || scope_lemma(s, verb, "repeat")))
      holder = scope_subject(s, verb);
  } else if (scope_local(s, head)->passive || scope_child(s, head, BG_REL_AUX) == NO_WORD ||
             s->words[head].deprel != BG_REL_ACL) {
    bool passive = scope_local(s, head)->passive;
    for (size_t k = scope_first(s, head); passive && k != NO_WORD; k = scope_next(s, k))
      if (s->words[k].deprel == BG_REL_OBL_AGENT) holder = k;
    if (!passive) holder = scope_subject(s, head);
  }
  if (holder == NO_WORD) {
    if (found->asks) return false; /* "is urged to": the author urges */
    c->d.scope.voice_unnamed = true;
    return true;
  }
  if (!bg_reading_mention_at(s->reading, holder) && scope_cue(s->lexicon, CUE_REFERENCE, s->words[holder].lemma))
    return false;
  name_speaker(c, holder);
  return true;
}

/* What a verb, noun or adjective does to what depends on it. */
static void add_cue(climb *c, const cue *found, size_t head) {
  if (found->negates) flip(c);
  if (found->question) {
    c->d.scope.question = true;
    add_modality(c, BG_POSSIBLE, BG_NO_STRENGTH, true);
  }
  if (found->voice) {
    bool other = add_holder(c, found, head);
    if (found->asks && other && c->d.scope.modality != BG_RECOMMENDED) c->asked = true;
    bool asked = c->asked;
    c->asked = false;
    if (found->has_modality && (other || found->asks)) add_modality(c, found->modality, found->strength, false);
    c->asked = asked;
  } else if (found->has_modality) {
    if (found->strength == BG_CONSIDER) c->consider = true;
    /* What had to be was; it is no advice any more. */
    if (found->modality == BG_RECOMMENDED && scope_local(c->s, head)->past) {
      doubt(c, 0.7);
      return;
    }
    add_modality(c, found->modality, found->strength, false);
  }
  if (found->fact) c->closed = true;
}

static bool advice_can(climb *c, size_t word) {
  /* "so that it can act" tells a purpose. */
  bg_deprel relation = scope_rel(c->s, word);
  if (!c->advises || relation == BG_REL_ADVCL || relation == BG_REL_ACL) return false;
  size_t subject = scope_subject(c->s, word);
  return subject != NO_WORD && scope_is_actor(c->s, subject);
}

static void add_modal(climb *c, const local_cues *l, size_t word) {
  const cue *modal = l->modal;
  if (!modal || !c->share_modal) return;
  if (l->counterfactual) {
    add_modality(c, BG_POSSIBLE, BG_NO_STRENGTH, true);
    if (!modal->weak && modal->modality == BG_RECOMMENDED) c->d.scope.question = true;
    doubt(c, 0.7);
  } else if (modal->weak && !l->negated && advice_can(c, word)) {
    bool weakest = c->d.scope.modality != BG_RECOMMENDED;
    add_modality(c, BG_RECOMMENDED, modal->strength, false);
    c->d.weak = weakest;
  } else {
    add_modality(c, modal->modality, modal->strength, modal->modality == BG_POSSIBLE);
  }
}

/* Auxiliaries, negations, adverbs and speakers at a word, for what is at or below it. */
static void add_local(climb *c, size_t word) {
  const local_cues *l = scope_local(c->s, word);
  bool necessity = l->modal && l->modal->not_needed;
  const cue *own = scope_embedder(c->s, word);
  if (l->negated && c->share_negation) {
    if (necessity || (own && own->not_needed && c->d.scope.modality == BG_RECOMMENDED)) c->d.not_needed = true;
    flip(c);
  }
  add_modal(c, l, word);
  if (l->adverb) add_modality(c, l->adverb->modality, BG_NO_STRENGTH, l->adverb->modality == BG_POSSIBLE);
  if (l->adverb && l->adverb->negates) flip(c);
  if (l->conditional && c->d.scope.modality == BG_ASSERTED) add_modality(c, BG_POSSIBLE, BG_NO_STRENGTH, true);
  if (l->future && c->share_modal && c->d.scope.modality == BG_ASSERTED) {
    if (c->advises) add_modality(c, BG_POSSIBLE, BG_NO_STRENGTH, true);
    else doubt(c, 0.7);
  }
  if (has_voice(c)) return;
  if (l->speaker != NO_WORD) {
    size_t who = scope_upos(c->s, l->speaker) == BG_UPOS_VERB ? scope_subject(c->s, l->speaker) : l->speaker;
    if (who != NO_WORD &&
        (bg_reading_mention_at(c->s->reading, who) || !scope_cue(c->s->lexicon, CUE_REFERENCE, c->s->words[who].lemma)))
      name_speaker(c, who);
  } else if (l->unnamed_speaker) {
    c->d.scope.voice_unnamed = true;
  }
}

/* ---- from a word to its head ---- */

static bool takes_preposition(const cue *found, const marker *m) {
  char lower[sizeof m->form];
  size_t n = strlen(m->form);
  for (size_t i = 0; i <= n; i++)
    lower[i] = (char)(m->form[i] >= 'A' && m->form[i] <= 'Z' ? m->form[i] + ('a' - 'A') : m->form[i]);
  for (size_t i = 0; found && i < found->prepositions.count; i++)
    if (bg_str_is(found->prepositions.items[i], lower)) return true;
  return false;
}

static bool known(const climb *c, size_t noun) {
  const local_cues *l = scope_local(c->s, noun);
  return l->modifier || (l->definite && !l->indefinite);
}

/* The question word of an embedded question stands before its verb. */
static bool opens_question(const climb *c, size_t word) {
  const bg_scoper *s = c->s;
  for (size_t k = scope_first(s, word); k != NO_WORD && k < word; k = scope_next(s, k))
    if (s->words[k].xpos.len > 1 && s->words[k].xpos.data[0] == 'W') return true;
    else if (scope_rel(s, k) == BG_REL_ADVMOD && scope_child(s, k, BG_REL_ADVMOD) != NO_WORD &&
             s->words[scope_child(s, k, BG_REL_ADVMOD)].xpos.len &&
             s->words[scope_child(s, k, BG_REL_ADVMOD)].xpos.data[0] == 'W')
      return true;
  return false;
}

static const cue *wh_cue(const climb *c, size_t head) {
  const cue *found = scope_cue(c->s->lexicon, CUE_WH, c->s->words[head].lemma);
  if (found) return found;
  const cue *fact = scope_embedder(c->s, head);
  bool open = fact && fact->fact && scope_local(c->s, head)->negated;
  return open ? scope_cue(c->s->lexicon, CUE_MARK, BG_STR("whether")) : NULL;
}

/* "suggests that it works" reports, "suggests that it work" advises. */
static bool indicative(const climb *c, size_t word) {
  const bg_scoper *s = c->s;
  bg_str tag = s->words[word].xpos;
  if (bg_str_is(tag, "VBZ") || bg_str_is(tag, "VBD")) return true;
  for (size_t k = scope_first(s, word); k != NO_WORD && k < word; k = scope_next(s, k)) {
    bg_str t = s->words[k].xpos;
    bool verbal = scope_rel(s, k) == BG_REL_AUX || scope_rel(s, k) == BG_REL_COP;
    if (verbal && (bg_str_is(t, "VBZ") || bg_str_is(t, "VBD") || bg_str_is(t, "VBP") || bg_str_is(t, "MD")))
      return true;
  }
  return false;
}

/* The cue of the head where it fits this clause. */
static const cue *complement_cue(climb *c, size_t word, size_t head) {
  const cue *found = scope_embedder(c->s, head);
  if (!found) return NULL;
  bool verb = scope_upos(c->s, head) == BG_UPOS_VERB;
  const local_cues *l = scope_local(c->s, word), *above = scope_local(c->s, head);
  if (verb && found->asks && scope_rel(c->s, word) == BG_REL_CCOMP && indicative(c, word))
    return scope_cue(c->s->lexicon, CUE_VERB, BG_STR("say"));
  if (verb && found->not_needed && !l->infinitive) return NULL;
  bool purpose = l->infinitive && above->subject != NO_WORD && scope_rel(c->s, above->subject) == BG_REL_NSUBJ;
  if (!verb && found->not_needed && scope_upos(c->s, head) == BG_UPOS_ADJ && purpose) return NULL;
  return found;
}

static void step_complement(climb *c, size_t word, size_t head) {
  marker m = scope_marker(c->s, word);
  bool whether = m.cue && m.cue->has_modality && m.cue->modality == BG_POSSIBLE;
  const cue *asks = opens_question(c, word) ? wh_cue(c, head) : NULL;
  if (whether || asks) {
    c->d.scope.question = true;
    add_modality(c, BG_POSSIBLE, BG_NO_STRENGTH, true);
  }
  const cue *found = complement_cue(c, word, head);
  /* Doing something is the subject: it holds what the predicate says of it only when that is a modal. */
  bool subject = scope_rel(c->s, word) == BG_REL_CSUBJ;
  if (found && !(subject && found->voice)) {
    add_cue(c, found, head);
    return;
  }
  if (!subject) return;
  c->no_negation = true;
  if (scope_local(c->s, head)->future) add_modality(c, BG_POSSIBLE, BG_NO_STRENGTH, true);
}

/* A clause beside the main one: what its conjunction says; purposes and manners share the mood of what they modify. */
static void step_adverbial(climb *c, size_t word, size_t head) {
  marker m = scope_marker(c->s, word);
  const cue *embedder = scope_embedder(c->s, head);
  bool finite = scope_local(c->s, word)->subject != NO_WORD;
  if (embedder && m.form[0] && takes_preposition(embedder, &m) && !finite) {
    add_cue(c, embedder, head);
    return;
  }
  bool infinitive = scope_local(c->s, word)->infinitive;
  bool that = bg_str_is(bg_str_from(m.form), "that");
  if ((infinitive || that) && scope_upos(c->s, head) == BG_UPOS_ADJ && complement_cue(c, word, head)) {
    add_cue(c, embedder, head);
    return;
  }
  if (m.cue && m.cue->negates) flip(c);
  c->no_negation = true;
  if (!m.form[0] || infinitive) return;
  bg_str tag = c->s->words[word].xpos;
  if (!m.cue) c->closed = finite || !bg_str_is(tag, "VBG");
  else if (m.cue->has_modality && m.cue->modality == BG_POSSIBLE) {
    bool later = m.cue == scope_cue(c->s->lexicon, CUE_MARK, BG_STR("until"));
    const local_cues *above = scope_local(c->s, head);
    /* "before it fell" is a fact when both lie behind. */
    if (!(later && scope_local(c->s, word)->past)) add_modality(c, BG_POSSIBLE, BG_NO_STRENGTH, true);
    else if (!above->past) doubt(c, 0.8);
    c->closed = true;
  } else if (m.cue->has_modality) {
    add_modality(c, m.cue->modality, BG_NO_STRENGTH, false);
    c->closed = true;
  } else if (m.cue->fact) {
    c->closed = true;
  } else if (m.cue->narrow && finite && !bg_str_starts(bg_str_from(m.form), BG_STR("so")) &&
             !bg_str_starts(bg_str_from(m.form), BG_STR("in order")) &&
             !bg_str_starts(bg_str_from(m.form), BG_STR("for"))) {
    c->closed = true;
  }
}

/* A clause that describes a noun. */
static void step_adnominal(climb *c, size_t word, size_t noun) {
  const cue *found = scope_embedder(c->s, noun);
  const local_cues *l = scope_local(c->s, word);
  bg_str tag = c->s->words[word].xpos;
  bool relative = c->s->words[word].deprel == BG_REL_ACL_RELCL;
  bool gerund = bg_str_is(tag, "VBG"), infinitive = l->infinitive;
  marker m = scope_marker(c->s, word);
  if (!relative && found && (infinitive || m.form[0] || l->subject != NO_WORD)) {
    add_cue(c, found, noun);
    return;
  }
  c->no_negation = true;
  /* "a mission that monitors", "ways of supporting" are as real as the mission and the ways; "the states that took
   * part" did. */
  bool open =
      infinitive || (gerund && m.form[0]) || ((relative || gerund) && scope_local(c->s, noun)->indefinite && !l->past);
  c->closed = !open;
}

static void step_object(climb *c, size_t word, size_t verb) {
  const cue *found = scope_object_cue(c->s, verb);
  if (found && found->fact) {
    c->closed = true;
    return;
  }
  if (scope_local(c->s, word)->modifier && !(found && (found->negates || found->brings))) {
    c->closed = true;
    return;
  }
  if (found && !found->brings) add_cue(c, found, verb);
  else if (!found && known(c, word)) c->closed = true;
}

static void step_subject(climb *c, size_t word, size_t head) {
  const cue *found = scope_embedder(c->s, head);
  if (found && found->nominal && (scope_upos(c->s, head) == BG_UPOS_ADJ || found->not_needed) && !found->voice &&
      scope_upos(c->s, head) != BG_UPOS_VERB) {
    add_cue(c, found, head);
    return;
  }
  const local_cues *l = scope_local(c->s, head);
  bool possible = (l->modal && l->modal->modality == BG_POSSIBLE) || l->adverb;
  if (possible && !known(c, word)) add_modality(c, BG_POSSIBLE, BG_NO_STRENGTH, true);
  c->closed = true;
}

static void step_oblique(climb *c, size_t word, size_t head) {
  marker m = scope_marker(c->s, word);
  const cue *found = scope_embedder(c->s, head);
  if (takes_preposition(found, &m)) {
    add_cue(c, found, head);
    return;
  }
  if (!m.cue || m.cue->fact) {
    c->closed = true;
    return;
  }
  if (m.cue->negates) {
    flip(c);
    c->no_negation = true;
    return;
  }
  if (m.cue->has_modality) {
    add_modality(c, m.cue->modality, BG_NO_STRENGTH, true);
    c->closed = true;
    return;
  }
  const cue *object = scope_object_cue(c->s, head);
  if (known(c, word) && !(object && object->brings)) c->closed = true;
}

static void step_nominal(climb *c, size_t word, size_t noun) {
  marker m = scope_marker(c->s, word);
  const cue *found = scope_embedder(c->s, noun);
  if (found && found->nominal && takes_preposition(found, &m)) {
    add_cue(c, found, noun);
    return;
  }
  if (m.cue && m.cue->negates) {
    flip(c);
    return;
  }
  bool of = bg_str_is(bg_str_from(m.form), "of");
  if (!m.form[0] && scope_rel(c->s, word) != BG_REL_COMPOUND) c->closed = known(c, noun);
  else if (m.form[0] && !of) c->closed = true;
  else if (known(c, word)) c->closed = true;
}

/* Verbs in a row share modals and negation where English does: "should not arm or fund", "did not leave but stayed". */
static void step_conjunct(climb *c, size_t word, size_t first) {
  bg_scoper *s = c->s;
  const local_cues *l = scope_local(s, word), *f = scope_local(s, first);
  bg_upos upos = scope_upos(s, word);
  bool clause = upos == BG_UPOS_VERB || upos == BG_UPOS_AUX || scope_child(s, word, BG_REL_COP) != NO_WORD;
  const cue *linked = l->coordinator == NO_WORD ? NULL : scope_cue(s->lexicon, CUE_MARK, s->words[l->coordinator].form);
  if (linked && linked->negates) flip(c);
  if (!clause) return;
  bg_str tag = s->words[word].xpos;
  bool finite =
      bg_str_is(tag, "VBD") || bg_str_is(tag, "VBZ") || (bg_str_is(tag, "VBP") && !f->modal && !f->infinitive);
  bool own = l->subject != NO_WORD || l->modal || l->future;
  bool contrast =
      l->coordinator != NO_WORD && (scope_form(s, l->coordinator, "but") || scope_form(s, l->coordinator, "yet") ||
                                    scope_form(s, l->coordinator, "nor") || (linked && linked->negates));
  bool instead = false;
  for (size_t k = scope_first(s, word); k != NO_WORD && k < word; k = scope_next(s, k))
    instead |= scope_form(s, k, "instead") || scope_form(s, k, "rather");
  c->share_modal = !own && !finite;
  c->share_negation = !own && !finite && !contrast && !instead;
  if (own && l->subject != NO_WORD) c->no_negation |= scope_rel(s, first) == BG_REL_ROOT;
}

/* ---- at the top ---- */

const cue *scope_lead_cue(bg_scoper *s, size_t lead) {
  if (lead == SIZE_MAX) return NULL;
  const bg_sentence *t = &s->reading->analysis->sentences[lead];
  const cue *best = NULL;
  for (size_t i = t->first_word; i < t->first_word + t->word_count; i++) {
    const cue *c = scope_cue(s->lexicon, CUE_AUXILIARY, s->words[i].lemma);
    if (!c && scope_upos(s, i) == BG_UPOS_VERB) c = scope_embedder(s, i);
    /* "have" and "need" oblige only with a clause, which here is the list: "needs to:". */
    bool before_list = i + 3 >= t->first_word + t->word_count;
    if (c && scope_upos(s, i) == BG_UPOS_VERB && c->not_needed && !before_list) continue;
    if (c && c->has_modality && (c->modality == BG_RECOMMENDED || (c->weak && before_list))) best = c;
  }
  return best;
}

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

static bool bare_verb(const climb *c, size_t word) {
  const bg_scoper *s = c->s;
  bg_str tag = s->words[word].xpos;
  /* "Set up ...": forms that are the same in the past deceive taggers. */
  bool plain = bg_str_is(tag, "VB") || bg_str_is(tag, "VBP") || same_as_lemma(s, word);
  if (scope_upos(s, word) != BG_UPOS_VERB || !plain) return false;
  const local_cues *l = scope_local(c->s, word);
  bool past = l->past && !same_as_lemma(s, word);
  return l->subject == NO_WORD && !l->modal && !l->future && !past;
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
static void add_top(climb *c, size_t root) {
  if (asks_question(c)) {
    c->d.scope.question = true;
    add_modality(c, BG_POSSIBLE, BG_NO_STRENGTH, true);
    return;
  }
  if (!c->advises || c->d.scope.modality == BG_RECOMMENDED) return;
  size_t block = c->s->reading->analysis->sentences[c->sentence].block;
  bool item = c->block && c->block->kind == BG_BLOCK_ITEM;
  const cue *lead = item ? scope_lead_cue(c->s, c->s->lead[block]) : NULL;
  bg_str tag = c->s->words[root].xpos;
  bool bare = bare_verb(c, root);
  bool gerund = item && bg_str_is(tag, "VBG") && scope_local(c->s, root)->subject == NO_WORD &&
                scope_child(c->s, root, BG_REL_AUX) == NO_WORD && !has_modal(c);
  bool phrase = item && lead && (scope_upos(c->s, root) == BG_UPOS_NOUN) &&
                scope_local(c->s, root)->subject == NO_WORD && scope_child(c->s, root, BG_REL_COP) == NO_WORD;
  if (!bare && !gerund && !phrase) return;
  c->d.imperative = true;
  add_modality(c, BG_RECOMMENDED, lead ? lead->strength : bare ? BG_MUST : BG_SHOULD, false);
  if (lead && lead->weak) c->d.weak = true;
  if (!bare) doubt(c, 0.8);
}

/* ---- all the way ---- */

static void step(climb *c, size_t word, size_t head) {
  switch (scope_rel(c->s, word)) {
    case BG_REL_CONJ: step_conjunct(c, word, head); break;
    case BG_REL_CCOMP:
    case BG_REL_XCOMP:
    case BG_REL_CSUBJ: step_complement(c, word, head); break;
    case BG_REL_ADVCL: step_adverbial(c, word, head); break;
    case BG_REL_ACL: step_adnominal(c, word, head); break;
    case BG_REL_OBJ:
    case BG_REL_IOBJ: step_object(c, word, head); break;
    case BG_REL_NSUBJ:
      if (c->s->words[word].deprel == BG_REL_NSUBJ_PASS) step_object(c, word, head);
      else step_subject(c, word, head);
      break;
    case BG_REL_OBL: step_oblique(c, word, head); break;
    case BG_REL_NMOD:
    case BG_REL_COMPOUND: step_nominal(c, word, head); break;
    case BG_REL_AMOD:
      if (scope_upos(c->s, word) == BG_UPOS_VERB) c->closed = true;
      break;
    case BG_REL_PARATAXIS: {
      const cue *found = scope_embedder(c->s, head);
      if (found && found->voice == CUE_SUBJECT) {
        add_cue(c, found, head);
        break;
      }
      if (c->advises) add_top(c, word);
      c->closed = true;
      break;
    }
    case BG_REL_DISCOURSE:
    case BG_REL_VOCATIVE: c->closed = true; break;
    default: break;
  }
}

static bool advisory_block(const bg_scoper *s, size_t sentence) {
  const bg_block *block = scope_block(s, sentence);
  if (!block || block->kind == BG_BLOCK_CAPTION || block->section == BG_SECTION_NOTES) return false;
  if (block->section == BG_SECTION_RECOMMENDATIONS) return true;
  return block->kind == BG_BLOCK_ITEM &&
         scope_lead_cue((bg_scoper *)s, s->lead[s->reading->analysis->sentences[sentence].block]);
}

scope_detail scope_in_detail(bg_scoper *s, size_t sentence, size_t word) {
  climb c = {.s = s, .sentence = sentence, .block = scope_block(s, sentence)};
  c.advises = advisory_block(s, sentence);
  c.d.scope.voice = BG_NO_ENTITY;
  c.d.scope.confidence = 0.95;
  c.share_modal = c.share_negation = true;
  for (size_t steps = 0; !c.closed; steps++) {
    add_local(&c, word);
    c.share_modal = c.share_negation = true;
    size_t head = scope_head(s, word);
    if (head == NO_WORD) {
      add_top(&c, word);
      break;
    }
    if (steps == HIGHEST_CLIMB) {
      doubt(&c, 0.5);
      break;
    }
    step(&c, word, head);
    doubt(&c, 0.99);
    word = head;
  }
  if (c.d.scope.modality == BG_RECOMMENDED && c.consider) c.d.scope.strength = BG_CONSIDER;
  if (c.d.scope.modality != BG_RECOMMENDED) c.d.scope.strength = BG_NO_STRENGTH;
  if (c.d.scope.polarity == BG_AFFIRMED) c.d.not_needed = false;
  return c.d;
}

bg_scope bg_scope_of(bg_scoper *scoper, size_t sentence, size_t word) {
  scope_detail d = scope_in_detail(scoper, sentence, word);
  d.scope.time = bg_time_of(scoper, sentence, word);
  return d.scope;
}
