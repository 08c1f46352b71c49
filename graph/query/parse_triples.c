/* Triples and property paths (SPARQL 1.1 Query, sections 4.2, 9 and 18.2.2.3). */
#include <stdint.h>

#include "base/memory.h"
#include "query/parser.h"
#include "rdf/vocab.h"

bool parse_at_triples(const query_parser *p) {
  return p->token.kind == TOKEN_VAR || p->token.kind == TOKEN_BLANK || parse_is_sign(p, "[") || parse_is_sign(p, "(") ||
         parse_at_term(p);
}

static query_slot var_slot(uint32_t var) {
  return (query_slot){var, 0};
}

static query_slot constant_slot(uint32_t constant) {
  return (query_slot){NO_VAR, constant};
}

/* ---- adding ---- */

static void add_triple(query_parser *p, query_node *bgp, query_triple triple) {
  if (p->status != BG_OK) return;
  if (bgp->triple_count == bgp->triple_capacity) {
    size_t capacity = bgp->triple_capacity ? 2 * bgp->triple_capacity : 8;
    query_triple *grown = bg_arena_alloc(p->query->arena, capacity * sizeof *grown);
    for (size_t i = 0; i < bgp->triple_count; i++) grown[i] = bgp->triples[i];
    bgp->triples = grown;
    bgp->triple_capacity = capacity;
  }
  bgp->triples[bgp->triple_count++] = triple;
}

/* Sequences and inverses become triples; what is left needs a walk. */
static void add_path(query_parser *p, query_node *bgp, query_slot s, const query_path *path, query_slot o) {
  if (p->status != BG_OK) return;
  if (path->kind == QUERY_PATH_IRI) {
    add_triple(p, bgp, (query_triple){s, constant_slot(path->iri), o, NULL});
  } else if (path->kind == QUERY_PATH_INVERSE) {
    add_path(p, bgp, o, path->left, s);
  } else if (path->kind == QUERY_PATH_SEQUENCE) {
    query_slot middle = var_slot(parse_hidden_var(p));
    add_path(p, bgp, s, path->left, middle);
    add_path(p, bgp, middle, path->right, o);
  } else {
    add_triple(p, bgp, (query_triple){s, constant_slot(0), o, path});
  }
}

/* ---- paths ---- */

static query_path *parse_path(query_parser *p);

static query_path *new_path(query_parser *p, query_path_kind kind, const query_path *left, const query_path *right) {
  query_path *path = bg_arena_alloc(p->query->arena, sizeof *path);
  *path = (query_path){.kind = kind, .left = left, .right = right};
  path->depth = parse_depth(p, left ? left->depth : 0, right ? right->depth : 0);
  return path;
}

static uint32_t iri_or_a(query_parser *p) {
  if (p->token.kind == TOKEN_WORD && bg_str_is(p->token.text, "a")) {
    parse_next(p);
    return parse_constant_iri(p, RDF_TYPE);
  }
  return parse_iri(p);
}

static void add_negated(query_parser *p, uint32_t **list, size_t *count, uint32_t iri) {
  uint32_t *grown = bg_arena_alloc(p->query->arena, (*count + 1) * sizeof *grown);
  for (size_t i = 0; i < *count; i++) grown[i] = (*list)[i];
  grown[*count] = iri;
  *list = grown;
  ++*count;
}

static query_path *parse_negated(query_parser *p) {
  query_path *path = new_path(p, QUERY_PATH_NEGATED, NULL, NULL);
  bool several = parse_take_sign(p, "(");
  if (several && parse_take_sign(p, ")")) {
    path->forward = bg_arena_alloc(p->query->arena, sizeof *path->forward); /* !(): any predicate, forward */
    return path;
  }
  do {
    if (parse_take_sign(p, "^")) add_negated(p, &path->backward, &path->backward_count, iri_or_a(p));
    else add_negated(p, &path->forward, &path->forward_count, iri_or_a(p));
  } while (several && p->status == BG_OK && parse_take_sign(p, "|"));
  if (several) parse_want_sign(p, ")", "behind what the path must not be");
  return path;
}

static query_path *parse_path_primary(query_parser *p) {
  query_path *path;
  if (parse_take_sign(p, "(")) {
    path = parse_path(p);
    parse_want_sign(p, ")", "behind a path");
  } else if (parse_take_sign(p, "!")) {
    path = parse_negated(p);
  } else {
    path = new_path(p, QUERY_PATH_IRI, NULL, NULL);
    path->iri = iri_or_a(p);
  }
  return path;
}

static query_path *parse_path_step(query_parser *p) {
  bool inverse = parse_take_sign(p, "^");
  query_path *path = parse_path_primary(p);
  if (parse_take_sign(p, "*")) path = new_path(p, QUERY_PATH_STAR, path, NULL);
  else if (parse_take_sign(p, "+")) path = new_path(p, QUERY_PATH_PLUS, path, NULL);
  else if (parse_take_sign(p, "?")) path = new_path(p, QUERY_PATH_OPTIONAL, path, NULL);
  return inverse ? new_path(p, QUERY_PATH_INVERSE, path, NULL) : path;
}

