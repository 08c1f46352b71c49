/* From a shapes graph to shapes: which nodes are shapes, their targets, severity and messages (SHACL, section 2.1). */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "rdf/graph.h"
#include "rdf/shacl_model.h"
#include "rdf/vocab.h"

enum { MAX_DEPTH = 200 };

bg_term_id shacl_find(const bg_dataset *dataset, const char *iri) {
  return bg_dataset_find_iri(dataset, iri);
}

bg_term_id shacl_in_data(const bg_shapes *shapes, bg_term_id term) {
  bg_term t = bg_dataset_term(shapes->graph, term);
  return bg_dataset_intern(shapes->data, &t);
}

/* ---- messages ---- */

void shacl_put_shape_name(const bg_shapes *shapes, const bg_shape *shape, bool brief, bg_buffer *out) {
  const bg_shape *named = shape;
  while (named->owner && bg_dataset_term(shapes->graph, named->node).kind == BG_TERM_BLANK) named = named->owner;
  shacl_put_term(shapes->graph, named->node, brief ? shapes->prefixes : NULL, out);
}

static void where(const shacl_parser *parser, const bg_shape *shape, bg_buffer *out) {
  if (!shape) return;
  bg_buffer_puts(out, " in shape ");
  shacl_put_shape_name(parser->shapes, shape, true, out);
}

void shacl_bad(shacl_parser *parser, const bg_shape *shape, const char *format, ...) {
  bg_buffer text = {0};
  va_list args;
  va_start(args, format);
  bg_buffer_vprintf(&text, format, args);
  va_end(args);
  where(parser, shape, &text);
  bg_status status = bg_error(parser->diagnostics, BG_ERROR_INVALID, NULL, "%s; nothing was checked", text.data);
  if (parser->status == BG_OK) parser->status = status;
  bg_buffer_free(&text);
}

void shacl_unsupported(shacl_parser *parser, const bg_shape *shape, const char *what) {
  bg_buffer text = {0};
  bg_buffer_printf(&text, "not supported: %s", what);
  where(parser, shape, &text);
  if (parser->ignore_unsupported) {
    bg_warning(parser->diagnostics, NULL, "%s; ignored", text.data);
  } else {
    bg_status status = bg_error(parser->diagnostics, BG_ERROR_UNSUPPORTED, NULL,
                                "%s; nothing was checked (--ignore-unsupported goes on without it)", text.data);
    if (parser->status == BG_OK) parser->status = status;
  }
  bg_buffer_free(&text);
}

/* ---- one shape ---- */

void shacl_descendants(const bg_dataset *data, bg_term_id top, const char *relation, bg_id_set *out) {
  bg_term_id below = shacl_find(data, relation);
  bg_id_set_add(out, top);
  if (!below) return;
  bg_quad q;
  for (size_t i = 0; i < out->count; i++)
    for (bg_match m = bg_dataset_match(data, (bg_quad){BG_ANY, below, out->ids[i], BG_ANY}); bg_match_next(&m, &q);)
      bg_id_set_add(out, q.s);
}

/* SHACL instance: an rdf:type that is the class or below it, in one graph. */
static bool is_instance(const bg_dataset *graph, bg_term_id node, const char *class_iri) {
  bg_term_id class_id = shacl_find(graph, class_iri), type = shacl_find(graph, RDF_TYPE);
  if (!class_id || !type) return false;
  bg_id_set classes = {0};
  shacl_descendants(graph, class_id, RDFS_SUBCLASS, &classes);
  bool found = false;
  bg_quad q;
  for (bg_match m = bg_dataset_match(graph, (bg_quad){node, type, BG_ANY, BG_ANY}); !found && bg_match_next(&m, &q);)
    found = bg_id_set_has(&classes, q.o);
  bg_id_set_free(&classes);
  return found;
}

static void add_target(shacl_parser *parser, bg_shape *shape, target_kind kind, bg_term_id term) {
  BG_GROW(shape->targets, shape->target_capacity, shape->target_count + 1);
  shacl_target *target = &shape->targets[shape->target_count++];
  *target = (shacl_target){.kind = kind, .term = shacl_in_data(parser->shapes, term)};
  if (kind == TARGET_CLASS) shacl_descendants(parser->shapes->data, target->term, RDFS_SUBCLASS, &target->classes);
}

static const struct {
  const char *iri;
  target_kind kind;
} target_properties[] = {{SH_NS "targetClass", TARGET_CLASS},
                         {SH_NS "targetNode", TARGET_NODE},
                         {SH_NS "targetSubjectsOf", TARGET_SUBJECTS_OF},
                         {SH_NS "targetObjectsOf", TARGET_OBJECTS_OF}};

