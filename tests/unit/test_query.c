/* The query engine: what answers hold, in which order, and what is refused. */
#include "query/query.h"
#include "rdf/reader.h"
#include "unit.h"

static const char data[] =
    "<http://x/a> <http://x/knows> <http://x/b> .\n"
    "<http://x/b> <http://x/knows> <http://x/c> .\n"
    "<http://x/c> <http://x/knows> <http://x/a> .\n"
    "<http://x/a> <http://x/age> \"30\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n"
    "<http://x/b> <http://x/age> \"4.5\"^^<http://www.w3.org/2001/XMLSchema#decimal> .\n"
    "<http://x/a> <http://x/name> \"Ann\"@en .\n"
    "<http://x/a> <http://x/name> \"Anna\"@de .\n"
    "<http://x/c> <http://x/likes> <http://x/a> <http://x/g1> .\n"
    "<http://x/c> <http://x/likes> <http://x/b> <http://x/g2> .\n"
    "<http://x/c> <http://x/likes> <http://x/a> <http://x/g2> .\n";

static bg_dataset *load(void) {
  bg_dataset *dataset = bg_dataset_new();
  bg_read_options options = {.format = BG_FORMAT_NQUADS};
  assert_int_equal(bg_rdf_read_text(bg_str_from(data), "data", &options, bg_dataset_sink(dataset), NULL, NULL), BG_OK);
  bg_dataset_index(dataset);
  return dataset;
}

/* All cells, '|' between columns, ';' behind rows; "yes" or "no" for ASK; "!" and the status when it fails. */
static char *answer_with(const char *text, const bg_query_options *options) {
  bg_dataset *dataset = load();
  bg_query *query = NULL;
  bg_results *results = NULL;
  bg_buffer out = {0}, whole = {0};
  bg_buffer_printf(&whole, "PREFIX : <http://x/> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> %s", text);
  bg_status status = bg_query_parse(bg_buffer_str(&whole), "query", NULL, NULL, &query);
  if (status == BG_OK) status = bg_query_run(query, dataset, options, NULL, &results);
  if (status != BG_OK) bg_buffer_printf(&out, "! %s", bg_status_name(status));
  else if (bg_query_form_of(query) == BG_QUERY_ASK) bg_buffer_puts(&out, bg_results_answer(results) ? "yes" : "no");
  else if (bg_query_form_of(query) != BG_QUERY_SELECT)
    bg_buffer_printf(&out, "%zu triples", bg_dataset_size(bg_results_graph(results)));
  else
    for (size_t row = 0; row < bg_results_rows(results); row++) {
      for (size_t i = 0; i < bg_results_columns(results); i++) {
        bg_term cell = bg_results_cell(results, row, i);
        bg_str value = cell.value;
        if (bg_str_starts(value, BG_STR("http://x/"))) value = bg_str_slice(value, 9, value.len);
        bg_buffer_printf(&out, "%s%.*s", i ? "|" : "", BG_FMT(value));
      }
      bg_buffer_putc(&out, ';');
    }
  bg_results_free(results);
  bg_query_free(query);
  bg_dataset_free(dataset);
  bg_buffer_free(&whole);
  bg_buffer_putc(&out, '\0');
  return bg_buffer_take(&out);
}

typedef struct {
  const char *query, *expected;
} a_case;

static void check_with(const a_case *cases, size_t count, const bg_query_options *options) {
  for (size_t i = 0; i < count; i++) {
    char *found = answer_with(cases[i].query, options);
    if (strcmp(found, cases[i].expected) != 0)
      fail_msg("%s\nexpected %s\nfound    %s", cases[i].query, cases[i].expected, found);
    free(found);
  }
}

#define CHECK(cases) check_with(cases, sizeof(cases) / sizeof *(cases), NULL)

