#include "base/file.h"
#include "extract/names.h"
#include "unit.h"

/* A document made by hand: one word a row as "form UPOS head relation [lemma]", heads counted from 1 in the sentence,
 * sentences divided by an empty row. */
typedef struct {
  bg_diagnostics *diagnostics;
  bg_ontology *ontology;
  bg_gazetteer *gazetteer;
  bg_brief *brief;
  bg_analysis *analysis;
  bg_reading *reading;
} fixture;

static int set_up(void **state) {
  fixture *f = calloc(1, sizeof *f);
  f->diagnostics = bg_diagnostics_new();
  assert_int_equal(bg_ontology_load("ontology/briefgraph.ttl", f->diagnostics, &f->ontology), BG_OK);
  assert_int_equal(bg_gazetteer_load("ontology/gazetteer", f->ontology, f->diagnostics, &f->gazetteer), BG_OK);
  *state = f;
  return 0;
}

static void forget(fixture *f) {
  bg_reading_free(f->reading);
  bg_analysis_free(f->analysis);
  bg_brief_free(f->brief);
  f->reading = NULL;
  f->analysis = NULL;
  f->brief = NULL;
}

static int tear_down(void **state) {
  fixture *f = *state;
  forget(f);
  bg_gazetteer_free(f->gazetteer);
  bg_ontology_free(f->ontology);
  bg_diagnostics_free(f->diagnostics);
  free(f);
  return 0;
}

static bg_str field(bg_str *row) {
  bg_str part = BG_STR_EMPTY;
  while (row->len > 0 && part.len == 0)
    if (!bg_str_split(row, ' ', &part)) break;
  return part;
}

static void add_word(bg_analysis *a, bg_str text, size_t *at, bg_str row) {
  bg_str form = field(&row), upos = field(&row), head = field(&row), rel = field(&row), lemma = field(&row);
  size_t start = bg_str_find(text, form, *at);
  assert_true(start != SIZE_MAX);
  bg_word w = {.form = bg_str_slice(text, start, start + form.len),
               .lemma = bg_arena_str(a->arena, lemma.len ? lemma : form),
               .start = start,
               .end = start + form.len,
               .head = (uint32_t)strtoul(head.data, NULL, 10) - 1};
  bg_upos tag;
  bg_deprel relation;
  assert_true(bg_upos_parse(upos, &tag) && bg_deprel_parse(rel, &relation));
  w.upos = (uint8_t)tag;
  w.deprel = (uint8_t)relation;
  *at = w.end;
  a->words = realloc(a->words, (a->word_count + 1) * sizeof w);
  a->words[a->word_count++] = w;
  a->word_capacity = a->word_count;
  a->sentences[a->sentence_count - 1].word_count++;
  a->sentences[a->sentence_count - 1].end = w.end;
}

static void read_rows(fixture *f, const char *text, const char *rows) {
  forget(f);
  assert_int_equal(bg_brief_parse(bg_str_from(text), "test", f->diagnostics, &f->brief), BG_OK);
  f->analysis = bg_analysis_new();
  bg_analysis *a = f->analysis;
  bg_str whole = bg_brief_text(f->brief), rest = bg_str_from(rows), row;
  a->sentences = calloc(8, sizeof *a->sentences);
  a->sentence_capacity = 8;
  size_t at = 0;
  bool open = false;
  while (bg_str_split(&rest, '\n', &row)) {
    if (row.len == 0) open = false;
    else {
      if (!open) a->sentences[a->sentence_count++] = (bg_sentence){.start = at, .first_word = a->word_count};
      open = true;
      add_word(a, whole, &at, row);
    }
  }
  f->reading = bg_reading_new(f->brief, f->analysis);
  bg_names_read(f->gazetteer, NULL, f->ontology, f->reading);
}

/* The mention with exactly this text, the n-th of them. */
static const bg_mention *mention(const fixture *f, const char *text, size_t n) {
  for (size_t i = 0; i < f->reading->mention_count; i++) {
    const bg_mention *m = &f->reading->mentions[i];
    if (bg_str_is(bg_str_slice(bg_brief_text(f->brief), m->start, m->end), text) && n-- == 0) return m;
  }
  return NULL;
}

static const char *entity_of(const fixture *f, const char *text, size_t n) {
  static char id[128];
  const bg_mention *m = mention(f, text, n);
  if (!m) return "(no mention)";
  if (m->entity == BG_NO_ENTITY) return "(open)";
  snprintf(id, sizeof id, "%.*s", BG_FMT(f->reading->entities[m->entity].entity.id));
  return id;
}

static void test_states_and_capitals(void **state) {
  fixture *f = *state;
  read_rows(
      f, "Nairobi agreed to Ethiopian demands. Diplomats met in Nairobi.",
      "Nairobi PROPN 2 nsubj\nagreed VERB 0 root agree\nto ADP 5 case\nEthiopian ADJ 5 amod\n"
      "demands NOUN 2 obl demand\n. PUNCT 2 punct\n\n"
      "Diplomats NOUN 2 nsubj diplomat\nmet VERB 0 root meet\nin ADP 4 case\nNairobi PROPN 2 obl\n. PUNCT 2 punct\n");
  assert_string_equal(entity_of(f, "Nairobi", 0), "kenya");
  assert_int_equal(mention(f, "Nairobi", 0)->form, BG_FORM_METONYM);
  assert_string_equal(entity_of(f, "Ethiopian", 0), "ethiopia");
  assert_int_equal(mention(f, "Ethiopian", 0)->form, BG_FORM_ADJECTIVE);
  assert_string_equal(entity_of(f, "Nairobi", 1), "nairobi");
  assert_int_equal(mention(f, "Nairobi", 1)->kind, BG_KIND_PLACE);
  for (size_t i = 0; i < f->reading->mention_count; i++) {
    const bg_mention *m = &f->reading->mentions[i];
    assert_true(m->head_word >= m->first_word && m->head_word < m->end_word);
    assert_true(m->confidence > 0 && m->confidence <= 1);
  }
}

static void test_headlines(void **state) {
  fixture *f = *state;
  read_rows(f, "CHILE AND PERU SIGN",
            "CHILE PROPN 4 nsubj\nAND CCONJ 3 cc and\nPERU PROPN 1 conj\nSIGN VERB 0 root sign\n");
  assert_string_equal(entity_of(f, "CHILE", 0), "chile");
  assert_string_equal(entity_of(f, "PERU", 0), "peru");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_states_and_capitals, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_headlines, set_up, tear_down),
  };
  return cmocka_run_group_tests_name("names", tests, NULL, NULL);
}
