/* Internal to relations: what stands in a slot's places around a word. */
#ifndef BG_EXTRACT_PLACES_H
#define BG_EXTRACT_PLACES_H

#include "extract/actors.h"

/* Words in the places of a slot of a frame whose word is `word`. Places are tried in steps, from 0 to
 * bg_place_steps(slot) - 1: a later step counts only where no earlier one led to anybody ("on Monday" is behind a
 * preposition too). `anchor` is the word that filled a slot before (the agreement of "sign an agreement with"), or
 * BG_NO_WORD: prepositions are looked for there too. */
size_t bg_place_steps(const bg_slot *slot);
void bg_places_of(const bg_tree *tree, const bg_relation_lexicon *lexicon, const bg_frame *frame, const bg_slot *slot,
                  size_t step, uint32_t word, uint32_t anchor, bg_arguments *out);
/* Who has a noun: possessor, adjective or compound before it. */
void bg_owners_of(const bg_tree *tree, const bg_relation_lexicon *lexicon, uint32_t noun, bg_arguments *out);
/* The first word around `word` that a slot for modifiers accepts, or BG_NO_WORD: adjective, predicate, governing verb.
 */
uint32_t bg_modifier_of(const bg_tree *tree, const bg_slot *slot, uint32_t word);

#endif
