/* SELECT: from solutions to rows (SPARQL 1.1 Query, section 18.2.4 and 18.2.5). */
#include "base/memory.h"
#include "query/run.h"

static query_table eval_where(query_run *run, const query_node *node) {
  query_table unit;
  table_unit(run, &unit);
  query_table rows = eval_node(run, node, &unit);
  table_free(run, &unit);
  return rows;
}

static void keep_having(query_run *run, const query_select *select, query_table *rows) {
  size_t kept = 0;
  for (size_t i = 0; i < rows->count && run->status == BG_OK; i++) {
    bg_term_id *row = table_row(rows, i), *to = table_row(rows, kept);
    bool good = true;
    for (size_t k = 0; k < select->having_count && good; k++) good = eval_condition(run, select->having[k], row) == 1;
    if (!good) continue;
    for (size_t k = 0; k < rows->width && to != row; k++) to[k] = row[k];
    kept++;
  }
  rows->count = kept;
}

static void add_expressions(query_run *run, const query_select *select, query_table *rows) {
  bool any = false;
  for (size_t k = 0; k < select->item_count; k++) any = any || select->items[k].expr;
  for (size_t i = 0; any && i < rows->count && run->status == BG_OK; i++) {
    bg_term_id *row = table_row(rows, i);
    run->row_number++;
    for (size_t k = 0; k < select->item_count; k++)
      if (select->items[k].expr) row[select->items[k].var] = eval_to_term(run, select->items[k].expr, row);
  }
}

/* Inner variables to outer ones; the others are gone. */
static query_table project(query_run *run, const query_select *select, query_table *rows) {
  query_table out = table_new(run);
  for (size_t i = 0; i < rows->count && run->status == BG_OK; i++) {
    const bg_term_id *row = table_row(rows, i);
    bg_term_id *added = table_add(run, &out, NULL);
    for (size_t k = 0; added && k < select->item_count; k++) added[select->items[k].outer] = row[select->items[k].var];
  }
  table_free(run, rows);
  return out;
}

static void drop_duplicates(query_table *rows, const uint32_t *columns, size_t count) {
  row_index index = {.columns = columns, .column_count = count};
  size_t kept = 0;
  for (size_t i = 0; i < rows->count; i++) {
    bg_term_id *row = table_row(rows, i), *to = table_row(rows, kept);
    for (size_t k = 0; k < rows->width && to != row; k++) to[k] = row[k];
    if (row_index_put(&index, rows, kept, false) == SIZE_MAX) kept++;
  }
  rows->count = kept;
  row_index_free(&index);
}

static void slice(const query_select *select, query_table *rows) {
  size_t from = select->offset < rows->count ? select->offset : rows->count, count = rows->count - from;
  if (select->has_limit && select->limit < count) count = select->limit;
  for (size_t i = 0; from && i < count * rows->width; i++) rows->cells[i] = rows->cells[i + from * rows->width];
  rows->count = count;
}

static uint32_t *columns_of(const query_select *select, bool outer) {
  uint32_t *columns = bg_calloc(select->item_count + 1, sizeof *columns);
  for (size_t i = 0; i < select->item_count; i++) columns[i] = outer ? select->items[i].outer : select->items[i].var;
  return columns;
}

/* What ORDER BY does not decide, terms do, wherever the order can be seen. Without columns (CONSTRUCT, DESCRIBE): all.
 */
static void sort_rows(query_run *run, const query_select *select, query_table *rows, bool top) {
  if (!select->order_count && !top && !select->has_limit && !select->offset) return;
  uint32_t *columns = columns_of(select, false);
  size_t count = select->item_count;
  if (!count) {
    columns = bg_realloc_array(columns, rows->width, sizeof *columns);
    for (count = 0; count < rows->width; count++) columns[count] = (uint32_t)count;
  }
  table_sort(run, rows, select->orders, select->order_count, columns, count);
  bg_free(columns);
}

static query_table eval_rows(query_run *run, const query_select *select, bool top) {
  query_table rows = eval_where(run, select->where);
  if (select->grouped) rows = eval_groups(run, select, &rows);
  keep_having(run, select, &rows);
  if (select->values) {
    query_table values = eval_where(run, select->values);
    rows = table_join(run, &rows, &values);
  }
  add_expressions(run, select, &rows);
  sort_rows(run, select, &rows, top);
  if (select->item_count) rows = project(run, select, &rows);
  uint32_t *columns = columns_of(select, true);
  if (select->distinct && run->status == BG_OK) drop_duplicates(&rows, columns, select->item_count);
  bg_free(columns);
  slice(select, &rows);
  return rows;
}

query_table eval_select(query_run *run, const query_select *select, bool top) {
  const bg_term_id *outer = run->outer;
  uint64_t *outer_bound = run->outer_bound;
  run->outer = NULL; /* variables inside a subquery are its own */
  run->outer_bound = NULL;
  query_table rows = eval_rows(run, select, top);
  run->outer = outer;
  run->outer_bound = outer_bound;
  return rows;
}
