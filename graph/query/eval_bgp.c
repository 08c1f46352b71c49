/* Groups of triples: the cheapest next, by what is bound and by how many triples its constants have. */
#include <math.h>

#include "base/memory.h"
#include "query/run.h"

typedef struct {
  double size; /* triples that agree with its constants, at most */
  bool done;
} step;

static bg_term_id constant_of(const query_run *run, query_slot slot) {
  return slot.var == NO_VAR ? run->constants[slot.constant] : BG_ANY;
}

static double size_of(const query_run *run, const query_triple *t) {
  bg_quad pattern = {constant_of(run, t->s), t->path ? BG_ANY : constant_of(run, t->p), constant_of(run, t->o), BG_ANY};
  bg_match match = bg_dataset_match(run->data, pattern);
  return (double)(match.end - match.next) + 1;
}

static bool is_bound(query_slot slot, const bg_term_id *row) {
  return slot.var == NO_VAR || row[slot.var] != BG_NO_TERM;
}

/* How many rows one row becomes, roughly: a subject has few values of a property, an object more subjects. */
static double cost_of(const query_triple *t, double size, const bg_term_id *row) {
  enum { FEW = 4, FAR = 1000 };
  bool s = is_bound(t->s, row), o = is_bound(t->o, row), p = t->path || is_bound(t->p, row);
  double cost = size;
  if (s && o) cost = 1;
  else if (s && t->s.var != NO_VAR) cost = fmin(size, FEW);
  else if (o && t->o.var != NO_VAR) cost = sqrt(size);
  if (!p) cost *= FEW;
  if (t->path) cost *= s || o ? FEW : FAR;
  return cost;
}

/* The first row stands for all: rows of one table mostly bind the same. */
static size_t choose(const query_node *node, const step *steps, const bg_term_id *row) {
  size_t best = SIZE_MAX;
  double least = 0;
  for (size_t i = 0; i < node->triple_count; i++) {
    if (steps[i].done) continue;
    double cost = cost_of(&node->triples[i], steps[i].size, row);
    if (best != SIZE_MAX && cost >= least) continue;
    best = i;
    least = cost;
  }
  return best;
}

static bg_term_id wanted(const query_run *run, query_slot slot, const bg_term_id *row) {
  bg_term_id id = slot.var == NO_VAR ? run->constants[slot.constant] : row[slot.var];
  return id ? id : BG_ANY;
}

/* Put a value in; false when the same variable stands twice and the values differ. */
static bool bind(bg_term_id *row, query_slot slot, bg_term_id id) {
  if (slot.var == NO_VAR) return true;
  bool same = !row[slot.var] || row[slot.var] == id;
  row[slot.var] = id;
  return same;
}

static void extend(query_run *run, const query_triple *t, const query_table *in, query_table *out) {
  query_slot graph = {run->graph_var, 0};
  for (size_t i = 0; i < in->count && run->status == BG_OK; i++) {
    const bg_term_id *row = table_row(in, i);
    bg_term_id g = run->graph_var == NO_VAR ? run->graph : wanted(run, graph, row);
    query_scan scan = scan_start(run, wanted(run, t->s, row), wanted(run, t->p, row), wanted(run, t->o, row), g);
    bg_quad q;
    while (scan_next(run, &scan, &q)) {
      bg_term_id *added = table_add(run, out, row);
      if (added && !(bind(added, t->s, q.s) && bind(added, t->p, q.p) && bind(added, t->o, q.o) &&
                     (run->graph_var == NO_VAR || bind(added, graph, q.g))))
        out->count--;
    }
  }
}

query_table eval_bgp(query_run *run, const query_node *node, const query_table *input) {
  step *steps = bg_calloc(node->triple_count + 1, sizeof *steps);
  for (size_t i = 0; i < node->triple_count; i++) steps[i].size = size_of(run, &node->triples[i]);
  query_table rows = {.width = input->width};
  const query_table *from = input;
  for (size_t n = 0; n < node->triple_count && from->count && run->status == BG_OK; n++) {
    size_t i = choose(node, steps, table_row(from, 0));
    query_table next = table_new(run);
    steps[i].done = true;
    if (node->triples[i].path) path_extend(run, &node->triples[i], from, &next);
    else extend(run, &node->triples[i], from, &next);
    table_free(run, &rows);
    rows = next;
    from = &rows;
  }
  for (size_t i = 0; from == input && i < input->count; i++) table_add(run, &rows, table_row(input, i));
  bg_free(steps);
  return rows;
}
