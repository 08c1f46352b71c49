/* Internal: a CSV file with a header, read by column name. */
#ifndef BG_CLAIMS_TABLE_H
#define BG_CLAIMS_TABLE_H

#include "base/csv.h"
#include "base/file.h"

typedef struct {
  const char *name;
  bool required;
} bg_column;

typedef struct bg_table bg_table;

/* Open and check the header. Errors: a required column is missing, a column is unknown or stands twice. `columns` must
 * outlive the table. */
bg_status bg_table_open(const char *path, const bg_column *columns, size_t column_count, bg_diagnostics *diagnostics,
                        bg_table **table);
void bg_table_close(bg_table *table); /* NULL is fine */
/* Step to the next row; *more is false at the end. Errors: broken CSV, a row of another length than the header. */
bg_status bg_table_next(bg_table *table, bool *more);
/* The cell of a column of the row, trimmed; empty when the file has no such column. Valid until the next row. */
bg_str bg_table_cell(const bg_table *table, size_t column);
bg_location bg_table_location(const bg_table *table);

#endif
