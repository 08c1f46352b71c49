/* Groups of patterns and what becomes of them (SPARQL 1.1 Query, sections 5 to 8, 10, 13 and 18.2.2). */
#include "base/memory.h"
#include "query/parser.h"

typedef struct {
  query_node *pattern; /* so far */
  query_node *bgp;     /* that further triples belong to, or NULL */
  size_t number;       /* of it */
  query_expr *filter;
} group;

static query_node *join(query_parser *p, query_node *left, query_node *right) {
  if (left->kind == NODE_UNIT) return right;
  if (right->kind == NODE_UNIT) return left;
  return parse_node(p, NODE_JOIN, left, right);
}

static void join_to(query_parser *p, group *g, query_node *right) {
  if (p->status != BG_OK) return;
  g->pattern = join(p, g->pattern, right);
  g->bgp = NULL;
}

static query_node *with_filter(query_parser *p, query_node *pattern, query_expr *filter) {
  if (!filter) return pattern;
  query_node *node = parse_node(p, NODE_FILTER, pattern, NULL);
  node->expr = filter;
  node->depth = parse_depth(p, pattern->depth, filter->depth);
  return node;
}

/* ---- the elements of a group ---- */

static void take_triples(query_parser *p, group *g) {
  query_node *bgp = g->bgp;
  if (!bgp) {
    bgp = parse_node(p, NODE_BGP, NULL, NULL);
    join_to(p, g, bgp);
    g->bgp = bgp;
    g->number = ++p->bgp_count;
  }
  p->bgp = g->number;
  parse_triples(p, bgp);
}

static void take_optional(query_parser *p, group *g) {
  query_expr *filter = NULL;
  query_node *right = parse_group(p, &filter);
  if (p->status != BG_OK) return;
  query_node *node = parse_node(p, NODE_LEFT_JOIN, g->pattern, right);
  node->expr = filter;
  if (filter) node->depth = parse_depth(p, node->depth, filter->depth);
  g->pattern = node;
  g->bgp = NULL;
}

static void take_minus(query_parser *p, group *g) {
  query_node *right = parse_group(p, NULL);
  if (p->status != BG_OK) return;
  g->pattern = parse_node(p, NODE_MINUS, g->pattern, right);
  g->bgp = NULL;
}

static void take_graph(query_parser *p, group *g) {
  query_slot graph = {NO_VAR, 0};
  p->query->uses_graph = true;
  if (p->token.kind == TOKEN_VAR) graph.var = parse_var(p);
  else graph.constant = parse_iri(p);
  query_node *inner = parse_group(p, NULL);
  if (p->status != BG_OK) return;
  query_node *node = parse_node(p, NODE_GRAPH, inner, NULL);
  node->graph = graph;
  join_to(p, g, node);
}

static void take_union(query_parser *p, group *g) {
  query_node *node = parse_group(p, NULL);
  while (p->status == BG_OK && parse_take_word(p, "UNION"))
    node = parse_node(p, NODE_UNION, node, parse_group(p, NULL));
  join_to(p, g, node);
}

static void take_bind(query_parser *p, group *g) {
  parse_want_sign(p, "(", "behind BIND");
  query_expr *expr = parse_expression(p);
  parse_want_word(p, "AS");
  uint32_t var = parse_var(p);
  parse_want_sign(p, ")", "behind BIND");
  if (p->status != BG_OK) return;
  bool *visible = bg_calloc(p->query->var_count, sizeof *visible);
  parse_mark_visible(p->query, g->pattern, visible);
  if (visible[var])
    parse_fail(p, "BIND cannot bind ?%.*s: it stands before in this group; use a new variable",
               BG_FMT(p->query->names[var]));
  bg_free(visible);
  query_node *node = parse_node(p, NODE_EXTEND, g->pattern, NULL);
  node->expr = expr;
  node->var = var;
  node->depth = parse_depth(p, node->depth, expr->depth);
  g->pattern = node;
  g->bgp = NULL;
}

static uint32_t parse_cell(query_parser *p) {
  if (parse_take_word(p, "UNDEF")) return 0;
  return parse_term(p);
}

/* One row: in parentheses when there are several variables. */
static void parse_row(query_parser *p, query_node *node, bool several, size_t *capacity) {
  if (several) parse_want_sign(p, "(", "before a row of VALUES");
  BG_GROW(node->cells, *capacity, (node->row_count + 1) * node->var_count + 1);
  for (size_t i = 0; i < node->var_count && p->status == BG_OK; i++) {
    if (several && parse_is_sign(p, ")")) parse_fail(p, "this row has fewer values than VALUES has variables");
    node->cells[node->row_count * node->var_count + i] = parse_cell(p);
  }
  if (several && !parse_take_sign(p, ")"))
    parse_fail(p, "this row has more values than VALUES has variables, or ')' is missing");
  node->row_count++;
}

