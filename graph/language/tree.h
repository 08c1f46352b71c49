/* The best tree over the words of a sentence. */
#ifndef BG_LANGUAGE_TREE_H
#define BG_LANGUAGE_TREE_H

#include <stddef.h>
#include <stdint.h>

/* scores[word * (count + 1) + head], head `count` is the root. Each word gets its best head when that makes a tree with
 * one root; else the best projective tree is found (Eisner 1996), in the cube of `count`. heads[word] < count, or count
 * for the root. */
void bg_best_tree(const int32_t *scores, size_t count, uint32_t *heads);

#endif
