/* What tests of the readers of briefs share. */
#ifndef TESTS_TEXT_CHECKS_H
#define TESTS_TEXT_CHECKS_H

#include "text/brief.h"
#include "unit.h"

/* Short names for tables of blocks. */
#define BODY  BG_SECTION_BODY
#define SUM   BG_SECTION_SUMMARY
#define RECS  BG_SECTION_RECOMMENDATIONS
#define CONC  BG_SECTION_CONCLUSION
#define NOTES BG_SECTION_NOTES
#define TITLE BG_BLOCK_TITLE
#define HEAD  BG_BLOCK_HEADING
#define PARA  BG_BLOCK_PARAGRAPH
#define ITEM  BG_BLOCK_ITEM
#define CAPT  BG_BLOCK_CAPTION

/* A block as a test expects it; NULL stands for anything. */
typedef struct {
  bg_block_kind kind;
  bg_section_kind section;
  const char *locator;
  const char *text;
} expected_block;

static inline bg_str block_text(const bg_brief *brief, const bg_block *block) {
  return bg_str_slice(bg_brief_text(brief), block->start, block->end);
}

static inline void check_blocks(const bg_brief *brief, const expected_block *expected, size_t count) {
  for (size_t i = 0; i < count && i < bg_brief_block_count(brief); i++) {
    const bg_block *block = bg_brief_block(brief, i);
    if (expected[i].text) assert_str(block_text(brief, block), expected[i].text);
    if (expected[i].locator) assert_str(block->locator, expected[i].locator);
    assert_int_equal(block->kind, expected[i].kind);
    assert_int_equal(block->section, expected[i].section);
  }
  assert_int_equal(bg_brief_block_count(brief), count);
}

/* Each word stands in the source where the brief says, but where marks, references or the end of a line cut it. */
static inline void check_word_sources(const bg_brief *brief, bg_str source) {
  for (size_t i = 0; i < bg_brief_block_count(brief); i++) {
    const bg_block *block = bg_brief_block(brief, i);
    bg_str rest = block_text(brief, block), word;
    while (bg_str_split(&rest, ' ', &word)) {
      size_t at = (size_t)(word.data - bg_brief_text(brief).data), start, end;
      bg_brief_source(brief, at, at + word.len, &start, &end);
      bg_str span = bg_str_slice(source, start, end);
      bool cut = false;
      for (size_t k = 0; k < span.len; k++) cut |= span.data[k] == '-' || strchr("&<*_\\`[\n\xc2\xe2", span.data[k]);
      if (!cut) assert_true(bg_str_equal(span, word));
    }
  }
}

/* The characters of every block, white space and hyphens aside, stand in its span of the source in their order, and the
 * span is not much longer than the block and its markup, unless it runs over a column or page that was read elsewhere.
 */
static inline void check_span_words(const bg_brief *brief, bg_str source, size_t slack) {
  check_word_sources(brief, source);
  for (size_t i = 0; i < bg_brief_block_count(brief); i++) {
    const bg_block *block = bg_brief_block(brief, i);
    bg_str text = block_text(brief, block);
    assert_true(block->source_start < block->source_end && block->source_end <= source.len);
    bool across =
        bg_str_find(bg_str_slice(source, block->source_start, block->source_end), BG_STR("\f"), 0) != SIZE_MAX;
    assert_true(across || block->source_end - block->source_start <= text.len + text.len / 2 + slack);
    bg_str span = bg_str_slice(source, block->source_start, block->source_end);
    size_t at = 0;
    for (size_t k = 0; k < text.len; k++) {
      if (text.data[k] == ' ' || text.data[k] == '-') continue;
      while (at < span.len && span.data[at] != text.data[k]) at++;
      assert_true(at < span.len);
      at++;
    }
  }
}

/* And blocks come in the order of the source. */
static inline void check_spans(const bg_brief *brief, bg_str source, size_t slack) {
  check_span_words(brief, source, slack);
  for (size_t i = 1; i < bg_brief_block_count(brief); i++)
    assert_true(bg_brief_block(brief, i)->source_start >= bg_brief_block(brief, i - 1)->source_start);
}

/* What stands in the source for some words of the text. */
static inline void check_source(const bg_brief *brief, bg_str source, const char *words, const char *expected) {
  size_t at = bg_str_find(bg_brief_text(brief), bg_str_from(words), 0), start, end;
  assert_true(at != SIZE_MAX);
  bg_brief_source(brief, at, at + strlen(words), &start, &end);
  assert_str(bg_str_slice(source, start, end), expected);
}

static inline bg_brief *read_brief(bg_str bytes, const char *name) {
  bg_diagnostics *diagnostics = bg_diagnostics_new();
  bg_brief *brief = NULL;
  bg_status status = bg_brief_read(bytes, name, NULL, diagnostics, &brief);
  if (status != BG_OK) print_error("%s\n", bg_diagnostics_get(diagnostics, 0)->message);
  assert_int_equal(status, BG_OK);
  bg_diagnostics_free(diagnostics);
  return brief;
}

/* Reading must fail with a message that holds `words`. */
static inline void check_refused(bg_str bytes, const char *name, bg_status expected, const char *words) {
  bg_diagnostics *diagnostics = bg_diagnostics_new();
  bg_brief *brief = NULL;
  bg_status status = bg_brief_read(bytes, name, NULL, diagnostics, &brief);
  assert_null(brief);
  assert_int_equal(status, expected);
  const char *message = bg_diagnostics_get(diagnostics, 0)->message;
  if (!strstr(message, words)) print_error("'%s' does not say '%s'\n", message, words);
  assert_non_null(strstr(message, words));
  bg_diagnostics_free(diagnostics);
}

#endif
