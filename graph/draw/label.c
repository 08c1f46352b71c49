#include "draw/label.h"

#include <stdint.h>

#include "base/utf8.h"

/* What stands for text without anything to see: Graphviz takes no empty FONT or B. */
#define NOTHING "&#160;"

enum { MOST_INVISIBLE = 3 };

enum { LEFT_TO_RIGHT_MARK = 0x200e, RIGHT_TO_LEFT_MARK = 0x200f, FIRST_STRONG_ISOLATE = 0x2068, POP_ISOLATE = 0x2069 };

/* Controls, noncharacters, and characters that reorder what stands around them: Unicode's Bidi_Control but for marks
 * and the isolate that bg_label_name writes, which reach no further than themselves. */
static bool is_dropped(uint32_t c) {
  return (c < 0x20 && c != '\t' && c != '\n') || (c >= 0x7f && c < 0xa0) || (c >= 0x202a && c <= 0x202e) ||
         (c >= 0x2066 && c <= 0x2067) || (c >= 0xfdd0 && c <= 0xfdef) || (c & 0xfffe) == 0xfffe;
}

static bool is_isolate(uint32_t c) {
  return c == FIRST_STRONG_ISOLATE || c == POP_ISOLATE;
}

/* Letters of scripts that run from right to left, by block, and their mark. */
static bool is_right_to_left(uint32_t c) {
  return c == RIGHT_TO_LEFT_MARK ||
         (c >= 0x5be && c <= 0x8ff && !(c >= 0x600 && c <= 0x607) && !(c >= 0x660 && c <= 0x669)) ||
         (c >= 0xfb1d && c <= 0xfdff) || (c >= 0xfe70 && c <= 0xfefc) || (c >= 0x10800 && c <= 0x10fff) ||
         (c >= 0x1e800 && c <= 0x1efff);
}

static bool is_left_to_right(uint32_t c) {
  bool latin = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0xc0 && c != 0xd7 && c != 0xf7 && c < 0x2b9);
  bool other = (c >= 0x370 && c < 0x590) || (c >= 0x900 && c < 0x2000) || (c >= 0x3040 && c < 0xa490) ||
               (c >= 0xa500 && c < 0xd800) || (c >= 0xf900 && c < 0xfb1d) || (c >= 0x20000 && c < 0x40000);
  return latin || other || c == LEFT_TO_RIGHT_MARK;
}

/* Characters that show nothing of themselves (Unicode Default_Ignorable_Code_Point) and the blocks of combining marks.
 * Scripts and emoji need them behind others; where nothing else stands in a line, Graphviz finds no width and forgets
 * to make the layout that it draws. */
static bool is_invisible(uint32_t c) {
  return c == 0xad || (c >= 0x300 && c <= 0x36f) || c == 0x61c || (c >= 0x115f && c <= 0x1160) ||
         (c >= 0x17b4 && c <= 0x17b5) || (c >= 0x180b && c <= 0x180f) || (c >= 0x200b && c <= 0x200f) ||
         (c >= 0x2060 && c <= 0x206f) || (c >= 0x20d0 && c <= 0x20ff) || c == 0x3164 || (c >= 0x1ab0 && c <= 0x1aff) ||
         (c >= 0x1dc0 && c <= 0x1dff) || (c >= 0xa700 && c <= 0xa721) || (c >= 0xfe20 && c <= 0xfe2f) ||
         (c >= 0xfe00 && c <= 0xfe0f) || c == 0xfeff || c == 0xffa0 || (c >= 0xfff0 && c <= 0xfff8) ||
         (c >= 0x1bca0 && c <= 0x1bca3) || (c >= 0x1d173 && c <= 0x1d17a) || (c >= 0xe0000 && c <= 0xe0fff);
}

static bool is_space(uint32_t c) {
  return c == ' ' || c == '\t' || c == '\n' || c == 0xa0 || c == 0x2028 || c == 0x2029;
}

static size_t columns_of(uint32_t c) {
  if (is_dropped(c) || is_invisible(c)) return 0;
  bool wide = (c >= 0x1100 && c <= 0x115f) || (c >= 0x2e80 && c <= 0xa4cf) || (c >= 0xac00 && c <= 0xd7a3) ||
              (c >= 0xf900 && c <= 0xfaff) || (c >= 0xff00 && c <= 0xff60) || (c >= 0x1f300 && c <= 0x1faff) ||
              (c >= 0x20000 && c <= 0x3fffd);
  return wide ? 2 : 1;
}

