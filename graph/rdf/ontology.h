/* What the program knows of the domain, read from ontology/briefgraph.ttl (or any ontology that marks its relations the
 * same way): relations with sign and PLOVER class, classes with their ancestors. */
#ifndef BG_RDF_ONTOLOGY_H
#define BG_RDF_ONTOLOGY_H

#include "rdf/dataset.h"

/* A property that may be the predicate of a claim: bg:relatedTo and all below it (rdfs:subPropertyOf). Strings live
 * as long as the ontology; empty when not stated. */
typedef struct {
  bg_str iri;
  bg_str name;        /* local name: what claims.csv says */
  bg_str label;       /* rdfs:label: reads between two names */
  bg_str short_label; /* bg:shortLabel, else the label */
  bg_str plover;      /* notation of the PLOVER class, such as "AID" */
  bg_str domain;      /* IRI of a class */
  bg_str range;       /* IRI of a class */
  int sign;           /* bg:sign: +1 friendly, -1 hostile, 0 neither */
  bool symmetric;     /* owl:SymmetricProperty */
} bg_relation;

typedef struct bg_ontology bg_ontology;

bg_status bg_ontology_load(const char *path, bg_diagnostics *diagnostics, bg_ontology **ontology);
/* From a dataset that holds an ontology (indexed; copied from, not kept). */
bg_ontology *bg_ontology_from(const bg_dataset *dataset);
void bg_ontology_free(bg_ontology *ontology); /* NULL is fine */
/* The indexed dataset that bg_ontology_load read; NULL after bg_ontology_from. */
const bg_dataset *bg_ontology_dataset(const bg_ontology *ontology);

/* By IRI or by local name; NULL when unknown. */
const bg_relation *bg_ontology_relation(const bg_ontology *ontology, bg_str iri_or_name);
size_t bg_ontology_relation_count(const bg_ontology *ontology);
/* In order of their IRIs. */
const bg_relation *bg_ontology_relation_at(const bg_ontology *ontology, size_t index);

/* IRI of a class from its IRI or local name; empty when unknown. */
bg_str bg_ontology_class(const bg_ontology *ontology, bg_str iri_or_name);
/* Label of a class, by IRI; its local name when it has none or is unknown. */
bg_str bg_ontology_class_label(const bg_ontology *ontology, bg_str class_iri);
/* True when the two are the same class, or the first is below the second (rdfs:subClassOf, transitively). IRIs. */
bool bg_ontology_is_a(const bg_ontology *ontology, bg_str class_iri, bg_str super_iri);
/* The known relation or class name that is closest to a misspelt one (edit distance at most 3), or empty: for messages.
 */
bg_str bg_ontology_closest_relation(const bg_ontology *ontology, bg_str name);
bg_str bg_ontology_closest_class(const bg_ontology *ontology, bg_str name);

#endif
