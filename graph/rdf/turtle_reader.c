#include "rdf/turtle_reader.h"

#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "rdf/check_term.h"
#include "rdf/triple_term.h"
#include "rdf/turtle_scan.h"
#include "rdf/vocab.h"

enum { DEEPEST = 500, ARENA_BYTES = 1 << 16 };

static bool read_object(turtle_reader *r, bg_term *object);
static bool read_properties(turtle_reader *r, const bg_term *subject);
static bool read_reified(turtle_reader *r, bg_term *reifier);

static bool enter(turtle_reader *r) {
  return ++r->depth <= DEEPEST || turtle_fail(r, "brackets are nested more than 500 deep; give the inner nodes names");
}

static bool emit(turtle_reader *r, const bg_term *s, const bg_term *p, const bg_term *o) {
  bg_statement statement = {*s, *p, *o, r->graph};
  r->counts->statements++;
  r->status = r->sink.statement(r->sink.context, &statement);
  return r->status == BG_OK;
}

static bool emit_known(turtle_reader *r, const bg_term *s, bg_str predicate, const bg_term *o) {
  bg_term p = bg_term_iri(predicate);
  return emit(r, s, &p, o);
}

/* ---- blank nodes and lists ---- */

/* "[]" or "[ ... ]". */
static bool read_bracketed(turtle_reader *r, bg_term *node, bool *empty) {
  if (!turtle_takes(r, BG_STR("["))) return turtle_fail(r, "expected '['");
  *node = turtle_new_blank(r);
  *empty = turtle_takes(r, BG_STR("]"));
  if (*empty) return true;
  bool good = enter(r) && read_properties(r, node);
  r->depth--;
  return good && (turtle_takes(r, BG_STR("]")) || turtle_fail(r, "expected ']', ';' or ','"));
}

static bool read_list(turtle_reader *r, bg_term *head) {
  bg_term nil = bg_term_iri(BG_STR(RDF_NS "nil")), cell = {0}, item;
  turtle_takes(r, BG_STR("("));
  *head = nil;
  if (!enter(r)) return false;
  while (!turtle_takes(r, BG_STR(")"))) {
    bg_term next = turtle_new_blank(r);
    if (cell.kind == BG_TERM_NONE) *head = next;
    else if (!emit_known(r, &cell, BG_STR(RDF_NS "rest"), &next)) return false;
    cell = next;
    if (!read_object(r, &item) || !emit_known(r, &cell, BG_STR(RDF_NS "first"), &item)) return false;
  }
  r->depth--;
  return cell.kind == BG_TERM_NONE || emit_known(r, &cell, BG_STR(RDF_NS "rest"), &nil);
}

/* An IRI, "_:label" or "[]". */
static bool read_resource(turtle_reader *r, bg_term *term) {
  bool empty;
  if (turtle_sees(r, BG_STR("_:"))) return turtle_read_blank_label(r, term);
  if (turtle_peek(r) != '[') return turtle_read_iri(r, term);
  size_t start = r->at;
  turtle_takes(r, BG_STR("["));
  empty = turtle_takes(r, BG_STR("]"));
  *term = turtle_new_blank(r);
  if (empty) return true;
  r->at = start;
  return turtle_fail(r, "only an empty '[]' may stand here");
}

/* ---- predicates ---- */

static bool read_verb(turtle_reader *r, bg_term *predicate) {
  if (turtle_takes_exactly(r, "a")) {
    *predicate = bg_term_iri(BG_STR(RDF_TYPE));
    return true;
  }
  return turtle_read_iri(r, predicate);
}

/* ---- RDF 1.2 ---- */

static bool is_reified(const turtle_reader *r) {
  return turtle_sees(r, BG_STR("<<")) && !turtle_sees(r, BG_STR("<<("));
}

static bg_term triple_term(turtle_reader *r, const bg_term parts[3]) {
  bg_buffer text = {0};
  bg_triple_put(&text, &parts[0], &parts[1], &parts[2]);
  bg_term term = {.kind = BG_TERM_TRIPLE, .value = bg_arena_str(r->arena, bg_buffer_str(&text))};
  bg_buffer_free(&text);
  return term;
}

static bool emit_reifies(turtle_reader *r, const bg_term *reifier, const bg_term parts[3]) {
  bg_term triple = triple_term(r, parts);
  return emit_known(r, reifier, BG_STR(RDF_REIFIES), &triple);
}

