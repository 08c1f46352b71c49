/* What the way from a word to its head does to its scope: what reaches down, and what ends. */
#include <string.h>

#include "extract/scope_climb.h"

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
  if (verb && found->not_needed && !(l->infinitive && scope_obliges(c->s, head, word))) return NULL;
  bool purpose = l->infinitive && above->subject != NO_WORD && scope_rel(c->s, above->subject) == BG_REL_NSUBJ &&
                 !scope_form(c->s, above->subject, "it");
  if (!verb && found->not_needed && scope_upos(c->s, head) == BG_UPOS_ADJ && purpose) return NULL;
  return found;
}

static void step_complement(climb *c, size_t word, size_t head) {
  marker m = scope_marker(c->s, word);
  bool whether = m.cue && m.cue->has_modality && m.cue->modality == BG_POSSIBLE;
  const cue *asks = opens_question(c, word) ? wh_cue(c, head) : NULL;
  if (whether || asks) {
    c->d.scope.question = true;
    climb_modality(c, BG_POSSIBLE, BG_NO_STRENGTH, true);
  }
  const cue *found = complement_cue(c, word, head);
  /* Doing something is the subject: it holds what the predicate says of it only when that is a modal. */
  bool subject = scope_rel(c->s, word) == BG_REL_CSUBJ;
  if (found && !(subject && found->voice)) {
    climb_cue(c, found, head);
    return;
  }
  if (!subject) return;
  c->no_negation = true;
  if (scope_local(c->s, head)->future) climb_modality(c, BG_POSSIBLE, BG_NO_STRENGTH, true);
}

/* A clause beside the main one: what its conjunction says; purposes and manners share the mood of what they modify. */
static void step_adverbial(climb *c, size_t word, size_t head) {
  marker m = scope_marker(c->s, word);
  const cue *embedder = scope_embedder(c->s, head);
  bool finite = scope_local(c->s, word)->subject != NO_WORD;
  if (embedder && m.form[0] && takes_preposition(embedder, &m) && !finite) {
    climb_cue(c, embedder, head);
    return;
  }
  bool infinitive = scope_local(c->s, word)->infinitive;
  bool that = bg_str_is(bg_str_from(m.form), "that");
  if (embedder && embedder->asks && infinitive && scope_upos(c->s, head) == BG_UPOS_VERB) {
    climb_cue(c, embedder, head);
    return;
  }
  if ((infinitive || that) && scope_upos(c->s, head) == BG_UPOS_ADJ && complement_cue(c, word, head)) {
    climb_cue(c, embedder, head);
    return;
  }
  if (m.cue && m.cue->negates) climb_flip(c);
  c->no_negation = true;
  bg_str tag = c->s->words[word].xpos;
  if (infinitive) return;
  if (!m.form[0]) {
    c->closed = finite && !bg_str_is(tag, "VBG");
    return;
  }
  if (!m.cue) c->closed = finite || !bg_str_is(tag, "VBG");
  else if (m.cue->has_modality && m.cue->modality == BG_POSSIBLE) {
    bool later = m.cue == scope_cue(c->s->lexicon, CUE_MARK, BG_STR("until"));
    const local_cues *above = scope_local(c->s, head);
    /* "before it fell" is a fact when both lie behind. */
    if (!(later && scope_local(c->s, word)->past)) climb_modality(c, BG_POSSIBLE, BG_NO_STRENGTH, true);
    else if (!above->past) climb_doubt(c, 0.8);
    c->closed = true;
  } else if (m.cue->has_modality) {
    climb_modality(c, m.cue->modality, BG_NO_STRENGTH, false);
    c->closed = true;
  } else if (m.cue->fact) {
    c->closed = true;
  } else if (m.cue->narrow && finite && !bg_str_starts(bg_str_from(m.form), BG_STR("so")) &&
             !bg_str_starts(bg_str_from(m.form), BG_STR("in order")) &&
             !bg_str_starts(bg_str_from(m.form), BG_STR("for"))) {
    c->closed = true;
  }
}

/* "accused Iran of [arming] them": parsers hang on the object what belongs to the verb. */
static bool past_object(climb *c, size_t word, size_t noun) {
  const bg_scoper *s = c->s;
  bg_deprel relation = scope_rel(s, noun);
  bool object = relation == BG_REL_OBJ || relation == BG_REL_IOBJ || s->words[noun].deprel == BG_REL_NSUBJ_PASS;
  size_t verb = scope_head(s, noun);
  if (!object || verb == NO_WORD || scope_upos(s, verb) != BG_UPOS_VERB || scope_embedder(s, noun)) return false;
  marker m = scope_marker(s, word);
  const cue *found = scope_embedder(s, verb);
  /* "of" belongs to most nouns before it belongs to a verb. */
  if (!takes_preposition(found, &m) || !(found->voice || found->negates)) return false;
  if (scope_rel(s, word) == BG_REL_NMOD && !found->nominal && bg_str_is(bg_str_from(m.form), "of")) return false;
  climb_cue(c, found, verb);
  c->jump = verb;
  return true;
}

