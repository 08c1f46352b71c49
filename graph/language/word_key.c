#include "base/map.h"
#include "language/network_shape.h"

/* Longer words are known by their beginning. */
enum { LONGEST = 64 };

static char lower(char c) {
  return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static char shape(char c) {
  if (c >= 'A' && c <= 'Z') return 'X';
  if (c >= '0' && c <= '9') return 'd';
  return (c >= 'a' && c <= 'z') || (unsigned char)c >= 128 ? 'x' : c;
}

/* ASCII for the typographic quotes and dashes, which are three bytes from E2 80 90 on; 0 for what is none. */
static char plain(bg_str form, size_t at) {
  if (at + 3 > form.len || (unsigned char)form.data[at] != 0xE2 || (unsigned char)form.data[at + 1] != 0x80) return 0;
  switch ((unsigned char)form.data[at + 2]) {
    case 0x90:
    case 0x91:
    case 0x92:
    case 0x93:
    case 0x94: return '-';
    case 0x98:
    case 0x99: return '\'';
    case 0x9C:
    case 0x9D: return '"';
    default: return 0;
  }
}

static size_t simplify(bg_str form, char *text) {
  size_t n = 0;
  for (size_t i = 0; i < form.len && n < LONGEST; n++) {
    char c = plain(form, i);
    text[n] = c ? c : form.data[i];
    i += c ? 3 : 1;
  }
  return n;
}

/* A part of a word, with a mark that tells which. */
static uint16_t row_of(char kind, bg_str text) {
  char marked[LONGEST + 1];
  marked[0] = kind;
  for (size_t i = 0; i < text.len; i++) marked[i + 1] = text.data[i];
  return (uint16_t)(bg_hash((bg_str){marked, text.len + 1}) % BG_NET_AFFIX_ROWS);
}

/* "Xxdd-": at most two of a kind in a row. */
static bg_str shape_of(bg_str text, char *out) {
  size_t n = 0;
  for (size_t i = 0; i < text.len; i++) {
    char c = shape(text.data[i]);
    if (n < 2 || out[n - 1] != c || out[n - 2] != c) out[n++] = c;
  }
  return (bg_str){out, n};
}

static bg_word_key key_of(bg_str form, bool first) {
  char text[LONGEST], shapes[LONGEST];
  bg_str word = {text, simplify(form, text)};
  bg_word_key key;
  key.affix[5] = row_of(first ? 'f' : 's', shape_of(word, shapes));
  for (size_t i = 0; i < word.len; i++) text[i] = lower(text[i]);
  key.lower = bg_hash(word);
  key.affix[0] = row_of('p', bg_str_slice(word, 0, word.len < 2 ? word.len : 2));
  key.affix[1] = row_of('q', bg_str_slice(word, 0, word.len < 4 ? word.len : 4));
  for (size_t k = 2; k <= 4; k++)
    key.affix[k] = row_of((char)('0' + k), bg_str_slice(word, word.len < k ? 0 : word.len - k, word.len));
  return key;
}

void bg_word_keys(const bg_word *words, size_t count, bg_word_key *keys) {
  for (size_t i = 0; i < count; i++) keys[i] = key_of(words[i].form, i == 0);
}
