/* A brief as the rest of the program sees it: metadata, blocks, and one normalised text that all offsets refer to.
 *
 * Input is Markdown (CommonMark, by libcmark) with an optional flat front matter:
 *
 *   ---
 *   title: ...          any `key: value` lines; known keys: title, author, date, language, publisher, license, source,
 *   source_author: id   source_author (the entity whose voice the brief's own statements are)
 *   ---
 *
 * Normalised text: the text of each block with its markup removed and every run of white space (also no-break spaces)
 * folded to one space; blocks are joined by one empty line. Raw HTML is left out. The brief is pinned by the SHA-256 of
 * this text. */
#ifndef BG_TEXT_BRIEF_H
#define BG_TEXT_BRIEF_H

#include "base/diagnostics.h"
#include "base/digest.h"

typedef enum { BG_BLOCK_TITLE, BG_BLOCK_HEADING, BG_BLOCK_PARAGRAPH, BG_BLOCK_ITEM, BG_BLOCK_CAPTION } bg_block_kind;

/* The part of a brief that a block belongs to, by its heading or its form. */
typedef enum {
  BG_SECTION_BODY,
  BG_SECTION_SUMMARY, /* key points, executive summary */
  BG_SECTION_RECOMMENDATIONS,
  BG_SECTION_CONCLUSION,
  BG_SECTION_NOTES /* endnotes, references */
} bg_section_kind;

/* Spans are in bytes of the normalised text, end exclusive. */
typedef struct {
  bg_block_kind kind;
  bg_section_kind section;
  bg_str locator; /* where a person looks it up: "Recommendations 5", "Introduction para 2", "Caption 1" */
  size_t start;
  size_t end;
  size_t source_start; /* in bytes of the file that was read (in a PDF: of the text of its pages), end exclusive */
  size_t source_end;
} bg_block;

typedef struct bg_brief bg_brief;

/* Errors: whatever bg_input_open_text reports; a front matter without end or with a line that is not "key: value"; no
 * text. */
bg_status bg_brief_load(const char *path, bg_diagnostics *diagnostics, bg_brief **brief);
/* The same from memory; `name` is for messages. */
bg_status bg_brief_parse(bg_str markdown, const char *name, bg_diagnostics *diagnostics, bg_brief **brief);
void bg_brief_free(bg_brief *brief); /* NULL is fine */

bg_str bg_brief_text(const bg_brief *brief);
const char *bg_brief_sha256(const bg_brief *brief);
/* A value of the front matter, or empty. The title falls back to the first heading. */
bg_str bg_brief_meta(const bg_brief *brief, const char *key);
size_t bg_brief_block_count(const bg_brief *brief);
const bg_block *bg_brief_block(const bg_brief *brief, size_t index);
/* The block that holds a byte offset of the text, or NULL between blocks. Logarithmic. */
const bg_block *bg_brief_block_at(const bg_brief *brief, size_t offset);
/* Code points before a byte offset. */
size_t bg_brief_code_points(const bg_brief *brief, size_t offset);

/* Find a quote (white space folded first) inside one block. Gives the number of places; *offset and *length are the
 * first place in bytes. */
size_t bg_brief_find(const bg_brief *brief, bg_str quote, size_t *offset, size_t *length);

/* Append `text` with white space folded and trimmed. */
void bg_fold_space(bg_buffer *out, bg_str text);

#endif
