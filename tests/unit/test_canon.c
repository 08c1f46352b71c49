#include "base/memory.h"
#include "rdf/canon.h"
#include "rdf/canon_label.h"
#include "rdf/canon_term.h"
#include "rdf/reader.h"
#include "unit.h"

static unsigned next_random(unsigned *state) {
  *state = (unsigned)((unsigned long long)*state * 48271u % 2147483647u);
  return *state;
}

static bg_dataset *read(const char *nquads) {
  bg_dataset *d = bg_dataset_new();
  bg_read_options options = {.format = BG_FORMAT_NQUADS};
  assert_int_equal(bg_rdf_read_text(bg_str_from(nquads), "x", &options, bg_dataset_sink(d), NULL, NULL), BG_OK);
  bg_dataset_index(d);
  return d;
}

static bg_buffer lines_of(const bg_canon *canon) {
  bg_buffer out = {0};
  for (size_t i = 0; i < bg_canon_size(canon); i++) bg_canon_put_quad(canon, &bg_canon_quads(canon)[i], &out);
  return out;
}

static char *canonical(const char *nquads) {
  bg_dataset *d = read(nquads);
  bg_canon *canon;
  assert_int_equal(bg_canon_new(d, NULL, NULL, &canon), BG_OK);
  bg_buffer out = lines_of(canon);
  bg_canon_free(canon);
  bg_dataset_free(d);
  bg_buffer_puts(&out, "");
  return bg_buffer_take(&out);
}

static bg_status status_of(const char *nquads, size_t most_work) {
  bg_dataset *d = read(nquads);
  bg_canon *canon;
  bg_status status = bg_canon_new(d, &(bg_canon_options){.most_work = most_work}, NULL, &canon);
  bg_canon_free(canon);
  bg_dataset_free(d);
  return status;
}

static void characters_are_escaped_as_the_specification_says(void **state) {
  (void)state;
  bg_term term =
      bg_term_literal(BG_STR("\b\t\n\f\r\"\\'\x00\x01\x0b\x1f\x7f\xc2\x80\xef\xbf\xbd\xef\xbf\xbe\xef\xbf\xbf"));
  bg_buffer out = {0};
  canon_put_term(&out, &term);
  assert_str(bg_buffer_str(&out),
             "\"\\b\\t\\n\\f\\r\\\"\\\\'\\u0000\\u0001\\u000B\\u001F\\u007F\xc2\x80\xef\xbf\xbd\\uFFFE\\uFFFF\"");
  bg_buffer_free(&out);
}

/* A literal or an IRI from few characters around the delimiters, so that values begin with each other often. */
static bg_term_id random_term(bg_dataset *d, unsigned *state) {
  static const char letters[] = " !\"#\\\n/>=?az@^~", iri_letters[] = "/#-!=?@~aZ09";
  bool literal = next_random(state) % 2;
  char text[8];
  size_t len = next_random(state) % 5;
  for (size_t i = 0; i < len; i++)
    text[i] = literal ? letters[next_random(state) % (sizeof letters - 1)]
                      : iri_letters[next_random(state) % (sizeof iri_letters - 1)];
  bg_term term = literal ? bg_term_literal((bg_str){text, len}) : bg_term_iri((bg_str){text, len});
  unsigned suffix = next_random(state) % 5;
  if (literal && suffix == 1) term.language = BG_STR("a");
  if (literal && suffix == 2) term.language = BG_STR("a-b");
  if (literal && suffix == 3) term.datatype = BG_STR("x");
  if (literal && suffix == 4) term.datatype = BG_STR("x/y");
  return bg_dataset_intern(d, &term);
}

static void ranks_follow_the_bytes_of_lines(void **state) {
  (void)state;
  unsigned seed = 5;
  for (size_t round = 0; round < 40; round++) {
    bg_dataset *d = bg_dataset_new();
    for (size_t i = 0; i < 25 * (round + 1); i++) random_term(d, &seed);
    uint32_t *ranks = canon_ranks(d, NULL);
    size_t count = bg_dataset_term_count(d);
    bg_buffer *texts = bg_calloc(count + 1, sizeof *texts);
    for (size_t id = 1; id <= count; id++) {
      bg_term term = bg_dataset_term(d, (bg_term_id)id);
      bg_buffer *at = &texts[ranks[id]];
      assert_int_equal(at->len, 0);
      canon_put_term(at, &term);
      bg_buffer_putc(at, ' ');
    }
    for (size_t i = 2; i <= count; i++)
      assert_true(bg_str_compare(bg_buffer_str(&texts[i - 1]), bg_buffer_str(&texts[i])) < 0);
    for (size_t i = 0; i <= count; i++) bg_buffer_free(&texts[i]);
    bg_free(texts);
    bg_free(ranks);
    bg_dataset_free(d);
  }
}

typedef struct {
  int s, p, o, g;
} number_quad;

