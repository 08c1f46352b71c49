#include "base/json.h"
#include "base/map.h"
#include "base/memory.h"
#include "export/graph_formats.h"

typedef struct {
  const bg_graph_model *m;
  bg_output *output;
  bg_arena *arena;
  const bg_str *node_names, *edge_names; /* of fields: ',"label":' */
  bg_buffer out;
} writer;

static writer start(const bg_graph_model *m, bg_output *output) {
  writer w = {.m = m, .output = output, .arena = bg_arena_new()};
  w.node_names = bg_fields_frame(&m->nodes, ",\"", "\":", w.arena);
  w.edge_names = bg_fields_frame(&m->edges, ",\"", "\":", w.arena);
  return w;
}

static void finish(writer *w) {
  bg_output_drain(w->output, &w->out);
  bg_buffer_free(&w->out);
  bg_arena_free(w->arena);
}

static void put_name(writer *w, const char *name) {
  bg_buffer_putc(&w->out, '"');
  bg_buffer_puts(&w->out, name);
  bg_buffer_puts(&w->out, "\":");
}

static void put_text(writer *w, const char *name, bg_str value) {
  put_name(w, name);
  bg_json_put_string(&w->out, value);
}

static void put_number(writer *w, const char *name, double value) {
  put_name(w, name);
  bg_put_real(&w->out, value);
}

/* Fields that have a value, each with a comma in front. */
static void put_fields(writer *w, const bg_fields *fields, const bg_str *names, size_t row) {
  for (size_t i = 0; i < fields->count; i++) {
    if (!bg_field_has(&fields->items[i], row)) continue;
    bg_buffer_add(&w->out, names[i]);
    bg_field_put_json(&fields->items[i], row, &w->out);
  }
}

/* One example of each type of node, for its colour: rows in order of first appearance. */
static size_t *types(const bg_graph_model *m, const bg_field *type, size_t *count) {
  size_t *rows = bg_calloc(m->nodes.rows, sizeof *rows);
  bg_map *seen = bg_map_new();
  *count = 0;
  for (size_t i = 0; i < m->nodes.rows; i++)
    if (type->texts[i].len && bg_map_set(seen, type->texts[i], i)) rows[(*count)++] = i;
  bg_map_free(seen);
  return rows;
}

/* One example of an edge with that sign, or SIZE_MAX. */
static size_t with_sign(const bg_graph_model *m, const bg_field *sign, int wanted) {
  for (size_t i = 0; i < m->edges.rows; i++)
    if ((int)sign->numbers[i] == wanted) return i;
  return SIZE_MAX;
}

/* ---- cytoscape.js ---- */

static void put_style(writer *w) {
  const bg_graph_model *m = w->m;
  const bg_field *type = bg_fields_find(&m->nodes, "type"), *sign = bg_fields_find(&m->edges, "sign");
  size_t count, *rows = types(m, type, &count);
  bg_buffer_puts(&w->out,
                 "  \"style\":[\n"
                 "    {\"selector\":\"node\",\"style\":{\"label\":\"data(label)\",\"width\":\"data(size)\",\"height\":"
                 "\"data(size)\"}},\n"
                 "    {\"selector\":\"edge\",\"style\":{\"label\":\"data(label)\",\"curve-style\":\"bezier\","
                 "\"target-arrow-shape\":\"triangle\"}}");
  for (size_t i = 0; i < count; i++) {
    bg_buffer selector = {0};
    bg_buffer_puts(&selector, "node[type = ");
    bg_json_put_string(&selector, type->texts[rows[i]]);
    bg_buffer_puts(&selector, "]");
    bg_buffer_puts(&w->out, ",\n    {");
    put_text(w, "selector", bg_buffer_str(&selector));
    bg_buffer_printf(&w->out, ",\"style\":{\"background-color\":\"%s\"}}", m->fills[rows[i]]);
    bg_buffer_free(&selector);
  }
  for (int s = -1; s <= 1; s++) {
    size_t row = with_sign(m, sign, s);
    if (row != SIZE_MAX)
      bg_buffer_printf(&w->out,
                       ",\n    {\"selector\":\"edge[sign = %d]\",\"style\":{\"line-color\":\"%s\","
                       "\"target-arrow-color\":\"%s\"}}",
                       s, m->colours[row], m->colours[row]);
  }
  bg_buffer_puts(&w->out, "\n  ]\n");
  bg_free(rows);
}

