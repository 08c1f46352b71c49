#include "rdf/diff.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "rdf/diff_match.h"

static const char *const prefixes[] = {"c14n", "b"};

/* ---- terms of both ---- */

/* Blank nodes of a side are called by their canonical numbers there, and come in that order. */
static void take_terms(bg_diff *diff, int side, const bg_canon *canon) {
  const bg_dataset *from = diff->sides[side];
  size_t count = bg_dataset_term_count(from) + 1;
  diff->to[side] = bg_calloc(count, sizeof *diff->to[side]);
  for (size_t i = 0; i < bg_canon_blank_count(canon); i++) {
    char label[32];
    snprintf(label, sizeof label, "%s%zu", prefixes[side], i);
    bg_term term = {.kind = BG_TERM_BLANK, .value = bg_str_from(label)};
    diff->to[side][bg_canon_blank(canon, i)] = bg_dataset_intern(diff->terms, &term);
  }
  for (size_t id = 1; id < count; id++) {
    bg_term term = bg_dataset_term(from, (bg_term_id)id);
    if (term.kind != BG_TERM_BLANK) diff->to[side][id] = bg_dataset_intern(diff->terms, &term);
  }
}

static void take_origins(bg_diff *diff) {
  size_t count = bg_dataset_term_count(diff->terms) + 1;
  for (int side = 0; side < 2; side++) {
    diff->from[side] = bg_calloc(count, sizeof *diff->from[side]);
    for (size_t id = 1; id <= bg_dataset_term_count(diff->sides[side]); id++)
      if (diff->to[side][id]) diff->from[side][diff->to[side][id]] = (bg_term_id)id;
  }
}

static bg_quad *take_quads(const bg_diff *diff, int side) {
  const bg_dataset *from = diff->sides[side];
  const bg_quad *quads = bg_dataset_quads(from);
  const bg_term_id *to = diff->to[side];
  bg_quad *out = bg_realloc_array(NULL, bg_dataset_size(from), sizeof *out);
  for (size_t i = 0; i < bg_dataset_size(from); i++)
    out[i] = (bg_quad){to[quads[i].s], to[quads[i].p], to[quads[i].o], to[quads[i].g]};
  return out;
}

/* ---- blank nodes ---- */

static bool same_lines(const bg_canon *a, const bg_canon *b) {
  if (bg_canon_size(a) != bg_canon_size(b) || bg_canon_blank_count(a) != bg_canon_blank_count(b)) return false;
  bg_buffer x = {0}, y = {0};
  bool same = true;
  for (size_t i = 0; i < bg_canon_size(a) && same; i++) {
    bg_buffer_clear(&x);
    bg_buffer_clear(&y);
    bg_canon_put_quad(a, &bg_canon_quads(a)[i], &x);
    bg_canon_put_quad(b, &bg_canon_quads(b)[i], &y);
    same = bg_str_equal(bg_buffer_str(&x), bg_buffer_str(&y));
  }
  bg_buffer_free(&x);
  bg_buffer_free(&y);
  return same;
}

/* Blank nodes with the same number are the same. */
static bg_term_id *match_by_number(const bg_diff *diff, bg_canon *const canons[2]) {
  bg_term_id *partner = bg_calloc(bg_dataset_term_count(diff->terms) + 1, sizeof *partner);
  for (size_t i = 0; i < bg_canon_blank_count(canons[0]); i++) {
    bg_term_id before = diff->to[BG_BEFORE][bg_canon_blank(canons[BG_BEFORE], i)];
    bg_term_id after = diff->to[BG_AFTER][bg_canon_blank(canons[BG_AFTER], i)];
    partner[before] = after;
    partner[after] = before;
  }
  return partner;
}

