/* Triple stores: URLs, cutting graphs into requests, answers, and comparing what comes back. */
#include "base/memory.h"
#include "rdf/reader.h"
#include "store/compare.h"
#include "store/plan.h"
#include "store/preset.h"
#include "store/response.h"
#include "unit.h"

/* ---- URLs ---- */

static void check_urls(const char *preset, const char *store, bool user, const char *graph, const char *expected) {
  const bg_store_preset *p = preset ? bg_store_preset_find(preset) : bg_store_preset_standard();
  bg_diagnostics *diagnostics = bg_diagnostics_new();
  bg_store_endpoints endpoints;
  bg_store_place place = {.store = store, .user = user};
  assert_int_equal(bg_store_endpoints_make(p, &place, diagnostics, &endpoints), BG_OK);
  char *url = bg_store_graph_url(p, &endpoints, graph);
  bg_buffer all = {0};
  bg_buffer_printf(&all, "%s %s %s", url, endpoints.update ? endpoints.update : "-",
                   endpoints.query ? endpoints.query : "-");
  assert_string_equal(all.data, expected);
  bg_buffer_free(&all);
  bg_free(url);
  bg_store_endpoints_free(&endpoints);
  bg_diagnostics_free(diagnostics);
}

static void test_urls(void **state) {
  (void)state;
  check_urls("fuseki", "http://h:3030/ds", false, "urn:g",
             "http://h:3030/ds/data?graph=urn%3Ag http://h:3030/ds/update http://h:3030/ds/query");
  check_urls("fuseki", "http://h:3030/ds/data", false, NULL,
             "http://h:3030/ds/data?default http://h:3030/ds/update http://h:3030/ds/query");
  check_urls(
      "virtuoso", "http://h:8890/", true, "urn:g",
      "http://h:8890/sparql-graph-crud-auth?graph-uri=urn%3Ag http://h:8890/sparql-auth http://h:8890/sparql-auth");
  check_urls("virtuoso", "http://h:8890/sparql", false, "urn:g",
             "http://h:8890/sparql-graph-crud?graph-uri=urn%3Ag http://h:8890/sparql http://h:8890/sparql");
  check_urls("rdf4j", "http://h:8080/rdf4j-server/repositories/r/statements", true, "urn:g",
             "http://h:8080/rdf4j-server/repositories/r/rdf-graphs/service?graph=urn%3Ag "
             "http://h:8080/rdf4j-server/repositories/r/statements http://h:8080/rdf4j-server/repositories/r");
  check_urls("graphdb", "http://h:7200/repositories/r", false, "urn:g",
             "http://h:7200/repositories/r/rdf-graphs/service?graph=urn%3Ag http://h:7200/repositories/r/statements "
             "http://h:7200/repositories/r");
  check_urls(NULL, "http://h/s?key=1", false, "http://x/a b?c=d&e#f/\xc3\xa9",
             "http://h/s?key=1&graph=http%3A%2F%2Fx%2Fa%20b%3Fc%3Dd%26e%23f%2F%C3%A9 - -");
}

static void check_refused(const char *store, const char *word) {
  bg_diagnostics *diagnostics = bg_diagnostics_new();
  bg_store_endpoints endpoints;
  bg_store_place place = {.store = store};
  assert_int_not_equal(bg_store_endpoints_make(bg_store_preset_standard(), &place, diagnostics, &endpoints), BG_OK);
  assert_non_null(strstr(bg_diagnostics_get(diagnostics, 0)->message, word));
  assert_null(strstr(bg_diagnostics_get(diagnostics, 0)->message, "secret"));
  bg_diagnostics_free(diagnostics);
}

static void test_wrong_urls(void **state) {
  (void)state;
  check_refused("ftp://h/", "http://");
  check_refused("http://me:secret@h/", "holds a user");
  check_refused("ftp://me:secret@h/", "http://");
  check_refused("http://h/#f", "fragment");
  check_refused("http://h/a b", "space");
  check_refused("http://h/\n", "control");
  check_refused("http://", "not understood");
  check_refused("http://h:999999/", "not understood");
}

/* ---- plans ---- */

