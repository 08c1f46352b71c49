#include "draw/graph_ids.h"

#include "base/memory.h"

typedef struct {
  IDTYPE last;
} id_state;

static void *open_ids(Agraph_t *graph, Agdisc_t *discipline) {
  (void)graph;
  (void)discipline;
  return BG_NEW(id_state);
}

/* False for names: cgraph then keeps them in a table of its own, under an id from here. */
static long map_id(void *state, int kind, char *name, IDTYPE *id, int create) {
  (void)kind;
  if (name || !create) return 0;
  *id = ++((id_state *)state)->last;
  return 1;
}

static long allocate_id(void *state, int kind, IDTYPE id) {
  (void)state;
  (void)kind;
  (void)id;
  return 1;
}

static void free_id(void *state, int kind, IDTYPE id) {
  (void)state;
  (void)kind;
  (void)id;
}

static char *print_id(void *state, int kind, IDTYPE id) {
  (void)state;
  (void)kind;
  (void)id;
  return NULL; /* names are in cgraph's table */
}

static void close_ids(void *state) {
  bg_free(state);
}

static void register_id(void *state, int kind, void *object) {
  (void)state;
  (void)kind;
  (void)object;
}

Agdisc_t *bg_graph_ids(void) {
  static Agiddisc_t ids = {open_ids, map_id, allocate_id, free_id, print_id, close_ids, register_id};
  static Agdisc_t discipline = {&AgMemDisc, &ids, &AgIoDisc};
  return &discipline;
}