static void parse_value_vars(query_parser *p, query_node *node, bool several) {
  size_t capacity = 0;
  uint32_t *vars = NULL;
  do {
    if (several && parse_is_sign(p, ")")) break;
    BG_GROW(vars, capacity, node->var_count + 1);
    vars[node->var_count++] = parse_var(p);
  } while (several && p->status == BG_OK);
  if (several) parse_want_sign(p, ")", "behind the variables of VALUES");
  node->vars = bg_arena_alloc(p->query->arena, (node->var_count + 1) * sizeof *vars);
  for (size_t i = 0; i < node->var_count; i++) node->vars[i] = vars[i];
  bg_free(vars);
}

query_node *parse_values(query_parser *p) {
  query_node *node = parse_node(p, NODE_VALUES, NULL, NULL);
  size_t capacity = 0;
  bool several = parse_take_sign(p, "(");
  parse_value_vars(p, node, several);
  parse_want_sign(p, "{", "behind the variables of VALUES");
  while (p->status == BG_OK && !parse_is_sign(p, "}")) parse_row(p, node, several, &capacity);
  parse_want_sign(p, "}", "behind the rows of VALUES");
  size_t count = node->row_count * node->var_count;
  uint32_t *cells = bg_arena_alloc(p->query->arena, (count + 1) * sizeof *cells);
  for (size_t i = 0; i < count && p->status == BG_OK; i++) cells[i] = node->cells[i];
  bg_free(node->cells);
  node->cells = cells;
  return node;
}

static void parse_element(query_parser *p, group *g) {
  bool triples = parse_at_triples(p);
  if (triples) take_triples(p, g);
  else if (parse_take_word(p, "OPTIONAL")) take_optional(p, g);
  else if (parse_take_word(p, "MINUS")) take_minus(p, g);
  else if (parse_take_word(p, "GRAPH")) take_graph(p, g);
  else if (parse_take_word(p, "FILTER")) g->filter = parse_and(p, g->filter, parse_constraint(p));
  else if (parse_take_word(p, "BIND")) take_bind(p, g);
  else if (parse_take_word(p, "VALUES")) join_to(p, g, parse_values(p));
  else if (parse_is_sign(p, "{")) take_union(p, g);
  else if (parse_is_word(p, "SERVICE"))
    parse_refuse(p, "SERVICE would ask another server, and nothing here reaches the network; load its data as a file");
  else if (parse_is_word(p, "UNION")) parse_fail(p, "UNION stands between two groups in braces");
  else parse_fail(p, "a pattern is missing here, or '}'");
  if (!triples) parse_take_sign(p, ".");
  else if (parse_at_triples(p)) parse_fail(p, "'.' is missing between these triples");
}

query_node *parse_group(query_parser *p, query_expr **filter) {
  query_node *unit = parse_node(p, NODE_UNIT, NULL, NULL);
  group g = {.pattern = unit};
  if (filter) *filter = NULL;
  if (!parse_enter(p)) return unit;
  query_select *outer = p->select;
  p->select = NULL;
  parse_want_sign(p, "{", "before a group of patterns");
  if (parse_is_word(p, "SELECT")) {
    g.pattern = parse_subquery(p);
  } else {
    while (p->status == BG_OK && !parse_is_sign(p, "}")) parse_element(p, &g);
  }
  parse_want_sign(p, "}", "behind a group of patterns");
  p->select = outer;
  parse_leave(p);
  if (p->status != BG_OK) return unit;
  if (filter) *filter = g.filter;
  return filter ? g.pattern : with_filter(p, g.pattern, g.filter);
}

/* ---- what is visible outside ---- */

static void mark(const bg_query *query, query_slot slot, bool *visible) {
  if (slot.var != NO_VAR && query->names[slot.var].len) visible[slot.var] = true;
}

void parse_mark_visible(const bg_query *query, const query_node *node, bool *visible) {
  if (!node) return;
  switch (node->kind) {
    case NODE_UNIT: break;
    case NODE_BGP:
      for (size_t i = 0; i < node->triple_count; i++) {
        mark(query, node->triples[i].s, visible);
        mark(query, node->triples[i].p, visible);
        mark(query, node->triples[i].o, visible);
      }
      break;
    case NODE_GRAPH: mark(query, node->graph, visible); break;
    case NODE_EXTEND: visible[node->var] = true; break;
    case NODE_VALUES:
      for (size_t i = 0; i < node->var_count; i++) visible[node->vars[i]] = true;
      break;
    case NODE_SELECT:
      for (size_t i = 0; i < node->select->item_count; i++) visible[node->select->items[i].outer] = true;
      break;
    case NODE_JOIN:
    case NODE_LEFT_JOIN:
    case NODE_UNION:
    case NODE_FILTER:
    case NODE_MINUS: break;
  }
  parse_mark_visible(query, node->left, visible);
  if (node->kind != NODE_MINUS) parse_mark_visible(query, node->right, visible);
}
