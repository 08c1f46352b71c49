#include "trees.h"

static bg_scope scope_of(trees *t, const char *form) {
  size_t word = trees_find(t, form);
  return bg_scope_of(trees_scoper(t), trees_sentence_of(t, word), word);
}

/* Check one word of one tree. */
static void check(const char *tree, const char *form, bg_modality modality, bg_polarity polarity,
                  bg_strength strength) {
  trees t = trees_new(tree);
  bg_scope s = scope_of(&t, form);
  if (s.modality != modality || s.polarity != polarity || s.strength != strength)
    fail_msg("%s in \"%.*s\": %s %s %s", form, BG_FMT(bg_brief_text(t.brief)), bg_modality_name(s.modality),
             bg_polarity_name(s.polarity), bg_strength_name(s.strength));
  trees_free(&t);
}

#define EU_SHOULD "The//DET/DT/2/det EU//PROPN/NNP/4/nsubj should//AUX/MD/4/aux "

static void test_auxiliaries(void **state) {
  (void)state;
  check(EU_SHOULD "lift//VERB/VB/0/root sanctions/sanction/NOUN/NNS/4/obj", "lift", BG_RECOMMENDED, BG_AFFIRMED,
        BG_SHOULD);
  check("Kenya//PROPN/NNP/3/nsubj must//AUX/MD/3/aux act//VERB/VB/0/root", "act", BG_RECOMMENDED, BG_AFFIRMED, BG_MUST);
  check("Kenya//PROPN/NNP/3/nsubj may//AUX/MD/3/aux act//VERB/VB/0/root", "act", BG_POSSIBLE, BG_AFFIRMED,
        BG_NO_STRENGTH);
  check("Kenya//PROPN/NNP/2/nsubj acted/act/VERB/VBD/0/root", "acted", BG_ASSERTED, BG_AFFIRMED, BG_NO_STRENGTH);
  /* Looking back is no advice. */
  check("Kenya//PROPN/NNP/4/nsubj should//AUX/MD/4/aux have//AUX/VB/4/aux acted/act/VERB/VBN/0/root", "acted",
        BG_POSSIBLE, BG_AFFIRMED, BG_NO_STRENGTH);
}

static void test_obligation(void **state) {
  (void)state;
  check("Kenya//PROPN/NNP/2/nsubj needs/need/VERB/VBZ/0/root to//PART/TO/4/mark act//VERB/VB/2/xcomp", "act",
        BG_RECOMMENDED, BG_AFFIRMED, BG_MUST);
  check("Kenya//PROPN/NNP/4/nsubj need//AUX/MD/4/aux not//PART/RB/4/advmod act//VERB/VB/0/root", "act", BG_RECOMMENDED,
        BG_NEGATED, BG_MUST);
  check(
      "It//PRON/PRP/3/expl is/be/AUX/VBZ/3/cop essential//ADJ/JJ/0/root that//SCONJ/IN/6/mark Kenya//PROPN/NNP/6/nsubj "
      "acts/act/VERB/VBZ/3/csubj",
      "acts", BG_RECOMMENDED, BG_AFFIRMED, BG_MUST);
  /* What had to be done is no advice. */
  check("Kenya//PROPN/NNP/2/nsubj had/have/VERB/VBD/0/root to//PART/TO/4/mark act//VERB/VB/2/xcomp", "act", BG_ASSERTED,
        BG_AFFIRMED, BG_NO_STRENGTH);
}

static void test_embedded(void **state) {
  (void)state;
  check(EU_SHOULD "consider//VERB/VB/0/root lifting/lift/VERB/VBG/4/xcomp sanctions/sanction/NOUN/NNS/5/obj", "lifting",
        BG_RECOMMENDED, BG_AFFIRMED, BG_CONSIDER);
  check(EU_SHOULD "avoid//VERB/VB/0/root isolating/isolate/VERB/VBG/4/xcomp Serbia//PROPN/NNP/5/obj", "isolating",
        BG_RECOMMENDED, BG_NEGATED, BG_SHOULD);
  check("Iran//PROPN/NNP/2/nsubj failed/fail/VERB/VBD/0/root to//PART/TO/4/mark comply//VERB/VB/2/xcomp", "comply",
        BG_ASSERTED, BG_NEGATED, BG_NO_STRENGTH);
  check(
      "Iran//PROPN/NNP/4/nsubj did/do/AUX/VBD/4/aux not//PART/RB/4/advmod fail//VERB/VB/0/root to//PART/TO/6/mark "
      "comply//VERB/VB/4/xcomp",
      "comply", BG_ASSERTED, BG_AFFIRMED, BG_NO_STRENGTH);
  check("Iran//PROPN/NNP/2/nsubj plans/plan/VERB/VBZ/0/root to//PART/TO/4/mark invest//VERB/VB/2/xcomp", "invest",
        BG_POSSIBLE, BG_AFFIRMED, BG_NO_STRENGTH);
  check(EU_SHOULD "try//VERB/VB/0/root to//PART/TO/6/mark mediate//VERB/VB/4/xcomp", "mediate", BG_RECOMMENDED,
        BG_AFFIRMED, BG_SHOULD);
  /* What one should recognize is so. */
  check(EU_SHOULD
        "recognize//VERB/VB/0/root that//SCONJ/IN/7/mark Serbia//PROPN/NNP/7/nsubj "
        "depends/depend/VERB/VBZ/4/ccomp",
        "depends", BG_ASSERTED, BG_AFFIRMED, BG_NO_STRENGTH);
}