/* The same quads, with blank nodes called by their place in `names`, in the order of `start`, `start` + `step` ... */
static char *spell(const number_quad *quads, size_t count, const int *names, size_t start, size_t step) {
  bg_buffer out = {0};
  for (size_t i = 0; i < count; i++) {
    number_quad q = quads[(start + i * step) % count];
    bg_buffer_printf(&out, "_:n%d <http://x/%d> _:n%d", names[q.s], q.p, names[q.o]);
    if (q.g) bg_buffer_printf(&out, " _:n%d", names[q.g]);
    bg_buffer_puts(&out, " .\n");
  }
  return bg_buffer_take(&out);
}

static void other_labels_and_another_order_give_the_same_bytes(void **state) {
  (void)state;
  unsigned seed = 11;
  for (size_t round = 0; round < 300; round++) {
    number_quad quads[13]; /* a prime, so that every step visits all */
    int names[7] = {0, 1, 2, 3, 4, 5, 6}, other[7] = {0, 1, 2, 3, 4, 5, 6};
    for (size_t i = 0; i < 13; i++)
      quads[i] =
          (number_quad){(int)(next_random(&seed) % 6), (int)(next_random(&seed) % 2), (int)(next_random(&seed) % 6),
                        next_random(&seed) % 4 ? 0 : (int)(next_random(&seed) % 6)};
    for (size_t i = 6; i > 0; i--) {
      size_t k = next_random(&seed) % (i + 1);
      int swap = other[i];
      other[i] = other[k];
      other[k] = swap;
    }
    char *one = spell(quads, 13, names, 0, 1), *two = spell(quads, 13, other, round % 13, 1 + round % 12);
    char *first = canonical(one), *second = canonical(two);
    assert_string_equal(first, second);
    char *again = canonical(first);
    assert_string_equal(first, again);
    bg_free(one);
    bg_free(two);
    bg_free(first);
    bg_free(second);
    bg_free(again);
  }
}

static void graphs_that_differ_give_other_bytes(void **state) {
  (void)state;
  /* two triangles and a hexagon: each node looks like the others at first sight */
  char *triangles = canonical(
      "_:a <x:p> _:b .\n_:b <x:p> _:c .\n_:c <x:p> _:a .\n_:d <x:p> _:e .\n_:e <x:p> _:f .\n_:f <x:p> _:d .\n");
  char *hexagon = canonical(
      "_:a <x:p> _:b .\n_:b <x:p> _:c .\n_:c <x:p> _:d .\n_:d <x:p> _:e .\n_:e <x:p> _:f .\n_:f <x:p> _:a .\n");
  assert_string_not_equal(triangles, hexagon);
  bg_free(triangles);
  bg_free(hexagon);
}

static void without_blank_nodes_nothing_is_labelled(void **state) {
  (void)state;
  bg_dataset *d = read("<x:b> <x:p> \"1\" .\n<x:a> <x:p> \"1\" <x:g> .\n<x:a> <x:p> \"1\" .\n");
  bg_canon *canon;
  assert_int_equal(bg_canon_new(d, NULL, NULL, &canon), BG_OK);
  assert_int_equal(bg_canon_work(canon), 0);
  assert_int_equal(bg_canon_blank_count(canon), 0);
  bg_buffer lines = lines_of(canon);
  assert_str(bg_buffer_str(&lines), "<x:a> <x:p> \"1\" .\n<x:a> <x:p> \"1\" <x:g> .\n<x:b> <x:p> \"1\" .\n");
  char hex[BG_DIGEST_MOST_HEX + 1], expected[BG_SHA256_HEX + 1];
  bg_canon_hash(canon, BG_SHA256, hex);
  bg_sha256_hex(bg_buffer_str(&lines), expected);
  assert_string_equal(hex, expected);
  bg_buffer_free(&lines);
  bg_canon_free(canon);
  bg_dataset_free(d);
}

static char *clique(int count) {
  bg_buffer out = {0};
  for (int i = 0; i < count; i++)
    for (int k = 0; k < count; k++)
      if (i != k) bg_buffer_printf(&out, "_:n%d <x:p> _:n%d .\n", i, k);
  return bg_buffer_take(&out);
}

static char *chain(int count) {
  bg_buffer out = {0};
  for (int i = 0; i < count; i++) bg_buffer_printf(&out, "_:n%d <x:p> _:n%d .\n", i, i + 1);
  return bg_buffer_take(&out);
}

static void work_is_limited(void **state) {
  (void)state;
  char *poison = clique(12), *harmless = clique(4), *deep = chain(BG_CANON_DEEPEST + 100);
  assert_int_equal(status_of(poison, 100000), BG_ERROR_LIMIT);
  assert_int_equal(status_of(harmless, 100000), BG_OK);
  assert_int_equal(status_of(harmless, 10), BG_ERROR_LIMIT);
  assert_int_equal(status_of(deep, BG_CANON_UNLIMITED), BG_ERROR_LIMIT);
  bg_free(poison);
  bg_free(harmless);
  bg_free(deep);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(characters_are_escaped_as_the_specification_says),
      cmocka_unit_test(ranks_follow_the_bytes_of_lines),
      cmocka_unit_test(other_labels_and_another_order_give_the_same_bytes),
      cmocka_unit_test(graphs_that_differ_give_other_bytes),
      cmocka_unit_test(without_blank_nodes_nothing_is_labelled),
      cmocka_unit_test(work_is_limited),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
