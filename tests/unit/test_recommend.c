#include "extract/recommend.h"
#include "trees.h"

#define ADVICE "# Title\n## Recommendations\n"

typedef struct {
  trees t;
  bg_claim_set *set;
} advised;

static advised advise(const char *source, const char *const *names, size_t count) {
  advised a = {trees_new(source), bg_claim_set_new()};
  for (size_t i = 0; i < count; i++) trees_name(&a.t, names[i], "State", BG_KIND_PLACE);
  bg_recommend(a.t.reading, trees_scoper(&a.t), a.set);
  return a;
}

static void advised_free(advised *a) {
  bg_claim_set_free(a->set);
  trees_free(&a->t);
}

#define ADVISE(source, ...)                            \
  advise((source), (const char *const[]){__VA_ARGS__}, \
         sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *const))

static void test_one(void **state) {
  (void)state;
  advised a = ADVISE(ADVICE
                     "Kenya//PROPN/NNP/4/nsubj should//AUX/MD/4/aux also//ADV/RB/4/advmod share//VERB/VB/0/root "
                     "intelligence//NOUN/NN/4/obj with//ADP/IN/7/case Uganda//PROPN/NNP/4/obl .//PUNCT/./4/punct\n",
                     "Kenya", "Uganda");
  assert_int_equal(a.set->recommendation_count, 1);
  const bg_recommendation *r = &a.set->recommendations[0];
  assert_int_equal(r->addressee.count, 1);
  assert_str(r->addressee.items[0], "kenya");
  assert_str(r->action, "share intelligence with Uganda");
  assert_int_equal(r->target.count, 0);
  assert_str(r->partner.items[0], "uganda");
  assert_int_equal(r->strength, BG_SHOULD);
  assert_int_equal(r->polarity, BG_AFFIRMED);
  assert_str(r->trigger, "should");
  assert_str(r->origin, "recommend-modal");
  assert_int_equal(r->status, BG_PROPOSED);
  assert_str(r->evidence.items[0].quote, "Kenya should also share intelligence with Uganda .");
  assert_true(r->confidence > 0.8);
  advised_free(&a);
}

static void test_polarity(void **state) {
  (void)state;
  advised a =
      ADVISE(ADVICE
             "Kenya//PROPN/NNP/3/nsubj should//AUX/MD/3/aux avoid//VERB/VB/0/root isolating/isolate/VERB/VBG/3/xcomp "
             "Uganda//PROPN/NNP/4/obj\n"
             "Kenya//PROPN/NNP/4/nsubj need//AUX/MD/4/aux not//PART/RB/4/advmod leave//VERB/VB/0/root\n",
             "Kenya", "Uganda");
  assert_int_equal(a.set->recommendation_count, 2);
  assert_int_equal(a.set->recommendations[0].polarity, BG_NEGATED);
  assert_str(a.set->recommendations[0].action, "isolate Uganda");
  assert_str(a.set->recommendations[0].target.items[0], "uganda");
  assert_int_equal(a.set->recommendations[1].polarity, BG_NOT_NEEDED);
  advised_free(&a);
}

/* Several things in one sentence, each with its own words. */
static void test_split(void **state) {
  (void)state;
  advised a = ADVISE(ADVICE
                     "While//SCONJ/IN/4/mark Kenya//PROPN/NNP/4/nsubj should//AUX/MD/4/aux avoid//VERB/VB/9/advcl "
                     "war//NOUN/NN/4/obj ,//PUNCT/,/9/punct Uganda//PROPN/NNP/9/nsubj must//AUX/MD/9/aux "
                     "mediate//VERB/VB/0/root and//CCONJ/CC/12/cc then//ADV/RB/12/advmod send//VERB/VB/9/conj "
                     "observers/observer/NOUN/NNS/12/obj .//PUNCT/./9/punct\n",
                     "Kenya", "Uganda");
  assert_int_equal(a.set->recommendation_count, 3);
  assert_str(a.set->recommendations[0].evidence.items[0].quote, "While Kenya should avoid war");
  assert_str(a.set->recommendations[0].action, "war");
  assert_str(a.set->recommendations[1].addressee.items[0], "uganda");
  assert_str(a.set->recommendations[1].evidence.items[0].quote, "Uganda must mediate");
  assert_str(a.set->recommendations[2].addressee.items[0], "uganda");
  assert_str(a.set->recommendations[2].action, "send observers");
  advised_free(&a);
}

