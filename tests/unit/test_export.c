/* The graph model and its formats. What the formats hold is compared with other programs in
 * tests/oracles/graph_tools.py. */
#include "unit.h"

#include <math.h>
#include <unistd.h>

#include "base/csv.h"
#include "base/memory.h"
#include "export/graph_formats.h"
#include "export/xml_text.h"
#include "rdf/reader.h"

/* A model of some RDF text, with all that it was made from. */
typedef struct {
  bg_diagnostics *diagnostics;
  bg_dataset *dataset;
  bg_ontology *ontology;
  bg_theme *theme;
  bg_network *network;
  bg_graph_model *model;
} made;

static made make(const char *turtle, bool triples, bg_level level) {
  made m = {.diagnostics = bg_diagnostics_new(), .dataset = bg_dataset_new()};
  bg_read_options options = {.format = BG_FORMAT_TURTLE};
  bg_network_options network = {.triples = triples, .all_entities = true, .with_negated = true};
  assert_int_equal(bg_ontology_load("ontology/briefgraph.ttl", m.diagnostics, &m.ontology), BG_OK);
  assert_int_equal(bg_theme_load("ontology/style.ttl", false, m.ontology, m.diagnostics, &m.theme), BG_OK);
  assert_int_equal(
      bg_rdf_read_text(bg_str_from(turtle), "test", &options, bg_dataset_sink(m.dataset), NULL, m.diagnostics), BG_OK);
  bg_dataset_index(m.dataset);
  m.network = bg_network_new(m.dataset, m.ontology, &network);
  bg_graph_input input = {.dataset = m.dataset,
                          .ontology = m.ontology,
                          .network = m.network,
                          .theme = m.theme,
                          .name = "test",
                          .level = level,
                          .positions = true};
  assert_int_equal(bg_graph_model_new(&input, m.diagnostics, &m.model), BG_OK);
  return m;
}

static void drop(made *m) {
  bg_graph_model_free(m->model);
  bg_network_free(m->network);
  bg_theme_free(m->theme);
  bg_ontology_free(m->ontology);
  bg_dataset_free(m->dataset);
  bg_diagnostics_free(m->diagnostics);
}

static size_t row_of(const bg_graph_model *m, const char *label) {
  for (size_t i = 0; i < m->nodes.rows; i++)
    if (bg_str_is(m->node_labels[i], label)) return i;
  fail_msg("no node %s", label);
  return 0;
}

static void check_value(const bg_fields *fields, const char *name, size_t row, const char *wanted) {
  const bg_field *field = bg_fields_find(fields, name);
  bg_buffer out = {0};
  assert_non_null(field);
  if (bg_field_has(field, row)) bg_field_put(field, row, &out);
  assert_string_equal(out.len ? out.data : "", wanted);
  bg_buffer_free(&out);
}

static char *written(const bg_graph_model *model, const char *format, const char *file) {
  char directory[] = "/tmp/test_export.XXXXXX";
  assert_non_null(mkdtemp(directory));
  char *path = bg_path_join(directory, "out");
  bg_diagnostics *d = bg_diagnostics_new();
  assert_int_equal(bg_graph_export(model, bg_graph_format_named(format), path, d), BG_OK);
  char *whole = file ? bg_path_join(path, file) : bg_strdup(path);
  bg_input *input;
  assert_int_equal(bg_input_open(whole, d, &input), BG_OK);
  char *text = bg_str_dup(bg_input_bytes(input));
  bg_input_close(input);
  bg_diagnostics_free(d);
  bg_buffer command = {0};
  bg_buffer_printf(&command, "rm -r '%s'", directory);
  assert_int_equal(system(command.data), 0); /* NOLINT(cert-env33-c,concurrency-mt-unsafe) */
  bg_buffer_free(&command);
  bg_free(whole);
  bg_free(path);
  return text;
}

#define PREFIXES                                                                                   \
  "@prefix : <http://x/> . @prefix bg: <https://w3id.org/briefgraph/ns#> . "                       \
  "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . "                                  \
  "@prefix dct: <http://purl.org/dc/terms/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> . " \
  "@prefix skos: <http://www.w3.org/2004/02/skos/core#> . "

