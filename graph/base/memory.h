/* Allocation that cannot fail for its caller.
 *
 * When memory runs out, the handler is called; the default one prints a line on stderr, lets
 * base/output remove its temporary files, and exits with status 1. A program that embeds the library
 * may install its own handler, which must not return. The libraries underneath (Graphviz, igraph's
 * Fortran parts) end the process in that case too, so returning an error would promise more than holds. */
#ifndef BG_BASE_MEMORY_H
#define BG_BASE_MEMORY_H

#include <stddef.h>

typedef void (*bg_oom_handler)(size_t wanted);

void bg_set_oom_handler(bg_oom_handler handler); /* NULL restores the default */

/* All results are owned by the caller and released with bg_free. Size 0 yields a valid pointer. */
void *bg_malloc(size_t size);
void *bg_calloc(size_t count, size_t size); /* checks count * size for overflow */
void *bg_realloc(void *block, size_t size);
void *bg_realloc_array(void *block, size_t count, size_t size);
char *bg_strdup(const char *text);
void bg_free(void *block);

/* Grow *array (of element size `size`) so that it holds at least `needed` elements; *capacity is updated. */
void bg_grow(void **array, size_t *capacity, size_t needed, size_t size);

#define BG_NEW(type) ((type *)bg_calloc(1, sizeof(type)))
#define BG_GROW(array, capacity, needed)                                \
  do {                                                                  \
    if ((needed) > (capacity)) {                                        \
      void *bg_grow_block_ = (array);                                   \
      bg_grow(&bg_grow_block_, &(capacity), (needed), sizeof *(array)); \
      (array) = bg_grow_block_;                                         \
    }                                                                   \
  } while (0)

#endif
