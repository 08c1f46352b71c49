#ifndef BG_RDF_DECODE_IDS_H
#define BG_RDF_DECODE_IDS_H

#include "base/arena.h"
#include "rdf/dataset.h"

/* The ids under which tables name the nodes of a graph: dcterms:identifier, else the local name of the IRI. Graphs from
 * elsewhere give one id to several nodes (http://a/#me, http://b/#me), and so do graphs of several briefs: within a
 * kind the first by IRI keeps it, the others become me-2, me-3, so that no two are taken for one. */
typedef struct bg_decode_ids bg_decode_ids;
typedef enum { BG_ID_ENTITY, BG_ID_CLAIM, BG_ID_RECOMMENDATION, BG_ID_KINDS } bg_id_kind;

bg_decode_ids *bg_decode_ids_new(const bg_dataset *dataset, bg_arena *arena); /* borrows both */
void bg_decode_ids_free(bg_decode_ids *ids);
/* Give ids to all nodes of a kind; sorts `nodes` by IRI. */
void bg_decode_ids_give(bg_decode_ids *ids, bg_id_kind kind, bg_term_id *nodes, size_t count);
/* The id of a node, in the arena; a node that was given none gets one that is free. */
bg_str bg_decode_id(bg_decode_ids *ids, bg_id_kind kind, bg_term_id node);

#endif
