/* SELECT and the modifiers of solutions (SPARQL 1.1 Query, sections 11, 12, 15 and 16). */
#include "base/memory.h"
#include "query/parser.h"

static void add_item(query_projection **list, size_t *count, size_t *capacity, query_projection item) {
  BG_GROW(*list, *capacity, *count + 1);
  (*list)[(*count)++] = item;
}

static query_projection parse_expression_as(query_parser *p) {
  query_projection item = {.outer = NO_VAR};
  parse_want_sign(p, "(", "before an expression");
  item.expr = parse_expression(p);
  parse_want_word(p, "AS");
  item.var = parse_var(p);
  parse_want_sign(p, ")", "behind (expression AS ?variable)");
  return item;
}

void parse_select_items(query_parser *p, query_select *select) {
  select->distinct = parse_take_word(p, "DISTINCT");
  if (!select->distinct) parse_take_word(p, "REDUCED"); /* permits what DISTINCT does, and does not ask for it */
  if (parse_take_sign(p, "*")) {
    select->star = true;
    return;
  }
  p->select = select;
  while (p->status == BG_OK && (p->token.kind == TOKEN_VAR || parse_is_sign(p, "("))) {
    bool var = p->token.kind == TOKEN_VAR;
    query_projection item = var ? (query_projection){NULL, parse_var(p), NO_VAR} : parse_expression_as(p);
    add_item(&select->items, &select->item_count, &select->item_capacity, item);
  }
  p->select = NULL;
  if (!select->item_count) parse_fail(p, "SELECT takes variables, (expression AS ?variable), or *");
}

/* ---- modifiers ---- */

static void parse_group_by(query_parser *p, query_select *select) {
  parse_want_word(p, "BY");
  select->grouped = true;
  while (p->status == BG_OK && (p->token.kind == TOKEN_VAR || parse_at_constraint(p))) {
    query_projection key = {.outer = NO_VAR};
    if (p->token.kind == TOKEN_VAR) {
      key.var = parse_var(p);
    } else if (parse_take_sign(p, "(")) {
      key.expr = parse_expression(p);
      key.var = parse_take_word(p, "AS") ? parse_var(p) : parse_hidden_var(p);
      parse_want_sign(p, ")", "behind a key of GROUP BY");
    } else {
      key.expr = parse_constraint(p);
      key.var = parse_hidden_var(p);
    }
    add_item(&select->keys, &select->key_count, &select->key_capacity, key);
  }
  if (!select->key_count) parse_fail(p, "GROUP BY takes variables or expressions");
}

static void parse_having(query_parser *p, query_select *select) {
  select->grouped = true;
  p->select = select;
  do {
    query_expr *expr = parse_constraint(p);
    BG_GROW(select->having, select->having_capacity, select->having_count + 1);
    select->having[select->having_count++] = expr;
  } while (p->status == BG_OK && parse_at_constraint(p));
  p->select = NULL;
}

static void parse_order_by(query_parser *p, query_select *select) {
  parse_want_word(p, "BY");
  p->select = select;
  while (p->status == BG_OK) {
    query_order order = {0};
    order.descending = parse_is_word(p, "DESC");
    if (order.descending || parse_is_word(p, "ASC")) {
      parse_next(p);
      parse_want_sign(p, "(", "behind ASC or DESC");
      order.expr = parse_expression(p);
      parse_want_sign(p, ")", "behind ASC or DESC");
    } else if (p->token.kind == TOKEN_VAR) {
      order.expr = parse_expr_var(p, parse_var(p));
    } else if (parse_at_constraint(p)) {
      order.expr = parse_constraint(p);
    } else {
      break;
    }
    BG_GROW(select->orders, select->order_capacity, select->order_count + 1);
    select->orders[select->order_count++] = order;
  }
  p->select = NULL;
  if (!select->order_count) parse_fail(p, "ORDER BY takes variables or expressions");
}

void parse_modifiers(query_parser *p, query_select *select) {
  if (parse_take_word(p, "GROUP")) parse_group_by(p, select);
  if (parse_take_word(p, "HAVING")) parse_having(p, select);
  if (parse_take_word(p, "ORDER")) parse_order_by(p, select);
  bool limit = false, offset = false;
  for (;;) {
    if (!limit && parse_take_word(p, "LIMIT")) {
      limit = select->has_limit = true;
      select->limit = parse_size(p);
    } else if (!offset && parse_take_word(p, "OFFSET")) {
      offset = true;
      select->offset = parse_size(p);
    } else {
      break;
    }
  }
  if (parse_take_word(p, "VALUES")) select->values = parse_values(p);
}

