#include <stdlib.h>

#include "base/memory.h"
#include "query/value.h"

/* A row as it is sorted: its keys by value, then its columns by term. */
typedef struct {
  query_run *run;
  const query_table *table;
  const query_order *orders;
  size_t order_count;
  const query_value *keys; /* order_count for each row */
  const uint32_t *columns;
  size_t column_count;
} sorting;

static int compare_ids(const query_run *run, bg_term_id a, bg_term_id b) {
  if (a == b) return 0;
  bg_term x = run_term(run, a), y = run_term(run, b);
  return bg_term_compare(&x, &y);
}

static int compare_rows(const void *a, const void *b, void *context) {
  const sorting *s = context;
  size_t x = *(const size_t *)a, y = *(const size_t *)b;
  for (size_t i = 0; i < s->order_count; i++) {
    int order = value_sort(s->run, &s->keys[x * s->order_count + i], &s->keys[y * s->order_count + i]);
    if (order) return s->orders[i].descending ? -order : order;
  }
  const bg_term_id *p = table_row(s->table, x), *q = table_row(s->table, y);
  for (size_t i = 0; i < s->column_count; i++) {
    int order = compare_ids(s->run, p[s->columns[i]], q[s->columns[i]]);
    if (order) return order;
  }
  return 0;
}

/* The keys of all rows; their terms live in the data or among the terms that the run made. */
static query_value *make_keys(query_run *run, const query_table *table, const query_order *orders, size_t count) {
  size_t size = table->count * count * sizeof(query_value);
  if (!run_charge(run, size)) return NULL;
  query_value *keys = bg_calloc(table->count * count + 1, sizeof *keys);
  for (size_t row = 0; row < table->count && run->status == BG_OK; row++) {
    run->row_number++;
    for (size_t i = 0; i < count; i++) {
      bg_term_id id = eval_to_term(run, orders[i].expr, table_row(table, row));
      bg_term term = run_term(run, id);
      keys[row * count + i] = value_of_term(&term);
    }
  }
  run->bytes -= size;
  return keys;
}

static void put_in_order(query_run *run, query_table *table, const size_t *rows) {
  query_table sorted = table_new(run);
  for (size_t i = 0; i < table->count && run->status == BG_OK; i++) table_add(run, &sorted, table_row(table, rows[i]));
  table_free(run, table);
  *table = sorted;
}

void table_sort(query_run *run, query_table *table, const query_order *orders, size_t order_count,
                const uint32_t *columns, size_t column_count) {
  if (table->count < 2 || run->status != BG_OK) return;
  sorting s = {run, table, orders, order_count, NULL, columns, column_count};
  query_value *keys = make_keys(run, table, orders, order_count);
  size_t *rows = bg_calloc(table->count, sizeof *rows);
  s.keys = keys;
  for (size_t i = 0; i < table->count; i++) rows[i] = i;
  if (run->status == BG_OK) {
    qsort_r(rows, table->count, sizeof *rows, compare_rows, &s);
    put_in_order(run, table, rows);
  }
  bg_free(rows);
  bg_free(keys);
}
