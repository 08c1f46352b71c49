#include "trees.h"

static void check_dated(const char *date, const char *tree, const char *form, const char *expected) {
  bg_buffer text = {0};
  bg_buffer_puts(&text, tree);
  trees t = trees_new(text.data);
  if (*date) {
    bg_brief_free(t.brief);
    bg_buffer source = {0};
    bg_buffer_printf(&source, "---\ndate: %s\n---\ntext\n", date);
    assert_int_equal(bg_brief_parse(bg_buffer_str(&source), "test", t.diagnostics, &t.brief), BG_OK);
    bg_buffer_free(&source);
    t.reading->brief = t.brief;
  }
  size_t word = trees_find(&t, form);
  bg_scope s = bg_scope_of(trees_scoper(&t), 0, word);
  if (!bg_str_is(s.time, expected)) fail_msg("%s: \"%.*s\", not \"%s\"", form, BG_FMT(s.time), expected);
  trees_free(&t);
  bg_buffer_free(&text);
}

static void check(const char *tree, const char *form, const char *expected) {
  check_dated("", tree, form, expected);
}

#define LEFT "Mali//PROPN/NNP/2/nsubj left/leave/VERB/VBD/0/root "

static void test_dates(void **state) {
  (void)state;
  check(LEFT "in//ADP/IN/4/case 2014//NUM/CD/2/obl", "left", "2014");
  check(LEFT "in//ADP/IN/4/case May//PROPN/NNP/2/obl 2014//NUM/CD/4/nummod", "left", "2014-05");
  check(LEFT "on//ADP/IN/4/case May//PROPN/NNP/2/obl 5//NUM/CD/4/nummod ,//PUNCT/,/4/punct 2014//NUM/CD/4/nummod",
        "left", "2014-05-05");
  check(LEFT "on//ADP/IN/5/case 5th//NUM/CD/5/nummod May//PROPN/NNP/2/obl 2014//NUM/CD/5/nummod", "left", "2014-05-05");
  check(LEFT "in//ADP/IN/5/case the//DET/DT/5/det 1990s//NOUN/NNS/2/obl", "left", "1990/1999");
  check(LEFT "in//ADP/IN/4/case 2001-2011//NUM/CD/2/obl", "left", "2001/2011");
  check(LEFT "in//ADP/IN/4/case 2001–11//NUM/CD/2/obl", "left", "2001/2011");
  check(LEFT "from//ADP/IN/4/case 2001//NUM/CD/2/obl to//ADP/IN/6/case 2011//NUM/CD/4/nmod", "left", "2001/2011");
  check(LEFT
        "in//ADP/IN/6/case the//DET/DT/6/det third//ADJ/JJ/6/amod quarter//NOUN/NN/2/obl of//ADP/IN/8/case "
        "2023//NUM/CD/6/nmod",
        "left", "2023-07/2023-09");
}

static void test_days(void **state) {
  (void)state;
  check(LEFT
        "from//ADP/IN/7/case 5//NUM/CD/7/nummod -//SYM/SYM/6/case 6//NUM/CD/4/nmod April//PROPN/NNP/2/obl "
        "2016//NUM/CD/7/nummod",
        "left", "2016-04-05/2016-04-06");
}

static void test_no_guess(void **state) {
  (void)state;
  /* Without a year nothing is told. */
  check(LEFT "on//ADP/IN/4/case May//PROPN/NNP/2/obl 5//NUM/CD/4/nummod", "left", "");
  check(LEFT "last//ADJ/JJ/4/amod year//NOUN/NN/2/obl:unmarked", "left", "");
  check(LEFT "since//ADP/IN/4/case 2014//NUM/CD/2/obl", "left", "");
  check(LEFT "before//ADP/IN/4/case 2014//NUM/CD/2/obl", "left", "");
  check(LEFT "with//ADP/IN/5/case 2000//NUM/CD/5/nummod soldiers/soldier/NOUN/NNS/2/obl", "left", "");
  /* There is no such day, but the year is told. */
  check(LEFT "in//ADP/IN/4/case February//PROPN/NNP/2/obl 30//NUM/CD/4/nummod ,//PUNCT/,/4/punct 2014//NUM/CD/4/nummod",
        "left", "2014");
}

