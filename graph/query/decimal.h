/* Internal to query/: decimals of up to 38 digits, 18 of them behind the point. Functions that give bool give false
 * when a result would need more. */
#ifndef BG_QUERY_DECIMAL_H
#define BG_QUERY_DECIMAL_H

#include "query/value.h"

bool decimal_parse(bg_str text, query_decimal *out);
void decimal_put(bg_buffer *out, query_decimal value);
double decimal_to_double(query_decimal value);
bool decimal_from_double(double number, query_decimal *out);
bool decimal_compare(query_decimal a, query_decimal b, int *order);
bool decimal_add(query_decimal a, query_decimal b, query_decimal *out);
bool decimal_multiply(query_decimal a, query_decimal b, query_decimal *out);
bool decimal_divide(query_decimal a, query_decimal b, query_decimal *out); /* also false for 0 */
query_decimal decimal_floor(query_decimal value);
/* The digits of a decimal text with an exponent: "0.0012" gives "1.2E-3". */
void decimal_scientific(bg_str text, bg_buffer *out);

#endif
