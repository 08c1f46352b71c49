/* GROUP BY and the aggregates (SPARQL 1.1 Query, section 18.5.1). */
#include <stdlib.h>

#include "base/memory.h"
#include "query/value.h"
#include "rdf/vocab.h"

/* The values of one aggregate in one group. */
typedef struct {
  bg_term_id *ids;
  size_t count, capacity;
  bool error;
} value_list;

typedef struct {
  query_run *run;
  const query_select *select;
  query_table groups; /* a row for each, with its keys */
  row_index index;
  uint32_t *columns;
  value_list *lists; /* aggregate_count for each group */
  size_t list_capacity;
} grouping;

static value_list *list_of(const grouping *g, size_t group, size_t aggregate) {
  return &g->lists[group * g->select->aggregate_count + aggregate];
}

/* The group with the keys of `row`, made when new. */
static size_t find_group(grouping *g, const bg_term_id *row) {
  const query_select *select = g->select;
  bg_term_id *keys = table_add(g->run, &g->groups, NULL);
  if (!keys) return SIZE_MAX;
  for (size_t i = 0; i < select->key_count; i++) keys[select->keys[i].var] = row[select->keys[i].var];
  size_t group = row_index_put(&g->index, &g->groups, g->groups.count - 1, false);
  if (group != SIZE_MAX) {
    g->groups.count--;
    return group;
  }
  size_t before = g->list_capacity, needed = g->groups.count * select->aggregate_count;
  BG_GROW(g->lists, g->list_capacity, needed + 1);
  for (size_t i = before; i < g->list_capacity; i++) g->lists[i] = (value_list){0};
  return g->groups.count - 1;
}

static void add_value(query_run *run, value_list *list, bg_term_id id) {
  size_t before = list->capacity;
  BG_GROW(list->ids, list->capacity, list->count + 1);
  if (list->capacity > before) run_charge(run, (list->capacity - before) * sizeof id);
  list->ids[list->count++] = id;
}

/* COUNT(*) counts rows, and COUNT(DISTINCT *) different ones: the row number stands for a row. */
static void add_row(grouping *g, size_t group, const query_table *rows, size_t row) {
  for (size_t i = 0; i < g->select->aggregate_count; i++) {
    const query_aggregate *a = &g->select->aggregates[i];
    value_list *list = list_of(g, group, i);
    if (!a->expr) {
      add_value(g->run, list, (bg_term_id)(row + 1));
      continue;
    }
    bg_term_id id = eval_to_term(g->run, a->expr, table_row(rows, row));
    if (id == BG_NO_TERM) list->error = true;
    else add_value(g->run, list, id);
  }
}

/* ---- results ---- */

static int by_term(const void *a, const void *b, void *context) {
  bg_term x = run_term(context, *(const bg_term_id *)a), y = run_term(context, *(const bg_term_id *)b);
  return bg_term_compare(&x, &y);
}

/* Keep the first of equal ones, in order of arrival. */
static void make_distinct(value_list *list) {
  bg_id_set seen = {0};
  size_t kept = 0;
  for (size_t i = 0; i < list->count; i++)
    if (bg_id_set_add(&seen, list->ids[i])) list->ids[kept++] = list->ids[i];
  list->count = kept;
  bg_id_set_free(&seen);
}

/* Different rows by their named variables. */
static size_t count_distinct_rows(const grouping *g, const query_table *rows, const value_list *list) {
  const bg_query *q = g->run->query;
  uint32_t *columns = bg_calloc(q->var_count + 1, sizeof *columns);
  row_index index = {.columns = columns};
  for (uint32_t i = 0; i < q->var_count; i++)
    if (q->names[i].len) columns[index.column_count++] = i;
  for (size_t i = 0; i < list->count; i++) row_index_put(&index, rows, list->ids[i] - 1, false);
  size_t count = index.count;
  row_index_free(&index);
  bg_free(columns);
  return count;
}

static query_value value_of_id(const query_run *run, bg_term_id id) {
  bg_term term = run_term(run, id);
  return value_of_term(&term);
}

static query_value sum_of(const query_run *run, const value_list *list, bool average) {
  query_value sum = value_integer(0), count = value_integer((int64_t)list->count);
  if (list->error) return value_error;
  for (size_t i = 0; i < list->count; i++) {
    query_value value = value_of_id(run, list->ids[i]);
    sum = value_reckon(EXPR_ADD, &sum, &value);
  }
  return average && list->count ? value_reckon(EXPR_DIVIDE, &sum, &count) : sum;
}

