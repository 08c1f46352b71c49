/* Internal: poppler-glib, loaded when a PDF is read. Linked, its 36 shared libraries would cost every command 6 MB of
 * memory and some milliseconds at its start. */
#ifndef BG_TEXT_POPPLER_LIBRARY_H
#define BG_TEXT_POPPLER_LIBRARY_H

#include <poppler.h>

#include "base/diagnostics.h"

/* The functions that are used, with the types that poppler.h gives them. */
typedef struct {
  __typeof__(&poppler_error_quark) error_quark;
  __typeof__(&poppler_document_new_from_bytes) document_new;
  __typeof__(&poppler_document_get_title) title;
  __typeof__(&poppler_document_get_author) author;
  __typeof__(&poppler_document_get_n_pages) n_pages;
  __typeof__(&poppler_document_get_page) page;
  __typeof__(&poppler_page_get_text) text;
  __typeof__(&poppler_page_get_text_layout) text_layout;
  __typeof__(&poppler_page_get_text_attributes) attributes;
  __typeof__(&poppler_page_free_text_attributes) free_attributes;
} bg_poppler;

/* Load it, or find it loaded; it stays loaded, since GLib's types cannot be taken back. BG_ERROR_LIBRARY when it is not
 * installed. */
bg_status bg_poppler_load(const bg_location *where, bg_diagnostics *diagnostics, bg_poppler *poppler);

#endif
