/* The product of matrices, which training spends its time on. */
#ifndef BG_TRAIN_MATRIX_H
#define BG_TRAIN_MATRIX_H

#include <stddef.h>

/* A matrix that is read in any order: element (i, k) is data[i * row + k * column]. */
typedef struct {
  const float *data;
  size_t row, column;
} bg_matrix;

/* c += a · b. a is rows × inner; b and c are stored row by row, b_row and c_row floats apart. Each element is summed in
 * the order of `inner`, so that the result does not depend on how wide the machine's vectors are. */
void bg_matrix_product(size_t rows, size_t columns, size_t inner, bg_matrix a, const float *b, size_t b_row, float *c,
                       size_t c_row);
/* to[columns × rows] = from[rows × columns], turned over. */
void bg_matrix_transpose(size_t rows, size_t columns, const float *from, size_t from_row, float *to);

#endif
