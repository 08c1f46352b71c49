/* Deep copies of entities, claims and recommendations into another claim set. */
#ifndef BG_CLAIMS_COPY_H
#define BG_CLAIMS_COPY_H

#include "claims/claim_set.h"

/* Append a copy whose strings live in the set's arena; gives its place, valid until the next append. */
bg_entity *bg_claim_set_add_entity(bg_claim_set *set, const bg_entity *entity);
bg_claim *bg_claim_set_add_claim(bg_claim_set *set, const bg_claim *claim);
bg_recommendation *bg_claim_set_add_recommendation(bg_claim_set *set, const bg_recommendation *recommendation);

/* The same into memory that is there already. */
void bg_entity_copy(bg_arena *arena, const bg_entity *from, bg_entity *to);
void bg_claim_copy(bg_arena *arena, const bg_claim *from, bg_claim *to);
void bg_recommendation_copy(bg_arena *arena, const bg_recommendation *from, bg_recommendation *to);

#endif
