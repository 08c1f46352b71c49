#include "extract/mend.h"

#include <string.h>

/* How many prepositions are followed down from a noun to what hangs on its last one. */
enum { LONGEST_CHAIN = 4 };

static const bg_mention *mention_at(const bg_tree *tree, uint32_t word) {
  size_t m = tree->mention[word];
  return m == BG_NO_MENTION ? NULL : &tree->reading->mentions[m];
}

static bool is_kind(const bg_tree *tree, uint32_t word, bg_name_kind kind) {
  const bg_mention *m = mention_at(tree, word);
  return m && m->kind == kind;
}

static bool listed(const bg_tree *tree, const bg_relation_lexicon *lexicon, bg_known_list list, uint32_t word) {
  return bg_word_list_has(lexicon->known[list], tree->words[word].lemma);
}

static bool is_deed(const bg_tree *tree, const bg_relation_lexicon *lexicon, uint32_t noun) {
  return listed(tree, lexicon, BG_LIST_DEEDS, noun) || listed(tree, lexicon, BG_LIST_HARMS, noun) ||
         listed(tree, lexicon, BG_LIST_UNDERTAKINGS, noun);
}

static uint32_t agent_of(const bg_tree *tree, uint32_t verb) {
  for (uint32_t i = 0, c; (c = bg_tree_child(tree, verb, i)) != BG_NO_WORD; i++)
    if (c > verb && bg_tree_relation(tree, c) == BG_REL_OBL && bg_tree_marked_by(tree, c, BG_STR("by"))) return c;
  return BG_NO_WORD;
}

/* "an attack on a base in Arauca claimed by the rebels", "the campaign against the group led by Norway": the participle
 * tells who did the deed, not what happened to the last noun. Persons lead groups, though. */
static bool mend_participle(bg_tree *tree, const bg_relation_lexicon *lexicon, uint32_t verb) {
  if (tree->words[verb].deprel != BG_REL_ACL || !listed(tree, lexicon, BG_LIST_AUTHORING, verb)) return false;
  uint32_t noun = bg_tree_head(tree, verb), agent = agent_of(tree, verb);
  if (noun == BG_NO_WORD || noun > verb || agent == BG_NO_WORD || is_deed(tree, lexicon, noun)) return false;
  bool leads = bg_tree_lemma_is(tree, verb, BG_STR("lead")) || bg_tree_lemma_is(tree, verb, BG_STR("head"));
  if (leads && is_kind(tree, agent, BG_KIND_PERSON)) return false;
  for (int steps = 0; steps < LONGEST_CHAIN && tree->words[noun].deprel == BG_REL_NMOD; steps++) {
    noun = bg_tree_head(tree, noun);
    if (noun == BG_NO_WORD) return false;
    if (!is_deed(tree, lexicon, noun)) continue;
    bg_tree_attach(tree, verb, noun, BG_REL_ACL);
    return true;
  }
  return false;
}

static bool is_post(const bg_tree *tree, const bg_relation_lexicon *lexicon, uint32_t noun) {
  return tree->words[noun].upos == BG_UPOS_NOUN &&
         (listed(tree, lexicon, BG_LIST_OFFICES, noun) || listed(tree, lexicon, BG_LIST_HEADS, noun) ||
          listed(tree, lexicon, BG_LIST_STAFF, noun));
}

/* "the ambassador to Manila, Lai Thai Binh": a person is no city. */
static bool mend_holder(bg_tree *tree, const bg_relation_lexicon *lexicon, uint32_t person) {
  if (tree->words[person].deprel != BG_REL_APPOS || !is_kind(tree, person, BG_KIND_PERSON)) return false;
  uint32_t noun = bg_tree_head(tree, person);
  if (noun == BG_NO_WORD || noun > person || !mention_at(tree, noun) || is_kind(tree, noun, BG_KIND_PERSON) ||
      is_kind(tree, noun, BG_KIND_OFFICE))
    return false;
  for (int steps = 0; steps < LONGEST_CHAIN && tree->words[noun].deprel == BG_REL_NMOD; steps++) {
    noun = bg_tree_head(tree, noun);
    if (noun == BG_NO_WORD) return false;
    if (!is_post(tree, lexicon, noun)) continue;
    bg_tree_attach(tree, person, noun, BG_REL_APPOS);
    return true;
  }
  return false;
}

/* The first harm in an object ("a stance on the suppression of monks"), else the object when it is a deed. */
static uint32_t done_in(const bg_tree *tree, const bg_relation_lexicon *lexicon, uint32_t object, uint32_t end) {
  for (uint32_t w = object; w < end; w++)
    if (tree->words[w].upos == BG_UPOS_NOUN && listed(tree, lexicon, BG_LIST_HARMS, w)) return w;
  return is_deed(tree, lexicon, object) ? object : BG_NO_WORD;
}

