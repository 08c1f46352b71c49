#include <string.h>

#include "base/digest.h"
#include "base/json.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "export/graph_formats.h"
#include "rdf/graph.h"
#include "rdf/vocab.h"

/* ---- schemata ---- */

/* The first that a class is or is below. What FollowTheMoney has no schema for is a note: it can be an end of links. */
static const struct {
  const char *class_iri, *schema;
} node_schemata[] = {
    {BG_NS "Person", "Person"},
    {BG_NS "Office", "Position"},
    {BG_NS "Company", "Company"},
    {BG_NS "State", "PublicBody"},
    {BG_NS "GovernmentBody", "PublicBody"},
    {BG_NS "DeFactoAuthority", "PublicBody"},
    {BG_NS "Organization", "Organization"},
    {BG_NS "Actor", "LegalEntity"},
    {BG_NS "Place", "Address"},
    {BG_NS "Initiative", "Project"},
    {BG_NS "Event", "Event"},
    {BG_NS "Document", "Document"},
};

static const char *schema_of(const bg_graph_model *m, size_t node) {
  static const char *const plain[] = {"Person", "Organization", "Company", "Event"};
  bg_str class = m->node_classes[node], local = bg_iri_local_name(class);
  for (size_t i = 0; i < sizeof node_schemata / sizeof *node_schemata; i++)
    if (bg_ontology_is_a(m->ontology, class, bg_str_from(node_schemata[i].class_iri))) return node_schemata[i].schema;
  for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
    if (bg_str_is(local, plain[i])) return plain[i]; /* of other vocabularies: foaf:Person, schema:Event */
  return "Note";
}

/* Relations that FollowTheMoney has a schema for, with what may stand at its ends. */
typedef struct {
  const char *relation, *schema, *from, *to;
  const char *from_schema, *to_schema;
} link_schema;
static const link_schema link_schemata[] = {
    {"memberOf", "Membership", "member", "organization", "LegalEntity", "Organization"},
    {"partOf", "Membership", "member", "organization", "LegalEntity", "Organization"},
    {"holdsOfficeIn", "Employment", "employee", "employer", "Person", "Organization"},
    {"leads", "Directorship", "director", "organization", "LegalEntity", "Organization"},
    {"participatesIn", "ProjectParticipant", "participant", "project", "LegalEntity", "Project"},
};
static const link_schema unknown_link = {NULL, "UnknownLink", "subject", "object", NULL, NULL};

static bool fits(const char *schema, const char *wanted) {
  bool organization =
      strcmp(schema, "Organization") == 0 || strcmp(schema, "Company") == 0 || strcmp(schema, "PublicBody") == 0;
  bool person = strcmp(schema, "Person") == 0 || strcmp(schema, "LegalEntity") == 0;
  return strcmp(schema, wanted) == 0 || (strcmp(wanted, "Organization") == 0 && organization) ||
         (strcmp(wanted, "LegalEntity") == 0 && (organization || person));
}

/* ---- entities ---- */

typedef struct {
  const bg_graph_model *m;
  bg_output *output;
  bg_arena *arena;
  const char **schemata; /* of nodes */
  bg_str *ids;           /* of nodes */
  /* of edges; NULL where there is none */
  const bg_field *modality, *polarity, *voice, *quote, *claim;
  bg_buffer out, text;
  bool first;
} writer;

/* The same IRI always gets the same id. */
static void put_id(bg_buffer *out, bg_str iri) {
  char hex[BG_SHA256_HEX + 1];
  bg_sha256_hex(iri, hex);
  bg_buffer_puts(out, "bg-");
  bg_buffer_add(out, (bg_str){hex, 40});
}

static writer start(const bg_graph_model *m, bg_output *output) {
  writer w = {.m = m,
              .output = output,
              .arena = bg_arena_new(),
              .schemata = bg_calloc(m->nodes.rows, sizeof(char *)),
              .ids = bg_calloc(m->nodes.rows, sizeof(bg_str)),
              .modality = bg_fields_find(&m->edges, "modality"),
              .polarity = bg_fields_find(&m->edges, "polarity"),
              .voice = bg_fields_find(&m->edges, "voice"),
              .quote = bg_fields_find(&m->edges, "quote"),
              .claim = bg_fields_find(&m->edges, "claim")};
  for (size_t i = 0; i < m->nodes.rows; i++) {
    w.schemata[i] = schema_of(m, i);
    bg_buffer_clear(&w.text);
    put_id(&w.text, m->node_iris[i]);
    w.ids[i] = bg_arena_str(w.arena, bg_buffer_str(&w.text));
  }
  return w;
}

