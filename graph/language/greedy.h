/* Greedy tagging and parsing with linear models. The feature functions are shared with training. */
#ifndef BG_LANGUAGE_GREEDY_H
#define BG_LANGUAGE_GREEDY_H

#include "language/analysis.h"
#include "language/linear.h"
#include "language/tagset.h"

enum { BG_TAG_FEATURES = 32, BG_ARC_FEATURES = 64 };

/* What features are made of, once for each word. */
typedef struct {
  uint64_t form, lower, prefix[3], suffix[4], shape;
} bg_word_hashes;

void bg_hash_words(const bg_word *words, size_t count, bg_word_hashes *hashes);
/* Features of word i when tags[0 .. i) are known. */
size_t bg_tag_features(const bg_word_hashes *hashes, const uint8_t *tags, size_t count, size_t i, uint64_t *features);

/* State of the arc-hybrid system. The root is word `count`, at the end of the buffer. */
typedef struct {
  size_t count, next, depth;
  uint32_t *stack, *head, *left, *right, *left2, *right2; /* nearest ends of the children so far */
  uint8_t *label, *valency_left, *valency_right;
} bg_parse_state;

enum { BG_SHIFT, BG_LEFT, BG_RIGHT };
/* Class of a transition: 0 to shift, then left and right with each relation. */
static inline uint32_t bg_transition(int kind, uint32_t label) {
  return kind == BG_SHIFT ? 0 : 1 + 2 * label + (kind == BG_RIGHT);
}
enum { BG_TRANSITIONS = 1 + 2 * BG_REL_COUNT };

bg_parse_state *bg_parse_state_new(size_t count);
void bg_parse_state_free(bg_parse_state *state);
bool bg_parse_allowed(const bg_parse_state *state, int kind);
void bg_parse_apply(bg_parse_state *state, uint32_t transition);
static inline bool bg_parse_done(const bg_parse_state *state) {
  return state->next == state->count && state->depth == 0;
}
size_t bg_arc_features(const bg_parse_state *state, const bg_word_hashes *hashes, const uint8_t *tags,
                       uint64_t *features);

/* Tag and parse one sentence. */
void bg_greedy_annotate(const bg_linear *tagger, const bg_linear *parser, const bg_tagset *tagset, bg_word *words,
                        size_t count);

#endif
