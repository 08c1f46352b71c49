/* Internal to scope: the words that set it (ontology/scope.ttl says what the properties mean). */
#ifndef BG_EXTRACT_SCOPE_LEXICON_H
#define BG_EXTRACT_SCOPE_LEXICON_H

#include "base/map.h"
#include "extract/scope.h"

typedef enum {
  CUE_AUXILIARY,
  CUE_VERB,
  CUE_OBJECT,
  CUE_WH,
  CUE_NOUN,
  CUE_ADJECTIVE,
  CUE_ADVERB,
  CUE_MARK,
  CUE_MODIFIER,
  CUE_REFERENCE, /* words for the brief or its author: "this paper" */
  CUE_PEOPLE,    /* who speaks for the state or body that stands before it: "officials" */
  CUE_COUNT
} cue_position;

typedef enum { CUE_NO_VOICE, CUE_SUBJECT, CUE_UNNAMED } cue_voice;

typedef struct {
  bool has_modality;
  bg_modality modality;
  bg_strength strength;
  cue_voice voice;
  bool weak, negates, not_needed, fact, asks, question, nominal, brings, narrow, refrains, keeps;
  bg_str_list prepositions;
} cue;

/* The cue of a form in a position, or NULL. The form is compared in lower case. */
const cue *scope_cue(const bg_scope_lexicon *lexicon, cue_position position, bg_str form);

#endif
