/* Internal to query/: values of expressions (SPARQL 1.1 Query, section 17). */
#ifndef BG_QUERY_VALUE_H
#define BG_QUERY_VALUE_H

#include "query/run.h"

__extension__ typedef __int128 int128;

/* mantissa / 10^scale, scale 0 to 18, without zeros at its end. */
typedef struct {
  int128 mantissa;
  int scale;
} query_decimal;

typedef enum {
  VALUE_ERROR,
  VALUE_IRI,
  VALUE_BLANK,
  VALUE_TRIPLE, /* of RDF 1.2: compared as a whole, never looked into */
  VALUE_STRING,
  VALUE_LANGUAGE,
  VALUE_BOOLEAN,
  VALUE_INTEGER,
  VALUE_DECIMAL,
  VALUE_FLOAT,
  VALUE_DOUBLE,
  VALUE_TIME, /* a valid date or time */
  VALUE_OTHER /* of an unknown type, ill-formed, or a number too large to reckon with */
} value_kind;

typedef struct {
  value_kind kind;
  bg_term term; /* kind NONE while a number or boolean that was computed has no text yet */
  bool boolean;
  query_decimal exact; /* VALUE_INTEGER (scale 0), VALUE_DECIMAL */
  double number;       /* VALUE_FLOAT, VALUE_DOUBLE */
} query_value;

extern const query_value value_error;

query_value value_of_term(const bg_term *term);
query_value value_boolean(bool truth);
query_value value_integer(int64_t number);
query_value value_double(double number, value_kind kind);
/* Text that lives at least as long as the scratch arena. */
query_value value_string(bg_str text);
query_value value_typed(bg_str text, const char *datatype);
/* Copy into the scratch arena; an error when it is larger than memory allows. */
query_value value_copied(query_run *run, bg_str text);

/* The term; made when there is none yet. */
bg_term value_term(query_run *run, const query_value *value);
bool value_is_number(const query_value *value);
double value_as_double(const query_value *value);
/* 1, 0 or -1: an error. */
int value_truth(const query_value *value);
/* 1, 0 or -1: an error (RDFterm-equal and '='). */
int value_equal(query_run *run, const query_value *a, const query_value *b);
/* -1, 0, 1, or 2: not to be compared ('<'). */
int value_compare(query_run *run, const query_value *a, const query_value *b);
/* A total order for ORDER BY, MIN and MAX: errors, blank nodes, IRIs, literals. */
int value_sort(query_run *run, const query_value *a, const query_value *b);
/* + - * / of expressions. */
query_value value_reckon(expr_op op, const query_value *a, const query_value *b);
query_value value_negate(const query_value *a);
/* ABS, CEIL, FLOOR, ROUND. */
query_value value_rounded(query_call call, const query_value *a);
query_value value_cast(query_run *run, bg_str type, const query_value *a);

query_value eval_expr(query_run *run, const query_expr *expr, const bg_term_id *row);
query_value eval_call(query_run *run, const query_expr *expr, const bg_term_id *row);
/* String functions and hashes, on their evaluated arguments. */
query_value call_string(query_run *run, query_call call, const query_value *args, size_t count);
query_value call_hash(query_run *run, query_call call, const query_value *arg);
query_value call_replace(query_run *run, const query_value *args, size_t count);
query_value call_time(query_run *run, query_call call, const query_value *arg);

#endif
