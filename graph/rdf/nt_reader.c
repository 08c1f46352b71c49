#include "rdf/nt_reader.h"

#include <stdint.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "rdf/check_term.h"
#include "rdf/dataset_model.h"
#include "rdf/escape.h"
#include "rdf/line_writer.h"
#include "rdf/nt_usual.h"
#include "rdf/scan.h"
#include "rdf/triple_term.h"

enum { TERMS = 4 };
static const size_t LONGEST_LINE = (size_t)1 << 30;

typedef struct {
  const char *name;
  bool quads;
  bool lenient;
  bg_sink sink;
  bg_dataset *dataset; /* that the sink adds to, NULL: it does something else */
  nt_usual usual;
  bg_read_counts *counts;
  bg_diagnostics *diagnostics;
  size_t line;                   /* number of the current line */
  size_t offset;                 /* of the current line in the input */
  bg_buffer unescaped[TERMS][2]; /* value and datatype of each term, when they hold escapes */
  bg_buffer inner[2];            /* the same inside a triple term */
  bg_buffer triple;              /* the text of a triple term */
  bool valid;                    /* all of the lines that are read now is known to be UTF-8 */
  bg_str text;                   /* the current line without its end */
  size_t at;
  const char *problem;
} nt_reader;

static bool fail(nt_reader *r, const char *problem) {
  if (!r->problem) r->problem = problem;
  return false;
}

static char peek(const nt_reader *r) {
  return r->at < r->text.len ? r->text.data[r->at] : '\0';
}

static void skip_space(nt_reader *r) {
  while (peek(r) == ' ' || peek(r) == '\t') r->at++;
}

static bool skip_token(nt_reader *r, bg_str token, const char *problem) {
  if (!bg_str_starts(bg_str_slice(r->text, r->at, r->text.len), token)) return fail(r, problem);
  r->at += token.len;
  skip_space(r);
  return true;
}

/* ---- escapes ---- */

static bool read_numeric_escape(nt_reader *r, bg_buffer *out) {
  const char *problem = bg_read_numeric_escape(r->text, &r->at, out);
  return !problem || fail(r, problem);
}

static bool read_string_escape(nt_reader *r, bg_buffer *out) {
  const char *problem = bg_read_string_escape(r->text, &r->at, out);
  return !problem || fail(r, problem);
}

/* ---- terms ---- */

/* An IRI with escapes, up to its closing '>' at `end`. */
static bool unescape_iri(nt_reader *r, size_t end, bg_buffer *escaped, bg_str *iri) {
  bg_buffer_clear(escaped);
  while (r->at < end) {
    if (peek(r) != '\\') {
      bg_buffer_putc(escaped, r->text.data[r->at++]);
      continue;
    }
    char kind = r->text.data[r->at + 1];
    if (kind != 'u' && kind != 'U') return fail(r, "IRIs know only the escapes \\u and \\U");
    if (!read_numeric_escape(r, escaped)) return false;
  }
  *iri = bg_buffer_str(escaped);
  const char *problem = bg_iri_problem(*iri);
  if (problem) return fail(r, problem);
  r->at = end + 1;
  return true;
}

static bool read_iri(nt_reader *r, bg_buffer *escaped, bg_str *iri) {
  const char *start = r->text.data + ++r->at, *stop = r->text.data + r->text.len;
  const char *end = scan_iri(start, stop);
  if (end < stop && *end == '>') {
    *iri = (bg_str){start, (size_t)(end - start)};
    if (!bg_iri_has_scheme(*iri)) return fail(r, BG_IRI_RELATIVE);
    r->at += iri->len + 1;
    return true;
  }
  end = memchr(start, '>', (size_t)(stop - start));
  if (!end) return fail(r, "IRI without its closing '>'");
  bg_str raw = {start, (size_t)(end - start)};
  if (memchr(raw.data, '\\', raw.len)) return unescape_iri(r, r->at + raw.len, escaped, iri);
  return fail(r, bg_iri_problem(raw));
}

static bool read_blank(nt_reader *r, bg_str *label) {
  if (r->at + 1 >= r->text.len || r->text.data[r->at + 1] != ':') return fail(r, "expected '_:' of a blank node");
  size_t start = r->at + 2;
  size_t len = bg_blank_label_length(bg_str_slice(r->text, start, r->text.len));
  if (!len) return fail(r, "blank node without a valid label");
  *label = bg_str_slice(r->text, start, start + len);
  r->at = start + len;
  return true;
}