/* Imperatives below a lead, below a heading, and with nobody to address. */
static void test_imperatives(void **state) {
  (void)state;
  const char *bullet =
      "Suspend//VERB/VB/0/root arms/arm/NOUN/NNS/3/compound sales/sale/NOUN/NNS/1/obj .//PUNCT/./1/punct\n";
  bg_buffer text = {0};
  bg_buffer_printf(&text, "%sKenya//PROPN/NNP/0/root should//AUX/MD/1/dep ://PUNCT/:/1/punct\n- %s",
                   "# Title\n## Analysis\n", bullet);
  advised a = ADVISE(text.data, "Kenya");
  assert_int_equal(a.set->recommendation_count, 1);
  assert_str(a.set->recommendations[0].addressee.items[0], "kenya");
  assert_int_equal(a.set->recommendations[0].strength, BG_SHOULD);
  advised_free(&a);
  bg_buffer_clear(&text);
  bg_buffer_printf(&text, ADVICE "%s", bullet);
  a = ADVISE(text.data, "Kenya");
  assert_int_equal(a.set->recommendation_count, 0);
  advised_free(&a);
  /* Whom most of the advice is for. */
  bg_buffer_printf(&text, "Kenya//PROPN/NNP/3/nsubj must//AUX/MD/3/aux act//VERB/VB/0/root\n");
  a = ADVISE(text.data, "Kenya");
  assert_int_equal(a.set->recommendation_count, 2);
  assert_str(a.set->recommendations[0].addressee.items[0], "kenya");
  advised_free(&a);
  bg_buffer_free(&text);
}

/* What key points and recommendations both say is one recommendation with two pieces of evidence. */
static void test_repeated(void **state) {
  (void)state;
  const char *sentence =
      "Kenya//PROPN/NNP/3/nsubj should//AUX/MD/3/aux reform//VERB/VB/0/root its//PRON/PRP$/7/nmod:poss "
      "coastal//ADJ/JJ/7/amod fishing//NOUN/NN/7/compound fleet//NOUN/NN/3/obj\n";
  bg_buffer text = {0};
  bg_buffer_printf(&text, "# Title\n## Key points\n%s## Recommendations\n%s", sentence, sentence);
  advised a = ADVISE(text.data, "Kenya");
  assert_int_equal(a.set->recommendation_count, 1);
  assert_int_equal(a.set->recommendations[0].evidence.count, 2);
  advised_free(&a);
  bg_buffer_free(&text);
}

/* Other people's advice, questions and what should have been are none of the author's. */
static void test_none(void **state) {
  (void)state;
  advised a = ADVISE(ADVICE
                     "Kenya//PROPN/NNP/2/nsubj said/say/VERB/VBD/0/root Uganda//PROPN/NNP/5/nsubj should//AUX/MD/5/aux "
                     "act//VERB/VB/2/ccomp\n"
                     "Should//AUX/MD/3/aux Uganda//PROPN/NNP/3/nsubj act//VERB/VB/0/root ?//PUNCT/./3/punct\n"
                     "Uganda//PROPN/NNP/4/nsubj should//AUX/MD/4/aux have//AUX/VB/4/aux acted/act/VERB/VBN/0/root\n"
                     "This//PRON/DT/3/nsubj could//AUX/MD/3/aux hurt//VERB/VB/0/root Uganda//PROPN/NNP/3/obj\n",
                     "Kenya", "Uganda");
  assert_int_equal(a.set->recommendation_count, 0);
  advised_free(&a);
}

