#include "report/assets.h"

/* Where the Makefile puts the script; linters see this file without it. */
#ifndef BG_ASSETS
#define BG_ASSETS "build/assets"
#endif

/* C17 has no #embed; the assembler of every compiler that builds this program has .incbin. */
#define EMBED(name, path)                                                                                         \
  __asm__(".section .rodata\n.global " #name "_start\n.hidden " #name "_start\n" #name "_start:\n.incbin \"" path \
          "\"\n.global " #name "_end\n.hidden " #name "_end\n" #name "_end:\n.byte 0\n.previous\n");              \
  extern const char name##_start[] __attribute__((visibility("hidden")));                                         \
  extern const char name##_end[] __attribute__((visibility("hidden")))

EMBED(bg_embedded_html, "graph/report/assets/page.html");
EMBED(bg_embedded_style, "graph/report/assets/page.css");
EMBED(bg_embedded_script, BG_ASSETS "/page.js");

bg_str bg_asset_html(void) {
  return (bg_str){bg_embedded_html_start, (size_t)(bg_embedded_html_end - bg_embedded_html_start)};
}

bg_str bg_asset_style(void) {
  return (bg_str){bg_embedded_style_start, (size_t)(bg_embedded_style_end - bg_embedded_style_start)};
}

bg_str bg_asset_script(void) {
  return (bg_str){bg_embedded_script_start, (size_t)(bg_embedded_script_end - bg_embedded_script_start)};
}
