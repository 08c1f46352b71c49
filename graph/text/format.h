/* Internal: telling the formats of briefs apart. */
#ifndef BG_TEXT_FORMAT_H
#define BG_TEXT_FORMAT_H

#include "text/brief.h"

/* By content, then by the name. Errors: a format that is not read (a word processor's file, an archive, a picture). */
bg_status bg_brief_format_guess(bg_str bytes, const char *name, bg_diagnostics *diagnostics, bg_brief_format *format);

#endif
