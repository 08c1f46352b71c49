#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "extract/gazetteer.h"
#include "unit.h"

#define HEAD                                                                                                \
  "@prefix : <https://w3id.org/briefgraph/gazetteer/> .\n@prefix bg: <https://w3id.org/briefgraph/ns#> .\n" \
  "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"

static const char known[] = HEAD
    "<> a skos:ConceptScheme ; skos:prefLabel \"invented names\" .\n"
    ":freedonia a bg:State ; skos:prefLabel \"Freedonia\" ; bg:iso2 \"XF\" ; bg:iso3 \"XFR\" ;\n"
    "  skos:altLabel \"Republic of Freedonia\", \"Freiland\"@de, \"the Republic\" ; bg:abbreviation \"F.R.\" ;\n"
    "  bg:demonym \"Freedonian\", \"Freedonians\" ; bg:metonym \"Marxville\" ; skos:broader :the-west ;\n"
    "  skos:exactMatch <http://www.wikidata.org/entity/Q1> ; skos:note \"not read\" .\n"
    ":the-west a bg:Place ; skos:prefLabel \"Westland\" .\n"
    ":marxville a bg:Place ; skos:prefLabel \"Marxville\" ; bg:partOf :freedonia .\n"
    ":sylvania a bg:State ; skos:prefLabel \"Sylvania\" ; skos:altLabel \"C\\u00F4te d'Or\" .\n"
    ":sylvania-mo a bg:Place ; skos:prefLabel \"Sylvania\" .\n"
    ":who a bg:Organization ; skos:prefLabel \"World Hat Office\" ; bg:abbreviation \"WHO\" .\n"
    ":shabaab a bg:ArmedGroup ; skos:prefLabel \"al-Shabaab\" .\n"
    ":quad a bg:StateGroup ; skos:prefLabel \"Quad\" ; bg:ambiguousLabel \"Quad\", \"The Four\" .\n"
    ":climate a bg:Issue ; skos:prefLabel \"climate change\" .\n"
    ":pm a bg:Office ; skos:prefLabel \"prime minister\" ; skos:inScheme bg:CommonNouns .\n"
    ":hat a bg:Issue ; skos:prefLabel \"hat\" .\n:hat-party a bg:PoliticalParty ; skos:prefLabel \"Hat\" .\n";

typedef struct {
  char *directory;
  char *file;
  bg_ontology *ontology;
  bg_diagnostics *diagnostics;
} fixture;

static int set_up(void **state) {
  fixture *f = calloc(1, sizeof *f);
  char template[] = "/tmp/briefgraph-gazetteer-XXXXXX";
  assert_non_null(mkdtemp(template));
  f->directory = bg_str_dup(bg_str_from(template));
  f->file = bg_path_join(f->directory, "names.ttl");
  f->diagnostics = bg_diagnostics_new();
  assert_int_equal(bg_ontology_load("ontology/briefgraph.ttl", f->diagnostics, &f->ontology), BG_OK);
  *state = f;
  return 0;
}

static int tear_down(void **state) {
  fixture *f = *state;
  unlink(f->file);
  rmdir(f->directory);
  bg_ontology_free(f->ontology);
  bg_diagnostics_free(f->diagnostics);
  free(f->directory);
  free(f->file);
  free(f);
  return 0;
}

static bg_status load(fixture *f, const char *turtle, bg_gazetteer **g) {
  assert_int_equal(bg_write_file(f->file, bg_str_from(turtle), f->diagnostics), BG_OK);
  return bg_gazetteer_load(f->directory, f->ontology, f->diagnostics, g);
}

static bg_gazetteer *load_known(fixture *f) {
  bg_gazetteer *g;
  assert_int_equal(load(f, known, &g), BG_OK);
  return g;
}

