#include "rdf/line_writer.h"

#include <string.h>

#include "rdf/scan.h"
#include "rdf/vocab.h"

static void put_between(bg_buffer *out, char before, bg_str text, char behind) {
  bg_buffer_reserve(out, text.len + 2);
  char *at = out->data + out->len;
  *at++ = before;
  if (text.len) memcpy(at, text.data, text.len);
  at[text.len] = behind;
  at[text.len + 1] = '\0';
  out->len += text.len + 2;
}

static void put_iri(bg_buffer *out, bg_str iri) {
  put_between(out, '<', iri, '>');
}

void bg_put_escaped(bg_buffer *out, char c) {
  switch (c) {
    case '"': bg_buffer_puts(out, "\\\""); break;
    case '\\': bg_buffer_puts(out, "\\\\"); break;
    case '\n': bg_buffer_puts(out, "\\n"); break;
    case '\r': bg_buffer_puts(out, "\\r"); break;
    case '\t': bg_buffer_puts(out, "\\t"); break;
    case '\b': bg_buffer_puts(out, "\\b"); break;
    case '\f': bg_buffer_puts(out, "\\f"); break;
    default: bg_buffer_printf(out, "\\u%04X", (unsigned char)c);
  }
}

/* Controls need no escape by the grammar; the canonical form gives them one, so that files are text, and never drive a
 * terminal. */
static bool needs_escape(char c) {
  return c == '"' || c == '\\' || c == 0x7f || (unsigned char)c < 0x20;
}

/* U+FFFE or U+FFFF at `i`, which no text interchanges. */
static bool is_noncharacter(bg_str text, size_t i) {
  return text.len - i >= 3 && text.data[i + 1] == '\xbf' && (text.data[i + 2] == '\xbe' || text.data[i + 2] == '\xbf');
}

static void put_string(bg_buffer *out, bg_str text) {
  size_t run = 0, plain = text.len ? (size_t)(scan_plain(text.data, text.data + text.len) - text.data) : 0;
  if (plain == text.len) {
    put_between(out, '"', text, '"');
    return;
  }
  bg_buffer_putc(out, '"');
  for (size_t i = plain; i < text.len; i++) {
    bool noncharacter = text.data[i] == '\xef' && is_noncharacter(text, i);
    if (!noncharacter && !needs_escape(text.data[i])) continue;
    bg_buffer_add(out, bg_str_slice(text, run, i));
    if (noncharacter) bg_buffer_printf(out, "\\uFFF%c", text.data[i += 2] == '\xbe' ? 'E' : 'F');
    else bg_put_escaped(out, text.data[i]);
    run = i + 1;
  }
  bg_buffer_add(out, bg_str_slice(text, run, text.len));
  bg_buffer_putc(out, '"');
}

void bg_put_term(bg_buffer *out, const bg_term *term) {
  switch (term->kind) {
    case BG_TERM_NONE: break;
    case BG_TERM_IRI: put_iri(out, term->value); break;
    case BG_TERM_TRIPLE: bg_buffer_add(out, term->value); break;
    case BG_TERM_BLANK:
      bg_buffer_puts(out, "_:");
      bg_buffer_add(out, term->value);
      break;
    case BG_TERM_LITERAL:
      put_string(out, term->value);
      if (term->language.len) {
        bg_buffer_putc(out, '@');
        bg_buffer_add(out, term->language);
      } else if (term->datatype.len && !bg_str_equal(term->datatype, BG_STR(XSD_STRING))) {
        bg_buffer_puts(out, "^^");
        put_iri(out, term->datatype);
      }
      break;
  }
}

void bg_put_statement(bg_buffer *out, const bg_statement *statement, bool quads) {
  bg_put_term(out, &statement->subject);
  bg_buffer_putc(out, ' ');
  bg_put_term(out, &statement->predicate);
  bg_buffer_putc(out, ' ');
  bg_put_term(out, &statement->object);
  if (quads && statement->graph.kind != BG_TERM_NONE) {
    bg_buffer_putc(out, ' ');
    bg_put_term(out, &statement->graph);
  }
  bg_buffer_puts(out, " .\n");
}

static bg_status write_statement(void *context, const bg_statement *statement) {
  bg_line_writer *writer = context;
  bg_buffer_clear(&writer->line);
  bg_put_statement(&writer->line, statement, writer->quads);
  bg_output_write(writer->output, bg_buffer_str(&writer->line));
  return bg_output_failed(writer->output) ? BG_ERROR_IO : BG_OK;
}

bg_sink bg_line_writer_sink(bg_line_writer *writer) {
  return (bg_sink){writer, write_statement, NULL};
}
