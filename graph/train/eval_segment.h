/* Measure a segmenter on raw text, paragraph by paragraph, as the CoNLL 2018 shared task did: a token, word or sentence
 * is right when it begins and ends where the gold one does. */
#ifndef BG_TRAIN_EVAL_SEGMENT_H
#define BG_TRAIN_EVAL_SEGMENT_H

#include "base/diagnostics.h"
#include "language/analysis.h"

/* As bg_segment. */
typedef void bg_segmenter(bg_str text, size_t from, size_t to, size_t block, bg_analysis *analysis);

typedef enum { BG_UNIT_TOKENS, BG_UNIT_WORDS, BG_UNIT_SENTENCES, BG_UNITS } bg_segment_unit;

typedef struct {
  size_t gold, system, right;
} bg_segment_score;

/* Percent. */
double bg_segment_precision(bg_segment_score score);
double bg_segment_recall(bg_segment_score score);
double bg_segment_f1(bg_segment_score score);

/* Scores on one treebank; gold units of the kind `show` ("words"; NULL for none) that were missed are printed. */
bg_status bg_segment_measure(const char *path, bg_segmenter *segment, const char *show,
                             bg_segment_score scores[BG_UNITS], bg_diagnostics *diagnostics);
/* Measure and print. */
bg_status bg_segment_report(const char *path, const char *name, bg_segmenter *segment, const char *show,
                            bg_diagnostics *diagnostics);

#endif