/* "value" is what NetworkX calls the node. */
static void put_cyjs_node(writer *w, size_t i) {
  const bg_graph_model *m = w->m;
  bg_buffer_puts(&w->out, i ? ",\n      {\"data\":{" : "\n      {\"data\":{");
  put_text(w, "id", m->node_ids[i]);
  bg_buffer_putc(&w->out, ',');
  put_text(w, "value", m->node_ids[i]);
  bg_buffer_putc(&w->out, ',');
  put_text(w, "name", m->node_labels[i]);
  bg_buffer_putc(&w->out, ',');
  put_number(w, "size", m->sizes[i]);
  put_fields(w, &m->nodes, w->node_names, i);
  bg_buffer_putc(&w->out, '}');
  if (m->x) {
    bg_buffer_puts(&w->out, ",\"position\":{");
    put_number(w, "x", m->x[i]);
    bg_buffer_putc(&w->out, ',');
    put_number(w, "y", m->y[i]);
    bg_buffer_putc(&w->out, '}');
  }
  bg_buffer_putc(&w->out, '}');
  bg_output_drain(w->output, &w->out);
}

/* "key" is how NetworkX tells parallel edges apart. */
static void put_cyjs_edge(writer *w, size_t i) {
  const bg_graph_model *m = w->m;
  const struct {
    const char *name;
    bg_str value;
  } texts[] = {{"id", m->edge_ids[i]},
               {"key", m->edge_ids[i]},
               {"source", m->node_ids[m->from[i]]},
               {"target", m->node_ids[m->to[i]]},
               {"interaction", m->edge_labels[i]}};
  bg_buffer_puts(&w->out, i ? ",\n      {\"data\":{" : "\n      {\"data\":{");
  for (size_t k = 0; k < sizeof texts / sizeof *texts; k++) {
    put_text(w, texts[k].name, texts[k].value);
    bg_buffer_putc(&w->out, ',');
  }
  put_number(w, "weight", m->weights[i]);
  put_fields(w, &m->edges, w->edge_names, i);
  bg_buffer_puts(&w->out, "}}");
  bg_output_drain(w->output, &w->out);
}

void bg_write_cyjs(const bg_graph_model *m, bg_output *output) {
  writer w = start(m, output);
  bg_buffer_puts(&w.out,
                 "{\n  \"format_version\":\"1.0\",\n  \"generated_by\":\"briefgraph\",\n"
                 "  \"target_cytoscapejs_version\":\"~3\",\n  \"directed\":true,\n  \"multigraph\":true,\n"
                 "  \"data\":{");
  put_text(&w, "name", m->name);
  bg_buffer_puts(&w.out, "},\n  \"elements\":{\n    \"nodes\":[");
  for (size_t i = 0; i < m->nodes.rows; i++) put_cyjs_node(&w, i);
  bg_buffer_puts(&w.out, "\n    ],\n    \"edges\":[");
  for (size_t i = 0; i < m->edges.rows; i++) put_cyjs_edge(&w, i);
  bg_buffer_puts(&w.out, "\n    ]\n  },\n");
  if (m->x) bg_buffer_puts(&w.out, "  \"layout\":{\"name\":\"preset\"},\n");
  put_style(&w);
  bg_buffer_puts(&w.out, "}\n");
  finish(&w);
}

/* ---- CX2 ---- */

static const char *cx2_type(bg_field_type type) {
  static const char *const types[] = {"string", "integer", "double", "boolean", "list_of_string"};
  return types[type];
}

static void put_declarations(writer *w, const bg_fields *fields, const char *first) {
  bg_buffer_printf(&w->out, "{%s", first);
  for (size_t i = 0; i < fields->count; i++)
    bg_buffer_printf(&w->out, ",\"%s\":{\"d\":\"%s\"}", fields->items[i].name, cx2_type(fields->items[i].type));
  bg_buffer_putc(&w->out, '}');
}

static void put_head(writer *w) {
  const bg_graph_model *m = w->m;
  bg_buffer_printf(&w->out,
                   "[\n{\"CXVersion\":\"2.0\",\"hasFragments\":false},\n{\"metaData\":["
                   "{\"elementCount\":1,\"name\":\"attributeDeclarations\"},"
                   "{\"elementCount\":1,\"name\":\"networkAttributes\"},"
                   "{\"elementCount\":%zu,\"name\":\"nodes\"},{\"elementCount\":%zu,\"name\":\"edges\"},"
                   "{\"elementCount\":1,\"name\":\"visualProperties\"}]},\n{\"attributeDeclarations\":[{\"nodes\":",
                   m->nodes.rows, m->edges.rows);
  put_declarations(w, &m->nodes, "\"name\":{\"d\":\"string\"},\"id\":{\"d\":\"string\"},\"size\":{\"d\":\"double\"}");
  bg_buffer_puts(&w->out, ",\"edges\":");
  put_declarations(w, &m->edges,
                   "\"interaction\":{\"d\":\"string\"},\"id\":{\"d\":\"string\"},\"weight\":{\"d\":\"double\"}");
  bg_buffer_puts(&w->out, ",\"networkAttributes\":{\"name\":{\"d\":\"string\"}}}]},\n{\"networkAttributes\":[{");
  put_text(w, "name", m->name);
  bg_buffer_puts(&w->out, "}]},\n{\"nodes\":[");
}

