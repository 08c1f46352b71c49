/* Questions that one asks of a dataset as if it were one graph: the union of all its graphs. Needs an indexed dataset.
 */
#ifndef BG_RDF_GRAPH_H
#define BG_RDF_GRAPH_H

#include "rdf/dataset.h"

/* The object of (s, p) that comes first in term order, so that the answer does not depend on ids; or BG_NO_TERM. */
bg_term_id bg_graph_object(const bg_dataset *dataset, bg_term_id s, bg_term_id p);
/* Different objects of (s, p), or subjects of (p, o), in term order. *ids is owned by the caller (NULL when none). */
size_t bg_graph_objects(const bg_dataset *dataset, bg_term_id s, bg_term_id p, bg_term_id **ids);
size_t bg_graph_subjects(const bg_dataset *dataset, bg_term_id p, bg_term_id o, bg_term_id **ids);
bool bg_graph_has(const bg_dataset *dataset, bg_term_id s, bg_term_id p, bg_term_id o);
/* Lexical form of the object of (s, p), or the empty view. Borrows from the dataset. */
bg_str bg_graph_value(const bg_dataset *dataset, bg_term_id s, bg_term_id p);
/* A name to show: skos:prefLabel, rdfs:label, foaf:name, dcterms:title, each first in English, then without language,
 * then any; else the last part of the IRI. Borrows from the dataset. */
bg_str bg_graph_label(const bg_dataset *dataset, bg_term_id node);
/* The part of an IRI behind its last '#', '/' or ':'. */
bg_str bg_iri_local_name(bg_str iri);
/* Members of an RDF list in order; false when it is not well-formed (no rdf:first, several, or a circle). */
bool bg_graph_list(const bg_dataset *dataset, bg_term_id head, bg_term_id **ids, size_t *count);

#endif
