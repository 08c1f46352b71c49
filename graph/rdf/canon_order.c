/* Ranks of terms in the order of canonical lines, from the dataset's own order of terms, which is close to it.
 *
 * The dataset compares bare values; a line holds `<value>` or `"value"`. The two orders differ where one value is the
 * beginning of another: there the line compares '>' or '"' with the next character of the longer one. One pass over the
 * values in their order puts that right: a value waits on a stack while those that begin with it and go on with a
 * character below the delimiter pass by. Literals with escapes are sorted apart and merged. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "rdf/canon_label.h"
#include "rdf/canon_term.h"

typedef struct {
  const bg_dataset *dataset;
  uint32_t *sorted; /* ids in the dataset's order; entry 0 is id 0 */
  size_t count;
  uint32_t *out; /* ids in canonical order */
  size_t made;
} ordering;

/* ---- values without escapes ---- */

/* Ids of terms with the same value: sorted[from] to sorted[to - 1]. */
typedef struct {
  size_t from, to;
} same_value;

static bg_term term_at(const ordering *o, size_t index) {
  return bg_dataset_term(o->dataset, o->sorted[index]);
}

/* Of one value there are few terms: an insertion sort of what follows the closing quote. */
static void emit(ordering *o, same_value group) {
  size_t start = o->made;
  for (size_t i = group.from; i < group.to; i++) {
    bg_term t = term_at(o, i);
    size_t at = o->made++;
    for (; at > start; at--) {
      bg_term before = bg_dataset_term(o->dataset, o->out[at - 1]);
      if (canon_compare_suffix(&before, &t) <= 0) break;
      o->out[at] = o->out[at - 1];
    }
    o->out[at] = o->sorted[i];
  }
}

/* True when the waiting value stands before `next` in lines. */
static bool comes_before(bg_str waiting, bg_str next, char end) {
  return !bg_str_starts(next, waiting) || (unsigned char)next.data[waiting.len] > (unsigned char)end;
}

/* sorted[from] to sorted[to - 1] are IRIs, or literals without escapes. */
static void order_values(ordering *o, size_t from, size_t to, char end) {
  same_value *stack = NULL;
  size_t depth = 0, capacity = 0;
  for (size_t i = from; i < to;) {
    bg_str value = term_at(o, i).value;
    size_t next = i + 1;
    while (next < to && bg_str_equal(term_at(o, next).value, value)) next++;
    while (depth && comes_before(term_at(o, stack[depth - 1].from).value, value, end)) emit(o, stack[--depth]);
    BG_GROW(stack, capacity, depth + 1);
    stack[depth++] = (same_value){i, next};
    i = next;
  }
  while (depth) emit(o, stack[--depth]);
  bg_free(stack);
}

/* ---- literals ---- */

static int by_line(const void *a, const void *b, void *dataset) {
  bg_term x = bg_dataset_term(dataset, *(const uint32_t *)a), y = bg_dataset_term(dataset, *(const uint32_t *)b);
  return canon_compare(&x, &y);
}

static void merge(ordering *o, size_t plain, const uint32_t *escaped, size_t count) {
  size_t from = o->made - plain, at = 0;
  uint32_t *left = bg_realloc_array(NULL, plain, sizeof *left);
  if (plain) memcpy(left, o->out + from, plain * sizeof *left);
  o->made = from;
  for (size_t i = 0; i < plain || at < count;) {
    bool take = at == count || (i < plain && by_line(&left[i], &escaped[at], (void *)(uintptr_t)o->dataset) < 0);
    o->out[o->made++] = take ? left[i++] : escaped[at++];
  }
  bg_free(left);
}

/* Literals are sorted[from] to sorted[to - 1]: those with escapes move to an array of their own. */
static void order_literals(ordering *o, size_t from, size_t to) {
  uint32_t *escaped = NULL;
  size_t count = 0, capacity = 0, kept = from;
  for (size_t i = from; i < to; i++) {
    if (!canon_has_escapes(term_at(o, i).value)) {
      o->sorted[kept++] = o->sorted[i];
      continue;
    }
    BG_GROW(escaped, capacity, count + 1);
    escaped[count++] = o->sorted[i];
  }
  order_values(o, from, kept, '"');
  if (count) {
    qsort_r(escaped, count, sizeof *escaped, by_line, (void *)(uintptr_t)o->dataset);
    merge(o, kept - from, escaped, count);
  }
  bg_free(escaped);
}

/* ---- blank nodes ---- */

/* The blank nodes whose numbers begin with the digits of `number`, in the order of their labels: "c14n10" stands before
 * "c14n2". */
static void put_numbered(ordering *o, const canon_labels *labels, size_t number) {
  if (number >= labels->count) return;
  o->out[o->made++] = labels->blanks[number];
  for (size_t digit = 0; number && digit < 10; digit++) put_numbered(o, labels, number * 10 + digit);
}

static void order_blanks(ordering *o, const canon_labels *labels, size_t from, size_t to) {
  for (size_t digit = 0; labels && digit < 10; digit++) put_numbered(o, labels, digit);
  for (size_t i = from; i < to; i++) /* those that stand in no quad */
    if (!labels || !labels->numbers || labels->numbers[o->sorted[i]] == UINT32_MAX) o->out[o->made++] = o->sorted[i];
}

/* ---- all ---- */

static size_t end_of_kind(const ordering *o, size_t from, bg_term_kind kind) {
  while (from < o->count && bg_dataset_kind(o->dataset, o->sorted[from]) == kind) from++;
  return from;
}

uint32_t *canon_ranks(const bg_dataset *dataset, const canon_labels *labels) {
  size_t count = bg_dataset_term_count(dataset) + 1;
  uint32_t *ranks = bg_dataset_ranks(dataset);
  ordering o = {.dataset = dataset, .count = count};
  o.sorted = bg_realloc_array(NULL, count, sizeof *o.sorted);
  o.out = bg_realloc_array(NULL, count, sizeof *o.out);
  for (size_t i = 0; i < count; i++) o.sorted[ranks[i]] = (uint32_t)i;
  o.out[o.made++] = 0;
  size_t iris = end_of_kind(&o, 1, BG_TERM_IRI);
  size_t blanks = end_of_kind(&o, iris, BG_TERM_BLANK);
  size_t literals = end_of_kind(&o, blanks, BG_TERM_LITERAL);
  order_literals(&o, blanks, literals);
  order_values(&o, 1, iris, '>');
  order_blanks(&o, labels, iris, blanks);
  for (size_t i = literals; i < count; i++) o.out[o.made++] = o.sorted[i];
  for (size_t i = 0; i < count; i++) ranks[o.out[i]] = (uint32_t)i;
  bg_free(o.sorted);
  bg_free(o.out);
  return ranks;
}
