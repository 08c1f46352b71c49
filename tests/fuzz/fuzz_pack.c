/* Compressed data, whole and as a stream in steps of odd size: both give the same bytes or both refuse. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/pack.h"
#include "base/unpack.h"

enum { MOST = 1 << 20, STEP = 777 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bg_status read_stream(const char *path, bg_buffer *out) {
  bg_stream *stream;
  BG_TRY(bg_stream_open(path, NULL, &stream));
  size_t got;
  bg_status status;
  do {
    bg_buffer_reserve(out, STEP);
    status = bg_stream_read(stream, out->data + out->len, STEP, &got, NULL);
    out->len += got;
  } while (status == BG_OK && got && out->len <= MOST);
  bg_stream_close(stream);
  return status;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  bg_str packed = {(const char *)data, size};
  if (bg_packing_by_magic(packed) == BG_PACKING_NONE) return 0;
  bg_buffer whole = {0}, streamed = {0};
  char path[64];
  snprintf(path, sizeof path, "/tmp/fuzz-pack-%ld", (long)getpid());
  if (bg_write_file(path, packed, NULL) != BG_OK) return 0;
  bg_status a = bg_unpack(packed, "x", MOST, &whole, NULL), b = read_stream(path, &streamed);
  if (a == BG_OK && (b != BG_OK || !bg_str_equal(bg_buffer_str(&whole), bg_buffer_str(&streamed)))) abort();
  if (a == BG_ERROR_SYNTAX && b == BG_OK && streamed.len <= MOST) abort();
  bg_buffer_free(&whole);
  bg_buffer_free(&streamed);
  unlink(path);
  return 0;
}
