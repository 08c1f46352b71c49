/* Internal to relations: for whom a nominal stands. "Senior Hungarian officials" stand for Hungary, "troops from
 * Ethiopia" for Ethiopia, "flood victims in Pakistan" lead to Pakistan. */
#ifndef BG_EXTRACT_ACTORS_H
#define BG_EXTRACT_ACTORS_H

#include "extract/arguments.h"
#include "extract/frame.h"

typedef enum {
  BG_VIA_SELF,     /* the word is the head of a mention */
  BG_VIA_MODIFIER, /* possessor, adjective, compound */
  BG_VIA_EXAMPLE,  /* apposition, "such as", "including" */
  BG_VIA_CHAIN,    /* behind a preposition */
  BG_VIA_PRONOUN,  /* "said that it ...": whose words they are */
  BG_VIA_DOER,     /* "the move": whose it was */
  BG_VIA_COUNT
} bg_via;

typedef struct {
  size_t mention; /* index into the reading's mentions; it has an entity */
  size_t said;    /* what the sentence has for it, where the mention stands elsewhere ("the premier"); else the same */
  uint32_t word;  /* the nominal that stands for it */
  bg_by by;
  bg_via via;
  unsigned hops; /* between nominal and mention */
  bool people;   /* the nominal is a word for people or bodies that act for somebody: "officials", "troops" */
} bg_actor;

enum { BG_MOST_ACTORS = 16 };
typedef struct {
  bg_actor items[BG_MOST_ACTORS];
  size_t count;
} bg_actors;

/* What is sought. */
enum {
  BG_SEEK_DEEDS = 1,   /* whatever is named will do; else an issue or event that belongs to somebody ("India's growing
                          capabilities") stands for its owner */
  BG_SEEK_JUDGED = 8,  /* "condemned the move": whose it was */
  BG_SEEK_PERSONS = 4, /* who holds an office, never whose office it is */
  BG_SEEK_DOERS = 2    /* who does harm, never who suffers it: the target of "condemned the killing of monks" */
};

/* Whom an argument stands for, and those who are coordinated with it. */
void bg_actors_of(const bg_tree *tree, const bg_relation_lexicon *lexicon, bg_argument argument, unsigned seek,
                  bg_actors *out);

#endif
