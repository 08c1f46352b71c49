#include "language/tagset.h"

bg_status bg_tagset_open(bg_str section, const char *name, bg_diagnostics *diagnostics, bg_tagset *tagset) {
  bg_str line;
  tagset->count = 0;
  while (bg_str_split(&section, '\n', &line)) {
    if (line.len == 0) continue;
    bg_str upos = line, xpos;
    bg_tag tag;
    if (tagset->count == BG_TAGS || !bg_str_split(&upos, ' ', &xpos) || !bg_upos_parse(upos, &tag.upos))
      return bg_error(diagnostics, BG_ERROR_INVALID, NULL, "%s is damaged: its list of tags cannot be read", name);
    tag.xpos = xpos;
    tagset->tags[tagset->count++] = tag;
  }
  if (tagset->count == 0) return bg_error(diagnostics, BG_ERROR_INVALID, NULL, "%s is damaged: it has no tags", name);
  return BG_OK;
}
