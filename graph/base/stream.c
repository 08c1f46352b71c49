#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/pack.h"
#include "base/unpack.h"

enum { PACKED_SIZE = 1 << 18 };

struct bg_stream {
  char *name;
  int fd;
  bool started;
  bool ended;
  bg_unpacker *unpacker; /* NULL: bytes are passed on as they are */
  char *packed;          /* PACKED_SIZE bytes, of which `rest` are still to unpack */
  bg_str rest;
  size_t taken;     /* packed bytes read from the file so far */
  bg_buffer text;   /* for lines: read ahead */
  size_t text_used; /* of which handed out */
};

bg_status bg_stream_open(const char *path, bg_diagnostics *diagnostics, bg_stream **result) {
  *result = NULL;
  bool standard = strcmp(path, "-") == 0;
  if (!standard && bg_is_directory(path))
    return bg_error(diagnostics, BG_ERROR_IO, &(bg_location){.file = path}, "is a directory; name a file in it");
  int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return bg_error_errno(diagnostics, path, "cannot open");
  bg_stream *stream = BG_NEW(bg_stream);
  stream->name = bg_strdup(standard ? "<stdin>" : path);
  stream->fd = fd;
  *result = stream;
  return BG_OK;
}

void bg_stream_close(bg_stream *stream) {
  if (!stream) return;
  if (stream->fd != STDIN_FILENO) close(stream->fd);
  bg_unpacker_free(stream->unpacker);
  bg_buffer_free(&stream->text);
  bg_free(stream->packed);
  bg_free(stream->name);
  bg_free(stream);
}

const char *bg_stream_name(const bg_stream *stream) {
  return stream->name;
}

static bg_status read_raw(bg_stream *stream, char *data, size_t size, size_t *got, bg_diagnostics *diagnostics) {
  ssize_t count;
  do count = read(stream->fd, data, size);
  while (count < 0 && errno == EINTR);
  if (count < 0) return bg_error_errno(diagnostics, stream->name, "cannot read");
  *got = (size_t)count;
  stream->ended = count == 0;
  return BG_OK;
}

/* A pipe may give the first bytes one by one. */
static bg_status begin(bg_stream *stream, char *data, size_t size, size_t *got, bg_diagnostics *diagnostics) {
  size_t more = 1;
  stream->started = true;
  while (*got < BG_PACKING_MAGIC && more) {
    BG_TRY(read_raw(stream, data + *got, size - *got, &more, diagnostics));
    *got += more;
  }
  bg_packing packing = bg_packing_by_magic((bg_str){data, *got});
  if (packing == BG_PACKING_NONE) return BG_OK;
  stream->unpacker = bg_unpacker_new(packing);
  stream->packed = bg_malloc(size > PACKED_SIZE ? size : PACKED_SIZE);
  memcpy(stream->packed, data, *got);
  stream->rest = (bg_str){stream->packed, *got};
  stream->taken = *got;
  *got = 0;
  return BG_OK;
}

static bg_status unpack(bg_stream *stream, char *data, size_t size, size_t *got, bg_diagnostics *diagnostics) {
  for (;;) {
    const char *problem = bg_unpacker_step(stream->unpacker, &stream->rest, data, size, got);
    if (problem) return bg_unpack_error(stream->name, stream->taken - stream->rest.len, problem, diagnostics);
    if (*got) return BG_OK;
    if (stream->rest.len) continue;
    size_t more = 0;
    if (!stream->ended) BG_TRY(read_raw(stream, stream->packed, PACKED_SIZE, &more, diagnostics));
    stream->taken += more;
    stream->rest = (bg_str){stream->packed, more};
    if (more) continue;
    if (bg_unpacker_complete(stream->unpacker)) return BG_OK;
    return bg_unpack_error(stream->name, stream->taken, NULL, diagnostics);
  }
}

bg_status bg_stream_read(bg_stream *stream, char *data, size_t size, size_t *got, bg_diagnostics *diagnostics) {
  *got = 0;
  if (!stream->started) {
    BG_TRY(begin(stream, data, size, got, diagnostics));
    if (*got) return BG_OK;
  }
  if (stream->unpacker) return unpack(stream, data, size, got, diagnostics);
  return stream->ended ? BG_OK : read_raw(stream, data, size, got, diagnostics);
}

bg_status bg_stream_line(bg_stream *stream, size_t longest, bg_str *line, bool *more, bg_diagnostics *diagnostics) {
  bg_buffer *text = &stream->text;
  size_t seen = stream->text_used, got = 1;
  for (;;) {
    const char *end = text->len > seen ? memchr(text->data + seen, '\n', text->len - seen) : NULL;
    if (end || (!got && text->len > stream->text_used)) {
      size_t stop = end ? (size_t)(end - text->data) : text->len;
      *line = (bg_str){text->data + stream->text_used, stop - stream->text_used};
      stream->text_used = stop + (end != NULL);
      *more = true;
      return BG_OK;
    }
    if (!got) {
      *more = false;
      return BG_OK;
    }
    if (text->len) memmove(text->data, text->data + stream->text_used, text->len - stream->text_used);
    text->len -= stream->text_used;
    stream->text_used = 0;
    seen = text->len;
    if (text->len > longest)
      return bg_error(diagnostics, BG_ERROR_LIMIT, &(bg_location){.file = stream->name},
                      "a line is longer than %zu bytes", longest);
    bg_buffer_reserve(text, PACKED_SIZE);
    BG_TRY(bg_stream_read(stream, text->data + text->len, PACKED_SIZE, &got, diagnostics));
    text->len += got;
  }
}
