/* Internal: what the measures say in plain sentences, each with its figure. */
#ifndef BG_REPORT_FINDINGS_H
#define BG_REPORT_FINDINGS_H

#include "report/page_data.h"

/* Append at most six <li>, each with a link into the page: who has the most ties; who connects whom (betweenness);
 * which pair is most at odds; which triangles are under tension; what is asked of whom most; what documents disagree
 * on. A sentence is left out when its figures do not bear it; where several share the first place, it names them all or
 * their number. */
void bg_findings(const bg_page_data *data, size_t disagreements, bg_buffer *html);

#endif