/* "id/kind" of each sense, with '?' when ambiguous; kinds are n a d m. */
static void assert_senses(const bg_gazetteer *g, const char *name, const char *expected) {
  size_t count;
  const bg_sense *senses = bg_gazetteer_senses(g, bg_str_from(name), &count);
  bg_buffer out = {0};
  bg_buffer_puts(&out, "");
  for (size_t i = 0; i < count; i++)
    bg_buffer_printf(&out, "%s%.*s/%c%s", i ? " " : "", BG_FMT(bg_gazetteer_concept(g, senses[i].concept)->id),
                     "nadm"[senses[i].kind], senses[i].ambiguous ? "?" : "");
  assert_str(bg_buffer_str(&out), expected);
  bg_buffer_free(&out);
}

static void concepts_have_what_the_file_says(void **state) {
  bg_gazetteer *g = load_known(*state);
  assert_int_equal(bg_gazetteer_count(g), 12);
  const bg_concept *c = bg_gazetteer_concept(g, 0);
  assert_str(c->iri, "https://w3id.org/briefgraph/gazetteer/freedonia");
  assert_str(c->id, "freedonia");
  assert_str(c->type, "State");
  assert_str(c->label, "Freedonia");
  assert_str(c->iso2, "XF");
  assert_str(c->iso3, "XFR");
  assert_str(c->wikidata, "Q1");
  assert_int_equal(c->part_of_count, 1);
  assert_str(bg_gazetteer_concept(g, c->part_of[0])->label, "Westland");
  size_t count;
  assert_true(bg_gazetteer_concept(g, bg_gazetteer_senses(g, BG_STR("prime minister"), &count)->concept)->common);
  assert_false(c->common);
  bg_gazetteer_free(g);
}

static void names_have_senses(void **state) {
  bg_gazetteer *g = load_known(*state);
  assert_senses(g, "Freedonia", "freedonia/n");
  assert_senses(g, "Freedonians", "freedonia/d");
  assert_senses(g, "Freiland", "");
  assert_senses(g, "Marxville", "freedonia/m marxville/n"); /* a place of the state: no ambiguity */
  assert_senses(g, "Sylvania", "sylvania/n? sylvania-mo/n?");
  assert_senses(g, "Quad", "quad/n?");
  assert_senses(g, "The Four", "quad/n?");
  assert_senses(g, "", "");
  assert_senses(g, "invented names", "");
  bg_gazetteer_free(g);
}

static void spellings_that_count_as_one(void **state) {
  bg_gazetteer *g = load_known(*state);
  static const char *const abbreviations[] = {"F.R.", "F.R", "FR.", "FR"};
  for (size_t i = 0; i < 4; i++) assert_senses(g, abbreviations[i], "freedonia/a");
  assert_senses(g, "Republic\u00a0of \n Freedonia", "freedonia/n");
  assert_senses(g, "Cote d\u2019Or", "sylvania/n");
  assert_senses(g, "Co\u0302te d`Or", "sylvania/n");
  assert_senses(g, "al\u2011Shabaab", "shabaab/n");
  assert_senses(g, "Al Shabaab", "shabaab/n");
  assert_senses(g, "al - Shabaab", "");
  assert_senses(g, "The Republic", "freedonia/n");
  bg_gazetteer_free(g);
}

static void capitals_matter_unless_the_label_has_none(void **state) {
  bg_gazetteer *g = load_known(*state);
  assert_senses(g, "WHO", "who/a");
  assert_senses(g, "Who", "");
  assert_senses(g, "who", "");
  assert_senses(g, "freedonia", "");
  assert_senses(g, "Climate Change", "climate/n");
  assert_senses(g, "Climate change", "climate/n");
  assert_senses(g, "hat", "hat/n");
  assert_senses(g, "HAT", "hat/n");
  assert_senses(g, "Hat", "hat-party/n? hat/n?");
  assert_senses(g, "FREEDONIA", "freedonia/n");
  assert_senses(g, "REPUBLIC OF FREEDONIA", "freedonia/n");
  bg_gazetteer_free(g);
}

