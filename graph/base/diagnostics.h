/* Errors and warnings on their way up. Only cli/ prints them. */
#ifndef BG_BASE_DIAGNOSTICS_H
#define BG_BASE_DIAGNOSTICS_H

#include <stddef.h>

#include "base/status.h"
#include "base/str.h"

typedef enum { BG_SEVERITY_ERROR, BG_SEVERITY_WARNING, BG_SEVERITY_NOTE } bg_severity;

/* Where something is wrong. 0 or NULL means unknown. Lines and columns count from 1, columns in code points;
 * offset counts bytes from 0 and is meaningful only when `has_offset`. */
typedef struct {
  const char *file;
  size_t line;
  size_t column;
  size_t offset;
  bool has_offset;
} bg_location;

typedef struct {
  bg_severity severity;
  bg_location location;
  const char *message;     /* what is wrong */
  const char *remedy;      /* what to do, or NULL */
  const char *source_line; /* the offending line, or NULL */
} bg_diagnostic;

/* Collects in order and keeps at most 1,000 (counts go on). Copies every string. */
typedef struct bg_diagnostics bg_diagnostics;

bg_diagnostics *bg_diagnostics_new(void);
void bg_diagnostics_free(bg_diagnostics *diagnostics); /* NULL is fine */
void bg_diagnostics_add(bg_diagnostics *diagnostics, const bg_diagnostic *diagnostic);
/* Add all of `other`, as if it had come now; lines count from `lines` on, that is from behind the text read before. */
void bg_diagnostics_append(bg_diagnostics *diagnostics, const bg_diagnostics *other, size_t lines);
size_t bg_diagnostics_count(const bg_diagnostics *diagnostics); /* those kept */
const bg_diagnostic *bg_diagnostics_get(const bg_diagnostics *diagnostics, size_t index);
size_t bg_diagnostics_errors(const bg_diagnostics *diagnostics);   /* all, also those not kept */
size_t bg_diagnostics_warnings(const bg_diagnostics *diagnostics); /* all, also those not kept */

/* Record an error or a warning. `status` is returned, so that `return bg_error(...)` reads well.
 * Write messages as "what is wrong; what to do". location may be NULL. */
bg_status bg_error(bg_diagnostics *diagnostics, bg_status status, const bg_location *location, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
bg_status bg_error_list(bg_diagnostics *diagnostics, bg_status status, const bg_location *location, const char *format,
                        va_list args) __attribute__((format(printf, 4, 0)));
void bg_warning(bg_diagnostics *diagnostics, const bg_location *location, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* "file: what failed: reason" for the current errno. */
bg_status bg_error_errno(bg_diagnostics *diagnostics, const char *file, const char *what);

/* "file:line:column: error: message" with the source line below it; control and escape characters are
 * shown as \xNN, so that nothing in the data can drive a terminal. */
void bg_diagnostic_format(const bg_diagnostic *diagnostic, bg_buffer *out);

#endif
