#include "extract/actors.h"

#include "extract/references.h"

/* How deep a nominal is searched for an actor: "victims of floods in provinces of Pakistan". */
enum { DEEPEST = 3 };

typedef struct {
  const bg_tree *tree;
  const bg_relation_lexicon *lexicon;
  const bg_word_list *people, *harms;
  unsigned seek;
  bg_argument argument;
  bool is_people;
  bg_actors *out;
} search;

static void add_mention(const search *s, size_t mention, bg_via via, unsigned hops) {
  const bg_mention *all = s->tree->reading->mentions;
  for (size_t i = 0; i < s->out->count; i++)
    if (all[s->out->items[i].mention].entity == all[mention].entity) return;
  if (s->out->count == BG_MOST_ACTORS) return;
  s->out->items[s->out->count++] = (bg_actor){.mention = mention,
                                              .said = mention,
                                              .word = s->argument.word,
                                              .by = s->argument.by,
                                              .via = via,
                                              .hops = hops,
                                              .people = s->is_people};
}

/* Words that stand for several ("the two sides", "the governments of Chad and Niger") are a mention of each, in a row.
 */
static void add(const search *s, uint32_t word, bg_via via, unsigned hops) {
  const bg_reading *r = s->tree->reading;
  size_t first = s->tree->mention[word];
  for (size_t i = first; i < r->mention_count && r->mentions[i].start == r->mentions[first].start &&
                         r->mentions[i].end == r->mentions[first].end;
       i++)
    if (r->mentions[i].entity < r->entity_count) add_mention(s, i, via, hops);
}

/* "X and Y": X and everything that is coordinated with it. */
static void add_group(const search *s, uint32_t word, bg_via via, unsigned hops) {
  if (bg_entity_at(s->tree, word)) add(s, word, via, hops);
  for (uint32_t i = 0, c; (c = bg_tree_child(s->tree, word, i)) != BG_NO_WORD; i++)
    if (s->tree->words[c].deprel == BG_REL_CONJ && bg_entity_at(s->tree, c)) add(s, c, via, hops);
}

static bool is_modifier(bg_deprel d) {
  return d == BG_REL_NMOD_POSS || d == BG_REL_AMOD || d == BG_REL_COMPOUND || d == BG_REL_NMOD_DESC ||
         d == BG_REL_NMOD_UNMARKED;
}

static void search_word(const search *s, uint32_t word, unsigned hops, bg_via via);

static void search_modifiers(const search *s, uint32_t word, unsigned hops) {
  for (uint32_t i = 0, c; (c = bg_tree_child(s->tree, word, i)) != BG_NO_WORD; i++) {
    if (!is_modifier((bg_deprel)s->tree->words[c].deprel)) continue;
    size_t before = s->out->count;
    /* "Foreign Minister Sergei Lavrov": the title is the person. */
    bool title = s->tree->words[c].deprel == BG_REL_NMOD_DESC;
    add_group(s, c, title ? BG_VIA_EXAMPLE : BG_VIA_MODIFIER, hops + 1);
    /* "its government's offer", "Syrian army positions": the modifier has a modifier of its own. */
    if (s->out->count == before && s->tree->words[c].upos == BG_UPOS_PRON) search_word(s, c, hops + 1, BG_VIA_PRONOUN);
    else if (s->out->count == before && hops + 1 < DEEPEST && s->tree->words[c].upos != BG_UPOS_ADJ)
      search_modifiers(s, c, hops + 1);
  }
}

static bool marks_example(const bg_tree *tree, uint32_t word) {
  return bg_tree_marked_by(tree, word, BG_STR("such_as")) || bg_tree_marked_by(tree, word, BG_STR("including")) ||
         bg_tree_marked_by(tree, word, BG_STR("like"));
}

/* "Secretary of State Antony Blinken", "the rebels' leader, Riek Machar": the one who is named. */
static void search_holder(const search *s, uint32_t word, unsigned hops) {
  for (uint32_t i = 0, c; (c = bg_tree_child(s->tree, word, i)) != BG_NO_WORD && !s->out->count; i++) {
    bg_deprel d = (bg_deprel)s->tree->words[c].deprel;
    bool beside = d == BG_REL_APPOS || d == BG_REL_FLAT || d == BG_REL_NMOD || d == BG_REL_NMOD_UNMARKED;
    const bg_mention *m = beside && c > word ? bg_entity_at(s->tree, c) : NULL;
    if (m && m->kind == BG_KIND_PERSON && bg_tree_child_by(s->tree, c, BG_REL_CASE) == BG_NO_WORD)
      add(s, c, BG_VIA_EXAMPLE, hops + 1);
  }
}

