/* SHACL property paths: reading (section 2.3.1) and following. */
#include "base/memory.h"
#include "rdf/graph.h"
#include "rdf/shacl_model.h"
#include "rdf/vocab.h"

enum { MAX_DEPTH = 100 };

/* ---- reading ---- */

static const bg_path *parse(shacl_parser *parser, const bg_shape *shape, bg_term_id node, int depth);

static bg_path *new_path(shacl_parser *parser, path_kind kind, size_t count) {
  bg_path *path = bg_arena_alloc(parser->shapes->arena, sizeof *path);
  path->kind = kind;
  path->count = count;
  path->parts = bg_arena_alloc(parser->shapes->arena, count * sizeof *path->parts + 1);
  return path;
}

static const bg_path *parse_members(shacl_parser *parser, const bg_shape *shape, path_kind kind, bg_term_id list,
                                    int depth) {
  bg_term_id *members;
  size_t count;
  if (!bg_graph_list(parser->shapes->graph, list, &members, &count) || count < 2) {
    shacl_bad(parser, shape, "a path needs a well-formed list of at least two members");
    bg_free(members);
    return NULL;
  }
  bg_path *path = new_path(parser, kind, count);
  bool good = true;
  for (size_t i = 0; i < count && good; i++) {
    path->parts[i] = parse(parser, shape, members[i], depth + 1);
    good = path->parts[i] != NULL;
  }
  bg_free(members);
  return good ? path : NULL;
}

static const bg_path *parse(shacl_parser *parser, const bg_shape *shape, bg_term_id node, int depth) {
  static const struct {
    const char *iri;
    path_kind kind;
  } kinds[] = {{SH_NS "inversePath", PATH_INVERSE},
               {SH_NS "zeroOrMorePath", PATH_ZERO_OR_MORE},
               {SH_NS "oneOrMorePath", PATH_ONE_OR_MORE},
               {SH_NS "zeroOrOnePath", PATH_ZERO_OR_ONE}};
  const bg_dataset *graph = parser->shapes->graph;
  bg_term term = bg_dataset_term(graph, node);
  if (depth > MAX_DEPTH) {
    shacl_bad(parser, shape, "its path is nested too deeply, or contains itself");
    return NULL;
  }
  if (term.kind == BG_TERM_IRI) {
    bg_path *path = new_path(parser, PATH_PREDICATE, 0);
    path->predicate = shacl_in_data(parser->shapes, node);
    return path;
  }
  if (term.kind == BG_TERM_BLANK) {
    if (bg_graph_object(graph, node, shacl_find(graph, RDF_NS "first")))
      return parse_members(parser, shape, PATH_SEQUENCE, node, depth);
    bg_term_id list = bg_graph_object(graph, node, shacl_find(graph, SH_NS "alternativePath"));
    if (list) return parse_members(parser, shape, PATH_ALTERNATIVE, list, depth);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
      bg_term_id inner = bg_graph_object(graph, node, shacl_find(graph, kinds[i].iri));
      if (!inner) continue;
      bg_path *path = new_path(parser, kinds[i].kind, 1);
      path->parts[0] = parse(parser, shape, inner, depth + 1);
      return path->parts[0] ? path : NULL;
    }
  }
  shacl_bad(parser, shape, "its path is neither an IRI nor a path as in SHACL, section 2.3.1");
  return NULL;
}

const bg_path *shacl_parse_path(shacl_parser *parser, const bg_shape *shape, bg_term_id node) {
  return parse(parser, shape, node, 0);
}

/* ---- following ---- */

static void follow(const bg_dataset *data, const bg_path *path, bool back, bg_term_id node, bg_id_set *out);

static void follow_predicate(const bg_dataset *data, bg_term_id predicate, bool back, bg_term_id node, bg_id_set *out) {
  bg_quad pattern = back ? (bg_quad){BG_ANY, predicate, node, BG_ANY} : (bg_quad){node, predicate, BG_ANY, BG_ANY};
  bg_quad q;
  for (bg_match m = bg_dataset_match(data, pattern); bg_match_next(&m, &q);) bg_id_set_add(out, back ? q.s : q.o);
}

static void follow_sequence(const bg_dataset *data, const bg_path *path, bool back, bg_term_id node, bg_id_set *out) {
  bg_id_set here = {0}, there = {0};
  bg_id_set_add(&here, node);
  for (size_t i = 0; i < path->count; i++) {
    const bg_path *part = path->parts[back ? path->count - 1 - i : i];
    bg_id_set_clear(&there);
    for (size_t k = 0; k < here.count; k++) follow(data, part, back, here.ids[k], &there);
    bg_id_set swap = here;
    here = there;
    there = swap;
  }
  for (size_t i = 0; i < here.count; i++) bg_id_set_add(out, here.ids[i]);
  bg_id_set_free(&here);
  bg_id_set_free(&there);
}

static void follow_closure(const bg_dataset *data, const bg_path *part, bool back, bg_term_id node, bool reflexive,
                           bg_id_set *out) {
  bg_id_set reached = {0};
  if (reflexive) bg_id_set_add(&reached, node);
  else follow(data, part, back, node, &reached);
  for (size_t i = 0; i < reached.count; i++) follow(data, part, back, reached.ids[i], &reached);
  for (size_t i = 0; i < reached.count; i++) bg_id_set_add(out, reached.ids[i]);
  bg_id_set_free(&reached);
}

static bool repeats(const bg_path *path) {
  return path->kind == PATH_ZERO_OR_MORE || path->kind == PATH_ONE_OR_MORE || path->kind == PATH_ZERO_OR_ONE;
}

/* A closure of a closure is one closure: n of them in one another would take the nth power of the nodes reached. */
static path_kind innermost(const bg_path *path, const bg_path **part) {
  path_kind kind = path->kind;
  for (*part = path->parts[0]; repeats(*part); *part = (*part)->parts[0])
    if ((*part)->kind != kind) kind = PATH_ZERO_OR_MORE;
  return kind;
}

static void follow_repeated(const bg_dataset *data, const bg_path *path, bool back, bg_term_id node, bg_id_set *out) {
  const bg_path *part;
  path_kind kind = innermost(path, &part);
  if (kind == PATH_ZERO_OR_ONE) {
    bg_id_set_add(out, node);
    follow(data, part, back, node, out);
  } else {
    follow_closure(data, part, back, node, kind == PATH_ZERO_OR_MORE, out);
  }
}

/* `back`: from the end of the path to its start. */
static void follow(const bg_dataset *data, const bg_path *path, bool back, bg_term_id node, bg_id_set *out) {
  switch (path->kind) {
    case PATH_PREDICATE: follow_predicate(data, path->predicate, back, node, out); break;
    case PATH_INVERSE: follow(data, path->parts[0], !back, node, out); break;
    case PATH_SEQUENCE: follow_sequence(data, path, back, node, out); break;
    case PATH_ALTERNATIVE:
      for (size_t i = 0; i < path->count; i++) follow(data, path->parts[i], back, node, out);
      break;
    case PATH_ZERO_OR_MORE:
    case PATH_ONE_OR_MORE:
    case PATH_ZERO_OR_ONE: follow_repeated(data, path, back, node, out); break;
  }
}

void shacl_path_eval(const bg_dataset *data, const bg_path *path, bg_term_id node, bg_id_set *out) {
  follow(data, path, false, node, out);
}
