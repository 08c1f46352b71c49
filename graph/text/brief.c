#include "text/brief.h"

#include <stdint.h>

#include "base/file.h"
#include "base/memory.h"
#include "text/english.h"
#include "text/format.h"
#include "text/points.h"
#include "text/readers.h"

void bg_brief_free(bg_brief *brief) {
  if (!brief) return;
  bg_arena_free(brief->arena);
  bg_front_matter_free(brief->meta);
  bg_buffer_free(&brief->text);
  bg_free(brief->blocks);
  bg_free(brief->points);
  bg_pieces_free(&brief->map);
  bg_free(brief->pages);
  bg_free(brief);
}

/* ---- reading ---- */

typedef bg_status reader(bg_source source, bg_builder *builder);

/* Hand checked UTF-8 to the reader of a text format. */
static bg_status read_text(reader *read, bg_source source, bg_builder *builder) {
  bg_str text;
  BG_TRY(bg_check_text(source.bytes, source.name, source.diagnostics, &text));
  source.base = source.bytes.len - text.len;
  source.bytes = text;
  return read(source, builder);
}

static bg_status read_format(bg_brief_format format, bg_source source, bg_builder *builder) {
  switch (format) {
    case BG_BRIEF_PDF: return bg_read_pdf(source, builder);
    case BG_BRIEF_HTML: return bg_read_html(source, builder);
    case BG_BRIEF_MARKDOWN: return read_text(bg_read_markdown, source, builder);
    default: return read_text(bg_read_plain, source, builder);
  }
}

static bg_status finish(bg_builder *builder, const char *name, const bg_brief_options *options,
                        bg_diagnostics *diagnostics, bg_brief **result) {
  BG_TRY(bg_builder_finish(builder, name, diagnostics, result));
  if (options && options->any_language) return BG_OK;
  bg_status status = bg_require_english(bg_brief_text(*result), name, diagnostics);
  if (status == BG_OK) return BG_OK;
  bg_brief_free(*result);
  *result = NULL;
  return status;
}

bg_status bg_brief_read(bg_str bytes, const char *name, const bg_brief_options *options, bg_diagnostics *diagnostics,
                        bg_brief **result) {
  *result = NULL;
  bg_brief_format format = options ? options->format : BG_BRIEF_GUESS;
  if (format == BG_BRIEF_GUESS) BG_TRY(bg_brief_format_guess(bytes, name, diagnostics, &format));
  bg_builder builder = bg_builder_new();
  bg_status status = read_format(format, (bg_source){bytes, 0, name, diagnostics}, &builder);
  if (status != BG_OK) {
    bg_builder_abandon(&builder);
    return status;
  }
  return finish(&builder, name, options, diagnostics, result);
}

bg_status bg_brief_parse(bg_str markdown, const char *name, bg_diagnostics *diagnostics, bg_brief **result) {
  return bg_brief_read(markdown, name, &(bg_brief_options){BG_BRIEF_MARKDOWN, true}, diagnostics, result);
}

bg_status bg_brief_from_text(bg_str text, bg_str title, bg_str date, const char *name, const bg_brief_options *options,
                             bg_diagnostics *diagnostics, bg_brief **result) {
  *result = NULL;
  bg_builder builder = bg_builder_new();
  bg_builder_meta(&builder, "title", title);
  bg_builder_meta(&builder, "date", date);
  builder.bare = true;
  bg_status status = read_text(bg_read_plain, (bg_source){text, 0, name, diagnostics}, &builder);
  if (status != BG_OK) {
    bg_builder_abandon(&builder);
    return status;
  }
  return finish(&builder, name, options, diagnostics, result);
}

bg_status bg_brief_load_with(const char *path, const bg_brief_options *options, bg_diagnostics *diagnostics,
                             bg_brief **result) {
  *result = NULL;
  bg_input *input;
  BG_TRY(bg_input_open(path, diagnostics, &input));
  bg_status status = bg_brief_read(bg_input_bytes(input), bg_input_name(input), options, diagnostics, result);
  bg_input_close(input);
  return status;
}

bg_status bg_brief_load(const char *path, bg_diagnostics *diagnostics, bg_brief **result) {
  return bg_brief_load_with(path, NULL, diagnostics, result);
}

/* ---- looking into it ---- */

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

const bg_block *bg_brief_block_at(const bg_brief *brief, size_t offset) {
  size_t low = 0, high = brief->block_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (brief->blocks[middle].start <= offset) low = middle + 1;
    else high = middle;
  }
  return low && offset < brief->blocks[low - 1].end ? &brief->blocks[low - 1] : NULL;
}

size_t bg_brief_code_points(const bg_brief *brief, size_t offset) {
  return bg_points_before(brief->points, bg_brief_text(brief), offset);
}

static size_t within(size_t value, size_t least, size_t most) {
  return value < least ? least : value > most ? most : value;
}

void bg_brief_source(const bg_brief *brief, size_t start, size_t end, size_t *source_start, size_t *source_end) {
  const bg_block *block = bg_brief_block_at(brief, start);
  const bg_piece *first = bg_pieces_find(&brief->map, start), *last = bg_pieces_find(&brief->map, end - (end > start));
  *source_start = first->source + (first->width ? 0 : start - first->text);
  *source_end = last->source + (last->width ? last->width : end - last->text);
  if (block) { /* also where a piece was lost among marks */
    *source_start = within(*source_start, block->source_start, block->source_end);
    *source_end = within(*source_end, *source_start, block->source_end);
  }
}

size_t bg_brief_page(const bg_brief *brief, size_t source) {
  size_t low = 0, high = brief->page_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (brief->pages[middle] <= source) low = middle + 1;
    else high = middle;
  }
  return low;
}

size_t bg_brief_find(const bg_brief *brief, bg_str quote, size_t *offset, size_t *length) {
  bg_buffer folded = {0};
  bg_fold_space(&folded, quote);
  bg_str needle = bg_buffer_str(&folded);
  size_t places = 0;
  if (needle.len) {
    for (size_t at = 0; (at = bg_str_find(bg_brief_text(brief), needle, at)) != SIZE_MAX; at += needle.len)
      if (places++ == 0) *offset = at;
  }
  *length = needle.len;
  bg_buffer_free(&folded);
  return places;
}
