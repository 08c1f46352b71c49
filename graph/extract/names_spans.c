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

/* "a French acronym", "the Arabic word", "in English", "spoke Russian": a language, nobody who acts. */
static bool is_language(const names_state *s, size_t sentence, size_t word) {
  static const char *const nouns[] = {"acronym",  "abbreviation", "initials", "word",         "term",    "spelling",
                                      "phrase",   "language",     "subtitle", "translation",  "version", "edition",
                                      "alphabet", "transcript",   "dialect",  "pronunciation"};
  static const char *const verbs[] = {"speak", "learn", "teach", "translate", "write", "publish"};
  const bg_sentence *in = &s->analysis->sentences[sentence];
  uint32_t up = s->tree.head[word];
  bg_deprel rel = names_rel(s, word);
  for (size_t i = word + 1; i < word + 3 && i < in->first_word + in->word_count; i++)
    for (size_t k = 0; k < sizeof nouns / sizeof *nouns; k++)
      if (names_lemma_is(names_word(s, i), nouns[k]) && (i == word + 1 || up == i)) return true;
  if (up == BG_NO_WORD || names_child(s, word, BG_REL_DET) != NO_INDEX || names_is_plural(names_word(s, word)))
    return false;
  if (rel != BG_REL_OBJ && rel != BG_REL_OBL) return false;
  for (size_t k = 0; k < sizeof verbs / sizeof *verbs; k++)
    if (names_lemma_is(names_word(s, up), verbs[k])) return true;
  return false;
}

/* "Turkey's military operation": the last word describes what follows. */
static bool describes_next(const names_state *s, size_t word) {
  return names_word(s, word)->upos == BG_UPOS_ADJ && names_rel(s, word) == BG_REL_AMOD &&
         s->tree.head[word] == word + 1;
}

static bool is_the(bg_str form) {
  return bg_str_is(form, "the") || bg_str_is(form, "The");
}

/* "the Alliance", "the Commission": whichever the text means, which the reader of references finds. */
static bool is_generic(const names_state *s, size_t word, size_t n, const bg_sense *sense) {
  bg_str class_name = bg_gazetteer_concept(s->gazetteer, sense->concept)->type;
  return n == 2 && sense->ambiguous && is_the(names_word(s, word)->form) &&
         names_kind_of_class(s, class_name) == BG_KIND_ORGANIZATION && names_class_of_noun(s, word + 1).len > 0;
}

/* The longest name of fewer words than `n` that starts at a word. */
static size_t match_shorter(const names_state *s, size_t word, size_t n, const bg_sense **senses, size_t *count) {
  while (--n > 0) {
    *senses = bg_gazetteer_senses(s->gazetteer, names_text_of(s, word, word + n), count);
    if (*count > 0 && !names_is_possessive(names_word(s, word + n - 1))) break;
  }
  return n;
}

/* The longest name that starts at a word. What may be a common noun ("election") is left to the reader of nouns, and
 * what is written small must be a noun: "protests" may be a verb. */
