#include "rdf/check_term.h"
#include "rdf/line_writer.h"
#include "rdf/reader.h"
#include "rdf/triple_term.h"
#include "rdf/version.h"
#include "rdf/vocab.h"
#include "rdf/writer.h"
#include "unit.h"

static const bg_read_options quads_format = {.format = BG_FORMAT_NQUADS};

static bg_status read_into(bg_dataset *d, const char *text) {
  bg_diagnostics *diagnostics = bg_diagnostics_new();
  bg_status status = bg_rdf_read_text(bg_str_from(text), "x.nq", &quads_format, bg_dataset_sink(d), NULL, diagnostics);
  bg_diagnostics_free(diagnostics);
  return status;
}

#define INNER "<<( _:b <http://x/_:p> \"a _:c \\\" )>> \\u0001\"@en--rtl )>>"

static void triple_terms_come_apart_as_they_were_put_together(void **state) {
  (void)state;
  bg_buffer text = {0}, unescaped = {0};
  bg_term parts[3];
  bg_triple_terms(BG_STR(INNER), &unescaped, parts);
  assert_int_equal(parts[0].kind, BG_TERM_BLANK);
  assert_true(bg_str_is(parts[1].value, "http://x/_:p"));
  assert_true(bg_str_is(parts[2].value, "a _:c \" )>> \x01"));
  assert_true(bg_str_is(parts[2].language, "en--rtl"));
  bg_triple_put(&text, &parts[0], &parts[1], &parts[2]);
  assert_string_equal(text.data, INNER);
  bg_buffer_free(&text);
  bg_buffer_free(&unescaped);
}

static void blank_nodes_inside_strings_and_iris_are_none(void **state) {
  (void)state;
  size_t at = 0, count = 0;
  bg_str label;
  while (bg_triple_next_blank(BG_STR("<<( <http://x/a> <http://x/p> " INNER " )>>"), &at, &label)) count++;
  assert_int_equal(count, 1);
  assert_true(bg_str_is(label, "b"));
}

static void blank_scopes_reach_into_triple_terms(void **state) {
  (void)state;
  bg_dataset *d = bg_dataset_new();
  bg_dataset_new_blank_scope(d);
  assert_int_equal(read_into(d, "_:a <http://x/p> <<(_:a<http://x/q><<( _:b <http://x/r> \"_:a\")>>)>> .\n"), BG_OK);
  bg_dataset_index(d);
  bg_term object = bg_dataset_term(d, bg_dataset_quads(d)->o);
  assert_int_equal(object.kind, BG_TERM_TRIPLE);
  assert_true(bg_str_is(object.value, "<<( _:b1xa <http://x/q> <<( _:b1xb <http://x/r> \"_:a\" )>> )>>"));
  assert_true(bg_dataset_needs_rdf12(d));
  bg_dataset_free(d);
}

static void what_is_no_triple_term_is_refused(void **state) {
  (void)state;
  static const char *const bad[] = {
      "<http://x/s> <http://x/p> << <http://x/a> <http://x/b> <http://x/c> >> .",
      "<http://x/s> <http://x/p> <<( <http://x/a> <http://x/b> <http://x/c> .",
      "<http://x/s> <http://x/p> <<( <http://x/a> <http://x/b> )>> .",
      "<http://x/s> <http://x/p> <<( \"a\" <http://x/b> <http://x/c> )>> .",
      "<http://x/s> <http://x/p> <<( <http://x/a> _:b <http://x/c> )>> .",
      "<<( <http://x/a> <http://x/b> <http://x/c> )>> <http://x/p> <http://x/o> .",
      "<http://x/s> <http://x/p> \"a\"@en--up .",
      "<http://x/s> <http://x/p> \"a\"@en--ltrs .",
      "<http://x/s> <http://x/p> \"a\"@--ltr .",
      "<http://x/s> <http://x/p> \"a\"^^<" RDF_NS "dirLangString> .",
      "VERSION 1.2",
      "VERSION \"1.2\" .",
  };
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    bg_dataset *d = bg_dataset_new();
    if (read_into(d, bad[i]) == BG_OK) fail_msg("accepted: %s", bad[i]);
    bg_dataset_free(d);
  }
}

static void nesting_is_bounded(void **state) {
  (void)state;
  bg_buffer text = {0};
  bg_buffer_puts(&text, "<http://x/s> <http://x/p> ");
  for (size_t i = 0; i < 100000; i++) bg_buffer_puts(&text, "<<(<http://x/s><http://x/p>");
  bg_dataset *d = bg_dataset_new();
  assert_int_not_equal(read_into(d, text.data), BG_OK);
  bg_dataset_free(d);
  bg_buffer_free(&text);
}

static void language_tags_are_well_formed(void **state) {
  (void)state;
  assert_int_equal(bg_language_length(BG_STR("en-GB--ltr .")), 10);
  assert_int_equal(bg_language_length(BG_STR("de-1901 .")), 7);
  assert_int_equal(bg_language_length(BG_STR("abcdefghi")), 0);
  assert_int_equal(bg_language_length(BG_STR("en-abcdefghi")), 0);
  assert_int_equal(bg_language_length(BG_STR("en--")), 0);
  bg_str tag;
  assert_true(bg_str_is(bg_language_direction(BG_STR("ar--rtl"), &tag), "rtl"));
  assert_true(bg_str_is(tag, "ar"));
  assert_int_equal(bg_language_direction(BG_STR("ar"), &tag).len, 0);
}

static void rdf11_writers_refuse_what_only_rdf12_can_say(void **state) {
  (void)state;
  static const bg_format formats[] = {BG_FORMAT_NTRIPLES, BG_FORMAT_NQUADS, BG_FORMAT_TURTLE, BG_FORMAT_TRIG,
                                      BG_FORMAT_RDFXML};
  static const char *const texts[] = {"<http://x/s> <http://x/p> <<( _:a <http://x/q> _:b )>> .",
                                      "<http://x/s> <http://x/p> \"a\"@ar--rtl ."};
  for (size_t i = 0; i < 2; i++)
    for (size_t k = 0; k < sizeof formats / sizeof *formats; k++) {
      bg_dataset *d = bg_dataset_new();
      bg_output *output;
      assert_int_equal(read_into(d, texts[i]), BG_OK);
      bg_dataset_index(d);
      assert_int_equal(bg_output_open("/dev/null", NULL, &output), BG_OK);
      assert_int_equal(bg_rdf_write(d, formats[k], NULL, 0, output, NULL), BG_ERROR_UNSUPPORTED);
      bg_output_free(output);
      bg_dataset_free(d);
    }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(triple_terms_come_apart_as_they_were_put_together),
      cmocka_unit_test(blank_nodes_inside_strings_and_iris_are_none),
      cmocka_unit_test(blank_scopes_reach_into_triple_terms),
      cmocka_unit_test(what_is_no_triple_term_is_refused),
      cmocka_unit_test(nesting_is_bounded),
      cmocka_unit_test(language_tags_are_well_formed),
      cmocka_unit_test(rdf11_writers_refuse_what_only_rdf12_can_say),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
