#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "rdf/check_term.h"
#include "rdf/line_writer.h"
#include "rdf/prefixes.h"
#include "rdf/vocab.h"
#include "rdf/writers.h"

/* Where an IRI is cut into namespace and XML name: before its longest tail that is an NCName; SIZE_MAX when it has
 * none. */
static size_t name_start(bg_str iri) {
  size_t best = SIZE_MAX;
  for (size_t i = iri.len; i-- > 0;) {
    if (((unsigned char)iri.data[i] & 0xc0) == 0x80) continue;
    size_t next = i;
    uint32_t c = bg_utf8_next(iri, &next);
    bool name = bg_is_name_char(c) || c == '.';
    if (!name) break;
    if (bg_is_name_start(c)) best = i;
  }
  return best;
}

static bool xml_can_hold(bg_str text) {
  for (size_t i = 0; i < text.len;) {
    uint32_t c = bg_utf8_next(text, &i);
    if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0xfffe || c == 0xffff) return false;
  }
  return true;
}

typedef struct {
  const bg_dataset *dataset;
  bg_buffer out;
  bg_diagnostics *diagnostics;
  bg_prefixes *prefixes;
} rdfxml;

static void put_escaped(bg_buffer *out, bg_str text) {
  for (size_t i = 0; i < text.len; i++) {
    switch (text.data[i]) {
      case '&': bg_buffer_puts(out, "&amp;"); break;
      case '<': bg_buffer_puts(out, "&lt;"); break;
      case '>': bg_buffer_puts(out, "&gt;"); break;
      case '"': bg_buffer_puts(out, "&quot;"); break;
      case '\r': bg_buffer_puts(out, "&#xD;"); break;
      default: bg_buffer_putc(out, text.data[i]);
    }
  }
}

static void put_attribute(bg_buffer *out, const char *name, bg_str value) {
  bg_buffer_printf(out, " %s=\"", name);
  for (size_t i = 0; i < value.len; i++) { /* white space of attributes would be normalised */
    if (value.data[i] == '\n') bg_buffer_puts(out, "&#xA;");
    else if (value.data[i] == '\t') bg_buffer_puts(out, "&#x9;");
    else put_escaped(out, bg_str_slice(value, i, i + 1));
  }
  bg_buffer_putc(out, '"');
}

static bg_status cannot(rdfxml *x, const char *what, const bg_term *term) {
  bg_buffer text = {0};
  bg_put_term(&text, term);
  bg_status status = bg_error(x->diagnostics, BG_ERROR_UNSUPPORTED, NULL,
                              "RDF/XML cannot hold %s %s; write another syntax", what, text.data);
  bg_buffer_free(&text);
  return status;
}

/* NCNames of RDF/XML node ids allow fewer characters than labels do: others are written as hexadecimal. */
static void put_node_id(bg_buffer *out, const char *attribute, bg_str label) {
  bg_buffer id = {0};
  bg_buffer_putc(&id, 'b');
  for (size_t i = 0; i < label.len; i++) {
    char c = label.data[i];
    bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (plain) bg_buffer_putc(&id, c);
    else bg_buffer_printf(&id, "_%02X", (unsigned char)c);
  }
  put_attribute(out, attribute, bg_buffer_str(&id));
  bg_buffer_free(&id);
}

/* Names of RDF/XML's own grammar, which are no properties there: rdf:li would come back as rdf:_1. */
static bool is_syntax(bg_str iri) {
  static const char *const names[] = {"Description", "RDF",      "ID", "about",     "parseType",       "resource",
                                      "nodeID",      "datatype", "li", "aboutEach", "aboutEachPrefix", "bagID"};
  if (!bg_str_starts(iri, BG_STR(RDF_NS))) return false;
  bg_str local = bg_str_slice(iri, sizeof RDF_NS - 1, iri.len);
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (bg_str_is(local, names[i])) return true;
  return false;
}

/* XML and the head of the document have these names for their own. */
static bool is_taken(bg_str prefix, bg_str ns) {
  return !prefix.len || bg_str_is(prefix, "xml") || bg_str_is(prefix, "xmlns") ||
         (bg_str_is(prefix, "rdf") && !bg_str_is(ns, RDF_NS));
}

