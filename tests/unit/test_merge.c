#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "claims/copy.h"
#include "claims/identity.h"
#include "claims/merge.h"
#include "unit.h"

/* ---- building sets by hand ---- */

static void entity(bg_claim_set *set, const char *id, const char *type, bg_claim_status status, const char *origin) {
  bg_claim_set_add_entity(set, &(bg_entity){.id = bg_str_from(id),
                                            .type = bg_str_from(type),
                                            .label = bg_str_from(id),
                                            .status = status,
                                            .confidence = 0.5,
                                            .origin = bg_str_from(origin)});
}

static bg_claim *claim(bg_claim_set *set, const char *id, const char *subject, const char *relation, const char *object,
                       size_t start, bg_claim_status status, const char *origin) {
  bg_evidence evidence = {
      .start = start, .end = start + 10, .quote = BG_STR("ten people"), .locator = BG_STR("Text para 1")};
  return bg_claim_set_add_claim(set, &(bg_claim){.id = bg_str_from(id),
                                                 .subject = bg_str_from(subject),
                                                 .relation = bg_str_from(relation),
                                                 .object = bg_str_from(object),
                                                 .voice = BG_STR("author"),
                                                 .evidence = {&evidence, 1},
                                                 .status = status,
                                                 .confidence = 0.5,
                                                 .origin = bg_str_from(origin)});
}

static bg_recommendation *advice(bg_claim_set *set, const char *id, const char *addressee, const char *action,
                                 bg_claim_status status, const char *origin) {
  bg_str to = bg_str_from(addressee);
  bg_evidence evidence = {.start = 5, .end = 15, .quote = BG_STR("ten people"), .locator = BG_STR("Text para 1")};
  return bg_claim_set_add_recommendation(set, &(bg_recommendation){.id = bg_str_from(id),
                                                                   .addressee = {&to, 1},
                                                                   .action = bg_str_from(action),
                                                                   .strength = BG_SHOULD,
                                                                   .evidence = {&evidence, 1},
                                                                   .status = status,
                                                                   .origin = bg_str_from(origin)});
}

static bg_claim_set *proposals(void) {
  bg_claim_set *set = bg_claim_set_new();
  entity(set, "a", "State", BG_PROPOSED, "gazetteer");
  entity(set, "b", "State", BG_PROPOSED, "gazetteer");
  entity(set, "c", "Person", BG_PROPOSED, "names");
  claim(set, "c-1", "a", "aids", "b", 0, BG_PROPOSED, "verb:aids");
  claim(set, "c-2", "b", "meets", "c", 50, BG_PROPOSED, "verb:meets");
  advice(set, "r-1", "a", "help b", BG_PROPOSED, "modal");
  return set;
}

static const bg_claim *find(const bg_claim_set *set, const char *id) {
  for (size_t i = 0; i < set->claim_count; i++)
    if (bg_str_is(set->claims[i].id, id)) return &set->claims[i];
  return NULL;
}

/* ---- merging ---- */

static void a_second_run_changes_nothing(void **state) {
  (void)state;
  bg_claim_set *set = proposals(), *again = proposals();
  bg_merge_report report;
  bg_claims_merge(set, again, &report);
  assert_int_equal(report.claims.unchanged, 2);
  assert_int_equal(report.entities.unchanged, 3);
  assert_int_equal(report.recommendations.unchanged, 1);
  assert_int_equal(report.claims.added + report.claims.changed + report.claims.gone, 0);
  assert_int_equal(set->claim_count, 2);
  bg_claim_set_free(set);
  bg_claim_set_free(again);
}

static void decisions_are_never_overwritten(void **state) {
  (void)state;
  bg_claim_set *set = proposals(), *again = proposals();
  set->claims[0].status = BG_REJECTED;
  set->claims[1].status = BG_ACCEPTED;
  set->claims[1].polarity = BG_NEGATED; /* corrected by hand */
  set->entities[0].type = BG_STR("Place");
  set->entities[0].status = BG_ACCEPTED;
  set->recommendations[0].status = BG_ACCEPTED;
  bg_merge_report report;
  bg_claims_merge(set, again, &report);
  assert_int_equal(report.claims.decided, 2);
  assert_int_equal(set->claims[0].status, BG_REJECTED);
  assert_int_equal(set->claims[1].polarity, BG_NEGATED);
  assert_str(set->entities[0].type, "Place");
  assert_int_equal(report.recommendations.decided, 1);
  bg_claim_set_free(set);
  bg_claim_set_free(again);
}

