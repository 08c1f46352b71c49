#include "extract/places.h"

/* How many coordinations a title is followed through. */
enum { FARTHEST = 3 };

static bool uses(const bg_frame *frame, bg_str preposition) {
  for (size_t i = 0; i < frame->slot_count; i++)
    for (size_t k = 0; k < frame->slots[i].preposition_count; k++)
      if (bg_str_equal(frame->slots[i].prepositions[k], preposition)) return true;
  return false;
}

/* ---- whose something is ---- */

static bool is_light(const bg_tree *tree, const bg_relation_lexicon *lexicon, uint32_t verb) {
  return bg_word_list_has(lexicon->known[BG_LIST_LIGHT_VERBS], tree->words[verb].lemma);
}

static bool is_argument(bg_deprel universal) {
  return universal == BG_REL_OBJ || universal == BG_REL_OBL || universal == BG_REL_NSUBJ || universal == BG_REL_XCOMP;
}

/* Whoever holds talks, launches attacks, gives support. */
static void subject_of_light_verb(const bg_tree *tree, const bg_relation_lexicon *lexicon, uint32_t noun, bool any,
                                  bg_arguments *out) {
  uint32_t verb = bg_tree_head(tree, noun);
  if (bg_tree_relation(tree, noun) == BG_REL_CONJ && verb != BG_NO_WORD) {
    noun = verb;
    verb = bg_tree_head(tree, noun);
  }
  if (verb == BG_NO_WORD || tree->words[verb].upos != BG_UPOS_VERB || !is_argument(bg_tree_relation(tree, noun)))
    return;
  bool light = is_light(tree, lexicon, verb);
  /* "engaged in talks" but not "took steps after talks" */
  if (bg_tree_relation(tree, noun) == BG_REL_OBL &&
      !bg_word_list_has(lexicon->known[BG_LIST_LIGHT_VERBS_IN], tree->words[verb].lemma))
    return;
  if (!light && !any) return;
  bg_arguments subjects = {.count = 0};
  bg_logical_subject(tree, verb, &subjects);
  /* "is engaged in talks" */
  if (!subjects.count && bg_tree_relation(tree, noun) == BG_REL_OBL) bg_surface_subject(tree, verb, &subjects);
  for (size_t i = 0; i < subjects.count; i++)
    if (subjects.items[i].word != noun)
      bg_arguments_add(out, subjects.items[i].word, light ? BG_BY_LIGHT_VERB : BG_BY_GOVERNOR);
}

/* "an attack carried out by rebels", "the aid that Norway gave". */
static void agent_of_clause(const bg_tree *tree, const bg_relation_lexicon *lexicon, uint32_t noun, bg_arguments *out) {
  for (uint32_t i = 0, c; (c = bg_tree_child(tree, noun, i)) != BG_NO_WORD; i++) {
    bool authored =
        is_light(tree, lexicon, c) ||
        (bg_is_passive(tree, c) && bg_word_list_has(lexicon->known[BG_LIST_AUTHORING], tree->words[c].lemma));
    if (bg_tree_relation(tree, c) != BG_REL_ACL || !authored) continue;
    bg_arguments agents = {.count = 0};
    bg_logical_subject(tree, c, &agents);
    for (size_t k = 0; k < agents.count; k++)
      if (agents.items[k].word != noun) bg_arguments_add(out, agents.items[k].word, BG_BY_LIGHT_VERB);
  }
}

/* "flew missions in support of the rebels", "acted in concert with them": whoever flew, supports. */
static void subject_of_circumstance(const bg_tree *tree, uint32_t noun, bg_arguments *out) {
  uint32_t verb = bg_tree_head(tree, noun);
  bool bare = bg_tree_child_by(tree, noun, BG_REL_DET) == BG_NO_WORD;
  if (verb == BG_NO_WORD || !bare || !bg_tree_marked_by(tree, noun, BG_STR("in"))) return;
  if (tree->words[verb].upos != BG_UPOS_VERB) verb = bg_tree_head(tree, verb); /* "strikes in support of" */
  if (verb == BG_NO_WORD || tree->words[verb].upos != BG_UPOS_VERB) return;
  bg_arguments subjects = {.count = 0};
  bg_logical_subject(tree, verb, &subjects);
  for (size_t i = 0; i < subjects.count; i++) bg_arguments_add(out, subjects.items[i].word, BG_BY_ADVERBIAL);
}

