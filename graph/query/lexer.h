/* Internal to query/: the tokens of SPARQL (SPARQL 1.1 Query, section 19.8). */
#ifndef BG_QUERY_LEXER_H
#define BG_QUERY_LEXER_H

#include "base/diagnostics.h"

typedef enum {
  TOKEN_END,
  TOKEN_WORD,     /* a keyword or a name of a function */
  TOKEN_IRI,      /* between < and >, escapes resolved */
  TOKEN_NAME,     /* prefix:local, as written */
  TOKEN_BLANK,    /* the label */
  TOKEN_VAR,      /* the name */
  TOKEN_STRING,   /* escapes resolved */
  TOKEN_LANGUAGE, /* the tag behind @ */
  TOKEN_INTEGER,  /* numbers without sign */
  TOKEN_DECIMAL,
  TOKEN_DOUBLE,
  TOKEN_SIGN, /* one or two characters of punctuation */
  TOKEN_WRONG /* a message was given */
} token_kind;

typedef struct {
  token_kind kind;
  bg_str text;
  size_t offset, end; /* in the source */
} query_token;

typedef struct {
  bg_str source;
  const char *name;
  bg_diagnostics *diagnostics;
  struct bg_arena *arena; /* for what is unescaped */
  size_t at;
} query_lexer;

/* The next token. In a position where an expression may stand, '<' is an operator unless an IRI follows. */
query_token query_lex(query_lexer *lexer);
/* Record an error at a place of the source. */
bg_status query_error_at(const query_lexer *lexer, size_t offset, bg_status status, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

#endif
