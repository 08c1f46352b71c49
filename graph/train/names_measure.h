/* How well a labeller labels gold names: exact spans, four kinds (person, organisation, place, event) and all types. A
 * gold name that may have several types is right with any of them. */
#ifndef BG_TRAIN_NAMES_MEASURE_H
#define BG_TRAIN_NAMES_MEASURE_H

#include "extract/labeller.h"
#include "language/language.h"
#include "train/names_corpus.h"

/* Print the scores on every n-th sentence. */
void bg_names_measure(const bg_labeller *labeller, const bg_gazetteer *gazetteer, const bg_language *language,
                      const bg_names_corpus *corpus, const char *label, size_t every);

#endif
