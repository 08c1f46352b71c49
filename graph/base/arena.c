#include "base/arena.h"

#include <stdalign.h>
#include <string.h>

#include "base/memory.h"

enum { FIRST_BLOCK = 4096, LARGEST_BLOCK = 1 << 20 };

typedef struct block {
  struct block *next;
  size_t size;
  size_t used;
  alignas(max_align_t) char data[];
} block;

struct bg_arena {
  block *blocks;
  size_t next_size;
  size_t bytes;
};

bg_arena *bg_arena_new(void) {
  bg_arena *arena = BG_NEW(bg_arena);
  arena->next_size = FIRST_BLOCK;
  return arena;
}

void bg_arena_free(bg_arena *arena) {
  if (!arena) return;
  for (block *b = arena->blocks; b;) {
    block *next = b->next;
    bg_free(b);
    b = next;
  }
  bg_free(arena);
}

void bg_arena_clear(bg_arena *arena) {
  block *kept = arena->blocks; /* the newest is among the largest */
  if (!kept) return;
  for (block *b = kept->next; b;) {
    block *next = b->next;
    bg_free(b);
    b = next;
  }
  *kept = (block){NULL, kept->size, 0};
  arena->bytes = sizeof(block) + kept->size;
}

static block *add_block(bg_arena *arena, size_t needed) {
  size_t size = needed > arena->next_size ? needed : arena->next_size;
  if (arena->next_size < LARGEST_BLOCK) arena->next_size *= 2;
  block *b = bg_malloc(sizeof(block) + size);
  *b = (block){arena->blocks, size, 0};
  arena->blocks = b;
  arena->bytes += sizeof(block) + size;
  return b;
}

/* Strings need no alignment; packing them keeps large datasets small. */
static void *take(bg_arena *arena, size_t size, size_t align) {
  block *b = arena->blocks;
  size_t start = b ? (b->used + align - 1) & ~(align - 1) : 0;
  if (!b || start > b->size || size > b->size - start) {
    b = add_block(arena, size);
    start = 0;
  }
  b->used = start + size;
  return b->data + start;
}

void *bg_arena_alloc(bg_arena *arena, size_t size) {
  return memset(take(arena, size, alignof(max_align_t)), 0, size);
}

bg_str bg_arena_str(bg_arena *arena, bg_str s) {
  char *copy = take(arena, s.len + 1, 1);
  if (s.len) memcpy(copy, s.data, s.len);
  copy[s.len] = '\0';
  return (bg_str){copy, s.len};
}

char *bg_arena_strdup(bg_arena *arena, const char *text) {
  size_t size = strlen(text) + 1;
  return memcpy(take(arena, size, 1), text, size);
}

bg_str bg_arena_printf(bg_arena *arena, const char *format, ...) {
  bg_buffer text = {0};
  va_list args;
  va_start(args, format);
  bg_buffer_vprintf(&text, format, args);
  va_end(args);
  bg_str copy = bg_arena_str(arena, bg_buffer_str(&text));
  bg_buffer_free(&text);
  return copy;
}

size_t bg_arena_bytes(const bg_arena *arena) {
  return arena->bytes;
}