/* "condemned the offensive by the rebels": an active verb has no agent behind "by"; the deed that it is about has. */
static bool mend_agent(bg_tree *tree, const bg_relation_lexicon *lexicon, uint32_t word) {
  bg_deprel d = bg_tree_relation(tree, word);
  uint32_t verb = bg_tree_head(tree, word);
  if (d != BG_REL_OBL || verb == BG_NO_WORD || tree->words[verb].upos != BG_UPOS_VERB || word < verb ||
      !bg_tree_marked_by(tree, word, BG_STR("by")))
    return false;
  uint32_t object = bg_tree_child_by(tree, verb, BG_REL_OBJ);
  if (object == BG_NO_WORD || object > word || !mention_at(tree, word)) return false;
  if (bg_tree_child_by(tree, verb, BG_REL_AUX_PASS) != BG_NO_WORD) return false;
  uint32_t deed = done_in(tree, lexicon, object, word);
  if (deed == BG_NO_WORD) return false;
  bg_tree_attach(tree, word, deed, BG_REL_NMOD);
  return true;
}

/* "ties warmed since the visit of the general, head of the army, to Cairo", "discuss the withdrawal of Peru from the
 * bloc": where a journey goes and what is left hang on the noun, not on the verb. */
static bool mend_journey(bg_tree *tree, const bg_relation_lexicon *lexicon, uint32_t word) {
  uint32_t verb = bg_tree_head(tree, word);
  if (bg_tree_relation(tree, word) != BG_REL_OBL || verb == BG_NO_WORD || tree->words[verb].upos != BG_UPOS_VERB)
    return false;
  bool to = bg_tree_marked_by(tree, word, BG_STR("to")), from = bg_tree_marked_by(tree, word, BG_STR("from"));
  if (!to && !from) return false;
  for (uint32_t i = 0, c; (c = bg_tree_child(tree, verb, i)) != BG_NO_WORD && c < word; i++) {
    if (!listed(tree, lexicon, to ? BG_LIST_JOURNEYS : BG_LIST_DEPARTURES, c) || c < verb) continue;
    if (tree->words[c].upos != BG_UPOS_NOUN) continue;
    bg_tree_attach(tree, word, c, BG_REL_NMOD);
    return true;
  }
  return false;
}

/* "Iran's news agency IRNA said", taken for two subjects: the name is beside its description. */
static bool mend_twin(bg_tree *tree, uint32_t word) {
  const bg_mention *m = mention_at(tree, word);
  if (bg_tree_relation(tree, word) != BG_REL_NSUBJ || !m || m->first_word <= tree->first) return false;
  if (m->form != BG_FORM_NAME && m->form != BG_FORM_ABBREVIATION) return false;
  uint32_t noun = (uint32_t)(m->first_word - tree->first) - 1;
  if (tree->words[noun].upos != BG_UPOS_NOUN || bg_tree_relation(tree, noun) != BG_REL_NSUBJ ||
      bg_tree_head(tree, noun) != bg_tree_head(tree, word))
    return false;
  bg_tree_attach(tree, word, noun, BG_REL_APPOS);
  return true;
}

/* "criticized Peru for bad faith", taken for Peru's faith: a name between verb and preposition is the verb's object. */
static bool mend_object(bg_tree *tree, uint32_t word) {
  uint32_t noun = bg_tree_head(tree, word);
  bg_deprel d = bg_tree_relation(tree, word);
  if (noun == BG_NO_WORD || noun < word || !mention_at(tree, word) || (d != BG_REL_NMOD && d != BG_REL_COMPOUND))
    return false;
  uint32_t preposition = bg_tree_child_by(tree, noun, BG_REL_CASE), verb = bg_tree_head(tree, noun);
  if (preposition == BG_NO_WORD || preposition < word || preposition > noun || verb == BG_NO_WORD || verb > word ||
      tree->words[verb].upos != BG_UPOS_VERB || bg_tree_child_by(tree, word, BG_REL_CASE) != BG_NO_WORD ||
      bg_tree_child_by(tree, verb, BG_REL_OBJ) != BG_NO_WORD)
    return false;
  bg_tree_attach(tree, word, verb, BG_REL_OBJ);
  return true;
}

/* "Ann Lee, director, Institute for Peace", taken for a list: post and body describe her. */
static bool mend_list(bg_tree *tree, const bg_relation_lexicon *lexicon, uint32_t word) {
  uint32_t person = bg_tree_head(tree, word);
  if (tree->words[word].deprel != BG_REL_LIST || person == BG_NO_WORD || person > word ||
      !is_kind(tree, person, BG_KIND_PERSON) || is_kind(tree, word, BG_KIND_PERSON))
    return false;
  bool post = false; /* a list of names and addresses has none */
  for (uint32_t i = 0, c; (c = bg_tree_child(tree, person, i)) != BG_NO_WORD; i++) post |= is_post(tree, lexicon, c);
  if (post) bg_tree_attach(tree, word, person, BG_REL_APPOS);
  return post;
}

