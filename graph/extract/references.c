#include "extract/references.h"

enum { MOST_STEPS = 5 };

const bg_mention *bg_entity_at(const bg_tree *tree, uint32_t word) {
  if (tree->mention[word] == BG_NO_MENTION) return NULL;
  const bg_mention *m = &tree->reading->mentions[tree->mention[word]];
  return m->entity < tree->reading->entity_count ? m : NULL;
}

/* ---- pronouns ---- */

typedef enum { NOT_PERSONAL, OF_THING, OF_PERSON, OF_SEVERAL } pronoun_kind;

static pronoun_kind kind_of(const bg_tree *tree, uint32_t word) {
  static const struct {
    const char *lemma;
    pronoun_kind kind;
  } known[] = {{"it", OF_THING},   {"its", OF_THING},  {"he", OF_PERSON},    {"she", OF_PERSON},
               {"his", OF_PERSON}, {"her", OF_PERSON}, {"they", OF_SEVERAL}, {"their", OF_SEVERAL}};
  if (tree->words[word].upos != BG_UPOS_PRON) return NOT_PERSONAL;
  for (size_t i = 0; i < sizeof known / sizeof *known; i++)
    if (bg_tree_lemma_is(tree, word, bg_str_from(known[i].lemma))) return known[i].kind;
  return NOT_PERSONAL;
}

/* "it" is no person, "his" is one's; a noun without a mention may be either. */
static bool agrees(const bg_tree *tree, pronoun_kind kind, uint32_t noun) {
  size_t mention = tree->mention[noun];
  if (mention == BG_NO_MENTION || kind == OF_SEVERAL) return true;
  const bg_mention *m = &tree->reading->mentions[mention];
  bool person = m->kind == BG_KIND_PERSON || m->kind == BG_KIND_OFFICE;
  return kind == OF_PERSON ? person : !person;
}

uint32_t bg_antecedent_in_sentence(const bg_tree *tree, uint32_t pronoun) {
  pronoun_kind kind = kind_of(tree, pronoun);
  if (kind == NOT_PERSONAL) return BG_NO_WORD;
  bool possessive = tree->words[pronoun].deprel == BG_REL_NMOD_POSS;
  bool embedded = possessive;
  uint32_t at = bg_tree_head(tree, pronoun);
  for (int steps = 0; steps < MOST_STEPS && at != BG_NO_WORD; steps++, at = bg_tree_head(tree, at)) {
    uint32_t subject = embedded ? bg_tree_child_by(tree, at, BG_REL_NSUBJ) : BG_NO_WORD;
    /* "they know that their alliance matters": what the possessive stands in is not its owner. */
    if (possessive && subject != BG_NO_WORD && subject > pronoun && bg_tree_head(tree, pronoun) == subject)
      subject = BG_NO_WORD;
    /* "the premier said the bloc would defend his country": the bloc has none */
    if (subject != BG_NO_WORD && !agrees(tree, kind, subject)) subject = BG_NO_WORD;
    if (subject != BG_NO_WORD)
      return subject < pronoun && tree->words[subject].upos != BG_UPOS_PRON ? subject : BG_NO_WORD;
    bg_deprel d = bg_tree_relation(tree, at);
    if (d == BG_REL_CCOMP) embedded = true;
    else if (!possessive && !embedded && d != BG_REL_CONJ && d != BG_REL_XCOMP) return BG_NO_WORD;
  }
  return BG_NO_WORD;
}

size_t bg_antecedent_before(const bg_tree *tree, uint32_t pronoun) {
  if (tree->topic == BG_NO_MENTION || kind_of(tree, pronoun) != OF_THING) return BG_NO_MENTION;
  const bg_mention *topic = &tree->reading->mentions[tree->topic];
  if (topic->kind == BG_KIND_PERSON || topic->kind == BG_KIND_OFFICE) return BG_NO_MENTION;
  uint32_t subject = tree->words[pronoun].deprel == BG_REL_NMOD_POSS ? bg_tree_head(tree, pronoun) : pronoun;
  if (subject == BG_NO_WORD || bg_tree_relation(tree, subject) != BG_REL_NSUBJ) return BG_NO_MENTION;
  uint32_t verb = bg_tree_head(tree, subject);
  bool main = verb != BG_NO_WORD && tree->words[verb].upos == BG_UPOS_VERB && bg_tree_head(tree, verb) == BG_NO_WORD;
  return main ? tree->topic : BG_NO_MENTION;
}

/* ---- descriptions ---- */