/* The opening of an element for a predicate, such as "rdfs:label"; *close gets the name to close it with. */
static bg_status open_property(rdfxml *x, const bg_term *predicate, bg_buffer *close) {
  size_t cut = name_start(predicate->value);
  if (cut == SIZE_MAX || cut == 0 || is_syntax(predicate->value)) return cannot(x, "the property", predicate);
  bg_str ns = bg_str_slice(predicate->value, 0, cut), local = bg_str_slice(predicate->value, cut, predicate->value.len);
  size_t index = bg_prefixes_find(x->prefixes, ns);
  bg_str prefix = BG_STR_EMPTY, iri;
  bool used;
  if (index != SIZE_MAX) bg_prefixes_get(x->prefixes, index, &prefix, &iri, &used);
  bool own = is_taken(prefix, ns);
  bg_buffer_clear(close);
  if (own) bg_buffer_printf(close, "ns:%.*s", BG_FMT(local));
  else bg_buffer_printf(close, "%.*s:%.*s", BG_FMT(prefix), BG_FMT(local));
  bg_buffer_printf(&x->out, "    <%s", close->data);
  if (own) put_attribute(&x->out, "xmlns:ns", ns);
  else bg_prefixes_use(x->prefixes, index);
  return BG_OK;
}

static bg_status put_property(rdfxml *x, const bg_quad *quad, bg_buffer *close) {
  bg_term predicate = bg_dataset_term(x->dataset, quad->p), object = bg_dataset_term(x->dataset, quad->o);
  BG_TRY(open_property(x, &predicate, close));
  if (!xml_can_hold(object.value)) return cannot(x, "a control character in", &object);
  if (object.kind != BG_TERM_LITERAL) {
    if (object.kind == BG_TERM_IRI) put_attribute(&x->out, "rdf:resource", object.value);
    else put_node_id(&x->out, "rdf:nodeID", object.value);
    bg_buffer_puts(&x->out, "/>\n");
    return BG_OK;
  }
  if (object.language.len) put_attribute(&x->out, "xml:lang", object.language);
  else if (object.datatype.len) put_attribute(&x->out, "rdf:datatype", object.datatype);
  bg_buffer_putc(&x->out, '>');
  put_escaped(&x->out, object.value);
  bg_buffer_printf(&x->out, "</%s>\n", close->data);
  return BG_OK;
}

static bg_status put_nodes(rdfxml *x, const bg_quad *quads, size_t count) {
  bg_buffer close = {0};
  bg_status status = BG_OK;
  for (size_t i = 0; i < count && status == BG_OK; i++) {
    if (i == 0 || quads[i].s != quads[i - 1].s) {
      bg_term subject = bg_dataset_term(x->dataset, quads[i].s);
      bg_buffer_puts(&x->out, "\n  <rdf:Description");
      if (subject.kind == BG_TERM_IRI) put_attribute(&x->out, "rdf:about", subject.value);
      else put_node_id(&x->out, "rdf:nodeID", subject.value);
      bg_buffer_puts(&x->out, ">\n");
    }
    status = put_property(x, &quads[i], &close);
    if (i + 1 == count || quads[i].s != quads[i + 1].s) bg_buffer_puts(&x->out, "  </rdf:Description>\n");
  }
  bg_buffer_free(&close);
  return status;
}

bg_status bg_write_rdfxml(const bg_dataset *dataset, const bg_quad *quads, size_t count, bg_output *output,
                          bg_diagnostics *diagnostics) {
  rdfxml x = {.dataset = dataset, .diagnostics = diagnostics, .prefixes = bg_prefixes_new(dataset)};
  bg_status status = put_nodes(&x, quads, count);
  if (status == BG_OK) {
    bg_buffer head = {0};
    bg_buffer_puts(&head, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rdf:RDF");
    put_attribute(&head, "xmlns:rdf", BG_STR(RDF_NS));
    for (size_t i = 0; i < bg_prefixes_count(x.prefixes); i++) {
      bg_str prefix, iri;
      bool used;
      bg_prefixes_get(x.prefixes, i, &prefix, &iri, &used);
      if (!used || bg_str_is(prefix, "rdf")) continue;
      bg_buffer name = {0};
      bg_buffer_printf(&name, "\n    xmlns:%.*s", BG_FMT(prefix));
      put_attribute(&head, name.data, iri);
      bg_buffer_free(&name);
    }
    bg_buffer_puts(&head, ">\n");
    bg_output_write(output, bg_buffer_str(&head));
    bg_output_write(output, bg_buffer_str(&x.out));
    bg_output_puts(output, "</rdf:RDF>\n");
    bg_buffer_free(&head);
  }
  bg_prefixes_free(x.prefixes);
  bg_buffer_free(&x.out);
  return status;
}
