/* HTML, parsed by libgumbo: the content of a page as blocks. */
#include <gumbo.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "text/html_charset.h"
#include "text/html_clean.h"
#include "text/html_content.h"
#include "text/html_meta.h"
#include "text/lines.h"
#include "text/plain_head.h"
#include "text/points.h"
#include "text/readers.h"
#include "text/section.h"

/* What the text that is being gathered will become. */
typedef struct {
  size_t heading;    /* level, 0 for none */
  size_t list_depth; /* of the item that it belongs to, 0 for none */
  bool caption;
  bool bold;
} context;

typedef struct {
  bg_builder *builder;
  bg_html_content content;
  const char *text; /* that gumbo parsed */
  size_t length;
  bool converted; /* from another character set */
  bg_buffer words;
  bg_span span; /* of the words */
  size_t bold;  /* letters of the words that are bold */
  size_t letters;
  size_t blocks; /* flushed so far, up to HEAD_BLOCKS */
  bool titled;
} html_reader;

enum { HEAD_BLOCKS = 10, WIDEST_HEADING = 90 };

/* ---- blocks ---- */

/* A paragraph that is bold as a whole is a heading to its reader. */
static bool is_bold_heading(const html_reader *r, bg_str text) {
  return r->letters && r->bold == r->letters && text.len <= WIDEST_HEADING && !bg_line_is_closed(text) &&
         !bg_line_is_caption(text);
}

static void put_heading(html_reader *r, size_t level) {
  bg_str text = bg_buffer_str(&r->words);
  if (level == 1 && !r->titled) {
    r->titled = true;
    bg_builder_title(r->builder, text, r->span);
  } else {
    bg_builder_heading(r->builder, text, level, r->span);
  }
}

/* End the block that is being gathered. */
static void flush(html_reader *r, const context *c) {
  bg_str words = bg_buffer_str(&r->words), text = bg_trim_space(words);
  if (text.len && !bg_line_is_call(text)) {
    if (r->blocks < HEAD_BLOCKS && !c->heading) bg_head_line(r->builder, text);
    r->blocks++;
    if (c->heading && !c->list_depth) {
      put_heading(r, c->heading);
    } else if (c->list_depth) {
      bg_builder_resume_item(r->builder, c->list_depth);
      bg_builder_item(r->builder, words, r->span);
    } else if (c->caption || bg_line_is_caption(text)) {
      bg_builder_caption(r->builder, words, r->span);
    } else if (is_bold_heading(r, text)) {
      put_heading(r, bg_section_is_heading(text) ? 2 : 4);
    } else {
      bg_builder_paragraph(r->builder, words, r->span);
    }
  }
  bg_buffer_clear(&r->words);
  r->builder->pieces.count = 0; /* also of what was left out */
  r->bold = r->letters = 0;
}

/* ---- walking ---- */

static void add_text(html_reader *r, const GumboNode *node, const context *c) {
  bg_str text = bg_str_from(node->v.text.text);
  const GumboStringPiece *piece = &node->v.text.original_text;
  size_t letters = bg_trim_space(text).len;
  if (letters && piece->data >= r->text && piece->data <= r->text + r->length) {
    size_t start = (size_t)(piece->data - r->text), end = start + piece->length;
    if (end > r->length) end = r->length;
    bg_str source = bg_str_slice((bg_str){r->text, r->length}, start, end);
    bg_pieces_align(&r->builder->pieces, r->words.len, text, start, source, r->converted);
    bg_str trimmed = bg_trim_space(source);
    start += trimmed.len ? (size_t)(trimmed.data - source.data) : 0;
    end = start + trimmed.len;
    if (!r->letters || start < r->span.start) r->span.start = start;
    if (!r->letters || end > r->span.end) r->span.end = end;
  }
  r->letters += letters;
  if (c->bold) r->bold += letters;
  bg_buffer_add(&r->words, text);
}

