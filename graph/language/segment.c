#include "language/segment.h"

#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "language/characters.h"
#include "language/tokens.h"

/* A sentence without end is cut: at the last semicolon, else comma, of its second half, else at the limit. */
enum { MOST_WORDS = 400 };

typedef struct {
  const bg_word *words; /* those of this stretch of text */
  const uint8_t *flags;
  size_t count;
} stretch;

static uint32_t first_char(const bg_word *word) {
  return bg_token_peek(word->form, 0);
}

static bool is_one_of(const bg_word *word, const char *set) {
  return word->form.len == 1 && bg_token_is_in((unsigned char)word->form.data[0], set);
}

static bool is_ellipsis(const bg_word *word) {
  bg_str form = word->form;
  return first_char(word) == 0x2026 || bg_str_is(form, "[...]") || (form.len > 1 && bg_str_starts(form, BG_STR("..")));
}

/* Full stops, exclamation and question marks, also those of other scripts. */
static bool is_stop(const bg_word *word) {
  uint32_t c = first_char(word);
  if (c == '!' || c == '?') return true;
  if (c == '.') return word->form.len == 1 || bg_token_is_in((unsigned char)word->form.data[1], "!?");
  return c == 0x3002 || c == 0xff01 || c == 0xff1f || c == 0x61f || c == 0x6d4 || c == 0x964 || c == 0x203c ||
         c == 0x2047 || c == 0x2048 || c == 0x2049;
}

static bool is_bullet(const bg_word *word) {
  uint32_t c = first_char(word);
  return c == 0x2022 || c == 0x2023 || c == 0x25aa || c == 0x25cf || c == 0x25e6 || c == 0x25a0 || c == 0x2219 ||
         c == 0xf0b7;
}

static bool is_closer(const stretch *s, size_t i) {
  const bg_word *word = &s->words[i];
  bool glued = !s->words[i - 1].space_after;
  if (s->flags[i] & BG_TOKEN_EMOTICON) return true;
  if (!glued) return false;
  if (s->flags[i] & BG_TOKEN_NOTE) return true;
  return is_one_of(word, "\"'") || bg_str_is(word->form, "''") || bg_char_closes(first_char(word));
}

/* "[12]" behind a full stop: the index behind it, or i. */
static size_t skip_reference(const stretch *s, size_t i) {
  while (i + 2 < s->count && is_one_of(&s->words[i], "[") && first_char(&s->words[i + 1]) >= '0' &&
         first_char(&s->words[i + 1]) <= '9') {
    size_t end = i + 1;
    while (end < s->count && end - i < 8 && !is_one_of(&s->words[end], "[]")) end++;
    if (end >= s->count || !is_one_of(&s->words[end], "]")) break;
    i = end + 1;
  }
  return i;
}

/* The number of a note that stands apart: "so. 4 Even if"; not "so. 4 states". */
static bool is_spaced_note(const stretch *s, size_t i) {
  if (i + 1 >= s->count || s->words[i].form.len > 3 || !s->words[i].space_after) return false;
  for (size_t k = 0; k < s->words[i].form.len; k++)
    if (s->words[i].form.data[k] < '0' || s->words[i].form.data[k] > '9') return false;
  return bg_token_sentence_follows(s->words[i + 1].form, 0);
}

/* "1." or "(a)." and nothing before: the number of an item. */
static bool is_item_number(const stretch *s, size_t start, size_t stop) {
  size_t from = start;
  while (from < stop && (is_one_of(&s->words[from], "(*-") || is_bullet(&s->words[from]))) from++;
  if (stop - from != 1 || !is_one_of(&s->words[stop], ".")) return false;
  bg_str form = s->words[from].form;
  return form.len <= 3 && bg_token_is_word_char(bg_token_peek(form, 0)) &&
         (form.len == 1 || (form.data[0] >= '0' && form.data[0] <= '9') || strspn(form.data, "ivxIVX") >= form.len);
}

/* Whether a sentence can begin with word i, behind a stop and what closes it. */
static bool can_begin(const stretch *s, size_t i, bool closed, bool ellipsis) {
  const bg_word *word = &s->words[i];
  uint32_t c = first_char(word);
  bool spaced = s->words[i - 1].space_after;
  if (!spaced) return bg_char_is_upper(c);
  if (is_one_of(word, ",;:)]}") || is_stop(word)) return false;
  if (ellipsis && i + 1 < s->count && (c == '"' || bg_char_opens(c))) c = first_char(word + 1);
  if (bg_char_is_lower(c)) return !closed && !ellipsis;
  return true;
}

/* The index behind the sentence that ends with word i, or 0 when none ends there. */
static size_t end_after(const stretch *s, size_t start, size_t i) {
  bool ellipsis = is_ellipsis(&s->words[i]);
  bool ends = s->flags[i] & BG_TOKEN_ENDS;
  if (!ends && !ellipsis && !is_stop(&s->words[i])) return 0;
  if (is_item_number(s, start, i)) return 0;
  size_t next = i + 1;
  while (next < s->count && is_closer(s, next)) next++;
  bool closed = next > i + 1;
  if (next < s->count) next = skip_reference(s, next);
  while (next < s->count && is_closer(s, next)) next++;
  if (next < s->count && is_spaced_note(s, next)) return next + 1;
  if (next >= s->count) return s->count;
  return can_begin(s, next, closed, ellipsis) ? next : 0;
}

static void add_sentence(bg_analysis *a, size_t first, size_t count, size_t block) {
  BG_GROW(a->sentences, a->sentence_capacity, a->sentence_count + 1);
  a->sentences[a->sentence_count++] = (bg_sentence){.start = a->words[first].start,
                                                    .end = a->words[first + count - 1].end,
                                                    .first_word = first,
                                                    .word_count = count,
                                                    .block = block};
}

/* Where to cut words [start, start + MOST_WORDS). */
static size_t cut(const stretch *s, size_t start) {
  static const char *const places[] = {";:", ","};
  size_t end = start + MOST_WORDS, half = start + MOST_WORDS / 2;
  for (size_t k = 0; k < sizeof places / sizeof *places; k++)
    for (size_t i = end; i > half; i--)
      if (is_one_of(&s->words[i - 1], places[k])) return i;
  while (end > half && s->words[end].joined) end--;
  return end;
}

void bg_segment(bg_str text, size_t from, size_t to, size_t block, bg_analysis *analysis) {
  bg_tokenizer t = {
      .text = bg_str_slice(text, 0, to), .at = from, .analysis = analysis, .first_word = analysis->word_count};
  bg_tokenize(&t);
  if (analysis->word_count == t.first_word) return;
  stretch s = {.words = analysis->words + t.first_word, .flags = t.flags, .count = analysis->word_count - t.first_word};
  size_t start = 0;
  for (size_t i = 0; i < s.count; i++) {
    size_t end = end_after(&s, start, i);
    bool fresh = i + 1 < s.count &&
                 ((s.flags[i + 1] & BG_TOKEN_BREAK) || (is_bullet(&s.words[i + 1]) && s.words[i].space_after));
    if (!end && fresh) end = i + 1;
    if (!end && i + 1 - start > MOST_WORDS) end = cut(&s, start);
    if (!end) continue;
    add_sentence(analysis, t.first_word + start, end - start, block);
    start = end;
    if (end > i) i = end - 1;
  }
  if (start < s.count) add_sentence(analysis, t.first_word + start, s.count - start, block);
  bg_free(t.flags);
}
