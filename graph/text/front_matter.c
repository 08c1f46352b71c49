#include "text/front_matter.h"

#include <stdint.h>

#include "base/arena.h"
#include "base/map.h"
#include "base/memory.h"

struct bg_front_matter {
  bg_arena *arena;
  bg_map *index;
  bg_str *values;
  size_t capacity;
};

bg_front_matter *bg_front_matter_new(void) {
  bg_front_matter *front_matter = BG_NEW(bg_front_matter);
  front_matter->arena = bg_arena_new();
  front_matter->index = bg_map_new();
  return front_matter;
}

void bg_front_matter_free(bg_front_matter *front_matter) {
  if (!front_matter) return;
  bg_arena_free(front_matter->arena);
  bg_map_free(front_matter->index);
  bg_free(front_matter->values);
  bg_free(front_matter);
}

bg_str bg_front_matter_get(const bg_front_matter *front_matter, bg_str key) {
  size_t index = bg_map_get(front_matter->index, key, SIZE_MAX);
  return index == SIZE_MAX ? BG_STR_EMPTY : front_matter->values[index];
}

void bg_front_matter_default(bg_front_matter *front_matter, bg_str key, bg_str value) {
  if (bg_map_has(front_matter->index, key)) return;
  size_t index = bg_map_count(front_matter->index);
  BG_GROW(front_matter->values, front_matter->capacity, index + 1);
  front_matter->values[index] = bg_arena_str(front_matter->arena, value);
  bg_map_set(front_matter->index, bg_arena_str(front_matter->arena, key), index);
}

static bg_status read_line(bg_front_matter *front_matter, bg_str line, const bg_location *at,
                           bg_diagnostics *diagnostics) {
  bg_str trimmed = bg_str_trim(line);
  if (trimmed.len == 0 || trimmed.data[0] == '#') return BG_OK;
  size_t colon = bg_str_find(trimmed, BG_STR(":"), 0);
  if (colon == SIZE_MAX || colon == 0)
    return bg_error(diagnostics, BG_ERROR_SYNTAX, at, "front matter line is not 'key: value'; write one pair a line");
  bg_str key = bg_str_trim(bg_str_slice(trimmed, 0, colon));
  bg_str value = bg_str_trim(bg_str_slice(trimmed, colon + 1, trimmed.len));
  if (value.len >= 2 && value.data[0] == '"' && value.data[value.len - 1] == '"')
    value = bg_str_slice(value, 1, value.len - 1);
  if (bg_map_has(front_matter->index, key))
    return bg_error(diagnostics, BG_ERROR_INVALID, at, "front matter has '%.*s' twice; keep one", BG_FMT(key));
  bg_front_matter_default(front_matter, key, value);
  return BG_OK;
}

bg_status bg_front_matter_read(bg_front_matter *front_matter, bg_str *rest, const char *name,
                               bg_diagnostics *diagnostics) {
  bg_str after = *rest, line;
  if (!bg_str_split(&after, '\n', &line) || !bg_str_is(bg_str_trim(line), "---")) return BG_OK;
  bg_location at = {.file = name, .line = 1};
  while (bg_str_split(&after, '\n', &line)) {
    at.line++;
    if (bg_str_is(bg_str_trim(line), "---")) {
      *rest = after;
      return BG_OK;
    }
    BG_TRY(read_line(front_matter, line, &at, diagnostics));
  }
  at.line = 1;
  return bg_error(diagnostics, BG_ERROR_SYNTAX, &at, "front matter is never closed; end it with a line '---'");
}
