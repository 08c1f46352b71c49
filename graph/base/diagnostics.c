#include "base/diagnostics.h"

#include <errno.h>
#include <string.h>

#include "base/arena.h"
#include "base/memory.h"
#include "base/visible.h"

enum { MOST_KEPT = 1000, LONGEST_SOURCE_LINE = 160 };

struct bg_diagnostics {
  bg_arena *arena;
  bg_diagnostic *kept;
  size_t count;
  size_t capacity;
  size_t errors;
  size_t warnings;
};

const char *bg_status_name(bg_status status) {
  switch (status) {
    case BG_OK: return "ok";
    case BG_ERROR_IO: return "input/output error";
    case BG_ERROR_SYNTAX: return "syntax error";
    case BG_ERROR_INVALID: return "invalid content";
    case BG_ERROR_UNSUPPORTED: return "not supported";
    case BG_ERROR_LIMIT: return "limit exceeded";
    case BG_ERROR_LIBRARY: return "library failure";
    case BG_ERROR_INTERRUPTED: return "interrupted";
  }
  return "unknown status";
}

bg_diagnostics *bg_diagnostics_new(void) {
  bg_diagnostics *diagnostics = BG_NEW(bg_diagnostics);
  diagnostics->arena = bg_arena_new();
  return diagnostics;
}

void bg_diagnostics_free(bg_diagnostics *diagnostics) {
  if (!diagnostics) return;
  bg_arena_free(diagnostics->arena);
  bg_free(diagnostics->kept);
  bg_free(diagnostics);
}

static const char *copy(bg_diagnostics *diagnostics, const char *text) {
  return text ? bg_arena_strdup(diagnostics->arena, text) : NULL;
}

void bg_diagnostics_add(bg_diagnostics *diagnostics, const bg_diagnostic *diagnostic) {
  if (!diagnostics) return;
  if (diagnostic->severity == BG_SEVERITY_ERROR) diagnostics->errors++;
  if (diagnostic->severity == BG_SEVERITY_WARNING) diagnostics->warnings++;
  if (diagnostics->count >= MOST_KEPT) return;
  BG_GROW(diagnostics->kept, diagnostics->capacity, diagnostics->count + 1);
  bg_diagnostic *kept = &diagnostics->kept[diagnostics->count++];
  *kept = *diagnostic;
  kept->location.file = copy(diagnostics, diagnostic->location.file);
  kept->message = copy(diagnostics, diagnostic->message);
  kept->remedy = copy(diagnostics, diagnostic->remedy);
  kept->source_line = copy(diagnostics, diagnostic->source_line);
}

void bg_diagnostics_append(bg_diagnostics *diagnostics, const bg_diagnostics *other, size_t lines) {
  if (!diagnostics) return;
  size_t errors = diagnostics->errors + other->errors, warnings = diagnostics->warnings + other->warnings;
  for (size_t i = 0; i < other->count; i++) {
    bg_diagnostic moved = other->kept[i];
    if (moved.location.line) moved.location.line += lines;
    bg_diagnostics_add(diagnostics, &moved);
  }
  diagnostics->errors = errors; /* with those that were not kept */
  diagnostics->warnings = warnings;
}

size_t bg_diagnostics_count(const bg_diagnostics *diagnostics) {
  return diagnostics->count;
}

const bg_diagnostic *bg_diagnostics_get(const bg_diagnostics *diagnostics, size_t index) {
  return &diagnostics->kept[index];
}

size_t bg_diagnostics_errors(const bg_diagnostics *diagnostics) {
  return diagnostics->errors;
}

size_t bg_diagnostics_warnings(const bg_diagnostics *diagnostics) {
  return diagnostics->warnings;
}

static void add_message(bg_diagnostics *diagnostics, bg_severity severity, const bg_location *location,
                        const char *format, va_list args) __attribute__((format(printf, 4, 0)));

static void add_message(bg_diagnostics *diagnostics, bg_severity severity, const bg_location *location,
                        const char *format, va_list args) {
  bg_buffer message = {0};
  bg_buffer_vprintf(&message, format, args);
  bg_diagnostic diagnostic = {.severity = severity, .message = message.data ? message.data : ""};
  if (location) diagnostic.location = *location;
  bg_diagnostics_add(diagnostics, &diagnostic);
  bg_buffer_free(&message);
}

bg_status bg_error_list(bg_diagnostics *diagnostics, bg_status status, const bg_location *location, const char *format,
                        va_list args) {
  add_message(diagnostics, BG_SEVERITY_ERROR, location, format, args);
  return status;
}

bg_status bg_error(bg_diagnostics *diagnostics, bg_status status, const bg_location *location, const char *format,
                   ...) {
  va_list args;
  va_start(args, format);
  add_message(diagnostics, BG_SEVERITY_ERROR, location, format, args);
  va_end(args);
  return status;
}

void bg_warning(bg_diagnostics *diagnostics, const bg_location *location, const char *format, ...) {
  va_list args;
  va_start(args, format);
  add_message(diagnostics, BG_SEVERITY_WARNING, location, format, args);
  va_end(args);
}

bg_status bg_error_errno(bg_diagnostics *diagnostics, const char *file, const char *what) {
  const char *reason = strerror(errno);
  return bg_error(diagnostics, BG_ERROR_IO, &(bg_location){.file = file}, "%s: %s", what, reason);
}

static void add_visible(bg_buffer *out, const char *text, size_t most) {
  size_t len = strlen(text);
  size_t shown = len < most ? len : most;
  while (shown < len && shown > 0 && ((unsigned char)text[shown] & 0xc0) == 0x80) shown--;
  bg_put_spelled(out, (bg_str){text, shown}, false);
  if (shown < len) bg_buffer_puts(out, "…");
}

void bg_diagnostic_format(const bg_diagnostic *diagnostic, bg_buffer *out) {
  static const char *const names[] = {"error", "warning", "note"};
  const bg_location *at = &diagnostic->location;
  if (at->file) {
    add_visible(out, at->file, 4096);
    bg_buffer_puts(out, ":");
    if (at->line) bg_buffer_printf(out, "%zu:", at->line);
    if (at->line && at->column) bg_buffer_printf(out, "%zu:", at->column);
    bg_buffer_puts(out, " ");
  } else {
    bg_buffer_puts(out, "briefgraph: ");
  }
  bg_buffer_printf(out, "%s: ", names[diagnostic->severity]);
  add_visible(out, diagnostic->message, 2000);
  if (at->has_offset) bg_buffer_printf(out, " (byte %zu)", at->offset);
  if (diagnostic->remedy) {
    bg_buffer_puts(out, "; ");
    add_visible(out, diagnostic->remedy, 2000);
  }
  bg_buffer_putc(out, '\n');
  if (diagnostic->source_line) {
    bg_buffer_puts(out, "    ");
    add_visible(out, diagnostic->source_line, LONGEST_SOURCE_LINE);
    bg_buffer_putc(out, '\n');
  }
}