static void search_examples(const search *s, uint32_t word, unsigned hops) {
  for (uint32_t i = 0, c; (c = bg_tree_child(s->tree, word, i)) != BG_NO_WORD; i++) {
    bg_deprel d = bg_tree_relation(s->tree, c);
    if (d == BG_REL_APPOS || (d == BG_REL_NMOD && marks_example(s->tree, c))) add_group(s, c, BG_VIA_EXAMPLE, hops + 1);
  }
}

/* "armed groups such as the ELN" that are somebody already: their members too. */
static void search_members(const search *s, uint32_t word) {
  for (uint32_t i = 0, c; (c = bg_tree_child(s->tree, word, i)) != BG_NO_WORD; i++)
    if (c > word && s->tree->words[c].deprel == BG_REL_NMOD && marks_example(s->tree, c))
      add_group(s, c, BG_VIA_EXAMPLE, 1);
}

/* "thousands of Kurds", "troops from Ethiopia", "offices in east Jerusalem"; the first that leads to somebody, but
 * whoever did it before to whom it was done ("the killing of monks by the army"). */
static void search_chain(const search *s, uint32_t word, unsigned hops) {
  for (uint32_t i = 0, c; (c = bg_tree_child(s->tree, word, i)) != BG_NO_WORD && !s->out->count; i++)
    if (s->tree->words[c].deprel == BG_REL_NMOD && bg_tree_marked_by(s->tree, c, BG_STR("by")))
      search_word(s, c, hops + 1, BG_VIA_CHAIN);
  if (bg_word_list_has(s->harms, s->tree->words[word].lemma)) return;
  for (uint32_t i = 0, c; (c = bg_tree_child(s->tree, word, i)) != BG_NO_WORD && !s->out->count; i++)
    if (s->tree->words[c].deprel == BG_REL_NMOD) search_word(s, c, hops + 1, BG_VIA_CHAIN);
}

/* An issue, or an event that is described, not named. */
static bool is_deed(const search *s, uint32_t word) {
  const bg_mention *m = bg_entity_at(s->tree, word);
  return m->kind == BG_KIND_ISSUE || (m->kind == BG_KIND_EVENT && m->form == BG_FORM_NOMINAL);
}

/* "imports from Ukraine", "violence by settlers" */
static void search_origin(const search *s, uint32_t word, unsigned hops) {
  for (uint32_t i = 0, c; (c = bg_tree_child(s->tree, word, i)) != BG_NO_WORD && !s->out->count; i++)
    if (s->tree->words[c].deprel == BG_REL_NMOD && hops + 1 < DEEPEST &&
        (bg_tree_marked_by(s->tree, c, BG_STR("from")) || bg_tree_marked_by(s->tree, c, BG_STR("by"))))
      search_word(s, c, hops + 1, BG_VIA_CHAIN);
}

/* Words of a name that is an entity itself lead to nobody else. */
static bool inside_name(const bg_tree *tree, uint32_t word) {
  if (tree->cover[word] == BG_NO_MENTION) return false;
  return tree->reading->mentions[tree->cover[word]].entity < tree->reading->entity_count;
}

/* "the premier appointed by Niger's junta" */
static bool search_appointer(const search *s, uint32_t word, unsigned hops) {
  const bg_mention *m = bg_entity_at(s->tree, word);
  uint32_t verb = bg_tree_child_by(s->tree, word, BG_REL_ACL);
  if (m->kind != BG_KIND_OFFICE || m->form != BG_FORM_NOMINAL || verb == BG_NO_WORD ||
      !bg_word_list_has(s->lexicon->known[BG_LIST_BECOME_VERBS], s->tree->words[verb].lemma))
    return false;
  bg_arguments agents = {.count = 0};
  bg_logical_subject(s->tree, verb, &agents);
  size_t before = s->out->count;
  for (size_t i = 0; i < agents.count; i++)
    if (agents.items[i].word != word) search_word(s, agents.items[i].word, hops + 1, BG_VIA_CHAIN);
  return s->out->count > before;
}

/* "the bloc's chairman, Bola Tinubu": the man; "the Armenian premier": Armenia, unless persons are sought. */
static bool search_description(const search *s, uint32_t word, unsigned hops) {
  uint32_t beside = bg_named_beside(s->tree, word);
  if (beside != BG_NO_WORD) {
    add(s, beside, BG_VIA_EXAMPLE, hops + 1);
    return true;
  }
  size_t owner = s->seek & BG_SEEK_PERSONS ? BG_NO_MENTION : bg_owner_of_office(s->tree, s->lexicon, word);
  if (owner == BG_NO_MENTION) return !(s->seek & BG_SEEK_PERSONS) && search_appointer(s, word, hops);
  size_t before = s->out->count;
  add_mention(s, owner, BG_VIA_MODIFIER, hops + 1);
  bool elsewhere = s->tree->reading->mentions[owner].sentence != s->tree->sentence;
  if (elsewhere && s->out->count > before) s->out->items[before].said = s->tree->mention[word];
  return true;
}

