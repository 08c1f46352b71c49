/* The table that 'analyze' prints for people. */
#include "cli/analyze_table.h"

#include <math.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "base/visible.h"

enum { NUMBER_WIDTH = 12 };

/* Columns that a code point takes in a terminal, roughly after Unicode's East Asian Width and general categories:
 * combining marks and format characters none, wide East Asian characters and emoji two. */
static size_t width_of(uint32_t c) {
  if ((c >= 0x300 && c <= 0x36f) || (c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) ||
      (c >= 0x64b && c <= 0x65f) || (c >= 0xfe00 && c <= 0xfe0f))
    return 0;
  bool wide = (c >= 0x1100 && c <= 0x115f) || (c >= 0x2e80 && c <= 0xa4cf) || (c >= 0xac00 && c <= 0xd7a3) ||
              (c >= 0xf900 && c <= 0xfaff) || (c >= 0xfe30 && c <= 0xfe6f) || (c >= 0xff00 && c <= 0xff60) ||
              (c >= 0x1f300 && c <= 0x1faff) || (c >= 0x20000 && c <= 0x3fffd);
  return wide ? 2 : 1;
}

static size_t text_width(bg_str s) {
  size_t width = 0;
  for (size_t i = 0; i < s.len;) width += width_of(bg_utf8_next(s, &i));
  return width;
}

/* Text cut or padded to exactly `width` columns; controls become spaces, so that labels never drive a terminal. */
static void put_cell(bg_buffer *out, bg_str s, size_t width) {
  bool cut = text_width(s) > width;
  size_t room = cut ? width - 1 : width, used = 0;
  for (size_t i = 0; i < s.len;) {
    uint32_t c = bg_utf8_next(s, &i);
    if (bg_is_control(c)) c = ' ';
    if (used + width_of(c) > room) break;
    used += width_of(c);
    bg_utf8_append(out, c);
  }
  if (cut) {
    bg_buffer_puts(out, "…");
    used++;
  }
  for (; used < width; used++) bg_buffer_putc(out, ' ');
}

static void put_number(bg_buffer *out, double value) {
  if (isnan(value)) bg_buffer_printf(out, "%*s", NUMBER_WIDTH, "-");
  else if (value == floor(value) && fabs(value) < 1e9) bg_buffer_printf(out, "%*.0f", NUMBER_WIDTH, value);
  else bg_buffer_printf(out, "%*.4f", NUMBER_WIDTH, value);
}

/* What stands beside the measure that was asked for. */
static const struct {
  bg_measure measure;
  const char *title;
} columns[] = {{BG_DEGREE, "degree"},      {BG_BETWEENNESS, "betweenness"}, {BG_PAGERANK, "pagerank"},
               {BG_HARMONIC, "closeness"}, {BG_CONSTRAINT, "constraint"},   {BG_COMMUNITY, "community"},
               {BG_BLOC, "bloc"}};
enum { COLUMNS = sizeof columns / sizeof columns[0] };

void analyze_table(const bg_measures *m, const bg_network *network, bg_measure sort, size_t top, size_t width,
                   bg_buffer *out) {
  size_t *order = bg_measures_rank(m, network, sort);
  bg_measure shown[COLUMNS + 1];
  const char *titles[COLUMNS + 1];
  size_t fitting = width > 30 ? (width - 30) / NUMBER_WIDTH : 1, count = 0;
  shown[count] = sort;
  titles[count++] = bg_measure_name(sort);
  for (size_t i = 0; i < COLUMNS && count < fitting; i++) {
    if (columns[i].measure == sort) continue;
    shown[count] = columns[i].measure;
    titles[count++] = columns[i].title;
  }
  size_t label_width = width - count * NUMBER_WIDTH > 4 ? width - count * NUMBER_WIDTH - 4 : 20;
  if (label_width > 42) label_width = 42;
  bg_buffer_puts(out, "    ");
  put_cell(out, BG_STR("actor"), label_width);
  for (size_t k = 0; k < count; k++) bg_buffer_printf(out, "%*.*s", NUMBER_WIDTH, NUMBER_WIDTH - 1, titles[k]);
  bg_buffer_putc(out, '\n');
  for (size_t i = 0; i < m->actor_count && i < top; i++) {
    bg_buffer_printf(out, "%3zu ", i + 1);
    put_cell(out, network->actors[order[i]].label, label_width);
    for (size_t k = 0; k < count; k++) put_number(out, m->values[shown[k]][order[i]]);
    bg_buffer_putc(out, '\n');
  }
  if (m->actor_count > top) bg_buffer_printf(out, "    … and %zu more\n", m->actor_count - top);
  bg_free(order);
}