static void test_relative(void **state) {
  (void)state;
  check_dated("2024-03-15", LEFT "last//ADJ/JJ/4/amod year//NOUN/NN/2/obl:unmarked", "left", "2023");
  check_dated("2024-03-15", LEFT "last//ADJ/JJ/4/amod month//NOUN/NN/2/obl:unmarked", "left", "2024-02");
  check_dated("2024-03-15", LEFT "this//DET/DT/4/det week//NOUN/NN/2/obl:unmarked", "left", "2024-03-11/2024-03-17");
  check_dated("2024-03-15", LEFT "on//ADP/IN/4/case Tuesday//PROPN/NNP/2/obl", "left", "2024-03-12");
  check_dated("2024-03-15", LEFT "yesterday//NOUN/NN/2/obl:unmarked", "left", "2024-03-14");
  check_dated("2024-03-15", LEFT "two//NUM/CD/4/nummod years/year/NOUN/NNS/5/obl:unmarked ago//ADV/RB/2/advmod", "left",
              "2022");
  check_dated("2024-03-15", LEFT "since//ADP/IN/4/case 2014//NUM/CD/2/obl", "left", "2014/2024-03-15");
  check_dated("2024", LEFT "last//ADJ/JJ/4/amod month//NOUN/NN/2/obl:unmarked", "left", "");
}

static void test_attachment(void **state) {
  (void)state;
  const char *two =
      "Mali//PROPN/NNP/2/nsubj left/leave/VERB/VBD/0/root in//ADP/IN/4/case 2014//NUM/CD/2/obl "
      "and//CCONJ/CC/7/cc Chad//PROPN/NNP/7/nsubj joined/join/VERB/VBD/2/conj in//ADP/IN/9/case "
      "2016//NUM/CD/7/obl";
  check(two, "left", "2014");
  check(two, "joined", "2016");
  check(
      "The//DET/DT/3/det 2014//NUM/CD/3/nummod annexation//NOUN/NN/4/nsubj shocked/shock/VERB/VBD/0/root "
      "Europe//PROPN/NNP/4/obj",
      "annexation", "2014");
  check(
      "The//DET/DT/3/det 2014//NUM/CD/3/nummod annexation//NOUN/NN/4/nsubj shocked/shock/VERB/VBD/0/root "
      "Europe//PROPN/NNP/4/obj",
      "shocked", "");
  check(
      "Mali//PROPN/NNP/2/nsubj signed/sign/VERB/VBD/0/root an//DET/DT/4/det agreement//NOUN/NN/2/obj "
      "in//ADP/IN/6/case 2014//NUM/CD/2/obl",
      "agreement", "2014");
  check(
      "NATO//PROPN/NNP/2/nsubj condemned/condemn/VERB/VBD/0/root the//DET/DT/4/det invasion//NOUN/NN/2/obj "
      "in//ADP/IN/6/case 2014//NUM/CD/2/obl",
      "invasion", "");
  check(
      "Mali//PROPN/NNP/2/nsubj began/begin/VERB/VBD/0/root to//PART/TO/4/mark withdraw//VERB/VB/2/xcomp "
      "in//ADP/IN/6/case 2014//NUM/CD/4/obl",
      "began", "2014");
}

static void test_date_of_text(void **state) {
  (void)state;
  trees t = trees_new(
      "# Title\nPublished//VERB/VBN/0/root 5//NUM/CD/3/nummod March//PROPN/NNP/1/obl:unmarked "
      "2024//NUM/CD/3/nummod\n");
  assert_str(bg_reading_date(t.reading), "2024-03-05");
  trees_free(&t);
  t = trees_new(
      "# Title\nMali//PROPN/NNP/3/nsubj has//AUX/VBZ/3/aux left/leave/VERB/VBN/0/root in//ADP/IN/5/case "
      "March//PROPN/NNP/3/obl 2024//NUM/CD/5/nummod\n");
  assert_int_equal(bg_reading_date(t.reading).len, 0);
  trees_free(&t);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_dates),    cmocka_unit_test(test_days),       cmocka_unit_test(test_no_guess),
      cmocka_unit_test(test_relative), cmocka_unit_test(test_attachment), cmocka_unit_test(test_date_of_text),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
