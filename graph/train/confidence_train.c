/* train confidence LABELLED LEXICON: fit the model of confidence and write its weights into the lexicon.
 *
 * LABELLED has a line for each proposal: 1 (right) or 0 (wrong), then its features as name=value, separated by blanks.
 * Logistic regression by Newton's method, with an L2 penalty on all weights but the bias; features that occur in fewer
 * than 10 lines are left out. The lexicon is kept up to the line that begins with MARKER and written anew behind it. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/map.h"
#include "base/memory.h"
#include "train/train.h"

static const char marker[] = "# ---- weights of confidence";

enum { RAREST = 10, ROUNDS = 25, LONGEST_LINE = 128 };
static const double penalty = 8.0;

typedef struct {
  size_t feature;
  double value;
} cell;

typedef struct {
  bool right;
  size_t first, count; /* of its cells */
} row;

typedef struct {
  bg_arena *arena;
  bg_map *features; /* name to index */
  size_t *seen;     /* lines with each */
  size_t seen_capacity;
  cell *cells;
  size_t cell_count, cell_capacity;
  row *rows;
  size_t row_count, row_capacity;
} table;

/* ---- reading ---- */

static void add_cell(table *t, bg_str name, double value) {
  size_t index = bg_map_get(t->features, name, SIZE_MAX);
  if (index == SIZE_MAX) {
    index = bg_map_count(t->features);
    BG_GROW(t->seen, t->seen_capacity, index + 1);
    t->seen[index] = 0;
    bg_map_set(t->features, bg_arena_str(t->arena, name), index);
  }
  t->seen[index]++;
  BG_GROW(t->cells, t->cell_capacity, t->cell_count + 1);
  t->cells[t->cell_count++] = (cell){index, value};
}

static bool add_line(table *t, bg_str line) {
  bg_str part;
  if (!bg_str_split(&line, ' ', &part) || (!bg_str_is(part, "0") && !bg_str_is(part, "1"))) return false;
  row r = {.right = part.data[0] == '1', .first = t->cell_count};
  while (bg_str_split(&line, ' ', &part)) {
    size_t equals = bg_str_find(part, BG_STR("="), 0);
    if (equals == SIZE_MAX) return false;
    char *text = bg_str_dup(bg_str_slice(part, equals + 1, part.len));
    add_cell(t, bg_str_slice(part, 0, equals), atof(text));
    bg_free(text);
  }
  r.count = t->cell_count - r.first;
  BG_GROW(t->rows, t->row_capacity, t->row_count + 1);
  t->rows[t->row_count++] = r;
  return true;
}

static bg_status read_table(table *t, const char *path, bg_diagnostics *diagnostics) {
  bg_input *input;
  bg_str text, line;
  BG_TRY(bg_input_open_text(path, diagnostics, &input, &text));
  bg_status status = BG_OK;
  for (size_t number = 1; status == BG_OK && bg_str_split(&text, '\n', &line); number++)
    if (line.len && !add_line(t, line))
      status = bg_error(diagnostics, BG_ERROR_SYNTAX, &(bg_location){.file = path, .line = number},
                        "not a label and features");
  bg_input_close(input);
  return status;
}

/* ---- fitting ---- */

static double score(const table *t, const row *r, const double *weights) {
  double sum = 0;
  for (size_t i = 0; i < r->count; i++) sum += weights[t->cells[r->first + i].feature] * t->cells[r->first + i].value;
  return sum;
}

/* Solve the symmetric positive definite system in place by Cholesky's method. */
static void solve(double *matrix, double *right, size_t n) {
  for (size_t j = 0; j < n; j++)
    for (size_t i = j; i < n; i++) {
      double sum = matrix[i * n + j];
      for (size_t k = 0; k < j; k++) sum -= matrix[i * n + k] * matrix[j * n + k];
      matrix[i * n + j] = i == j ? sqrt(sum) : sum / matrix[j * n + j];
    }
  for (size_t i = 0; i < n; i++) {
    for (size_t k = 0; k < i; k++) right[i] -= matrix[i * n + k] * right[k];
    right[i] /= matrix[i * n + i];
  }
  for (size_t i = n; i-- > 0;) {
    for (size_t k = i + 1; k < n; k++) right[i] -= matrix[k * n + i] * right[k];
    right[i] /= matrix[i * n + i];
  }
}

