/* Rows as a table for people: columns as wide as the terminal allows, long cells on several lines. */
#include <glib.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "query/results.h"
#include "rdf/prefixes.h"

enum { NARROWEST = 8, GAP = 2 };

typedef struct {
  const bg_results *results;
  bg_arena *arena;
  bg_str *cells; /* (rows + 1) * columns; the first row has the names */
  size_t *widths;
  size_t columns, rows;
  bg_output *output;
} table;

static size_t width_of(uint32_t c) {
  return g_unichar_iszerowidth(c) ? 0 : g_unichar_iswide(c) ? 2 : 1;
}

static size_t text_width(bg_str s) {
  size_t width = 0;
  for (size_t i = 0; i < s.len;) width += width_of(bg_utf8_next(s, &i));
  return width;
}

/* Controls, and what turns the direction of text, never reach a terminal. */
static bg_str visible(table *t, bg_str s) {
  bg_buffer out = {0};
  for (size_t i = 0; i < s.len;) {
    uint32_t c = bg_utf8_next(s, &i);
    bool turns = (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
    bg_utf8_append(&out, c < 0x20 || (c >= 0x7f && c < 0xa0) || turns ? ' ' : c);
  }
  bg_str copy = bg_arena_str(t->arena, bg_buffer_str(&out));
  bg_buffer_free(&out);
  return copy;
}

static bg_str cell_text(table *t, bg_prefixes *prefixes, const bg_term *term) {
  bg_str local, prefix, iri;
  bool used;
  if (term->kind == BG_TERM_BLANK) return bg_arena_printf(t->arena, "_:%.*s", BG_FMT(term->value));
  size_t found = term->kind == BG_TERM_IRI ? bg_prefixes_shorten(prefixes, term->value, &local) : SIZE_MAX;
  if (found == SIZE_MAX) return visible(t, term->value);
  bg_prefixes_get(prefixes, found, &prefix, &iri, &used);
  bg_str name = bg_arena_printf(t->arena, "%.*s:%.*s", BG_FMT(prefix), BG_FMT(local));
  return visible(t, name);
}

static void fill(table *t) {
  bg_prefixes *prefixes = bg_prefixes_new(t->results->data);
  for (size_t i = 0; i < t->columns; i++) {
    t->cells[i] = bg_results_column(t->results, i);
    for (size_t row = 0; row < t->rows; row++) {
      bg_term term = bg_results_cell(t->results, row, i);
      t->cells[(row + 1) * t->columns + i] = cell_text(t, prefixes, &term);
    }
    for (size_t row = 0; row <= t->rows; row++) {
      size_t width = text_width(t->cells[row * t->columns + i]);
      if (width > t->widths[i]) t->widths[i] = width;
    }
  }
  bg_prefixes_free(prefixes);
}

/* Take from the widest column until all fit. */
static void fit(table *t, size_t room) {
  for (;;) {
    size_t total = 0, widest = 0;
    for (size_t i = 0; i < t->columns; i++) {
      total += t->widths[i] + GAP;
      if (t->widths[i] > t->widths[widest]) widest = i;
    }
    if (total <= room + GAP || t->widths[widest] <= NARROWEST) return;
    size_t excess = total - room - GAP, second = NARROWEST;
    for (size_t i = 0; i < t->columns; i++)
      if (i != widest && t->widths[i] > second) second = t->widths[i];
    size_t cut = t->widths[widest] > second ? t->widths[widest] - second : 1;
    t->widths[widest] -= cut < excess ? cut : excess;
  }
}

/* Take the next line of at most `width` off the front, at a space where there is one. */
static bg_str take_line(bg_str *rest, size_t width) {
  size_t used = 0, end = 0, space = 0;
  for (size_t i = 0; i < rest->len;) {
    size_t next = i;
    uint32_t c = bg_utf8_next(*rest, &next);
    if (c == ' ') space = i;
    used += width_of(c);
    if (used > width && i > 0) {
      end = space ? space : i;
      break;
    }
    end = i = next;
  }
  bg_str line = bg_str_slice(*rest, 0, end);
  while (end < rest->len && rest->data[end] == ' ') end++;
  *rest = bg_str_slice(*rest, end, rest->len);
  return line;
}

static void put_spaces(bg_buffer *line, size_t count) {
  while (count-- > 0) bg_buffer_putc(line, ' ');
}

static void put_row(table *t, bg_str *cells) {
  bg_buffer line = {0};
  bool more = true;
  for (bool first = true; more || first; first = false) {
    more = false;
    bg_buffer_clear(&line);
    size_t owed = 0; /* spaces that stand before the next text only */
    for (size_t i = 0; i < t->columns; i++) {
      bg_str part = take_line(&cells[i], t->widths[i]);
      if (part.len) {
        put_spaces(&line, owed);
        owed = 0;
        bg_buffer_add(&line, part);
      }
      size_t width = text_width(part);
      owed += (width < t->widths[i] ? t->widths[i] - width : 0) + GAP;
      more = more || cells[i].len;
    }
    bg_buffer_putc(&line, '\n');
    bg_output_write(t->output, bg_buffer_str(&line));
  }
  bg_buffer_free(&line);
}

static void put_rule(table *t) {
  bg_buffer line = {0};
  for (size_t i = 0; i < t->columns; i++) {
    if (i) put_spaces(&line, GAP);
    for (size_t k = 0; k < t->widths[i]; k++) bg_buffer_putc(&line, '-');
  }
  bg_buffer_putc(&line, '\n');
  bg_output_write(t->output, bg_buffer_str(&line));
  bg_buffer_free(&line);
}

void results_table(const bg_results *results, size_t columns, bg_output *output) {
  table t = {.results = results,
             .arena = bg_arena_new(),
             .columns = bg_results_columns(results),
             .rows = bg_results_rows(results),
             .output = output};
  t.cells = bg_calloc((t.rows + 1) * t.columns + 1, sizeof *t.cells);
  t.widths = bg_calloc(t.columns + 1, sizeof *t.widths);
  fill(&t);
  if (columns) fit(&t, columns);
  for (size_t row = 0; row <= t.rows; row++) {
    put_row(&t, t.cells + row * t.columns);
    if (!row) put_rule(&t);
  }
  bg_free(t.widths);
  bg_free(t.cells);
  bg_arena_free(t.arena);
}
