#include "base/memory.h"
#include "claims/brat.h"
#include "claims/score.h"
#include "unit.h"

static const char text[] = "Ruritania aids Freedonia. Strelsau met Freedonia.\nFreedonia fears Sylvania, they say.\n";

static const char gold_lines[] =
    "T1\tState 0 9\tRuritania\nT2\tState 15 24\tFreedonia\nT3\tState 26 34\tStrelsau\nT4\tState 39 48\tFreedonia\n"
    "T5\tState 50 59\tFreedonia\nT6\tState 66 74\tSylvania\n*\tEquiv T1 T3\n"
    "R1\taids Arg1:T1 Arg2:T2\nR2\tmeets Arg1:T3 Arg2:T4\nR3\tfears Arg1:T5 Arg2:T6\nA1\tModality R3 possible\n";

/* A wrong type, a wrong span, a mention too many, one missing; Strelsau is taken for another state. Of the claims, one
 * is turned round although it is not symmetric, one although it is, one has another relation of the same sign. */
static const char system_lines[] =
    "T1\tState 0 9\tRuritania\nT2\tPlace 15 24\tFreedonia\nT3\tState 26 34\tStrelsau\nT4\tState 39 48\tFreedonia\n"
    "T5\tState 50 65\tFreedonia fears\nT6\tState 66 74\tSylvania\nT7\tPerson 76 80\tthey\n*\tEquiv T2 T4 T5\n"
    "R1\taids Arg1:T2 Arg2:T1\nR2\tmeets Arg1:T4 Arg2:T1\nR3\thates Arg1:T5 Arg2:T6\nA1\tConfidence R3 0.35\n"
    "R4\taids Arg1:T7 Arg2:T6\nA2\tStatus R4 rejected\n";

static bool facts(const void *context, bg_str relation, int *sign, bool *symmetric) {
  (void)context;
  *symmetric = bg_str_is(relation, "meets");
  *sign = bg_str_is(relation, "fears") || bg_str_is(relation, "hates") ? -1 : 1;
  return true;
}

static bool is_worded(const void *context, bg_str type) {
  (void)context;
  return bg_str_is(type, "Issue");
}

typedef struct {
  bg_annotation *annotation;
  bg_claim_set *set;
  size_t *entities;
} loaded;

static loaded load(const char *lines) {
  loaded l;
  assert_int_equal(bg_brat_parse(bg_str_from(lines), "a.ann", BG_STR("a"), bg_str_from(text), NULL, &l.annotation),
                   BG_OK);
  assert_int_equal(bg_annotation_to_claims(l.annotation, "a.ann", NULL, &l.set, &l.entities), BG_OK);
  return l;
}

static void unload(loaded *l) {
  bg_claim_set_free(l->set);
  bg_annotation_free(l->annotation);
  bg_free(l->entities);
}

static bg_judged judged(const loaded *l, bool mentions) {
  return (bg_judged){l->set, mentions ? l->annotation : NULL, l->entities, l->annotation->text};
}

static bg_score_report *compare(const loaded *gold, const loaded *system, bool mentions, double least) {
  bg_judged_document d = {BG_STR("a"), judged(gold, mentions), judged(system, mentions)};
  bg_score_facts f = {NULL, facts, is_worded};
  return bg_score_documents(&d, 1, &f, least);
}

static const bg_score *score(const bg_score_report *r, const char *measure, const char *type) {
  for (size_t i = 0; i < r->row_count; i++)
    if (strcmp(r->rows[i].measure, measure) == 0 && bg_str_is(r->rows[i].type, type)) return &r->rows[i].score;
  fail_msg("no measure '%s' '%s'", measure, type);
  return NULL;
}

static void assert_counts(const bg_score_report *r, const char *measure, const char *type, size_t right, size_t offered,
                          size_t found, size_t gold) {
  const bg_score *s = score(r, measure, type);
  if (s->right != right || s->offered != offered || s->found != found || s->gold != gold)
    fail_msg("%s %s: right %zu of %zu, found %zu of %zu", measure, type, s->right, s->offered, s->found, s->gold);
}

