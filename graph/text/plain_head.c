#include "text/plain_head.h"

#include <glib.h>
#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "text/date.h"
#include "text/section.h"

enum { WIDEST_TITLE = 200 };

static bool starts_upper(bg_str s) {
  size_t at = 0;
  return s.len && g_unichar_isupper(bg_utf8_next(s, &at));
}

bg_str bg_byline(bg_str line) {
  static const char *const openings[] = {"By ", "by ", "BY ", "By: ", "Written by ", "Authored by "};
  for (size_t i = 0; i < sizeof openings / sizeof *openings; i++) {
    size_t n = strlen(openings[i]);
    if (!bg_str_starts(line, (bg_str){openings[i], n})) continue;
    bg_str names = bg_trim_space(bg_str_slice(line, n, line.len));
    bool sane =
        starts_upper(names) && names.len <= 120 && bg_line_words(names, 16) < 16 && names.data[names.len - 1] != '.';
    return sane ? names : BG_STR_EMPTY;
  }
  return BG_STR_EMPTY;
}

/* "Date: ...", "SUBJECT: ..." as a memorandum has them. */
static const char *header_key(bg_str line, bg_str *value) {
  static const struct {
    const char *word, *key;
  } keys[] = {{"title", "title"}, {"subject", "title"}, {"re", "title"},  {"author", "author"},  {"authors", "author"},
              {"from", "author"}, {"by", "author"},     {"date", "date"}, {"published", "date"}, {"to", ""}};
  size_t colon = bg_str_find(line, BG_STR(":"), 0);
  if (colon == SIZE_MAX || colon > 12) return NULL;
  *value = bg_trim_space(bg_str_slice(line, colon + 1, line.len));
  for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
    if (colon == strlen(keys[i].word) && strncasecmp(line.data, keys[i].word, colon) == 0) return keys[i].key;
  return NULL;
}

/* By-lines and dates are often parted by a bar or a dot in one line. */
static bool next_part(bg_str *rest, bg_str *part) {
  static const char *const bars[] = {"|", "\u2022", "\u00b7", " \u2013 ", " \u2014 "};
  if (!rest->len) return false;
  size_t cut = rest->len, skip = 0;
  for (size_t i = 0; i < sizeof bars / sizeof *bars; i++) {
    size_t at = bg_str_find(*rest, bg_str_from(bars[i]), 0);
    if (at >= cut) continue;
    cut = at;
    skip = strlen(bars[i]);
  }
  *part = bg_trim_space(bg_str_slice(*rest, 0, cut));
  *rest = bg_str_slice(*rest, cut + skip, rest->len);
  return true;
}

bool bg_head_line(bg_builder *b, bg_str line) {
  bool found = false;
  bg_str part;
  char iso[BG_DATE_SIZE];
  for (bg_str rest = line; line.len < 200 && next_part(&rest, &part);) {
    bg_str names = bg_byline(part);
    if (names.len) bg_builder_meta(b, "author", names);
    bool dated = bg_date_parse(part, iso);
    if (dated) bg_builder_meta(b, "date", bg_str_from(iso));
    found = found || names.len || dated;
  }
  return found;
}

static bool read_header(bg_builder *b, bg_str line) {
  bg_str value = BG_STR_EMPTY;
  const char *key = header_key(line, &value);
  char iso[BG_DATE_SIZE];
  if (!key || !value.len) return false;
  if (strcmp(key, "date") == 0) {
    if (!bg_date_parse(value, iso)) return false;
    value = bg_str_from(iso);
  }
  if (*key) bg_builder_meta(b, key, value);
  return true;
}

