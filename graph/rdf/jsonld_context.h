/* JSON-LD 1.1 contexts, for compaction (JSON-LD 1.1 API, sections 4 to 6).
 *
 * What a context may say: @version 1.1, @base (kept, never used to shorten), @vocab, @language, @direction, @protected,
 * and terms as an IRI, a compact IRI, a keyword (an alias), null, or an object of @id, @type, @language, @direction,
 * @container (@set, @list, @language), @prefix, @protected; one such object or an array of them. Refused with a
 * message: contexts to be fetched (nothing here touches the network), @import, @propagate, @context and @nest inside
 * terms,
 * @reverse, @index, and the containers @index, @id, @type and @graph. */
#ifndef BG_RDF_JSONLD_CONTEXT_H
#define BG_RDF_JSONLD_CONTEXT_H

#include <stdint.h>

#include "rdf/term.h"

typedef struct bg_jsonld_context bg_jsonld_context;

enum { BG_JSONLD_SET = 1, BG_JSONLD_LIST = 2, BG_JSONLD_LANGUAGE = 4 }; /* bits of a container */

/* A term of the context. Strings live as long as the context. */
typedef struct {
  bg_str term;
  bg_str iri; /* or a keyword; empty when the term stands for nothing */
  unsigned container;
  bg_str type;     /* "@id", "@vocab", "@json", "@none", an IRI; empty: none */
  bg_str language; /* of its strings, in lower case, after the defaults of the context; empty: none */
  bg_str direction;
  bool has_language; /* its own, which may be null */
  bool has_direction;
  bool prefix; /* may stand before a ':' */
} bg_jsonld_term;

/* What a value looks like to the choice of a term for it. */
typedef struct {
  bool list;
  bool any;    /* an empty list */
  bg_str type; /* "@id", "@json" or a datatype; empty for a string */
  bg_str id;   /* with "@id": the IRI */
  bg_str language;
  bg_str direction;
  bool none;   /* a list of values that have no type and language in common */
  bool native; /* a number or boolean */
} bg_jsonld_shape;

/* From a file: {"@context": ...}, or the context itself. */
bg_status bg_jsonld_context_load(const char *path, bg_diagnostics *diagnostics, bg_jsonld_context **context);
bg_status bg_jsonld_context_parse(bg_str json, const char *name, bg_diagnostics *diagnostics,
                                  bg_jsonld_context **context);
void bg_jsonld_context_free(bg_jsonld_context *context); /* NULL is fine */

/* The context as JSON text, indented by two spaces a level from the second line on. */
bg_str bg_jsonld_context_text(const bg_jsonld_context *context);
/* A keyword, or its alias. With a NULL context the keyword. */
bg_str bg_jsonld_keyword(const bg_jsonld_context *context, const char *keyword);
/* The term for a value of this predicate, or NULL. `no_list`: leave out those with the container @list. */
const bg_jsonld_term *bg_jsonld_choose(const bg_jsonld_context *context, bg_str predicate, const bg_jsonld_shape *shape,
                                       bool no_list);
/* Where an IRI stands: the id of a node; a type, or another word of the vocabulary; a key for which no term was chosen.
 */
typedef enum { BG_JSONLD_ID, BG_JSONLD_TYPE, BG_JSONLD_KEY } bg_jsonld_place;
/* An IRI in its shortest form. Borrows from `iri`, the context or `out`. False when readers would take the IRI itself
 * for something else. NULL context: the IRI. */
bool bg_jsonld_compact_iri(const bg_jsonld_context *context, bg_str iri, bg_jsonld_place place, bg_buffer *out,
                           bg_str *compact);
/* The language and direction that a plain string has under a term (NULL: under no term). */
void bg_jsonld_defaults(const bg_jsonld_context *context, const bg_jsonld_term *term, bg_str *language,
                        bg_str *direction);
/* True when the text is a valid JSON value. */
bool bg_jsonld_is_json(bg_str text);

#endif
