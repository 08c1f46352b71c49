#include "store/response.h"

#include <errno.h>
#include <jansson.h>
#include <stdlib.h>

#include "base/utf8.h"

enum { GIST = 300 };

static bool parse_count(const char *text, size_t *count) {
  if (!text || *text < '0' || *text > '9') return false;
  char *end;
  errno = 0;
  unsigned long long n = strtoull(text, &end, 10);
  if (errno || *end || n > SIZE_MAX) return false;
  *count = (size_t)n;
  return true;
}

bool bg_response_count(bg_str body, size_t *count) {
  json_t *root = json_loadb(body.data ? body.data : "", body.len, JSON_REJECT_DUPLICATES, NULL);
  json_t *rows = json_object_get(json_object_get(root, "results"), "bindings");
  json_t *row = json_array_size(rows) == 1 ? json_array_get(rows, 0) : NULL;
  void *first = row ? json_object_iter(row) : NULL;
  json_t *value = first ? json_object_get(json_object_iter_value(first), "value") : NULL;
  bool found = parse_count(json_string_value(value), count);
  json_decref(root);
  return found;
}

/* Length of the tag at `at`, or 0: a '<' with a letter, '/' or '!' behind it, up to its '>'. */
static size_t tag_length(bg_str body, size_t at) {
  if (body.data[at] != '<' || at + 1 >= body.len) return 0;
  char c = body.data[at + 1];
  if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '/' || c == '!')) return 0;
  for (size_t i = at; i < body.len && i < at + 200; i++) {
    if (body.data[i] == ':' && i > at + 1) return 0; /* an IRI in angle brackets */
    if (body.data[i] == '>') return i + 1 - at;
  }
  return 0;
}

void bg_response_gist(bg_str body, bg_buffer *out) {
  size_t shown = 0;
  bool gap = false;
  for (size_t i = 0; i < body.len && shown < GIST;) {
    size_t tag = tag_length(body, i);
    size_t at = i;
    uint32_t c = bg_utf8_next(body, &i);
    bool control = c < 0x20 || (c >= 0x7f && c < 0xa0) || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
    if (tag || c == ' ' || c == '\n' || c == '\r' || c == '\t') {
      if (tag) i = at + tag;
      gap = true;
      continue;
    }
    if (gap && shown) {
      bg_buffer_putc(out, ' ');
      shown++;
    }
    gap = false;
    bg_utf8_append(out, control ? 0xfffd : c);
    shown++;
  }
  if (shown == GIST) bg_buffer_puts(out, "...");
}
