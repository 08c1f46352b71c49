/* Internal to relations: frames of the lexicon against the words of a sentence. */
#ifndef BG_EXTRACT_MATCH_H
#define BG_EXTRACT_MATCH_H

#include "extract/actors.h"

/* What a word says of two actors, or of one when the text does not name the other. */
typedef struct {
  const bg_relation *relation; /* the frame's, or a broader one that fits the types */
  const bg_frame *frame;       /* NULL when a structural rule proposed it */
  const char *rule;            /* "verb", "noun", "adjective", or the name of a structural rule */
  bg_actor subject, object;
  bool has_subject, has_object;
  bool event;       /* an event, but no claim */
  bool mutual;      /* each does it to the other: "between X and Y", "X and Y met" */
  uint32_t trigger; /* word of the sentence */
  uint32_t second;  /* another word that the frame asked for, or BG_NO_WORD */
  bg_by by;         /* how its arguments were found, in the less certain case */
} bg_proposal;

typedef struct {
  bg_proposal *items;
  size_t count, capacity;
} bg_proposals;

/* Append what the words of a sentence say by the frames of the lexicon. */
void bg_match_frames(const bg_tree *tree, const bg_relation_lexicon *lexicon, bg_proposals *out);
/* Where the frames of a sentence tie nobody to anybody, complete what has one actor by the nearest other one on the
 * side where English puts it: a guess, and marked as one (BG_BY_NEAREST). Proposals from `first` on are the sentence's.
 */
void bg_match_nearest(const bg_tree *tree, const bg_relation_lexicon *lexicon, size_t first, bg_proposals *out);
/* Append what apposition, titles, places and names in names say. */
void bg_match_structure(const bg_tree *tree, const bg_relation_lexicon *lexicon, bg_proposals *out);

bool bg_same_entity(const bg_tree *tree, const bg_actor *a, const bg_actor *b);
bg_str bg_actor_type(const bg_tree *tree, const bg_actor *actor);
void bg_proposals_add(bg_proposals *out, const bg_proposal *proposal);

#endif
