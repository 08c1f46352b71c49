#include "rdf/raptor_reader.h"

#include <raptor2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "rdf/check_term.h"

/* raptor wants some base: what is resolved against this one was relative, and nobody gave a base. */
#define NO_BASE "x-briefgraph-no-base://relative/"

enum { KNOWN_IRIS = 16 };

typedef struct {
  raptor_parser *parser;
  bg_sink sink;
  bg_read_counts *counts;
  bg_diagnostics *diagnostics;
  const char *name;
  bg_str text;
  bg_status status;
  size_t generated;            /* blank nodes without a label so far */
  bg_buffer known[KNOWN_IRIS]; /* IRIs that passed the check lately: most come again at once */
  size_t next_known;
} reading;

static bg_str from_uri(raptor_uri *uri) {
  size_t len = 0;
  const unsigned char *text = uri ? raptor_uri_as_counted_string(uri, &len) : NULL;
  return (bg_str){(const char *)text, len};
}

static bg_term convert(const raptor_term *term) {
  if (!term) return (bg_term){.kind = BG_TERM_NONE};
  switch (term->type) {
    case RAPTOR_TERM_TYPE_URI: return bg_term_iri(from_uri(term->value.uri));
    case RAPTOR_TERM_TYPE_BLANK:
      return (bg_term){.kind = BG_TERM_BLANK,
                       .value = {(const char *)term->value.blank.string, term->value.blank.string_len}};
    case RAPTOR_TERM_TYPE_LITERAL: {
      bg_term out = bg_term_literal((bg_str){(const char *)term->value.literal.string, term->value.literal.string_len});
      if (term->value.literal.language)
        out.language = (bg_str){(const char *)term->value.literal.language, term->value.literal.language_len};
      else out.datatype = from_uri(term->value.literal.datatype);
      return out;
    }
    case RAPTOR_TERM_TYPE_UNKNOWN: break;
  }
  return (bg_term){.kind = BG_TERM_NONE};
}

/* ---- messages ---- */

/* Copy of line number `line`, cut; owned by the caller. */
static char *source_line(bg_str text, size_t line) {
  bg_str rest = text, part = BG_STR_EMPTY;
  while (line-- > 0)
    if (!bg_str_split(&rest, '\n', &part)) return NULL;
  return bg_str_dup(bg_str_slice(part, 0, 4096));
}

static void report(reading *r, bg_severity severity, const raptor_locator *locator, const char *message) {
  bg_diagnostic d = {.severity = severity, .location = {.file = r->name}, .message = message};
  char *line = NULL;
  if (locator && locator->line > 0) {
    d.location.line = (size_t)locator->line;
    if (locator->column > 0) d.location.column = (size_t)locator->column;
    if (severity == BG_SEVERITY_ERROR) line = source_line(r->text, d.location.line);
  }
  d.source_line = line;
  bg_diagnostics_add(r->diagnostics, &d);
  bg_free(line);
  if (severity == BG_SEVERITY_ERROR && r->status == BG_OK) r->status = BG_ERROR_SYNTAX;
}

static void on_log(void *context, raptor_log_message *message) {
  /* what raptor skips with a warning would be lost without a word in the result */
  bool error = message->level >= RAPTOR_LOG_LEVEL_ERROR || strstr(message->text, "skipping");
  report(context, error ? BG_SEVERITY_ERROR : BG_SEVERITY_WARNING, message->locator, message->text);
}

/* ---- statements ---- */

static void reject(reading *r, const char *problem, bg_str text) {
  bg_buffer message = {0};
  bool relative = bg_str_starts(text, BG_STR(NO_BASE));
  if (relative) text = bg_str_slice(text, sizeof NO_BASE - 1, text.len);
  bg_buffer_printf(&message, "%s: <%.*s>", relative ? "relative IRI without a base; give --base" : problem,
                   BG_FMT(text));
  report(r, BG_SEVERITY_ERROR, raptor_parser_get_locator(r->parser), message.data);
  bg_buffer_free(&message);
}

static bool check_iri(reading *r, bg_str iri) {
  const char *problem = bg_str_starts(iri, BG_STR(NO_BASE)) ? "relative IRI" : bg_iri_problem(iri);
  if (problem) reject(r, problem, iri);
  return !problem;
}

static bool is_known(const reading *r, bg_str iri) {
  for (size_t i = 0; i < KNOWN_IRIS; i++)
    if (bg_str_equal(bg_buffer_str(&r->known[i]), iri)) return true;
  return false;
}

static void remember(reading *r, bg_str iri) {
  bg_buffer *slot = &r->known[r->next_known++ % KNOWN_IRIS];
  bg_buffer_clear(slot);
  bg_buffer_add(slot, iri);
}

