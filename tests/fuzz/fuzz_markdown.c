#include "brief_target.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  fuzz_brief(data, size, BG_BRIEF_MARKDOWN, true);
  return 0;
}
