#include "extract/scope_tree.h"

#include <string.h>

#include "base/memory.h"
#include "extract/time.h"

enum { MOST_CHILDREN = 128, MOST_AROUND = 8 };

static uint32_t *filled(size_t count) {
  uint32_t *array = bg_calloc(count ? count : 1, sizeof *array);
  memset(array, 0xff, count * sizeof *array);
  return array;
}

/* Of a word with very many children the first ones are kept, so that no question about it takes long. `count` is room
 * for a number for each word of the sentence. */
static void index_sentence(bg_scoper *s, const bg_sentence *sentence, uint32_t *count) {
  size_t first = sentence->first_word;
  memset(count, 0, sentence->word_count * sizeof *count);
  for (size_t i = 0; i < sentence->word_count; i++)
    if (s->words[first + i].head != BG_NO_WORD) count[s->words[first + i].head]++;
  for (size_t i = sentence->word_count; i-- > 0;) {
    uint32_t head = s->words[first + i].head;
    if (head == BG_NO_WORD) continue;
    size_t h = first + head;
    s->head[first + i] = (uint32_t)h;
    if (count[head]-- > MOST_CHILDREN) continue;
    s->next_child[first + i] = s->first_child[h];
    s->first_child[h] = (uint32_t)(first + i);
  }
}

static void index_sentences(bg_scoper *s) {
  const bg_analysis *analysis = s->reading->analysis;
  size_t longest = 1;
  for (size_t i = 0; i < analysis->sentence_count; i++)
    if (analysis->sentences[i].word_count > longest) longest = analysis->sentences[i].word_count;
  uint32_t *count = bg_calloc(longest, sizeof *count);
  for (size_t i = 0; i < analysis->sentence_count; i++) index_sentence(s, &analysis->sentences[i], count);
  bg_free(count);
}

static bool ends_with_colon(const bg_scoper *s, size_t sentence) {
  const bg_sentence *t = &s->reading->analysis->sentences[sentence];
  return t->word_count && bg_str_is(s->words[t->first_word + t->word_count - 1].form, ":");
}

/* The modal or verb of advice of a sentence that introduces a list: "The EU should:". */
static const cue *lead_cue(const bg_scoper *s, size_t lead) {
  if (lead == SIZE_MAX) return NULL;
  const bg_sentence *t = &s->reading->analysis->sentences[lead];
  const cue *best = NULL;
  for (size_t i = t->first_word; i < t->first_word + t->word_count; i++) {
    const cue *c = scope_cue(s->lexicon, CUE_AUXILIARY, s->words[i].lemma);
    if (!c && scope_upos(s, i) == BG_UPOS_VERB) c = scope_embedder(s, i);
    /* "have" and "need" oblige only with a clause, which here is the list: "needs to:". */
    bool before_list = i + 3 >= t->first_word + t->word_count;
    if (c && scope_upos(s, i) == BG_UPOS_VERB && c->not_needed && !before_list) continue;
    if (c && c->has_modality && (c->modality == BG_RECOMMENDED || (c->weak && before_list))) best = c;
  }
  return best;
}

/* Each list item is introduced by the last sentence before its list, if that ends with a colon. */
static void find_leads(bg_scoper *s) {
  const bg_analysis *analysis = s->reading->analysis;
  size_t blocks = bg_brief_block_count(s->reading->brief), lead = SIZE_MAX, sentence = 0;
  s->lead = bg_calloc(blocks ? blocks : 1, sizeof *s->lead);
  s->lead_cue = bg_calloc(blocks ? blocks : 1, sizeof *s->lead_cue);
  const cue *found = NULL;
  for (size_t b = 0; b < blocks; b++) {
    bool item = bg_brief_block(s->reading->brief, b)->kind == BG_BLOCK_ITEM;
    s->lead[b] = item ? lead : SIZE_MAX;
    s->lead_cue[b] = item ? found : NULL;
    size_t last = SIZE_MAX;
    for (; sentence < analysis->sentence_count && analysis->sentences[sentence].block <= b; sentence++) last = sentence;
    if (item) continue;
    lead = last != SIZE_MAX && ends_with_colon(s, last) ? last : SIZE_MAX;
    found = lead_cue(s, lead);
  }
}

