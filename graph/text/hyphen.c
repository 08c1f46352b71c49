#include "text/hyphen.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/map.h"
#include "base/memory.h"

enum { LONGEST_WORD = 40, MOST_WORDS = 200000, MOST_BYTES = 8 << 20 };

struct bg_hyphens {
  bg_str text;
  bg_map *words; /* NULL until the first question */
};

bg_hyphens *bg_hyphens_new(bg_str text) {
  bg_hyphens *hyphens = BG_NEW(bg_hyphens);
  hyphens->text = bg_str_slice(text, 0, MOST_BYTES);
  return hyphens;
}

void bg_hyphens_free(bg_hyphens *hyphens) {
  if (!hyphens) return;
  bg_map_free(hyphens->words);
  bg_free(hyphens);
}

static bool is_lower(char c) {
  return (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

static bool is_letter(char c) {
  return is_lower(c) || (c >= 'A' && c <= 'Z');
}

static void index_words(bg_hyphens *h) {
  h->words = bg_map_new();
  bg_str s = h->text;
  for (size_t i = 0; i < s.len && bg_map_count(h->words) < MOST_WORDS;) {
    size_t start = i;
    while (i < s.len && (is_letter(s.data[i]) || (s.data[i] == '-' && i > start))) i++;
    bool whole = i > start && s.data[i - 1] != '-';
    if (whole && i - start <= LONGEST_WORD) bg_map_set(h->words, bg_str_slice(s, start, i), 1);
    if (i == start) i++;
  }
}

static bg_str word_at_end(bg_str s) {
  size_t start = s.len;
  while (start && s.len - start <= LONGEST_WORD && is_letter(s.data[start - 1])) start--;
  return bg_str_slice(s, start, s.len);
}

static bg_str word_at_start(bg_str s) {
  size_t end = 0;
  while (end < s.len && end <= LONGEST_WORD && is_letter(s.data[end])) end++;
  return bg_str_slice(s, 0, end);
}

static bool is_known(const bg_hyphens *h, bg_str first, const char *between, bg_str second) {
  char word[2 * LONGEST_WORD + 4];
  if (first.len + second.len > 2 * LONGEST_WORD) return false;
  int length = snprintf(word, sizeof word, "%.*s%s%.*s", BG_FMT(first), between, BG_FMT(second));
  bg_str whole = {word, length > 0 ? (size_t)length : 0};
  if (bg_map_has(h->words, whole)) return true;
  if (whole.data[0] < 'A' || whole.data[0] > 'Z') return false;
  word[0] = (char)(word[0] - 'A' + 'a'); /* at the start of a sentence */
  return bg_map_has(h->words, whole);
}

static bool is_one_of(bg_str word, const char *const *list, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (word.len == strlen(list[i]) && strncasecmp(word.data, list[i], word.len) == 0) return true;
  return false;
}

/* Length of the hyphen at the end of a line: ASCII, U+2010, or the soft one. */
static size_t hyphen_at_end(bg_str line, bool *soft) {
  *soft = bg_str_ends(line, BG_STR("\u00ad"));
  if (*soft) return 2;
  return bg_str_ends(line, BG_STR("-")) ? 1 : bg_str_ends(line, BG_STR("\u2010")) ? 3 : 0;
}

bg_join bg_hyphens_join(bg_hyphens *h, bg_str line, bg_str next) {
  static const char *const makers[] = {
      "self",  "well",   "long",  "short", "high",  "low",  "non",   "cross",   "half",     "ill",    "all",   "far",
      "first", "second", "third", "large", "small", "post", "civil", "counter", "decision", "policy", "state", "high",
      "mid",   "so",     "co",    "war",   "oil",   "land", "multi", "full",    "part",     "hard",   "soft",  "ex"};
  static const char *const pending[] = {"and", "or", "to", "nor", "but"}; /* "pre- and post-war" */
  bool soft;
  size_t hyphen = hyphen_at_end(line, &soft);
  if (!hyphen || line.len == hyphen || !next.len) return BG_JOIN_SPACE;
  char before = line.data[line.len - hyphen - 1];
  if (before == ' ' || before == '-') return BG_JOIN_SPACE;
  if (soft) return BG_JOIN_DROP;
  bg_str first = word_at_end(bg_str_slice(line, 0, line.len - hyphen)), second = word_at_start(next);
  if (!first.len || !second.len || !is_lower(second.data[0]) || (first.len > 1 && !is_lower(before)))
    return BG_JOIN_KEEP;
  if (is_one_of(second, pending, sizeof pending / sizeof *pending)) return BG_JOIN_SPACE;
  if (!h->words) index_words(h);
  if (is_known(h, first, "", second)) return BG_JOIN_DROP;
  if (is_known(h, first, "-", second)) return BG_JOIN_KEEP;
  return is_one_of(first, makers, sizeof makers / sizeof *makers) ? BG_JOIN_KEEP : BG_JOIN_DROP;
}

void bg_hyphens_append(bg_hyphens *h, bg_buffer *out, bg_str next) {
  bg_join join = out->len ? bg_hyphens_join(h, bg_buffer_str(out), next) : BG_JOIN_KEEP;
  bool soft;
  size_t hyphen = join == BG_JOIN_SPACE ? 0 : hyphen_at_end(bg_buffer_str(out), &soft);
  out->len -= hyphen;
  if (join == BG_JOIN_KEEP && hyphen) bg_buffer_putc(out, '-'); /* U+2010 too */
  if (join == BG_JOIN_SPACE) bg_buffer_putc(out, ' ');
  bg_buffer_add(out, next);
}
