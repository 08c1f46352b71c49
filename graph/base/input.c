#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/pack.h"
#include "base/unpack.h"
#include "base/utf8.h"

struct bg_input {
  char *name;
  char *data;
  size_t len;
  bool mapped;
};

static bg_status read_stream(int fd, bg_input *input, bg_diagnostics *diagnostics) {
  bg_buffer bytes = {0};
  for (;;) {
    bg_buffer_reserve(&bytes, 1 << 16);
    ssize_t got = read(fd, bytes.data + bytes.len, 1 << 16);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) {
      bg_buffer_free(&bytes);
      return bg_error_errno(diagnostics, input->name, "cannot read");
    }
    if (got == 0) break;
    bytes.len += (size_t)got;
  }
  input->data = bytes.data;
  input->len = bytes.len;
  return BG_OK;
}

static bg_status load(int fd, bg_input *input, bg_diagnostics *diagnostics) {
  struct stat info;
  if (fstat(fd, &info) != 0) return bg_error_errno(diagnostics, input->name, "cannot read");
  if (S_ISDIR(info.st_mode))
    return bg_error(diagnostics, BG_ERROR_IO, &(bg_location){.file = input->name}, "is a directory; name a file in it");
  if (S_ISREG(info.st_mode) && info.st_size > 0) {
    void *map = mmap(NULL, (size_t)info.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (map != MAP_FAILED) {
      *input = (bg_input){input->name, map, (size_t)info.st_size, true};
      return BG_OK;
    }
  }
  return read_stream(fd, input, diagnostics);
}

static void drop_data(bg_input *input) {
  if (input->mapped) munmap(input->data, input->len);
  else bg_free(input->data);
}

/* Put what the compressed data hold in their place. */
static bg_status unpack(bg_input *input, bg_diagnostics *diagnostics) {
  bg_str packed = {input->data, input->len};
  if (bg_packing_by_magic(packed) == BG_PACKING_NONE) return BG_OK;
  bg_buffer bytes = {0};
  BG_TRY(bg_unpack(packed, input->name, BG_MOST_UNPACKED, &bytes, diagnostics));
  drop_data(input);
  *input = (bg_input){input->name, bytes.data, bytes.len, false};
  return BG_OK;
}

bg_status bg_input_open(const char *path, bg_diagnostics *diagnostics, bg_input **result) {
  *result = NULL;
  bool standard = strcmp(path, "-") == 0;
  int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return bg_error_errno(diagnostics, path, "cannot open");
  bg_input *input = BG_NEW(bg_input);
  input->name = bg_strdup(standard ? "<stdin>" : path);
  bg_status status = load(fd, input, diagnostics);
  if (!standard) close(fd);
  if (status == BG_OK) status = unpack(input, diagnostics);
  if (status != BG_OK) {
    bg_input_close(input);
    return status;
  }
  *result = input;
  return BG_OK;
}

void bg_input_close(bg_input *input) {
  if (!input) return;
  drop_data(input);
  bg_free(input->name);
  bg_free(input);
}

bg_str bg_input_bytes(const bg_input *input) {
  return (bg_str){input->data, input->len};
}

const char *bg_input_name(const bg_input *input) {
  return input->name;
}

bg_status bg_check_text(bg_str bytes, const char *name, bg_diagnostics *diagnostics, bg_str *text) {
  bg_location at = {.file = name, .has_offset = true};
  if (bg_str_starts(bytes, BG_STR("\xff\xfe")) || bg_str_starts(bytes, BG_STR("\xfe\xff")))
    return bg_error(diagnostics, BG_ERROR_SYNTAX, &at, "looks like UTF-16; save the file as UTF-8");
  const char *nul = bytes.len ? memchr(bytes.data, '\0', bytes.len) : NULL;
  size_t bad = nul ? (size_t)(nul - bytes.data) : bg_utf8_invalid(bytes);
  if (bad == SIZE_MAX) {
    *text = bg_str_starts(bytes, BG_STR("\xef\xbb\xbf")) ? bg_str_slice(bytes, 3, bytes.len) : bytes;
    return BG_OK;
  }
  bg_utf8_position(bytes, bad, &at.line, &at.column);
  at.offset = bad;
  if (nul) return bg_error(diagnostics, BG_ERROR_SYNTAX, &at, "NUL byte in a text file; is it the right file?");
  return bg_error(diagnostics, BG_ERROR_SYNTAX, &at, "invalid UTF-8 (byte 0x%02X); save the file as UTF-8",
                  (unsigned char)bytes.data[bad]);
}

bg_status bg_input_open_text(const char *path, bg_diagnostics *diagnostics, bg_input **result, bg_str *text) {
  BG_TRY(bg_input_open(path, diagnostics, result));
  bg_status status = bg_check_text(bg_input_bytes(*result), (*result)->name, diagnostics, text);
  if (status != BG_OK) {
    bg_input_close(*result);
    *result = NULL;
  }
  return status;
}
