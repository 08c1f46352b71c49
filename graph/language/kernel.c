#include "language/kernel.h"

#include <stdbool.h>
#include <string.h>

enum { BLOCK = BG_KERNEL_BLOCK };

#if defined(__x86_64__)
#include <immintrin.h>

/* Two inputs, for all lanes. */
static inline int32_t pair_of(const int16_t *in) {
  int32_t pair;
  memcpy(&pair, in, sizeof pair);
  return pair;
}

/* ---- SSE2, which every x86-64 has ---- */

static void block_for_one(const int16_t *weights, size_t inputs, const int16_t *in, int32_t *sums) {
  __m128i sum[4];
  for (size_t j = 0; j < 4; j++) sum[j] = _mm_loadu_si128((const __m128i *)(const void *)(sums + 4 * j));
  for (size_t k = 0; k < inputs; k += 2, weights += 2 * BLOCK) {
    __m128i pair = _mm_set1_epi32(pair_of(in + k));
#pragma GCC unroll 4
    for (size_t j = 0; j < 4; j++)
      sum[j] = _mm_add_epi32(sum[j],
                             _mm_madd_epi16(pair, _mm_loadu_si128((const __m128i *)(const void *)(weights + 8 * j))));
  }
  for (size_t j = 0; j < 4; j++) _mm_storeu_si128((__m128i *)(void *)(sums + 4 * j), sum[j]);
}

static int32_t dot(const int16_t *a, const int16_t *b, size_t count) {
  __m128i sum = _mm_setzero_si128();
  for (size_t i = 0; i < count; i += 8)
    sum = _mm_add_epi32(sum, _mm_madd_epi16(_mm_loadu_si128((const __m128i *)(const void *)(a + i)),
                                            _mm_loadu_si128((const __m128i *)(const void *)(b + i))));
  sum = _mm_add_epi32(sum, _mm_shuffle_epi32(sum, 0x4E));
  sum = _mm_add_epi32(sum, _mm_shuffle_epi32(sum, 0xB1));
  return _mm_cvtsi128_si32(sum);
}

/* ---- AVX2 ---- */

#define AVX2 __attribute__((target("avx2")))

AVX2 static inline __m256i load(const void *from) {
  return _mm256_loadu_si256((const __m256i *)from);
}

/* One block for four rows: its weights are read once. */
AVX2 static void block_for_four(const int16_t *weights, size_t inputs, const int16_t *in, size_t stride, int32_t *sums,
                                size_t outputs) {
  __m256i sum[4][2];
#pragma GCC unroll 4
  for (size_t r = 0; r < 4; r++) {
    sum[r][0] = load(sums + r * outputs);
    sum[r][1] = load(sums + r * outputs + 8);
  }
  for (size_t k = 0; k < inputs; k += 2, weights += 2 * BLOCK) {
    __m256i low = load(weights), high = load(weights + BLOCK);
#pragma GCC unroll 4
    for (size_t r = 0; r < 4; r++) {
      __m256i pair = _mm256_set1_epi32(pair_of(in + r * stride + k));
      sum[r][0] = _mm256_add_epi32(sum[r][0], _mm256_madd_epi16(pair, low));
      sum[r][1] = _mm256_add_epi32(sum[r][1], _mm256_madd_epi16(pair, high));
    }
  }
#pragma GCC unroll 4
  for (size_t r = 0; r < 4; r++) {
    _mm256_storeu_si256((__m256i *)(void *)(sums + r * outputs), sum[r][0]);
    _mm256_storeu_si256((__m256i *)(void *)(sums + r * outputs + 8), sum[r][1]);
  }
}