/* Words separated by spaces; '_' joins a word to the one before. */
static bg_analysis *words(const char *text) {
  bg_analysis *a = bg_analysis_new();
  bg_str rest = bg_str_from(text), part;
  a->words = calloc(32, sizeof *a->words);
  a->word_capacity = 32;
  while (bg_str_split(&rest, ' ', &part)) {
    bool joined = bg_str_starts(part, BG_STR("_"));
    if (joined) part = bg_str_slice(part, 1, part.len);
    if (joined) a->words[a->word_count - 1].space_after = false;
    a->words[a->word_count++] = (bg_word){.form = part, .space_after = true};
  }
  a->sentences = calloc(2, sizeof *a->sentences);
  a->sentence_capacity = a->sentence_count = 2;
  a->sentences[0] = (bg_sentence){.word_count = a->word_count - 1};
  a->sentences[1] = (bg_sentence){.first_word = a->word_count - 1, .word_count = 1};
  return a;
}

/* The lengths of matches at each word of the first sentence. */
static void assert_matches(const bg_gazetteer *g, const char *text, const char *lengths) {
  bg_analysis *a = words(text);
  char found[33] = {0};
  for (size_t i = 0; i + 1 < a->word_count; i++) {
    const bg_sense *senses;
    size_t count, length = bg_gazetteer_match(g, a, 0, i, &senses, &count);
    assert_true((length > 0) == (count > 0) && (count > 0) == (senses != NULL));
    found[i] = (char)('0' + length);
  }
  assert_string_equal(found, lengths);
  bg_analysis_free(a);
}

static void the_longest_name_is_found(void **state) {
  bg_gazetteer *g = load_known(*state);
  assert_matches(g, "Republic of Freedonia _'s hat .", "30101");
  assert_matches(g, "F.R. _- _Sylvania ties .", "1010");
  assert_matches(g, "Al _- _Shabaab _- _led attacks .", "300000");
  assert_matches(g, "an al _- _Shabaab .", "0300");
  assert_matches(g, "Climate Change and climate policy .", "20000");
  assert_matches(g, "REPUBLIC OF FREEDONIA VOTES .", "3010");
  assert_matches(g, "the Republic of Freedonia .", "0301"); /* "the Republic" is a name, but ends before */
  assert_matches(g, "the Republic voted .", "200");
  assert_matches(g, "Freedonia _- .", "10");
  assert_matches(g, "Republic of Freedonia", "00"); /* the last word is another sentence */
  bg_gazetteer_free(g);
}

/* ---- what is wrong with a file ---- */

static void assert_error(fixture *f, const char *turtle, size_t line, const char *message) {
  bg_gazetteer *g;
  size_t before = bg_diagnostics_count(f->diagnostics);
  assert_int_not_equal(load(f, turtle, &g), BG_OK);
  assert_null(g);
  assert_true(bg_diagnostics_count(f->diagnostics) > before);
  const bg_diagnostic *d = bg_diagnostics_get(f->diagnostics, before);
  if (!strstr(d->message, message)) fail_msg("\"%s\" does not say \"%s\"", d->message, message);
  assert_string_equal(d->location.file, f->file);
  assert_int_equal(d->location.line, line);
}

