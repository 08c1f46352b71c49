/* Where names are: what the gazetteer knows and what the labeller sees, put together. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "extract/names_parts.h"

static const double least_confidence = 0.3; /* of the labeller, for a name that the gazetteer does not know */

typedef struct {
  names_span *items;
  size_t count, capacity;
} span_list;

static void push(span_list *list, names_span span) {
  BG_GROW(list->items, list->capacity, list->count + 1);
  list->items[list->count++] = span;
}

static bool is_common(const names_state *s, const bg_sense *senses, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (bg_gazetteer_concept(s->gazetteer, senses[i].concept)->common) return true;
  return false;
}

/* The longest name that starts at a word. What may be a common noun ("election") is left to the reader of nouns, and
 * what is written small must be a noun: "protests" may be a verb. */
static size_t match_name(const names_state *s, size_t sentence, size_t word, const bg_sense **senses, size_t *count) {
  size_t n = bg_gazetteer_match(s->gazetteer, s->analysis, sentence, word, senses, count);
  if (n == 0 || *count == 0 || is_common(s, *senses, *count)) return 0;
  if (names_is_capital(names_word(s, word)->form)) return n;
  bg_upos upos = names_word(s, names_head_of(s, word, word + n))->upos;
  return upos == BG_UPOS_NOUN || upos == BG_UPOS_PROPN || upos == BG_UPOS_ADJ ? n : 0;
}

static names_span gazetteer_span(const names_state *s, size_t sentence, size_t word, size_t n, const bg_sense *senses,
                                 size_t count) {
  const bg_concept *c = bg_gazetteer_concept(s->gazetteer, senses[0].concept);
  size_t first = n > 1 && bg_str_is(names_word(s, word)->form, "the") ? word + 1 : word;
  return (names_span){
      .first = first,
      .end = word + n,
      .sentence = sentence,
      .kind = names_kind_of_class(s, c->type),
      .concept = NO_CONCEPT,
      .senses = senses,
      .sense_count = count,
      .outer = NO_INDEX,
      .stands_for = NO_INDEX,
      .entity = BG_NO_ENTITY,
      .confidence = 0.95,
  };
}

/* ---- the gazetteer, also in headlines ------------------------------------------------------------------------------
 */

/* A word of a line in capitals as it would be written elsewhere: "PAKISTAN" as "Pakistan". */
static void put_title_case(bg_buffer *out, bg_str form) {
  for (size_t i = 0; i < form.len; i++) {
    char c = form.data[i];
    bool inner = i > 0 && ((form.data[i - 1] | 32) >= 'a' && (form.data[i - 1] | 32) <= 'z');
    bg_buffer_putc(out, inner && c >= 'A' && c <= 'Z' ? (char)(c | 32) : c);
  }
}

enum { MOST_HEADLINE_WORDS = 5 };

static size_t match_capitals(const names_state *s, size_t sentence, size_t word, const bg_sense **senses,
                             size_t *count) {
  const bg_sentence *in = &s->analysis->sentences[sentence];
  size_t limit = in->first_word + in->word_count, best = 0;
  if (names_word(s, word)->form.len < 4 || !names_is_upper(names_word(s, word)->form)) return 0;
  bg_buffer name = {0};
  for (size_t n = 1; n <= MOST_HEADLINE_WORDS && word + n <= limit; n++) {
    const bg_word *w = names_word(s, word + n - 1);
    if (n > 1) bg_buffer_putc(&name, ' ');
    put_title_case(&name, w->form);
    size_t found = 0;
    const bg_sense *of = bg_gazetteer_senses(s->gazetteer, bg_buffer_str(&name), &found);
    if (found == 0 || is_common(s, of, found)) continue;
    best = n;
    *senses = of;
    *count = found;
  }
  bg_buffer_free(&name);
  return best;
}

static void read_gazetteer(const names_state *s, size_t sentence, span_list *list) {
  const bg_sentence *in = &s->analysis->sentences[sentence];
  for (size_t word = in->first_word; word < in->first_word + in->word_count;) {
    const bg_sense *senses = NULL;
    size_t count = 0, n = match_name(s, sentence, word, &senses, &count);
    if (n == 0) n = match_capitals(s, sentence, word, &senses, &count);
    if (n > 0) push(list, gazetteer_span(s, sentence, word, n, senses, count));
    word += n > 0 ? n : 1;
  }
}

