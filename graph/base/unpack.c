#include "base/unpack.h"

#include "base/pack.h"

enum { STEP = 1 << 18 };

bg_status bg_unpack_error(const char *name, size_t offset, const char *problem, bg_diagnostics *diagnostics) {
  bg_location at = {.file = name, .offset = offset, .has_offset = true};
  if (!problem)
    return bg_error(diagnostics, BG_ERROR_SYNTAX, &at,
                    "compressed data end at byte %zu, in the middle; get the whole file", offset);
  return bg_error(diagnostics, BG_ERROR_SYNTAX, &at,
                  "compressed data are broken near byte %zu (%s); get the file again", offset, problem);
}

static bg_status unpack_all(bg_unpacker *unpacker, bg_str packed, const char *name, size_t most, bg_buffer *bytes,
                            bg_diagnostics *diagnostics) {
  bg_str rest = packed;
  size_t made;
  do {
    bg_buffer_reserve(bytes, STEP);
    const char *problem = bg_unpacker_step(unpacker, &rest, bytes->data + bytes->len, STEP, &made);
    if (problem) return bg_unpack_error(name, packed.len - rest.len, problem, diagnostics);
    bytes->len += made;
    if (bytes->len > most)
      return bg_error(diagnostics, BG_ERROR_LIMIT, &(bg_location){.file = name},
                      "decompresses to more than %zu bytes, the most that is held in memory; decompress it to a file "
                      "first, or convert it to ntriples or nquads, which stream",
                      most);
  } while (rest.len || made);
  return bg_unpacker_complete(unpacker) ? BG_OK : bg_unpack_error(name, packed.len, NULL, diagnostics);
}

bg_status bg_unpack(bg_str packed, const char *name, size_t most, bg_buffer *bytes, bg_diagnostics *diagnostics) {
  bg_unpacker *unpacker = bg_unpacker_new(bg_packing_by_magic(packed));
  bg_status status = unpack_all(unpacker, packed, name, most, bytes, diagnostics);
  bg_unpacker_free(unpacker);
  if (status != BG_OK) bg_buffer_free(bytes);
  return status;
}
