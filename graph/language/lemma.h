/* Lemmas by exceptions and suffix rules, learned from a treebank: "countries" NNS ends in "ies", cut "ies", add "y".
 *
 * Section "lemmas" of the model file, little-endian:
 *   "LEMMAS1\n", number of edits u32, of rules u32, bytes of strings u32, 0 u32
 *   edits: cut u8 (bytes off the end of the word), length u8 and offset u16 of what is added
 *   rules: hash u32 each, rising; then the edit u16 of each. For rules about capitals the edit is 0 (lower case) or 1
 * (as it is). strings Of all the rules that match, that of the longest suffix decides; one for the whole word is longer
 * than any. */
#ifndef BG_LANGUAGE_LEMMA_H
#define BG_LANGUAGE_LEMMA_H

#include "language/analysis.h"

enum { BG_LEMMA_SUFFIX = 7 /* bytes of the longest suffix of a rule */, BG_LEMMA_LONGEST = 255 /* bytes of a word */ };

typedef struct {
  bg_str edits, hashes, rules, strings; /* views of the section */
  uint32_t edit_count, rule_count;
} bg_lemmas;

/* False when the section is not one of lemmas, or damaged. It must outlive the result. */
bool bg_lemmas_open(bg_str section, bg_lemmas *lemmas);
/* The lemma of a word with its Penn Treebank tag: a view of the form, or in the arena. */
bg_str bg_lemma_of(const bg_lemmas *lemmas, bg_str form, bg_str xpos, bg_arena *arena);
/* Set the lemmas of all words from `first_sentence` on. */
void bg_lemmatise(const bg_lemmas *lemmas, size_t first_sentence, bg_analysis *analysis);

/* ---- what the trainer shares with the reader ---- */

/* How a word is written: a capital first, all capitals, or lower case. */
typedef enum { BG_SHAPE_LOWER, BG_SHAPE_CAPITAL, BG_SHAPE_CAPITALS } bg_word_shape;
bg_word_shape bg_lemma_shape(bg_str form);
/* What becomes of it. Without a rule it stays. */
typedef enum { BG_LEMMA_LOWER, BG_LEMMA_AS_IS, BG_LEMMA_CAPITAL, BG_LEMMA_CASES } bg_lemma_case;
/* Lower case of ASCII letters; at most BG_LEMMA_LONGEST bytes. */
bg_str bg_lemma_fold(bg_str form, char *folded);
/* The beginning of a lemma: `stem` in that case. */
void bg_lemma_put_case(bg_str stem, bg_lemma_case how, char *out);
/* Hashes of what rules are about: the last `length` bytes of a folded word, the whole word, or its capitals (an empty
 * word for all words of that shape). */
uint32_t bg_lemma_hash_suffix(bg_str xpos, bg_str folded, size_t length);
uint32_t bg_lemma_hash_whole(bg_str xpos, bg_str folded);
uint32_t bg_lemma_hash_case(bg_str xpos, bg_word_shape shape, bg_str folded);

#endif
