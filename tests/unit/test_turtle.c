#include "base/file.h"
#include "rdf/iri.h"
#include "rdf/jsonld_context.h"
#include "rdf/reader.h"
#include "unit.h"

/* RFC 3986, section 5.4. */
static void references_resolve_as_the_rfc_says(void **state) {
  (void)state;
  static const char *const cases[][2] = {
      {"g:h", "g:h"},
      {"g", "http://a/b/c/g"},
      {"./g", "http://a/b/c/g"},
      {"g/", "http://a/b/c/g/"},
      {"/g", "http://a/g"},
      {"//g", "http://g"},
      {"?y", "http://a/b/c/d;p?y"},
      {"g?y", "http://a/b/c/g?y"},
      {"#s", "http://a/b/c/d;p?q#s"},
      {"g#s", "http://a/b/c/g#s"},
      {"", "http://a/b/c/d;p?q"},
      {".", "http://a/b/c/"},
      {"..", "http://a/b/"},
      {"../g", "http://a/b/g"},
      {"../../..", "http://a/"},
      {"../../../../g", "http://a/g"},
      {"/./g", "http://a/g"},
      {"/../g", "http://a/g"},
      {"g..", "http://a/b/c/g.."},
      {"g;x=1/../y", "http://a/b/c/y"},
      {"g?y/../x", "http://a/b/c/g?y/../x"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    bg_buffer out = {0};
    bg_iri_resolve(BG_STR("http://a/b/c/d;p?q"), bg_str_from(cases[i][0]), &out);
    assert_string_equal(out.data, cases[i][1]);
    bg_buffer_free(&out);
  }
}

static bg_status read_into(bg_dataset *d, bg_str text, bg_format format) {
  bg_diagnostics *diagnostics = bg_diagnostics_new();
  bg_read_options options = {.format = format};
  bg_status status = bg_rdf_read_text(text, "x", &options, bg_dataset_sink(d), NULL, diagnostics);
  bg_diagnostics_free(diagnostics);
  bg_dataset_index(d);
  return status;
}

static void annotations_say_what_they_should(void **state) {
  (void)state;
  bg_dataset *d = bg_dataset_new();
  assert_int_equal(
      read_into(d,
                BG_STR("PREFIX : <http://x/> :s :p :o ~ :r {| :by 1 |} {| :by 2 |} ~ , << :a :b :c ~ :t >> ."
                       " << :s :p :o ~ :r >> ."),
                BG_FORMAT_TURTLE),
      BG_OK);
  /* :s :p :o, two of :r, two of a fresh node, one of another, :s :p :t, one of :t */
  assert_int_equal(bg_dataset_size(d), 8);
  bg_dataset_free(d);
}

/* Under sanitizers frames are large: the bound keeps far from the end of the stack. */
static void nesting_is_bounded(void **state) {
  (void)state;
  static const char *const openings[] = {"[<http://x/p>", "(", "<<", "<<(<http://x/s><http://x/p>"};
  for (size_t i = 0; i < sizeof openings / sizeof *openings; i++) {
    bg_dataset *d = bg_dataset_new();
    bg_buffer text = {0};
    bg_buffer_puts(&text, "<http://x/s> <http://x/p> ");
    for (size_t k = 0; k < 100000; k++) bg_buffer_puts(&text, openings[i]);
    assert_int_equal(read_into(d, bg_buffer_str(&text), BG_FORMAT_TURTLE), BG_ERROR_SYNTAX);
    bg_buffer_free(&text);
    bg_dataset_free(d);
  }
}

static void terms_are_chosen_by_their_values(void **state) {
  (void)state;
  bg_jsonld_context *context;
  bg_str json = BG_STR(
      "{\"@vocab\": \"http://x/\", \"n\": {\"@id\": \"p\", \"@type\": \"@id\"},"
      " \"d\": {\"@id\": \"p\", \"@language\": \"de\"}, \"p\": {\"@type\": \"http://x/t\"}}");
  assert_int_equal(bg_jsonld_context_parse(json, "x", NULL, &context), BG_OK);
  bg_str p = BG_STR("http://x/p"), compact;
  bg_jsonld_shape node = {.type = BG_STR("@id"), .id = BG_STR("http://x/o")}, german = {.language = BG_STR("de")};
  bg_jsonld_shape typed = {.type = BG_STR("http://x/t")}, plain = {0};
  assert_true(bg_str_is(bg_jsonld_choose(context, p, &node, false)->term, "n"));
  assert_true(bg_str_is(bg_jsonld_choose(context, p, &german, false)->term, "d"));
  assert_true(bg_str_is(bg_jsonld_choose(context, p, &typed, false)->term, "p"));
  assert_null(bg_jsonld_choose(context, p, &plain, false));
  bg_buffer out = {0};
  /* "p" as a key would give a plain value the type: the whole IRI stands there */
  assert_true(bg_jsonld_compact_iri(context, p, BG_JSONLD_KEY, &out, &compact));
  assert_true(bg_str_equal(compact, p));
  assert_true(bg_jsonld_compact_iri(context, BG_STR("http://x/other"), BG_JSONLD_KEY, &out, &compact));
  assert_true(bg_str_is(compact, "other"));
  bg_buffer_free(&out);
  bg_jsonld_context_free(context);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(references_resolve_as_the_rfc_says),
      cmocka_unit_test(annotations_say_what_they_should),
      cmocka_unit_test(nesting_is_bounded),
      cmocka_unit_test(terms_are_chosen_by_their_values),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
