#include "rdf/raptor_reader.h"

#include <raptor2.h>

#include "base/memory.h"

typedef struct {
  raptor_parser *parser;
  bg_sink sink;
  bg_read_counts *counts;
  bg_diagnostics *diagnostics;
  const char *name;
  bg_status status;
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

static void stop(reading *r, bg_status status) {
  if (r->status == BG_OK) r->status = status;
  raptor_parser_parse_abort(r->parser);
}

static void on_statement(void *context, raptor_statement *triple) {
  reading *r = context;
  if (r->status != BG_OK) return;
  bg_statement statement = {convert(triple->subject), convert(triple->predicate), convert(triple->object),
                            convert(triple->graph)};
  r->counts->statements++;
  bg_status status = r->sink.statement(r->sink.context, &statement);
  if (status != BG_OK) stop(r, status);
}

static void on_namespace(void *context, raptor_namespace *ns) {
  reading *r = context;
  if (r->status != BG_OK || !r->sink.prefix || !raptor_namespace_get_uri(ns)) return;
  bg_status status = r->sink.prefix(r->sink.context, bg_str_from((const char *)raptor_namespace_get_prefix(ns)),
                                    from_uri(raptor_namespace_get_uri(ns)));
  if (status != BG_OK) stop(r, status);
}

static void on_log(void *context, raptor_log_message *message) {
  reading *r = context;
  bg_location at = {.file = r->name};
  if (message->locator && message->locator->line > 0) {
    at.line = (size_t)message->locator->line;
    if (message->locator->column > 0) at.column = (size_t)message->locator->column;
  }
  if (message->level < RAPTOR_LOG_LEVEL_ERROR) {
    bg_warning(r->diagnostics, &at, "%s", message->text);
    return;
  }
  bg_status status = bg_error(r->diagnostics, BG_ERROR_SYNTAX, &at, "%s", message->text);
  if (r->status == BG_OK) r->status = status;
}

static void set_up(raptor_parser *parser, reading *r) {
  raptor_parser_set_option(parser, RAPTOR_OPTION_NO_NET, NULL, 1);
  raptor_parser_set_option(parser, RAPTOR_OPTION_NO_FILE, NULL, 1);
  raptor_parser_set_option(parser, RAPTOR_OPTION_LOAD_EXTERNAL_ENTITIES, NULL, 0);
  raptor_parser_set_statement_handler(parser, r, on_statement);
  raptor_parser_set_namespace_handler(parser, r, on_namespace);
}

static const char *parser_name(bg_format format) {
  switch (format) {
    case BG_FORMAT_TURTLE: return "turtle";
    case BG_FORMAT_TRIG: return "trig";
    case BG_FORMAT_RDFXML: return "rdfxml";
    case BG_FORMAT_NTRIPLES: return "ntriples";
    case BG_FORMAT_NQUADS: return "nquads";
    case BG_FORMAT_UNKNOWN: break;
  }
  return NULL;
}

bg_status bg_raptor_read(bg_str text, const char *name, bg_format format, const char *base, bg_sink sink,
                         bg_read_counts *counts, bg_diagnostics *diagnostics) {
  reading r = {.sink = sink, .counts = counts, .diagnostics = diagnostics, .name = name};
  raptor_world *world = raptor_new_world();
  if (!world) return bg_error(diagnostics, BG_ERROR_LIBRARY, NULL, "raptor2 did not start");
  raptor_world_set_flag(world, RAPTOR_WORLD_FLAG_URI_INTERNING, 0);
  raptor_world_set_log_handler(world, &r, on_log);
  raptor_world_open(world);
  raptor_uri *base_uri = raptor_new_uri(world, (const unsigned char *)(base ? base : "urn:x-briefgraph:no-base"));
  r.parser = raptor_new_parser(world, parser_name(format));
  if (r.parser && base_uri) {
    set_up(r.parser, &r);
    raptor_parser_parse_start(r.parser, base_uri);
    raptor_parser_parse_chunk(r.parser, (const unsigned char *)text.data, text.len, 1);
  } else {
    r.status = bg_error(diagnostics, BG_ERROR_LIBRARY, NULL, "raptor2 has no parser for %s", bg_format_name(format));
  }
  if (r.parser) raptor_free_parser(r.parser);
  if (base_uri) raptor_free_uri(base_uri);
  raptor_free_world(world);
  return r.status;
}
