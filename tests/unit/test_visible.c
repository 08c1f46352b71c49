/* What is shown on terminals. */
#include "unit.h"

#include "base/file.h"
#include "base/visible.h"

static void check_shown(const char *text, size_t len, const char *visible, const char *spelled) {
  bg_buffer a = {0}, b = {0};
  bg_put_visible(&a, (bg_str){text, len});
  bg_put_spelled(&b, (bg_str){text, len}, false);
  assert_string_equal(a.len ? a.data : "", visible);
  assert_string_equal(b.len ? b.data : "", spelled);
  bg_buffer_free(&a);
  bg_buffer_free(&b);
}

static void controls_are_spaces_or_spelled_out(void **state) {
  (void)state;
  check_shown("plain \xc3\xa4 \xf0\x9f\x87\xb5", 13, "plain \xc3\xa4 \xf0\x9f\x87\xb5",
              "plain \xc3\xa4 \xf0\x9f\x87\xb5");
  check_shown("\x1b[31m\a", 6, " [31m ", "\\x1B[31m\\x07");
  check_shown("\0\x7f", 2, "  ", "\\x00\\x7F");
  check_shown(
      "\xc2\x9b"
      "5n",
      4, " 5n", "\\x9B5n"); /* CSI as one character */
  check_shown(
      "\x9b"
      "5n",
      3,
      "\xef\xbf\xbd"
      "5n",
      "\\x9B5n");                                                 /* and as one byte */
  check_shown("\xef\xbf\xbd", 3, "\xef\xbf\xbd", "\xef\xbf\xbd"); /* a real U+FFFD */
  check_shown(
      "a\xe2\x80\xae"
      "b",
      5, "a b", "a\\u202Eb"); /* right to left */
  check_shown("a\nb\tc\r", 6, "a b c ", "a\\x0Ab\tc\\x0D");
  check_shown("", 0, "", "");
}

static void pieces_give_the_same_as_the_whole(void **state) {
  (void)state;
  static const char text[] = "a\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80\x1b[1m\xc2\x9b\n\t\xe2\x80\xae!\xc3(\xf0\x9f(";
  bg_buffer whole = {0};
  bg_put_spelled(&whole, (bg_str){text, sizeof text - 1}, true);
  for (size_t cut = 0; cut < sizeof text; cut++) {
    for (size_t second = cut; second < sizeof text; second++) {
      bg_terminal terminal = {0};
      bg_buffer shown = {0};
      bg_terminal_put(&terminal, (bg_str){text, cut}, &shown);
      bg_terminal_put(&terminal, (bg_str){text + cut, second - cut}, &shown);
      bg_terminal_put(&terminal, (bg_str){text + second, sizeof text - 1 - second}, &shown);
      assert_string_equal(shown.data, whole.data);
      bg_buffer_free(&shown);
    }
  }
  bg_buffer_free(&whole);
}

static void messages_spell_out_what_is_in_files(void **state) {
  (void)state;
  bg_diagnostic d = {
      .location = {.file = "a\x1b[31m", .line = 2}, .message = "bad \x9b \xe2\x80\xae", .source_line = "\x1b]0;x\a"};
  bg_buffer text = {0};
  bg_diagnostic_format(&d, &text);
  assert_string_equal(text.data, "a\\x1B[31m:2: error: bad \\x9B \\u202E\n    \\x1B]0;x\\x07\n");
  bg_buffer_free(&text);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(controls_are_spaces_or_spelled_out),
      cmocka_unit_test(pieces_give_the_same_as_the_whole),
      cmocka_unit_test(messages_spell_out_what_is_in_files),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
