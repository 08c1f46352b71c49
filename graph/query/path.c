/* Property paths: walks from one node (SPARQL 1.1 Query, section 18.4). Sequences and alternatives keep duplicates;
 * '?',
 * '*' and '+' do not. */
#include <string.h>

#include "base/memory.h"
#include "query/run.h"

typedef struct {
  bg_term_id *ids;
  size_t count, capacity;
} id_list;

static void add_id(query_run *run, id_list *list, bg_term_id id) {
  size_t before = list->capacity;
  BG_GROW(list->ids, list->capacity, list->count + 1);
  if (list->capacity > before) run_charge(run, (list->capacity - before) * sizeof id);
  list->ids[list->count++] = id;
}

static void free_list(query_run *run, id_list *list) {
  run->bytes -= list->capacity * sizeof *list->ids;
  bg_free(list->ids);
}

static void walk(query_run *run, const query_path *path, bool backward, bg_term_id from, id_list *out);

static void walk_predicate(query_run *run, bg_term_id predicate, bool backward, bg_term_id from, id_list *out) {
  query_scan scan = backward ? scan_start(run, BG_ANY, predicate, from, run->graph)
                             : scan_start(run, from, predicate, BG_ANY, run->graph);
  bg_quad q;
  while (scan_next(run, &scan, &q)) add_id(run, out, backward ? q.s : q.o);
}

static bool listed(const query_run *run, const uint32_t *list, size_t count, bg_term_id id) {
  for (size_t i = 0; i < count; i++)
    if (run->constants[list[i]] == id) return true;
  return false;
}

static void walk_others(query_run *run, const uint32_t * not, size_t count, bool backward, bg_term_id from,
                        id_list *out) {
  query_scan scan =
      backward ? scan_start(run, BG_ANY, BG_ANY, from, run->graph) : scan_start(run, from, BG_ANY, BG_ANY, run->graph);
  bg_quad q;
  while (scan_next(run, &scan, &q))
    if (!listed(run, not, count, q.p)) add_id(run, out, backward ? q.s : q.o);
}

static void walk_negated(query_run *run, const query_path *path, bool backward, bg_term_id from, id_list *out) {
  if (path->forward) walk_others(run, path->forward, path->forward_count, backward, from, out);
  if (path->backward) walk_others(run, path->backward, path->backward_count, !backward, from, out);
}

static void walk_sequence(query_run *run, const query_path *path, bool backward, bg_term_id from, id_list *out) {
  id_list middle = {0};
  walk(run, backward ? path->right : path->left, backward, from, &middle);
  for (size_t i = 0; i < middle.count && run->status == BG_OK; i++)
    walk(run, backward ? path->left : path->right, backward, middle.ids[i], out);
  free_list(run, &middle);
}

/* All that one step after another reaches; with `zero` also the start. */
static void walk_closure(query_run *run, const query_path *path, bool backward, bool zero, bool once, bg_term_id from,
                         id_list *out) {
  bg_id_set seen = {0};
  if (zero) bg_id_set_add(&seen, from);
  id_list step = {0};
  walk(run, path->left, backward, from, &step);
  for (size_t i = 0; i < step.count; i++) bg_id_set_add(&seen, step.ids[i]);
  for (size_t at = zero; !once && at < seen.count && run_step(run); at++) {
    step.count = 0;
    walk(run, path->left, backward, seen.ids[at], &step);
    for (size_t i = 0; i < step.count; i++) bg_id_set_add(&seen, step.ids[i]);
  }
  for (size_t i = 0; i < seen.count; i++) add_id(run, out, seen.ids[i]);
  free_list(run, &step);
  bg_id_set_free(&seen);
}