/* Words in quotation marks are somebody else's, also over several sentences, and a duty told aside is no advice. */
static void test_quotes_and_asides(void **state) {
  (void)state;
  advised a = ADVISE(ADVICE
                     "“//PUNCT/``/3/punct Kenya//PROPN/NNP/4/nsubj must//AUX/MD/4/aux act//VERB/VB/0/root "
                     ".//PUNCT/./4/punct\n"
                     "Uganda//PROPN/NNP/3/nsubj should//AUX/MD/3/aux leave//VERB/VB/0/root ”//PUNCT/''/3/punct "
                     "she//PRON/PRP/6/nsubj said/say/VERB/VBD/3/parataxis\n",
                     "Kenya", "Uganda");
  assert_int_equal(a.set->recommendation_count, 0);
  advised_free(&a);
  a = ADVISE(
      "# Title\n## Background\n"
      "Kenya//PROPN/NNP/2/nsubj paid/pay/VERB/VBD/0/root ,//PUNCT/,/7/punct as//SCONJ/IN/7/mark "
      "it//PRON/PRP/7/nsubj must//AUX/MD/7/aux do//VERB/VB/2/advcl under//ADP/IN/9/case it//PRON/PRP/7/obl\n",
      "Kenya");
  assert_int_equal(a.set->recommendation_count, 0);
  advised_free(&a);
}

/* What may be done is advice to whom most of the advice is for. */
static void test_hints(void **state) {
  (void)state;
  advised a = ADVISE(
      "# Title\n## Background\n"
      "Kenya//PROPN/NNP/3/nsubj could//AUX/MD/3/aux build//VERB/VB/0/root ports/port/NOUN/NNS/3/obj\n"
      "Uganda//PROPN/NNP/3/nsubj could//AUX/MD/3/aux build//VERB/VB/0/root ports/port/NOUN/NNS/3/obj\n"
      "## Recommendations\n"
      "Kenya//PROPN/NNP/3/nsubj should//AUX/MD/3/aux act//VERB/VB/0/root\n",
      "Kenya", "Uganda");
  assert_int_equal(a.set->recommendation_count, 2);
  assert_true(a.set->recommendations[1].confidence < 0.5);
  assert_str(a.set->recommendations[1].addressee.items[0], "kenya");
  advised_free(&a);
}

static void test_passive(void **state) {
  (void)state;
  advised a = ADVISE(ADVICE
                     "Sanctions/sanction/NOUN/NNS/6/nsubj:pass on//ADP/IN/3/case Uganda//PROPN/NNP/1/nmod "
                     "should//AUX/MD/6/aux be//AUX/VB/6/aux:pass lifted/lift/VERB/VBN/0/root by//ADP/IN/8/case "
                     "Kenya//PROPN/NNP/6/obl:agent\n",
                     "Kenya", "Uganda");
  assert_int_equal(a.set->recommendation_count, 1);
  assert_str(a.set->recommendations[0].action, "lift sanctions on Uganda");
  assert_str(a.set->recommendations[0].addressee.items[0], "kenya");
  advised_free(&a);
}

static void test_many(void **state) {
  (void)state;
  bg_buffer text = {0};
  bg_buffer_puts(&text, ADVICE);
  for (size_t i = 0; i < 3000; i++)
    bg_buffer_puts(&text, "Kenya//PROPN/NNP/3/nsubj should//AUX/MD/3/aux act//VERB/VB/0/root\n");
  advised a = ADVISE(text.data, "Kenya");
  assert_int_equal(a.set->recommendation_count, 3000);
  advised_free(&a);
  bg_buffer_free(&text);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_one),
      cmocka_unit_test(test_polarity),
      cmocka_unit_test(test_split),
      cmocka_unit_test(test_imperatives),
      cmocka_unit_test(test_repeated),
      cmocka_unit_test(test_none),
      cmocka_unit_test(test_quotes_and_asides),
      cmocka_unit_test(test_hints),
      cmocka_unit_test(test_passive),
      cmocka_unit_test(test_many),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
