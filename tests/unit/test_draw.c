/* Text on its way into Graphviz, and lines that stand for several claims. */
#include "unit.h"

#include "draw/bundle.h"
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
      cmocka_unit_test(test_line_widths),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