/* "Jane Doe, director, Institute for Peace": the body follows the post, beside the person. */
static void body_beside(const bg_tree *tree, uint32_t noun, bg_arguments *out) {
  uint32_t person = bg_tree_head(tree, noun);
  if (person == BG_NO_WORD || bg_tree_relation(tree, noun) != BG_REL_APPOS) return;
  for (uint32_t i = 0, c; (c = bg_tree_child(tree, person, i)) != BG_NO_WORD && !out->count; i++) {
    size_t m = tree->mention[c];
    if (c > noun && c <= noun + 5 && bg_tree_relation(tree, c) == BG_REL_APPOS && m != BG_NO_MENTION &&
        tree->reading->mentions[m].kind == BG_KIND_ORGANIZATION)
      bg_arguments_add(out, c, BG_BY_APPOSITION);
  }
}

static bool is_nominal(const bg_tree *tree, uint32_t word) {
  return tree->words[word].upos == BG_UPOS_NOUN || tree->words[word].upos == BG_UPOS_PROPN;
}

/* "livelihood opportunities" are no livelihood's. */
static bool is_issue_at(const bg_tree *tree, uint32_t word) {
  size_t m = tree->mention[word];
  return m != BG_NO_MENTION && tree->reading->mentions[m].kind == BG_KIND_ISSUE;
}

/* "Saudi-sponsored talks": who sponsors them does not hold them. */
static bool has_own_agent(const bg_tree *tree, uint32_t word) {
  if (tree->words[word].upos != BG_UPOS_VERB || tree->words[word].deprel != BG_REL_AMOD) return false;
  bg_arguments agents = {.count = 0};
  bg_logical_subject(tree, word, &agents);
  return agents.count > 0;
}

static void owners_before(const bg_tree *tree, const bg_relation_lexicon *lexicon, uint32_t noun, bg_arguments *out) {
  for (uint32_t i = 0, c; (c = bg_tree_child(tree, noun, i)) != BG_NO_WORD; i++) {
    bg_deprel d = (bg_deprel)tree->words[c].deprel;
    bool before = d == BG_REL_NMOD_POSS || d == BG_REL_AMOD || d == BG_REL_COMPOUND || d == BG_REL_NMOD_UNMARKED;
    if (!before || is_issue_at(tree, c) || has_own_agent(tree, c)) continue;
    bg_actors actors = {.count = 0};
    bg_actors_of(tree, lexicon, (bg_argument){c, BG_BY_OWN}, 0, &actors);
    if (actors.count) bg_arguments_add(out, c, BG_BY_OWN);
  }
}

void bg_owners_of(const bg_tree *tree, const bg_relation_lexicon *lexicon, uint32_t noun, bg_arguments *out) {
  owners_before(tree, lexicon, noun, out);
  /* "Chinese infrastructure and energy investments" */
  uint32_t head = bg_tree_head(tree, noun);
  bool shared = !out->count && head != BG_NO_WORD && tree->words[noun].deprel == BG_REL_CONJ && is_nominal(tree, head);
  if (shared) owners_before(tree, lexicon, head, out);
}

static bool is_person_at(const bg_tree *tree, uint32_t word) {
  size_t m = tree->mention[word];
  return m != BG_NO_MENTION && tree->reading->mentions[m].kind == BG_KIND_PERSON;
}

