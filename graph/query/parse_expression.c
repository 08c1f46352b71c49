/* Expressions (SPARQL 1.1 Query, section 17). */
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "query/parser.h"
#include "rdf/vocab.h"

static query_expr *new_expr(query_parser *p, expr_op op) {
  query_expr *expr = bg_arena_alloc(p->query->arena, sizeof *expr);
  *expr = (query_expr){.op = op, .slot = {NO_VAR, 0}, .depth = 1};
  return expr;
}

static void add_arg(query_parser *p, query_expr *expr, query_expr *arg) {
  if ((expr->arg_count & (expr->arg_count - 1)) == 0) { /* full at powers of two */
    query_expr **grown = bg_arena_alloc(p->query->arena, (expr->arg_count ? 2 * expr->arg_count : 1) * sizeof *grown);
    for (size_t i = 0; i < expr->arg_count; i++) grown[i] = expr->args[i];
    expr->args = grown;
  }
  expr->args[expr->arg_count++] = arg;
  if (arg->depth >= expr->depth) expr->depth = parse_depth(p, arg->depth, 0);
}

static query_expr *binary(query_parser *p, expr_op op, query_expr *left, query_expr *right) {
  query_expr *expr = new_expr(p, op);
  add_arg(p, expr, left);
  add_arg(p, expr, right);
  return expr;
}

query_expr *parse_expr_var(query_parser *p, uint32_t var) {
  query_expr *expr = new_expr(p, EXPR_VAR);
  expr->slot.var = var;
  return expr;
}

query_expr *parse_and(query_parser *p, query_expr *left, query_expr *right) {
  return left ? binary(p, EXPR_AND, left, right) : right;
}

static query_expr *constant_expr(query_parser *p, uint32_t constant) {
  query_expr *expr = new_expr(p, EXPR_CONSTANT);
  expr->slot.constant = constant;
  return expr;
}

/* ---- aggregates ---- */

static const struct {
  const char *name;
  aggregate_kind kind;
} aggregates[] = {{"COUNT", AGG_COUNT},
                  {"SUM", AGG_SUM},
                  {"MIN", AGG_MIN},
                  {"MAX", AGG_MAX},
                  {"AVG", AGG_AVG},
                  {"SAMPLE", AGG_SAMPLE},
                  {"GROUP_CONCAT", AGG_GROUP_CONCAT}};

enum { AGGREGATES = sizeof aggregates / sizeof *aggregates };

static bool at_aggregate(const query_parser *p, aggregate_kind *kind) {
  for (size_t i = 0; i < AGGREGATES; i++) {
    if (!parse_is_word(p, aggregates[i].name)) continue;
    *kind = aggregates[i].kind;
    return true;
  }
  return false;
}

static void parse_separator(query_parser *p, query_aggregate *aggregate) {
  aggregate->separator = BG_STR(" ");
  if (!parse_take_sign(p, ";")) return;
  parse_want_word(p, "SEPARATOR");
  parse_want_sign(p, "=", "behind SEPARATOR");
  if (p->token.kind != TOKEN_STRING) parse_fail(p, "SEPARATOR takes a string");
  aggregate->separator = bg_arena_str(p->query->arena, p->token.text);
  parse_next(p);
}

static query_expr *parse_aggregate(query_parser *p, aggregate_kind kind) {
  query_select *select = p->select;
  query_aggregate aggregate = {.kind = kind};
  if (!select || p->in_aggregate)
    parse_fail(p, "%.*s stands only in SELECT, HAVING and ORDER BY, and not inside another", BG_FMT(p->token.text));
  parse_next(p);
  parse_want_sign(p, "(", "behind an aggregate");
  aggregate.distinct = parse_take_word(p, "DISTINCT");
  p->in_aggregate = true;
  if (kind != AGG_COUNT || !parse_take_sign(p, "*")) aggregate.expr = parse_expression(p);
  p->in_aggregate = false;
  if (kind == AGG_GROUP_CONCAT) parse_separator(p, &aggregate);
  parse_want_sign(p, ")", "behind an aggregate");
  aggregate.var = parse_hidden_var(p);
  if (p->status == BG_OK) {
    BG_GROW(select->aggregates, select->aggregate_capacity, select->aggregate_count + 1);
    select->aggregates[select->aggregate_count++] = aggregate;
    select->grouped = true;
  }
  return parse_expr_var(p, aggregate.var);
}

/* ---- calls ---- */

