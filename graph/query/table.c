#include <string.h>

#include "base/memory.h"
#include "query/run.h"

query_table table_new(const query_run *run) {
  return (query_table){.width = run->query->var_count ? run->query->var_count : 1};
}

void table_free(query_run *run, query_table *table) {
  run->bytes -= table->capacity * table->width * sizeof *table->cells;
  bg_free(table->cells);
  *table = (query_table){.width = table->width};
}

bg_term_id *table_add(query_run *run, query_table *table, const bg_term_id *row) {
  if (run->status != BG_OK) return NULL;
  size_t size = table->width * sizeof *table->cells;
  if (table->count == table->capacity) {
    size_t capacity = table->capacity ? 2 * table->capacity : 1;
    if (!run_charge(run, (capacity - table->capacity) * size)) return NULL;
    table->cells = bg_realloc_array(table->cells, capacity, size);
    table->capacity = capacity;
  }
  bg_term_id *added = table_row(table, table->count++);
  if (row) memcpy(added, row, size);
  else memset(added, 0, size);
  return added;
}

void table_unit(query_run *run, query_table *table) {
  *table = table_new(run);
  table_add(run, table, NULL);
}

void table_bound(const query_table *table, uint64_t *some, uint64_t *every) {
  size_t words = table->width / 64 + 1;
  memset(some, 0, words * sizeof *some);
  memset(every, table->count ? 0xff : 0, words * sizeof *every);
  for (size_t row = 0; row < table->count; row++) {
    const bg_term_id *cells = table_row(table, row);
    for (size_t i = 0; i < table->width; i++) {
      uint64_t bit = (uint64_t)1 << (i % 64);
      if (cells[i]) some[i / 64] |= bit;
      else every[i / 64] &= ~bit;
    }
  }
}

/* ---- rows by value ---- */

static size_t hash_row(const row_index *index, const bg_term_id *cells) {
  uint64_t hash = 0x9e3779b97f4a7c15u;
  for (size_t i = 0; i < index->column_count; i++) {
    hash = (hash ^ cells[index->columns[i]]) * 0xff51afd7ed558ccdu;
    hash ^= hash >> 32;
  }
  return (size_t)hash;
}

static bool same_row(const row_index *index, const bg_term_id *a, const bg_term_id *b) {
  for (size_t i = 0; i < index->column_count; i++)
    if (a[index->columns[i]] != b[index->columns[i]]) return false;
  return true;
}

static size_t find_slot(const row_index *index, const query_table *table, const bg_term_id *cells) {
  size_t mask = index->slot_count - 1, slot = hash_row(index, cells) & mask;
  while (index->slots[slot] && !same_row(index, table_row(table, index->slots[slot] - 1), cells))
    slot = (slot + 1) & mask;
  return slot;
}

static void grow_index(row_index *index, const query_table *table) {
  uint32_t *old = index->slots;
  size_t count = index->slot_count;
  index->slot_count = count ? 2 * count : 16;
  index->slots = bg_calloc(index->slot_count, sizeof *index->slots);
  for (size_t i = 0; i < count; i++)
    if (old[i]) index->slots[find_slot(index, table, table_row(table, old[i] - 1))] = old[i];
  bg_free(old);
}

size_t row_index_put(row_index *index, const query_table *table, size_t row, bool chain) {
  if (2 * index->count >= index->slot_count) grow_index(index, table);
  size_t slot = find_slot(index, table, table_row(table, row));
  uint32_t before = index->slots[slot];
  if (before && !chain) return before - 1;
  if (chain) {
    BG_GROW(index->next, index->next_capacity, row + 1);
    index->next[row] = before;
  }
  if (!before) index->count++;
  index->slots[slot] = (uint32_t)row + 1;
  return before ? before - 1 : SIZE_MAX;
}

size_t row_index_find(const row_index *index, const query_table *table, const bg_term_id *cells) {
  if (!index->slot_count) return SIZE_MAX;
  uint32_t found = index->slots[find_slot(index, table, cells)];
  return found ? found - 1 : SIZE_MAX;
}

void row_index_free(row_index *index) {
  bg_free(index->slots);
  bg_free(index->next);
  *index = (row_index){0};
}

