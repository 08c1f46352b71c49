#include "train/names_crf.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/memory.h"

enum { L = BG_LABEL_COUNT, FIRST_AVERAGED = 2 /* round */ };

typedef struct {
  double score[L], forward[L], backward[L], free_marginal[L], gold_marginal[L];
} crf_cell;

typedef struct {
  bg_crf *crf;
  float *squares; /* AdaGrad: sums of squared gradients, one for each weight */
  float *sums;    /* of weights, at the ends of rounds */
  float transition_squares[L + 1][L], transition_sums[L + 1][L];
  double table[L + 1][L];
  double free_pairs[L + 1][L], gold_pairs[L + 1][L];
  crf_cell *cells;
  size_t cell_capacity;
  bg_crf_options options;
} trainer;

static void exponentiate(trainer *t) {
  for (unsigned from = 0; from <= L; from++)
    for (unsigned to = 0; to < L; to++) {
      bool may = from == BG_LABEL_NONE ? !bg_label_is_inside(to) : bg_label_may_follow(from, to);
      t->table[from][to] = may ? exp((double)t->crf->transitions[from][to]) : 0;
    }
}

static void score(trainer *t, const bg_crf_example *e) {
  for (size_t i = 0; i < e->word_count; i++) {
    float sum[L] = {0};
    for (size_t k = e->starts[i]; k < e->starts[i + 1]; k++) {
      const float *w = t->crf->weights + (size_t)e->features[k] * L;
      for (unsigned l = 0; l < L; l++) sum[l] += w[l];
    }
    float top = sum[0];
    for (unsigned l = 1; l < L; l++) top = sum[l] > top ? sum[l] : top;
    for (unsigned l = 0; l < L; l++) t->cells[i].score[l] = exp((double)(sum[l] - top));
  }
}

static uint32_t mask_of(const bg_crf_example *e, size_t i, bool gold) {
  if (gold) return e->allowed[i];
  return e->plain[i] ? 1u : (1u << L) - 1;
}

static double scale_to_one(double row[L]) {
  double sum = 0;
  for (unsigned l = 0; l < L; l++) sum += row[l];
  for (unsigned l = 0; l < L && sum > 0; l++) row[l] /= sum;
  return sum;
}

/* Marginals of labels and of pairs of neighbours, among the labellings that the masks allow. False when there are
 * none. */
static bool marginals(trainer *t, const bg_crf_example *e, bool gold) {
  size_t n = e->word_count;
  double(*pairs)[L] = gold ? t->gold_pairs : t->free_pairs;
  memset(pairs, 0, sizeof t->gold_pairs);
  for (size_t i = 0; i < n; i++) {
    crf_cell *c = &t->cells[i];
    uint32_t mask = mask_of(e, i, gold);
    for (unsigned to = 0; to < L; to++) {
      double sum = 0;
      if (mask >> to & 1) {
        if (i == 0) sum = t->table[BG_LABEL_NONE][to];
        for (unsigned from = 0; i > 0 && from < L; from++) sum += c[-1].forward[from] * t->table[from][to];
        sum *= c->score[to];
      }
      c->forward[to] = sum;
    }
    if (!(scale_to_one(c->forward) > 0)) return false;
  }
  for (unsigned l = 0; l < L; l++) t->cells[n - 1].backward[l] = 1;
  for (size_t i = n - 1; i > 0; i--) {
    crf_cell *c = &t->cells[i];
    uint32_t mask = mask_of(e, i, gold);
    for (unsigned from = 0; from < L; from++) {
      double sum = 0;
      for (unsigned to = 0; to < L; to++)
        if (mask >> to & 1) sum += t->table[from][to] * c->score[to] * c->backward[to];
      c[-1].backward[from] = sum;
    }
    scale_to_one(c[-1].backward);
  }
  for (size_t i = 0; i < n; i++) {
    crf_cell *c = &t->cells[i];
    double *marginal = gold ? c->gold_marginal : c->free_marginal, total = 0, norm = 0;
    for (unsigned l = 0; l < L; l++) total += marginal[l] = c->forward[l] * c->backward[l];
    for (unsigned l = 0; l < L; l++) marginal[l] /= total;
    if (i == 0) {
      for (unsigned l = 0; l < L; l++) pairs[BG_LABEL_NONE][l] += marginal[l];
      continue;
    }
    double pair[L][L];
    uint32_t mask = mask_of(e, i, gold);
    for (unsigned from = 0; from < L; from++)
      for (unsigned to = 0; to < L; to++) {
        pair[from][to] = mask >> to & 1 ? c[-1].forward[from] * t->table[from][to] * c->score[to] * c->backward[to] : 0;
        norm += pair[from][to];
      }
    for (unsigned from = 0; from < L; from++)
      for (unsigned to = 0; to < L; to++) pairs[from][to] += pair[from][to] / norm;
  }
  return true;
}

