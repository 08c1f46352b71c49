/* What is learned, and how: Adam (Kingma and Ba 2015) with decaying steps. */
#ifndef BG_TRAIN_PARAMETERS_H
#define BG_TRAIN_PARAMETERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
  size_t rows, columns;
  float *value, *gradient, *mean, *square;
  /* A table of which each batch touches few rows; only these are updated. */
  bool sparse;
  uint32_t *touched;
  size_t touched_count;
  bool *is_touched;
} bg_parameter;

/* Uniformly random within ±range. */
bg_parameter *bg_parameter_new(size_t rows, size_t columns, double range, bool sparse, uint64_t *random);
void bg_parameter_free(bg_parameter *parameter);
/* Note that a row of a sparse table gets a gradient; the row's gradient. */
float *bg_parameter_touch(bg_parameter *parameter, size_t row);
double bg_parameter_norm2(const bg_parameter *parameter);
/* One step against the gradient times `scale`; the gradient is zero afterwards. `time` counts steps from 1. */
void bg_parameter_step(bg_parameter *parameter, double rate, double scale, uint64_t time);

#endif
