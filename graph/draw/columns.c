#include "draw/columns.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/memory.h"

/* The node with most ties that has no distance yet, SIZE_MAX when all have one. */
static size_t next_start(const size_t *degree, const size_t *distance, size_t nodes) {
  size_t best = SIZE_MAX;
  for (size_t i = 0; i < nodes; i++)
    if (distance[i] == SIZE_MAX && (best == SIZE_MAX || degree[i] > degree[best])) best = i;
  return best;
}

/* Steps from `start` to whatever it reaches. */
static void spread(const bg_pair *ties, size_t tie_count, size_t start, size_t *distance) {
  distance[start] = 0;
  bool more = true;
  for (size_t step = 1; more; step++) {
    more = false;
    for (size_t i = 0; i < tie_count; i++) {
      size_t a = ties[i].a, b = ties[i].b;
      bool to_b = distance[a] == step - 1 && distance[b] > step, to_a = distance[b] == step - 1 && distance[a] > step;
      if (to_b) distance[b] = step;
      if (to_a) distance[a] = step;
      more = more || to_a || to_b;
    }
  }
}

void bg_columns(const bg_pair *ties, size_t tie_count, size_t nodes, size_t columns, int *column) {
  size_t *degree = bg_calloc(nodes, sizeof *degree), *distance = bg_calloc(nodes, sizeof *distance), start;
  for (size_t i = 0; i < tie_count; i++) degree[ties[i].a]++, degree[ties[i].b]++;
  for (size_t i = 0; i < nodes; i++) distance[i] = degree[i] ? SIZE_MAX : 0;
  while ((start = next_start(degree, distance, nodes)) != SIZE_MAX) spread(ties, tie_count, start, distance);
  size_t period = 2 * (columns - 1);
  for (size_t i = 0; i < nodes; i++) {
    size_t phase = period ? distance[i] % period : 0;
    column[i] = (int)(phase < columns ? phase : period - phase);
  }
  bg_free(degree);
  bg_free(distance);
}

size_t bg_column_count(size_t nodes, double rows) {
  double columns = round(sqrt(1.5 * (double)nodes / rows));
  return columns < 2 ? 2 : (size_t)columns;
}

void bg_colour_columns(const bg_pair *ties, size_t tie_count, size_t nodes, const int *column, int *colour) {
  for (size_t i = 0; i < nodes; i++) {
    colour[i] = 0;
    for (bool taken = true; taken;) {
      taken = false;
      for (size_t k = 0; k < tie_count && !taken; k++) {
        size_t other = ties[k].a == i ? ties[k].b : ties[k].b == i ? ties[k].a : SIZE_MAX;
        taken = other < i && column[other] == column[i] && colour[other] == colour[i];
      }
      colour[i] += taken;
    }
  }
}
