#include "draw/fonts.h"

#include <fontconfig/fontconfig.h>

#include "base/utf8.h"

/* Every system with a font has the letters before it. */
enum { FIRST_LOOKED_FOR = 0x250 };

enum { CJK, EMOJI, OTHER };

static const char *const packages[BG_FONT_PACKAGES] = {"fonts-noto-cjk", "fonts-noto-color-emoji", "fonts-noto-core"};

static size_t package_of(uint32_t c) {
  bool cjk = (c >= 0x1100 && c <= 0x11ff) || (c >= 0x2e80 && c <= 0x9fff) || (c >= 0xac00 && c <= 0xd7ff) ||
             (c >= 0xf900 && c <= 0xfaff) || (c >= 0xff00 && c <= 0xffef) || (c >= 0x20000 && c <= 0x3ffff);
  return cjk ? CJK : c >= 0x1f000 && c <= 0x1faff ? EMOJI : OTHER;
}

/* Marks and joiners show nothing, letters of private use mean nothing. */
static bool is_looked_for(uint32_t c) {
  bool nothing = (c >= 0x2000 && c <= 0x200f) || (c >= 0x2028 && c <= 0x202f) || (c >= 0x205f && c <= 0x206f) ||
                 (c >= 0xfe00 && c <= 0xfe0f) || c == 0xfeff || (c >= 0xfff0 && c <= 0xfffb) ||
                 (c >= 0xe000 && c <= 0xf8ff) || c >= 0xe0000;
  return c >= FIRST_LOOKED_FOR && !nothing;
}

static bool has_font(const FcFontSet *fonts, uint32_t c) {
  for (int i = 0; fonts && i < fonts->nfont; i++) {
    FcCharSet *letters;
    if (FcPatternGetCharSet(fonts->fonts[i], FC_CHARSET, 0, &letters) == FcResultMatch && FcCharSetHasChar(letters, c))
      return true;
  }
  return false;
}

/* A letter for each package that would have to be installed; those that are found already are left alone. */
static void find_missing(bg_str text, uint32_t missing[BG_FONT_PACKAGES]) {
  const FcFontSet *fonts = FcConfigGetFonts(NULL, FcSetSystem);
  uint32_t last = 0;
  for (size_t i = 0; i < text.len;) {
    uint32_t c = bg_utf8_next(text, &i);
    if (c == last || !is_looked_for(c)) continue;
    last = c;
    size_t package = package_of(c);
    if (!missing[package] && !has_font(fonts, c)) missing[package] = c;
  }
}

void bg_fonts_warn(const bg_scene *scene, bool warned[BG_FONT_PACKAGES], bg_diagnostics *diagnostics) {
  uint32_t missing[BG_FONT_PACKAGES] = {0};
  const bg_str words[] = {scene->title, scene->subtitle, scene->source, scene->remark};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) find_missing(words[i], missing);
  for (size_t i = 0; i < scene->node_count; i++) find_missing(scene->nodes[i].html, missing);
  for (size_t i = 0; i < scene->edge_count; i++) find_missing(scene->edges[i].label, missing);
  for (size_t i = 0; i < BG_FONT_PACKAGES; i++) {
    if (!missing[i] || warned[i]) continue;
    warned[i] = true;
    bg_warning(
        diagnostics, NULL,
        "no font here has U+%04X and perhaps other letters; PNG and PDF show boxes instead; install one, such as "
        "Debian's %s, or take SVG, which is drawn with the fonts of whoever opens it",
        (unsigned)missing[i], packages[i]);
  }
}