static void what_is_no_longer_proposed_goes_and_what_was_decided_stays(void **state) {
  (void)state;
  bg_claim_set *set = proposals(), *again = bg_claim_set_new();
  set->claims[0].status = BG_ACCEPTED;
  entity(again, "d", "Person", BG_PROPOSED, "names");
  entity(again, "e", "Person", BG_PROPOSED, "names");
  claim(again, "c-9", "d", "meets", "e", 90, BG_PROPOSED, "verb:meets");
  bg_merge_report report;
  bg_claims_merge(set, again, &report);
  assert_int_equal(report.claims.gone, 1);
  assert_int_equal(report.claims.kept, 1);
  assert_int_equal(report.claims.added, 1);
  assert_int_equal(report.recommendations.gone, 1);
  assert_int_equal(report.entities.gone, 1); /* c; a and b are held by the accepted claim */
  assert_non_null(find(set, "c-1"));
  assert_null(find(set, "c-2"));
  assert_non_null(bg_claim_set_entity(set, BG_STR("b")));
  assert_null(bg_claim_set_entity(set, BG_STR("c")));
  bg_claim_set_free(set);
  bg_claim_set_free(again);
}

static void what_a_person_typed_is_not_proposed_again(void **state) {
  (void)state;
  bg_claim_set *set = bg_claim_set_new(), *again = proposals();
  entity(set, "a", "State", BG_ACCEPTED, "curated");
  entity(set, "b", "State", BG_ACCEPTED, "curated");
  claim(set, "mine", "a", "aids", "b", 4, BG_ACCEPTED, "curated");
  advice(set, "R1", "a", "help b", BG_ACCEPTED, "curated");
  bg_merge_report report;
  bg_claims_merge(set, again, &report);
  assert_int_equal(report.claims.decided, 1);
  assert_int_equal(report.claims.added, 1);
  assert_null(find(set, "c-1"));
  assert_int_equal(set->recommendation_count, 1);
  bg_claim_set_free(set);
  bg_claim_set_free(again);
}

static void a_rejected_entity_takes_its_proposals_with_it(void **state) {
  (void)state;
  bg_claim_set *set = bg_claim_set_new(), *again = proposals();
  entity(set, "a", "State", BG_REJECTED, "gazetteer");
  bg_merge_report report;
  bg_claims_merge(set, again, &report);
  assert_int_equal(report.claims.added, 1);
  assert_null(find(set, "c-1"));
  assert_int_equal(set->recommendation_count, 0);
  bg_claim_set_free(set);
  bg_claim_set_free(again);
}

static void a_proposal_that_reads_otherwise_is_changed(void **state) {
  (void)state;
  bg_claim_set *set = proposals(), *again = proposals();
  again->claims[0].modality = BG_POSSIBLE;
  bg_merge_report report;
  bg_claims_merge(set, again, &report);
  assert_int_equal(report.claims.changed, 1);
  assert_int_equal(set->claims[0].modality, BG_POSSIBLE);
  bg_claim_set_free(set);
  bg_claim_set_free(again);
}

/* ---- decisions and identity ---- */

static bg_status read_decisions(const char *text, bg_diagnostics *diagnostics, bg_decisions **decisions) {
  char path[] = "/tmp/bg-decisions-XXXXXX";
  int fd = mkstemp(path);
  assert_true(fd >= 0);
  close(fd);
  assert_int_equal(bg_write_file(path, bg_str_from(text), NULL), BG_OK);
  bg_status status = bg_decisions_read(path, diagnostics, decisions);
  unlink(path);
  return status;
}

