/* Sorting quads by number and terms by text. Both are radix sorts, that is linear; what is in order already stays. */
#include <endian.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "rdf/dataset_model.h"

/* ---- quads ---- */

enum { DIGIT_BITS = 11, DIGITS = 1 << DIGIT_BITS, FEW = 128 };

/* Components of each order, from the first to the last. */
static const uint8_t components[ORDERS][4] = {{0, 1, 2, 3}, {1, 2, 0, 3}, {2, 0, 1, 3}, {3, 0, 1, 2}};

static bg_term_id component(const bg_quad *quad, unsigned which) {
  bg_term_id id;
  memcpy(&id, (const char *)quad + which * sizeof id, sizeof id); /* s, p, o, g: without a branch */
  return id;
}

static bool in_order(const bg_quad *quads, size_t count, const uint8_t *parts) {
  for (size_t i = 1; i < count; i++) {
    for (size_t k = 0; k < 4; k++) {
      bg_term_id before = component(&quads[i - 1], parts[k]), now = component(&quads[i], parts[k]);
      if (before > now) return false;
      if (before < now) break;
    }
  }
  return true;
}

/* One pass over one digit of one component; false when all have the same. */
static bool sort_digit(const bg_quad *from, bg_quad *to, size_t count, unsigned which, unsigned shift) {
  size_t places[DIGITS] = {0};
  for (size_t i = 0; i < count; i++) places[component(&from[i], which) >> shift & (DIGITS - 1)]++;
  size_t first = component(&from[0], which) >> shift & (DIGITS - 1);
  if (places[first] == count) return false;
  for (size_t i = 0, at = 0; i < DIGITS; i++) {
    size_t here = places[i];
    places[i] = at;
    at += here;
  }
  for (size_t i = 0; i < count; i++) to[places[component(&from[i], which) >> shift & (DIGITS - 1)]++] = from[i];
  return true;
}

/* By the components [from_part, to_part) of the order, from the last to the first; `spare` is as large as `quads`. */
static void sort_by_digits(bg_quad *quads, bg_quad *spare, size_t count, const uint8_t *parts, size_t from_part,
                           size_t to_part) {
  bg_quad *from = quads, *to = spare;
  for (size_t k = to_part; k-- > from_part;) {
    bg_term_id most = 0;
    for (size_t i = 0; i < count; i++) most |= component(&quads[i], parts[k]);
    for (unsigned shift = 0; shift < 32 && most >> shift; shift += DIGIT_BITS) {
      if (!sort_digit(from, to, count, parts[k], shift)) continue;
      bg_quad *swap = from;
      from = to;
      to = swap;
    }
  }
  if (from != quads) memcpy(quads, from, count * sizeof *quads);
}

/* Components behind the first `lead` as two numbers that sort as they do. */
typedef struct {
  uint64_t high;
  uint32_t low;
} rest_key;

static rest_key rest_of(const bg_quad *quad, const uint8_t *parts, size_t lead) {
  return (rest_key){(uint64_t)component(quad, parts[lead]) << 32 | component(quad, parts[lead + 1]),
                    lead == 1 ? component(quad, parts[3]) : 0};
}

static void sort_few(bg_quad *quads, size_t count, const uint8_t *parts, size_t lead) {
  for (size_t i = 1; i < count; i++) {
    bg_quad quad = quads[i];
    rest_key key = rest_of(&quad, parts, lead);
    size_t at = i;
    for (; at > 0; at--) {
      rest_key before = rest_of(&quads[at - 1], parts, lead);
      if (before.high < key.high || (before.high == key.high && before.low <= key.low)) break;
      quads[at] = quads[at - 1];
    }
    quads[at] = quad;
  }
}

static bool same_lead(const bg_quad *a, const bg_quad *b, const uint8_t *parts, size_t lead) {
  return component(a, parts[0]) == component(b, parts[0]) &&
         (lead == 1 || component(a, parts[1]) == component(b, parts[1]));
}