static void broken_files_are_refused_by_line(void **state) {
  fixture *f = *state;
  assert_error(f, HEAD ":a a bg:State ; skos:prefLabel \"A\n", 4, "");
  assert_error(f, HEAD "\n:a skos:prefLabel \"A\" .\n", 5, "no type");
  assert_error(f, HEAD "\n:a a bg:State .\n", 5, "no label");
  assert_error(f, HEAD ":a a bg:Stat ; skos:prefLabel \"A\" .\n", 4, "did you mean bg:State");
  assert_error(f, HEAD ":a a bg:Claim ; skos:prefLabel \"A\" .\n", 4, "no kind of entity");
  assert_error(f, HEAD ":a a bg:State, bg:Place ; skos:prefLabel \"A\" .\n", 4, "two types");
  assert_error(f, HEAD ":a a bg:State ; skos:prefLabel \"A\", \"B\" .\n", 4, "two preferred labels");
  assert_error(f, HEAD ":a a bg:State ; skos:prefLabel \"A\" ; bg:iso2 \"usa\" .\n", 4, "code of 2");
  assert_error(f, HEAD ":a a bg:State ; skos:prefLabel \"A\" ; skos:broader :b .\n", 4, "which no file describes");
  assert_error(f, HEAD ":a a bg:State ; skos:prefLabel \"A\" ; skos:broader :a .\n", 4, "part of itself");
  assert_error(f, HEAD ":a a bg:State ; skos:prefLabel \"A\" ; skos:broader \"b\" .\n", 4, "takes an IRI");
  assert_error(f, HEAD ":a a bg:State ; skos:prefLabel \"A\" .\n<http://x/a> a bg:State ; skos:prefLabel \"B\" .\n", 5,
               "taken by another");
  assert_error(f, HEAD "\n\n<http://x/\u00e9> a bg:State ; skos:prefLabel \"A\" .\n", 6, "made of ASCII");
  assert_error(f, HEAD ":a a bg:State ; skos:prefLabel \"A\" ; bg:demonym \" \" .\n", 4, "no text can have");
  bg_gazetteer *g;
  assert_int_equal(bg_gazetteer_load("/tmp/no-such-directory", f->ontology, f->diagnostics, &g), BG_ERROR_IO);
}

static void an_unknown_property_is_a_warning(void **state) {
  fixture *f = *state;
  bg_gazetteer *g;
  assert_int_equal(load(f, HEAD ":a a bg:State ; skos:prefLabel \"A\" ; bg:demonim \"Aish\" .\n", &g), BG_OK);
  assert_int_equal(bg_diagnostics_warnings(f->diagnostics), 1);
  bg_gazetteer_free(g);
}

/* ---- the files that come with the program ---- */

static void shipped_names_are_known(void **state) {
  fixture *f = *state;
  bg_gazetteer *g;
  assert_int_equal(bg_gazetteer_load("ontology/gazetteer", f->ontology, f->diagnostics, &g), BG_OK);
  assert_int_equal(bg_diagnostics_count(f->diagnostics), 0);
  assert_senses(g, "U.S.", "united-states/a");
  assert_senses(g, "Pakistanis", "pakistan/d");
  assert_senses(g, "Islamabad", "pakistan/m islamabad/n");
  assert_senses(g, "Congolese", "dr-congo/d? republic-of-the-congo/d?");
  assert_senses(g, "Georgia", "georgia/n? georgia-us/n?");
  assert_senses(g, "Korea", "north-korea/n? south-korea/n?");
  assert_senses(g, "Dominican", "dominica/d? dominican-republic/d?");
  assert_senses(g, "Niger", "niger/n?");
  assert_senses(g, "Nigerien", "niger/d");
  assert_senses(g, "Guinea-Bissau", "guinea-bissau/n");
  assert_senses(g, "Turkey", "turkey/n?");
  assert_senses(g, "Jordan", "jordan/n?");
  assert_senses(g, "Burma", "myanmar/n");
  assert_senses(g, "Who", "");
  assert_senses(g, "us", "");
  assert_senses(g, "Kremlin", "russia/m");
  bg_gazetteer_free(g);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(concepts_have_what_the_file_says, set_up, tear_down),
      cmocka_unit_test_setup_teardown(names_have_senses, set_up, tear_down),
      cmocka_unit_test_setup_teardown(spellings_that_count_as_one, set_up, tear_down),
      cmocka_unit_test_setup_teardown(capitals_matter_unless_the_label_has_none, set_up, tear_down),
      cmocka_unit_test_setup_teardown(the_longest_name_is_found, set_up, tear_down),
      cmocka_unit_test_setup_teardown(broken_files_are_refused_by_line, set_up, tear_down),
      cmocka_unit_test_setup_teardown(an_unknown_property_is_a_warning, set_up, tear_down),
      cmocka_unit_test_setup_teardown(shipped_names_are_known, set_up, tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
