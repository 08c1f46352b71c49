#include "extract/quotes.h"

#include <string.h>

#include "base/memory.h"

typedef enum { NO_MARK, OPENS, CLOSES, EITHER } mark;

static mark mark_of(bg_str form) {
  if (bg_str_is(form, "“") || bg_str_is(form, "„") || bg_str_is(form, "«") || bg_str_is(form, "``")) return OPENS;
  if (bg_str_is(form, "”") || bg_str_is(form, "»") || bg_str_is(form, "''")) return CLOSES;
  return bg_str_is(form, "\"") ? EITHER : NO_MARK;
}

static void quote(bool *quoted, size_t first, size_t end) {
  memset(quoted + first, true, (end - first) * sizeof *quoted);
}

/* The words of one block. */
static void read_block(const bg_analysis *a, size_t first, size_t end, bool *quoted) {
  size_t open = SIZE_MAX;
  bool straight = false;
  for (size_t i = first; i < end; i++) {
    mark m = mark_of(a->words[i].form);
    if (m == NO_MARK) continue;
    if (m == CLOSES || (m == EITHER && open != SIZE_MAX)) {
      if (open != SIZE_MAX) quote(quoted, open, i);
      open = SIZE_MAX;
    } else {
      open = i; /* a mark that opens again begins a new paragraph of the same words */
      straight = m == EITHER;
    }
  }
  if (open != SIZE_MAX && !straight) quote(quoted, open, end);
}

bool *bg_quoted_words(const bg_reading *reading) {
  const bg_analysis *a = reading->analysis;
  bool *quoted = bg_calloc(a->word_count + 1, sizeof *quoted);
  for (size_t i = 0, next; i < a->sentence_count; i = next) {
    for (next = i + 1; next < a->sentence_count && a->sentences[next].block == a->sentences[i].block;) next++;
    const bg_sentence *last = &a->sentences[next - 1];
    read_block(a, a->sentences[i].first_word, last->first_word + last->word_count, quoted);
  }
  return quoted;
}
