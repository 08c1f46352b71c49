/* Internal to recommendations: pieces of advice as they are found and filled in. */
#ifndef BG_EXTRACT_RECOMMEND_PARTS_H
#define BG_EXTRACT_RECOMMEND_PARTS_H

#include "extract/recommend.h"
#include "extract/scope_tree.h"

enum { LONGEST_CHAIN = 8, MOST_ACTORS = 16 };

/* Indexes of entities, in order of mention, each once. */
typedef struct {
  size_t items[MOST_ACTORS];
  size_t count;
} entity_list;

/* One thing that somebody is asked to do. */
typedef struct {
  size_t sentence;
  size_t anchor;               /* the word that carries the modal: "need" */
  size_t action;               /* what is to be done: "act" in "needs to consider acting" */
  size_t chain[LONGEST_CHAIN]; /* from anchor to action */
  size_t chain_count;
  size_t first, end; /* words of its clause */
  bg_strength strength;
  bg_polarity polarity;
  bool weak;       /* by can or could */
  bool imperative; /* by its form: "Suspend ..." */
  double confidence;
  entity_list addressee, target, partner, topics, instrument;
  size_t possible_subject; /* the word that should be the addressee; NO_WORD when it is left out */
  bool carried;            /* the addressee is that of what went before */
  bg_str text;             /* of the action */
} advice;

typedef struct {
  advice *items;
  size_t count, capacity;
} advice_list;

/* Add what a sentence asks for, also what somebody can or could do outside recommendations (weak). */
void advice_find(bg_scoper *scoper, size_t sentence, advice_list *list);

bool entity_list_has(const entity_list *list, size_t entity);
void entity_list_add(entity_list *list, size_t entity);

/* The actor that a word names, or for which it speaks; both for "both countries". */
void advice_actor(const bg_scoper *scoper, size_t word, entity_list *list);
/* The same, and those that it is coordinated with. */
void advice_actors(const bg_scoper *scoper, size_t word, entity_list *list);
/* The same for a subject; also names beside it that the tree does not tie to it. */
void advice_subject_actors(const bg_scoper *scoper, size_t subject, entity_list *list);
/* Fill target, partner, topics, instrument and the text of the action. */
void advice_fill(bg_scoper *scoper, advice *item);

#endif