static void every_measure_counts_what_it_says(void **state) {
  (void)state;
  loaded gold = load(gold_lines), system = load(system_lines);
  bg_score_report *r = compare(&gold, &system, true, 0);
  assert_counts(r, "span and type", "", 4, 7, 4, 6);
  assert_counts(r, "span and type", "State", 4, 5, 4, 6);
  assert_counts(r, "span and type", "Place", 0, 1, 0, 0);
  assert_counts(r, "span", "", 5, 7, 5, 6);
  assert_counts(r, "linked", "", 4, 7, 4, 6);             /* Strelsau is right as a span, not as an entity */
  assert_counts(r, "pair", "", 2, 2, 2, 2);               /* aids and meets are on one pair */
  assert_counts(r, "pair and direction", "", 3, 3, 3, 3); /* meets has no direction, and is on the pair of aids */
  assert_counts(r, "pair and relation", "", 1, 3, 1, 3);
  assert_counts(r, "pair and relation", "meets", 1, 1, 1, 1);
  assert_counts(r, "pair and sign", "", 2, 2, 2, 2);
  assert_counts(r, "pair, sign and modality", "", 1, 2, 1, 2);
  assert_true(score(r, "span", "")->precision == 5.0 / 7);
  assert_int_equal(r->offered[3], 1); /* 0.35, and right in pair and sign */
  assert_int_equal(r->right[3], 1);
  assert_int_equal(r->offered[9], 2);
  bg_score_report_free(r);
  unload(&gold);
  unload(&system);
}

static void the_gold_itself_is_perfect(void **state) {
  (void)state;
  loaded gold = load(gold_lines);
  for (int mentions = 0; mentions < 2; mentions++) {
    bg_score_report *r = compare(&gold, &gold, mentions, 0);
    assert_int_equal(r->error_count, 0);
    for (size_t i = 0; i < r->row_count; i++) {
      const bg_score *s = &r->rows[i].score;
      assert_int_equal(s->right, s->offered);
      assert_int_equal(s->found, s->gold);
      if (s->gold && !r->rows[i].type.len) assert_true(s->low == 1 && s->high == 1);
    }
    bg_score_report_free(r);
  }
  unload(&gold);
}

static void doubtful_claims_can_be_left_out(void **state) {
  (void)state;
  loaded gold = load(gold_lines), system = load(system_lines);
  bg_score_report *r = compare(&gold, &system, true, 0.5);
  assert_counts(r, "pair and relation", "", 1, 2, 1, 3);
  assert_counts(r, "pair and sign", "", 1, 1, 1, 2);
  bg_score_report_free(r);
  unload(&gold);
  unload(&system);
}

static void entities_are_matched_by_their_names(void **state) {
  (void)state;
  loaded gold = load(
      "T1\tState 0 9\tRuritania\nN1\tReference T1 Wikidata:Q1\tKingdom of Ruritania\n"
      "T2\tState 15 24\tFreedonia\nT3\tState 66 74\tSylvania\nN2\tReference T3 Wikidata:Q3\tSylvania\n");
  loaded system = load(
      "T1\tPlace 26 34\tStrelsau\nN1\tReference T1 Wikidata:Q1\tRuritanian kingdom\n"
      "T2\tState 39 48\tFreedonia\nN2\tReference T2 entity:freedonia\tthe FREEDONIA\n"
      "T3\tState 66 74\tSylvania\nN3\tReference T3 Wikidata:Q4\tSylvania\n");
  bg_score_report *r = compare(&gold, &system, false, 0);
  assert_counts(r, "name", "", 2, 3, 2, 3); /* the two Sylvanias are two by Wikidata */
  assert_counts(r, "name and type", "", 1, 3, 1, 3);
  bg_score_report_free(r);
  unload(&gold);
  unload(&system);
}

static void issues_are_matched_by_their_words(void **state) {
  (void)state;
  loaded gold = load(
      "T1\tIssue 0 9\tRuritania\nN1\tReference T1 entity:a\tTerrorism and extremism\n"
      "T2\tIssue 10 14\taids\nN2\tReference T2 entity:b\tRise of the sea\n"
      "T3\tState 15 24\tFreedonia\nN3\tReference T3 entity:c\tNorthern Freedonia\n");
  loaded system = load(
      "T1\tIssue 26 34\tStrelsau\nN1\tReference T1 entity:x\tterrorism\n"
      "T2\tIssue 35 38\tmet\nN2\tReference T2 entity:y\tsea routes\n"
      "T3\tState 39 48\tFreedonia\nN3\tReference T3 entity:z\tFreedonia\n");
  bg_score_report *r = compare(&gold, &system, false, 0);
  assert_counts(r, "name and type", "Issue", 1, 2, 1, 2);
  assert_counts(r, "name and type", "State", 1, 1, 1, 1); /* by its alias, not by its words */
  bg_score_report_free(r);
  unload(&gold);
  unload(&system);
}

