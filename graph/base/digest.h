/* SHA-256 and SHA-384 (FIPS 180-4, by nettle). */
#ifndef BG_BASE_DIGEST_H
#define BG_BASE_DIGEST_H

#include "base/str.h"

enum { BG_SHA256_HEX = 64, BG_SHA256_BASE64 = 44, BG_DIGEST_MOST = 48, BG_DIGEST_MOST_HEX = 2 * BG_DIGEST_MOST };

typedef enum { BG_SHA256, BG_SHA384 } bg_digest_algorithm;

/* Bytes of a digest: 32 or 48. */
size_t bg_digest_size(bg_digest_algorithm algorithm);
/* "sha256" and "sha384", in any case, also with a hyphen; false when it is neither. */
bool bg_digest_parse(bg_str name, bg_digest_algorithm *algorithm);
/* Raw digest of bytes that are in memory. */
void bg_digest(bg_digest_algorithm algorithm, bg_str bytes, unsigned char digest[BG_DIGEST_MOST]);
/* Lower-case hexadecimal digits of a digest, and their NUL. */
void bg_digest_hex(const unsigned char *digest, size_t size, char *hex);
void bg_sha256_hex(bg_str bytes, char hex[BG_SHA256_HEX + 1]);
void bg_sha256_base64(bg_str bytes, char base64[BG_SHA256_BASE64 + 1]); /* RFC 4648, section 4 */

/* The digest of bytes that come piece by piece. */
typedef struct bg_hasher bg_hasher;
bg_hasher *bg_hasher_new(bg_digest_algorithm algorithm);
void bg_hasher_add(bg_hasher *hasher, bg_str bytes);
void bg_hasher_finish(bg_hasher *hasher, char hex[BG_DIGEST_MOST_HEX + 1]); /* frees it */

#endif
