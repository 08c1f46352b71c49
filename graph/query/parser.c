#include "query/parser.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "rdf/check_term.h"
#include "rdf/iri.h"
#include "rdf/prefixes.h"
#include "rdf/vocab.h"

enum { MOST_BYTES = 1 << 20, MOST_VARIABLES = 4096 };

/* ---- errors and tokens ---- */

static void stop(query_parser *p, bg_status status, const char *format, va_list args) {
  if (p->status != BG_OK) return;
  p->status = status;
  if (p->token.kind != TOKEN_WRONG) {
    bg_buffer text = {0};
    bg_buffer_vprintf(&text, format, args);
    query_error_at(&p->lexer, p->token.offset, status, "%s", text.data);
    bg_buffer_free(&text);
  }
  p->lexer.at = p->lexer.source.len;
  p->token = (query_token){.kind = TOKEN_END};
}

void parse_fail(query_parser *p, const char *format, ...) {
  va_list args;
  va_start(args, format);
  stop(p, BG_ERROR_SYNTAX, format, args);
  va_end(args);
}

void parse_refuse(query_parser *p, const char *format, ...) {
  va_list args;
  va_start(args, format);
  stop(p, BG_ERROR_UNSUPPORTED, format, args);
  va_end(args);
}

void parse_next(query_parser *p) {
  if (p->status != BG_OK) return;
  p->token = query_lex(&p->lexer);
  if (p->token.kind == TOKEN_WRONG) parse_fail(p, "wrong token");
}

bool parse_is_sign(const query_parser *p, const char *sign) {
  return p->token.kind == TOKEN_SIGN && bg_str_is(p->token.text, sign);
}

bool parse_is_word(const query_parser *p, const char *word) {
  return p->token.kind == TOKEN_WORD && p->token.text.len == strlen(word) &&
         strncasecmp(p->token.text.data, word, p->token.text.len) == 0;
}

bool parse_take_sign(query_parser *p, const char *sign) {
  bool there = parse_is_sign(p, sign);
  if (there) parse_next(p);
  return there;
}

bool parse_take_word(query_parser *p, const char *word) {
  bool there = parse_is_word(p, word);
  if (there) parse_next(p);
  return there;
}

void parse_want_sign(query_parser *p, const char *sign, const char *where) {
  if (!parse_take_sign(p, sign)) parse_fail(p, "'%s' is missing %s", sign, where);
}

void parse_want_word(query_parser *p, const char *word) {
  if (!parse_take_word(p, word)) parse_fail(p, "%s is missing here", word);
}

bool parse_enter(query_parser *p) {
  if (++p->nesting > QUERY_NESTING) parse_refuse(p, "this is nested more than %d levels deep", QUERY_NESTING);
  return p->status == BG_OK;
}

void parse_leave(query_parser *p) {
  p->nesting--;
}

unsigned parse_depth(query_parser *p, unsigned a, unsigned b) {
  unsigned depth = 1 + (a > b ? a : b);
  if (depth > QUERY_DEPTH) parse_refuse(p, "more than %d parts hang on one another here; split the query", QUERY_DEPTH);
  return depth;
}

/* ---- constants and variables ---- */

uint32_t parse_constant(query_parser *p, const bg_term *term) {
  bg_query *q = p->query;
  BG_GROW(q->constants, q->constant_capacity, q->constant_count + 1);
  q->constants[q->constant_count] =
      (bg_term){term->kind, bg_arena_str(q->arena, term->value), bg_arena_str(q->arena, term->datatype),
                bg_arena_str(q->arena, term->language)};
  return (uint32_t)q->constant_count++;
}

uint32_t parse_constant_iri(query_parser *p, const char *iri) {
  bg_term term = bg_term_iri(bg_str_from(iri));
  return parse_constant(p, &term);
}

static uint32_t new_var(query_parser *p, bg_str name) {
  bg_query *q = p->query;
  if (q->var_count == MOST_VARIABLES) parse_refuse(p, "the query has more than %d variables", MOST_VARIABLES);
  BG_GROW(q->names, q->var_capacity, q->var_count + 1);
  q->names[q->var_count] = name;
  return (uint32_t)q->var_count++;
}

uint32_t parse_named_var(query_parser *p, bg_str name) {
  size_t found = bg_map_get(p->names, name, SIZE_MAX);
  if (found != SIZE_MAX) return (uint32_t)found;
  bg_str copy = bg_arena_str(p->query->arena, name);
  uint32_t var = new_var(p, copy);
  bg_map_set(p->names, copy, var);
  return var;
}

