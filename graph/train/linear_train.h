/* Training of linear models: the averaged perceptron (Collins 2002). Deterministic: no random numbers inside. */
#ifndef BG_TRAIN_LINEAR_TRAIN_H
#define BG_TRAIN_LINEAR_TRAIN_H

#include "language/linear.h"

typedef struct bg_linear_trainer bg_linear_trainer;

bg_linear_trainer *bg_linear_trainer_new(uint32_t classes);
void bg_linear_trainer_free(bg_linear_trainer *trainer); /* NULL is fine */

/* Add the present weights of the features to scores[classes]. */
void bg_linear_trainer_score(const bg_linear_trainer *trainer, const uint64_t *features, size_t count, float *scores);
/* Add `amount` to the weight of each feature for one class: +1 for the right class, -1 for the wrong one. */
void bg_linear_trainer_update(bg_linear_trainer *trainer, const uint64_t *features, size_t count, uint32_t class_of,
                              float amount);
/* Call once after each example, right or wrong: weights are averaged over examples. */
void bg_linear_trainer_tick(bg_linear_trainer *trainer);

/* Write the averaged weights as a section for bg_linear_open: features that were updated fewer than `updates` times
 * and weights whose 16-bit value, of which the largest weight's is 8191, would be under `least` are left out.
 * Scores of the result are those of the trainer times a positive constant, which is returned. */
double bg_linear_trainer_freeze(const bg_linear_trainer *trainer, uint32_t updates, int least, bg_buffer *section);

#endif
