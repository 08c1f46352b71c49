#include "train/corpus.h"

#include "language/conllu.h"

bg_status bg_corpus_read(char **paths, size_t count, bg_diagnostics *diagnostics, bg_corpus *corpus) {
  *corpus = (bg_corpus){.analysis = bg_analysis_new()};
  for (size_t i = 0; i < count; i++) {
    bg_input *input;
    bg_str conllu;
    BG_TRY(bg_input_open_text(paths[i], diagnostics, &input, &conllu));
    bg_status status = bg_conllu_read(conllu, bg_input_name(input), diagnostics, &corpus->text, corpus->analysis);
    bg_input_close(input);
    if (status != BG_OK) return status;
  }
  return BG_OK;
}

void bg_corpus_free(bg_corpus *corpus) {
  bg_analysis_free(corpus->analysis);
  bg_buffer_free(&corpus->text);
}

void bg_shuffle(uint32_t *order, size_t count, uint64_t *state) {
  for (size_t i = count; i > 1; i--) {
    size_t j = (size_t)(bg_random_unit(state) * (double)i);
    uint32_t other = order[i - 1];
    order[i - 1] = order[j];
    order[j] = other;
  }
}
