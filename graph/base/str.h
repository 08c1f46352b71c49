/* Strings: borrowed views (bg_str) and a growing buffer (bg_buffer). Bytes are UTF-8 unless said otherwise. */
#ifndef BG_BASE_STR_H
#define BG_BASE_STR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

/* A view of bytes that somebody else owns; not NUL-terminated. data may be NULL when len is 0. */
typedef struct {
  const char *data;
  size_t len;
} bg_str;

#define BG_STR(literal) ((bg_str){(literal), sizeof(literal) - 1})
#define BG_STR_EMPTY    ((bg_str){NULL, 0})
/* For printf: printf("%.*s", BG_FMT(s)). Views longer than INT_MAX are cut. */
#define BG_FMT(s) ((s).len > 0x7fffffff ? 0x7fffffff : (int)(s).len), ((s).data ? (s).data : "")

bg_str bg_str_from(const char *text); /* NULL gives the empty view */
bool bg_str_equal(bg_str a, bg_str b);
bool bg_str_is(bg_str a, const char *text);
int bg_str_compare(bg_str a, bg_str b); /* by bytes: code point order for UTF-8 */
bool bg_str_starts(bg_str s, bg_str prefix);
bool bg_str_ends(bg_str s, bg_str suffix);
bg_str bg_str_trim(bg_str s); /* ASCII white space at both ends */
bg_str bg_str_slice(bg_str s, size_t from, size_t to);
/* Index of the first occurrence at or after `from`, or SIZE_MAX. */
size_t bg_str_find(bg_str s, bg_str needle, size_t from);
/* Take the part before the next `separator` off the front of *rest; false when *rest is exhausted. */
bool bg_str_split(bg_str *rest, char separator, bg_str *part);
char *bg_str_dup(bg_str s); /* NUL-terminated copy, owned by the caller */

/* A growing byte buffer, always NUL-terminated once written to. Zero-initialise; release with bg_buffer_free. */
typedef struct {
  char *data;
  size_t len;
  size_t capacity;
} bg_buffer;

void bg_buffer_free(bg_buffer *buffer);
void bg_buffer_clear(bg_buffer *buffer); /* keeps the memory */
void bg_buffer_reserve(bg_buffer *buffer, size_t extra);
void bg_buffer_add(bg_buffer *buffer, bg_str s);
void bg_buffer_puts(bg_buffer *buffer, const char *text);
void bg_buffer_putc(bg_buffer *buffer, char c);
void bg_buffer_printf(bg_buffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));
void bg_buffer_vprintf(bg_buffer *buffer, const char *format, va_list args) __attribute__((format(printf, 2, 0)));
bg_str bg_buffer_str(const bg_buffer *buffer);
/* Shortest decimal text that reads back as the same double, independent of the locale; "NaN", "INF", "-INF". */
void bg_buffer_put_double(bg_buffer *buffer, double value);
/* Hand the text over to the caller (NUL-terminated) and leave the buffer empty. */
char *bg_buffer_take(bg_buffer *buffer);

#endif
