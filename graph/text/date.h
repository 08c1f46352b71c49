/* Internal: dates as documents state them. */
#ifndef BG_TEXT_DATE_H
#define BG_TEXT_DATE_H

#include "base/str.h"

enum { BG_DATE_SIZE = 11 };

/* The whole of `text` is one date: "January 25, 2024", "Thursday, 25 Jan. 2024", "January 2024", "2024-01-25" (also
 * with a time behind), "2024-01", with or without "Published", "Updated on" and the like before it. Gives ISO 8601, to
 * the day or to the month. Figures that could be read two ways ("03/04/2024") are no date. */
bool bg_date_parse(bg_str text, char iso[BG_DATE_SIZE]);

#endif
