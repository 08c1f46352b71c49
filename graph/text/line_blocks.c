#include "text/line_blocks.h"

#include <string.h>

#include "text/hyphen.h"
#include "text/plain_head.h"
#include "text/section.h"

/* One list that is open: nested ones are further in, or have marks of another kind. */
typedef struct {
  size_t indent, column; /* of the mark, and of the words behind it */
  bg_mark_kind kind;
} open_list;

typedef struct {
  bg_builder *builder;
  bg_lines lines;
  size_t base;
  bg_hyphens *hyphens;
  bg_buffer words; /* of a block of several lines */
  open_list lists[BG_ITEM_DEPTH];
  size_t depth;
  bool in_list;
  bg_line_role roles[BG_HEAD_LINES];
} block_reader;

enum { WIDEST_HEADING = 90, MOST_HEADING_WORDS = 14, MOST_SENTENCE_WORDS = 10, WIDE = 60 };

static const bg_line *line_at(const block_reader *r, size_t i) {
  return &r->lines.items[i];
}

static bg_str text_at(const block_reader *r, size_t i) {
  return bg_lines_get(&r->lines, i);
}

static bg_line_role role_at(const block_reader *r, size_t i) {
  if (line_at(r, i)->heading == BG_LINE_TITLE) return BG_ROLE_TITLE;
  return i < BG_HEAD_LINES ? r->roles[i] : BG_ROLE_NONE;
}

static bool in_notes(const block_reader *r) {
  return r->builder->section == BG_SECTION_NOTES;
}

static bool blank_after(const block_reader *r, size_t i) {
  return i + 1 == r->lines.count || line_at(r, i + 1)->blank_before;
}

/* ---- what a line begins ---- */

static bg_mark mark_at(const block_reader *r, size_t i) {
  bg_str line = text_at(r, i);
  bg_mark mark = bg_line_mark(line);
  return mark.kind == BG_MARK_NONE && in_notes(r) ? bg_line_note_mark(line) : mark;
}

/* The mark of an item that begins here, and not a number or dash that happened to come first in a wrapped line. */
static bg_mark item_at(const block_reader *r, size_t i) {
  bg_mark mark = mark_at(r, i);
  if (mark.kind == BG_MARK_NONE || mark.kind == BG_MARK_BULLET) return mark;
  bool free = i == 0 || line_at(r, i)->blank_before || bg_line_is_closed(text_at(r, i - 1));
  bool listed = r->in_list && r->depth && r->lists[r->depth - 1].kind == mark.kind &&
                (i == 0 || (r->lines.width && line_at(r, i - 1)->early) || !r->lines.width);
  return free || listed ? mark : (bg_mark){0};
}

static bool is_short(const block_reader *r, size_t i) {
  return line_at(r, i)->width <= WIDEST_HEADING &&
         bg_line_words(text_at(r, i), MOST_HEADING_WORDS + 1) <= MOST_HEADING_WORDS;
}

static bool has_no_stop(bg_str line) {
  char last = line.data[line.len - 1];
  return last != '.' && last != ',' && last != ';' && last != ':' && last != '-' && last != ')' &&
         !(last >= '0' && last <= '9');
}

/* A paragraph or an item follows, not another short line. */
static bool leads_on(const block_reader *r, size_t i) {
  if (i + 1 >= r->lines.count) return false;
  size_t wide = r->lines.width && r->lines.width < WIDE ? r->lines.width * 3 / 4 : WIDE;
  return line_at(r, i + 1)->width >= wide || bg_line_mark(text_at(r, i + 1)).kind != BG_MARK_NONE ||
         bg_line_is_closed(text_at(r, i + 1));
}

/* "2. The Border", followed by text and not by "3. ...". */
static bool is_numbered_heading(const block_reader *r, size_t i, bg_str line, const bg_mark *mark) {
  if (mark->kind != BG_MARK_NUMBER || in_notes(r) || !is_short(r, i) || !blank_after(r, i) || !leads_on(r, i))
    return false;
  bg_str words = bg_str_slice(line, mark->length, line.len);
  if (bg_section_is_heading(words)) return true;
  return words.len && has_no_stop(words) && !bg_line_starts_lower(words) && bg_line_words(words, 11) <= 10 &&
         bg_line_mark(text_at(r, i + 1)).kind == BG_MARK_NONE;
}

static bool is_caption(const block_reader *r, size_t i) {
  if (in_notes(r)) return false;
  if (bg_line_is_caption(text_at(r, i))) return true;
  /* printed twice, as the alternative text of a picture and below it */
  return i + 1 < r->lines.count && line_at(r, i)->width > 30 && line_at(r, i)->width < 500 &&
         !line_at(r, i + 1)->blank_before && bg_str_equal(text_at(r, i), text_at(r, i + 1));
}

