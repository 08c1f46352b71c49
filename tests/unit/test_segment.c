#include "base/file.h"
#include "base/memory.h"
#include "language/segment.h"
#include "train/eval_segment.h"
#include "unit.h"

/* Tokens of a text separated by "|", words of one token by "+", sentences by "||". */
static char *segmented(const char *text) {
  bg_analysis *a = bg_analysis_new();
  bg_str all = bg_str_from(text);
  bg_segment(all, 0, all.len, 0, a);
  bg_buffer out = {0};
  for (size_t i = 0; i < a->sentence_count; i++) {
    const bg_sentence *s = &a->sentences[i];
    if (i) bg_buffer_puts(&out, "||");
    for (size_t k = 0; k < s->word_count; k++) {
      const bg_word *w = &bg_sentence_words(a, i)[k];
      assert_true(bg_str_equal(w->form, bg_str_slice(all, w->start, w->end)));
      assert_true(k > 0 || w->start == s->start);
      if (k) bg_buffer_puts(&out, w->joined ? "+" : "|");
      bg_buffer_add(&out, w->form);
    }
  }
  bg_analysis_free(a);
  bg_buffer_putc(&out, '\0');
  return bg_buffer_take(&out);
}

typedef struct {
  const char *text, *segments;
} example;

static void check(const example *examples, size_t count) {
  for (size_t i = 0; i < count; i++) {
    char *actual = segmented(examples[i].text);
    assert_string_equal(actual, examples[i].segments);
    bg_free(actual);
  }
}

#define CHECK(examples) check(examples, sizeof(examples) / sizeof *(examples))

static void words_are_those_of_ud_english(void **state) {
  (void)state;
  static const example examples[] = {
      {"They don't and can\u2019t", "They|do+n't|and|ca+n\u2019t"},
      {"I cannot, she'll", "I|can+not|,|she+'ll"},
      {"India's rivals' arms", "India+'s|rivals+'|arms"},
      {"the US-led anti-ship non-state e-mail", "the|US|-|led|anti-ship|non-state|e-mail"},
      {"COVID-19, Il-76, F16, G20, MH17, 2020s", "COVID-19|,|Il-76|,|F16|,|G20|,|MH17|,|2020s"},
      {"$1,000.5 (10%) US$5bn", "$|1,000.5|(|10|%|)|US$|5|bn"},
      {"see https://example.org/a_(b). Or me@example.org.", "see|https://example.org/a_(b)|.||Or|me@example.org|."},
      {"1999-2005 and 12/11/2001, and/or 5:30", "1999|-|2005|and|12/11/2001|,|and|/|or|5:30"},
      {"U.S.-Pakistan ties; U.S.- Pakistan", "U.S.|-|Pakistan|ties|;|U.S.|-|Pakistan"},
      {"well \u2014 or\u2013so\u2026 \u201cquoted\u201d", "well|\u2014|or|\u2013|so|\u2026|\u201c|quoted|\u201d"},
      {"non-U.S. S/RES/2231 A/73/PV.6 A/B", "non-U.S.|S/RES/2231|A/73/PV.6|A|/|B"},
      {"Qa'ida, O\u2019Neil, R&D", "Qa'ida|,|O\u2019Neil|,|R&D"},
  };
  CHECK(examples);
}

static void sentences_survive_abbreviations(void **state) {
  (void)state;
  static const example examples[] = {
      {"Dr. A. B. Ode met Gen. Roe. He left.", "Dr.|A.|B.|Ode|met|Gen.|Roe|.||He|left|."},
      {"It is in the U.S. The next is not.", "It|is|in|the|U.S.||The|next|is|not|."},
      {"The U.S. Embassy in the U.S.", "The|U.S.|Embassy|in|the|U.S."},
      {"See No. 5 of Jan. 5, etc. Then no. No.", "See|No.|5|of|Jan.|5|,|etc|.||Then|no|.||No|."},
      {"At 5 a.m. they left. \u201cWhy?\u201d he asked. (So.) Yes!",
       "At|5|a.m.|they|left|.||\u201c|Why|?|\u201d|he|asked|.||(|So|.|)||Yes|!"},
      {"Gen. (Ret.) Ode, ed. J. Roe, op. cit., p.12.", "Gen.|(|Ret.|)|Ode|,|ed.|J.|Roe|,|op.|cit.|,|p.|12|."},
      {"Figure 1. A map. No. It isn't.", "Figure|1|.||A|map|.||No|.||It|is+n't|."},
      {"1. First. 2. Second.", "1|.|First|.||2|.|Second|."},
      {"Hm... maybe. So ... Yes", "Hm|...|maybe|.||So|...||Yes"},
      {"one two\n\nthree\nfour", "one|two||three|four"},
      {"a \u2022 b", "a||\u2022|b"},
  };
  CHECK(examples);
}

