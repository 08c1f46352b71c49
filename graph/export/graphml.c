#include <math.h>
#include <string.h>

#include "base/memory.h"
#include "export/graph_formats.h"
#include "export/xml_text.h"

static void declare(const bg_fields *fields, const char *kind, bg_buffer *out) {
  static const char *const types[] = {"string", "int", "double", "boolean", "string"};
  for (size_t i = 0; i < fields->count; i++)
    bg_buffer_printf(out, "  <key id=\"%c_%s\" for=\"%s\" attr.name=\"%s\" attr.type=\"%s\"/>\n", kind[0],
                     fields->items[i].name, kind, fields->items[i].name, types[fields->items[i].type]);
}

static void put_data(const bg_fields *fields, const bg_str *keys, size_t row, bg_buffer *text, bg_buffer *out) {
  for (size_t i = 0; i < fields->count; i++) {
    const bg_field *field = &fields->items[i];
    if (!bg_field_has(field, row)) continue;
    bg_buffer_clear(text);
    bg_field_put(field, row, text);
    bg_buffer_add(out, keys[i]);
    bg_xml_put(out, bg_buffer_str(text));
    bg_buffer_puts(out, "</data>\n");
  }
}

static void put_weight(double weight, bg_buffer *out) {
  bg_buffer_puts(out, "      <data key=\"e_weight\">");
  bg_buffer_put_double(out, weight);
  bg_buffer_puts(out, "</data>\n");
}

/* ---- yEd ---- */

static void put_shape(const bg_graph_model *m, size_t row, bg_buffer *out) {
  bg_buffer_puts(out, "      <data key=\"n_graphics\"><y:ShapeNode><y:Geometry width=\"");
  bg_buffer_put_double(out, 60 + 4 * m->sizes[row]);
  bg_buffer_puts(out, "\" height=\"");
  bg_buffer_put_double(out, 20 + m->sizes[row]);
  if (m->x) {
    bg_buffer_puts(out, "\" x=\"");
    bg_buffer_put_double(out, round(300 * m->x[row]) / 100);
    bg_buffer_puts(out, "\" y=\"");
    bg_buffer_put_double(out, round(300 * m->y[row]) / 100);
  }
  bg_buffer_printf(out, "\"/><y:Fill color=\"%s\" transparent=\"false\"/><y:NodeLabel>", m->fills[row]);
  bg_xml_put(out, m->node_labels[row]);
  bg_buffer_puts(out, "</y:NodeLabel><y:Shape type=\"roundrectangle\"/></y:ShapeNode></data>\n");
}

static void put_line(const bg_graph_model *m, size_t row, bg_buffer *out) {
  bg_buffer_printf(out,
                   "      <data key=\"e_graphics\"><y:PolyLineEdge><y:LineStyle color=\"%s\" type=\"line\" "
                   "width=\"1.0\"/><y:Arrows source=\"none\" target=\"standard\"/><y:EdgeLabel>",
                   m->colours[row]);
  bg_xml_put(out, m->edge_labels[row]);
  bg_buffer_puts(out, "</y:EdgeLabel></y:PolyLineEdge></data>\n");
}

/* ---- all ---- */

static void put_head(const bg_graph_model *m, bool yed, bg_buffer *out) {
  bg_buffer_printf(out,
                   "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                   "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" %s"
                   "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
                   "xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns "
                   "http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n",
                   yed ? "xmlns:y=\"http://www.yworks.com/xml/graphml\" " : "");
  declare(&m->nodes, "node", out);
  declare(&m->edges, "edge", out);
  bg_buffer_puts(out, "  <key id=\"e_weight\" for=\"edge\" attr.name=\"weight\" attr.type=\"double\"/>\n");
  if (yed)
    bg_buffer_puts(out,
                   "  <key id=\"n_graphics\" for=\"node\" yfiles.type=\"nodegraphics\"/>\n"
                   "  <key id=\"e_graphics\" for=\"edge\" yfiles.type=\"edgegraphics\"/>\n");
  bg_buffer_puts(out, "  <graph id=\"G\" edgedefault=\"directed\">\n");
}

static void put_part(bg_buffer *out, const char *before, bg_str id) {
  bg_buffer_puts(out, before);
  bg_buffer_add(out, id);
}

static void put_nodes(const bg_graph_model *m, bool yed, bg_arena *arena, bg_output *output, bg_buffer *out) {
  const bg_str *keys = bg_fields_frame(&m->nodes, "      <data key=\"n_", "\">", arena);
  bg_buffer text = {0};
  for (size_t i = 0; i < m->nodes.rows; i++) {
    put_part(out, "    <node id=\"", m->node_ids[i]);
    bg_buffer_puts(out, "\">\n");
    put_data(&m->nodes, keys, i, &text, out);
    if (yed) put_shape(m, i, out);
    bg_buffer_puts(out, "    </node>\n");
    bg_output_drain(output, out);
  }
  bg_buffer_free(&text);
}

static void put_edges(const bg_graph_model *m, bool yed, bg_arena *arena, bg_output *output, bg_buffer *out) {
  const bg_str *keys = bg_fields_frame(&m->edges, "      <data key=\"e_", "\">", arena);
  bg_buffer text = {0};
  for (size_t i = 0; i < m->edges.rows; i++) {
    put_part(out, "    <edge id=\"", m->edge_ids[i]);
    put_part(out, "\" source=\"", m->node_ids[m->from[i]]);
    put_part(out, "\" target=\"", m->node_ids[m->to[i]]);
    bg_buffer_puts(out, "\">\n");
    put_data(&m->edges, keys, i, &text, out);
    put_weight(m->weights[i], out);
    if (yed) put_line(m, i, out);
    bg_buffer_puts(out, "    </edge>\n");
    bg_output_drain(output, out);
  }
  bg_buffer_free(&text);
}

static void write_graphml(const bg_graph_model *m, bool yed, bg_output *output) {
  bg_buffer out = {0};
  bg_arena *arena = bg_arena_new();
  put_head(m, yed, &out);
  put_nodes(m, yed, arena, output, &out);
  put_edges(m, yed, arena, output, &out);
  bg_buffer_puts(&out, "  </graph>\n</graphml>\n");
  bg_output_drain(output, &out);
  bg_arena_free(arena);
  bg_buffer_free(&out);
}

void bg_write_graphml(const bg_graph_model *model, bg_output *output) {
  write_graphml(model, false, output);
}

void bg_write_graphml_yed(const bg_graph_model *model, bg_output *output) {
  write_graphml(model, true, output);
}
