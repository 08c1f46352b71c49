/* Reading order on a page.
 *
 * A gutter is a place x that hardly any line crosses, with lines on both sides of it at the same height. Lines that do
 * cross it (titles, wide figures) part the page into bands; in each band everything to the left is read before
 * everything to the right. Either side may have a gutter of its own. */
#include <math.h>
#include <stdlib.h>

#include "base/memory.h"

#include "text/pdf_layout.h"

enum { FEWEST_IN_COLUMN = 3, BUCKETS = 256, DEEPEST = 3, CANDIDATES = 6 };

static const double slack = 1.5; /* points that a letter may stand out of its column */

void bg_pdf_lines_free(bg_pdf_lines *lines) {
  bg_free(lines->items);
  *lines = (bg_pdf_lines){0};
}

static int by_height(const void *a, const void *b) {
  const bg_pdf_line *p = a, *q = b;
  double middle_p = (p->y1 + p->y2) / 2, middle_q = (q->y1 + q->y2) / 2;
  if (fabs(middle_p - middle_q) > 1e-6) return middle_p < middle_q ? -1 : 1;
  if (fabs(p->x1 - q->x1) > 1e-6) return p->x1 < q->x1 ? -1 : 1;
  return p->start < q->start ? -1 : p->start > q->start;
}

typedef struct {
  double x1, x2;
} extent;

static extent extent_of(const bg_pdf_line *lines, size_t count) {
  extent e = {lines[0].x1, lines[0].x2};
  for (size_t i = 1; i < count; i++) {
    if (lines[i].x1 < e.x1) e.x1 = lines[i].x1;
    if (lines[i].x2 > e.x2) e.x2 = lines[i].x2;
  }
  return e;
}

typedef enum { LEFT, RIGHT, ACROSS } side;

static side side_of(const bg_pdf_line *line, double gutter) {
  if (line->x1 >= gutter - slack) return RIGHT;
  return line->x2 <= gutter + slack ? LEFT : ACROSS;
}

/* How well a gutter parts the lines: those of the smaller side, less what crosses it beside them; 0 when it does not.
 */
static double gutter_score(const bg_pdf_line *lines, size_t count, double gutter) {
  size_t left = 0, right = 0, across = 0, beside = 0;
  double top = INFINITY, bottom = -INFINITY;
  for (size_t i = 0; i < count; i++) {
    if (side_of(&lines[i], gutter) != RIGHT) continue;
    if (lines[i].y1 < top) top = lines[i].y1;
    if (lines[i].y2 > bottom) bottom = lines[i].y2;
    right++;
  }
  for (size_t i = 0; i < count; i++) {
    side s = side_of(&lines[i], gutter);
    bool near = lines[i].y2 > top && lines[i].y1 < bottom;
    left += s == LEFT;
    beside += s == LEFT && near;
    across += s == ACROSS && near;
  }
  if (right < FEWEST_IN_COLUMN || left < FEWEST_IN_COLUMN || beside < FEWEST_IN_COLUMN) return 0;
  size_t smaller = right < beside ? right : beside;
  return across * 3 > smaller * 2 ? 0 : (double)smaller - (double)across;
}

/* Candidates are the places where most lines begin. */
static bool find_gutter(const bg_pdf_line *lines, size_t count, double *gutter) {
  if (count < 2 * FEWEST_IN_COLUMN) return false;
  extent e = extent_of(lines, count);
  double width = e.x2 - e.x1;
  if (!(width > 100)) return false;
  size_t begins[BUCKETS] = {0};
  double first[BUCKETS] = {0};
  for (size_t i = 0; i < count; i++) {
    double place = (lines[i].x1 - e.x1) / width * (BUCKETS - 1);
    if (!(place >= 0 && place < BUCKETS)) continue; /* no number, in a broken file */
    size_t b = (size_t)place;
    if (!begins[b]++ || lines[i].x1 < first[b]) first[b] = lines[i].x1;
  }
  double best = 0;
  for (size_t k = 0; k < CANDIDATES; k++) {
    size_t most = 0;
    for (size_t b = BUCKETS / 8; b < BUCKETS; b++)
      if (begins[b] > begins[most] || most < BUCKETS / 8) most = b;
    if (!begins[most]) break;
    double score = gutter_score(lines, count, first[most]);
    if (score > best) {
      best = score;
      *gutter = first[most];
    }
    begins[most] = 0;
  }
  return best > 0;
}

/* Lines of one side of a band, in order of height, to `out`. */
static void put_side(const bg_pdf_line *lines, size_t count, double gutter, side wanted, bg_pdf_line *out,
                     size_t *filled) {
  for (size_t i = 0; i < count; i++)
    if (side_of(&lines[i], gutter) == wanted) out[(*filled)++] = lines[i];
}

static void set_column(bg_pdf_line *lines, size_t count) {
  extent e = extent_of(lines, count);
  for (size_t i = 0; i < count; i++) {
    lines[i].left = e.x1;
    lines[i].right = e.x2;
    lines[i].column_before = i == 0;
  }
}

static void order(bg_pdf_line *lines, bg_pdf_line *scratch, size_t count, size_t depth) {
  double gutter;
  if (!count) return;
  qsort(lines, count, sizeof *lines, by_height);
  set_column(lines, count);
  if (depth == DEEPEST || !find_gutter(lines, count, &gutter)) return;
  size_t filled = 0;
  for (size_t i = 0; i < count;) {
    size_t end = i;
    while (end < count && side_of(&lines[end], gutter) != ACROSS) end++;
    size_t from = filled;
    put_side(lines + i, end - i, gutter, LEFT, scratch, &filled);
    size_t middle = filled;
    put_side(lines + i, end - i, gutter, RIGHT, scratch, &filled);
    order(scratch + from, lines + i, middle - from, depth + 1);
    order(scratch + middle, lines + i, filled - middle, depth + 1);
    for (i = end; i < count && side_of(&lines[i], gutter) == ACROSS; i++) scratch[filled++] = lines[i];
  }
  for (size_t i = 0; i < count; i++) lines[i] = scratch[i];
}

void bg_pdf_order_page(bg_pdf_lines *lines, size_t first) {
  size_t count = lines->count - first;
  if (!count) return;
  bg_pdf_line *scratch = bg_calloc(count, sizeof *scratch);
  order(lines->items + first, scratch, count, 0);
  bg_free(scratch);
}
