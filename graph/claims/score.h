/* How good is what a program found? Precision, recall and F1 against what a person marked.
 *
 * "right" counts what was offered and is right, "found" what was to be found and was. Precision is right / offered,
 * recall found / gold. Of things that are the same at a measure (two claims on the same pair, at "pair") one counts, in
 * each document. Rejected claims and recommendations count on neither side.
 *
 *   entities         span and type | span     of mentions, where both sides mark them: exact spans, also discontinuous
 *                    name and type | name     of entities of a document
 *                    linked                   spans that are right and stand for the entity that the gold's entity is
 *                                             aligned with
 *   claims           pair                     the two entities, in either order
 *                    pair and direction       in order, unless the relation is symmetric
 *                    pair and relation        in that order, with the same relation
 *                    pair and sign            in either order, with the sign of the relation
 *                    pair, sign and modality  also modality and polarity
 *   recommendations  found                    the evidence overlaps by half of the shorter (in words where the texts
 *                                             differ), or an addressee and half of the words of the action are the same
 *                    addressee                and one addressee at least is the same
 *                    addressee and polarity   and it is asked for, advised against, or not needed in both
 *
 * Entities of the two sides are aligned one to one by Wikidata item, names (label and aliases, folded), id, and spans
 * that they share; the pair with most in common first.
 *
 * Intervals of F1 are 95 % percentiles of 1,000 resamples (seed 1) of the documents, or of the paragraphs when there is
 * one document; entities by name are resampled one by one there. */
#ifndef BG_CLAIMS_SCORE_H
#define BG_CLAIMS_SCORE_H

#include "claims/annotation.h"

enum { BG_SCORE_SEED = 1, BG_SCORE_RESAMPLES = 1000, BG_SCORE_BINS = 10 };

/* What scoring needs to know of relations and classes. */
typedef struct {
  const void *context;
  /* False when the relation is unknown. */
  bool (*relation)(const void *context, bg_str name, int *sign, bool *symmetric);
  /* True of classes whose things have no names of their own, so that everybody words them in another way: issues,
   * initiatives, events. */
  bool (*is_worded)(const void *context, bg_str type);
} bg_score_facts;

/* One side of a document. */
typedef struct {
  const bg_claim_set *set;
  const bg_annotation *annotation; /* of mentions, or NULL */
  const size_t *entities;          /* of the annotation's marks: index in the set, or SIZE_MAX */
  bg_str text;                     /* that evidence refers to */
} bg_judged;

typedef struct {
  bg_str name;
  bg_judged gold, system;
} bg_judged_document;

typedef struct {
  size_t right, offered, found, gold;
  double precision, recall, f1;
  double low, high; /* interval of F1; 0 where none is computed (by type) */
} bg_score;

typedef struct {
  const char *group;   /* "entities", "claims", "recommendations" */
  const char *measure; /* as above */
  bg_str type;         /* class or relation; empty for all */
  bg_score score;
} bg_score_row;

/* Means over the types of a measure that the gold has. */
typedef struct {
  const char *group, *measure;
  double precision, recall, f1;
} bg_score_macro;

typedef struct {
  const char *group;
  bool missed; /* else a false alarm */
  bg_str document;
  bg_str words; /* what it is, in one line */
} bg_score_error;

typedef struct {
  bg_arena *arena;
  bg_score_row *rows; /* the measures in the order above, each with its types behind it */
  size_t row_count, row_capacity;
  bg_score_macro *macros;
  size_t macro_count, macro_capacity;
  bg_score_error *errors;
  size_t error_count, error_capacity;
  size_t offered[BG_SCORE_BINS], right[BG_SCORE_BINS]; /* claims by confidence, right in pair and sign */
  size_t documents, units;
} bg_score_report;

/* Claims and recommendations of the system with less confidence than `least` are left out. */
bg_score_report *bg_score_documents(const bg_judged_document *documents, size_t count, const bg_score_facts *facts,
                                    double least);
void bg_score_report_free(bg_score_report *report); /* NULL is fine */

#endif
