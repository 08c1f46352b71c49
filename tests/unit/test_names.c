#include <unistd.h>

#include "base/file.h"
#include "extract/label_model.h"
#include "extract/names.h"
#include "language/language.h"
#include "unit.h"

/* A document made by hand: one word a row as "form UPOS head relation [lemma]", heads counted from 1 in the sentence,
 * sentences divided by an empty row. */
typedef struct {
  bg_diagnostics *diagnostics;
  bg_ontology *ontology;
  bg_gazetteer *gazetteer;
  bg_language *language; /* the shipped models, for the tests that read plain text */
  bg_model_file *model;
  bg_labeller *labeller;
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

static int set_up_models(void **state) {
  set_up(state);
  fixture *f = *state;
  assert_int_equal(bg_language_load("data/models/english.model", f->diagnostics, &f->language), BG_OK);
  assert_int_equal(bg_model_file_open("data/models/names.model", f->diagnostics, &f->model), BG_OK);
  assert_int_equal(bg_labeller_new(f->model, f->diagnostics, &f->labeller), BG_OK);
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
  bg_labeller_free(f->labeller);
  bg_model_file_close(f->model);
  bg_language_free(f->language);
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
               .space_after = start + form.len < text.len && text.data[start + form.len] == ' ',
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

static void read_text(fixture *f, const char *text) {
  forget(f);
  assert_int_equal(bg_brief_parse(bg_str_from(text), "test", f->diagnostics, &f->brief), BG_OK);
  f->analysis = bg_analysis_new();
  bg_language_analyse_brief(f->language, f->brief, f->analysis);
  f->reading = bg_reading_new(f->brief, f->analysis);
  bg_names_read(f->gazetteer, f->labeller, f->ontology, f->reading);
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

static const bg_found_entity *entity(const fixture *f, const char *id) {
  for (size_t i = 0; i < f->reading->entity_count; i++)
    if (bg_str_is(f->reading->entities[i].entity.id, id)) return &f->reading->entities[i];
  return NULL;
}

static void test_people_and_officials(void **state) {
  fixture *f = *state;
  read_rows(f, "Kenyan officials met Sudanese farmers and ordinary Ugandans.",
            "Kenyan ADJ 2 amod\nofficials NOUN 3 nsubj official\nmet VERB 0 root meet\nSudanese ADJ 5 amod\n"
            "farmers NOUN 3 obj farmer\nand CCONJ 8 cc\nordinary ADJ 8 amod\nUgandans PROPN 5 conj\n. PUNCT 3 punct\n");
  assert_string_equal(entity_of(f, "Kenyan officials", 0), "kenya");
  assert_int_equal(mention(f, "Kenyan officials", 0)->form, BG_FORM_NOMINAL);
  assert_string_equal(entity_of(f, "Sudanese farmers", 0), "sudanese-farmers");
  assert_str(entity(f, "sudanese-farmers")->entity.type, "SocialGroup");
  assert_str(entity(f, "sudanese-farmers")->entity.part_of.items[0], "sudan");
  assert_string_equal(entity_of(f, "ordinary Ugandans", 0), "ordinary-ugandans");
  assert_str(entity(f, "ordinary-ugandans")->iso3, "UGA");
}

static void test_offices(void **state) {
  fixture *f = *state;
  read_rows(
      f, "Peru's army chief resigned. The army chief of Peru left.",
      "Peru PROPN 4 nmod:poss\n's PART 1 case\narmy NOUN 4 compound\nchief NOUN 5 nsubj\nresigned VERB 0 root resign\n"
      ". PUNCT 5 punct\n\nThe DET 3 det the\narmy NOUN 3 compound\nchief NOUN 6 nsubj\nof ADP 5 case\n"
      "Peru PROPN 3 nmod\nleft VERB 0 root leave\n. PUNCT 6 punct\n");
  assert_string_equal(entity_of(f, "Peru's army chief", 0), "peru-army-chief");
  assert_string_equal(entity_of(f, "The army chief of Peru", 0), "peru-army-chief");
  assert_str(entity(f, "peru-army-chief")->entity.type, "Office");
  assert_str(entity(f, "peru-army-chief")->entity.part_of.items[0], "peru");
}

static void test_short_forms(void **state) {
  fixture *f = *state;
  read_rows(f, "The Lake Chad Water Board (LCWB) met. LCWB agreed.",
            "The DET 5 det\nLake PROPN 5 compound\nChad PROPN 5 compound\nWater PROPN 5 compound\nBoard PROPN 9 nsubj\n"
            "( PUNCT 7 punct\nLCWB PROPN 5 appos\n) PUNCT 7 punct\nmet VERB 0 root meet\n. PUNCT 9 punct\n\n"
            "LCWB PROPN 2 nsubj\nagreed VERB 0 root agree\n. PUNCT 2 punct\n");
  assert_string_equal(entity_of(f, "Lake Chad Water Board", 0), "lake-chad-water-board");
  assert_string_equal(entity_of(f, "LCWB", 0), "lake-chad-water-board");
  assert_string_equal(entity_of(f, "LCWB", 1), "lake-chad-water-board");
  assert_int_equal(mention(f, "LCWB", 1)->form, BG_FORM_ABBREVIATION);
  assert_str(entity(f, "lake-chad-water-board")->concept, "");
}

static void test_references(void **state) {
  fixture *f = *state;
  read_rows(f, "Bolivia met Chile. The two countries agreed. Later Bolivia said it would pay.",
            "Bolivia PROPN 2 nsubj\nmet VERB 0 root meet\nChile PROPN 2 obj\n. PUNCT 2 punct\n\nThe DET 3 det the\n"
            "two NUM 3 nummod\ncountries NOUN 4 nsubj country\nagreed VERB 0 root agree\n. PUNCT 4 punct\n\n"
            "Later ADV 3 advmod\nBolivia PROPN 3 nsubj\nsaid VERB 0 root say\nit PRON 6 nsubj\nwould AUX 6 aux\n"
            "pay VERB 3 ccomp\n. PUNCT 3 punct\n");
  assert_string_equal(entity_of(f, "The two countries", 0), "bolivia");
  assert_string_equal(entity_of(f, "The two countries", 1), "chile");
  assert_string_equal(entity_of(f, "it", 0), "bolivia");
  assert_int_equal(mention(f, "it", 0)->form, BG_FORM_PRONOUN);
  read_rows(f, "Ghana and Togo argued. The country denied it.",
            "Ghana PROPN 4 nsubj\nand CCONJ 3 cc\nTogo PROPN 1 conj\nargued VERB 0 root argue\n. PUNCT 4 punct\n\n"
            "The DET 2 det the\ncountry NOUN 3 nsubj\ndenied VERB 0 root deny\nit PRON 3 obj\n. PUNCT 3 punct\n");
  assert_string_equal(entity_of(f, "The country", 0), "(open)");
}

/* Who acts in a country is another one, where another one was named. */
static void test_the_country(void **state) {
  fixture *f = *state;
  read_rows(f, "Malawi borrowed. Norway supports clinics in the country.",
            "Malawi PROPN 2 nsubj\nborrowed VERB 0 root borrow\n. PUNCT 2 punct\n\nNorway PROPN 2 nsubj\n"
            "supports VERB 0 root support\nclinics NOUN 2 obj clinic\nin ADP 6 case\nthe DET 6 det\n"
            "country NOUN 3 nmod\n. PUNCT 2 punct\n");
  assert_string_equal(entity_of(f, "the country", 0), "malawi");
  read_rows(f, "Malawi troubles Norway, which has ties with the country.",
            "Malawi PROPN 2 nsubj\ntroubles VERB 0 root trouble\nNorway PROPN 2 obj\n, PUNCT 6 punct\n"
            "which PRON 6 nsubj\nhas VERB 3 acl:relcl have\nties NOUN 6 obj tie\nwith ADP 10 case\nthe DET 10 det\n"
            "country NOUN 7 nmod\n. PUNCT 2 punct\n");
  assert_string_equal(entity_of(f, "the country", 0), "malawi");
  read_rows(f, "Norway asks Malawi about Chinese roads in the country.",
            "Norway PROPN 2 nsubj\nasks VERB 0 root ask\nMalawi PROPN 2 obj\nabout ADP 6 case\nChinese ADJ 6 amod\n"
            "roads NOUN 2 obl road\nin ADP 9 case\nthe DET 9 det\ncountry NOUN 6 nmod\n. PUNCT 2 punct\n");
  assert_string_equal(entity_of(f, "the country", 0), "malawi");
}

static void test_possessors_of_what_acts(void **state) {
  fixture *f = *state;
  read_rows(f, "Norway eased Malawi's debts, which compel it to pay.",
            "Norway PROPN 2 nsubj\neased VERB 0 root ease\nMalawi PROPN 5 nmod:poss\n's PART 3 case\n"
            "debts NOUN 2 obj debt\n, PUNCT 8 punct\nwhich PRON 8 nsubj\ncompel VERB 5 acl:relcl\nit PRON 8 obj\n"
            "to PART 11 mark\npay VERB 8 xcomp\n. PUNCT 2 punct\n");
  assert_string_equal(entity_of(f, "it", 0), "malawi");
}

/* The states in a known name for an event act, and ties are no groups. */
static void test_states_in_events_and_ties(void **state) {
  fixture *f = *state;
  read_rows(f, "The Russian invasion of Ukraine began.",
            "The DET 3 det the\nRussian ADJ 3 amod\ninvasion NOUN 6 nsubj\nof ADP 5 case\nUkraine PROPN 3 nmod\n"
            "began VERB 0 root begin\n. PUNCT 6 punct\n");
  assert_string_equal(entity_of(f, "Russian", 0), "russia");
  assert_string_equal(entity_of(f, "Ukraine", 0), "ukraine");
  read_rows(f, "Our strategic alliance with Japan matters.",
            "Our PRON 3 nmod:poss our\nstrategic ADJ 3 amod\nalliance NOUN 6 nsubj\nwith ADP 5 case\n"
            "Japan PROPN 3 nmod\nmatters VERB 0 root matter\n. PUNCT 6 punct\n");
  assert_null(mention(f, "strategic alliance", 0));
  assert_null(mention(f, "Our strategic alliance", 0));
}

static void test_ambiguous_states(void **state) {
  fixture *f = *state;
  read_rows(f, "Georgia voted. Tbilisi and Armenia reacted.",
            "Georgia PROPN 2 nsubj\nvoted VERB 0 root vote\n. PUNCT 2 punct\n\nTbilisi PROPN 4 nsubj\nand CCONJ 3 cc\n"
            "Armenia PROPN 1 conj\nreacted VERB 0 root react\n. PUNCT 4 punct\n");
  assert_string_equal(entity_of(f, "Georgia", 0), "georgia");
  read_rows(f, "They met in Atlanta, Georgia.",
            "They PRON 2 nsubj\nmet VERB 0 root meet\nin ADP 4 case\nAtlanta PROPN 2 obl\n, PUNCT 6 punct\n"
            "Georgia PROPN 4 appos\n. PUNCT 2 punct\n");
  assert_string_equal(entity_of(f, "Georgia", 0), "georgia-us");
  read_rows(f, "Georgia voted.", "Georgia PROPN 2 nsubj\nvoted VERB 0 root vote\n. PUNCT 2 punct\n");
  assert_string_equal(entity_of(f, "Georgia", 0), "georgia-name");
}

static void test_issues_and_events(void **state) {
  fixture *f = *state;
  read_rows(f, "Mali faces a severe bread crisis after the 2012 coup.",
            "Mali PROPN 2 nsubj\nfaces VERB 0 root face\na DET 6 det\nsevere ADJ 6 amod\nbread NOUN 6 compound\n"
            "crisis NOUN 2 obj\nafter ADP 10 case\nthe DET 10 det the\n2012 NUM 10 nummod\ncoup NOUN 2 obl\n. PUNCT 2 "
            "punct\n");
  assert_string_equal(entity_of(f, "a severe bread crisis", 0), "bread-crisis");
  assert_str(entity(f, "bread-crisis")->entity.type, "Issue");
  assert_string_equal(entity_of(f, "the 2012 coup", 0), "2012-coup");
  assert_str(entity(f, "2012-coup")->entity.type, "Event");
}

/* What somebody does to somebody is a tie, but for dates; languages and headlines name nobody. */
static void test_what_is_no_entity(void **state) {
  fixture *f = *state;
  read_rows(f, "Togo's sudden withdrawal from ECOWAS worried Chad.",
            "Togo PROPN 4 nmod:poss\n's PART 1 case\nsudden ADJ 4 amod\nwithdrawal NOUN 7 nsubj\nfrom ADP 6 case\n"
            "ECOWAS PROPN 4 nmod\nworried VERB 0 root worry\nChad PROPN 7 obj\n. PUNCT 7 punct\n");
  assert_int_equal(f->reading->entity_count, 3);
  read_rows(f, "They met under a French acronym.",
            "They PRON 2 nsubj\nmet VERB 0 root meet\nunder ADP 6 case\na DET 6 det\nFrench ADJ 6 amod\n"
            "acronym NOUN 2 obl\n. PUNCT 2 punct\n");
  assert_null(mention(f, "French", 0));
  read_rows(f, "Chad's military operation ended.",
            "Chad PROPN 4 nmod:poss\n's PART 1 case\nmilitary ADJ 4 amod\noperation NOUN 5 nsubj\n"
            "ended VERB 0 root end\n. PUNCT 5 punct\n");
  assert_string_equal(entity_of(f, "Chad", 0), "chad");
}

static void test_labels(void **state) {
  fixture *f = *state;
  read_rows(f, "Chad's army and the United States' navy met West African ministers.",
            "Chad PROPN 3 nmod:poss\n's PART 1 case\narmy NOUN 10 nsubj\nand CCONJ 9 cc\nthe DET 6 det\n"
            "United PROPN 9 nmod:poss\nStates PROPN 6 flat\n' PART 6 case\nnavy NOUN 3 conj\n"
            "met VERB 0 root meet\nWest ADJ 13 amod\nAfrican ADJ 13 amod\nministers NOUN 10 obj minister\n"
            ". PUNCT 10 punct\n");
  assert_str(entity(f, "chad-army")->entity.label, "Chad's army");
  assert_str(entity(f, "west-african-ministers")->entity.label, "West African ministers");
  read_rows(f, "The king of Chad resigned.",
            "The DET 2 det the\nking NOUN 5 nsubj\nof ADP 4 case\nChad PROPN 2 nmod\nresigned VERB 0 root resign\n"
            ". PUNCT 5 punct\n");
  assert_str(entity(f, "chad-king")->entity.label, "king of Chad");
}

/* Who is described beside a name is the named one. */
static void test_names_beside(void **state) {
  fixture *f = *state;
  read_rows(f, "They founded a new body, the Arab League. ECOWAS sued the regional bloc SADC.",
            "They PRON 2 nsubj\nfounded VERB 0 root found\na DET 5 det\nnew ADJ 5 amod\nbody NOUN 2 obj\n"
            ", PUNCT 9 punct\nthe DET 9 det\nArab PROPN 9 compound\nLeague PROPN 5 appos\n. PUNCT 2 punct\n\n"
            "ECOWAS PROPN 2 nsubj\nsued VERB 0 root sue\nthe DET 5 det the\nregional ADJ 5 amod\n"
            "bloc NOUN 2 obj\nSADC PROPN 5 appos\n. PUNCT 2 punct\n");
  assert_string_equal(entity_of(f, "a new body", 0), "arab-league");
  assert_string_equal(entity_of(f, "the regional bloc", 0), "sadc");
  read_rows(f, "ECOWAS met. Chad left the regional bloc.",
            "ECOWAS PROPN 2 nsubj\nmet VERB 0 root meet\n. PUNCT 2 punct\n\nChad PROPN 2 nsubj\n"
            "left VERB 0 root leave\nthe DET 5 det the\nregional ADJ 5 amod\nbloc NOUN 2 obj\n. PUNCT 2 punct\n");
  assert_string_equal(entity_of(f, "the regional bloc", 0), "ecowas");
}

/* "the Alliance" is the one that the text names, or the one that is called so by what it speaks of. */
static void test_generic_names(void **state) {
  fixture *f = *state;
  read_rows(f, "NATO met. The Alliance grew.",
            "NATO PROPN 2 nsubj\nmet VERB 0 root meet\n. PUNCT 2 punct\n\nThe DET 2 det the\n"
            "Alliance NOUN 3 nsubj alliance\ngrew VERB 0 root grow\n. PUNCT 3 punct\n");
  assert_string_equal(entity_of(f, "The Alliance", 0), "nato");
  read_rows(f, "NATO met the Alliance of Sahel States. The Alliance grew.",
            "NATO PROPN 2 nsubj\nmet VERB 0 root meet\nthe DET 4 det\nAlliance PROPN 2 obj\nof ADP 7 case\n"
            "Sahel PROPN 7 compound\nStates PROPN 4 nmod\n. PUNCT 2 punct\n\nThe DET 2 det the\n"
            "Alliance NOUN 3 nsubj alliance\ngrew VERB 0 root grow\n. PUNCT 3 punct\n");
  assert_string_equal(entity_of(f, "The Alliance", 0), "alliance-of-sahel-states");
  read_rows(f, "Kenya voted. The Alliance grew.",
            "Kenya PROPN 2 nsubj\nvoted VERB 0 root vote\n. PUNCT 2 punct\n\nThe DET 2 det the\n"
            "Alliance NOUN 3 nsubj alliance\ngrew VERB 0 root grow\n. PUNCT 3 punct\n");
  assert_null(entity(f, "nato"));
}

static void test_capitals_beside_nouns(void **state) {
  fixture *f = *state;
  read_rows(f, "Nairobi officials met in Nairobi.",
            "Nairobi PROPN 2 compound\nofficials NOUN 3 nsubj official\nmet VERB 0 root meet\nin ADP 5 case\n"
            "Nairobi PROPN 3 obl\n. PUNCT 3 punct\n");
  assert_string_equal(entity_of(f, "Nairobi officials", 0), "kenya");
  assert_string_equal(entity_of(f, "Nairobi", 1), "nairobi");
  assert_int_equal(entity(f, "kenya")->entity.aliases.count, 0);
  read_rows(f, "Nairobi's residents voted.",
            "Nairobi PROPN 3 nmod:poss\n's PART 1 case\nresidents NOUN 4 nsubj resident\n"
            "voted VERB 0 root vote\n. PUNCT 4 punct\n");
  assert_string_equal(entity_of(f, "Nairobi", 0), "nairobi");
}

/* The noun that a definition ends in says what is abbreviated. */
static void test_what_is_abbreviated(void **state) {
  fixture *f = *state;
  read_rows(f, "Chad imposed countervailing duties (CVD). It bought electric buses (EB).",
            "Chad PROPN 2 nsubj\nimposed VERB 0 root impose\ncountervailing ADJ 4 amod\nduties NOUN 2 obj duty\n"
            "( PUNCT 6 punct\nCVD PROPN 4 appos\n) PUNCT 6 punct\n. PUNCT 2 punct\n\nIt PRON 2 nsubj\n"
            "bought VERB 0 root buy\nelectric ADJ 4 amod\nbuses NOUN 2 obj bus\n( PUNCT 6 punct\n"
            "EB PROPN 4 appos\n) PUNCT 6 punct\n. PUNCT 2 punct\n");
  assert_string_equal(entity_of(f, "CVD", 0), "countervailing-duties");
  assert_str(entity(f, "countervailing-duties")->entity.type, "Instrument");
  assert_string_equal(entity_of(f, "EB", 0), "(open)");
}

static void test_whole_names(void **state) {
  fixture *f = *state;
  read_text(
      f,
      "# A Quarrel at the Doorstep: Can the Wedding of Minds Be Saved?\n\nThe dispute falls under the World Trade "
      "Organisation Subsidies and Countervailing Measures Agreement. Kenya joined.");
  assert_true(mention(f, "World Trade Organisation Subsidies and Countervailing Measures Agreement", 0) != NULL);
  assert_null(mention(f, "Quarrel", 0));
  assert_null(mention(f, "Wedding", 0));
}

static void test_odd_documents(void **state) {
  fixture *f = *state;
  /* no sentence, and a sentence whose words have no tree */
  read_rows(f, "Nothing here.", "");
  assert_int_equal(f->reading->mention_count, 0);
  read_rows(f, "( ( A.B. ) Niger ( )",
            "( PUNCT 2 dep\n( PUNCT 1 dep\nA.B. PROPN 4 dep\n) PUNCT 3 dep\nNiger PROPN 0 root\n( PUNCT 5 punct\n) "
            "PUNCT 5 punct\n");
  assert_true(mention(f, "Niger", 0) != NULL);
}

static void test_persons(void **state) {
  fixture *f = *state;
  read_text(f,
            "Prime Minister Tomasz Wieczorek met Finnish officials in Helsinki on Monday. Wieczorek said that he "
            "would visit Latvia.");
  assert_string_equal(entity_of(f, "Tomasz Wieczorek", 0), "tomasz-wieczorek");
  assert_string_equal(entity_of(f, "Wieczorek", 0), "tomasz-wieczorek");
  assert_string_equal(entity_of(f, "he", 0), "tomasz-wieczorek");
  assert_str(entity(f, "tomasz-wieczorek")->entity.type, "Person");
  assert_str(entity(f, "tomasz-wieczorek")->entity.description, "prime minister");
  assert_string_equal(entity_of(f, "Finnish officials", 0), "finland");
  assert_string_equal(entity_of(f, "Helsinki", 0), "helsinki");
}

static void test_false_friends(void **state) {
  fixture *f = *state;
  read_text(f, "Usaid Siddiqui wrote about Chilean fishermen. The U.S. Embassy in Santiago did not reply.");
  for (size_t i = 0; i < f->reading->entity_count; i++) {
    assert_false(bg_str_is(f->reading->entities[i].entity.id, "usaid"));
    assert_false(bg_str_is(f->reading->entities[i].entity.id, "chile") && f->reading->entities[i].mention_count > 1);
  }
  assert_string_equal(entity_of(f, "Chilean fishermen", 0), "chilean-fishermen");
}

static void test_regions(void **state) {
  fixture *f = *state;
  read_text(f,
            "The Sahel Water Compact (SWC) was signed in Niamey. Mali and Niger support the SWC, but the two countries "
            "differ over its budget. ECOWAS has criticized Bamako.");
  assert_int_not_equal(mention(f, "SWC", 0)->entity, BG_NO_ENTITY);
  assert_int_equal(mention(f, "SWC", 1)->entity, mention(f, "SWC", 0)->entity);
  assert_string_equal(entity_of(f, "Niamey", 0), "niamey");
  assert_string_equal(entity_of(f, "the two countries", 0), "mali");
  assert_string_equal(entity_of(f, "the two countries", 1), "niger");
  assert_string_equal(entity_of(f, "Bamako", 0), "mali");
  assert_str(entity(f, "ecowas")->entity.type, "InternationalOrganization");
}

static void test_same_bytes(void **state) {
  fixture *f = *state;
  const char *text =
      "President Ana Quispe of Bolivia told the Inter-American Development Bank that the drought hurts farmers.";
  read_text(f, text);
  size_t count = f->reading->mention_count;
  double sum = 0;
  for (size_t i = 0; i < count; i++) sum += f->reading->mentions[i].confidence;
  read_text(f, text);
  assert_int_equal(f->reading->mention_count, count);
  for (size_t i = 0; i < count; i++) sum -= f->reading->mentions[i].confidence;
  assert_true(sum < 1e-12 && sum > -1e-12);
}

/* A model file whose sections are not what the labeller expects is refused. */
static void test_bad_models(void **state) {
  fixture *f = *state;
  char path[] = "/tmp/briefgraph-names-XXXXXX";
  int descriptor = mkstemp(path);
  assert_true(descriptor >= 0);
  bg_str weights = bg_model_file_section(f->model, BG_LABEL_SECTION_WEIGHTS);
  bg_str chain = bg_model_file_section(f->model, BG_LABEL_SECTION_CHAIN);
  bg_str words = bg_model_file_section(f->model, BG_LABEL_SECTION_WORDS);
  for (int missing = 0; missing < 6; missing++) {
    bg_model_section sections[] = {{BG_LABEL_SECTION_WEIGHTS, missing == 0   ? BG_STR("x")
                                                              : missing == 3 ? bg_str_slice(weights, 0, 4000)
                                                                             : weights},
                                   {BG_LABEL_SECTION_CHAIN, missing == 1   ? BG_STR("")
                                                            : missing == 4 ? bg_str_slice(chain, 0, chain.len - 4)
                                                                           : chain},
                                   {BG_LABEL_SECTION_WORDS, missing == 2   ? BG_STR("")
                                                            : missing == 5 ? bg_str_slice(words, 4, words.len)
                                                                           : words}};
    assert_int_equal(bg_model_file_write(path, sections, 3, f->diagnostics), BG_OK);
    bg_model_file *file = NULL;
    bg_labeller *labeller = NULL;
    assert_int_equal(bg_model_file_open(path, f->diagnostics, &file), BG_OK);
    assert_int_not_equal(bg_labeller_new(file, f->diagnostics, &labeller), BG_OK);
    assert_null(labeller);
    bg_model_file_close(file);
  }
  close(descriptor);
  unlink(path);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_states_and_capitals, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_headlines, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_people_and_officials, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_offices, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_short_forms, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_references, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_the_country, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_possessors_of_what_acts, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_states_in_events_and_ties, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_ambiguous_states, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_issues_and_events, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_what_is_no_entity, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_labels, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_names_beside, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_generic_names, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_capitals_beside_nouns, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_what_is_abbreviated, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_whole_names, set_up_models, tear_down),
      cmocka_unit_test_setup_teardown(test_odd_documents, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_persons, set_up_models, tear_down),
      cmocka_unit_test_setup_teardown(test_false_friends, set_up_models, tear_down),
      cmocka_unit_test_setup_teardown(test_regions, set_up_models, tear_down),
      cmocka_unit_test_setup_teardown(test_same_bytes, set_up_models, tear_down),
      cmocka_unit_test_setup_teardown(test_bad_models, set_up_models, tear_down),
  };
  return cmocka_run_group_tests_name("names", tests, NULL, NULL);
}
