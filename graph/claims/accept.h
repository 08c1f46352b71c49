/* Which proposals count. */
#ifndef BG_CLAIMS_ACCEPT_H
#define BG_CLAIMS_ACCEPT_H

#include "claims/claim_set.h"

/* Take proposed claims, recommendations and entities of at least that confidence for accepted (above 1: none) and drop
 * the other proposals, unless `keep_proposed`, what was rejected, and entities that are then neither accepted nor
 * needed by what is kept. Entities that are needed count as accepted. Gives the number of claims and recommendations
 * that were not accepted. */
size_t bg_claims_accept(bg_claim_set *set, double least, bool keep_proposed);

#endif
