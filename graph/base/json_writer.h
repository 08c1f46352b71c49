/* Writing JSON piece by piece: commas, indentation and escapes are taken care of. Calls follow the structure: an object
 * takes a key before each value. */
#ifndef BG_BASE_JSON_WRITER_H
#define BG_BASE_JSON_WRITER_H

#include "base/str.h"

/* Zero-initialise; take out.data, or move it away from time to time with bg_buffer_clear; free out. */
typedef struct {
  bg_buffer out;
  unsigned depth;
  unsigned one_line; /* depth from which on nothing breaks the line; 0: none */
  bool filled;       /* the innermost array or object has something in it */
  bool after_key;
} bg_json_writer;

/* `bracket` is '{' or '['. With `one_line` all that it holds stays in its line. */
void bg_json_begin(bg_json_writer *writer, char bracket, bool one_line);
void bg_json_end(bg_json_writer *writer, char bracket); /* '}' or ']' */
void bg_json_key(bg_json_writer *writer, bg_str key);
void bg_json_string(bg_json_writer *writer, bg_str text);
/* A value that is JSON already. */
void bg_json_raw(bg_json_writer *writer, bg_str json);

#endif
