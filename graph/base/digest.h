/* SHA-256 (FIPS 180-4, by nettle) as lower-case hexadecimal. */
#ifndef BG_BASE_DIGEST_H
#define BG_BASE_DIGEST_H

#include "base/str.h"

enum { BG_SHA256_HEX = 64 };

void bg_sha256_hex(bg_str bytes, char hex[BG_SHA256_HEX + 1]);

#endif