static bg_term_id *match(const bg_diff *diff, bg_canon *const canons[2]) {
  bool blanks = bg_canon_blank_count(canons[0]) && bg_canon_blank_count(canons[1]);
  if (!blanks) return bg_calloc(bg_dataset_term_count(diff->terms) + 1, sizeof(bg_term_id));
  if (same_lines(canons[0], canons[1])) return match_by_number(diff, canons);
  bg_quad *quads[2] = {take_quads(diff, BG_BEFORE), take_quads(diff, BG_AFTER)};
  match_input input = {
      diff->terms, {quads[0], quads[1]}, {bg_dataset_size(diff->sides[0]), bg_dataset_size(diff->sides[1])}};
  bg_term_id *partner = bg_match_blanks(&input);
  bg_free(quads[0]);
  bg_free(quads[1]);
  return partner;
}

/* From here on a blank node that was matched is called as before. */
static void unite(bg_diff *diff, bg_canon *const canons[2]) {
  bg_term_id *partner = match(diff, canons);
  for (size_t i = 0; i < bg_canon_blank_count(canons[BG_AFTER]); i++) {
    bg_term_id *id = &diff->to[BG_AFTER][bg_canon_blank(canons[BG_AFTER], i)];
    if (!partner[*id]) continue;
    *id = partner[*id];
    diff->matched++;
  }
  for (int side = 0; side < 2; side++) diff->unmatched[side] = bg_canon_blank_count(canons[side]) - diff->matched;
  bg_free(partner);
}

/* ---- quads ---- */

static int by_ids(const void *a, const void *b) {
  return memcmp(a, b, sizeof(bg_quad)); /* any order does that both sides share */
}

static void put(bg_quad **list, size_t *count, size_t *capacity, const bg_quad *quad) {
  BG_GROW(*list, *capacity, *count + 1);
  (*list)[(*count)++] = *quad;
}

static void compare_quads(bg_diff *diff) {
  bg_quad *quads[2];
  size_t counts[2], at[2] = {0, 0}, capacities[2] = {0, 0};
  for (int side = 0; side < 2; side++) {
    quads[side] = take_quads(diff, side);
    counts[side] = bg_dataset_size(diff->sides[side]);
    if (counts[side]) qsort(quads[side], counts[side], sizeof(bg_quad), by_ids);
  }
  while (at[0] < counts[0] || at[1] < counts[1]) {
    int order = 0;
    if (at[0] == counts[0]) order = 1;
    else if (at[1] == counts[1]) order = -1;
    else order = by_ids(&quads[0][at[0]], &quads[1][at[1]]);
    if (order == 0) {
      diff->same++;
      at[0]++;
      at[1]++;
      continue;
    }
    int side = order < 0 ? BG_BEFORE : BG_AFTER;
    put(&diff->quads[side], &diff->counts[side], &capacities[side], &quads[side][at[side]]);
    at[side]++;
  }
  for (int side = 0; side < 2; side++) {
    bg_free(quads[side]);
    if (diff->counts[side]) bg_dataset_sort_quads(diff->terms, diff->quads[side], diff->counts[side]);
  }
}

bg_status bg_diff_new(const bg_dataset *before, const bg_dataset *after, const bg_canon_options *options,
                      bg_diagnostics *diagnostics, bg_diff **result) {
  *result = NULL;
  bg_canon *canons[2] = {NULL, NULL};
  bg_status status = bg_canon_new(before, options, diagnostics, &canons[BG_BEFORE]);
  if (status == BG_OK) status = bg_canon_new(after, options, diagnostics, &canons[BG_AFTER]);
  if (status == BG_OK) {
    bg_diff *diff = BG_NEW(bg_diff);
    diff->sides[BG_BEFORE] = before;
    diff->sides[BG_AFTER] = after;
    diff->terms = bg_dataset_new();
    for (int side = 0; side < 2; side++) take_terms(diff, side, canons[side]);
    unite(diff, canons);
    take_origins(diff);
    compare_quads(diff);
    *result = diff;
  }
  bg_canon_free(canons[0]);
  bg_canon_free(canons[1]);
  return status;
}

void bg_diff_free(bg_diff *diff) {
  if (!diff) return;
  for (int side = 0; side < 2; side++) {
    bg_free(diff->to[side]);
    bg_free(diff->from[side]);
    bg_free(diff->quads[side]);
  }
  bg_dataset_free(diff->terms);
  bg_free(diff);
}