static bg_dataset *read_nquads(const char *text) {
  bg_dataset *dataset = bg_dataset_new();
  bg_diagnostics *diagnostics = bg_diagnostics_new();
  bg_read_options options = {.format = BG_FORMAT_NQUADS};
  assert_int_equal(bg_rdf_read_text(bg_str_from(text), "test", &options, bg_dataset_sink(dataset), NULL, diagnostics),
                   BG_OK);
  bg_diagnostics_free(diagnostics);
  bg_dataset_index(dataset);
  return dataset;
}

/* Read all pieces through windows of `room` bytes, each piece behind "[" and before "]". */
static char *pieces_of(const bg_plan *plan, size_t room) {
  bg_buffer all = {0};
  char window[64];
  for (size_t i = 0; i < plan->piece_count; i++) {
    bg_piece_reader reader = {.plan = plan, .piece = &plan->pieces[i], .before = BG_STR("["), .after = BG_STR("]")};
    for (size_t pass = 0; pass < 2; pass++) { /* the second after rewinding in the middle */
      size_t start = all.len, got;
      bg_piece_rewind(&reader);
      while ((got = bg_piece_read(&reader, window, room)) > 0 && (pass || all.len < start + 10))
        bg_buffer_add(&all, (bg_str){window, got});
      if (!pass) all.len = start;
      else assert_int_equal(all.len - start, bg_piece_size(&reader));
    }
    bg_buffer_free(&reader.line);
  }
  return bg_buffer_take(&all);
}

static bg_status plan_with(const bg_dataset *dataset, bg_term_id graph, size_t chunk, const char *skolem,
                           bg_plan *plan) {
  bg_diagnostics *diagnostics = bg_diagnostics_new();
  bg_plan_options options = {.graph = graph, .chunk = chunk, .skolem = skolem};
  bg_status status = bg_plan_make(dataset, &options, diagnostics, plan);
  bg_diagnostics_free(diagnostics);
  return status;
}

static void check_pieces(const char *nquads, size_t chunk, const char *skolem, const char *expected) {
  bg_dataset *dataset = read_nquads(nquads);
  bg_plan plan;
  assert_int_equal(plan_with(dataset, BG_ANY, chunk, skolem, &plan), BG_OK);
  for (size_t room = 1; room <= 64; room += 21) {
    char *got = pieces_of(&plan, room);
    assert_string_equal(got, expected);
    bg_free(got);
  }
  bg_plan_free(&plan);
  bg_dataset_free(dataset);
}

static void test_pieces(void **state) {
  (void)state;
  /* a line of these has 18 bytes */
  const char *ground = "<a:1> <p:1> \"1\" .\n<a:1> <p:1> \"2\" .\n<a:1> <p:1> \"3\" .\n";
  check_pieces(ground, 0, NULL, "[<a:1> <p:1> \"1\" .\n<a:1> <p:1> \"2\" .\n<a:1> <p:1> \"3\" .\n]");
  check_pieces(ground, 36, NULL, "[<a:1> <p:1> \"1\" .\n<a:1> <p:1> \"2\" .\n][<a:1> <p:1> \"3\" .\n]");
  check_pieces(ground, 35, NULL, "[<a:1> <p:1> \"1\" .\n][<a:1> <p:1> \"2\" .\n][<a:1> <p:1> \"3\" .\n]");
  /* a triple in two graphs is one triple of their union */
  check_pieces("<a:1> <p:1> \"1\" <g:1> .\n<a:1> <p:1> \"1\" <g:2> .\n", 0, NULL, "[<a:1> <p:1> \"1\" .\n]");
  check_pieces("", 0, NULL, "");
}

