/* Reading lines into a dataset by several threads gives what one thread gives. */
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "rdf/nt_reader.h"
#include "rdf/reader.h"
#include "rdf/scan.h"
#include "unit.h"

static unsigned next_random(unsigned *state) {
  *state = (unsigned)((unsigned long long)*state * 48271u % 2147483647u);
  return *state;
}

static void put_object(bg_buffer *out, unsigned r) {
  switch (r % 9) {
    case 0: bg_buffer_printf(out, "<http://x/o%u>", r % 500); break;
    case 1: bg_buffer_printf(out, "_:b%u", r % 300); break;
    case 2: bg_buffer_printf(out, "\"plain %u\"", r % 700); break;
    case 3: bg_buffer_printf(out, "\"t\\u00e9xt\\n%u\"@e%c", r % 100, 'a' + (int)(r % 7)); break;
    case 4: bg_buffer_printf(out, "\"%u\"^^<http://x/type%u>", r % 50, r % 11); break;
    case 5: bg_buffer_printf(out, "\"Z\xc3\xbcrich %u\"@en", r % 60); break;
    case 6: bg_buffer_printf(out, "\"%u\"^^<http://www.w3.org/2001/XMLSchema#string>", r % 90); break;
    case 7: bg_buffer_printf(out, "<<( <http://x/s%u> <http://x/p> _:b%u )>>", r % 40, r % 30); break;
    default: bg_buffer_printf(out, "<http://x/\\u00e9%u>", r % 20);
  }
}

/* Several blocks of lines with all kinds of terms, ends of lines, comments and empty lines. */
static bg_buffer make_text(unsigned seed, size_t size, const char *line_end) {
  bg_buffer text = {0};
  unsigned state = seed;
  while (text.len < size) {
    unsigned r = next_random(&state) >> 4;
    if (r % 50 == 0) bg_buffer_printf(&text, "# a comment%s%s", line_end, line_end);
    if (r % 3) bg_buffer_printf(&text, "<http://x/s%u> ", (unsigned)(text.len / 4000));
    else bg_buffer_printf(&text, "_:b%u ", r % 300);
    bg_buffer_printf(&text, "<http://x/p%u> ", r % 17);
    put_object(&text, next_random(&state) >> 4);
    if (r % 4) bg_buffer_printf(&text, " <http://x/g%u>", r % 5);
    bg_buffer_printf(&text, " .%s", r % 40 ? line_end : "\n");
  }
  return text;
}

typedef struct {
  bg_dataset *dataset;
  bg_read_counts counts;
  bg_diagnostics *diagnostics;
  bg_status status;
} loaded;

static loaded load(bg_str text, size_t threads, bool lenient, bool twice) {
  char path[] = "/tmp/bg-test-XXXXXX.nq";
  int fd = mkstemps(path, 3);
  assert_true(fd >= 0);
  assert_int_equal(write(fd, text.data, text.len), (ssize_t)text.len);
  close(fd);
  loaded l = {.dataset = bg_dataset_new(), .diagnostics = bg_diagnostics_new()};
  bg_read_options options = {.threads = threads, .lenient = lenient};
  for (int i = 0; i < 1 + twice; i++)
    l.status = bg_rdf_load_counted(path, &options, l.dataset, &l.counts, l.diagnostics);
  remove(path);
  return l;
}

static void unload(loaded *l) {
  bg_dataset_free(l->dataset);
  bg_diagnostics_free(l->diagnostics);
}

static void assert_same_terms(const bg_dataset *a, const bg_dataset *b) {
  assert_int_equal(bg_dataset_term_count(a), bg_dataset_term_count(b));
  for (bg_term_id id = 0; id <= bg_dataset_term_count(a); id++) {
    bg_term x = bg_dataset_term(a, id), y = bg_dataset_term(b, id);
    assert_true(bg_term_equal(&x, &y));
  }
}