static bool read_language(nt_reader *r, bg_str *language) {
  size_t start = ++r->at;
  size_t len = bg_language_length(bg_str_slice(r->text, start, r->text.len));
  if (!len)
    return fail(r,
                "language tag must be letters, then '-' and letters or digits, 8 at most in each part, then '--ltr' or "
                "'--rtl'");
  *language = bg_str_slice(r->text, start, start + len);
  r->at = start + len;
  return true;
}

/* The lexical form; r->at stands behind the opening quote. */
static bool read_string(nt_reader *r, bg_buffer *escaped, bg_str *value) {
  const char *start = r->text.data + r->at, *stop = r->text.data + r->text.len;
  const char *end = scan_string(start, stop);
  if (end < stop && *end == '"') {
    *value = (bg_str){start, (size_t)(end - start)};
    r->at += value->len + 1;
    return true;
  }
  bg_buffer_clear(escaped);
  while (r->at < r->text.len && peek(r) != '"') {
    size_t run = (size_t)(scan_string(r->text.data + r->at, stop) - r->text.data);
    bg_buffer_add(escaped, bg_str_slice(r->text, r->at, run));
    r->at = run;
    if (peek(r) == '\\' && !read_string_escape(r, escaped)) return false;
  }
  if (r->at >= r->text.len) return fail(r, "string without its closing quote; a line break inside is written \\n");
  r->at++;
  *value = bg_buffer_str(escaped);
  return true;
}

static bool read_literal(nt_reader *r, bg_buffer unescaped[2], bg_term *term) {
  r->at++;
  term->kind = BG_TERM_LITERAL;
  if (!read_string(r, &unescaped[0], &term->value)) return false;
  skip_space(r);
  if (peek(r) == '@') return read_language(r, &term->language);
  if (peek(r) != '^') return true;
  if (!skip_token(r, BG_STR("^^"), "expected ^^<datatype>")) return false;
  if (peek(r) != '<') return fail(r, "expected ^^<datatype>");
  if (!read_iri(r, &unescaped[1], &term->datatype)) return false;
  const char *problem = bg_datatype_problem(term->datatype);
  return !problem || fail(r, problem);
}

static bool read_triple_term(nt_reader *r, bg_term *term);

static bool read_term(nt_reader *r, size_t place, bg_buffer unescaped[2], bg_term *term) {
  *term = (bg_term){0};
  char c = peek(r);
  if (c == '<') {
    if (place == 2 && r->at + 1 < r->text.len && r->text.data[r->at + 1] == '<') return read_triple_term(r, term);
    term->kind = BG_TERM_IRI;
    return read_iri(r, &unescaped[0], &term->value);
  }
  if (c == '_' && place != 1) {
    term->kind = BG_TERM_BLANK;
    return read_blank(r, &term->value);
  }
  if (c == '"' && place == 2) return read_literal(r, unescaped, term);
  static const char *const expected[TERMS] = {
      "expected the subject: an IRI or a blank node", "expected the predicate: an IRI in '<' and '>'",
      "expected the object: an IRI, a blank node or a literal", "expected the graph's name or '.'"};
  return fail(r, expected[place]);
}

/* ---- RDF 1.2 ---- */

static bool begins_triple_term(const nt_reader *r) {
  return bg_str_starts(bg_str_slice(r->text, r->at, r->text.len), BG_STR("<<"));
}

/* Writes the canonical text behind r->triple as it reads, so that triple terms inside each other share the buffers. */
static bool read_triple(nt_reader *r, size_t depth) {
  bg_term term;
  if (depth == BG_TRIPLE_DEPTH) return fail(r, "triple terms are nested too deep");
  if (!skip_token(r, BG_STR("<<("), "expected '<<(' of a triple term; '<<' alone is Turtle")) return false;
  bg_buffer_puts(&r->triple, "<<(");
  for (size_t place = 0; place < 3; place++) {
    bg_buffer_putc(&r->triple, ' ');
    if (place == 2 && begins_triple_term(r)) {
      if (!read_triple(r, depth + 1)) return false;
    } else {
      if (!read_term(r, place, r->inner, &term)) return false;
      bg_put_term(&r->triple, &term);
    }
    skip_space(r);
  }
  if (!skip_token(r, BG_STR(")>>"), "expected ')>>' at the end of the triple term")) return false;
  bg_buffer_puts(&r->triple, " )>>");
  return true;
}

static bool read_triple_term(nt_reader *r, bg_term *term) {
  bg_buffer_clear(&r->triple);
  if (!read_triple(r, 0)) return false;
  *term = (bg_term){.kind = BG_TERM_TRIPLE, .value = bg_buffer_str(&r->triple)};
  return true;
}

