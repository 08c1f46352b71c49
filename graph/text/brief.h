/* A brief as the rest of the program sees it: metadata, blocks, and one normalised text that all offsets refer to.
 *
 * Formats, told apart by their content and then by the file's name:
 *
 *   plain text   paragraphs of one line or of many; bullets and numbers; headings by their form; page breaks, page
 *                numbers and running heads dropped; title, author and date from the first lines where they are stated
 *   Markdown     CommonMark, by libcmark; raw HTML is left out
 *   HTML         by libgumbo; only the main content, navigation and the like left out
 *   PDF          its text layer, by poppler: columns, hyphens and running heads mended
 *
 * Markdown may have a flat front matter:
 *
 *   ---
 *   title: ...          any `key: value` lines; known keys: title, author, date, language, publisher, license, source,
 *   source_author: id   source_author (the entity whose voice the brief's own statements are), redistribution ("no": no
 *                       page may hold the text)
 *   ---
 *
 * Normalised text: the text of each block with its markup, bullet or number removed, every run of white space (also
 * no-break spaces) folded to one space, soft hyphens and zero-width spaces dropped; blocks are joined by one empty
 * line. The brief is pinned by the SHA-256 of this text. */
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

typedef enum { BG_BRIEF_GUESS, BG_BRIEF_PLAIN, BG_BRIEF_MARKDOWN, BG_BRIEF_HTML, BG_BRIEF_PDF } bg_brief_format;

typedef struct {
  bg_brief_format format;
  bool any_language; /* take texts in other languages than English too */
} bg_brief_options;

/* "text", "markdown", "html", "pdf". False when the name is unknown. */
bool bg_brief_format_parse(bg_str name, bg_brief_format *format);

/* Errors: the file is missing or unreadable; not text, or not in UTF-8 (with the place); a front matter without end or
 * with a line that is not "key: value"; an encrypted PDF or one without a text layer; no text; another language than
 * English. */
bg_status bg_brief_load(const char *path, bg_diagnostics *diagnostics, bg_brief **brief);
/* The same with options; NULL: guess the format, English only. */
bg_status bg_brief_load_with(const char *path, const bg_brief_options *options, bg_diagnostics *diagnostics,
                             bg_brief **brief);
/* The same from memory; `name` is for messages and for guessing the format. */
bg_status bg_brief_read(bg_str bytes, const char *name, const bg_brief_options *options, bg_diagnostics *diagnostics,
                        bg_brief **brief);
/* Markdown in any language, from memory. */
bg_status bg_brief_parse(bg_str markdown, const char *name, bg_diagnostics *diagnostics, bg_brief **brief);
/* Plain text whose title and date are known (either may be empty), such as one line of JSON Lines. Nothing is looked
 * for in its first lines. Cheap: some microseconds and the size of the text. Of the options, only the language counts.
 */
bg_status bg_brief_from_text(bg_str text, bg_str title, bg_str date, const char *name, const bg_brief_options *options,
                             bg_diagnostics *diagnostics, bg_brief **brief);
void bg_brief_free(bg_brief *brief); /* NULL is fine */
/* The text of the pages of a PDF, lines in reading order, each page ended by a form feed, that the source spans of its
 * blocks refer to. */
bg_status bg_pdf_text(bg_str bytes, const char *name, bg_diagnostics *diagnostics, bg_buffer *text);

bg_str bg_brief_text(const bg_brief *brief);
const char *bg_brief_sha256(const bg_brief *brief);
/* A value of the front matter or of what the document states (title, author, date in ISO 8601), or empty. */
bg_str bg_brief_meta(const bg_brief *brief, const char *key);
size_t bg_brief_block_count(const bg_brief *brief);
const bg_block *bg_brief_block(const bg_brief *brief, size_t index);
/* The block that holds a byte offset of the text, or NULL between blocks. Logarithmic. */
const bg_block *bg_brief_block_at(const bg_brief *brief, size_t offset);
/* Code points before a byte offset. Constant time. */
size_t bg_brief_code_points(const bg_brief *brief, size_t offset);

/* Where a stretch of one block of the text, such as a sentence, stands in the file that was read: bytes as those of the
 * block, end exclusive; marks of the format between its words are part of it. Logarithmic. */
void bg_brief_source(const bg_brief *brief, size_t start, size_t end, size_t *source_start, size_t *source_end);
/* The page of a PDF that holds a byte of its text, counted from 1; 0 in other formats. */
size_t bg_brief_page(const bg_brief *brief, size_t source);

/* Find a quote (white space folded first) inside one block. Gives the number of places, which do not overlap; *offset
 * and *length are the first place in bytes. */
size_t bg_brief_find(const bg_brief *brief, bg_str quote, size_t *offset, size_t *length);

/* Append `text` with white space folded and trimmed, and invisible characters dropped. */
void bg_fold_space(bg_buffer *out, bg_str text);
/* White space of Unicode taken off both ends. */
bg_str bg_trim_space(bg_str text);

#endif
