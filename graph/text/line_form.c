#include <glib.h>
#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "text/lines.h"

/* ---- marks of list items ---- */

/* Bytes of white space at s[i]: also no-break and thin spaces, as they stand behind bullets. */
static size_t gap_at(bg_str s, size_t i) {
  bg_str rest = bg_str_slice(s, i, s.len);
  return rest.len - bg_trim_space(rest).len;
}

static bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

static size_t read_number(bg_str s, size_t *i) {
  size_t value = 0;
  while (*i < s.len && is_digit(s.data[*i]) && value < 100000) value = value * 10 + (size_t)(s.data[(*i)++] - '0');
  return value;
}

static bg_mark bullet(bg_str s) {
  static const uint32_t bullets[] = {0x2022, 0x25e6, 0x25aa, 0x25ab, 0x25a0, 0x25a1, 0x25cf, 0x25cb, 0x2023, 0x2043,
                                     0x2219, 0xb7,   0x27a2, 0x25ba, 0x25b8, 0x2713, 0x2714, 0xf0b7, 0xf0a7, 0x2756};
  size_t end = 0;
  uint32_t c = bg_utf8_next(s, &end);
  size_t gap = gap_at(s, end);
  if (c == '-' || c == 0x2013 || c == 0x2014 || c == '*')
    return gap || end == s.len ? (bg_mark){c == '*' ? BG_MARK_BULLET : BG_MARK_DASH, end + gap, 0, 0} : (bg_mark){0};
  for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++)
    if (c == bullets[i]) return (bg_mark){BG_MARK_BULLET, end + gap, 0, 0};
  return (bg_mark){0};
}

/* "3.", "3)", "(3)", "2.1" and "2.1." with a space behind. */
static bg_mark numbered(bg_str s) {
  bool open = s.data[0] == '(';
  size_t i = open, dots = 0, first = i;
  size_t number = read_number(s, &i);
  if (i == first || i - first > 3) return (bg_mark){0};
  while (i + 1 < s.len && s.data[i] == '.' && is_digit(s.data[i + 1])) {
    i++;
    number = read_number(s, &i);
    dots++;
  }
  if (number > 999) return (bg_mark){0};
  bool closed = i < s.len && (s.data[i] == ')' || (s.data[i] == '.' && !open));
  if (closed) i++;
  if (open ? s.data[i - 1] != ')' : !closed && !dots) return (bg_mark){0};
  size_t gap = gap_at(s, i);
  return gap ? (bg_mark){BG_MARK_NUMBER, i + gap, number, dots} : (bg_mark){0};
}

/* "(a)", "a)", "(ii)", "iv." in lower case: capitals are initials of names. */
static bg_mark lettered(bg_str s) {
  bool open = s.data[0] == '(';
  size_t i = open, first = i;
  while (i < s.len && s.data[i] >= 'a' && s.data[i] <= 'z' && i - first < 5) i++;
  size_t length = i - first;
  bool roman = true;
  for (size_t k = first; k < i; k++) roman = roman && strchr("ivx", s.data[k]);
  if (!length || (length > 1 && !roman) || i >= s.len) return (bg_mark){0};
  if (s.data[i] != ')' && !(s.data[i] == '.' && !open)) return (bg_mark){0};
  size_t gap = gap_at(s, ++i);
  return gap ? (bg_mark){BG_MARK_LETTER, i + gap, 0, 0} : (bg_mark){0};
}

bg_mark bg_line_mark(bg_str line) {
  if (!line.len) return (bg_mark){0};
  char c = line.data[0];
  if ((unsigned char)c >= 0x80 || c == '-' || c == '*') return bullet(line);
  if (is_digit(c) || (c == '(' && line.len > 1 && is_digit(line.data[1]))) return numbered(line);
  return lettered(line);
}

bg_mark bg_line_note_mark(bg_str line) {
  size_t i = line.len && line.data[0] == '[', first = i;
  size_t number = read_number(line, &i);
  if (i == first || i - first > 3) return (bg_mark){0};
  if (i < line.len && line.data[i] == ']') i++;
  if (i < line.len && line.data[i] == '.') i++;
  size_t gap = gap_at(line, i);
  return gap ? (bg_mark){BG_MARK_NUMBER, i + gap, number, 0} : (bg_mark){0};
}

/* ---- ends and beginnings ---- */

static uint32_t last_char(bg_str *s) {
  size_t at = s->len;
  do at--;
  while (at && ((unsigned char)s->data[at] & 0xc0) == 0x80);
  size_t end = at;
  uint32_t c = bg_utf8_next(*s, &end);
  s->len = at;
  return c;
}

bool bg_line_is_closed(bg_str s) {
  bool digits = false;
  for (size_t steps = 0; s.len && steps < 12; steps++) {
    uint32_t c = last_char(&s);
    if (c == '.' || c == '!' || c == '?' || c == ':' || c == ';' || c == 0x2026) return true;
    bool quote = c == '"' || c == '\'' || c == ')' || c == ']' || c == '[' || c == 0x201d || c == 0x2019;
    bool note =
        (c >= '0' && c <= '9') || c == ',' || c == 0xb9 || c == 0xb2 || c == 0xb3 || (c >= 0x2070 && c <= 0x2079);
    digits = digits || note;
    if (!quote && !(note && steps < 8)) return false;
    if (digits && steps > 6) return false;
  }
  return false;
}

