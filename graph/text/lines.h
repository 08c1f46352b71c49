/* Internal: the lines of a plain text, and what can be told of a line by its form. */
#ifndef BG_TEXT_LINES_H
#define BG_TEXT_LINES_H

#include <stdint.h>

#include "base/arena.h"
#include "text/brief.h"

typedef struct {
  size_t start, end;     /* bytes of the text, white space at both ends left out */
  uint32_t width;        /* code points */
  uint16_t indent;       /* columns before it; a tab goes to the next multiple of 4 */
  uint8_t heading;       /* level, where the size of the letters tells; BG_LINE_TITLE; 0 for not known */
  bool blank_before : 1; /* an empty line, or a page break, stands before it */
  bool page_before : 1;  /* a page break, or a new column */
  bool early : 1;        /* the next line's first word would have had room: it was ended on purpose */
  bool note : 1;         /* at the foot of a page */
  bool known : 1;        /* `heading` is known: 0 means that it is none */
} bg_line;

enum { BG_LINE_TITLE = 255 };

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
/* Find the lines that were ended early, by their width. */
void bg_lines_mark_early(bg_lines *lines);
/* "7", "- 7 -", "Page 7 of 12". */
bool bg_line_is_page_number(bg_str line);
/* A line of a running head: figures, which change from page to page, become one sign. In the arena. */
bg_str bg_line_running_key(bg_arena *arena, bg_str line);

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