static void test_blank_nodes_stay_together(void **state) {
  (void)state;
  /* x and y hang together over two triples, z stands alone; ground triples go first */
  const char *text = "_:x <p:1> _:y .\n_:z <p:1> \"z\" .\n<a:1> <p:1> \"1\" .\n_:y <p:2> \"y\" .\n";
  check_pieces(text, 36, NULL, "[<a:1> <p:1> \"1\" .\n][_:x <p:1> _:y .\n_:y <p:2> \"y\" .\n][_:z <p:1> \"z\" .\n]");
  check_pieces(text, 40,
               "s:", "[<s:x> <p:1> <s:y> .\n<s:y> <p:2> \"y\" .\n][<s:z> <p:1> \"z\" .\n<a:1> <p:1> \"1\" .\n]");
  bg_dataset *dataset = read_nquads(text);
  bg_plan plan;
  assert_int_equal(plan_with(dataset, BG_ANY, 20, NULL, &plan), BG_ERROR_LIMIT);
  assert_int_equal(plan_with(dataset, BG_ANY, 19, "s:", &plan), BG_ERROR_LIMIT); /* one line is longer */
  assert_int_equal(plan_with(dataset, BG_ANY, 20, "s:", &plan), BG_OK);
  bg_plan_free(&plan);
  bg_dataset_free(dataset);
}

/* ---- answers ---- */

static void check_count(const char *body, bool good, size_t expected) {
  size_t count = 0;
  assert_int_equal(bg_response_count(bg_str_from(body), &count), good);
  if (good) assert_int_equal(count, expected);
}

static void test_counts(void **state) {
  (void)state;
  check_count(
      "{\"head\":{\"vars\":[\"n\"]},\"results\":{\"bindings\":[{\"n\":{\"type\":\"literal\",\"value\":\"42\"}}]}}",
      true, 42);
  check_count("{\"results\":{\"bindings\":[{\"n\":{\"value\":\"0\"}}]}}", true, 0);
  const char *wrong[] = {"",
                         "{",
                         "[]",
                         "null",
                         "{\"results\":{}}",
                         "{\"results\":{\"bindings\":[]}}",
                         "{\"results\":{\"bindings\":[{}]}}",
                         "{\"results\":{\"bindings\":[{\"n\":{\"value\":42}}]}}",
                         "{\"results\":{\"bindings\":[{\"n\":{\"value\":\"-1\"}}]}}",
                         "{\"results\":{\"bindings\":[{\"n\":{\"value\":\"4x\"}}]}}",
                         "{\"results\":{\"bindings\":[{\"n\":{\"value\":\"99999999999999999999999\"}}]}}",
                         "{\"results\":{\"bindings\":[{\"n\":{\"value\":\"1\"}},{\"n\":{\"value\":\"2\"}}]}}"};
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) check_count(wrong[i], false, 0);
}

static void check_gist(const char *body, const char *expected) {
  bg_buffer out = {0};
  bg_buffer_puts(&out, "");
  bg_response_gist(bg_str_from(body), &out);
  assert_string_equal(out.data, expected);
  bg_buffer_free(&out);
}

static void test_gists(void **state) {
  (void)state;
  check_gist("", "");
  check_gist("<html><h1>Not  Found</h1>\r\n<p>here</p>", "Not Found here");
  check_gist("bad <http://x/y> at 1 < 2", "bad <http://x/y> at 1 < 2");
  check_gist("a\x1b[31mb\x07", "a\xef\xbf\xbd[31mb\xef\xbf\xbd");
  check_gist("\xff", "\xef\xbf\xbd");
  check_gist("<", "<");
  check_gist("<a", "<a");
  char many[1000];
  memset(many, 'x', sizeof many - 1);
  many[sizeof many - 1] = '\0';
  bg_buffer out = {0};
  bg_response_gist(bg_str_from(many), &out);
  assert_int_equal(out.len, 303);
  bg_buffer_free(&out);
}

/* ---- comparing ---- */

/* The answer comes in pieces of `step` bytes; expected: "missing extra respelled rounded blanks", the last of = ! ? */
static void check_comparison(const char *ours, const char *theirs, size_t step, const char *expected) {
  bg_dataset *dataset = read_nquads(ours);
  bg_diagnostics *diagnostics = bg_diagnostics_new();
  bg_plan plan;
  assert_int_equal(plan_with(dataset, BG_ANY, 0, NULL, &plan), BG_OK);
  bg_comparison *comparison = bg_comparison_new(&plan, "answer", diagnostics);
  bg_comparison_result r = {0};
  bg_status status = BG_OK;
  size_t len = strlen(theirs);
  for (size_t at = 0; at < len && status == BG_OK; at += step)
    status = bg_comparison_take(comparison, (bg_str){theirs + at, len - at < step ? len - at : step});
  if (status == BG_OK) status = bg_comparison_end(comparison, &r);
  char got[100] = "error";
  if (status == BG_OK)
    snprintf(got, sizeof got, "%zu %zu %zu %zu %s", r.missing, r.extra, r.respelled, r.rounded,
             !r.blanks_compared ? "?"
             : r.blanks_differ  ? "!"
                                : "=");
  assert_string_equal(got, expected);
  bg_comparison_result_free(&r);
  bg_comparison_free(comparison);
  bg_plan_free(&plan);
  bg_diagnostics_free(diagnostics);
  bg_dataset_free(dataset);
}

