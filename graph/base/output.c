#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/pack.h"
#include "base/visible.h"

enum { BUFFER_SIZE = 1 << 16, MOST_OPEN = 64 };

struct bg_output {
  char *name;      /* to show */
  char *path;      /* where the result belongs; NULL when written directly */
  char *temporary; /* NULL when written directly */
  int fd;
  bool owns_fd;
  int error; /* errno of the first failure */
  size_t size;
  size_t fill;
  int slot;          /* in the table below, or -1 */
  bg_packer *packer; /* NULL: not compressed */
  bool is_terminal;  /* then what could drive it is written out */
  bg_terminal terminal;
  char buffer[BUFFER_SIZE];
};

/* Names of temporary files that exist now, for a signal handler or an exit to remove. Process-wide by nature; each
 * slot is written by its owner only. */
static _Atomic(char *) temporaries[MOST_OPEN];

void bg_output_remove_temporary(void) {
  for (size_t i = 0; i < MOST_OPEN; i++) {
    char *name = atomic_exchange(&temporaries[i], NULL);
    if (name) unlink(name);
  }
}

static void remove_at_exit(void) {
  static atomic_flag registered = ATOMIC_FLAG_INIT;
  if (!atomic_flag_test_and_set(&registered)) atexit(bg_output_remove_temporary);
}

static int remember(char *name) {
  for (int i = 0; i < MOST_OPEN; i++) {
    char *expected = NULL;
    if (atomic_compare_exchange_strong(&temporaries[i], &expected, name)) return i;
  }
  return -1;
}

static void forget(bg_output *output) {
  if (output->slot >= 0) atomic_store(&temporaries[output->slot], NULL);
  output->slot = -1;
}

/* A rename would replace a symbolic link by a file, so write where the link points. */
static char *resolve(const char *path) {
  char *real = realpath(path, NULL);
  char *copy = bg_strdup(real ? real : path);
  free(real);
  return copy;
}

static int open_temporary(bg_output *output, const char *path) {
  output->path = resolve(path);
  bg_buffer name = {0};
  bg_str base = bg_path_base(output->path);
  bg_str directory = {output->path, (size_t)(base.data - output->path)};
  bg_buffer_printf(&name, "%.*s.%.*s.XXXXXX", BG_FMT(directory), BG_FMT(base));
  output->temporary = bg_buffer_take(&name);
  int fd = mkostemp(output->temporary, O_CLOEXEC);
  if (fd < 0) return fd;
  struct stat old;
  mode_t mask = umask(0);
  umask(mask);
  mode_t mode = stat(output->path, &old) == 0 ? old.st_mode & 0777 : 0666 & ~mask;
  if (fchmod(fd, mode) != 0) { /* a file system without modes: keep mkstemp's */
    errno = 0;
  }
  output->slot = remember(output->temporary);
  return fd;
}

static void write_raw(bg_output *output, const char *data, size_t len) {
  while (len && !output->error) {
    ssize_t done = write(output->fd, data, len);
    if (done < 0 && errno == EINTR) continue;
    if (done < 0) output->error = errno;
    else data += done, len -= (size_t)done;
  }
}

static void write_packed(void *output, bg_str packed) {
  write_raw(output, packed.data, packed.len);
}

bg_status bg_output_open(const char *path, bg_diagnostics *diagnostics, bg_output **result) {
  *result = NULL;
  remove_at_exit();
  bg_output *output = bg_malloc(sizeof *output);
  memset(output, 0, offsetof(bg_output, buffer));
  output->slot = -1;
  output->owns_fd = true;
  struct stat info;
  if (strcmp(path, "-") == 0) {
    output->name = bg_strdup("<stdout>");
    output->fd = STDOUT_FILENO;
    output->owns_fd = false;
  } else {
    output->name = bg_strdup(path);
    bool exists = stat(path, &info) == 0;
    if (exists && S_ISDIR(info.st_mode)) {
      bg_output_free(output);
      return bg_error(diagnostics, BG_ERROR_IO, &(bg_location){.file = path}, "is a directory; name a file in it");
    }
    bool direct = exists && !S_ISREG(info.st_mode);
    output->fd = direct ? open(path, O_WRONLY | O_CLOEXEC) : open_temporary(output, path);
    if (output->fd < 0) {
      bg_status status = bg_error_errno(diagnostics, path, "cannot write");
      bg_output_free(output);
      return status;
    }
  }
  bg_packing packing = bg_packing_by_name(bg_path_base(path));
  output->is_terminal = packing == BG_PACKING_NONE && !output->temporary && isatty(output->fd);
  if (packing != BG_PACKING_NONE) output->packer = bg_packer_new(packing, write_packed, output);
  *result = output;
  return BG_OK;
}

