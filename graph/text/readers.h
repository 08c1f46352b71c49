/* Internal: one reader for each format of briefs. */
#ifndef BG_TEXT_READERS_H
#define BG_TEXT_READERS_H

#include "text/builder.h"

/* What is read, and where it stands in the file. */
typedef struct {
  bg_str bytes;
  size_t base; /* bytes of the file before it: a byte order mark, a front matter */
  const char *name;
  bg_diagnostics *diagnostics;
} bg_source;

/* CommonMark with an optional front matter, checked UTF-8. */
bg_status bg_read_markdown(bg_source source, bg_builder *builder);
/* Plain text, checked UTF-8. */
bg_status bg_read_plain(bg_source source, bg_builder *builder);
/* HTML in UTF-8 or in the single-byte character set that it declares. */
bg_status bg_read_html(bg_source source, bg_builder *builder);
bg_status bg_read_pdf(bg_source source, bg_builder *builder);

#endif