static void test_negation(void **state) {
  (void)state;
  /* It stays in its clause. */
  check(
      "Mali//PROPN/NNP/4/nsubj did/do/AUX/VBD/4/aux not//PART/RB/4/advmod leave//VERB/VB/0/root "
      "because//SCONJ/IN/7/mark Niger//PROPN/NNP/7/nsubj helped/help/VERB/VBD/4/advcl",
      "helped", BG_ASSERTED, BG_AFFIRMED, BG_NO_STRENGTH);
  check("Mali//PROPN/NNP/4/nsubj not//PART/RB/3/advmod only//ADV/RB/4/advmod left/leave/VERB/VBD/0/root", "left",
        BG_ASSERTED, BG_AFFIRMED, BG_NO_STRENGTH);
  check("No//DET/DT/2/det state//NOUN/NN/3/nsubj objected/object/VERB/VBD/0/root", "objected", BG_ASSERTED, BG_NEGATED,
        BG_NO_STRENGTH);
  check("Mali//PROPN/NNP/2/nsubj made/make/VERB/VBD/0/root no//DET/DT/4/det objections/objection/NOUN/NNS/2/obj",
        "objections", BG_ASSERTED, BG_NEGATED, BG_NO_STRENGTH);
  check("Mali//PROPN/NNP/2/nsubj left/leave/VERB/VBD/0/root without//SCONJ/IN/4/mark asking/ask/VERB/VBG/2/advcl",
        "asking", BG_ASSERTED, BG_NEGATED, BG_NO_STRENGTH);
  check("Mali//PROPN/NNP/4/nsubj can//AUX/MD/4/aux not//PART/RB/4/advmod leave//VERB/VB/0/root", "leave", BG_POSSIBLE,
        BG_NEGATED, BG_NO_STRENGTH);
}

static void test_coordination(void **state) {
  (void)state;
  const char *or_tree =
      "Mali//PROPN/NNP/4/nsubj should//AUX/MD/4/aux not//PART/RB/4/advmod arm//VERB/VB/0/root "
      "or//CCONJ/CC/6/cc fund//VERB/VB/4/conj militias/militia/NOUN/NNS/6/obj";
  check(or_tree, "fund", BG_RECOMMENDED, BG_NEGATED, BG_SHOULD);
  const char *but =
      "Mali//PROPN/NNP/4/nsubj should//AUX/MD/4/aux not//PART/RB/4/advmod leave//VERB/VB/0/root "
      "but//CCONJ/CC/6/cc negotiate//VERB/VB/4/conj";
  check(but, "negotiate", BG_RECOMMENDED, BG_AFFIRMED, BG_SHOULD);
  const char *finite =
      "Mali//PROPN/NNP/4/nsubj did/do/AUX/VBD/4/aux not//PART/RB/4/advmod leave//VERB/VB/0/root "
      "and//CCONJ/CC/6/cc stayed/stay/VERB/VBD/4/conj";
  check(finite, "stayed", BG_ASSERTED, BG_AFFIRMED, BG_NO_STRENGTH);
  const char *subject =
      "Mali//PROPN/NNP/3/nsubj should//AUX/MD/3/aux leave//VERB/VB/0/root and//CCONJ/CC/6/cc "
      "Niger//PROPN/NNP/6/nsubj stayed/stay/VERB/VBD/3/conj";
  check(subject, "stayed", BG_ASSERTED, BG_AFFIRMED, BG_NO_STRENGTH);
}

