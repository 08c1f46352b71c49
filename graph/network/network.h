/* From a dataset to a network: actors, and the links that claims (or plain triples) make between them. */
#ifndef BG_NETWORK_NETWORK_H
#define BG_NETWORK_NETWORK_H

#include "base/arena.h"
#include "claims/claim_set.h"
#include "rdf/ontology.h"

typedef struct {
  bg_term_id term;
  bg_str iri;
  bg_str id; /* dcterms:identifier, else the local name of the IRI */
  bg_str label;
  bg_str class_iri; /* most specific known class, or empty */
  bg_str class_label;
  bg_str owner;      /* label of what it is bg:partOf, or empty */
  size_t link_count; /* links that it is an end of */
} bg_actor;

/* One claim (or one triple) between two actors. Strings are empty where the data say nothing. */
typedef struct {
  size_t from; /* index of an actor */
  size_t to;
  bg_str claim; /* IRI of the claim; empty for a plain triple */
  bg_str claim_id;
  bg_str relation; /* IRI of the predicate */
  bg_str label;    /* of the relation */
  bg_str short_label;
  bool symmetric; /* the relation holds both ways */
  int sign;
  bg_modality modality;
  bg_polarity polarity;
  bg_strength strength;
  bool own_voice; /* the author's own statement */
  bg_str voice;   /* who says so, when it is not the author */
  double confidence;
  bg_str quote; /* of its first passage */
  bg_str locator;
} bg_link;

/* A plain predicate that makes links, for data without claims. */
typedef struct {
  bg_str iri;
  int sign;
} bg_link_predicate;

#define BG_MODALITY_BIT(m) (1u << (m))
#define BG_ALL_MODALITIES  0xfu

/* Zero-initialise for the defaults. */
typedef struct {
  unsigned modalities;  /* bits by BG_MODALITY_BIT; 0: all */
  bool with_negated;    /* also negated claims */
  bool with_unaccepted; /* also proposed claims; rejected ones never count */
  double min_confidence;
  bool all_entities;                   /* any two entities, not only actors and initiatives */
  const bg_link_predicate *predicates; /* not NULL: these triples instead of claims */
  size_t predicate_count;
  bool triples; /* every triple between two resources instead of claims, rdf:type excepted */
} bg_network_options;

typedef struct {
  bg_arena *arena;
  bg_actor *actors; /* in term order; those without links too */
  size_t actor_count, actor_capacity;
  bg_link *links; /* in order of from, to, claim */
  size_t link_count, link_capacity;
  size_t self_links; /* left out */
  bool from_claims;  /* else from triples */
} bg_network;

/* Read the network of an indexed dataset. Without claims, briefs and predicates, every triple between two IRIs
 * counts whose predicate is not of RDF, RDFS, OWL or SKOS. Never fails; the network may be empty. */
bg_network *bg_network_new(const bg_dataset *dataset, const bg_ontology *ontology, const bg_network_options *options);
void bg_network_free(bg_network *network); /* NULL is fine */
/* Index of the actor with that id, IRI or label (in this order; labels without regard to ASCII case), or SIZE_MAX. */
size_t bg_network_find(const bg_network *network, bg_str name);
/* The id or label that is most like a name that was not found, or empty. */
bg_str bg_network_closest(const bg_network *network, bg_str name);

#endif
