/* Which entities are the same: decisions of a person, replayed on every run, and identity across documents.
 *
 * decisions.csv (RFC 4180): decision,entity,as | document,note
 *
 *   merge,ENTITY,AS              ENTITY is the same as AS: every reference becomes AS, its names become aliases of AS
 *   split,ENTITY,AS,DOCUMENT     in DOCUMENT, ENTITY is another one: there it gets the id AS
 *
 * Nothing else merges or splits: entities of several documents are the same when their ids are (the gazetteer's id, or
 * the slug of the name), and their types agree; where types differ, the later one gets an id of its own. */
#ifndef BG_CLAIMS_IDENTITY_H
#define BG_CLAIMS_IDENTITY_H

#include "claims/claim_set.h"

typedef struct bg_decisions bg_decisions;

/* Errors name the line: broken CSV, an unknown decision, ids that are not slugs, an entity decided on twice, a split
 * without its document, a circle of merges. */
bg_status bg_decisions_read(const char *path, bg_diagnostics *diagnostics, bg_decisions **decisions);
void bg_decisions_free(bg_decisions *decisions); /* NULL is fine */

/* Replay on the claims of one document. Claims that come to tie an entity to itself, or to say the same twice, go.
 * Gives the number of entities that changed. */
size_t bg_decisions_apply(const bg_decisions *decisions, bg_str document, bg_claim_set *set);

/* Replay decisions.csv of a directory on its document, if there is one. Errors: those of reading it. */
bg_status bg_decisions_replay(const char *directory, bg_str document, bg_diagnostics *diagnostics, bg_claim_set *set);

/* An entity that several documents share, or that was kept apart. */
typedef struct {
  bg_str id;       /* in the later document, before */
  bg_str as;       /* after: the same id when they were taken as one */
  bg_str document; /* the later document */
  bg_str first;    /* the document that has it first */
  bool apart;      /* types differ: kept apart */
  bool by_name;    /* one for no other reason than its name: nothing outside confirms it */
} bg_identity;

typedef struct {
  bg_identity *items;
  size_t count, capacity;
  bg_arena *arena;
} bg_identity_report;

/* Make the entities of several documents agree: the first document's label and type hold for all, other labels become
 * aliases. `names` are the documents'. The report owns its strings. */
void bg_identity_unify(bg_claim_set *const *sets, const bg_str *names, size_t count, bg_identity_report *report);
void bg_identity_report_free(bg_identity_report *report);

#endif
