#include <math.h>

#include "base/map.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "export/graph_formats.h"

/* Pajek has no escapes: what would end a label becomes what looks like it. */
static void put_label(bg_buffer *out, bg_str label) {
  bg_buffer_putc(out, '"');
  for (size_t i = 0; i < label.len;) {
    uint32_t c = bg_utf8_next(label, &i);
    bool space = c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029;
    bg_utf8_append(out, space ? ' ' : c == '"' ? '\'' : c == '\\' ? '/' : c);
  }
  bg_buffer_putc(out, '"');
}

/* Readers know nodes by their labels, so each has its own: its id and at last a number tell it from others. */
static void put_vertex(const bg_graph_model *m, bg_map *taken, bg_arena *arena, size_t row, bg_buffer *out) {
  bg_buffer label = {0}, text = {0};
  for (size_t i = 0; i == 0 || bg_map_has(taken, bg_buffer_str(&label)); i++) {
    bg_buffer_clear(&text);
    bg_buffer_add(&text, m->node_labels[row]);
    if (i > 0) bg_buffer_printf(&text, " (%.*s)", BG_FMT(m->node_ids[row]));
    if (i > 1) bg_buffer_printf(&text, " (%zu)", i);
    bg_buffer_clear(&label);
    put_label(&label, bg_buffer_str(&text));
  }
  bg_map_set(taken, bg_arena_str(arena, bg_buffer_str(&label)), row);
  bg_buffer_printf(out, "%zu ", row + 1);
  bg_buffer_add(out, bg_buffer_str(&label));
  bg_buffer_free(&text);
  bg_buffer_free(&label);
}

/* Pajek's picture is the unit square, the first line at the top. */
static double scaled(const double *places, size_t count, size_t row) {
  double low = INFINITY, high = -INFINITY;
  for (size_t i = 0; i < count; i++) {
    low = fmin(low, places[i]);
    high = fmax(high, places[i]);
  }
  return high > low ? 0.05 + 0.9 * (places[row] - low) / (high - low) : 0.5;
}

void bg_write_pajek(const bg_graph_model *m, bg_output *output) {
  bg_buffer out = {0};
  bg_map *taken = bg_map_new();
  bg_arena *arena = bg_arena_new();
  bg_buffer_printf(&out, "*Vertices %zu\n", m->nodes.rows);
  for (size_t i = 0; i < m->nodes.rows; i++) {
    put_vertex(m, taken, arena, i, &out);
    if (m->x)
      bg_buffer_printf(&out, " %.4f %.4f ellipse", scaled(m->x, m->nodes.rows, i), scaled(m->y, m->nodes.rows, i));
    bg_buffer_putc(&out, '\n');
    bg_output_drain(output, &out);
  }
  bg_buffer_puts(&out, "*Arcs\n");
  for (size_t i = 0; i < m->edges.rows; i++) {
    bg_buffer_printf(&out, "%zu %zu %.0f l ", m->from[i] + 1, m->to[i] + 1, m->signed_weights[i]);
    put_label(&out, m->edge_labels[i]);
    bg_buffer_putc(&out, '\n');
    bg_output_drain(output, &out);
  }
  bg_output_drain(output, &out);
  bg_buffer_free(&out);
  bg_arena_free(arena);
  bg_map_free(taken);
}