static void test_hypotheticals(void **state) {
  (void)state;
  const char *if_tree =
      "If//SCONJ/IN/3/mark Iran//PROPN/NNP/3/nsubj attacks/attack/VERB/VBZ/6/advcl "
      "Israel//PROPN/NNP/6/nsubj will//AUX/MD/6/aux retaliate//VERB/VB/0/root";
  check(if_tree, "attacks", BG_POSSIBLE, BG_AFFIRMED, BG_NO_STRENGTH);
  check(if_tree, "retaliate", BG_POSSIBLE, BG_AFFIRMED, BG_NO_STRENGTH);
  trees t = trees_new("Did/do/AUX/VBD/3/aux Iran//PROPN/NNP/3/nsubj attack//VERB/VB/0/root ?//PUNCT/./3/punct");
  assert_true(scope_of(&t, "attack").question);
  trees_free(&t);
}

static void test_nominals(void **state) {
  (void)state;
  check(EU_SHOULD "support//VERB/VB/0/root the//DET/DT/6/det withdrawal//NOUN/NN/4/obj", "withdrawal", BG_RECOMMENDED,
        BG_AFFIRMED, BG_SHOULD);
  check(EU_SHOULD "act//VERB/VB/0/root after//ADP/IN/7/case the//DET/DT/7/det withdrawal//NOUN/NN/4/obl", "withdrawal",
        BG_ASSERTED, BG_AFFIRMED, BG_NO_STRENGTH);
  check(EU_SHOULD "condemn//VERB/VB/0/root the//DET/DT/6/det invasion//NOUN/NN/4/obj", "invasion", BG_ASSERTED,
        BG_AFFIRMED, BG_NO_STRENGTH);
  check("A//DET/DT/3/det potential//ADJ/JJ/3/amod attack//NOUN/NN/4/nsubj looms/loom/VERB/VBZ/0/root", "attack",
        BG_POSSIBLE, BG_AFFIRMED, BG_NO_STRENGTH);
  check(
      "The//DET/DT/2/det lack//NOUN/NN/5/nsubj of//ADP/IN/4/case cooperation//NOUN/NN/2/nmod "
      "hurts/hurt/VERB/VBZ/0/root",
      "cooperation", BG_ASSERTED, BG_NEGATED, BG_NO_STRENGTH);
}

static void test_voices(void **state) {
  (void)state;
  trees t = trees_new(
      "Iran//PROPN/NNP/2/nsubj said/say/VERB/VBD/0/root that//SCONJ/IN/5/mark Israel//PROPN/NNP/5/nsubj "
      "attacked/attack/VERB/VBD/2/ccomp");
  trees_name(&t, "Iran", "State", BG_KIND_PLACE);
  bg_scope s = scope_of(&t, "attacked");
  assert_int_equal(s.modality, BG_ASSERTED);
  assert_int_equal(s.voice, 0);
  trees_free(&t);

  t = trees_new(
      "Critics/critic/NOUN/NNS/2/nsubj say//VERB/VBP/0/root Iran//PROPN/NNP/4/nsubj "
      "attacked/attack/VERB/VBD/2/ccomp");
  s = scope_of(&t, "attacked");
  assert_true(s.voice_unnamed);
  assert_str(s.voice_words, "critics");
  trees_free(&t);

  t = trees_new(
      "According/accord/VERB/VBG/3/case to//ADP/IN/1/fixed Iran//PROPN/NNP/5/obl Israel//PROPN/NNP/5/nsubj "
      "attacked/attack/VERB/VBD/0/root");
  trees_name(&t, "Iran", "State", BG_KIND_PLACE);
  assert_int_equal(scope_of(&t, "attacked").voice, 0);
  trees_free(&t);

  t = trees_new(
      "This//DET/DT/2/det paper//NOUN/NN/3/nsubj argues/argue/VERB/VBZ/0/root that//SCONJ/IN/6/mark "
      "Iran//PROPN/NNP/6/nsubj attacked/attack/VERB/VBD/3/ccomp");
  s = scope_of(&t, "attacked");
  assert_true(s.voice == BG_NO_ENTITY && !s.voice_unnamed);
  trees_free(&t);

  t = trees_new(
      "Iran//PROPN/NNP/2/nsubj urged/urge/VERB/VBD/0/root Iraq//PROPN/NNP/2/obj to//PART/TO/5/mark "
      "withdraw//VERB/VB/2/xcomp");
  trees_name(&t, "Iran", "State", BG_KIND_PLACE);
  s = scope_of(&t, "withdraw");
  assert_int_equal(s.modality, BG_RECOMMENDED);
  assert_int_equal(s.voice, 0);
  trees_free(&t);

  t = trees_new(
      "Iran//PROPN/NNP/2/nsubj accused/accuse/VERB/VBD/0/root Iraq//PROPN/NNP/2/obj of//SCONJ/IN/5/mark "
      "cheating/cheat/VERB/VBG/3/acl");
  trees_name(&t, "Iran", "State", BG_KIND_PLACE);
  s = scope_of(&t, "cheating");
  assert_int_equal(s.voice, 0);
  assert_int_equal(s.modality, BG_ASSERTED);
  trees_free(&t);

  t = trees_new("Iran//PROPN/NNP/3/nsubj reportedly//ADV/RB/3/advmod attacked/attack/VERB/VBD/0/root");
  s = scope_of(&t, "attacked");
  assert_true(s.voice_unnamed && s.modality == BG_ASSERTED);
  trees_free(&t);
}

