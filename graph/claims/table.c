#include "claims/table.h"

#include <stdint.h>

#include "base/memory.h"

enum { MOST_COLUMNS = 32 };

struct bg_table {
  char *path;
  bg_input *input;
  bg_csv_reader *reader;
  bg_diagnostics *diagnostics;
  const bg_column *columns;
  size_t column_count;
  size_t place[MOST_COLUMNS]; /* of each known column in the file, SIZE_MAX when it is not there */
  size_t width;
  const bg_str *fields;
};

void bg_table_close(bg_table *table) {
  if (!table) return;
  bg_csv_reader_free(table->reader);
  bg_input_close(table->input);
  bg_free(table->path);
  bg_free(table);
}

static void list_columns(const bg_table *table, bg_buffer *out) {
  for (size_t i = 0; i < table->column_count; i++) bg_buffer_printf(out, "%s%s", i ? "," : "", table->columns[i].name);
}

static bg_status header_error(bg_table *table, const char *what, bg_str name) {
  bg_buffer known = {0};
  list_columns(table, &known);
  bg_location at = bg_table_location(table);
  bg_status status = bg_error(table->diagnostics, BG_ERROR_INVALID, &at, "%s column '%.*s'; the columns are %s", what,
                              BG_FMT(name), known.data);
  bg_buffer_free(&known);
  return status;
}

static bg_status read_header(bg_table *table) {
  bg_status status = bg_csv_next(table->reader, &table->fields, &table->width);
  if (status != BG_OK) return status;
  if (!table->width)
    return bg_error(table->diagnostics, BG_ERROR_INVALID, &(bg_location){.file = table->path},
                    "the file is empty; it needs a header line");
  for (size_t i = 0; i < table->column_count; i++) table->place[i] = SIZE_MAX;
  for (size_t f = 0; f < table->width; f++) {
    bg_str name = bg_str_trim(table->fields[f]);
    size_t c = 0;
    while (c < table->column_count && !bg_str_is(name, table->columns[c].name)) c++;
    if (c == table->column_count) return header_error(table, "unknown", name);
    if (table->place[c] != SIZE_MAX) return header_error(table, "repeated", name);
    table->place[c] = f;
  }
  for (size_t c = 0; c < table->column_count; c++)
    if (table->columns[c].required && table->place[c] == SIZE_MAX)
      return header_error(table, "missing", bg_str_from(table->columns[c].name));
  return BG_OK;
}

bg_status bg_table_open(const char *path, const bg_column *columns, size_t column_count, bg_diagnostics *diagnostics,
                        bg_table **result) {
  *result = NULL;
  bg_table *table = BG_NEW(bg_table);
  table->path = bg_strdup(path);
  table->diagnostics = diagnostics;
  table->columns = columns;
  table->column_count = column_count;
  bg_str text;
  bg_status status = bg_input_open_text(path, diagnostics, &table->input, &text);
  if (status == BG_OK) {
    table->reader = bg_csv_reader_new(text, table->path, diagnostics);
    status = read_header(table);
  }
  if (status != BG_OK) {
    bg_table_close(table);
    return status;
  }
  *result = table;
  return BG_OK;
}

bg_status bg_table_next(bg_table *table, bool *more) {
  size_t count;
  *more = false;
  BG_TRY(bg_csv_next(table->reader, &table->fields, &count));
  if (!count) return BG_OK;
  if (count != table->width) {
    bg_location at = bg_table_location(table);
    return bg_error(table->diagnostics, BG_ERROR_INVALID, &at,
                    "row has %zu cells, the header has %zu; quote cells that hold a comma", count, table->width);
  }
  *more = true;
  return BG_OK;
}

bg_str bg_table_cell(const bg_table *table, size_t column) {
  size_t place = table->place[column];
  return place == SIZE_MAX ? BG_STR_EMPTY : bg_str_trim(table->fields[place]);
}

bg_location bg_table_location(const bg_table *table) {
  return (bg_location){.file = table->path, .line = bg_csv_line(table->reader)};
}
