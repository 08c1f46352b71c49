#include "base/memory.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void exit_on_oom(size_t wanted) {
  fprintf(stderr, "briefgraph: error: out of memory (%zu bytes wanted)\n", wanted);
  exit(1); /* atexit handlers remove temporary files */
}

/* The one piece of process-wide state: what to do when there is no memory left. */
static bg_oom_handler oom_handler = exit_on_oom;

void bg_set_oom_handler(bg_oom_handler handler) {
  oom_handler = handler ? handler : exit_on_oom;
}

static void *checked(void *block, size_t wanted) {
  if (!block) {
    oom_handler(wanted);
    abort(); /* a handler that returns breaks its contract */
  }
  return block;
}

void *bg_malloc(size_t size) {
  return checked(malloc(size ? size : 1), size);
}

void *bg_calloc(size_t count, size_t size) {
  return checked(calloc(count ? count : 1, size ? size : 1), count);
}

void *bg_realloc(void *block, size_t size) {
  return checked(realloc(block, size ? size : 1), size);
}

void *bg_realloc_array(void *block, size_t count, size_t size) {
  if (size && count > SIZE_MAX / size) return checked(NULL, SIZE_MAX);
  return bg_realloc(block, count * size);
}

char *bg_strdup(const char *text) {
  size_t size = strlen(text) + 1;
  return memcpy(bg_malloc(size), text, size);
}

void bg_free(void *block) {
  free(block);
}

void bg_grow(void **array, size_t *capacity, size_t needed, size_t size) {
  if (needed <= *capacity) return;
  size_t wanted = *capacity < SIZE_MAX / 2 ? *capacity * 2 : needed;
  if (wanted < 8) wanted = 8;
  if (wanted < needed) wanted = needed;
  *array = bg_realloc_array(*array, wanted, size);
  *capacity = wanted;
}
