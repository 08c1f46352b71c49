#include "cli/extract_text.h"

#include "base/map.h"
#include "base/utf8.h"
#include "base/visible.h"
#include "cli/cli.h"

enum { INDENT = 6 };

typedef struct {
  bg_buffer *out;
  const bg_ontology *ontology;
  const bg_claim_set *set;
  bg_map *entities; /* id to index */
  size_t columns;
  bool explain;
} printer;

static bg_str label(const printer *p, bg_str id) {
  size_t index = bg_map_get(p->entities, id, SIZE_MAX);
  return index == SIZE_MAX ? id : p->set->entities[index].label;
}

static void put_names(printer *p, const char *before, const bg_str_list *ids) {
  for (size_t i = 0; i < ids->count; i++) {
    bg_buffer_puts(p->out, i ? ", " : before);
    bg_put_visible(p->out, label(p, ids->items[i]));
  }
}

/* The passage on a line of its own, cut at the width. */
static void put_quote(printer *p, const bg_evidence_list *evidence) {
  for (size_t i = 0; i < evidence->count; i++) {
    bg_str quote = evidence->items[i].quote;
    size_t room = p->columns > 40 ? p->columns - INDENT - 3 : 40, end = 0, count = 0;
    while (end < quote.len && count < room) bg_utf8_next(quote, &end), count++;
    bg_buffer_printf(p->out, "%*s\"", INDENT, "");
    bg_put_visible(p->out, bg_str_slice(quote, 0, end));
    bg_buffer_puts(p->out, end < quote.len ? "\xe2\x80\xa6\"\n" : "\"\n");
  }
}

static void put_origin(printer *p, bg_str origin, bg_str trigger) {
  if (!p->explain) return;
  bg_buffer_printf(p->out, "%*sby ", INDENT, "");
  bg_put_visible(p->out, origin);
  if (trigger.len) {
    bg_buffer_puts(p->out, ", from \"");
    bg_put_visible(p->out, trigger);
    bg_buffer_putc(p->out, '"');
  }
  bg_buffer_putc(p->out, '\n');
}

static void put_claim(printer *p, const bg_claim *c) {
  const bg_relation *relation = bg_ontology_relation(p->ontology, c->relation);
  bg_buffer_printf(p->out, "%.2f  ", c->confidence);
  bg_put_visible(p->out, label(p, c->subject));
  bg_buffer_puts(p->out, "  ");
  bg_buffer_puts(p->out, c->polarity == BG_NEGATED ? "not " : "");
  bg_put_visible(p->out, relation ? relation->label : c->relation);
  bg_buffer_puts(p->out, "  ");
  bg_put_visible(p->out, label(p, c->object));
  bg_buffer_printf(p->out, "  [%s", bg_modality_name(c->modality));
  if (c->strength != BG_NO_STRENGTH) bg_buffer_printf(p->out, ", %s", bg_strength_name(c->strength));
  if (!bg_str_is(c->voice, "author")) {
    bg_buffer_puts(p->out, ", says ");
    bg_put_visible(p->out, label(p, c->voice));
  }
  if (c->time.len) bg_buffer_printf(p->out, ", %.*s", BG_FMT(c->time));
  bg_buffer_puts(p->out, "]");
  if (c->evidence.count) bg_buffer_printf(p->out, "  %.*s", BG_FMT(c->evidence.items[0].locator));
  bg_buffer_putc(p->out, '\n');
  put_quote(p, &c->evidence);
  put_origin(p, c->origin, c->trigger);
}

static void put_recommendation(printer *p, const bg_recommendation *r) {
  static const char *const advice[] = {" ", " avoid: ", " need not: "};
  bg_buffer_printf(p->out, "%.2f", r->confidence);
  put_names(p, "  ", &r->addressee);
  bg_buffer_printf(p->out, " %s:%s", bg_strength_name(r->strength), advice[r->polarity]);
  bg_put_visible(p->out, r->action);
  put_names(p, "  | target: ", &r->target);
  put_names(p, "  | with: ", &r->partner);
  put_names(p, "  | on: ", &r->topics);
  put_names(p, "  | by: ", &r->instrument);
  bg_buffer_putc(p->out, '\n');
  put_quote(p, &r->evidence);
  put_origin(p, r->origin, r->trigger);
}

static void put_entities(printer *p) {
  for (size_t i = 0; i < p->set->entity_count; i++) {
    const bg_entity *e = &p->set->entities[i];
    bg_buffer_printf(p->out, "%.2f  ", e->confidence);
    bg_put_visible(p->out, e->label);
    bg_buffer_printf(p->out, "  [%.*s]\n", BG_FMT(e->type));
    put_origin(p, e->origin, BG_STR_EMPTY);
  }
}

void cli_extract_text(const bg_extraction *x, const bg_ontology *ontology, size_t columns, bool explain,
                      bg_buffer *out) {
  printer p = {.out = out,
               .ontology = ontology,
               .set = x->claims,
               .entities = bg_map_new(),
               .columns = columns,
               .explain = explain};
  for (size_t i = 0; i < p.set->entity_count; i++) bg_map_set(p.entities, p.set->entities[i].id, i);
  bg_buffer_printf(out, "%zu claims\n\n", p.set->claim_count);
  for (size_t i = 0; i < p.set->claim_count; i++) put_claim(&p, &p.set->claims[i]);
  bg_buffer_printf(out, "\n%zu recommendations\n\n", p.set->recommendation_count);
  for (size_t i = 0; i < p.set->recommendation_count; i++) put_recommendation(&p, &p.set->recommendations[i]);
  bg_buffer_printf(out, "\n%zu entities\n\n", p.set->entity_count);
  put_entities(&p);
  bg_map_free(p.entities);
}