enum { TARGET_PROPERTIES = sizeof target_properties / sizeof *target_properties };

static void parse_targets(shacl_parser *parser, bg_shape *shape) {
  const bg_dataset *graph = parser->shapes->graph;
  for (size_t i = 0; i < TARGET_PROPERTIES; i++) {
    bg_term_id *ids;
    size_t count = bg_graph_objects(graph, shape->node, shacl_find(graph, target_properties[i].iri), &ids);
    for (size_t k = 0; k < count; k++) {
      bg_term_kind kind = bg_dataset_term(graph, ids[k]).kind;
      if (kind == BG_TERM_IRI || (target_properties[i].kind == TARGET_NODE && kind == BG_TERM_LITERAL))
        add_target(parser, shape, target_properties[i].kind, ids[k]);
      else shacl_bad(parser, shape, "sh:%s must be an IRI", target_properties[i].iri + sizeof SH_NS - 1);
    }
    bg_free(ids);
  }
  bool implicit =
      bg_dataset_term(graph, shape->node).kind == BG_TERM_IRI &&
      (is_instance(graph, shape->node, SH_NS "NodeShape") || is_instance(graph, shape->node, SH_NS "PropertyShape")) &&
      is_instance(graph, shape->node, RDFS_NS "Class");
  if (implicit) add_target(parser, shape, TARGET_CLASS, shape->node);
}

/* English first, then in term order. */
static void parse_messages(shacl_parser *parser, bg_shape *shape) {
  const bg_dataset *graph = parser->shapes->graph;
  bg_term_id *ids;
  size_t count = bg_graph_objects(graph, shape->node, shacl_find(graph, SH_NS "message"), &ids);
  shape->messages = bg_arena_alloc(parser->shapes->arena, (count + 1) * sizeof *ids);
  for (int english = 1; english >= 0; english--)
    for (size_t i = 0; i < count; i++)
      if (bg_str_starts(bg_dataset_term(graph, ids[i]).language, BG_STR("en")) == (english == 1))
        shape->messages[shape->message_count++] = ids[i];
  bg_free(ids);
}

static void parse_severity(shacl_parser *parser, bg_shape *shape) {
  const bg_dataset *graph = parser->shapes->graph;
  shape->severity = bg_graph_object(graph, shape->node, shacl_find(graph, SH_NS "severity"));
  shape->level = BG_FINDING_VIOLATION;
  if (!shape->severity) return;
  bg_str iri = bg_dataset_term(graph, shape->severity).value;
  shape->level = bg_str_is(iri, SH_NS "Violation") ? BG_FINDING_VIOLATION
                 : bg_str_is(iri, SH_NS "Warning") ? BG_FINDING_WARNING
                 : bg_str_is(iri, SH_NS "Info")    ? BG_FINDING_INFO
                                                   : BG_FINDING_OTHER;
}

static bool is_true(const bg_dataset *graph, bg_term_id node, const char *property) {
  bg_term term = bg_dataset_term(graph, bg_graph_object(graph, node, shacl_find(graph, property)));
  return bg_str_is(term.value, "true") && bg_str_is(term.datatype, XSD_NS "boolean");
}

/* Every sh: property of a shape must be one that is understood. */
static void refuse_unknown(shacl_parser *parser, const bg_shape *shape) {
  static const char *const harmless[] = {"path",
                                         "targetClass",
                                         "targetNode",
                                         "targetSubjectsOf",
                                         "targetObjectsOf",
                                         "severity",
                                         "message",
                                         "deactivated",
                                         "flags",
                                         "ignoredProperties",
                                         "qualifiedValueShapesDisjoint",
                                         "qualifiedMinCount",
                                         "qualifiedMaxCount",
                                         "qualifiedValueShape",
                                         "name",
                                         "description",
                                         "order",
                                         "group",
                                         "defaultValue",
                                         "alternativePath",
                                         "inversePath",
                                         "zeroOrMorePath",
                                         "oneOrMorePath",
                                         "zeroOrOnePath",
                                         "closed",
                                         "declare",
                                         "prefixes",
                                         "shapesGraph",
                                         "suggestedShapesGraph",
                                         "result",
                                         "conforms"};
  const bg_dataset *graph = parser->shapes->graph;
  bg_quad q;
  bg_term_id before = BG_NO_TERM;
  for (bg_match m = bg_dataset_match(graph, (bg_quad){shape->node, BG_ANY, BG_ANY, BG_ANY}); bg_match_next(&m, &q);) {
    bg_str iri = bg_dataset_term(graph, q.p).value;
    bool ours = bg_str_starts(iri, BG_STR(BG_SHAPES_NS));
    if (q.p == before || (!ours && !bg_str_starts(iri, BG_STR(SH_NS)))) continue;
    before = q.p;
    bool known = false;
    for (size_t i = 0; i < SHACL_COMPONENTS && !known; i++) known = bg_str_is(iri, shacl_components[i].parameter);
    for (size_t i = 0; !ours && i < sizeof harmless / sizeof *harmless && !known; i++)
      known = bg_str_is(bg_str_slice(iri, sizeof SH_NS - 1, iri.len), harmless[i]);
    if (known) continue;
    bg_buffer text = {0};
    shacl_put_term(graph, q.p, parser->shapes->prefixes, &text);
    shacl_unsupported(parser, shape, text.data);
    bg_buffer_free(&text);
  }
}

