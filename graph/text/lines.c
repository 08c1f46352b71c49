#include "text/lines.h"

#include <string.h>

#include "base/map.h"
#include "base/memory.h"
#include "base/utf8.h"

enum { WIDEST_WRAPPED = 140, HISTOGRAM = 256 };

void bg_lines_free(bg_lines *lines) {
  bg_free(lines->items);
  *lines = (bg_lines){0};
}

bg_str bg_lines_get(const bg_lines *lines, size_t index) {
  return bg_str_slice(lines->text, lines->items[index].start, lines->items[index].end);
}

static uint16_t indent_of(bg_str s) {
  size_t columns = 0;
  for (size_t i = 0; i < s.len && columns < 200; i++) {
    unsigned char c = (unsigned char)s.data[i];
    if (c == '\t') columns = (columns + 4) & ~(size_t)3;
    else columns += (c & 0xc0) != 0x80; /* no-break spaces count one */
  }
  return (uint16_t)columns;
}

static void add_line(bg_lines *lines, size_t start, size_t end, bool *blank, bool *page) {
  bg_str raw = bg_str_slice(lines->text, start, end), trimmed = bg_trim_space(raw);
  if (!trimmed.len) {
    *blank = true;
    return;
  }
  size_t from = (size_t)(trimmed.data - lines->text.data), width = bg_utf8_count(trimmed);
  BG_GROW(lines->items, lines->capacity, lines->count + 1);
  lines->items[lines->count++] = (bg_line){.start = from,
                                           .end = from + trimmed.len,
                                           .width = width < UINT32_MAX ? (uint32_t)width : UINT32_MAX,
                                           .indent = indent_of(bg_str_slice(raw, 0, from - start)),
                                           .blank_before = *blank || *page,
                                           .page_before = *page};
  *blank = *page = false;
}

/* The width that nine tenths of the text keep to. */
static size_t wrapped_width(const bg_lines *lines) {
  size_t histogram[HISTOGRAM] = {0}, total = 0, sum = 0;
  for (size_t i = 0; i < lines->count; i++) {
    size_t width = lines->items[i].width;
    histogram[width < HISTOGRAM ? width : HISTOGRAM - 1] += width;
    total += width;
  }
  for (size_t width = 0; width < HISTOGRAM; width++) {
    sum += histogram[width];
    if (sum >= total - total / 10) return width <= WIDEST_WRAPPED ? width : 0;
  }
  return 0;
}

void bg_lines_split(bg_str text, bg_lines *lines) {
  lines->text = text;
  bool blank = true, page = false;
  size_t start = 0;
  for (size_t i = 0; i < text.len; i++) {
    char c = text.data[i];
    if (c != '\n' && c != '\r' && c != '\f') continue;
    if (i > start) add_line(lines, start, i, &blank, &page);
    else if (c == '\n' || c == '\r') blank = blank || !(c == '\n' && i > 0 && text.data[i - 1] == '\r');
    page = page || c == '\f';
    start = i + 1;
  }
  if (start < text.len) add_line(lines, start, text.len, &blank, &page);
  lines->width = wrapped_width(lines);
}

void bg_lines_mark_early(bg_lines *lines) {
  size_t room = lines->width - lines->width / 12;
  for (size_t i = 0; i < lines->count; i++) {
    bg_str next = i + 1 < lines->count ? bg_lines_get(lines, i + 1) : BG_STR_EMPTY;
    size_t word = 0;
    while (word < next.len && word < HISTOGRAM && next.data[word] != ' ') word++;
    lines->items[i].early =
        !lines->width || !next.len || lines->items[i].width + lines->items[i].indent + 1 + word <= room;
  }
}

/* ---- debris of pages ---- */

/* "7", "- 7 -", "Page 7", "Page 7 of 12", "7 / 12", "p. 7", "vii" at the edge of a page. Gives the number, 0 if unknown
 * (roman), or SIZE_MAX when it is none. */