static void plain_literals_become_typed_fields(void **state) {
  (void)state;
  made m = make(
      PREFIXES
      ":a :p :b ; :age 7 ; :size 1.5 ; :good true ; :nick \"x\", \"a|b\" ; :label2 \"L\" ; :id \"9\" ; :degree 3 ; "
      ":1st \"first\" . :b :age 8 ; :good \"no\" ; :born \"2000\"^^xsd:gYear .",
      true, BG_LEVEL_CLAIMS);
  const bg_graph_model *g = m.model;
  assert_int_equal(g->nodes.rows, 2);
  assert_int_equal(g->edges.rows, 1);
  size_t a = row_of(g, "a"), b = row_of(g, "b");
  assert_int_equal(bg_fields_find(&g->nodes, "age")->type, BG_FIELD_INTEGER);
  assert_int_equal(bg_fields_find(&g->nodes, "size_")->type, BG_FIELD_REAL);
  assert_int_equal(bg_fields_find(&g->nodes, "good")->type, BG_FIELD_TEXT); /* not always a boolean */
  check_value(&g->nodes, "age", a, "7");
  check_value(&g->nodes, "size_", a, "1.5");
  check_value(&g->nodes, "nick", a,
              "a\xc2\xa6"
              "b|x");
  check_value(&g->nodes, "nick", b, "");
  check_value(&g->nodes, "id_", a, "9");     /* formats have an id of their own */
  check_value(&g->nodes, "degree_", a, "3"); /* and so have measures */
  check_value(&g->nodes, "p_1st", a, "first");
  check_value(&g->nodes, "born", b, "2000");
  drop(&m);
}

static void ids_are_unique_and_plain(void **state) {
  (void)state;
  made m = make(PREFIXES
                "<http://x/one/a> :p <http://x/two/a>, <http://x/ok>, <http://x/%22quo>, <http://x/n3> ; "
                ":q <http://x/ok> . <http://x/\xc3\xa9> :p <http://x/-dash> .",
                true, BG_LEVEL_CLAIMS);
  const bg_graph_model *g = m.model;
  for (size_t i = 0; i < g->nodes.rows; i++) {
    for (size_t k = 0; k < i; k++) assert_false(bg_str_equal(g->node_ids[i], g->node_ids[k]));
    for (size_t k = 0; k < g->edges.rows; k++) assert_false(bg_str_equal(g->node_ids[i], g->edge_ids[k]));
    assert_true(strspn(g->node_ids[i].data, "abcdefghijklmnopqrstuvwxyz0123456789_-.") >= g->node_ids[i].len);
    assert_int_not_equal(g->node_ids[i].data[0], '-');
  }
  assert_str(g->node_ids[row_of(g, "ok")], "ok");
  drop(&m);
}

static const char claims[] = PREFIXES
    ":s a bg:State ; dct:identifier \"s\" ; skos:prefLabel \"=S\" . :t a bg:State ; dct:identifier \"t\" ; "
    "skos:prefLabel \"T\" . "
    ":c1 a bg:Claim ; dct:identifier \"c1\" ; rdf:subject :s ; rdf:predicate bg:supports ; rdf:object :t ; "
    "bg:modality bg:asserted ; bg:polarity bg:affirmed ; bg:time \"2020-02\"^^xsd:gYearMonth . "
    ":c2 a bg:Claim ; dct:identifier \"c2\" ; rdf:subject :s ; rdf:predicate bg:opposes ; rdf:object :t ; "
    "bg:modality bg:possible ; bg:polarity bg:negated ; bg:time \"2019/2021-05-06\" . "
    ":c3 a bg:Claim ; dct:identifier \"c3\" ; rdf:subject :t ; rdf:predicate bg:supports ; rdf:object :s ; "
    "bg:modality bg:asserted ; bg:polarity bg:affirmed ; bg:time \"some day\" . ";

static void claims_are_edges_with_times(void **state) {
  (void)state;
  made m = make(claims, false, BG_LEVEL_CLAIMS);
  const bg_graph_model *g = m.model;
  assert_int_equal(g->edges.rows, 3);
  assert_true(g->timed);
  assert_str(g->edge_ids[0], "c1");
  assert_str(g->starts[0], "2020-02-01");
  assert_str(g->ends[0], "2020-02-29");
  assert_str(g->starts[1], "2019-01-01");
  assert_str(g->ends[1], "2021-05-06");
  assert_int_equal(g->starts[2].len, 0);
  check_value(&g->edges, "polarity", 1, "negated");
  check_value(&g->edges, "sign", 1, "-1");
  check_value(&g->edges, "time", 2, "some day");
  assert_true(g->x && fabs(g->x[0] - g->x[1]) + fabs(g->y[0] - g->y[1]) > 1);
  drop(&m);
}

