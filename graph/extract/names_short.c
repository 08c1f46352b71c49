/* Abbreviations that the text defines: "Belt and Road Initiative (BRI)", "ISKP (Islamic State-Khorasan Province)". The
 * document's own definition wins over what the gazetteer knows. Letters are matched as by Schwartz and Hearst (2003).
 */
#include <string.h>

#include "base/memory.h"
#include "extract/names_parts.h"

enum { SHORTEST = 2, LONGEST = 10, MOST_LONG_WORDS = 12, MOST_SMALL_WORDS = 5 };

static char lower(char c) {
  return c >= 'A' && c <= 'Z' ? (char)(c | 32) : c;
}

static bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* Letters and digits, mostly capitals, as abbreviations are written. */
static bool is_short_form(bg_str form) {
  size_t capitals = 0;
  if (form.len < SHORTEST || form.len > LONGEST || !names_is_capital(form)) return false;
  for (size_t i = 0; i < form.len; i++) {
    if (!is_letter(form.data[i]) && form.data[i] != '-' && form.data[i] != '.') return false;
    capitals += form.data[i] >= 'A' && form.data[i] <= 'Z';
  }
  return capitals >= 2;
}

/* The letters of the short form occur in this order in the long one, the first at the start of its first word. */
static bool spells(bg_str short_form, bg_str long_form) {
  size_t at = long_form.len;
  if (long_form.len <= short_form.len) return false;
  for (size_t i = short_form.len; i > 0; i--) {
    char c = lower(short_form.data[i - 1]);
    if (!is_letter(c)) continue;
    bool found = false;
    while (at > 0 && !found) {
      at--;
      bool starts = at == 0 || !is_letter(long_form.data[at - 1]);
      found = lower(long_form.data[at]) == c && (i > 1 || starts);
    }
    if (!found) return false;
  }
  return at == 0;
}

/* At least half of the letters stand at the beginnings of words, so that chance is no definition. */
static bool is_acronym_of(bg_str short_form, bg_str long_form) {
  size_t starts = 0, letters = 0, at = 0;
  for (size_t i = 0; i < short_form.len; i++) letters += is_letter(short_form.data[i]);
  for (size_t i = 0; i < short_form.len; i++) {
    for (size_t k = at; k < long_form.len; k++) {
      if ((k > 0 && is_letter(long_form.data[k - 1])) || lower(long_form.data[k]) != lower(short_form.data[i]))
        continue;
      starts++;
      at = k + 1;
      break;
    }
  }
  return starts * 2 >= letters && spells(short_form, long_form);
}

static size_t add_span(names_state *s, size_t first, size_t end, bg_mention_form form, bg_name_kind kind) {
  BG_GROW(s->spans, s->span_capacity, s->span_count + 1);
  s->spans[s->span_count] = (names_span){.first = first,
                                         .end = end,
                                         .sentence = s->tree.sentence[first],
                                         .kind = kind,
                                         .form = form,
                                         .concept = NO_CONCEPT,
                                         .outer = NO_INDEX,
                                         .stands_for = NO_INDEX,
                                         .entity = BG_NO_ENTITY,
                                         .settled = true,
                                         .confidence = 0.85};
  for (size_t w = first; w < end; w++) s->span_at[w] = s->span_count;
  return s->span_count++;
}

/* The span of exactly these words, made when nothing stands in the way; shorter names go inside it. */
static size_t span_of(names_state *s, size_t first, size_t end, bg_mention_form form) {
  size_t at = s->span_at[first];
  if (at != NO_INDEX && s->spans[at].first == first && s->spans[at].end == end) return at;
  bg_str class_name = form == BG_FORM_ABBREVIATION ? BG_STR_EMPTY : names_class_of_name(s, first, end);
  bg_name_kind kind = form == BG_FORM_NOMINAL ? BG_KIND_OTHER : BG_KIND_ORGANIZATION;
  if (form == BG_FORM_NOMINAL || !names_is_a(s, class_name, "Event")) { /* "Campaign for ..." may be a body */
    if (class_name.len > 0) kind = names_kind_of_class(s, class_name);
  }
  for (size_t w = first; w < end; w++) {
    size_t inner = s->span_at[w];
    if (inner == NO_INDEX) continue;
    if (s->spans[inner].first < first || s->spans[inner].end > end) return NO_INDEX;
    if (class_name.len > 0 || form == BG_FORM_NOMINAL) continue;
    if (s->spans[inner].kind == BG_KIND_EVENT || s->spans[inner].kind == BG_KIND_INITIATIVE)
      kind = s->spans[inner].kind;
  }
  for (size_t w = first; w < end; w++)
    if (s->span_at[w] != NO_INDEX) s->spans[s->span_at[w]].outer = s->span_count;
  return add_span(s, first, end, form, kind);
}

/* "countervailing duties" before "(CVD)": words written small, with no name among them. */
static size_t described_before(const names_state *s, size_t floor, size_t end, bg_str short_form) {
  for (size_t n = 2; n <= MOST_SMALL_WORDS && end >= floor + n; n++) {
    const bg_word *w = names_word(s, end - n);
    if (s->span_at[end - n] != NO_INDEX || names_is_capital(w->form) || w->upos == BG_UPOS_PUNCT) break;
    if (w->upos != BG_UPOS_DET && is_acronym_of(short_form, names_text_of(s, end - n, end))) return end - n;
  }
  return NO_INDEX;
}

