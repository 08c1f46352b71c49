/* Internal to base: decompressing a whole file, and the words for what can be wrong with it. */
#ifndef BG_BASE_UNPACK_H
#define BG_BASE_UNPACK_H

#include "base/diagnostics.h"

/* Append what `packed` holds; more than `most` bytes are an error. On failure the buffer is freed. */
bg_status bg_unpack(bg_str packed, const char *name, size_t most, bg_buffer *bytes, bg_diagnostics *diagnostics);
/* `problem` NULL: the data end too early. */
bg_status bg_unpack_error(const char *name, size_t offset, const char *problem, bg_diagnostics *diagnostics);

#endif
