/* Internal: columns for the nodes of a network that no hub orders. */
#ifndef BG_DRAW_COLUMNS_H
#define BG_DRAW_COLUMNS_H

#include <stddef.h>

typedef struct {
  size_t a, b;
} bg_pair;

/* A column, from 0 to columns - 1, for each of `nodes` nodes: ties run within a column or to the next one. The node
 * with most ties of each connected part stands in column 0, others at their distance from it, and where that would be
 * beyond the last column, the way goes back. Nodes without a tie stand in column 0. */
void bg_columns(const bg_pair *ties, size_t tie_count, size_t nodes, size_t columns, int *column);
/* How many columns make a picture of so many nodes that is about half as wide again as it is high, when a column is as
 * wide as `rows` rows are high. At least 2. */
size_t bg_column_count(size_t nodes, double rows);
/* Numbers from 0 for the nodes, such that tied nodes of the same column differ, as few as a greedy search finds. */
void bg_colour_columns(const bg_pair *ties, size_t tie_count, size_t nodes, const int *column, int *colour);

#endif
