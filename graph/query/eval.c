/* Patterns (SPARQL 1.1 Query, section 18.6). Each is evaluated as a join with a table of solutions, so that what is
 * bound already narrows what is looked up; where that would give another answer than evaluating it alone (a filter or
 * an OPTIONAL that looks at a variable which only the table binds), it is evaluated alone and then joined. */
#include "base/memory.h"
#include "query/run.h"

static size_t words(const query_run *run) {
  return run->query->var_count / 64 + 1;
}

/* True when joining `node` into a table that may bind `given` is the same as joining afterwards. What is below decides
 * for itself. */
static bool may_push(const query_run *run, const query_node *node, const uint64_t *given) {
  for (size_t i = 0; i < words(run); i++) {
    uint64_t beside = node->left ? node->left->bound[i] : 0, outer = run->outer_bound ? run->outer_bound[i] : 0;
    if (node->needs[i] & given[i] & ~beside & ~outer) return false;
  }
  return true;
}

/* True when no part of `node` has to be evaluated alone for each row that it is joined with. */
static bool all_pushed(const query_run *run, const query_node *node, const uint64_t *given) {
  if (node->kind == NODE_SELECT || node->kind == NODE_MINUS || !may_push(run, node, given)) return false;
  if (node->left && !all_pushed(run, node->left, given)) return false;
  if (!node->right) return true;
  uint64_t *wider = bg_calloc(words(run), sizeof *wider);
  for (size_t i = 0; i < words(run); i++) wider[i] = given[i] | (node->kind == NODE_UNION ? 0 : node->left->all[i]);
  bool pushed = all_pushed(run, node->right, wider);
  bg_free(wider);
  return pushed;
}

/* Ask one of the two about what a table binds. */
static bool ask(const query_run *run, const query_node *node, const query_table *input,
                bool (*question)(const query_run *, const query_node *, const uint64_t *)) {
  uint64_t *sets = bg_calloc(2 * words(run), sizeof *sets);
  table_bound(input, sets, sets + words(run));
  bool answer = question(run, node, sets);
  bg_free(sets);
  return answer;
}

static query_table copy_table(query_run *run, const query_table *table) {
  query_table copy = table_new(run);
  for (size_t i = 0; i < table->count && run->status == BG_OK; i++) table_add(run, &copy, table_row(table, i));
  return copy;
}

static query_table eval_alone(query_run *run, const query_node *node) {
  query_table unit = table_new(run);
  table_add(run, &unit, run->outer);
  query_table result = eval_node(run, node, &unit);
  table_free(run, &unit);
  return result;
}

/* ---- patterns with a condition ---- */

static query_table eval_filter(query_run *run, const query_node *node, const query_table *input) {
  query_table rows = eval_node(run, node->left, input);
  size_t kept = 0;
  for (size_t i = 0; i < rows.count && run->status == BG_OK; i++) {
    bg_term_id *row = table_row(&rows, i);
    run->row_number++;
    if (eval_condition(run, node->expr, row) != 1) continue;
    bg_term_id *to = table_row(&rows, kept++);
    for (size_t k = 0; k < rows.width && to != row; k++) to[k] = row[k];
  }
  rows.count = kept;
  return rows;
}

static query_table eval_extend(query_run *run, const query_node *node, const query_table *input) {
  query_table rows = eval_node(run, node->left, input);
  for (size_t i = 0; i < rows.count && run->status == BG_OK; i++) {
    bg_term_id *row = table_row(&rows, i);
    run->row_number++;
    row[node->var] = eval_to_term(run, node->expr, row);
  }
  return rows;
}

/* OPTIONAL one row at a time: its pattern starts from what the row binds. */
static query_table eval_optional(query_run *run, const query_node *node, query_table *left) {
  query_table out = table_new(run), one;
  table_unit(run, &one);
  for (size_t i = 0; i < left->count && run->status == BG_OK; i++) {
    const bg_term_id *row = table_row(left, i);
    one.count = 0;
    table_add(run, &one, row);
    query_table found = eval_node(run, node->right, &one);
    bool any = false;
    for (size_t k = 0; k < found.count && run->status == BG_OK; k++) {
      if (node->expr && eval_condition(run, node->expr, table_row(&found, k)) != 1) continue;
      table_add(run, &out, table_row(&found, k));
      any = true;
    }
    if (!any) table_add(run, &out, row);
    table_free(run, &found);
  }
  table_free(run, &one);
  table_free(run, left);
  return out;
}

static query_table eval_left_join(query_run *run, const query_node *node, const query_table *input) {
  query_table left = eval_node(run, node->left, input);
  if (ask(run, node->right, &left, all_pushed)) return eval_optional(run, node, &left);
  query_table right = eval_alone(run, node->right);
  return table_left_join(run, &left, &right, node->expr);
}

static query_table eval_minus(query_run *run, const query_node *node, const query_table *input) {
  query_table left = eval_node(run, node->left, input), right = eval_alone(run, node->right);
  return table_minus(run, &left, &right);
}