static void put_html(bg_buffer *out, uint32_t c) {
  switch (c) {
    case '&': bg_buffer_puts(out, "&amp;"); break;
    case '<': bg_buffer_puts(out, "&lt;"); break;
    case '>': bg_buffer_puts(out, "&gt;"); break;
    case '"': bg_buffer_puts(out, "&quot;"); break;
    default: bg_utf8_append(out, is_space(c) ? ' ' : c);
  }
}

/* True when something was written that can be seen. Invisible characters stay behind visible ones, a few at a time. */
static bool put_word(bg_buffer *out, bg_str word) {
  bool seen = false;
  size_t invisible = MOST_INVISIBLE;
  for (size_t i = 0; i < word.len;) {
    uint32_t c = bg_utf8_next(word, &i);
    if (is_dropped(c)) continue;
    if (is_isolate(c)) { /* it may stand first */
      bg_utf8_append(out, c);
      continue;
    }
    invisible = is_invisible(c) ? invisible + 1 : 0;
    if (invisible > MOST_INVISIBLE) continue;
    put_html(out, c);
    seen = true;
  }
  return seen;
}

void bg_label_html(bg_buffer *out, bg_str text) {
  if (!put_word(out, text)) bg_buffer_puts(out, NOTHING);
}

bool bg_label_is_blank(bg_str text) {
  for (size_t i = 0; i < text.len;) {
    uint32_t c = bg_utf8_next(text, &i);
    if (!is_space(c) && columns_of(c)) return false;
  }
  return true;
}

void bg_label_plain(bg_buffer *out, bg_str text) {
  for (size_t i = 0; i < text.len;) {
    uint32_t c = bg_utf8_next(text, &i);
    if (!is_dropped(c)) bg_utf8_append(out, is_space(c) ? ' ' : c);
  }
}

static bool has_right_to_left(bg_str text) {
  for (size_t i = 0; i < text.len;)
    if (is_right_to_left(bg_utf8_next(text, &i))) return true;
  return false;
}

bool bg_label_runs_left(bg_str text) {
  size_t isolated = 0;
  for (size_t i = 0; i < text.len;) {
    uint32_t c = bg_utf8_next(text, &i);
    if (c == FIRST_STRONG_ISOLATE) isolated++;
    else if (c == POP_ISOLATE && isolated) isolated--;
    else if (isolated) continue;
    else if (is_right_to_left(c)) return true;
    else if (is_left_to_right(c)) return false;
  }
  return false;
}

/* The first place from which the rest is at most so wide, behind a space if there is one before the rest is half that.
 */
static size_t start_of_tail(bg_str text, size_t all, size_t columns) {
  size_t used = 0, found = text.len;
  for (size_t i = 0; i < text.len;) {
    size_t at = i;
    uint32_t c = bg_utf8_next(text, &i);
    bool whole = columns_of(c) > 0;
    if (whole && found == text.len && all - used <= columns) found = at;
    used += columns_of(c);
    if (all - used <= columns && all - used >= columns / 2 && is_space(c)) return i;
  }
  return found;
}

/* The last place up to which text is at most so wide, behind a word if one ends not long before. */
static size_t end_of_head(bg_str text, size_t columns) {
  size_t used = 0, found = 0, word = 0, word_used = 0;
  for (size_t i = 0; i < text.len;) {
    size_t at = i;
    uint32_t c = bg_utf8_next(text, &i);
    used += columns_of(c);
    if (used > columns) break;
    if (is_space(c)) word = at, word_used = used;
    found = i;
  }
  return word && word_used * 3 >= columns * 2 ? word : found;
}

void bg_label_middle(bg_buffer *out, bg_str text, size_t columns) {
  text = bg_str_trim(text);
  size_t all = bg_label_width(text);
  if (all <= columns) {
    bg_buffer_add(out, text);
    return;
  }
  bg_buffer_add(out, bg_str_slice(text, 0, end_of_head(text, columns - columns / 3 - 2)));
  bg_buffer_puts(out, "… ");
  bg_buffer_add(out, bg_str_slice(text, start_of_tail(text, all, columns / 3), text.len));
}

