/* Internal to relations: what stands in a slot's places around a word. */
#ifndef BG_EXTRACT_PLACES_H
#define BG_EXTRACT_PLACES_H

#include "extract/actors.h"

/* Words in the places of a slot of a frame whose word is `word`; `anchor` is the word that filled a slot before (the
 * agreement of "sign an agreement with"), or BG_NO_WORD: prepositions are looked for there too. */
void bg_places_of(const bg_tree *tree, const bg_relation_lexicon *lexicon, const bg_frame *frame, const bg_slot *slot,
                  uint32_t word, uint32_t anchor, bg_arguments *out);
/* The first word around `word` that a slot for modifiers accepts, or BG_NO_WORD: adjective, predicate, governing verb.
 */
uint32_t bg_modifier_of(const bg_tree *tree, const bg_slot *slot, uint32_t word);

#endif