static bool is_title(const bg_tree *tree, uint32_t noun) {
  uint32_t head = bg_tree_head(tree, noun);
  bg_deprel d = (bg_deprel)tree->words[noun].deprel;
  if (head == BG_NO_WORD) return false;
  return d == BG_REL_NMOD_DESC || ((d == BG_REL_COMPOUND || d == BG_REL_NMOD_UNMARKED) && is_person_at(tree, head));
}

/* "spoke about the suppression of monks by the army": an active verb has no agent behind "by"; the noun has. */
static void agent_above(const bg_tree *tree, uint32_t noun, bg_arguments *out) {
  uint32_t verb = bg_tree_head(tree, noun);
  for (int steps = 0; steps < 3 && verb != BG_NO_WORD && tree->words[verb].upos != BG_UPOS_VERB; steps++)
    verb = bg_tree_head(tree, verb);
  if (verb == BG_NO_WORD || tree->words[verb].upos != BG_UPOS_VERB || bg_is_passive(tree, verb)) return;
  for (uint32_t i = 0, c; (c = bg_tree_child(tree, verb, i)) != BG_NO_WORD; i++)
    if (c > noun && bg_tree_relation(tree, c) == BG_REL_OBL && bg_tree_marked_by(tree, c, BG_STR("by")))
      bg_arguments_add(out, c, BG_BY_AGENT);
}

/* "avoid the perception of interference", "Peru's policy of containment": what is said of the abstract noun. */
static void owner_of_abstract(const bg_tree *tree, const bg_relation_lexicon *lexicon, uint32_t noun,
                              bg_arguments *out) {
  uint32_t head = bg_tree_head(tree, noun);
  if (head == BG_NO_WORD || tree->words[noun].deprel != BG_REL_NMOD || !bg_tree_marked_by(tree, noun, BG_STR("of")))
    return;
  if (!bg_word_list_has(lexicon->known[BG_LIST_ABSTRACTS], tree->words[head].lemma)) return;
  bg_owners_of(tree, lexicon, head, out);
  if (!out->count) subject_of_light_verb(tree, lexicon, head, true, out);
}

/* "drives Laos into dependence on China": whoever is driven there. */
static void driven_into(const bg_tree *tree, uint32_t noun, bg_arguments *out) {
  uint32_t verb = bg_tree_head(tree, noun);
  if (verb == BG_NO_WORD || bg_tree_relation(tree, noun) != BG_REL_OBL || tree->words[verb].upos != BG_UPOS_VERB)
    return;
  if (!bg_tree_marked_by(tree, noun, BG_STR("into"))) return;
  bg_logical_object(tree, verb, out);
  for (size_t i = 0; i < out->count; i++) out->items[i].by = BG_BY_CONTROL;
}

/* "approved the exit of Mali from the pact": who is named behind "of" goes, not who approves. */
static void actors_behind_of(const bg_tree *tree, const bg_relation_lexicon *lexicon, const bg_frame *frame,
                             uint32_t noun, bg_arguments *out) {
  if (uses(frame, BG_STR("of"))) return;
  bg_arguments found = {0};
  bg_oblique(tree, noun, BG_STR("of"), BG_BY_AGENT, &found);
  for (size_t i = 0; i < found.count; i++) {
    bg_actors actors = {0};
    bg_actors_of(tree, lexicon, found.items[i], 0, &actors);
    if (actors.count) bg_arguments_add(out, found.items[i].word, BG_BY_AGENT);
  }
}

