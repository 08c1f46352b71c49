#include "base/pack.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>
#include <zlib.h>
#include <zstd.h>
#include <zstd_errors.h>

#include "base/memory.h"

enum { OUT_SIZE = 1 << 16, GZIP_WINDOW = 15 + 16, GZIP_LEVEL = 6, ZSTD_LEVEL = 3, MOST_AT_ONCE = 1 << 30 };

/* ---- which ---- */

static const struct {
  bg_packing packing;
  const char *suffix, *name;
} rows[] = {{BG_PACKING_GZIP, ".gz", "gzip"}, {BG_PACKING_ZSTD, ".zst", "zstd"}};
enum { ROWS = sizeof rows / sizeof *rows };

static size_t find_suffix(bg_str name) {
  for (size_t i = 0; i < ROWS; i++) {
    size_t len = strlen(rows[i].suffix);
    if (name.len > len && strncasecmp(name.data + name.len - len, rows[i].suffix, len) == 0) return i;
  }
  return ROWS;
}

bg_packing bg_packing_by_name(bg_str name) {
  size_t row = find_suffix(name);
  return row < ROWS ? rows[row].packing : BG_PACKING_NONE;
}

size_t bg_packing_suffix(bg_str name) {
  size_t row = find_suffix(name);
  return row < ROWS ? strlen(rows[row].suffix) : 0;
}

/* zstd: a frame, or a skippable frame (0x184D2A50 to 5F), with which parallel compressors begin. */
bg_packing bg_packing_by_magic(bg_str content) {
  if (bg_str_starts(content, BG_STR("\x1f\x8b"))) return BG_PACKING_GZIP;
  if (bg_str_starts(content, BG_STR("\x28\xb5\x2f\xfd"))) return BG_PACKING_ZSTD;
  bool skippable = content.len >= BG_PACKING_MAGIC && ((unsigned char)content.data[0] & 0xf0) == 0x50 &&
                   memcmp(content.data + 1, "\x2a\x4d\x18", 3) == 0;
  return skippable ? BG_PACKING_ZSTD : BG_PACKING_NONE;
}

const char *bg_packing_name(bg_packing packing) {
  for (size_t i = 0; i < ROWS; i++)
    if (rows[i].packing == packing) return rows[i].name;
  return "uncompressed";
}

/* zlib asks for memory here, so that its lack is handled as everywhere. */
static void *allocate(void *context, unsigned count, unsigned size) {
  (void)context;
  return bg_calloc(count, size);
}

static void release(void *context, void *block) {
  (void)context;
  bg_free(block);
}

static void *need(void *made) {
  if (!made) bg_malloc(SIZE_MAX / 2); /* out of memory: the handler ends the process */
  return made;
}

/* ---- compressing ---- */

struct bg_packer {
  bg_packing packing;
  bg_pack_sink sink;
  void *context;
  z_stream gzip;
  ZSTD_CStream *zstd;
  char out[OUT_SIZE];
};

bg_packer *bg_packer_new(bg_packing packing, bg_pack_sink sink, void *context) {
  bg_packer *packer = BG_NEW(bg_packer);
  packer->packing = packing;
  packer->sink = sink;
  packer->context = context;
  if (packing == BG_PACKING_GZIP) {
    packer->gzip.zalloc = allocate;
    packer->gzip.zfree = release;
    deflateInit2(&packer->gzip, GZIP_LEVEL, Z_DEFLATED, GZIP_WINDOW, 8, Z_DEFAULT_STRATEGY);
  } else {
    packer->zstd = need(ZSTD_createCStream());
    ZSTD_CCtx_setParameter(packer->zstd, ZSTD_c_compressionLevel, ZSTD_LEVEL);
    ZSTD_CCtx_setParameter(packer->zstd, ZSTD_c_checksumFlag, 1);
  }
  return packer;
}

void bg_packer_free(bg_packer *packer) {
  if (!packer) return;
  if (packer->packing == BG_PACKING_GZIP) deflateEnd(&packer->gzip);
  ZSTD_freeCStream(packer->zstd);
  bg_free(packer);
}

static void pack_gzip(bg_packer *packer, bg_str bytes, bool last) {
  z_stream *z = &packer->gzip;
  z->next_in = (Bytef *)(uintptr_t)bytes.data;
  z->avail_in = (uInt)bytes.len;
  do {
    z->next_out = (Bytef *)packer->out;
    z->avail_out = OUT_SIZE;
    deflate(z, last ? Z_FINISH : Z_NO_FLUSH);
    if (z->avail_out < OUT_SIZE) packer->sink(packer->context, (bg_str){packer->out, OUT_SIZE - z->avail_out});
  } while (z->avail_out == 0);
}

