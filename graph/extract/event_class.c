#include "extract/event_class.h"

/* How far up an auxiliary or an intention is sought. */
enum { FARTHEST = 4 };

static bool has_future(const bg_tree *tree, uint32_t word) {
  for (uint32_t i = 0, c; (c = bg_tree_child(tree, word, i)) != BG_NO_WORD; i++)
    if (bg_tree_relation(tree, c) == BG_REL_AUX &&
        (bg_tree_lemma_is(tree, c, BG_STR("will")) || bg_tree_lemma_is(tree, c, BG_STR("would")) ||
         bg_tree_lemma_is(tree, c, BG_STR("shall"))))
      return true;
  return false;
}

/* Will happen, or is intended: "will send", "plans to send", "the decision to send", "talks will be held". */
static bool is_announced(const bg_tree *tree, const bg_relation_lexicon *lexicon, uint32_t word) {
  const bg_word_list *intentions = lexicon->known[BG_LIST_INTENTIONS];
  for (int steps = 0; steps < FARTHEST; steps++) {
    if (has_future(tree, word)) return true;
    uint32_t head = bg_tree_head(tree, word);
    if (head == BG_NO_WORD || tree->words[word].deprel == BG_REL_ACL_RELCL) return false;
    bg_deprel d = bg_tree_relation(tree, word);
    bool infinitive = d == BG_REL_XCOMP || d == BG_REL_ACL;
    if (infinitive && bg_word_list_has(intentions, tree->words[head].lemma)) return true;
    bool subject = d == BG_REL_NSUBJ && bg_is_passive(tree, head);
    if (!infinitive && !subject && d != BG_REL_CONJ && d != BG_REL_OBJ) return false;
    word = head;
  }
  return false;
}

bg_str bg_event_class_of(const bg_tree *tree, const bg_relation_lexicon *lexicon, const bg_proposal *proposal,
                         const bg_scope *scope) {
  bg_str class = proposal->relation->plover;
  if (scope->polarity != BG_AFFIRMED) return bg_lexicon_event_class(lexicon, "denied", class);
  if (is_announced(tree, lexicon, proposal->trigger)) return bg_lexicon_event_class(lexicon, "announced", class);
  return class;
}