static void assert_same_messages(const bg_diagnostics *a, const bg_diagnostics *b) {
  assert_int_equal(bg_diagnostics_count(a), bg_diagnostics_count(b));
  assert_int_equal(bg_diagnostics_warnings(a), bg_diagnostics_warnings(b));
  assert_int_equal(bg_diagnostics_errors(a), bg_diagnostics_errors(b));
  for (size_t i = 0; i < bg_diagnostics_count(a); i++) {
    const bg_diagnostic *x = bg_diagnostics_get(a, i), *y = bg_diagnostics_get(b, i);
    assert_int_equal(x->location.line, y->location.line);
    assert_int_equal(x->location.column, y->location.column);
    assert_string_equal(x->message, y->message);
    assert_string_equal(x->source_line, y->source_line);
  }
}

static void assert_same(const loaded *a, const loaded *b) {
  assert_int_equal(a->status, b->status);
  assert_int_equal(a->counts.statements, b->counts.statements);
  assert_int_equal(a->counts.skipped, b->counts.skipped);
  assert_same_messages(a->diagnostics, b->diagnostics);
  assert_same_terms(a->dataset, b->dataset);
  bg_dataset_index(a->dataset);
  bg_dataset_index(b->dataset);
  size_t size = bg_dataset_size(a->dataset);
  assert_int_equal(size, bg_dataset_size(b->dataset));
  assert_memory_equal(bg_dataset_quads(a->dataset), bg_dataset_quads(b->dataset), size * sizeof(bg_quad));
}

/* One line after the other, as they stream, is what threads are held to. */
static loaded read_in_order(bg_str text, bool lenient) {
  loaded l = {.dataset = bg_dataset_new(), .diagnostics = bg_diagnostics_new()};
  bg_read_options options = {.format = BG_FORMAT_NQUADS, .lenient = lenient};
  l.status = bg_rdf_read_text(text, "t", &options, bg_dataset_sink(l.dataset), &l.counts, l.diagnostics);
  return l;
}

static void check_text(bg_str text, bool lenient) {
  loaded expected = read_in_order(text, lenient);
  for (size_t threads = 1; threads <= 5; threads += threads == 3 ? 2 : 1) {
    loaded got = load(text, threads, lenient, false);
    assert_same(&expected, &got);
    unload(&got);
  }
  unload(&expected);
}

static void threads_give_the_same_ids(void **state) {
  (void)state;
  static const char *const line_ends[] = {"\n", "\r\n", "\r"};
  for (unsigned i = 0; i < 6; i++) {
    bg_buffer text = make_text(i + 1, (size_t)BG_NT_BLOCK * 3 + i * 1001, line_ends[i % 3]);
    if (i >= 3) text.len -= 2; /* no end of the last line: it loses its '.', too, with one line feed */
    if (i >= 3) bg_buffer_puts(&text, " .");
    check_text(bg_buffer_str(&text), i >= 3);
    bg_buffer_free(&text);
  }
}

static void lines_longer_than_a_block_and_marks_are_read(void **state) {
  (void)state;
  bg_buffer text = {0};
  bg_buffer_puts(&text, "\xef\xbb\xbf<http://x/a> <http://x/p> \"");
  for (size_t i = 0; i < (size_t)BG_NT_BLOCK * 2; i++) bg_buffer_putc(&text, 'x');
  bg_buffer_puts(&text, "\" .\n<http://x/a> <http://x/p> <http://x/b> .");
  check_text(bg_buffer_str(&text), false);
  check_text(BG_STR_EMPTY, false);
  check_text(BG_STR("\n"), false);
  check_text(BG_STR("\xef\xbb\xbf"), false);
  bg_buffer_free(&text);
}

/* Mistakes far apart: each is told with its line, in order; what stands before the first counts. */
static void mistakes_are_told_in_order(void **state) {
  (void)state;
  bg_buffer text = make_text(5, (size_t)BG_NT_BLOCK * 2, "\n");
  bg_buffer_puts(&text, "<http://x/a> <http://x/p> nonsense .\n");
  bg_buffer more = make_text(6, (size_t)BG_NT_BLOCK * 2, "\n");
  bg_buffer_add(&text, bg_buffer_str(&more));
  for (size_t i = 0; i < 1500; i++) bg_buffer_puts(&text, "<http://x/a> <p> \"\xff\" .\n"); /* more than are kept */
  bg_buffer_add(&text, bg_buffer_str(&more));
  check_text(bg_buffer_str(&text), false);
  check_text(bg_buffer_str(&text), true);
  bg_buffer_free(&text);
  bg_buffer_free(&more);
}

