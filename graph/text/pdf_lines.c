/* From lines on pages to lines that can be grouped: what is dropped, what is a heading, what stands apart. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/map.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "text/pdf_layout.h"
#include "text/section.h"

enum { EDGE = 2, SIZES = 400, MOST_HEADING_BYTES = 200, LEVELS = 6, TITLE_LINES = 25 };

static bg_str text_of(const bg_pdf_line *line, bg_str text) {
  return bg_str_slice(text, line->start, line->end);
}

/* ---- running heads, feet, page numbers ---- */

/* Mark the first and last lines of a page by height: they are candidates. */
static void mark_edges(const bg_pdf_lines *pdf, size_t first, size_t end, bool *edge) {
  for (size_t k = 0; k < EDGE; k++) {
    size_t top = SIZE_MAX, bottom = SIZE_MAX;
    for (size_t i = first; i < end; i++) {
      if (edge[i]) continue;
      if (top == SIZE_MAX || pdf->items[i].y1 < pdf->items[top].y1) top = i;
      if (bottom == SIZE_MAX || pdf->items[i].y2 > pdf->items[bottom].y2) bottom = i;
    }
    if (top != SIZE_MAX) edge[top] = true;
    if (bottom != SIZE_MAX) edge[bottom] = true;
  }
}

static size_t page_end(const bg_pdf_lines *pdf, size_t first) {
  size_t end = first;
  while (end < pdf->count && pdf->items[end].page == pdf->items[first].page) end++;
  return end;
}

/* The key of a line at an edge: its words without figures, and its height in steps of 6 points. */
static bg_str edge_key(bg_arena *arena, const bg_pdf_line *line, bg_str text) {
  bg_str words = bg_line_running_key(arena, bg_str_slice(text_of(line, text), 0, 120));
  return bg_arena_printf(arena, "%ld %.*s", lround(line->y1 / 6), BG_FMT(words));
}

static void drop_running_lines(bg_pdf_lines *pdf, bg_str text) {
  bool *edge = bg_calloc(pdf->count, sizeof *edge);
  bg_arena *arena = bg_arena_new();
  bg_map *counts = bg_map_new();
  for (size_t i = 0, end; i < pdf->count; i = end) {
    end = page_end(pdf, i);
    mark_edges(pdf, i, end, edge);
  }
  for (size_t i = 0; i < pdf->count; i++) {
    if (!edge[i]) continue;
    bg_str key = edge_key(arena, &pdf->items[i], text);
    bg_map_set(counts, key, bg_map_get(counts, key, 0) + 1);
  }
  size_t kept = 0;
  bool column = false;
  for (size_t i = 0; i < pdf->count; i++) {
    bg_pdf_line *line = &pdf->items[i];
    bool drop = edge[i] && (bg_line_is_page_number(text_of(line, text)) ||
                            bg_map_get(counts, edge_key(arena, line, text), 0) >= 2);
    column = column || line->column_before;
    if (drop) continue;
    line->column_before = column;
    column = false;
    pdf->items[kept++] = *line;
  }
  pdf->count = kept;
  bg_map_free(counts);
  bg_arena_free(arena);
  bg_free(edge);
}

/* ---- sizes ---- */

static size_t size_class(double size) {
  double half_points = size * 2;
  return half_points < 1 ? 1 : half_points >= SIZES ? SIZES - 1 : (size_t)lround(half_points);
}

/* The size in which most of the text is set, in half points. */
static size_t body_size(const bg_pdf_lines *pdf) {
  size_t bytes[SIZES] = {0}, most = 1;
  for (size_t i = 0; i < pdf->count; i++)
    bytes[size_class(pdf->items[i].size)] += pdf->items[i].end - pdf->items[i].start;
  for (size_t s = 1; s < SIZES; s++)
    if (bytes[s] > bytes[most]) most = s;
  return most;
}

