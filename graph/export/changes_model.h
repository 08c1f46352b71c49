/* Internal to changes.c, changes_pair.c and changes_words.c. */
#ifndef BG_EXPORT_CHANGES_MODEL_H
#define BG_EXPORT_CHANGES_MODEL_H

#include "base/arena.h"
#include "export/changes.h"

/* Terms of vocabularies, by their ids in a side; BG_NO_TERM where it has none. */
typedef struct {
  bg_term_id type, subject, predicate, object, modality, polarity, negated, voice, evidence, identifier, addressee,
      action, target, strength, selector, exact;
  bg_term_id claim, recommendation, passage, quote_selector, position_selector, measurement;
} known_terms;

/* A subject of the difference, or two that are the same thing under two names. */
typedef struct {
  bg_term_id ids[2]; /* in diff->terms, before and after; BG_NO_TERM when it is not there */
  bg_change change;
} subject;

struct bg_changes {
  const bg_diff *diff; /* only while it is made */
  bg_arena *arena;
  known_terms known[2];
  subject *subjects;
  size_t count;
  bg_change *items;
  size_t item_count;
  size_t totals[BG_CHANGE_KINDS][BG_CHANGE_SIGNS];
};

/* The id in a side of a term of the difference. */
static inline bg_term_id changes_in(const bg_changes *c, int side, bg_term_id id) {
  return c->diff->from[side][id];
}

/* Claims and recommendations that were removed and added under another IRI become one subject. */
void changes_pair(bg_changes *c);
/* Fill in change->title and change->properties; true when there is something to tell. */
bool changes_describe(bg_changes *c, subject *s);

#endif
