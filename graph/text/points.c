#include "text/points.h"

#include "base/memory.h"
#include "base/utf8.h"

size_t *bg_points_new(bg_str text) {
  size_t steps = text.len / BG_POINT_STEP + 1, count = 0;
  size_t *points = bg_calloc(steps, sizeof *points);
  for (size_t i = 0; i < steps; i++) {
    points[i] = count;
    count += bg_utf8_count(bg_str_slice(text, i * BG_POINT_STEP, (i + 1) * BG_POINT_STEP));
  }
  return points;
}

size_t bg_points_before(const size_t *points, bg_str text, size_t offset) {
  if (offset > text.len) offset = text.len;
  size_t step = offset / BG_POINT_STEP;
  return points[step] + bg_utf8_count(bg_str_slice(text, step * BG_POINT_STEP, offset));
}
