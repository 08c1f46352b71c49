#include <stdint.h>
#include <stdlib.h>

#include "base/memory.h"
#include "export/graph_formats.h"
#include "export/xml_text.h"
#include "rdf/graph.h"

typedef struct {
  const bg_graph_model *m;
  bool old;                                /* 1.2 */
  const bg_str *node_starts, *edge_starts; /* of values */
  bg_buffer out, text;
} writer;

static void declare(writer *w, const bg_fields *fields, const char *kind) {
  static const char *const types[] = {"string", "integer", "double", "boolean", "string"};
  bg_buffer_printf(&w->out, "    <attributes class=\"%s\" mode=\"static\">\n", kind);
  for (size_t i = 0; i < fields->count; i++)
    bg_buffer_printf(&w->out, "      <attribute id=\"%s\" title=\"%s\" type=\"%s\"/>\n", fields->items[i].name,
                     fields->items[i].name, types[fields->items[i].type]);
  bg_buffer_puts(&w->out, "    </attributes>\n");
}

static void put_values(writer *w, const bg_fields *fields, const bg_str *starts, size_t row) {
  bg_buffer_puts(&w->out, "        <attvalues>\n");
  for (size_t i = 0; i < fields->count; i++) {
    if (!bg_field_has(&fields->items[i], row)) continue;
    bg_buffer_clear(&w->text);
    bg_field_put(&fields->items[i], row, &w->text);
    bg_buffer_add(&w->out, starts[i]);
    bg_xml_put(&w->out, bg_buffer_str(&w->text));
    bg_buffer_puts(&w->out, "\"/>\n");
  }
  bg_buffer_puts(&w->out, "        </attvalues>\n");
}

/* `start` is a name with what stands around it: ' label="'. */
static void put_attribute(writer *w, const char *start, bg_str value) {
  if (!value.len) return;
  bg_buffer_puts(&w->out, start);
  bg_xml_put(&w->out, value);
  bg_buffer_putc(&w->out, '"');
}

static void put_number(writer *w, const char *start, double value) {
  bg_buffer_puts(&w->out, start);
  bg_buffer_put_double(&w->out, value);
  bg_buffer_putc(&w->out, '"');
}

static void put_colour(writer *w, const char *colour) {
  unsigned long rgb = strtoul(colour + 1, NULL, 16);
  bg_buffer_printf(&w->out, "        <viz:color r=\"%lu\" g=\"%lu\" b=\"%lu\"/>\n", rgb >> 16, rgb >> 8 & 255,
                   rgb & 255);
}

static void put_node(writer *w, size_t i) {
  const bg_graph_model *m = w->m;
  put_attribute(w, "      <node id=\"", m->node_ids[i]);
  put_attribute(w, " label=\"", m->node_labels[i]);
  bg_buffer_puts(&w->out, ">\n");
  put_colour(w, m->fills[i]);
  if (m->x) {
    bg_buffer_puts(&w->out, "        <viz:position");
    put_number(w, " x=\"", m->x[i]);
    put_number(w, " y=\"", m->y[i]);
    bg_buffer_puts(&w->out, " z=\"0\"/>\n");
  }
  bg_buffer_puts(&w->out, "        <viz:size");
  put_number(w, " value=\"", m->sizes[i]);
  bg_buffer_puts(&w->out, "/>\n");
  put_values(w, &m->nodes, w->node_starts, i);
  bg_buffer_puts(&w->out, "      </node>\n");
}

static void put_edge(writer *w, size_t i) {
  const bg_graph_model *m = w->m;
  put_attribute(w, "      <edge id=\"", m->edge_ids[i]);
  put_attribute(w, " source=\"", m->node_ids[m->from[i]]);
  put_attribute(w, " target=\"", m->node_ids[m->to[i]]);
  put_attribute(w, " label=\"", m->edge_labels[i]);
  if (!w->old) put_attribute(w, " kind=\"", bg_iri_local_name(m->relations[i]));
  put_number(w, " weight=\"", m->weights[i]);
  put_attribute(w, " start=\"", m->starts[i]);
  put_attribute(w, " end=\"", m->ends[i]);
  bg_buffer_puts(&w->out, ">\n");
  put_colour(w, m->colours[i]);
  put_values(w, &m->edges, w->edge_starts, i);
  bg_buffer_puts(&w->out, "      </edge>\n");
}

static void put_head(writer *w) {
  static const char *const namespaces[] = {"http://gexf.net/1.3", "http://www.gexf.net/1.2draft"};
  const char *namespace = namespaces[w->old];
  bg_buffer_printf(&w->out,
                   "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                   "<gexf xmlns=\"%s\" xmlns:viz=\"%s/viz\" version=\"%s\">\n"
                   "  <meta>\n    <creator>briefgraph</creator>\n    <description>",
                   namespace, namespace, w->old ? "1.2" : "1.3");
  bg_xml_put(&w->out, w->m->name);
  bg_buffer_printf(&w->out, "</description>\n  </meta>\n  <graph defaultedgetype=\"directed\" mode=\"%s\"%s>\n",
                   w->m->timed ? "dynamic" : "static", w->m->timed ? " timeformat=\"date\"" : "");
  declare(w, &w->m->nodes, "node");
  declare(w, &w->m->edges, "edge");
}

static void write_gexf(const bg_graph_model *m, bool old, bg_output *output) {
  static const char before[] = "          <attvalue for=\"", after[] = "\" value=\"";
  bg_arena *arena = bg_arena_new();
  writer w = {.m = m,
              .old = old,
              .node_starts = bg_fields_frame(&m->nodes, before, after, arena),
              .edge_starts = bg_fields_frame(&m->edges, before, after, arena)};
  put_head(&w);
  bg_buffer_puts(&w.out, "    <nodes>\n");
  for (size_t i = 0; i < m->nodes.rows; i++) {
    put_node(&w, i);
    bg_output_drain(output, &w.out);
  }
  bg_buffer_puts(&w.out, "    </nodes>\n    <edges>\n");
  for (size_t i = 0; i < m->edges.rows; i++) {
    put_edge(&w, i);
    bg_output_drain(output, &w.out);
  }
  bg_buffer_puts(&w.out, "    </edges>\n  </graph>\n</gexf>\n");
  bg_output_drain(output, &w.out);
  bg_buffer_free(&w.out);
  bg_buffer_free(&w.text);
  bg_arena_free(arena);
}

void bg_write_gexf(const bg_graph_model *model, bg_output *output) {
  write_gexf(model, false, output);
}

void bg_write_gexf_12(const bg_graph_model *model, bg_output *output) {
  write_gexf(model, true, output);
}