static void step(const trainer *t, float *weight, float *squares, float gradient) {
  gradient -= t->options.decay * *weight;
  *squares += gradient * gradient;
  *weight += t->options.rate * gradient / sqrtf(*squares + 1e-6f);
}

static void update(trainer *t, const bg_crf_example *e) {
  for (size_t i = 0; i < e->word_count; i++) {
    float gradient[L];
    float largest = 0;
    for (unsigned l = 0; l < L; l++) {
      gradient[l] = e->weight * (float)(t->cells[i].gold_marginal[l] - t->cells[i].free_marginal[l]);
      largest = fabsf(gradient[l]) > largest ? fabsf(gradient[l]) : largest;
    }
    if (largest < 1e-3f) continue;
    for (size_t k = e->starts[i]; k < e->starts[i + 1]; k++) {
      size_t at = (size_t)e->features[k] * L;
      for (unsigned l = 0; l < L; l++)
        if (fabsf(gradient[l]) > 1e-4f) step(t, t->crf->weights + at + l, t->squares + at + l, gradient[l]);
    }
  }
  for (unsigned from = 0; from <= L; from++)
    for (unsigned to = 0; to < L; to++) {
      float gradient = e->weight * (float)(t->gold_pairs[from][to] - t->free_pairs[from][to]);
      if (fabsf(gradient) > 1e-4f) step(t, &t->crf->transitions[from][to], &t->transition_squares[from][to], gradient);
    }
  exponentiate(t);
}

/* A fixed shuffle: the same examples in the same order on every run. */
static void shuffle(size_t *order, size_t count, uint64_t *state) {
  for (size_t i = count; i > 1; i--) {
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    size_t k = (size_t)((*state >> 33) % i), swap = order[i - 1];
    order[i - 1] = order[k];
    order[k] = swap;
  }
}

/* The weights of the later rounds are averaged: a better model than that of the last sentence. */
static void add_up(trainer *t) {
  for (size_t i = 0; i < t->crf->feature_count * L; i++) t->sums[i] += t->crf->weights[i];
  for (unsigned from = 0; from <= L; from++)
    for (unsigned to = 0; to < L; to++) t->transition_sums[from][to] += t->crf->transitions[from][to];
}

static void average(trainer *t, unsigned rounds) {
  for (size_t i = 0; i < t->crf->feature_count * L; i++) t->crf->weights[i] = t->sums[i] / (float)rounds;
  for (unsigned from = 0; from <= L; from++)
    for (unsigned to = 0; to < L; to++) t->crf->transitions[from][to] = t->transition_sums[from][to] / (float)rounds;
}

void bg_crf_train(bg_crf *crf, bg_crf_example *examples, size_t count, const bg_crf_options *options) {
  trainer *t = BG_NEW(trainer);
  t->crf = crf;
  t->options = *options;
  t->sums = bg_calloc(crf->feature_count * L, sizeof *t->sums);
  t->squares = bg_calloc(crf->feature_count * L, sizeof *t->squares);
  crf->weights = bg_calloc(crf->feature_count * L, sizeof *crf->weights);
  size_t *order = bg_calloc(count + 1, sizeof *order);
  for (size_t i = 0; i < count; i++) order[i] = i;
  uint64_t state = 1;
  exponentiate(t);
  for (unsigned round = 0; round < options->rounds; round++) {
    shuffle(order, count, &state);
    for (size_t i = 0; i < count; i++) {
      const bg_crf_example *e = &examples[order[i]];
      if (e->word_count == 0) continue;
      BG_GROW(t->cells, t->cell_capacity, e->word_count);
      score(t, e);
      if (marginals(t, e, true) && marginals(t, e, false)) update(t, e);
    }
    if (round >= FIRST_AVERAGED) add_up(t);
  }
  average(t, options->rounds - FIRST_AVERAGED);
  bg_free(order);
  bg_free(t->sums);
  bg_free(t->squares);
  bg_free(t->cells);
  bg_free(t);
}

void bg_crf_free(bg_crf *crf) {
  bg_free(crf->weights);
}