static void errors_name_what_and_where(void **state) {
  (void)state;
  loaded gold = load(gold_lines), system = load(system_lines);
  bg_score_report *r = compare(&gold, &system, true, 0);
  assert_int_equal(r->error_count, 5 + 4); /* 2 + 3 mentions, 2 + 2 claims */
  assert_str(r->errors[0].words, "15-24 State Freedonia");
  assert_true(r->errors[0].missed);
  const bg_score_error *last = &r->errors[8];
  assert_false(last->missed);
  assert_non_null(
      strstr(last->words.data, "hates Sylvania (asserted, the pair is right): \"Freedonia fears Sylvania\""));
  bg_score_report_free(r);
  unload(&gold);
  unload(&system);
}

static void recommendations_match_by_place_or_by_words(void **state) {
  (void)state;
  static const char head[] = "T1\tState 0 9\tRuritania\nT2\tState 15 24\tFreedonia\n";
  char a[600], b[600];
  snprintf(a, sizeof a, "%s%s", head,
           "T3\tRecommendation 0 25\tRuritania aids Freedonia.\nE1\tRecommendation:T3 Addressee:T1\n"
           "T4\tRecommendation 26 49\tStrelsau met Freedonia.\nE2\tRecommendation:T4 Addressee:T2\n"
           "#1\tAction E2\tsupport the harbour police\n"
           "T5\tRecommendation 50 85\tFreedonia fears Sylvania, they say.\nE3\tRecommendation:T5 Addressee:T2\n"
           "#2\tAction E3\tcount sheep\n");
  snprintf(b, sizeof b, "%s%s", head,
           "T3\tRecommendation 10 24\taids Freedonia\nE1\tRecommendation:T3 Addressee:T1\nA1\tPolarity E1 negated\n"
           "T4\tRecommendation 76 85\tthey say.\nE2\tRecommendation:T4 Addressee:T1\n"
           "T5\tRecommendation 0 4\tRuri\nE3\tRecommendation:T5 Addressee:T2\n"
           "#1\tAction E3\tgive support to police in every harbour\n");
  loaded gold = load(a), system = load(b);
  bg_score_report *r = compare(&gold, &system, false, 0);
  assert_counts(r, "found", "", 3, 3, 3, 3);
  assert_counts(r, "addressee", "", 2, 3, 2, 3);
  assert_counts(r, "addressee and polarity", "", 1, 3, 1, 3);
  bg_score_report_free(r);
  unload(&gold);
  unload(&system);
}

static void intervals_come_from_documents_and_repeat(void **state) {
  (void)state;
  loaded gold = load(gold_lines), system = load(system_lines);
  bg_judged_document d[] = {{BG_STR("a"), judged(&gold, true), judged(&system, true)},
                            {BG_STR("b"), judged(&gold, true), judged(&gold, true)},
                            {BG_STR("c"), judged(&gold, true), judged(&system, true)}};
  bg_score_facts f = {NULL, facts, is_worded};
  bg_score_report *r = bg_score_documents(d, 3, &f, 0), *again = bg_score_documents(d, 3, &f, 0);
  const bg_score *s = score(r, "span", ""), *t = score(again, "span", "");
  assert_int_equal(r->units, 3);
  assert_int_equal(s->offered, 20);
  assert_true(s->low < s->f1 && s->f1 < s->high && s->high == 1);
  assert_true(s->low == t->low && s->high == t->high);
  bg_score_report_free(r);
  bg_score_report_free(again);
  unload(&gold);
  unload(&system);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_measure_counts_what_it_says),
      cmocka_unit_test(the_gold_itself_is_perfect),
      cmocka_unit_test(doubtful_claims_can_be_left_out),
      cmocka_unit_test(entities_are_matched_by_their_names),
      cmocka_unit_test(issues_are_matched_by_their_words),
      cmocka_unit_test(errors_name_what_and_where),
      cmocka_unit_test(recommendations_match_by_place_or_by_words),
      cmocka_unit_test(intervals_come_from_documents_and_repeat),
  };
  return cmocka_run_group_tests_name("score", tests, NULL, NULL);
}
