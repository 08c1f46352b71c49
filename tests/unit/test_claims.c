#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "claims/claims_csv.h"
#include "rdf/encode.h"
#include "rdf/graph.h"
#include "rdf/reader.h"
#include "rdf/vocab.h"
#include "unit.h"

static const char markdown[] =
    "---\ntitle: On Two Neighbours\ndate: 2024-01\nsource_author: kim\n---\n"
    "# A heading that is the title\n\nRuritania *supplies*\u00a0 grain to [Freedonia](x).\n\n"
    "## Advice\n\n1. Freedonia should talk to Ruritania.\n2. It need not arm.\n   - A point below.\n\n"
    "*Photo: the border, by A. Smith.*\n\nFreedonia\u2019s rulers allegedly fear an attack.\n";

static const char entities[] =
    "id,type,label,aliases,part_of,wikidata,description\n"
    "rur,State,Ruritania,Ruritanian;Strelsau,,,\"A state, invented\"\n"
    "fre,State,Freedonia,,,Q30,\nkim,Person,Kim,,,,\ngrain,Issue,Grain,,,,\n";

static const char claims[] =
    "id,subject,relation,object,modality,polarity,voice,strength,time,topics,instrument,cites,quote,status,note\n"
    "c1,rur,supplies,fre,asserted,,,,2023/2024-01,grain,,,supplies grain to Freedonia,,\n"
    "c2,fre,consultsWith,rur,recommended,affirmed,author,should,,,,,Freedonia should talk to Ruritania,accepted,talks\n"
    "c3,rur,attacks,fre,possible,negated,(rulers),,2024-01-05,,,,fear an attack,proposed,\n"
    "c10,rur,cooperatesWith,fre,asserted,,kim,,2024,,,,Ruritania supplies grain | need not arm,accepted,two places\n";

static const char recommendations[] =
    "id,addressee,action,target,partner,topics,instrument,strength,polarity,quote,note\n"
    "R1,fre,hold talks,rur,,grain,,should,do,Freedonia should talk,\n"
    "R2,fre,arm,rur,,,,can,not-needed,It need not arm.,\n";

/* ---- a brief ---- */

static bg_brief *parse(const char *text) {
  bg_brief *brief;
  assert_int_equal(bg_brief_parse(bg_str_from(text), "brief.md", NULL, &brief), BG_OK);
  return brief;
}

static void blocks_have_locators_that_a_person_counts(void **state) {
  (void)state;
  static const char *const locators[] = {"Title",    "Text para 1", "Advice",    "Advice 1",
                                         "Advice 2", "Advice 2.1",  "Caption 1", "Advice para 1"};
  bg_brief *brief = parse(markdown);
  assert_int_equal(bg_brief_block_count(brief), 8);
  for (size_t i = 0; i < 8; i++) assert_str(bg_brief_block(brief, i)->locator, locators[i]);
  assert_str(bg_brief_meta(brief, "title"), "On Two Neighbours");
  bg_brief_free(brief);
}

static void text_is_normalised_and_offsets_are_code_points(void **state) {
  (void)state;
  bg_brief *brief = parse(markdown);
  size_t offset, length;
  assert_int_equal(bg_brief_find(brief, BG_STR("Ruritania  supplies\ngrain to Freedonia."), &offset, &length), 1);
  assert_str(bg_str_slice(bg_brief_text(brief), offset, offset + length), "Ruritania supplies grain to Freedonia.");
  assert_int_equal(bg_brief_find(brief, BG_STR("\u2019s rulers"), &offset, &length), 1);
  size_t after = offset + length;
  assert_int_equal(bg_brief_code_points(brief, after) - bg_brief_code_points(brief, offset), 9);
  assert_int_equal(bg_brief_code_points(brief, after), after - 2); /* one quotation mark of three bytes stands before */
  assert_int_equal(bg_brief_find(brief, BG_STR("Freedonia. Advice"), &offset, &length), 0); /* not across blocks */
  bg_brief_free(brief);
}

static void broken_front_matter_is_named(void **state) {
  (void)state;
  bg_diagnostics *diagnostics = bg_diagnostics_new();
  bg_brief *brief;
  assert_int_equal(bg_brief_parse(BG_STR("---\ntitle: x\n"), "b.md", diagnostics, &brief), BG_ERROR_SYNTAX);
  assert_int_equal(bg_brief_parse(BG_STR("---\nno colon\n---\ntext"), "b.md", diagnostics, &brief), BG_ERROR_SYNTAX);
  assert_int_equal(bg_diagnostics_get(diagnostics, 1)->location.line, 2);
  assert_int_equal(bg_brief_parse(BG_STR("---\na: b\na: c\n---\ntext"), "b.md", diagnostics, &brief), BG_ERROR_INVALID);
  assert_int_equal(bg_brief_parse(BG_STR("<!-- only -->\n"), "b.md", diagnostics, &brief), BG_ERROR_INVALID);
  bg_diagnostics_free(diagnostics);
}