/* A literal written as a word. */
static bool read_boolean(turtle_reader *r, bg_term *term) {
  bool yes = turtle_takes_exactly(r, "true");
  if (!yes && !turtle_takes_exactly(r, "false")) return false;
  *term = (bg_term){
      .kind = BG_TERM_LITERAL, .value = yes ? BG_STR("true") : BG_STR("false"), .datatype = BG_STR(XSD_NS "boolean")};
  return true;
}

static bool read_triple_term(turtle_reader *r, bg_term *term, unsigned nesting) {
  bg_term parts[3];
  if (nesting == BG_TRIPLE_DEPTH) return turtle_fail(r, "triple terms are nested too deep");
  turtle_takes(r, BG_STR("<<("));
  if (!read_resource(r, &parts[0]) || !read_verb(r, &parts[1])) return false;
  bool good = turtle_sees(r, BG_STR("<<(")) ? read_triple_term(r, &parts[2], nesting + 1)
              : turtle_sees_literal(r)      ? turtle_read_literal(r, &parts[2])
                                            : read_boolean(r, &parts[2]) || read_resource(r, &parts[2]);
  if (!good) return false;
  if (!turtle_takes(r, BG_STR(")>>"))) return turtle_fail(r, "expected ')>>' at the end of the triple term");
  *term = triple_term(r, parts);
  return true;
}

/* "~", and the node behind it if there is one. */
static bool read_reifier(turtle_reader *r, bg_term *reifier) {
  turtle_takes(r, BG_STR("~"));
  char c = turtle_peek(r);
  bool named =
      (c == '<' && !turtle_sees(r, BG_STR("<<"))) || c == '[' || turtle_sees(r, BG_STR("_:")) || turtle_sees_name(r);
  if (named) return read_resource(r, reifier);
  *reifier = turtle_new_blank(r);
  return true;
}

/* The depth of the triple terms that "<< << s p o >> p o >>" makes stays 1: what is inside is a reifier. */
static bool read_reified(turtle_reader *r, bg_term *reifier) {
  bg_term parts[3];
  turtle_takes(r, BG_STR("<<"));
  if (!enter(r)) return false;
  if (!(is_reified(r) ? read_reified(r, &parts[0]) : read_resource(r, &parts[0])) || !read_verb(r, &parts[1]))
    return false;
  bool good = is_reified(r)                   ? read_reified(r, &parts[2])
              : turtle_sees(r, BG_STR("<<(")) ? read_triple_term(r, &parts[2], 1)
              : turtle_sees_literal(r)        ? turtle_read_literal(r, &parts[2])
                                              : read_boolean(r, &parts[2]) || read_resource(r, &parts[2]);
  if (!good) return false;
  if (turtle_peek(r) != '~') *reifier = turtle_new_blank(r);
  else if (!read_reifier(r, reifier)) return false;
  if (!turtle_takes(r, BG_STR(">>"))) return turtle_fail(r, "expected '~' or '>>' at the end of the reified triple");
  r->depth--;
  return emit_reifies(r, reifier, parts);
}

/* What stands behind an object: "~ reifier" and "{| ... |}", any number of them. */
static bool read_annotations(turtle_reader *r, const bg_term triple[3]) {
  bg_term reifier = {0};
  for (;;) {
    if (turtle_peek(r) == '~') {
      if (!read_reifier(r, &reifier) || !emit_reifies(r, &reifier, triple)) return false;
    } else if (turtle_takes(r, BG_STR("{|"))) {
      if (reifier.kind == BG_TERM_NONE) {
        reifier = turtle_new_blank(r);
        if (!emit_reifies(r, &reifier, triple)) return false;
      }
      if (!enter(r) || !read_properties(r, &reifier)) return false;
      r->depth--;
      if (!turtle_takes(r, BG_STR("|}"))) return turtle_fail(r, "expected '|}', ';' or ','");
      reifier = (bg_term){0};
    } else {
      return true;
    }
  }
}

/* ---- objects ---- */

static bool read_object(turtle_reader *r, bg_term *object) {
  bool empty;
  char c = turtle_peek(r);
  if (c == '<') {
    if (turtle_sees(r, BG_STR("<<("))) return read_triple_term(r, object, 0);
    return is_reified(r) ? read_reified(r, object) : turtle_read_iri(r, object);
  }
  if (turtle_sees_literal(r)) return turtle_read_literal(r, object);
  if (c == '[') return read_bracketed(r, object, &empty);
  if (c == '(') return read_list(r, object);
  if (turtle_sees(r, BG_STR("_:"))) return turtle_read_blank_label(r, object);
  if (!turtle_sees_name(r)) return turtle_fail(r, "expected an object: an IRI, a blank node, a literal or a list");
  return read_boolean(r, object) || turtle_read_iri(r, object);
}