/* The words before `end` that the short form abbreviates: those of a name there, or as few as spell it. */
static size_t long_before(const names_state *s, size_t sentence, size_t end, bg_str short_form) {
  size_t floor = s->analysis->sentences[sentence].first_word;
  size_t named = end > floor ? s->span_at[end - 1] : NO_INDEX;
  if (named != NO_INDEX && s->spans[named].end == end) {
    const names_span *span = &s->spans[named];
    /* Letters may be those of another language: "Walloon Greens (ECOLO)". */
    bool body = span->kind == BG_KIND_ORGANIZATION && end - span->first > 1;
    if (body || is_acronym_of(short_form, names_text_of(s, span->first, end))) return span->first;
  }
  for (size_t n = 2; n <= MOST_LONG_WORDS && end >= floor + n; n++) {
    const bg_word *w = names_word(s, end - n);
    if (w->upos == BG_UPOS_PUNCT && w->form.len == 1 && strchr(".;:()\"", w->form.data[0])) break;
    if (names_is_capital(w->form) && is_acronym_of(short_form, names_text_of(s, end - n, end))) return end - n;
  }
  return described_before(s, floor, end, short_form);
}

static void define(names_state *s, size_t short_word, size_t first, size_t end) {
  bool small = !names_is_capital(names_word(s, first)->form);
  size_t long_span = span_of(s, first, end, small ? BG_FORM_NOMINAL : BG_FORM_NAME);
  size_t short_span = long_span == NO_INDEX ? NO_INDEX : span_of(s, short_word, short_word + 1, BG_FORM_ABBREVIATION);
  if (short_span == NO_INDEX || short_span == long_span) return;
  /* A known abbreviation beside an unknown spelling of its name. */
  names_span *l = &s->spans[long_span], *a = &s->spans[short_span];
  bg_str class_name = names_class_of_name(s, first, end);
  bool means = names_is_a(s, class_name, "Framework") || names_is_a(s, class_name, "Instrument");
  if (means && !l->senses) l->kind = BG_KIND_INITIATIVE; /* the noun knows better than the labeller */
  bool sure = a->concept != NO_CONCEPT && a->senses && !a->senses[0].ambiguous;
  if (l->concept == NO_CONCEPT && sure && l->kind == a->kind) l->concept = a->concept;
  bg_map_set(s->short_forms, names_word(s, short_word)->form, long_span);
}

/* A state or person in brackets abbreviates nothing: "Labour Party (UK)". */
static bool is_known_otherwise(const names_state *s, size_t word) {
  size_t span = s->span_at[word];
  return span != NO_INDEX && s->spans[span].concept != NO_CONCEPT && s->spans[span].kind == BG_KIND_PLACE;
}

static void read_definition(names_state *s, size_t sentence, size_t open) {
  const bg_sentence *in = &s->analysis->sentences[sentence];
  size_t limit = in->first_word + in->word_count, close = open + 1;
  while (close < limit && close < open + MOST_LONG_WORDS && !bg_str_is(names_word(s, close)->form, ")")) close++;
  if (close >= limit || close == open + 1 || open == in->first_word) return;
  const bg_word *inner = names_word(s, open + 1), *before = names_word(s, open - 1);
  if (is_short_form(inner->form) && !is_known_otherwise(s, open + 1)) {
    size_t first = close == open + 2 ? long_before(s, sentence, open, inner->form) : NO_INDEX;
    if (first != NO_INDEX) define(s, open + 1, first, open);
  } else if (is_short_form(before->form) && is_acronym_of(before->form, names_text_of(s, open + 1, close))) {
    define(s, open - 1, open + 1, close);
  }
}

void names_read_short_forms(names_state *s) {
  for (size_t sentence = 0; sentence < s->analysis->sentence_count; sentence++) {
    const bg_sentence *in = &s->analysis->sentences[sentence];
    for (size_t w = in->first_word; w < in->first_word + in->word_count; w++)
      if (bg_str_is(names_word(s, w)->form, "(")) read_definition(s, sentence, w);
  }
  for (size_t w = 0; bg_map_count(s->short_forms) > 0 && w < s->analysis->word_count; w++) {
    size_t stands_for = bg_map_get(s->short_forms, names_word(s, w)->form, NO_INDEX);
    if (stands_for == NO_INDEX) continue;
    size_t at = s->span_at[w];
    if (at != NO_INDEX && s->spans[at].end - s->spans[at].first > 1) continue; /* part of another name */
    if (at == NO_INDEX) at = add_span(s, w, w + 1, BG_FORM_ABBREVIATION, s->spans[stands_for].kind);
    if (at == stands_for) continue;
    s->spans[at].stands_for = stands_for;
    s->spans[at].kind = s->spans[stands_for].kind;
    s->spans[at].fine = s->spans[stands_for].fine;
    s->spans[at].form = BG_FORM_ABBREVIATION;
    s->spans[at].concept = NO_CONCEPT;
  }
}
