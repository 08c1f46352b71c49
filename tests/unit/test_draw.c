/* Text on its way into Graphviz, and lines that stand for several claims. */
#include "unit.h"

#include "draw/bundle.h"
#include "draw/columns.h"
#include "draw/label.h"

static void check_html(bg_str text, const char *expected) {
  bg_buffer out = {0};
  bg_label_html(&out, text);
  assert_str(bg_buffer_str(&out), expected);
  bg_buffer_free(&out);
}

static void check_wrapped(bg_str text, size_t width, size_t lines, const char *expected) {
  bg_buffer out = {0};
  bg_label_wrapped(&out, text, width, lines, NULL);
  assert_str(bg_buffer_str(&out), expected);
  bg_buffer_free(&out);
}

static void check_escaped(bg_str text, size_t most, const char *expected) {
  bg_buffer out = {0};
  bg_label_escstring(&out, text, most);
  assert_string_equal(out.data ? out.data : "", expected);
  bg_buffer_free(&out);
}

static void test_html_is_never_markup(void **state) {
  (void)state;
  check_html(BG_STR("<B>&\"x\"</B>"), "&lt;B&gt;&amp;&quot;x&quot;&lt;/B&gt;");
  check_html(BG_STR("a\0b\x01\x1f\x7f"), "ab");
  check_html(BG_STR("a\tb\nc\xc2\xa0"
                    "d"),
             "a b c d");
  check_html(BG_STR("\xff\xc0"), "\xef\xbf\xbd\xef\xbf\xbd");
  check_html(BG_STR("x\xe2\x80\xaey\xe2\x81\xa6z"), "xyz"); /* U+202E, U+2066 */
}

static void test_html_is_never_empty(void **state) {
  (void)state;
  check_html(BG_STR(""), "&#160;");
  check_html(BG_STR("\x01"), "&#160;");
  check_html(BG_STR("\xe2\x80\x8d\xe2\x80\x8d"), "&#160;"); /* U+200D alone has no width to draw */
  check_wrapped(BG_STR(""), 10, 3, "&#160;");
  check_wrapped(BG_STR(" \n\t "), 10, 3, "&#160;");
}

static void test_invisible_characters_stay_behind_visible_ones(void **state) {
  (void)state;
  check_html(BG_STR("\xe2\x80\x8d"
                    "a\xe2\x80\x8d"
                    "b"),
             "a\xe2\x80\x8d"
             "b");
  check_html(BG_STR("e\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81"), "e\xcc\x81\xcc\x81\xcc\x81");
  assert_true(bg_label_is_blank(BG_STR("\xe2\x80\x8b \x02")));
  assert_false(bg_label_is_blank(BG_STR("\xe2\x80\x8b.")));
}

static void test_wrapping(void **state) {
  (void)state;
  check_wrapped(BG_STR("one two three"), 7, 3, "one two<BR/>three");
  check_wrapped(BG_STR("one two three"), 7, 1, "one two…");
  check_wrapped(BG_STR("abcdefghij"), 4, 3, "abcd<BR/>efgh<BR/>ij");
  check_wrapped(BG_STR("abcdefghijklm"), 4, 3, "abcd<BR/>efgh<BR/>ijkl…");
  check_wrapped(BG_STR("中文字"), 4, 3, "中文<BR/>字"); /* two columns each */
  check_wrapped(BG_STR("中"), 1, 3, "中");
}

static void test_escstring(void **state) {
  (void)state;
  check_escaped(BG_STR("\\N\\G"), 100, "\\\\N\\\\G");
  check_escaped(BG_STR("a\nb&c"), 100, "a\\nb&amp;c");
  check_escaped(BG_STR("abcdef"), 3, "abc…");
  check_escaped(BG_STR("abc"), 3, "abc");
  check_escaped(BG_STR("ä中x"), 2, "ä中…");
}

static void test_addresses(void **state) {
  (void)state;
  bg_buffer out = {0};
  bg_label_address(&out, BG_STR("https://x/C'te?a=1&b=\"2\""));
  assert_str(bg_buffer_str(&out), "https://x/C%27te?a=1&amp;b=%222%22");
  bg_buffer_free(&out);
  assert_true(bg_label_is_address(BG_STR("urn:x:y")));
  assert_true(bg_label_is_address(BG_STR("#e-us")));
  assert_false(bg_label_is_address(BG_STR("javascript:alert(1)")));
  assert_false(bg_label_is_address(BG_STR("data:text/html,x")));
  assert_false(bg_label_is_address(BG_STR("")));
}

