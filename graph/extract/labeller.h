/* Unknown names: a trained sequence labeller over shape, context, gazetteer and tags. */
#ifndef BG_EXTRACT_LABELLER_H
#define BG_EXTRACT_LABELLER_H

#include "extract/gazetteer.h"
#include "language/model_file.h"

typedef struct bg_labeller bg_labeller;

/* The labeller's sections of an open model file (kept, not owned). */
bg_status bg_labeller_new(const bg_model_file *file, bg_diagnostics *diagnostics, bg_labeller **labeller);
void bg_labeller_free(bg_labeller *labeller); /* NULL is fine */

typedef struct {
  size_t first_word, end_word;
  bg_name_kind kind;
  bg_fine_kind fine;
  double confidence;
} bg_labelled_name;

/* The names of one sentence, which do not overlap, in order; appended to *names. */
void bg_labeller_label(const bg_labeller *labeller, const bg_gazetteer *gazetteer, const bg_analysis *analysis,
                       size_t sentence, bg_labelled_name **names, size_t *count, size_t *capacity);

#endif
