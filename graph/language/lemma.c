#include "language/lemma.h"

#include <string.h>

static const char magic[8] = {'L', 'E', 'M', 'M', 'A', 'S', '1', '\n'};
enum { HEADER = 24, EDIT = 4 };

static uint32_t read_u32(bg_str bytes, size_t index) {
  uint32_t value;
  memcpy(&value, bytes.data + index * sizeof value, sizeof value);
  return value;
}

static uint16_t read_u16(bg_str bytes, size_t index) {
  uint16_t value;
  memcpy(&value, bytes.data + index * sizeof value, sizeof value);
  return value;
}

/* ---- keys ---- */

bg_word_shape bg_lemma_shape(bg_str form) {
  size_t upper = 0, lower = 0;
  for (size_t i = 0; i < form.len; i++) {
    upper += form.data[i] >= 'A' && form.data[i] <= 'Z';
    lower += form.data[i] >= 'a' && form.data[i] <= 'z';
  }
  return !upper ? BG_SHAPE_LOWER : upper > 1 && !lower ? BG_SHAPE_CAPITALS : BG_SHAPE_CAPITAL;
}

bg_str bg_lemma_fold(bg_str form, char *folded) {
  size_t length = form.len < BG_LEMMA_LONGEST ? form.len : BG_LEMMA_LONGEST;
  for (size_t i = 0; i < length; i++) {
    char c = form.data[i];
    folded[i] = c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
  }
  return (bg_str){folded, length};
}

void bg_lemma_put_case(bg_str stem, bg_lemma_case how, char *out) {
  for (size_t i = 0; i < stem.len; i++) {
    char c = stem.data[i];
    bool upper = c >= 'A' && c <= 'Z', lower = c >= 'a' && c <= 'z';
    if (upper && (how == BG_LEMMA_LOWER || (how == BG_LEMMA_CAPITAL && i > 0))) c = (char)(c | 0x20);
    if (lower && how == BG_LEMMA_CAPITAL && i == 0) c = (char)(c & ~0x20);
    out[i] = c;
  }
}

/* FNV-1a, word from its end on, so that suffixes share their work; finished with a mix of the bits. */
static uint64_t step(uint64_t hash, unsigned char byte) {
  return (hash ^ byte) * 0x100000001b3u;
}

static uint64_t begin(bg_str xpos, unsigned char kind) {
  uint64_t hash = 0xcbf29ce484222325u;
  for (size_t i = 0; i < xpos.len; i++) hash = step(hash, (unsigned char)xpos.data[i]);
  return step(step(hash, 0xff), kind);
}

static uint64_t backwards(uint64_t hash, bg_str s, size_t length) {
  for (size_t i = 0; i < length; i++) hash = step(hash, (unsigned char)s.data[s.len - 1 - i]);
  return hash;
}

static uint32_t finish(uint64_t hash) {
  hash ^= hash >> 32;
  hash *= 0x9e3779b97f4a7c15u;
  return (uint32_t)(hash >> 32);
}

uint32_t bg_lemma_hash_suffix(bg_str xpos, bg_str folded, size_t length) {
  return finish(backwards(begin(xpos, 's'), folded, length));
}

uint32_t bg_lemma_hash_whole(bg_str xpos, bg_str folded) {
  return finish(backwards(begin(xpos, 'w'), folded, folded.len));
}

uint32_t bg_lemma_hash_case(bg_str xpos, bg_word_shape shape, bg_str folded) {
  return finish(backwards(begin(xpos, (unsigned char)('0' + shape)), folded, folded.len));
}

/* ---- reading ---- */

static bool edits_are_sound(const bg_lemmas *l) {
  for (size_t i = 0; i < l->edit_count; i++) {
    size_t length = (unsigned char)l->edits.data[i * EDIT + 1], offset = read_u16(l->edits, i * 2 + 1);
    if (offset + length > l->strings.len) return false;
  }
  return true;
}

static bool rules_are_sound(const bg_lemmas *l) {
  for (size_t i = 0; i < l->rule_count; i++) {
    if (read_u16(l->rules, i) >= l->edit_count) return false;
    if (i && read_u32(l->hashes, i) <= read_u32(l->hashes, i - 1)) return false;
  }
  return true;
}

