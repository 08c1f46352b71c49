#include "train/matrix.h"

enum { ROWS = 6, COLUMNS = 16 };

static void plain(size_t rows, size_t columns, size_t inner, bg_matrix a, const float *b, size_t b_row, float *c,
                  size_t c_row) {
  for (size_t i = 0; i < rows; i++)
    for (size_t k = 0; k < inner; k++) {
      float factor = a.data[i * a.row + k * a.column];
      for (size_t j = 0; j < columns; j++) c[i * c_row + j] += factor * b[k * b_row + j];
    }
}

static inline bg_matrix from_row(bg_matrix a, size_t row) {
  return (bg_matrix){a.data + row * a.row, a.row, a.column};
}

#if defined(__x86_64__)
#include <immintrin.h>
#define FAST __attribute__((target("avx2,fma")))

/* A tile of 6 × 16 elements stays in registers while `inner` runs. */
FAST static void tile(size_t inner, bg_matrix a, const float *b, size_t b_row, float *c, size_t c_row) {
  __m256 sum[ROWS][2];
#pragma GCC unroll 6
  for (size_t i = 0; i < ROWS; i++) {
    sum[i][0] = _mm256_loadu_ps(c + i * c_row);
    sum[i][1] = _mm256_loadu_ps(c + i * c_row + 8);
  }
  for (size_t k = 0; k < inner; k++) {
    __m256 left = _mm256_loadu_ps(b + k * b_row), right = _mm256_loadu_ps(b + k * b_row + 8);
    const float *column = a.data + k * a.column;
#pragma GCC unroll 6
    for (size_t i = 0; i < ROWS; i++) {
      __m256 factor = _mm256_broadcast_ss(column + i * a.row);
      sum[i][0] = _mm256_fmadd_ps(factor, left, sum[i][0]);
      sum[i][1] = _mm256_fmadd_ps(factor, right, sum[i][1]);
    }
  }
#pragma GCC unroll 6
  for (size_t i = 0; i < ROWS; i++) {
    _mm256_storeu_ps(c + i * c_row, sum[i][0]);
    _mm256_storeu_ps(c + i * c_row + 8, sum[i][1]);
  }
}

FAST static void row_of_tile(size_t inner, bg_matrix a, const float *b, size_t b_row, float *c) {
  __m256 left = _mm256_loadu_ps(c), right = _mm256_loadu_ps(c + 8);
  for (size_t k = 0; k < inner; k++) {
    __m256 factor = _mm256_broadcast_ss(a.data + k * a.column);
    left = _mm256_fmadd_ps(factor, _mm256_loadu_ps(b + k * b_row), left);
    right = _mm256_fmadd_ps(factor, _mm256_loadu_ps(b + k * b_row + 8), right);
  }
  _mm256_storeu_ps(c, left);
  _mm256_storeu_ps(c + 8, right);
}

/* The columns that fill tiles; their number. */
static size_t fast(size_t rows, size_t columns, size_t inner, bg_matrix a, const float *b, size_t b_row, float *c,
                   size_t c_row) {
  if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma")) return 0;
  size_t wide = columns / COLUMNS * COLUMNS;
  for (size_t j = 0; j < wide; j += COLUMNS) {
    size_t i = 0;
    for (; i + ROWS <= rows; i += ROWS) tile(inner, from_row(a, i), b + j, b_row, c + i * c_row + j, c_row);
    for (; i < rows; i++) row_of_tile(inner, from_row(a, i), b + j, b_row, c + i * c_row + j);
  }
  return wide;
}
#else
static size_t fast(size_t rows, size_t columns, size_t inner, bg_matrix a, const float *b, size_t b_row, float *c,
                   size_t c_row) {
  (void)rows, (void)columns, (void)inner, (void)a, (void)b, (void)b_row, (void)c, (void)c_row;
  return 0;
}
#endif

void bg_matrix_product(size_t rows, size_t columns, size_t inner, bg_matrix a, const float *b, size_t b_row, float *c,
                       size_t c_row) {
  size_t done = fast(rows, columns, inner, a, b, b_row, c, c_row);
  if (done < columns) plain(rows, columns - done, inner, a, b + done, b_row, c + done, c_row);
}

void bg_matrix_transpose(size_t rows, size_t columns, const float *from, size_t from_row, float *to) {
  for (size_t i = 0; i < rows; i++)
    for (size_t j = 0; j < columns; j++) to[j * rows + i] = from[i * from_row + j];
}