uint32_t parse_hidden_var(query_parser *p) {
  return new_var(p, BG_STR_EMPTY);
}

uint32_t parse_var(query_parser *p) {
  if (p->token.kind != TOKEN_VAR) {
    parse_fail(p, "a variable is missing here");
    return 0;
  }
  uint32_t var = parse_named_var(p, p->token.text);
  parse_next(p);
  return var;
}

/* ---- IRIs ---- */

bool parse_at_iri(const query_parser *p) {
  return p->token.kind == TOKEN_IRI || p->token.kind == TOKEN_NAME;
}

bg_str query_resolve(bg_arena *arena, bg_str base, bg_str reference) {
  bg_buffer resolved = {0};
  bg_iri_resolve(base, reference, &resolved);
  bg_str iri = bg_arena_str(arena, bg_buffer_str(&resolved));
  bg_buffer_free(&resolved);
  return iri;
}

static uint32_t iri_against_base(query_parser *p, bg_str iri) {
  bg_term term = bg_term_iri(iri);
  const char *problem = bg_iri_problem(iri);
  if (problem && p->base.len) {
    term.value = query_resolve(p->query->arena, p->base, iri);
    problem = bg_iri_problem(term.value);
  }
  if (problem)
    parse_fail(p, "<%.*s>: %s%s", BG_FMT(iri), problem, p->base.len ? "" : "; BASE <...> makes relative ones whole");
  return parse_constant(p, &term);
}

/* What everybody writes for a prefix, as a hint. */
static void unknown_prefix(query_parser *p, bg_str prefix) {
  bg_dataset *none = bg_dataset_new();
  bg_prefixes *known = bg_prefixes_new(none);
  bg_str hint = BG_STR("...");
  for (size_t i = 0; i < bg_prefixes_count(known); i++) {
    bg_str name, iri;
    bool used;
    bg_prefixes_get(known, i, &name, &iri, &used);
    if (bg_str_equal(name, prefix)) hint = iri;
  }
  parse_fail(p, "the prefix '%.*s:' is not declared; put PREFIX %.*s: <%.*s> at the top", BG_FMT(prefix),
             BG_FMT(prefix), BG_FMT(hint));
  bg_prefixes_free(known);
  bg_dataset_free(none);
}

static uint32_t prefixed_name(query_parser *p, bg_str text) {
  size_t colon = bg_str_find(text, BG_STR(":"), 0);
  bg_str prefix = bg_str_slice(text, 0, colon);
  size_t space = bg_map_get(p->prefixes, prefix, SIZE_MAX);
  if (space == SIZE_MAX) {
    unknown_prefix(p, prefix);
    return 0;
  }
  bg_buffer iri = {0};
  bg_buffer_add(&iri, p->query->constants[space].value);
  for (size_t i = colon + 1; i < text.len; i++) {
    if (text.data[i] == '\\') i++;
    if (i < text.len) bg_buffer_putc(&iri, text.data[i]);
  }
  bg_term term = bg_term_iri(bg_buffer_str(&iri));
  uint32_t constant = parse_constant(p, &term);
  bg_buffer_free(&iri);
  return constant;
}

uint32_t parse_iri(query_parser *p) {
  uint32_t constant = 0;
  if (p->token.kind == TOKEN_IRI) constant = iri_against_base(p, p->token.text);
  else if (p->token.kind == TOKEN_NAME) constant = prefixed_name(p, p->token.text);
  else parse_fail(p, "an IRI is missing here");
  parse_next(p);
  return constant;
}

/* ---- literals ---- */

static bool at_number(const query_parser *p) {
  return p->token.kind == TOKEN_INTEGER || p->token.kind == TOKEN_DECIMAL || p->token.kind == TOKEN_DOUBLE;
}

bool parse_at_term(const query_parser *p) {
  return parse_at_iri(p) || p->token.kind == TOKEN_STRING || at_number(p) || parse_is_word(p, "true") ||
         parse_is_word(p, "false") || parse_is_sign(p, "-") || parse_is_sign(p, "+");
}

static uint32_t number(query_parser *p, bg_str sign) {
  bg_str lexical = bg_arena_printf(p->query->arena, "%.*s%.*s", BG_FMT(sign), BG_FMT(p->token.text));
  bg_term term = bg_term_literal(lexical);
  if (!at_number(p)) parse_fail(p, "a number is missing behind '%.*s'", BG_FMT(sign));
  term.datatype = p->token.kind == TOKEN_INTEGER   ? BG_STR(XSD_NS "integer")
                  : p->token.kind == TOKEN_DECIMAL ? BG_STR(XSD_NS "decimal")
                                                   : BG_STR(XSD_NS "double");
  parse_next(p);
  return parse_constant(p, &term);
}

