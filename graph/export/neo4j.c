#include <string.h>

#include "base/csv.h"
#include "base/json.h"
#include "base/map.h"
#include "base/memory.h"
#include "export/graph_formats.h"
#include "rdf/graph.h"

/* ---- names ---- */

static bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}

static bool is_word(char c) {
  return is_upper(c) || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* "cooperatesWith" is COOPERATES_WITH, as Neo4j's users write types. */
static void put_type(const bg_graph_model *m, size_t edge, bg_buffer *out) {
  bg_str name = bg_iri_local_name(m->relations[edge]);
  size_t start = out->len;
  for (size_t i = 0; i < name.len && i < 100; i++) {
    char c = name.data[i];
    bool hump = is_upper(c) && i > 0 && is_word(name.data[i - 1]) && !is_upper(name.data[i - 1]);
    if (hump) bg_buffer_putc(out, '_');
    if (i == 0 && c >= '0' && c <= '9') bg_buffer_putc(out, 'R');
    bg_buffer_putc(out, !is_word(c) ? '_' : c >= 'a' ? (char)(c - 'a' + 'A') : c);
  }
  if (out->len == start || strspn(out->data + start, "_") == out->len - start) {
    out->len = start;
    bg_buffer_puts(out, m->level == BG_LEVEL_TIES ? "TIE" : "RELATED");
  }
}

/* A second label beside Entity, from the class; nothing when there is none. */
static void put_label(const bg_graph_model *m, size_t node, bg_buffer *out) {
  bg_str name = bg_iri_local_name(m->node_classes[node]);
  for (size_t i = 0; i < name.len && i < 100; i++) {
    char c = name.data[i];
    if (i == 0 && !(is_word(c) && c > '9')) bg_buffer_putc(out, 'C');
    bg_buffer_putc(out, is_word(c) ? c : '_');
  }
}

/* The different labels of nodes or types of edges, and which each row has. */
typedef struct {
  bg_arena *arena;
  bg_map *names;
  size_t *first; /* row of each, by its place in names */
  size_t *next;  /* row with the same name, by row; SIZE_MAX at the end */
} groups;

static groups group(const bg_graph_model *m, size_t rows, void (*put)(const bg_graph_model *, size_t, bg_buffer *)) {
  groups g = {bg_arena_new(), bg_map_new(), bg_calloc(rows, sizeof(size_t)), bg_calloc(rows, sizeof(size_t))};
  size_t *last = bg_calloc(rows, sizeof *last);
  bg_buffer name = {0};
  for (size_t i = 0; i < rows; i++) {
    bg_buffer_clear(&name);
    put(m, i, &name);
    size_t group = bg_map_get(g.names, bg_buffer_str(&name), SIZE_MAX);
    if (group == SIZE_MAX) {
      group = bg_map_count(g.names);
      bg_map_set(g.names, bg_arena_str(g.arena, bg_buffer_str(&name)), group);
      g.first[group] = i;
    } else {
      g.next[last[group]] = i;
    }
    last[group] = i;
    g.next[i] = SIZE_MAX;
  }
  bg_buffer_free(&name);
  bg_free(last);
  return g;
}

static void free_groups(groups *g) {
  bg_map_free(g->names);
  bg_free(g->first);
  bg_free(g->next);
  bg_arena_free(g->arena);
}

/* ---- neo4j-admin import ---- */

static void put_header(const bg_fields *fields, bg_buffer *out) {
  static const char *const types[] = {"string", "long", "double", "boolean", "string[]"};
  for (size_t i = 0; i < fields->count; i++)
    if (strcmp(fields->items[i].name, "iri") != 0)
      bg_buffer_printf(out, ",%s:%s", fields->items[i].name, types[fields->items[i].type]);
}

static void put_cells(const bg_fields *fields, size_t row, bg_buffer *text, bg_buffer *out) {
  for (size_t i = 0; i < fields->count; i++) {
    const bg_field *field = &fields->items[i];
    if (strcmp(field->name, "iri") == 0) continue;
    bg_buffer_putc(out, ',');
    if (!bg_field_has(field, row)) continue;
    bg_buffer_clear(text);
    bg_field_put(field, row, text);
    bg_csv_put_field(out, bg_buffer_str(text));
  }
  bg_buffer_putc(out, '\n');
}

void bg_write_neo4j_nodes(const bg_graph_model *m, bg_output *output) {
  bg_buffer out = {0}, text = {0};
  bg_buffer_puts(&out, "iri:ID(Entity),:LABEL,id:string");
  put_header(&m->nodes, &out);
  bg_buffer_putc(&out, '\n');
  for (size_t i = 0; i < m->nodes.rows; i++) {
    bg_csv_put_field(&out, m->node_iris[i]);
    bg_buffer_puts(&out, ",Entity");
    bg_buffer_clear(&text);
    put_label(m, i, &text);
    if (text.len) bg_buffer_printf(&out, "|%s", text.data);
    bg_buffer_printf(&out, ",%.*s", BG_FMT(m->node_ids[i]));
    put_cells(&m->nodes, i, &text, &out);
    bg_output_drain(output, &out);
  }
  bg_output_drain(output, &out);
  bg_buffer_free(&text);
  bg_buffer_free(&out);
}

void bg_write_neo4j_edges(const bg_graph_model *m, bg_output *output) {
  bg_buffer out = {0}, text = {0};
  bg_buffer_puts(&out, ":START_ID(Entity),:END_ID(Entity),:TYPE,id:string,weight:double");
  put_header(&m->edges, &out);
  bg_buffer_putc(&out, '\n');
  for (size_t i = 0; i < m->edges.rows; i++) {
    bg_csv_put_field(&out, m->node_iris[m->from[i]]);
    bg_buffer_putc(&out, ',');
    bg_csv_put_field(&out, m->node_iris[m->to[i]]);
    bg_buffer_putc(&out, ',');
    put_type(m, i, &out);
    bg_buffer_putc(&out, ',');
    bg_buffer_add(&out, m->edge_ids[i]);
    bg_buffer_putc(&out, ',');
    bg_buffer_put_double(&out, m->weights[i]);
    put_cells(&m->edges, i, &text, &out);
    bg_output_drain(output, &out);
  }
  bg_output_drain(output, &out);
  bg_buffer_free(&text);
  bg_buffer_free(&out);
}

/* ---- Cypher ---- */

/* The property that tells an edge from others of its type between the same ends, when it is loaded again; two relations
 * can make one type. NULL where two ends have one edge. */
static const char *edge_key(const bg_graph_model *m) {
  if (m->level == BG_LEVEL_TIES) return NULL;
  return m->level == BG_LEVEL_CLAIMS && m->from_claims ? "claim" : "relation";
}

void bg_write_neo4j_cypher(const bg_graph_model *m, bg_output *output) {
  groups labels = group(m, m->nodes.rows, put_label), types = group(m, m->edges.rows, put_type);
  const char *key = edge_key(m);
  bg_output_puts(output, "CREATE CONSTRAINT briefgraph_iri IF NOT EXISTS FOR (n:Entity) REQUIRE n.iri IS UNIQUE;\n");
  for (size_t i = 0; i < bg_map_count(labels.names); i++) {
    bg_str name = bg_map_key(labels.names, i);
    bg_output_printf(output,
                     "UNWIND $nodes_%.*s AS row\nMERGE (n:Entity {iri: row.iri})\nSET n%s%.*s%s n += "
                     "row.properties;\n",
                     BG_FMT(name), name.len ? ":" : "", BG_FMT(name), name.len ? "," : "");
  }
  for (size_t i = 0; i < bg_map_count(types.names); i++) {
    bg_str name = bg_map_key(types.names, i);
    bg_output_printf(output,
                     "UNWIND $edges_%.*s AS row\nMATCH (a:Entity {iri: row.from})\nMATCH (b:Entity {iri: row.to})\n"
                     "MERGE (a)-[r:%.*s",
                     BG_FMT(name), BG_FMT(name));
    if (key) bg_output_printf(output, " {%s: row.%s}", key, key);
    bg_output_puts(output, "]->(b)\nSET r += row.properties;\n");
  }
  free_groups(&types);
  free_groups(&labels);
}

typedef struct {
  const bg_graph_model *m;
  const bg_str *node_names, *edge_names; /* of fields: ',"label":' */
  const char *key;                       /* see edge_key */
  const bg_field *keys;
} parameters;

static void put_properties(const bg_fields *fields, const bg_str *names, size_t row, bg_str id, bg_buffer *out) {
  bg_buffer_puts(out, "\"properties\":{\"id\":");
  bg_json_put_string(out, id);
  for (size_t i = 0; i < fields->count; i++) {
    const bg_field *field = &fields->items[i];
    if (!bg_field_has(field, row) || strcmp(field->name, "iri") == 0) continue;
    bg_buffer_add(out, names[i]);
    bg_field_put_json(field, row, out);
  }
}

static void put_node(const parameters *p, size_t i, bg_buffer *out) {
  bg_buffer_puts(out, "{\"iri\":");
  bg_json_put_string(out, p->m->node_iris[i]);
  bg_buffer_putc(out, ',');
  put_properties(&p->m->nodes, p->node_names, i, p->m->node_ids[i], out);
  bg_buffer_puts(out, "}}");
}

static void put_edge(const parameters *p, size_t i, bg_buffer *out) {
  const bg_graph_model *m = p->m;
  bg_buffer_puts(out, "{\"from\":");
  bg_json_put_string(out, m->node_iris[m->from[i]]);
  bg_buffer_puts(out, ",\"to\":");
  bg_json_put_string(out, m->node_iris[m->to[i]]);
  if (p->key) {
    bg_buffer_printf(out, ",\"%s\":", p->key);
    bg_json_put_string(out, p->keys->texts[i]);
  }
  bg_buffer_putc(out, ',');
  put_properties(&m->edges, p->edge_names, i, m->edge_ids[i], out);
  bg_buffer_puts(out, ",\"weight\":");
  bg_put_real(out, m->weights[i]);
  bg_buffer_puts(out, "}}");
}

static void put_rows(const parameters *p, const groups *g, const char *kind,
                     void (*put)(const parameters *, size_t, bg_buffer *), bool *first, bg_output *output) {
  bg_buffer out = {0};
  for (size_t k = 0; k < bg_map_count(g->names); k++) {
    bg_buffer_printf(&out, "%s\n\"%s_%.*s\":[", *first ? "" : ",", kind, BG_FMT(bg_map_key(g->names, k)));
    *first = false;
    const char *comma = "\n";
    for (size_t i = g->first[k]; i != SIZE_MAX; i = g->next[i]) {
      bg_buffer_puts(&out, comma);
      put(p, i, &out);
      bg_output_drain(output, &out);
      comma = ",\n";
    }
    bg_buffer_puts(&out, "\n]");
  }
  bg_output_drain(output, &out);
  bg_buffer_free(&out);
}

void bg_write_neo4j_parameters(const bg_graph_model *m, bg_output *output) {
  groups labels = group(m, m->nodes.rows, put_label), types = group(m, m->edges.rows, put_type);
  bg_arena *arena = bg_arena_new();
  parameters p = {.m = m,
                  .node_names = bg_fields_frame(&m->nodes, ",\"", "\":", arena),
                  .edge_names = bg_fields_frame(&m->edges, ",\"", "\":", arena),
                  .key = edge_key(m)};
  if (p.key) p.keys = bg_fields_find(&m->edges, p.key);
  bool first = true;
  bg_output_puts(output, "{");
  put_rows(&p, &labels, "nodes", put_node, &first, output);
  put_rows(&p, &types, "edges", put_edge, &first, output);
  bg_output_puts(output, "\n}\n");
  bg_arena_free(arena);
  free_groups(&types);
  free_groups(&labels);
}

void bg_write_neo4j_readme(const bg_graph_model *m, bg_output *output) {
  (void)m;
  bg_output_puts(
      output,
      "# Into Neo4j\n\n"
      "Into a new, empty database, with the server stopped (Neo4j 5):\n\n"
      "    neo4j-admin database import full neo4j --nodes=nodes.csv --relationships=relationships.csv \\\n"
      "      --array-delimiter='|' --multiline-fields=true\n\n"
      "Into a database that runs, again whenever the graph has changed: every statement of load.cypher, with\n"
      "parameters.json as its parameters. Entities are merged by their IRI and claims by theirs, so nothing "
      "is\ndoubled. With the Python driver:\n\n"
      "    import json, re, neo4j\n"
      "    parameters = json.load(open(\"parameters.json\"))\n"
      "    with neo4j.GraphDatabase.driver(\"neo4j://localhost\", auth=(user, password)) as driver:\n"
      "        for statement in open(\"load.cypher\").read().split(\";\\n\")[:-1]:\n"
      "            names = re.findall(r\"\\$(\\w+)\", statement)\n"
      "            driver.execute_query(statement, {name: parameters[name] for name in names})\n");
}