static void search_pronoun(const search *s, uint32_t word, unsigned hops) {
  uint32_t noun = bg_tree_antecedent(s->tree, word); /* "whose" */
  if (noun == word) noun = bg_antecedent_in_sentence(s->tree, word);
  if (noun != BG_NO_WORD) {
    search_word(s, noun, hops + 1, BG_VIA_PRONOUN);
    return;
  }
  size_t topic = bg_antecedent_before(s->tree, word);
  if (topic != BG_NO_MENTION) add_mention(s, topic, BG_VIA_PRONOUN, hops + 1);
}

/* "called the move reckless": whose move it was. */
static void search_doer(const search *s, uint32_t word, unsigned hops) {
  uint32_t doer;
  size_t mention;
  if (!(s->seek & BG_SEEK_JUDGED) || !bg_doer_of_deed(s->tree, s->lexicon, word, &doer, &mention)) return;
  if (mention != BG_NO_MENTION) add_mention(s, mention, BG_VIA_DOER, hops + 1);
  else if (doer != word) search_word(s, doer, hops + 1, BG_VIA_DOER);
}

static void search_word(const search *s, uint32_t word, unsigned hops, bg_via via) {
  size_t before = s->out->count;
  if (bg_entity_at(s->tree, word)) {
    if (search_description(s, word, hops)) return;
    if (!(s->seek & BG_SEEK_DEEDS) && is_deed(s, word)) search_modifiers(s, word, hops);
    if (!(s->seek & BG_SEEK_DEEDS) && s->out->count == before && is_deed(s, word)) search_origin(s, word, hops);
    if (s->out->count == before) add(s, word, hops ? via : BG_VIA_SELF, hops);
    if (hops == 0) search_members(s, word);
    return;
  }
  if (hops >= DEEPEST) return;
  if (s->tree->words[word].upos == BG_UPOS_PRON) {
    search_pronoun(s, word, hops);
    return;
  }
  if (inside_name(s->tree, word)) return;
  /* "Mosul is the largest city that they control": the predicate is what its subject is. */
  if (bg_tree_child_by(s->tree, word, BG_REL_COP) != BG_NO_WORD) {
    uint32_t subject = bg_tree_child_by(s->tree, word, BG_REL_NSUBJ);
    if (subject != BG_NO_WORD && bg_entity_at(s->tree, subject)) add(s, subject, BG_VIA_EXAMPLE, hops + 1);
  }
  if (s->out->count == before) search_holder(s, word, hops);
  if (s->out->count == before && bg_tree_relation(s->tree, word) == BG_REL_APPOS) search_doer(s, word, hops);
  uint32_t described = s->out->count == before ? bg_described_by(s->tree, word) : BG_NO_WORD;
  if (described != BG_NO_WORD) add(s, described, BG_VIA_EXAMPLE, hops + 1);
  if (s->out->count == before) search_modifiers(s, word, hops);
  if (s->out->count == before) search_examples(s, word, hops);
  if (s->out->count == before) search_chain(s, word, hops);
  if (s->out->count == before) search_doer(s, word, hops);
}

static search start(const bg_tree *tree, const bg_relation_lexicon *lexicon, bg_argument argument, unsigned seek,
                    bg_actors *out) {
  return (search){.tree = tree,
                  .lexicon = lexicon,
                  .people = lexicon->known[BG_LIST_PEOPLE],
                  .harms = seek & BG_SEEK_DOERS ? lexicon->known[BG_LIST_HARMS] : NULL,
                  .seek = seek,
                  .argument = argument,
                  .out = out};
}

void bg_actors_of(const bg_tree *tree, const bg_relation_lexicon *lexicon, bg_argument argument, unsigned seek,
                  bg_actors *out) {
  bg_actors found = {.count = 0};
  search s = start(tree, lexicon, argument, seek, &found);
  s.is_people = bg_word_list_has(s.people, tree->words[argument.word].lemma);
  search_word(&s, argument.word, 0, BG_VIA_SELF);
  for (uint32_t i = 0, c; (c = bg_tree_child(tree, argument.word, i)) != BG_NO_WORD; i++) {
    if (tree->words[c].deprel != BG_REL_CONJ) continue;
    bg_actors more = {.count = 0};
    search other = start(tree, lexicon, argument, seek, &more);
    other.argument.word = c;
    other.is_people = bg_word_list_has(s.people, tree->words[c].lemma);
    search_word(&other, c, 0, BG_VIA_SELF);
    for (size_t k = 0; k < more.count && found.count < BG_MOST_ACTORS; k++) found.items[found.count++] = more.items[k];
  }
  for (size_t i = 0; i < found.count; i++) {
    bool known = false;
    for (size_t k = 0; k < out->count; k++)
      known |= tree->reading->mentions[out->items[k].mention].entity ==
               tree->reading->mentions[found.items[i].mention].entity;
    if (!known && out->count < BG_MOST_ACTORS) out->items[out->count++] = found.items[i];
  }
}