uint32_t bg_named_beside(const bg_tree *tree, uint32_t word) {
  const bg_mention *own = tree->mention[word] == BG_NO_MENTION ? NULL : &tree->reading->mentions[tree->mention[word]];
  if (!own || own->form != BG_FORM_NOMINAL || tree->words[word].upos != BG_UPOS_NOUN) return BG_NO_WORD;
  for (uint32_t i = 0, c; (c = bg_tree_child(tree, word, i)) != BG_NO_WORD; i++) {
    const bg_mention *beside = bg_tree_relation(tree, c) == BG_REL_APPOS && c > word ? bg_entity_at(tree, c) : NULL;
    if (!beside) continue;
    bool holder = own->kind == BG_KIND_OFFICE && beside->kind == BG_KIND_PERSON;
    bool body = own->kind == beside->kind && own->kind == BG_KIND_ORGANIZATION &&
                (beside->form == BG_FORM_NAME || c == word + 1);
    if (holder || body) return c;
  }
  return BG_NO_WORD;
}

/* The mention of an entity that is nearest before a word's mention or in it. */
static size_t mention_of(const bg_reading *reading, bg_str id, size_t from, size_t end) {
  for (size_t i = from; i < reading->mention_count && reading->mentions[i].start < end; i++)
    if (reading->mentions[i].entity < reading->entity_count &&
        bg_str_equal(reading->entities[reading->mentions[i].entity].entity.id, id))
      return i;
  for (size_t i = from; i > 0; i--)
    if (reading->mentions[i - 1].entity < reading->entity_count &&
        bg_str_equal(reading->entities[reading->mentions[i - 1].entity].entity.id, id))
      return i - 1;
  return BG_NO_MENTION;
}

/* "the former president", "opposition leaders": they do not act for the state. */
static bool is_outsider(const bg_tree *tree, const bg_relation_lexicon *lexicon, uint32_t office) {
  for (uint32_t i = 0, c; (c = bg_tree_child(tree, office, i)) != BG_NO_WORD; i++)
    if (c < office && bg_word_list_has(lexicon->known[BG_LIST_OUTSIDERS], tree->words[c].lemma)) return true;
  return false;
}

size_t bg_owner_of_office(const bg_tree *tree, const bg_relation_lexicon *lexicon, uint32_t word) {
  const bg_mention *m = bg_entity_at(tree, word);
  if (!m || m->form != BG_FORM_NOMINAL || m->kind != BG_KIND_OFFICE) return BG_NO_MENTION;
  if (is_outsider(tree, lexicon, word)) return BG_NO_MENTION;
  const bg_entity *office = &tree->reading->entities[m->entity].entity;
  if (office->part_of.count != 1) return BG_NO_MENTION;
  return mention_of(tree->reading, office->part_of.items[0], tree->mention[word], m->end);
}

uint32_t bg_described_by(const bg_tree *tree, uint32_t word) {
  uint32_t head = bg_tree_head(tree, word);
  if (head == BG_NO_WORD || bg_tree_relation(tree, word) != BG_REL_APPOS || tree->words[word].upos != BG_UPOS_NOUN)
    return BG_NO_WORD;
  const bg_mention *m = bg_entity_at(tree, head);
  return m && head < word && m->form != BG_FORM_ADJECTIVE ? head : BG_NO_WORD;
}

/* ---- deeds ---- */

static bool is_pointed_at(const bg_tree *tree, uint32_t noun) {
  uint32_t determiner = bg_tree_child_by(tree, noun, BG_REL_DET);
  return determiner != BG_NO_WORD &&
         (bg_tree_lemma_is(tree, determiner, BG_STR("the")) || bg_tree_lemma_is(tree, determiner, BG_STR("this")) ||
          bg_tree_lemma_is(tree, determiner, BG_STR("that")));
}

/* The subject of the clause that a word stands in. */
static uint32_t subject_above(const bg_tree *tree, uint32_t word) {
  uint32_t verb = bg_tree_head(tree, word);
  for (int steps = 0; steps < MOST_STEPS && verb != BG_NO_WORD; steps++, verb = bg_tree_head(tree, verb)) {
    if (tree->words[verb].upos != BG_UPOS_VERB) continue;
    bg_arguments subjects = {.count = 0};
    bg_logical_subject(tree, verb, &subjects);
    if (subjects.count) return subjects.items[0].word;
  }
  return BG_NO_WORD;
}

bool bg_doer_of_deed(const bg_tree *tree, const bg_relation_lexicon *lexicon, uint32_t deed, uint32_t *word,
                     size_t *mention) {
  *word = BG_NO_WORD;
  *mention = BG_NO_MENTION;
  if (!bg_word_list_has(lexicon->known[BG_LIST_DEEDS], tree->words[deed].lemma)) return false;
  /* "..., a step condemned by Oman": what the clause tells */
  if (bg_tree_relation(tree, deed) == BG_REL_APPOS) {
    *word = subject_above(tree, deed);
    return *word != BG_NO_WORD;
  }
  bool described =
      bg_tree_child_by(tree, deed, BG_REL_NMOD) != BG_NO_WORD || bg_tree_child_by(tree, deed, BG_REL_ACL) != BG_NO_WORD;
  if (described || !is_pointed_at(tree, deed)) return false;
  *mention = tree->doer;
  return *mention != BG_NO_MENTION;
}
