/* Internal to query/: the state of the parser, and what its files share. After an error every function does nothing and
 * the token is TOKEN_END, so that loops end. */
#ifndef BG_QUERY_PARSER_H
#define BG_QUERY_PARSER_H

#include "base/map.h"
#include "query/algebra.h"
#include "query/lexer.h"

enum {
  QUERY_NESTING = 128, /* of braces, parentheses and paths in the text */
  QUERY_DEPTH = 1000   /* of what is made of it: chains count too */
};

typedef struct {
  query_lexer lexer;
  query_token token; /* the current one */
  bg_query *query;
  bg_map *prefixes; /* name to constant */
  bg_str base;
  bg_map *names;       /* variables of this scope by name */
  bg_map *blanks;      /* blank nodes of the query: label to variable */
  bg_map *blank_owner; /* label to the number of its group of triples */
  size_t bgp;          /* number of the group of triples that is being read */
  size_t bgp_count;
  query_select *select; /* where aggregates go; NULL: none may stand here */
  bool in_aggregate;
  bool in_template;
  unsigned nesting;
  bg_status status;
} query_parser;

/* ---- parser.c: tokens, terms ---- */

void parse_fail(query_parser *p, const char *format, ...) __attribute__((format(printf, 2, 3)));
void parse_refuse(query_parser *p, const char *format, ...) __attribute__((format(printf, 2, 3)));
void parse_next(query_parser *p);
bool parse_is_sign(const query_parser *p, const char *sign);
bool parse_is_word(const query_parser *p, const char *word); /* in any case */
bool parse_take_sign(query_parser *p, const char *sign);     /* step over it when it is there */
bool parse_take_word(query_parser *p, const char *word);
void parse_want_sign(query_parser *p, const char *sign, const char *where);
void parse_want_word(query_parser *p, const char *word);
bool parse_enter(query_parser *p); /* one level deeper; false when too deep */
void parse_leave(query_parser *p);
/* 1 + the larger; an error when that is too deep. */
unsigned parse_depth(query_parser *p, unsigned a, unsigned b);

uint32_t parse_constant(query_parser *p, const bg_term *term);
uint32_t parse_constant_iri(query_parser *p, const char *iri);
uint32_t parse_var(query_parser *p); /* at TOKEN_VAR */
uint32_t parse_named_var(query_parser *p, bg_str name);
uint32_t parse_hidden_var(query_parser *p);
bool parse_at_iri(const query_parser *p);
uint32_t parse_iri(query_parser *p);
bool parse_at_term(const query_parser *p); /* an IRI, literal, number or boolean */
uint32_t parse_term(query_parser *p);
size_t parse_size(query_parser *p); /* a whole number */

query_select *parse_new_select(query_parser *p);
query_node *parse_node(query_parser *p, node_kind kind, query_node *left, query_node *right);

/* ---- parse_triples.c ---- */

bool parse_at_triples(const query_parser *p);
/* Triples up to where something else stands, into a BGP. */
void parse_triples(query_parser *p, query_node *bgp);

/* ---- parse_expression.c ---- */

query_expr *parse_expression(query_parser *p);
/* What may stand behind FILTER, HAVING and ORDER BY: in parentheses, or a call. */
query_expr *parse_constraint(query_parser *p);
bool parse_at_constraint(const query_parser *p);
query_expr *parse_expr_var(query_parser *p, uint32_t var);
query_expr *parse_and(query_parser *p, query_expr *left, query_expr *right); /* left may be NULL */

/* ---- parse_group.c ---- */

/* { ... }; a filter of the group itself comes apart when `filter` is given. */
query_node *parse_group(query_parser *p, query_expr **filter);
query_node *parse_values(query_parser *p);
/* Mark the named variables that a pattern makes visible outside. */
void parse_mark_visible(const bg_query *query, const query_node *node, bool *visible);

/* ---- parse_select.c ---- */

void parse_select_items(query_parser *p, query_select *select);
/* GROUP BY ... VALUES, then the checks that need all of them. `outer`: names of the scope around a subquery, or NULL.
 */
void parse_modifiers(query_parser *p, query_select *select);
void parse_finish_select(query_parser *p, query_select *select, bg_map *outer);
query_node *parse_subquery(query_parser *p);

#endif
