#include "rdf/canon_label.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "rdf/canon_model.h"
#include "rdf/canon_term.h"

/* ---- lines ---- */

static void put_term(const bg_dataset *dataset, bg_term_id id, canon_put_blank blank, void *context, bg_buffer *out) {
  bg_term term = bg_dataset_term(dataset, id);
  if (term.kind == BG_TERM_BLANK) blank(context, id, out);
  else canon_put_term(out, &term);
}

void canon_put_line(const bg_dataset *dataset, const bg_quad *quad, canon_put_blank blank, void *context,
                    bg_buffer *out) {
  put_term(dataset, quad->s, blank, context, out);
  bg_buffer_putc(out, ' ');
  put_term(dataset, quad->p, blank, context, out);
  bg_buffer_putc(out, ' ');
  put_term(dataset, quad->o, blank, context, out);
  if (quad->g != BG_DEFAULT_GRAPH) {
    bg_buffer_putc(out, ' ');
    put_term(dataset, quad->g, blank, context, out);
  }
  bg_buffer_puts(out, " .\n");
}

/* ---- nodes and their quads ---- */

static void find_node(labelling *l, bg_term_id id) {
  if (l->nodes[id] != UINT32_MAX || bg_dataset_kind(l->dataset, id) != BG_TERM_BLANK) return;
  l->nodes[id] = l->count;
  l->terms[l->count++] = id;
}

static bool any_blank(const bg_dataset *dataset) {
  for (size_t id = 1; id <= bg_dataset_term_count(dataset); id++)
    if (bg_dataset_kind(dataset, (bg_term_id)id) == BG_TERM_BLANK) return true;
  return false;
}

static void find_nodes(labelling *l) {
  size_t terms = bg_dataset_term_count(l->dataset) + 1;
  const bg_quad *quads = bg_dataset_quads(l->dataset);
  l->nodes = bg_realloc_array(NULL, terms, sizeof *l->nodes);
  l->terms = bg_realloc_array(NULL, terms, sizeof *l->terms);
  memset(l->nodes, 0xff, terms * sizeof *l->nodes);
  for (size_t i = 0; i < bg_dataset_size(l->dataset); i++) {
    find_node(l, quads[i].s);
    find_node(l, quads[i].o);
    find_node(l, quads[i].g);
  }
}

/* Each quad once for each node in it: counted first, then put in place. */
static void place(labelling *l, uint32_t *next, size_t number, bool counting) {
  const bg_quad *q = &bg_dataset_quads(l->dataset)[number];
  node s = l->nodes[q->s], o = l->nodes[q->o], g = l->nodes[q->g];
  node found[3] = {s, o == s ? UINT32_MAX : o, g == s || g == o ? UINT32_MAX : g};
  for (size_t k = 0; k < 3; k++) {
    if (found[k] == UINT32_MAX) continue;
    if (counting) next[found[k]]++;
    else l->quads[next[found[k]]++] = (uint32_t)number;
  }
}

static void find_quads(labelling *l) {
  size_t quads = bg_dataset_size(l->dataset);
  uint32_t *next = bg_calloc((size_t)l->count + 1, sizeof *next);
  l->quad_starts = bg_calloc((size_t)l->count + 1, sizeof *l->quad_starts);
  for (size_t i = 0; i < quads; i++) place(l, next, i, true);
  for (node n = 0; n < l->count; n++) {
    l->quad_starts[n + 1] = l->quad_starts[n] + next[n];
    next[n] = l->quad_starts[n];
  }
  l->quads = bg_realloc_array(NULL, l->quad_starts[l->count], sizeof *l->quads);
  for (size_t i = 0; i < quads; i++) place(l, next, i, false);
  bg_free(next);
}

/* ---- first degree (section 4.6) ---- */

static void put_a_or_z(void *self, bg_term_id id, bg_buffer *out) {
  bg_buffer_puts(out, id == *(const bg_term_id *)self ? "_:a" : "_:z");
}

static int by_bytes(const void *a, const void *b) {
  return bg_str_compare(*(const bg_str *)a, *(const bg_str *)b);
}

typedef struct {
  bg_buffer text;
  size_t *ends;
  bg_str *lines;
  size_t capacity, line_capacity;
  bg_buffer sorted;
} line_sorter;

static void hash_first(labelling *l, node n, line_sorter *s) {
  size_t from = l->quad_starts[n], count = l->quad_starts[n + 1] - from;
  BG_GROW(s->ends, s->capacity, count);
  BG_GROW(s->lines, s->line_capacity, count);
  bg_buffer_clear(&s->text);
  bg_buffer_clear(&s->sorted);
  for (size_t i = 0; i < count; i++) {
    const bg_quad *quad = &bg_dataset_quads(l->dataset)[l->quads[from + i]];
    canon_put_line(l->dataset, quad, put_a_or_z, &l->terms[n], &s->text);
    s->ends[i] = s->text.len;
  }
  for (size_t i = 0, start = 0; i < count; start = s->ends[i++])
    s->lines[i] = bg_str_slice(bg_buffer_str(&s->text), start, s->ends[i]);
  qsort(s->lines, count, sizeof *s->lines, by_bytes);
  for (size_t i = 0; i < count; i++) bg_buffer_add(&s->sorted, s->lines[i]);
  bg_digest(l->algorithm, bg_buffer_str(&s->sorted), l->first[n]);
}

