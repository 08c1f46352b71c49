#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/pack.h"

bool bg_is_directory(const char *path) {
  struct stat info;
  return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

bool bg_is_file(const char *path) {
  struct stat info;
  return stat(path, &info) == 0 && S_ISREG(info.st_mode);
}

bg_status bg_make_directory(const char *path, bg_diagnostics *diagnostics) {
  char *copy = bg_strdup(path);
  bg_status status = BG_OK;
  for (char *c = copy + 1; status == BG_OK; c++) {
    if (*c != '/' && *c != '\0') continue;
    char end = *c;
    *c = '\0';
    if (mkdir(copy, 0777) != 0 && errno != EEXIST)
      status = bg_error_errno(diagnostics, copy, "cannot make the directory");
    *c = end;
    if (end == '\0') break;
  }
  bg_free(copy);
  if (status == BG_OK && !bg_is_directory(path))
    status = bg_error(diagnostics, BG_ERROR_IO, &(bg_location){.file = path}, "is not a directory");
  return status;
}

char *bg_path_join(const char *directory, const char *name) {
  size_t len = strlen(directory);
  bg_buffer path = {0};
  bg_buffer_puts(&path, directory);
  if (len && directory[len - 1] != '/') bg_buffer_putc(&path, '/');
  bg_buffer_puts(&path, name);
  return bg_buffer_take(&path);
}

bg_str bg_path_base(const char *path) {
  const char *slash = strrchr(path, '/');
  return bg_str_from(slash ? slash + 1 : path);
}

bg_str bg_path_extension(const char *path) {
  bg_str base = bg_path_base(path);
  base.len -= bg_packing_suffix(base);
  const char *dot = base.len ? memrchr(base.data, '.', base.len) : NULL;
  return dot && dot != base.data ? bg_str_slice(base, (size_t)(dot - base.data) + 1, base.len) : BG_STR_EMPTY;
}