bool bg_line_starts_lower(bg_str line) {
  size_t at = 0;
  return line.len && g_unichar_islower(bg_utf8_next(line, &at));
}

/* ---- captions and calls ---- */

static bool starts(bg_str s, const char *prefix) {
  size_t n = strlen(prefix);
  return s.len >= n && strncasecmp(s.data, prefix, n) == 0;
}

static bool contains(bg_str s, const char *words) {
  return bg_str_find(s, bg_str_from(words), 0) != SIZE_MAX;
}

/* "Figure 3:", "Table 2." but not "Figure 3 shows". */
static bool is_numbered_caption(bg_str line) {
  static const char *const kinds[] = {"Figure ", "Fig. ", "Map ", "Table ", "Chart ", "Graph ", "Exhibit "};
  for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
    if (!starts(line, kinds[k])) continue;
    size_t i = strlen(kinds[k]), first = i;
    while (i < line.len &&
           (is_digit(line.data[i]) || (line.data[i] == '.' && i + 1 < line.len && is_digit(line.data[i + 1]))))
      i++;
    if (i == first) return false;
    return i == line.len || strchr(".:|)", line.data[i]) || starts(bg_str_slice(line, i, line.len), " \u2013");
  }
  return false;
}

bool bg_line_is_caption(bg_str line) {
  static const char *const openings[] = {"Photo:",  "Photo by", "Photo above",  "Photo below",   "Photo credit",
                                         "Photos:", "Photo at", "Photograph:",  "Photograph by", "Photographer:",
                                         "Image:",  "Image by", "Image credit", "Caption:",      "Cover photo",
                                         "Credit:", "Source:",  "(Photo"};
  static const char *const credits[] = {
      "Photo by ", "Photo credit", "(Photo", "Photographer:", "Getty Images", "AFP/",
      "/AFP",      "AP Photo",     "via AP", "via Reuters",   "REUTERS/",     "/Reuters"};
  if (line.len > 700) return false;
  if (is_numbered_caption(line)) return true;
  for (size_t i = 0; i < sizeof openings / sizeof *openings; i++)
    if (starts(line, openings[i])) return true;
  bg_str tail = bg_str_slice(line, line.len > 100 ? line.len - 100 : 0, line.len);
  for (size_t i = 0; i < sizeof credits / sizeof *credits; i++)
    if (contains(tail, credits[i])) return true;
  return false;
}

bool bg_line_is_call(bg_str line) {
  static const char *const whole[] = {"Share",
                                      "Share this",
                                      "Share this page",
                                      "Share this article",
                                      "Print",
                                      "Print this page",
                                      "Email",
                                      "Tweet",
                                      "Facebook",
                                      "Twitter",
                                      "LinkedIn",
                                      "WhatsApp",
                                      "Copy link",
                                      "Save",
                                      "Cite",
                                      "Download",
                                      "Advertisement",
                                      "Skip to content",
                                      "Skip to main content",
                                      "Back to top",
                                      "Read more",
                                      "Learn more",
                                      "Table of contents",
                                      "Menu",
                                      "Search"};
  static const char *const verbs[] = {"Read ", "Download ", "View ", "Listen to ", "Watch ", "Get ", "Print ", "Open "};
  static const char *const things[] = {"PDF",         "pdf",     "study",      "report",  "brief",
                                       "paper",       "article", "full text",  "podcast", "video",
                                       "publication", "version", "transcript", "episode"};
  if (line.len > 60 || bg_line_is_closed(line)) return false;
  for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
    if (line.len == strlen(whole[i]) && starts(line, whole[i])) return true;
  for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
    if (!starts(line, verbs[i])) continue;
    for (size_t k = 0; k < sizeof things / sizeof *things; k++)
      if (contains(line, things[k])) return true;
  }
  return starts(line, "Subscribe to our") || starts(line, "Sign up for") || starts(line, "Follow us");
}

/* ---- letters ---- */

size_t bg_line_words(bg_str line, size_t most) {
  size_t words = 0;
  bg_str word;
  while (words < most && bg_str_split(&line, ' ', &word)) words += word.len > 0;
  return words;
}

bool bg_line_is_capitals(bg_str line) {
  size_t upper = 0;
  for (size_t i = 0; i < line.len;) {
    gunichar c = bg_utf8_next(line, &i);
    if (g_unichar_islower(c)) return false;
    upper += g_unichar_isupper(c) != 0;
  }
  return upper >= 4;
}

bool bg_line_is_title_case(bg_str line) {
  static const char *const small[] = {"with",    "from",    "into",  "over",   "than",   "that",   "upon",
                                      "onto",    "when",    "after", "under",  "about",  "toward", "towards",
                                      "between", "through", "amid",  "beyond", "against"};
  bg_str word;
  size_t capitals = 0;
  while (bg_str_split(&line, ' ', &word)) {
    size_t at = 0;
    gunichar c = word.len ? bg_utf8_next(word, &at) : '#';
    while (at < word.len && !g_unichar_isalnum(c)) c = bg_utf8_next(word, &at);
    capitals += g_unichar_isupper(c) != 0;
    if (!g_unichar_islower(c) || word.len < 4) continue;
    bool is_small = false;
    for (size_t i = 0; i < sizeof small / sizeof *small; i++) is_small = is_small || bg_str_is(word, small[i]);
    if (!is_small) return false;
  }
  return capitals > 0;
}
