#include "language/tokens.h"

#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "language/characters.h"
#include "language/segment_words.h"

static uint32_t peek(const bg_tokenizer *t, size_t at) {
  return bg_token_peek(t->text, at);
}

static bool is_word_at(const bg_tokenizer *t, size_t at) {
  return bg_token_is_word_char(peek(t, at));
}

static bool is_digit_at(const bg_tokenizer *t, size_t at) {
  return bg_char_kind_of(peek(t, at)) == BG_CHAR_DIGIT;
}

static bool is_space_at(const bg_tokenizer *t, size_t at) {
  return at >= t->text.len || bg_utf8_space(t->text, at) > 0;
}

/* A word from t->at to `end`; reading goes on there. */
static void emit(bg_tokenizer *t, size_t end, bool joined) {
  bg_analysis *a = t->analysis;
  joined = joined && a->word_count > t->first_word && a->words[a->word_count - 1].end == t->at;
  BG_GROW(a->words, a->word_capacity, a->word_count + 1);
  size_t index = a->word_count - t->first_word;
  BG_GROW(t->flags, t->flag_capacity, index + 1);
  a->words[a->word_count++] =
      (bg_word){.form = bg_str_slice(t->text, t->at, end), .start = t->at, .end = end, .joined = joined};
  t->flags[index] = t->next_flags;
  t->next_flags = 0;
  t->at = end;
}

/* ---- words ---- */

/* The end of a clitic that begins with the apostrophe at `at` ("'s", "'ll"), or 0. */
static size_t clitic(const bg_tokenizer *t, size_t at) {
  static const char *const endings[] = {"s", "d", "m", "re", "ve", "ll"};
  if (!bg_char_is_apostrophe(peek(t, at)) && peek(t, at) != '`') return 0;
  size_t from = bg_token_next(t->text, at);
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
    size_t length = strlen(endings[i]);
    bool same = length <= t->text.len - from;
    for (size_t k = 0; same && k < length; k++) same = (t->text.data[from + k] | 0x20) == endings[i][k];
    if (same && !is_word_at(t, from + length)) return from + length;
  }
  return 0;
}

/* The end of "n't" whose apostrophe is at `at`, or 0. */
static size_t negation(const bg_tokenizer *t, size_t start, size_t at) {
  if (!bg_char_is_apostrophe(peek(t, at)) || at < start + 2 || (t->text.data[at - 1] | 0x20) != 'n') return 0;
  size_t from = bg_token_next(t->text, at);
  return (peek(t, from) | 0x20) == 't' && !is_word_at(t, from + 1) ? from + 1 : 0;
}

static bool is_upper_run(bg_str s) {
  for (size_t i = 0; i < s.len; i++)
    if (s.data[i] < 'A' || s.data[i] > 'Z') return false;
  return s.len > 0;
}

/* Whether the part of a word before a hyphen stays with what follows it: "non-state", "COVID-19"; not "US-led". */
static bool hyphen_joins(const bg_tokenizer *t, size_t start, size_t hyphen, size_t next) {
  bg_str before = bg_str_slice(t->text, start, hyphen);
  if (bg_segment_word_is(BG_WORDS_PREFIX, before)) return true;
  size_t end = bg_token_run(t->text, next);
  if (bg_char_is_hyphen(peek(t, end))) return false;
  if (bg_segment_word_is(BG_WORDS_SUFFIX, bg_str_slice(t->text, next, end))) return true;
  bool code = is_digit_at(t, next) && end - next <= 4 && before.len <= 5 && bg_char_is_upper(peek(t, start));
  for (size_t i = 0; code && i < before.len; i++)
    code = bg_char_kind_of((unsigned char)before.data[i]) == BG_CHAR_LETTER;
  return code;
}

/* Whether a full stop inside a chunk is inside a word: "example.org", "notes.pdf", "v2.0". */
static bool dot_joins(const bg_tokenizer *t, size_t start, size_t dot, bool dotted) {
  size_t next = dot + 1, end = bg_token_run(t->text, next);
  bg_str label = bg_str_slice(t->text, next, end);
  bool symbol = peek(t, start + 1) == '/'; /* "A/73/PV.6" */
  if (is_digit_at(t, next)) return symbol || (dot > start && is_digit_at(t, dot - 1));
  if (!bg_char_is_lower(peek(t, next))) return bg_segment_word_is(BG_WORDS_DOTTED, bg_str_slice(t->text, start, end));
  if (bg_segment_word_is(BG_WORDS_FILE, label)) return true;
  if (!bg_segment_word_is(BG_WORDS_DOMAIN, label))
    return peek(t, end) == '.' &&
           bg_segment_word_is(BG_WORDS_DOMAIN, bg_str_slice(t->text, end + 1, bg_token_run(t->text, end + 1)));
  return label.len > 2 || dotted || peek(t, end) == '/' || peek(t, end) == '.';
}

/* "R&D", "PG&E" */
static bool ampersand_joins(const bg_tokenizer *t, size_t start, size_t at) {
  size_t end = bg_token_run(t->text, at + 1);
  return at - start <= 3 && end - at <= 4 && is_upper_run(bg_str_slice(t->text, start, at)) &&
         is_upper_run(bg_str_slice(t->text, at + 1, end));
}