bg_scoper *bg_scoper_new(const bg_scope_lexicon *lexicon, const bg_reading *reading) {
  const bg_analysis *analysis = reading->analysis;
  bg_scoper *s = BG_NEW(bg_scoper);
  s->lexicon = lexicon;
  s->reading = reading;
  s->words = analysis->words;
  s->head = filled(analysis->word_count);
  s->first_child = filled(analysis->word_count);
  s->next_child = filled(analysis->word_count);
  s->locals = bg_calloc(analysis->word_count ? analysis->word_count : 1, sizeof *s->locals);
  index_sentences(s);
  find_leads(s);
  return s;
}

void bg_scoper_free(bg_scoper *s) {
  if (!s) return;
  bg_free(s->head);
  bg_free(s->first_child);
  bg_free(s->next_child);
  bg_free(s->locals);
  bg_free(s->lead);
  bg_free(s->lead_cue);
  time_table_free(s->times);
  bg_free(s);
}

static size_t wide(uint32_t word) {
  return word == UINT32_MAX ? NO_WORD : word;
}

size_t scope_head(const bg_scoper *s, size_t word) {
  return wide(s->head[word]);
}

size_t scope_first(const bg_scoper *s, size_t word) {
  return wide(s->first_child[word]);
}

size_t scope_next(const bg_scoper *s, size_t word) {
  return wide(s->next_child[word]);
}

bg_deprel scope_rel(const bg_scoper *s, size_t word) {
  return bg_deprel_universal((bg_deprel)s->words[word].deprel);
}

bg_upos scope_upos(const bg_scoper *s, size_t word) {
  return (bg_upos)s->words[word].upos;
}

size_t scope_child(const bg_scoper *s, size_t word, bg_deprel relation) {
  for (size_t c = scope_first(s, word); c != NO_WORD; c = scope_next(s, c))
    if (scope_rel(s, c) == relation) return c;
  return NO_WORD;
}

static bool same_letters(bg_str a, const char *b) {
  if (a.len != strlen(b)) return false;
  for (size_t i = 0; i < a.len; i++) {
    char c = a.data[i];
    if ((c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c) != b[i]) return false;
  }
  return true;
}

bool scope_lemma(const bg_scoper *s, size_t word, const char *lemma) {
  return same_letters(s->words[word].lemma, lemma);
}

bool scope_form(const bg_scoper *s, size_t word, const char *form) {
  return same_letters(s->words[word].form, form);
}

const bg_block *scope_block(const bg_scoper *s, size_t sentence) {
  size_t block = s->reading->analysis->sentences[sentence].block;
  return block < bg_brief_block_count(s->reading->brief) ? bg_brief_block(s->reading->brief, block) : NULL;
}

static bool is_inflected(const bg_scoper *s, size_t word) {
  return bg_str_is(s->words[word].xpos, "VBZ") || bg_str_is(s->words[word].xpos, "VBD");
}

bool scope_is_finite(const bg_scoper *s, size_t word) {
  if (is_inflected(s, word)) return true;
  for (size_t k = scope_first(s, word); k != NO_WORD && k < word; k = scope_next(s, k)) {
    bg_deprel relation = scope_rel(s, k);
    if ((relation == BG_REL_AUX || relation == BG_REL_COP) && is_inflected(s, k)) return true;
  }
  return false;
}

/* ---- what introduces a clause or a noun ---- */

static bool put_word(marker *m, bg_str form) {
  size_t length = strlen(m->form), space = length > 0;
  if (length + space + form.len >= sizeof m->form) return false;
  if (space) m->form[length++] = ' ';
  if (form.len) memcpy(m->form + length, form.data, form.len);
  m->form[length + form.len] = '\0';
  return true;
}