/* ---- joins ---- */

static bool compatible(const bg_term_id *a, const bg_term_id *b, size_t width) {
  for (size_t i = 0; i < width; i++)
    if (a[i] && b[i] && a[i] != b[i]) return false;
  return true;
}

static bool overlap(const bg_term_id *a, const bg_term_id *b, size_t width) {
  for (size_t i = 0; i < width; i++)
    if (a[i] && b[i]) return true;
  return false;
}

/* Two tables that meet: the rows on the right are found by what both sides always bind. */
typedef struct {
  uint32_t *columns;
  row_index index;
} meeting;

static meeting meet(query_run *run, const query_table *left, const query_table *right) {
  size_t words = left->width / 64 + 1;
  uint64_t *sets = bg_calloc(3 * words, sizeof *sets);
  meeting m = {.columns = bg_calloc(left->width, sizeof *m.columns)};
  table_bound(left, sets, sets + words);
  table_bound(right, sets, sets + 2 * words);
  for (uint32_t i = 0; i < left->width; i++)
    if (var_in(sets + words, i) && var_in(sets + 2 * words, i)) m.columns[m.index.column_count++] = i;
  m.index.columns = m.columns;
  for (size_t row = right->count; row-- > 0 && run_step(run);) row_index_put(&m.index, right, row, true);
  bg_free(sets);
  return m;
}

static void part(meeting *m) {
  row_index_free(&m->index);
  bg_free(m->columns);
}

static size_t first_of(const meeting *m, const query_table *right, const bg_term_id *cells) {
  return row_index_find(&m->index, right, cells);
}

static size_t next_of(const meeting *m, size_t row) {
  return m->index.next[row] ? m->index.next[row] - 1 : SIZE_MAX;
}

/* Add the merged row. */
static bg_term_id *merge(query_run *run, query_table *out, const bg_term_id *a, const bg_term_id *b) {
  bg_term_id *row = table_add(run, out, a);
  for (size_t i = 0; row && i < out->width; i++)
    if (!row[i]) row[i] = b[i];
  return row;
}

query_table table_left_join(query_run *run, query_table *left, query_table *right, const query_expr *filter) {
  query_table out = table_new(run);
  meeting m = meet(run, left, right);
  for (size_t i = 0; i < left->count && run->status == BG_OK; i++) {
    const bg_term_id *cells = table_row(left, i);
    bool any = false;
    for (size_t k = first_of(&m, right, cells); k != SIZE_MAX && run_step(run); k = next_of(&m, k)) {
      if (!compatible(cells, table_row(right, k), out.width)) continue;
      bg_term_id *row = merge(run, &out, cells, table_row(right, k));
      if (row && filter && eval_condition(run, filter, row) != 1) out.count--;
      else any = true;
    }
    if (!any) table_add(run, &out, cells);
  }
  part(&m);
  table_free(run, left);
  table_free(run, right);
  return out;
}

query_table table_join(query_run *run, query_table *left, query_table *right) {
  query_table out = table_new(run);
  meeting m = meet(run, left, right);
  for (size_t i = 0; i < left->count && run->status == BG_OK; i++) {
    const bg_term_id *cells = table_row(left, i);
    for (size_t k = first_of(&m, right, cells); k != SIZE_MAX && run_step(run); k = next_of(&m, k))
      if (compatible(cells, table_row(right, k), out.width)) merge(run, &out, cells, table_row(right, k));
  }
  part(&m);
  table_free(run, left);
  table_free(run, right);
  return out;
}

query_table table_minus(query_run *run, query_table *left, query_table *right) {
  query_table out = table_new(run);
  meeting m = meet(run, left, right);
  for (size_t i = 0; i < left->count && run->status == BG_OK; i++) {
    const bg_term_id *cells = table_row(left, i);
    bool gone = false;
    for (size_t k = first_of(&m, right, cells); k != SIZE_MAX && !gone && run_step(run); k = next_of(&m, k))
      gone = compatible(cells, table_row(right, k), out.width) && overlap(cells, table_row(right, k), out.width);
    if (!gone) table_add(run, &out, cells);
  }
  part(&m);
  table_free(run, left);
  table_free(run, right);
  return out;
}