static void own_of(const bg_tree *tree, const bg_relation_lexicon *lexicon, const bg_frame *frame, uint32_t noun,
                   bg_arguments *out) {
  bg_oblique(tree, noun, BG_STR("by"), BG_BY_AGENT, out);
  if (!out->count) bg_owners_of(tree, lexicon, noun, out);
  /* "Hamas leader Ismail Haniyeh": the name may hang on the person. */
  if (!out->count && is_title(tree, noun)) bg_owners_of(tree, lexicon, bg_tree_head(tree, noun), out);
  if (!out->count) agent_of_clause(tree, lexicon, noun, out);
  if (!out->count) driven_into(tree, noun, out);
  if (!out->count) actors_behind_of(tree, lexicon, frame, noun, out);
  if (!out->count) subject_of_light_verb(tree, lexicon, noun, false, out);
  if (!out->count) subject_of_circumstance(tree, noun, out);
  if (!out->count) agent_above(tree, noun, out);
  if (!out->count) owner_of_abstract(tree, lexicon, noun, out);
  if (!out->count) body_beside(tree, noun, out);
  if (!out->count && !uses(frame, BG_STR("of"))) bg_oblique(tree, noun, BG_STR("of"), BG_BY_AGENT, out);
  if (!out->count && !uses(frame, BG_STR("from"))) bg_oblique(tree, noun, BG_STR("from"), BG_BY_AGENT, out);
  if (!out->count && frame->relation->symmetric) subject_of_light_verb(tree, lexicon, noun, true, out);
  /* "the coalition against the rebels" is somebody itself */
  size_t m = tree->mention[noun];
  bool body = m != BG_NO_MENTION && tree->reading->mentions[m].kind == BG_KIND_ORGANIZATION &&
              tree->reading->mentions[m].entity < tree->reading->entity_count;
  if (!out->count && body) bg_arguments_add(out, noun, BG_BY_OWN);
}

/* ---- of whom something is said ---- */

static bool in_same_name(const bg_tree *tree, uint32_t word) {
  size_t m = tree->cover[word];
  return m != BG_NO_MENTION && tree->reading->mentions[m].kind == BG_KIND_PERSON &&
         tree->reading->mentions[m].head_word != tree->first + word;
}

static void bearer_of(const bg_tree *tree, const bg_relation_lexicon *lexicon, uint32_t noun, int steps,
                      bg_arguments *out) {
  uint32_t head = bg_tree_head(tree, noun);
  bg_deprel d = (bg_deprel)tree->words[noun].deprel;
  if (in_same_name(tree, noun))
    bg_arguments_add(out, (uint32_t)(tree->reading->mentions[tree->cover[noun]].head_word - tree->first), BG_BY_TITLE);
  if (!out->count && bg_tree_child_by(tree, noun, BG_REL_COP) != BG_NO_WORD) {
    bg_surface_subject(tree, noun, out);
    for (size_t i = 0; i < out->count; i++) out->items[i].by = BG_BY_COPULA;
  }
  if (out->count || head == BG_NO_WORD) return;
  bool complemented = false; /* "critics of the junta such as ...", but no "states such as ..." */
  for (uint32_t i = 0, c; (c = bg_tree_child(tree, noun, i)) != BG_NO_WORD; i++) {
    bg_deprel child = bg_tree_relation(tree, c);
    complemented |= child == BG_REL_NMOD && c > noun && bg_tree_marked_by(tree, c, BG_STR("of"));
    /* "critics of the junta such as the Socialist Party" */
    bool example = child == BG_REL_NMOD && complemented && tree->mention[c] != BG_NO_MENTION &&
                   (bg_tree_marked_by(tree, c, BG_STR("such_as")) || bg_tree_marked_by(tree, c, BG_STR("including")) ||
                    bg_tree_marked_by(tree, c, BG_STR("like")));
    if (example) bg_arguments_add(out, c, BG_BY_APPOSITION);
    if (child == BG_REL_APPOS || child == BG_REL_FLAT)
      bg_arguments_add(out, c, child == BG_REL_APPOS ? BG_BY_APPOSITION : BG_BY_TITLE);
  }
  if (out->count) return;
  if (d == BG_REL_APPOS) {
    /* "Chad and Mali, both members of the bloc": they all are */
    uint32_t first = tree->words[head].deprel == BG_REL_CONJ ? bg_tree_head(tree, head) : BG_NO_WORD;
    bool all =
        first != BG_NO_WORD && bg_tree_has_tag(tree, noun, BG_STR("NNS")) && tree->mention[first] != BG_NO_MENTION;
    bg_arguments_add(out, all ? first : head, BG_BY_APPOSITION);
  } else if (is_title(tree, noun)) bg_arguments_add(out, head, BG_BY_TITLE);
  else if (d == BG_REL_CONJ && steps > 0) bearer_of(tree, lexicon, head, steps - 1, out);
  else if (d == BG_REL_NMOD && steps > 0 && bg_tree_lemma_is(tree, head, BG_STR("one")))
    bearer_of(tree, lexicon, head, steps - 1, out); /* "one of its allies" */
  else if ((d == BG_REL_XCOMP || (d == BG_REL_OBJ && bg_tree_lemma_is(tree, head, BG_STR("become"))) ||
            bg_tree_relation(tree, noun) == BG_REL_OBL) &&
           bg_word_list_has(lexicon->known[BG_LIST_BECOME_VERBS], tree->words[head].lemma)) {
    /* "appointed her minister", "nominated her as judge" */
    if (d != BG_REL_OBJ) bg_logical_object(tree, head, out);
    if (!out->count) bg_surface_subject(tree, head, out);
    for (size_t i = 0; i < out->count; i++) out->items[i].by = BG_BY_COPULA;
  }
}

