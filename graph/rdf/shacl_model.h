/* Internal to rdf/shacl: shapes as they are held in memory. */
#ifndef BG_RDF_SHACL_MODEL_H
#define BG_RDF_SHACL_MODEL_H

#include "base/arena.h"
#include "base/regex.h"
#include "rdf/id_set.h"
#include "rdf/prefixes.h"
#include "rdf/shacl.h"

/* ---- paths (SHACL, section 2.3.1) ---- */

typedef enum {
  PATH_PREDICATE,
  PATH_INVERSE,
  PATH_SEQUENCE,
  PATH_ALTERNATIVE,
  PATH_ZERO_OR_MORE,
  PATH_ONE_OR_MORE,
  PATH_ZERO_OR_ONE
} path_kind;

typedef struct bg_path {
  path_kind kind;
  bg_term_id predicate; /* in the data; PATH_PREDICATE only */
  const struct bg_path **parts;
  size_t count;
} bg_path;

/* Add all that the path leads to from `node`. */
void shacl_path_eval(const bg_dataset *data, const bg_path *path, bg_term_id node, bg_id_set *out);

/* ---- constraints ---- */

typedef enum {
  SHACL_CLASS,
  SHACL_DATATYPE,
  SHACL_NODE_KIND,
  SHACL_MIN_COUNT,
  SHACL_MAX_COUNT,
  SHACL_MIN_EXCLUSIVE,
  SHACL_MIN_INCLUSIVE,
  SHACL_MAX_EXCLUSIVE,
  SHACL_MAX_INCLUSIVE,
  SHACL_MIN_LENGTH,
  SHACL_MAX_LENGTH,
  SHACL_PATTERN,
  SHACL_LANGUAGE_IN,
  SHACL_UNIQUE_LANG,
  SHACL_EQUALS,
  SHACL_DISJOINT,
  SHACL_LESS_THAN,
  SHACL_LESS_THAN_OR_EQUALS,
  SHACL_NOT,
  SHACL_AND,
  SHACL_OR,
  SHACL_XONE,
  SHACL_NODE,
  SHACL_PROPERTY,
  SHACL_QUALIFIED_MIN_COUNT,
  SHACL_QUALIFIED_MAX_COUNT,
  SHACL_CLOSED,
  SHACL_HAS_VALUE,
  SHACL_IN,
  SHACL_OPPOSITE_TIES,
  SHACL_BACKED_BY_CLAIM,
  SHACL_COMPONENTS
} shacl_component;

/* What the value of a parameter must be. */
typedef enum {
  VALUE_TERM,
  VALUE_IRI,
  VALUE_LITERAL,
  VALUE_COUNT,
  VALUE_TRUE,
  VALUE_LIST,
  VALUE_SHAPE,
  VALUE_SHAPES
} shacl_value_kind;

typedef struct {
  const char *parameter; /* IRI */
  const char *component; /* prefixed name */
  shacl_value_kind value;
  bool once;          /* a shape may have it once */
  bool property_only; /* only in property shapes */
  const char *advice; /* what is wrong and what to do, where the shape has no message of its own */
} shacl_component_info;

extern const shacl_component_info shacl_components[SHACL_COMPONENTS];

typedef struct bg_shape bg_shape;

typedef struct {
  shacl_component component;
  bg_term_id term; /* VALUE_TERM, IRI, LITERAL: in the data */
  size_t number;   /* VALUE_COUNT, and the counts of qualified shapes */
  bg_id_set
      terms; /* VALUE_LIST: in the data. Also, derived: the class and its subclasses; predicates of a closed shape */
  bg_shape **shapes; /* VALUE_SHAPE: one */
  size_t shape_count;
  bg_regex *regex;
  const bg_shape **siblings; /* of a qualified shape that is disjoint with them */
  size_t sibling_count;
} shacl_constraint;

typedef enum { TARGET_CLASS, TARGET_NODE, TARGET_SUBJECTS_OF, TARGET_OBJECTS_OF } target_kind;

typedef struct {
  target_kind kind;
  bg_term_id term;   /* in the data */
  bg_id_set classes; /* TARGET_CLASS: the class and its subclasses in the data */
} shacl_target;