/* What is nearly of the usual form: one byte of a line in ten is another, or there are some more, or fewer. */
static void unusual_lines_are_read_as_ever(void **state) {
  (void)state;
  static const char odd[] = "<>\"\\ \t\n\r.@^_:-#az09\x01\x7f\xff";
  bg_buffer text = make_text(21, (size_t)BG_NT_BLOCK / 2, "\n"), changed = {0};
  unsigned random = 77, next = 0;
  for (size_t i = 0; i < text.len; i++) {
    unsigned r = next_random(&random) >> 4;
    bool change = i == next;
    if (change) next = (unsigned)i + 1 + r % 600;
    if (!change || r % 3) bg_buffer_putc(&changed, text.data[i]);
    if (change && r % 3 != 1) bg_buffer_putc(&changed, odd[r / 3 % (sizeof odd - 1)]);
  }
  check_text(bg_buffer_str(&changed), true);
  /* one carriage return, or byte that is no UTF-8, changes how a whole block is read */
  bg_buffer_clear(&changed);
  for (size_t i = 0; i < text.len; i++)
    if (text.data[i] != '\r' && text.data[i] != '\xff') bg_buffer_putc(&changed, text.data[i]);
  for (size_t i = 0; i < changed.len; i += 211) changed.data[i] = odd[i % 16] == '\r' ? 'x' : odd[i % 16];
  check_text(bg_buffer_str(&changed), true);
  bg_buffer_free(&text);
  bg_buffer_free(&changed);
}

static void files_keep_their_blank_nodes_apart(void **state) {
  (void)state;
  bg_buffer text = make_text(9, (size_t)BG_NT_BLOCK * 2, "\n");
  loaded one = load(bg_buffer_str(&text), 1, false, true), four = load(bg_buffer_str(&text), 4, false, true);
  assert_same(&one, &four);
  assert_true(bg_dataset_needs_rdf12(four.dataset));
  assert_int_equal(bg_dataset_find(one.dataset, &(bg_term){.kind = BG_TERM_BLANK, .value = BG_STR("b1x")}), BG_NO_TERM);
  bool renamed = false;
  for (bg_term_id id = 1; id <= bg_dataset_term_count(one.dataset) && !renamed; id++) {
    bg_term term = bg_dataset_term(one.dataset, id);
    renamed = term.kind == BG_TERM_BLANK && bg_str_starts(term.value, BG_STR("b1x"));
  }
  assert_true(renamed);
  unload(&one);
  unload(&four);
  bg_buffer_free(&text);
}

static void a_cleared_dataset_is_as_new(void **state) {
  (void)state;
  bg_dataset *d = bg_dataset_new();
  for (int round = 0; round < 3; round++) {
    bg_term_id a = bg_dataset_intern_iri(d, "http://x/a");
    assert_int_equal(a, 1);
    bg_term tagged = bg_term_literal(BG_STR("x"));
    tagged.language = BG_STR("en");
    assert_int_equal(bg_dataset_intern(d, &tagged), 2);
    bg_dataset_add(d, (bg_quad){a, a, 2, BG_DEFAULT_GRAPH});
    bg_dataset_index(d);
    assert_int_equal(bg_dataset_size(d), 1);
    bg_match m = bg_dataset_match(d, (bg_quad){BG_ANY, BG_ANY, 2, BG_ANY});
    assert_true(bg_match_next(&m, &(bg_quad){0}));
    bg_dataset_clear(d);
    assert_int_equal(bg_dataset_term_count(d), 0);
    assert_int_equal(bg_dataset_find_iri(d, "http://x/a"), BG_NO_TERM);
  }
  bg_dataset_free(d);
}