static uint32_t literal(query_parser *p) {
  bg_term term = bg_term_literal(p->token.text);
  parse_next(p);
  if (p->token.kind == TOKEN_LANGUAGE) {
    term.language = p->token.text;
    parse_next(p);
  } else if (parse_take_sign(p, "^^")) {
    uint32_t type = parse_iri(p);
    term.datatype = p->query->constants[type].value;
  }
  return parse_constant(p, &term);
}

uint32_t parse_term(query_parser *p) {
  if (parse_at_iri(p)) return parse_iri(p);
  if (p->token.kind == TOKEN_STRING) return literal(p);
  if (parse_is_sign(p, "-") || parse_is_sign(p, "+")) {
    bg_str sign = p->token.text;
    parse_next(p);
    return number(p, sign);
  }
  if (at_number(p)) return number(p, BG_STR_EMPTY);
  if (parse_is_word(p, "true") || parse_is_word(p, "false")) {
    bg_term term = bg_term_literal(parse_is_word(p, "true") ? BG_STR("true") : BG_STR("false"));
    term.datatype = BG_STR(XSD_NS "boolean");
    parse_next(p);
    return parse_constant(p, &term);
  }
  parse_fail(p, "a value is missing here");
  return 0;
}

size_t parse_size(query_parser *p) {
  bg_str text = p->token.text;
  if (p->token.kind != TOKEN_INTEGER) parse_fail(p, "a whole number is missing here");
  size_t value = 0;
  for (size_t i = 0; i < text.len && p->status == BG_OK; i++) {
    size_t digit = (size_t)(text.data[i] - '0');
    value = value > (SIZE_MAX - digit) / 10 ? SIZE_MAX : value * 10 + digit;
  }
  parse_next(p);
  return value;
}

query_select *parse_new_select(query_parser *p) {
  bg_query *q = p->query;
  BG_GROW(q->selects, q->select_capacity, q->select_count + 1);
  return q->selects[q->select_count++] = bg_arena_alloc(q->arena, sizeof(query_select));
}

query_node *parse_node(query_parser *p, node_kind kind, query_node *left, query_node *right) {
  query_node *node = bg_arena_alloc(p->query->arena, sizeof *node);
  *node = (query_node){.kind = kind, .left = left, .right = right, .graph = {NO_VAR, 0}};
  node->depth = parse_depth(p, left ? left->depth : 0, right ? right->depth : 0);
  return node;
}

/* ---- queries ---- */

static void parse_prologue(query_parser *p) {
  for (;;) {
    if (parse_take_word(p, "BASE")) {
      if (p->token.kind != TOKEN_IRI) parse_fail(p, "BASE takes an IRI between '<' and '>'");
      uint32_t base = parse_iri(p);
      p->base = p->query->constants[base].value;
    } else if (parse_take_word(p, "PREFIX")) {
      bg_str name = p->token.text;
      if (p->token.kind != TOKEN_NAME || bg_str_find(name, BG_STR(":"), 0) != name.len - 1)
        parse_fail(p, "PREFIX takes a name with ':' behind it, then an IRI between '<' and '>'");
      parse_next(p);
      if (p->token.kind != TOKEN_IRI) parse_fail(p, "PREFIX takes an IRI between '<' and '>'");
      uint32_t iri = parse_iri(p);
      if (p->status == BG_OK) bg_map_set(p->prefixes, bg_str_slice(name, 0, name.len - 1), iri);
    } else {
      return;
    }
  }
}

static void parse_dataset(query_parser *p) {
  bg_query *q = p->query;
  while (parse_take_word(p, "FROM")) {
    bool named = parse_take_word(p, "NAMED");
    uint32_t iri = parse_iri(p);
    if (named) {
      BG_GROW(q->from_named, q->named_capacity, q->named_count + 1);
      q->from_named[q->named_count++] = iri;
    } else {
      BG_GROW(q->from, q->from_capacity, q->from_count + 1);
      q->from[q->from_count++] = iri;
    }
  }
}

static void parse_where(query_parser *p, bool optional) {
  bool where = parse_take_word(p, "WHERE");
  if (!where && optional && !parse_is_sign(p, "{")) p->query->select->where = parse_node(p, NODE_UNIT, NULL, NULL);
  else p->query->select->where = parse_group(p, NULL);
}

