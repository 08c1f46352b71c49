#include "extract/sentence_tree.h"

#include <string.h>

#include "base/memory.h"

void bg_tree_free(bg_tree *tree) {
  bg_free(tree->words);
  bg_free(tree->child_start);
  bg_free(tree->children);
  bg_free(tree->depth);
  bg_free(tree->mention);
  bg_free(tree->cover);
  *tree = (bg_tree){0};
}

static void reserve(bg_tree *tree, size_t words) {
  if (tree->capacity >= words + 2) return;
  tree->capacity = 2 * (words + 2);
  tree->words = bg_realloc_array(tree->words, tree->capacity, sizeof *tree->words);
  tree->child_start = bg_realloc_array(tree->child_start, tree->capacity, sizeof *tree->child_start);
  tree->children = bg_realloc_array(tree->children, tree->capacity, sizeof *tree->children);
  tree->depth = bg_realloc_array(tree->depth, tree->capacity, sizeof *tree->depth);
  tree->mention = bg_realloc_array(tree->mention, tree->capacity, sizeof *tree->mention);
  tree->cover = bg_realloc_array(tree->cover, tree->capacity, sizeof *tree->cover);
}

uint32_t bg_tree_head(const bg_tree *tree, uint32_t word) {
  uint32_t head = tree->words[word].head;
  return head < tree->count ? head : BG_NO_WORD;
}

/* Counting sort of the words by their heads. */
static void collect_children(bg_tree *tree) {
  memset(tree->child_start, 0, (tree->count + 2) * sizeof *tree->child_start);
  for (uint32_t w = 0; w < tree->count; w++)
    if (bg_tree_head(tree, w) != BG_NO_WORD) tree->child_start[tree->words[w].head + 2]++;
  for (uint32_t w = 2; w <= tree->count + 1; w++) tree->child_start[w] += tree->child_start[w - 1];
  for (uint32_t w = 0; w < tree->count; w++)
    if (bg_tree_head(tree, w) != BG_NO_WORD) tree->children[tree->child_start[tree->words[w].head + 1]++] = w;
}

/* Depths by walking up to the next word whose depth is known; what hangs in no tree is as deep as can be. */
static void measure_depths(bg_tree *tree) {
  for (uint32_t w = 0; w < tree->count; w++) tree->depth[w] = BG_NO_WORD;
  for (uint32_t w = 0; w < tree->count; w++) {
    uint32_t steps = 0, at = w;
    while (at != BG_NO_WORD && tree->depth[at] == BG_NO_WORD && steps <= tree->count) {
      at = bg_tree_head(tree, at);
      steps++;
    }
    uint32_t depth = at == BG_NO_WORD ? steps - 1 : steps > tree->count ? tree->count : tree->depth[at] + steps;
    for (at = w; at != BG_NO_WORD && tree->depth[at] == BG_NO_WORD; at = bg_tree_head(tree, at))
      tree->depth[at] = depth ? depth-- : 0;
  }
}

static size_t width(const bg_mention *m) {
  return m->end_word - m->first_word;
}

static void place_mention(bg_tree *tree, size_t index) {
  const bg_mention *all = tree->reading->mentions, *m = &all[index];
  size_t end = tree->first + tree->count;
  if (m->head_word < tree->first || m->head_word >= end) return;
  size_t *at = &tree->mention[m->head_word - tree->first];
  if (*at == BG_NO_MENTION || (all[*at].nested && !m->nested)) *at = index;
  for (size_t w = m->first_word; w < m->end_word && w < end; w++) {
    if (w < tree->first) continue;
    size_t *cover = &tree->cover[w - tree->first];
    if (*cover == BG_NO_MENTION || width(&all[*cover]) < width(m)) *cover = index;
  }
}

static void place_mentions(bg_tree *tree) {
  const bg_reading *r = tree->reading;
  for (uint32_t w = 0; w < tree->count; w++) tree->mention[w] = tree->cover[w] = BG_NO_MENTION;
  while (tree->next_mention < r->mention_count && r->mentions[tree->next_mention].sentence < tree->sentence)
    tree->next_mention++;
  for (; tree->next_mention < r->mention_count && r->mentions[tree->next_mention].sentence == tree->sentence;
       tree->next_mention++)
    place_mention(tree, tree->next_mention);
}