/* ---- the three files ---- */

typedef struct {
  char directory[32];
  bg_brief *brief;
  bg_diagnostics *diagnostics;
  bg_claim_set *set;
} fixture;

static void write_in(const fixture *f, const char *name, const char *text) {
  char *path = bg_path_join(f->directory, name);
  assert_int_equal(bg_write_file(path, bg_str_from(text), NULL), BG_OK);
  bg_free(path);
}

static int set_up(void **state) {
  fixture *f = BG_NEW(fixture);
  strcpy(f->directory, "/tmp/bg-test-XXXXXX");
  if (!mkdtemp(f->directory)) return 1;
  f->brief = parse(markdown);
  f->diagnostics = bg_diagnostics_new();
  write_in(f, "entities.csv", entities);
  write_in(f, "claims.csv", claims);
  write_in(f, "recommendations.csv", recommendations);
  *state = f;
  return 0;
}

static int tear_down(void **state) {
  fixture *f = *state;
  static const char *const names[] = {"entities.csv", "claims.csv", "recommendations.csv"};
  for (size_t i = 0; i < 3; i++) {
    char *path = bg_path_join(f->directory, names[i]);
    unlink(path);
    bg_free(path);
  }
  rmdir(f->directory);
  bg_claim_set_free(f->set);
  bg_brief_free(f->brief);
  bg_diagnostics_free(f->diagnostics);
  bg_free(f);
  return 0;
}

static bg_status read_set(fixture *f) {
  bg_claim_set_free(f->set);
  return bg_claims_read_csv(f->directory, f->brief, f->diagnostics, &f->set);
}

static void files_become_a_claim_set(void **state) {
  fixture *f = *state;
  assert_int_equal(read_set(f), BG_OK);
  assert_int_equal(f->set->entity_count, 4);
  assert_int_equal(f->set->entities[0].aliases.count, 2);
  const bg_claim *c = f->set->claims;
  assert_int_equal(c[0].polarity, BG_AFFIRMED);
  assert_str(c[0].voice, "author");
  assert_str(c[0].evidence.items[0].locator, "Text para 1");
  assert_int_equal(c[2].polarity, BG_NEGATED);
  assert_int_equal(c[2].status, BG_PROPOSED);
  assert_int_equal(c[3].evidence.count, 2);
  assert_str(c[3].evidence.items[1].locator, "Advice 2");
  assert_int_equal(f->set->recommendations[1].polarity, BG_NOT_NEEDED);
}

/* Replace `old` by `new` in a file and expect a message that holds `expected` at `line`. */
static void expect_error(fixture *f, const char *name, const char *text, const char *old, const char *new, size_t line,
                         const char *expected) {
  const char *hit = strstr(text, old);
  assert_non_null(hit);
  char broken[2048];
  snprintf(broken, sizeof broken, "%.*s%s%s", (int)(hit - text), text, new, hit + strlen(old));
  write_in(f, name, broken);
  size_t before = bg_diagnostics_count(f->diagnostics);
  assert_int_not_equal(read_set(f), BG_OK);
  assert_true(bg_diagnostics_count(f->diagnostics) > before);
  const bg_diagnostic *d = bg_diagnostics_get(f->diagnostics, before);
  if (!strstr(d->message, expected)) fail_msg("expected '%s' in: %s", expected, d->message);
  assert_int_equal(d->location.line, line);
  assert_non_null(strstr(d->location.file, name));
  write_in(f, name, text);
}

