/* Internal: what the first lines of a plain text say about it. */
#ifndef BG_TEXT_PLAIN_HEAD_H
#define BG_TEXT_PLAIN_HEAD_H

#include "text/builder.h"
#include "text/lines.h"

enum { BG_HEAD_LINES = 12 };

typedef enum {
  BG_ROLE_NONE,
  BG_ROLE_TITLE,
  BG_ROLE_ALONE /* a by-line or the like: a block of its own */
} bg_line_role;

/* Set title, author and date where the lines before the first paragraph state them, and give each its role. */
void bg_plain_head(const bg_lines *lines, bg_builder *builder, bg_line_role roles[BG_HEAD_LINES]);
/* Set author and date from one line near the top, if it is a by-line, a date, or both parted by bars. */
bool bg_head_line(bg_builder *builder, bg_str line);
/* "By Jane Smith": the names, or empty. */
bg_str bg_byline(bg_str line);

#endif
