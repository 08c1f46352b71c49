#include "train/eval_segment.h"

#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "language/conllu.h"
#include "language/segment.h"
#include "train/train.h"

typedef struct {
  size_t start, end;
} span;

typedef struct {
  span *items;
  size_t count, capacity;
} spans;

static void add_span(spans *list, size_t start, size_t end) {
  BG_GROW(list->items, list->capacity, list->count + 1);
  list->items[list->count++] = (span){start, end};
}

static const char *const unit_names[BG_UNITS] = {"tokens", "words", "sentences"};

static spans spans_of(const bg_analysis *a, bg_segment_unit kind) {
  spans list = {0};
  if (kind == BG_UNIT_SENTENCES)
    for (size_t i = 0; i < a->sentence_count; i++) add_span(&list, a->sentences[i].start, a->sentences[i].end);
  else
    for (size_t i = 0; i < a->word_count; i++) {
      const bg_word *w = &a->words[i];
      if (kind == BG_UNIT_TOKENS && w->joined) list.items[list.count - 1].end = w->end;
      else add_span(&list, w->start, w->end);
    }
  return list;
}

/* Spans that are in both; with `show`, those that are not are printed. */
static size_t common(const spans *gold, const spans *system, bg_str text, bool show) {
  size_t same = 0, s = 0;
  for (size_t g = 0; g < gold->count; g++) {
    while (s < system->count && system->items[s].start < gold->items[g].start) s++;
    if (s < system->count && system->items[s].start == gold->items[g].start &&
        system->items[s].end == gold->items[g].end)
      same++;
    else if (show) {
      size_t from = gold->items[g].start, to = gold->items[g].end;
      size_t left = from > 30 ? from - 30 : 0, right = to + 30 < text.len ? to + 30 : text.len;
      printf("missed: %.*s [%.*s] %.*s\n", BG_FMT(bg_str_slice(text, left, from)), BG_FMT(bg_str_slice(text, from, to)),
             BG_FMT(bg_str_slice(text, to, right)));
    }
  }
  return same;
}

static double ratio(size_t part, size_t whole) {
  return whole ? 100.0 * (double)part / (double)whole : 0.0;
}

double bg_segment_precision(bg_segment_score score) {
  return ratio(score.right, score.system);
}

double bg_segment_recall(bg_segment_score score) {
  return ratio(score.right, score.gold);
}

double bg_segment_f1(bg_segment_score score) {
  return ratio(2 * score.right, score.system + score.gold);
}

static bg_segment_score compare(const bg_analysis *gold, const bg_analysis *system, bg_segment_unit kind, bg_str text,
                                const char *show) {
  spans g = spans_of(gold, kind), s = spans_of(system, kind);
  size_t right = common(&g, &s, text, show && strcmp(show, unit_names[kind]) == 0);
  bg_free(g.items);
  bg_free(s.items);
  return (bg_segment_score){.gold = g.count, .system = s.count, .right = right};
}

/* Each block of the gold analysis, segmented anew. */
static void segment_blocks(bg_segmenter *segment, const bg_analysis *gold, bg_str text, bg_analysis *system) {
  for (size_t i = 0; i < gold->sentence_count;) {
    size_t last = i;
    while (last + 1 < gold->sentence_count && gold->sentences[last + 1].block == gold->sentences[i].block) last++;
    segment(text, gold->sentences[i].start, gold->sentences[last].end, gold->sentences[i].block, system);
    i = last + 1;
  }
}

bg_status bg_segment_measure(const char *path, bg_segmenter *segment, const char *show,
                             bg_segment_score scores[BG_UNITS], bg_diagnostics *diagnostics) {
  bg_input *input;
  bg_str bytes;
  BG_TRY(bg_input_open_text(path, diagnostics, &input, &bytes));
  bg_buffer text = {0};
  bg_analysis *gold = bg_analysis_new(), *system = bg_analysis_new();
  bg_status status = bg_conllu_read(bytes, path, diagnostics, &text, gold);
  if (status == BG_OK) {
    segment_blocks(segment, gold, bg_buffer_str(&text), system);
    for (bg_segment_unit kind = 0; kind < BG_UNITS; kind++)
      scores[kind] = compare(gold, system, kind, bg_buffer_str(&text), show);
  }
  bg_analysis_free(system);
  bg_analysis_free(gold);
  bg_buffer_free(&text);
  bg_input_close(input);
  return status;
}

bg_status bg_segment_report(const char *path, const char *name, bg_segmenter *segment, const char *show,
                            bg_diagnostics *diagnostics) {
  bg_segment_score scores[BG_UNITS];
  BG_TRY(bg_segment_measure(path, segment, show, scores, diagnostics));
  for (size_t kind = 0; kind < BG_UNITS; kind++)
    printf("%s\t%s\t%s\tprecision %.2f\trecall %.2f\tF1 %.2f\n", bg_path_base(path).data, name, unit_names[kind],
           bg_segment_precision(scores[kind]), bg_segment_recall(scores[kind]), bg_segment_f1(scores[kind]));
  return BG_OK;
}

bg_status bg_train_eval_segment(size_t count, char **arguments, bg_diagnostics *diagnostics) {
  const char *show = NULL;
  if (count > 0 && bg_str_starts(bg_str_from(arguments[0]), BG_STR("--show="))) {
    show = arguments[0] + strlen("--show=");
    arguments++;
    count--;
  }
  if (!count) return bg_train_usage("eval-segment [--show=tokens|words|sentences] FILE.conllu ...", diagnostics);
  for (size_t i = 0; i < count; i++) BG_TRY(bg_segment_report(arguments[i], "rules", bg_segment, show, diagnostics));
  return BG_OK;
}