/* The symbol of a document: "A/73/PV.6", "S/RES/2231"; not "A/B". */
static bool slash_joins(const bg_tokenizer *t, size_t start, size_t slash) {
  size_t next = slash + 1, end = bg_token_run(t->text, next);
  if (bg_segment_word_is(BG_WORDS_SLASHED, bg_str_slice(t->text, start, end))) return true;
  bool symbol = bg_char_is_upper(peek(t, start)) && (slash == start + 1 || peek(t, start + 1) == '/');
  bool last = is_digit_at(t, next) || slash > start + 1;
  return symbol && (last || (is_upper_run(bg_str_slice(t->text, next, end)) && peek(t, end) == '/'));
}

/* Whether the character at `end` of a word, with a full stop inside or without, and the next letter or digit belong to
 * it. */
static bool joins(const bg_tokenizer *t, size_t start, size_t end, bool dotted) {
  uint32_t c = peek(t, end);
  if (bg_char_is_apostrophe(c)) return !clitic(t, end) && !negation(t, start, end);
  if (bg_char_is_hyphen(c)) return hyphen_joins(t, start, end, bg_token_next(t->text, end));
  if (c == '.') return dot_joins(t, start, end, dotted);
  if (c == '&') return ampersand_joins(t, start, end);
  if (c == '/') return slash_joins(t, start, end);
  return false;
}

static size_t scan_word(const bg_tokenizer *t, size_t start, size_t from) {
  size_t end = bg_token_run(t->text, from);
  bool dotted = false;
  while (end < t->text.len) {
    size_t next = bg_token_next(t->text, end);
    if (!is_word_at(t, next) || !joins(t, start, end, dotted)) break;
    size_t acronym = bg_char_is_hyphen(peek(t, end)) ? bg_token_acronym(t->text, next) : 0;
    if (acronym) return acronym; /* "non-U.S." */
    dotted |= t->text.data[end] == '.';
    end = bg_token_run(t->text, next);
  }
  if (dotted && peek(t, end) == '/') return bg_token_address_end(t->text, end);
  if (peek(t, end) == '$' && bg_segment_word_is(BG_WORDS_DOLLAR, bg_str_slice(t->text, start, end))) end++;
  return end;
}

/* Where the number of a note begins that is glued to a word ("markets9"), or 0. */
static size_t note_in(const bg_tokenizer *t, size_t start, size_t end) {
  size_t digits = end;
  while (digits > start && t->text.data[digits - 1] >= '0' && t->text.data[digits - 1] <= '9') digits--;
  bg_str word = bg_str_slice(t->text, start, digits);
  if (digits == end || end - digits > 3 || word.len < 4 || t->text.data[digits] == '0') return 0;
  bool capital = bg_char_is_upper(peek(t, start));
  if (capital && word.len < 5) return 0;
  for (size_t i = start; i < digits; i = bg_token_next(t->text, i))
    if (!bg_char_is_lower(peek(t, i)) && !(i == start && capital)) return 0;
  return bg_segment_word_is(BG_WORDS_NUMBERING, word) ? 0 : digits;
}

/* Clitics behind a word, each joined to it. */
static void emit_clitics(bg_tokenizer *t) {
  size_t end;
  while ((end = clitic(t, t->at))) emit(t, end, true);
}

static void emit_word(bg_tokenizer *t, size_t end) {
  size_t start = t->at, stop = negation(t, start, end);
  if (stop) {
    emit(t, end - 1, false);
    emit(t, stop, true);
    emit_clitics(t);
    return;
  }
  size_t first = bg_segment_contraction(bg_str_slice(t->text, start, end));
  if (first) {
    emit(t, start + first, false);
    emit(t, end, true);
    return;
  }
  size_t note = note_in(t, start, end);
  if (note) {
    emit(t, note, false);
    t->next_flags = BG_TOKEN_NOTE;
    emit(t, end, false);
    return;
  }
  if (peek(t, end) == '.' && bg_token_abbreviation(t->text, start, end)) end++;
  emit(t, end, false);
  emit_clitics(t);
}

/* "U.S." may be the end of a sentence as well. */
static void emit_acronym(bg_tokenizer *t, size_t end) {
  size_t start = t->at;
  if (t->text.data[end - 1] == '.' && bg_char_is_upper(peek(t, start)) && is_space_at(t, end) &&
      bg_token_sentence_follows(t->text, end))
    t->next_flags |= BG_TOKEN_ENDS;
  bool time = end - start == 4 && (peek(t, start + 2) | 0x20) == 'm';
  if (time && is_space_at(t, end) && bg_token_sentence_follows(t->text, end)) t->next_flags |= BG_TOKEN_ENDS;
  emit(t, end, false);
  emit_clitics(t);
}

/* ---- numbers ---- */

