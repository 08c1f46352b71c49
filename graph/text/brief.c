#include "text/brief.h"

#include <cmark.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "text/front_matter.h"

struct bg_brief {
  bg_arena *arena;
  bg_front_matter *meta;
  bg_buffer text;
  bg_block *blocks;
  size_t *block_points; /* code points before each block */
  size_t block_count;
  size_t block_capacity;
  char sha256[BG_SHA256_HEX + 1];
};

void bg_brief_free(bg_brief *brief) {
  if (!brief) return;
  bg_arena_free(brief->arena);
  bg_front_matter_free(brief->meta);
  bg_buffer_free(&brief->text);
  bg_free(brief->blocks);
  bg_free(brief->block_points);
  bg_free(brief);
}

/* ---- white space ---- */

void bg_fold_space(bg_buffer *out, bg_str text) {
  size_t start = out->len;
  bool pending = false;
  for (size_t i = 0; i < text.len;) {
    size_t space = bg_utf8_space(text, i);
    if (space) {
      pending = true;
      i += space;
      continue;
    }
    size_t run = i;
    while (run < text.len && !bg_utf8_space(text, run)) run++;
    if (pending && out->len > start) bg_buffer_putc(out, ' ');
    pending = false;
    bg_buffer_add(out, bg_str_slice(text, i, run));
    i = run;
  }
}

/* ---- blocks ---- */

typedef struct {
  bg_brief *brief;
  bg_buffer text; /* of the block that is being read, white space folded */
  bg_str section;
  size_t paragraphs; /* in this section */
  size_t captions;
} block_reader;

static void collect_text(cmark_node *node, bg_buffer *out) {
  bg_buffer raw = {0};
  cmark_iter *iter = cmark_iter_new(node);
  cmark_event_type event;
  while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
    if (event != CMARK_EVENT_ENTER) continue;
    cmark_node *n = cmark_iter_get_node(iter);
    cmark_node_type type = cmark_node_get_type(n);
    if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE || type == CMARK_NODE_CODE_BLOCK)
      bg_buffer_puts(&raw, cmark_node_get_literal(n));
    else if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK) bg_buffer_putc(&raw, ' ');
  }
  cmark_iter_free(iter);
  bg_buffer_clear(out);
  bg_fold_space(out, bg_buffer_str(&raw));
  bg_buffer_free(&raw);
}

static void add_block(block_reader *r, bg_block_kind kind, bg_str locator) {
  bg_brief *brief = r->brief;
  if (brief->text.len) bg_buffer_puts(&brief->text, "\n\n");
  BG_GROW(brief->blocks, brief->block_capacity, brief->block_count + 1);
  size_t start = brief->text.len;
  bg_buffer_add(&brief->text, bg_buffer_str(&r->text));
  brief->blocks[brief->block_count++] =
      (bg_block){.kind = kind, .locator = locator, .start = start, .end = brief->text.len};
}

static void read_heading(block_reader *r, cmark_node *node) {
  bg_brief *brief = r->brief;
  bg_str text = bg_arena_str(brief->arena, bg_buffer_str(&r->text));
  if (cmark_node_get_heading_level(node) == 1 && brief->block_count == 0) {
    bg_front_matter_default(brief->meta, BG_STR("title"), text);
    add_block(r, BG_BLOCK_TITLE, BG_STR("Title"));
    return;
  }
  add_block(r, BG_BLOCK_HEADING, text);
  r->section = text;
  r->paragraphs = 0;
}

/* A paragraph that is emphasised as a whole: how captions are written. */
static bool is_caption(cmark_node *paragraph) {
  cmark_node *only = cmark_node_first_child(paragraph);
  return only && !cmark_node_next(only) && cmark_node_get_type(only) == CMARK_NODE_EMPH;
}

static void read_paragraph(block_reader *r, cmark_node *node) {
  bg_arena *arena = r->brief->arena;
  if (is_caption(node)) {
    add_block(r, BG_BLOCK_CAPTION, bg_arena_printf(arena, "Caption %zu", ++r->captions));
    return;
  }
  r->paragraphs++;
  bg_str section = r->section.len ? r->section : BG_STR("Text");
  add_block(r, BG_BLOCK_PARAGRAPH, bg_arena_printf(arena, "%.*s para %zu", BG_FMT(section), r->paragraphs));
}

/* "3", or "3.1" in a nested list: the numbers that a reader sees or counts. */
static void put_item_number(bg_buffer *out, cmark_node *item) {
  cmark_node *list = cmark_node_parent(item);
  cmark_node *outer = cmark_node_parent(list);
  if (outer && cmark_node_get_type(outer) == CMARK_NODE_ITEM) {
    put_item_number(out, outer);
    bg_buffer_putc(out, '.');
  }
  size_t number = cmark_node_get_list_type(list) == CMARK_ORDERED_LIST ? (size_t)cmark_node_get_list_start(list) : 1;
  for (cmark_node *n = cmark_node_previous(item); n; n = cmark_node_previous(n)) number++;
  bg_buffer_printf(out, "%zu", number);
}