static void numbers_of_notes_come_off(void **state) {
  (void)state;
  static const example examples[] = {
      {"The polls,1 markets9 and Economies4 fell.12 Then", "The|polls|,|1|markets|9|and|Economies|4|fell|.|12||Then"},
      {"It was so.\u201d3 In 2014.23 The rest,\u00b9 too.[4] Now",
       "It|was|so|.|\u201d|3||In|2014|.|23||The|rest|,|\u00b9|too|.|[|4|]||Now"},
      {"It fell. 4 Even so, it rose. 27 states met.", "It|fell|.|4||Even|so|,|it|rose|.||27|states|met|."},
      {"In 2014.5 percent", "In|2014.5|percent"},
  };
  CHECK(examples);
}

static void other_scripts_and_signs_are_words_or_signs(void **state) {
  (void)state;
  static const example examples[] = {
      {"\u00a0no\u00a0break\u3000here", "no|break|here"},
      {"\u0627\u0644\u0633\u0644\u0627\u0645 \u0639\u0644\u064a\u0643\u0645\u061f",
       "\u0627\u0644\u0633\u0644\u0627\u0645|\u0639\u0644\u064a\u0643\u0645|\u061f"},
      {"ok\U0001F44D\U0001F3FD \U0001F1F5\U0001F1F0!", "ok|\U0001F44D\U0001F3FD|\U0001F1F5\U0001F1F0|!"},
      {"\u200fco\u00adop\u200b", "co\u00adop"},
      {"\xff\xfe", "\xff|\xfe"},
      {"", ""},
      {" \n ", ""},
  };
  CHECK(examples);
}

static void a_text_without_full_stop_is_cut(void **state) {
  (void)state;
  bg_buffer text = {0};
  for (size_t i = 0; i < 10000; i++) bg_buffer_puts(&text, "so it goes, and ");
  bg_analysis *a = bg_analysis_new();
  bg_segment(bg_buffer_str(&text), 0, text.len, 7, a);
  assert_int_equal(a->word_count, 50000);
  assert_true(a->sentence_count >= 125 && a->sentence_count < 251);
  size_t next = 0;
  for (size_t i = 0; i < a->sentence_count; i++) {
    assert_int_equal(a->sentences[i].first_word, next);
    assert_true(a->sentences[i].word_count <= 400);
    assert_int_equal(a->sentences[i].block, 7);
    next += a->sentences[i].word_count;
  }
  assert_int_equal(next, a->word_count);
  bg_analysis_free(a);
  bg_buffer_free(&text);
}

static void one_word_of_many_bytes_is_one_word(void **state) {
  (void)state;
  static const char *const parts[] = {"x", "a-", "a.", "a'", "1,", "1-", "a&", "@", "-", "\u200d", "U."};
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
    bg_buffer text = {0};
    while (text.len < 2000000) bg_buffer_puts(&text, parts[i]);
    bg_analysis *a = bg_analysis_new();
    bg_segment(bg_buffer_str(&text), 0, text.len, 0, a);
    if (i == 0) assert_int_equal(a->word_count, 1);
    bg_analysis_free(a);
    bg_buffer_free(&text);
  }
}

static void treebanks_agree(void **state) {
  (void)state;
  static const struct {
    const char *name;
    double tokens, words, sentences;
  } files[] = {{"ewt-test", 98.9, 98.7, 84}, {"gum-test", 99, 99, 95}};
  const char *shared = getenv("BRIEFGRAPH_SHARED");
  for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
    char path[4096];
    snprintf(path, sizeof path, "%s/corpora/treebank/%s.conllu", shared ? shared : "../shared", files[i].name);
    if (!bg_is_file(path)) {
      print_message("%s is missing: skipped\n", path);
      skip();
    }
    bg_segment_score scores[BG_UNITS];
    assert_int_equal(bg_segment_measure(path, bg_segment, NULL, scores, NULL), BG_OK);
    assert_true(bg_segment_f1(scores[BG_UNIT_TOKENS]) >= files[i].tokens);
    assert_true(bg_segment_f1(scores[BG_UNIT_WORDS]) >= files[i].words);
    assert_true(bg_segment_f1(scores[BG_UNIT_SENTENCES]) >= files[i].sentences);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(words_are_those_of_ud_english),
      cmocka_unit_test(sentences_survive_abbreviations),
      cmocka_unit_test(numbers_of_notes_come_off),
      cmocka_unit_test(other_scripts_and_signs_are_words_or_signs),
      cmocka_unit_test(a_text_without_full_stop_is_cut),
      cmocka_unit_test(one_word_of_many_bytes_is_one_word),
      cmocka_unit_test(treebanks_agree),
  };
  return cmocka_run_group_tests_name("segment", tests, NULL, NULL);
}