static void put_fixed(const bg_scoper *s, marker *m, size_t word) {
  put_word(m, s->words[word].form);
  for (size_t c = scope_first(s, word); c != NO_WORD; c = scope_next(s, c))
    if (scope_rel(s, c) == BG_REL_FIXED) put_word(m, s->words[c].form);
}

/* The cue of the longest beginning of the marker that has one. */
static const cue *longest_cue(const bg_scoper *s, const char *form) {
  bg_str all = bg_str_from(form);
  for (size_t end = all.len; end > 0; end--) {
    if (end < all.len && all.data[end] != ' ') continue;
    const cue *found = scope_cue(s->lexicon, CUE_MARK, bg_str_slice(all, 0, end));
    if (found) return found;
  }
  return NULL;
}

/* With one or two words before it: "far from", "in light of", which parsers do not make one marker. */
static const cue *with_words_before(const bg_scoper *s, size_t first, const marker *m) {
  for (size_t back = 2; back > 0; back--) {
    if (first < back) continue;
    marker wider = {0};
    for (size_t i = first - back; i < first; i++) put_word(&wider, s->words[i].form);
    if (put_word(&wider, bg_str_from(m->form))) {
      const cue *found = scope_cue(s->lexicon, CUE_MARK, bg_str_from(wider.form));
      if (found) return found;
    }
  }
  return NULL;
}

marker scope_marker(const bg_scoper *s, size_t word) {
  marker m = {0};
  size_t first = NO_WORD;
  for (size_t c = scope_first(s, word); c != NO_WORD && c < word; c = scope_next(s, c)) {
    bg_deprel relation = scope_rel(s, c);
    if (relation != BG_REL_MARK && relation != BG_REL_CASE) continue;
    if (first == NO_WORD) first = c;
    put_fixed(s, &m, c);
  }
  if (first == NO_WORD) return m;
  m.cue = with_words_before(s, first, &m);
  if (!m.cue) m.cue = longest_cue(s, m.form);
  return m;
}

/* ---- cues of heads ---- */

/* The cue of a lemma together with one word that belongs to it, or NULL. */
static const cue *joined_cue(const bg_scoper *s, cue_position position, size_t head, size_t part) {
  marker m = {0};
  if (!put_word(&m, s->words[head].lemma) || !put_word(&m, s->words[part].form)) return NULL;
  return scope_cue(s->lexicon, position, bg_str_from(m.form));
}

/* With the particle, adverb or adjective that makes another verb of it ("rule out", "steer clear", "stop short"). */
static const cue *verb_cue(const bg_scoper *s, cue_position position, size_t verb) {
  bool same_sentence = verb + 1 < s->reading->analysis->word_count && scope_head(s, verb + 1) != NO_WORD;
  const cue *found = same_sentence ? joined_cue(s, position, verb, verb + 1) : NULL;
  if (found) return found;
  return scope_cue(s->lexicon, position, s->words[verb].lemma);
}

const cue *scope_embedder(const bg_scoper *s, size_t word) {
  switch (scope_upos(s, word)) {
    case BG_UPOS_AUX:
    case BG_UPOS_VERB: return verb_cue(s, CUE_VERB, word);
    case BG_UPOS_ADJ:
    case BG_UPOS_ADV: return scope_cue(s->lexicon, CUE_ADJECTIVE, s->words[word].form);
    case BG_UPOS_NOUN: return scope_cue(s->lexicon, CUE_NOUN, s->words[word].lemma);
    default: return NULL;
  }
}

bool scope_obliges(const bg_scoper *s, size_t verb, size_t clause) {
  if (!scope_lemma(s, verb, "have") && !scope_lemma(s, verb, "get")) return true;
  for (size_t i = verb + 1; i < clause; i++) {
    if (scope_form(s, i, "to")) return true;
    bg_upos upos = scope_upos(s, i);
    if (upos != BG_UPOS_ADV && upos != BG_UPOS_PUNCT) return false;
  }
  return false;
}

const cue *scope_object_cue(const bg_scoper *s, size_t verb) {
  const cue *found = verb_cue(s, CUE_OBJECT, verb);
  if (found) return found;
  found = verb_cue(s, CUE_VERB, verb);
  return found && found->nominal ? found : NULL;
}

