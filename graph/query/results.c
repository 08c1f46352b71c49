/* Results in the formats of the W3C (SPARQL 1.1 Query Results JSON, CSV and TSV, XML), and as a table. */
#include "query/results.h"

#include <string.h>
#include <strings.h>

#include "base/csv.h"
#include "base/json.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "rdf/line_writer.h"
#include "rdf/vocab.h"
#include "rdf/xsd_value.h"

void bg_results_free(bg_results *results) {
  if (!results) return;
  bg_free(results->rows.cells);
  bg_dataset_free(results->made);
  bg_dataset_free(results->graph);
  bg_free(results);
}

size_t bg_results_columns(const bg_results *results) {
  return results->query->select->item_count;
}

bg_str bg_results_column(const bg_results *results, size_t column) {
  return results->query->names[results->query->select->items[column].var];
}

size_t bg_results_rows(const bg_results *results) {
  return results->rows.count;
}

bg_term bg_results_cell(const bg_results *results, size_t row, size_t column) {
  bg_term_id id = table_row(&results->rows, row)[results->query->select->items[column].outer];
  return id <= results->known ? bg_dataset_term(results->data, id)
                              : bg_dataset_term(results->made, (bg_term_id)(id - results->known));
}

bool bg_results_cut(const bg_results *results) {
  return results->cut;
}

bool bg_results_answer(const bg_results *results) {
  return results->answer;
}

const bg_dataset *bg_results_graph(const bg_results *results) {
  return results->graph;
}

bg_results_format bg_results_format_by_name(bg_str name) {
  static const struct {
    const char *name;
    bg_results_format format;
  } names[] = {
      {"table", BG_RESULTS_TABLE},  {"text", BG_RESULTS_TABLE}, {"csv", BG_RESULTS_CSV},
      {"text/csv", BG_RESULTS_CSV}, {"tsv", BG_RESULTS_TSV},    {"text/tab-separated-values", BG_RESULTS_TSV},
      {"json", BG_RESULTS_JSON},    {"srj", BG_RESULTS_JSON},   {"application/sparql-results+json", BG_RESULTS_JSON},
      {"xml", BG_RESULTS_XML},      {"srx", BG_RESULTS_XML},    {"application/sparql-results+xml", BG_RESULTS_XML}};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (name.len == strlen(names[i].name) && strncasecmp(name.data, names[i].name, name.len) == 0)
      return names[i].format;
  return BG_RESULTS_UNKNOWN;
}

static bool is_select(const bg_results *results) {
  return results->query->form == BG_QUERY_SELECT;
}

static const char *answer_text(const bg_results *results) {
  return results->answer ? "true" : "false";
}

/* ---- CSV and TSV ---- */

static void put_plain(bg_buffer *out, const bg_term *term) {
  if (term->kind == BG_TERM_BLANK) bg_buffer_puts(out, "_:");
  bg_buffer_add(out, term->value);
}

static void write_csv(const bg_results *r, bg_output *output) {
  bg_buffer line = {0}, cell = {0};
  size_t columns = bg_results_columns(r);
  for (size_t row = 0; row <= r->rows.count; row++) { /* the first line has the names */
    bg_buffer_clear(&line);
    for (size_t i = 0; i < columns; i++) {
      bg_term term = row ? bg_results_cell(r, row - 1, i) : bg_term_literal(bg_results_column(r, i));
      if (i) bg_buffer_putc(&line, ',');
      bg_buffer_clear(&cell);
      put_plain(&cell, &term);
      bg_csv_put_field(&line, bg_buffer_str(&cell));
    }
    bg_buffer_puts(&line, "\r\n");
    bg_output_write(output, bg_buffer_str(&line));
  }
  bg_buffer_free(&cell);
  bg_buffer_free(&line);
}

/* As in Turtle: numbers without quotes. */
static void put_turtle(bg_buffer *out, const bg_term *term) {
  static const char *const bare[] = {"integer", "decimal", "double"};
  bg_str type = term->datatype;
  if (term->kind == BG_TERM_LITERAL && bg_str_starts(type, BG_STR(XSD_NS)) && bg_xsd_valid(type, term->value)) {
    for (size_t i = 0; i < 3; i++) {
      bool point = bg_str_find(term->value, BG_STR("."), 0) != SIZE_MAX;
      bool exponent = bg_str_find(term->value, BG_STR("E"), 0) != SIZE_MAX;
      if (!bg_str_is(bg_str_slice(type, sizeof XSD_NS - 1, type.len), bare[i])) continue;
      if ((i == 1 && !point) || (i == 2 && !exponent) || term->value.data[term->value.len - 1] == '.') break;
      bg_buffer_add(out, term->value);
      return;
    }
  }
  if (term->kind != BG_TERM_NONE) bg_put_term(out, term);
}

static void write_tsv(const bg_results *r, bg_output *output) {
  bg_buffer line = {0};
  size_t columns = bg_results_columns(r);
  for (size_t i = 0; i < columns; i++)
    bg_buffer_printf(&line, "%s?%.*s", i ? "\t" : "", BG_FMT(bg_results_column(r, i)));
  bg_buffer_putc(&line, '\n');
  bg_output_write(output, bg_buffer_str(&line));
  for (size_t row = 0; row < r->rows.count; row++) {
    bg_buffer_clear(&line);
    for (size_t i = 0; i < columns; i++) {
      bg_term term = bg_results_cell(r, row, i);
      if (i) bg_buffer_putc(&line, '\t');
      put_turtle(&line, &term);
    }
    bg_buffer_putc(&line, '\n');
    bg_output_write(output, bg_buffer_str(&line));
  }
  bg_buffer_free(&line);
}

/* ---- JSON ---- */