static bool is_inline(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_A:
    case GUMBO_TAG_ABBR:
    case GUMBO_TAG_B:
    case GUMBO_TAG_BDI:
    case GUMBO_TAG_BDO:
    case GUMBO_TAG_BIG:
    case GUMBO_TAG_CITE:
    case GUMBO_TAG_CODE:
    case GUMBO_TAG_DATA:
    case GUMBO_TAG_DEL:
    case GUMBO_TAG_DFN:
    case GUMBO_TAG_EM:
    case GUMBO_TAG_FONT:
    case GUMBO_TAG_I:
    case GUMBO_TAG_IMG:
    case GUMBO_TAG_INS:
    case GUMBO_TAG_KBD:
    case GUMBO_TAG_LABEL:
    case GUMBO_TAG_MARK:
    case GUMBO_TAG_Q:
    case GUMBO_TAG_S:
    case GUMBO_TAG_SAMP:
    case GUMBO_TAG_SMALL:
    case GUMBO_TAG_SPAN:
    case GUMBO_TAG_STRIKE:
    case GUMBO_TAG_STRONG:
    case GUMBO_TAG_SUB:
    case GUMBO_TAG_SUP:
    case GUMBO_TAG_TIME:
    case GUMBO_TAG_TT:
    case GUMBO_TAG_U:
    case GUMBO_TAG_VAR:
    case GUMBO_TAG_WBR:
    case GUMBO_TAG_UNKNOWN: return true;
    default: return false;
  }
}

static size_t heading_level(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_H1: return 1;
    case GUMBO_TAG_H2: return 2;
    case GUMBO_TAG_H3: return 3;
    case GUMBO_TAG_H4: return 4;
    case GUMBO_TAG_H5: return 5;
    case GUMBO_TAG_H6: return 6;
    default: return 0;
  }
}

/* An arrow back from a note to where it is cited. */
static bool is_back_link(const GumboNode *node) {
  const GumboVector *children = bg_html_children(node);
  if (!bg_html_is(node, GUMBO_TAG_A) || children->length != 1) return false;
  const GumboNode *only = children->data[0];
  if (only->type != GUMBO_NODE_TEXT) return false;
  static const char *const arrows[] = {"\u21a9", "\u2191",  "^",      "\u21a9\ufe0e",
                                       "\u21b5", "Jump up", "\u2b06", "\u25b2"};
  for (size_t i = 0; i < sizeof arrows / sizeof *arrows; i++)
    if (bg_str_is(bg_trim_space(bg_str_from(only->v.text.text)), arrows[i])) return true;
  return false;
}

static bool is_heading_of_notes(const GumboNode *node) {
  return bg_html_is_called(node, "footnotes") || bg_html_is_called(node, "endnotes") ||
         bg_html_is_called(node, "references") || bg_html_is_called(node, "bibliography");
}

static void walk(html_reader *r, const GumboNode *node, size_t index, context c);

static void walk_children(html_reader *r, const GumboNode *node, size_t index, const context *c) {
  const GumboVector *children = bg_html_children(node);
  size_t at = index + 1, item = 0;
  bool ordered = bg_html_is(node, GUMBO_TAG_OL);
  if (ordered) item = bg_html_number(node, "start", 1);
  for (unsigned i = 0; i < children->length; i++) {
    const GumboNode *child = children->data[i];
    if (child->type != GUMBO_NODE_ELEMENT) {
      if (child->type == GUMBO_NODE_TEXT || child->type == GUMBO_NODE_CDATA) add_text(r, child, c);
      else if (child->type == GUMBO_NODE_WHITESPACE) bg_buffer_putc(&r->words, ' ');
      continue;
    }
    if (bg_html_is(child, GUMBO_TAG_LI)) {
      if (ordered) item = bg_html_number(child, "value", item);
      flush(r, c);
      bg_builder_next_item(r->builder, c->list_depth ? c->list_depth : 1, item);
      if (ordered) item++;
    }
    walk(r, child, at, *c);
    at += r->content.measures[at].elements;
  }
}

/* Lists that are menus are left out, but not the lists of notes, which may be all links. */
static bool is_left_out(const html_reader *r, const GumboNode *node, size_t index) {
  bool note =
      r->builder->section == BG_SECTION_NOTES && (bg_html_is(node, GUMBO_TAG_UL) || bg_html_is(node, GUMBO_TAG_OL));
  return !note && bg_html_is_boilerplate(&r->content, node, index);
}

