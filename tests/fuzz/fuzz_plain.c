#include "brief_target.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  fuzz_brief(data, size, BG_BRIEF_PLAIN, true);
  return 0;
}