static bool read_objects(turtle_reader *r, const bg_term *subject, const bg_term *predicate) {
  do {
    bg_term triple[3] = {*subject, *predicate, {0}};
    if (!read_object(r, &triple[2]) || !emit(r, subject, predicate, &triple[2])) return false;
    char c = turtle_peek(r);
    if ((c == '~' || c == '{') && !read_annotations(r, triple)) return false;
  } while (turtle_takes(r, BG_STR(",")));
  return true;
}

static bool ends_properties(const turtle_reader *r) {
  char c = turtle_peek(r);
  return c == '.' || c == ']' || c == '}' || c == '|' || c == '\0';
}

static bool read_properties(turtle_reader *r, const bg_term *subject) {
  bg_term predicate;
  do {
    if (!read_verb(r, &predicate) || !read_objects(r, subject, &predicate)) return false;
    if (turtle_peek(r) != ';') return true;
    while (turtle_takes(r, BG_STR(";"))) continue;
  } while (!ends_properties(r));
  return true;
}

/* ---- statements ---- */

/* A subject; *alone when it may stand without properties. */
static bool read_subject(turtle_reader *r, bg_term *subject, bool *alone) {
  bool empty = true;
  *alone = false;
  if (is_reified(r)) {
    *alone = true;
    return read_reified(r, subject);
  }
  if (turtle_peek(r) == '(') return read_list(r, subject);
  if (turtle_peek(r) != '[') return read_resource(r, subject);
  if (!read_bracketed(r, subject, &empty)) return false;
  *alone = !empty;
  return true;
}

static bool at_end(const turtle_reader *r) {
  char c = turtle_peek(r);
  return c == '.' || c == '}' || (c == '\0' && r->at >= r->text.len);
}

static bool read_triples(turtle_reader *r) {
  bg_term subject;
  bool alone;
  if (!read_subject(r, &subject, &alone)) return false;
  return (alone && at_end(r)) || read_properties(r, &subject);
}

/* What is read is with the sink: the copies make room. Not within a graph's braces, whose name they hold. */
static void make_room(turtle_reader *r) {
  if (bg_arena_bytes(r->arena) > ARENA_BYTES) bg_arena_clear(r->arena);
}

/* "{ triples . triples }" of the graph. */
static bool read_graph(turtle_reader *r, const bg_term *name) {
  bg_arena *outside = r->arena;
  if (!turtle_takes(r, BG_STR("{"))) return turtle_fail(r, "expected '{' of the graph");
  r->arena = bg_arena_new();
  r->graph = *name;
  bool good = true;
  while (good && !turtle_takes(r, BG_STR("}"))) {
    make_room(r);
    good = read_triples(r);
    if (good && !turtle_takes(r, BG_STR(".")) && turtle_peek(r) != '}')
      good = turtle_fail(r, "expected '.' or '}' behind the triples");
  }
  if (!good) {
    bg_arena_free(outside); /* the message may borrow from the inner one */
    return false;
  }
  bg_arena_free(r->arena);
  r->arena = outside;
  r->graph = (bg_term){0};
  return true;
}

static bool read_end(turtle_reader *r) {
  return turtle_takes(r, BG_STR(".")) || turtle_fail(r, "expected '.' at the end of the statement, ';' or ','");
}

/* Triples, or in TriG a graph behind its name. */
static bool read_statement(turtle_reader *r) {
  static const bg_term none = {0};
  if (r->trig && turtle_takes_word(r, "GRAPH")) {
    bg_term name;
    return read_resource(r, &name) && read_graph(r, &name);
  }
  if (r->trig && turtle_peek(r) == '{') return read_graph(r, &none);
  bg_term subject;
  bool alone, list = turtle_peek(r) == '(';
  if (!read_subject(r, &subject, &alone)) return false;
  if (r->trig && !alone && !list && turtle_peek(r) == '{') return read_graph(r, &subject);
  if (!(alone && at_end(r)) && !read_properties(r, &subject)) return false;
  return read_end(r);
}

/* ---- directives ---- */

