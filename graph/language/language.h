/* Reading English: the shipped model and what it does to a text. */
#ifndef BG_LANGUAGE_LANGUAGE_H
#define BG_LANGUAGE_LANGUAGE_H

#include "language/analysis.h"
#include "text/brief.h"

/* The model, memory-mapped; may be shared by threads once loaded. */
typedef struct bg_language bg_language;

/* Errors: missing file; not a model, damaged (checksum), or of another version or byte order: each says which. */
bg_status bg_language_load(const char *path, bg_diagnostics *diagnostics, bg_language **language);
void bg_language_free(bg_language *language); /* NULL is fine */

/* Add the sentences and words of one stretch of text, segmented, tagged, lemmatised and parsed. No sentence crosses its
 * ends. `text` must outlive the analysis. Linear in its length. */
void bg_language_analyse(const bg_language *language, bg_str text, size_t from, size_t to, size_t block,
                         bg_analysis *analysis);
/* All blocks of a brief. */
void bg_language_analyse_brief(const bg_language *language, const bg_brief *brief, bg_analysis *analysis);
/* Tag, lemmatise and parse words that are there already (from `first_sentence` on): gold tokens. */
void bg_language_annotate(const bg_language *language, size_t first_sentence, bg_analysis *analysis);

#endif
