/* An arena: many small allocations released together. Not thread-safe; one owner. */
#ifndef BG_BASE_ARENA_H
#define BG_BASE_ARENA_H

#include <stddef.h>

#include "base/str.h"

typedef struct bg_arena bg_arena;

bg_arena *bg_arena_new(void);
void bg_arena_free(bg_arena *arena);                /* NULL is fine */
void bg_arena_clear(bg_arena *arena);               /* forget everything; keeps a block for what comes */
void *bg_arena_alloc(bg_arena *arena, size_t size); /* zeroed, aligned for any type */
bg_str bg_arena_str(bg_arena *arena, bg_str s);     /* copy, NUL-terminated behind its end */
char *bg_arena_strdup(bg_arena *arena, const char *text);
bg_str bg_arena_printf(bg_arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
size_t bg_arena_bytes(const bg_arena *arena); /* bytes taken from the system */

#endif
