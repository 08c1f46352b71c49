/* ICU's break iterators on the treebanks, beside our rules: built and run by tests/bench/segment.sh. */
#include <stdio.h>
#include <time.h>
#include <unicode/ubrk.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "language/conllu.h"
#include "language/segment.h"
#include "train/eval_segment.h"

typedef void take(bg_analysis *a, size_t start, size_t end, size_t block);

static void take_word(bg_analysis *a, size_t start, size_t end, size_t block) {
  (void)block;
  BG_GROW(a->words, a->word_capacity, a->word_count + 1);
  a->words[a->word_count++] = (bg_word){.start = start, .end = end};
}

static void take_sentence(bg_analysis *a, size_t start, size_t end, size_t block) {
  BG_GROW(a->sentences, a->sentence_capacity, a->sentence_count + 1);
  a->sentences[a->sentence_count++] = (bg_sentence){.start = start, .end = end, .block = block};
}

static void breaks(UBreakIteratorType type, bg_str text, size_t from, size_t to, size_t block, take *take_one,
                   bg_analysis *a) {
  UErrorCode error = U_ZERO_ERROR;
  UText utext = UTEXT_INITIALIZER;
  utext_openUTF8(&utext, text.data + from, (int64_t)(to - from), &error);
  static UBreakIterator *opened[UBRK_SENTENCE + 1]; /* opening one takes longer than using it */
  if (!opened[type]) opened[type] = ubrk_open(type, "en_US@ss=standard", NULL, 0, &error); /* with its abbreviations */
  UBreakIterator *iterator = opened[type];
  ubrk_setUText(iterator, &utext, &error);
  if (U_FAILURE(error)) fprintf(stderr, "ICU: %s\n", u_errorName(error));
  int32_t last = ubrk_first(iterator), next;
  while (U_SUCCESS(error) && (next = ubrk_next(iterator)) != UBRK_DONE) {
    size_t start = from + (size_t)last, end = from + (size_t)next;
    while (start < end && bg_utf8_space(text, start)) start += bg_utf8_space(text, start);
    for (size_t i = start, space; i < end; i += space ? space : 1) {
      space = bg_utf8_space(text, i);
      size_t rest = i;
      while (rest < end && bg_utf8_space(text, rest)) rest += bg_utf8_space(text, rest);
      if (space && rest >= end) end = i;
    }
    if (end > start) take_one(a, start, end, block);
    last = next;
  }
  utext_close(&utext);
}

static void segment(bg_str text, size_t from, size_t to, size_t block, bg_analysis *analysis) {
  breaks(UBRK_WORD, text, from, to, block, take_word, analysis);
  breaks(UBRK_SENTENCE, text, from, to, block, take_sentence, analysis);
}

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* The best of five runs over all sentences of a treebank, memory kept. */
static void time_it(const char *path, const char *name, bg_segmenter *segmenter) {
  bg_input *input;
  if (bg_input_open(path, NULL, &input) != BG_OK) return;
  bg_buffer text = {0};
  bg_analysis *gold = bg_analysis_new(), *a = bg_analysis_new();
  bg_conllu_read(bg_input_bytes(input), path, NULL, &text, gold);
  double best = 1e9;
  for (int run = 0; run < 5; run++) {
    double start = seconds();
    bg_analysis_clear(a);
    for (size_t i = 0; i < gold->sentence_count; i++)
      segmenter(bg_buffer_str(&text), gold->sentences[i].start, gold->sentences[i].end, 0, a);
    double taken = seconds() - start;
    if (taken < best) best = taken;
  }
  printf("%s\t%s\t%.1f MB/s\n", bg_path_base(path).data, name, (double)text.len / 1e6 / best);
  bg_analysis_free(gold);
  bg_analysis_free(a);
  bg_buffer_free(&text);
  bg_input_close(input);
}

int main(int argc, char **argv) {
  for (int i = 1; i < argc; i++) {
    if (bg_segment_report(argv[i], "briefgraph", bg_segment, NULL, NULL) != BG_OK) return 1;
    if (bg_segment_report(argv[i], "ICU", segment, NULL, NULL) != BG_OK) return 1;
    time_it(argv[i], "briefgraph", bg_segment);
    time_it(argv[i], "ICU", segment);
  }
  return 0;
}