static void ties_bundle_claims(void **state) {
  (void)state;
  made m = make(claims, false, BG_LEVEL_TIES);
  const bg_graph_model *g = m.model;
  assert_int_equal(g->edges.rows, 2);
  check_value(&g->edges, "claims", 0, "2");
  check_value(&g->edges, "friendly", 0, "1");
  check_value(&g->edges, "hostile", 0, "1");
  check_value(&g->edges, "sign", 0, "0");
  check_value(&g->edges, "relations", 0, "supports|opposes");
  check_value(&g->edges, "claimIds", 0, "c1|c2");
  char *text = written(g, "pajek", NULL);
  assert_non_null(strstr(text, "1 2 0 l \"supports; opposes\"\n2 1 1 l \"supports\"\n"));
  bg_free(text);
  drop(&m);
}

static void formulas_get_an_apostrophe(void **state) {
  (void)state;
  made m = make(claims, false, BG_LEVEL_CLAIMS);
  char *text = written(m.model, "csv-graph", "nodes.csv");
  assert_non_null(strstr(text, "\ns,'=S,http://x/s,state,"));
  bg_free(text);
  text = written(m.model, "neo4j", "nodes.csv"); /* not for spreadsheets */
  assert_non_null(strstr(text, "\nhttp://x/s,Entity|State,s,=S,state,"));
  bg_free(text);
  text = written(m.model, "neo4j", "load.cypher");
  assert_non_null(strstr(text, "MERGE (a)-[r:SUPPORTS {claim: row.claim}]->(b)\n"));
  bg_free(text);
  drop(&m);
}

static void one_apostrophe_less_gives_formulas_back(void **state) {
  (void)state;
  static const char *const texts[][2] = {{"=1", "'=1"},
                                         {"+1", "'+1"},
                                         {"-1", "'-1"},
                                         {"@x", "'@x"},
                                         {"\t1", "'\t1"},
                                         {"\r1", "'\r1"},
                                         {"'=1", "''=1"},
                                         {"''@",
                                          "'"
                                          "''@"},
                                         {"'plain", "'plain"},
                                         {"'", "'"},
                                         {"a=1", "a=1"},
                                         {"", ""}};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    bg_buffer scratch = {0};
    assert_str(bg_csv_defuse(bg_str_from(texts[i][0]), &scratch), texts[i][1]);
    bg_buffer_free(&scratch);
  }
}

static void xml_holds_what_it_can(void **state) {
  (void)state;
  static const char text[] = "<a & \"b\">\n\t\r\x01\xc2\x85\xe2\x80\xa8\xef\xbf\xbf\xc3\xa4]]>";
  bg_buffer out = {0};
  bg_xml_put(&out, (bg_str){text, sizeof text - 1});
  assert_string_equal(out.data,
                      "&lt;a &amp; &quot;b&quot;&gt;&#10;&#9;&#13;\xef\xbf\xbd&#133;&#8232;\xef\xbf\xbd\xc3\xa4]]&gt;");
  bg_buffer_free(&out);
}

static void whole_numbers_are_written_alike(void **state) {
  (void)state;
  static const double numbers[] = {0, -0.0, 1, -1, 42, 999999999999999, -999999999999999, 1e15, 1e16, 0.1, -2.5, 1e300};
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
    bg_buffer out = {0};
    char wanted[64];
    bg_buffer_put_double(&out, numbers[i]);
    snprintf(wanted, sizeof wanted, "%.15g", numbers[i]);
    assert_string_equal(out.data, wanted);
    bg_buffer_free(&out);
  }
}

static void empty_graphs_are_written(void **state) {
  (void)state;
  made m = make(PREFIXES, false, BG_LEVEL_CLAIMS);
  for (size_t i = 0; i < bg_graph_format_count(); i++) {
    const bg_graph_format *format = bg_graph_format_at(i);
    bg_free(written(m.model, format->name, format->files[0].name));
  }
  drop(&m);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(plain_literals_become_typed_fields),
      cmocka_unit_test(ids_are_unique_and_plain),
      cmocka_unit_test(claims_are_edges_with_times),
      cmocka_unit_test(ties_bundle_claims),
      cmocka_unit_test(formulas_get_an_apostrophe),
      cmocka_unit_test(one_apostrophe_less_gives_formulas_back),
      cmocka_unit_test(xml_holds_what_it_can),
      cmocka_unit_test(whole_numbers_are_written_alike),
      cmocka_unit_test(empty_graphs_are_written),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
