/* The canonical form of a dataset: RDF Dataset Canonicalization, RDFC-1.0 (W3C Recommendation, 21 May 2024). Two
 * datasets have the same canonical N-Quads exactly when they differ in nothing but the labels of their blank nodes.
 *
 * Cost: without blank nodes, that of sorting terms and quads; nothing is hashed. Blank nodes are told apart by the
 * quads that they stand in, which is linear; those that look alike by the way in which they are tied to others, which
 * for graphs made for the purpose ("poisoned") takes longer than anybody can wait. So that work is counted and limited.
 */
#ifndef BG_RDF_CANON_H
#define BG_RDF_CANON_H

#include "base/digest.h"
#include "base/file.h"
#include "rdf/dataset.h"

/* Steps of work: a step looks at one tie between two blank nodes, once; some millions take a second. */
#define BG_CANON_WORK      ((size_t)10000000)
#define BG_CANON_UNLIMITED SIZE_MAX
/* Steps that each blank node adds to the default limit: large graphs need more than small ones. */
enum { BG_CANON_WORK_PER_NODE = 32 };
/* How long a chain of blank nodes that look alike may be. */
enum { BG_CANON_DEEPEST = 4096 };

typedef struct {
  bg_digest_algorithm algorithm; /* SHA-256 is what the specification takes unless told otherwise */
  size_t most_work;              /* 0: BG_CANON_WORK and BG_CANON_WORK_PER_NODE for each blank node */
} bg_canon_options;

typedef struct bg_canon bg_canon;

/* Canonicalise an indexed dataset, which must outlive the result. `options` may be NULL. Errors: too much work
 * (BG_ERROR_LIMIT), triple terms, which RDFC-1.0 does not know (BG_ERROR_UNSUPPORTED). */
bg_status bg_canon_new(const bg_dataset *dataset, const bg_canon_options *options, bg_diagnostics *diagnostics,
                       bg_canon **canon);
void bg_canon_free(bg_canon *canon); /* NULL is fine */

/* The quads in the order of their canonical lines. */
size_t bg_canon_size(const bg_canon *canon);
const bg_quad *bg_canon_quads(const bg_canon *canon);
/* Append a term as it stands in canonical N-Quads; blank nodes with their canonical label. */
void bg_canon_put(const bg_canon *canon, bg_term_id id, bg_buffer *out);
/* Append the canonical line of a quad, with its line feed. */
void bg_canon_put_quad(const bg_canon *canon, const bg_quad *quad, bg_buffer *out);

/* Blank nodes in the order of their canonical labels: number `index` is c14n<index>. */
size_t bg_canon_blank_count(const bg_canon *canon);
bg_term_id bg_canon_blank(const bg_canon *canon, size_t index);
/* The number in the canonical label of a blank node, or SIZE_MAX for other terms. */
size_t bg_canon_number(const bg_canon *canon, bg_term_id id);
/* Steps of work that were done. */
size_t bg_canon_work(const bg_canon *canon);

/* Write the canonical N-Quads. */
void bg_canon_write(const bg_canon *canon, bg_output *output);
/* Digest of the canonical N-Quads as hexadecimal digits. */
void bg_canon_hash(const bg_canon *canon, bg_digest_algorithm algorithm, char hex[BG_DIGEST_MOST_HEX + 1]);

#endif