struct bg_shape {
  bg_term_id node;       /* in the shapes graph */
  const bg_shape *owner; /* the shape that mentions it first, or NULL */
  const bg_path *path;   /* NULL: a node shape */
  bool deactivated;
  bg_finding_level level;
  bg_term_id severity;  /* in the shapes graph, or BG_NO_TERM for sh:Violation */
  bg_term_id *messages; /* literals in the shapes graph, English first */
  size_t message_count;
  shacl_constraint *constraints;
  size_t constraint_count, constraint_capacity;
  shacl_target *targets;
  size_t target_count, target_capacity;
  int visit; /* while looking for circles: 0 new, 1 open, 2 done */
};

struct bg_shapes {
  const bg_dataset *graph;
  bg_dataset *data;
  bg_arena *arena;
  bg_shape **by_node; /* indexed by term id of the graph */
  size_t node_count;
  bg_shape **list; /* in the order of the terms of their roots */
  size_t count, capacity;
  bg_prefixes *prefixes; /* for names in messages: those of the shapes graph and well-known ones */
  bool recursive;
};

/* The IRI of a term of SHACL or of our own, in a dataset; BG_NO_TERM when it is not there. */
bg_term_id shacl_find(const bg_dataset *dataset, const char *iri);

/* ---- reading (shacl_parse.c, shacl_parse_path.c) ---- */

typedef struct {
  bg_shapes *shapes;
  bg_diagnostics *diagnostics;
  bool ignore_unsupported;
  bg_status status; /* the first error */
  int depth;
} shacl_parser;

/* The id in the data of a term of the shapes graph. */
bg_term_id shacl_in_data(const bg_shapes *shapes, bg_term_id term);
/* Record that `shape` (may be NULL) is not well-formed, or says something that is not supported. */
void shacl_bad(shacl_parser *parser, const bg_shape *shape, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void shacl_unsupported(shacl_parser *parser, const bg_shape *shape, const char *what);
const bg_path *shacl_parse_path(shacl_parser *parser, const bg_shape *shape, bg_term_id node);
/* The class and all below it by rdfs:subClassOf (or another relation) in the data. */
void shacl_descendants(const bg_dataset *data, bg_term_id top, const char *relation, bg_id_set *out);
/* The constraints of a shape; `child` gives the shape of a node. */
void shacl_parse_constraints(shacl_parser *parser, bg_shape *shape,
                             bg_shape *(*child)(shacl_parser *, bg_term_id, const bg_shape *));

/* ---- checking ---- */

typedef struct {
  const bg_shape *shape;
  bg_term_id focus;
} shacl_active;

struct bg_report {
  const bg_shapes *shapes;
  const bg_dataset *data;
  bg_arena *arena;
  bg_finding *findings;
  size_t count, capacity;
  size_t focus_count;
  shacl_active *active; /* only for recursive shapes */
  size_t active_count, active_capacity;
};

/* Does the focus conform to the shape? With `record`, findings are added. */
bool shacl_check(bg_report *report, const bg_shape *shape, bg_term_id focus, bool record);
/* Record a finding of the shape's constraint. */
void shacl_add(bg_report *report, const bg_shape *shape, const shacl_constraint *constraint, bg_term_id focus,
               const bg_path *path, bg_term_id value);
/* Constraints that look at one value alone. */
bool shacl_value_conforms(const bg_dataset *data, const shacl_constraint *constraint, bg_term_id value);
/* The two checks of our own. */
bool shacl_check_opposite_ties(bg_report *report, const bg_shape *shape, const shacl_constraint *constraint,
                               bg_term_id focus, bool record);
bool shacl_check_backed_by_claim(bg_report *report, const bg_shape *shape, const shacl_constraint *constraint,
                                 bg_term_id focus, bool record);
/* A path in SPARQL's notation. IRIs are shortened with `prefixes`, or written in full with NULL. */
void shacl_put_path(const bg_dataset *data, const bg_path *path, bg_prefixes *prefixes, bg_buffer *out);
void shacl_put_term(const bg_dataset *dataset, bg_term_id id, bg_prefixes *prefixes, bg_buffer *out);
void shacl_put_shape_name(const bg_shapes *shapes, const bg_shape *shape, bool brief, bg_buffer *out);

#endif
