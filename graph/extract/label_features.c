#include "extract/label_features.h"

#include "base/map.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "language/linear.h"

enum {
  AHEAD = 5,       /* how far words around a word are seen as a bag */
  CHUNK_WORDS = 8, /* words of a capitalised stretch that are features of each other */
  PLAIN_REACH = 4, /* words this near to a capital or a digit may be part of a name */
  NO_CLASS = 0xffff
};

typedef struct {
  uint64_t form, lower, shape, brief_shape, gazetteer;
  uint64_t affix[8]; /* prefixes and suffixes of one to four bytes of the lower-cased word */
  uint16_t fine, coarse;
  uint8_t upos;
  bool capital, digit, connector;
  size_t chunk_start, chunk_end; /* the capitalised stretch that it is part of, or an empty one */
} word_view;

uint32_t bg_word_class_hash(bg_str lower) {
  uint64_t h = bg_hash(lower);
  return (uint32_t)(h ^ (h >> 32));
}

static uint16_t fine_class(const bg_word_classes *classes, uint32_t hash) {
  size_t low = 0, high = classes->word_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (classes->words[middle] < hash) low = middle + 1;
    else high = middle;
  }
  return low < classes->word_count && classes->words[low] == hash ? classes->fine[low] : NO_CLASS;
}

/* Capitals of the scripts that names in English texts use: Latin with its supplements, Greek and Cyrillic. */
static bool is_upper(uint32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z';
  if (c >= 0xc0 && c <= 0xde) return c != 0xd7;
  if (c >= 0x100 && c <= 0x137) return c % 2 == 0;
  if (c >= 0x139 && c <= 0x148) return c % 2 == 1;
  if (c >= 0x14a && c <= 0x177) return c % 2 == 0;
  return c == 0x178 || c == 0x179 || c == 0x17b || c == 0x17d || c == 0x218 || c == 0x21a ||
         (c >= 0x391 && c <= 0x3a9) || (c >= 0x400 && c <= 0x42f) || (c >= 0x1e00 && c <= 0x1eff && c % 2 == 0);
}

static uint32_t to_lower(uint32_t c) {
  if (!is_upper(c)) return c;
  if (c < 0x80 || (c >= 0xc0 && c <= 0xde) || (c >= 0x391 && c <= 0x3a9) || (c >= 0x410 && c <= 0x42f)) return c + 32;
  if (c == 0x178) return 0xff;
  if (c >= 0x400 && c <= 0x40f) return c + 80;
  return c + 1;
}

static char shape_of(uint32_t c) {
  if (c >= '0' && c <= '9') return 'd';
  if (is_upper(c)) return 'X';
  if ((c >= 'a' && c <= 'z') || c >= 0xaa) return 'x';
  return (char)c;
}

static void look_at_letters(bg_str form, word_view *view) {
  char lower[128], shape[64], brief[64];
  size_t lower_len = 0, shape_len = 0, brief_len = 0;
  bg_buffer encoded = {0};
  for (size_t at = 0; at < form.len && lower_len + 4 < sizeof lower;) {
    uint32_t c = bg_utf8_next(form, &at);
    char s = shape_of(c);
    if (lower_len == 0) view->capital = s == 'X';
    else if (s == 'X') view->capital = true; /* "iPhone", "al-Qaeda" split or not */
    view->digit |= s == 'd';
    if (shape_len < 10) shape[shape_len++] = s;
    if (brief_len == 0 || brief[brief_len - 1] != s) {
      if (brief_len < 10) brief[brief_len++] = s;
    }
    c = to_lower(c);
    if (c < 0x80) {
      lower[lower_len++] = (char)c;
    } else {
      bg_buffer_clear(&encoded);
      bg_utf8_append(&encoded, c);
      for (size_t i = 0; i < encoded.len; i++) lower[lower_len++] = encoded.data[i];
    }
  }
  bg_buffer_free(&encoded);
  view->form = bg_hash(form);
  view->lower = bg_hash((bg_str){lower, lower_len});
  view->shape = bg_hash((bg_str){shape, shape_len});
  view->brief_shape = bg_hash((bg_str){brief, brief_len});
  for (size_t n = 1; n <= 4; n++) {
    size_t k = n < lower_len ? n : lower_len;
    view->affix[n - 1] = bg_hash((bg_str){lower, k});
    view->affix[n + 3] = bg_hash((bg_str){lower + lower_len - k, k});
  }
}

