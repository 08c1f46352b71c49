/* Plain text. */
#include "text/line_blocks.h"
#include "text/readers.h"

bg_status bg_read_plain(bg_source source, bg_builder *builder) {
  bg_lines lines = {0};
  bg_lines_split(source.bytes, &lines);
  bg_lines_drop_debris(&lines);
  bg_lines_mark_early(&lines);
  bg_lines_to_blocks(&lines, source.base, builder);
  bg_lines_free(&lines);
  return BG_OK;
}
