/* What is asked of whom: recommendations as items of their own. */
#ifndef BG_EXTRACT_RECOMMEND_H
#define BG_EXTRACT_RECOMMEND_H

#include "extract/scope.h"

/* Append the recommendations of a document to the claim set, as proposed: from the section of recommendations, key
 * points and the conclusion, and from deontic sentences elsewhere; one that is said twice gets the evidence of both.
 * Entities are referred to by their ids. */
void bg_recommend(const bg_reading *reading, bg_scoper *scoper, bg_claim_set *set);

#endif
