#include "report/legend.h"

#include <string.h>

#include "report/html.h"

static void put_words(bg_buffer *out, bg_str words) {
  bg_buffer_putc(out, ' ');
  bg_html_put(out, words);
  bg_buffer_puts(out, "</li>\n");
}

static void put_box(const bg_node_style *style, bg_map_styles *styles, bg_buffer *out) {
  bool round = strstr(style->look, "rounded") || strcmp(style->shape, "ellipse") == 0;
  bool dashed = strstr(style->look, "dashed") || strstr(style->look, "dotted");
  bg_buffer_puts(out,
                 "<li><svg class=\"swatch\" viewBox=\"0 0 26 14\" aria-hidden=\"true\"><rect x=\"1\" y=\"1\" "
                 "width=\"24\" height=\"12\" rx=\"");
  bg_buffer_printf(out, "%d\" class=\"", round ? 5 : 0);
  bg_map_styles_put_class(styles, style->fill, style->line, dashed ? "3 2" : "", out);
  bg_buffer_puts(out, "\"/></svg>");
  put_words(out, bg_str_from(style->legend));
}

/* One for every kind of node that is drawn. */
static void put_boxes(const bg_scene *scene, bg_map_styles *styles, bg_buffer *out) {
  const bg_node_style *looks[BG_MOST_LOOKS];
  size_t count = bg_scene_looks(scene, looks);
  for (size_t i = 0; i < count; i++) put_box(looks[i], styles, out);
}

static void put_line(const char *colour, const char *dash, bg_str words, bg_map_styles *styles, bg_buffer *out) {
  if (!words.len) return;
  bg_buffer_puts(out,
                 "<li><svg class=\"swatch\" viewBox=\"0 0 26 14\" aria-hidden=\"true\"><path d=\"M0 7H26\" class=\"");
  bg_map_styles_put_class(styles, "none", colour, dash, out);
  bg_buffer_puts(out, "\"/></svg>");
  put_words(out, words);
}

static void put_lines(const bg_scene *scene, const bg_colours *c, bg_map_styles *styles, bg_buffer *out) {
  static const char *const dashes[] = {"", "6 3", "1.5 3"};
  const char *const colours[] = {c->hostile, c->neutral, c->friendly};
  bool signs[3] = {false}, lines[3] = {false}, wide = false, quiet = false;
  for (size_t i = 0; i < scene->edge_count; i++) {
    const bg_scene_edge *e = &scene->edges[i];
    quiet = quiet || (e->quiet && !e->hidden);
    if (e->quiet || e->hidden) continue;
    signs[e->sign + 1] = lines[e->line] = true;
    wide = wide || e->pen_width > 1.61;
  }
  for (int i = 2; i >= 0; i--)
    if (signs[i]) put_line(colours[i], "", scene->sign_names[i], styles, out);
  for (int i = 0; i < 3; i++)
    if (lines[i]) put_line(c->text, dashes[i], scene->line_names[i], styles, out);
  if (quiet) put_line(c->faint, "", scene->quiet_name, styles, out);
  const bg_str notes[] = {wide ? scene->width_name : BG_STR_EMPTY, scene->note};
  for (size_t i = 0; i < 2; i++) {
    if (!notes[i].len) continue;
    bg_buffer_puts(out, "<li>");
    put_words(out, notes[i]);
  }
}

void bg_legend(const bg_scene *scene, const bg_theme *theme, bg_map_styles *styles, bg_buffer *html) {
  bg_buffer items = {0};
  put_boxes(scene, styles, &items);
  put_lines(scene, bg_theme_colours(theme), styles, &items);
  if (items.len) bg_buffer_printf(html, "<ul class=\"legend\">\n%.*s</ul>\n", BG_FMT(bg_buffer_str(&items)));
  bg_buffer_free(&items);
}