#define XSD "http://www.w3.org/2001/XMLSchema#"

static void test_comparison(void **state) {
  (void)state;
  const char *two = "<a:1> <p:1> \"1\" .\n<a:1> <p:1> \"2\" .\n";
  for (size_t step = 1; step < 40; step += 6) {
    check_comparison(two, "<a:1> <p:1> \"2\" .\n<a:1>\t<p:1> \"\\u0031\" .", step, "0 0 0 0 ?");
    check_comparison(two, "<a:1> <p:1> \"2\" .\n", step, "1 0 0 0 ?");
    check_comparison(two, "<a:1> <p:1> \"2\" .\n<a:1> <p:1> \"3\" .\n<a:2> <p:1> \"1\" .\n", step, "1 2 0 0 ?");
  }
  check_comparison(two, "", 1, "2 0 0 0 ?");
  check_comparison(two, "<html>", 6, "error");
  check_comparison("<a:1> <p:1> \"1.50\"^^<" XSD "decimal> .\n<a:1> <p:1> \"x\"@EN .\n",
                   "<a:1> <p:1> \"1.5\"^^<" XSD "decimal> .\n<a:1> <p:1> \"x\"@en .\n", 7, "0 0 2 0 ?");
  check_comparison("<a:1> <p:1> \"0.057776290446\"^^<" XSD "double> .\n",
                   "<a:1> <p:1> \"0.0577763\"^^<" XSD "double> .\n", 7, "0 0 0 1 ?");
  check_comparison("<a:1> <p:1> \"0.0577\"^^<" XSD "double> .\n", "<a:1> <p:1> \"0.0578\"^^<" XSD "double> .\n", 7,
                   "1 1 0 0 ?");
}

static void test_comparison_of_blank_nodes(void **state) {
  (void)state;
  const char *ring = "_:a <p:1> _:b .\n_:b <p:1> _:a .\n_:a <p:2> \"a\" .\n";
  check_comparison(ring, "_:y <p:1> _:x .\n_:y <p:2> \"a\" .\n_:x <p:1> _:y .\n", 5, "0 0 0 0 =");
  check_comparison(ring, "_:y <p:1> _:x .\n_:y <p:2> \"a\" .\n_:z <p:1> _:y .\n", 5, "0 0 0 0 !");
  check_comparison(ring, "_:y <p:1> _:x .\n", 5, "2 0 0 0 ?");
}

static void test_surrogates(void **state) {
  (void)state;
  const char *smile = "<a:1> <p:1> \"\xf0\x9f\x98\x80\" .\n";
  check_comparison(smile, "<a:1> <p:1> \"\\uD83D\\uDE00\" .\n", 9, "0 0 0 0 ?");
  check_comparison("<a:1> <p:1> \"\\\\uD83D\\\\uDE00\" .\n", "<a:1> <p:1> \"\\\\uD83D\\\\uDE00\" .\n", 9, "0 0 0 0 ?");
  check_comparison(smile, "<a:1> <p:1> \"\\uD83D\" .\n", 9, "error");
  check_comparison(smile, "<a:1> <p:1> \"\\uD83D\\uD83D\" .\n", 9, "error");
  check_comparison(smile, "<a:1> <p:1> \"\\uD8", 9, "error");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_urls),       cmocka_unit_test(test_wrong_urls),
      cmocka_unit_test(test_pieces),     cmocka_unit_test(test_blank_nodes_stay_together),
      cmocka_unit_test(test_counts),     cmocka_unit_test(test_gists),
      cmocka_unit_test(test_comparison), cmocka_unit_test(test_comparison_of_blank_nodes),
      cmocka_unit_test(test_surrogates),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