/* VERSION "1.2": what the file may hold is read whatever it says. */
static bool read_version(nt_reader *r) {
  bg_str version;
  if (!skip_token(r, BG_STR("VERSION"), "expected a statement")) return false;
  if (peek(r) != '"') return fail(r, "expected the version as a string, such as VERSION \"1.2\"");
  r->at++;
  if (!read_string(r, &r->inner[0], &version)) return false;
  skip_space(r);
  return r->at == r->text.len || peek(r) == '#' || fail(r, "text behind the version");
}

/* ---- lines ---- */

/* True with statement->subject.kind NONE for an empty line or a comment. */
static bool read_statement(nt_reader *r, bg_statement *statement) {
  bg_term *const terms[TERMS] = {&statement->subject, &statement->predicate, &statement->object, &statement->graph};
  *statement = (bg_statement){0};
  skip_space(r);
  if (r->at == r->text.len || peek(r) == '#') return true;
  if (peek(r) == 'V') return read_version(r);
  for (size_t i = 0; i < TERMS; i++) {
    if (i == 3 && (!r->quads || peek(r) == '.')) break;
    if (!read_term(r, i, r->unescaped[i], terms[i])) return false;
    skip_space(r);
  }
  if (peek(r) != '.')
    return fail(r, r->quads || peek(r) == '\0' ? "expected '.' at the end of the statement"
                                               : "expected '.'; a fourth term makes it N-Quads");
  r->at++;
  skip_space(r);
  return r->at == r->text.len || peek(r) == '#' || fail(r, "text behind the '.' of the statement");
}

static bg_status report(nt_reader *r) {
  bg_str before = bg_str_slice(r->text, 0, r->at);
  char *line = bg_str_dup(bg_str_slice(r->text, 0, 4096));
  bg_diagnostic d = {.severity = r->lenient ? BG_SEVERITY_WARNING : BG_SEVERITY_ERROR,
                     .location = {.file = r->name, .line = r->line, .column = 1 + bg_utf8_count(before)},
                     .message = r->problem,
                     .source_line = line};
  bg_diagnostics_add(r->diagnostics, &d);
  bg_free(line);
  r->counts->skipped += r->lenient;
  return r->lenient ? BG_OK : BG_ERROR_SYNTAX;
}

static bg_status read_line(nt_reader *r, bg_str line) {
  bg_statement statement;
  if (line.len && line.data[line.len - 1] == '\r') line.len--;
  r->text = line;
  r->at = 0;
  r->problem = NULL;
  r->line++;
  size_t invalid = r->valid ? SIZE_MAX : bg_utf8_invalid(line);
  if (invalid != SIZE_MAX) {
    r->at = invalid;
    fail(r, "invalid UTF-8; save the file as UTF-8");
  } else if (read_statement(r, &statement)) {
    if (statement.subject.kind == BG_TERM_NONE) return BG_OK;
    r->counts->statements++;
    return r->sink.statement(r->sink.context, &statement);
  }
  return report(r);
}

/* Lines as machines write them go straight into the dataset. */
static size_t skip_usual(nt_reader *r, bg_str text, size_t at) {
  size_t lines = nt_read_usual(&r->usual, r->dataset, text, r->quads, &at);
  r->line += lines;
  r->counts->statements += lines;
  return at;
}

/* Lines end with LF, CR or CRLF; raw CR is rare enough to look for it in the line only. */
static bg_status read_lines(nt_reader *r, bg_str text) {
  size_t at = 0;
  bool carriage = text.len && memchr(text.data, '\r', text.len);
  r->valid = bg_utf8_invalid(text) == SIZE_MAX;
  bool usual = r->dataset && r->valid && !carriage;
  while (at < text.len) {
    if (usual && (at = skip_usual(r, text, at)) == text.len) break;
    const char *end = memchr(text.data + at, '\n', text.len - at);
    size_t stop = end ? (size_t)(end - text.data) : text.len;
    bg_str line = {text.data + at, stop - at};
    const char *cr = carriage && line.len ? memchr(line.data, '\r', line.len - 1) : NULL;
    if (cr) {
      size_t half = (size_t)(cr - line.data);
      BG_TRY(read_line(r, bg_str_slice(line, 0, half)));
      at += half + 1;
      continue;
    }
    BG_TRY(read_line(r, line));
    at = stop + 1;
  }
  return BG_OK;
}

static nt_reader begin(const char *name, bool quads, bool lenient, bg_sink sink, bg_read_counts *counts,
                       bg_diagnostics *diagnostics) {
  return (nt_reader){
      .name = name, .quads = quads, .lenient = lenient, .sink = sink, .counts = counts, .diagnostics = diagnostics};
}