static void walk(query_run *run, const query_path *path, bool backward, bg_term_id from, id_list *out) {
  if (!run_step(run)) return;
  switch (path->kind) {
    case QUERY_PATH_IRI: walk_predicate(run, run->constants[path->iri], backward, from, out); break;
    case QUERY_PATH_INVERSE: walk(run, path->left, !backward, from, out); break;
    case QUERY_PATH_SEQUENCE: walk_sequence(run, path, backward, from, out); break;
    case QUERY_PATH_ALTERNATIVE:
      walk(run, path->left, backward, from, out);
      walk(run, path->right, backward, from, out);
      break;
    case QUERY_PATH_NEGATED: walk_negated(run, path, backward, from, out); break;
    case QUERY_PATH_OPTIONAL: walk_closure(run, path, backward, true, true, from, out); break;
    case QUERY_PATH_STAR: walk_closure(run, path, backward, true, false, from, out); break;
    case QUERY_PATH_PLUS: walk_closure(run, path, backward, false, false, from, out); break;
  }
}

/* Every subject and object of the active graph, which a walk from anywhere starts at. */
static void all_nodes(query_run *run, bg_id_set *nodes) {
  query_scan scan = scan_start(run, BG_ANY, BG_ANY, BG_ANY, run->graph);
  bg_quad q;
  while (scan_next(run, &scan, &q)) {
    bg_id_set_add(nodes, q.s);
    bg_id_set_add(nodes, q.o);
  }
}

static bg_term_id value_of(const query_run *run, query_slot slot, const bg_term_id *row) {
  return slot.var == NO_VAR ? run->constants[slot.constant] : row[slot.var];
}

static void emit(query_run *run, const query_triple *t, const bg_term_id *row, bg_term_id s, bg_term_id o,
                 query_table *out) {
  if (t->s.var != NO_VAR && t->s.var == t->o.var && s != o) return;
  bg_term_id *added = table_add(run, out, row);
  if (!added) return;
  if (t->s.var != NO_VAR) added[t->s.var] = s;
  if (t->o.var != NO_VAR) added[t->o.var] = o;
}

/* From one end, given; the other may be given too. */
static void extend_from(query_run *run, const query_triple *t, const bg_term_id *row, bg_term_id from, bool backward,
                        query_table *out) {
  id_list ends = {0};
  bg_term_id other = value_of(run, backward ? t->s : t->o, row);
  walk(run, t->path, backward, from, &ends);
  for (size_t i = 0; i < ends.count; i++)
    if (!other || other == ends.ids[i])
      emit(run, t, row, backward ? ends.ids[i] : from, backward ? from : ends.ids[i], out);
  free_list(run, &ends);
}

/* True for what stands in the query itself: a constant, or what EXISTS puts in. */
static bool is_given(const query_run *run, query_slot slot) {
  return slot.var == NO_VAR || (run->outer_bound && var_in(run->outer_bound, slot.var));
}

static bool is_node(query_run *run, bg_term_id id) {
  bg_quad q;
  query_scan as_subject = scan_start(run, id, BG_ANY, BG_ANY, run->graph);
  if (scan_next(run, &as_subject, &q)) return true;
  query_scan as_object = scan_start(run, BG_ANY, BG_ANY, id, run->graph);
  return scan_next(run, &as_object, &q);
}

/* A walk starts at an end that the query gives: a path of length 0 leads from there to itself. A variable, even one
 * that is bound already, stands for nodes of the graph only. */
void path_extend(query_run *run, const query_triple *t, const query_table *in, query_table *out) {
  bg_id_set nodes = {0};
  for (size_t i = 0; i < in->count && run->status == BG_OK; i++) {
    const bg_term_id *row = table_row(in, i);
    bg_term_id s = value_of(run, t->s, row), o = value_of(run, t->o, row);
    bool backward = !is_given(run, t->s) && (is_given(run, t->o) || !s);
    bg_term_id from = backward ? o : s;
    if (from) {
      if (is_given(run, backward ? t->o : t->s) || is_node(run, from)) extend_from(run, t, row, from, backward, out);
      continue;
    }
    if (!nodes.count) all_nodes(run, &nodes);
    for (size_t k = 0; k < nodes.count && run->status == BG_OK; k++) extend_from(run, t, row, nodes.ids[k], false, out);
  }
  bg_id_set_free(&nodes);
}
