/* Products of 16-bit integers, summed in 32 bits: the same on every machine, whatever vectors it has. */
#ifndef BG_LANGUAGE_KERNEL_H
#define BG_LANGUAGE_KERNEL_H

#include <stddef.h>
#include <stdint.h>

enum { BG_KERNEL_BLOCK = 16 };

/* A matrix of `outputs` (a multiple of BG_KERNEL_BLOCK) by `inputs` (even) weights, in blocks of 16 outputs; in a block
 * the weights of two inputs at a time stand together: [outputs / 16][inputs / 2][16][2]. */
typedef struct {
  size_t outputs, inputs;
  const int16_t *weights;
} bg_kernel_matrix;

/* Where the weight of an output for an input stands. */
static inline size_t bg_kernel_place(size_t inputs, size_t output, size_t input) {
  return output / BG_KERNEL_BLOCK * BG_KERNEL_BLOCK * inputs + input / 2 * BG_KERNEL_BLOCK * 2 +
         output % BG_KERNEL_BLOCK * 2 + input % 2;
}

/* sums[row * outputs + output] += weights · in[row * stride ...] for each row. Sums that do not fit wrap around. */
void bg_kernel_add(bg_kernel_matrix matrix, const int16_t *in, size_t stride, size_t rows, int32_t *sums);
/* The same with the vectors that every machine has; bg_kernel_add falls back to it. */
void bg_kernel_add_portable(bg_kernel_matrix matrix, const int16_t *in, size_t stride, size_t rows, int32_t *sums);
/* The product of two vectors; `count` is a multiple of 16. */
int32_t bg_kernel_dot(const int16_t *a, const int16_t *b, size_t count);

#endif
