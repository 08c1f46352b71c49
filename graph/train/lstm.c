#include "train/lstm.h"

#include <math.h>
#include <string.h>

#include "base/memory.h"
#include "language/network_shape.h"
#include "train/matrix.h"

enum { CELLS = BG_NET_CELLS, GATES = BG_NET_GATES, BOTH = BG_NET_BOTH };

static float sigmoid(float x) {
  return 1 / (1 + expf(-x));
}

/* The row of place number `step` in the direction of reading. */
static size_t row_at(const bg_lstm *l, const bg_layout *layout, size_t step) {
  return (l->backward ? layout->places - 1 - step : step) * layout->sentences;
}

static void cells_forward(bg_lstm *l, size_t row, const float *before, float *out) {
  float *z = l->gates + row * GATES, *c = l->cells + row * CELLS, *t = l->squashed + row * CELLS;
  for (size_t i = 0; i < CELLS; i++) {
    float in = z[i] = sigmoid(z[i]), forget = z[CELLS + i] = sigmoid(z[CELLS + i]);
    float give = z[2 * CELLS + i] = sigmoid(z[2 * CELLS + i]), new = z[3 * CELLS + i] = bg_tanh(z[3 * CELLS + i]);
    c[i] = in * new + (before ? forget * before[i] : 0);
    t[i] = bg_tanh(c[i]);
    out[i] = give * t[i];
  }
}

void bg_lstm_forward(bg_lstm *l, const bg_layout *layout, const float *input, float *out) {
  size_t rows = layout->sentences * layout->places, at = l->backward ? CELLS : 0;
  l->gates = bg_realloc_array(l->gates, rows * GATES, sizeof *l->gates);
  l->cells = bg_realloc_array(l->cells, rows * CELLS, sizeof *l->cells);
  l->squashed = bg_realloc_array(l->squashed, rows * CELLS, sizeof *l->squashed);
  for (size_t r = 0; r < rows; r++) memcpy(l->gates + r * GATES, l->bias->value, GATES * sizeof *l->gates);
  bg_matrix_product(rows, GATES, l->width, (bg_matrix){input, l->width, 1}, l->in->value, GATES, l->gates, GATES);
  for (size_t step = 0; step < layout->places; step++) {
    size_t row = row_at(l, layout, step), last = step ? row_at(l, layout, step - 1) : 0;
    if (step)
      bg_matrix_product(layout->sentences, GATES, CELLS, (bg_matrix){out + last * BOTH + at, BOTH, 1}, l->own->value,
                        GATES, l->gates + row * GATES, GATES);
    for (size_t s = 0; s < layout->sentences; s++) {
      float *h = out + (row + s) * BOTH + at;
      if (row / layout->sentences < layout->lengths[s]) {
        cells_forward(l, row + s, step ? l->cells + (last + s) * CELLS : NULL, h);
      } else { /* beyond the sentence's end nothing happens */
        memset(h, 0, CELLS * sizeof *h);
        memset(l->cells + (row + s) * CELLS, 0, CELLS * sizeof *l->cells);
      }
    }
  }
}

/* From the gradients of output and cell to those of the gates' sums, which take the gates' place, and of the cell
 * before. */
static void cells_backward(bg_lstm *l, size_t row, const float *before, const float *d_out, float *d_cell) {
  float *z = l->gates + row * GATES;
  const float *t = l->squashed + row * CELLS;
  for (size_t i = 0; i < CELLS; i++) {
    float in = z[i], forget = z[CELLS + i], give = z[2 * CELLS + i], new = z[3 * CELLS + i];
    float d = d_cell[i] + d_out[i] * give * (1 - t[i] * t[i]);
    z[i] = d * new *in *(1 - in);
    z[CELLS + i] = before ? d * before[i] * forget * (1 - forget) : 0;
    z[2 * CELLS + i] = d_out[i] * t[i] * give * (1 - give);
    z[3 * CELLS + i] = d * in * (1 - new *new);
    d_cell[i] = d * forget;
  }
}

static void through_time(bg_lstm *l, const bg_layout *layout, const float *d_out) {
  size_t n = layout->sentences, at = l->backward ? CELLS : 0;
  float *d_cell = bg_calloc(n * CELLS, sizeof *d_cell), *d_h = bg_calloc(n * CELLS, sizeof *d_h);
  float *turned = bg_calloc((size_t)GATES * CELLS, sizeof *turned);
  bg_matrix_transpose(CELLS, GATES, l->own->value, GATES, turned);
  for (size_t step = layout->places; step-- > 0;) {
    size_t row = row_at(l, layout, step), last = step ? row_at(l, layout, step - 1) : 0;
    for (size_t s = 0; s < n; s++) {
      if (row / n < layout->lengths[s]) {
        for (size_t i = 0; i < CELLS; i++) d_h[s * CELLS + i] += d_out[(row + s) * BOTH + at + i];
        cells_backward(l, row + s, step ? l->cells + (last + s) * CELLS : NULL, d_h + s * CELLS, d_cell + s * CELLS);
      } else {
        memset(l->gates + (row + s) * GATES, 0, GATES * sizeof *l->gates);
        memset(d_cell + s * CELLS, 0, CELLS * sizeof *d_cell);
      }
    }
    memset(d_h, 0, n * CELLS * sizeof *d_h);
    bg_matrix_product(n, CELLS, GATES, (bg_matrix){l->gates + row * GATES, GATES, 1}, turned, CELLS, d_h, CELLS);
  }
  bg_free(d_cell);
  bg_free(d_h);
  bg_free(turned);
}

void bg_lstm_backward(bg_lstm *l, const bg_layout *layout, const float *input, const float *out, const float *d_out,
                      float *d_input) {
  size_t n = layout->sentences, rows = n * layout->places, at = l->backward ? CELLS : 0;
  through_time(l, layout, d_out);
  for (size_t r = 0; r < rows; r++)
    for (size_t i = 0; i < GATES; i++) l->bias->gradient[i] += l->gates[r * GATES + i];
  bg_matrix_product(l->width, GATES, rows, (bg_matrix){input, 1, l->width}, l->gates, GATES, l->in->gradient, GATES);
  /* the cells' own input is the output one step before */
  const float *before = out + at + (l->backward ? n * BOTH : 0), *after = l->gates + (l->backward ? 0 : n * GATES);
  if (layout->places > 1)
    bg_matrix_product(CELLS, GATES, rows - n, (bg_matrix){before, 1, BOTH}, after, GATES, l->own->gradient, GATES);
  float *turned = bg_calloc(GATES * l->width, sizeof *turned);
  bg_matrix_transpose(l->width, GATES, l->in->value, GATES, turned);
  bg_matrix_product(rows, l->width, GATES, (bg_matrix){l->gates, GATES, 1}, turned, l->width, d_input, l->width);
  bg_free(turned);
}
