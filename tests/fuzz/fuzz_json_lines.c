/* One line of JSON Lines, as text and broken. */
#include <stdint.h>
#include <stdio.h>
#include <unistd.h>

#include "base/file.h"
#include "text/json_lines.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  char path[64];
  snprintf(path, sizeof path, "/tmp/fuzz-json-lines-%ld", (long)getpid());
  if (bg_write_file(path, (bg_str){(const char *)data, size}, NULL) != BG_OK) return 0;
  bg_diagnostics *diagnostics = bg_diagnostics_new();
  bg_json_lines *lines;
  if (bg_json_lines_open(path, diagnostics, &lines) == BG_OK) {
    bg_brief *brief;
    bg_status status;
    do {
      size_t before = bg_json_lines_line(lines);
      status = bg_json_lines_next(lines, &(bg_brief_options){.any_language = true}, diagnostics, &brief);
      bg_brief_free(brief);
      if (bg_json_lines_line(lines) == before) break;
    } while (brief || status != BG_OK);
    bg_json_lines_close(lines);
  }
  bg_diagnostics_free(diagnostics);
  unlink(path);
  return 0;
}