/* ---- in complements ---- */

static bool obliges(const bg_tree *tree, uint32_t verb) {
  for (uint32_t i = 0, c; (c = bg_tree_child(tree, verb, i)) != BG_NO_WORD; i++)
    if (bg_tree_relation(tree, c) == BG_REL_AUX &&
        (bg_tree_lemma_is(tree, c, BG_STR("must")) || bg_tree_lemma_is(tree, c, BG_STR("should")) ||
         bg_tree_lemma_is(tree, c, BG_STR("ought"))))
      return true;
  bool infinitive = bg_tree_child_by(tree, verb, BG_REL_XCOMP) != BG_NO_WORD; /* not "has a large army" */
  return infinitive && (bg_tree_lemma_is(tree, verb, BG_STR("need")) || bg_tree_lemma_is(tree, verb, BG_STR("have")));
}

static void in_duty(const bg_tree *tree, uint32_t word, bg_arguments *out) {
  uint32_t clause = bg_complement(tree, word);
  if (clause == BG_NO_WORD || tree->words[clause].deprel != BG_REL_CCOMP || !obliges(tree, clause)) return;
  for (uint32_t i = 0, c; (c = bg_tree_child(tree, clause, i)) != BG_NO_WORD; i++)
    if (bg_tree_relation(tree, c) == BG_REL_NSUBJ) bg_arguments_add(out, c, BG_BY_CLAUSE);
}

/* The nominals of a complement in the order in which they count: its subject, objects, and what stands behind
 * prepositions; then those of its own complement. */
static void in_clause(const bg_tree *tree, uint32_t word, int steps, bg_arguments *out) {
  static const bg_deprel order[] = {BG_REL_NSUBJ, BG_REL_IOBJ, BG_REL_OBJ, BG_REL_OBL};
  uint32_t clause = bg_complement(tree, word);
  if (clause == BG_NO_WORD || steps == 0) return;
  for (size_t k = 0; k < sizeof order / sizeof *order; k++)
    for (uint32_t i = 0, c; (c = bg_tree_child(tree, clause, i)) != BG_NO_WORD; i++)
      if (bg_tree_relation(tree, c) == order[k] && tree->words[c].deprel != BG_REL_OBL_UNMARKED)
        bg_arguments_add(out, c, BG_BY_CLAUSE);
  in_clause(tree, clause, steps - 1, out);
}

/* ---- any place ---- */

/* Where what belongs to a noun hangs on its neighbours: "a series of strikes against them", "the deal reached between".
 */
