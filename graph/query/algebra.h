/* Internal to query/: a query as the parser leaves it (SPARQL 1.1 Query, section 18.2). Variables are numbers in one
 * space; those inside a subquery are apart from those outside, and its SELECT says which becomes which. Constants are
 * numbers in the query's list of terms. */
#ifndef BG_QUERY_ALGEBRA_H
#define BG_QUERY_ALGEBRA_H

#include <stdint.h>

#include "base/arena.h"
#include "query/query.h"

#define NO_VAR UINT32_MAX

/* A place in a pattern: a variable, or a constant when var is NO_VAR. */
typedef struct {
  uint32_t var;
  uint32_t constant;
} query_slot;

/* ---- property paths ---- */

typedef enum {
  QUERY_PATH_IRI,
  QUERY_PATH_INVERSE,
  QUERY_PATH_SEQUENCE,
  QUERY_PATH_ALTERNATIVE,
  QUERY_PATH_NEGATED,
  QUERY_PATH_OPTIONAL,
  QUERY_PATH_STAR,
  QUERY_PATH_PLUS
} query_path_kind;

typedef struct query_path query_path;
struct query_path {
  query_path_kind kind;
  unsigned depth;
  uint32_t iri; /* constant; QUERY_PATH_IRI */
  const query_path *left, *right;
  uint32_t *forward, *backward; /* QUERY_PATH_NEGATED: constants of !iri and of !^iri */
  size_t forward_count, backward_count;
};

typedef struct {
  query_slot s, p, o;
  const query_path *path; /* in place of p; NULL: none */
} query_triple;

/* ---- expressions ---- */

typedef enum {
  EXPR_VAR,
  EXPR_CONSTANT,
  EXPR_OR,
  EXPR_AND,
  EXPR_NOT,
  EXPR_EQUAL,
  EXPR_NOT_EQUAL,
  EXPR_LESS,
  EXPR_GREATER,
  EXPR_LESS_EQUAL,
  EXPR_GREATER_EQUAL,
  EXPR_ADD,
  EXPR_SUBTRACT,
  EXPR_MULTIPLY,
  EXPR_DIVIDE,
  EXPR_NEGATE,
  EXPR_PLUS,
  EXPR_IN, /* the first argument in the others */
  EXPR_NOT_IN,
  EXPR_EXISTS,
  EXPR_NOT_EXISTS,
  EXPR_CAST,
  EXPR_CALL
} expr_op;

/* Built-in functions, in the order of their table in functions.c. */
typedef enum {
  CALL_STR,
  CALL_LANG,
  CALL_LANGMATCHES,
  CALL_DATATYPE,
  CALL_BOUND,
  CALL_IRI,
  CALL_URI,
  CALL_BNODE,
  CALL_ABS,
  CALL_CEIL,
  CALL_FLOOR,
  CALL_ROUND,
  CALL_CONCAT,
  CALL_STRLEN,
  CALL_UCASE,
  CALL_LCASE,
  CALL_ENCODE_FOR_URI,
  CALL_CONTAINS,
  CALL_STRSTARTS,
  CALL_STRENDS,
  CALL_STRBEFORE,
  CALL_STRAFTER,
  CALL_YEAR,
  CALL_MONTH,
  CALL_DAY,
  CALL_HOURS,
  CALL_MINUTES,
  CALL_SECONDS,
  CALL_TIMEZONE,
  CALL_TZ,
  CALL_NOW,
  CALL_MD5,
  CALL_SHA1,
  CALL_SHA256,
  CALL_SHA384,
  CALL_SHA512,
  CALL_COALESCE,
  CALL_IF,
  CALL_STRLANG,
  CALL_STRDT,
  CALL_SAMETERM,
  CALL_ISIRI,
  CALL_ISURI,
  CALL_ISBLANK,
  CALL_ISLITERAL,
  CALL_ISNUMERIC,
  CALL_REGEX,
  CALL_SUBSTR,
  CALL_REPLACE,
  CALLS
} query_call;

typedef struct query_expr query_expr;
typedef struct query_node query_node;

