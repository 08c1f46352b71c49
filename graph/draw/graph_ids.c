#include "draw/graph_ids.h"

#include "base/arena.h"
#include "base/map.h"
#include "base/memory.h"

typedef struct {
  Agraph_t *graph;
  bg_arena *arena;
  bg_map *ids;  /* by kind and name */
  char **names; /* by id, as strings of the graph, which frees them; NULL for what has none */
  size_t capacity;
  size_t last;
} id_state;

static void *open_ids(Agraph_t *graph, Agdisc_t *discipline) {
  (void)discipline;
  id_state *s = BG_NEW(id_state);
  s->graph = graph;
  s->arena = bg_arena_new();
  s->ids = bg_map_new();
  return s;
}

/* Names are kept here: cgraph's own table for them leaks. */
static long map_id(void *state, int kind, char *name, IDTYPE *id, int create) {
  id_state *s = state;
  bg_str key = BG_STR_EMPTY;
  if (name) {
    key = bg_arena_printf(s->arena, "%d %s", kind == AGINEDGE ? AGOUTEDGE : kind, name);
    *id = bg_map_get(s->ids, key, 0);
    if (*id) return 1;
  }
  if (!create) return 0;
  *id = ++s->last;
  BG_GROW(s->names, s->capacity, s->last + 1);
  s->names[s->last] = name ? agstrdup(s->graph, name) : NULL;
  if (name) bg_map_set(s->ids, key, s->last);
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
  id_state *s = state;
  (void)kind;
  return id >= 1 && id <= s->last ? s->names[id] : NULL;
}

static void close_ids(void *state) {
  id_state *s = state;
  bg_arena_free(s->arena);
  bg_map_free(s->ids);
  bg_free(s->names);
  bg_free(s);
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
