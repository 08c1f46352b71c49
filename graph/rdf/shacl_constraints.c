/* The constraints of a shape, read by a table of what each parameter takes (SHACL, section 4). */
#include <stdlib.h>

#include "base/memory.h"
#include "rdf/graph.h"
#include "rdf/shacl_model.h"
#include "rdf/vocab.h"

#define SHACL(parameter, component) SH_NS parameter, "sh:" component "ConstraintComponent"
#define OURS(parameter, component)  BG_SHAPES_NS parameter, "bgs:" component "ConstraintComponent"

const shacl_component_info shacl_components[SHACL_COMPONENTS] = {
    [SHACL_CLASS] = {SHACL("class", "Class"), VALUE_IRI, false, false,
                     "not of the class that is wanted; correct its type, or name something else"},
    [SHACL_DATATYPE] = {SHACL("datatype", "Datatype"), VALUE_IRI, true, false,
                        "not a valid literal of the datatype that is wanted; correct the value or its datatype"},
    [SHACL_NODE_KIND] = {SHACL("nodeKind", "NodeKind"), VALUE_IRI, true, false,
                         "the wrong kind of node; give an IRI, a blank node or a literal, as the shape says"},
    [SHACL_MIN_COUNT] = {SHACL("minCount", "MinCount"), VALUE_COUNT, true, true, "too few values; add what is missing"},
    [SHACL_MAX_COUNT] = {SHACL("maxCount", "MaxCount"), VALUE_COUNT, true, true,
                         "too many values; keep the right ones only"},
    [SHACL_MIN_EXCLUSIVE] = {SHACL("minExclusive", "MinExclusive"), VALUE_LITERAL, true, false,
                             "not above the limit; correct the value"},
    [SHACL_MIN_INCLUSIVE] = {SHACL("minInclusive", "MinInclusive"), VALUE_LITERAL, true, false,
                             "below the limit, or not comparable with it; correct the value"},
    [SHACL_MAX_EXCLUSIVE] = {SHACL("maxExclusive", "MaxExclusive"), VALUE_LITERAL, true, false,
                             "not below the limit; correct the value"},
    [SHACL_MAX_INCLUSIVE] = {SHACL("maxInclusive", "MaxInclusive"), VALUE_LITERAL, true, false,
                             "above the limit, or not comparable with it; correct the value"},
    [SHACL_MIN_LENGTH] = {SHACL("minLength", "MinLength"), VALUE_COUNT, true, false, "too short; give it in full"},
    [SHACL_MAX_LENGTH] = {SHACL("maxLength", "MaxLength"), VALUE_COUNT, true, false, "too long; shorten it"},
    [SHACL_PATTERN] = {SHACL("pattern", "Pattern"), VALUE_LITERAL, false, false,
                       "not of the form that is wanted; see the pattern of the shape"},
    [SHACL_LANGUAGE_IN] = {SHACL("languageIn", "LanguageIn"), VALUE_LIST, true, false,
                           "not in one of the languages that are wanted; add or correct the language tag"},
    [SHACL_UNIQUE_LANG] = {SHACL("uniqueLang", "UniqueLang"), VALUE_TRUE, true, true,
                           "several values in one language; keep one"},
    [SHACL_EQUALS] = {SHACL("equals", "Equals"), VALUE_IRI, false, false,
                      "the values of two properties differ; make them equal"},
    [SHACL_DISJOINT] = {SHACL("disjoint", "Disjoint"), VALUE_IRI, false, false,
                        "two properties share a value; remove it from one of them"},
    [SHACL_LESS_THAN] = {SHACL("lessThan", "LessThan"), VALUE_IRI, false, true,
                         "not less than the value of the other property; correct one of them"},
    [SHACL_LESS_THAN_OR_EQUALS] = {SHACL("lessThanOrEquals", "LessThanOrEquals"), VALUE_IRI, false, true,
                                   "more than the value of the other property; correct one of them"},
    [SHACL_NOT] = {SHACL("not", "Not"), VALUE_SHAPE, false, false, "conforms to a shape that it must not conform to"},
    [SHACL_AND] = {SHACL("and", "And"), VALUE_SHAPES, false, false, "does not conform to all of several shapes"},
    [SHACL_OR] = {SHACL("or", "Or"), VALUE_SHAPES, false, false, "conforms to none of several shapes"},
    [SHACL_XONE] = {SHACL("xone", "Xone"), VALUE_SHAPES, false, false,
                    "does not conform to exactly one of several shapes"},
    [SHACL_NODE] = {SHACL("node", "Node"), VALUE_SHAPE, false, false, "does not conform to the shape that is named"},
    [SHACL_PROPERTY] = {SHACL("property", "Property"), VALUE_SHAPE, false, false, ""},
    [SHACL_QUALIFIED_MIN_COUNT] = {SHACL("qualifiedMinCount", "QualifiedMinCount"), VALUE_COUNT, true, true,
                                   "too few values that conform to a shape; add what is missing"},
    [SHACL_QUALIFIED_MAX_COUNT] = {SHACL("qualifiedMaxCount", "QualifiedMaxCount"), VALUE_COUNT, true, true,
                                   "too many values that conform to a shape; keep the right ones only"},
    [SHACL_CLOSED] = {SHACL("closed", "Closed"), VALUE_TRUE, true, false,
                      "a property that the shape does not allow; remove or rename it"},
    [SHACL_HAS_VALUE] = {SHACL("hasValue", "HasValue"), VALUE_TERM, false, false, "a value is missing; add it"},
    [SHACL_IN] = {SHACL("in", "In"), VALUE_LIST, true, false,
                  "none of the values that are allowed; choose one of them"},
    [SHACL_OPPOSITE_TIES] =
        {OURS("oppositeTies", "OppositeTies"), VALUE_TRUE, true, false,
         "a friendly and a hostile claim between the same two on the same passage; check which holds"},
    [SHACL_BACKED_BY_CLAIM] =
        {OURS("backedByClaim", "BackedByClaim"), VALUE_LIST, true, false,
         "a plain triple that no accepted, asserted, affirmed claim of the author backs; accept the "
         "claim, or remove the triple"},
};

