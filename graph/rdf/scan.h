/* Internal to rdf/: finding the end of what may stand in an IRI or a string. Sixteen bytes at a time where the
 * processor has SSE2, one at a time elsewhere; the answers are the same. */
#ifndef BG_RDF_SCAN_H
#define BG_RDF_SCAN_H

#include <stdbool.h>
#include <stdint.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* Controls, space and <>"{}|^`\ , which IRIREF forbids between '<' and '>'. */
static inline bool scan_no_iri_char(unsigned char c) {
  static const uint32_t forbidden[4] = {0xffffffffu /* controls */, 0x50000005u /* space " < > */,
                                        0x50000000u /* \ ^ */, 0x38000001u /* ` { | } */};
  return c < 0x80 && (forbidden[c >> 5] >> (c & 31) & 1);
}

/* The first byte that no IRI may hold, or `end`. */
static inline const char *scan_iri(const char *at, const char *end) {
#ifdef __SSE2__
  for (; end - at >= 16; at += 16) {
    __m128i v = _mm_loadu_si128((const __m128i *)(const void *)at), two = _mm_or_si128(v, _mm_set1_epi8(2));
    __m128i braces = _mm_sub_epi8(v, _mm_set1_epi8('{')); /* { | } */
    __m128i bad = _mm_cmpeq_epi8(_mm_min_epu8(v, _mm_set1_epi8(' ')), v);
    bad = _mm_or_si128(bad, _mm_cmpeq_epi8(two, _mm_set1_epi8('>'))); /* < > */
    bad = _mm_or_si128(bad, _mm_cmpeq_epi8(two, _mm_set1_epi8('^'))); /* \ ^ */
    bad = _mm_or_si128(bad, _mm_cmpeq_epi8(_mm_min_epu8(braces, _mm_set1_epi8(2)), braces));
    bad = _mm_or_si128(bad, _mm_cmpeq_epi8(v, _mm_set1_epi8('"')));
    bad = _mm_or_si128(bad, _mm_cmpeq_epi8(v, _mm_set1_epi8('`')));
    int mask = _mm_movemask_epi8(bad);
    if (mask) return at + __builtin_ctz((unsigned)mask);
  }
#endif
  while (at < end && !scan_no_iri_char((unsigned char)*at)) at++;
  return at;
}

/* The first '"' or '\', or `end`. */
static inline const char *scan_string(const char *at, const char *end) {
#ifdef __SSE2__
  for (; end - at >= 16; at += 16) {
    __m128i v = _mm_loadu_si128((const __m128i *)(const void *)at);
    __m128i stop = _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8('"')), _mm_cmpeq_epi8(v, _mm_set1_epi8('\\')));
    int mask = _mm_movemask_epi8(stop);
    if (mask) return at + __builtin_ctz((unsigned)mask);
  }
#endif
  while (at < end && *at != '"' && *at != '\\') at++;
  return at;
}

/* The same, which also stops at the end of the line. */
static inline const char *scan_line_string(const char *at, const char *end) {
#ifdef __SSE2__
  for (; end - at >= 16; at += 16) {
    __m128i v = _mm_loadu_si128((const __m128i *)(const void *)at);
    __m128i stop = _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8('"')), _mm_cmpeq_epi8(v, _mm_set1_epi8('\\')));
    int mask = _mm_movemask_epi8(_mm_or_si128(stop, _mm_cmpeq_epi8(v, _mm_set1_epi8('\n'))));
    if (mask) return at + __builtin_ctz((unsigned)mask);
  }
#endif
  while (at < end && *at != '"' && *at != '\\' && *at != '\n') at++;
  return at;
}

/* What a writer must look at in a string: controls, '"', '\' and DEL, and the byte that begins U+FFFE and U+FFFF. */
static inline bool scan_no_plain_char(unsigned char c) {
  return c < 0x20 || c == '"' || c == '\\' || c == 0x7f || c == 0xef;
}

/* The first of those, or `end`. */
static inline const char *scan_plain(const char *at, const char *end) {
#ifdef __SSE2__
  for (; end - at >= 16; at += 16) {
    __m128i v = _mm_loadu_si128((const __m128i *)(const void *)at);
    __m128i stop = _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8('"')), _mm_cmpeq_epi8(v, _mm_set1_epi8('\\')));
    stop = _mm_or_si128(stop, _mm_cmpeq_epi8(_mm_min_epu8(v, _mm_set1_epi8(0x1f)), v));
    stop = _mm_or_si128(stop, _mm_cmpeq_epi8(v, _mm_set1_epi8(0x7f)));
    int mask = _mm_movemask_epi8(_mm_or_si128(stop, _mm_cmpeq_epi8(v, _mm_set1_epi8((char)0xef))));
    if (mask) return at + __builtin_ctz((unsigned)mask);
  }
#endif
  while (at < end && !scan_no_plain_char((unsigned char)*at)) at++;
  return at;
}

#endif
