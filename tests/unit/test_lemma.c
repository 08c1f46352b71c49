#include <unistd.h>

#include "base/file.h"
#include "language/conllu.h"
#include "language/lemma.h"
#include "train/train.h"
#include "unit.h"

typedef struct {
  uint32_t hash;
  uint16_t edit;
} rule;

static int by_hash(const void *a, const void *b) {
  uint32_t x = ((const rule *)a)->hash, y = ((const rule *)b)->hash;
  return (x > y) - (x < y);
}

static void add(bg_buffer *out, const void *bytes, size_t size) {
  bg_buffer_add(out, (bg_str){bytes, size});
}

/* "ies" NNS: cut 3, add "y"; "s" NNS: cut 1; "was" VBD: "be"; capitals of NNS go; "i" PRP is "I". */
static bg_buffer made(void) {
  rule rules[] = {{bg_lemma_hash_suffix(BG_STR("NNS"), BG_STR("ies"), 3), 0},
                  {bg_lemma_hash_suffix(BG_STR("NNS"), BG_STR("s"), 1), 1},
                  {bg_lemma_hash_whole(BG_STR("VBD"), BG_STR("was")), 2},
                  {bg_lemma_hash_case(BG_STR("NNS"), BG_SHAPE_CAPITAL, BG_STR_EMPTY), BG_LEMMA_LOWER},
                  {bg_lemma_hash_case(BG_STR("NNS"), BG_SHAPE_CAPITAL, BG_STR("finns")), BG_LEMMA_AS_IS},
                  {bg_lemma_hash_case(BG_STR("PRP"), BG_SHAPE_LOWER, BG_STR("i")), BG_LEMMA_CAPITAL}};
  enum { RULES = sizeof rules / sizeof *rules };
  qsort(rules, RULES, sizeof *rules, by_hash);
  static const unsigned char edits[] = {3, 1, 0, 0, 1, 0, 0, 0, 3, 2, 1, 0};
  uint32_t numbers[] = {3, RULES, 3, 0};
  bg_buffer out = {0};
  bg_buffer_puts(&out, "LEMMAS1\n");
  add(&out, numbers, sizeof numbers);
  add(&out, edits, sizeof edits);
  for (size_t i = 0; i < RULES; i++) add(&out, &rules[i].hash, 4);
  for (size_t i = 0; i < RULES; i++) add(&out, &rules[i].edit, 2);
  bg_buffer_puts(&out, "ybe");
  return out;
}

static void the_longest_rule_decides(void **state) {
  (void)state;
  static const char *const words[][3] = {{"countries", "NNS", "country"},
                                         {"Borders", "NNS", "border"},
                                         {"Finns", "NNS", "Finn"},
                                         {"was", "VBD", "be"},
                                         {"Was", "VBD", "be"},
                                         {"i", "PRP", "I"},
                                         {"I", "PRP", "I"},
                                         {"s", "NNS", "s"},
                                         {"x", "FW", "x"},
                                         {"", "NNS", ""}};
  bg_buffer section = made();
  bg_lemmas lemmas;
  assert_true(bg_lemmas_open(bg_buffer_str(&section), &lemmas));
  bg_analysis *a = bg_analysis_new();
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    assert_str(bg_lemma_of(&lemmas, bg_str_from(words[i][0]), bg_str_from(words[i][1]), a->arena), words[i][2]);
  char longest[600];
  memset(longest, 's', sizeof longest);
  assert_int_equal(bg_lemma_of(&lemmas, (bg_str){longest, sizeof longest}, BG_STR("NNS"), a->arena).len, 600);
  assert_int_equal(bg_lemma_of(&lemmas, (bg_str){longest, 255}, BG_STR("NNS"), a->arena).len, 254);
  bg_analysis_free(a);
  bg_buffer_free(&section);
}

static void damage_is_found(void **state) {
  (void)state;
  bg_buffer section = made();
  bg_lemmas lemmas;
  for (size_t length = 0; length < section.len; length++)
    assert_false(bg_lemmas_open((bg_str){section.data, length}, &lemmas));
  for (size_t i = 0; i < section.len; i++) { /* sound or refused, but never outside of itself */
    char kept = section.data[i];
    section.data[i] = (char)0xff;
    bg_analysis *a = bg_analysis_new();
    if (bg_lemmas_open(bg_buffer_str(&section), &lemmas))
      bg_lemma_of(&lemmas, BG_STR("Countries"), BG_STR("NNS"), a->arena);
    bg_analysis_free(a);
    section.data[i] = kept;
  }
  bg_buffer_free(&section);
}

/* Learned from two countries' words, asked for a third's. */
static void rules_are_learned(void **state) {
  (void)state;
  static const char treebank[] =
      "1\tcountries\tcountry\tNOUN\tNNS\t_\t0\troot\t_\t_\n"
      "2\tparties\tparty\tNOUN\tNNS\t_\t1\tconj\t_\t_\n"
      "3\tGuns\tgun\tNOUN\tNNS\t_\t1\tconj\t_\t_\n"
      "4\tships\tship\tNOUN\tNNS\t_\t1\tconj\t_\t_\n"
      "5\twars\twar\tNOUN\tNNS\t_\t1\tconj\t_\t_\n"
      "6\tmen\tman\tNOUN\tNNS\t_\t1\tconj\t_\t_\n\n";
  char directory[] = "/tmp/briefgraph-lemma-XXXXXX";
  assert_non_null(mkdtemp(directory));
  char *conllu = bg_path_join(directory, "a.conllu"), *section = bg_path_join(directory, "lemmas");
  assert_int_equal(bg_write_file(conllu, bg_str_from(treebank), NULL), BG_OK);
  assert_int_equal(bg_train_lemmas(2, (char *[]){section, conllu}, NULL), BG_OK);
  bg_input *input;
  assert_int_equal(bg_input_open(section, NULL, &input), BG_OK);
  bg_lemmas lemmas;
  assert_true(bg_lemmas_open(bg_input_bytes(input), &lemmas));
  bg_arena *arena = bg_arena_new();
  assert_str(bg_lemma_of(&lemmas, BG_STR("armies"), BG_STR("NNS"), arena), "army");
  assert_str(bg_lemma_of(&lemmas, BG_STR("Tanks"), BG_STR("NNS"), arena), "tank");
  assert_str(bg_lemma_of(&lemmas, BG_STR("men"), BG_STR("NNS"), arena), "man");
  assert_str(bg_lemma_of(&lemmas, BG_STR("Tanks"), BG_STR("NNP"), arena), "Tanks");
  bg_arena_free(arena);
  bg_input_close(input);
  unlink(conllu);
  unlink(section);
  rmdir(directory);
  free(conllu);
  free(section);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(the_longest_rule_decides), cmocka_unit_test(damage_is_found),
                                     cmocka_unit_test(rules_are_learned)};
  return cmocka_run_group_tests_name("lemmas", tests, NULL, NULL);
}
