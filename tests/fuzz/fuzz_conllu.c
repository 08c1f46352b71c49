/* CoNLL-U on its own and against a brief made of its own text: spans rise and stay inside the text. */
#include <stdlib.h>

#include "language/conllu.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static void need(bool condition) {
  if (!condition) abort();
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size) {
  bg_str input = {(const char *)data, size};
  bg_buffer text = {0};
  bg_analysis *analysis = bg_analysis_new();
  bg_conllu_read(input, "fuzz", NULL, &text, analysis);
  size_t at = 0;
  for (size_t i = 0; i < analysis->word_count; i++) {
    need(analysis->words[i].start >= at && analysis->words[i].end >= analysis->words[i].start);
    at = analysis->words[i].end;
  }
  need(at <= text.len);
  bg_output *output;
  if (bg_output_open("/dev/null", NULL, &output) == BG_OK) {
    bg_conllu_write(analysis, bg_buffer_str(&text), NULL, output);
    bg_output_commit(output, NULL);
  }
  bg_analysis_clear(analysis);
  bg_brief *brief;
  if (bg_brief_parse(bg_buffer_str(&text), "fuzz", NULL, &brief) == BG_OK) {
    bg_conllu_align(input, "fuzz", brief, NULL, analysis);
    for (size_t i = 0; i < analysis->word_count; i++) need(analysis->words[i].end <= bg_brief_text(brief).len);
    bg_brief_free(brief);
  }
  bg_analysis_free(analysis);
  bg_buffer_free(&text);
  return 0;
}
