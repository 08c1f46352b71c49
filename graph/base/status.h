/* What a function that can fail returns. Details travel in bg_diagnostics. */
#ifndef BG_BASE_STATUS_H
#define BG_BASE_STATUS_H

typedef enum {
  BG_OK = 0,
  BG_ERROR_IO,          /* a file or stream could not be opened, read, written or renamed */
  BG_ERROR_SYNTAX,      /* the input is not well-formed in its format */
  BG_ERROR_INVALID,     /* well-formed, but the content is wrong (unknown id, missing field, bad range) */
  BG_ERROR_UNSUPPORTED, /* a format or construct that this program does not handle */
  BG_ERROR_LIMIT,       /* a stated limit was exceeded */
  BG_ERROR_LIBRARY,     /* raptor, igraph, Graphviz or libxml2 failed */
  BG_ERROR_INTERRUPTED  /* the user asked to stop */
} bg_status;

/* A short English name such as "syntax error"; never NULL. */
const char *bg_status_name(bg_status status);

/* Return early from a function that returns bg_status and owns nothing yet. */
#define BG_TRY(expression)                              \
  do {                                                  \
    bg_status bg_try_status_ = (expression);            \
    if (bg_try_status_ != BG_OK) return bg_try_status_; \
  } while (0)

#endif