/* A clause that describes a noun. */
static void step_adnominal(climb *c, size_t word, size_t noun) {
  if (past_object(c, word, noun)) return;
  const cue *found = scope_embedder(c->s, noun);
  const local_cues *l = scope_local(c->s, word);
  bg_str tag = c->s->words[word].xpos;
  bool relative = c->s->words[word].deprel == BG_REL_ACL_RELCL;
  bool gerund = bg_str_is(tag, "VBG"), infinitive = l->infinitive;
  marker m = scope_marker(c->s, word);
  if (!relative && found && (infinitive || m.form[0] || l->subject != NO_WORD)) {
    climb_cue(c, found, noun);
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
  if (found && !found->brings) climb_cue(c, found, verb);
  else if (!found && known(c, word)) c->closed = true;
}

static void step_subject(climb *c, size_t word, size_t head) {
  const cue *found = scope_embedder(c->s, head);
  /* "cooperation is essential", "the border merits attention" */
  bool verb = scope_upos(c->s, head) == BG_UPOS_VERB;
  bool merits = verb && found && found->modality == BG_RECOMMENDED && found->has_modality && !found->not_needed;
  if (found && found->nominal && !found->voice && (merits || scope_upos(c->s, head) == BG_UPOS_ADJ)) {
    climb_cue(c, found, head);
    return;
  }
  const local_cues *l = scope_local(c->s, head);
  bool possible = (l->modal && l->modal->modality == BG_POSSIBLE) || l->adverb;
  if (possible && !known(c, word)) climb_modality(c, BG_POSSIBLE, BG_NO_STRENGTH, true);
  c->closed = true;
}

static void step_oblique(climb *c, size_t word, size_t head) {
  marker m = scope_marker(c->s, word);
  const cue *found = scope_embedder(c->s, head);
  if (takes_preposition(found, &m)) {
    climb_cue(c, found, head);
    return;
  }
  if (!m.cue || m.cue->fact) {
    c->closed = true;
    return;
  }
  if (m.cue->negates) {
    climb_flip(c);
    c->no_negation = true;
    return;
  }
  if (m.cue->has_modality) {
    /* What is still to come but known ("ahead of the visit") is taken for a fact. */
    if (!known(c, word)) climb_modality(c, m.cue->modality, BG_NO_STRENGTH, true);
    c->closed = true;
    return;
  }
  if (scope_local(c->s, word)->modifier) {
    c->closed = true;
    return;
  }
  const cue *object = scope_object_cue(c->s, head);
  if (known(c, word) && !(object && object->brings)) c->closed = true;
}

static void step_nominal(climb *c, size_t word, size_t noun) {
  if (past_object(c, word, noun)) return;
  marker m = scope_marker(c->s, word);
  const cue *found = scope_embedder(c->s, noun);
  if (found && found->nominal && takes_preposition(found, &m)) {
    climb_cue(c, found, noun);
    return;
  }
  if (m.cue && m.cue->negates) {
    climb_flip(c);
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
  if (linked && linked->negates) climb_flip(c);
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
  bg_upos above = scope_upos(s, first);
  bool predicate = above == BG_UPOS_VERB || above == BG_UPOS_AUX || scope_local(s, first)->subject != NO_WORD;
  if (l->subject != NO_WORD && !predicate) c->closed = true;
  if (own && l->subject != NO_WORD) c->no_negation |= scope_rel(s, first) == BG_REL_ROOT;
}

/* "which could ..." stands for itself, whatever it hangs on. */
static bool relative(const climb *c, size_t word) {
  bg_deprel relation = scope_rel(c->s, word);
  size_t subject = scope_local(c->s, word)->subject;
  return (relation == BG_REL_CONJ || relation == BG_REL_PARATAXIS) && subject != NO_WORD &&
         bg_str_starts(c->s->words[subject].xpos, BG_STR("W"));
}

void climb_step(climb *c, size_t word, size_t head) {
  if (relative(c, word)) {
    c->closed = true;
    return;
  }
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
      if (found && found->voice == CUE_SUBJECT && scope_upos(c->s, head) == BG_UPOS_VERB) {
        climb_cue(c, found, head);
        break;
      }
      if (c->advises && (word < head || climb_is_imperative(c, head))) climb_top(c, word);
      c->closed = true;
      break;
    }
    case BG_REL_DISCOURSE:
    case BG_REL_VOCATIVE: c->closed = true; break;
    default: break;
  }
}