/* ---- checks ---- */

/* Mark the variables of an expression, but not those inside EXISTS, which may be its own. */
static void mark_expr(const query_expr *expr, bool *used) {
  if (expr->op == EXPR_VAR) used[expr->slot.var] = true;
  for (size_t i = 0; i < expr->arg_count; i++) mark_expr(expr->args[i], used);
}

static void check_known(query_parser *p, const query_expr *expr, const bool *known, const char *where) {
  bool *used = bg_calloc(p->query->var_count, sizeof *used);
  mark_expr(expr, used);
  for (size_t i = 0; i < p->query->var_count; i++)
    if (used[i] && !known[i])
      parse_fail(p, "?%.*s in %s is neither in GROUP BY nor inside an aggregate such as COUNT or SAMPLE",
                 BG_FMT(p->query->names[i]), where);
  bg_free(used);
}

/* Of a query with groups: what is outside aggregates must be the same for the whole group. */
static void check_grouped(query_parser *p, const query_select *select) {
  bool *known = bg_calloc(p->query->var_count, sizeof *known);
  for (size_t i = 0; i < select->key_count; i++) known[select->keys[i].var] = true;
  for (size_t i = 0; i < select->aggregate_count; i++) known[select->aggregates[i].var] = true;
  for (size_t i = 0; i < select->having_count; i++) check_known(p, select->having[i], known, "HAVING");
  for (size_t i = 0; i < select->item_count && p->status == BG_OK; i++) {
    const query_projection *item = &select->items[i];
    if (item->expr) check_known(p, item->expr, known, "SELECT");
    else if (!known[item->var])
      parse_fail(p, "?%.*s in SELECT is neither in GROUP BY nor inside an aggregate such as COUNT or SAMPLE",
                 BG_FMT(p->query->names[item->var]));
    known[item->var] = true;
  }
  if (select->star) parse_fail(p, "SELECT * does not go with GROUP BY; name the variables");
  bg_free(known);
}

/* A name that an expression gets must be new. */
static void check_names(query_parser *p, const query_select *select, const bool *visible) {
  bool *taken = bg_calloc(p->query->var_count, sizeof *taken);
  for (size_t i = 0; i < select->item_count; i++) {
    const query_projection *item = &select->items[i];
    if (item->expr && (taken[item->var] || (visible[item->var])))
      parse_fail(p, "?%.*s has a value already; give the expression another name", BG_FMT(p->query->names[item->var]));
    taken[item->var] = true;
  }
  bg_free(taken);
}

void parse_finish_select(query_parser *p, query_select *select, bg_map *outer) {
  bool *visible = bg_calloc(p->query->var_count, sizeof *visible);
  size_t count = p->query->var_count;
  parse_mark_visible(p->query, select->where, visible);
  if (select->grouped) check_grouped(p, select);
  check_names(p, select, visible);
  if (select->values) parse_mark_visible(p->query, select->values, visible);
  for (size_t i = 0; select->star && i < count; i++)
    if (visible[i])
      add_item(&select->items, &select->item_count, &select->item_capacity,
               (query_projection){NULL, (uint32_t)i, NO_VAR});
  bg_map *inner = p->names;
  if (outer) p->names = outer;
  for (size_t i = 0; i < select->item_count && p->status == BG_OK; i++)
    select->items[i].outer = outer ? parse_named_var(p, p->query->names[select->items[i].var]) : select->items[i].var;
  p->names = inner;
  bg_free(visible);
}

query_node *parse_subquery(query_parser *p) {
  query_node *node = parse_node(p, NODE_SELECT, NULL, NULL);
  bg_map *outer = p->names;
  p->names = bg_map_new();
  query_select *select = node->select = parse_new_select(p);
  parse_next(p); /* SELECT */
  parse_select_items(p, select);
  parse_take_word(p, "WHERE");
  select->where = parse_group(p, NULL);
  parse_modifiers(p, select);
  if (p->status == BG_OK) parse_finish_select(p, select, outer);
  node->depth = parse_depth(p, select->where->depth, select->values ? select->values->depth : 0);
  for (size_t i = 0; i < select->item_count; i++)
    if (select->items[i].expr) node->depth = parse_depth(p, node->depth, select->items[i].expr->depth);
  bg_map_free(p->names);
  p->names = outer;
  return node;
}
