/* The parts under the shapes: regular expressions, values of XML Schema, sets of terms. Expected results follow XQuery
 * and XPath Functions and Operators 3.1, section 5.6, and XML Schema 1.1 part 2. */
#include "base/regex.h"
#include "rdf/id_set.h"
#include "rdf/vocab.h"
#include "rdf/xsd_value.h"
#include "unit.h"

static int matches(const char *pattern, const char *flags, const char *text) {
  const char *problem = NULL;
  bg_regex *regex = bg_regex_new(bg_str_from(pattern), bg_str_from(flags), &problem);
  if (!regex) return -1;
  int found = bg_regex_matches(regex, bg_str_from(text)) ? 1 : 0;
  bg_regex_free(regex);
  return found;
}

static void regex_finds_what_xpath_finds(void **state) {
  (void)state;
  static const struct {
    const char *pattern, *flags, *text;
    int expected; /* -1: not a regular expression */
  } cases[] = {
      {"", "", "", 1},
      {"b", "", "abc", 1},
      {"^b", "", "abc", 0},
      {"^a.c$", "", "abc", 1},
      {"^a.c$", "", "a\nc", 0},
      {"^a.c$", "s", "a\nc", 1},
      {"^c", "", "a\nc", 0},
      {"^c", "m", "a\nc", 1},
      {"a$", "m", "a\nc", 1},
      {"JOH", "i", "john", 1},
      {"\xC3\x84", "i", "\xC3\xA4", 1}, /* Ä, ä */
      {"^.$", "", "\xE2\x82\xAC", 1},   /* one code point */
      {"^(ab|c)+$", "", "abcab", 1},
      {"^(ab|c)+$", "", "abca", 0},
      {"^a{2,3}$", "", "aaa", 1},
      {"^a{2,3}$", "", "aaaa", 0},
      {"^a{2}$", "", "a", 0},
      {"^a{0}b$", "", "b", 1},
      {"^a{1,}$", "", "aaaaaaaa", 1},
      {"^a+?$", "", "aaa", 1},
      {"^(?:ab)*$", "", "abab", 1},
      {"^[a-c-[b]]+$", "", "acca", 1},
      {"^[a-c-[b]]+$", "", "abc", 0},
      {"^[^a-c]$", "", "d", 1},
      {"^[a-]+$", "", "a-a", 1},
      {"^[\\d\\-]+$", "", "2024-01", 1},
      {"^\\p{Lu}\\p{Ll}+$", "", "\xC3\x84hre", 1},
      {"^\\P{L}+$", "", "123", 1},
      {"^\\p{IsGreek}+$", "", "\xCE\xB1\xCE\xB2", 1},
      {"^\\w+\\s\\W$", "", "word !", 1},
      {"^\\i\\c*$", "", "a1-b:c", 1},
      {"^\\i\\c*$", "", "1a", 0},
      {"a b # c", "x", "zab#cz", 1},
      {"a.b(", "q", "xa.b(y", 1},
      {"a.b", "q", "axb", 0},
      {"^(a*)*$", "", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", 0},
      {"\\.\\?\\{\\}\\|\\^\\$", "", ".?{}|^$", 1},
      {"(a", "", "", -1},
      {"a)", "", "", -1},
      {"[a", "", "", -1},
      {"[z-a]", "", "", -1},
      {"*a", "", "", -1},
      {"a{2", "", "", -1},
      {"a{3,2}", "", "", -1},
      {"\\p{Xx}", "", "", -1},
      {"\\y", "", "", -1},
      {"(a)\\1", "", "", -1},
      {"a", "z", "", -1},
      {"((a{1000}){1000}){1000}", "", "", -1},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    if (matches(cases[i].pattern, cases[i].flags, cases[i].text) != cases[i].expected)
      fail_msg("'%s' with '%s' on '%s': not %d", cases[i].pattern, cases[i].flags, cases[i].text, cases[i].expected);
}

static void regex_refuses_what_is_nested_too_deeply(void **state) {
  (void)state;
  char pattern[20001];
  memset(pattern, '(', 10000);
  memset(pattern + 10000, ')', 10000);
  pattern[20000] = '\0';
  assert_int_equal(matches(pattern, "", ""), -1);
  memset(pattern, '[', 20000);
  assert_int_equal(matches(pattern, "", ""), -1);
}

static bool valid(const char *type, const char *lexical) {
  char iri[128];
  snprintf(iri, sizeof iri, "%s%s", XSD_NS, type);
  return bg_xsd_valid(bg_str_from(iri), bg_str_from(lexical));
}

static void lexical_forms(void **state) {
  (void)state;
  static const struct {
    const char *type, *good, *bad; /* separated by '|' */
  } cases[] = {
      {"integer", "0|-5|+007|123456789012345678901234567890", "|1.0|a|-| 1|1e3"},
      {"byte", "127|-128|+5", "128|-129|c"},
      {"unsignedLong", "18446744073709551615|0", "18446744073709551616|-1"},
      {"nonNegativeInteger", "0|-0|5", "-1"},
      {"positiveInteger", "1", "0|-1"},
      {"decimal", "1.5|.5|5.|-0.0", "1e3|.|INF"},
      {"double", "1e3|-1.5E-7|INF|-INF|NaN|5", "inf|1e|e5|1e5.0"},
      {"boolean", "true|false|0|1", "TRUE|yes"},
      {"date", "2024-02-29|2024-01-01Z|-0001-12-31+14:00|12024-01-01",
       "2023-02-29|2024-1-1|2024-01-01+14:01|024-01-01|02024-01-01"},
      {"dateTime", "2024-01-01T00:00:00|2024-01-01T24:00:00Z|2024-01-01T12:00:00.25-05:00",
       "2024-01-01|2024-01-01T24:00:01|2024-01-01T12:00|2024-01-01T25:00:00"},
      {"dateTimeStamp", "2024-01-01T00:00:00Z", "2024-01-01T00:00:00"},
      {"time", "23:59:59|00:00:00.5Z", "24:01:00|1:00:00"},
      {"gYear", "2024|-0044|2024Z", "24|2024-01"},
      {"gYearMonth", "2024-12", "2024-13|2024-00|2024"},
      {"gMonthDay", "--02-29|--12-31", "--02-30|-12-31"},
      {"gDay", "---31", "---32|--31"},
      {"gMonth", "--12", "--13|12"},
      {"duration", "P1Y|-P1Y2M3DT4H5M6.7S|PT5M|P5M", "P|PT|1Y|P1S|P1YT|P-1Y|P1.5Y"},
      {"dayTimeDuration", "P3DT4H", "P1Y|P1M"},
      {"yearMonthDuration", "P1Y2M", "P1D|PT1M"},
      {"hexBinary", "0aFF|", "0aF|0g"},
      {"base64Binary", "YQ==|YWJj|", "YQ=|Y!==|Y=Q="},
      {"language", "en|en-GB|x-klingon", "|1n|en_GB|toolonglang|en-"},
      {"string", "anything", ""},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    for (int good = 0; good < 2; good++) {
      bg_str part, rest = bg_str_from(good ? cases[i].good : cases[i].bad);
      if (!good && !*cases[i].bad) continue;
      while (bg_str_split(&rest, '|', &part)) {
        char *text = bg_str_dup(part);
        if (valid(cases[i].type, text) != (good == 1)) fail_msg("%s '%s' is not %d", cases[i].type, text, good);
        free(text);
      }
    }
  assert_true(bg_xsd_valid(BG_STR("http://example.org/type"), BG_STR("anything")));
}

static int order(const char *type_a, const char *a, const char *type_b, const char *b) {
  char x[128], y[128];
  snprintf(x, sizeof x, "%s%s", XSD_NS, type_a);
  snprintf(y, sizeof y, "%s%s", XSD_NS, type_b);
  bg_term left = {BG_TERM_LITERAL, bg_str_from(a), bg_str_from(x), BG_STR_EMPTY};
  bg_term right = {BG_TERM_LITERAL, bg_str_from(b), bg_str_from(y), BG_STR_EMPTY};
  return (int)bg_xsd_compare(&left, &right);
}

static void orders(void **state) {
  (void)state;
  static const struct {
    const char *type_a, *a, *type_b, *b;
    int expected;
  } cases[] = {
      {"integer", "2", "integer", "10", -1},
      {"integer", "-2", "integer", "-10", 1},
      {"integer", "007", "decimal", "7.00", 0},
      {"integer", "-0", "integer", "0", 0},
      {"integer", "123456789012345678901", "integer", "123456789012345678902", -1},
      {"decimal", "0.1", "double", "0.1", 0},
      {"decimal", "1.05", "decimal", "1.5", -1},
      {"double", "NaN", "double", "1", 2},
      {"double", "INF", "integer", "99", 1},
      {"date", "2024-01-31", "date", "2024-02-01", -1},
      {"date", "-0001-01-01", "date", "0001-01-01", -1},
      {"dateTime", "2024-01-01T00:00:00.5", "dateTime", "2024-01-01T00:00:00.45", 1},
      {"dateTime", "2024-01-01T12:00:00Z", "dateTime", "2024-01-01T07:00:00-05:00", 0},
      {"dateTime", "2024-01-01T12:00:00Z", "dateTime", "2024-01-01T12:00:00", 2},
      {"dateTime", "2024-01-01T12:00:00Z", "dateTime", "2024-01-03T12:00:00", -1},
      {"dateTime", "2024-01-01T24:00:00", "dateTime", "2024-01-02T00:00:00", 0},
      {"gYearMonth", "2024-01", "gYearMonth", "2023-12", 1},
      {"date", "2024-01-01", "dateTime", "2024-01-01T00:00:00", 2},
      {"string", "a", "string", "b", -1},
      {"string", "5", "integer", "5", 2},
      {"boolean", "1", "boolean", "true", 0},
      {"boolean", "false", "boolean", "1", -1},
      {"integer", "x", "integer", "1", 2},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    if (order(cases[i].type_a, cases[i].a, cases[i].type_b, cases[i].b) != cases[i].expected)
      fail_msg("%s against %s: not %d", cases[i].a, cases[i].b, cases[i].expected);
}

static void sets_keep_order_and_members(void **state) {
  (void)state;
  bg_id_set set = {0};
  for (bg_term_id id = 1; id <= 1000; id++) {
    assert_true(bg_id_set_add(&set, id * 7));
    assert_false(bg_id_set_add(&set, id * 7));
    assert_false(bg_id_set_has(&set, id * 7 + 1));
  }
  assert_int_equal(set.count, 1000);
  for (size_t i = 0; i < set.count; i++) assert_int_equal(set.ids[i], (i + 1) * 7);
  bg_id_set_clear(&set);
  assert_false(bg_id_set_has(&set, 7));
  bg_id_set_free(&set);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(regex_finds_what_xpath_finds),
      cmocka_unit_test(regex_refuses_what_is_nested_too_deeply),
      cmocka_unit_test(lexical_forms),
      cmocka_unit_test(orders),
      cmocka_unit_test(sets_keep_order_and_members),
  };
  return cmocka_run_group_tests_name("shacl", tests, NULL, NULL);
}