struct query_expr {
  expr_op op;
  unsigned depth;
  query_call call;
  query_slot slot; /* EXPR_VAR, EXPR_CONSTANT; the type of EXPR_CAST as a constant */
  uint32_t base;   /* CALL_IRI: constant of the base, or 0 */
  query_expr **args;
  size_t arg_count;
  query_node *pattern; /* EXPR_EXISTS, EXPR_NOT_EXISTS */
};

/* The name of a built-in function and how many arguments it takes. */
typedef struct {
  const char *name;
  unsigned least, most;
} query_call_info;
extern const query_call_info query_calls[CALLS];

/* ---- patterns ---- */

/* Sets of variables: bits. */
typedef uint64_t *var_set;

typedef enum {
  NODE_UNIT,
  NODE_BGP,
  NODE_JOIN,
  NODE_LEFT_JOIN,
  NODE_UNION,
  NODE_FILTER,
  NODE_EXTEND,
  NODE_MINUS,
  NODE_GRAPH,
  NODE_VALUES,
  NODE_SELECT
} node_kind;

typedef struct query_select query_select;

struct query_node {
  node_kind kind;
  unsigned depth;
  query_node *left, *right;
  query_triple *triples; /* NODE_BGP */
  size_t triple_count, triple_capacity;
  query_expr *expr; /* NODE_FILTER, NODE_EXTEND; NODE_LEFT_JOIN, where it may be NULL */
  uint32_t var;     /* NODE_EXTEND */
  query_slot graph; /* NODE_GRAPH */
  uint32_t *vars;   /* NODE_VALUES; cells are constants, 0: UNDEF */
  size_t var_count;
  uint32_t *cells;
  size_t row_count;
  query_select *select; /* NODE_SELECT */
  var_set all;          /* every variable that matters to it, also those of its filters */
  var_set bound;        /* those that every solution binds */
  var_set needs;        /* of filters, BIND, OPTIONAL and MINUS: what they look at beyond what is bound beside them */
};

typedef enum { AGG_COUNT, AGG_SUM, AGG_MIN, AGG_MAX, AGG_AVG, AGG_SAMPLE, AGG_GROUP_CONCAT } aggregate_kind;

typedef struct {
  aggregate_kind kind;
  bool distinct;
  query_expr *expr; /* NULL: * */
  bg_str separator;
  uint32_t var; /* where the result goes */
} query_aggregate;

typedef struct {
  query_expr *expr; /* NULL: the variable itself */
  uint32_t var;     /* inside */
  uint32_t outer;   /* outside: what it becomes */
} query_projection;

typedef struct {
  query_expr *expr;
  bool descending;
} query_order;

struct query_select {
  bool distinct, star, grouped;
  query_node *where;
  query_node *values; /* VALUES at the end; or NULL */
  query_projection *items;
  size_t item_count, item_capacity;
  query_projection *keys; /* GROUP BY */
  size_t key_count, key_capacity;
  query_aggregate *aggregates;
  size_t aggregate_count, aggregate_capacity;
  query_expr **having;
  size_t having_count, having_capacity;
  query_order *orders;
  size_t order_count, order_capacity;
  bool has_limit;
  size_t limit, offset;
};

struct bg_query {
  bg_arena *arena;
  bg_query_form form;
  query_select *select;   /* where and modifiers, of every form */
  query_select **selects; /* all of them, that one too */
  size_t select_count, select_capacity;
  query_triple *template; /* CONSTRUCT */
  size_t template_count;
  query_slot *describe; /* DESCRIBE: constants and variables */
  size_t describe_count, describe_capacity;
  uint32_t *from, *from_named; /* constants */
  size_t from_count, from_capacity, named_count, named_capacity;
  bg_term *constants; /* [0] is none */
  size_t constant_count, constant_capacity;
  bg_str *names; /* of variables; empty: hidden */
  size_t var_count, var_capacity;
  bool uses_graph; /* GRAPH occurs; for hints */
};

/* Fill in the sets of variables of all patterns. */
void query_analyse(bg_query *query);

/* An IRI reference against a base (RFC 3986, section 5). */
bg_str query_resolve(bg_arena *arena, bg_str base, bg_str reference);

static inline bool var_in(const uint64_t *set, uint32_t var) {
  return set[var / 64] >> (var % 64) & 1;
}
static inline void var_put(uint64_t *set, uint32_t var) {
  set[var / 64] |= (uint64_t)1 << (var % 64);
}

#endif
