/* What a word adds to the scope of what is below it. */
#include "extract/scope_climb.h"

void climb_flip(climb *c) {
  if (!c->no_negation) c->d.scope.polarity = c->d.scope.polarity == BG_AFFIRMED ? BG_NEGATED : BG_AFFIRMED;
}

void climb_doubt(climb *c, double factor) {
  c->d.scope.confidence *= factor;
}

void climb_modality(climb *c, bg_modality modality, bg_strength strength, bool sticky) {
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

/* "Critics" at the start of a sentence are "critics"; abbreviations stay. */
static bg_str in_small_letters(const bg_scoper *s, bg_str form) {
  bool capital =
      form.len > 1 && form.data[0] >= 'A' && form.data[0] <= 'Z' && form.data[1] >= 'a' && form.data[1] <= 'z';
  if (!capital) return form;
  return bg_arena_printf(s->reading->arena, "%c%.*s", form.data[0] + ('a' - 'A'),
                         BG_FMT(bg_str_slice(form, 1, form.len)));
}

/* "a press release by the Red Cross", "a statement from Seoul". */
static const bg_mention *writer_of(const bg_scoper *s, size_t noun) {
  for (size_t k = scope_first(s, noun); k != NO_WORD; k = scope_next(s, k)) {
    if (scope_rel(s, k) != BG_REL_NMOD) continue;
    marker m = scope_marker(s, k);
    if (bg_str_is(bg_str_from(m.form), "by") || bg_str_is(bg_str_from(m.form), "from"))
      return bg_reading_mention_at(s->reading, k);
  }
  return NULL;
}

/* The words of somebody without a name: the noun alone, "critics". */
static void name_speaker(climb *c, size_t word) {
  bg_scope *o = &c->d.scope;
  const bg_scoper *s = c->s;
  const bg_mention *m = scope_holder(s, word);
  if (!m) m = writer_of(s, word);
  if (m && m->entity != BG_NO_ENTITY) {
    o->voice = (size_t)(m - s->reading->mentions);
    return;
  }
  o->voice_unnamed = true;
  bg_upos upos = scope_upos(s, word);
  if (upos == BG_UPOS_PROPN) o->voice_words = s->words[word].form;
  if (upos == BG_UPOS_NOUN || upos == BG_UPOS_ADJ) o->voice_words = in_small_letters(s, s->words[word].form);
}

static bool has_voice(const climb *c) {
  return c->d.scope.voice != BG_NO_ENTITY || c->d.scope.voice_unnamed;
}

static bool names_somebody(const bg_scoper *s, size_t word) {
  const bg_mention *m = bg_reading_mention_at(s->reading, word);
  return m && m->entity != BG_NO_ENTITY;
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
    if (holder == NO_WORD && scope_rel(s, head) == BG_REL_OBJ &&
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
    bool passive = scope_local(s, head)->passive || bg_str_is(s->words[head].xpos, "VBN");
    if (found->asks && passive) return false; /* "is urged to": the author urges */
    c->d.scope.voice_unnamed = true;
    return true;
  }
  if (!names_somebody(s, holder) && scope_cue(s->lexicon, CUE_REFERENCE, s->words[holder].lemma)) return false;
  name_speaker(c, holder);
  return true;
}

/* What a verb, noun or adjective does to what depends on it. */
void climb_cue(climb *c, const cue *found, size_t head) {
  if (found->negates) climb_flip(c);
  if (found->question) {
    c->d.scope.question = true;
    climb_modality(c, BG_POSSIBLE, BG_NO_STRENGTH, true);
  }
  if (found->voice) {
    bool other = add_holder(c, found, head);
    if (found->asks && other && c->d.scope.modality != BG_RECOMMENDED) c->asked = true;
    bool asked = c->asked;
    c->asked = false;
    if (found->has_modality && (other || found->asks)) climb_modality(c, found->modality, found->strength, false);
    c->asked = asked;
  } else if (found->has_modality) {
    if (found->strength == BG_CONSIDER) c->consider = true;
    /* What had to be was; it is no advice any more. */
    if (found->modality == BG_RECOMMENDED && scope_local(c->s, head)->past && !scope_form(c->s, head, "ought")) {
      climb_doubt(c, 0.7);
      return;
    }
    climb_modality(c, found->modality, found->strength, false);
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
  if (l->inverted) {
    climb_modality(c, BG_POSSIBLE, BG_NO_STRENGTH, true);
    climb_doubt(c, 0.9);
  } else if (l->counterfactual) {
    climb_modality(c, BG_POSSIBLE, BG_NO_STRENGTH, true);
    if (!modal->weak && modal->modality == BG_RECOMMENDED) c->d.scope.question = true;
    climb_doubt(c, 0.7);
  } else if (modal->keeps && c->d.scope.modality == BG_RECOMMENDED) {
    climb_doubt(c, 0.9);
  } else if (modal->weak && !l->negated && advice_can(c, word)) {
    bool weakest = c->d.scope.modality != BG_RECOMMENDED;
    climb_modality(c, BG_RECOMMENDED, modal->strength, false);
    c->d.weak = weakest;
  } else {
    climb_modality(c, modal->modality, modal->strength, modal->modality == BG_POSSIBLE);
  }
}

/* Auxiliaries, negations, adverbs and speakers at a word, for what is at or below it. */
void climb_local(climb *c, size_t word) {
  const local_cues *l = scope_local(c->s, word);
  bool necessity = l->modal && l->modal->not_needed;
  const cue *own = scope_embedder(c->s, word);
  if (l->negated && c->share_negation) {
    if (necessity || (own && own->not_needed && c->d.scope.modality == BG_RECOMMENDED)) c->d.not_needed = true;
    climb_flip(c);
  }
  add_modal(c, l, word);
  if (l->adverb) climb_modality(c, l->adverb->modality, BG_NO_STRENGTH, l->adverb->modality == BG_POSSIBLE);
  if (l->adverb && l->adverb->negates) climb_flip(c);
  if (l->conditional && c->d.scope.modality == BG_ASSERTED) climb_modality(c, BG_POSSIBLE, BG_NO_STRENGTH, true);
  if (l->future && c->share_modal && c->d.scope.modality == BG_ASSERTED) {
    if (c->advises) climb_modality(c, BG_POSSIBLE, BG_NO_STRENGTH, true);
    else climb_doubt(c, 0.7);
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
