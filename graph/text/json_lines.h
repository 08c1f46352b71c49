/* A corpus as JSON Lines: one document a line, {"id", "title", "date", "text"}, read one at a time in memory that does
 * not grow. "text" is required; a missing id is the number of the line. "entities" may name what is mentioned where, as
 * [{"start", "end", "type"}] in code points of "text". Other members are passed over. */
#ifndef BG_TEXT_JSON_LINES_H
#define BG_TEXT_JSON_LINES_H

#include "text/brief.h"

typedef struct bg_json_lines bg_json_lines;

/* "-" is standard input. */
bg_status bg_json_lines_open(const char *path, bg_diagnostics *diagnostics, bg_json_lines **lines);
void bg_json_lines_close(bg_json_lines *lines); /* NULL is fine */

/* The next document; *brief is NULL at the end. Blank lines are skipped. Errors name file, line and column: not JSON,
 * not an object, no text, a date that is not ISO 8601, and what bg_brief_from_text reports; after one, the next call
 * goes on with the next line. A line of over 1 GiB is an error. */
bg_status bg_json_lines_next(bg_json_lines *lines, const bg_brief_options *options, bg_diagnostics *diagnostics,
                             bg_brief **brief);
/* A mention that the input names: bytes of the brief's normalised text, and what it says of the type. */
typedef struct {
  size_t start, end;
  bg_str type;
} bg_given_mention;

/* The mentions that the input names for the document read last, in its order; those that are not in its text are left
 * out. Valid until the next one. */
const bg_given_mention *bg_json_lines_mentions(const bg_json_lines *lines, size_t *count);
/* Of the document read last: its id, valid until the next one, and its line. */
bg_str bg_json_lines_id(const bg_json_lines *lines);
size_t bg_json_lines_line(const bg_json_lines *lines);

#endif
