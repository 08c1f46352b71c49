/* Small trees for tests, written as text: one word is "form/lemma/UPOS/XPOS/head/relation", where an empty lemma is the
 * form in lower case and heads count from 1 within the sentence (0 is the root). Sentences end with a newline; a line
 * that starts with '#' opens a block of the brief. */
#ifndef TESTS_TREES_H
#define TESTS_TREES_H

#include <ctype.h>

#include "base/file.h"
#include "base/memory.h"
#include "extract/scope.h"
#include "unit.h"

typedef struct {
  bg_brief *brief;
  bg_analysis *analysis;
  bg_reading *reading;
  bg_diagnostics *diagnostics;
  bg_scope_lexicon *lexicon;
  bg_scoper *scoper;
} trees;

static bg_str trees_field(bg_str *rest) {
  bg_str part = BG_STR_EMPTY;
  bg_str_split(rest, '/', &part);
  return part;
}

static void trees_word(trees *t, bg_str token, bg_str text, size_t *at) {
  bg_analysis *a = t->analysis;
  bg_str rest = token, form = trees_field(&rest), lemma = trees_field(&rest), upos = trees_field(&rest),
         xpos = trees_field(&rest), head = trees_field(&rest), relation = rest;
  bg_word w = {.form = form, .xpos = xpos, .space_after = true};
  w.lemma = bg_arena_str(a->arena, lemma.len ? lemma : form);
  for (size_t i = 0; !lemma.len && i < w.lemma.len; i++)
    ((char *)w.lemma.data)[i] = (char)tolower((unsigned char)w.lemma.data[i]);
  bg_upos u = BG_UPOS_X;
  bg_deprel r = BG_REL_DEP;
  assert_true(bg_upos_parse(upos, &u));
  assert_true(bg_deprel_parse(relation, &r));
  w.upos = (uint8_t)u;
  w.deprel = (uint8_t)r;
  uint32_t h = 0;
  for (size_t i = 0; i < head.len; i++) h = h * 10 + (uint32_t)(head.data[i] - '0');
  w.head = h ? h - 1 : BG_NO_WORD;
  w.start = bg_str_find(text, form, *at);
  assert_true(w.start != SIZE_MAX);
  w.end = *at = w.start + form.len;
  BG_GROW(a->words, a->word_capacity, a->word_count + 1);
  a->words[a->word_count++] = w;
}

/* The text of the words, each line a paragraph; lines that start with '#', '-' or a digit are Markdown. */
static void trees_brief(trees *t, const char *source) {
  bg_buffer text = {0};
  bg_str rest = bg_str_from(source), line, token;
  while (bg_str_split(&rest, '\n', &line)) {
    if (line.len && line.data[0] == '#') {
      bg_buffer_add(&text, line);
    } else {
      bg_str words = line;
      while (bg_str_split(&words, ' ', &token)) {
        bg_str form = token;
        bg_buffer_add(&text, token.len && token.data[0] != '/' ? trees_field(&form) : token);
        bg_buffer_putc(&text, ' ');
      }
    }
    bg_buffer_puts(&text, "\n\n");
  }
  assert_int_equal(bg_brief_parse(bg_buffer_str(&text), "test", t->diagnostics, &t->brief), BG_OK);
  bg_buffer_free(&text);
}

static void trees_sentences(trees *t, const char *source) {
  bg_analysis *a = t->analysis;
  bg_str text = bg_brief_text(t->brief), rest = bg_str_from(source), line, token;
  size_t at = 0, block = 0;
  while (bg_str_split(&rest, '\n', &line)) {
    if (!line.len) continue;
    bool heading = line.data[0] == '#';
    size_t first = a->word_count;
    while (!heading && bg_str_split(&line, ' ', &token))
      if (token.len && bg_str_find(token, BG_STR("/"), 0) != SIZE_MAX) trees_word(t, token, text, &at);
    BG_GROW(a->sentences, a->sentence_capacity, a->sentence_count + 1);
    if (!heading) {
      a->sentences[a->sentence_count++] = (bg_sentence){a->words[first].start, at, first, a->word_count - first, block};
    }
    block++;
  }
}

/* A mention of every word of one of these forms, which is an entity with that id (in lower case). */
static inline void trees_name(trees *t, const char *form, const char *type, bg_name_kind kind) {
  bg_reading *r = t->reading;
  size_t entity = r->entity_count;
  BG_GROW(r->entities, r->entity_capacity, r->entity_count + 1);
  bg_str id = bg_arena_str(r->arena, bg_str_from(form));
  for (size_t i = 0; i < id.len; i++) ((char *)id.data)[i] = (char)tolower((unsigned char)id.data[i]);
  r->entities[r->entity_count++] = (bg_found_entity){
      .entity = {.id = id, .type = bg_str_from(type), .label = bg_str_from(form)}, .kind = kind, .confidence = 1};
  for (size_t s = 0; s < t->analysis->sentence_count; s++) {
    const bg_sentence *sentence = &t->analysis->sentences[s];
    for (size_t i = sentence->first_word; i < sentence->first_word + sentence->word_count; i++) {
      const bg_word *w = &t->analysis->words[i];
      if (!bg_str_is(w->form, form)) continue;
      BG_GROW(r->mentions, r->mention_capacity, r->mention_count + 1);
      size_t place = r->mention_count++;
      for (; place > 0 && r->mentions[place - 1].start > w->start; place--) r->mentions[place] = r->mentions[place - 1];
      r->mentions[place] = (bg_mention){.sentence = s,
                                        .first_word = i,
                                        .end_word = i + 1,
                                        .head_word = i,
                                        .start = w->start,
                                        .end = w->end,
                                        .kind = kind,
                                        .form = BG_FORM_NAME,
                                        .entity = entity,
                                        .confidence = 1};
    }
  }
}

static inline trees trees_new(const char *source) {
  trees t = {.diagnostics = bg_diagnostics_new(), .analysis = bg_analysis_new()};
  assert_int_equal(bg_scope_lexicon_load("ontology/scope.ttl", t.diagnostics, &t.lexicon), BG_OK);
  trees_brief(&t, source);
  trees_sentences(&t, source);
  t.reading = bg_reading_new(t.brief, t.analysis);
  return t;
}

static inline bg_scoper *trees_scoper(trees *t) {
  if (!t->scoper) t->scoper = bg_scoper_new(t->lexicon, t->reading);
  return t->scoper;
}

/* The word with that form, anywhere. */
static inline size_t trees_find(const trees *t, const char *form) {
  for (size_t i = 0; i < t->analysis->word_count; i++)
    if (bg_str_is(t->analysis->words[i].form, form)) return i;
  fail_msg("no word %s", form);
  return 0;
}

static inline size_t trees_sentence_of(const trees *t, size_t word) {
  size_t s = 0;
  while (word >= t->analysis->sentences[s].first_word + t->analysis->sentences[s].word_count) s++;
  return s;
}

static inline void trees_free(trees *t) {
  bg_scoper_free(t->scoper);
  bg_scope_lexicon_free(t->lexicon);
  bg_reading_free(t->reading);
  bg_analysis_free(t->analysis);
  bg_brief_free(t->brief);
  bg_diagnostics_free(t->diagnostics);
}

#endif
