/* Statements about statements: RDF 1.1 reification (rdf:Statement with rdf:subject, rdf:predicate, rdf:object) and the
 * reifiers of RDF 1.2 (rdf:reifies with a triple term), one into the other. */
#ifndef BG_RDF_REIFY_H
#define BG_RDF_REIFY_H

#include "rdf/dataset.h"

/* A copy of an indexed dataset, indexed, in which each rdf:Statement that has one subject, predicate (an IRI) and
 * object in a graph rdf:reifies the triple there; those four quads are gone. Everything else stays. */
bg_dataset *bg_lift_statements(const bg_dataset *dataset);
/* The way back: each node that reifies one triple in a graph becomes an rdf:Statement. What has no such form stays:
 * nodes that reify several triples, or a triple about a triple term. */
bg_dataset *bg_lower_reifiers(const bg_dataset *dataset);

#endif
