/* brat standoff (https://brat.nlplab.org/standoff.html): NAME.txt with the text and NAME.ann with a line for each mark.
 */
#ifndef BG_CLAIMS_BRAT_H
#define BG_CLAIMS_BRAT_H

#include "base/file.h"
#include "claims/annotation.h"

/* Read annotations of a text. Every mistake is reported with file and line: columns that are missing, offsets that are
 * no numbers, run backwards or beyond the text, words that differ from the text at these offsets (which count code
 * points), ids that occur twice, arguments that do not exist or are of a wrong kind, unknown kinds of lines. */
bg_status bg_brat_parse(bg_str ann, const char *file, bg_str name, bg_str text, bg_diagnostics *diagnostics,
                        bg_annotation **annotation);
/* Read FILE.ann and FILE.txt beside it; `path` may name either. */
bg_status bg_brat_read(const char *path, bg_diagnostics *diagnostics, bg_annotation **annotation);

/* The lines of the marks in their order. What was read comes out as it was. */
void bg_brat_put(const bg_annotation *annotation, bg_buffer *out);
/* NAME.txt and NAME.ann in a directory. */
bg_status bg_brat_write(const bg_annotation *annotation, const char *directory, bg_diagnostics *diagnostics);
/* annotation.conf for a directory of ours: without it brat shows the types and relations as unknown. */
void bg_brat_put_configuration(const bg_str_list *classes, const bg_str_list *relations, bg_buffer *out);

#endif
