/* Internal to rdf/: hashing the text of terms. Nothing that is written depends on it, nor on the order of bytes. */
#ifndef BG_RDF_TERM_HASH_H
#define BG_RDF_TERM_HASH_H

#include <stdint.h>
#include <string.h>

#include "base/str.h"

/* The two halves of a product, folded: every bit of the result depends on every bit of both numbers. */
static inline uint64_t term_hash_fold(uint64_t a, uint64_t b) {
  __extension__ typedef unsigned __int128 wide;
  wide product = (wide)a * b;
  return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static inline uint64_t term_hash_word(const char *at) {
  uint64_t value;
  memcpy(&value, at, sizeof value);
  return value;
}

/* Sixteen bytes at a time; the last sixteen may overlap those before them. */
static inline uint32_t term_hash(bg_str s) {
  const uint64_t one = 0x9e3779b97f4a7c15u, other = 0xd1b54a32d192ed03u;
  uint64_t hash = one ^ s.len;
  if (s.len >= 16) {
    for (size_t at = 0; s.len - at > 16; at += 16)
      hash = term_hash_fold(term_hash_word(s.data + at) ^ hash, term_hash_word(s.data + at + 8) ^ other);
    hash = term_hash_fold(term_hash_word(s.data + s.len - 16) ^ hash, term_hash_word(s.data + s.len - 8) ^ other);
  } else if (s.len >= 8) {
    hash = term_hash_fold(term_hash_word(s.data) ^ hash, term_hash_word(s.data + s.len - 8) ^ other);
  } else {
    uint64_t word = 0;
    for (size_t i = 0; i < s.len; i++) word = word << 8 | (unsigned char)s.data[i];
    hash = term_hash_fold(word ^ hash, other);
  }
  hash = term_hash_fold(hash, one);
  return (uint32_t)(hash ^ hash >> 32);
}

#endif