/* ---- the labeller, tidied
 * -------------------------------------------------------------------------------------------- */

static bool is_possessive(const bg_word *w) {
  return bg_str_is(w->form, "'s") || bg_str_is(w->form, "’s") || bg_str_is(w->form, "'") || bg_str_is(w->form, "’");
}

/* A title or office in front of a name: "Prime Minister", "Mr". Gives its words. */
static size_t title_words(const names_state *s, size_t sentence, size_t word) {
  static const char *const titles[] = {"Mr",  "Mr.",  "Mrs",  "Mrs.", "Ms",  "Ms.",  "Dr",   "Dr.",  "Prof", "Prof.",
                                       "Sir", "Lord", "Lady", "Gen.", "Lt.", "Col.", "Sen.", "Rep.", "Gov.", "Rev."};
  for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
    if (bg_str_is(names_word(s, word)->form, titles[i])) return 1;
  const bg_sense *senses = NULL;
  size_t count = 0, n = bg_gazetteer_match(s->gazetteer, s->analysis, sentence, word, &senses, &count);
  if (n == 0 || count == 0) return 0;
  return names_is_a(s, bg_gazetteer_concept(s->gazetteer, senses[0].concept)->type, "Office") ? n : 0;
}

static bool has_capital(bg_str form) {
  for (size_t i = 0; i < form.len; i++)
    if ((form.data[i] >= 'A' && form.data[i] <= 'Z') || names_is_capital(bg_str_slice(form, i, form.len))) return true;
  return false;
}

static bool is_state(const names_state *s, const bg_sense *senses, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (names_is_a(s, bg_gazetteer_concept(s->gazetteer, senses[i].concept)->type, "State")) return true;
  return false;
}

/* Without determiners, titles, owners and marks at its ends. */
static void tidy(const names_state *s, names_span *span) {
  for (bool changed = true; changed && span->first < span->end;) {
    changed = false;
    const bg_word *w = names_word(s, span->first);
    const bg_sense *senses = NULL;
    size_t count = 0, n = match_name(s, span->sentence, span->first, &senses, &count);
    if (w->upos == BG_UPOS_DET || w->upos == BG_UPOS_PUNCT || is_possessive(w)) {
      span->first++, changed = true;
      continue;
    }
    if (n > 0 && span->first + n < span->end && is_possessive(names_word(s, span->first + n))) {
      span->first += n + 1, changed = true;
      continue;
    }
    if (span->kind != BG_KIND_PERSON) continue;
    size_t title = title_words(s, span->sentence, span->first);
    if (n > 0 && senses[0].kind == BG_LABEL_DEMONYM) title = n;
    if (title > 0 && span->first + title < span->end) span->first += title, changed = true;
  }
  while (span->end > span->first) {
    const bg_word *w = names_word(s, span->end - 1);
    if (!is_possessive(w) && !(w->upos == BG_UPOS_PUNCT && !bg_str_is(w->form, ")") && !bg_str_is(w->form, "."))) break;
    span->end--;
  }
}

/* Nothing that could be a name: a pronoun at the start of a sentence, a common noun written large ("the Government"),
 * or one with its state ("the Albanian Government"), which the reader of nouns understands better. */
static bool is_no_name(const names_state *s, const names_span *span) {
  bool capital = false, open_class = false;
  for (size_t i = span->first; i < span->end; i++) {
    const bg_word *w = names_word(s, i);
    capital |= has_capital(w->form);
    open_class |= w->upos == BG_UPOS_PROPN || w->upos == BG_UPOS_NOUN || w->upos == BG_UPOS_ADJ ||
                  w->upos == BG_UPOS_NUM || w->upos == BG_UPOS_X || w->upos == BG_UPOS_VERB;
  }
  if (!capital || !open_class || names_text_of(s, span->first, span->end).len < 2) return true;
  const bg_sense *senses = NULL;
  size_t count = 0, first = span->first,
         n = bg_gazetteer_match(s->gazetteer, s->analysis, span->sentence, first, &senses, &count);
  if (n > 0 && first + n < span->end && is_state(s, senses, count)) {
    first += n;
    n = bg_gazetteer_match(s->gazetteer, s->analysis, span->sentence, first, &senses, &count);
  }
  if (n == 0 || first + n < span->end) return false;
  /* also places side by side: "the U.S. Washington can ..." */
  return is_common(s, senses, count) || (first > span->first && span->kind == BG_KIND_PLACE);
}