static query_path *parse_path_sequence(query_parser *p) {
  query_path *path = parse_path_step(p);
  while (p->status == BG_OK && parse_take_sign(p, "/"))
    path = new_path(p, QUERY_PATH_SEQUENCE, path, parse_path_step(p));
  return path;
}

static query_path *parse_path(query_parser *p) {
  query_path *path = new_path(p, QUERY_PATH_IRI, NULL, NULL);
  if (!parse_enter(p)) return path;
  path = parse_path_sequence(p);
  while (p->status == BG_OK && parse_take_sign(p, "|"))
    path = new_path(p, QUERY_PATH_ALTERNATIVE, path, parse_path_sequence(p));
  parse_leave(p);
  return path;
}

/* ---- nodes ---- */

static void parse_properties(query_parser *p, query_node *bgp, query_slot subject);

static query_slot blank_node(query_parser *p, bg_str label) {
  size_t found = bg_map_get(p->blanks, label, SIZE_MAX);
  if (found != SIZE_MAX) {
    if (!p->in_template && bg_map_get(p->blank_owner, label, p->bgp) != p->bgp)
      parse_fail(p, "_:%.*s stands in another group of triples too; use a variable", BG_FMT(label));
    return var_slot((uint32_t)found);
  }
  bg_str copy = bg_arena_str(p->query->arena, label);
  uint32_t var = parse_hidden_var(p);
  bg_map_set(p->blanks, copy, var);
  bg_map_set(p->blank_owner, copy, p->bgp);
  return var_slot(var);
}

static query_slot parse_node_slot(query_parser *p, query_node *bgp);

static query_slot parse_list(query_parser *p, query_node *bgp) {
  query_slot first = {NO_VAR, 0}, last = first, nil = constant_slot(parse_constant_iri(p, RDF_NS "nil"));
  query_slot first_iri = constant_slot(parse_constant_iri(p, RDF_NS "first"));
  query_slot rest_iri = constant_slot(parse_constant_iri(p, RDF_NS "rest"));
  bool any = false;
  while (p->status == BG_OK && !parse_take_sign(p, ")")) {
    query_slot cell = var_slot(parse_hidden_var(p));
    if (any) add_triple(p, bgp, (query_triple){last, rest_iri, cell, NULL});
    else first = cell;
    any = true;
    last = cell;
    add_triple(p, bgp, (query_triple){cell, first_iri, parse_node_slot(p, bgp), NULL});
  }
  if (!any) return nil;
  add_triple(p, bgp, (query_triple){last, rest_iri, nil, NULL});
  return first;
}

/* A subject or object; `bgp` takes the triples of [...] and (...). */
static query_slot parse_node_slot(query_parser *p, query_node *bgp) {
  query_slot slot = {NO_VAR, 0};
  if (!parse_enter(p)) return slot;
  if (p->token.kind == TOKEN_VAR) {
    slot = var_slot(parse_var(p));
  } else if (p->token.kind == TOKEN_BLANK) {
    slot = blank_node(p, p->token.text);
    parse_next(p);
  } else if (parse_take_sign(p, "[")) {
    slot = var_slot(parse_hidden_var(p));
    if (!parse_is_sign(p, "]")) parse_properties(p, bgp, slot);
    parse_want_sign(p, "]", "behind the properties of a blank node");
  } else if (parse_take_sign(p, "(")) {
    slot = parse_list(p, bgp);
  } else {
    slot = constant_slot(parse_term(p));
  }
  parse_leave(p);
  return slot;
}

static void parse_objects(query_parser *p, query_node *bgp, query_slot subject) {
  query_slot predicate = {NO_VAR, 0};
  const query_path *path = NULL;
  if (p->token.kind == TOKEN_VAR) predicate = var_slot(parse_var(p));
  else path = parse_path(p);
  if (p->in_template && path && path->kind != QUERY_PATH_IRI) parse_fail(p, "a template takes no property paths");
  do {
    query_slot object = parse_node_slot(p, bgp);
    if (path) add_path(p, bgp, subject, path, object);
    else add_triple(p, bgp, (query_triple){subject, predicate, object, NULL});
  } while (p->status == BG_OK && parse_take_sign(p, ","));
}

static bool at_verb(const query_parser *p) {
  return p->token.kind == TOKEN_VAR || parse_at_iri(p) || parse_is_sign(p, "^") || parse_is_sign(p, "!") ||
         parse_is_sign(p, "(") || (p->token.kind == TOKEN_WORD && bg_str_is(p->token.text, "a"));
}

static void parse_properties(query_parser *p, query_node *bgp, query_slot subject) {
  if (!at_verb(p)) parse_fail(p, "a property is missing here: an IRI, a path, a variable or 'a'");
  do {
    if (at_verb(p)) parse_objects(p, bgp, subject);
  } while (p->status == BG_OK && parse_take_sign(p, ";"));
}

void parse_triples(query_parser *p, query_node *bgp) {
  do {
    bool nested = parse_is_sign(p, "[") || parse_is_sign(p, "(");
    size_t before = bgp->triple_count;
    query_slot subject = parse_node_slot(p, bgp);
    bool alone = nested && bgp->triple_count > before && !at_verb(p); /* [ :p :o ] . */
    if (!alone) parse_properties(p, bgp, subject);
  } while (p->status == BG_OK && parse_take_sign(p, ".") && parse_at_triples(p));
}
