#include "brief_target.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size > 1 << 16) return 0; /* poppler is slow on large nonsense */
  fuzz_brief(data, size, BG_BRIEF_PDF, false);
  return 0;
}
