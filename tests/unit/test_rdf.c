#include <stdlib.h>

#include "base/memory.h"
#include "rdf/check_term.h"
#include "rdf/graph.h"
#include "rdf/line_writer.h"
#include "rdf/reader.h"
#include "rdf/vocab.h"
#include "rdf/writer.h"
#include "unit.h"

/* A small generator, the same each run (Lehmer). */
static unsigned next_random(unsigned *state) {
  *state = (unsigned)((unsigned long long)*state * 48271u % 2147483647u);
  return *state;
}

static bg_dataset *random_dataset(unsigned seed, size_t quads) {
  bg_dataset *d = bg_dataset_new();
  unsigned state = seed;
  char text[32];
  for (size_t i = 0; i < quads; i++) {
    bg_term_id ids[4];
    for (size_t k = 0; k < 4; k++) {
      snprintf(text, sizeof text, "http://x/%u", next_random(&state) % 7);
      ids[k] = bg_dataset_intern_iri(d, text);
    }
    bg_dataset_add(d, (bg_quad){ids[0], ids[1], ids[2], next_random(&state) % 3 ? ids[3] : BG_DEFAULT_GRAPH});
  }
  bg_dataset_index(d);
  return d;
}

static bool fits(bg_term_id wanted, bg_term_id id) {
  return wanted == BG_ANY || wanted == id;
}

static void every_pattern_matches_what_a_full_scan_does(void **state) {
  (void)state;
  bg_dataset *d = random_dataset(7, 300);
  const bg_quad *all = bg_dataset_quads(d);
  for (unsigned mask = 0; mask < 16; mask++) {
    for (size_t i = 0; i < bg_dataset_size(d); i += 7) {
      bg_quad p = {mask & 1 ? all[i].s : BG_ANY, mask & 2 ? all[i].p : BG_ANY, mask & 4 ? all[i].o : BG_ANY,
                   mask & 8 ? all[i].g : BG_ANY};
      size_t expected = 0, got = 0;
      for (size_t k = 0; k < bg_dataset_size(d); k++)
        expected += fits(p.s, all[k].s) && fits(p.p, all[k].p) && fits(p.o, all[k].o) && fits(p.g, all[k].g);
      bg_quad q;
      for (bg_match m = bg_dataset_match(d, p); bg_match_next(&m, &q); got++)
        assert_true(fits(p.s, q.s) && fits(p.p, q.p) && fits(p.o, q.o) && fits(p.g, q.g));
      assert_int_equal(got, expected);
    }
  }
  bg_dataset_free(d);
}

static void terms_are_interned_once_and_told_apart(void **state) {
  (void)state;
  bg_dataset *d = bg_dataset_new();
  bg_term a = bg_term_literal(BG_STR("x")), b = a, c = a, e = a, f = {.kind = BG_TERM_IRI, .value = BG_STR("x")};
  b.datatype = BG_STR(XSD_STRING); /* the same as no datatype */
  c.language = BG_STR("en");
  e.datatype = BG_STR("http://x/t");
  bg_term_id ids[] = {bg_dataset_intern(d, &a), bg_dataset_intern(d, &c), bg_dataset_intern(d, &e),
                      bg_dataset_intern(d, &f)};
  assert_int_equal(bg_dataset_intern(d, &b), ids[0]);
  for (size_t i = 0; i < 4; i++)
    for (size_t k = 0; k < i; k++) assert_int_not_equal(ids[i], ids[k]);
  assert_int_equal(bg_dataset_find(d, &e), ids[2]);
  bg_term back = bg_dataset_term(d, ids[1]);
  assert_true(bg_term_equal(&back, &c));
  e.datatype = BG_STR("http://x/unknown");
  assert_int_equal(bg_dataset_find(d, &e), BG_NO_TERM);
  bg_dataset_free(d);
}

static void duplicates_are_dropped(void **state) {
  (void)state;
  bg_dataset *d = random_dataset(3, 50);
  size_t size = bg_dataset_size(d);
  bg_quad first = bg_dataset_quads(d)[0];
  bg_dataset_add(d, first);
  bg_dataset_index(d);
  assert_int_equal(bg_dataset_size(d), size);
  bg_dataset_free(d);
}

static void grammar_of_terms(void **state) {
  (void)state;
  assert_null(bg_iri_problem(BG_STR("http://x/\xc3\xa9?a#b")));
  assert_null(bg_iri_problem(BG_STR("urn:x:y")));
  assert_non_null(bg_iri_problem(BG_STR("//x/y")));
  assert_non_null(bg_iri_problem(BG_STR("")));
  for (const char *c = "<>\"{}|^`\\ \x01"; *c; c++) {
    char iri[] = "http://x/?";
    iri[9] = *c;
    assert_non_null(bg_iri_problem(bg_str_from(iri)));
  }
  assert_int_equal(bg_language_length(BG_STR("en-GB-1 .")), 7);
  assert_int_equal(bg_language_length(BG_STR("1en")), 0);
  assert_int_equal(bg_language_length(BG_STR("en-")), 0);
  assert_int_equal(bg_blank_label_length(BG_STR("a.b. ")), 3);
  assert_int_equal(bg_blank_label_length(BG_STR(":a")), 0);
}

