#include "base/digest.h"

#include <nettle/sha2.h>
#include <stdint.h>

void bg_sha256_hex(bg_str bytes, char hex[BG_SHA256_HEX + 1]) {
  static const char digits[] = "0123456789abcdef";
  struct sha256_ctx context;
  uint8_t digest[SHA256_DIGEST_SIZE];
  sha256_init(&context);
  if (bytes.len) sha256_update(&context, bytes.len, (const uint8_t *)bytes.data);
  sha256_digest(&context, sizeof digest, digest);
  for (size_t i = 0; i < sizeof digest; i++) {
    hex[2 * i] = digits[digest[i] >> 4];
    hex[2 * i + 1] = digits[digest[i] & 15];
  }
  hex[BG_SHA256_HEX] = '\0';
}
