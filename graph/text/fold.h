/* Internal: a text without its white space and invisible characters, run by run. */
#ifndef BG_TEXT_FOLD_H
#define BG_TEXT_FOLD_H

#include "base/str.h"

typedef struct {
  bg_str text;
  size_t at;
  bool space; /* white space stands before the run that was given last; at the end: behind it */
} bg_fold;

/* The next run of characters that stay; false at the end. */
bool bg_fold_next(bg_fold *fold, bg_str *run);

#endif
