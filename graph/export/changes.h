/* The difference between two graphs in the words of people: which claims, recommendations and entities were added,
 * removed or changed, and how. Works on any RDF; in graphs of briefgraph it knows that
 *
 * - a claim's IRI comes from what it says, so that a claim whose modality changed has another one: claims with the same
 *   subject, relation and object, or else the same identifier, are one claim that changed;
 * - passages are the same when their words are, wherever they stand;
 * - plain triples follow from claims, and measures from the whole: they are not told again with each entity. */
#ifndef BG_EXPORT_CHANGES_H
#define BG_EXPORT_CHANGES_H

#include "rdf/diff.h"

typedef enum {
  BG_CHANGED_CLAIM,
  BG_CHANGED_RECOMMENDATION,
  BG_CHANGED_ENTITY, /* every other subject */
  BG_CHANGED_PASSAGE,
  BG_CHANGED_MEASUREMENT,
  BG_CHANGE_KINDS
} bg_change_kind;

typedef enum {
  BG_CHANGE_ADDED,
  BG_CHANGE_REMOVED,
  BG_CHANGE_CHANGED,
  BG_CHANGE_RENAMED, /* says the same under another IRI or identifier */
  BG_CHANGE_MOVED,   /* the same statements in other graphs */
  BG_CHANGE_SIGNS
} bg_change_sign;

/* Values of one property that are only there before or only after, as people read them. */
typedef struct {
  bg_str predicate;
  bg_str name;
  bg_str *values[2];
  size_t counts[2];
} bg_property_change;

typedef struct {
  bg_change_kind kind;
  bg_change_sign sign;
  bg_str title;
  bg_str iris[2];                 /* before and after; empty when not there */
  bg_property_change *properties; /* of what changed */
  size_t property_count;
} bg_change;

typedef struct bg_changes bg_changes;

/* Sorted by kind, sign and title. Strings live as long as the result, which borrows nothing. */
bg_changes *bg_changes_new(const bg_diff *diff);
void bg_changes_free(bg_changes *changes); /* NULL is fine */
size_t bg_changes_count(const bg_changes *changes);
const bg_change *bg_changes_get(const bg_changes *changes, size_t index);
size_t bg_changes_total(const bg_changes *changes, bg_change_kind kind, bg_change_sign sign);
/* "claim", "recommendation", "entity", "passage", "measurement"; "added" ... */
const char *bg_change_kind_name(bg_change_kind kind);
const char *bg_change_sign_name(bg_change_sign sign);

#endif