static query_value extreme_of(query_run *run, const value_list *list, bool largest) {
  query_value best = value_error;
  for (size_t i = 0; i < list->count; i++) {
    query_value value = value_of_id(run, list->ids[i]);
    int order = i ? value_sort(run, &value, &best) : 0;
    if (order == 0 && i) { /* equal numbers of other types: the first by its term */
      bg_term x = value_term(run, &value), y = value_term(run, &best);
      if (bg_term_compare(&x, &y) >= 0) continue;
    } else if (i && (order > 0) != largest) {
      continue;
    }
    best = value;
  }
  return best;
}

static query_value concat_of(query_run *run, const query_aggregate *a, const value_list *list) {
  bg_buffer text = {0};
  for (size_t i = 0; i < list->count && run_step(run); i++) {
    bg_term term = run_term(run, list->ids[i]);
    if (term.kind == BG_TERM_BLANK) continue;
    if (i) bg_buffer_add(&text, a->separator);
    bg_buffer_add(&text, term.value);
    if (run->options.memory_limit && text.len > run->options.memory_limit) break;
  }
  query_value value = value_copied(run, bg_buffer_str(&text));
  bg_buffer_free(&text);
  return value;
}

/* True when the rows come in an order that somebody asked for. */
static bool in_order(const query_node *where) {
  return where->kind == NODE_SELECT && where->select->order_count > 0;
}

static query_value result_of(const grouping *g, const query_aggregate *a, value_list *list, const query_table *rows) {
  query_run *run = g->run;
  if (a->kind == AGG_COUNT && !a->expr && a->distinct)
    return value_integer((int64_t)count_distinct_rows(g, rows, list));
  if (a->distinct) make_distinct(list);
  if (a->kind == AGG_GROUP_CONCAT && !in_order(g->select->where) && list->count)
    qsort_r(list->ids, list->count, sizeof *list->ids, by_term, run);
  switch (a->kind) {
    case AGG_COUNT: return value_integer((int64_t)list->count);
    case AGG_SUM: return sum_of(run, list, false);
    case AGG_AVG: return sum_of(run, list, true);
    case AGG_MIN: return extreme_of(run, list, false);
    case AGG_MAX: return extreme_of(run, list, true);
    case AGG_SAMPLE: {
      if (!list->count) return value_error;
      qsort_r(list->ids, list->count, sizeof *list->ids, by_term, run);
      return value_of_id(run, list->ids[0]);
    }
    case AGG_GROUP_CONCAT: return concat_of(run, a, list);
  }
  return value_error;
}

static void put_results(grouping *g, const query_table *rows) {
  for (size_t group = 0; group < g->groups.count; group++) {
    for (size_t i = 0; i < g->select->aggregate_count && g->run->status == BG_OK; i++) {
      const query_aggregate *a = &g->select->aggregates[i];
      query_value value = result_of(g, a, list_of(g, group, i), rows);
      bg_term term = value_term(g->run, &value);
      table_row(&g->groups, group)[a->var] = run_intern(g->run, &term);
    }
  }
}

static void add_keys(query_run *run, const query_select *select, query_table *rows) {
  for (size_t k = 0; k < select->key_count; k++) {
    if (!select->keys[k].expr) continue;
    for (size_t i = 0; i < rows->count && run->status == BG_OK; i++)
      table_row(rows, i)[select->keys[k].var] = eval_to_term(run, select->keys[k].expr, table_row(rows, i));
  }
}

query_table eval_groups(query_run *run, const query_select *select, query_table *rows) {
  grouping g = {.run = run, .select = select, .groups = table_new(run)};
  g.columns = bg_calloc(select->key_count + 1, sizeof *g.columns);
  for (size_t i = 0; i < select->key_count; i++) g.columns[i] = select->keys[i].var;
  g.index = (row_index){.columns = g.columns, .column_count = select->key_count};
  add_keys(run, select, rows);
  for (size_t i = 0; i < rows->count && run_step(run); i++) {
    size_t group = find_group(&g, table_row(rows, i));
    if (group != SIZE_MAX) add_row(&g, group, rows, i);
  }
  if (!rows->count && !select->key_count) {
    bg_term_id none[1] = {BG_NO_TERM};
    find_group(&g, none); /* no keys are read */
  }
  put_results(&g, rows);
  for (size_t i = 0; i < g.list_capacity; i++) {
    run->bytes -= g.lists[i].capacity * sizeof *g.lists[i].ids;
    bg_free(g.lists[i].ids);
  }
  bg_free(g.lists);
  row_index_free(&g.index);
  bg_free(g.columns);
  table_free(run, rows);
  return g.groups;
}