static void test_recommendation_section(void **state) {
  (void)state;
  const char *can = "Kenya//PROPN/NNP/3/nsubj can//AUX/MD/3/aux act//VERB/VB/0/root\n";
  const char *title = "# Title\n## Recommendations\n";
  bg_buffer text = {0};
  bg_buffer_printf(&text, "%s%s", title, can);
  trees t = trees_new(text.data);
  trees_name(&t, "Kenya", "State", BG_KIND_PLACE);
  bg_scope s = scope_of(&t, "act");
  assert_int_equal(s.modality, BG_RECOMMENDED);
  assert_int_equal(s.strength, BG_CAN);
  trees_free(&t);
  check(can, "act", BG_POSSIBLE, BG_AFFIRMED, BG_NO_STRENGTH);
  bg_buffer_clear(&text);
  bg_buffer_printf(&text, "%sSuspend//VERB/VB/0/root arms/arm/NOUN/NNS/3/compound sales/sale/NOUN/NNS/1/obj\n", title);
  check(text.data, "Suspend", BG_RECOMMENDED, BG_AFFIRMED, BG_MUST);
  check(text.data, "sales", BG_RECOMMENDED, BG_NEGATED, BG_MUST);
  bg_buffer_free(&text);
}

static void test_deep_tree(void **state) {
  (void)state;
  enum { DEPTH = 3000 };
  bg_buffer text = {0};
  bg_buffer_puts(&text, "want//VERB/VB/0/root");
  for (size_t i = 1; i < DEPTH; i++) bg_buffer_printf(&text, " want//VERB/VB/%zu/xcomp", i);
  trees t = trees_new(text.data);
  for (size_t i = 0; i < DEPTH; i++) assert_int_equal(bg_scope_of(trees_scoper(&t), 0, i).modality == BG_ASSERTED, !i);
  trees_free(&t);
  bg_buffer_free(&text);
}

static void test_bad_lexicon(void **state) {
  (void)state;
  static const char *const bad[] = {
      "not turtle",
      "@prefix s: <https://w3id.org/briefgraph/scope#> . s:a s:position \"verb\" ; s:form \"x\" .",
      "@prefix s: <https://w3id.org/briefgraph/scope#> . s:a s:position \"verb\" ; s:negates true .",
      "@prefix s: <https://w3id.org/briefgraph/scope#> . s:a s:position \"sideways\" ; s:form \"x\" ; s:negates true .",
      "@prefix s: <https://w3id.org/briefgraph/scope#> . s:a s:position \"verb\" ; s:form \"x\" ; s:modality \"y\" .",
  };
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    bg_diagnostics *diagnostics = bg_diagnostics_new();
    bg_scope_lexicon *lexicon;
    assert_int_equal(bg_write_file("build/bad-scope.ttl", bg_str_from(bad[i]), diagnostics), BG_OK);
    assert_int_not_equal(bg_scope_lexicon_load("build/bad-scope.ttl", diagnostics, &lexicon), BG_OK);
    assert_null(lexicon);
    assert_true(bg_diagnostics_errors(diagnostics) > 0);
    bg_diagnostics_free(diagnostics);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_auxiliaries),
      cmocka_unit_test(test_obligation),
      cmocka_unit_test(test_embedded),
      cmocka_unit_test(test_negation),
      cmocka_unit_test(test_coordination),
      cmocka_unit_test(test_hypotheticals),
      cmocka_unit_test(test_nominals),
      cmocka_unit_test(test_voices),
      cmocka_unit_test(test_recommendation_section),
      cmocka_unit_test(test_deep_tree),
      cmocka_unit_test(test_bad_lexicon),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
