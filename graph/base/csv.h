/* CSV as in RFC 4180: comma, double quotes doubled inside quotes, CRLF or LF; rows are read one at a time. */
#ifndef BG_BASE_CSV_H
#define BG_BASE_CSV_H

#include "base/diagnostics.h"

typedef struct bg_csv_reader bg_csv_reader;

/* `text` and `file` must outlive the reader. */
bg_csv_reader *bg_csv_reader_new(bg_str text, const char *file, bg_diagnostics *diagnostics);
void bg_csv_reader_free(bg_csv_reader *reader);
/* Read the next row. *count is 0 at the end. Fields borrow from the reader until the next call. Blank lines are
 * skipped. Errors: a quote in the middle of a bare field, text behind a closing quote, a quote that is never closed. */
bg_status bg_csv_next(bg_csv_reader *reader, const bg_str **fields, size_t *count);
/* The line on which the row that was read last begins. */
size_t bg_csv_line(const bg_csv_reader *reader);

/* Append one field, quoted where RFC 4180 asks for it. */
void bg_csv_put_field(bg_buffer *out, bg_str field);
/* For files that people open in a spreadsheet and no program of ours reads back: a text that it would take for a
 * formula
 * (= + - @, tab or carriage return in front, also behind apostrophes) gets an apostrophe in front, so that taking one
 * off always gives it back. The field itself, or a copy in the cleared scratch. */
bg_str bg_csv_defuse(bg_str field, bg_buffer *scratch);
/* Append a row with LF at its end. */
void bg_csv_put_row(bg_buffer *out, const bg_str *fields, size_t count);
void bg_csv_put_defused_row(bg_buffer *out, const bg_str *fields, size_t count);

#endif
