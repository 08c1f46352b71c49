#include "text/format.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "base/file.h"

typedef struct {
  const char *name;
  bg_brief_format format;
} format_name;

static const format_name formats[] = {
    {"text", BG_BRIEF_PLAIN}, {"txt", BG_BRIEF_PLAIN}, {"markdown", BG_BRIEF_MARKDOWN}, {"md", BG_BRIEF_MARKDOWN},
    {"html", BG_BRIEF_HTML},  {"htm", BG_BRIEF_HTML},  {"xhtml", BG_BRIEF_HTML},        {"pdf", BG_BRIEF_PDF}};

bool bg_brief_format_parse(bg_str name, bg_brief_format *format) {
  for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
    if (name.len == strlen(formats[i].name) && strncasecmp(name.data, formats[i].name, name.len) == 0) {
      *format = formats[i].format;
      return true;
    }
  }
  return false;
}

/* Files of other programs, by their first bytes. */
static const struct {
  bg_str start;
  const char *what;
} foreign[] = {{{"PK\3\4", 4}, "an archive or an office document"},
               {{"\xd0\xcf\x11\xe0", 4}, "an office document"},
               {{"{\\rtf", 5}, "a Rich Text document"},
               {{"\x1f\x8b", 2}, "compressed"},
               {{"\x89PNG", 4}, "a picture"},
               {{"\xff\xd8\xff", 3}, "a picture"},
               {{"GIF8", 4}, "a picture"},
               {{"%!PS", 4}, "PostScript"}};

static bool starts_with_word(bg_str s, const char *word) {
  size_t n = strlen(word);
  return s.len >= n && strncasecmp(s.data, word, n) == 0;
}

/* The first markup of the file, comments and processing instructions skipped, is that of an HTML document. */
static bool looks_like_html(bg_str s) {
  for (;;) {
    s = bg_trim_space(s);
    const char *end = bg_str_starts(s, BG_STR("<!--")) ? "-->" : bg_str_starts(s, BG_STR("<?")) ? "?>" : NULL;
    if (!end) break;
    size_t at = bg_str_find(s, bg_str_from(end), 2);
    if (at == SIZE_MAX) return false;
    s = bg_str_slice(s, at + strlen(end), s.len);
  }
  static const char *const starts[] = {"<!doctype html", "<html", "<head", "<body", "<article", "<main"};
  for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
    if (starts_with_word(s, starts[i])) return true;
  return false;
}

/* A front matter, or two headings with number signs. */
static bool looks_like_markdown(bg_str s) {
  bg_str line;
  size_t headings = 0, count = 0;
  while (bg_str_split(&s, '\n', &line) && count++ < 400) {
    if (count == 1 && bg_str_is(bg_str_trim(line), "---")) return true;
    size_t signs = 0;
    while (signs < line.len && signs < 7 && line.data[signs] == '#') signs++;
    headings += signs && signs < 7 && signs + 1 < line.len && line.data[signs] == ' ';
  }
  return headings >= 2;
}

bg_status bg_brief_format_guess(bg_str bytes, const char *name, bg_diagnostics *diagnostics, bg_brief_format *format) {
  bg_str start = bg_str_slice(bytes, 0, 4096);
  if (bg_str_find(bg_str_slice(bytes, 0, 1024), BG_STR("%PDF-"), 0) != SIZE_MAX) {
    *format = BG_BRIEF_PDF;
    return BG_OK;
  }
  for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++)
    if (bg_str_starts(bytes, foreign[i].start))
      return bg_error(diagnostics, BG_ERROR_UNSUPPORTED, &(bg_location){.file = name},
                      "is %s; save it as text, Markdown, HTML or PDF", foreign[i].what);
  bg_brief_format named = BG_BRIEF_GUESS;
  bg_brief_format_parse(bg_path_extension(name), &named);
  if (named == BG_BRIEF_PDF)
    return bg_error(diagnostics, BG_ERROR_SYNTAX, &(bg_location){.file = name}, "is not a PDF; is it the right file?");
  if (named == BG_BRIEF_MARKDOWN || named == BG_BRIEF_HTML) *format = named;
  else if (looks_like_html(start)) *format = BG_BRIEF_HTML;
  else *format = looks_like_markdown(start) ? BG_BRIEF_MARKDOWN : BG_BRIEF_PLAIN;
  return BG_OK;
}