/* "He Lifeng", "Bilawal Bhutto Zardari": a capital inside a sentence goes with the name behind it, and so do two names
 * of persons in a row. */
static void widen_person(const names_state *s, names_span *span) {
  size_t floor = s->analysis->sentences[span->sentence].first_word;
  while (span->first > floor + 1) {
    const bg_word *w = names_word(s, span->first - 1);
    bool pronoun = w->upos == BG_UPOS_PRON && w->form.len > 1;
    if (!pronoun || !names_is_capital(w->form) || names_word(s, span->first - 2)->upos == BG_UPOS_PUNCT) break;
    span->first--;
  }
}

static bool join_persons(span_list *list, const names_span *next) {
  names_span *last = list->count > 0 ? &list->items[list->count - 1] : NULL;
  if (!last || last->senses || last->kind != BG_KIND_PERSON || next->kind != BG_KIND_PERSON || last->end != next->first)
    return false;
  last->end = next->end;
  if (next->fine != BG_FINE_NONE) last->fine = next->fine;
  return true;
}

/* The author of a cited work, at the start of a note: "Jane Roe, “Title,” ..." is a person, not a place. */
static void read_author(const names_state *s, names_span *span) {
  const bg_sentence *in = &s->analysis->sentences[span->sentence];
  size_t limit = in->first_word + in->word_count, words = span->end - span->first;
  bool doubtful = span->kind == BG_KIND_PLACE || span->kind == BG_KIND_GROUP || span->kind == BG_KIND_OTHER ||
                  span->kind == BG_KIND_EVENT;
  if (!doubtful || words < 2 || words > 4 || span->first > in->first_word + 3 || span->end + 1 >= limit) return;
  bg_str comma = names_word(s, span->end)->form, quote = names_word(s, span->end + 1)->form;
  if (bg_str_is(comma, ",") &&
      (bg_str_is(quote, "\"") || bg_str_is(quote, "“") || bg_str_is(quote, "‘") || bg_str_is(quote, "``"))) {
    span->kind = BG_KIND_PERSON;
    span->fine = BG_FINE_NONE;
  }
}

static void read_labeller(const names_state *s, size_t sentence, span_list *list) {
  bg_labelled_name *names = NULL;
  size_t count = 0, capacity = 0;
  if (s->labeller) bg_labeller_label(s->labeller, s->gazetteer, s->analysis, sentence, &names, &count, &capacity);
  for (size_t i = 0; i < count; i++) {
    names_span span = {.first = names[i].first_word,
                       .end = names[i].end_word,
                       .sentence = sentence,
                       .kind = names[i].kind,
                       .fine = names[i].fine,
                       .concept = NO_CONCEPT,
                       .outer = NO_INDEX,
                       .stands_for = NO_INDEX,
                       .entity = BG_NO_ENTITY,
                       .labelled = true,
                       .confidence = names[i].confidence};
    tidy(s, &span);
    if (span.first >= span.end || span.confidence < least_confidence || is_no_name(s, &span)) continue;
    read_author(s, &span);
    if (span.kind != BG_KIND_PERSON && span.kind != BG_KIND_ORGANIZATION && names_is_note(s, sentence)) continue;
    if (span.kind == BG_KIND_PERSON) widen_person(s, &span);
    if (!join_persons(list, &span)) push(list, span);
  }
  bg_free(names);
}

/* ---- both together
 * --------------------------------------------------------------------------------------------------- */

static int by_place(const void *a, const void *b) {
  const names_span *x = a, *y = b;
  if (x->first != y->first) return x->first < y->first ? -1 : 1;
  if (x->end != y->end) return x->end > y->end ? -1 : 1;
  return (x->senses != NULL) - (y->senses != NULL);
}

/* The labeller's view of a name that the gazetteer knows too. */
static void join(names_span *known, const names_span *labelled) {
  known->labelled = true;
  known->fine = labelled->fine;
  known->confidence = known->confidence > labelled->confidence ? known->confidence : labelled->confidence;
  if (known->kind != labelled->kind) known->confidence *= 0.97;
}