static const char *local(const shacl_component_info *info) {
  return bg_iri_local_name(bg_str_from(info->parameter)).data;
}

static bool parse_count(bg_term term, size_t *number) {
  if (term.kind != BG_TERM_LITERAL || !bg_str_is(term.datatype, XSD_NS "integer") || !term.value.len) return false;
  *number = 0;
  for (size_t i = 0; i < term.value.len; i++) {
    char c = term.value.data[i];
    if (i == 0 && c == '+' && term.value.len > 1) continue;
    if (c < '0' || c > '9' || *number > SIZE_MAX / 16) return false;
    *number = *number * 10 + (size_t)(c - '0');
  }
  return true;
}

static void parse_list(shacl_parser *parser, bg_shape *shape, const shacl_component_info *info, bg_term_id head,
                       shacl_constraint *constraint, bg_shape *(*child)(shacl_parser *, bg_term_id, const bg_shape *)) {
  bg_term_id *members;
  size_t count;
  if (!bg_graph_list(parser->shapes->graph, head, &members, &count)) {
    shacl_bad(parser, shape, "sh:%s needs a well-formed list", local(info));
    return;
  }
  if (info->value == VALUE_SHAPES) {
    constraint->shapes = bg_arena_alloc(parser->shapes->arena, (count + 1) * sizeof(bg_shape *));
    for (size_t i = 0; i < count; i++) constraint->shapes[i] = child(parser, members[i], shape);
    constraint->shape_count = count;
  } else {
    for (size_t i = 0; i < count; i++) bg_id_set_add(&constraint->terms, shacl_in_data(parser->shapes, members[i]));
  }
  bg_free(members);
}

static bool known_node_kind(bg_str iri) {
  static const char *const kinds[] = {"IRI",         "BlankNode", "Literal", "BlankNodeOrIRI", "BlankNodeOrLiteral",
                                      "IRIOrLiteral"};
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
    if (bg_str_starts(iri, BG_STR(SH_NS)) && bg_str_is(bg_str_slice(iri, sizeof SH_NS - 1, iri.len), kinds[i]))
      return true;
  return false;
}

