#include "draw/heading.h"

#include <string.h>

#include "draw/label.h"

enum { SUBTITLE_COLUMNS = 120, LETTER_WIDTH = 7, SAMPLE_WIDTH = 64, ROW_HEIGHT = 24 };

static void put_text(bg_buffer *out, double size, const char *colour, bool bold, bg_str text, size_t columns) {
  bg_buffer_printf(out, "<TR><TD ALIGN=\"LEFT\" BALIGN=\"LEFT\"><FONT POINT-SIZE=\"%g\" COLOR=\"%s\">%s", size, colour,
                   bold ? "<B>" : "");
  bg_label_wrapped(out, text, columns, 8, "LEFT");
  bg_buffer_printf(out, "%s</FONT></TD></TR>", bold ? "</B>" : "");
}

static void put_words(bg_buffer *out, const char *colour, bg_str text) {
  bg_buffer_printf(out, "<TD ALIGN=\"LEFT\"><FONT POINT-SIZE=\"11\" COLOR=\"%s\">", colour);
  bg_label_html(out, text);
  bg_buffer_puts(out, "   </FONT></TD>");
}

/* A box with the fill and the line of a class; what tables cannot show of a look is in its name. */
static void put_box(bg_buffer *out, const bg_node_style *style, const char *text) {
  bool round = strstr(style->look, "rounded") || strcmp(style->shape, "ellipse") == 0;
  bool dashed = strstr(style->look, "dashed") || strstr(style->look, "dotted");
  bg_buffer_printf(out,
                   "<TD><TABLE BORDER=\"1\" STYLE=\"%s%s%s\" CELLBORDER=\"0\" CELLPADDING=\"0\" CELLSPACING=\"0\" "
                   "BGCOLOR=\"%s\" COLOR=\"%s\"><TR><TD WIDTH=\"20\" HEIGHT=\"11\"></TD></TR></TABLE></TD>",
                   round ? "ROUNDED" : "", round && dashed ? "," : "",
                   dashed  ? "DASHED"
                   : round ? ""
                           : "SOLID",
                   style->fill, style->line);
  put_words(out, text, bg_str_from(style->legend));
}

static void put_sample(bg_buffer *out, bg_line line, const char *colour) {
  static const char *const styles[] = {"SOLID", "DASHED", "DOTTED"};
  bg_buffer_printf(
      out,
      "<TD><TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"0\"><TR><TD BORDER=\"2\" "
      "SIDES=\"B\" STYLE=\"%s\" COLOR=\"%s\" WIDTH=\"34\" HEIGHT=\"7\" FIXEDSIZE=\"TRUE\"></TD></TR><TR><TD "
      "HEIGHT=\"7\"></TD></TR></TABLE></TD>",
      styles[line], colour);
}

/* A row of the legend keeps together on the left: Graphviz would stretch a table to the width of the widest row, so its
 * size is set, to somewhat more than its words need. */
static void put_row(bg_buffer *out, const bg_buffer *cells, size_t letters, size_t samples) {
  bg_buffer_printf(out,
                   "<TR><TD ALIGN=\"LEFT\"><TABLE ALIGN=\"LEFT\" FIXEDSIZE=\"TRUE\" WIDTH=\"%zu\" HEIGHT=\"%d\" "
                   "BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"2\"><TR>%s</TR></TABLE></TD></TR>",
                   letters * LETTER_WIDTH + samples * SAMPLE_WIDTH, ROW_HEIGHT, cells->data);
}

/* One box for every kind of node that is drawn. */
static void put_looks(const bg_scene *scene, const char *text, bg_buffer *out) {
  const bg_node_style *looks[BG_MOST_LOOKS];
  size_t count = bg_scene_looks(scene, looks);
  if (!count) return;
  bg_buffer cells = {0};
  size_t letters = 0;
  for (size_t i = 0; i < count; i++) {
    put_box(&cells, looks[i], text);
    letters += strlen(looks[i]->legend);
  }
  put_row(out, &cells, letters, count);
  bg_buffer_free(&cells);
}

static void put_lines(const bg_scene *scene, const bg_colours *c, bg_buffer *out) {
  const char *const colours[] = {c->hostile, c->neutral, c->friendly};
  bool signs[3] = {false}, lines[3] = {false}, any = false, wide = false, quiet = false;
  for (size_t i = 0; i < scene->edge_count; i++) {
    const bg_scene_edge *e = &scene->edges[i];
    quiet = quiet || (e->quiet && !e->hidden);
    if (e->quiet) continue;
    any = signs[e->sign + 1] = lines[e->line] = true;
    wide = wide || e->pen_width > 1.61;
  }
  if (!any && !quiet && !scene->note.len) return;
  bg_buffer cells = {0};
  size_t letters = 0, samples = 1;
  for (int i = 2; i >= 0; i--) {
    if (!signs[i] || !scene->sign_names[i].len) continue;
    put_sample(&cells, BG_LINE_SOLID, colours[i]);
    put_words(&cells, c->text, scene->sign_names[i]);
    letters += scene->sign_names[i].len;
    samples++;
  }
  for (int i = 0; i < 3; i++) {
    if (!lines[i] || !scene->line_names[i].len) continue;
    put_sample(&cells, (bg_line)i, c->text);
    put_words(&cells, c->text, scene->line_names[i]);
    letters += scene->line_names[i].len;
    samples++;
  }
  if (quiet && scene->quiet_name.len) {
    put_sample(&cells, BG_LINE_SOLID, c->faint);
    put_words(&cells, c->text, scene->quiet_name);
    letters += scene->quiet_name.len;
    samples++;
  }
  const bg_str notes[] = {wide ? scene->width_name : BG_STR_EMPTY, scene->note};
  for (size_t i = 0; i < 2; i++) {
    if (!notes[i].len) continue;
    put_words(&cells, c->muted, notes[i]);
    letters += notes[i].len;
  }
  if (cells.len) put_row(out, &cells, letters, samples);
  bg_buffer_free(&cells);
}

void bg_heading(const bg_scene *scene, const bg_theme *theme, bg_buffer *html) {
  const bg_colours *c = bg_theme_colours(theme);
  bg_buffer_puts(html, "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"2\">");
  put_text(html, 22, c->text, true, scene->title, 80);
  bg_buffer subtitle = {0};
  bg_buffer_printf(&subtitle, "%.*s %.*s", BG_FMT(scene->subtitle), BG_FMT(scene->source));
  put_text(html, 12, c->muted, false, bg_str_trim(bg_buffer_str(&subtitle)), SUBTITLE_COLUMNS);
  bg_buffer_free(&subtitle);
  put_looks(scene, c->text, html);
  put_lines(scene, c, html);
  if (scene->remark.len) put_text(html, 12, c->text, true, scene->remark, SUBTITLE_COLUMNS);
  bg_buffer_puts(html, "</TABLE>");
}