static void behind_neighbors(const bg_tree *tree, uint32_t noun, bg_str preposition, bg_arguments *out) {
  uint32_t head = bg_tree_head(tree, noun), next = noun + 1;
  bool part = head != BG_NO_WORD && tree->words[noun].deprel == BG_REL_NMOD && tree->words[head].upos == BG_UPOS_NOUN &&
              bg_tree_marked_by(tree, noun, BG_STR("of"));
  if (part) bg_oblique(tree, head, preposition, BG_BY_GOVERNOR, out);
  if (!out->count && next < tree->count && bg_tree_has_tag(tree, next, BG_STR("VBN")))
    bg_oblique(tree, next, preposition, BG_BY_PARTICIPLE, out);
  for (size_t i = 0; i < out->count; i++)
    if (out->items[i].word <= noun) out->count = 0;
}

/* "include Peru within the pact": what seems to belong to a name belongs to the verb. */
static void behind_named_object(const bg_tree *tree, uint32_t verb, bg_str preposition, bg_arguments *out) {
  bool inside = bg_str_equal(preposition, BG_STR("in")) || bg_str_equal(preposition, BG_STR("within")) ||
                bg_str_equal(preposition, BG_STR("into"));
  uint32_t object = inside ? bg_tree_child_by(tree, verb, BG_REL_OBJ) : BG_NO_WORD;
  if (object == BG_NO_WORD || tree->words[object].upos != BG_UPOS_PROPN) return;
  if (tree->mention[object] != BG_NO_MENTION) bg_oblique(tree, object, preposition, BG_BY_GOVERNOR, out);
}

/* "the delivery of drones to Russia", "a ban on sales to Cuba": behind what is delivered or banned. */
static void behind_thing(const bg_tree *tree, uint32_t noun, bg_str preposition, bg_arguments *out) {
  if (bg_str_equal(preposition, BG_STR("of")) || bg_str_equal(preposition, BG_STR("in"))) return;
  for (uint32_t i = 0, c; (c = bg_tree_child(tree, noun, i)) != BG_NO_WORD && !out->count; i++)
    if (tree->words[c].deprel == BG_REL_NMOD && c > noun &&
        (tree->mention[c] == BG_NO_MENTION || is_issue_at(tree, c)) &&
        (bg_tree_marked_by(tree, c, BG_STR("of")) || bg_tree_marked_by(tree, c, BG_STR("on"))))
      bg_oblique(tree, c, preposition, BG_BY_GOVERNOR, out);
}

static void behind(const bg_tree *tree, const bg_relation_lexicon *lexicon, uint32_t word, uint32_t anchor, bool noun,
                   bg_str preposition, bg_arguments *out) {
  bg_oblique(tree, word, preposition, BG_BY_PLAIN, out);
  if (!out->count && anchor != BG_NO_WORD) bg_oblique(tree, anchor, preposition, BG_BY_PLAIN, out);
  /* "the agreement reached between them", "pressure exerted on Oman" */
  for (uint32_t i = 0, c; noun && !out->count && (c = bg_tree_child(tree, word, i)) != BG_NO_WORD; i++)
    if (tree->words[c].deprel == BG_REL_ACL) bg_oblique(tree, c, preposition, BG_BY_PARTICIPLE, out);
  if (noun && !out->count) behind_neighbors(tree, word, preposition, out);
  if (noun && !out->count) behind_thing(tree, word, preposition, out);
  if (!noun && !out->count) behind_named_object(tree, word, preposition, out);
  uint32_t verb = bg_tree_head(tree, word);
  if (out->count || !noun || verb == BG_NO_WORD || !is_light(tree, lexicon, verb)) return;
  /* "sanctions were imposed on Iran": the preposition hangs on the verb. */
  if (is_argument(bg_tree_relation(tree, word))) bg_oblique(tree, verb, preposition, BG_BY_LIGHT_VERB, out);
  for (size_t i = 0; i < out->count; i++)
    if (out->items[i].word == word) out->count = 0;
}

