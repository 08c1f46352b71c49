/* An RDF dataset in memory: interned terms and quads of four 32-bit ids.
 *
 * Cost: 17 bytes a term, 11 to 22 for its place in the hash table, and the bytes of its value and one; 16 bytes a quad.
 * Matching sorts quads by the orders that patterns ask for, at most three beside the first: 16 bytes a quad and 4 bytes
 * a term each. Ten million quads of claims with 2.1 million terms take 360 MB, 990 MB with all four orders
 * (tests/bench/size.sh). Limits: 2^31 terms, 2^32 quads. */
#ifndef BG_RDF_DATASET_H
#define BG_RDF_DATASET_H

#include <stdint.h>

#include "rdf/term.h"

typedef struct bg_dataset bg_dataset;

/* Ids count from 1 in order of first appearance. */
typedef uint32_t bg_term_id;
#define BG_DEFAULT_GRAPH ((bg_term_id)0)          /* as a quad's g */
#define BG_NO_TERM       ((bg_term_id)0)          /* as a result: there is none */
#define BG_ANY           ((bg_term_id)UINT32_MAX) /* in a pattern */

typedef struct {
  bg_term_id s, p, o, g;
} bg_quad;

bg_dataset *bg_dataset_new(void);
void bg_dataset_free(bg_dataset *dataset); /* NULL is fine */

/* The id of a term, made if new. The text is copied. A term of kind NONE gives BG_DEFAULT_GRAPH. */
bg_term_id bg_dataset_intern(bg_dataset *dataset, const bg_term *term);
bg_term_id bg_dataset_intern_iri(bg_dataset *dataset, const char *iri);
/* The id of a term that is there, else BG_NO_TERM. */
bg_term_id bg_dataset_find(const bg_dataset *dataset, const bg_term *term);
bg_term_id bg_dataset_find_iri(const bg_dataset *dataset, const char *iri);
/* The term of an id, borrowed from the dataset; kind NONE for id 0. */
bg_term bg_dataset_term(const bg_dataset *dataset, bg_term_id id);
bg_term_kind bg_dataset_kind(const bg_dataset *dataset, bg_term_id id); /* the kind of that term, found faster */
size_t bg_dataset_term_count(const bg_dataset *dataset);
/* True when there are terms that RDF 1.1 does not know: triple terms, or languages with a base direction. */
bool bg_dataset_needs_rdf12(const bg_dataset *dataset);

void bg_dataset_add(bg_dataset *dataset, bg_quad quad);
/* A sink that adds to the dataset; also remembers prefixes. */
bg_sink bg_dataset_sink(bg_dataset *dataset);
/* Blank node labels of different documents must not meet: labels that are added from now on belong to a new scope
 * (they become "b<scope>x<label>" from the second scope on). */
void bg_dataset_new_blank_scope(bg_dataset *dataset);

/* Prefixes in the order of their first declaration. A later declaration of the same prefix is ignored. */
void bg_dataset_add_prefix(bg_dataset *dataset, bg_str prefix, bg_str iri);
size_t bg_dataset_prefix_count(const bg_dataset *dataset);
void bg_dataset_prefix(const bg_dataset *dataset, size_t index, bg_str *prefix, bg_str *iri);

/* Add all that `other` holds, as if its statements came one by one: new terms get ids in the order that they have
 * there. Blank nodes of `other` get into the current scope of `dataset`. */
void bg_dataset_merge(bg_dataset *dataset, const bg_dataset *other);
/* Make it as empty as a new one, and keep memory for what comes. */
void bg_dataset_clear(bg_dataset *dataset);

/* Sort and drop duplicates. Call it after adding and before anything below; adding makes the index stale. Matching a
 * dataset with a stale index is a programming error (assert). */
void bg_dataset_index(bg_dataset *dataset);
size_t bg_dataset_size(const bg_dataset *dataset); /* quads, without duplicates */
/* All quads in SPOG order of ids. */
const bg_quad *bg_dataset_quads(const bg_dataset *dataset);

/* for (bg_match m = bg_dataset_match(d, (bg_quad){s, p, BG_ANY, BG_ANY}); bg_match_next(&m, &q);) ...
 * Any component may be BG_ANY; g == BG_DEFAULT_GRAPH matches the default graph only. Logarithmic to start where the
 * bound components are a prefix of SPOG, POSG, OSPG or GSPO; otherwise the rest is filtered while stepping. An order is
 * made when it is first needed, which is safe in several threads. With g ==
 * BG_ANY a triple that stands in several graphs comes several times, one after the other. */
typedef struct {
  const bg_quad *next;
  const bg_quad *end;
  bg_quad pattern;
} bg_match;
bg_match bg_dataset_match(const bg_dataset *dataset, bg_quad pattern);
bool bg_match_next(bg_match *match, bg_quad *quad);

/* Rank of each term in the order of bg_term_compare, indexed by id (entry 0 is 0); owned by the caller. For sorted
 * output. */
uint32_t *bg_dataset_ranks(const bg_dataset *dataset);
/* Sort quads of this dataset by graph (default first), subject, predicate, object in term order. */
void bg_dataset_sort_quads(const bg_dataset *dataset, bg_quad *quads, size_t count);

#endif