static void begin(writer *w, bg_str id, const char *schema) {
  bg_buffer_puts(&w->out, "{\"id\":\"");
  bg_buffer_add(&w->out, id);
  bg_buffer_puts(&w->out, "\",\"schema\":\"");
  bg_buffer_puts(&w->out, schema);
  bg_buffer_puts(&w->out, "\",\"properties\":{");
  w->first = true;
}

/* Code points that a value may have. */
static size_t longest(const char *property) {
  static const struct {
    const char *property;
    size_t most;
  } limits[] = {{"name", 384}, {"alias", 384}, {"description", 65000}, {"summary", 65000}, {"sourceUrl", 4096}};
  for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
    if (strcmp(limits[i].property, property) == 0) return limits[i].most;
  return 1024;
}

/* What is too long is cut, and ends in three dots that are one character. */
static void put_value(writer *w, bg_str value, size_t most) {
  if (value.len <= most || bg_utf8_count(value) <= most) {
    bg_json_put_string(&w->out, value);
    return;
  }
  size_t end = 0;
  for (size_t i = 0; i + 1 < most; i++) (void)bg_utf8_next(value, &end);
  bg_json_put_string(&w->out, bg_str_slice(value, 0, end));
  w->out.len--; /* the closing quote */
  bg_buffer_puts(&w->out, "\xe2\x80\xa6\"");
}

static void put_list(writer *w, const char *property, const bg_str *values, size_t count) {
  const char *open = "[";
  for (size_t i = 0; i < count; i++) {
    if (!values[i].len) continue;
    if (open[0] == '[') {
      bg_buffer_puts(&w->out, w->first ? "\"" : ",\"");
      bg_buffer_puts(&w->out, property);
      bg_buffer_puts(&w->out, "\":");
    }
    bg_buffer_puts(&w->out, open);
    put_value(w, values[i], longest(property));
    open = ",";
  }
  if (open[0] == '[') return;
  bg_buffer_putc(&w->out, ']');
  w->first = false;
}

static void put(writer *w, const char *property, bg_str value) {
  put_list(w, property, &value, 1);
}

/* Where something that is no node is kept; valid until the next call. */
static bg_str id_of(writer *w, bg_str iri) {
  bg_buffer_clear(&w->text);
  put_id(&w->text, iri);
  return bg_buffer_str(&w->text);
}

static void end(writer *w) {
  bg_buffer_puts(&w->out, "}}\n");
  bg_output_drain(w->output, &w->out);
}

static bool is_web_address(bg_str s) {
  return bg_str_starts(s, BG_STR("https://")) || bg_str_starts(s, BG_STR("http://"));
}

static bg_str cell(const bg_field *field, size_t row) {
  return field && field->type == BG_FIELD_TEXT ? field->texts[row] : BG_STR_EMPTY;
}

static bg_str text_of(const bg_fields *fields, const char *name, size_t row) {
  return cell(bg_fields_find(fields, name), row);
}

static void put_source(writer *w, const bg_graph_document *d) {
  put(w, "title", d->title);
  put(w, "fileName", d->title);
  put(w, "publisher", d->publisher);
  put(w, "date", d->date);
  put(w, "sourceUrl", is_web_address(d->source) ? d->source : is_web_address(d->iri) ? d->iri : BG_STR_EMPTY);
}

/* The document that this node is, which claims come from; NULL for most nodes. */
static const bg_graph_document *document_at(const bg_graph_model *m, size_t row, const char *schema) {
  for (size_t i = 0; strcmp(schema, "Document") == 0 && i < m->document_count; i++)
    if (bg_str_equal(m->documents[i].iri, m->node_iris[row])) return &m->documents[i];
  return NULL;
}

static void put_node(writer *w, size_t row) {
  const bg_graph_model *m = w->m;
  const char *schema = w->schemata[row];
  const bg_graph_document *document = document_at(m, row, schema);
  begin(w, w->ids[row], schema);
  put(w, "name", m->node_labels[row]);
  if (strcmp(schema, "Address") == 0) put(w, "full", m->node_labels[row]);
  if (document) put_source(w, document);
  else if (strcmp(schema, "Document") == 0) put(w, "fileName", m->node_labels[row]);
  const bg_field *aliases = bg_fields_find(&m->nodes, "aliases");
  if (aliases && aliases->type == BG_FIELD_LIST)
    put_list(w, "alias", aliases->lists[row].items, aliases->lists[row].count);
  put(w, "description", text_of(&m->nodes, "description", row));
  put(w, "wikidataId", text_of(&m->nodes, "wikidata", row));
  put(w, "keywords", text_of(&m->nodes, "type", row));
  end(w);
}