static void end(nt_reader *r) {
  for (size_t i = 0; i < TERMS; i++) {
    bg_buffer_free(&r->unescaped[i][0]);
    bg_buffer_free(&r->unescaped[i][1]);
  }
  bg_buffer_free(&r->inner[0]);
  bg_buffer_free(&r->inner[1]);
  bg_buffer_free(&r->triple);
}

static bg_str skip_mark(bg_str text) {
  return bg_str_starts(text, BG_STR("\xef\xbb\xbf")) ? bg_str_slice(text, 3, text.len) : text;
}

bg_status bg_nt_read(bg_str text, const char *name, bool quads, bool lenient, bg_sink sink, bg_read_counts *counts,
                     bg_diagnostics *diagnostics) {
  nt_reader r = begin(name, quads, lenient, sink, counts, diagnostics);
  bg_status status = read_lines(&r, skip_mark(text));
  end(&r);
  return status;
}

static bg_status read_block(bg_str text, const char *name, bool quads, bool lenient, bg_sink sink,
                            bg_read_counts *counts, bg_diagnostics *diagnostics, size_t *lines) {
  nt_reader r = begin(name, quads, lenient, sink, counts, diagnostics);
  r.line = *lines;
  bg_status status = read_lines(&r, text);
  *lines = r.line;
  end(&r);
  return status;
}

bg_status bg_nt_load_block(bg_str text, const char *name, bool quads, bool lenient, bg_dataset *dataset,
                           bg_read_counts *counts, bg_diagnostics *diagnostics, size_t *lines) {
  nt_reader r = begin(name, quads, lenient, bg_dataset_sink(dataset), counts, diagnostics);
  r.dataset = dataset;
  dataset->kept = text;
  bg_status status = read_lines(&r, text);
  *lines = r.line;
  end(&r);
  return status;
}

/* ---- blocks of lines ---- */

/* Where the last line that is whole ends, or 0. */
static size_t whole_lines(const bg_buffer *buffer, size_t from) {
  const char *last = buffer->len > from ? memrchr(buffer->data + from, '\n', buffer->len - from) : NULL;
  return last ? (size_t)(last - buffer->data) + 1 : 0;
}

bg_status bg_nt_next_block(bg_nt_blocks *blocks, bg_buffer *buffer, bg_str *text, bg_diagnostics *diagnostics) {
  size_t whole = 0, looked = 0;
  bg_buffer_clear(buffer);
  bg_buffer_add(buffer, bg_buffer_str(&blocks->rest));
  bg_buffer_clear(&blocks->rest);
  while (!blocks->ended && (buffer->len < BG_NT_BLOCK || !whole)) {
    size_t got;
    if (buffer->len > LONGEST_LINE)
      return bg_error(diagnostics, BG_ERROR_LIMIT, &(bg_location){.file = bg_stream_name(blocks->stream)},
                      "a line is longer than 1 GiB");
    bg_buffer_reserve(buffer, BG_NT_BLOCK);
    BG_TRY(bg_stream_read(blocks->stream, buffer->data + buffer->len, BG_NT_BLOCK, &got, diagnostics));
    buffer->len += got;
    blocks->ended = got == 0;
    size_t end = whole_lines(buffer, looked);
    looked = buffer->len;
    if (end) whole = end;
  }
  if (blocks->ended) whole = buffer->len;
  bg_buffer_add(&blocks->rest, bg_str_slice(bg_buffer_str(buffer), whole, buffer->len));
  *text = bg_str_slice(bg_buffer_str(buffer), 0, whole);
  if (!blocks->begun) *text = skip_mark(*text);
  blocks->begun = true;
  return BG_OK;
}

bg_status bg_nt_read_stream(bg_stream *stream, bool quads, bool lenient, bg_sink sink, bg_read_counts *counts,
                            bg_diagnostics *diagnostics) {
  bg_nt_blocks blocks = {.stream = stream};
  bg_buffer buffer = {0};
  bg_str text;
  size_t lines = 0;
  bg_status status = BG_OK;
  while (!blocks.ended && status == BG_OK) {
    status = bg_nt_next_block(&blocks, &buffer, &text, diagnostics);
    if (status == BG_OK)
      status = read_block(text, bg_stream_name(stream), quads, lenient, sink, counts, diagnostics, &lines);
  }
  bg_buffer_free(&buffer);
  bg_buffer_free(&blocks.rest);
  return status;
}
