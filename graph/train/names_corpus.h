/* Reading what the labeller learns from: texts with the spans of names, each with the types that it may have. */
#ifndef BG_TRAIN_NAMES_CORPUS_H
#define BG_TRAIN_NAMES_CORPUS_H

#include "extract/label_features.h"

typedef enum { BG_CORPUS_CROSSNER, BG_CORPUS_WIKIGOLD, BG_CORPUS_UNER, BG_CORPUS_GUM } bg_names_corpus_kind;

/* Names and the types that each may have, as a set of bits 1 << bg_label_type. BG_ANY_TYPE: the corpus does not say
 * whether it is a name. */
#define BG_ANY_TYPE (1u << 31)

typedef struct {
  size_t start, end; /* bytes of the corpus' text */
  unsigned types;
} bg_gold_name;

/* One sentence of the source, before words are found in it. */
typedef struct {
  size_t start, end; /* bytes of the corpus' text */
  size_t first_name, name_count;
} bg_gold_sentence;

typedef struct {
  bg_names_corpus_kind kind;
  bg_buffer text;
  bg_gold_name *names;
  size_t name_count, name_capacity;
  bg_gold_sentence *sentences;
  size_t sentence_count, sentence_capacity;
  unsigned unlabelled; /* types that the corpus does not annotate: a capitalised word outside may be one of them */
} bg_names_corpus;

bg_status bg_names_corpus_read(const char *path, bg_names_corpus_kind kind, const bg_gazetteer *gazetteer,
                               bg_diagnostics *diagnostics, bg_names_corpus *corpus);
void bg_names_corpus_free(bg_names_corpus *corpus);

#endif
