#include "base/memory.h"
#include "language/linear.h"
#include "train/linear_train.h"
#include "unit.h"

/* Class of x, y: 0 when they are equal, else 1 or 2; learnable from the pair alone. */
static uint32_t truth(int x, int y) {
  return x == y ? 0 : x < y ? 1 : 2;
}

static void features_of(int x, int y, uint64_t features[3]) {
  features[0] = bg_feature(1, (uint64_t)x);
  features[1] = bg_feature(2, (uint64_t)y);
  features[2] = bg_feature(bg_feature(3, (uint64_t)x), (uint64_t)y);
}

static bg_linear_trainer *trained(void) {
  bg_linear_trainer *trainer = bg_linear_trainer_new(3);
  for (int round = 0; round < 100; round++)
    for (int x = 0; x < 9; x++)
      for (int y = 0; y < 9; y++) {
        uint64_t features[3];
        float scores[3] = {0};
        uint32_t best = 0;
        features_of(x, y, features);
        bg_linear_trainer_score(trainer, features, 3, scores);
        for (uint32_t c = 1; c < 3; c++)
          if (scores[c] > scores[best]) best = c;
        if (best != truth(x, y)) {
          bg_linear_trainer_update(trainer, features, 3, truth(x, y), 1);
          bg_linear_trainer_update(trainer, features, 3, best, -1);
        }
        bg_linear_trainer_tick(trainer);
      }
  return trainer;
}

static void learns_and_comes_back(void **state) {
  (void)state;
  bg_linear_trainer *trainer = trained();
  bg_buffer section = {0};
  assert_true(bg_linear_trainer_freeze(trainer, 1, 1, &section) > 0);
  bg_linear linear;
  bg_diagnostics *diagnostics = bg_diagnostics_new();
  assert_int_equal(bg_linear_open(bg_buffer_str(&section), "test", diagnostics, &linear), BG_OK);
  int right = 0;
  for (int x = 0; x < 9; x++)
    for (int y = 0; y < 9; y++) {
      uint64_t features[3];
      int32_t scores[3] = {0};
      features_of(x, y, features);
      bg_linear_score(&linear, features, 3, scores);
      uint32_t t = truth(x, y);
      right += scores[t] >= scores[(t + 1) % 3] && scores[t] >= scores[(t + 2) % 3];
    }
  assert_in_range(right, 78, 81); /* the average is not the last, which has all right */
  bg_diagnostics_free(diagnostics);
  bg_linear_trainer_free(trainer);
  bg_buffer_free(&section);
}

/* Every truncation is refused; every change of a byte is refused or harmless. */
static void damage_is_refused(void **state) {
  (void)state;
  bg_linear_trainer *trainer = trained();
  bg_buffer section = {0};
  bg_linear_trainer_freeze(trainer, 1, 1, &section);
  bg_diagnostics *diagnostics = bg_diagnostics_new();
  bg_linear linear;
  for (size_t len = 0; len < section.len; len++)
    assert_int_not_equal(bg_linear_open((bg_str){section.data, len}, "test", diagnostics, &linear), BG_OK);
  for (size_t i = 0; i < section.len; i++)
    for (int bit = 0; bit < 8; bit++) {
      section.data[i] = (char)(section.data[i] ^ (1 << bit));
      if (bg_linear_open(bg_buffer_str(&section), "test", diagnostics, &linear) == BG_OK) {
        int32_t scores[BG_LINEAR_CLASSES] = {0};
        for (int x = 0; x < 9; x++) {
          uint64_t features[3];
          features_of(x, 8 - x, features);
          bg_linear_score(&linear, features, 3, scores);
        }
      }
      section.data[i] = (char)(section.data[i] ^ (1 << bit));
    }
  bg_diagnostics_free(diagnostics);
  bg_linear_trainer_free(trainer);
  bg_buffer_free(&section);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(learns_and_comes_back), cmocka_unit_test(damage_is_refused)};
  return cmocka_run_group_tests_name("linear", tests, NULL, NULL);
}