/* Terms that share long beginnings, end inside each other, hold NUL bytes, and differ in type only. */
static void ranks_are_the_order_of_terms(void **state) {
  (void)state;
  bg_dataset *d = bg_dataset_new();
  unsigned random = 3;
  for (size_t i = 0; i < 3000; i++) {
    char text[64] = {0};
    size_t len = next_random(&random) % 40;
    for (size_t k = 0; k < len; k++) text[k] = "ab\0"[next_random(&random) % (k < 25 ? 40 : 3) % 3];
    bg_term term = {.kind = BG_TERM_LITERAL, .value = {text, len}};
    if (i % 3 == 1) term.language = i % 2 ? BG_STR("en") : BG_STR("de");
    if (i % 3 == 2) term.datatype = i % 2 ? BG_STR("http://x/a") : BG_STR("http://x/b");
    if (i % 7 == 0) term = bg_term_iri((bg_str){text, len});
    if (i % 11 == 0) term = (bg_term){.kind = BG_TERM_BLANK, .value = {text, len}};
    bg_dataset_intern(d, &term);
  }
  uint32_t *ranks = bg_dataset_ranks(d);
  size_t count = bg_dataset_term_count(d);
  bg_term_id *by_rank = bg_calloc(count + 1, sizeof *by_rank);
  for (bg_term_id id = 1; id <= count; id++) by_rank[ranks[id]] = id;
  for (size_t rank = 2; rank <= count; rank++) {
    bg_term a = bg_dataset_term(d, by_rank[rank - 1]), b = bg_dataset_term(d, by_rank[rank]);
    assert_true(bg_term_compare(&a, &b) < 0);
  }
  bg_free(by_rank);
  bg_free(ranks);
  bg_dataset_free(d);
}

/* Orders are made by who asks first: readers of one dataset in several threads get the same answers. */
typedef struct {
  const bg_dataset *dataset;
  size_t found;
} asking;

static void *ask(void *context) {
  asking *a = context;
  size_t terms = bg_dataset_term_count(a->dataset);
  for (bg_term_id id = 0; id <= terms; id++) {
    for (int part = 0; part < 4; part++) {
      bg_quad q, pattern = {part == 0 ? id : BG_ANY, part == 1 ? id : BG_ANY, part == 2 ? id : BG_ANY,
                            part == 3 ? id : BG_ANY};
      for (bg_match m = bg_dataset_match(a->dataset, pattern); bg_match_next(&m, &q);) a->found++;
    }
  }
  return NULL;
}

static void orders_are_made_once_for_all_threads(void **state) {
  (void)state;
  bg_buffer text = make_text(11, 200000, "\n");
  loaded l = read_in_order(bg_buffer_str(&text), false);
  bg_dataset_index(l.dataset);
  asking askers[4];
  pthread_t threads[4];
  for (size_t i = 0; i < 4; i++) {
    askers[i] = (asking){l.dataset, 0};
    assert_int_equal(pthread_create(&threads[i], NULL, ask, &askers[i]), 0);
  }
  for (size_t i = 0; i < 4; i++) pthread_join(threads[i], NULL);
  for (size_t i = 0; i < 4; i++) assert_int_equal(askers[i].found, 4 * bg_dataset_size(l.dataset));
  unload(&l);
  bg_buffer_free(&text);
}

/* Every byte at every place of a window: what is found sixteen at a time is what is found one at a time. */
static void scanning_finds_the_first_that_is_forbidden(void **state) {
  (void)state;
  for (unsigned c = 0; c < 256; c++) {
    for (size_t place = 0; place < 40; place++) {
      char text[40];
      for (size_t i = 0; i < sizeof text; i++) text[i] = 'a';
      text[place] = (char)c;
      bool iri = scan_no_iri_char((unsigned char)c), string = c == '"' || c == '\\';
      assert_ptr_equal(scan_iri(text, text + sizeof text), iri ? text + place : text + sizeof text);
      assert_ptr_equal(scan_string(text, text + sizeof text), string ? text + place : text + sizeof text);
      string |= c == '\n';
      assert_ptr_equal(scan_line_string(text, text + sizeof text), string ? text + place : text + sizeof text);
    }
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(threads_give_the_same_ids),
      cmocka_unit_test(lines_longer_than_a_block_and_marks_are_read),
      cmocka_unit_test(mistakes_are_told_in_order),
      cmocka_unit_test(unusual_lines_are_read_as_ever),
      cmocka_unit_test(files_keep_their_blank_nodes_apart),
      cmocka_unit_test(a_cleared_dataset_is_as_new),
      cmocka_unit_test(ranks_are_the_order_of_terms),
      cmocka_unit_test(orders_are_made_once_for_all_threads),
      cmocka_unit_test(scanning_finds_the_first_that_is_forbidden),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
