#include "draw/bundle.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/memory.h"
#include "draw/label.h"

enum { LABEL_COLUMNS = 26, MOST_CLAIMS_IN_TOOLTIP = 12, QUOTE_LENGTH = 220 };

typedef struct {
  const bg_link *link;
  size_t a, b;
  bg_line line;
} drawn_link;

static int by_bundle(const drawn_link *x, const drawn_link *y) {
  if (x->a != y->a) return x->a < y->a ? -1 : 1;
  if (x->b != y->b) return x->b < y->b ? -1 : 1;
  if (x->link->sign != y->link->sign) return x->link->sign < y->link->sign ? -1 : 1;
  return (int)x->line - (int)y->line;
}

static int by_bundle_and_link(const void *a, const void *b) {
  const drawn_link *x = a, *y = b;
  int order = by_bundle(x, y);
  if (order) return order;
  return x->link < y->link ? -1 : x->link > y->link; /* links stand in a fixed order */
}

double bg_bundle_width(size_t links) {
  double width = 1.5 + 0.6 * (double)(links - 1);
  return width < 4.5 ? width : 4.5;
}

/* "works with / supplies" when that is short, else what they have in common and their number. */
static bg_str make_label(bg_scene *scene, const drawn_link *links, size_t count) {
  static const char *const kinds[] = {"conflict", "ties", "cooperation"};
  bg_buffer text = {0};
  for (size_t i = 0; i < count; i++) {
    bg_str verb = links[i].link->short_label;
    bool again = false;
    for (size_t k = 0; k < i && !again; k++) again = bg_str_equal(links[k].link->short_label, verb);
    if (again) continue;
    if (text.len) bg_buffer_puts(&text, " / ");
    bg_buffer_add(&text, verb);
  }
  if (bg_label_width(bg_buffer_str(&text)) > LABEL_COLUMNS && count > 1) {
    bg_buffer_clear(&text);
    bg_buffer_printf(&text, "%s ×%zu", kinds[links[0].link->sign + 1], count);
  }
  bg_str label = bg_arena_str(scene->arena, bg_buffer_str(&text));
  bg_buffer_free(&text);
  return label;
}

static void describe(bg_buffer *out, const bg_network *network, const bg_link *link) {
  bg_label_name(out, network->actors[link->from].label, SIZE_MAX);
  bg_buffer_printf(out, " %.*s ", BG_FMT(link->label));
  bg_label_name(out, network->actors[link->to].label, SIZE_MAX);
  if (link->claim.len) bg_buffer_printf(out, " [%s", bg_modality_name(link->modality));
  if (link->polarity == BG_NEGATED) bg_buffer_puts(out, ", negated");
  if (link->strength != BG_NO_STRENGTH) bg_buffer_printf(out, ", %s", bg_strength_name(link->strength));
  if (link->voice.len) bg_buffer_printf(out, ", says %.*s", BG_FMT(link->voice));
  if (link->claim.len) bg_buffer_putc(out, ']');
  bg_buffer_putc(out, '\n');
  if (!link->quote.len) return;
  bg_str quote = bg_str_slice(link->quote, 0, QUOTE_LENGTH);
  while (quote.len && quote.len < link->quote.len && ((unsigned char)link->quote.data[quote.len] & 0xc0) == 0x80)
    quote.len--;
  bg_buffer_printf(out, "  “%.*s%s” (%.*s)\n", BG_FMT(quote), quote.len < link->quote.len ? "…" : "",
                   BG_FMT(link->locator));
}

static bg_str make_tooltip(bg_scene *scene, const bg_network *network, const drawn_link *links, size_t count) {
  bg_buffer text = {0};
  for (size_t i = 0; i < count && i < MOST_CLAIMS_IN_TOOLTIP; i++) describe(&text, network, links[i].link);
  if (count > MOST_CLAIMS_IN_TOOLTIP) bg_buffer_printf(&text, "… and %zu more\n", count - MOST_CLAIMS_IN_TOOLTIP);
  bg_str tooltip = bg_arena_str(scene->arena, bg_str_trim(bg_buffer_str(&text)));
  bg_buffer_free(&text);
  return tooltip;
}

static bg_bundle make_bundle(bg_scene *scene, const bg_network *network, const drawn_link *links, size_t count) {
  bg_bundle bundle = {
      .a = links[0].a, .b = links[0].b, .sign = links[0].link->sign, .line = links[0].line, .links = count};
  for (size_t i = 0; i < count; i++) {
    bool forward = links[i].link->from == bundle.a;
    bundle.forward += forward || links[i].link->symmetric;
    bundle.back += !forward || links[i].link->symmetric;
  }
  bundle.label = make_label(scene, links, count);
  bundle.tooltip = make_tooltip(scene, network, links, count);
  return bundle;
}

bg_bundle *bg_bundle_links(bg_scene *scene, const bg_view_input *in, size_t *count) {
  const bg_network *network = in->network;
  drawn_link *links = bg_calloc(network->link_count, sizeof *links);
  size_t drawn = 0;
  for (size_t i = 0; i < network->link_count; i++) {
    const bg_link *l = &network->links[i];
    if (!bg_theme_draws(in->theme, l->relation)) continue;
    bool turn = l->from > l->to;
    links[drawn++] = (drawn_link){l, turn ? l->to : l->from, turn ? l->from : l->to, bg_scene_line(l)};
  }
  if (drawn > 1) qsort(links, drawn, sizeof *links, by_bundle_and_link);
  bg_bundle *bundles = bg_calloc(drawn, sizeof *bundles);
  *count = 0;
  for (size_t i = 0, run; i < drawn; i += run) {
    for (run = 1; i + run < drawn && by_bundle(&links[i], &links[i + run]) == 0;) run++;
    bundles[(*count)++] = make_bundle(scene, network, links + i, run);
  }
  bg_free(links);
  return bundles;
}