/* Read text, write it, and read that again: the same statements? */
static bg_dataset *read_text(const char *text, bg_format format) {
  bg_dataset *d = bg_dataset_new();
  bg_read_options options = {.format = format};
  assert_int_equal(bg_rdf_read_text(bg_str_from(text), "t", &options, bg_dataset_sink(d), NULL, NULL), BG_OK);
  bg_dataset_index(d);
  return d;
}

static char *write_text(const bg_dataset *d, bg_format format) {
  char path[] = "/tmp/bg-test-XXXXXX";
  int fd = mkstemp(path);
  assert_true(fd >= 0);
  bg_output *output;
  assert_int_equal(bg_output_open(path, NULL, &output), BG_OK);
  assert_int_equal(bg_rdf_write(d, format, NULL, 0, output, NULL), BG_OK);
  assert_int_equal(bg_output_commit(output, NULL), BG_OK);
  bg_input *input;
  assert_int_equal(bg_input_open(path, NULL, &input), BG_OK);
  char *text = bg_str_dup(bg_input_bytes(input));
  bg_input_close(input);
  remove(path);
  fclose(fdopen(fd, "r"));
  return text;
}

static void turtle_nests_what_is_used_once_and_names_circles(void **state) {
  (void)state;
  const char *text =
      "@prefix x: <http://x/> .\n"
      "x:a x:p [ x:q ( 1 ( 2 ) [ x:r \"deep\" ] ) ] .\n"
      "_:c x:p _:d . _:d x:p _:c .\n" /* a circle that nothing points into */
      "x:a x:two _:e . x:b x:two _:e . _:e x:v \"shared\" .\n"
      "x:a x:s \"\"\"two\nlines \"\"quoted\"\" \\\\ \"\"\", \"tab\\tbell\\u0007\" .\n";
  bg_dataset *d = read_text(text, BG_FORMAT_TURTLE);
  char *written = write_text(d, BG_FORMAT_TURTLE);
  assert_non_null(strstr(written, "( 1 ( 2 ) [ "));
  assert_non_null(strstr(written, "bell\\u0007"));
  bg_dataset *again = read_text(written, BG_FORMAT_TURTLE);
  assert_int_equal(bg_dataset_size(again), bg_dataset_size(d));
  bg_free(written);
  bg_dataset_free(again);
  bg_dataset_free(d);
}

static void lists_are_read_and_broken_ones_refused(void **state) {
  (void)state;
  bg_dataset *d = read_text(
      "<http://x/a> <http://x/l> ( 1 2 3 ) . <http://x/b> <http://x/l> <http://x/c> .\n"
      "<http://x/c> <" RDF_NS "first> 1 ; <" RDF_NS "rest> <http://x/c> .",
      BG_FORMAT_TURTLE);
  bg_term_id l = bg_dataset_find_iri(d, "http://x/l"), *ids;
  size_t count;
  bg_term_id good = bg_graph_object(d, bg_dataset_find_iri(d, "http://x/a"), l);
  assert_true(bg_graph_list(d, good, &ids, &count));
  assert_int_equal(count, 3);
  assert_str(bg_dataset_term(d, ids[2]).value, "3");
  bg_free(ids);
  assert_false(bg_graph_list(d, bg_dataset_find_iri(d, "http://x/c"), &ids, &count)); /* a circle */
  bg_dataset_free(d);
}

static void labels_prefer_english(void **state) {
  (void)state;
  bg_dataset *d =
      read_text("<http://x/a> <" RDFS_LABEL "> \"Zwei\"@de, \"two\"@en, \"2\" . <http://x/b#c> <http://x/p> 1 .",
                BG_FORMAT_TURTLE);
  assert_str(bg_graph_label(d, bg_dataset_find_iri(d, "http://x/a")), "two");
  assert_str(bg_graph_label(d, bg_dataset_find_iri(d, "http://x/b#c")), "c");
  bg_dataset_free(d);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_pattern_matches_what_a_full_scan_does),
      cmocka_unit_test(terms_are_interned_once_and_told_apart),
      cmocka_unit_test(duplicates_are_dropped),
      cmocka_unit_test(grammar_of_terms),
      cmocka_unit_test(turtle_nests_what_is_used_once_and_names_circles),
      cmocka_unit_test(lists_are_read_and_broken_ones_refused),
      cmocka_unit_test(labels_prefer_english),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
