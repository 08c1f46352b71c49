/* Internal to relations: one sentence as a tree that can be walked downwards, with the mentions at its words. */
#ifndef BG_EXTRACT_SENTENCE_TREE_H
#define BG_EXTRACT_SENTENCE_TREE_H

#include "base/map.h"
#include "extract/reading.h"

/* Words are numbered within the sentence. Memory is kept from one sentence to the next. */
typedef struct {
  const bg_reading *reading;
  size_t sentence;
  size_t first;   /* of its words in the analysis */
  bg_word *words; /* a copy, so that attachments can be mended */
  uint32_t count;
  uint32_t *child_start; /* count + 1: children of word w are children[child_start[w] .. child_start[w + 1]) */
  uint32_t *children;    /* in text order */
  uint32_t *depth;       /* below the root */
  size_t *mention;       /* with this word as head, SIZE_MAX when none; nested ones only when nothing else */
  size_t *cover;         /* the longest mention that holds the word, SIZE_MAX when none */
  size_t capacity;
  const bg_map
      *controllers;    /* lemmas of verbs whose object does what their infinitive says ("urge"); NULL: none known */
  size_t topic, doer;  /* mentions of the subject of the sentence before, on the surface and by sense; BG_NO_MENTION */
  size_t next_mention; /* first of the reading's mentions that may belong to the next sentence */
} bg_tree;

#define BG_NO_MENTION SIZE_MAX

void bg_tree_free(bg_tree *tree);
/* Sentences must come in order. */
void bg_tree_set(bg_tree *tree, const bg_reading *reading, size_t sentence);

/* Hang a word below another one; the tree walks by the old heads until it is settled. */
void bg_tree_attach(bg_tree *tree, uint32_t word, uint32_t head, bg_deprel deprel);
void bg_tree_settle(bg_tree *tree);

/* for (uint32_t i = 0, c; (c = bg_tree_child(tree, w, i)) != BG_NO_WORD; i++). At most BG_MOST_CHILDREN are seen, which
 * bounds the time that a sentence takes. */
enum { BG_MOST_CHILDREN = 64 };
uint32_t bg_tree_child(const bg_tree *tree, uint32_t word, uint32_t index);
/* The first child with this relation (or its universal relation when that is what is asked for), or BG_NO_WORD. */
uint32_t bg_tree_child_by(const bg_tree *tree, uint32_t word, bg_deprel deprel);
/* The universal relation of a word to its head. */
bg_deprel bg_tree_relation(const bg_tree *tree, uint32_t word);
uint32_t bg_tree_head(const bg_tree *tree, uint32_t word);
bool bg_tree_lemma_is(const bg_tree *tree, uint32_t word, bg_str lemma);
/* True when the word is marked by this preposition ("because_of" for one of several words). */
bool bg_tree_marked_by(const bg_tree *tree, uint32_t word, bg_str preposition);
bool bg_tree_has_tag(const bg_tree *tree, uint32_t word, bg_str xpos);
/* who, which, that, whom: stands for the noun that its clause modifies. */
bool bg_tree_is_relative(const bg_tree *tree, uint32_t word);
/* The noun that a relative pronoun stands for; the word itself otherwise. */
uint32_t bg_tree_antecedent(const bg_tree *tree, uint32_t word);

#endif