static void parse_pattern(shacl_parser *parser, bg_shape *shape, bg_str pattern, shacl_constraint *constraint) {
  const bg_dataset *graph = parser->shapes->graph;
  const char *problem = NULL;
  bg_str flags = bg_graph_value(graph, shape->node, shacl_find(graph, SH_NS "flags"));
  constraint->regex = bg_regex_new(pattern, flags, &problem);
  if (!constraint->regex)
    shacl_bad(parser, shape, "sh:pattern \"%.*s\" is not a regular expression: %s", BG_FMT(pattern), problem);
}

/* False when the value is not what the parameter takes; that is recorded. */
static bool parse_value(shacl_parser *parser, bg_shape *shape, const shacl_component_info *info, bg_term_id value,
                        shacl_constraint *constraint,
                        bg_shape *(*child)(shacl_parser *, bg_term_id, const bg_shape *)) {
  bg_shapes *shapes = parser->shapes;
  bg_term term = bg_dataset_term(shapes->graph, value);
  const char *wanted = NULL;
  switch (info->value) {
    case VALUE_IRI: wanted = term.kind == BG_TERM_IRI ? NULL : "an IRI"; break;
    case VALUE_LITERAL: wanted = term.kind == BG_TERM_LITERAL ? NULL : "a literal"; break;
    case VALUE_COUNT: wanted = parse_count(term, &constraint->number) ? NULL : "an xsd:integer of 0 or more"; break;
    case VALUE_TRUE: return bg_str_is(term.value, "true") && bg_str_is(term.datatype, XSD_NS "boolean");
    case VALUE_LIST:
    case VALUE_SHAPES: parse_list(parser, shape, info, value, constraint, child); return true;
    case VALUE_SHAPE:
      constraint->shapes = bg_arena_alloc(shapes->arena, sizeof(bg_shape *));
      constraint->shapes[0] = child(parser, value, shape);
      constraint->shape_count = 1;
      return true;
    case VALUE_TERM: break;
  }
  if (wanted) {
    shacl_bad(parser, shape, "sh:%s must be %s", local(info), wanted);
    return false;
  }
  constraint->term = shacl_in_data(shapes, value);
  return true;
}

/* Paths of the property shapes of a closed shape that are plain IRIs, and sh:ignoredProperties. */
static void parse_closed(shacl_parser *parser, const bg_shape *shape, shacl_constraint *constraint) {
  const bg_dataset *graph = parser->shapes->graph;
  bg_term_id *properties, *ignored;
  size_t count = bg_graph_objects(graph, shape->node, shacl_find(graph, SH_NS "property"), &properties), members;
  for (size_t i = 0; i < count; i++) {
    bg_term_id path = bg_graph_object(graph, properties[i], shacl_find(graph, SH_NS "path"));
    if (bg_dataset_term(graph, path).kind == BG_TERM_IRI)
      bg_id_set_add(&constraint->terms, shacl_in_data(parser->shapes, path));
  }
  bg_free(properties);
  bg_term_id head = bg_graph_object(graph, shape->node, shacl_find(graph, SH_NS "ignoredProperties"));
  if (!head) return;
  if (!bg_graph_list(graph, head, &ignored, &members)) {
    shacl_bad(parser, shape, "sh:ignoredProperties needs a well-formed list");
    return;
  }
  for (size_t i = 0; i < members; i++) bg_id_set_add(&constraint->terms, shacl_in_data(parser->shapes, ignored[i]));
  bg_free(ignored);
}

/* Section 4.7.3: sibling shapes are what the other property shapes of the same parents qualify. */
static void parse_siblings(shacl_parser *parser, bg_shape *shape, bg_term_id own, shacl_constraint *constraint,
                           bg_shape *(*child)(shacl_parser *, bg_term_id, const bg_shape *)) {
  const bg_dataset *graph = parser->shapes->graph;
  bg_term_id property = shacl_find(graph, SH_NS "property"), qualified = shacl_find(graph, SH_NS "qualifiedValueShape");
  bg_id_set found = {0};
  bg_quad parent, sister, value;
  for (bg_match m = bg_dataset_match(graph, (bg_quad){BG_ANY, property, shape->node, BG_ANY});
       bg_match_next(&m, &parent);)
    for (bg_match n = bg_dataset_match(graph, (bg_quad){parent.s, property, BG_ANY, BG_ANY});
         bg_match_next(&n, &sister);)
      for (bg_match k = bg_dataset_match(graph, (bg_quad){sister.o, qualified, BG_ANY, BG_ANY});
           bg_match_next(&k, &value);)
        if (value.o != own) bg_id_set_add(&found, value.o);
  constraint->siblings = bg_arena_alloc(parser->shapes->arena, (found.count + 1) * sizeof(bg_shape *));
  for (size_t i = 0; i < found.count; i++) constraint->siblings[i] = child(parser, found.ids[i], shape);
  constraint->sibling_count = found.count;
  bg_id_set_free(&found);
}