/* ---- the others ---- */

static query_table eval_join(query_run *run, const query_node *node, const query_table *input) {
  query_table left = eval_node(run, node->left, input);
  query_table result = eval_node(run, node->right, &left);
  table_free(run, &left);
  return result;
}

static query_table eval_union(query_run *run, const query_node *node, const query_table *input) {
  query_table rows = eval_node(run, node->left, input), more = eval_node(run, node->right, input);
  for (size_t i = 0; i < more.count && run->status == BG_OK; i++) table_add(run, &rows, table_row(&more, i));
  table_free(run, &more);
  return rows;
}

static query_table eval_values(query_run *run, const query_node *node, const query_table *input) {
  query_table out = table_new(run);
  for (size_t i = 0; i < input->count && run->status == BG_OK; i++) {
    for (size_t row = 0; row < node->row_count && run_step(run); row++) {
      bg_term_id *added = table_add(run, &out, table_row(input, i));
      bool good = true;
      for (size_t k = 0; added && good && k < node->var_count; k++) {
        uint32_t cell = node->cells[row * node->var_count + k];
        bg_term_id *place = &added[node->vars[k]];
        good = !cell || !*place || *place == run->constants[cell];
        if (cell) *place = run->constants[cell];
      }
      if (!good) out.count--;
    }
  }
  return out;
}

static bool only_triples(const query_node *node) {
  if (node->kind != NODE_BGP || !node->triple_count) return false;
  for (size_t i = 0; i < node->triple_count; i++)
    if (node->triples[i].path) return false;
  return true;
}

static query_table eval_in_graph(query_run *run, const query_node *node, const query_table *input, bg_term_id graph,
                                 uint32_t graph_var) {
  bg_term_id outer = run->graph;
  uint32_t outer_var = run->graph_var;
  run->graph = graph;
  run->graph_var = graph_var;
  query_table rows = eval_node(run, node, input);
  run->graph = outer;
  run->graph_var = outer_var;
  return rows;
}

/* GRAPH ?g with more than triples inside: one graph after the other. */
static query_table eval_each_graph(query_run *run, const query_node *node, const query_table *input) {
  query_table out = table_new(run);
  uint32_t var = node->graph.var;
  for (size_t g = 0; g < run->named.count && run->status == BG_OK; g++) {
    bg_term_id graph = run->named.ids[g];
    query_table some = table_new(run);
    for (size_t i = 0; i < input->count && run->status == BG_OK; i++) {
      const bg_term_id *row = table_row(input, i);
      if (!row[var] || row[var] == graph) table_add(run, &some, row);
    }
    query_table rows = some.count ? eval_in_graph(run, node->left, &some, graph, NO_VAR) : table_new(run);
    for (size_t i = 0; i < rows.count && run->status == BG_OK; i++) {
      bg_term_id *row = table_row(&rows, i);
      if (row[var] && row[var] != graph) continue;
      row[var] = graph;
      table_add(run, &out, row);
    }
    table_free(run, &rows);
    table_free(run, &some);
  }
  return out;
}

static query_table eval_graph(query_run *run, const query_node *node, const query_table *input) {
  if (node->graph.var == NO_VAR) {
    bg_term_id graph = run->constants[node->graph.constant];
    if (!bg_id_set_has(&run->named, graph)) return table_new(run);
    return eval_in_graph(run, node->left, input, graph, NO_VAR);
  }
  if (only_triples(node->left)) return eval_in_graph(run, node->left, input, BG_DEFAULT_GRAPH, node->graph.var);
  return eval_each_graph(run, node, input);
}

static query_table eval_pushed(query_run *run, const query_node *node, const query_table *input) {
  switch (node->kind) {
    case NODE_UNIT: return copy_table(run, input);
    case NODE_BGP: return eval_bgp(run, node, input);
    case NODE_JOIN: return eval_join(run, node, input);
    case NODE_LEFT_JOIN: return eval_left_join(run, node, input);
    case NODE_UNION: return eval_union(run, node, input);
    case NODE_FILTER: return eval_filter(run, node, input);
    case NODE_EXTEND: return eval_extend(run, node, input);
    case NODE_MINUS: return eval_minus(run, node, input);
    case NODE_GRAPH: return eval_graph(run, node, input);
    case NODE_VALUES: return eval_values(run, node, input);
    case NODE_SELECT: return eval_select(run, node->select, false);
  }
  return table_new(run);
}

query_table eval_node(query_run *run, const query_node *node, const query_table *input) {
  if (!run_step(run) || !input->count) return table_new(run);
  if (node->kind != NODE_SELECT && ask(run, node, input, may_push)) return eval_pushed(run, node, input);
  query_table left = copy_table(run, input);
  query_table right = node->kind == NODE_SELECT ? eval_select(run, node->select, false) : eval_alone(run, node);
  return table_join(run, &left, &right);
}