static bg_shape *parse_shape(shacl_parser *parser, bg_term_id node, const bg_shape *owner) {
  bg_shapes *shapes = parser->shapes;
  if (shapes->by_node[node]) return shapes->by_node[node];
  bg_shape *shape = bg_arena_alloc(shapes->arena, sizeof *shape);
  *shape = (bg_shape){.node = node, .owner = owner};
  shapes->by_node[node] = shape;
  BG_GROW(shapes->list, shapes->capacity, shapes->count + 1);
  shapes->list[shapes->count++] = shape;
  const bg_dataset *graph = shapes->graph;
  if (bg_dataset_term(graph, node).kind == BG_TERM_LITERAL) {
    shacl_bad(parser, owner, "a literal where a shape must stand");
    return shape;
  }
  shape->deactivated = is_true(graph, node, SH_NS "deactivated");
  parse_messages(parser, shape);
  parse_severity(parser, shape);
  bg_term_id *paths;
  size_t path_count = bg_graph_objects(graph, node, shacl_find(graph, SH_NS "path"), &paths);
  if (path_count > 1) shacl_bad(parser, shape, "more than one sh:path");
  if (path_count) shape->path = shacl_parse_path(parser, shape, paths[0]);
  else if (is_instance(graph, node, SH_NS "PropertyShape"))
    shacl_bad(parser, shape, "a property shape without sh:path");
  bg_free(paths);
  refuse_unknown(parser, shape);
  parse_targets(parser, shape);
  if (++parser->depth > MAX_DEPTH) shacl_unsupported(parser, shape, "shapes nested more than 200 deep");
  else shacl_parse_constraints(parser, shape, parse_shape);
  parser->depth--;
  return shape;
}

/* ---- all shapes ---- */

static void add_subjects(const bg_dataset *graph, const char *property, const char *object, bg_id_set *out) {
  bg_term_id p = shacl_find(graph, property), o = object ? shacl_find(graph, object) : BG_ANY;
  if (!p || !o) return;
  bg_quad q;
  for (bg_match m = bg_dataset_match(graph, (bg_quad){BG_ANY, p, o, BG_ANY}); bg_match_next(&m, &q);)
    bg_id_set_add(out, q.s);
}

static int by_term(const void *a, const void *b, void *graph) {
  bg_term x = bg_dataset_term(graph, *(const bg_term_id *)a), y = bg_dataset_term(graph, *(const bg_term_id *)b);
  return bg_term_compare(&x, &y);
}

/* Nodes that say that they are shapes, or that have targets; all others count only where a shape names them. */
static void parse_roots(shacl_parser *parser) {
  const bg_dataset *graph = parser->shapes->graph;
  bg_id_set roots = {0};
  add_subjects(graph, RDF_TYPE, SH_NS "NodeShape", &roots);
  add_subjects(graph, RDF_TYPE, SH_NS "PropertyShape", &roots);
  for (size_t i = 0; i < TARGET_PROPERTIES; i++) add_subjects(graph, target_properties[i].iri, NULL, &roots);
  if (roots.count) qsort_r(roots.ids, roots.count, sizeof *roots.ids, by_term, (void *)(uintptr_t)graph);
  for (int blank = 0; blank < 2; blank++) /* named ones first, so that blank ones get an owner */
    for (size_t i = 0; i < roots.count; i++)
      if ((bg_dataset_term(graph, roots.ids[i]).kind == BG_TERM_BLANK) == (blank == 1))
        parse_shape(parser, roots.ids[i], NULL);
  bg_id_set_free(&roots);
}

