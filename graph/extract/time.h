/* Internal to scope: when something happens, as ISO 8601, from time expressions that syntax ties to it. */
#ifndef BG_EXTRACT_TIME_H
#define BG_EXTRACT_TIME_H

#include "extract/scope_tree.h"

/* A day of the proleptic Gregorian calendar; month and day are 0 when not told. */
typedef struct {
  int year, month, day;
} calendar_date;

/* An expression of time in a sentence: "in May 2022" is the words from "May". */
typedef struct {
  size_t first, end;      /* words, end exclusive */
  size_t head;            /* the word of it that governs the others */
  calendar_date from, to; /* the same when it is no interval */
  bool open;              /* "since": lasts until the date of the text */
} time_expression;

/* False when the text is not a date. */
bool calendar_parse(bg_str iso, calendar_date *date);

/* The next expression in words [word, end) of a reading, if it starts exactly at `word`. `today` resolves "last year";
 * its year is 0 when it is not known. */
bool time_read(const bg_reading *reading, size_t word, size_t end, calendar_date today, time_expression *expression);

/* ISO 8601 in the reading's arena; empty when syntax ties no time to the word. */
bg_str bg_time_of(bg_scoper *scoper, size_t sentence, size_t word);

/* The expressions of a document, found once. */
typedef struct time_table time_table;
time_table *time_table_new(const bg_reading *reading);
void time_table_free(time_table *table);

#endif
