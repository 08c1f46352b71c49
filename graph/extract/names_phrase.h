/* Internal to extract/names: a noun phrase whose head is a common noun of the gazetteer. */
#ifndef BG_EXTRACT_NAMES_PHRASE_H
#define BG_EXTRACT_NAMES_PHRASE_H

#include "extract/names_parts.h"

enum { MOST_OWNERS = 4, MOST_NOUN_WORDS = 6 };

typedef struct {
  size_t first, end; /* the whole phrase, with determiner; end may lie behind an "of" phrase */
  size_t core, core_end;
  size_t head;
  const bg_concept *noun;
  size_t issue;               /* the same words name this issue when nothing pins down the event; or NO_CONCEPT */
  size_t owners[MOST_OWNERS]; /* entities */
  size_t owner_count;
  size_t of;             /* the owner behind "of", or BG_NO_ENTITY */
  size_t owner_words[2]; /* the words that name the owner on the left: first, end */
  bool modified;         /* by an adjective or noun */
  bool specific;         /* by one that says which: "economic", not "dangerous" */
  bool compound;         /* by a noun or name */
  bool of_others;        /* by a noun for people who act for no state: "rebel leaders" */
  bool dated;            /* by a year or date */
  bool definite, plural;
} names_phrase;

/* Read the phrase whose common noun starts at a word; gives the words of the noun, 0 when there is none, and sets *p
 * when it heads a phrase (*heads). */
size_t names_read_phrase(const names_state *s, size_t sentence, size_t word, names_phrase *p, bool *heads);
/* In small letters without determiner, owner and what says nothing: "army chief", "religious minorities". */
bg_str names_phrase_name(names_state *s, const names_phrase *p);
/* "Pakistani engineers" as written, "Pakistan's army" also for "the army of Pakistan", "king of Greece". */
bg_str names_phrase_label(names_state *s, const names_phrase *p, size_t owner, bg_str name);
/* The entity that the phrase makes, part of an owner or of nothing. */
size_t names_phrase_entity(names_state *s, const names_phrase *p, size_t owner, double confidence);

#endif
