/* Internal: letters that no font of this system has, which PNG and PDF would show as boxes. */
#ifndef BG_DRAW_FONTS_H
#define BG_DRAW_FONTS_H

#include <stdint.h>

#include "base/str.h"

/* Debian's packages of fonts by what they are for. */
typedef enum { BG_FONTS_CJK, BG_FONTS_EMOJI, BG_FONTS_OTHER, BG_FONT_PACKAGES } bg_font_package;

const char *bg_font_package_name(bg_font_package package);
/* A letter of the text for each package that would have to be installed, 0 where none is missing; those that are found
 * already are left alone. */
void bg_fonts_missing(bg_str text, uint32_t missing[BG_FONT_PACKAGES]);

#endif
