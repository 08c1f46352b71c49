#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/memory.h"
#include "language/conllu.h"
#include "unit.h"

#define ROW(id, form, upos, head, deprel, misc) id "\t" form "\t_\t" upos "\t_\t_\t" head "\t" deprel "\t_\t" misc "\n"

static const char two_sentences[] =
    "# newdoc id = x\n# newpar\n# text = They don't  go.\r\n"
    "1\tThey\tthey\tPRON\tPRP\tCase=Nom\t4\tnsubj\t4:nsubj\t_\n"
    "2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_\n" ROW("2", "do", "AUX", "4", "aux", "_")
        ROW("3", "n't", "PART", "4", "advmod", "_") ROW("3.1", "x", "X", "_", "_", "_")
            ROW("4", "go", "VERB", "0", "root", "SpaceAfter=No|X=1")
                ROW("5", ".", "PUNCT", "4", "punct", "_") "\n# newpar id = p2\n" ROW("1", "Fin", "X", "0", "root:odd",
                                                                                     "SpaceAfter=No");

typedef struct {
  bg_diagnostics *diagnostics;
  bg_buffer text;
  bg_analysis *analysis;
} fixture;

static fixture set_up(void) {
  return (fixture){.diagnostics = bg_diagnostics_new(), .analysis = bg_analysis_new()};
}

static void tear_down(fixture *f) {
  bg_diagnostics_free(f->diagnostics);
  bg_buffer_free(&f->text);
  bg_analysis_free(f->analysis);
}

static bg_status read_into(fixture *f, bg_str conllu) {
  return bg_conllu_read(conllu, "x.conllu", f->diagnostics, &f->text, f->analysis);
}

static void reading_makes_a_text_and_spans(void **state) {
  (void)state;
  fixture f = set_up();
  assert_int_equal(read_into(&f, bg_str_from(two_sentences)), BG_OK);
  assert_str(bg_buffer_str(&f.text), "They don't  go.\n\nFin");
  assert_int_equal(f.analysis->sentence_count, 2);
  assert_int_equal(f.analysis->word_count, 6);
  static const size_t starts[] = {0, 5, 7, 12, 14, 17};
  for (size_t i = 0; i < 6; i++) {
    const bg_word *w = &f.analysis->words[i];
    assert_int_equal(w->start, starts[i]);
    assert_true(bg_str_equal(bg_str_slice(bg_buffer_str(&f.text), w->start, w->end), w->form));
    assert_int_equal(w->joined, i == 2);
    assert_int_equal(w->space_after, i == 0 || i == 2 || i == 4);
  }
  assert_int_equal(f.analysis->words[1].head, 3);
  assert_int_equal(f.analysis->words[3].head, BG_NO_WORD);
  assert_int_equal(f.analysis->words[5].deprel, BG_REL_ROOT);
  assert_str(f.analysis->words[0].feats, "Case=Nom");
  assert_int_equal(f.analysis->sentences[1].block, 1);
  assert_int_equal(f.analysis->sentences[1].start, 17);
  tear_down(&f);
}

static void a_comment_that_disagrees_is_not_believed(void **state) {
  (void)state;
  fixture f = set_up();
  assert_int_equal(read_into(&f, BG_STR("# text = Come now\n" ROW("1-2", "du", "_", "_", "_", "SpaceAfter=No") ROW(
                                     "1", "de", "ADP", "0", "root", "_") ROW("2", "le", "DET", "1", "det", "_")
                                            ROW("3", "!", "PUNCT", "1", "punct", "_"))),
                   BG_OK);
  assert_str(bg_buffer_str(&f.text), "du!");
  assert_int_equal(f.analysis->words[1].start, 2); /* words that are not in the text: spans stay inside the token */
  assert_int_equal(f.analysis->words[1].end, 2);
  assert_int_equal(f.analysis->words[2].start, 2);
  tear_down(&f);
}