/* "Ann Lee, managing director of the fund", taken for a clause in which she manages a director. */
static bool mend_post(bg_tree *tree, const bg_relation_lexicon *lexicon, uint32_t verb) {
  uint32_t person = bg_tree_head(tree, verb), post = verb + 1;
  if (tree->words[verb].deprel != BG_REL_ACL || person == BG_NO_WORD || post >= tree->count ||
      !is_kind(tree, person, BG_KIND_PERSON) || bg_tree_head(tree, post) != verb || !is_post(tree, lexicon, post))
    return false;
  bg_tree_attach(tree, post, person, BG_REL_APPOS);
  bg_tree_attach(tree, verb, post, BG_REL_AMOD);
  return true;
}

/* ---- lemmas ---- */

enum { LONGEST_VERB = 32 };

/* The lemma that the frames have for a form without its last bytes and with another ending; empty when they have none.
 */
static bg_str known_stem(const bg_relation_lexicon *lexicon, bg_str form, size_t cut, const char *ending) {
  char text[LONGEST_VERB + 2];
  bg_str more = bg_str_from(ending);
  size_t length = form.len - cut, count = 0;
  memcpy(text, form.data, length);
  for (size_t i = 0; i < more.len; i++) text[length + i] = more.data[i];
  const bg_frame *frames = bg_lexicon_frames(lexicon, BG_TRIGGER_VERB, (bg_str){text, length + more.len}, &count);
  return count ? frames[0].lemma : BG_STR_EMPTY;
}

/* A lemmatiser guesses at rare verbs ("bombed" of "bombe", "curbed" of "cur"): where the frames do not know its guess,
 * but know a verb of which the form is a regular one, that verb is meant. */
static void mend_lemma(bg_tree *tree, const bg_relation_lexicon *lexicon, uint32_t word) {
  static const struct {
    const char *ending, *instead;
    bool doubled;
  } rules[] = {{"ied", "y", false}, {"ed", "e", false}, {"ed", "", false},   {"ed", "", true},  {"ing", "e", false},
               {"ing", "", false},  {"ing", "", true},  {"ies", "y", false}, {"es", "", false}, {"s", "", false}};
  bg_word *w = &tree->words[word];
  size_t count = 0;
  if (w->upos != BG_UPOS_VERB || w->form.len > LONGEST_VERB) return;
  bg_lexicon_frames(lexicon, BG_TRIGGER_VERB, w->lemma, &count);
  for (size_t i = 0; i < sizeof rules / sizeof *rules && !count; i++) {
    size_t cut = strlen(rules[i].ending);
    if (w->form.len < cut + 3 || !bg_str_ends(w->form, bg_str_from(rules[i].ending))) continue;
    if (rules[i].doubled && w->form.data[w->form.len - cut - 1] != w->form.data[w->form.len - cut - 2]) continue;
    bg_str stem = known_stem(lexicon, w->form, cut + (rules[i].doubled ? 1 : 0), rules[i].instead);
    if (!stem.len) continue;
    w->lemma = stem;
    return;
  }
}

/* ---- gifts ---- */

/* "gave Kenya 50 million euros", taken for euros of a kind: Kenya gets them. */
static bool mend_recipient(bg_tree *tree, const bg_relation_lexicon *lexicon, uint32_t word) {
  uint32_t thing = bg_tree_head(tree, word);
  if (tree->words[word].deprel != BG_REL_COMPOUND || thing == BG_NO_WORD || !mention_at(tree, word) ||
      bg_tree_relation(tree, thing) != BG_REL_OBJ || word + 1 >= thing)
    return false;
  uint32_t verb = bg_tree_head(tree, thing);
  bool gives = verb != BG_NO_WORD && verb < word && listed(tree, lexicon, BG_LIST_GIVING, verb);
  if (!gives || tree->words[word + 1].upos != BG_UPOS_NUM) return false;
  bg_tree_attach(tree, word, verb, BG_REL_IOBJ);
  return true;
}

void bg_mend_tree(bg_tree *tree, const bg_relation_lexicon *lexicon) {
  bool changed = false;
  for (uint32_t w = 0; w < tree->count; w++) mend_lemma(tree, lexicon, w);
  for (uint32_t w = 0; w < tree->count; w++)
    changed |= mend_participle(tree, lexicon, w) || mend_holder(tree, lexicon, w) || mend_agent(tree, lexicon, w) ||
               mend_post(tree, lexicon, w) || mend_journey(tree, lexicon, w) || mend_recipient(tree, lexicon, w) ||
               mend_list(tree, lexicon, w) || mend_object(tree, w) || mend_twin(tree, w);
  if (changed) bg_tree_settle(tree);
}
