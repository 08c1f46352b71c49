/* Internal to relations: who stands in which place around a verb, noun or adjective: through passive, coordination,
 * relative clauses, participles, control and raising. Results are words (heads of nominals); who they stand for is
 * extract/actors. */
#ifndef BG_EXTRACT_ARGUMENTS_H
#define BG_EXTRACT_ARGUMENTS_H

#include "extract/sentence_tree.h"

/* How an argument was found; the further from the plain case, the less sure. */
typedef enum {
  BG_BY_PLAIN,        /* a dependent of the word itself */
  BG_BY_PASSIVE,      /* subject of a passive, or its agent */
  BG_BY_RELATIVE,     /* the noun that a relative clause modifies */
  BG_BY_PARTICIPLE,   /* the noun that a participle modifies */
  BG_BY_COORDINATION, /* shared with the verb that this one is coordinated with */
  BG_BY_CONTROL,      /* from the verb that governs an infinitive */
  BG_BY_ADVERBIAL,    /* subject of the clause that this one modifies */
  BG_BY_OWN,          /* possessor, adjective or compound before a noun */
  BG_BY_AGENT,        /* "by", or "of", behind a noun */
  BG_BY_LIGHT_VERB,   /* subject of a verb that says little more than the noun */
  BG_BY_GOVERNOR,     /* subject of any other verb above a noun */
  BG_BY_COPULA,
  BG_BY_APPOSITION,
  BG_BY_TITLE,
  BG_BY_CLAUSE,
  BG_BY_NEAREST, /* no syntax: the nearest that may be meant */
  BG_BY_COUNT
} bg_by;

const char *bg_by_name(bg_by by);

typedef struct {
  uint32_t word;
  bg_by by;
} bg_argument;

enum { BG_MOST_ARGUMENTS = 8 };
typedef struct {
  bg_argument items[BG_MOST_ARGUMENTS];
  size_t count;
} bg_arguments;

void bg_arguments_add(bg_arguments *out, uint32_t word, bg_by by);

bool bg_is_passive(const bg_tree *tree, uint32_t verb);
/* What stands in the place of the subject, whatever the voice. `lenders` are verbs whose subject also controls the
 * complement when they have an object ("promise"). */
void bg_surface_subject(const bg_tree *tree, uint32_t word, bg_arguments *out);
/* Who does it, and to whom it is done. */
void bg_logical_subject(const bg_tree *tree, uint32_t verb, bg_arguments *out);
void bg_logical_object(const bg_tree *tree, uint32_t verb, bg_arguments *out);
void bg_indirect_object(const bg_tree *tree, uint32_t verb, bg_arguments *out);
/* Nominals behind a preposition, below a verb, adjective or noun; `by` says how they count. */
void bg_oblique(const bg_tree *tree, uint32_t word, bg_str preposition, bg_by by, bg_arguments *out);
/* Complement clauses: infinitives, that-clauses, gerunds behind a preposition. */
uint32_t bg_complement(const bg_tree *tree, uint32_t word);

#endif
