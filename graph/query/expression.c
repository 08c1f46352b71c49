#include "base/memory.h"
#include "query/value.h"
#include "rdf/vocab.h"

static query_value eval_or(query_run *run, const query_expr *expr, const bg_term_id *row, bool stop) {
  bool error = false;
  for (size_t i = 0; i < expr->arg_count; i++) {
    query_value value = eval_expr(run, expr->args[i], row);
    int truth = value_truth(&value);
    if (truth == (int)stop) return value_boolean(stop);
    error = error || truth < 0;
  }
  return error ? value_error : value_boolean(!stop);
}

static query_value from_truth(int truth) {
  return truth < 0 ? value_error : value_boolean(truth == 1);
}

static query_value eval_comparison(query_run *run, const query_expr *expr, const bg_term_id *row) {
  query_value a = eval_expr(run, expr->args[0], row), b = eval_expr(run, expr->args[1], row);
  if (a.kind == VALUE_ERROR || b.kind == VALUE_ERROR) return value_error;
  if (expr->op == EXPR_EQUAL || expr->op == EXPR_NOT_EQUAL) {
    int equal = value_equal(run, &a, &b);
    return equal < 0 ? value_error : value_boolean((equal == 1) == (expr->op == EXPR_EQUAL));
  }
  int order = value_compare(run, &a, &b);
  if (order == 2) { /* NaN is a number that is neither less nor greater */
    return value_is_number(&a) && value_is_number(&b) ? value_boolean(false) : value_error;
  }
  switch (expr->op) {
    case EXPR_LESS: return value_boolean(order < 0);
    case EXPR_GREATER: return value_boolean(order > 0);
    case EXPR_LESS_EQUAL: return value_boolean(order <= 0);
    default: return value_boolean(order >= 0);
  }
}

static query_value eval_in(query_run *run, const query_expr *expr, const bg_term_id *row) {
  query_value value = eval_expr(run, expr->args[0], row);
  bool error = false, found = false;
  for (size_t i = 1; i < expr->arg_count && !found; i++) {
    query_value other = eval_expr(run, expr->args[i], row);
    int equal = value_equal(run, &value, &other);
    found = equal == 1;
    error = error || equal < 0;
  }
  if (!found && error) return value_error;
  return value_boolean(found == (expr->op == EXPR_IN));
}

/* The values of the row stand for its variables everywhere in the pattern (section 18.6, substitute). */
static query_value eval_exists(query_run *run, const query_expr *expr, const bg_term_id *row) {
  query_table input = table_new(run);
  const bg_term_id *outer = run->outer;
  uint64_t *outer_bound = run->outer_bound;
  run->outer_bound = bg_calloc(run->query->var_count / 64 + 1, sizeof *run->outer_bound);
  run->outer = row;
  for (uint32_t i = 0; i < run->query->var_count; i++)
    if (row[i]) var_put(run->outer_bound, i);
  table_add(run, &input, row);
  query_table found = eval_node(run, expr->pattern, &input);
  bool exists = found.count > 0;
  table_free(run, &found);
  table_free(run, &input);
  bg_free(run->outer_bound);
  run->outer_bound = outer_bound;
  run->outer = outer;
  return value_boolean(exists == (expr->op == EXPR_EXISTS));
}

query_value eval_expr(query_run *run, const query_expr *expr, const bg_term_id *row) {
  if (!run_step(run)) return value_error;
  query_value a;
  switch (expr->op) {
    case EXPR_VAR:
    case EXPR_CONSTANT: {
      bg_term term =
          expr->op == EXPR_VAR ? run_term(run, row[expr->slot.var]) : run->query->constants[expr->slot.constant];
      return value_of_term(&term);
    }
    case EXPR_OR: return eval_or(run, expr, row, true);
    case EXPR_AND: return eval_or(run, expr, row, false);
    case EXPR_NOT:
      a = eval_expr(run, expr->args[0], row);
      return value_truth(&a) < 0 ? value_error : from_truth(!value_truth(&a));
    case EXPR_EQUAL:
    case EXPR_NOT_EQUAL:
    case EXPR_LESS:
    case EXPR_GREATER:
    case EXPR_LESS_EQUAL:
    case EXPR_GREATER_EQUAL: return eval_comparison(run, expr, row);
    case EXPR_ADD:
    case EXPR_SUBTRACT:
    case EXPR_MULTIPLY:
    case EXPR_DIVIDE: {
      a = eval_expr(run, expr->args[0], row);
      query_value b = eval_expr(run, expr->args[1], row);
      return value_reckon(expr->op, &a, &b);
    }
    case EXPR_NEGATE: a = eval_expr(run, expr->args[0], row); return value_negate(&a);
    case EXPR_PLUS: a = eval_expr(run, expr->args[0], row); return value_is_number(&a) ? a : value_error;
    case EXPR_IN:
    case EXPR_NOT_IN: return eval_in(run, expr, row);
    case EXPR_EXISTS:
    case EXPR_NOT_EXISTS: return eval_exists(run, expr, row);
    case EXPR_CAST:
      a = eval_expr(run, expr->args[0], row);
      return value_cast(run, run->query->constants[expr->slot.constant].value, &a);
    case EXPR_CALL: return eval_call(run, expr, row);
  }
  return value_error;
}

/* Between two rows nothing in the scratch arena is alive, unless an EXISTS is under way. */
static void clear_scratch(query_run *run) {
  if (run->outer || bg_arena_bytes(run->scratch) < (1u << 18)) return;
  bg_arena_free(run->scratch);
  run->scratch = bg_arena_new();
}

int eval_condition(query_run *run, const query_expr *expr, const bg_term_id *row) {
  query_value value = eval_expr(run, expr, row);
  int truth = value_truth(&value);
  clear_scratch(run);
  return run->status == BG_OK ? truth : -1;
}

bg_term_id eval_to_term(query_run *run, const query_expr *expr, const bg_term_id *row) {
  if (expr->op == EXPR_VAR) return row[expr->slot.var];
  query_value value = eval_expr(run, expr, row);
  if (value.kind == VALUE_ERROR || run->status != BG_OK) return BG_NO_TERM;
  bg_term term = value_term(run, &value);
  bg_term_id id = run_intern(run, &term);
  clear_scratch(run);
  return id;
}