static bool is_note_number(const bg_tokenizer *t, size_t start, size_t end) {
  uint32_t before = bg_token_before(t->text, start), after = peek(t, end);
  return end - start <= 3 && (bg_char_closes(before) || bg_token_is_in(before, ".,;:!?\"")) &&
         (is_space_at(t, end) || bg_char_closes(after) || after == '"');
}

static void emit_number(bg_tokenizer *t, size_t end) {
  size_t start = t->at, run = bg_token_run(t->text, end);
  bg_str suffix = bg_str_slice(t->text, end, run);
  if (!suffix.len && is_note_number(t, start, end)) t->next_flags |= BG_TOKEN_NOTE;
  if (!suffix.len || bg_segment_word_is(BG_WORDS_UNIT, suffix)) {
    emit(t, end, false);
    emit_clitics(t);
  } else {
    emit_word(t, scan_word(t, start, end));
  }
}

/* ---- apostrophes and single quotation marks ---- */

static void emit_apostrophe(bg_tokenizer *t) {
  size_t start = t->at, next = bg_token_next(t->text, start), end;
  uint32_t before = bg_token_before(t->text, start);
  bool after_word = bg_token_is_word_char(before) || before == '.';
  if (peek(t, start) == peek(t, next) && peek(t, start) == '\'') {
    emit(t, next + 1, false);
  } else if ((end = clitic(t, start))) {
    emit(t, end, after_word);
  } else if (!after_word && is_word_at(t, next)) {
    end = bg_token_run(t->text, next);
    bool decade = end - next == 3 && is_digit_at(t, next) && peek(t, end - 1) == 's';
    if (decade || bg_segment_word_is(BG_WORDS_ELIDED, bg_str_slice(t->text, next, end))) {
      emit(t, end, false);
    } else {
      t->single_quote = true;
      emit(t, next, false);
    }
  } else {
    bool possessive = after_word && !t->single_quote && (before | 0x20) == 's';
    t->single_quote = false;
    emit(t, next, possessive);
  }
}

/* ---- all ---- */

static size_t next_mail(bg_tokenizer *t) {
  if (t->next_mail == SIZE_MAX || t->next_mail >= t->at) return t->next_mail;
  const char *hit = memchr(t->text.data + t->at, '@', t->text.len - t->at);
  return t->next_mail = hit ? (size_t)(hit - t->text.data) : SIZE_MAX;
}

/* A sign or a point that belongs to the number behind it. */
static bool signs_number(const bg_tokenizer *t, uint32_t c) {
  uint32_t before = bg_token_before(t->text, t->at);
  bool fresh = t->at == 0 || before == '$' || before == '(' || (before < 0x80 ? before <= ' ' : before == 0xa0);
  return fresh && (c == '.' || c == '+') && is_digit_at(t, t->at + 1);
}

static void emit_token(bg_tokenizer *t) {
  uint32_t c = peek(t, t->at);
  size_t end;
  bg_char_kind kind = bg_char_kind_of(c);
  if (kind == BG_CHAR_LETTER || kind == BG_CHAR_MARK || c == '_') {
    if ((end = bg_token_address(t->text, t->at)) || (end = bg_token_mail(t->text, t->at, next_mail(t))))
      emit(t, end, false);
    else if ((end = bg_token_acronym(t->text, t->at))) emit_acronym(t, end);
    else emit_word(t, scan_word(t, t->at, t->at));
  } else if (kind == BG_CHAR_DIGIT || signs_number(t, c)) {
    if ((end = bg_token_mail(t->text, t->at, next_mail(t)))) emit(t, end, false);
    else emit_number(t, bg_token_number(t->text, t->at));
  } else if (kind == BG_CHAR_FORMAT) {
    t->at = bg_token_next(t->text, t->at); /* nothing to be seen */
  } else if (bg_char_is_apostrophe(c)) {
    emit_apostrophe(t);
  } else if ((end = bg_token_emoticon(t->text, t->at))) {
    t->next_flags |= BG_TOKEN_EMOTICON;
    emit(t, end, false);
  } else {
    if (c == 0x2018) t->single_quote = true;
    if (kind == BG_CHAR_SUPERSCRIPT) t->next_flags |= BG_TOKEN_NOTE;
    emit(t, bg_token_symbol(t->text, t->at), false);
  }
}

/* Pass over white space; an empty line in it ends a sentence. */
static void skip_space(bg_tokenizer *t) {
  size_t space, lines = 0;
  while (t->at < t->text.len && (space = bg_utf8_space(t->text, t->at))) {
    lines += t->text.data[t->at] == '\n';
    t->at += space;
  }
  if (t->analysis->word_count > t->first_word) t->analysis->words[t->analysis->word_count - 1].space_after = true;
  if (lines > 1) {
    t->next_flags |= BG_TOKEN_BREAK;
    t->single_quote = false;
  }
}

void bg_tokenize(bg_tokenizer *t) {
  t->next_mail = 0;
  while (t->at < t->text.len) {
    if (bg_utf8_space(t->text, t->at)) skip_space(t);
    else emit_token(t);
  }
  if (t->analysis->word_count > t->first_word) t->analysis->words[t->analysis->word_count - 1].space_after = true;
}
