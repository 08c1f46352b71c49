/* Internal: the terminals of Turtle and TriG, and what their reader holds. */
#ifndef BG_RDF_TURTLE_SCAN_H
#define BG_RDF_TURTLE_SCAN_H

#include "base/arena.h"
#include "base/map.h"
#include "rdf/reader.h"

typedef struct {
  bg_str text;
  size_t at;
  const char *problem; /* the first that was met, at `at` */
  bg_str culprit;      /* an IRI to show with it; may be empty */
  bg_status status;    /* of the sink */
  bool trig;
  bg_arena *arena;  /* terms of the statement in hand */
  bg_arena *names;  /* prefixes, namespaces, bases */
  bg_map *prefixes; /* to the index of the namespace */
  bg_str *namespaces;
  size_t namespace_count, namespace_capacity;
  bg_str base; /* empty: none */
  bg_term graph;
  size_t generated; /* blank nodes without a label so far */
  unsigned depth;
  bg_buffer scratch;
  bg_sink sink;
  bg_read_counts *counts;
} turtle_reader;

/* False, for return; keeps the first problem and where it was. */
bool turtle_fail(turtle_reader *r, const char *problem);
/* White space and comments. */
void turtle_skip(turtle_reader *r);
/* The next character, '\0' at the end. */
char turtle_peek(const turtle_reader *r);
/* True when these characters come next. */
bool turtle_sees(const turtle_reader *r, bg_str token);
/* The same, and steps over them and the space behind. */
bool turtle_takes(turtle_reader *r, bg_str token);
/* A word in any case that no name character follows, such as PREFIX. */
bool turtle_takes_word(turtle_reader *r, const char *word);
bool turtle_takes_exactly(turtle_reader *r, const char *word); /* in lower case */
bool turtle_takes_directive(turtle_reader *r, bg_str word);    /* such as @prefix, which a ':' may follow at once */

/* Terms borrow from the text or from the arena; each steps over the space behind it. */
bool turtle_read_iriref(turtle_reader *r, bg_str *iri);
/* "prefix:" as it stands before a namespace. */
bool turtle_read_prefix(turtle_reader *r, bg_str *prefix);
bool turtle_read_iri(turtle_reader *r, bg_term *term);
bool turtle_read_blank_label(turtle_reader *r, bg_term *term);
bg_term turtle_new_blank(turtle_reader *r);
bool turtle_read_literal(turtle_reader *r, bg_term *term);
/* A string between single quotes or double ones; long strings only with `any`. */
bool turtle_read_string(turtle_reader *r, bool any, bg_str *value);
bool turtle_sees_literal(const turtle_reader *r);
/* A character that begins a prefixed name. */
bool turtle_sees_name(const turtle_reader *r);

#endif