static void parse_args(query_parser *p, query_expr *expr) {
  parse_want_sign(p, "(", "before arguments");
  if (parse_take_sign(p, ")")) return;
  do add_arg(p, expr, parse_expression(p));
  while (p->status == BG_OK && parse_take_sign(p, ","));
  parse_want_sign(p, ")", "behind arguments");
}

static query_expr *parse_cast(query_parser *p) {
  static const char *const types[] = {"string",   "boolean", "integer", "decimal", "float",     "double",
                                      "dateTime", "date",    "time",    "gYear",   "gYearMonth"};
  query_token at = p->token;
  uint32_t iri = parse_iri(p);
  bg_str name = p->query->constants[iri].value;
  if (!parse_is_sign(p, "(")) return constant_expr(p, iri);
  query_expr *expr = new_expr(p, EXPR_CAST);
  expr->slot.constant = iri;
  bool known = false;
  for (size_t i = 0; i < sizeof types / sizeof *types; i++)
    known = known || (bg_str_starts(name, BG_STR(XSD_NS)) &&
                      bg_str_is(bg_str_slice(name, sizeof XSD_NS - 1, name.len), types[i]));
  if (!known && p->status == BG_OK) {
    p->token = at;
    parse_refuse(
        p,
        "the function <%.*s> is not known; there are the casts xsd:string, xsd:integer, xsd:decimal, xsd:double, "
        "xsd:float, xsd:boolean, xsd:dateTime, xsd:date and the built-in functions of SPARQL 1.1",
        BG_FMT(name));
  }
  parse_args(p, expr);
  if (p->status == BG_OK && expr->arg_count != 1) parse_fail(p, "a cast takes one argument");
  return expr;
}

static void refuse_call(query_parser *p) {
  static const char *const refused[] = {"RAND", "UUID", "STRUUID"};
  for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
    if (parse_is_word(p, refused[i]))
      parse_refuse(
          p, "%s is not supported, since answers are the same each run; use a hash such as SHA256 of what is at hand",
          refused[i]);
  static const char *const newer[] = {"TRIPLE", "SUBJECT", "PREDICATE", "OBJECT", "ISTRIPLE", "LANGDIR", "STRLANGDIR"};
  for (size_t i = 0; i < sizeof newer / sizeof *newer; i++)
    if (parse_is_word(p, newer[i])) parse_refuse(p, "%s is of SPARQL 1.2; this is SPARQL 1.1", newer[i]);
  parse_fail(p, "'%.*s' is not an expression; names of variables begin with '?', IRIs stand between '<' and '>'",
             BG_FMT(p->token.text));
}

static query_expr *parse_call(query_parser *p) {
  query_expr *expr = new_expr(p, EXPR_CALL);
  size_t i = 0;
  while (i < CALLS && !parse_is_word(p, query_calls[i].name)) i++;
  if (i == CALLS) {
    refuse_call(p);
    return expr;
  }
  expr->call = (query_call)i;
  parse_next(p);
  parse_args(p, expr);
  if (p->status == BG_OK && (expr->arg_count < query_calls[i].least || expr->arg_count > query_calls[i].most))
    parse_fail(p, "%s takes %u to %u arguments, not %zu", query_calls[i].name, query_calls[i].least,
               query_calls[i].most, expr->arg_count);
  if (p->status == BG_OK && i == CALL_BOUND && expr->args[0]->op != EXPR_VAR) parse_fail(p, "BOUND takes a variable");
  if ((i == CALL_IRI || i == CALL_URI) && p->base.len) {
    bg_term base = bg_term_iri(p->base);
    expr->base = parse_constant(p, &base);
  }
  return expr;
}

static query_expr *parse_exists(query_parser *p, expr_op op) {
  query_expr *expr = new_expr(p, op);
  query_select *select = p->select;
  p->select = NULL;
  expr->pattern = parse_group(p, NULL);
  p->select = select;
  expr->depth = parse_depth(p, expr->pattern ? expr->pattern->depth : 0, 0);
  return expr;
}

/* ---- operators, from the inside out ---- */

static query_expr *parse_bracketed(query_parser *p) {
  parse_want_sign(p, "(", "before an expression");
  query_expr *expr = parse_expression(p);
  parse_want_sign(p, ")", "behind an expression");
  return expr;
}

