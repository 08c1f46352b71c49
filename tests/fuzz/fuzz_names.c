/* The finder of names over whatever trees CoNLL-U can hold, with a labeller whose sections are changed: the first byte
 * chooses a section, the next six are two changes (place and byte), the rest is an analysis. Mentions stay inside their
 * sentences and point at entities that exist. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "extract/label_model.h"
#include "extract/names.h"
#include "language/conllu.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

enum { SECTIONS = 3, HEAD = 9 };
static bg_ontology *ontology;
static bg_gazetteer *gazetteer;
static bg_buffer shipped[SECTIONS];

static void need(bool condition) {
  if (!condition) abort();
}

static void load(void) {
  static const char *const names[SECTIONS] = {BG_LABEL_SECTION_WEIGHTS, BG_LABEL_SECTION_CHAIN, BG_LABEL_SECTION_WORDS};
  if (ontology) return;
  bg_model_file *file;
  need(bg_ontology_load("ontology/briefgraph.ttl", NULL, &ontology) == BG_OK);
  need(bg_gazetteer_load("ontology/gazetteer", ontology, NULL, &gazetteer) == BG_OK);
  need(bg_model_file_open("data/models/names.model", NULL, &file) == BG_OK);
  for (size_t i = 0; i < SECTIONS; i++) bg_buffer_add(&shipped[i], bg_model_file_section(file, names[i]));
  bg_model_file_close(file);
}

static void check(const bg_reading *r) {
  for (size_t i = 0; i < r->mention_count; i++) {
    const bg_mention *m = &r->mentions[i];
    const bg_sentence *s = &r->analysis->sentences[m->sentence];
    need(m->first_word >= s->first_word && m->first_word < m->end_word && m->end_word <= s->first_word + s->word_count);
    need(m->head_word >= m->first_word && m->head_word < m->end_word);
    need(m->entity == BG_NO_ENTITY || m->entity < r->entity_count);
    need(m->confidence >= 0 && m->confidence <= 1);
    need(i == 0 || r->mentions[i - 1].start <= m->start);
  }
}

static void read_names(bg_str conllu, const bg_labeller *labeller) {
  bg_buffer text = {0};
  bg_analysis *analysis = bg_analysis_new();
  bg_brief *brief;
  if (bg_conllu_read(conllu, "fuzz", NULL, &text, analysis) == BG_OK &&
      bg_brief_parse(bg_buffer_str(&text), "fuzz", NULL, &brief) == BG_OK) {
    bg_analysis_clear(analysis);
    if (bg_conllu_align(conllu, "fuzz", brief, NULL, analysis) == BG_OK) {
      bg_reading *reading = bg_reading_new(brief, analysis);
      bg_names_read(gazetteer, labeller, ontology, reading);
      check(reading);
      bg_reading_free(reading);
    }
    bg_brief_free(brief);
  }
  bg_analysis_free(analysis);
  bg_buffer_free(&text);
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size) {
  if (size < HEAD) return 0;
  load();
  bg_buffer *changed = &shipped[data[0] % SECTIONS];
  uint32_t places[2];
  char before[2];
  for (size_t i = 0; i < 2; i++) {
    places[i] =
        (uint32_t)((data[1 + 4 * i] | (uint32_t)data[2 + 4 * i] << 8 | (uint32_t)data[3 + 4 * i] << 16) % changed->len);
    before[i] = changed->data[places[i]];
    changed->data[places[i]] = (char)data[4 + 4 * i];
  }
  bg_labeller *labeller = NULL;
  bg_labeller_from(bg_buffer_str(&shipped[0]), bg_buffer_str(&shipped[1]), bg_buffer_str(&shipped[2]), "fuzz", NULL,
                   &labeller);
  read_names((bg_str){(const char *)data + HEAD, size - HEAD}, labeller);
  bg_labeller_free(labeller);
  for (size_t i = 2; i > 0; i--) changed->data[places[i - 1]] = before[i - 1];
  return 0;
}
