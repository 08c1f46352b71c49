/* Values of literals: is a lexical form valid, and which of two values is larger (XML Schema 1.1 part 2; the operators
 * are those of SPARQL 1.1, section 17.3). */
#ifndef BG_RDF_XSD_VALUE_H
#define BG_RDF_XSD_VALUE_H

#include <stdint.h>

#include "rdf/term.h"

/* True when `lexical` is in the lexical space of a datatype, and for the integer types in its range. A datatype that is
 * not known here (anything outside XML Schema) takes everything. */
bool bg_xsd_valid(bg_str datatype, bg_str lexical);

typedef enum { BG_ORDER_LESS = -1, BG_ORDER_EQUAL = 0, BG_ORDER_GREATER = 1, BG_ORDER_NONE = 2 } bg_order;

/* Numbers by value whatever their types (integers and decimals of any length exactly), booleans, strings by code point,
 * dates and times of one type; BG_ORDER_NONE for anything else, for NaN, and where a time without zone and one with a
 * zone are less than 14 hours apart. */
bg_order bg_xsd_compare(const bg_term *a, const bg_term *b);

/* A date or time: its fields as written (what the type has not is that of 2000-01-01T00:00:00), local seconds since a
 * fixed day, and the zone in minutes. */
typedef struct {
  int year, month, day, hour, minute, second;
  bg_str fraction; /* digits of the second behind the point, without zeros at the end */
  int64_t seconds;
  bool has_zone;
  int zone;
} bg_moment;

/* False when the type is none of dates or times, or the text not valid. `fraction` borrows from `lexical`. */
bool bg_xsd_moment(bg_str datatype, bg_str lexical, bg_moment *out);

#endif
