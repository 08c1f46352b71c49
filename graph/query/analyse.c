/* Which variables matter where. */
#include "base/memory.h"
#include "query/algebra.h"

static var_set new_set(const bg_query *query) {
  return bg_arena_alloc(query->arena, (query->var_count / 64 + 1) * sizeof(uint64_t));
}

static void put_all(const bg_query *query, var_set into, const uint64_t *from) {
  for (size_t i = 0; i <= query->var_count / 64; i++) into[i] |= from[i];
}

static void put_slot(var_set set, query_slot slot) {
  if (slot.var != NO_VAR) var_put(set, slot.var);
}

static void analyse_node(bg_query *query, query_node *node);
static void analyse_select(bg_query *query, query_select *select);

/* Also what stands inside EXISTS. */
static void analyse_expr(bg_query *query, const query_expr *expr, var_set set) {
  if (expr->op == EXPR_VAR) var_put(set, expr->slot.var);
  for (size_t i = 0; i < expr->arg_count; i++) analyse_expr(query, expr->args[i], set);
  if (!expr->pattern) return;
  analyse_node(query, expr->pattern);
  put_all(query, set, expr->pattern->all);
}

static void analyse_bgp(const query_node *node) {
  for (size_t i = 0; i < node->triple_count; i++) {
    put_slot(node->bound, node->triples[i].s);
    if (!node->triples[i].path) put_slot(node->bound, node->triples[i].p);
    put_slot(node->bound, node->triples[i].o);
  }
}

static void analyse_values(const query_node *node) {
  for (size_t i = 0; i < node->var_count; i++) {
    bool always = true;
    for (size_t row = 0; row < node->row_count; row++) always = always && node->cells[row * node->var_count + i];
    var_put(always ? node->bound : node->all, node->vars[i]);
  }
}

static void analyse_outer(const query_node *node) {
  const query_select *select = node->select;
  for (size_t i = 0; i < select->item_count; i++) {
    const query_projection *item = &select->items[i];
    bool always = !item->expr && !select->grouped && var_in(select->where->bound, item->var);
    var_put(always ? node->bound : node->all, item->outer);
  }
}

static void analyse_union(const bg_query *query, const query_node *node) {
  for (size_t i = 0; i <= query->var_count / 64; i++) node->bound[i] = node->left->bound[i] & node->right->bound[i];
}

static void analyse_node(bg_query *query, query_node *node) {
  node->all = new_set(query);
  node->bound = new_set(query);
  node->needs = new_set(query);
  if (node->left) analyse_node(query, node->left);
  if (node->right) analyse_node(query, node->right);
  if (node->left && node->kind != NODE_UNION) put_all(query, node->bound, node->left->bound);
  if (node->expr) analyse_expr(query, node->expr, node->needs);
  switch (node->kind) {
    case NODE_UNIT:
    case NODE_FILTER: break;
    case NODE_BGP: analyse_bgp(node); break;
    case NODE_JOIN: put_all(query, node->bound, node->right->bound); break;
    case NODE_LEFT_JOIN:
    case NODE_MINUS: put_all(query, node->needs, node->right->all); break;
    case NODE_UNION: analyse_union(query, node); break;
    case NODE_EXTEND: var_put(node->needs, node->var); break;
    case NODE_GRAPH: put_slot(node->bound, node->graph); break;
    case NODE_VALUES: analyse_values(node); break;
    case NODE_SELECT:
      analyse_select(query, node->select);
      analyse_outer(node);
      break;
  }
  put_all(query, node->all, node->bound);
  put_all(query, node->all, node->needs);
  if (node->left) put_all(query, node->all, node->left->all);
  if (node->right) put_all(query, node->all, node->right->all);
}

/* Of its expressions only the patterns inside EXISTS matter. */
static void analyse_select(bg_query *query, query_select *select) {
  var_set unused = new_set(query);
  analyse_node(query, select->where);
  if (select->values) analyse_node(query, select->values);
  for (size_t i = 0; i < select->item_count; i++)
    if (select->items[i].expr) analyse_expr(query, select->items[i].expr, unused);
  for (size_t i = 0; i < select->key_count; i++)
    if (select->keys[i].expr) analyse_expr(query, select->keys[i].expr, unused);
  for (size_t i = 0; i < select->aggregate_count; i++)
    if (select->aggregates[i].expr) analyse_expr(query, select->aggregates[i].expr, unused);
  for (size_t i = 0; i < select->having_count; i++) analyse_expr(query, select->having[i], unused);
  for (size_t i = 0; i < select->order_count; i++) analyse_expr(query, select->orders[i].expr, unused);
}

void query_analyse(bg_query *query) {
  analyse_select(query, query->select);
}

void bg_query_free(bg_query *query) {
  if (!query) return;
  for (size_t i = 0; i < query->select_count; i++) {
    query_select *select = query->selects[i];
    bg_free(select->items);
    bg_free(select->keys);
    bg_free(select->aggregates);
    bg_free(select->having);
    bg_free(select->orders);
  }
  bg_free(query->selects);
  bg_free(query->describe);
  bg_free(query->from);
  bg_free(query->from_named);
  bg_free(query->constants);
  bg_free(query->names);
  bg_arena_free(query->arena);
  bg_free(query);
}
