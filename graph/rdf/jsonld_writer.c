#include <string.h>

#include "base/memory.h"
#include "rdf/jsonld_node.h"
#include "rdf/vocab.h"

enum { DEEPEST_LIST = 64 };

/* What is known of a blank node. One that is not shared stands in one graph only, so that one table serves them all. */
typedef struct {
  uint32_t uses;  /* as an object */
  uint32_t first; /* index of its first quad as a subject, in `quads` */
  uint32_t count;
  bool shared;     /* stands in several graphs, or names one */
  bool inside_out; /* is written where it is used */
} blank_info;

typedef struct {
  bg_jsonld_writer w;
  const bg_dataset *dataset;
  const bg_quad *quads;
  size_t count;
  blank_info *blanks; /* by term id */
  bg_term_id type, list, first, rest, nil, value, direction, language;
} jsonld;

/* ---- blank nodes ---- */

static bool is_blank(const jsonld *j, bg_term_id id) {
  return bg_dataset_term(j->dataset, id).kind == BG_TERM_BLANK;
}

/* Used once, and in one graph: nothing is lost when its name is not written. */
static bool is_single(const jsonld *j, bg_term_id id) {
  return j->blanks[id].uses == 1 && !j->blanks[id].shared && is_blank(j, id);
}

/* The object of the only quad of a blank node with this predicate; BG_NO_TERM when there is none, or several. */
static bg_term_id only(const jsonld *j, bg_term_id node, bg_term_id predicate) {
  const blank_info *b = &j->blanks[node];
  bg_term_id found = BG_NO_TERM;
  for (size_t i = b->first; i < b->first + b->count; i++) {
    if (j->quads[i].p != predicate) continue;
    if (found) return BG_NO_TERM;
    found = j->quads[i].o;
  }
  return found;
}

/* A cell of a list: one rdf:first and one rdf:rest, and nothing else but, if that may be lost, its type. */
static bool is_cell(const jsonld *j, bg_term_id id) {
  if (!j->first || !j->rest || j->blanks[id].count > 3 || !is_single(j, id) || !only(j, id, j->first) ||
      !only(j, id, j->rest))
    return false;
  if (j->blanks[id].count == 2) return true;
  return j->w.options->typed_lists && j->blanks[id].count == 3 && j->type && only(j, id, j->type) == j->list && j->list;
}

static bool is_list(const jsonld *j, bg_term_id head) {
  if (!j->nil) return false;
  for (; head != j->nil; head = only(j, head, j->rest))
    if (!is_cell(j, head) || j->blanks[head].inside_out) return false;
  return true;
}

/* A string and its base direction (rdf:CompoundLiteral without the type). */
static bool is_compound(const jsonld *j, bg_term_id id) {
  if (j->w.options->direction != BG_DIRECTION_COMPOUND || !j->value || !j->direction) return false;
  if (j->blanks[id].count > 3 || !is_single(j, id)) return false;
  bg_term value = bg_dataset_term(j->dataset, only(j, id, j->value));
  bg_term direction = bg_dataset_term(j->dataset, only(j, id, j->direction));
  bg_term language = j->language ? bg_dataset_term(j->dataset, only(j, id, j->language)) : (bg_term){0};
  bool strings = value.kind == BG_TERM_LITERAL && !value.datatype.len && !value.language.len &&
                 (bg_str_is(direction.value, "ltr") || bg_str_is(direction.value, "rtl")) && !direction.datatype.len;
  bool tagged = language.kind == BG_TERM_LITERAL && !language.datatype.len && language.value.len;
  return strings && j->blanks[id].count == 2 + (size_t)tagged;
}

/* Lists that are met at the deepest nesting keep the names of their cells, and are walked by themselves. */
typedef struct {
  bg_term_id *ids;
  size_t count;
} node_queue;

static void mark_object(jsonld *j, bg_term_id o, size_t depth, node_queue *later) {
  if (is_compound(j, o)) {
    j->blanks[o].inside_out = true;
  } else if (o != j->nil && is_list(j, o)) {
    if (depth == DEEPEST_LIST) {
      later->ids[later->count++] = o;
      return;
    }
    for (bg_term_id cell = o; cell != j->nil; cell = only(j, cell, j->rest)) j->blanks[cell].inside_out = true;
    for (bg_term_id cell = o; cell != j->nil; cell = only(j, cell, j->rest))
      mark_object(j, only(j, cell, j->first), depth + 1, later);
  }
}