/* Up to four blocks for one row: its inputs are read once. */
AVX2 static void blocks_for_one(const int16_t *weights, size_t inputs, size_t blocks, const int16_t *in,
                                int32_t *sums) {
  __m256i sum[4][2];
  const size_t block = inputs * BLOCK;
  for (size_t b = 0; b < blocks; b++) {
    sum[b][0] = load(sums + b * BLOCK);
    sum[b][1] = load(sums + b * BLOCK + 8);
  }
  if (blocks == 4) {
    for (size_t k = 0; k < inputs; k += 2, weights += 2 * BLOCK) {
      __m256i pair = _mm256_set1_epi32(pair_of(in + k));
#pragma GCC unroll 4
      for (size_t b = 0; b < 4; b++) {
        sum[b][0] = _mm256_add_epi32(sum[b][0], _mm256_madd_epi16(pair, load(weights + b * block)));
        sum[b][1] = _mm256_add_epi32(sum[b][1], _mm256_madd_epi16(pair, load(weights + b * block + BLOCK)));
      }
    }
  } else {
    for (size_t b = 0; b < blocks; b++)
      for (size_t k = 0; k < inputs; k += 2) {
        __m256i pair = _mm256_set1_epi32(pair_of(in + k));
        const int16_t *w = weights + b * block + k * BLOCK;
        sum[b][0] = _mm256_add_epi32(sum[b][0], _mm256_madd_epi16(pair, load(w)));
        sum[b][1] = _mm256_add_epi32(sum[b][1], _mm256_madd_epi16(pair, load(w + BLOCK)));
      }
  }
  for (size_t b = 0; b < blocks; b++) {
    _mm256_storeu_si256((__m256i *)(void *)(sums + b * BLOCK), sum[b][0]);
    _mm256_storeu_si256((__m256i *)(void *)(sums + b * BLOCK + 8), sum[b][1]);
  }
}

AVX2 static void add_avx2(bg_kernel_matrix m, const int16_t *in, size_t stride, size_t rows, int32_t *sums) {
  size_t blocks = m.outputs / BLOCK, row = 0;
  for (size_t b = 0; rows >= 4 && b < blocks; b++)
    for (row = 0; row + 4 <= rows; row += 4)
      block_for_four(m.weights + b * BLOCK * m.inputs, m.inputs, in + row * stride, stride,
                     sums + row * m.outputs + b * BLOCK, m.outputs);
  for (; row < rows; row++)
    for (size_t b = 0; b < blocks; b += 4)
      blocks_for_one(m.weights + b * BLOCK * m.inputs, m.inputs, blocks - b < 4 ? blocks - b : 4, in + row * stride,
                     sums + row * m.outputs + b * BLOCK);
}

static bool has_avx2(void) {
  return __builtin_cpu_supports("avx2");
}
#else

static void block_for_one(const int16_t *weights, size_t inputs, const int16_t *in, int32_t *sums) {
  for (size_t k = 0; k < inputs; k++)
    for (size_t j = 0; j < BLOCK; j++) {
      int32_t product = (int32_t)weights[k / 2 * 2 * BLOCK + 2 * j + k % 2] * in[k];
      sums[j] = (int32_t)((uint32_t)sums[j] + (uint32_t)product);
    }
}

static int32_t dot(const int16_t *a, const int16_t *b, size_t count) {
  uint32_t sum = 0;
  for (size_t i = 0; i < count; i++) sum += (uint32_t)((int32_t)a[i] * b[i]);
  return (int32_t)sum;
}

static bool has_avx2(void) {
  return false;
}

static void add_avx2(bg_kernel_matrix m, const int16_t *in, size_t stride, size_t rows, int32_t *sums) {
  (void)m, (void)in, (void)stride, (void)rows, (void)sums;
}
#endif

void bg_kernel_add_portable(bg_kernel_matrix m, const int16_t *in, size_t stride, size_t rows, int32_t *sums) {
  for (size_t b = 0; b < m.outputs / BLOCK; b++)
    for (size_t row = 0; row < rows; row++)
      block_for_one(m.weights + b * BLOCK * m.inputs, m.inputs, in + row * stride, sums + row * m.outputs + b * BLOCK);
}

void bg_kernel_add(bg_kernel_matrix m, const int16_t *in, size_t stride, size_t rows, int32_t *sums) {
  if (has_avx2()) add_avx2(m, in, stride, rows, sums);
  else bg_kernel_add_portable(m, in, stride, rows, sums);
}

int32_t bg_kernel_dot(const int16_t *a, const int16_t *b, size_t count) {
  return dot(a, b, count);
}