static bool read_prefix_line(turtle_reader *r) {
  bg_str prefix, iri;
  if (!turtle_read_prefix(r, &prefix) || !turtle_read_iriref(r, &iri)) return false;
  size_t index = bg_map_get(r->prefixes, prefix, SIZE_MAX);
  if (index == SIZE_MAX) {
    index = r->namespace_count++;
    BG_GROW(r->namespaces, r->namespace_capacity, r->namespace_count);
    bg_map_set(r->prefixes, bg_arena_str(r->names, prefix), index);
  }
  r->namespaces[index] = bg_arena_str(r->names, iri);
  if (r->sink.prefix) r->status = r->sink.prefix(r->sink.context, prefix, iri);
  return r->status == BG_OK;
}

static bool read_base_line(turtle_reader *r) {
  bg_str iri;
  if (!turtle_read_iriref(r, &iri)) return false;
  r->base = bg_arena_str(r->names, iri);
  return true;
}

/* @prefix and its like end with '.', PREFIX does not. */
static bool read_directive(turtle_reader *r, bool *found) {
  bg_str version;
  *found = true;
  if (turtle_peek(r) == '@') {
    if (turtle_takes_directive(r, BG_STR("@prefix"))) return read_prefix_line(r) && read_end(r);
    if (turtle_takes_directive(r, BG_STR("@base"))) return read_base_line(r) && read_end(r);
    if (turtle_takes_directive(r, BG_STR("@version"))) return turtle_read_string(r, false, &version) && read_end(r);
    return turtle_fail(r, "unknown directive; there are @prefix, @base and @version");
  }
  if (turtle_takes_word(r, "PREFIX")) return read_prefix_line(r);
  if (turtle_takes_word(r, "BASE")) return read_base_line(r);
  if (turtle_takes_word(r, "VERSION")) return turtle_read_string(r, false, &version);
  *found = false;
  return true;
}

static bool read_document(turtle_reader *r) {
  if (turtle_sees(r, BG_STR("\xef\xbb\xbf"))) r->at += 3;
  turtle_skip(r);
  while (r->at < r->text.len) {
    bool directive;
    make_room(r);
    r->depth = 0;
    if (!read_directive(r, &directive)) return false;
    if (!directive && !read_statement(r)) return false;
  }
  return true;
}

/* ---- messages ---- */

static bg_status report(const turtle_reader *r, const char *name, bg_diagnostics *diagnostics) {
  bg_location at = {.file = name};
  size_t start = r->at < r->text.len ? r->at : r->text.len, end = start;
  bg_utf8_position(r->text, start, &at.line, &at.column);
  while (start && r->text.data[start - 1] != '\n') start--;
  while (end < r->text.len && r->text.data[end] != '\n') end++;
  char *line = bg_str_dup(bg_str_slice(r->text, start, end - start > 4096 ? start + 4096 : end));
  bg_buffer message = {0};
  bg_buffer_puts(&message, r->problem);
  if (r->culprit.len) bg_buffer_printf(&message, ": <%.*s>", BG_FMT(r->culprit));
  bg_diagnostics_add(
      diagnostics,
      &(bg_diagnostic){.severity = BG_SEVERITY_ERROR, .location = at, .message = message.data, .source_line = line});
  bg_buffer_free(&message);
  bg_free(line);
  return BG_ERROR_SYNTAX;
}

static bg_status check_bytes(bg_str text, const char *name, bg_diagnostics *diagnostics) {
  size_t bad = bg_utf8_invalid(text);
  if (bad == SIZE_MAX) return BG_OK;
  bg_location at = {.file = name, .offset = bad, .has_offset = true};
  bg_utf8_position(text, bad, &at.line, &at.column);
  return bg_error(diagnostics, BG_ERROR_SYNTAX, &at, "invalid UTF-8; save the file as UTF-8");
}

bg_status bg_turtle_read(bg_str text, const char *name, bool trig, const char *base, bg_sink sink,
                         bg_read_counts *counts, bg_diagnostics *diagnostics) {
  turtle_reader r = {.text = text, .trig = trig, .sink = sink, .counts = counts, .base = bg_str_from(base)};
  BG_TRY(check_bytes(text, name, diagnostics));
  r.arena = bg_arena_new();
  r.names = bg_arena_new();
  r.prefixes = bg_map_new();
  bg_status status = BG_OK;
  if (!read_document(&r)) status = r.status != BG_OK ? r.status : report(&r, name, diagnostics);
  bg_map_free(r.prefixes);
  bg_arena_free(r.arena);
  bg_arena_free(r.names);
  bg_free(r.namespaces);
  bg_buffer_free(&r.scratch);
  return status;
}
