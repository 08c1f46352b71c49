/* IRIs that the code needs by name. Everything else about the domain is read from ontology/. */
#ifndef BG_RDF_VOCAB_H
#define BG_RDF_VOCAB_H

#define BG_NS       "https://w3id.org/briefgraph/ns#"
#define BG_ONTOLOGY "https://w3id.org/briefgraph/ns"
#define RDF_NS      "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
#define RDFS_NS     "http://www.w3.org/2000/01/rdf-schema#"
#define OWL_NS      "http://www.w3.org/2002/07/owl#"
#define XSD_NS      "http://www.w3.org/2001/XMLSchema#"
#define SKOS_NS     "http://www.w3.org/2004/02/skos/core#"
#define DCTERMS_NS  "http://purl.org/dc/terms/"
#define PROV_NS     "http://www.w3.org/ns/prov#"
#define OA_NS       "http://www.w3.org/ns/oa#"
#define CITO_NS     "http://purl.org/spar/cito/"
#define SH_NS       "http://www.w3.org/ns/shacl#"
#define WIKIDATA_NS "http://www.wikidata.org/entity/"

#define RDF_TYPE        RDF_NS "type"
#define RDF_REIFIES     RDF_NS "reifies"
#define RDFS_LABEL      RDFS_NS "label"
#define RDFS_SUBCLASS   RDFS_NS "subClassOf"
#define SKOS_PREF_LABEL SKOS_NS "prefLabel"
#define XSD_STRING      XSD_NS "string"

#endif