static bool is_heading(const block_reader *r, size_t i) {
  bg_str line = text_at(r, i);
  if (line_at(r, i)->known) return line_at(r, i)->heading != 0;
  if (!is_short(r, i) || is_caption(r, i)) return false;
  bool free = i == 0 || line_at(r, i)->blank_before || bg_line_is_closed(text_at(r, i - 1));
  bg_mark mark = bg_line_mark(line);
  if (mark.kind) return free && is_numbered_heading(r, i, line, &mark);
  if (bg_section_is_heading(line)) return free || blank_after(r, i);
  if (!free || !has_no_stop(line) || bg_line_starts_lower(line)) return false;
  if (in_notes(r) && (bg_str_find(line, BG_STR(","), 0) != SIZE_MAX || bg_line_note_mark(line).kind)) return false;
  if (bg_line_is_capitals(line)) return i + 1 < r->lines.count;
  if (!blank_after(r, i) && (line_at(r, i)->width * 2 > line_at(r, i + 1)->width || !line_at(r, i)->early))
    return false;
  if (bg_line_is_title_case(line)) return i + 1 < r->lines.count && !in_notes(r);
  return line_at(r, i)->blank_before && bg_line_words(line, MOST_SENTENCE_WORDS + 1) <= MOST_SENTENCE_WORDS &&
         leads_on(r, i);
}

/* ---- how far a block goes ---- */

/* A sentence that goes on behind a gap: a page break, or lines that are all set apart. */
static bool flows_across(const block_reader *r, size_t previous, size_t next) {
  const bg_line *before = line_at(r, previous), *line = line_at(r, next);
  if (bg_line_is_closed(text_at(r, previous))) return false;
  if (line->page_before && !before->early) return !is_heading(r, next); /* the page was full, not the paragraph */
  if (!bg_line_starts_lower(text_at(r, next))) return false;
  return line->page_before || (r->lines.width && before->width * 5 >= r->lines.width * 3);
}

static bool is_list_of_short_lines(const block_reader *r, size_t previous, size_t next) {
  size_t limit = r->lines.width * 2 / 5;
  return line_at(r, previous)->width < limit && line_at(r, next)->width < limit &&
         !bg_line_starts_lower(text_at(r, next));
}

static bool continues(const block_reader *r, size_t previous, size_t next, bool item) {
  if (role_at(r, next) || item_at(r, next).kind) return false;
  if (line_at(r, next)->note != line_at(r, previous)->note || line_at(r, next)->heading) return false;
  if (line_at(r, next)->blank_before) return flows_across(r, previous, next) && !is_caption(r, next);
  bg_str line = text_at(r, next), before = text_at(r, previous);
  if (bg_str_equal(line, before) || is_caption(r, next)) return false;
  bool closed = bg_line_is_closed(before);
  if (closed && bg_section_is_heading(line) && line.data[line.len - 1] != '.' && !bg_line_starts_lower(line))
    return false;
  bool early = line_at(r, previous)->early;
  if (early && is_heading(r, next)) return false;
  if (!r->lines.width) return !closed && bg_line_starts_lower(line);
  if (closed && early) return false;
  if (closed && !item && line_at(r, next)->indent >= line_at(r, previous)->indent + 2) return false;
  return closed || !early || !is_list_of_short_lines(r, previous, next);
}

/* ---- blocks ---- */

typedef void emit(bg_builder *builder, bg_str text, bg_span source);

/* The words of the lines [first, end), without the `skip` bytes of their mark. */
static bg_str join_lines(block_reader *r, size_t first, size_t end, size_t skip) {
  bg_builder_piece(r->builder, 0, r->base + line_at(r, first)->start + skip, 0);
  if (end - first == 1) return bg_str_slice(text_at(r, first), skip, SIZE_MAX);
  bg_buffer_clear(&r->words);
  bg_buffer_add(&r->words, bg_str_slice(text_at(r, first), skip, SIZE_MAX));
  for (size_t i = first + 1; i < end; i++) {
    bg_hyphens_append(r->hyphens, &r->words, text_at(r, i));
    bg_builder_piece(r->builder, r->words.len - text_at(r, i).len, r->base + line_at(r, i)->start, 0);
  }
  return bg_buffer_str(&r->words);
}

static void put_block(block_reader *r, emit *put, size_t first, size_t end, size_t skip) {
  bg_span span = {r->base + line_at(r, first)->start + skip, r->base + line_at(r, end - 1)->end};
  put(r->builder, join_lines(r, first, end, skip), span);
}

static size_t block_end(const block_reader *r, size_t first, bool item) {
  size_t end = first + 1;
  while (end < r->lines.count && continues(r, end - 1, end, item)) end++;
  return end;
}

