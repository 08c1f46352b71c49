#include <stdlib.h>

#include "base/map.h"
#include "base/memory.h"
#include "extract/names.h"
#include "rdf/vocab.h"

typedef struct {
  const bg_ontology *ontology;
  bg_reading *reading;
  bg_map *known; /* type and words to entities */
} taker;

static bg_name_kind kind_of(const bg_ontology *ontology, bg_str class_iri) {
  static const struct {
    const char *iri;
    bg_name_kind kind;
  } kinds[] = {{BG_NS "Person", BG_KIND_PERSON},         {BG_NS "Office", BG_KIND_OFFICE},
               {BG_NS "State", BG_KIND_PLACE},           {BG_NS "StateGroup", BG_KIND_PLACE},
               {BG_NS "SocialGroup", BG_KIND_GROUP},     {BG_NS "Actor", BG_KIND_ORGANIZATION},
               {BG_NS "Place", BG_KIND_PLACE},           {BG_NS "Event", BG_KIND_EVENT},
               {BG_NS "Initiative", BG_KIND_INITIATIVE}, {BG_NS "Issue", BG_KIND_ISSUE}};
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
    if (bg_ontology_is_a(ontology, class_iri, bg_str_from(kinds[i].iri))) return kinds[i].kind;
  return BG_KIND_OTHER;
}

/* The words that a stretch of the text touches. */
static bool find_words(const bg_analysis *a, const bg_given_mention *given, bg_mention *m) {
  size_t low = 0, high = a->word_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (a->words[middle].end <= given->start) low = middle + 1;
    else high = middle;
  }
  m->first_word = m->end_word = low;
  while (m->end_word < a->word_count && a->words[m->end_word].start < given->end) m->end_word++;
  if (m->first_word == m->end_word) return false;
  while (m->sentence + 1 < a->sentence_count && a->sentences[m->sentence + 1].first_word <= m->first_word)
    m->sentence++;
  size_t end = a->sentences[m->sentence].first_word + a->sentences[m->sentence].word_count;
  if (m->end_word > end) m->end_word = end; /* where our sentence ends inside the name */
  return true;
}

/* The word whose head lies outside. */
static size_t head_word(const bg_analysis *a, const bg_mention *m) {
  size_t first = a->sentences[m->sentence].first_word;
  for (size_t w = m->first_word; w < m->end_word; w++) {
    uint32_t head = a->words[w].head;
    if (head == BG_NO_WORD || first + head < m->first_word || first + head >= m->end_word) return w;
  }
  return m->end_word - 1;
}

static size_t entity_of(taker *t, bg_str type, bg_str words, bg_name_kind kind) {
  bg_reading *r = t->reading;
  bg_str key = bg_arena_printf(r->arena, "%.*s\n%.*s", BG_FMT(type), BG_FMT(words));
  size_t index = bg_map_get(t->known, key, SIZE_MAX);
  if (index != SIZE_MAX) return index;
  index = r->entity_count;
  BG_GROW(r->entities, r->entity_capacity, index + 1);
  r->entities[r->entity_count++] = (bg_found_entity){.entity = {.id = bg_arena_printf(r->arena, "e%zu", index + 1),
                                                                .type = bg_arena_str(r->arena, type),
                                                                .label = bg_arena_str(r->arena, words),
                                                                .status = BG_PROPOSED,
                                                                .confidence = 1,
                                                                .origin = BG_STR("given")},
                                                     .kind = kind,
                                                     .confidence = 1};
  bg_map_set(t->known, key, index);
  return index;
}

static void take(taker *t, const bg_given_mention *given, size_t *from_sentence) {
  bg_reading *r = t->reading;
  bg_str class_iri = bg_ontology_class(t->ontology, given->type);
  bg_mention m = {.sentence = *from_sentence, .start = given->start, .end = given->end, .confidence = 1};
  if (!find_words(r->analysis, given, &m)) return;
  *from_sentence = m.sentence;
  m.head_word = head_word(r->analysis, &m);
  m.kind = kind_of(t->ontology, class_iri);
  m.form = r->analysis->words[m.head_word].upos == BG_UPOS_ADJ ? BG_FORM_ADJECTIVE : BG_FORM_NAME;
  bg_str words = bg_str_slice(bg_brief_text(r->brief), given->start, given->end);
  m.entity = entity_of(t, class_iri.len ? given->type : BG_STR("Thing"), words, m.kind);
  r->entities[m.entity].mention_count++;
  m.nested = r->mention_count && r->mentions[r->mention_count - 1].end >= m.end;
  BG_GROW(r->mentions, r->mention_capacity, r->mention_count + 1);
  r->mentions[r->mention_count++] = m;
}

static int by_place(const void *a, const void *b) {
  const bg_given_mention *x = a, *y = b;
  if (x->start != y->start) return x->start < y->start ? -1 : 1;
  return x->end > y->end ? -1 : x->end < y->end;
}

void bg_names_take(const bg_given_mention *mentions, size_t count, const bg_ontology *ontology, bg_reading *reading) {
  if (!count) return;
  bg_given_mention *ordered = bg_calloc(count, sizeof *ordered);
  for (size_t i = 0; i < count; i++) ordered[i] = mentions[i];
  qsort(ordered, count, sizeof *ordered, by_place);
  taker t = {.ontology = ontology, .reading = reading, .known = bg_map_new()};
  size_t sentence = 0;
  for (size_t i = 0; i < count; i++) take(&t, &ordered[i], &sentence);
  bg_map_free(t.known);
  bg_free(ordered);
}
