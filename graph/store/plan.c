#include "store/plan.h"

#include <string.h>

#include "base/memory.h"
#include "rdf/line_writer.h"

/* ---- triples ---- */

static void put_term(const bg_plan *plan, bg_term_id id, bg_buffer *out) {
  bg_term term = bg_dataset_term(plan->dataset, id);
  if (term.kind == BG_TERM_BLANK && plan->skolem) {
    bg_buffer_printf(out, "<%s%.*s>", plan->skolem, BG_FMT(term.value));
    return;
  }
  bg_put_term(out, &term);
}

void bg_plan_put(const bg_plan *plan, size_t index, bg_buffer *out) {
  const bg_quad *q = &plan->quads[index];
  put_term(plan, q->s, out);
  bg_buffer_putc(out, ' ');
  put_term(plan, q->p, out);
  bg_buffer_putc(out, ' ');
  put_term(plan, q->o, out);
  bg_buffer_puts(out, " .\n");
}

/* The triples of the graph, or of all graphs without those that stand in several: one behind the other in this order.
 */
static void collect(bg_plan *plan, bg_term_id graph) {
  size_t capacity = 0;
  bg_quad q;
  for (bg_match m = bg_dataset_match(plan->dataset, (bg_quad){BG_ANY, BG_ANY, BG_ANY, graph}); bg_match_next(&m, &q);) {
    const bg_quad *last = plan->count ? &plan->quads[plan->count - 1] : NULL;
    if (last && last->s == q.s && last->p == q.p && last->o == q.o) continue;
    BG_GROW(plan->quads, capacity, plan->count + 1);
    plan->quads[plan->count++] = q;
  }
}

/* ---- blank nodes that hang together ---- */

static bool is_blank(const bg_plan *plan, bg_term_id id) {
  return !plan->skolem && bg_dataset_term(plan->dataset, id).kind == BG_TERM_BLANK;
}

static bool has_blank(const bg_plan *plan, const bg_quad *q) {
  return is_blank(plan, q->s) || is_blank(plan, q->o);
}

static bg_term_id find_root(bg_term_id *parents, bg_term_id id) {
  while (parents[id] != id) id = parents[id] = parents[parents[id]];
  return id;
}

/* Triples without blank nodes to the front; gives how many. The order is kept on both sides. */
static size_t split_ground(bg_plan *plan) {
  bg_quad *blank = bg_malloc((plan->count + 1) * sizeof *blank);
  size_t ground = 0, blanks = 0;
  for (size_t i = 0; i < plan->count; i++) {
    if (has_blank(plan, &plan->quads[i])) blank[blanks++] = plan->quads[i];
    else plan->quads[ground++] = plan->quads[i];
  }
  if (blanks) memcpy(plan->quads + ground, blank, blanks * sizeof *blank);
  bg_free(blank);
  return ground;
}

static bg_term_id blank_of(const bg_plan *plan, const bg_quad *q) {
  return is_blank(plan, q->s) ? q->s : q->o;
}

/* Sort the triples with blank nodes by their component, in the order in which components come first; `ends` gets the
 * end of each. Linear: union-find, then counting. */
static size_t group_components(bg_plan *plan, size_t **ends) {
  size_t terms = bg_dataset_term_count(plan->dataset) + 1, count = plan->count - plan->first_blank, components = 0;
  bg_quad *quads = plan->quads + plan->first_blank;
  bg_term_id *parents = bg_malloc(terms * sizeof *parents);
  for (size_t i = 0; i < terms; i++) parents[i] = (bg_term_id)i;
  for (size_t i = 0; i < count; i++)
    if (is_blank(plan, quads[i].s) && is_blank(plan, quads[i].o))
      parents[find_root(parents, quads[i].s)] = find_root(parents, quads[i].o);
  uint32_t *numbers = bg_calloc(terms, sizeof *numbers);
  size_t *starts = bg_calloc(count + 2, sizeof *starts);
  for (size_t i = 0; i < count; i++) {
    bg_term_id root = find_root(parents, blank_of(plan, &quads[i]));
    if (!numbers[root]) numbers[root] = (uint32_t)++components;
    starts[numbers[root]]++;
  }
  for (size_t i = 1; i <= components; i++) starts[i] += starts[i - 1];
  bg_quad *sorted = bg_malloc((count + 1) * sizeof *sorted);
  for (size_t i = 0; i < count; i++) {
    bg_term_id root = find_root(parents, blank_of(plan, &quads[i]));
    sorted[starts[numbers[root] - 1]++] = quads[i];
  }
  if (count) memcpy(quads, sorted, count * sizeof *sorted);
  bg_free(sorted);
  bg_free(numbers);
  bg_free(parents);
  *ends = starts; /* each start has moved on to its end */
  return components;
}

/* ---- pieces ---- */

typedef struct {
  bg_plan *plan;
  size_t capacity;
  size_t chunk;
  bg_buffer line;
} cutter;

static size_t line_size(cutter *c, size_t index) {
  bg_buffer_clear(&c->line);
  bg_plan_put(c->plan, index, &c->line);
  return c->line.len;
}

