#include "claims/score.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/memory.h"
#include "claims/score_parts.h"

/* ---- counting ---- */

size_t bg_scorer_unit(bg_scorer *scorer, bg_str document, bg_str part) {
  bg_str name = scorer->one_document ? part : document;
  size_t number = bg_map_get(scorer->units, name, SIZE_MAX);
  if (number != SIZE_MAX) return number;
  number = bg_map_count(scorer->units);
  bg_map_set(scorer->units, bg_arena_str(scorer->report->arena, name), number);
  return number;
}

static size_t measure_of(bg_scorer *scorer, const char *group, const char *measure, bg_str type) {
  bg_str key = bg_arena_printf(scorer->report->arena, "%s\t%s\t%.*s", group, measure, BG_FMT(type));
  size_t number = bg_map_get(scorer->index, key, SIZE_MAX);
  if (number != SIZE_MAX) return number;
  BG_GROW(scorer->measures, scorer->measure_capacity, scorer->measure_count + 1);
  scorer->measures[scorer->measure_count] =
      (bg_measure){.group = group, .measure = measure, .type = bg_arena_str(scorer->report->arena, type)};
  bg_map_set(scorer->index, key, scorer->measure_count);
  return scorer->measure_count++;
}

static void add_tally(bg_tally *to, const bg_tally *more) {
  to->right += more->right;
  to->offered += more->offered;
  to->found += more->found;
  to->gold += more->gold;
}

static void count_one(bg_scorer *scorer, const char *group, const char *measure, bg_str type, size_t unit,
                      const bg_tally *tally) {
  size_t number = measure_of(scorer, group, measure, type);
  bg_measure *m = &scorer->measures[number];
  size_t old = m->unit_capacity;
  BG_GROW(m->units, m->unit_capacity, unit + 1);
  for (size_t i = old; i < m->unit_capacity; i++) m->units[i] = (bg_tally){0};
  add_tally(&m->units[unit], tally);
}

void bg_scorer_count(bg_scorer *scorer, const char *group, const char *measure, bg_str type, size_t unit,
                     bg_tally tally) {
  count_one(scorer, group, measure, BG_STR_EMPTY, unit, &tally);
  if (type.len) count_one(scorer, group, measure, type, unit, &tally);
}

void bg_scorer_need(bg_scorer *scorer, const char *group, const char *measure) {
  (void)measure_of(scorer, group, measure, BG_STR_EMPTY);
}

void bg_scorer_error(bg_scorer *scorer, const char *group, bool missed, bg_str document, const char *format, ...) {
  bg_score_report *report = scorer->report;
  bg_buffer words = {0};
  va_list args;
  va_start(args, format);
  bg_buffer_vprintf(&words, format, args);
  va_end(args);
  BG_GROW(report->errors, report->error_capacity, report->error_count + 1);
  report->errors[report->error_count++] = (bg_score_error){group, missed, bg_arena_str(report->arena, document),
                                                           bg_arena_str(report->arena, bg_buffer_str(&words))};
  bg_buffer_free(&words);
}

/* ---- scores ---- */

static bg_score score_of(const bg_tally *t) {
  bg_score s = {.right = t->right, .offered = t->offered, .found = t->found, .gold = t->gold};
  s.precision = t->offered ? (double)t->right / (double)t->offered : 0;
  s.recall = t->gold ? (double)t->found / (double)t->gold : 0;
  s.f1 = s.precision + s.recall > 0 ? 2 * s.precision * s.recall / (s.precision + s.recall) : 0;
  return s;
}

static bg_tally sum_of(const bg_measure *m) {
  bg_tally sum = {0};
  for (size_t i = 0; i < m->unit_capacity; i++) add_tally(&sum, &m->units[i]);
  return sum;
}