static query_expr *parse_primary(query_parser *p) {
  aggregate_kind kind;
  if (parse_is_sign(p, "(")) return parse_bracketed(p);
  if (p->token.kind == TOKEN_VAR) return parse_expr_var(p, parse_var(p));
  if (parse_at_iri(p)) return parse_cast(p);
  if (parse_at_term(p) && p->token.kind != TOKEN_SIGN) return constant_expr(p, parse_term(p));
  if (parse_take_word(p, "EXISTS")) return parse_exists(p, EXPR_EXISTS);
  if (parse_take_word(p, "NOT")) {
    parse_want_word(p, "EXISTS");
    return parse_exists(p, EXPR_NOT_EXISTS);
  }
  if (at_aggregate(p, &kind)) return parse_aggregate(p, kind);
  if (p->token.kind == TOKEN_WORD) return parse_call(p);
  parse_fail(p, "an expression is missing here");
  return new_expr(p, EXPR_CONSTANT);
}

static query_expr *parse_unary(query_parser *p) {
  expr_op op = EXPR_PLUS;
  if (parse_take_sign(p, "!")) op = EXPR_NOT;
  else if (parse_take_sign(p, "-")) op = EXPR_NEGATE;
  else if (!parse_take_sign(p, "+")) return parse_primary(p);
  query_expr *expr = new_expr(p, op);
  if (!parse_enter(p)) return expr;
  add_arg(p, expr, op == EXPR_NOT ? parse_unary(p) : parse_primary(p));
  parse_leave(p);
  return expr;
}

static query_expr *parse_product(query_parser *p) {
  query_expr *expr = parse_unary(p);
  while (p->status == BG_OK) {
    if (parse_take_sign(p, "*")) expr = binary(p, EXPR_MULTIPLY, expr, parse_unary(p));
    else if (parse_take_sign(p, "/")) expr = binary(p, EXPR_DIVIDE, expr, parse_unary(p));
    else break;
  }
  return expr;
}

static query_expr *parse_sum(query_parser *p) {
  query_expr *expr = parse_product(p);
  while (p->status == BG_OK) {
    if (parse_take_sign(p, "+")) expr = binary(p, EXPR_ADD, expr, parse_product(p));
    else if (parse_take_sign(p, "-")) expr = binary(p, EXPR_SUBTRACT, expr, parse_product(p));
    else break;
  }
  return expr;
}

static query_expr *parse_in(query_parser *p, expr_op op, query_expr *left) {
  query_expr *expr = new_expr(p, op);
  add_arg(p, expr, left);
  parse_args(p, expr);
  return expr;
}

static query_expr *parse_comparison(query_parser *p) {
  static const struct {
    const char *sign;
    expr_op op;
  } signs[] = {{"=", EXPR_EQUAL},   {"!=", EXPR_NOT_EQUAL},  {"<", EXPR_LESS},
               {">", EXPR_GREATER}, {"<=", EXPR_LESS_EQUAL}, {">=", EXPR_GREATER_EQUAL}};
  query_expr *expr = parse_sum(p);
  for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
    if (parse_take_sign(p, signs[i].sign)) return binary(p, signs[i].op, expr, parse_sum(p));
  if (parse_take_word(p, "IN")) return parse_in(p, EXPR_IN, expr);
  if (parse_take_word(p, "NOT")) {
    parse_want_word(p, "IN");
    return parse_in(p, EXPR_NOT_IN, expr);
  }
  return expr;
}

static query_expr *parse_conjunction(query_parser *p) {
  query_expr *expr = parse_comparison(p);
  while (p->status == BG_OK && parse_take_sign(p, "&&")) expr = binary(p, EXPR_AND, expr, parse_comparison(p));
  return expr;
}

query_expr *parse_expression(query_parser *p) {
  if (!parse_enter(p)) return new_expr(p, EXPR_CONSTANT);
  query_expr *expr = parse_conjunction(p);
  while (p->status == BG_OK && parse_take_sign(p, "||")) expr = binary(p, EXPR_OR, expr, parse_conjunction(p));
  parse_leave(p);
  return expr;
}

bool parse_at_constraint(const query_parser *p) {
  aggregate_kind kind;
  if (parse_is_sign(p, "(") || parse_at_iri(p) || at_aggregate(p, &kind) || parse_is_word(p, "EXISTS") ||
      parse_is_word(p, "NOT"))
    return true;
  for (size_t i = 0; i < CALLS; i++)
    if (parse_is_word(p, query_calls[i].name)) return true;
  return false;
}

query_expr *parse_constraint(query_parser *p) {
  if (!parse_at_constraint(p)) {
    if (p->token.kind == TOKEN_WORD) refuse_call(p);
    parse_fail(p, "a condition in parentheses, or a call, is missing here");
  }
  bool iri = parse_at_iri(p);
  query_expr *expr = parse_primary(p);
  if (iri && expr->op != EXPR_CAST) parse_fail(p, "an IRI alone is no condition");
  return expr;
}