static void errors_have_lines_and_columns(void **state) {
  (void)state;
  static const struct {
    const char *input;
    size_t line, column;
    const char *message;
  } cases[] = {
      {"1\tx\n", 1, 1, "ten columns"},
      {ROW("1", "x", "X", "0", "root", "_") ROW("3", "x", "X", "1", "dep", "_"), 2, 1, "count up"},
      {ROW("1", "\xc3\xa9", "X", "2", "dep", "_"), 1, 13, "there are 1 words"},
      {"\n" ROW("1", "x", "X", "1", "dep", "_"), 2, 1, "0 roots"},
      {ROW("1", "x", "X", "0", "root", "_") ROW("2", "x", "X", "3", "dep", "_") ROW("3", "x", "X", "2", "dep", "_"), 1,
       1, "circle"},
      {ROW("1", "x", "X", "0", "root", "_") ROW("2", "x", "X", "0", "root", "_"), 1, 1, "2 roots"},
      {ROW("1", "x", "Y", "0", "root", "_"), 1, 7, "part of speech 'Y'"},
      {ROW("1", "x", "X", "0", "odd", "_"), 1, 15, "relation 'odd'"},
      {ROW("1", "x", "X", "-1", "dep", "_"), 1, 13, "head"},
      {ROW("1", "", "X", "0", "root", "_"), 1, 3, "empty"},
      {ROW("1-2", "xx", "_", "_", "_", "_") ROW("1", "x", "X", "0", "root", "_") "\n", 3, 5, "multiword"},
      {ROW("2-3", "xx", "_", "_", "_", "_"), 1, 1, "multiword"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    fixture f = set_up();
    assert_int_not_equal(read_into(&f, bg_str_from(cases[i].input)), BG_OK);
    const bg_diagnostic *d = bg_diagnostics_get(f.diagnostics, 0);
    if (!strstr(d->message, cases[i].message)) fail_msg("%s", d->message);
    assert_int_equal(d->location.line, cases[i].line);
    if (strcmp(cases[i].message, "multiword") != 0) assert_int_equal(d->location.column, cases[i].column);
    assert_int_equal(f.analysis->word_count, 0);
    tear_down(&f);
  }
}

/* What bg_conllu_write makes of an analysis; free the result. */
static char *written(const fixture *f) {
  char path[] = "/tmp/briefgraph-conllu-XXXXXX";
  int file = mkstemp(path);
  assert_true(file >= 0);
  close(file);
  bg_output *output;
  assert_int_equal(bg_output_open(path, f->diagnostics, &output), BG_OK);
  bg_conllu_write(f->analysis, bg_buffer_str(&f->text), NULL, output);
  assert_int_equal(bg_output_commit(output, f->diagnostics), BG_OK);
  bg_input *input;
  assert_int_equal(bg_input_open(path, f->diagnostics, &input), BG_OK);
  char *copy = bg_str_dup(bg_input_bytes(input));
  bg_input_close(input);
  unlink(path);
  return copy;
}

static void writing_names_code_points(void **state) {
  (void)state;
  fixture f = set_up();
  assert_int_equal(read_into(&f, BG_STR(ROW("1", "\xc3\xa9\xc3\xa9", "X", "0", "root", "SpaceAfter=No")
                                            ROW("2", "b", "X", "1", "dep", "_"))),
                   BG_OK);
  char *out = written(&f);
  assert_string_equal(out,
                      "# newpar\n# sent_id = 1\n# text = \xc3\xa9\xc3\xa9"
                      "b\n" ROW("1", "\xc3\xa9\xc3\xa9", "X", "0", "root", "SpaceAfter=No|Start=0|End=2")
                          ROW("2", "b", "X", "1", "dep", "Start=2|End=3") "\n");
  bg_free(out);
  tear_down(&f);
}

static void assert_same(const fixture *a, const fixture *b) {
  assert_int_equal(a->analysis->sentence_count, b->analysis->sentence_count);
  assert_int_equal(a->analysis->word_count, b->analysis->word_count);
  for (size_t i = 0; i < a->analysis->word_count; i++) {
    const bg_word *x = &a->analysis->words[i], *y = &b->analysis->words[i];
    if (!bg_str_equal(x->form, y->form) || !bg_str_equal(x->lemma, y->lemma) || !bg_str_equal(x->xpos, y->xpos) ||
        !bg_str_equal(x->feats, y->feats) || x->head != y->head || x->upos != y->upos || x->deprel != y->deprel ||
        x->joined != y->joined)
      fail_msg("word %zu '%.*s' differs", i, BG_FMT(x->form));
  }
}

static void treebanks_survive_the_round_trip(void **state) {
  (void)state;
  static const char *const files[] = {"ewt-dev", "ewt-test", "ewt-train", "gum-dev", "gum-test", "gum-train"};
  const char *shared = getenv("BRIEFGRAPH_SHARED");
  for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
    char path[4096];
    snprintf(path, sizeof path, "%s/corpora/treebank/%s.conllu", shared ? shared : "../shared", files[i]);
    if (!bg_is_file(path)) {
      print_message("%s is missing: skipped\n", path);
      skip();
    }
    fixture first = set_up(), second = set_up();
    bg_input *input;
    bg_str bytes;
    assert_int_equal(bg_input_open_text(path, first.diagnostics, &input, &bytes), BG_OK);
    assert_int_equal(read_into(&first, bytes), BG_OK);
    char *out = written(&first);
    assert_int_equal(read_into(&second, bg_str_from(out)), BG_OK);
    assert_same(&first, &second);
    bg_free(out);
    bg_input_close(input);
    tear_down(&first);
    tear_down(&second);
  }
}

static void a_foreign_analysis_finds_its_words_in_the_brief(void **state) {
  (void)state;
  fixture f = set_up();
  bg_brief *brief;
  assert_int_equal(bg_brief_parse(BG_STR("# Talks\n\nA banker can't  go a mile.\n"), "b.md", f.diagnostics, &brief),
                   BG_OK);
  bg_str conllu = BG_STR(ROW("1", "Talks", "NOUN", "0", "root", "_") "\n" ROW("1", "can't", "AUX", "2", "aux", "_")
                             ROW("2", "go", "VERB", "0", "root", "_") ROW("3", "a", "DET", "2", "dep", "_"));
  assert_int_equal(bg_conllu_align(conllu, "x", brief, f.diagnostics, f.analysis), BG_OK);
  assert_int_equal(f.analysis->sentences[1].block, 1);
  assert_str(bg_str_slice(bg_brief_text(brief), f.analysis->words[3].start, bg_brief_text(brief).len), "a mile.");
  conllu = BG_STR(ROW("1", "mile", "NOUN", "0", "root", "_") ROW("2", "banker", "NOUN", "1", "dep", "_"));
  assert_int_equal(bg_conllu_align(conllu, "x", brief, f.diagnostics, f.analysis), BG_ERROR_INVALID);
  const bg_diagnostic *d = bg_diagnostics_get(f.diagnostics, 0);
  assert_non_null(strstr(d->message, "'banker' is not in the rest"));
  assert_int_equal(d->location.line, 2);
  bg_brief_free(brief);
  tear_down(&f);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(reading_makes_a_text_and_spans),
      cmocka_unit_test(a_comment_that_disagrees_is_not_believed),
      cmocka_unit_test(errors_have_lines_and_columns),
      cmocka_unit_test(writing_names_code_points),
      cmocka_unit_test(treebanks_survive_the_round_trip),
      cmocka_unit_test(a_foreign_analysis_finds_its_words_in_the_brief),
  };
  return cmocka_run_group_tests_name("CoNLL-U", tests, NULL, NULL);
}
