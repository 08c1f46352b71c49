#include "base/str.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

bg_str bg_str_from(const char *text) {
  return text ? (bg_str){text, strlen(text)} : BG_STR_EMPTY;
}

bool bg_str_equal(bg_str a, bg_str b) {
  return a.len == b.len && (a.len == 0 || memcmp(a.data, b.data, a.len) == 0);
}

bool bg_str_is(bg_str a, const char *text) {
  return bg_str_equal(a, bg_str_from(text));
}

int bg_str_compare(bg_str a, bg_str b) {
  size_t shared = a.len < b.len ? a.len : b.len;
  int order = shared ? memcmp(a.data, b.data, shared) : 0;
  if (order) return order;
  return a.len < b.len ? -1 : a.len > b.len;
}

bool bg_str_starts(bg_str s, bg_str prefix) {
  return s.len >= prefix.len && bg_str_equal(bg_str_slice(s, 0, prefix.len), prefix);
}

bool bg_str_ends(bg_str s, bg_str suffix) {
  return s.len >= suffix.len && bg_str_equal(bg_str_slice(s, s.len - suffix.len, s.len), suffix);
}

static bool is_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

bg_str bg_str_trim(bg_str s) {
  while (s.len && is_space(s.data[0])) s = bg_str_slice(s, 1, s.len);
  while (s.len && is_space(s.data[s.len - 1])) s.len--;
  return s;
}

bg_str bg_str_slice(bg_str s, size_t from, size_t to) {
  if (to > s.len) to = s.len;
  if (from > to) from = to;
  return (bg_str){s.data ? s.data + from : NULL, to - from};
}

size_t bg_str_find(bg_str s, bg_str needle, size_t from) {
  if (from > s.len || needle.len > s.len - from) return SIZE_MAX;
  if (needle.len == 0) return from;
  const char *hit = memmem(s.data + from, s.len - from, needle.data, needle.len);
  return hit ? (size_t)(hit - s.data) : SIZE_MAX;
}

bool bg_str_split(bg_str *rest, char separator, bg_str *part) {
  if (!rest->data) return false;
  const char *hit = rest->len ? memchr(rest->data, separator, rest->len) : NULL;
  size_t end = hit ? (size_t)(hit - rest->data) : rest->len;
  *part = bg_str_slice(*rest, 0, end);
  *rest = hit ? bg_str_slice(*rest, end + 1, rest->len) : BG_STR_EMPTY;
  return true;
}

char *bg_str_dup(bg_str s) {
  char *copy = bg_malloc(s.len + 1);
  if (s.len) memcpy(copy, s.data, s.len);
  copy[s.len] = '\0';
  return copy;
}

void bg_buffer_free(bg_buffer *buffer) {
  bg_free(buffer->data);
  *buffer = (bg_buffer){0};
}

void bg_buffer_clear(bg_buffer *buffer) {
  buffer->len = 0;
  if (buffer->data) buffer->data[0] = '\0';
}

void bg_buffer_reserve(bg_buffer *buffer, size_t extra) {
  BG_GROW(buffer->data, buffer->capacity, buffer->len + extra + 1);
}

void bg_buffer_add(bg_buffer *buffer, bg_str s) {
  bg_buffer_reserve(buffer, s.len);
  if (s.len) memcpy(buffer->data + buffer->len, s.data, s.len);
  buffer->len += s.len;
  buffer->data[buffer->len] = '\0';
}

void bg_buffer_puts(bg_buffer *buffer, const char *text) {
  bg_buffer_add(buffer, bg_str_from(text));
}

void bg_buffer_putc(bg_buffer *buffer, char c) {
  bg_buffer_add(buffer, (bg_str){&c, 1});
}

void bg_buffer_vprintf(bg_buffer *buffer, const char *format, va_list args) {
  va_list again;
  va_copy(again, args);
  int needed = vsnprintf(NULL, 0, format, args);
  if (needed > 0) {
    bg_buffer_reserve(buffer, (size_t)needed);
    vsnprintf(buffer->data + buffer->len, (size_t)needed + 1, format, again);
    buffer->len += (size_t)needed;
  }
  va_end(again);
}

void bg_buffer_printf(bg_buffer *buffer, const char *format, ...) {
  va_list args;
  va_start(args, format);
  bg_buffer_vprintf(buffer, format, args);
  va_end(args);
}

bg_str bg_buffer_str(const bg_buffer *buffer) {
  return (bg_str){buffer->data, buffer->len};
}

/* A whole number of at most 15 digits, as "%.15g" would write it. */
static void put_whole(bg_buffer *buffer, int64_t value) {
  char text[24], *end = text + sizeof text, *at = end;
  uint64_t rest = value < 0 ? (uint64_t)-value : (uint64_t)value;
  do *--at = (char)('0' + rest % 10);
  while (rest /= 10);
  if (value < 0) *--at = '-';
  bg_buffer_add(buffer, (bg_str){at, (size_t)(end - at)});
}

void bg_buffer_put_double(bg_buffer *buffer, double value) {
  if (fabs(value) < 1e15 && value == (double)(int64_t)value && !(value == 0 && signbit(value))) {
    put_whole(buffer, (int64_t)value); /* most are, and printf is slow */
  } else if (isnan(value)) {
    bg_buffer_puts(buffer, "NaN");
  } else if (isinf(value)) {
    bg_buffer_puts(buffer, value < 0 ? "-INF" : "INF");
  } else {
    char text[40];
    for (int digits = 15; digits <= 17; digits++) {
      snprintf(text, sizeof text, "%.*g", digits, value);
      if (strtod(text, NULL) == value) break;
    }
    /* The library never calls setlocale, yet a host program may have: undo its decimal comma. */
    for (char *c = text; *c; c++)
      if (*c == ',') *c = '.';
    bg_buffer_puts(buffer, text);
  }
}

char *bg_buffer_take(bg_buffer *buffer) {
  char *text = buffer->data ? buffer->data : bg_strdup("");
  *buffer = (bg_buffer){0};
  return text;
}
