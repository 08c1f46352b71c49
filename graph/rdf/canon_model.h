/* Internal to the canonical form: what canon_label.c and canon_related.c share. */
#ifndef BG_RDF_CANON_MODEL_H
#define BG_RDF_CANON_MODEL_H

#include "rdf/canon_label.h"

typedef unsigned char digest[BG_DIGEST_MOST];
typedef uint32_t node; /* a blank node of the dataset, counted from 0 */

/* Labels in the order in which they were given. Those of a temporary issuer only ever grow at the end, so that a copy
 * of an issuer is its length, and going back to it is cutting. */
typedef struct {
  uint32_t *numbers; /* of each node: 0 none, else 1 + number */
  node *order;
  size_t count;
} issuer;

bool issuer_has(const issuer *i, node n);
void issuer_give(issuer *i, node n); /* unless it has one */
void issuer_cut(issuer *i, size_t count);

/* One tie of a blank node to another, with the hash that says how they are tied. */
typedef struct {
  digest hash;
  node related;
} tie;

typedef struct {
  const bg_dataset *dataset;
  bg_digest_algorithm algorithm;
  size_t digest_size;
  bg_diagnostics *diagnostics;
  node count;
  bg_term_id *terms;     /* of each node */
  uint32_t *nodes;       /* of each term: its node, or UINT32_MAX */
  uint32_t *quad_starts; /* quads of node n: quads[quad_starts[n]] to quads[quad_starts[n + 1] - 1] */
  uint32_t *quads;       /* numbers in bg_dataset_quads */
  digest *first;         /* hash of first-degree quads of each node */
  issuer canonical;
  issuer temporary;
  tie *ties; /* a stack: each level of the recursion pushes those of its node */
  size_t tie_count, tie_capacity;
  bg_buffer text; /* of what is hashed next */
  size_t work, most_work;
  size_t depth;
} labelling;

/* Hash N-Degree Quads (section 4.8) of a node; extends the temporary issuer. */
bg_status canon_hash_related(labelling *l, node n, digest out);

#endif