/* The depth of an item in the lists that are open, which it may open or close. */
static size_t list_depth(block_reader *r, const bg_line *line, const bg_mark *mark) {
  size_t indent = line->indent, column = indent + (mark->length < 8 ? mark->length : 8);
  while (r->depth && r->lists[r->depth - 1].indent > indent + 1) r->depth--;
  for (size_t d = r->depth; d > 0; d--)
    if (r->lists[d - 1].kind == mark->kind && r->lists[d - 1].indent + 1 >= indent) return r->depth = d;
  if (r->depth == BG_ITEM_DEPTH) return r->depth;
  const open_list *last = r->depth ? &r->lists[r->depth - 1] : NULL;
  /* marks of another kind right below an item belong to it, even when all indentation was lost */
  bool below = last && indent >= last->indent && mark->kind != BG_MARK_NUMBER &&
               (!line->blank_before || mark->kind == BG_MARK_LETTER);
  if (last && indent <= last->indent + 1 && !below) r->depth--;
  r->lists[r->depth++] = (open_list){indent, column, mark->kind};
  return r->depth;
}

static size_t read_item(block_reader *r, size_t i, bg_mark mark) {
  const bg_line *line = line_at(r, i);
  size_t depth = list_depth(r, line, &mark);
  bg_builder_next_item(r->builder, depth + mark.dots, mark.number);
  r->in_list = true;
  bool only_mark = mark.length >= line->end - line->start;
  size_t first = only_mark && i + 1 < r->lines.count && !item_at(r, i + 1).kind ? i + 1 : i;
  size_t end = block_end(r, first, true);
  put_block(r, bg_builder_item, first, end, first == i ? mark.length : 0);
  return end;
}

/* How many of the open lists a paragraph is inside of, by its indentation. */
static size_t inside_lists(const block_reader *r, size_t indent) {
  size_t depth = r->in_list && indent ? r->depth : 0;
  while (depth && r->lists[depth - 1].column > indent + 1) depth--;
  return depth;
}

/* By the size of its letters where that is known. Else capitals stand above other headings, and numbers say how deep
 * they are. */
static size_t heading_level(const bg_line *line, bg_str text) {
  if (line->heading) return line->heading;
  bg_mark mark = bg_line_mark(text);
  if (mark.kind == BG_MARK_NUMBER) return 2 + mark.dots;
  if (bg_line_is_capitals(text)) return 1;
  bool addressed = bg_str_starts(text, BG_STR("To ")) || bg_str_starts(text, BG_STR("For "));
  return addressed ? 3 : 2;
}

/* Lines of one large size are one heading. */
static size_t heading_end(const block_reader *r, size_t first) {
  size_t end = first + 1;
  uint8_t level = line_at(r, first)->heading;
  while (level && end < r->lines.count && line_at(r, end)->heading == level && !line_at(r, end)->blank_before) end++;
  return end;
}

static size_t read_heading(block_reader *r, size_t i) {
  const bg_line *line = line_at(r, i);
  size_t level = heading_level(line, text_at(r, i)), end = heading_end(r, i);
  bg_str text = join_lines(r, i, end, 0);
  bg_builder_heading(r->builder, text, level, (bg_span){r->base + line->start, r->base + line_at(r, end - 1)->end});
  r->depth = 0;
  r->in_list = false;
  return end;
}

static size_t read_paragraph(block_reader *r, size_t i) {
  size_t depth = inside_lists(r, line_at(r, i)->indent);
  if (depth) bg_builder_resume_item(r->builder, depth);
  else r->in_list = false;
  size_t end = block_end(r, i, depth > 0);
  put_block(r, depth ? bg_builder_item : bg_builder_paragraph, i, end, 0);
  return end;
}

static size_t read_title(block_reader *r, size_t i) {
  size_t end = i;
  while (end < r->lines.count && role_at(r, end) == BG_ROLE_TITLE) end++;
  put_block(r, bg_builder_title, i, end, 0);
  return end;
}

static size_t read_block(block_reader *r, size_t i) {
  if (line_at(r, i)->note && !in_notes(r)) bg_builder_section(r->builder, "Notes", BG_SECTION_NOTES);
  if (role_at(r, i) == BG_ROLE_TITLE) return read_title(r, i);
  if (role_at(r, i) == BG_ROLE_ALONE) {
    put_block(r, bg_builder_paragraph, i, i + 1, 0);
    return i + 1;
  }
  if (line_at(r, i)->blank_before && blank_after(r, i) && bg_line_is_call(text_at(r, i))) return i + 1;
  if (is_heading(r, i)) return read_heading(r, i);
  bg_mark mark = item_at(r, i);
  if (mark.kind) return read_item(r, i, mark);
  if (!is_caption(r, i)) return read_paragraph(r, i);
  size_t end = block_end(r, i, false);
  put_block(r, bg_builder_caption, i, end, 0);
  return end;
}

void bg_lines_to_blocks(const bg_lines *lines, size_t base, bg_builder *builder) {
  block_reader r = {.builder = builder, .lines = *lines, .base = base, .hyphens = bg_hyphens_new(lines->text)};
  if (!builder->bare) bg_plain_head(lines, builder, r.roles);
  for (size_t i = 0; i < lines->count;) i = read_block(&r, i);
  bg_buffer_free(&r.words);
  bg_hyphens_free(r.hyphens);
}