static void every_mistake_is_named_with_its_line(void **state) {
  fixture *f = *state;
  expect_error(f, "claims.csv", claims, "relation,", "rellation,", 1, "unknown column 'rellation'");
  expect_error(f, "claims.csv", claims, ",quote,", ",note,", 1, "repeated column");
  expect_error(f, "claims.csv", claims, "c2,fre", "c2,free", 3, "did you mean 'fre'");
  expect_error(f, "claims.csv", claims, "c2,", "c1,", 3, "used before, in line 2");
  expect_error(f, "claims.csv", claims, "supplies grain to", "sells grain to", 2, "quote not found");
  expect_error(f, "claims.csv", claims, "2024-01-05", "2024-02-30", 4, "not ISO 8601");
  expect_error(f, "claims.csv", claims, ",possible,", ",maybe,", 4, "modality 'maybe' is unknown");
  expect_error(f, "claims.csv", claims, "c3,rur,attacks,fre,possible,negated,(rulers),",
               "c3,rur,attacks,fre,possible,negated,(rulers),must", 4, "only recommended claims");
  expect_error(f, "entities.csv", entities, "Q30", "30", 3, "not an item id");
  expect_error(f, "entities.csv", entities, "kim,Person,Kim,,", "kim,Person,Kim,,kim", 4, "circle");
  expect_error(f, "entities.csv", entities, "grain,Issue", "gr ain,Issue", 5, "not a slug");
  expect_error(f, "entities.csv", entities, "Kim,,,,", "Kim,,,", 4, "row has 6 cells");
  expect_error(f, "recommendations.csv", recommendations, "R1,fre", "R1,", 2, "addressee");
  expect_error(f, "entities.csv", entities, entities, "", 0, "empty");
}

/* ---- RDF and back ---- */

static const char ontology_text[] =
    "@prefix bg: <" BG_NS "> . @prefix owl: <" OWL_NS "> . @prefix rdfs: <" RDFS_NS
    "> .\n"
    "<http://a.example/Person> a owl:Class . bg:Thing a owl:Class . bg:State a owl:Class ; rdfs:subClassOf bg:Thing . "
    "bg:Person a owl:Class ; rdfs:subClassOf "
    "bg:Thing .\n"
    "bg:Issue a owl:Class ; rdfs:subClassOf bg:Thing . bg:relatedTo a owl:ObjectProperty .\n"
    "bg:supplies a owl:ObjectProperty ; rdfs:subPropertyOf bg:relatedTo ; bg:sign 1 .\n"
    "bg:attacks a owl:ObjectProperty ; rdfs:subPropertyOf bg:relatedTo ; bg:sign -1 .\n"
    "bg:cooperatesWith a owl:ObjectProperty, owl:SymmetricProperty ; rdfs:subPropertyOf bg:supplies ; bg:sign 1 .\n"
    "bg:consultsWith a owl:ObjectProperty ; rdfs:subPropertyOf bg:relatedTo .\n";

static bg_ontology *make_ontology(void) {
  bg_dataset *dataset = bg_dataset_new();
  bg_read_options options = {.format = BG_FORMAT_TURTLE};
  assert_int_equal(
      bg_rdf_read_text(bg_str_from(ontology_text), "o.ttl", &options, bg_dataset_sink(dataset), NULL, NULL), BG_OK);
  bg_dataset_index(dataset);
  bg_ontology *ontology = bg_ontology_from(dataset);
  bg_dataset_free(dataset);
  return ontology;
}

static void ontology_knows_relations_and_classes(void **state) {
  (void)state;
  bg_ontology *ontology = make_ontology();
  assert_int_equal(bg_ontology_relation_count(ontology), 5);
  const bg_relation *r = bg_ontology_relation(ontology, BG_STR("cooperatesWith"));
  assert_true(r && r->symmetric && r->sign == 1);
  assert_int_equal(bg_ontology_relation(ontology, BG_STR(BG_NS "attacks"))->sign, -1);
  assert_true(bg_ontology_is_a(ontology, BG_STR(BG_NS "State"), BG_STR(BG_NS "Thing")));
  assert_false(bg_ontology_is_a(ontology, BG_STR(BG_NS "Thing"), BG_STR(BG_NS "State")));
  assert_str(bg_ontology_class(ontology, BG_STR("Person")), BG_NS "Person"); /* not another vocabulary's */
  assert_str(bg_ontology_closest_relation(ontology, BG_STR("suplies")), "supplies");
  assert_str(bg_ontology_closest_class(ontology, BG_STR("Stat")), "State");
  bg_ontology_free(ontology);
}

static bg_dataset *encode(fixture *f, const bg_ontology *ontology) {
  bg_dataset *dataset = bg_dataset_new();
  bg_encode_options options = {.base = "http://x/", .name = "b", .directory = f->directory};
  assert_int_equal(bg_encode(f->set, f->brief, ontology, &options, dataset, f->diagnostics), BG_OK);
  bg_dataset_index(dataset);
  return dataset;
}

static size_t in_graph(const bg_dataset *dataset, const char *graph) {
  bg_term_id g = bg_dataset_find_iri(dataset, graph);
  size_t count = 0;
  bg_quad q;
  if (!g) return 0;
  for (bg_match m = bg_dataset_match(dataset, (bg_quad){BG_ANY, BG_ANY, BG_ANY, g}); bg_match_next(&m, &q);) count++;
  return count;
}

