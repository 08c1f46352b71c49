#include "base/memory.h"
#include "export/changes.h"
#include "rdf/reader.h"
#include "unit.h"

static unsigned next_random(unsigned *state) {
  *state = (unsigned)((unsigned long long)*state * 48271u % 2147483647u);
  return *state;
}

static bg_dataset *read(bg_str nquads) {
  bg_dataset *d = bg_dataset_new();
  bg_read_options options = {.format = BG_FORMAT_NQUADS};
  assert_int_equal(bg_rdf_read_text(nquads, "x", &options, bg_dataset_sink(d), NULL, NULL), BG_OK);
  bg_dataset_index(d);
  return d;
}

static bg_diff *compare(const bg_dataset *a, const bg_dataset *b) {
  bg_diff *diff;
  assert_int_equal(bg_diff_new(a, b, NULL, NULL, &diff), BG_OK);
  assert_int_equal(diff->same + diff->counts[BG_BEFORE], bg_dataset_size(a));
  assert_int_equal(diff->same + diff->counts[BG_AFTER], bg_dataset_size(b));
  return diff;
}

static size_t changes_between(const char *before, const char *after) {
  bg_dataset *a = read(bg_str_from(before)), *b = read(bg_str_from(after));
  bg_diff *diff = compare(a, b);
  bg_changes *changes = bg_changes_new(diff);
  size_t count = diff->counts[0] + diff->counts[1];
  bg_changes_free(changes);
  bg_diff_free(diff);
  bg_dataset_free(a);
  bg_dataset_free(b);
  return count;
}

static void put_random_quad(bg_buffer *out, unsigned *state, const char *prefix) {
  bg_buffer_printf(out, "_:%s%u <http://x/%u> ", prefix, next_random(state) % 9, next_random(state) % 3);
  if (next_random(state) % 2) bg_buffer_printf(out, "_:%s%u", prefix, next_random(state) % 9);
  else bg_buffer_printf(out, "\"%u\"", next_random(state) % 5);
  if (next_random(state) % 6 == 0) bg_buffer_printf(out, " _:%s%u", prefix, next_random(state) % 9);
  bg_buffer_puts(out, " .\n");
}

static void one_quad_more_costs_little(void **state) {
  (void)state;
  unsigned seed = 3;
  size_t differences = 0, rounds = 200;
  for (size_t round = 0; round < rounds; round++) {
    bg_buffer a = {0}, b = {0};
    unsigned same = seed;
    for (size_t i = 0; i < 12; i++) put_random_quad(&a, &seed, "n");
    for (size_t i = 0; i < 12; i++) put_random_quad(&b, &same, "other");
    bg_dataset *before = read(bg_buffer_str(&a)), *after = read(bg_buffer_str(&b));
    bg_diff *diff = compare(before, after);
    assert_int_equal(diff->counts[0] + diff->counts[1], 0);
    bg_diff_free(diff);
    bg_dataset_free(after);
    put_random_quad(&b, &seed, "other");
    after = read(bg_buffer_str(&b));
    diff = compare(before, after);
    differences += diff->counts[0] + diff->counts[1];
    bg_changes_free(bg_changes_new(diff));
    bg_diff_free(diff);
    bg_dataset_free(before);
    bg_dataset_free(after);
    bg_buffer_free(&a);
    bg_buffer_free(&b);
  }
  /* a heuristic: in these tangles one quad makes two different ones at most on the average */
  assert_true(differences < 2 * rounds);
}

static void a_node_is_found_by_what_is_left_of_it(void **state) {
  (void)state;
  assert_int_equal(changes_between("_:a <x:p> \"1\" .\n_:a <x:q> \"2\" .\n_:b <x:p> \"3\" .\n",
                                   "_:x <x:p> \"3\" .\n_:y <x:p> \"1\" .\n_:y <x:q> \"9\" .\n"),
                   2);
  assert_int_equal(changes_between("<x:s> <x:address> _:a .\n_:a <x:street> \"1\" .\n",
                                   "<x:s> <x:address> _:z .\n_:z <x:street> \"2\" .\n"),
                   2);
  assert_int_equal(changes_between("", "_:a <x:p> _:a .\n"), 1);
  assert_int_equal(changes_between("", ""), 0);
}

static void a_claim_that_changed_is_one_change(void **state) {
  (void)state;
#define BG  "https://w3id.org/briefgraph/ns#"
#define RDF "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
#define CLAIM(id, modality)                                                                         \
  "<x:" id "> <" RDF "type> <" BG "Claim> .\n<x:" id "> <" RDF "subject> <x:s> .\n<x:" id "> <" RDF \
  "predicate> <x:p> .\n"                                                                            \
  "<x:" id "> <" RDF "object> <x:o> .\n<x:" id "> <" BG "modality> <" BG modality "> .\n"
  bg_dataset *a = read(BG_STR(CLAIM("1", "asserted"))), *b = read(BG_STR(CLAIM("2", "possible")));
  bg_diff *diff = compare(a, b);
  bg_changes *changes = bg_changes_new(diff);
  assert_int_equal(bg_changes_count(changes), 1);
  const bg_change *change = bg_changes_get(changes, 0);
  assert_int_equal(change->kind, BG_CHANGED_CLAIM);
  assert_int_equal(change->sign, BG_CHANGE_CHANGED);
  assert_str(change->iris[BG_BEFORE], "x:1");
  assert_str(change->iris[BG_AFTER], "x:2");
  assert_int_equal(change->property_count, 1);
  assert_str(change->properties[0].name, "modality");
  assert_str(change->properties[0].values[BG_BEFORE][0], "asserted");
  assert_str(change->properties[0].values[BG_AFTER][0], "possible");
  bg_changes_free(changes);
  bg_diff_free(diff);
  bg_dataset_free(a);
  bg_dataset_free(b);
}

static void a_claim_that_lost_its_subject_keeps_its_name(void **state) {
  (void)state;
  bg_str whole = BG_STR(CLAIM("1", "asserted"));
  bg_buffer rest = {0};
  bg_str line;
  for (bg_str left = whole; bg_str_split(&left, '\n', &line);)
    if (bg_str_find(line, BG_STR("subject"), 0) == SIZE_MAX) bg_buffer_printf(&rest, "%.*s\n", BG_FMT(line));
  bg_dataset *a = read(whole), *b = read(bg_buffer_str(&rest));
  bg_diff *diff = compare(a, b);
  bg_changes *changes = bg_changes_new(diff);
  assert_int_equal(bg_changes_count(changes), 1);
  assert_str(bg_changes_get(changes, 0)->title, "s p o [asserted]");
  bg_changes_free(changes);
  bg_diff_free(diff);
  bg_dataset_free(a);
  bg_dataset_free(b);
  bg_buffer_free(&rest);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(one_quad_more_costs_little),
      cmocka_unit_test(a_node_is_found_by_what_is_left_of_it),
      cmocka_unit_test(a_claim_that_changed_is_one_change),
      cmocka_unit_test(a_claim_that_lost_its_subject_keeps_its_name),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
