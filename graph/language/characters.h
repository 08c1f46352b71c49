/* Internal to language/: kinds of characters, as far as words and sentences need them. */
#ifndef BG_LANGUAGE_CHARACTERS_H
#define BG_LANGUAGE_CHARACTERS_H

#include <stdint.h>

#include "base/str.h"

typedef enum {
  BG_CHAR_OTHER, /* punctuation, symbols, whatever is unassigned */
  BG_CHAR_LETTER,
  BG_CHAR_DIGIT,
  BG_CHAR_MARK,       /* combines with what is before it */
  BG_CHAR_FORMAT,     /* invisible: joiners, direction marks, soft hyphens */
  BG_CHAR_SUPERSCRIPT /* a raised digit, such as those of notes */
} bg_char_kind;

bg_char_kind bg_char_kind_of(uint32_t c);
bool bg_char_is_upper(uint32_t c); /* also title case */
bool bg_char_is_lower(uint32_t c);
bool bg_char_is_apostrophe(uint32_t c); /* straight or curly */
bool bg_char_is_hyphen(uint32_t c);     /* not a dash */
/* Quotation marks and brackets that open or close; straight quotation marks are neither. */
bool bg_char_opens(uint32_t c);
bool bg_char_closes(uint32_t c);

#endif
