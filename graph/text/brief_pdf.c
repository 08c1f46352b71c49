#include "text/readers.h"

bg_status bg_read_pdf(bg_source source, bg_builder *builder) {
  (void)builder;
  return bg_error(source.diagnostics, BG_ERROR_UNSUPPORTED, &(bg_location){.file = source.name},
                  "PDF is not read yet; save it as text");
}