/* Step 0: around a verb, or of whom something is said; then one for each preposition; then the rest, in this order. */
static const unsigned last_steps[] = {BG_PLACE_BETWEEN, BG_PLACE_OWN, BG_PLACE_DUTY | BG_PLACE_CLAUSE};

size_t bg_place_steps(const bg_slot *slot) {
  return 1 + slot->preposition_count + sizeof last_steps / sizeof *last_steps;
}

static void around(const bg_tree *tree, const bg_relation_lexicon *lexicon, const bg_frame *frame, unsigned places,
                   uint32_t word, bg_arguments *out) {
  if ((places & BG_PLACE_SUBJECT) && frame->kind == BG_TRIGGER_VERB) bg_logical_subject(tree, word, out);
  else if (places & BG_PLACE_SUBJECT) bg_surface_subject(tree, word, out);
  if (places & BG_PLACE_WHO) bearer_of(tree, lexicon, word, FARTHEST, out);
  if (places & BG_PLACE_OBJECT) bg_logical_object(tree, word, out);
  if (places & BG_PLACE_INDIRECT) bg_indirect_object(tree, word, out);
}

void bg_places_of(const bg_tree *tree, const bg_relation_lexicon *lexicon, const bg_frame *frame, const bg_slot *slot,
                  size_t step, uint32_t word, uint32_t anchor, bg_arguments *out) {
  bool noun = frame->kind == BG_TRIGGER_NOUN;
  if (step == 0) {
    around(tree, lexicon, frame, slot->places, word, out);
    return;
  }
  if (step <= slot->preposition_count) {
    behind(tree, lexicon, word, anchor, noun, slot->prepositions[step - 1], out);
    return;
  }
  unsigned places = slot->places & last_steps[step - 1 - slot->preposition_count];
  if (places & BG_PLACE_BETWEEN) {
    behind(tree, lexicon, word, anchor, noun, BG_STR("between"), out);
    if (!out->count) behind(tree, lexicon, word, anchor, noun, BG_STR("among"), out);
  }
  if (places & BG_PLACE_OWN) own_of(tree, lexicon, frame, word, out);
  if (places & BG_PLACE_DUTY) in_duty(tree, word, out);
  if (places & BG_PLACE_CLAUSE) in_clause(tree, word, 3, out);
}

/* "stabilizing" may be an adjective or a form of a verb. */
static bool accepts(const bg_tree *tree, const bg_slot *slot, uint32_t word) {
  return bg_slot_accepts(slot, tree->words[word].lemma) || bg_slot_accepts(slot, tree->words[word].form);
}

uint32_t bg_modifier_of(const bg_tree *tree, const bg_slot *slot, uint32_t word) {
  for (uint32_t i = 0, c; (c = bg_tree_child(tree, word, i)) != BG_NO_WORD; i++) {
    bg_deprel d = bg_tree_relation(tree, c);
    bool verb = tree->words[word].upos == BG_UPOS_VERB; /* "called it reckless", "called it an act of war" */
    bool predicate = verb && c > word && (d == BG_REL_XCOMP || d == BG_REL_OBJ);
    bool modifies = d == BG_REL_AMOD || d == BG_REL_COMPOUND || d == BG_REL_ADVMOD || d == BG_REL_ACL || predicate;
    if (modifies && accepts(tree, slot, c)) return c;
    /* "close and friendly relations" */
    for (uint32_t k = 0, cc; modifies && (cc = bg_tree_child(tree, c, k)) != BG_NO_WORD; k++)
      if ((tree->words[cc].deprel == BG_REL_CONJ || (predicate && cc > c && tree->words[cc].upos == BG_UPOS_ADJ)) &&
          accepts(tree, slot, cc))
        return cc;
  }
  uint32_t head = bg_tree_head(tree, word);
  bg_deprel d = bg_tree_relation(tree, word);
  if (head != BG_NO_WORD && (d == BG_REL_NSUBJ || d == BG_REL_OBJ) && accepts(tree, slot, head)) return head;
  return BG_NO_WORD;
}