static bool is_connector(bg_str form) {
  static const char *const words[] = {"of",  "the", "for", "and", "de",  "la",  "du",  "da", "di",
                                      "del", "van", "von", "der", "den", "bin", "ibn", "al", "el",
                                      "e",   "y",   "-",   "–",   "'s",  "’s",  "’"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (bg_str_is(form, words[i])) return true;
  return false;
}

/* What the gazetteer says of each word: type and kind of the first senses, and where in the name it stands. */
static void look_at_gazetteer(const bg_gazetteer *gazetteer, const bg_analysis *analysis, size_t sentence,
                              word_view *views) {
  size_t count = analysis->sentences[sentence].word_count, first = analysis->sentences[sentence].first_word;
  for (size_t i = 0; gazetteer && i < count;) {
    const bg_sense *senses = NULL;
    size_t sense_count = 0;
    size_t n = bg_gazetteer_match(gazetteer, analysis, sentence, first + i, &senses, &sense_count);
    if (n == 0 || sense_count == 0) {
      i++;
      continue;
    }
    const bg_concept *concept = bg_gazetteer_concept(gazetteer, senses[0].concept);
    uint64_t value =
        bg_feature(bg_hash(concept->type),
                   (uint32_t)senses[0].kind * 4u + (senses[0].ambiguous ? 2u : 0u) + (concept->common ? 1u : 0u));
    for (size_t k = 0; k < n && i < count; k++, i++)
      views[i].gazetteer = bg_feature(value, k == 0 ? (n == 1 ? 3u : 0u) : k + 1 == n ? 2u : 1u);
  }
}

/* Stretches of capitalised words, bridged by connectors, with a number before them ("2019 European elections"). */
static void find_chunks(word_view *views, size_t count) {
  for (size_t i = 0; i < count;) {
    if (!views[i].capital && !(views[i].digit && i + 1 < count && views[i + 1].capital)) {
      views[i].chunk_start = views[i].chunk_end = i;
      i++;
      continue;
    }
    size_t end = i + 1;
    for (size_t probe = end; probe < count && probe < end + 3; probe++) {
      if (views[probe].capital) end = probe + 1;
      else if (!views[probe].connector || probe >= end + 2) break;
    }
    for (size_t k = i; k < end; k++) {
      views[k].chunk_start = i;
      views[k].chunk_end = end;
    }
    i = end;
  }
}

static void look(const bg_word_classes *classes, const bg_gazetteer *gazetteer, const bg_analysis *analysis,
                 size_t sentence, word_view *views) {
  const bg_word *words = bg_sentence_words(analysis, sentence);
  size_t count = analysis->sentences[sentence].word_count;
  for (size_t i = 0; i < count; i++) {
    views[i] = (word_view){.upos = words[i].upos, .connector = is_connector(words[i].form)};
    look_at_letters(words[i].form, &views[i]);
    views[i].fine = fine_class(classes, (uint32_t)(views[i].lower ^ (views[i].lower >> 32)));
    views[i].coarse = views[i].fine < classes->fine_count ? classes->coarse[views[i].fine] : NO_CLASS;
  }
  look_at_gazetteer(gazetteer, analysis, sentence, views);
  find_chunks(views, count);
}

static void add(bg_label_features *f, uint64_t template, uint64_t value) {
  f->hashes[f->hash_count++] = bg_feature(bg_feature(template, 0), value);
}

/* Template numbers: a family in the upper byte, an offset or a part in the lower one. */
enum {
  T_BIAS = 0x100,
  T_FORM = 0x200,
  T_LOWER = 0x300,
  T_LOWER2 = 0x400,
  T_SHAPE = 0x500,
  T_BRIEF = 0x600,
  T_AFFIX = 0x700,
  T_FINE = 0x800,
  T_COARSE = 0x900,
  T_COARSE2 = 0xa00,
  T_UPOS = 0xb00,
  T_GAZETTEER = 0xc00,
  T_CHUNK = 0xd00,
  T_AHEAD = 0xe00,
  T_BEHIND = 0xf00,
  T_PLACE = 0x1000,
  T_TOPIC = 0x1100
};

static const word_view *at(const word_view *views, size_t count, size_t i, int offset) {
  static const word_view outside = {
      .form = 1, .lower = 1, .shape = 1, .brief_shape = 1, .fine = 0xfffe, .coarse = 0xfffe, .upos = BG_UPOS_COUNT};
  if (offset < 0 && (size_t)-offset > i) return &outside;
  size_t k = offset < 0 ? i - (size_t)-offset : i + (size_t)offset;
  return k < count ? &views[k] : &outside;
}

static void add_window(bg_label_features *f, const word_view *views, size_t count, size_t i) {
  for (int o = -2; o <= 2; o++) {
    const word_view *v = at(views, count, i, o);
    uint64_t slot = (uint32_t)(o + 2);
    add(f, T_LOWER + slot, v->lower);
    add(f, T_FINE + slot, v->fine);
    add(f, T_COARSE + slot, v->coarse);
    add(f, T_BRIEF + slot, v->brief_shape);
    if (o < -1 || o > 1) continue;
    add(f, T_SHAPE + slot, v->shape);
    add(f, T_UPOS + slot, v->upos);
    add(f, T_GAZETTEER + slot, v->gazetteer);
  }
  const word_view *before = at(views, count, i, -1), *here = &views[i], *after = at(views, count, i, 1);
  add(f, T_FORM, here->form);
  add(f, T_LOWER2, bg_feature(before->lower, here->lower));
  add(f, T_LOWER2 + 1, bg_feature(here->lower, after->lower));
  add(f, T_COARSE2, bg_feature(before->coarse, here->coarse));
  add(f, T_COARSE2 + 1, bg_feature(here->coarse, after->coarse));
  add(f, T_COARSE2 + 2, bg_feature(before->coarse, here->brief_shape));
  add(f, T_COARSE2 + 3, bg_feature(here->brief_shape, after->coarse));
  add(f, T_UPOS + 8, bg_feature(before->upos, here->upos));
  add(f, T_UPOS + 9, bg_feature(here->upos, after->upos));
  add(f, T_UPOS + 10, bg_feature(here->upos, here->brief_shape));
  add(f, T_GAZETTEER + 8, bg_feature(here->gazetteer, after->gazetteer));
  add(f, T_GAZETTEER + 9, bg_feature(here->gazetteer, after->brief_shape));
  add(f, T_GAZETTEER + 10, bg_feature(here->gazetteer, before->brief_shape));
  for (uint64_t n = 0; n < 8; n++) add(f, T_AFFIX + n, here->affix[n]);
}

/* The capitalised stretch as a whole: its first and last word, those within, what stands before and behind it. */
static void add_chunk(bg_label_features *f, const word_view *views, size_t count, size_t i) {
  size_t start = views[i].chunk_start, end = views[i].chunk_end;
  if (end == start) return;
  add(f, T_CHUNK, (uint32_t)(end - start > 6 ? 6 : end - start));
  add(f, T_CHUNK + 1, views[start].lower);
  add(f, T_CHUNK + 2, views[end - 1].lower);
  add(f, T_CHUNK + 3, views[start].fine);
  add(f, T_CHUNK + 4, views[end - 1].fine);
  add(f, T_CHUNK + 5, at(views, count, start, -1)->lower);
  add(f, T_CHUNK + 6, at(views, count, end - 1, 1)->lower);
  add(f, T_CHUNK + 7, at(views, count, start, -1)->coarse);
  add(f, T_CHUNK + 8, at(views, count, end - 1, 1)->coarse);
  add(f, T_CHUNK + 9, bg_feature(at(views, count, end - 1, 1)->lower, at(views, count, end - 1, 2)->lower));
  add(f, T_CHUNK + 10, at(views, count, end - 1, 2)->coarse);
  for (size_t k = start; k < end && k < start + CHUNK_WORDS; k++)
    add(f, T_CHUNK + (k < i ? 11u : k > i ? 12u : 13u), views[k].lower);
  for (size_t k = start; k < end && k < start + CHUNK_WORDS; k++)
    add(f, T_CHUNK + (k < i ? 14u : k > i ? 15u : 16u), views[k].coarse);
}

static void add_around(bg_label_features *f, const word_view *views, size_t count, size_t i, bool all_capitals) {
  for (int o = 1; o <= AHEAD; o++) {
    add(f, T_AHEAD, at(views, count, i, o)->lower);
    add(f, T_BEHIND, at(views, count, i, -o)->lower);
  }
  uint32_t place =
      (i == 0 ? 1u : 0u) + (all_capitals ? 2u : 0u) + (views[i].capital ? 4u : 0u) + (views[i].digit ? 8u : 0u);
  add(f, T_BIAS, 0);
  add(f, T_PLACE, place);
  add(f, T_PLACE + 1, bg_feature(place, views[i].upos));
  add(f, T_PLACE + 2, bg_feature(place, views[i].coarse));
}

/* Mostly capitals, as headlines are: case then says little. */
static bool is_headline(const bg_analysis *analysis, size_t sentence, const word_view *views) {
  const bg_word *words = bg_sentence_words(analysis, sentence);
  size_t capitals = 0, letters = 0;
  for (size_t i = 0; i < analysis->sentences[sentence].word_count; i++) {
    if (words[i].form.len < 4) continue;
    letters++;
    capitals += views[i].capital;
  }
  return letters > 1 && capitals * 5 >= letters * 4;
}

static void find_plain(bg_label_features *f, const word_view *views, size_t count) {
  size_t last = SIZE_MAX;
  for (size_t i = 0; i < count; i++) f->plain[i] = true;
  for (size_t i = 0; i < count; i++) {
    if (views[i].capital || views[i].digit || views[i].gazetteer) last = i;
    if (last != SIZE_MAX && i - last <= PLAIN_REACH) f->plain[i] = false;
  }
  last = SIZE_MAX;
  for (size_t i = count; i > 0; i--) {
    if (views[i - 1].capital || views[i - 1].digit || views[i - 1].gazetteer) last = i - 1;
    if (last != SIZE_MAX && last - (i - 1) <= PLAIN_REACH) f->plain[i - 1] = false;
  }
}

enum { MOST_FEATURES = 96 }; /* of one word; see the adders */

void bg_label_features_of(const bg_word_classes *classes, const bg_gazetteer *gazetteer, const bg_analysis *analysis,
                          size_t sentence, bg_label_features *features) {
  size_t count = analysis->sentences[sentence].word_count;
  word_view *views = features->words;
  BG_GROW(views, features->words_capacity, count);
  features->words = views;
  BG_GROW(features->starts, features->start_capacity, count + 1);
  BG_GROW(features->plain, features->plain_capacity, count + 1);
  BG_GROW(features->hashes, features->hash_capacity, count * MOST_FEATURES);
  features->hash_count = 0;
  features->word_count = count;
  look(classes, gazetteer, analysis, sentence, views);
  find_plain(features, views, count);
  bool headline = is_headline(analysis, sentence, views);
  for (size_t i = 0; i < count; i++) {
    features->starts[i] = features->hash_count;
    if (features->plain[i]) continue;
    add_window(features, views, count, i);
    add_chunk(features, views, count, i);
    add_around(features, views, count, i, headline);
  }
  features->starts[count] = features->hash_count;
}

void bg_label_features_free(bg_label_features *features) {
  bg_free(features->hashes);
  bg_free(features->starts);
  bg_free(features->plain);
  bg_free(features->words);
  *features = (bg_label_features){0};
}