static void merges_and_splits_are_replayed(void **state) {
  (void)state;
  bg_diagnostics *diagnostics = bg_diagnostics_new();
  bg_decisions *decisions;
  assert_int_equal(read_decisions("decision,entity,as,document,note\nmerge,c,b,,the same\nsplit,a,a2,one,another\n",
                                  diagnostics, &decisions),
                   BG_OK);
  bg_claim_set *one = proposals(), *two = proposals();
  assert_int_equal(bg_decisions_apply(decisions, BG_STR("one"), one), 2);
  assert_int_equal(bg_decisions_apply(decisions, BG_STR("two"), two), 1);
  assert_int_equal(one->entity_count, 2);
  assert_str(one->entities[0].id, "a2");
  assert_str(two->entities[0].id, "a");
  assert_str(one->entities[1].id, "b");
  assert_str(one->entities[1].label, "b"); /* the name of the one that stays */
  assert_str(one->entities[1].aliases.items[0], "c");
  assert_int_equal(one->claim_count, 1); /* b meets c became b meets b */
  assert_str(one->claims[0].subject, "a2");
  assert_str(one->recommendations[0].addressee.items[0], "a2");
  bg_claim_set_free(one);
  bg_claim_set_free(two);
  bg_decisions_free(decisions);
  bg_diagnostics_free(diagnostics);
}

static void wrong_decisions_are_named(void **state) {
  (void)state;
  static const struct {
    const char *rows;
    const char *message;
  } cases[] = {{"join,a,b,\n", "unknown"},
               {"merge,a,b,one\n", "leave column 'document' empty"},
               {"split,a,b,\n", "needs the document"},
               {"merge,a b,c,\n", "different ids"},
               {"merge,a,a,\n", "different ids"},
               {"merge,a,b,\nmerge,a,c,\n", "decided on before"},
               {"merge,a,b,\nmerge,b,a,\n", "circle"}};
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    bg_diagnostics *diagnostics = bg_diagnostics_new();
    bg_decisions *decisions;
    bg_buffer text = {0};
    bg_buffer_printf(&text, "decision,entity,as,document\n%s", cases[i].rows);
    assert_int_equal(read_decisions(text.data, diagnostics, &decisions), BG_ERROR_INVALID);
    assert_non_null(strstr(bg_diagnostics_get(diagnostics, 0)->message, cases[i].message));
    bg_buffer_free(&text);
    bg_diagnostics_free(diagnostics);
  }
}

static void chains_of_merges_lead_to_their_end(void **state) {
  (void)state;
  bg_decisions *decisions;
  assert_int_equal(read_decisions("decision,entity,as\nmerge,a,b\nmerge,b,c\n", NULL, &decisions), BG_OK);
  bg_claim_set *set = proposals();
  bg_decisions_apply(decisions, BG_STR("x"), set);
  assert_int_equal(set->entity_count, 1);
  assert_str(set->entities[0].id, "c");
  assert_int_equal(set->claim_count, 0);
  bg_claim_set_free(set);
  bg_decisions_free(decisions);
}

static void documents_share_entities_unless_types_differ(void **state) {
  (void)state;
  bg_claim_set *one = proposals(), *two = proposals();
  two->entities[0].label = BG_STR("Land of A");
  two->entities[2].type = BG_STR("Organization");
  two->entities[2].label = BG_STR("C Ltd");
  bg_claim_set *sets[] = {one, two};
  bg_str names[] = {BG_STR("one"), BG_STR("two")};
  bg_identity_report report;
  bg_identity_unify(sets, names, 2, &report);
  assert_int_equal(report.count, 3);
  assert_false(report.items[0].apart);
  assert_false(report.items[0].by_name);
  assert_str(two->entities[0].label, "a");
  assert_str(two->entities[0].aliases.items[0], "Land of A");
  assert_true(report.items[2].apart);
  assert_str(report.items[2].as, "c-2");
  assert_str(two->claims[1].object, "c-2");
  assert_str(one->claims[1].object, "c");
  bg_identity_report_free(&report);
  bg_claim_set_free(one);
  bg_claim_set_free(two);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_second_run_changes_nothing),
      cmocka_unit_test(decisions_are_never_overwritten),
      cmocka_unit_test(what_is_no_longer_proposed_goes_and_what_was_decided_stays),
      cmocka_unit_test(what_a_person_typed_is_not_proposed_again),
      cmocka_unit_test(a_rejected_entity_takes_its_proposals_with_it),
      cmocka_unit_test(a_proposal_that_reads_otherwise_is_changed),
      cmocka_unit_test(merges_and_splits_are_replayed),
      cmocka_unit_test(wrong_decisions_are_named),
      cmocka_unit_test(chains_of_merges_lead_to_their_end),
      cmocka_unit_test(documents_share_entities_unless_types_differ),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
