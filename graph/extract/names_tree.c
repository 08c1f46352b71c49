#include <string.h>

#include "base/memory.h"
#include "extract/names_parts.h"

/* Ends of subtrees: every word before its children in `order`, then widen heads from the back. Words of a circle are
 * never reached and stay alone. */
static void span_subtrees(names_tree *t, size_t first, size_t count, uint32_t *order) {
  size_t listed = 0;
  for (size_t i = first; i < first + count; i++)
    if (t->head[i] == BG_NO_WORD) order[listed++] = (uint32_t)i;
  for (size_t k = 0; k < listed; k++)
    for (uint32_t c = t->first_child[order[k]]; c != BG_NO_WORD; c = t->next_child[c]) order[listed++] = c;
  for (size_t k = listed; k > 0; k--) {
    uint32_t word = order[k - 1], head = t->head[word];
    if (head == BG_NO_WORD) continue;
    if (t->left[word] < t->left[head]) t->left[head] = t->left[word];
    if (t->right[word] > t->right[head]) t->right[head] = t->right[word];
  }
}

void names_tree_build(names_state *s) {
  const bg_analysis *a = s->analysis;
  names_tree *t = &s->tree;
  size_t n = a->word_count + 1;
  t->head = bg_calloc(n, sizeof *t->head);
  t->first_child = bg_calloc(n, sizeof *t->first_child);
  t->next_child = bg_calloc(n, sizeof *t->next_child);
  t->left = bg_calloc(n, sizeof *t->left);
  t->right = bg_calloc(n, sizeof *t->right);
  t->sentence = bg_calloc(n, sizeof *t->sentence);
  uint32_t *order = bg_calloc(n, sizeof *order);
  for (size_t i = 0; i < a->word_count; i++) {
    t->head[i] = t->first_child[i] = t->next_child[i] = BG_NO_WORD;
    t->left[i] = t->right[i] = (uint32_t)i;
  }
  for (size_t k = 0; k < a->sentence_count; k++) {
    size_t first = a->sentences[k].first_word, count = a->sentences[k].word_count;
    /* From the right, so that lists of children run from left to right. */
    for (size_t i = first + count; i > first; i--) {
      size_t word = i - 1;
      t->sentence[word] = (uint32_t)k;
      uint32_t head = a->words[word].head;
      if (head == BG_NO_WORD || head >= count) continue;
      t->head[word] = (uint32_t)(first + head);
      t->next_child[word] = t->first_child[first + head];
      t->first_child[first + head] = (uint32_t)word;
    }
    span_subtrees(t, first, count, order);
  }
  bg_free(order);
}

void names_tree_free(names_tree *tree) {
  bg_free(tree->head);
  bg_free(tree->first_child);
  bg_free(tree->next_child);
  bg_free(tree->left);
  bg_free(tree->right);
  bg_free(tree->sentence);
}

const bg_word *names_word(const names_state *s, size_t word) {
  return &s->analysis->words[word];
}

size_t names_head_of(const names_state *s, size_t first, size_t end) {
  size_t best = NO_INDEX;
  for (size_t i = first; i < end; i++) {
    uint32_t head = s->tree.head[i];
    if (head != BG_NO_WORD && head >= first && head < end) continue;
    bg_upos upos = names_word(s, i)->upos;
    bool nominal = upos == BG_UPOS_PROPN || upos == BG_UPOS_NOUN || upos == BG_UPOS_ADJ || upos == BG_UPOS_NUM;
    /* With a torn tree the last nominal: English compounds have their head there. */
    if (best == NO_INDEX || nominal) best = i;
  }
  return best == NO_INDEX ? end - 1 : best;
}

bg_deprel names_rel(const names_state *s, size_t word) {
  return bg_deprel_universal((bg_deprel)s->analysis->words[word].deprel);
}

size_t names_child(const names_state *s, size_t word, bg_deprel rel) {
  bool plain = bg_deprel_universal(rel) == rel;
  for (uint32_t c = s->tree.first_child[word]; c != BG_NO_WORD; c = s->tree.next_child[c])
    if ((plain ? names_rel(s, c) : (bg_deprel)names_word(s, c)->deprel) == rel) return c;
  return NO_INDEX;
}

bool names_lemma_is(const bg_word *word, const char *lemma) {
  return bg_str_is(word->lemma, lemma);
}

bg_str names_text_of(const names_state *s, size_t first, size_t end) {
  return bg_str_slice(s->text, names_word(s, first)->start, names_word(s, end - 1)->end);
}

bool names_is_capital(bg_str form) {
  if (form.len == 0) return false;
  unsigned char c = (unsigned char)form.data[0];
  return (c >= 'A' && c <= 'Z') || (c == 0xc3 && form.len > 1 && (unsigned char)form.data[1] < 0x9f) ||
         (c == 0xc4 || c == 0xc5);
}

bool names_is_upper(bg_str form) {
  size_t letters = 0;
  for (size_t i = 0; i < form.len; i++) {
    if (form.data[i] >= 'a' && form.data[i] <= 'z') return false;
    letters += (form.data[i] >= 'A' && form.data[i] <= 'Z') || (unsigned char)form.data[i] >= 0x80;
  }
  return letters >= 2;
}

bool names_is_plural(const bg_word *word) {
  if (bg_str_ends(word->xpos, BG_STR("S"))) return true;
  return word->form.len > 2 && bg_str_ends(word->form, BG_STR("s")) && !bg_str_ends(word->form, BG_STR("ss")) &&
         (word->xpos.len == 0 || word->upos == BG_UPOS_PROPN);
}

bool names_is_possessive(const bg_word *w) {
  return bg_str_is(w->form, "'s") || bg_str_is(w->form, "’s") || bg_str_is(w->form, "'") || bg_str_is(w->form, "’");
}

bool names_is_note(const names_state *s, size_t sentence) {
  const bg_block *block = bg_brief_block_at(s->reading->brief, s->analysis->sentences[sentence].start);
  return block && block->section == BG_SECTION_NOTES;
}