void bg_tree_set(bg_tree *tree, const bg_reading *reading, size_t sentence) {
  const bg_sentence *s = &reading->analysis->sentences[sentence];
  tree->reading = reading;
  tree->sentence = sentence;
  tree->first = s->first_word;
  tree->count = (uint32_t)s->word_count;
  reserve(tree, s->word_count);
  if (s->word_count)
    memcpy(tree->words, bg_sentence_words(reading->analysis, sentence), s->word_count * sizeof *tree->words);
  collect_children(tree);
  measure_depths(tree);
  place_mentions(tree);
}

void bg_tree_attach(bg_tree *tree, uint32_t word, uint32_t head, bg_deprel deprel) {
  tree->words[word].head = head;
  tree->words[word].deprel = (uint8_t)deprel;
}

void bg_tree_settle(bg_tree *tree) {
  collect_children(tree);
  measure_depths(tree);
}

uint32_t bg_tree_child(const bg_tree *tree, uint32_t word, uint32_t index) {
  uint32_t from = tree->child_start[word], to = tree->child_start[word + 1];
  return index < BG_MOST_CHILDREN && index < to - from ? tree->children[from + index] : BG_NO_WORD;
}

bg_deprel bg_tree_relation(const bg_tree *tree, uint32_t word) {
  return bg_deprel_universal((bg_deprel)tree->words[word].deprel);
}

uint32_t bg_tree_child_by(const bg_tree *tree, uint32_t word, bg_deprel deprel) {
  bool universal = bg_deprel_universal(deprel) == deprel;
  for (uint32_t i = 0, c; (c = bg_tree_child(tree, word, i)) != BG_NO_WORD; i++)
    if (tree->words[c].deprel == deprel || (universal && bg_tree_relation(tree, c) == deprel)) return c;
  return BG_NO_WORD;
}

static char folded(char c) {
  return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool equal_folded(bg_str a, bg_str b) {
  if (a.len != b.len) return false;
  for (size_t i = 0; i < a.len; i++)
    if (folded(a.data[i]) != folded(b.data[i])) return false;
  return true;
}

bool bg_tree_lemma_is(const bg_tree *tree, uint32_t word, bg_str lemma) {
  return equal_folded(tree->words[word].lemma, lemma);
}

bool bg_tree_has_tag(const bg_tree *tree, uint32_t word, bg_str xpos) {
  return bg_str_equal(tree->words[word].xpos, xpos);
}

/* "because of" against "because_of": the case word and what is fixed to it. */
static bool case_is(const bg_tree *tree, uint32_t marker, bg_str preposition) {
  bg_str part;
  bg_str_split(&preposition, '_', &part);
  if (!equal_folded(tree->words[marker].form, part) && !equal_folded(tree->words[marker].lemma, part)) return false;
  for (uint32_t i = 0, c; bg_str_split(&preposition, '_', &part); i++) {
    if ((c = bg_tree_child(tree, marker, i)) == BG_NO_WORD) return false;
    if (!equal_folded(tree->words[c].form, part)) return false;
  }
  return true;
}

bool bg_tree_marked_by(const bg_tree *tree, uint32_t word, bg_str preposition) {
  for (uint32_t i = 0, c; (c = bg_tree_child(tree, word, i)) != BG_NO_WORD; i++) {
    bg_deprel d = bg_tree_relation(tree, c);
    if ((d == BG_REL_CASE || d == BG_REL_MARK) && case_is(tree, c, preposition)) return true;
  }
  return false;
}

bool bg_tree_is_relative(const bg_tree *tree, uint32_t word) {
  const bg_word *w = &tree->words[word];
  return bg_str_equal(w->xpos, BG_STR("WP")) || bg_str_equal(w->xpos, BG_STR("WP$")) ||
         bg_str_equal(w->xpos, BG_STR("WDT")) ||
         (w->upos == BG_UPOS_PRON &&
          (bg_tree_lemma_is(tree, word, BG_STR("who")) || bg_tree_lemma_is(tree, word, BG_STR("which"))));
}

uint32_t bg_tree_antecedent(const bg_tree *tree, uint32_t word) {
  if (!bg_tree_is_relative(tree, word)) return word;
  uint32_t at = word;
  for (int steps = 0; steps < 8 && at != BG_NO_WORD; steps++) {
    if (tree->words[at].deprel == BG_REL_ACL_RELCL) {
      uint32_t noun = bg_tree_head(tree, at);
      return noun == BG_NO_WORD ? word : noun;
    }
    at = bg_tree_head(tree, at);
  }
  return word;
}
