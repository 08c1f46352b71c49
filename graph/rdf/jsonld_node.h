/* Internal: node objects of JSON-LD, one after the other. */
#ifndef BG_RDF_JSONLD_NODE_H
#define BG_RDF_JSONLD_NODE_H

#include "base/json_writer.h"
#include "rdf/jsonld.h"

/* A value of a property. Those of the node in hand stand in the writer's pool; a list's items stand there in a row. */
typedef struct {
  bool list;
  size_t first, count;         /* items of a list, by index in the pool */
  bg_term term;                /* else: IRI, blank node or literal */
  bg_str language, direction;  /* of a literal */
  const bg_jsonld_term *under; /* the term that was chosen for it */
  bool written;
} bg_jsonld_value;

typedef struct {
  bg_term predicate;
  size_t value; /* index in the pool */
} bg_jsonld_entry;

typedef struct {
  const bg_jsonld_options *options;
  bool dense; /* a node object a line */
  bg_output *output;
  bg_diagnostics *diagnostics;
  bg_status status;
  bg_json_writer json;
  bg_jsonld_value *pool;
  size_t pool_count, pool_capacity;
  bg_jsonld_entry *entries; /* of the node in hand, those of the same predicate in a row */
  size_t entry_count, entry_capacity;
  bg_buffer iri, lower;
} bg_jsonld_writer;

void bg_jsonld_begin_document(bg_jsonld_writer *w);
void bg_jsonld_end_document(bg_jsonld_writer *w);
void bg_jsonld_free(bg_jsonld_writer *w);

/* Room for `count` values in a row; gives the index of the first. */
size_t bg_jsonld_reserve(bg_jsonld_writer *w, size_t count);
void bg_jsonld_set(bg_jsonld_writer *w, size_t index, const bg_term *term);
void bg_jsonld_add_entry(bg_jsonld_writer *w, const bg_term *predicate, size_t value);

/* '{', the id, and what the entries say; then the caller may put the graph that the node names, and ends the node. */
void bg_jsonld_begin_node(bg_jsonld_writer *w, const bg_term *subject);
void bg_jsonld_end_node(bg_jsonld_writer *w);
void bg_jsonld_begin_graph(bg_jsonld_writer *w);
void bg_jsonld_end_graph(bg_jsonld_writer *w);

/* Values (jsonld_value.c). */
bg_jsonld_shape bg_jsonld_shape_of(bg_jsonld_writer *w, const bg_jsonld_value *value);
/* The value under its term; with `compact` false as an object always. */
void bg_jsonld_put_value(bg_jsonld_writer *w, const bg_jsonld_value *value);
void bg_jsonld_put_items(bg_jsonld_writer *w, const bg_jsonld_value *list);
void bg_jsonld_put_key(bg_jsonld_writer *w, const char *keyword);
/* An IRI as a string, in its shortest form. */
void bg_jsonld_put_iri(bg_jsonld_writer *w, bg_str iri, bg_jsonld_place place);
/* The same as a key. */
void bg_jsonld_put_iri_key(bg_jsonld_writer *w, bg_str iri);
/* "_:label" or the IRI. Borrows from the term or `out`. */
bg_str bg_jsonld_id(const bg_term *term, bg_buffer *out);

#endif