static void refuse_extensions(shacl_parser *parser) {
  static const char *const properties[] = {"entailment", "sparql", "js", "rule", "target", "expression", "values"};
  const bg_dataset *graph = parser->shapes->graph;
  bg_id_set found = {0};
  add_subjects(graph, RDF_TYPE, SH_NS "ConstraintComponent", &found);
  add_subjects(graph, RDF_TYPE, SH_NS "SPARQLTargetType", &found);
  if (found.count) shacl_unsupported(parser, NULL, "constraint components and targets that the shapes graph defines");
  bg_id_set_free(&found);
  add_subjects(graph, SH_NS "entailment", NULL, &found);
  if (found.count) shacl_unsupported(parser, NULL, "sh:entailment");
  bg_id_set_free(&found);
  /* a shape that nothing else marks as one: only its extension does */
  for (size_t i = 1; i < sizeof properties / sizeof *properties; i++) {
    char iri[128];
    snprintf(iri, sizeof iri, "%s%s", SH_NS, properties[i]);
    add_subjects(graph, iri, NULL, &found);
    for (size_t k = 0; k < found.count; k++)
      if (!parser->shapes->by_node[found.ids[k]]) shacl_unsupported(parser, NULL, properties[i]);
    bg_id_set_free(&found);
  }
}

/* Depth first: a shape that is met while it is open contains itself. */
static bool find_circle(bg_shape *shape) {
  if (shape->visit) return shape->visit == 1;
  shape->visit = 1;
  for (size_t i = 0; i < shape->constraint_count; i++)
    for (size_t k = 0; k < shape->constraints[i].shape_count; k++)
      if (find_circle(shape->constraints[i].shapes[k])) return true;
  shape->visit = 2;
  return false;
}

/* "The validation of recursive shapes is not defined" (section 3.4.3). */
static void refuse_recursion(shacl_parser *parser) {
  bg_shapes *shapes = parser->shapes;
  for (size_t i = 0; i < shapes->count && !shapes->recursive; i++) {
    if (!find_circle(shapes->list[i])) continue;
    shapes->recursive = true;
    shacl_unsupported(parser, shapes->list[i], "recursion (a shape that refers to itself)");
  }
}

bg_status bg_shapes_new(const bg_dataset *graph, bg_dataset *data, bool ignore_unsupported, bg_diagnostics *diagnostics,
                        bg_shapes **out) {
  bg_shapes *shapes = BG_NEW(bg_shapes);
  shapes->graph = graph;
  shapes->data = data;
  shapes->arena = bg_arena_new();
  shapes->prefixes = bg_prefixes_new(graph);
  shapes->node_count = bg_dataset_term_count(graph) + 1;
  shapes->by_node = bg_calloc(shapes->node_count, sizeof(bg_shape *));
  bg_dataset_new_blank_scope(data);
  shacl_parser parser = {shapes, diagnostics, ignore_unsupported, BG_OK, 0};
  parse_roots(&parser);
  refuse_extensions(&parser);
  if (parser.status == BG_OK) refuse_recursion(&parser);
  if (parser.status == BG_OK && shapes->count == 0)
    parser.status = bg_error(diagnostics, BG_ERROR_INVALID, NULL,
                             "the shapes graph holds no shapes; nothing was checked (sh:NodeShape and sh:PropertyShape "
                             "are what is looked for)");
  *out = parser.status == BG_OK ? shapes : NULL;
  if (parser.status != BG_OK) bg_shapes_free(shapes);
  return parser.status;
}

void bg_shapes_free(bg_shapes *shapes) {
  if (!shapes) return;
  for (size_t i = 0; i < shapes->count; i++) {
    bg_shape *shape = shapes->list[i];
    for (size_t k = 0; k < shape->constraint_count; k++) {
      bg_id_set_free(&shape->constraints[k].terms);
      bg_regex_free(shape->constraints[k].regex);
    }
    for (size_t k = 0; k < shape->target_count; k++) bg_id_set_free(&shape->targets[k].classes);
    bg_free(shape->constraints);
    bg_free(shape->targets);
  }
  bg_free(shapes->list);
  bg_prefixes_free(shapes->prefixes);
  bg_free(shapes->by_node);
  bg_arena_free(shapes->arena);
  bg_free(shapes);
}

size_t bg_shapes_count(const bg_shapes *shapes) {
  return shapes->count;
}