static void walk(html_reader *r, const GumboNode *node, size_t index, context c) {
  GumboTag tag = node->v.element.tag;
  if (is_left_out(r, node, index) || is_back_link(node)) return;
  if (tag == GUMBO_TAG_BR) {
    bg_buffer_putc(&r->words, '\n');
    return;
  }
  context inner = c;
  inner.bold = c.bold || tag == GUMBO_TAG_B || tag == GUMBO_TAG_STRONG;
  if (is_inline(tag)) {
    walk_children(r, node, index, &inner);
    return;
  }
  flush(r, &c);
  if (heading_level(tag)) inner.heading = heading_level(tag);
  if (tag == GUMBO_TAG_OL || tag == GUMBO_TAG_UL) inner.list_depth++;
  inner.caption =
      c.caption || tag == GUMBO_TAG_FIGCAPTION || tag == GUMBO_TAG_CAPTION || bg_html_is_called(node, "caption");
  if (r->builder->section != BG_SECTION_NOTES && is_heading_of_notes(node))
    bg_builder_section(r->builder, "Notes", BG_SECTION_NOTES);
  walk_children(r, node, index, &inner);
  flush(r, &inner);
}

/* ---- reading ---- */

/* The title stands above the content: in the page's head, or beside an <article>. */
static void read_outer_title(html_reader *r, const GumboNode *document) {
  if (bg_html_find(r->content.root, GUMBO_TAG_H1)) return; /* also when the root is the document */
  const GumboNode *title = bg_html_find(document, GUMBO_TAG_H1);
  context c = {.heading = 1};
  if (!title || r->content.root->type != GUMBO_NODE_ELEMENT ||
      title->v.element.start_pos.offset > r->content.root->v.element.start_pos.offset)
    return;
  walk_children(r, title, bg_html_index(document, title), &c);
  flush(r, &c);
}

static void read_tree(html_reader *r, const GumboNode *document) {
  bg_html_content_find(document, &r->content);
  read_outer_title(r, document);
  context c = {0};
  walk_children(r, r->content.root, r->content.root_index, &c);
  flush(r, &c);
  bg_html_meta(document, r->content.root, r->builder);
  bg_html_content_free(&r->content);
}

static void *allocate(void *userdata, size_t size) {
  (void)userdata;
  return bg_malloc(size);
}

static void release(void *userdata, void *block) {
  (void)userdata;
  bg_free(block);
}

/* Spans of a converted text become spans of the file: each byte of it is one code point. */
static void map_spans(bg_builder *builder, bg_str text, size_t base, bool converted) {
  size_t *points = converted ? bg_points_new(text) : NULL;
  for (size_t i = 0; i < builder->brief->block_count; i++) {
    bg_block *block = &builder->brief->blocks[i];
    block->source_start = base + (points ? bg_points_before(points, text, block->source_start) : block->source_start);
    block->source_end = base + (points ? bg_points_before(points, text, block->source_end) : block->source_end);
  }
  bg_pieces *map = &builder->brief->map;
  for (size_t i = 0; i < map->count; i++) {
    bg_piece *piece = &map->items[i];
    size_t end = points ? bg_points_before(points, text, piece->source + piece->width) : piece->source + piece->width;
    piece->source = points ? bg_points_before(points, text, piece->source) : piece->source;
    if (piece->width) piece->width = end - piece->source;
    piece->source += base;
  }
  bg_free(points);
}

bg_status bg_read_html(bg_source source, bg_builder *builder) {
  bg_buffer converted = {0};
  bg_str text;
  size_t base = 0;
  bg_status status = bg_html_decode(source.bytes, source.name, source.diagnostics, &converted, &text, &base);
  if (status != BG_OK) return status;
  char *clean = bg_str_dup(text);
  size_t flattened = bg_html_clean(clean, text);
  if (flattened)
    bg_warning(source.diagnostics, &(bg_location){.file = source.name},
               "%zu elements are nested too deep; their text is read, their tags are not", flattened);
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = allocate;
  options.deallocator = release;
  options.max_errors = 0;
  GumboOutput *output = gumbo_parse_with_options(&options, clean, text.len);
  html_reader r = {.builder = builder, .text = clean, .length = text.len, .converted = converted.len > 0};
  read_tree(&r, output->document);
  gumbo_destroy_output(&options, output);
  map_spans(builder, text, base, converted.len > 0);
  bg_buffer_free(&r.words);
  bg_buffer_free(&converted);
  bg_free(clean);
  return BG_OK;
}