static void pack_zstd(bg_packer *packer, bg_str bytes, bool last) {
  ZSTD_inBuffer in = {bytes.data, bytes.len, 0};
  size_t rest;
  do {
    ZSTD_outBuffer out = {packer->out, OUT_SIZE, 0};
    rest = ZSTD_compressStream2(packer->zstd, &out, &in, last ? ZSTD_e_end : ZSTD_e_continue);
    if (ZSTD_isError(rest)) need(NULL); /* the only way in which it can fail */
    if (out.pos) packer->sink(packer->context, (bg_str){packer->out, out.pos});
  } while (last ? rest != 0 : in.pos < in.size);
}

void bg_packer_write(bg_packer *packer, bg_str bytes) {
  while (bytes.len) {
    bg_str part = bg_str_slice(bytes, 0, MOST_AT_ONCE);
    (packer->packing == BG_PACKING_GZIP ? pack_gzip : pack_zstd)(packer, part, false);
    bytes = bg_str_slice(bytes, part.len, bytes.len);
  }
}

void bg_packer_finish(bg_packer *packer) {
  (packer->packing == BG_PACKING_GZIP ? pack_gzip : pack_zstd)(packer, BG_STR_EMPTY, true);
}

/* ---- decompressing ---- */

struct bg_unpacker {
  bg_packing packing;
  bool complete;
  z_stream gzip;
  ZSTD_DStream *zstd;
};

bg_unpacker *bg_unpacker_new(bg_packing packing) {
  bg_unpacker *unpacker = BG_NEW(bg_unpacker);
  unpacker->packing = packing;
  unpacker->complete = true;
  if (packing == BG_PACKING_GZIP) {
    unpacker->gzip.zalloc = allocate;
    unpacker->gzip.zfree = release;
    inflateInit2(&unpacker->gzip, GZIP_WINDOW);
  } else {
    unpacker->zstd = need(ZSTD_createDStream());
  }
  return unpacker;
}

void bg_unpacker_free(bg_unpacker *unpacker) {
  if (!unpacker) return;
  if (unpacker->packing == BG_PACKING_GZIP) inflateEnd(&unpacker->gzip);
  ZSTD_freeDStream(unpacker->zstd);
  bg_free(unpacker);
}

bool bg_unpacker_complete(const bg_unpacker *unpacker) {
  return unpacker->complete;
}

static const char *unpack_gzip(bg_unpacker *unpacker, bg_str *packed, char *data, size_t size, size_t *made) {
  z_stream *z = &unpacker->gzip;
  bg_str part = bg_str_slice(*packed, 0, MOST_AT_ONCE);
  if (unpacker->complete) inflateReset(z);
  z->next_in = (Bytef *)(uintptr_t)part.data;
  z->avail_in = (uInt)part.len;
  z->next_out = (Bytef *)data;
  z->avail_out = size < MOST_AT_ONCE ? (uInt)size : MOST_AT_ONCE;
  uInt room = z->avail_out;
  int result = inflate(z, Z_NO_FLUSH);
  *packed = bg_str_slice(*packed, part.len - z->avail_in, packed->len);
  *made = room - z->avail_out;
  unpacker->complete = result == Z_STREAM_END;
  if (result == Z_NEED_DICT) return "needs a preset dictionary";
  return result == Z_DATA_ERROR || result == Z_STREAM_ERROR ? (z->msg ? z->msg : "no gzip data") : NULL;
}

static const char *unpack_zstd(bg_unpacker *unpacker, bg_str *packed, char *data, size_t size, size_t *made) {
  ZSTD_inBuffer in = {packed->data, packed->len, 0};
  ZSTD_outBuffer out = {data, size, 0};
  size_t result = ZSTD_decompressStream(unpacker->zstd, &out, &in);
  *packed = bg_str_slice(*packed, in.pos, packed->len);
  *made = out.pos;
  unpacker->complete = result == 0;
  if (!ZSTD_isError(result)) return NULL;
  /* 128 MiB, libzstd's own bound; it keeps a few bytes of input from asking for gigabytes */
  if (ZSTD_getErrorCode(result) == ZSTD_error_frameParameter_windowTooLarge)
    return "needs a window above 128 MiB; compress it without --long or --ultra";
  return ZSTD_getErrorName(result);
}

const char *bg_unpacker_step(bg_unpacker *unpacker, bg_str *packed, char *data, size_t size, size_t *made) {
  *made = 0;
  if (unpacker->complete && !packed->len) return NULL;
  return (unpacker->packing == BG_PACKING_GZIP ? unpack_gzip : unpack_zstd)(unpacker, packed, data, size, made);
}