static void put_cx2_node(writer *w, size_t i) {
  const bg_graph_model *m = w->m;
  bg_buffer_printf(&w->out, "%s{\"id\":%zu,", i ? ",\n" : "\n", i);
  if (m->x) {
    put_number(w, "x", m->x[i]);
    bg_buffer_putc(&w->out, ',');
    put_number(w, "y", m->y[i]);
    bg_buffer_putc(&w->out, ',');
  }
  bg_buffer_puts(&w->out, "\"v\":{");
  put_text(w, "name", m->node_labels[i]);
  bg_buffer_putc(&w->out, ',');
  put_text(w, "id", m->node_ids[i]);
  bg_buffer_putc(&w->out, ',');
  put_number(w, "size", m->sizes[i]);
  put_fields(w, &m->nodes, w->node_names, i);
  bg_buffer_puts(&w->out, "}}");
  bg_output_drain(w->output, &w->out);
}

static void put_cx2_edge(writer *w, size_t i) {
  const bg_graph_model *m = w->m;
  bg_buffer_printf(&w->out, "%s{\"id\":%zu,\"s\":%zu,\"t\":%zu,\"v\":{", i ? ",\n" : "\n", i, m->from[i], m->to[i]);
  put_text(w, "interaction", m->edge_labels[i]);
  bg_buffer_putc(&w->out, ',');
  put_text(w, "id", m->edge_ids[i]);
  bg_buffer_putc(&w->out, ',');
  put_number(w, "weight", m->weights[i]);
  put_fields(w, &m->edges, w->edge_names, i);
  bg_buffer_puts(&w->out, "}}");
  bg_output_drain(w->output, &w->out);
}

static void put_visual(writer *w) {
  const bg_graph_model *m = w->m;
  const bg_field *type = bg_fields_find(&m->nodes, "type"), *sign = bg_fields_find(&m->edges, "sign");
  size_t count, *rows = types(m, type, &count);
  bg_buffer_puts(
      &w->out,
      "{\"visualProperties\":[{\"default\":{\"network\":{},\"node\":{\"NODE_BACKGROUND_COLOR\":\"#ECECEC\"},"
      "\"edge\":{\"EDGE_TARGET_ARROW_SHAPE\":\"triangle\"}},\n\"nodeMapping\":{\"NODE_LABEL\":{\"type\":"
      "\"PASSTHROUGH\",\"definition\":{\"attribute\":\"name\",\"type\":\"string\"}},\"NODE_WIDTH\":{\"type\":"
      "\"PASSTHROUGH\",\"definition\":{\"attribute\":\"size\",\"type\":\"double\"}},\"NODE_HEIGHT\":{\"type\":"
      "\"PASSTHROUGH\",\"definition\":{\"attribute\":\"size\",\"type\":\"double\"}},\"NODE_BACKGROUND_COLOR\":"
      "{\"type\":\"DISCRETE\",\"definition\":{\"attribute\":\"type\",\"type\":\"string\",\"map\":[");
  for (size_t i = 0; i < count; i++) {
    bg_buffer_puts(&w->out, i ? ",{" : "{");
    put_text(w, "v", type->texts[rows[i]]);
    bg_buffer_printf(&w->out, ",\"vp\":\"%s\"}", m->fills[rows[i]]);
  }
  bg_buffer_puts(&w->out,
                 "]}}},\n\"edgeMapping\":{\"EDGE_LABEL\":{\"type\":\"PASSTHROUGH\",\"definition\":{\"attribute\":"
                 "\"interaction\",\"type\":\"string\"}},\"EDGE_LINE_COLOR\":{\"type\":\"DISCRETE\",\"definition\":"
                 "{\"attribute\":\"sign\",\"type\":\"integer\",\"map\":[");
  const char *comma = "";
  for (int s = -1; s <= 1; s++) {
    size_t row = with_sign(m, sign, s);
    if (row == SIZE_MAX) continue;
    bg_buffer_printf(&w->out, "%s{\"v\":%d,\"vp\":\"%s\"}", comma, s, m->colours[row]);
    comma = ",";
  }
  bg_buffer_puts(&w->out, "]}}}}]},\n{\"status\":[{\"success\":true}]}\n]\n");
  bg_free(rows);
}

void bg_write_cx2(const bg_graph_model *m, bg_output *output) {
  writer w = start(m, output);
  put_head(&w);
  for (size_t i = 0; i < m->nodes.rows; i++) put_cx2_node(&w, i);
  bg_buffer_puts(&w.out, "\n]},\n{\"edges\":[");
  for (size_t i = 0; i < m->edges.rows; i++) put_cx2_edge(&w, i);
  bg_buffer_puts(&w.out, "\n]},\n");
  put_visual(&w);
  finish(&w);
}