/* Lines [first, end) that have one size and follow each other closely. */
static size_t run_end(const bg_pdf_lines *pdf, size_t first) {
  const bg_pdf_line *line = &pdf->items[first];
  size_t end = first + 1;
  while (end < pdf->count && pdf->items[end].page == line->page &&
         size_class(pdf->items[end].size) == size_class(line->size) && pdf->items[end].bold == line->bold &&
         pdf->items[end].y1 - pdf->items[end - 1].y2 < line->size * 0.8)
    end++;
  return end;
}

static bool has_letters(bg_str text) {
  for (size_t i = 0; i < text.len; i++) {
    char c = text.data[i];
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0xc3) return true;
  }
  return false;
}

/* Larger than the body, or bold in a line of its own. */
static bool may_be_heading(const bg_pdf_lines *pdf, bg_str text, size_t first, size_t end, size_t body) {
  const bg_pdf_line *line = &pdf->items[first];
  size_t bytes = pdf->items[end - 1].end - line->start, size = size_class(line->size);
  if (bytes > MOST_HEADING_BYTES || !has_letters(text_of(line, text))) return false;
  bg_str last = text_of(&pdf->items[end - 1], text);
  if (bg_line_is_caption(text_of(line, text)) || last.data[last.len - 1] == ',' || last.data[last.len - 1] == ';')
    return false;
  if (size * 20 >= body * 23) return true;
  return line->bold && size + 1 >= body && end - first <= 2 && !bg_line_is_closed(last) &&
         !bg_line_mark(text_of(line, text)).kind;
}

typedef struct {
  uint8_t level[SIZES]; /* of headings in each size, from 1; bold ones of the body's size are the lowest */
  size_t count;
} levels;

static void rank_sizes(const bool *heading, const bg_pdf_lines *pdf, levels *l) {
  bool used[SIZES] = {false};
  *l = (levels){0};
  for (size_t i = 0; i < pdf->count; i++) {
    l->count += heading[i];
    if (heading[i]) used[size_class(pdf->items[i].size)] = true;
  }
  uint8_t next = 1;
  for (size_t s = SIZES; s-- > 1;)
    if (used[s]) l->level[s] = next < LEVELS ? next++ : LEVELS;
}

static void find_headings(const bg_pdf_lines *pdf, bg_str text, size_t body, bool *heading) {
  for (size_t i = 0, end; i < pdf->count; i = end) {
    end = run_end(pdf, i);
    bool is = may_be_heading(pdf, text, i, end, body);
    for (size_t k = i; k < end; k++) heading[k] = is;
  }
}

/* The largest heading among the first lines is the title, when it is larger than any behind them. */
static void find_title(const bg_pdf_lines *pdf, const bool *heading, size_t body, size_t *first, size_t *end) {
  size_t best = 0;
  *first = *end = 0;
  for (size_t i = 0; i < pdf->count && i < TITLE_LINES; i++) {
    size_t size = size_class(pdf->items[i].size);
    if (!heading[i] || size <= best || size * 10 < body * 12) continue;
    best = size;
    *first = i;
    *end = run_end(pdf, i);
  }
  for (size_t i = *end; i < pdf->count; i++)
    if (heading[i] && size_class(pdf->items[i].size) > best) *end = *first;
}

/* ---- notes at the feet of pages ---- */

/* From the first line below the body's last that is small and begins with a number, to the end of the column. */
static void mark_notes(bg_pdf_lines *pdf, bg_str text, size_t body) {
  for (size_t first = 0, end; first < pdf->count; first = end) {
    end = first + 1;
    while (end < pdf->count && !pdf->items[end].column_before) end++;
    size_t small = end;
    while (small > first && size_class(pdf->items[small - 1].size) * 10 <= body * 9) small--;
    while (small < end && !bg_line_note_mark(text_of(&pdf->items[small], text)).kind) small++;
    bool whole = small == first;
    for (size_t i = small; i < end && !whole; i++) pdf->items[i].note = true;
  }
}

/* ---- lines ---- */

