#include "base/csv.h"

#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"

typedef struct {
  size_t start;
  size_t end;
} span;

struct bg_csv_reader {
  bg_str text;
  const char *file;
  bg_diagnostics *diagnostics;
  size_t at;
  size_t line;     /* of the character at `at` */
  size_t row_line; /* of the row read last */
  bg_buffer row;   /* unquoted bytes of its fields */
  span *spans;
  bg_str *fields;
  size_t count;
  size_t span_capacity;
  size_t field_capacity;
};

bg_csv_reader *bg_csv_reader_new(bg_str text, const char *file, bg_diagnostics *diagnostics) {
  bg_csv_reader *reader = BG_NEW(bg_csv_reader);
  reader->text = text;
  reader->file = file;
  reader->diagnostics = diagnostics;
  reader->line = 1;
  return reader;
}

void bg_csv_reader_free(bg_csv_reader *reader) {
  if (!reader) return;
  bg_buffer_free(&reader->row);
  bg_free(reader->spans);
  bg_free(reader->fields);
  bg_free(reader);
}

size_t bg_csv_line(const bg_csv_reader *reader) {
  return reader->row_line;
}

static bg_status fail(bg_csv_reader *reader, size_t offset, const char *message) {
  bg_location at = {.file = reader->file, .offset = offset, .has_offset = true};
  bg_utf8_position(reader->text, offset, &at.line, &at.column);
  return bg_error(reader->diagnostics, BG_ERROR_SYNTAX, &at, "%s", message);
}

static bool at_line_end(const bg_csv_reader *reader) {
  bg_str text = reader->text;
  size_t i = reader->at;
  return i >= text.len || text.data[i] == '\n' ||
         (text.data[i] == '\r' && (i + 1 == text.len || text.data[i + 1] == '\n'));
}

static bg_status read_quoted(bg_csv_reader *reader) {
  size_t open = reader->at++;
  for (;;) {
    const char *rest = reader->text.data + reader->at;
    const char *quote = memchr(rest, '"', reader->text.len - reader->at);
    if (!quote) return fail(reader, open, "this quote is never closed; double a quote inside a quoted field");
    bg_str part = {rest, (size_t)(quote - rest)};
    for (size_t i = 0; i < part.len; i++) reader->line += part.data[i] == '\n';
    bg_buffer_add(&reader->row, part);
    reader->at += part.len + 1;
    if (reader->at < reader->text.len && reader->text.data[reader->at] == '"') {
      bg_buffer_putc(&reader->row, '"');
      reader->at++;
      continue;
    }
    if (at_line_end(reader) || reader->text.data[reader->at] == ',') return BG_OK;
    return fail(reader, reader->at, "text behind a closing quote; double a quote inside a quoted field");
  }
}

static bg_status read_bare(bg_csv_reader *reader) {
  size_t start = reader->at;
  while (!at_line_end(reader) && reader->text.data[reader->at] != ',') {
    if (reader->text.data[reader->at] == '"')
      return fail(reader, reader->at, "quote inside a bare field; put the whole field in quotes and double this one");
    reader->at++;
  }
  bg_buffer_add(&reader->row, bg_str_slice(reader->text, start, reader->at));
  return BG_OK;
}

static void skip_line_end(bg_csv_reader *reader) {
  if (reader->at < reader->text.len && reader->text.data[reader->at] == '\r') reader->at++;
  if (reader->at < reader->text.len && reader->text.data[reader->at] == '\n') {
    reader->at++;
    reader->line++;
  }
}

static bg_status read_row(bg_csv_reader *reader) {
  for (;;) {
    size_t start = reader->row.len;
    bool quoted = reader->at < reader->text.len && reader->text.data[reader->at] == '"';
    BG_TRY(quoted ? read_quoted(reader) : read_bare(reader));
    BG_GROW(reader->spans, reader->span_capacity, reader->count + 1);
    reader->spans[reader->count++] = (span){start, reader->row.len};
    if (at_line_end(reader)) break;
    reader->at++; /* the comma */
  }
  skip_line_end(reader);
  return BG_OK;
}

bg_status bg_csv_next(bg_csv_reader *reader, const bg_str **fields, size_t *count) {
  *count = reader->count = 0;
  bg_buffer_clear(&reader->row);
  while (reader->at < reader->text.len && at_line_end(reader)) skip_line_end(reader);
  reader->row_line = reader->line;
  if (reader->at >= reader->text.len) return BG_OK;
  BG_TRY(read_row(reader));
  BG_GROW(reader->fields, reader->field_capacity, reader->count);
  for (size_t i = 0; i < reader->count; i++)
    reader->fields[i] = bg_str_slice(bg_buffer_str(&reader->row), reader->spans[i].start, reader->spans[i].end);
  *fields = reader->fields;
  *count = reader->count;
  return BG_OK;
}

void bg_csv_put_field(bg_buffer *out, bg_str field) {
  bool plain = !(field.len && (field.data[0] == ' ' || field.data[field.len - 1] == ' '));
  for (size_t i = 0; i < field.len && plain; i++) {
    char c = field.data[i];
    plain = c != ',' && c != '"' && c != '\r' && c != '\n' && c != '\0';
  }
  if (plain) {
    bg_buffer_add(out, field);
    return;
  }
  bg_buffer_putc(out, '"');
  for (size_t i = 0; i < field.len; i++) {
    if (field.data[i] == '"') bg_buffer_putc(out, '"');
    bg_buffer_putc(out, field.data[i]);
  }
  bg_buffer_putc(out, '"');
}

static bool is_formula(bg_str text) {
  size_t i = 0;
  while (i < text.len && text.data[i] == '\'') i++;
  return i < text.len && text.data[i] != '\0' && strchr("=+-@\t\r", text.data[i]) != NULL;
}

bg_str bg_csv_defuse(bg_str field, bg_buffer *scratch) {
  if (!is_formula(field)) return field;
  bg_buffer_clear(scratch);
  bg_buffer_putc(scratch, '\'');
  bg_buffer_add(scratch, field);
  return bg_buffer_str(scratch);
}

void bg_csv_put_row(bg_buffer *out, const bg_str *fields, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (i) bg_buffer_putc(out, ',');
    bg_csv_put_field(out, fields[i]);
  }
  bg_buffer_putc(out, '\n');
}

void bg_csv_put_defused_row(bg_buffer *out, const bg_str *fields, size_t count) {
  bg_buffer scratch = {0};
  for (size_t i = 0; i < count; i++) {
    if (i) bg_buffer_putc(out, ',');
    bg_csv_put_field(out, bg_csv_defuse(fields[i], &scratch));
  }
  bg_buffer_putc(out, '\n');
  bg_buffer_free(&scratch);
}
