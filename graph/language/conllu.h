/* CoNLL-U (https://universaldependencies.org/format.html), the exchange format of parsers. */
#ifndef BG_LANGUAGE_CONLLU_H
#define BG_LANGUAGE_CONLLU_H

#include "base/file.h"
#include "language/analysis.h"
#include "text/brief.h"

/* Write sentences with their text, blocks as "# newpar" and spans as MISC "Start=..|End=.." in code points of the text.
 * Of a brief (or NULL) also where each sentence stands in its source, as "# source = 120-163" in bytes, and "# page".
 */
void bg_conllu_write(const bg_analysis *analysis, bg_str text, const bg_brief *brief, bg_output *output);

/* Read CoNLL-U on its own: the text is put together from the forms and SpaceAfter, or from "# text" where it agrees,
 * sentences joined by a space unless SpaceAfter=No (an empty line before "# newpar", which begins the next block), and
 * appended to *text; the analysis refers to it by offsets, its strings are in its arena. Empty nodes and enhanced
 * dependencies are skipped. Errors name line and column: a row without ten columns, ids that do not count up, a head
 * outside the sentence, a circle, no or several roots, an unknown tag or relation. */
bg_status bg_conllu_read(bg_str conllu, const char *name, bg_diagnostics *diagnostics, bg_buffer *text,
                         bg_analysis *analysis);

/* Read somebody else's analysis of a brief: words are found in the brief's text in order; text between them that
 * nobody analysed is passed over. An error says which word is not there. */
bg_status bg_conllu_align(bg_str conllu, const char *name, const bg_brief *brief, bg_diagnostics *diagnostics,
                          bg_analysis *analysis);

#endif
