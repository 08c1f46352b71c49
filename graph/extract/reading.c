#include "extract/reading.h"

#include "base/memory.h"

bg_reading *bg_reading_new(const bg_brief *brief, const bg_analysis *analysis) {
  bg_reading *reading = BG_NEW(bg_reading);
  reading->arena = bg_arena_new();
  reading->brief = brief;
  reading->analysis = analysis;
  return reading;
}

void bg_reading_free(bg_reading *reading) {
  if (!reading) return;
  bg_arena_free(reading->arena);
  bg_free(reading->mentions);
  bg_free(reading->entities);
  bg_free(reading);
}

/* Index of the first mention that does not start before a byte offset. */
static size_t first_from(const bg_reading *reading, size_t offset) {
  size_t low = 0, high = reading->mention_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (reading->mentions[middle].start < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

const bg_mention *bg_reading_mention_at(const bg_reading *reading, size_t word) {
  const bg_word *w = &reading->analysis->words[word];
  const bg_mention *best = NULL;
  /* A mention that holds the word starts at or before it; sentences bound how far back. */
  for (size_t i = first_from(reading, w->start + 1); i > 0; i--) {
    const bg_mention *m = &reading->mentions[i - 1];
    if (m->head_word == word && (!best || (best->nested && !m->nested))) best = m;
    if (reading->analysis->sentences[m->sentence].first_word + reading->analysis->sentences[m->sentence].word_count <=
        word)
      break;
  }
  return best;
}
