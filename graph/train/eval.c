/* train eval MODEL FILE.conllu...: tags and trees against a treebank, with its own words and from raw text, counted as
 * the CoNLL 2018 shared task does: all words, punctuation too; relations with and without their subtypes. */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/file.h"
#include "base/memory.h"
#include "language/language.h"
#include "train/corpus.h"
#include "train/train.h"

typedef struct {
  size_t gold, system, words, upos, xpos, lemma, uas, las, las_full;
} score;

/* Words of the gold standard that the system has too, by span: partner[i] is the system's word, or SIZE_MAX. */
static void align(const bg_analysis *gold, const bg_analysis *system, size_t *partner) {
  size_t j = 0;
  for (size_t i = 0; i < gold->word_count; i++) {
    const bg_word *g = &gold->words[i];
    while (j < system->word_count && (system->words[j].start < g->start || system->words[j].end < g->end)) j++;
    bool same = j < system->word_count && system->words[j].start == g->start && system->words[j].end == g->end;
    partner[i] = same ? j++ : SIZE_MAX;
  }
}

/* For each word the index of its head in the analysis, SIZE_MAX for a root. */
static size_t *absolute_heads(const bg_analysis *a) {
  size_t *heads = bg_calloc(a->word_count, sizeof *heads);
  for (size_t s = 0; s < a->sentence_count; s++)
    for (size_t i = a->sentences[s].first_word; i < a->sentences[s].first_word + a->sentences[s].word_count; i++)
      heads[i] = a->words[i].head == BG_NO_WORD ? SIZE_MAX : a->sentences[s].first_word + a->words[i].head;
  return heads;
}

static void count_word(const bg_word *g, const bg_word *w, bool attached, score *sum) {
  bool universal = bg_deprel_universal(g->deprel) == bg_deprel_universal(w->deprel);
  sum->words++;
  sum->upos += g->upos == w->upos;
  sum->xpos += bg_str_equal(g->xpos, w->xpos);
  sum->lemma += bg_str_equal(g->lemma, w->lemma) || bg_str_is(g->lemma, "_");
  sum->uas += attached;
  sum->las += attached && universal;
  sum->las_full += attached && g->deprel == w->deprel;
}

static void compare(const bg_analysis *gold, const bg_analysis *system, score *sum) {
  size_t *partner = bg_calloc(gold->word_count, sizeof *partner);
  size_t *gold_heads = absolute_heads(gold), *heads = absolute_heads(system);
  align(gold, system, partner);
  for (size_t i = 0; i < gold->word_count; i++) {
    if (partner[i] == SIZE_MAX) continue;
    size_t wanted = gold_heads[i] == SIZE_MAX ? SIZE_MAX : partner[gold_heads[i]];
    bool lost = gold_heads[i] != SIZE_MAX && wanted == SIZE_MAX;
    count_word(&gold->words[i], &system->words[partner[i]], !lost && wanted == heads[partner[i]], sum);
  }
  sum->gold += gold->word_count;
  sum->system += system->word_count;
  bg_free(partner);
  bg_free(gold_heads);
  bg_free(heads);
}

static void print(const char *what, const score *s, double seconds) {
  double scale = 200.0 / (double)(s->gold + s->system ? s->gold + s->system : 1);
  printf("%s: words %.2f UPOS %.2f XPOS %.2f lemma %.2f UAS %.2f LAS %.2f (with subtypes %.2f), %.0f words a second\n",
         what, scale * (double)s->words, scale * (double)s->upos, scale * (double)s->xpos, scale * (double)s->lemma,
         scale * (double)s->uas, scale * (double)s->las, scale * (double)s->las_full,
         seconds > 0 ? (double)s->system / seconds : 0);
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* The same sentences and words, with nothing said about them. */
static bg_analysis *bare_copy(const bg_analysis *gold) {
  bg_analysis *copy = bg_analysis_new();
  BG_GROW(copy->words, copy->word_capacity, gold->word_count);
  BG_GROW(copy->sentences, copy->sentence_capacity, gold->sentence_count);
  memcpy(copy->sentences, gold->sentences, gold->sentence_count * sizeof *gold->sentences);
  copy->sentence_count = gold->sentence_count;
  copy->word_count = gold->word_count;
  for (size_t i = 0; i < gold->word_count; i++) {
    const bg_word *w = &gold->words[i];
    copy->words[i] = (bg_word){
        .form = w->form, .start = w->start, .end = w->end, .space_after = w->space_after, .joined = w->joined};
  }
  return copy;
}

static void evaluate_words(const bg_language *language, const bg_corpus *corpus, const char *name) {
  bg_analysis *system = bare_copy(corpus->analysis);
  score sum = {0};
  double start = now();
  bg_language_annotate(language, 0, system);
  double seconds = now() - start;
  compare(corpus->analysis, system, &sum);
  printf("%s, ", name);
  print("its words", &sum, seconds);
  bg_analysis_free(system);
}

/* Blocks of the text: what stands between empty lines. */
static void evaluate_text(const bg_language *language, const bg_corpus *corpus, const char *name) {
  bg_analysis *system = bg_analysis_new();
  bg_str text = bg_buffer_str(&corpus->text);
  score sum = {0};
  double start = now();
  for (size_t from = 0; from < text.len;) {
    size_t to = bg_str_find(text, BG_STR("\n\n"), from);
    if (to == SIZE_MAX) to = text.len;
    bg_language_analyse(language, text, from, to, 0, system);
    from = to + 2;
  }
  double seconds = now() - start;
  compare(corpus->analysis, system, &sum);
  printf("%s, ", name);
  print("raw text", &sum, seconds);
  bg_analysis_free(system);
}

bg_status bg_train_eval(size_t count, char **arguments, bg_diagnostics *diagnostics) {
  if (count < 2) return bg_train_usage("eval MODEL FILE.conllu...", diagnostics);
  bg_language *language;
  BG_TRY(bg_language_load(arguments[0], diagnostics, &language));
  bg_status status = BG_OK;
  for (size_t i = 1; status == BG_OK && i < count; i++) {
    bg_corpus corpus;
    status = bg_corpus_read(arguments + i, 1, diagnostics, &corpus);
    bg_str base = bg_path_base(arguments[i]);
    char *name = bg_str_dup(base);
    if (status == BG_OK) {
      evaluate_words(language, &corpus, name);
      evaluate_text(language, &corpus, name);
    }
    bg_free(name);
    bg_corpus_free(&corpus);
  }
  bg_language_free(language);
  return status;
}
