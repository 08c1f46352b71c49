/* Internal to relations: how probable it is that a proposal is right. A logistic model over features of the proposal;
 * its weights are data (bg:weight in ontology/relations.ttl), made by 'build/train confidence' (see there). */
#ifndef BG_EXTRACT_CONFIDENCE_H
#define BG_EXTRACT_CONFIDENCE_H

#include "extract/match.h"
#include "extract/scope.h"

enum { BG_MOST_FEATURES = 40, BG_LONGEST_FEATURE = 48 };

typedef struct {
  char name[BG_LONGEST_FEATURE];
  double value;
} bg_feature;

typedef struct {
  bg_feature items[BG_MOST_FEATURES];
  size_t count;
} bg_features;

void bg_features_of(const bg_tree *tree, const bg_proposal *proposal, const bg_scope *scope, bg_features *out);
/* 0 to 1, rounded to hundredths, so that it is the same on every machine. */
double bg_confidence_of(const bg_relation_lexicon *lexicon, const bg_features *features);

#endif