bool bg_lemmas_open(bg_str section, bg_lemmas *lemmas) {
  *lemmas = (bg_lemmas){0};
  if (section.len < HEADER || memcmp(section.data, magic, sizeof magic) != 0) return false;
  uint32_t edits = read_u32(section, 2), rules = read_u32(section, 3), strings = read_u32(section, 4);
  uint64_t hashes_at = HEADER + (uint64_t)edits * EDIT, rules_at = hashes_at + (uint64_t)rules * 4;
  uint64_t strings_at = rules_at + (uint64_t)rules * 2;
  if (strings_at + strings != section.len || edits > UINT16_MAX || edits < BG_LEMMA_CASES) return false;
  *lemmas = (bg_lemmas){.edits = bg_str_slice(section, HEADER, hashes_at),
                        .hashes = bg_str_slice(section, hashes_at, rules_at),
                        .rules = bg_str_slice(section, rules_at, strings_at),
                        .strings = bg_str_slice(section, strings_at, section.len),
                        .edit_count = edits,
                        .rule_count = rules};
  return edits_are_sound(lemmas) && rules_are_sound(lemmas);
}

/* The edit of the rule with this hash, or -1. */
static int find(const bg_lemmas *l, uint32_t hash) {
  size_t low = 0, high = l->rule_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    uint32_t at = read_u32(l->hashes, middle);
    if (at == hash) return read_u16(l->rules, middle);
    if (at < hash) low = middle + 1;
    else high = middle;
  }
  return -1;
}

static int edit_of(const bg_lemmas *l, bg_str xpos, bg_str folded) {
  int found = find(l, bg_lemma_hash_whole(xpos, folded));
  if (found >= 0) return found;
  uint64_t hash = begin(xpos, 's');
  uint32_t suffixes[BG_LEMMA_SUFFIX + 1];
  size_t longest = folded.len < BG_LEMMA_SUFFIX ? folded.len : BG_LEMMA_SUFFIX;
  for (size_t i = 0; i <= longest; i++) {
    suffixes[i] = finish(hash);
    if (i < longest) hash = step(hash, (unsigned char)folded.data[folded.len - 1 - i]);
  }
  for (size_t i = longest + 1; i-- > 0;)
    if ((found = find(l, suffixes[i])) >= 0) return found;
  return -1;
}

static bg_lemma_case case_of(const bg_lemmas *l, bg_str form, bg_str xpos, bg_str folded) {
  bg_word_shape shape = bg_lemma_shape(form);
  int found = find(l, bg_lemma_hash_case(xpos, shape, folded));
  if (found < 0 && shape != BG_SHAPE_LOWER) found = find(l, bg_lemma_hash_case(xpos, shape, BG_STR_EMPTY));
  return found >= 0 && found < BG_LEMMA_CASES ? (bg_lemma_case)found : BG_LEMMA_AS_IS;
}

bg_str bg_lemma_of(const bg_lemmas *l, bg_str form, bg_str xpos, bg_arena *arena) {
  if (form.len > BG_LEMMA_LONGEST) return form;
  char buffer[BG_LEMMA_LONGEST * 2];
  bg_str folded = bg_lemma_fold(form, buffer);
  bg_lemma_case how = case_of(l, form, xpos, folded);
  int edit = edit_of(l, xpos, folded);
  size_t cut = edit < 0 ? 0 : (unsigned char)l->edits.data[edit * EDIT];
  size_t added = edit < 0 ? 0 : (unsigned char)l->edits.data[edit * EDIT + 1];
  if (cut > form.len) cut = added = 0;
  size_t stem = form.len - cut;
  if (stem + added == 0) return form;
  if (added) memcpy(buffer + stem, l->strings.data + read_u16(l->edits, (size_t)edit * 2 + 1), added);
  bg_str lemma = {buffer, stem + added};
  bg_lemma_put_case(stem ? bg_str_slice(form, 0, stem) : bg_str_slice(lemma, 0, 1), how, buffer);
  if (lemma.len <= form.len && memcmp(lemma.data, form.data, lemma.len) == 0) return bg_str_slice(form, 0, lemma.len);
  return bg_arena_str(arena, lemma);
}

void bg_lemmatise(const bg_lemmas *lemmas, size_t first_sentence, bg_analysis *analysis) {
  if (first_sentence >= analysis->sentence_count) return;
  for (size_t i = analysis->sentences[first_sentence].first_word; i < analysis->word_count; i++) {
    bg_word *word = &analysis->words[i];
    word->lemma = bg_lemma_of(lemmas, word->form, word->xpos, analysis->arena);
  }
}
