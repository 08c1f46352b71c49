/* Internal to relations: whom words stand for that name nobody: pronouns that the names stage left open, offices ("the
 * Armenian prime minister"), nouns in apposition, and deeds ("condemned the move": whose it was). */
#ifndef BG_EXTRACT_REFERENCES_H
#define BG_EXTRACT_REFERENCES_H

#include "extract/arguments.h"
#include "extract/frame.h"

/* The mention with its head at this word, when it has an entity; else NULL. */
const bg_mention *bg_entity_at(const bg_tree *tree, uint32_t word);

/* Whom a pronoun without an entity of its own safely stands for by syntax: "Syria says it will withdraw": the subject
 * of the verb that embeds the clause; "Iran defended its attack": the subject of the clause. BG_NO_WORD when not safe.
 */
uint32_t bg_antecedent_in_sentence(const bg_tree *tree, uint32_t pronoun);
/* Who the sentence before was about, when the pronoun heads this one: "The council met. It called on ..."; or
 * BG_NO_MENTION. */
size_t bg_antecedent_before(const bg_tree *tree, uint32_t pronoun);

/* The named holder or body beside a description: "the fleet's commander, Admiral Koehler", "a new body, the Alliance of
 * Sahel States"; or BG_NO_WORD. */
uint32_t bg_named_beside(const bg_tree *tree, uint32_t word);
/* A mention of whoever an office without a named holder belongs to, or BG_NO_MENTION. */
size_t bg_owner_of_office(const bg_tree *tree, const bg_relation_lexicon *lexicon, uint32_t word);
/* The entity that a noun in apposition describes: "the CSTO, a Russian-led alliance"; or BG_NO_WORD. */
uint32_t bg_described_by(const bg_tree *tree, uint32_t word);
/* Whose deed "the move", "this decision", "..., a step condemned by Oman" was: a word of the sentence in *word, or a
 * mention of the sentence before. False when it cannot be told. */
bool bg_doer_of_deed(const bg_tree *tree, const bg_relation_lexicon *lexicon, uint32_t deed, uint32_t *word,
                     size_t *mention);

#endif
