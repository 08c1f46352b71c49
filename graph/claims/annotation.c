#include "claims/annotation.h"

#include "base/memory.h"
#include "base/utf8.h"

enum { STEP = 64 };

static void find_lines(bg_annotation *a) {
  size_t capacity = 0;
  for (size_t i = 0; i < a->text.len; i++) {
    if (a->text.data[i] != '\n') continue;
    BG_GROW(a->line_ends, capacity, a->line_count + 1);
    a->line_ends[a->line_count++] = i;
  }
}

bg_annotation *bg_annotation_new(bg_str name, bg_str text) {
  bg_annotation *a = BG_NEW(bg_annotation);
  a->arena = bg_arena_new();
  a->name = bg_arena_str(a->arena, name);
  a->text = bg_arena_str(a->arena, text);
  a->steps = bg_calloc(text.len / STEP + 1, sizeof *a->steps);
  for (size_t at = 0; at < text.len; a->length++) {
    if (a->length % STEP == 0) a->steps[a->length / STEP] = at;
    (void)bg_utf8_next(text, &at);
  }
  if (a->length % STEP == 0) a->steps[a->length / STEP] = text.len;
  find_lines(a);
  return a;
}

void bg_annotation_free(bg_annotation *annotation) {
  if (!annotation) return;
  bg_free(annotation->marks);
  bg_free(annotation->steps);
  bg_free(annotation->line_ends);
  bg_arena_free(annotation->arena);
  bg_free(annotation);
}

bg_mark *bg_annotation_add(bg_annotation *annotation, bg_mark_kind kind, size_t spans, size_t arguments) {
  BG_GROW(annotation->marks, annotation->capacity, annotation->count + 1);
  bg_mark *mark = &annotation->marks[annotation->count++];
  *mark = (bg_mark){.kind = kind, .span_count = spans, .argument_count = arguments};
  if (spans) mark->spans = bg_arena_alloc(annotation->arena, spans * sizeof *mark->spans);
  if (arguments) mark->arguments = bg_arena_alloc(annotation->arena, arguments * sizeof *mark->arguments);
  return mark;
}

size_t bg_annotation_byte(const bg_annotation *annotation, size_t code_point) {
  size_t at = annotation->steps[code_point / STEP];
  for (size_t left = code_point % STEP; left; left--) (void)bg_utf8_next(annotation->text, &at);
  return at;
}

bg_str bg_annotation_words(const bg_annotation *annotation, bg_span span) {
  return bg_str_slice(annotation->text, bg_annotation_byte(annotation, span.start),
                      bg_annotation_byte(annotation, span.end));
}

size_t bg_annotation_line(const bg_annotation *annotation, size_t code_point) {
  size_t at = bg_annotation_byte(annotation, code_point), low = 0, high = annotation->line_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (annotation->line_ends[middle] < at) low = middle + 1;
    else high = middle;
  }
  return low + 1;
}

bg_span bg_mark_extent(const bg_mark *mention) {
  return (bg_span){mention->spans[0].start, mention->spans[mention->span_count - 1].end};
}