static void write_terminal(bg_output *output, bg_str bytes) {
  bg_buffer shown = {0};
  bg_terminal_put(&output->terminal, bytes, &shown);
  write_raw(output, shown.data, shown.len);
  bg_buffer_free(&shown);
}

static void write_out(bg_output *output, const char *data, size_t len) {
  if (output->is_terminal) write_terminal(output, (bg_str){data, len});
  else if (!output->packer) write_raw(output, data, len);
  else if (!output->error) bg_packer_write(output->packer, (bg_str){data, len});
}

static void flush(bg_output *output) {
  write_out(output, output->buffer, output->fill);
  output->fill = 0;
}

void bg_output_write(bg_output *output, bg_str bytes) {
  output->size += bytes.len;
  if (bytes.len > BUFFER_SIZE - output->fill) {
    flush(output);
    if (bytes.len >= BUFFER_SIZE) {
      write_out(output, bytes.data, bytes.len);
      return;
    }
  }
  if (bytes.len) memcpy(output->buffer + output->fill, bytes.data, bytes.len);
  output->fill += bytes.len;
}

void bg_output_puts(bg_output *output, const char *text) {
  bg_output_write(output, bg_str_from(text));
}

void bg_output_putc(bg_output *output, char c) {
  bg_output_write(output, (bg_str){&c, 1});
}

void bg_output_drain(bg_output *output, bg_buffer *buffer) {
  bg_output_write(output, bg_buffer_str(buffer));
  bg_buffer_clear(buffer);
}

void bg_output_printf(bg_output *output, const char *format, ...) {
  bg_buffer text = {0};
  va_list args;
  va_start(args, format);
  bg_buffer_vprintf(&text, format, args);
  va_end(args);
  bg_output_write(output, bg_buffer_str(&text));
  bg_buffer_free(&text);
}

bool bg_output_failed(const bg_output *output) {
  return output->error != 0;
}

size_t bg_output_size(const bg_output *output) {
  return output->size;
}

const char *bg_output_name(const bg_output *output) {
  return output->name;
}

/* So that the new name survives a power cut; some file systems refuse to sync a directory, which is harmless. */
static void sync_directory(const char *path) {
  bg_str base = bg_path_base(path);
  bg_str directory = {path, (size_t)(base.data - path)};
  char *name = directory.len ? bg_str_dup(directory) : bg_strdup(".");
  int fd = open(name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd >= 0) {
    (void)fsync(fd);
    close(fd);
  }
  bg_free(name);
}

/* Everything is on the disk, under its temporary name. */
static void settle(bg_output *output) {
  flush(output);
  if (output->packer && !output->error) bg_packer_finish(output->packer);
  if (!output->error && output->temporary && fsync(output->fd) != 0) output->error = errno;
  if (output->owns_fd && output->fd >= 0 && close(output->fd) != 0 && !output->error) output->error = errno;
  if (output->owns_fd) output->fd = -1;
}

static void put_in_place(bg_output *output) {
  if (output->error || !output->temporary) return;
  if (rename(output->temporary, output->path) != 0) {
    output->error = errno;
    return;
  }
  sync_directory(output->path);
  forget(output);
  bg_free(output->temporary);
  output->temporary = NULL;
}

static bg_status report(const bg_output *output, bg_diagnostics *diagnostics) {
  if (!output->error) return BG_OK;
  errno = output->error;
  return bg_error_errno(diagnostics, output->name, "cannot write");
}

bg_status bg_output_commit_all(bg_output *const *outputs, size_t count, bg_diagnostics *diagnostics) {
  bg_status status = BG_OK;
  for (size_t i = 0; i < count && status == BG_OK; i++) {
    settle(outputs[i]);
    status = report(outputs[i], diagnostics);
  }
  for (size_t i = 0; i < count && status == BG_OK; i++) {
    put_in_place(outputs[i]);
    status = report(outputs[i], diagnostics);
  }
  for (size_t i = 0; i < count; i++) bg_output_free(outputs[i]);
  return status;
}

bg_status bg_output_commit(bg_output *output, bg_diagnostics *diagnostics) {
  return bg_output_commit_all(&output, 1, diagnostics);
}

void bg_output_free(bg_output *output) {
  if (!output) return;
  if (output->owns_fd && output->fd >= 0) close(output->fd);
  if (output->temporary) unlink(output->temporary);
  forget(output);
  bg_packer_free(output->packer);
  bg_free(output->temporary);
  bg_free(output->path);
  bg_free(output->name);
  bg_free(output);
}

bg_status bg_write_file(const char *path, bg_str bytes, bg_diagnostics *diagnostics) {
  bg_output *output;
  BG_TRY(bg_output_open(path, diagnostics, &output));
  bg_output_write(output, bytes);
  return bg_output_commit(output, diagnostics);
}
