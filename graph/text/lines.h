/* Internal: the lines of a plain text, and what can be told of a line by its form. */
#ifndef BG_TEXT_LINES_H
#define BG_TEXT_LINES_H

#include <stdint.h>

#include "text/brief.h"

typedef struct {
  size_t start, end; /* bytes of the text, white space at both ends left out */
  uint32_t width;    /* code points */
  uint16_t indent;   /* columns before it; a tab goes to the next multiple of 4 */
  bool blank_before; /* an empty line, or a page break, stands before it */
  bool page_before;  /* a page break */
} bg_line;

/* Lines that hold something. */
typedef struct {
  bg_str text;
  bg_line *items;
  size_t count, capacity;
  size_t width; /* at which paragraphs are wrapped; 0 when each is one long line */
} bg_lines;

void bg_lines_split(bg_str text, bg_lines *lines);
void bg_lines_free(bg_lines *lines);
bg_str bg_lines_get(const bg_lines *lines, size_t index);
/* Take out page numbers, running heads and feet, and the dotted lines of tables of contents. */
void bg_lines_drop_debris(bg_lines *lines);

typedef enum { BG_MARK_NONE, BG_MARK_BULLET, BG_MARK_DASH, BG_MARK_NUMBER, BG_MARK_LETTER } bg_mark_kind;

/* What stands before the words of a list item. */
typedef struct {
  bg_mark_kind kind;
  size_t length; /* with the white space behind it */
  size_t number; /* that it states, or 0 */
  size_t dots;   /* inside a number: 1 in "2.1" */
} bg_mark;

bg_mark bg_line_mark(bg_str line);
/* "12 Author", "[12] Author", "12. Author" in the notes of a brief. */
bg_mark bg_line_note_mark(bg_str line);
/* Ends like a sentence, perhaps with a quotation mark or the number of a note behind its full stop. */
bool bg_line_is_closed(bg_str line);
bool bg_line_starts_lower(bg_str line);
bool bg_line_is_caption(bg_str line);
/* "Read the study", "Download PDF", "Share": what a page says about itself. */
bool bg_line_is_call(bg_str line);
bool bg_line_is_capitals(bg_str line);
/* Each word that carries weight begins with a capital letter or a digit. */
bool bg_line_is_title_case(bg_str line);
/* Words, counted as far as `most`. */
size_t bg_line_words(bg_str line, size_t most);

#endif
