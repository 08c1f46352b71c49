/* Internal: letters that no font of this system has. An SVG is drawn with the fonts of whoever looks at it; in PNG and
 * PDF such letters are boxes for good. */
#ifndef BG_DRAW_FONTS_H
#define BG_DRAW_FONTS_H

#include "draw/scene.h"

/* What to install, by what it is for: Debian's packages. */
enum { BG_FONT_PACKAGES = 3 };

/* Warn of them, once for each package; `warned` remembers which. */
void bg_fonts_warn(const bg_scene *scene, bool warned[BG_FONT_PACKAGES], bg_diagnostics *diagnostics);

#endif
