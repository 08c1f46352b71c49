#include "train/vectors.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/memory.h"

static const char *skip_space(const char *p, const char *end) {
  while (p < end && (*p == ' ' || *p == '\n' || *p == '\r' || *p == '\t' || *p == ',' || *p == ':')) p++;
  return p;
}

/* A string of JSON; of escapes only the one-letter ones stand in words. */
static const char *read_string(const char *p, const char *end, bg_buffer *word) {
  bg_buffer_clear(word);
  if (p == end || *p++ != '"') return NULL;
  for (; p < end && *p != '"'; p++) {
    if (*p == '\\' && p + 1 < end) p++;
    bg_buffer_putc(word, *p);
  }
  return p < end ? p + 1 : NULL;
}

/* A number up to `end`, which is not NUL-terminated. */
static const char *read_number(const char *p, const char *end, double *value) {
  char text[40];
  size_t n = 0;
  while (p < end && n + 1 < sizeof text && strchr("+-.eE0123456789", *p)) text[n++] = *p++;
  text[n] = '\0';
  *value = strtod(text, NULL);
  return n ? p : NULL;
}

static const char *read_vector(const char *p, const char *end, float *values) {
  if (p == end || *p++ != '[') return NULL;
  for (size_t i = 0; p && p < end && *p != ']'; i++) {
    double value = 0;
    p = read_number(skip_space(p, end), end, &value);
    if (p && i < BG_VECTOR) values[i] = (float)value;
    if (p) p = skip_space(p, end);
  }
  return p && p < end ? p + 1 : NULL;
}

bg_status bg_vectors_read(const char *path, size_t most, bg_diagnostics *diagnostics, bg_vectors *v) {
  bg_input *input;
  *v = (bg_vectors){.arena = bg_arena_new(), .index = bg_map_new()};
  BG_TRY(bg_input_open(path, diagnostics, &input));
  bg_str bytes = bg_input_bytes(input);
  const bg_str member = BG_STR("\"vectors\":{");
  size_t at = bg_str_find(bytes, member, 0);
  const char *p = at == SIZE_MAX ? NULL : bytes.data + at + member.len, *end = bytes.data + bytes.len;
  bg_buffer word = {0};
  while (p && v->count < most && (p = skip_space(p, end)) < end && *p != '}') {
    p = read_string(p, end, &word);
    if (!p) break;
    BG_GROW(v->values, v->capacity, (v->count + 1) * BG_VECTOR);
    p = read_vector(skip_space(p, end), end, v->values + v->count * BG_VECTOR);
    if (p && bg_map_set(v->index, bg_arena_str(v->arena, bg_buffer_str(&word)), v->count)) v->count++;
  }
  bg_buffer_free(&word);
  bg_input_close(input);
  if (p && v->count) return BG_OK;
  return bg_error(diagnostics, BG_ERROR_SYNTAX, &(bg_location){.file = path}, "no word vectors can be read");
}

void bg_vectors_free(bg_vectors *v) {
  bg_arena_free(v->arena);
  bg_map_free(v->index);
  bg_free(v->values);
}