static size_t match_name(const names_state *s, size_t sentence, size_t word, const bg_sense **senses, size_t *count) {
  size_t n = bg_gazetteer_match(s->gazetteer, s->analysis, sentence, word, senses, count);
  if (n == 0 || *count == 0 || is_common(s, *senses, *count)) return 0;
  if (n == 1 && (*senses)[0].kind == BG_LABEL_DEMONYM && is_language(s, sentence, word)) return 0;
  if (n > 1 && describes_next(s, word + n - 1) && (*senses)[0].kind == BG_LABEL_NAME)
    n = match_shorter(s, word, n, senses, count);
  if (n == 0 || is_common(s, *senses, *count) || is_generic(s, word, n, *senses)) return 0;
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
    if (w->upos == BG_UPOS_DET || w->upos == BG_UPOS_PUNCT || names_is_possessive(w)) {
      span->first++, changed = true;
      continue;
    }
    if (n > 0 && span->first + n < span->end && names_is_possessive(names_word(s, span->first + n))) {
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
    if (!names_is_possessive(w) && !(w->upos == BG_UPOS_PUNCT && !bg_str_is(w->form, ")") && !bg_str_is(w->form, ".")))
      break;
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
  if (span->end == span->first + 1 && is_language(s, span->sentence, span->first)) return true;
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

/* ---- headlines
 * ------------------------------------------------------------------------------------------------------- */

enum { FEWEST_TITLE_WORDS = 3, LONGEST_SMALL_WORD = 4 };

/* "A Splinter in the Sahel: Can the Divorce Be Averted?": capitals that mark no names. */
static bool is_title_case(const names_state *s, size_t sentence) {
  const bg_sentence *in = &s->analysis->sentences[sentence];
  const bg_block *block = bg_brief_block_at(s->reading->brief, in->start);
  if (!block || (block->kind != BG_BLOCK_TITLE && block->kind != BG_BLOCK_HEADING)) return false;
  size_t capitals = 0;
  for (size_t w = in->first_word; w < in->first_word + in->word_count; w++) {
    bg_str form = names_word(s, w)->form;
    if (form.len <= LONGEST_SMALL_WORD || names_word(s, w)->upos == BG_UPOS_PUNCT) continue;
    if (!names_is_capital(form)) return false;
    capitals++;
  }
  return capitals >= FEWEST_TITLE_WORDS;
}

/* What only the labeller sees in a headline is a name when the text below has it too. */
static void check_headlines(const names_state *s, span_list *list) {
  bg_map *said = bg_map_new();
  bool *title = bg_calloc(s->analysis->sentence_count + 1, sizeof *title);
  for (size_t i = 0; i < s->analysis->sentence_count; i++) title[i] = is_title_case(s, i);
  for (size_t i = 0; i < list->count; i++)
    if (!title[list->items[i].sentence])
      bg_map_set(said, names_text_of(s, list->items[i].first, list->items[i].end), i);
  size_t kept = 0;
  for (size_t i = 0; i < list->count; i++) {
    const names_span *span = &list->items[i];
    bool doubtful = title[span->sentence] && !span->senses && (span->end - span->first == 1 || span->confidence < 0.8);
    if (!doubtful || bg_map_has(said, names_text_of(s, span->first, span->end))) list->items[kept++] = *span;
  }
  list->count = kept;
  bg_free(title);
  bg_map_free(said);
}

/* ---- names cut in two
 * ------------------------------------------------------------------------------------------------ */

/* A common noun of this kind, as names end in: "Association", "Agreement". */
static bool ends_in(const names_state *s, const names_span *span, bg_name_kind kind) {
  return names_kind_of_class(s, names_class_of_noun(s, span->end - 1)) == kind;
}

/* "National Association" and "Advancement of Colored People", divided by "for the"; "World Trade Organisation
 * Subsidies" and "Countervailing Measures Agreement", whose first part needs the noun of the second. */
static bool continues(const names_state *s, const names_span *first, const names_span *second) {
  if (first->senses || second->senses || first->sentence != second->sentence || second->first <= first->end ||
      first->kind == BG_KIND_PERSON || second->kind == BG_KIND_PERSON || second->first > first->end + 2)
    return false;
  bg_str link = names_word(s, first->end)->form;
  const bg_word *last = names_word(s, first->end - 1);
  if (second->first == first->end + 2 && !bg_str_is(names_word(s, first->end + 1)->form, "the")) return false;
  if (bg_str_is(link, "for")) return first->kind == BG_KIND_ORGANIZATION && ends_in(s, first, BG_KIND_ORGANIZATION);
  return second->first == first->end + 1 && (bg_str_is(link, "and") || bg_str_is(link, "&")) && names_is_plural(last) &&
         !ends_in(s, first, BG_KIND_ORGANIZATION) && ends_in(s, second, BG_KIND_INITIATIVE) &&
         !names_is_plural(names_word(s, second->end - 1));
}

static void join_divided(const names_state *s, span_list *list) {
  size_t kept = 0;
  for (size_t i = 0; i < list->count; i++) {
    names_span *last = kept > 0 ? &list->items[kept - 1] : NULL;
    if (!last || !continues(s, last, &list->items[i])) {
      list->items[kept++] = list->items[i];
      continue;
    }
    bool by_end = !bg_str_is(names_word(s, last->end)->form, "for");
    if (by_end) last->kind = list->items[i].kind, last->fine = list->items[i].fine;
    last->end = list->items[i].end;
    if (list->items[i].confidence < last->confidence) last->confidence = list->items[i].confidence;
  }
  list->count = kept;
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
  join_divided(s, &merged);
  check_headlines(s, &merged);
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
