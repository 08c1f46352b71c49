#include <string.h>

#include "base/csv.h"
#include "base/json.h"
#include "base/memory.h"
#include "export/graph_formats.h"

/* ---- cells ---- */

/* Readers of CSV stop at a NUL. */
static void put_without_nul(bg_buffer *out, bg_str text) {
  if (!text.len || !memchr(text.data, '\0', text.len)) {
    bg_csv_put_field(out, text);
    return;
  }
  bg_buffer good = {0};
  for (size_t i = 0; i < text.len; i++) {
    if (text.data[i]) bg_buffer_putc(&good, text.data[i]);
    else bg_buffer_puts(&good, "\xef\xbf\xbd");
  }
  bg_csv_put_field(out, bg_buffer_str(&good));
  bg_buffer_free(&good);
}

static void put_cell(const bg_field *field, size_t row, bg_buffer *text, bg_buffer *scratch, bg_buffer *out) {
  bg_buffer_putc(out, ',');
  if (!bg_field_has(field, row)) return;
  bool words = field->type == BG_FIELD_TEXT || field->type == BG_FIELD_LIST;
  bg_buffer_clear(text);
  bg_field_put(field, row, text);
  bg_str cell = bg_buffer_str(text);
  if (words) cell = bg_csv_defuse(cell, scratch);
  put_without_nul(out, cell);
}

static void put_header(const char *first, const bg_fields *fields, bg_buffer *out) {
  bg_buffer_puts(out, first);
  for (size_t i = 0; i < fields->count; i++) bg_buffer_printf(out, ",%s", fields->items[i].name);
  bg_buffer_putc(out, '\n');
}

static void put_row(const bg_fields *fields, size_t row, bg_buffer *text, bg_buffer *scratch, bg_buffer *out) {
  for (size_t i = 0; i < fields->count; i++) put_cell(&fields->items[i], row, text, scratch, out);
  bg_buffer_putc(out, '\n');
}

/* ---- files ---- */

void bg_write_node_csv(const bg_graph_model *m, bg_output *output) {
  bg_buffer out = {0}, text = {0}, scratch = {0};
  put_header("id", &m->nodes, &out);
  for (size_t i = 0; i < m->nodes.rows; i++) {
    bg_buffer_add(&out, m->node_ids[i]);
    put_row(&m->nodes, i, &text, &scratch, &out);
    bg_output_drain(output, &out);
  }
  bg_output_drain(output, &out);
  bg_buffer_free(&scratch);
  bg_buffer_free(&text);
  bg_buffer_free(&out);
}

/* "type" is Gephi's word for whether an edge has a direction. */
void bg_write_edge_csv(const bg_graph_model *m, bg_output *output) {
  bg_buffer out = {0}, text = {0}, scratch = {0};
  put_header("source,target,type,id,weight", &m->edges, &out);
  for (size_t i = 0; i < m->edges.rows; i++) {
    bg_buffer_add(&out, m->node_ids[m->from[i]]);
    bg_buffer_putc(&out, ',');
    bg_buffer_add(&out, m->node_ids[m->to[i]]);
    bg_buffer_puts(&out, ",Directed,");
    bg_buffer_add(&out, m->edge_ids[i]);
    bg_buffer_putc(&out, ',');
    bg_buffer_put_double(&out, m->weights[i]);
    put_row(&m->edges, i, &text, &scratch, &out);
    bg_output_drain(output, &out);
  }
  bg_output_drain(output, &out);
  bg_buffer_free(&scratch);
  bg_buffer_free(&text);
  bg_buffer_free(&out);
}

/* ---- CSV on the Web ---- */

static void put_column(const char *name, const char *datatype, bool list, bool first, bg_buffer *out) {
  bg_buffer_printf(out, "%s\n          {\"name\": \"%s\", \"titles\": \"%s\", \"datatype\": \"%s\"%s}",
                   first ? "" : ",", name, name, datatype, list ? ", \"separator\": \"|\"" : "");
}

static void put_columns(const char *const *first, const bg_fields *fields, bg_buffer *out) {
  static const char *const types[] = {"string", "integer", "double", "boolean", "string"};
  for (size_t i = 0; first[i]; i++)
    put_column(first[i], strcmp(first[i], "weight") == 0 ? "double" : "string", false, i == 0, out);
  for (size_t i = 0; i < fields->count; i++)
    put_column(fields->items[i].name, types[fields->items[i].type], fields->items[i].type == BG_FIELD_LIST, false, out);
}

void bg_write_csvw(const bg_graph_model *m, bg_output *output) {
  static const char *const node[] = {"id", NULL};
  static const char *const edge[] = {"source", "target", "type", "id", "weight", NULL};
  bg_buffer out = {0};
  bg_buffer_puts(&out, "{\n  \"@context\": \"http://www.w3.org/ns/csvw\",\n  \"dc:title\": ");
  bg_json_put_string(&out, m->name);
  bg_buffer_puts(&out,
                 ",\n  \"dc:description\": \"A text that a spreadsheet would take for a formula has an apostrophe in "
                 "front; take off one.\",\n  \"tables\": [\n    {\"url\": \"nodes.csv\",\n      \"tableSchema\": {\n"
                 "        \"primaryKey\": \"id\",\n        \"columns\": [");
  put_columns(node, &m->nodes, &out);
  bg_buffer_puts(&out,
                 "\n        ]}},\n    {\"url\": \"edges.csv\",\n      \"tableSchema\": {\n        \"primaryKey\": "
                 "\"id\",\n        \"foreignKeys\": [\n          {\"columnReference\": \"source\", \"reference\": "
                 "{\"resource\": \"nodes.csv\", \"columnReference\": \"id\"}},\n          {\"columnReference\": "
                 "\"target\", \"reference\": {\"resource\": \"nodes.csv\", \"columnReference\": \"id\"}}],\n        "
                 "\"columns\": [");
  put_columns(edge, &m->edges, &out);
  bg_buffer_puts(&out, "\n        ]}}\n  ]\n}\n");
  bg_output_drain(output, &out);
  bg_buffer_free(&out);
}
