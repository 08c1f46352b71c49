/* From a claim set to RDF and back.
 *
 * Entities get the IRI <base>entity/<id>; the brief is <base><name>, below called B. No blank nodes. Named graphs:
 *
 *   B/graph/entities     type, skos:prefLabel and altLabel, bg:partOf, skos:exactMatch to Wikidata, dcterms:description
 *   B/graph/claims       claims (bg:Claim and rdf:Statement, with the four dimensions), recommendations, evidence
 *                        (Web Annotation selectors; offsets are code points of the normalised text)
 *   B/graph/asserted     plain triples of claims that are accepted, asserted, affirmed and in the author's own voice
 *   B/graph/recommended  plain triples of accepted affirmed claims that are recommended
 *   B/graph/possible     the same for possible
 *   B/graph/provenance   the brief and its metadata
 *   B/graph/metrics      measures (see network/)
 *
 * A claim's IRI is B/claim/ and the first 16 hexadecimal digits of the SHA-256 of the brief's digest, the spans of its
 * evidence, subject, relation, object, modality, polarity and voice: stable between runs. */
#ifndef BG_RDF_ENCODE_H
#define BG_RDF_ENCODE_H

#include "base/file.h"
#include "claims/claim_set.h"
#include "rdf/ontology.h"

#define BG_DEFAULT_BASE "https://w3id.org/briefgraph/data/"

typedef struct {
  const char *base;      /* IRI that data IRIs start with; NULL: BG_DEFAULT_BASE */
  const char *name;      /* slug of the brief; becomes part of IRIs */
  const char *directory; /* where the CSV files are, for messages; may be NULL */
} bg_encode_options;

/* Add the claim set to a dataset. Errors name the row: unknown type or relation (with the closest known one), two rows
 * that make the same claim. After an error the dataset is to be thrown away. */
bg_status bg_encode(const bg_claim_set *set, const bg_brief *brief, const bg_ontology *ontology,
                    const bg_encode_options *options, bg_dataset *dataset, bg_diagnostics *diagnostics);

/* IRI of one of the named graphs above, such as "claims"; owned by the caller. */
char *bg_graph_iri(const bg_encode_options *options, const char *graph);
char *bg_brief_iri(const bg_encode_options *options);

/* Read entities, claims and recommendations back from an indexed dataset that bg_encode wrote, in the order of their
 * ids (numbers inside ids by value). Lists are sets in RDF: they come back sorted. */
bg_status bg_decode(const bg_dataset *dataset, const bg_ontology *ontology, bg_diagnostics *diagnostics,
                    bg_claim_set **set);

#endif
