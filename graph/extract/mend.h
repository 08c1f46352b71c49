/* Internal to relations: attachments that a parser often gets wrong, mended by what the words mean. */
#ifndef BG_EXTRACT_MEND_H
#define BG_EXTRACT_MEND_H

#include "extract/frame.h"
#include "extract/sentence_tree.h"

/* Change heads and relations of the sentence's words where meaning decides. */
void bg_mend_tree(bg_tree *tree, const bg_relation_lexicon *lexicon);

#endif
