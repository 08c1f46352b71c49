/* Bringing what a program proposes anew together with what a person has decided before.
 *
 * A row is a decision when its status is not `proposed`, or its origin is `curated`; decisions are never changed. Rows
 * are the same when their ids are, or when they say the same of the same passage (claims: subject, relation, object,
 * modality, polarity, voice; recommendations: addressee and action; evidence that overlaps). */
#ifndef BG_CLAIMS_MERGE_H
#define BG_CLAIMS_MERGE_H

#include "claims/claim_set.h"

typedef struct {
  size_t added;     /* proposed for the first time */
  size_t changed;   /* a proposal that now reads otherwise */
  size_t unchanged; /* a proposal that stands as it was */
  size_t decided;   /* proposed again, but a person has decided: left alone */
  size_t gone;      /* no longer proposed and not decided: removed */
  size_t kept;      /* no longer proposed, but decided: kept */
} bg_merge_count;

typedef struct {
  bg_merge_count entities, claims, recommendations;
} bg_merge_report;

/* Change `set` (read from a directory) by `proposed`, which is left as it is. Proposals about an entity that a person
 * rejected are left out (counted as decided). Entities that were only proposed go when nothing refers to them and they
 * are not proposed again. */
void bg_claims_merge(bg_claim_set *set, const bg_claim_set *proposed, bg_merge_report *report);

#endif
