#include "report/wording.h"
#include "unit.h"

static void number(void **state) {
  (void)state;
  static const char *const plural[] = {"Private investors",
                                       "Extremist groups in Pakistan",
                                       "Fishermen",
                                       "Countries short of resources",
                                       "Afghans displaced by floods",
                                       "Friends of the court",
                                       "Local communities in mining areas",
                                       "Civil institutions of Pakistan"};
  static const char *const singular[] = {"United States",
                                         "United Nations",
                                         "Belt and Road Initiative",
                                         "Cyprus",
                                         "Honduras",
                                         "Human rights group",
                                         "State press",
                                         "Domestic politics",
                                         "Doctors Without Borders",
                                         "Taliban regime",
                                         "Sikh dissident killed in Canada",
                                         "Army chief of Pakistan",
                                         ""};
  for (size_t i = 0; i < sizeof plural / sizeof *plural; i++)
    assert_int_equal(bg_wording_is_plural(bg_str_from(plural[i]), BG_NAME_OF_ONE), strcmp(plural[i], "Fishermen") != 0);
  for (size_t i = 0; i < sizeof singular / sizeof *singular; i++)
    assert_false(bg_wording_is_plural(bg_str_from(singular[i]), BG_NAME_OF_ONE));
  assert_true(bg_wording_is_plural(BG_STR("Ordinary Afghans"), BG_NAME_OF_PEOPLE));
  assert_true(bg_wording_is_plural(BG_STR("Houthis"), BG_NAME_OF_PEOPLE));
  assert_false(bg_wording_is_plural(BG_STR("Eamon Rogers"), BG_NAME_OF_PERSON));
}

static void article(void **state) {
  (void)state;
  static const char *const with[] = {"United States",
                                     "United Arab Emirates",
                                     "Senate of France",
                                     "Taliban regime",
                                     "Department of State",
                                     "Philippines",
                                     "World Bank",
                                     "Army chief of Pakistan",
                                     "U.S.",
                                     "European Union",
                                     "Sikh dissident killed in Canada"};
  static const char *const without[] = {"Pakistan",
                                        "Private investors",
                                        "Al Jazeera",
                                        "The Hague",
                                        "Voice of America",
                                        "New Zealand",
                                        "Extremist groups in Pakistan",
                                        "",
                                        "   ",
                                        "Sri Lanka"};
  for (size_t i = 0; i < sizeof with / sizeof *with; i++)
    assert_true(bg_wording_takes_article(bg_str_from(with[i]), BG_NAME_OF_ONE));
  for (size_t i = 0; i < sizeof without / sizeof *without; i++)
    assert_false(bg_wording_takes_article(bg_str_from(without[i]), BG_NAME_OF_ONE));
  assert_false(bg_wording_takes_article(BG_STR("Gordon Court"), BG_NAME_OF_PERSON));
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(number), cmocka_unit_test(article)};
  return cmocka_run_group_tests_name("wording", tests, NULL, NULL);
}