/* A name of several words that the labeller built around a known one is one name when all of it looks like one; not
 * "northern Iraq" or "Iraqi", and not places side by side. */
static bool swallows(const names_state *s, const names_span *outer, const names_span *inner) {
  if (outer->kind == BG_KIND_GROUP || outer->kind == BG_KIND_OTHER)
    return outer->end - outer->first > inner->end - inner->first + 1;
  for (size_t i = outer->first; i < outer->end; i++)
    if (outer->kind == BG_KIND_PLACE && bg_str_is(names_word(s, i)->form, ",")) return false;
  return outer->confidence >= 0.4;
}

static void add_merged(const names_state *s, span_list *out, size_t floor, names_span next) {
  while (out->count > floor) {
    names_span *last = &out->items[out->count - 1];
    if (last->end <= next.first) break;
    bool same = last->first == next.first && last->end == next.end;
    if (same) {
      const names_span *labelled = last->senses ? &next : last;
      names_span known = last->senses ? *last : next;
      join(&known, labelled);
      *last = known;
      return;
    }
    bool last_holds = last->end >= next.end;
    if (last_holds && last->senses) return; /* a known name is known whole */
    if (last_holds && (!next.senses || swallows(s, last, &next))) return;
    if (!last_holds && (last->senses || !next.senses)) return;
    out->count--; /* the known one stays, what the labeller saw goes */
  }
  push(out, next);
}

/* Known names inside a longer one. */
static void add_nested(names_state *s, size_t outer, span_list *out) {
  names_span of = out->items[outer];
  bool free = (!of.labelled || of.senses) && (of.kind == BG_KIND_ISSUE || of.kind == BG_KIND_EVENT);
  /* What is known whole is known with its parts. */
  if (of.end - of.first < 2 || (of.senses && !free) || of.kind == BG_KIND_PERSON) return;
  for (size_t word = of.first; word < of.end;) {
    const bg_sense *senses = NULL;
    size_t count = 0, n = match_name(s, of.sentence, word, &senses, &count);
    bool same = free && n > 0 && count > 0 && senses[0].concept == of.senses[0].concept;
    bool whole = n == of.end - of.first || same;
    if (whole && free) { /* "Russian" of "Russian invasion of Ukraine" */
      senses = bg_gazetteer_senses(s->gazetteer, names_word(s, word)->form, &count);
      n = senses && count > 0 && !is_common(s, senses, count) ? 1 : 0;
    } else if (whole) {
      n = 0;
    }
    if (n == 0 || word + n > of.end) {
      word++;
      continue;
    }
    names_span span = gazetteer_span(s, of.sentence, word, n, senses, count);
    span.outer = outer;
    /* "U.S. withdrawal from Afghanistan" speaks of both; a name for an election does not act */
    span.free = free && !of.labelled;
    push(out, span);
    word += n;
  }
}

void names_find_spans(names_state *s) {
  span_list found = {0}, merged = {0};
  for (size_t sentence = 0; sentence < s->analysis->sentence_count; sentence++) {
    found.count = 0;
    read_gazetteer(s, sentence, &found);
    read_labeller(s, sentence, &found);
    if (found.count > 1) qsort(found.items, found.count, sizeof *found.items, by_place);
    size_t floor = merged.count;
    for (size_t i = 0; i < found.count; i++) add_merged(s, &merged, floor, found.items[i]);
  }
  bg_free(found.items);
  /* Outer names first, each followed by those within it. */
  span_list all = {0};
  for (size_t i = 0; i < merged.count; i++) {
    push(&all, merged.items[i]);
    add_nested(s, all.count - 1, &all);
  }
  bg_free(merged.items);
  s->spans = all.items;
  s->span_count = all.count;
  s->span_capacity = all.capacity;
  s->span_at = bg_calloc(s->analysis->word_count + 1, sizeof *s->span_at);
  for (size_t i = 0; i <= s->analysis->word_count; i++) s->span_at[i] = NO_INDEX;
  for (size_t i = 0; i < s->span_count; i++)
    for (size_t w = s->spans[i].first; s->spans[i].outer == NO_INDEX && w < s->spans[i].end; w++) s->span_at[w] = i;
}