static size_t page_number(bg_str line, bool *explicit) {
  size_t number = SIZE_MAX, words = 0, numbers = 0;
  *explicit = false;
  if (line.len > 24) return SIZE_MAX;
  bg_str rest = line, word;
  while (bg_str_split(&rest, ' ', &word)) {
    size_t digits = 0, value = 0;
    while (digits < word.len && word.data[digits] >= '0' && word.data[digits] <= '9' && digits < 5)
      value = value * 10 + (size_t)(word.data[digits++] - '0');
    if (word.len && digits == word.len && digits < 5) {
      if (numbers++ == 0) number = value;
    } else if (bg_str_is(word, "Page") || bg_str_is(word, "page") || bg_str_is(word, "PAGE") || bg_str_is(word, "p.")) {
      *explicit = true;
    } else if (word.len && !bg_str_is(word, "of") && !bg_str_is(word, "/") && !bg_str_is(word, "-") &&
               !bg_str_is(word, "|") && !bg_str_is(word, "\u2013")) {
      return SIZE_MAX;
    }
    words += word.len > 0;
  }
  return numbers >= 1 && numbers <= 2 && words <= 5 ? number : SIZE_MAX;
}

bool bg_line_is_page_number(bg_str line) {
  bool explicit;
  return page_number(line, &explicit) != SIZE_MAX;
}

/* "Introduction ........ 3" */
static bool is_contents(bg_str line) {
  if (line.len < 8 || line.data[line.len - 1] < '0' || line.data[line.len - 1] > '9') return false;
  return bg_str_find(line, BG_STR("....."), 0) != SIZE_MAX || bg_str_find(line, BG_STR(". . . ."), 0) != SIZE_MAX;
}

/* Running heads differ in their page number only. */
bg_str bg_line_running_key(bg_arena *arena, bg_str line) {
  bg_str copy = bg_arena_str(arena, line);
  char *data = (char *)copy.data;
  size_t n = 0;
  for (size_t i = 0; i < copy.len; i++) {
    bool digit = data[i] >= '0' && data[i] <= '9';
    if (digit && n && data[n - 1] == '#') continue;
    data[n++] = digit ? '#' : data[i];
  }
  return (bg_str){copy.data, n};
}

enum { EDGE = 2, WIDEST_HEAD = 120, OFTEN = 3, FAR = 8 };

/* First or last lines of a page. Texts without page breaks have no edges. */
static bool at_edge(const bg_lines *lines, size_t i) {
  for (size_t k = 0; k < EDGE && i >= k; k++)
    if (lines->items[i - k].page_before) return true;
  for (size_t k = 1; k <= EDGE && i + k < lines->count; k++)
    if (lines->items[i + k].page_before) return true;
  return false;
}

static void count_heads(const bg_lines *lines, bg_map *counts, bg_arena *arena) {
  for (size_t i = 0; i < lines->count; i++) {
    if (lines->items[i].width > WIDEST_HEAD || !at_edge(lines, i)) continue;
    bg_str key = bg_line_running_key(arena, bg_lines_get(lines, i));
    bg_map_set(counts, key, bg_map_get(counts, key, 0) + 1);
  }
}

/* A number alone between blank lines that goes on from another one some lines before. */
static bool counts_on(const bg_lines *lines, size_t i, size_t number, size_t *last, size_t *last_at) {
  bool alone = lines->items[i].blank_before && (i + 1 == lines->count || lines->items[i + 1].blank_before);
  if (!alone) return false;
  bool next = number == *last + 1 && i - *last_at >= FAR;
  *last = number;
  *last_at = i;
  return next;
}

void bg_lines_drop_debris(bg_lines *lines) {
  bg_arena *arena = bg_arena_new();
  bg_map *counts = bg_map_new();
  count_heads(lines, counts, arena);
  size_t kept = 0, last = SIZE_MAX - 1, last_at = 0;
  bool blank = false, page = false;
  for (size_t i = 0; i < lines->count; i++) {
    bg_line line = lines->items[i];
    bg_str text = bg_lines_get(lines, i);
    bool explicit, edge = line.width <= WIDEST_HEAD && at_edge(lines, i);
    size_t number = page_number(text, &explicit);
    bool drop =
        is_contents(text) || (number != SIZE_MAX && (edge || explicit || counts_on(lines, i, number, &last, &last_at)));
    if (!drop && edge) drop = bg_map_get(counts, bg_line_running_key(arena, text), 0) >= OFTEN;
    if (drop) {
      blank = true;
      page = page || line.page_before || number != SIZE_MAX;
      continue;
    }
    line.blank_before = line.blank_before || blank;
    line.page_before = line.page_before || page;
    blank = page = false;
    lines->items[kept++] = line;
  }
  lines->count = kept;
  bg_map_free(counts);
  bg_arena_free(arena);
}
