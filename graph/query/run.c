/* Setting a run up, and its forms (SPARQL 1.1 Query, sections 13.2, 16 and 18.2.5). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/memory.h"
#include "query/results.h"
#include "query/run.h"

void run_fail(query_run *run, bg_status status, const char *format, ...) {
  if (run->status != BG_OK) return;
  run->status = status;
  va_list args;
  va_start(args, format);
  bg_error_list(run->diagnostics, status, NULL, format, args);
  va_end(args);
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

bool run_step(query_run *run) {
  enum { STEPS = 1024 };
  if (++run->steps % STEPS == 0 && run->deadline > 0 && now() > run->deadline)
    run_fail(run, BG_ERROR_LIMIT, "the query took more than %g seconds; make it narrower, or raise --time-limit",
             run->options.time_limit);
  return run->status == BG_OK;
}

bool run_charge(query_run *run, size_t bytes) {
  run->bytes += bytes;
  if (run->options.memory_limit && run->bytes > run->options.memory_limit)
    run_fail(run, BG_ERROR_LIMIT,
             "the query needs more than %zu MB of memory; make it narrower, or raise --memory-limit",
             run->options.memory_limit >> 20);
  return run->status == BG_OK;
}

bg_term_id run_intern(query_run *run, const bg_term *term) {
  if (term->kind == BG_TERM_NONE) return BG_NO_TERM;
  bg_term_id id = bg_dataset_find(run->data, term);
  if (id != BG_NO_TERM) return id;
  size_t before = bg_dataset_term_count(run->made);
  id = bg_dataset_intern(run->made, term);
  if (bg_dataset_term_count(run->made) > before) run_charge(run, term->value.len + 40);
  return (bg_term_id)(run->known + id);
}

bg_term run_term(const query_run *run, bg_term_id id) {
  return id <= run->known ? bg_dataset_term(run->data, id) : bg_dataset_term(run->made, (bg_term_id)(id - run->known));
}

/* ---- the dataset of the query ---- */

static void add_all_named(query_run *run) {
  const bg_quad *quads = bg_dataset_quads(run->data);
  bg_term_id last = BG_DEFAULT_GRAPH;
  for (size_t i = 0; i < bg_dataset_size(run->data); i++) {
    if (quads[i].g == last || quads[i].g == BG_DEFAULT_GRAPH) continue;
    last = quads[i].g;
    bg_id_set_add(&run->named, last);
  }
}

static void add_graph(query_run *run, bg_id_set *set, uint32_t constant) {
  bg_term_id id = run->constants[constant];
  bg_quad quad;
  bg_match match = bg_dataset_match(run->data, (bg_quad){BG_ANY, BG_ANY, BG_ANY, id});
  if (id <= run->known && bg_match_next(&match, &quad)) {
    bg_id_set_add(set, id);
    return;
  }
  run_fail(run, BG_ERROR_INVALID, "no graph <%.*s> is loaded; nothing is fetched, so load its file with the others",
           BG_FMT(run->query->constants[constant].value));
}

static void set_up_graphs(query_run *run) {
  const bg_query *q = run->query;
  run->mode = run->options.union_default_graph ? DEFAULT_IS_UNION : DEFAULT_IS_DEFAULT;
  if (!q->from_count && !q->named_count) {
    add_all_named(run);
    return;
  }
  run->mode = DEFAULT_IS_SET;
  for (size_t i = 0; i < q->from_count; i++) add_graph(run, &run->from, q->from[i]);
  for (size_t i = 0; i < q->named_count; i++) add_graph(run, &run->named, q->from_named[i]);
}

static void set_up_now(query_run *run) {
  const char *epoch = getenv("SOURCE_DATE_EPOCH");
  time_t seconds = epoch && *epoch ? (time_t)strtoll(epoch, NULL, 10) : time(NULL);
  struct tm parts;
  char text[64];
  if (!gmtime_r(&seconds, &parts) || !strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts)) text[0] = '\0';
  run->now = bg_arena_str(run->kept, bg_str_from(text));
}

static void set_up(query_run *run) {
  const bg_query *q = run->query;
  run->made = bg_dataset_new();
  run->known = bg_dataset_term_count(run->data);
  run->scratch = bg_arena_new();
  run->kept = bg_arena_new();
  run->graph = BG_DEFAULT_GRAPH;
  run->graph_var = NO_VAR;
  if (run->options.time_limit > 0) run->deadline = now() + run->options.time_limit;
  run->constants = bg_calloc(q->constant_count, sizeof *run->constants);
  for (size_t i = 1; i < q->constant_count; i++) run->constants[i] = run_intern(run, &q->constants[i]);
  set_up_graphs(run);
  set_up_now(run);
}

static void tear_down(query_run *run) {
  for (size_t i = 0; i < run->regex_count; i++) bg_regex_free(run->regexes[i].regex);
  bg_id_set_free(&run->from);
  bg_id_set_free(&run->named);
  bg_free(run->constants);
  bg_arena_free(run->scratch);
  bg_arena_free(run->kept);
}

/* ---- forms ---- */

