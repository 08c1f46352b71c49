/* Internal to the labeller and its training: labels, and the features that the words of a sentence have.
 *
 * Labels are "O", and beginning and inside of each type. Features are hashes of a template and a value, scored
 * by language/linear. */
#ifndef BG_EXTRACT_LABEL_FEATURES_H
#define BG_EXTRACT_LABEL_FEATURES_H

#include "extract/gazetteer.h"

typedef enum {
  BG_TYPE_PERSON,
  BG_TYPE_POLITICIAN,
  BG_TYPE_ORGANIZATION,
  BG_TYPE_PARTY,
  BG_TYPE_PLACE,
  BG_TYPE_COUNTRY,
  BG_TYPE_EVENT,
  BG_TYPE_ELECTION,
  BG_TYPE_INITIATIVE,
  BG_TYPE_GROUP,
  BG_TYPE_OTHER,
  BG_TYPE_COUNT
} bg_label_type;

enum {
  BG_LABEL_OUTSIDE = 0,
  BG_LABEL_COUNT = 1 + 2 * BG_TYPE_COUNT,
  BG_LABEL_NONE = BG_LABEL_COUNT /* before the first word */
};

static inline uint8_t bg_label_begin(unsigned type) {
  return (uint8_t)(1 + 2 * type);
}
static inline uint8_t bg_label_inside(unsigned type) {
  return (uint8_t)(2 + 2 * type);
}
static inline bool bg_label_is_begin(unsigned label) {
  return label % 2 == 1;
}
static inline bool bg_label_is_inside(unsigned label) {
  return label > 0 && label % 2 == 0;
}
static inline unsigned bg_label_type_of(unsigned label) {
  return (label - 1) / 2;
}
/* "Inside" goes on with what was begun, and nothing else. */
static inline bool bg_label_may_follow(unsigned previous, unsigned label) {
  return !bg_label_is_inside(label) || previous == label || previous + 1 == label;
}

/* Classes of words by distribution: a sorted table of hashes of lower-cased words, each with one of `fine_count` fine
 * classes, and the coarse class of each fine one. */
typedef struct {
  const uint32_t *words;
  const uint16_t *fine;
  size_t word_count;
  const uint16_t *coarse;
  size_t fine_count;
} bg_word_classes;

uint32_t bg_word_class_hash(bg_str lower);

/* The features of each word of a sentence, in one row of hashes after the other; memory is kept between sentences. */
typedef struct {
  uint64_t *hashes;
  size_t hash_count, hash_capacity;
  size_t *starts; /* one more than there are words */
  size_t word_count, start_capacity;
  bool *plain; /* far from any capital or digit: always outside */
  size_t plain_capacity;
  void *words; /* scratch */
  size_t words_capacity;
} bg_label_features;

void bg_label_features_of(const bg_word_classes *classes, const bg_gazetteer *gazetteer, const bg_analysis *analysis,
                          size_t sentence, bg_label_features *features);
void bg_label_features_free(bg_label_features *features);

#endif
