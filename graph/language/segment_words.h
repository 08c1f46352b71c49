/* Internal to language/segment: words that decide where tokens and sentences end. */
#ifndef BG_LANGUAGE_SEGMENT_WORDS_H
#define BG_LANGUAGE_SEGMENT_WORDS_H

#include "base/str.h"

typedef enum {
  BG_WORDS_TITLE,    /* abbreviation, never the end of a sentence: "Dr", "vs" */
  BG_WORDS_NUMBERED, /* abbreviation before a number: "No", "Jan" */
  BG_WORDS_CERTAIN,  /* those that are abbreviations anywhere */
  BG_WORDS_ENDING,   /* abbreviation that may end a sentence: "Inc", "etc" */
  BG_WORDS_DOTTED,   /* "Ph.D" */
  BG_WORDS_PREFIX,   /* "non" in "non-state" */
  BG_WORDS_SUFFIX,
  BG_WORDS_UNIT,      /* "km" in "10km" */
  BG_WORDS_DOMAIN,    /* "com" */
  BG_WORDS_FILE,      /* "pdf" */
  BG_WORDS_SLASHED,   /* "w/o" */
  BG_WORDS_ELIDED,    /* "em" in "'em" */
  BG_WORDS_STARTER,   /* "the" */
  BG_WORDS_PHRASE,    /* abbreviation inside a phrase: "vs", "approx" */
  BG_WORDS_STATE,     /* "Calif" */
  BG_WORDS_NUMBERING, /* "covid" */
  BG_WORDS_DOLLAR     /* "us" in "US$" */
} bg_segment_table;

/* Whether a word is in a table, upper and lower case alike. */
bool bg_segment_word_is(bg_segment_table table, bg_str word);
/* For two words written as one ("cannot"): the length of the first; else 0. */
size_t bg_segment_contraction(bg_str word);

#endif