/* From what is no cell itself to the lists that hang on it. Circles of cells are never reached, and keep their names.
 */
static void find_lists(jsonld *j) {
  node_queue later = {bg_realloc_array(NULL, j->count + 1, sizeof(bg_term_id)), 0};
  for (size_t i = 0; i < j->count; i++)
    if (!is_cell(j, j->quads[i].s)) mark_object(j, j->quads[i].o, 0, &later);
  for (size_t head = 0; head < later.count; head++) {
    const blank_info *b = &j->blanks[later.ids[head]];
    for (size_t i = b->first; i < b->first + b->count; i++) mark_object(j, j->quads[i].o, 0, &later);
  }
  bg_free(later.ids);
}

static void count_uses(jsonld *j) {
  for (size_t i = 0; i < j->count; i++) {
    if (!j->blanks[j->quads[i].s].count++) j->blanks[j->quads[i].s].first = (uint32_t)i;
    j->blanks[j->quads[i].o].uses++;
  }
}

static void find_shared(jsonld *j) {
  bg_term_id *graph_of = bg_calloc(bg_dataset_term_count(j->dataset) + 1, sizeof *graph_of); /* graph id + 1 */
  for (size_t i = 0; i < j->count; i++) {
    bg_quad quad = j->quads[i];
    bg_term_id ends[2] = {quad.s, quad.o};
    for (size_t k = 0; k < 2; k++) {
      if (graph_of[ends[k]] && graph_of[ends[k]] != quad.g + 1) j->blanks[ends[k]].shared = true;
      graph_of[ends[k]] = quad.g + 1;
    }
    j->blanks[quad.g].shared = true;
  }
  bg_free(graph_of);
}

/* ---- values ---- */

static void fill(jsonld *j, size_t index, bg_term_id id);

static void fill_list(jsonld *j, size_t index, bg_term_id head) {
  size_t count = 0;
  for (bg_term_id cell = head; cell != j->nil; cell = only(j, cell, j->rest)) count++;
  size_t first = bg_jsonld_reserve(&j->w, count);
  j->w.pool[index] = (bg_jsonld_value){.list = true, .first = first, .count = count};
  for (size_t i = 0; i < count; i++, head = only(j, head, j->rest)) fill(j, first + i, only(j, head, j->first));
}

static void fill(jsonld *j, size_t index, bg_term_id id) {
  if (id == j->nil || (j->blanks[id].inside_out && is_cell(j, id))) {
    fill_list(j, index, id);
  } else if (j->blanks[id].inside_out) {
    bg_term value = bg_dataset_term(j->dataset, only(j, id, j->value));
    bg_term_id language = j->language ? only(j, id, j->language) : BG_NO_TERM;
    bg_jsonld_set(&j->w, index, &value);
    j->w.pool[index].direction = bg_dataset_term(j->dataset, only(j, id, j->direction)).value;
    j->w.pool[index].language = bg_dataset_term(j->dataset, language).value;
  } else {
    bg_term term = bg_dataset_term(j->dataset, id);
    bg_jsonld_set(&j->w, index, &term);
  }
}

static void add_entries(jsonld *j, const bg_quad *quads, size_t count) {
  for (size_t i = 0; i < count; i++) {
    bg_term predicate = bg_dataset_term(j->dataset, quads[i].p);
    size_t index = bg_jsonld_reserve(&j->w, 1);
    bool is_type = quads[i].p == j->type && quads[i].o == j->nil; /* the class rdf:nil is no list */
    if (is_type) bg_jsonld_set(&j->w, index, &(bg_term){.kind = BG_TERM_IRI, .value = BG_STR(RDF_NS "nil")});
    else fill(j, index, quads[i].o);
    bg_jsonld_add_entry(&j->w, &predicate, index);
  }
}

/* ---- graphs ---- */

static size_t run_of_subject(const bg_quad *quads, size_t count) {
  size_t run = 1;
  while (run < count && quads[run].s == quads[0].s) run++;
  return run;
}