void bg_label_name(bg_buffer *out, bg_str name, size_t columns) {
  bool isolate = has_right_to_left(name);
  bg_buffer text = {0};
  bg_label_middle(&text, name, columns);
  bg_str cut = bg_buffer_str(&text);
  if (isolate) bg_utf8_append(out, FIRST_STRONG_ISOLATE);
  for (size_t i = 0; i < cut.len;) {
    uint32_t c = bg_utf8_next(cut, &i);
    if (!is_dropped(c) && !is_isolate(c)) bg_utf8_append(out, is_space(c) ? ' ' : c);
  }
  if (isolate) bg_utf8_append(out, POP_ISOLATE);
  bg_buffer_free(&text);
}

bool bg_label_is_address(bg_str text) {
  return bg_str_starts(text, BG_STR("http://")) || bg_str_starts(text, BG_STR("https://")) ||
         bg_str_starts(text, BG_STR("urn:")) || bg_str_starts(text, BG_STR("#"));
}

size_t bg_label_width(bg_str text) {
  size_t width = 0;
  for (size_t i = 0; i < text.len;) {
    width += columns_of(bg_utf8_next(text, &i));
  }
  return width;
}

/* The next word, or as much of it as fits one line; leading spaces are skipped. */
static bg_str next_word(bg_str text, size_t *at, size_t width) {
  size_t start, used = 0;
  do {
    start = *at;
    if (start >= text.len) return BG_STR_EMPTY;
  } while (is_space(bg_utf8_next(text, at)));
  *at = start;
  while (*at < text.len) {
    size_t next = *at;
    uint32_t c = bg_utf8_next(text, &next);
    if (is_space(c) || used + columns_of(c) > width) break;
    used += columns_of(c);
    *at = next;
  }
  if (*at == start) (void)bg_utf8_next(text, at); /* a character that is wider than the line */
  return bg_str_slice(text, start, *at);
}

void bg_label_wrapped(bg_buffer *out, bg_str text, size_t width, size_t lines, const char *align) {
  size_t at = 0, used = 0, line = 1;
  bg_str word;
  /* Every line runs as the text does, whatever letter it begins with: pango looks at each line by itself. */
  uint32_t mark = !has_right_to_left(text) ? 0 : bg_label_runs_left(text) ? RIGHT_TO_LEFT_MARK : LEFT_TO_RIGHT_MARK;
  if (bg_label_is_blank(text)) bg_buffer_puts(out, NOTHING);
  while ((word = next_word(text, &at, width)).len) {
    if (bg_label_is_blank(word)) continue;
    size_t columns = bg_label_width(word);
    bool fits = used == 0 || used + 1 + columns <= width;
    if (!fits && line == lines) {
      bg_buffer_puts(out, "…");
      return;
    }
    if (!fits) {
      if (align) bg_buffer_printf(out, "<BR ALIGN=\"%s\"/>", align);
      else bg_buffer_puts(out, "<BR/>");
      line++;
      used = 0;
    }
    if (used) bg_buffer_putc(out, ' '), used++;
    else if (mark) bg_utf8_append(out, mark);
    put_word(out, word);
    used += columns;
  }
  if (align && line > 1) bg_buffer_printf(out, "<BR ALIGN=\"%s\"/>", align);
}

void bg_label_escstring(bg_buffer *out, bg_str text, size_t most) {
  size_t count = 0;
  for (size_t i = 0; i < text.len; count++) {
    if (count == most) {
      bg_buffer_puts(out, "…");
      return;
    }
    uint32_t c = bg_utf8_next(text, &i);
    if (c == '\n') bg_buffer_puts(out, "\\n");
    else if (c == '\\') bg_buffer_puts(out, "\\\\");
    else if (c == '&') bg_buffer_puts(out, "&amp;");
    else if (!is_dropped(c)) bg_utf8_append(out, c);
  }
}

void bg_label_address(bg_buffer *out, bg_str address) {
  bg_buffer encoded = {0};
  for (size_t i = 0; i < address.len; i++)
    if (address.data[i] == '\'' || address.data[i] == '"' || address.data[i] == '\\')
      bg_buffer_printf(&encoded, "%%%02X", (unsigned char)address.data[i]);
    else bg_buffer_putc(&encoded, address.data[i]);
  bg_label_escstring(out, bg_buffer_str(&encoded), SIZE_MAX);
  bg_buffer_free(&encoded);
}

void bg_label_id(bg_buffer *out, bg_str text) {
  for (size_t i = 0; i < text.len; i++) {
    char c = text.data[i];
    bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
    if (plain) bg_buffer_putc(out, c);
    else bg_buffer_printf(out, "_%02x", (unsigned char)c);
  }
}
