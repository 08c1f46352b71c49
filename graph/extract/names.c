#include "extract/names.h"

#include <stdlib.h>

#include "base/memory.h"
#include "extract/names_parts.h"

/* ---- order
 * ------------------------------------------------------------------------------------------------------------------ */

static int by_place(const void *a, const void *b) {
  const bg_mention *x = a, *y = b;
  if (x->start != y->start) return x->start < y->start ? -1 : 1;
  if (x->end != y->end) return x->end > y->end ? -1 : 1;
  return (x->entity > y->entity) - (x->entity < y->entity);
}

static void sort_mentions(bg_reading *r) {
  if (r->mention_count > 1) qsort(r->mentions, r->mention_count, sizeof *r->mentions, by_place);
}

/* Entities in the order of their first mentions; those never mentioned go. */
static void order_entities(bg_reading *r) {
  size_t *renamed = bg_calloc(r->entity_count + 1, sizeof *renamed), next = 0;
  bg_found_entity *ordered = bg_calloc(r->entity_count + 1, sizeof *ordered);
  for (size_t i = 0; i < r->entity_count; i++) renamed[i] = BG_NO_ENTITY;
  for (size_t i = 0; i < r->mention_count; i++) {
    size_t entity = r->mentions[i].entity;
    if (entity == BG_NO_ENTITY) continue;
    if (renamed[entity] == BG_NO_ENTITY) {
      ordered[next] = r->entities[entity];
      renamed[entity] = next++;
    }
    r->mentions[i].entity = renamed[entity];
  }
  for (size_t i = 0; i < next; i++) r->entities[i] = ordered[i];
  r->entity_count = next;
  bg_free(ordered);
  bg_free(renamed);
}

/* What a known entity is part of, where the document speaks of the whole. */
static void add_known_wholes(names_state *s) {
  for (size_t i = 0; i < bg_gazetteer_count(s->gazetteer); i++) {
    if (s->concept_count[i] == 0) continue;
    const bg_concept *c = bg_gazetteer_concept(s->gazetteer, i);
    size_t part = bg_map_get(s->entity_keys, c->iri, BG_NO_ENTITY);
    for (size_t k = 0; part != BG_NO_ENTITY && k < c->part_of_count; k++) {
      size_t whole = bg_map_get(s->entity_keys, bg_gazetteer_concept(s->gazetteer, c->part_of[k])->iri, BG_NO_ENTITY);
      if (whole != BG_NO_ENTITY) names_add_part_of(s, part, whole);
    }
  }
}

/* "Seoul" is no other name of South Korea where the text speaks of the city, too. */
static void drop_shared_aliases(bg_reading *r) {
  bg_map *labels = bg_map_new();
  for (size_t i = 0; i < r->entity_count; i++) bg_map_set(labels, r->entities[i].entity.label, i);
  for (size_t i = 0; i < r->entity_count; i++) {
    bg_str_list *aliases = &r->entities[i].entity.aliases;
    size_t kept = 0;
    for (size_t k = 0; k < aliases->count; k++)
      if (bg_map_get(labels, aliases->items[k], i) == i) aliases->items[kept++] = aliases->items[k];
    aliases->count = kept;
  }
  bg_map_free(labels);
}

static void free_state(names_state *s) {
  names_tree_free(&s->tree);
  bg_free(s->spans);
  bg_free(s->span_at);
  bg_free(s->concept_count);
  bg_map_free(s->entity_keys);
  bg_map_free(s->word_entities);
  bg_map_free(s->short_forms);
  bg_map_free(s->office_holders);
  bg_free(s->open);
  bg_free(s->entity_at);
  bg_map_free(s->ids);
}

void bg_names_read(const bg_gazetteer *gazetteer, const bg_labeller *labeller, const bg_ontology *ontology,
                   bg_reading *reading) {
  names_state s = {.gazetteer = gazetteer,
                   .labeller = labeller,
                   .ontology = ontology,
                   .reading = reading,
                   .analysis = reading->analysis,
                   .text = bg_brief_text(reading->brief),
                   .entity_keys = bg_map_new(),
                   .word_entities = bg_map_new(),
                   .short_forms = bg_map_new(),
                   .office_holders = bg_map_new(),
                   .ids = bg_map_new()};
  if (s.analysis->word_count > 0) {
    names_tree_build(&s);
    names_find_spans(&s);
    names_settle_senses(&s);
    names_read_short_forms(&s);
    names_make_entities(&s);
    names_read_nouns(&s);
    add_known_wholes(&s);
    sort_mentions(reading);
    names_resolve(&s);
    sort_mentions(reading);
    order_entities(reading);
    drop_shared_aliases(reading);
  }
  free_state(&s);
}
