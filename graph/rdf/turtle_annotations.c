#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "rdf/triple_term.h"
#include "rdf/turtle_model.h"

static void use_prefixes(turtle *t, bg_str triple) {
  bg_buffer unescaped = {0};
  bg_term parts[3];
  bg_str local;
  bg_triple_terms(triple, &unescaped, parts);
  for (size_t i = 0; i < 3; i++) {
    if (parts[i].kind == BG_TERM_IRI) bg_prefixes_shorten(t->prefixes, parts[i].value, &local);
    if (parts[i].datatype.len) bg_prefixes_shorten(t->prefixes, parts[i].datatype, &local);
    if (parts[i].kind == BG_TERM_TRIPLE) use_prefixes(t, parts[i].value);
  }
  bg_buffer_free(&unescaped);
}

void turtle_prepare_triples(turtle *t, const bg_quad *quads, size_t count) {
  for (size_t i = 0; i < count; i++) {
    bg_term object = bg_dataset_term(t->dataset, quads[i].o);
    if (object.kind != BG_TERM_TRIPLE) continue;
    use_prefixes(t, object.value);
    size_t at = 0;
    bg_term blank = {.kind = BG_TERM_BLANK};
    while (bg_triple_next_blank(object.value, &at, &blank.value)) t->shared[bg_dataset_find(t->dataset, &blank)] = true;
    if (quads[i].p == t->reifies) t->shared[quads[i].s] = true;
  }
  t->shared[BG_NO_TERM] = false;
}

static bool reifies(const turtle *t, const bg_quad *quad) {
  return quad->p == t->reifies && bg_dataset_term(t->dataset, quad->o).kind == BG_TERM_TRIPLE;
}

/* Index of the first quad of the run that reifies a triple term, or SIZE_MAX. */
static size_t find_reified(const turtle *t, size_t first, size_t count) {
  for (size_t i = first; i < first + count; i++)
    if (reifies(t, &t->quads[i])) return i;
  return SIZE_MAX;
}

/* ---- the triples of the graph, to look them up ---- */

static int by_triple(const void *a, const void *b) {
  const bg_quad *x = a, *y = b;
  if (x->s != y->s) return x->s < y->s ? -1 : 1;
  if (x->p != y->p) return x->p < y->p ? -1 : 1;
  return x->o < y->o ? -1 : x->o > y->o;
}

static int by_annotation(const void *a, const void *b) {
  const annotation *x = a, *y = b;
  int order = by_triple(&x->triple, &y->triple);
  return order ? order : (x->first > y->first) - (x->first < y->first);
}

/* The triple of a triple term, when it stands in the graph. */
static bool find_triple(const turtle *t, const bg_quad *sorted, bg_term_id term, bg_quad *triple) {
  bg_buffer unescaped = {0};
  bg_term parts[3];
  bg_triple_terms(bg_dataset_term(t->dataset, term).value, &unescaped, parts);
  *triple = (bg_quad){bg_dataset_find(t->dataset, &parts[0]), bg_dataset_find(t->dataset, &parts[1]),
                      bg_dataset_find(t->dataset, &parts[2]), BG_DEFAULT_GRAPH};
  bg_buffer_free(&unescaped);
  return triple->s && triple->p && triple->o && bsearch(triple, sorted, t->count, sizeof *sorted, by_triple);
}

/* Not behind a triple of a node that reifies itself: the two might wait for each other. */
static void add_annotation(turtle *t, const bg_quad *sorted, const bool *reifiers, size_t first, size_t count) {
  for (size_t i = first; i < first + count; i++) {
    bg_quad triple;
    if (!reifies(t, &t->quads[i]) || !find_triple(t, sorted, t->quads[i].o, &triple)) continue;
    if (reifiers[triple.s]) continue;
    BG_GROW(t->annotations, t->annotation_capacity, t->annotation_count + 1);
    t->annotations[t->annotation_count++] = (annotation){triple, first, count};
    t->hidden[i] = true;
    return;
  }
}

static size_t run_length(const turtle *t, size_t first) {
  size_t run = 1;
  while (first + run < t->count && t->quads[first + run].s == t->quads[first].s) run++;
  return run;
}

void turtle_clear_annotations(turtle *t) {
  bg_free(t->hidden);
  t->hidden = NULL;
  t->annotation_count = 0;
}

void turtle_find_annotations(turtle *t) {
  turtle_clear_annotations(t);
  bool *reifiers = bg_calloc(bg_dataset_term_count(t->dataset) + 1, sizeof *reifiers);
  size_t count = 0;
  for (size_t i = 0; i < t->count; i++) {
    if (!reifies(t, &t->quads[i])) continue;
    reifiers[t->quads[i].s] = true;
    count++;
  }
  if (count) {
    bg_quad *sorted = bg_realloc_array(NULL, t->count, sizeof *sorted);
    memcpy(sorted, t->quads, t->count * sizeof *sorted);
    qsort(sorted, t->count, sizeof *sorted, by_triple);
    t->hidden = bg_calloc(t->count, sizeof *t->hidden);
    for (size_t i = 0, run; i < t->count; i += run) {
      run = run_length(t, i);
      if (reifiers[t->quads[i].s]) add_annotation(t, sorted, reifiers, i, run);
    }
    if (t->annotation_count) qsort(t->annotations, t->annotation_count, sizeof *t->annotations, by_annotation);
    bg_free(sorted);
  }
  bg_free(reifiers);
}

/* ---- writing ---- */

bool turtle_put_reifier(turtle *t, size_t first, size_t count) {
  size_t at = t->hidden ? find_reified(t, first, count) : SIZE_MAX;
  if (at == SIZE_MAX) return false;
  bg_buffer unescaped = {0};
  bg_term parts[3], reifier = bg_dataset_term(t->dataset, t->quads[first].s);
  bg_triple_terms(bg_dataset_term(t->dataset, t->quads[at].o).value, &unescaped, parts);
  bg_buffer_puts(&t->body, "<<");
  for (size_t i = 0; i < 3; i++) {
    bg_buffer_putc(&t->body, ' ');
    turtle_put_flat(t, &parts[i]);
  }
  bg_buffer_puts(&t->body, " ~ ");
  turtle_put_flat(t, &reifier);
  bg_buffer_puts(&t->body, " >>");
  bg_buffer_free(&unescaped);
  t->hidden[at] = true;
  return true;
}

const annotation *turtle_annotations_of(const turtle *t, const bg_quad *quad, size_t *count) {
  size_t low = 0, high = t->annotation_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (by_triple(&t->annotations[middle].triple, quad) < 0) low = middle + 1;
    else high = middle;
  }
  while (high < t->annotation_count && by_triple(&t->annotations[high].triple, quad) == 0) high++;
  *count = high - low;
  return t->annotations + low;
}

bool turtle_is_annotation(const turtle *t, size_t first, size_t count) {
  for (size_t i = first; i < first + count; i++)
    if (t->hidden[i]) return true;
  return false;
}