static void hash_all_first(labelling *l) {
  line_sorter sorter = {0};
  l->first = bg_realloc_array(NULL, l->count, sizeof *l->first);
  for (node n = 0; n < l->count; n++) hash_first(l, n, &sorter);
  bg_buffer_free(&sorter.text);
  bg_buffer_free(&sorter.sorted);
  bg_free(sorter.ends);
  bg_free(sorter.lines);
}

/* ---- labels (section 4.4) ---- */

static int by_first(const void *a, const void *b, void *context) {
  const labelling *l = context;
  node x = *(const node *)a, y = *(const node *)b;
  int order = memcmp(l->first[x], l->first[y], l->digest_size);
  return order ? order : (x > y) - (x < y);
}

/* A node's hash, and the labels that were given on the way to it. */
typedef struct {
  digest hash;
  node *given;
  size_t count;
} outcome;

static int by_outcome(const void *a, const void *b, void *size) {
  return memcmp(((const outcome *)a)->hash, ((const outcome *)b)->hash, *(const size_t *)size);
}

static bg_status explore(labelling *l, node n, outcome *result) {
  issuer_cut(&l->temporary, 0);
  issuer_give(&l->temporary, n);
  BG_TRY(canon_hash_related(l, n, result->hash));
  result->count = l->temporary.count;
  result->given = bg_realloc_array(NULL, result->count, sizeof *result->given);
  memcpy(result->given, l->temporary.order, result->count * sizeof *result->given);
  return BG_OK;
}

/* Nodes whose first-degree hashes are the same. */
static bg_status label_alike(labelling *l, const node *nodes, size_t count) {
  outcome *outcomes = bg_calloc(count, sizeof *outcomes);
  size_t made = 0;
  bg_status status = BG_OK;
  for (size_t i = 0; i < count && status == BG_OK; i++)
    if (!issuer_has(&l->canonical, nodes[i])) status = explore(l, nodes[i], &outcomes[made++]);
  issuer_cut(&l->temporary, 0);
  if (status == BG_OK && made) qsort_r(outcomes, made, sizeof *outcomes, by_outcome, &l->digest_size);
  for (size_t i = 0; i < made && status == BG_OK; i++)
    for (size_t k = 0; k < outcomes[i].count; k++) issuer_give(&l->canonical, outcomes[i].given[k]);
  for (size_t i = 0; i < made; i++) bg_free(outcomes[i].given);
  bg_free(outcomes);
  return status;
}

static size_t end_of_hash(const labelling *l, const node *sorted, size_t from) {
  size_t to = from + 1;
  while (to < l->count && memcmp(l->first[sorted[to]], l->first[sorted[from]], l->digest_size) == 0) to++;
  return to;
}

static bg_status label_all(labelling *l) {
  node *sorted = bg_realloc_array(NULL, l->count, sizeof *sorted);
  bg_status status = BG_OK;
  for (node n = 0; n < l->count; n++) sorted[n] = n;
  qsort_r(sorted, l->count, sizeof *sorted, by_first, l);
  for (size_t from = 0, to; from < l->count; from = to) {
    to = end_of_hash(l, sorted, from);
    if (to - from == 1) issuer_give(&l->canonical, sorted[from]);
  }
  for (size_t from = 0, to; from < l->count && status == BG_OK; from = to) {
    to = end_of_hash(l, sorted, from);
    if (to - from > 1) status = label_alike(l, sorted + from, to - from);
  }
  bg_free(sorted);
  return status;
}

static void new_issuer(issuer *i, size_t count) {
  i->numbers = bg_calloc(count, sizeof *i->numbers);
  i->order = bg_calloc(count, sizeof *i->order);
}

static void free_issuer(issuer *i) {
  bg_free(i->numbers);
  bg_free(i->order);
}

static void take_result(labelling *l, canon_labels *labels) {
  size_t terms = bg_dataset_term_count(l->dataset) + 1;
  labels->count = l->count;
  labels->work = l->work;
  labels->blanks = bg_realloc_array(NULL, l->count, sizeof *labels->blanks);
  labels->numbers = bg_realloc_array(NULL, terms, sizeof *labels->numbers);
  memset(labels->numbers, 0xff, terms * sizeof *labels->numbers);
  for (size_t i = 0; i < l->count; i++) {
    bg_term_id id = l->terms[l->canonical.order[i]];
    labels->blanks[i] = id;
    labels->numbers[id] = (uint32_t)i;
  }
}

static void free_labelling(labelling *l) {
  bg_free(l->terms);
  bg_free(l->nodes);
  bg_free(l->quad_starts);
  bg_free(l->quads);
  bg_free(l->first);
  bg_free(l->ties);
  free_issuer(&l->canonical);
  free_issuer(&l->temporary);
  bg_buffer_free(&l->text);
}

bg_status canon_label(const bg_dataset *dataset, const bg_canon_options *options, bg_diagnostics *diagnostics,
                      canon_labels *labels) {
  *labels = (canon_labels){0};
  if (!any_blank(dataset)) return BG_OK;
  labelling l = {.dataset = dataset, .algorithm = options->algorithm, .diagnostics = diagnostics};
  l.digest_size = bg_digest_size(l.algorithm);
  find_nodes(&l);
  l.most_work = options->most_work ? options->most_work : BG_CANON_WORK + (size_t)l.count * BG_CANON_WORK_PER_NODE;
  find_quads(&l);
  hash_all_first(&l);
  new_issuer(&l.canonical, l.count);
  new_issuer(&l.temporary, l.count);
  bg_status status = label_all(&l);
  if (status == BG_OK) take_result(&l, labels);
  free_labelling(&l);
  return status;
}
