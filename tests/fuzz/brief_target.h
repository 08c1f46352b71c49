/* What the fuzz targets of the readers of briefs share: read the bytes as one format, and check what is promised of
 * every brief. */
#ifndef TESTS_FUZZ_BRIEF_TARGET_H
#define TESTS_FUZZ_BRIEF_TARGET_H

#include <stdlib.h>

#include "base/utf8.h"
#include "text/brief.h"

static inline void require(bool condition) {
  if (!condition) abort();
}

static inline void fuzz_brief(const uint8_t *data, size_t size, bg_brief_format format, bool has_spans) {
  bg_diagnostics *diagnostics = bg_diagnostics_new();
  bg_brief *brief = NULL;
  bg_brief_options options = {format, (size & 1) == 0};
  bg_status status = bg_brief_read((bg_str){(const char *)data, size}, "fuzz", &options, diagnostics, &brief);
  require((status == BG_OK) == (brief != NULL));
  require((status == BG_OK) == (bg_diagnostics_errors(diagnostics) == 0));
  if (brief) {
    bg_str text = bg_brief_text(brief);
    require(bg_utf8_invalid(text) == SIZE_MAX);
    require(bg_brief_code_points(brief, text.len) == bg_utf8_count(text));
    size_t end = 0;
    for (size_t i = 0; i < bg_brief_block_count(brief); i++) {
      const bg_block *block = bg_brief_block(brief, i);
      require(block->start == (i ? end + 2 : 0) && block->end > block->start && block->locator.len);
      require(block->source_start <= block->source_end && (!has_spans || block->source_end <= size));
      require(bg_brief_block_at(brief, block->start) == block);
      size_t from, to;
      bg_brief_source(brief, block->start, block->end, &from, &to);
      require(from <= to && (!has_spans || to <= size));
      end = block->end;
    }
    require(end == text.len);
  }
  bg_brief_free(brief);
  bg_diagnostics_free(diagnostics);
}

#endif