/* raptor is lenient inside terms: what it lets through is checked against the grammar. */
static bool check(reading *r, const bg_term *term) {
  if (term->kind == BG_TERM_IRI && term->value.len && is_known(r, term->value)) return true;
  if (bg_utf8_invalid(term->value) != SIZE_MAX) {
    reject(r, "invalid UTF-8 or a code point that does not exist", term->value);
    return false;
  }
  if (term->kind == BG_TERM_IRI) {
    if (!check_iri(r, term->value)) return false;
    remember(r, term->value);
    return true;
  }
  if (term->kind != BG_TERM_LITERAL) return true;
  if (term->language.len && bg_language_length(term->language) != term->language.len) {
    reject(r, "not a language tag", term->language);
    return false;
  }
  return !term->datatype.len || check_iri(r, term->datatype);
}

static void on_statement(void *context, raptor_statement *triple) {
  reading *r = context;
  if (r->status != BG_OK) return;
  bg_statement s = {convert(triple->subject), convert(triple->predicate), convert(triple->object),
                    convert(triple->graph)};
  if (check(r, &s.subject) && check(r, &s.predicate) && check(r, &s.object) && check(r, &s.graph)) {
    r->counts->statements++;
    r->status = r->sink.statement(r->sink.context, &s);
  }
  if (r->status != BG_OK) raptor_parser_parse_abort(r->parser);
}

static void on_namespace(void *context, raptor_namespace *ns) {
  reading *r = context;
  bg_str iri = from_uri(raptor_namespace_get_uri(ns));
  if (r->status != BG_OK || !r->sink.prefix || bg_iri_problem(iri) || bg_str_starts(iri, BG_STR(NO_BASE))) return;
  const char *prefix = (const char *)raptor_namespace_get_prefix(ns);
  r->status = r->sink.prefix(r->sink.context, bg_str_from(prefix), iri);
}

/* raptor's own names for nodes without a label could meet labels of the file. Ours are "anon" and a number; labels that
 * start with "anon" get a letter that keeps them apart. */
static unsigned char *name_blank(void *context, unsigned char *label) {
  reading *r = context;
  char generated[32];
  const char *text = (const char *)label;
  snprintf(generated, sizeof generated, "anon%zu", ++r->generated);
  bool meets = text && strncmp(text, "anon", 4) == 0;
  size_t size = (text ? strlen(text) : strlen(generated)) + 2;
  char *name = raptor_alloc_memory(size);
  if (!name) return NULL;
  if (meets) snprintf(name, size, "anonu%s", text + 4);
  else snprintf(name, size, "%s", text ? text : generated);
  if (label) raptor_free_memory(label);
  return (unsigned char *)name;
}

static void set_up(raptor_parser *parser, reading *r) {
  raptor_parser_set_option(parser, RAPTOR_OPTION_NO_NET, NULL, 1);
  raptor_parser_set_option(parser, RAPTOR_OPTION_NO_FILE, NULL, 1);
  raptor_parser_set_option(parser, RAPTOR_OPTION_LOAD_EXTERNAL_ENTITIES, NULL, 0);
  raptor_parser_set_statement_handler(parser, r, on_statement);
  raptor_parser_set_namespace_handler(parser, r, on_namespace);
}

bg_status bg_rdfxml_read(bg_str text, const char *name, const char *base, bg_sink sink, bg_read_counts *counts,
                         bg_diagnostics *diagnostics) {
  reading r = {.sink = sink, .counts = counts, .diagnostics = diagnostics, .name = name, .text = text};
  raptor_world *world = raptor_new_world();
  if (!world) return bg_error(diagnostics, BG_ERROR_LIBRARY, NULL, "raptor2 did not start");
  raptor_world_set_flag(world, RAPTOR_WORLD_FLAG_URI_INTERNING, 0);
  raptor_world_set_log_handler(world, &r, on_log);
  raptor_world_set_generate_bnodeid_handler(world, &r, name_blank);
  raptor_world_open(world);
  raptor_uri *base_uri = raptor_new_uri(world, (const unsigned char *)(base ? base : NO_BASE));
  r.parser = raptor_new_parser(world, "rdfxml");
  if (r.parser && base_uri) {
    set_up(r.parser, &r);
    raptor_parser_parse_start(r.parser, base_uri);
    raptor_parser_parse_chunk(r.parser, (const unsigned char *)text.data, text.len, 1);
  } else {
    r.status = bg_error(diagnostics, BG_ERROR_LIBRARY, NULL, "raptor2 has no parser for RDF/XML");
  }
  if (r.parser) raptor_free_parser(r.parser);
  if (base_uri) raptor_free_uri(base_uri);
  raptor_free_world(world);
  for (size_t i = 0; i < KNOWN_IRIS; i++) bg_buffer_free(&r.known[i]);
  return r.status;
}