static void plain_triples_stand_for_what_is_believed(void **state) {
  fixture *f = *state;
  assert_int_equal(read_set(f), BG_OK);
  bg_ontology *ontology = make_ontology();
  bg_dataset *dataset = encode(f, ontology);
  assert_int_equal(in_graph(dataset, "http://x/b/graph/asserted"), 2);    /* c1, and c10 by the author's own id */
  assert_int_equal(in_graph(dataset, "http://x/b/graph/recommended"), 1); /* c2 */
  assert_int_equal(in_graph(dataset, "http://x/b/graph/possible"), 0);    /* c3 is negated, proposed and attributed */
  bg_quad q;
  for (bg_match m = bg_dataset_match(dataset, (bg_quad){BG_ANY, BG_ANY, BG_ANY, BG_ANY}); bg_match_next(&m, &q);)
    assert_int_not_equal(bg_dataset_term(dataset, q.s).kind, BG_TERM_BLANK);
  bg_dataset_free(dataset);
  bg_ontology_free(ontology);
}

static void claims_come_back_from_rdf(void **state) {
  fixture *f = *state;
  assert_int_equal(read_set(f), BG_OK);
  bg_ontology *ontology = make_ontology();
  bg_dataset *dataset = encode(f, ontology);
  bg_claim_set *back;
  assert_int_equal(bg_decode(dataset, ontology, f->diagnostics, &back), BG_OK);
  assert_int_equal(back->entity_count, 4);
  assert_int_equal(back->claim_count, 4);
  assert_int_equal(back->recommendation_count, 2);
  assert_str(back->claims[3].id, "c10"); /* behind c3: numbers by value */
  assert_str(back->claims[3].voice, "author");
  assert_str(back->claims[2].voice, "(rulers)");
  assert_str(back->claims[0].time, "2023/2024-01");
  for (size_t i = 0; i < 4; i++) {
    const bg_claim *a = &f->set->claims[i], *b = &back->claims[i];
    assert_true(bg_str_equal(a->relation, b->relation) && bg_str_equal(a->note, b->note));
    assert_true(a->modality == b->modality && a->polarity == b->polarity && a->strength == b->strength &&
                a->status == b->status && a->evidence.count == b->evidence.count);
    assert_true(bg_str_equal(a->evidence.items[0].quote, b->evidence.items[0].quote));
    assert_int_equal(a->evidence.items[0].start, b->evidence.items[0].start);
    assert_str(b->evidence.items[0].document, "http://x/b");
    assert_true(bg_str_starts(b->iri, BG_STR("http://x/b/claim/")));
  }
  bg_claim_set_free(back);
  bg_dataset_free(dataset);
  bg_ontology_free(ontology);
}

static void unknown_relation_is_an_error_with_a_hint(void **state) {
  fixture *f = *state;
  write_in(f, "claims.csv", "id,subject,relation,object,modality,quote\nc1,rur,suplies,fre,asserted,grain to\n");
  assert_int_equal(read_set(f), BG_OK);
  bg_ontology *ontology = make_ontology();
  bg_dataset *dataset = bg_dataset_new();
  bg_encode_options options = {.name = "b", .directory = f->directory};
  size_t before = bg_diagnostics_count(f->diagnostics);
  assert_int_equal(bg_encode(f->set, f->brief, ontology, &options, dataset, f->diagnostics), BG_ERROR_INVALID);
  assert_non_null(strstr(bg_diagnostics_get(f->diagnostics, before)->message, "did you mean 'supplies'"));
  bg_dataset_free(dataset);
  bg_ontology_free(ontology);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(blocks_have_locators_that_a_person_counts),
      cmocka_unit_test(text_is_normalised_and_offsets_are_code_points),
      cmocka_unit_test(broken_front_matter_is_named),
      cmocka_unit_test_setup_teardown(files_become_a_claim_set, set_up, tear_down),
      cmocka_unit_test_setup_teardown(every_mistake_is_named_with_its_line, set_up, tear_down),
      cmocka_unit_test(ontology_knows_relations_and_classes),
      cmocka_unit_test_setup_teardown(plain_triples_stand_for_what_is_believed, set_up, tear_down),
      cmocka_unit_test_setup_teardown(claims_come_back_from_rdf, set_up, tear_down),
      cmocka_unit_test_setup_teardown(unknown_relation_is_an_error_with_a_hint, set_up, tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