static void parse_qualified(shacl_parser *parser, bg_shape *shape, shacl_constraint *constraint,
                            bg_shape *(*child)(shacl_parser *, bg_term_id, const bg_shape *)) {
  const bg_dataset *graph = parser->shapes->graph;
  bg_term_id value = bg_graph_object(graph, shape->node, shacl_find(graph, SH_NS "qualifiedValueShape"));
  if (!value) {
    shacl_bad(parser, shape, "a qualified count without sh:qualifiedValueShape");
    return;
  }
  constraint->shapes = bg_arena_alloc(parser->shapes->arena, sizeof(bg_shape *));
  constraint->shapes[0] = child(parser, value, shape);
  constraint->shape_count = 1;
  bg_term disjoint = bg_dataset_term(
      graph, bg_graph_object(graph, shape->node, shacl_find(graph, SH_NS "qualifiedValueShapesDisjoint")));
  if (bg_str_is(disjoint.value, "true")) parse_siblings(parser, shape, value, constraint, child);
}

/* What a constraint needs besides its own value. */
static void complete(shacl_parser *parser, bg_shape *shape, bg_term_id value, shacl_constraint *constraint,
                     bg_shape *(*child)(shacl_parser *, bg_term_id, const bg_shape *)) {
  bg_shapes *shapes = parser->shapes;
  bg_str text = bg_dataset_term(shapes->graph, value).value;
  switch (constraint->component) {
    case SHACL_CLASS: shacl_descendants(shapes->data, constraint->term, RDFS_SUBCLASS, &constraint->terms); break;
    case SHACL_PATTERN: parse_pattern(parser, shape, text, constraint); break;
    case SHACL_NODE_KIND:
      if (!known_node_kind(text)) shacl_bad(parser, shape, "unknown sh:nodeKind %.*s", BG_FMT(text));
      break;
    case SHACL_CLOSED: parse_closed(parser, shape, constraint); break;
    case SHACL_QUALIFIED_MIN_COUNT:
    case SHACL_QUALIFIED_MAX_COUNT: parse_qualified(parser, shape, constraint, child); break;
    case SHACL_PROPERTY:
      if (!constraint->shapes[0]->path) shacl_bad(parser, constraint->shapes[0], "sh:property without sh:path");
      break;
    default: break;
  }
}

void shacl_parse_constraints(shacl_parser *parser, bg_shape *shape,
                             bg_shape *(*child)(shacl_parser *, bg_term_id, const bg_shape *)) {
  const bg_dataset *graph = parser->shapes->graph;
  for (int c = 0; c < SHACL_COMPONENTS; c++) {
    const shacl_component_info *info = &shacl_components[c];
    bg_term_id *values;
    size_t count = bg_graph_objects(graph, shape->node, shacl_find(graph, info->parameter), &values);
    bool ignored = info->property_only && !shape->path;
    if (ignored && count) {
      bg_buffer name = {0};
      shacl_put_shape_name(parser->shapes, shape, true, &name);
      bg_warning(parser->diagnostics, NULL, "sh:%s means nothing in a node shape; give %s an sh:property for it",
                 local(info), name.data);
      bg_buffer_free(&name);
    }
    if (info->once && count > 1) shacl_bad(parser, shape, "more than one sh:%s", local(info));
    for (size_t i = 0; i < count && !ignored; i++) {
      shacl_constraint constraint = {.component = (shacl_component)c};
      if (parse_value(parser, shape, info, values[i], &constraint, child)) {
        complete(parser, shape, values[i], &constraint, child);
        BG_GROW(shape->constraints, shape->constraint_capacity, shape->constraint_count + 1);
        shape->constraints[shape->constraint_count++] = constraint;
      }
    }
    bg_free(values);
  }
}