/* SplitMix64 (Steele, Lea and Flood 2014): the same numbers on every machine. */
static uint64_t next_random(uint64_t *state) {
  uint64_t z = (*state += 0x9e3779b97f4a7c15u);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

static int by_value(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return x < y ? -1 : x > y;
}

/* Of the units in which the measure counts anything. */
static void find_interval(const bg_measure *m, bg_score *score) {
  bg_tally *units = bg_calloc(m->unit_capacity + 1, sizeof *units);
  double *values = bg_calloc(BG_SCORE_RESAMPLES, sizeof *values);
  size_t count = 0;
  uint64_t state = BG_SCORE_SEED;
  for (size_t i = 0; i < m->unit_capacity; i++)
    if (m->units[i].offered || m->units[i].gold) units[count++] = m->units[i];
  for (size_t r = 0; count && r < BG_SCORE_RESAMPLES; r++) {
    bg_tally sum = {0};
    for (size_t i = 0; i < count; i++) add_tally(&sum, &units[next_random(&state) % count]);
    values[r] = score_of(&sum).f1;
  }
  qsort(values, BG_SCORE_RESAMPLES, sizeof *values, by_value);
  score->low = values[BG_SCORE_RESAMPLES * 25 / 1000];
  score->high = values[BG_SCORE_RESAMPLES * 975 / 1000 - 1];
  bg_free(units);
  bg_free(values);
}

static void add_row(bg_score_report *report, const bg_measure *m) {
  bg_tally sum = sum_of(m);
  BG_GROW(report->rows, report->row_capacity, report->row_count + 1);
  bg_score_row *row = &report->rows[report->row_count++];
  *row = (bg_score_row){m->group, m->measure, m->type, score_of(&sum)};
  if (!m->type.len) find_interval(m, &row->score);
}

static int by_type(const void *a, const void *b) {
  return bg_str_compare(((const bg_measure *)a)->type, ((const bg_measure *)b)->type);
}

static void add_macro(bg_score_report *report, size_t first) {
  bg_score_macro macro = {.group = report->rows[first].group, .measure = report->rows[first].measure};
  size_t types = 0;
  for (size_t i = first + 1; i < report->row_count; i++) {
    const bg_score *s = &report->rows[i].score;
    if (!s->gold) continue;
    types++;
    macro.precision += s->precision;
    macro.recall += s->recall;
    macro.f1 += s->f1;
  }
  if (!types) return;
  macro.precision /= (double)types;
  macro.recall /= (double)types;
  macro.f1 /= (double)types;
  BG_GROW(report->macros, report->macro_capacity, report->macro_count + 1);
  report->macros[report->macro_count++] = macro;
}

/* Each measure in the order in which it was first needed, its types behind it by name. */
static void write_rows(bg_scorer *scorer) {
  bg_measure *types = bg_calloc(scorer->measure_count + 1, sizeof *types);
  for (size_t i = 0; i < scorer->measure_count; i++) {
    const bg_measure *m = &scorer->measures[i];
    if (m->type.len) continue;
    size_t count = 0, first = scorer->report->row_count;
    for (size_t k = 0; k < scorer->measure_count; k++) {
      const bg_measure *t = &scorer->measures[k];
      if (t->type.len && t->group == m->group && t->measure == m->measure) types[count++] = *t;
    }
    if (count) qsort(types, count, sizeof *types, by_type);
    add_row(scorer->report, m);
    for (size_t k = 0; k < count; k++) add_row(scorer->report, &types[k]);
    add_macro(scorer->report, first);
  }
  bg_free(types);
}

bg_score_report *bg_score_documents(const bg_judged_document *documents, size_t count, const bg_score_facts *facts,
                                    double least) {
  bg_score_report *report = BG_NEW(bg_score_report);
  report->arena = bg_arena_new();
  report->documents = count;
  bg_scorer scorer = {.report = report,
                      .facts = facts,
                      .least = least,
                      .one_document = count == 1,
                      .units = bg_map_new(),
                      .index = bg_map_new()};
  for (size_t i = 0; i < count; i++) {
    size_t *aligned = bg_align_entities(&documents[i], facts);
    bg_score_entities(&scorer, &documents[i], aligned);
    bg_score_claims(&scorer, &documents[i], aligned);
    bg_score_recommendations(&scorer, &documents[i], aligned);
    bg_free(aligned);
  }
  write_rows(&scorer);
  report->units = bg_map_count(scorer.units);
  for (size_t i = 0; i < scorer.measure_count; i++) bg_free(scorer.measures[i].units);
  bg_free(scorer.measures);
  bg_map_free(scorer.units);
  bg_map_free(scorer.index);
  return report;
}

void bg_score_report_free(bg_score_report *report) {
  if (!report) return;
  bg_free(report->rows);
  bg_free(report->macros);
  bg_free(report->errors);
  bg_arena_free(report->arena);
  bg_free(report);
}
