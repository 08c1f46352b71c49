#include "base/json_writer.h"

#include "base/json.h"

static void new_line(bg_json_writer *w) {
  if (w->one_line) return;
  bg_buffer_putc(&w->out, '\n');
  for (unsigned i = 0; i < w->depth; i++) bg_buffer_puts(&w->out, "  ");
}

/* What stands before a value or a key: nothing behind a key, else a comma and a new line. */
static void separate(bg_json_writer *w) {
  if (w->after_key) {
    w->after_key = false;
    return;
  }
  if (w->filled) bg_buffer_puts(&w->out, w->one_line ? ", " : ",");
  if (w->depth) new_line(w);
  w->filled = true;
}

void bg_json_begin(bg_json_writer *w, char bracket, bool one_line) {
  separate(w);
  bg_buffer_putc(&w->out, bracket);
  w->depth++;
  if (!w->one_line && one_line) w->one_line = w->depth;
  w->filled = false;
}

void bg_json_end(bg_json_writer *w, char bracket) {
  bool broken = w->filled && !w->one_line;
  w->depth--;
  if (w->one_line > w->depth) w->one_line = 0;
  if (broken) new_line(w);
  bg_buffer_putc(&w->out, bracket);
  w->filled = true;
  if (!w->depth) bg_buffer_putc(&w->out, '\n');
}

void bg_json_key(bg_json_writer *w, bg_str key) {
  separate(w);
  bg_json_put_text(&w->out, key);
  bg_buffer_puts(&w->out, ": ");
  w->after_key = true;
}

void bg_json_string(bg_json_writer *w, bg_str text) {
  separate(w);
  bg_json_put_text(&w->out, text);
}

void bg_json_raw(bg_json_writer *w, bg_str json) {
  separate(w);
  bg_buffer_add(&w->out, json);
}
