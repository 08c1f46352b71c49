/* What claims are about: the issues that their passages name. */
#ifndef BG_EXTRACT_TOPICS_H
#define BG_EXTRACT_TOPICS_H

#include "extract/reading.h"

/* Fill the topics of claims between actors that have none: Issue entities that are named inside the evidence, in text
 * order. Of a claim about an issue ("faces terrorism") the issues beside it are no topics. Recommendations have theirs
 * by syntax. */
void bg_claim_topics(const bg_reading *reading, bg_claim_set *set);

#endif