static void patterns(void **state) {
  (void)state;
  static const a_case cases[] = {
      {"SELECT ?x { :a :knows ?x }", "b;"},
      {"SELECT ?x ?z { ?x :knows ?y . ?y :knows ?z }", "a|c;b|a;c|b;"},
      {"SELECT ?x { :a :knows+ ?x }", "a;b;c;"},
      {"SELECT ?x { :a :knows/:knows ?x }", "c;"},
      {"SELECT ?x { :a ^:knows|:knows ?x }", "b;c;"},
      {"SELECT ?x { :a !(:knows|:name) ?x }", "30;"},
      {"SELECT ?x { :q :knows* ?x }", "q;"},
      {"SELECT ?x ?n { ?x :knows ?y OPTIONAL { ?x :age ?n FILTER(?n > 10) } }", "a|30;b|;c|;"},
      {"SELECT ?x { ?x :knows ?y FILTER NOT EXISTS { ?x :age ?n } }", "c;"},
      {"SELECT ?x { ?x :knows ?y MINUS { ?x :age ?n } }", "c;"},
      {"SELECT ?x { ?x :knows ?y MINUS { ?a :age ?n } }", "a;b;c;"},
      {"SELECT ?x { { ?x :age 30 } UNION { ?x :knows :c } }", "a;b;"},
      {"SELECT ?x { VALUES (?x ?n) { (:a UNDEF) (:b 4.5) (:c 1) } OPTIONAL { ?x :age ?m } FILTER(!BOUND(?n) || ?n = "
       "?m) }",
       "a;b;"},
      {"SELECT ?n { ?x :age ?m BIND(?m * 2 AS ?n) }", "60;9;"},
      {"SELECT ?x { ?x :age ?m { SELECT (MAX(?n) AS ?m) { ?y :age ?n } } }", "a;"},
      {"SELECT ?x { ?x :knows ?y { ?x :age ?n FILTER(BOUND(?y)) } }", ""}, /* ?y is not seen inside */
      {"SELECT ?g ?x { GRAPH ?g { :c :likes ?x } }", "g1|a;g2|a;g2|b;"},
      {"SELECT ?x { GRAPH :g2 { :c :likes ?x } }", "a;b;"},
      {"SELECT ?x { :c :likes ?x }", ""},
      {"SELECT ?x FROM :g1 FROM :g2 { :c :likes ?x }", "a;b;"},
      {"ASK { :a :knows :b }", "yes"},
      {"ASK { :b :knows :a }", "no"},
      {"CONSTRUCT { ?y :knownBy [ :is ?x ] } WHERE { ?x :knows ?y }", "6 triples"},
      {"DESCRIBE :a", "4 triples"},
  };
  CHECK(cases);
  bg_query_options all = {.union_default_graph = true};
  static const a_case unions[] = {{"SELECT ?x { :c :likes ?x }", "a;b;"},
                                  {"SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "9;"}};
  check_with(unions, 2, &all);
}

static void values_and_order(void **state) {
  (void)state;
  static const a_case cases[] = {
      {"SELECT (SUM(?n) AS ?s) (AVG(?n) AS ?v) (COUNT(*) AS ?c) { ?x :age ?n }", "34.5|17.25|2;"},
      {"SELECT (GROUP_CONCAT(?n; SEPARATOR=\",\") AS ?s) { :a :name ?n }", "Ann,Anna;"},
      {"SELECT ?x (COUNT(?n) AS ?c) { ?x :name ?n } GROUP BY ?x HAVING(COUNT(?n) > 1)", "a|2;"},
      {"SELECT (COUNT(*) AS ?c) { ?x :nothing ?y }", "0;"},
      {"SELECT ?x { ?x :age ?n } ORDER BY ?n", "b;a;"},
      {"SELECT ?x { ?x :knows ?y } ORDER BY DESC(?x) LIMIT 2", "c;b;"},
      {"SELECT DISTINCT ?p { ?s ?p ?o } LIMIT 2 OFFSET 1", "knows;name;"},
      {"SELECT (1/3 AS ?n) {}", "0.333333333333333333;"},
      {"SELECT (0.1+0.2 AS ?n) {}", "0.3;"},
      {"SELECT (1e0+1 AS ?n) {}", "2.0E0;"},
      {"SELECT (1/0 AS ?n) {}", ";"},
      {"SELECT (9223372036854775807+1 AS ?n) {}", "9223372036854775808;"},
      {"SELECT (REPLACE(\"abcabc\", \"(b)(c)\", \"$2$1\") AS ?t) {}", "acbacb;"},
      {"SELECT (SUBSTR(\"h\\u00e9llo\", 2, 3) AS ?t) (STRLEN(\"h\\u00e9\") AS ?n) {}", "\xc3\xa9ll|2;"},
      {"SELECT (UCASE(\"\\u00e9\"@fr) AS ?t) (LANG(UCASE(\"a\"@fr)) AS ?l) {}", "\xc3\x89|fr;"},
      {"SELECT (IF(1 < 2, \"yes\", 1/0) AS ?t) (COALESCE(1/0, ?u, 3) AS ?n) {}", "yes|3;"},
      {"SELECT (xsd:integer(\" 7 \") AS ?n) (xsd:boolean(\"x\") AS ?b) {}", "7|;"},
      {"SELECT (YEAR(\"2024-01-18\"^^xsd:date) AS ?y) (\"2024-01-18\"^^xsd:date > \"2023-12-31\"^^xsd:date AS ?b) {}",
       "2024|true;"},
      {"SELECT (SHA256(\"abc\") AS ?h) {}", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad;"},
      {"SELECT ?n { :a :name ?n FILTER(LANGMATCHES(LANG(?n), \"EN\") && REGEX(?n, \"^a\", \"i\")) }", "Ann;"},
      {"SELECT ?x { ?x :knows ?y FILTER(?x IN (:a, :c)) }", "a;c;"},
  };
  CHECK(cases);
}

static void refusals(void **state) {
  (void)state;
  static const a_case cases[] = {
      {"SELECT ?x { SERVICE <http://y/> { ?x ?p ?o } }", "! not supported"},
      {"SELECT (RAND() AS ?r) {}", "! not supported"},
      {"SELECT (<http://f/g>(1) AS ?r) {}", "! not supported"},
      {"INSERT DATA { :a :b :c }", "! not supported"},
      {"SELECT ?x FROM <http://y/> { ?x ?p ?o }", "! invalid content"},
      {"SELECT ?x { ?x :knows ?y . . }", "! syntax error"},
      {"SELECT ?x ?y { ?x :knows ?y } GROUP BY ?x", "! syntax error"},
      {"SELECT ?x { ?x :knows ?y BIND(1 AS ?y) }", "! syntax error"},
      {"SELECT ?x { ?x q:knows ?y }", "! syntax error"},
      {"SELECT ?x { ?x :knows \"open }", "! syntax error"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char *found = answer_with(cases[i].query, NULL);
    if (found[0] != '!' || strncmp(found, cases[i].expected, 6) != 0)
      fail_msg("%s\nexpected %s\nfound    %s", cases[i].query, cases[i].expected, found);
    free(found);
  }
}

static char *repeat(const char *before, const char *part, size_t count, const char *behind) {
  bg_buffer text = {0};
  bg_buffer_puts(&text, before);
  for (size_t i = 0; i < count; i++) bg_buffer_puts(&text, part);
  bg_buffer_puts(&text, behind);
  return bg_buffer_take(&text);
}

static void limits(void **state) {
  (void)state;
  bg_query_options options = {.time_limit = 5, .memory_limit = (size_t)16 << 20};
  static const struct {
    const char *before, *part;
    size_t count;
    const char *behind;
  } bombs[] = {
      {"SELECT * ", "{", 100000, ""},
      {"SELECT * { FILTER(", "(", 100000, "1"},
      {"SELECT * { FILTER(1", "+1", 100000, ") }"},
      {"SELECT * { FILTER(", "!", 100000, "true) }"},
      {"SELECT * { ?s ", "^(", 100000, ""},
      {"SELECT * { ?s ?p ", "[ ?q ", 100000, ""},
      {"SELECT * { ", "{} UNION ", 100000, "{} }"},
      {"SELECT * { ", "OPTIONAL { ?a ?b ?c } ", 5000, "}"},
      {"SELECT * { ", "?s?p?o.?a?b?c.?d?e?f.?g?h?i.", 1, "?j?k?l.?m?n?q.?r?t?u.?v?w?x }"},
      {"SELECT (STRLEN(?x) AS ?n) { BIND(\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\" AS ?a) BIND(",
       "CONCAT(REPLACE(?a,\"a\",?a),", 60, "?a"},
  };
  for (size_t i = 0; i < sizeof bombs / sizeof *bombs; i++) {
    char *query = repeat(bombs[i].before, bombs[i].part, bombs[i].count, bombs[i].behind);
    char *found = answer_with(query, &options);
    if (found[0] != '!') fail_msg("bomb %zu went off: %.60s", i, found);
    free(found);
    free(query);
  }
  bg_query_options few = {.max_rows = 2};
  static const a_case cut[] = {{"SELECT ?x { ?x :knows ?y }", "a;b;"}};
  check_with(cut, 1, &few);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(patterns),
      cmocka_unit_test(values_and_order),
      cmocka_unit_test(refusals),
      cmocka_unit_test(limits),
  };
  return cmocka_run_group_tests_name("query", tests, NULL, NULL);
}
