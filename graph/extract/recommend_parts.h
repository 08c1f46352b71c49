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
  bool carried;            /* the addressee is not named by the clause itself */
  bool by_habit;           /* it is that of what went before */
  bg_str text;             /* of the action */
} advice;

typedef struct {
  advice *items;
  size_t count, capacity;
} advice_list;

/* Add what a sentence asks for in the author's own words, also what somebody can or could do outside recommendations
 * (weak). */
void advice_find(bg_scoper *scoper, const bool *quoted, size_t sentence, advice_list *list);

bool entity_list_has(const entity_list *list, size_t entity);
void entity_list_add(entity_list *list, size_t entity);

/* The actor that a word names, or for which it speaks; both for "both countries". */
void advice_actor(const bg_scoper *scoper, size_t word, entity_list *list);
/* The same, and those that it is coordinated with. */
void advice_actors(const bg_scoper *scoper, size_t word, entity_list *list);
/* The same for a subject; also names beside it that the tree does not tie to it. */
void advice_subject_actors(const bg_scoper *scoper, size_t subject, entity_list *list);
/* Fill target, partner, topics, instrument and the text of the action; false when nothing is left of that. */
bool advice_fill(bg_scoper *scoper, advice *item);

/* A document on the way to its recommendations. */
typedef struct {
  bg_scoper *s;
  const bg_reading *reading;
  bool *quoted; /* of each word: it stands in a quotation */
  advice_list list;
  entity_list heading;  /* whom the heading names: "To the European Union" */
  bool for_others;      /* it names somebody whom nobody knows: "For donors" */
  entity_list last;     /* the addressee of what went before */
  size_t last_section;  /* number of the heading below which that was */
  size_t last_sentence; /* in which it was named */
  size_t opening;       /* where the advice of the block starts in the list */
  size_t section;       /* number of headings so far */
  entity_list document; /* whom the document as a whole addresses: "recommendations for NATO" */
  size_t *named;        /* of each entity: how often it is addressed by name in the recommendations */
  size_t named_total;
} adviser;

bg_section_kind advice_section(const adviser *r, size_t sentence);
/* In a list that a sentence of advice introduces: "The EU should:". */
bool advice_in_list(const adviser *r, size_t sentence);

/* ---- who is addressed ---- */

void advice_see_heading(adviser *r, size_t sentence);
/* "For donors", in bold before a list: a heading in all but form. */
bool advice_heads_list(const adviser *r, size_t sentence);
/* "recommendations for NATO": whom the document addresses. */
void advice_see_dedication(adviser *r, size_t sentence);
/* The addressee that the clause names; false when it names none, and what it says is no advice to anybody. */
bool advice_name_addressee(adviser *r, advice *a, bool advises);
/* From the lead of the list, the heading, or what went before. */
void advice_carry_addressee(adviser *r, advice *a);

/* Append to the set, with what is said twice as one. */
void advice_write(adviser *r, bg_claim_set *set);

#endif
