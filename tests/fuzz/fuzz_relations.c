/* The notation of frames, and the engine over whatever trees CoNLL-U can hold: the first line is a frame, the rest an
 * analysis. Every proper noun is an actor. Claims keep their evidence inside the text. */
#include <stdlib.h>

#include "base/memory.h"
#include "extract/frame.h"
#include "language/conllu.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static void need(bool condition) {
  if (!condition) abort();
}

static bg_ontology *ontology;
static bg_relation_lexicon *lexicon;
static bg_scope_lexicon *scopes;

static void load(void) {
  if (lexicon) return;
  need(bg_ontology_load("ontology/briefgraph.ttl", NULL, &ontology) == BG_OK);
  need(bg_relation_lexicon_load("ontology/relations.ttl", ontology, NULL, &lexicon) == BG_OK);
  need(bg_scope_lexicon_load("ontology/scope.ttl", NULL, &scopes) == BG_OK);
}

/* Frames are added behind the last one and taken away again: the lexicon is sorted and stays so. */
static void parse_frame(bg_str text) {
  size_t before = lexicon->frame_count;
  bg_str problem = BG_STR_EMPTY;
  bool good = bg_frame_parse(lexicon, BG_TRIGGER_VERB, bg_ontology_relation(ontology, BG_STR("aids")),
                             bg_arena_str(lexicon->arena, text), &problem);
  need(good || problem.len > 0);
  lexicon->frame_count = before;
}

static void add_mentions(bg_reading *r) {
  static const char *const types[] = {"State", "Person", "ArmedGroup", "Place", "Issue"};
  for (size_t s = 0; s < r->analysis->sentence_count; s++) {
    const bg_sentence *sentence = &r->analysis->sentences[s];
    for (size_t w = sentence->first_word; w < sentence->first_word + sentence->word_count; w++) {
      const bg_word *word = &r->analysis->words[w];
      if (word->upos != BG_UPOS_PROPN) continue;
      BG_GROW(r->entities, r->entity_capacity, r->entity_count + 1);
      BG_GROW(r->mentions, r->mention_capacity, r->mention_count + 1);
      r->entities[r->entity_count] =
          (bg_found_entity){.entity = {.id = bg_arena_printf(r->arena, "e%zu", w), .type = bg_str_from(types[w % 5])}};
      r->mentions[r->mention_count++] = (bg_mention){.sentence = s,
                                                     .first_word = w,
                                                     .end_word = w + 1,
                                                     .head_word = w,
                                                     .start = word->start,
                                                     .end = word->end,
                                                     .entity = r->entity_count++,
                                                     .confidence = 1};
    }
  }
}

static void relate(const bg_brief *brief, const bg_analysis *analysis) {
  bg_reading *reading = bg_reading_new(brief, analysis);
  add_mentions(reading);
  bg_scoper *scoper = bg_scoper_new(scopes, reading);
  bg_claim_set *set = bg_claim_set_new();
  bg_events events = {0};
  bg_relate_events(reading, lexicon, scoper, set, &events);
  for (size_t i = 0; i < set->claim_count; i++) {
    need(set->claims[i].evidence.count > 0);
    need(set->claims[i].evidence.items[0].end <= bg_brief_code_points(brief, bg_brief_text(brief).len));
    need(!bg_str_equal(set->claims[i].subject, set->claims[i].object));
  }
  for (size_t i = 0; i < events.count; i++) need(events.items[i].trigger < analysis->word_count);
  bg_free(events.items);
  bg_claim_set_free(set);
  bg_scoper_free(scoper);
  bg_reading_free(reading);
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size) {
  bg_str input = {(const char *)data, size}, frame;
  load();
  if (!bg_str_split(&input, '\n', &frame)) return 0;
  parse_frame(frame);
  bg_buffer text = {0};
  bg_analysis *analysis = bg_analysis_new();
  bg_brief *brief;
  if (bg_conllu_read(input, "fuzz", NULL, &text, analysis) == BG_OK &&
      bg_brief_parse(bg_buffer_str(&text), "fuzz", NULL, &brief) == BG_OK) {
    bg_analysis_clear(analysis);
    if (bg_conllu_align(input, "fuzz", brief, NULL, analysis) == BG_OK) relate(brief, analysis);
    bg_brief_free(brief);
  }
  bg_analysis_free(analysis);
  bg_buffer_free(&text);
  return 0;
}
