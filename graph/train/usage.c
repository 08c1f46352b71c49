#include "train/train.h"

bg_status bg_train_usage(const char *usage, bg_diagnostics *diagnostics) {
  return bg_error(diagnostics, BG_ERROR_UNSUPPORTED, NULL, "usage: train %s", usage);
}
