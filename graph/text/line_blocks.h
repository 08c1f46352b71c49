/* Internal: lines are grouped into blocks by blank lines, marks, indentation, width and, where it is known, the size of
 * their letters. */
#ifndef BG_TEXT_LINE_BLOCKS_H
#define BG_TEXT_LINE_BLOCKS_H

#include "text/builder.h"
#include "text/lines.h"

/* `base` is what comes before the text of the lines in the file. */
void bg_lines_to_blocks(const bg_lines *lines, size_t base, bg_builder *builder);

#endif