static void newton_step(const table *t, double *weights, double *gradient, double *hessian, size_t bias) {
  size_t n = bg_map_count(t->features);
  memset(hessian, 0, n * n * sizeof *hessian);
  for (size_t f = 0; f < n; f++) {
    bool kept = t->seen[f] >= RAREST;
    hessian[f * n + f] = f == bias ? 1e-6 : penalty;
    gradient[f] = kept && f != bias ? -penalty * weights[f] : 0;
  }
  for (size_t r = 0; r < t->row_count; r++) {
    const cell *cells = &t->cells[t->rows[r].first];
    double p = 1 / (1 + exp(-score(t, &t->rows[r], weights)));
    for (size_t i = 0; i < t->rows[r].count; i++) {
      size_t f = cells[i].feature;
      if (t->seen[f] < RAREST) continue;
      gradient[f] += ((t->rows[r].right ? 1 : 0) - p) * cells[i].value;
      for (size_t k = 0; k < t->rows[r].count; k++)
        if (t->seen[cells[k].feature] >= RAREST)
          hessian[f * n + cells[k].feature] += p * (1 - p) * cells[i].value * cells[k].value;
    }
  }
  solve(hessian, gradient, n);
  for (size_t f = 0; f < n; f++) weights[f] += gradient[f];
}

static double *fit(const table *t) {
  size_t n = bg_map_count(t->features);
  double *weights = bg_calloc(n, sizeof *weights), *gradient = bg_calloc(n, sizeof *gradient);
  double *hessian = bg_calloc(n * n, sizeof *hessian);
  size_t bias = bg_map_get(t->features, BG_STR("bias"), SIZE_MAX);
  for (int i = 0; i < ROUNDS; i++) newton_step(t, weights, gradient, hessian, bias);
  bg_free(gradient);
  bg_free(hessian);
  return weights;
}

/* ---- writing ---- */

static int by_name(const void *a, const void *b) {
  return bg_str_compare(*(const bg_str *)a, *(const bg_str *)b);
}

static void put_weights(const table *t, const double *weights, bg_buffer *out) {
  size_t n = bg_map_count(t->features), kept = 0;
  bg_str *names = bg_calloc(n, sizeof *names);
  for (size_t f = 0; f < n; f++)
    if (t->seen[f] >= RAREST) names[kept++] = bg_map_key(t->features, f);
  if (kept) qsort(names, kept, sizeof *names, by_name);
  bg_buffer_printf(out, "%s: written by 'build/train confidence' from %zu proposals; do not edit --------\n\n", marker,
                   t->row_count);
  bg_buffer_puts(out, "bg:confidenceModel bg:weight");
  size_t column = 28;
  for (size_t i = 0; i < kept; i++) {
    char text[LONGEST_LINE];
    double weight = weights[bg_map_get(t->features, names[i], 0)];
    int width = snprintf(text, sizeof text, " \"%.*s %.3f\"%s", BG_FMT(names[i]), weight, i + 1 < kept ? " ," : " .\n");
    if (column + (size_t)width > 124) {
      bg_buffer_puts(out, "\n   ");
      column = 3;
    }
    bg_buffer_puts(out, text);
    column += (size_t)width;
  }
  bg_free(names);
}

static bg_status write_lexicon(const table *t, const char *path, bg_diagnostics *diagnostics) {
  bg_input *input;
  bg_str text;
  BG_TRY(bg_input_open_text(path, diagnostics, &input, &text));
  size_t end = bg_str_find(text, BG_STR(marker), 0);
  bg_buffer out = {0};
  bg_buffer_add(&out, bg_str_slice(text, 0, end == SIZE_MAX ? text.len : end));
  bg_input_close(input);
  double *weights = fit(t);
  put_weights(t, weights, &out);
  bg_free(weights);
  bg_status status = bg_write_file(path, bg_buffer_str(&out), diagnostics);
  bg_buffer_free(&out);
  return status;
}

bg_status bg_train_confidence(size_t count, char **arguments, bg_diagnostics *diagnostics) {
  if (count != 2) return bg_train_usage("confidence LABELLED LEXICON", diagnostics);
  table t = {.arena = bg_arena_new(), .features = bg_map_new()};
  bg_status status = read_table(&t, arguments[0], diagnostics);
  if (status == BG_OK && t.row_count == 0)
    status = bg_error(diagnostics, BG_ERROR_INVALID, &(bg_location){.file = arguments[0]}, "holds no proposals");
  if (status == BG_OK) status = write_lexicon(&t, arguments[1], diagnostics);
  bg_free(t.rows);
  bg_free(t.cells);
  bg_free(t.seen);
  bg_map_free(t.features);
  bg_arena_free(t.arena);
  return status;
}