/* ---- the network as a whole ---- */

typedef struct {
  const bg_measures *m;
  const bg_network *network;
  const size_t *by_degree; /* actors, the best connected first */
  size_t most;             /* names in a list */
} lists;

static void put_label(bg_buffer *out, const bg_network *network, size_t actor) {
  bg_str label = network->actors[actor].label;
  put_cell(out, label, text_width(label) < 60 ? text_width(label) : 60);
}

static void put_value(bg_buffer *out, const char *name, double value) {
  if (!isnan(value)) bg_buffer_printf(out, ", %s %.3g", name, value);
}

/* The actors with this value: the `most` best connected of them, so that a list stays readable whatever the size. */
static void put_members(bg_buffer *out, const lists *l, bg_measure measure, double wanted) {
  size_t size = 0;
  for (size_t i = 0; i < l->m->actor_count; i++) {
    size_t actor = l->by_degree[i];
    if (l->m->values[measure][actor] != wanted) continue;
    if (size++ >= l->most) continue;
    bg_buffer_puts(out, size == 1 ? " " : ", ");
    put_label(out, l->network, actor);
  }
  if (!size) bg_buffer_puts(out, " none");
  else if (size > l->most) bg_buffer_printf(out, " and %zu more", size - l->most);
  bg_buffer_putc(out, '\n');
}

static void put_communities(bg_buffer *out, const lists *l) {
  const bg_measures *m = l->m;
  size_t *sizes = bg_calloc(m->communities + 1, sizeof *sizes), shown = 0, left = 0;
  for (size_t i = 0; i < m->actor_count; i++) sizes[(size_t)m->values[BG_COMMUNITY][i]]++;
  bg_buffer_printf(out, "communities (Leiden, modularity %.3f), those with more than one actor:\n", m->modularity);
  for (size_t c = 1; c <= m->communities; c++) {
    if (sizes[c] < 2) continue;
    if (shown++ >= l->most) {
      left++;
      continue;
    }
    bg_buffer_printf(out, "  %zu:", c);
    put_members(out, l, BG_COMMUNITY, (double)c);
  }
  if (left) bg_buffer_printf(out, "  … and %zu more\n", left);
  bg_free(sizes);
}

static void put_balance(bg_buffer *out, const lists *l) {
  const bg_signed *s = l->m->balance;
  if (!s->tie_count) return;
  bg_buffer_printf(out, "signed ties: %zu friendly, %zu hostile, %zu cancel out; frustration %zu (%s)\n", s->positive,
                   s->negative, s->cancelled, s->frustration, s->exact ? "exact" : "upper bound, found by search");
  bg_buffer_puts(out, "  bloc 1:");
  put_members(out, l, BG_BLOC, 1);
  bg_buffer_puts(out, "  bloc 2:");
  put_members(out, l, BG_BLOC, 2);
  bg_buffer_printf(out, "triads: %zu of %zu balanced\n", s->balanced_triads, s->triad_count);
  size_t shown = 0;
  for (size_t i = 0; i < s->triad_count && shown < l->most; i++) {
    if (s->triads[i].balanced) continue;
    bg_buffer_puts(out, "  unbalanced: ");
    for (size_t k = 0; k < 3; k++) {
      if (k) bg_buffer_puts(out, " – ");
      put_label(out, l->network, s->triads[i].actors[k]);
    }
    bg_buffer_putc(out, '\n');
    shown++;
  }
  size_t unbalanced = s->triad_count - s->balanced_triads;
  if (unbalanced > shown) bg_buffer_printf(out, "  … and %zu more\n", unbalanced - shown);
}

void analyze_summary(const bg_measures *m, const bg_network *network, size_t most, bg_buffer *out) {
  size_t *by_degree = bg_measures_rank(m, network, BG_DEGREE);
  lists l = {m, network, by_degree, most};
  bg_buffer_printf(out, "\n%zu actors, %zu links, %zu ties", m->actor_count, network->link_count, m->ties);
  put_value(out, "density", m->density);
  put_value(out, "reciprocity", m->reciprocity);
  put_value(out, "diameter", m->diameter);
  put_value(out, "mean distance", m->mean_distance);
  put_value(out, "degree assortativity", m->degree_assortativity);
  put_value(out, "type assortativity", m->type_assortativity);
  bg_buffer_printf(out, "\n%zu weak components, %zu strong; %zu bridges\narticulation points:", m->weak_components,
                   m->strong_components, m->bridge_count);
  put_members(out, &l, BG_ARTICULATION, 1);
  if (m->ties) put_communities(out, &l);
  put_balance(out, &l);
  bg_free(by_degree);
}