static void parse_describe(query_parser *p) {
  bg_query *q = p->query;
  if (parse_take_sign(p, "*")) {
    q->select->star = true;
  } else {
    while (p->token.kind == TOKEN_VAR || parse_at_iri(p)) {
      bool var = p->token.kind == TOKEN_VAR;
      BG_GROW(q->describe, q->describe_capacity, q->describe_count + 1);
      q->describe[q->describe_count++] = var ? (query_slot){parse_var(p), 0} : (query_slot){NO_VAR, parse_iri(p)};
    }
    if (!q->describe_count) parse_fail(p, "DESCRIBE takes IRIs, variables or *");
  }
  parse_dataset(p);
  parse_where(p, true);
}

static void parse_construct(query_parser *p) {
  bg_query *q = p->query;
  query_node *template = parse_node(p, NODE_BGP, NULL, NULL);
  bool given = parse_is_sign(p, "{");
  if (given) {
    parse_next(p);
    p->in_template = true;
    if (parse_at_triples(p)) parse_triples(p, template);
    p->in_template = false;
    parse_want_sign(p, "}", "behind the template");
    bg_map_free(p->blanks); /* labels of the template are its own */
    p->blanks = bg_map_new();
  }
  parse_dataset(p);
  if (given) {
    parse_where(p, false);
  } else {
    parse_want_word(p, "WHERE");
    parse_where(p, false);
    template = q->select->where;
    if (p->status == BG_OK && template->kind != NODE_BGP && template->kind != NODE_UNIT)
      parse_fail(p, "CONSTRUCT WHERE takes triples only; write the template out");
  }
  q->template = template->triples;
  q->template_count = template->triple_count;
}

static void parse_form(query_parser *p) {
  bg_query *q = p->query;
  if (parse_take_word(p, "SELECT")) {
    q->form = BG_QUERY_SELECT;
    parse_select_items(p, q->select);
    parse_dataset(p);
    parse_where(p, false);
  } else if (parse_take_word(p, "ASK")) {
    q->form = BG_QUERY_ASK;
    parse_dataset(p);
    parse_where(p, false);
  } else if (parse_take_word(p, "CONSTRUCT")) {
    q->form = BG_QUERY_CONSTRUCT;
    parse_construct(p);
  } else if (parse_take_word(p, "DESCRIBE")) {
    q->form = BG_QUERY_DESCRIBE;
    parse_describe(p);
  } else {
    static const char *const updates[] = {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP",
                                          "CREATE", "ADD",    "MOVE", "COPY",  "WITH"};
    for (size_t i = 0; i < sizeof updates / sizeof *updates; i++)
      if (parse_is_word(p, updates[i])) parse_refuse(p, "%s changes data; this only answers questions", updates[i]);
    parse_fail(p, "a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE");
  }
}

static void parse_query(query_parser *p) {
  bg_query *q = p->query;
  bg_term none = {.kind = BG_TERM_NONE};
  q->select = parse_new_select(p);
  parse_constant(p, &none);
  if (p->lexer.source.len > MOST_BYTES) parse_refuse(p, "the query is larger than %d bytes", MOST_BYTES);
  parse_next(p);
  parse_prologue(p);
  parse_form(p);
  parse_modifiers(p, q->select);
  if (p->status == BG_OK && p->token.kind != TOKEN_END)
    parse_fail(p, "'%.*s' has no place here", BG_FMT(p->token.text));
  if (p->status == BG_OK) parse_finish_select(p, q->select, NULL);
  if (p->status == BG_OK) query_analyse(q);
}

bg_status bg_query_parse(bg_str text, const char *name, const char *base, bg_diagnostics *diagnostics,
                         bg_query **query) {
  *query = NULL;
  bg_str checked;
  BG_TRY(bg_check_text(text, name, diagnostics, &checked));
  bg_query *q = BG_NEW(bg_query);
  q->arena = bg_arena_new();
  bg_str source = bg_arena_str(q->arena, checked);
  query_parser p = {.lexer = {.source = source, .name = name, .diagnostics = diagnostics, .arena = q->arena},
                    .query = q,
                    .prefixes = bg_map_new(),
                    .names = bg_map_new(),
                    .blanks = bg_map_new(),
                    .blank_owner = bg_map_new(),
                    .base = bg_str_from(base)};
  parse_query(&p);
  bg_map_free(p.prefixes);
  bg_map_free(p.names);
  bg_map_free(p.blanks);
  bg_map_free(p.blank_owner);
  if (p.status == BG_OK) *query = q;
  else bg_query_free(q);
  return p.status;
}

bg_query_form bg_query_form_of(const bg_query *query) {
  return query->form;
}

bool bg_query_uses_graph(const bg_query *query) {
  return query->uses_graph;
}