/* Add triples that must stay together: to the last piece if they fit, else to a new one. */
static void add_unit(cutter *c, size_t from, size_t to, size_t bytes, bool blank) {
  bg_plan *plan = c->plan;
  bg_piece *last = plan->piece_count ? &plan->pieces[plan->piece_count - 1] : NULL;
  plan->bytes += bytes;
  if (last && (!c->chunk || last->bytes + bytes <= c->chunk)) {
    last->to = to;
    last->bytes += bytes;
    last->blank |= blank;
    return;
  }
  BG_GROW(plan->pieces, c->capacity, plan->piece_count + 1);
  plan->pieces[plan->piece_count++] = (bg_piece){from, to, bytes, blank};
}

static bg_status too_large(const cutter *c, size_t from, size_t to, size_t bytes, bg_diagnostics *diagnostics) {
  if (to - from == 1)
    return bg_error(diagnostics, BG_ERROR_LIMIT, NULL,
                    "one triple has %zu bytes, and a request may have %zu; give a larger --chunk", bytes, c->chunk);
  return bg_error(
      diagnostics, BG_ERROR_LIMIT, NULL,
      "%zu triples hang together by blank nodes and have %zu bytes, and a request may have %zu; blank nodes "
      "cannot be cut apart: give a larger --chunk or --blank-nodes skolemize",
      to - from, bytes, c->chunk);
}

static bg_status add_component(cutter *c, size_t from, size_t to, bool blank, bg_diagnostics *diagnostics) {
  size_t bytes = 0;
  for (size_t i = from; i < to; i++) bytes += line_size(c, i);
  if (c->chunk && bytes > c->chunk) return too_large(c, from, to, bytes, diagnostics);
  add_unit(c, from, to, bytes, blank);
  return BG_OK;
}

static bg_status cut(bg_plan *plan, size_t chunk, bg_diagnostics *diagnostics) {
  cutter c = {.plan = plan, .chunk = chunk};
  bg_status status = BG_OK;
  for (size_t i = 0; i < plan->first_blank && status == BG_OK; i++)
    status = add_component(&c, i, i + 1, false, diagnostics);
  if (plan->first_blank < plan->count && status == BG_OK) {
    size_t *ends, from = plan->first_blank;
    size_t components = group_components(plan, &ends);
    for (size_t i = 0; i < components && status == BG_OK; i++) {
      size_t to = plan->first_blank + ends[i];
      status = add_component(&c, from, to, true, diagnostics);
      from = to;
    }
    bg_free(ends);
  }
  bg_buffer_free(&c.line);
  return status;
}

static bg_status refuse_triple_terms(const bg_plan *plan, bg_diagnostics *diagnostics) {
  for (size_t i = 0; i < plan->count; i++)
    if (bg_dataset_term(plan->dataset, plan->quads[i].o).kind == BG_TERM_TRIPLE)
      return bg_error(diagnostics, BG_ERROR_UNSUPPORTED, NULL,
                      "the graph has triple terms (RDF 1.2), which stores do not agree on yet; push it without them");
  return BG_OK;
}

bg_status bg_plan_make(const bg_dataset *dataset, const bg_plan_options *options, bg_diagnostics *diagnostics,
                       bg_plan *plan) {
  *plan = (bg_plan){.dataset = dataset, .skolem = options->skolem};
  collect(plan, options->graph);
  bg_status status = refuse_triple_terms(plan, diagnostics);
  if (status == BG_OK) {
    plan->first_blank = split_ground(plan);
    status = cut(plan, options->chunk, diagnostics);
  }
  if (status != BG_OK) bg_plan_free(plan);
  return status;
}

void bg_plan_free(bg_plan *plan) {
  bg_free(plan->quads);
  bg_free(plan->pieces);
  *plan = (bg_plan){0};
}

/* ---- bodies ---- */

size_t bg_piece_size(const bg_piece_reader *reader) {
  return reader->before.len + (reader->piece ? reader->piece->bytes : 0) + reader->after.len;
}

void bg_piece_rewind(void *context) {
  bg_piece_reader *reader = context;
  reader->next = reader->piece ? reader->piece->from : 0;
  reader->stage = 0;
  reader->offset = 0;
  bg_buffer_clear(&reader->line);
}

/* The next text into `line`; false at the end. */
static bool refill(bg_piece_reader *reader) {
  bg_buffer_clear(&reader->line);
  reader->offset = 0;
  switch (reader->stage) {
    case 0:
      bg_buffer_add(&reader->line, reader->before);
      reader->stage = 1;
      return true;
    case 1:
      if (reader->piece && reader->next < reader->piece->to) {
        bg_plan_put(reader->plan, reader->next++, &reader->line);
        return true;
      }
      bg_buffer_add(&reader->line, reader->after);
      reader->stage = 2;
      return true;
    default: return false;
  }
}

size_t bg_piece_read(void *context, char *to, size_t room) {
  bg_piece_reader *reader = context;
  size_t given = 0;
  while (given < room) {
    size_t have = reader->line.len - reader->offset;
    if (!have) {
      if (!refill(reader)) break;
      continue;
    }
    size_t take = have < room - given ? have : room - given;
    memcpy(to + given, reader->line.data + reader->offset, take);
    reader->offset += take;
    given += take;
  }
  return given;
}
