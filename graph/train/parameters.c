#include "train/parameters.h"

#include <math.h>
#include <string.h>

#include "base/memory.h"
#include "train/corpus.h"

#define MEAN_DECAY   0.9F
#define SQUARE_DECAY 0.98F

bg_parameter *bg_parameter_new(size_t rows, size_t columns, double range, bool sparse, uint64_t *random) {
  bg_parameter *p = BG_NEW(bg_parameter);
  size_t count = rows * columns;
  *p = (bg_parameter){.rows = rows, .columns = columns, .sparse = sparse};
  p->value = bg_calloc(count, sizeof *p->value);
  p->gradient = bg_calloc(count, sizeof *p->gradient);
  p->mean = bg_calloc(count, sizeof *p->mean);
  p->square = bg_calloc(count, sizeof *p->square);
  if (sparse) {
    p->touched = bg_calloc(rows, sizeof *p->touched);
    p->is_touched = bg_calloc(rows, sizeof *p->is_touched);
  }
  for (size_t i = 0; range > 0 && i < count; i++) p->value[i] = (float)((2 * bg_random_unit(random) - 1) * range);
  return p;
}

void bg_parameter_free(bg_parameter *p) {
  if (!p) return;
  bg_free(p->value);
  bg_free(p->gradient);
  bg_free(p->mean);
  bg_free(p->square);
  bg_free(p->touched);
  bg_free(p->is_touched);
  bg_free(p);
}

float *bg_parameter_touch(bg_parameter *p, size_t row) {
  if (!p->is_touched[row]) {
    p->is_touched[row] = true;
    p->touched[p->touched_count++] = (uint32_t)row;
  }
  return p->gradient + row * p->columns;
}

static double norm2(const float *values, size_t count) {
  double sum = 0;
  for (size_t i = 0; i < count; i++) sum += (double)values[i] * (double)values[i];
  return sum;
}

double bg_parameter_norm2(const bg_parameter *p) {
  if (!p->sparse) return norm2(p->gradient, p->rows * p->columns);
  double sum = 0;
  for (size_t i = 0; i < p->touched_count; i++) sum += norm2(p->gradient + p->touched[i] * p->columns, p->columns);
  return sum;
}

static void step(bg_parameter *p, size_t from, size_t count, float rate, float scale, float mean_scale,
                 float square_scale) {
  for (size_t i = from; i < from + count; i++) {
    float g = p->gradient[i] * scale;
    p->mean[i] = MEAN_DECAY * p->mean[i] + (1 - MEAN_DECAY) * g;
    p->square[i] = SQUARE_DECAY * p->square[i] + (1 - SQUARE_DECAY) * g * g;
    p->value[i] -= rate * p->mean[i] * mean_scale / (sqrtf(p->square[i] * square_scale) + 1e-8F);
    p->gradient[i] = 0;
  }
}

void bg_parameter_step(bg_parameter *p, double rate, double scale, uint64_t time) {
  float mean_scale = (float)(1 / (1 - pow((double)MEAN_DECAY, (double)time)));
  float square_scale = (float)(1 / (1 - pow((double)SQUARE_DECAY, (double)time)));
  if (!p->sparse) {
    step(p, 0, p->rows * p->columns, (float)rate, (float)scale, mean_scale, square_scale);
    return;
  }
  for (size_t i = 0; i < p->touched_count; i++) {
    step(p, p->touched[i] * p->columns, p->columns, (float)rate, (float)scale, mean_scale, square_scale);
    p->is_touched[p->touched[i]] = false;
  }
  p->touched_count = 0;
}