/* Most subjects have few quads, at least in one graph: those are sorted where they lie, once the subjects are. */
static void sort_subjects(bg_quad *quads, bg_quad *spare, size_t count, const uint8_t *parts, size_t lead) {
  for (size_t i = 0, run; i < count; i += run) {
    for (run = 1; i + run < count && same_lead(&quads[i + run], &quads[i], parts, lead);) run++;
    if (run <= FEW) sort_few(quads + i, run, parts, lead);
    else sort_by_digits(quads + i, spare, run, parts, lead, 4);
  }
}

void dataset_sort(bg_quad *quads, size_t count, int order, size_t sorted) {
  static const size_t to_subject[ORDERS] = {1, 4, 4, 2};
  const uint8_t *parts = components[order];
  size_t lead = to_subject[order] < 4 - sorted ? to_subject[order] : 4 - sorted;
  if (count < 2 || in_order(quads, count, parts)) return;
  bg_quad *spare = bg_realloc_array(NULL, count, sizeof *spare);
  sort_by_digits(quads, spare, count, parts, 0, lead);
  if (lead < 4 - sorted) sort_subjects(quads, spare, count, parts, lead);
  bg_free(spare);
}

/* ---- terms ---- */

enum { MANY = 64 };

/* Eight bytes of a term's value as a number that sorts as they do. */
typedef struct {
  uint64_t key;
  uint32_t id;
} keyed;

/* Terms [start, start + count) that agree in their first `depth` bytes. */
typedef struct {
  size_t start, count, depth;
} group;

typedef struct {
  const bg_dataset *dataset;
  keyed *terms;
  keyed *spare;
  group *groups; /* that are still to be sorted */
  size_t group_count, group_capacity;
} term_sorter;

static uint64_t key_at(const record *r, size_t depth) {
  uint64_t key = 0;
  size_t left = r->len > depth ? r->len - depth : 0;
  if (left >= 8) {
    memcpy(&key, r->data + depth, 8);
    return be64toh(key);
  }
  for (size_t i = 0; i < 8; i++) key = key << 8 | (i < left ? (unsigned char)r->data[depth + i] : 0);
  return key;
}

static int by_term(const void *a, const void *b, void *context) {
  bg_term x = bg_dataset_term(context, ((const keyed *)a)->id);
  bg_term y = bg_dataset_term(context, ((const keyed *)b)->id);
  return bg_term_compare(&x, &y);
}

static void sort_by_key(keyed *terms, keyed *spare, size_t count) {
  uint64_t differ = 0;
  if (count <= 24) {
    for (size_t i = 1; i < count; i++) {
      keyed k = terms[i];
      size_t at = i;
      for (; at > 0 && terms[at - 1].key > k.key; at--) terms[at] = terms[at - 1];
      terms[at] = k;
    }
    return;
  }
  for (size_t i = 1; i < count; i++) differ |= terms[i].key ^ terms[0].key;
  keyed *from = terms, *to = spare;
  for (unsigned shift = 0; shift < 64; shift += 8) {
    size_t places[256] = {0};
    if (!(differ >> shift & 255)) continue;
    for (size_t i = 0; i < count; i++) places[from[i].key >> shift & 255]++;
    for (size_t i = 0, at = 0; i < 256; i++) {
      size_t here = places[i];
      places[i] = at;
      at += here;
    }
    for (size_t i = 0; i < count; i++) to[places[from[i].key >> shift & 255]++] = from[i];
    keyed *swap = from;
    from = to;
    to = swap;
  }
  if (from != terms) memcpy(terms, from, count * sizeof *terms);
}

static void push(term_sorter *s, group g) {
  BG_GROW(s->groups, s->group_capacity, s->group_count + 1);
  s->groups[s->group_count++] = g;
}

/* Terms whose eight bytes are the same: those that end within them come first, and only they need a full look. */
static void sort_equal(term_sorter *s, size_t start, size_t count, size_t depth) {
  keyed *terms = s->terms + start;
  size_t ended = 0;
  for (size_t i = 0; i < count; i++) {
    if (s->dataset->records[terms[i].id].len > depth + 8) continue;
    keyed k = terms[i];
    terms[i] = terms[ended];
    terms[ended++] = k;
  }
  if (ended > 1) qsort_r(terms, ended, sizeof *terms, by_term, (void *)(uintptr_t)s->dataset);
  if (count - ended > 1) push(s, (group){start + ended, count - ended, depth + 8});
}

