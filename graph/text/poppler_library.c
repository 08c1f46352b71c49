#include "text/poppler_library.h"

#include <dlfcn.h>
#include <string.h>

/* The interface that poppler.h of Debian 12 belongs to. */
static const char soname[] = "libpoppler-glib.so.8";

bg_status bg_poppler_load(const bg_location *where, bg_diagnostics *diagnostics, bg_poppler *poppler) {
  void *library = dlopen(soname, RTLD_NOW | RTLD_LOCAL);
  if (!library)
    return bg_error(diagnostics, BG_ERROR_LIBRARY, where,
                    "PDF is read by poppler, which could not be loaded (%s); install Debian's libpoppler-glib8",
                    dlerror());
  const struct {
    const char *name;
    void *place;
  } functions[] = {{"poppler_error_quark", &poppler->error_quark},
                   {"poppler_document_new_from_bytes", &poppler->document_new},
                   {"poppler_document_get_title", &poppler->title},
                   {"poppler_document_get_author", &poppler->author},
                   {"poppler_document_get_n_pages", &poppler->n_pages},
                   {"poppler_document_get_page", &poppler->page},
                   {"poppler_page_get_text", &poppler->text},
                   {"poppler_page_get_text_layout", &poppler->text_layout},
                   {"poppler_page_get_text_attributes", &poppler->attributes},
                   {"poppler_page_free_text_attributes", &poppler->free_attributes}};
  for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
    void *function = dlsym(library, functions[i].name);
    if (!function)
      return bg_error(diagnostics, BG_ERROR_LIBRARY, where, "%s lacks %s; install Debian's libpoppler-glib8", soname,
                      functions[i].name);
    memcpy(functions[i].place, &function, sizeof function); /* POSIX: a function's address fits */
  }
  return BG_OK;
}