static void put_json_term(bg_buffer *out, const bg_term *term) {
  static const char *const kinds[] = {"", "uri", "bnode", "literal", "triple"};
  bg_buffer_printf(out, "{\"type\":\"%s\",\"value\":", kinds[term->kind]);
  bg_json_put_string(out, term->value);
  if (term->language.len) {
    bg_buffer_puts(out, ",\"xml:lang\":");
    bg_json_put_string(out, term->language);
  } else if (term->datatype.len) {
    bg_buffer_puts(out, ",\"datatype\":");
    bg_json_put_string(out, term->datatype);
  }
  bg_buffer_putc(out, '}');
}

static void write_json(const bg_results *r, bg_output *output) {
  bg_buffer line = {0};
  if (!is_select(r)) {
    bg_output_printf(output, "{\"head\":{},\"boolean\":%s}\n", answer_text(r));
    return;
  }
  bg_buffer_puts(&line, "{\"head\":{\"vars\":[");
  size_t columns = bg_results_columns(r);
  for (size_t i = 0; i < columns; i++) {
    if (i) bg_buffer_putc(&line, ',');
    bg_json_put_string(&line, bg_results_column(r, i));
  }
  bg_buffer_puts(&line, "]},\"results\":{\"bindings\":[");
  for (size_t row = 0; row < r->rows.count; row++) {
    bg_buffer_puts(&line, row ? ",\n{" : "\n{");
    bool any = false;
    for (size_t i = 0; i < columns; i++) {
      bg_term term = bg_results_cell(r, row, i);
      if (term.kind == BG_TERM_NONE) continue;
      if (any) bg_buffer_putc(&line, ',');
      any = true;
      bg_json_put_string(&line, bg_results_column(r, i));
      bg_buffer_putc(&line, ':');
      put_json_term(&line, &term);
    }
    bg_buffer_putc(&line, '}');
    bg_output_write(output, bg_buffer_str(&line));
    bg_buffer_clear(&line);
  }
  bg_output_write(output, bg_buffer_str(&line));
  bg_output_puts(output, "\n]}}\n");
  bg_buffer_free(&line);
}

/* ---- XML ---- */

/* XML 1.0 has no place for most control characters, not even as references. */
static void put_xml(bg_buffer *out, bg_str text) {
  for (size_t i = 0; i < text.len;) {
    uint32_t c = bg_utf8_next(text, &i);
    bool allowed = c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c != 0xfffe && c != 0xffff);
    if (!allowed) c = 0xfffd;
    switch (c) {
      case '<': bg_buffer_puts(out, "&lt;"); break;
      case '>': bg_buffer_puts(out, "&gt;"); break;
      case '&': bg_buffer_puts(out, "&amp;"); break;
      case '"': bg_buffer_puts(out, "&quot;"); break;
      case '\r': bg_buffer_puts(out, "&#13;"); break;
      default: bg_utf8_append(out, c); break;
    }
  }
}

static void put_xml_term(bg_buffer *out, const bg_term *term) {
  static const char *const kinds[] = {"", "uri", "bnode", "literal", "triple"};
  bg_buffer_printf(out, "<%s", kinds[term->kind]);
  if (term->language.len) {
    bg_buffer_puts(out, " xml:lang=\"");
    put_xml(out, term->language);
    bg_buffer_putc(out, '"');
  } else if (term->datatype.len) {
    bg_buffer_puts(out, " datatype=\"");
    put_xml(out, term->datatype);
    bg_buffer_putc(out, '"');
  }
  bg_buffer_putc(out, '>');
  put_xml(out, term->value);
  bg_buffer_printf(out, "</%s>", kinds[term->kind]);
}

static void put_xml_row(const bg_results *r, size_t row, bg_buffer *out) {
  bg_buffer_puts(out, "<result>");
  for (size_t i = 0; i < bg_results_columns(r); i++) {
    bg_term term = bg_results_cell(r, row, i);
    if (term.kind == BG_TERM_NONE) continue;
    bg_buffer_printf(out, "<binding name=\"%.*s\">", BG_FMT(bg_results_column(r, i)));
    put_xml_term(out, &term);
    bg_buffer_puts(out, "</binding>");
  }
  bg_buffer_puts(out, "</result>\n");
}

static void write_xml(const bg_results *r, bg_output *output) {
  bg_buffer line = {0};
  bg_output_puts(
      output,
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sparql xmlns=\"http://www.w3.org/2005/sparql-results#\">\n");
  if (!is_select(r)) {
    bg_output_printf(output, "<head></head>\n<boolean>%s</boolean>\n</sparql>\n", answer_text(r));
    return;
  }
  bg_buffer_puts(&line, "<head>");
  for (size_t i = 0; i < bg_results_columns(r); i++)
    bg_buffer_printf(&line, "<variable name=\"%.*s\"/>", BG_FMT(bg_results_column(r, i)));
  bg_buffer_puts(&line, "</head>\n<results>\n");
  for (size_t row = 0; row < r->rows.count; row++) {
    put_xml_row(r, row, &line);
    bg_output_write(output, bg_buffer_str(&line));
    bg_buffer_clear(&line);
  }
  bg_buffer_puts(&line, "</results>\n</sparql>\n");
  bg_output_write(output, bg_buffer_str(&line));
  bg_buffer_free(&line);
}

void bg_results_write(const bg_results *results, bg_results_format format, size_t columns, bg_output *output) {
  if (format == BG_RESULTS_JSON) write_json(results, output);
  else if (format == BG_RESULTS_XML) write_xml(results, output);
  else if (!is_select(results)) bg_output_printf(output, "%s\n", answer_text(results));
  else if (format == BG_RESULTS_CSV) write_csv(results, output);
  else if (format == BG_RESULTS_TSV) write_tsv(results, output);
  else results_table(results, columns, output);
}