static size_t same_length(const record *a, const record *b, size_t from, size_t most) {
  size_t len = from;
  if (most > b->len) most = b->len;
  while (len + 8 <= most && memcmp(a->data + len, b->data + len, 8) == 0) len += 8;
  while (len < most && a->data[len] == b->data[len]) len++;
  return len;
}

/* How many bytes all have in common. Names in one namespace share much: looking for it once spares many rounds. */
static size_t common_depth(const term_sorter *s, group g) {
  const record *records = s->dataset->records, *first = &records[s->terms[g.start].id];
  size_t common = first->len;
  for (size_t i = 1; i < g.count && common > g.depth; i++)
    common = same_length(first, &records[s->terms[g.start + i].id], g.depth, common);
  return common > g.depth ? common : g.depth;
}

static void sort_group(term_sorter *s, group g) {
  keyed *terms = s->terms + g.start;
  if (g.count > MANY) g.depth = common_depth(s, g);
  for (size_t i = 0; i < g.count; i++) terms[i].key = key_at(&s->dataset->records[terms[i].id], g.depth);
  sort_by_key(terms, s->spare, g.count);
  for (size_t i = 0, run; i < g.count; i += run) {
    for (run = 1; i + run < g.count && terms[i + run].key == terms[i].key;) run++;
    if (run > 1) sort_equal(s, g.start + i, run, g.depth);
  }
}

/* Ids in the order of bg_term_compare, [0] first; owned by the caller. */
static uint32_t *sorted_ids(const bg_dataset *dataset) {
  size_t count = dataset->term_count + 1;
  term_sorter s = {.dataset = dataset,
                   .terms = bg_realloc_array(NULL, count, sizeof(keyed)),
                   .spare = bg_realloc_array(NULL, count, sizeof(keyed))};
  s.terms[0] = (keyed){0, 0};
  size_t places[BG_TERM_TRIPLE + 2] = {0}; /* of the terms of each kind; [0] alone is of none */
  for (uint32_t id = 0; id < count; id++) places[bg_dataset_kind(dataset, id) + 1]++;
  for (size_t kind = BG_TERM_IRI; kind <= BG_TERM_TRIPLE; kind++) {
    if (places[kind + 1]) push(&s, (group){places[kind], places[kind + 1], 0});
    places[kind + 1] += places[kind];
  }
  for (uint32_t id = 1; id < count; id++) s.terms[places[bg_dataset_kind(dataset, id)]++].id = id;
  while (s.group_count) sort_group(&s, s.groups[--s.group_count]);
  bg_free(s.spare);
  bg_free(s.groups);
  uint32_t *ids = bg_realloc_array(NULL, count, sizeof *ids);
  for (size_t i = 0; i < count; i++) ids[i] = s.terms[i].id;
  bg_free(s.terms);
  return ids;
}

static uint32_t *ranks_of(const uint32_t *ids, size_t count) {
  uint32_t *ranks = bg_realloc_array(NULL, count, sizeof *ranks);
  for (size_t i = 0; i < count; i++) ranks[ids[i]] = (uint32_t)i;
  return ranks;
}

uint32_t *bg_dataset_ranks(const bg_dataset *dataset) {
  uint32_t *ids = sorted_ids(dataset), *ranks = ranks_of(ids, dataset->term_count + 1);
  bg_free(ids);
  return ranks;
}

void bg_dataset_sort_quads(const bg_dataset *dataset, bg_quad *quads, size_t count) {
  uint32_t *ids = sorted_ids(dataset), *ranks = ranks_of(ids, dataset->term_count + 1);
  for (size_t i = 0; i < count; i++)
    quads[i] = (bg_quad){ranks[quads[i].s], ranks[quads[i].p], ranks[quads[i].o], ranks[quads[i].g]};
  dataset_sort(quads, count, GSPO, 0);
  for (size_t i = 0; i < count; i++)
    quads[i] = (bg_quad){ids[quads[i].s], ids[quads[i].p], ids[quads[i].o], ids[quads[i].g]};
  bg_free(ids);
  bg_free(ranks);
}
