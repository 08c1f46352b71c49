/* Internal: putting a brief together, block by block. Every reader of a format drives one builder; the builder folds
 * white space, keeps the spans, knows which section it is in, and counts as a reader would. */
#ifndef BG_TEXT_BUILDER_H
#define BG_TEXT_BUILDER_H

#include "base/arena.h"
#include "text/brief.h"
#include "text/front_matter.h"
#include "text/source_map.h"

struct bg_brief {
  bg_arena *arena;
  bg_front_matter *meta;
  bg_buffer text;
  bg_block *blocks;
  size_t block_count, block_capacity;
  size_t *points;
  bg_pieces map; /* of the text */
  size_t *pages; /* of a PDF: where each starts in the source */
  size_t page_count, page_capacity;
  char sha256[BG_SHA256_HEX + 1];
};

enum { BG_HEADING_LEVELS = 8, BG_ITEM_DEPTH = 8 };

/* Bytes of the source, end exclusive. */
typedef struct {
  size_t start, end;
} bg_span;

typedef struct {
  bg_brief *brief;
  bg_str heading; /* of the section that is being read */
  bg_section_kind kinds[BG_HEADING_LEVELS];
  bg_section_kind section;
  size_t paragraphs, items, captions; /* paragraphs and items of this section, captions of the brief */
  size_t path[BG_ITEM_DEPTH];         /* number of the current item, outermost list first */
  size_t depth;
  bg_pieces pieces; /* of the text of the next block */
  bool bare;        /* metadata is known: nothing is looked for in the first lines */
} bg_builder;

/* A builder over an empty brief that it owns until bg_builder_finish. */
bg_builder bg_builder_new(void);
void bg_builder_abandon(bg_builder *builder);
/* Pin the text. Errors: the brief has no text. */
bg_status bg_builder_finish(bg_builder *builder, const char *name, bg_diagnostics *diagnostics, bg_brief **brief);

/* Say that the text of the next block stands in the source from that byte on, up to the next piece: byte by byte, or
 * one character that takes `width` bytes there. Without pieces the block is taken to stand there as it is. */
void bg_builder_piece(bg_builder *builder, size_t text, size_t source, size_t width);

/* Texts may hold any white space; one that is empty when folded makes no block. */
void bg_builder_title(bg_builder *builder, bg_str text, bg_span source);
/* Levels count from 1; a section below a known one (Recommendations) belongs to it. */
void bg_builder_heading(bg_builder *builder, bg_str text, size_t level, bg_span source);
void bg_builder_paragraph(bg_builder *builder, bg_str text, bg_span source);
/* Begin a section that has no heading of its own in the text. */
void bg_builder_section(bg_builder *builder, const char *heading, bg_section_kind kind);
/* A caption that repeats the one before it (with or without "Photo above:") is the same block. */
void bg_builder_caption(bg_builder *builder, bg_str text, bg_span source);
/* Begin an item at `depth` (1 is the outermost list); `number` is the one that is stated, or 0 to count on. */
void bg_builder_next_item(bg_builder *builder, size_t depth, size_t number);
/* Go back to the item that is open at `depth`. */
void bg_builder_resume_item(bg_builder *builder, size_t depth);
/* A paragraph of the item that was begun last. */
void bg_builder_item(bg_builder *builder, bg_str text, bg_span source);
/* A page begins at a place of the source. */
void bg_builder_page(bg_builder *builder, size_t source);
/* Set metadata unless it is there or the value is empty. */
void bg_builder_meta(bg_builder *builder, const char *key, bg_str value);
bool bg_builder_has_meta(const bg_builder *builder, const char *key);

#endif
