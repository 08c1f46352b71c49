/* What is exported, built once: nodes, edges and typed fields, with their looks. Every format is a small writer over
 * it, so that all of them say the same. */
#ifndef BG_EXPORT_GRAPH_MODEL_H
#define BG_EXPORT_GRAPH_MODEL_H

#include "draw/theme.h"
#include "network/measures.h"

typedef enum { BG_FIELD_TEXT, BG_FIELD_INTEGER, BG_FIELD_REAL, BG_FIELD_BOOLEAN, BG_FIELD_LIST } bg_field_type;

/* One column. A value that is missing is an empty text, NaN, or an empty list. */
typedef struct {
  const char *name; /* letters, digits and '_', starts with a letter; unique in its table */
  bg_field_type type;
  bg_str *texts;      /* of TEXT */
  double *numbers;    /* of INTEGER, REAL and BOOLEAN (0 or 1) */
  bg_str_list *lists; /* of LIST */
} bg_field;

typedef struct {
  size_t rows;
  bg_field *items;
  size_t count, capacity;
} bg_fields;

/* A text that claims come from. */
typedef struct {
  bg_str iri, title, date, publisher, source;
} bg_graph_document;

typedef enum {
  BG_LEVEL_CLAIMS, /* every claim (or triple) is an edge */
  BG_LEVEL_TIES    /* all that goes from one node to another is one edge */
} bg_level;

/* Strings live in its arena, or in the network and dataset that it was made from, which must outlive it. */
typedef struct {
  bg_arena *arena;
  bg_str name;
  bg_level level;
  bool from_claims;
  const bg_ontology *ontology;

  /* Nodes. Ids are ASCII: letters, digits, '_', '-', '.', the first one a letter, digit or '_'; no edge has one of
   * them. The field "label" is the name to show. */
  bg_fields nodes;
  bg_str *node_ids;
  bg_str *node_iris;
  bg_str *node_labels;
  bg_str *node_classes; /* IRI, or empty */
  const char **fills;   /* "#RRGGBB" */
  double *sizes;        /* 10 to 40, by the number of links */
  double *x, *y;        /* NULL when nothing was laid out */

  /* Edges. */
  bg_fields edges;
  size_t *from, *to;
  bg_str *edge_ids;
  bg_str *edge_labels;
  bg_str *relations; /* IRI; empty for ties */
  double *weights;   /* 1, of ties the number of claims */
  double *signed_weights;
  const char **colours;
  size_t *documents_of;  /* index + 1 of the document, 0 when unknown */
  bg_str *starts, *ends; /* first and last day, when the data say so */
  bool timed;            /* some edge has a start */

  bg_graph_document *documents; /* in order of their IRIs */
  size_t document_count;
} bg_graph_model;

typedef struct {
  const bg_dataset *dataset;
  const bg_ontology *ontology;
  const bg_network *network;
  const bg_measures *measures; /* NULL: none */
  const bg_theme *theme;
  const char *name; /* of the graph */
  bg_level level;
  bool positions; /* lay it out, unless it has too many nodes */
} bg_graph_input;

/* Beyond this a layout takes long; graph tools have their own. */
enum { BG_MOST_LAID_OUT = 2000 };

bg_status bg_graph_model_new(const bg_graph_input *input, bg_diagnostics *diagnostics, bg_graph_model **model);
void bg_graph_model_free(bg_graph_model *model); /* NULL is fine */

/* Internal to the model: a field with room for all rows, all missing; its index. The name is not copied. */
size_t bg_fields_add(bg_fields *fields, const char *name, bg_field_type type);
/* The field of that name, or NULL. */
const bg_field *bg_fields_find(const bg_fields *fields, const char *name);
/* The names of all fields between two texts: what stands in front of each value. In the arena. */
bg_str *bg_fields_frame(const bg_fields *fields, const char *before, const char *after, bg_arena *arena);
bool bg_field_has(const bg_field *field, size_t row);
/* Append a value as text: numbers at full precision, "true" or "false", parts of a list with '|' between (a '|' inside
 * of one becomes U+00A6). */
void bg_field_put(const bg_field *field, size_t row, bg_buffer *out);
/* Append a number that readers take for a real one, whole or not: "2.0". */
void bg_put_real(bg_buffer *out, double value);
/* Append a value as JSON. */
void bg_field_put_json(const bg_field *field, size_t row, bg_buffer *out);

#endif