static double first_word_width(const bg_pdf_line *line, bg_str text) {
  bg_str words = text_of(line, text);
  size_t word = 0;
  while (word < words.len && words.data[word] != ' ') word++;
  return words.len ? (line->x2 - line->x1) * (double)word / (double)words.len : 0;
}

/* `after` is the line behind it, or NULL. */
static bg_line make_line(const bg_pdf_line *line, const bg_pdf_line *before, const bg_pdf_line *after, bg_str text) {
  double size = line->size > 1 ? line->size : 1;
  double indent = (line->x1 - line->left) / (size / 2);
  bool jump = !before || line->column_before || before->page != line->page;
  double gap = jump ? 0 : line->y1 - before->y2;
  double room = line->right - line->x2 - size * 0.3;
  size_t width = bg_utf8_count(text_of(line, text));
  return (bg_line){.start = line->start,
                   .end = line->end,
                   .width = width < UINT32_MAX ? (uint32_t)width : UINT32_MAX,
                   .indent = indent < 0     ? 0
                             : indent > 200 ? 200
                                            : (uint16_t)lround(indent),
                   .blank_before = jump || gap > size * 0.5 || gap < -2 * size || line->note != before->note ||
                                   fabs(line->size - before->size) > size * 0.12,
                   .page_before = jump,
                   .early = !after || first_word_width(after, text) < room,
                   .note = line->note};
}

static void add_lines(const bg_pdf_lines *pdf, bg_str text, bool notes, size_t *index, bg_lines *lines) {
  const bg_pdf_line *before = NULL;
  for (size_t i = 0; i < pdf->count; i++) {
    const bg_pdf_line *line = &pdf->items[i];
    if (line->note != notes) continue;
    const bg_pdf_line *after = i + 1 < pdf->count ? line + 1 : NULL;
    BG_GROW(lines->items, lines->capacity, lines->count + 1);
    index[lines->count] = i;
    lines->items[lines->count++] = make_line(line, before, after, text);
    before = line;
  }
}

static size_t widest(const bg_lines *lines) {
  size_t histogram[200] = {0}, total = 0, sum = 0;
  for (size_t i = 0; i < lines->count; i++) {
    size_t width = lines->items[i].width < 199 ? lines->items[i].width : 199;
    histogram[width] += width;
    total += width;
  }
  for (size_t width = 0; width < 200; width++)
    if ((sum += histogram[width]) * 2 >= total) return width ? width : 1;
  return 199;
}

static void set_headings(const bg_pdf_lines *pdf, bg_str text, size_t body, const size_t *index, bg_lines *lines) {
  bool *heading = bg_calloc(pdf->count, sizeof *heading);
  levels l;
  size_t title, title_end;
  find_headings(pdf, text, body, heading);
  rank_sizes(heading, pdf, &l);
  find_title(pdf, heading, body, &title, &title_end);
  bool told = l.count > title_end - title + 1; /* by size; else the form of each line decides */
  for (size_t i = 0; i < lines->count; i++) {
    size_t k = index[i];
    bg_line *line = &lines->items[i];
    if (k >= title && k < title_end) line->heading = BG_LINE_TITLE;
    else if (heading[k]) line->heading = l.level[size_class(pdf->items[k].size)];
    line->known = line->heading || (told && !bg_section_is_heading(text_of(&pdf->items[k], text)));
  }
  bg_free(heading);
}

void bg_pdf_make_lines(bg_pdf_lines *pdf, bg_str text, bg_lines *lines) {
  drop_running_lines(pdf, text);
  size_t body = body_size(pdf);
  mark_notes(pdf, text, body);
  size_t *index = bg_calloc(pdf->count, sizeof *index);
  lines->text = text;
  add_lines(pdf, text, false, index, lines);
  add_lines(pdf, text, true, index, lines);
  lines->width = widest(lines);
  set_headings(pdf, text, body, index, lines);
  bg_free(index);
}
