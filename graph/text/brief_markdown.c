/* Markdown, by libcmark. Places of blocks come from its lines and columns. */
#include <cmark.h>
#include <stdint.h>
#include <string.h>

#include "text/readers.h"

enum { LONGEST_PREFIX = 16, LONGEST_GAP = 4096 /* so that time stays linear */ };

typedef struct {
  bg_builder *builder;
  bg_str text;                    /* that cmark reads */
  size_t base;                    /* its place in the file */
  size_t line, line_start;        /* where the cursor stands: blocks come in the order of their lines */
  size_t depth;                   /* of open lists */
  size_t next[BG_ITEM_DEPTH + 1]; /* number of the next item of each open list; 0 when it has bullets */
  bg_buffer words;
} markdown_reader;

static size_t line_end(bg_str text, size_t at) {
  while (at < text.len && text.data[at] != '\n' && text.data[at] != '\r') at++;
  return at;
}

/* The start of a line at or behind the cursor. */
static size_t find_line(markdown_reader *r, size_t line) {
  while (r->line < line && r->line_start < r->text.len) {
    size_t end = line_end(r->text, r->line_start);
    if (end < r->text.len)
      end += r->text.data[end] == '\r' && end + 1 < r->text.len && r->text.data[end + 1] == '\n' ? 2 : 1;
    r->line_start = end;
    r->line++;
  }
  return r->line_start;
}

static bg_span span_of(markdown_reader *r, cmark_node *node) {
  int first = cmark_node_get_start_line(node), last = cmark_node_get_end_line(node);
  int column = cmark_node_get_start_column(node);
  size_t start = find_line(r, first > 0 ? (size_t)first : 1);
  size_t end = line_end(r->text, find_line(r, last > first ? (size_t)last : r->line));
  if (column > 1) start += (size_t)column - 1;
  if (start > end) start = end;
  return (bg_span){r->base + start, r->base + end};
}

/* Where the literal text of an inline begins: behind what came before it, which ended at *from, and its marks. Its
 * first letters are as they are; others may be escaped. */
static size_t find_literal(bg_str rest, bg_str literal) {
  size_t length = 0;
  while (length < literal.len && length < LONGEST_PREFIX && !strchr("&<>\"'\\*_`[]()#+-.!{}|~", literal.data[length]))
    length++;
  rest = bg_str_slice(rest, 0, LONGEST_GAP);
  size_t at = length ? bg_str_find(rest, bg_str_slice(literal, 0, length), 0) : SIZE_MAX;
  return at == SIZE_MAX ? 0 : at;
}

static void note_source(markdown_reader *r, bg_str literal, size_t end, size_t *from) {
  *from += find_literal(bg_str_slice(r->text, *from, end), literal);
  bg_str source = bg_str_slice(r->text, *from, end);
  size_t used = bg_pieces_align(&r->builder->pieces, r->words.len, literal, r->base + *from, source, false);
  bool lost = used == source.len && literal.len < used; /* the end was not found */
  *from += lost ? literal.len : used;
}

/* Past the address of a link, whose text has been read. */
static void skip_address(const markdown_reader *r, size_t end, size_t *from) {
  bg_str rest = bg_str_slice(bg_str_slice(r->text, *from, end), 0, LONGEST_GAP);
  if (!bg_str_starts(rest, BG_STR("]("))) return;
  size_t depth = 1, i = 2;
  for (; i < rest.len && depth; i++) depth += (rest.data[i] == '(') - (size_t)(rest.data[i] == ')');
  if (!depth) *from += i;
}

static void add_text(markdown_reader *r, bg_str literal, size_t end, size_t *from) {
  if (literal.len) note_source(r, literal, end, from);
  bg_buffer_add(&r->words, literal);
}

/* Line by line, since indentation and marks of quotations may stand between; behind the fence. */
static void add_code(markdown_reader *r, bg_str literal, size_t end, size_t *from) {
  bg_str rest = bg_str_slice(r->text, *from, end), line;
  if (bg_str_starts(rest, BG_STR("```")) || bg_str_starts(rest, BG_STR("~~~"))) *from += line_end(rest, 0);
  while (bg_str_split(&literal, '\n', &line)) {
    add_text(r, bg_trim_space(line), end, from);
    bg_buffer_putc(&r->words, '\n');
  }
}