static void put_document(writer *w, const bg_graph_document *d) {
  for (size_t i = 0; i < w->m->nodes.rows; i++)
    if (bg_str_equal(d->iri, w->m->node_iris[i])) return;
  begin(w, id_of(w, d->iri), "Document");
  put_source(w, d);
  end(w);
}

/* A membership that is only recommended, denied or alleged is none: such claims are links with a status. */
static bool is_fact(const writer *w, size_t row) {
  return w->modality && w->polarity && w->voice && bg_str_is(w->modality->texts[row], "asserted") &&
         bg_str_is(w->polarity->texts[row], "affirmed") && bg_str_is(w->voice->texts[row], "author");
}

static const link_schema *link_schema_of(const writer *w, size_t row) {
  const bg_graph_model *m = w->m;
  if (!is_fact(w, row) || !bg_str_starts(m->relations[row], BG_STR(BG_NS))) return &unknown_link;
  bg_str name = bg_iri_local_name(m->relations[row]);
  for (size_t i = 0; i < sizeof link_schemata / sizeof *link_schemata; i++) {
    const link_schema *s = &link_schemata[i];
    if (bg_str_is(name, s->relation) && fits(w->schemata[m->from[row]], s->from_schema) &&
        fits(w->schemata[m->to[row]], s->to_schema))
      return s;
  }
  return &unknown_link;
}

/* "recommended, negated, according to X", or nothing for what the author states. */
static bg_str status_of(writer *w, size_t row) {
  const struct {
    const bg_field *field;
    const char *usual, *before;
  } parts[] = {{w->modality, "asserted", ""}, {w->polarity, "affirmed", ""}, {w->voice, "author", "according to "}};
  bg_buffer_clear(&w->text);
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
    bg_str value = cell(parts[i].field, row);
    if (!value.len || bg_str_is(value, parts[i].usual)) continue;
    if (w->text.len) bg_buffer_puts(&w->text, ", ");
    bg_buffer_puts(&w->text, parts[i].before);
    bg_buffer_add(&w->text, value);
  }
  return bg_buffer_str(&w->text);
}

/* What the schema has no property for. */
static bg_str summary_of(writer *w, size_t row) {
  static const char *const names[] = {"sign", "strength", "confidence", "locator", "claims"};
  bg_buffer_clear(&w->text);
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    const bg_field *field = bg_fields_find(&w->m->edges, names[i]);
    if (!field || !bg_field_has(field, row)) continue;
    if (w->text.len) bg_buffer_puts(&w->text, "; ");
    bg_buffer_puts(&w->text, names[i]);
    bg_buffer_puts(&w->text, ": ");
    bg_field_put(field, row, &w->text);
  }
  return bg_buffer_str(&w->text);
}

/* A claim's own IRI, else what the edge says. */
static bg_str edge_id(writer *w, size_t row) {
  const bg_graph_model *m = w->m;
  if (cell(w->claim, row).len) return id_of(w, cell(w->claim, row));
  bg_buffer said = {0};
  bg_buffer_printf(&said, "%.*s %.*s %.*s", BG_FMT(m->node_iris[m->from[row]]), BG_FMT(m->relations[row]),
                   BG_FMT(m->node_iris[m->to[row]]));
  bg_str id = id_of(w, bg_buffer_str(&said));
  bg_buffer_free(&said);
  return id;
}

static void put_edge(writer *w, size_t row) {
  const bg_graph_model *m = w->m;
  const link_schema *schema = link_schema_of(w, row);
  begin(w, edge_id(w, row), schema->schema);
  put(w, schema->from, w->ids[m->from[row]]);
  put(w, schema->to, w->ids[m->to[row]]);
  put(w, "role", m->edge_labels[row]);
  put(w, "status", status_of(w, row));
  put(w, "startDate", m->starts[row]);
  put(w, "endDate", m->ends[row]);
  put(w, "description", cell(w->quote, row));
  put(w, "summary", summary_of(w, row));
  put(w, "recordId", cell(w->claim, row));
  if (m->documents_of[row]) {
    const bg_graph_document *d = &m->documents[m->documents_of[row] - 1];
    put(w, "proof", id_of(w, d->iri));
    if (is_web_address(d->source)) put(w, "sourceUrl", d->source);
  }
  end(w);
}

void bg_write_ftm(const bg_graph_model *m, bg_output *output) {
  writer w = start(m, output);
  for (size_t i = 0; i < m->document_count; i++) put_document(&w, &m->documents[i]);
  for (size_t i = 0; i < m->nodes.rows; i++) put_node(&w, i);
  for (size_t i = 0; i < m->edges.rows; i++) put_edge(&w, i);
  bg_free((void *)w.schemata);
  bg_free(w.ids);
  bg_buffer_free(&w.text);
  bg_buffer_free(&w.out);
  bg_arena_free(w.arena);
}