static void read_item(block_reader *r, cmark_node *item) {
  bg_buffer number = {0};
  put_item_number(&number, item);
  bg_str section = r->section.len ? r->section : BG_STR("Item");
  bg_str locator = bg_arena_printf(r->brief->arena, "%.*s %s", BG_FMT(section), number.data);
  add_block(r, BG_BLOCK_ITEM, locator);
  bg_buffer_free(&number);
}

static void read_leaf(block_reader *r, cmark_node *node) {
  cmark_node_type type = cmark_node_get_type(node);
  if (type != CMARK_NODE_HEADING && type != CMARK_NODE_PARAGRAPH && type != CMARK_NODE_CODE_BLOCK) return;
  collect_text(node, &r->text);
  if (!r->text.len) return;
  cmark_node *parent = cmark_node_parent(node);
  if (type == CMARK_NODE_HEADING) read_heading(r, node);
  else if (parent && cmark_node_get_type(parent) == CMARK_NODE_ITEM) read_item(r, parent);
  else read_paragraph(r, node);
}

static void read_blocks(bg_brief *brief, bg_str markdown) {
  block_reader r = {.brief = brief};
  cmark_node *document = cmark_parse_document(markdown.len ? markdown.data : "", markdown.len, CMARK_OPT_DEFAULT);
  cmark_iter *iter = cmark_iter_new(document);
  cmark_event_type event;
  while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE)
    if (event == CMARK_EVENT_ENTER) read_leaf(&r, cmark_iter_get_node(iter));
  cmark_iter_free(iter);
  cmark_node_free(document);
  bg_buffer_free(&r.text);
}

static void count_points(bg_brief *brief) {
  brief->block_points = bg_calloc(brief->block_count, sizeof *brief->block_points);
  size_t points = 0, at = 0;
  for (size_t i = 0; i < brief->block_count; i++) {
    points += bg_utf8_count(bg_str_slice(bg_buffer_str(&brief->text), at, brief->blocks[i].start));
    at = brief->blocks[i].start;
    brief->block_points[i] = points;
  }
}

/* ---- the brief ---- */

bg_status bg_brief_parse(bg_str markdown, const char *name, bg_diagnostics *diagnostics, bg_brief **result) {
  *result = NULL;
  bg_brief *brief = BG_NEW(bg_brief);
  brief->arena = bg_arena_new();
  bg_status status = bg_front_matter_read(&markdown, name, diagnostics, &brief->meta);
  if (status == BG_OK) {
    read_blocks(brief, markdown);
    if (!brief->text.len)
      status = bg_error(diagnostics, BG_ERROR_INVALID, &(bg_location){.file = name}, "the brief has no text");
  }
  if (status != BG_OK) {
    bg_brief_free(brief);
    return status;
  }
  count_points(brief);
  bg_sha256_hex(bg_buffer_str(&brief->text), brief->sha256);
  *result = brief;
  return BG_OK;
}

bg_status bg_brief_load(const char *path, bg_diagnostics *diagnostics, bg_brief **result) {
  *result = NULL;
  bg_input *input;
  bg_str text;
  BG_TRY(bg_input_open_text(path, diagnostics, &input, &text));
  bg_status status = bg_brief_parse(text, bg_input_name(input), diagnostics, result);
  bg_input_close(input);
  return status;
}

bg_str bg_brief_text(const bg_brief *brief) {
  return bg_buffer_str(&brief->text);
}

const char *bg_brief_sha256(const bg_brief *brief) {
  return brief->sha256;
}

bg_str bg_brief_meta(const bg_brief *brief, const char *key) {
  return bg_front_matter_get(brief->meta, bg_str_from(key));
}

size_t bg_brief_block_count(const bg_brief *brief) {
  return brief->block_count;
}

const bg_block *bg_brief_block(const bg_brief *brief, size_t index) {
  return &brief->blocks[index];
}

/* Index of the last block that starts at or before `offset`, or SIZE_MAX. */
static size_t block_before(const bg_brief *brief, size_t offset) {
  size_t low = 0, high = brief->block_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (brief->blocks[middle].start <= offset) low = middle + 1;
    else high = middle;
  }
  return low ? low - 1 : SIZE_MAX;
}

const bg_block *bg_brief_block_at(const bg_brief *brief, size_t offset) {
  size_t index = block_before(brief, offset);
  return index != SIZE_MAX && offset < brief->blocks[index].end ? &brief->blocks[index] : NULL;
}

size_t bg_brief_code_points(const bg_brief *brief, size_t offset) {
  size_t index = block_before(brief, offset);
  if (index == SIZE_MAX) return 0;
  bg_str inside = bg_str_slice(bg_brief_text(brief), brief->blocks[index].start, offset);
  return brief->block_points[index] + bg_utf8_count(inside);
}

size_t bg_brief_find(const bg_brief *brief, bg_str quote, size_t *offset, size_t *length) {
  bg_buffer folded = {0};
  bg_fold_space(&folded, quote);
  bg_str needle = bg_buffer_str(&folded);
  size_t places = 0;
  if (needle.len) {
    for (size_t at = 0; (at = bg_str_find(bg_brief_text(brief), needle, at)) != SIZE_MAX; at++)
      if (places++ == 0) *offset = at;
  }
  *length = needle.len;
  bg_buffer_free(&folded);
  return places;
}