/* The text of a leaf block, markup removed. */
static void collect_text(markdown_reader *r, cmark_node *node, bg_span block) {
  bg_buffer *out = &r->words;
  size_t from = block.start - r->base, end = block.end - r->base;
  bg_buffer_clear(out);
  cmark_iter *iter = cmark_iter_new(node);
  cmark_event_type event;
  while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
    cmark_node *n = cmark_iter_get_node(iter);
    cmark_node_type type = cmark_node_get_type(n);
    if (event == CMARK_EVENT_EXIT) {
      if (type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE) skip_address(r, end, &from);
    } else if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE) {
      add_text(r, bg_str_from(cmark_node_get_literal(n)), end, &from);
    } else if (type == CMARK_NODE_CODE_BLOCK) {
      add_code(r, bg_str_from(cmark_node_get_literal(n)), end, &from);
    } else if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK) {
      bg_buffer_putc(out, ' ');
    }
  }
  cmark_iter_free(iter);
}

/* A paragraph that is emphasised as a whole: how captions are written. */
static bool is_caption(cmark_node *paragraph) {
  cmark_node *only = cmark_node_first_child(paragraph);
  return only && !cmark_node_next(only) && cmark_node_get_type(only) == CMARK_NODE_EMPH;
}

static void read_leaf(markdown_reader *r, cmark_node *node) {
  cmark_node_type type = cmark_node_get_type(node);
  if (type != CMARK_NODE_HEADING && type != CMARK_NODE_PARAGRAPH && type != CMARK_NODE_CODE_BLOCK) return;
  bg_span span = span_of(r, node);
  collect_text(r, node, span);
  bg_str text = bg_buffer_str(&r->words);
  cmark_node *parent = cmark_node_parent(node);
  if (type == CMARK_NODE_HEADING) {
    int level = cmark_node_get_heading_level(node);
    if (level == 1 && r->builder->brief->block_count == 0) bg_builder_title(r->builder, text, span);
    else bg_builder_heading(r->builder, text, (size_t)level, span);
  } else if (parent && cmark_node_get_type(parent) == CMARK_NODE_ITEM) {
    bg_builder_item(r->builder, text, span);
  } else if (is_caption(node)) {
    bg_builder_caption(r->builder, text, span);
  } else {
    bg_builder_paragraph(r->builder, text, span);
  }
}

static size_t *next_number(markdown_reader *r) {
  return &r->next[r->depth < BG_ITEM_DEPTH ? r->depth : BG_ITEM_DEPTH];
}

static void enter(markdown_reader *r, cmark_node *node) {
  cmark_node_type type = cmark_node_get_type(node);
  if (type == CMARK_NODE_LIST) {
    r->depth++;
    bool ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
    *next_number(r) = ordered ? (size_t)cmark_node_get_list_start(node) : 0;
  } else if (type == CMARK_NODE_ITEM) {
    size_t *number = next_number(r);
    bg_builder_next_item(r->builder, r->depth, *number);
    if (*number) ++*number;
  } else {
    read_leaf(r, node);
  }
}

static void read_blocks(markdown_reader *r) {
  cmark_node *document = cmark_parse_document(r->text.len ? r->text.data : "", r->text.len, CMARK_OPT_DEFAULT);
  cmark_iter *iter = cmark_iter_new(document);
  cmark_event_type event;
  while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
    cmark_node *node = cmark_iter_get_node(iter);
    if (event == CMARK_EVENT_ENTER) enter(r, node);
    else if (cmark_node_get_type(node) == CMARK_NODE_LIST) r->depth--;
  }
  cmark_iter_free(iter);
  cmark_node_free(document);
}

bg_status bg_read_markdown(bg_source source, bg_builder *builder) {
  bg_str text = source.bytes;
  BG_TRY(bg_front_matter_read(builder->brief->meta, &text, source.name, source.diagnostics));
  markdown_reader r = {
      .builder = builder, .text = text, .base = source.base + (source.bytes.len - text.len), .line = 1};
  read_blocks(&r);
  bg_buffer_free(&r.words);
  return BG_OK;
}
