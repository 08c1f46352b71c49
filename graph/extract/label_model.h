/* Internal to the labeller and its training: the sections of data/models/names.model.
 *
 * names.weights  a linear classifier (language/linear.h) with a class for each label
 * names.chain    bg_label_chain, little-endian
 * names.words    u32 words (even), u32 classes, u32 hash[words] in order, u16 fine[words], u16 coarse[classes] */
#ifndef BG_EXTRACT_LABEL_MODEL_H
#define BG_EXTRACT_LABEL_MODEL_H

#include "extract/label_features.h"
#include "extract/labeller.h"
#include "language/linear.h"

#define BG_LABEL_SECTION_WEIGHTS "names.weights"
#define BG_LABEL_SECTION_CHAIN   "names.chain"
#define BG_LABEL_SECTION_WORDS   "names.words"

typedef struct {
  uint32_t labels;                                         /* BG_LABEL_COUNT */
  uint32_t per_unit;                                       /* scores are integers; this many are 1 in a log-potential */
  int32_t transitions[BG_LABEL_COUNT + 1][BG_LABEL_COUNT]; /* the last row: before the first word */
} bg_label_chain;

/* From sections, which must outlive the labeller; each is checked. `name` is for messages. */
bg_status bg_labeller_from(bg_str weights, bg_str chain, bg_str words, const char *name, bg_diagnostics *diagnostics,
                           bg_labeller **labeller);

#endif
