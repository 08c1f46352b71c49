/* Any bytes: words rise, are not empty and hold no white space; sentences hold all words and no more than 401. */
#include <stdlib.h>

#include "base/utf8.h"
#include "language/segment.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static void need(bool condition) {
  if (!condition) abort();
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size) {
  bg_str text = {(const char *)data, size};
  size_t from = size > 8 ? data[0] % 8 : 0;
  bg_analysis *a = bg_analysis_new();
  bg_segment(text, from, size, 3, a);
  size_t at = from, next = 0;
  for (size_t i = 0; i < a->word_count; i++) {
    const bg_word *w = &a->words[i];
    need(w->start >= at && w->end > w->start && w->end <= size && w->form.data == text.data + w->start);
    need(!w->joined || (i > 0 && w->start == at));
    for (size_t k = w->start; k < w->end; k++) need(((unsigned char)text.data[k] & 0x80) || !bg_utf8_space(text, k));
    at = w->end;
  }
  for (size_t i = 0; i < a->sentence_count; i++) {
    const bg_sentence *s = &a->sentences[i];
    need(s->first_word == next && s->word_count > 0 && s->word_count <= 401 && s->block == 3);
    next += s->word_count;
  }
  need(next == a->word_count);
  bg_analysis_free(a);
  return 0;
}
