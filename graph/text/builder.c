#include "text/builder.h"

#include "base/memory.h"
#include "text/points.h"
#include "text/section.h"

bg_builder bg_builder_new(void) {
  bg_brief *brief = BG_NEW(bg_brief);
  brief->arena = bg_arena_new();
  brief->meta = bg_front_matter_new();
  return (bg_builder){.brief = brief};
}

void bg_builder_abandon(bg_builder *b) {
  bg_pieces_free(&b->pieces);
  bg_brief_free(b->brief);
  b->brief = NULL;
}

bg_status bg_builder_finish(bg_builder *b, const char *name, bg_diagnostics *diagnostics, bg_brief **result) {
  *result = NULL;
  bg_brief *brief = b->brief;
  if (!brief->text.len) {
    bg_builder_abandon(b);
    return bg_error(diagnostics, BG_ERROR_INVALID, &(bg_location){.file = name}, "the brief has no text");
  }
  bg_pieces_free(&b->pieces);
  brief->points = bg_points_new(bg_buffer_str(&brief->text));
  bg_sha256_hex(bg_buffer_str(&brief->text), brief->sha256);
  b->brief = NULL;
  *result = brief;
  return BG_OK;
}

void bg_builder_piece(bg_builder *b, size_t text, size_t source, size_t width) {
  bg_pieces_add(&b->pieces, (bg_piece){text, source, width});
}

void bg_builder_page(bg_builder *b, size_t source) {
  bg_brief *brief = b->brief;
  BG_GROW(brief->pages, brief->page_capacity, brief->page_count + 1);
  brief->pages[brief->page_count++] = source;
}

/* The text of the block is folded right into the text of the brief. False when nothing is left of it. */
static bool add_block(bg_builder *b, bg_block_kind kind, bg_str text, bg_span source) {
  bg_brief *brief = b->brief;
  size_t before = brief->text.len;
  if (before) bg_buffer_puts(&brief->text, "\n\n");
  size_t start = brief->text.len;
  if (!b->pieces.count) bg_builder_piece(b, 0, source.start, 0);
  bg_fold_mapped(&brief->text, text, &b->pieces, &brief->map);
  b->pieces.count = 0;
  if (brief->text.len == start) {
    brief->text.len = before;
    return false;
  }
  BG_GROW(brief->blocks, brief->block_capacity, brief->block_count + 1);
  brief->blocks[brief->block_count++] = (bg_block){.kind = kind,
                                                   .section = b->section,
                                                   .start = start,
                                                   .end = brief->text.len,
                                                   .source_start = source.start,
                                                   .source_end = source.end};
  return true;
}

static bg_block *last_block(const bg_builder *b) {
  return b->brief->block_count ? &b->brief->blocks[b->brief->block_count - 1] : NULL;
}

static bg_str block_text(const bg_builder *b, const bg_block *block) {
  return bg_str_slice(bg_buffer_str(&b->brief->text), block->start, block->end);
}

void bg_builder_title(bg_builder *b, bg_str text, bg_span source) {
  if (!add_block(b, BG_BLOCK_TITLE, text, source)) return;
  last_block(b)->locator = BG_STR("Title");
  bg_builder_meta(b, "title", block_text(b, last_block(b)));
}

/* A heading below "Recommendations" belongs there, but not "Background", whatever its level. */
static bool inherits(const bg_builder *b, size_t level) {
  return b->kinds[level - 1] != BG_SECTION_SUMMARY && !bg_section_is_heading(b->heading);
}

void bg_builder_heading(bg_builder *b, bg_str text, size_t level, bg_span source) {
  if (!add_block(b, BG_BLOCK_HEADING, text, source)) return;
  bg_block *block = last_block(b);
  if (level < 1) level = 1;
  if (level >= BG_HEADING_LEVELS) level = BG_HEADING_LEVELS - 1;
  b->heading = bg_arena_str(b->brief->arena, block_text(b, block));
  b->section = bg_section_of(b->heading);
  if (b->section == BG_SECTION_BODY && inherits(b, level)) b->section = b->kinds[level - 1];
  for (size_t i = level; i < BG_HEADING_LEVELS; i++) b->kinds[i] = b->section;
  block->locator = b->heading;
  block->section = b->section;
  b->paragraphs = b->items = b->depth = 0;
}

void bg_builder_section(bg_builder *b, const char *heading, bg_section_kind kind) {
  b->heading = bg_str_from(heading);
  b->section = kind;
  b->paragraphs = b->items = b->depth = 0;
}

void bg_builder_paragraph(bg_builder *b, bg_str text, bg_span source) {
  if (!add_block(b, BG_BLOCK_PARAGRAPH, text, source)) return;
  bg_str heading = b->heading.len ? b->heading : BG_STR("Text");
  last_block(b)->locator = bg_arena_printf(b->brief->arena, "%.*s para %zu", BG_FMT(heading), ++b->paragraphs);
}

static bool repeats_caption(const bg_builder *b, bg_str folded) {
  const bg_block *last = last_block(b);
  return last && last->kind == BG_BLOCK_CAPTION && folded.len >= 10 && bg_str_ends(block_text(b, last), folded);
}

void bg_builder_caption(bg_builder *b, bg_str text, bg_span source) {
  bg_buffer folded = {0};
  bg_fold_space(&folded, text);
  if (repeats_caption(b, bg_buffer_str(&folded))) {
    last_block(b)->source_end = source.end;
    b->pieces.count = 0;
  } else if (add_block(b, BG_BLOCK_CAPTION, text, source))
    last_block(b)->locator = bg_arena_printf(b->brief->arena, "Caption %zu", ++b->captions);
  bg_buffer_free(&folded);
}

void bg_builder_next_item(bg_builder *b, size_t depth, size_t number) {
  if (depth < 1) depth = 1;
  if (depth > BG_ITEM_DEPTH) depth = BG_ITEM_DEPTH;
  while (b->depth < depth) b->path[b->depth++] = 0;
  b->depth = depth;
  if (depth == 1) b->path[0] = b->items;
  b->path[depth - 1] = number ? number : b->path[depth - 1] + 1;
  if (depth == 1) b->items = b->path[0];
}

void bg_builder_resume_item(bg_builder *b, size_t depth) {
  if (depth && depth < b->depth) b->depth = depth;
}

/* "Recommendations 3", or "Recommendations 3.1" in a nested list. */
void bg_builder_item(bg_builder *b, bg_str text, bg_span source) {
  if (!add_block(b, BG_BLOCK_ITEM, text, source)) return;
  bg_buffer locator = {0};
  bg_buffer_add(&locator, b->heading.len ? b->heading : BG_STR("Item"));
  for (size_t i = 0; i < b->depth; i++) bg_buffer_printf(&locator, "%c%zu", i ? '.' : ' ', b->path[i] ? b->path[i] : 1);
  last_block(b)->locator = bg_arena_str(b->brief->arena, bg_buffer_str(&locator));
  bg_buffer_free(&locator);
}

void bg_builder_meta(bg_builder *b, const char *key, bg_str value) {
  bg_buffer folded = {0};
  bg_fold_space(&folded, value);
  if (folded.len) bg_front_matter_default(b->brief->meta, bg_str_from(key), bg_buffer_str(&folded));
  bg_buffer_free(&folded);
}

bool bg_builder_has_meta(const bg_builder *b, const char *key) {
  return bg_front_matter_get(b->brief->meta, bg_str_from(key)).len > 0;
}