static void add_to_graph(const query_run *run, bg_dataset *graph, const bg_term_id ids[3]) {
  bg_term terms[3];
  for (int i = 0; i < 3; i++) terms[i] = run_term(run, ids[i]);
  bool good = (terms[0].kind == BG_TERM_IRI || terms[0].kind == BG_TERM_BLANK) && terms[1].kind == BG_TERM_IRI &&
              terms[2].kind != BG_TERM_NONE;
  if (!good) return; /* what is unbound or no triple is left out (section 16.2) */
  bg_dataset_add(graph, (bg_quad){bg_dataset_intern(graph, &terms[0]), bg_dataset_intern(graph, &terms[1]),
                                  bg_dataset_intern(graph, &terms[2]), BG_DEFAULT_GRAPH});
}

/* A blank node of a template: a new one for each solution. */
static bg_term_id fresh_blank(query_run *run, uint32_t var, size_t row) {
  char label[64];
  snprintf(label, sizeof label, "new%zux%u", row, var);
  bg_term term = {.kind = BG_TERM_BLANK, .value = bg_str_from(label)};
  return run_intern(run, &term);
}

static bg_term_id fill(query_run *run, query_slot slot, const bg_term_id *cells, size_t row) {
  if (slot.var == NO_VAR) return run->constants[slot.constant];
  if (!run->query->names[slot.var].len) return fresh_blank(run, slot.var, row);
  return cells[slot.var];
}

static void construct(query_run *run, const query_table *rows, bg_dataset *graph) {
  for (size_t row = 0; row < rows->count; row++) {
    for (size_t i = 0; i < run->query->template_count && run_step(run); i++) {
      const query_triple *t = &run->query->template[i];
      const bg_term_id *cells = table_row(rows, row);
      bg_term_id ids[3] = {fill(run, t->s, cells, row), fill(run, t->p, cells, row), fill(run, t->o, cells, row)};
      add_to_graph(run, graph, ids);
    }
  }
}

/* What is said of a resource in any graph, and of the blank nodes that it leads to. */
static void describe_one(query_run *run, bg_term_id id, bg_dataset *graph, bg_id_set *seen) {
  if (id == BG_NO_TERM || !bg_id_set_add(seen, id)) return;
  for (size_t at = seen->count - 1; at < seen->count; at++) {
    bg_quad q;
    for (bg_match m = bg_dataset_match(run->data, (bg_quad){seen->ids[at], BG_ANY, BG_ANY, BG_ANY});
         bg_match_next(&m, &q) && run_step(run);) {
      add_to_graph(run, graph, (bg_term_id[]){q.s, q.p, q.o});
      if (run_term(run, q.o).kind == BG_TERM_BLANK) bg_id_set_add(seen, q.o);
    }
  }
}

static void describe(query_run *run, const query_table *rows, bg_dataset *graph) {
  const bg_query *q = run->query;
  bg_id_set seen = {0};
  for (size_t i = 0; i < q->describe_count; i++)
    if (q->describe[i].var == NO_VAR) describe_one(run, run->constants[q->describe[i].constant], graph, &seen);
  for (size_t row = 0; row < rows->count; row++) {
    const bg_term_id *cells = table_row(rows, row);
    for (size_t i = 0; i < q->select->item_count; i++) describe_one(run, cells[q->select->items[i].var], graph, &seen);
    for (size_t i = 0; i < q->describe_count; i++)
      if (q->describe[i].var != NO_VAR) describe_one(run, cells[q->describe[i].var], graph, &seen);
  }
  bg_id_set_free(&seen);
}

static void make_graph(query_run *run, const query_table *rows, bg_results *results) {
  results->graph = bg_dataset_new();
  for (size_t i = 0; i < bg_dataset_prefix_count(run->data); i++) {
    bg_str prefix, iri;
    bg_dataset_prefix(run->data, i, &prefix, &iri);
    bg_dataset_add_prefix(results->graph, prefix, iri);
  }
  (run->query->form == BG_QUERY_CONSTRUCT ? construct : describe)(run, rows, results->graph);
  bg_dataset_index(results->graph);
}

static void take_rows(query_run *run, query_table *rows, bg_results *results) {
  size_t most = run->options.max_rows;
  results->cut = most && rows->count > most;
  if (results->cut) rows->count = most;
  results->rows = *rows;
  *rows = (query_table){0};
}

bg_status bg_query_run(const bg_query *query, const bg_dataset *dataset, const bg_query_options *options,
                       bg_diagnostics *diagnostics, bg_results **results) {
  query_run run = {.query = query, .data = dataset, .diagnostics = diagnostics};
  if (options) run.options = *options;
  *results = NULL;
  set_up(&run);
  query_table rows = table_new(&run);
  if (run.status == BG_OK) rows = eval_select(&run, query->select, true);
  bg_results *r = BG_NEW(bg_results);
  r->query = query;
  r->data = dataset;
  r->answer = rows.count > 0;
  if (run.status == BG_OK && (query->form == BG_QUERY_CONSTRUCT || query->form == BG_QUERY_DESCRIBE))
    make_graph(&run, &rows, r);
  if (run.status == BG_OK && query->form == BG_QUERY_SELECT) take_rows(&run, &rows, r);
  r->known = run.known;
  r->made = run.made;
  table_free(&run, &rows);
  tear_down(&run);
  if (run.status == BG_OK) *results = r;
  else bg_results_free(r);
  return run.status;
}
