/* Internal: the lines of the pages of a PDF, by their places on the page, in the order in which a person reads them. */
#ifndef BG_TEXT_PDF_LAYOUT_H
#define BG_TEXT_PDF_LAYOUT_H

#include "text/lines.h"

/* A line of text as it stands on a page. Lengths are in points, y grows downwards. */
typedef struct {
  size_t start, end; /* bytes of the text of all pages */
  double x1, y1, x2, y2;
  double size; /* of most of its letters */
  bool bold;   /* all of it */
  size_t page;
  double left, right; /* edges of its column */
  bool column_before; /* it is the first of a page or of a column */
  bool note;          /* at the foot of a page */
} bg_pdf_line;

typedef struct {
  bg_pdf_line *items;
  size_t count, capacity;
} bg_pdf_lines;

void bg_pdf_lines_free(bg_pdf_lines *lines);

/* Put the lines of one page, which are items[first] to the last, in reading order: columns one after the other between
 * lines that span them. */
void bg_pdf_order_page(bg_pdf_lines *lines, size_t first);

/* Running heads and feet and page numbers go, notes from the feet of pages come last, and the rest becomes lines with
 * their indentation, gaps and headings. `text` is that of all pages. */
void bg_pdf_make_lines(bg_pdf_lines *pdf, bg_str text, bg_lines *lines);

#endif
