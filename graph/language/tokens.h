/* Internal to language/segment: from text to tokens, left to right. */
#ifndef BG_LANGUAGE_TOKENS_H
#define BG_LANGUAGE_TOKENS_H

#include "language/analysis.h"

/* What the search for sentence boundaries needs to know of a token. */
enum {
  BG_TOKEN_ENDS = 1,     /* an abbreviation that ends its sentence too */
  BG_TOKEN_BREAK = 2,    /* an empty line stands before it */
  BG_TOKEN_EMOTICON = 4, /* ":-)" */
  BG_TOKEN_NOTE = 8,     /* the number of a note, written without a space before it */
};

typedef struct {
  bg_str text; /* as far as it is read */
  size_t at;
  bg_analysis *analysis;
  size_t first_word;
  uint8_t *flags; /* of the words from first_word on */
  size_t flag_capacity;
  uint8_t next_flags; /* for the next token */
  bool single_quote;  /* a single quotation mark is open */
  size_t next_mail;   /* where the next "@" is, or SIZE_MAX; good as long as `at` is not past it */
} bg_tokenizer;

/* Append the tokens of text[at, end) as words. */
void bg_tokenize(bg_tokenizer *t);

/* ---- for tokens of special form: token_forms.c ---- */

/* The character at a byte offset, 0 behind the end. */
uint32_t bg_token_peek(bg_str text, size_t at);
/* The offset behind the character at `at`. */
size_t bg_token_next(bg_str text, size_t at);
/* The character before a byte offset, 0 at the start. */
uint32_t bg_token_before(bg_str text, size_t at);
bool bg_token_is_word_char(uint32_t c);
bool bg_token_is_in(uint32_t c, const char *set); /* of ASCII characters */
/* The end of the run of letters, digits and marks. */
size_t bg_token_run(bg_str text, size_t at);

/* The end of the thing that begins at `at`, or 0 when there is none. */
size_t bg_token_address(bg_str text, size_t at);                /* of the web */
size_t bg_token_address_end(bg_str text, size_t at);            /* one that is known to begin before */
size_t bg_token_mail(bg_str text, size_t at, size_t next_mail); /* of electronic mail */
size_t bg_token_number(bg_str text, size_t at);
size_t bg_token_acronym(bg_str text, size_t at); /* "U.S.", "e.g." */
size_t bg_token_emoticon(bg_str text, size_t at);
size_t bg_token_symbol(bg_str text, size_t at); /* anything else */
/* Whether [start, dot) and the full stop behind it are one token, an abbreviation. */
bool bg_token_abbreviation(bg_str text, size_t start, size_t dot);
/* Whether what follows looks like the beginning of a sentence: a capitalised word that is common there. */
bool bg_token_sentence_follows(bg_str text, size_t at);

#endif
