/* Internal to the push: is what was pushed there? */
#ifndef BG_STORE_VERIFY_H
#define BG_STORE_VERIFY_H

#include "store/session.h"

typedef struct {
  size_t before; /* triples in the graph before adding */
  bool knows_before;
  bool compared;  /* triple by triple, not only by number */
  bool different; /* the store does not hold what it should */
  bg_buffer text; /* what was found, for people */
} store_verdict;

/* Before adding: how much is there. */
bg_status verify_before(store_session *s, const char *graph, store_verdict *verdict);
/* After any push. BG_OK when the store answered; what it holds is in the verdict. */
bg_status verify_after(store_session *s, const char *graph, const bg_plan *plan, store_verdict *verdict);

#endif
