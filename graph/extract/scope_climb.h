/* Internal to scope: the way from a word up to the root of its tree, and what is known on it. */
#ifndef BG_EXTRACT_SCOPE_CLIMB_H
#define BG_EXTRACT_SCOPE_CLIMB_H

#include "extract/scope_tree.h"

typedef struct {
  bg_scoper *s;
  size_t sentence;
  const bg_block *block;
  bool advises; /* the block is one of recommendations, or a list introduced as such */
  scope_detail d;
  bool sticky;                      /* possible by its own word: nothing outside makes it a recommendation */
  bool closed;                      /* what is outside reaches it no more */
  bool no_negation;                 /* what is outside negates it no more */
  bool consider;                    /* "consider" stands between the modal and the word */
  bool asked;                       /* the voice is that of somebody who asks for it */
  size_t jump;                      /* where the way goes on, when not at the head; NO_WORD otherwise */
  bool share_modal, share_negation; /* with the word that it is coordinated with */
} climb;

/* ---- what words add to what is below them ---- */

void climb_flip(climb *c);
void climb_doubt(climb *c, double factor);
/* `sticky`: said by the word itself, so that nothing outside makes a recommendation of it. */
void climb_modality(climb *c, bg_modality modality, bg_strength strength, bool sticky);
/* What a verb, noun or adjective does to what depends on it. */
void climb_cue(climb *c, const cue *found, size_t head);
/* Auxiliaries, negations, adverbs and speakers at a word, for what is at or below it. */
void climb_local(climb *c, size_t word);

/* ---- steps and their end ---- */

/* From a word to its head, by its relation. */
void climb_step(climb *c, size_t word, size_t head);
/* At the root, or at a clause beside it: imperatives, questions, what a list is introduced by. */
void climb_top(climb *c, size_t root);
/* A verb in its plain form, with nobody as subject. */
bool climb_is_imperative(const climb *c, size_t word);

#endif
