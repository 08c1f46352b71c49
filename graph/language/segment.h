/* Sentence and word boundaries by rule, as UD English draws them. No model, no locale. */
#ifndef BG_LANGUAGE_SEGMENT_H
#define BG_LANGUAGE_SEGMENT_H

#include "language/analysis.h"

/* Add the sentences and words of text[from, to) to the analysis: form, span, space_after and joined are set, the rest
 * is zero. Survives "U.S.", "Dr.", initials, "No. 5", quotes, ellipses, addresses of the web, dates, note numbers glued
 * to words. Linear. `text` must outlive the analysis. */
void bg_segment(bg_str text, size_t from, size_t to, size_t block, bg_analysis *analysis);

#endif
