#include "report/assets.h"

/* Where the Makefile puts the script; linters see this file without it. */
#ifndef BG_ASSETS
#define BG_ASSETS "build/assets"
#endif

/* C17 has no #embed; the assembler of every compiler that builds this program has .incbin. */
#define EMBED(name, path)                                                                       \
  __asm__(".section .rodata\n.global " #name "\n.hidden " #name "\n" #name ":\n.incbin \"" path \
          "\"\n.byte 0\n.previous\n");                                                          \
  extern const char(name)[] __attribute__((visibility("hidden")))

EMBED(bg_embedded_html, "graph/report/assets/page.html");
EMBED(bg_embedded_style, "graph/report/assets/page.css");
EMBED(bg_embedded_script, BG_ASSETS "/page.js");

bg_str bg_asset_html(void) {
  return bg_str_from(bg_embedded_html);
}

bg_str bg_asset_style(void) {
  return bg_str_from(bg_embedded_style);
}

bg_str bg_asset_script(void) {
  return bg_str_from(bg_embedded_script);
}