/* "POLICY BRIEF", "Briefing Paper No. 5": what kind of paper it is, not what it is called. */
static bool is_series(bg_str line) {
  static const char *const kinds[] = {"brief",    "paper",    "report",  "memo",         "memorandum", "commentary",
                                      "analysis", "note",     "series",  "issue",        "policy",     "working",
                                      "briefing", "research", "special", "backgrounder", "factsheet",  "update",
                                      "insight",  "no",       "number",  "vol"};
  bg_str word;
  size_t known = 0, words = 0;
  while (bg_str_split(&line, ' ', &word) && words < 8) {
    while (word.len && strchr(".,:|#-0123456789", word.data[word.len - 1])) word.len--;
    while (word.len && strchr("#|-0123456789", word.data[0])) word = bg_str_slice(word, 1, word.len);
    if (!word.len) continue;
    words++;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
      known += word.len == strlen(kinds[i]) && strncasecmp(word.data, kinds[i], word.len) == 0;
  }
  return words && known == words;
}

static bool may_be_title(const bg_lines *lines, size_t i) {
  bg_str line = bg_lines_get(lines, i);
  if (lines->items[i].width > WIDEST_TITLE || bg_line_mark(line).kind || bg_section_is_heading(line)) return false;
  if (bg_line_is_caption(line) || bg_line_is_call(line) || bg_line_starts_lower(line)) return false;
  char last = line.data[line.len - 1];
  return last != '.' && last != ';' && bg_line_words(line, 30) < 30;
}

static bool is_stated(bg_str line) {
  char iso[BG_DATE_SIZE];
  bg_str value;
  return bg_byline(line).len || bg_date_parse(line, iso) || header_key(line, &value);
}

/* The lines of a title run on until a blank line, a by-line or a date. */
static size_t title_end(const bg_lines *lines, size_t first) {
  size_t end = first + 1;
  while (end < lines->count && end < first + 3 && !lines->items[end].blank_before && may_be_title(lines, end) &&
         !is_stated(bg_lines_get(lines, end)))
    end++;
  char last = lines->text.data[lines->items[end - 1].end - 1];
  bool ends = last != ':' && last != ',' && end < lines->count &&
              (lines->items[end].blank_before || is_stated(bg_lines_get(lines, end)));
  return ends ? end : first;
}

static size_t read_title(const bg_lines *lines, bg_builder *b, size_t first, bg_line_role roles[BG_HEAD_LINES]) {
  size_t end = may_be_title(lines, first) && !is_series(bg_lines_get(lines, first)) ? title_end(lines, first) : first;
  if (end == first || end >= BG_HEAD_LINES) return first;
  for (size_t i = first; i < end; i++) roles[i] = BG_ROLE_TITLE;
  bg_builder_meta(b, "title", bg_str_slice(lines->text, lines->items[first].start, lines->items[end - 1].end));
  return end;
}

/* A line that begins the body: wide, a sentence, an item, or the heading of a section. */
static bool begins_body(const bg_lines *lines, size_t i) {
  bg_str line = bg_lines_get(lines, i);
  return lines->items[i].width > WIDEST_TITLE || bg_section_is_heading(line) ||
         bg_line_mark(line).kind == BG_MARK_BULLET ||
         (bg_line_words(line, 9) == 9 && bg_line_is_closed(line) && line.data[line.len - 1] == '.');
}

void bg_plain_head(const bg_lines *lines, bg_builder *b, bg_line_role roles[BG_HEAD_LINES]) {
  bool titled = false; /* a title that is told by its size is one already */
  for (size_t i = 0; i < 2 * BG_HEAD_LINES && i < lines->count; i++)
    titled = titled || lines->items[i].heading == BG_LINE_TITLE;
  for (size_t i = 0; i < BG_HEAD_LINES && i < lines->count; i++) {
    bg_str line = bg_lines_get(lines, i);
    if (begins_body(lines, i)) return;
    if (read_header(b, line) || bg_head_line(b, line) || is_series(line)) {
      roles[i] = BG_ROLE_ALONE;
    } else if (!titled) {
      size_t end = read_title(lines, b, i, roles);
      if (end == i) return;
      titled = true;
      i = end - 1;
    }
  }
}
