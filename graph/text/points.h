/* Internal: code points before a byte of a text, in constant time after one pass: counted at every BG_POINT_STEP-th
 * byte. */
#ifndef BG_TEXT_POINTS_H
#define BG_TEXT_POINTS_H

#include "base/str.h"

enum { BG_POINT_STEP = 1024 };

/* Released with bg_free. */
size_t *bg_points_new(bg_str text);
size_t bg_points_before(const size_t *points, bg_str text, size_t offset);

#endif