/* ---- who ---- */

static bool actor_kind(const bg_mention *m) {
  return m->kind == BG_KIND_PERSON || m->kind == BG_KIND_ORGANIZATION || m->kind == BG_KIND_PLACE ||
         m->kind == BG_KIND_GROUP || m->kind == BG_KIND_OFFICE;
}

/* The mention in which a word stands though it is not its head: parsers and names may disagree. */
static const bg_mention *mention_around(const bg_scoper *s, size_t word) {
  const bg_reading *r = s->reading;
  size_t low = 0, high = r->mention_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (r->mentions[middle].first_word <= word) low = middle + 1;
    else high = middle;
  }
  for (size_t i = low; i > 0 && i + MOST_AROUND > low; i--) {
    const bg_mention *m = &r->mentions[i - 1];
    if (m->end_word > word && !m->nested && m->form != BG_FORM_ADJECTIVE) return m;
  }
  return NULL;
}

const bg_mention *scope_holder(const bg_scoper *s, size_t word) {
  const bg_mention *own = bg_reading_mention_at(s->reading, word);
  if (!own && scope_upos(s, word) == BG_UPOS_PROPN) own = mention_around(s, word);
  if (own) return own;
  /* "the watchdog Amnesty International" */
  for (size_t c = scope_first(s, word); c != NO_WORD; c = scope_next(s, c)) {
    const bg_mention *m = NULL;
    if (scope_rel(s, c) == BG_REL_APPOS || scope_rel(s, c) == BG_REL_FLAT) m = bg_reading_mention_at(s->reading, c);
    if (m && actor_kind(m)) return m;
  }
  if (!scope_cue(s->lexicon, CUE_PEOPLE, s->words[word].lemma)) return NULL;
  for (size_t c = scope_first(s, word); c != NO_WORD; c = scope_next(s, c)) {
    bg_deprel relation = scope_rel(s, c);
    if (relation != BG_REL_AMOD && relation != BG_REL_COMPOUND && relation != BG_REL_NMOD) continue;
    const bg_mention *m = bg_reading_mention_at(s->reading, c);
    if (m && actor_kind(m)) return m;
  }
  return NULL;
}

bool scope_is_actor(const bg_scoper *s, size_t word) {
  const bg_mention *m = scope_holder(s, word);
  if (m) return actor_kind(m);
  if (scope_upos(s, word) == BG_UPOS_PRON)
    return !scope_form(s, word, "this") && !scope_form(s, word, "that") && !scope_form(s, word, "which") &&
           !scope_form(s, word, "these") && !scope_form(s, word, "those") && !scope_form(s, word, "what") &&
           s->words[word].deprel != BG_REL_EXPL;
  return scope_cue(s->lexicon, CUE_PEOPLE, s->words[word].lemma) != NULL;
}

size_t scope_subject(bg_scoper *s, size_t word) {
  for (size_t steps = 0; steps < 16; steps++) {
    const local_cues *own = scope_local(s, word);
    if (own->subject != NO_WORD) return own->subject;
    size_t head = scope_head(s, word);
    bg_deprel relation = scope_rel(s, word);
    if (head == NO_WORD) return NO_WORD;
    if (relation == BG_REL_XCOMP) {
      /* Somebody who is asked or helped acts; else the subject above. */
      size_t object = scope_child(s, head, BG_REL_OBJ);
      if (object == NO_WORD) object = scope_child(s, head, BG_REL_IOBJ);
      if (object != NO_WORD && object < word) return object;
    } else if (relation == BG_REL_ACL) {
      /* "states that took part", "a declaration demanding a truce"; infinitives belong to somebody else. */
      return own->infinitive ? NO_WORD : head;
    } else if (relation != BG_REL_CONJ && relation != BG_REL_ADVCL && relation != BG_REL_CCOMP) {
      return NO_WORD;
    }
    word = head;
  }
  return NO_WORD;
}