static void begin_node(jsonld *j, bg_term_id subject) {
  bg_term term = bg_dataset_term(j->dataset, subject);
  bg_jsonld_begin_node(&j->w, &term);
}

static void put_named_graph(jsonld *j, const bg_quad *quads, size_t count) {
  bg_jsonld_begin_graph(&j->w);
  for (size_t i = 0, run; i < count && !bg_output_failed(j->w.output); i += run) {
    run = run_of_subject(quads + i, count - i);
    if (j->blanks[quads[i].s].inside_out) continue;
    add_entries(j, quads + i, run);
    begin_node(j, quads[i].s);
    bg_jsonld_end_node(&j->w);
  }
  bg_jsonld_end_graph(&j->w);
}

typedef struct {
  const bg_quad *quads;
  size_t count;
  size_t next; /* where the next named graph starts */
} graph_cursor;

static size_t graph_size(const graph_cursor *c) {
  size_t at = c->next;
  while (at < c->count && c->quads[at].g == c->quads[c->next].g) at++;
  return at - c->next;
}

/* The named graphs up to the one that `subject` names (BG_ANY: all of them), each a node of its own but that one. */
static void put_graphs_until(jsonld *j, graph_cursor *c, bg_term_id subject, const uint32_t *ranks) {
  while (c->next < c->count && (subject == BG_ANY || ranks[c->quads[c->next].g] < ranks[subject])) {
    size_t size = graph_size(c);
    begin_node(j, c->quads[c->next].g);
    put_named_graph(j, c->quads + c->next, size);
    bg_jsonld_end_node(&j->w);
    c->next += size;
  }
}

/* The default graph, with the named graphs between its nodes or, where a node names one, in it. */
static void put_all(jsonld *j) {
  const bg_quad *quads = j->quads;
  size_t count = j->count, plain = 0;
  while (plain < count && quads[plain].g == BG_DEFAULT_GRAPH) plain++;
  graph_cursor cursor = {quads, count, plain};
  uint32_t *ranks = bg_dataset_ranks(j->dataset);
  for (size_t i = 0, run; i < plain && !bg_output_failed(j->w.output); i += run) {
    run = run_of_subject(quads + i, plain - i);
    bg_term_id subject = quads[i].s;
    put_graphs_until(j, &cursor, subject, ranks);
    if (j->blanks[subject].inside_out) continue;
    add_entries(j, quads + i, run);
    begin_node(j, subject);
    if (cursor.next < count && quads[cursor.next].g == subject) {
      size_t size = graph_size(&cursor);
      put_named_graph(j, quads + cursor.next, size);
      cursor.next += size;
    }
    bg_jsonld_end_node(&j->w);
  }
  put_graphs_until(j, &cursor, BG_ANY, ranks);
  bg_free(ranks);
}

bg_status bg_write_jsonld(const bg_dataset *dataset, const bg_quad *quads, size_t count,
                          const bg_jsonld_options *options, bg_output *output, bg_diagnostics *diagnostics) {
  jsonld j = {.w = {.options = options, .output = output, .diagnostics = diagnostics},
              .dataset = dataset,
              .quads = quads,
              .count = count,
              .blanks = bg_calloc(bg_dataset_term_count(dataset) + 1, sizeof(blank_info)),
              .type = bg_dataset_find_iri(dataset, RDF_TYPE),
              .list = bg_dataset_find_iri(dataset, RDF_NS "List"),
              .first = bg_dataset_find_iri(dataset, RDF_NS "first"),
              .rest = bg_dataset_find_iri(dataset, RDF_NS "rest"),
              .nil = bg_dataset_find_iri(dataset, RDF_NS "nil"),
              .value = bg_dataset_find_iri(dataset, RDF_NS "value"),
              .direction = bg_dataset_find_iri(dataset, RDF_NS "direction"),
              .language = bg_dataset_find_iri(dataset, RDF_NS "language")};
  find_shared(&j);
  count_uses(&j);
  find_lists(&j);
  bg_jsonld_begin_document(&j.w);
  put_all(&j);
  bg_jsonld_end_document(&j.w);
  bg_jsonld_free(&j.w);
  bg_free(j.blanks);
  return j.w.status;
}