static void test_ids_differ_when_names_do(void **state) {
  (void)state;
  bg_buffer out = {0};
  bg_label_id(&out, BG_STR("a_b c-1"));
  assert_str(bg_buffer_str(&out), "a_5fb_20c-1");
  bg_buffer_free(&out);
}

static void check_name(bg_str name, size_t columns, const char *expected) {
  bg_buffer out = {0};
  bg_label_name(&out, name, columns);
  assert_string_equal(out.data ? out.data : "", expected);
  bg_buffer_free(&out);
}

static void test_names_in_sentences(void **state) {
  (void)state;
  check_name(BG_STR("Iran"), 10, "Iran");
  check_name(BG_STR("abcdefghij"), 10, "abcdefghij");
  check_name(BG_STR("abcdefghijk"), 10, "abcde… ijk");
  check_name(BG_STR("Ministry of Foreign Affairs of Pakistan"), 30, "Ministry of… Pakistan");
  check_name(BG_STR("پاک 2"), 10, "\xe2\x81\xa8پاک 2\xe2\x81\xa9");
  check_name(BG_STR("א\xe2\x81\xa9\xe2\x80\xae"), 10, "\xe2\x81\xa8א\xe2\x81\xa9"); /* it cannot end its isolate */
}

static void test_lines_run_as_their_text(void **state) {
  (void)state;
  assert_true(bg_label_runs_left(BG_STR("(1) حزب")));
  assert_false(bg_label_runs_left(BG_STR("IMF حزب")));
  assert_false(bg_label_runs_left(BG_STR("\xe2\x81\xa8حزب\xe2\x81\xa9 should")));
  assert_false(bg_label_runs_left(BG_STR("12 …")));
  check_wrapped(BG_STR("אב (x)"), 4, 3, "\xe2\x80\x8fאב<BR/>\xe2\x80\x8f(x)");
  check_wrapped(BG_STR("x אב"), 2, 3, "\xe2\x80\x8ex<BR/>\xe2\x80\x8eאב");
}

/* Ties run within a column or to the next one. */
static void check_columns(const bg_pair *ties, size_t tie_count, size_t nodes, size_t columns) {
  int column[64], colour[64];
  bg_columns(ties, tie_count, nodes, columns, column);
  bg_colour_columns(ties, tie_count, nodes, column, colour);
  for (size_t i = 0; i < nodes; i++) assert_true(column[i] >= 0 && column[i] < (int)columns);
  for (size_t i = 0; i < tie_count; i++) {
    int step = column[ties[i].a] - column[ties[i].b];
    assert_true(step >= -1 && step <= 1);
    if (!step) assert_int_not_equal(colour[ties[i].a], colour[ties[i].b]);
  }
}

static void test_columns_fold(void **state) {
  (void)state;
  enum { RING = 25 };
  bg_pair ring[RING];
  for (size_t i = 0; i < RING; i++) ring[i] = (bg_pair){i, (i + 1) % RING};
  for (size_t columns = 2; columns < 6; columns++) check_columns(ring, RING, RING, columns);
  check_columns(ring, RING - 1, RING + 2, 3); /* a chain, and two nodes without a tie */
  check_columns(NULL, 0, 1, 2);
  assert_true(bg_column_count(0, 6) == 2 && bg_column_count(1000, 6) > 10);
}

static void test_line_widths(void **state) {
  (void)state;
  assert_true(bg_bundle_width(1) < bg_bundle_width(2));
  assert_true(bg_bundle_width(100) <= 4.5);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_html_is_never_markup),
      cmocka_unit_test(test_html_is_never_empty),
      cmocka_unit_test(test_invisible_characters_stay_behind_visible_ones),
      cmocka_unit_test(test_wrapping),
      cmocka_unit_test(test_escstring),
      cmocka_unit_test(test_addresses),
      cmocka_unit_test(test_ids_differ_when_names_do),
      cmocka_unit_test(test_names_in_sentences),
      cmocka_unit_test(test_lines_run_as_their_text),
      cmocka_unit_test(test_columns_fold),
      cmocka_unit_test(test_line_widths),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
