/* Internal to 'eval': a side of the comparison, read from brat files or from tables. */
#ifndef BG_CLI_EVAL_INPUT_H
#define BG_CLI_EVAL_INPUT_H

#include "claims/score.h"

typedef struct {
  char *name;
  bg_brief *brief;           /* of tables */
  bg_annotation *annotation; /* of brat files */
  bg_claim_set *set;
  size_t *entities; /* of the annotation's marks */
} eval_document;

typedef struct {
  eval_document *items; /* by name */
  size_t count, capacity;
} eval_side;

/* Read a .ann or .txt file of brat, a directory of them, a directory with entities.csv, or a directory of such
 * directories. Tables without a brief of their own take the one of the same document of `other` (may be NULL). */
bg_status eval_read(const char *path, const eval_side *other, bg_diagnostics *diagnostics, eval_side *side);
void eval_side_free(eval_side *side);
/* The document of that name; the only one, where each side has one; or NULL. */
const eval_document *eval_find(const eval_side *side, const char *name, bool alone);
/* As the scorer wants it. */
bg_judged eval_judged(const eval_document *document);

#endif
