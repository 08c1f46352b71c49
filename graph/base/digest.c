#include "base/digest.h"

#include <nettle/base64.h>
#include <nettle/sha2.h>
#include <stdint.h>
#include <strings.h>

#include "base/memory.h"

struct bg_hasher {
  bg_digest_algorithm algorithm;
  union {
    struct sha256_ctx sha256;
    struct sha512_ctx sha384;
  } context;
};

size_t bg_digest_size(bg_digest_algorithm algorithm) {
  return algorithm == BG_SHA384 ? SHA384_DIGEST_SIZE : SHA256_DIGEST_SIZE;
}

bool bg_digest_parse(bg_str name, bg_digest_algorithm *algorithm) {
  static const struct {
    bg_str name;
    bg_digest_algorithm algorithm;
  } known[] = {
      {{"sha256", 6}, BG_SHA256}, {{"sha-256", 7}, BG_SHA256}, {{"sha384", 6}, BG_SHA384}, {{"sha-384", 7}, BG_SHA384}};
  for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
    if (name.len != known[i].name.len || strncasecmp(name.data, known[i].name.data, name.len) != 0) continue;
    *algorithm = known[i].algorithm;
    return true;
  }
  return false;
}

static void begin(bg_hasher *h, bg_digest_algorithm algorithm) {
  h->algorithm = algorithm;
  if (algorithm == BG_SHA384) sha384_init(&h->context.sha384);
  else sha256_init(&h->context.sha256);
}

void bg_hasher_add(bg_hasher *h, bg_str bytes) {
  if (!bytes.len) return;
  if (h->algorithm == BG_SHA384) sha384_update(&h->context.sha384, bytes.len, (const uint8_t *)bytes.data);
  else sha256_update(&h->context.sha256, bytes.len, (const uint8_t *)bytes.data);
}

static void end(bg_hasher *h, unsigned char *digest) {
  if (h->algorithm == BG_SHA384) sha384_digest(&h->context.sha384, SHA384_DIGEST_SIZE, digest);
  else sha256_digest(&h->context.sha256, SHA256_DIGEST_SIZE, digest);
}

void bg_digest(bg_digest_algorithm algorithm, bg_str bytes, unsigned char digest[BG_DIGEST_MOST]) {
  bg_hasher hasher;
  begin(&hasher, algorithm);
  bg_hasher_add(&hasher, bytes);
  end(&hasher, digest);
}

void bg_digest_hex(const unsigned char *digest, size_t size, char *hex) {
  static const char digits[] = "0123456789abcdef";
  for (size_t i = 0; i < size; i++) {
    hex[2 * i] = digits[digest[i] >> 4];
    hex[2 * i + 1] = digits[digest[i] & 15];
  }
  hex[2 * size] = '\0';
}

void bg_sha256_hex(bg_str bytes, char hex[BG_SHA256_HEX + 1]) {
  unsigned char digest[BG_DIGEST_MOST];
  bg_digest(BG_SHA256, bytes, digest);
  bg_digest_hex(digest, SHA256_DIGEST_SIZE, hex);
}

bg_hasher *bg_hasher_new(bg_digest_algorithm algorithm) {
  bg_hasher *hasher = BG_NEW(bg_hasher);
  begin(hasher, algorithm);
  return hasher;
}

void bg_hasher_finish(bg_hasher *hasher, char hex[BG_DIGEST_MOST_HEX + 1]) {
  unsigned char digest[BG_DIGEST_MOST];
  end(hasher, digest);
  bg_digest_hex(digest, bg_digest_size(hasher->algorithm), hex);
  bg_free(hasher);
}

void bg_sha256_base64(bg_str bytes, char base64[BG_SHA256_BASE64 + 1]) {
  unsigned char digest[BG_DIGEST_MOST];
  bg_digest(BG_SHA256, bytes, digest);
  base64_encode_raw(base64, SHA256_DIGEST_SIZE, digest);
  base64[BG_SHA256_BASE64] = '\0';
}
