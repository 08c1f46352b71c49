/* Internal: what the parts of the Turtle writer share. */
#ifndef BG_RDF_TURTLE_MODEL_H
#define BG_RDF_TURTLE_MODEL_H

#include "base/file.h"
#include "rdf/dataset.h"
#include "rdf/prefixes.h"

/* What is known of a blank node within the graph that is being written. */
typedef struct {
  uint32_t uses;   /* as an object */
  uint32_t first;  /* index of its first quad as a subject, in `quads` */
  uint32_t count;  /* of its quads as a subject */
  bool inside_out; /* is written where it is used */
} blank_info;

/* RDF 1.2: a node that reifies a triple of its graph, and is written behind it. Indexes count in `quads`. */
typedef struct {
  bg_quad triple; /* its g is not set */
  size_t first, count;
} annotation;

/* What a prefix puts in the place of so many bytes of an IRI. */
typedef struct {
  bg_str prefix; /* with ':' */
  size_t cut;
} prefix_lead;

typedef struct {
  const bg_dataset *dataset;
  bg_prefixes *prefixes;
  bg_buffer body;
  blank_info *blanks;      /* by term id */
  bg_term_id *used_blanks; /* those with information, to clear it */
  size_t used_blank_count, used_blank_capacity;
  bool *shared; /* blank nodes that stand in several graphs, or in a triple term */
  const bg_quad *quads;
  size_t count;
  uint16_t *known;    /* prefix of each term that is an IRI */
  prefix_lead *leads; /* by prefix */
  bool has_blanks;
  bg_output *output;
  bg_term_id type, first, rest, nil, reifies;
  bg_term_id labels[3];
  const char *indent;      /* of the graph */
  annotation *annotations; /* of the graph, by their triples */
  size_t annotation_count, annotation_capacity;
  bool *hidden; /* quads that are said by the syntax around them; NULL: none */
} turtle;

void turtle_put_iri(turtle *t, bg_str iri);
/* In one line: names of blank nodes, no long strings. */
void turtle_put_flat(turtle *t, const bg_term *term);

/* Triple terms (turtle_annotations.c). */
/* Blank nodes in triple terms, and those that reify, keep their names; and the prefixes in them are used. */
void turtle_prepare_triples(turtle *t, const bg_quad *quads, size_t count);
/* Fill t->annotations and t->hidden for the graph in hand. */
void turtle_find_annotations(turtle *t);
void turtle_clear_annotations(turtle *t);
/* "<< s p o ~ x >>" in place of the subject when the quad at `first`, or one behind it, says that it reifies a triple;
 * else false. */
bool turtle_put_reifier(turtle *t, size_t first, size_t count);
/* The nodes that reify a triple, NULL when there are none. */
const annotation *turtle_annotations_of(const turtle *t, const bg_quad *quad, size_t *count);
bool turtle_is_annotation(const turtle *t, size_t first, size_t count);

#endif
