#include <math.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "language/conllu.h"
#include "language/kernel.h"
#include "language/language.h"
#include "language/model_file.h"
#include "language/network.h"
#include "language/tree.h"
#include "train/net_export.h"
#include "unit.h"

static int small_number(uint64_t *random) {
  return (int)(bg_random(random) >> 60) - 8;
}

/* ---- integers ---- */

static void kernels_agree(void **state) {
  (void)state;
  enum { ROWS = 7, INPUTS = 20, OUTPUTS = 112 };
  int16_t weights[OUTPUTS * INPUTS], in[ROWS * INPUTS];
  int32_t fast[ROWS * OUTPUTS] = {0}, portable[ROWS * OUTPUTS] = {0};
  uint64_t random = 3;
  for (size_t i = 0; i < OUTPUTS * INPUTS; i++) weights[i] = (int16_t)(bg_random(&random) >> 48);
  for (size_t i = 0; i < ROWS * INPUTS; i++) in[i] = (int16_t)(bg_random(&random) >> 51);
  bg_kernel_matrix matrix = {OUTPUTS, INPUTS, weights};
  bg_kernel_add(matrix, in, INPUTS, ROWS, fast);
  bg_kernel_add_portable(matrix, in, INPUTS, ROWS, portable);
  for (size_t r = 0; r < ROWS; r++)
    for (size_t o = 0; o < OUTPUTS; o++) {
      uint32_t sum = 0;
      for (size_t i = 0; i < INPUTS; i++)
        sum += (uint32_t)(weights[bg_kernel_place(INPUTS, o, i)] * in[r * INPUTS + i]);
      assert_int_equal((uint32_t)fast[r * OUTPUTS + o], sum);
      assert_int_equal((uint32_t)portable[r * OUTPUTS + o], sum);
    }
  assert_int_equal(bg_kernel_dot(in, in + 16, 16), bg_kernel_dot(in + 16, in, 16));
}

/* ---- trees ---- */

enum { WORDS = 4 };

static bool reaches_root(const uint32_t *heads, uint32_t word) {
  for (size_t steps = 0; steps <= WORDS; steps++) {
    if (word == WORDS) return true;
    word = heads[word];
  }
  return false;
}

static bool is_tree(const uint32_t *heads) {
  size_t roots = 0;
  for (uint32_t i = 0; i < WORDS; i++) {
    roots += heads[i] == WORDS;
    if (!reaches_root(heads, i)) return false;
  }
  return roots == 1;
}

/* Whether arcs cross; the arc to the root covers everything, so that no arc may span it. */
static bool is_projective(const uint32_t *heads) {
  for (uint32_t i = 0; i < WORDS; i++)
    for (uint32_t k = 0; k < WORDS; k++) {
      if (heads[i] == WORDS) {
        uint32_t low = k < heads[k] ? k : heads[k], high = k < heads[k] ? heads[k] : k;
        if (heads[k] != WORDS && low < i && i < high) return false;
        continue;
      }
      if (heads[k] == WORDS) continue;
      uint32_t a = i < heads[i] ? i : heads[i], b = i < heads[i] ? heads[i] : i;
      uint32_t c = k < heads[k] ? k : heads[k], d = k < heads[k] ? heads[k] : k;
      if (a < c && c < b && b < d) return false;
    }
  return true;
}

static long score_of(const int32_t *scores, const uint32_t *heads) {
  long sum = 0;
  for (size_t i = 0; i < WORDS; i++) sum += scores[i * (WORDS + 1) + heads[i]];
  return sum;
}

/* Never worse than any projective tree. */
static void trees_are_best(void **state) {
  (void)state;
  uint64_t random = 5;
  for (int round = 0; round < 200; round++) {
    int32_t scores[WORDS * (WORDS + 1)];
    uint32_t heads[WORDS], other[WORDS];
    for (size_t i = 0; i < WORDS * (WORDS + 1); i++) scores[i] = small_number(&random);
    bg_best_tree(scores, WORDS, heads);
    assert_true(is_tree(heads));
    for (int code = 0; code < 625; code++) {
      int rest = code;
      bool itself = false;
      for (uint32_t i = 0; i < WORDS; i++, rest /= 5) {
        other[i] = (uint32_t)(rest % 5);
        itself |= other[i] == i;
      }
      if (!itself && is_tree(other) && is_projective(other))
        assert_true(score_of(scores, heads) >= score_of(scores, other));
    }
  }
}

/* ---- a network, small in what it has read ---- */

static const char treebank[] =
    "# text = Dogs chase cats.\n"
    "1\tDogs\tdog\tNOUN\tNNS\t_\t2\tnsubj\t_\t_\n2\tchase\tchase\tVERB\tVBP\t_\t0\troot\t_\t_\n"
    "3\tcats\tcat\tNOUN\tNNS\t_\t2\tobj\t_\tSpaceAfter=No\n4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n\n"
    "# text = The old cat sleeps.\n"
    "1\tThe\tthe\tDET\tDT\t_\t3\tdet\t_\t_\n2\told\told\tADJ\tJJ\t_\t3\tamod\t_\t_\n"
    "3\tcat\tcat\tNOUN\tNN\t_\t4\tnsubj\t_\t_\n4\tsleeps\tsleep\tVERB\tVBZ\t_\t0\troot\t_\tSpaceAfter=No\n"
    "5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_\n\n"
    "# text = Sleep!\n"
    "1\tSleep\tsleep\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No\n2\t!\t!\tPUNCT\t.\t_\t1\tpunct\t_\t_\n\n";

static void read_treebank(bg_corpus *corpus) {
  bg_diagnostics *diagnostics = bg_diagnostics_new();
  *corpus = (bg_corpus){.analysis = bg_analysis_new()};
  assert_int_equal(bg_conllu_read(BG_STR(treebank), "test", diagnostics, &corpus->text, corpus->analysis), BG_OK);
  bg_diagnostics_free(diagnostics);
}

/* The loss of the treebank with the same dropout each time. */
static double loss_of(bg_net *net, const bg_net_data *data) {
  bg_net_batches batches = bg_net_batches_of(data, 100, 100, NULL);
  bg_net_batch batch = bg_net_batch_of(data, &batches, 0);
  bg_net_score score = {0};
  net->random = 17;
  bg_net_run(net, &batch, true, &score);
  bg_net_batch_free(&batch);
  bg_net_batches_free(&batches);
  return score.loss;
}

/* Along its gradient each parameter changes the loss as fast as the gradient is long. */
static void gradients_are_right(void **state) {
  (void)state;
  bg_corpus corpus;
  read_treebank(&corpus);
  bg_vectors none = {.index = bg_map_new()};
  bg_lexicon lexicon = bg_lexicon_of(&corpus, &none);
  for (size_t i = 0; i < lexicon.count * BG_VECTOR; i++) lexicon.vectors[i] = (float)(i % 7) / 10 - 0.3F;
  bg_net_data data = bg_net_data_of(&lexicon, &corpus);
  bg_net *net = bg_net_new(lexicon.count, lexicon.tag_count, lexicon.vectors, 1);
  for (size_t i = 0; i < BG_NET_AFFIX_ROWS * BG_NET_WORD; i++) net->affix->value[i] = (float)(i % 11) / 20 - 0.25F;
  for (size_t i = 0; i < net->count; i++) {
    bg_net_step(net, 0, 1); /* gradients are zero again */
    loss_of(net, &data);
    bg_parameter *p = net->all[i];
    size_t count = p->rows * p->columns;
    float *start = bg_calloc(count, sizeof *start), *slope = bg_calloc(count, sizeof *slope);
    double norm = 0;
    for (size_t k = 0; k < count; k++) {
      start[k] = p->value[k];
      slope[k] = p->gradient[k];
      norm += (double)slope[k] * (double)slope[k];
    }
    norm = sqrt(norm);
    if (norm <= 1e-6) fail_msg("parameter %zu has no gradient", i);
    double losses[2];
    for (int side = 0; side < 2; side++) {
      double length = (side ? 0.01 : -0.01) / norm;
      for (size_t k = 0; k < count; k++) p->value[k] = start[k] + (float)(length * (double)slope[k]);
      losses[side] = loss_of(net, &data);
    }
    for (size_t k = 0; k < count; k++) p->value[k] = start[k];
    double ratio = (losses[1] - losses[0]) / 0.02 / norm;
    if (ratio < 0.98 || ratio > 1.02) fail_msg("parameter %zu: slope %g, gradient %g", i, ratio * norm, norm);
    bg_free(start);
    bg_free(slope);
  }
  bg_net_free(net);
  bg_net_data_free(&data);
  bg_lexicon_free(&lexicon);
  bg_map_free(none.index);
  bg_corpus_free(&corpus);
}

typedef struct {
  bg_corpus corpus;
  bg_buffer sections[BG_NET_SECTIONS];
} trained;

static int train(void **state) {
  trained *t = BG_NEW(trained);
  read_treebank(&t->corpus);
  bg_vectors none = {.index = bg_map_new()};
  bg_lexicon lexicon = bg_lexicon_of(&t->corpus, &none);
  bg_net_data data = bg_net_data_of(&lexicon, &t->corpus);
  bg_net *net = bg_net_new(lexicon.count, lexicon.tag_count, lexicon.vectors, 1);
  uint64_t random = 1;
  double first = 0, last = 0;
  for (uint64_t time = 1; time <= 60; time++) {
    bg_net_batches batches = bg_net_batches_of(&data, 100, 100, &random);
    bg_net_batch batch = bg_net_batch_of(&data, &batches, 0);
    bg_net_score score = {0};
    bg_net_run(net, &batch, true, &score);
    bg_net_step(net, 0.005, time);
    if (time == 1) first = score.loss;
    last = score.loss;
    bg_net_batch_free(&batch);
    bg_net_batches_free(&batches);
  }
  assert_true(last < first / 4);
  bg_net_export(net, &lexicon, t->sections);
  bg_net_free(net);
  bg_net_data_free(&data);
  bg_lexicon_free(&lexicon);
  bg_map_free(none.index);
  *state = t;
  return 0;
}

static int forget(void **state) {
  trained *t = *state;
  for (size_t i = 0; i < BG_NET_SECTIONS; i++) bg_buffer_free(&t->sections[i]);
  bg_corpus_free(&t->corpus);
  bg_free(t);
  return 0;
}

/* Annotate the sentences anew; false when the sections are refused. */
static bool annotate(const trained *t, bg_word *words, size_t from, size_t count) {
  bg_network net;
  bg_tagset tagset;
  bg_diagnostics *diagnostics = bg_diagnostics_new();
  bool ok = bg_tagset_open(bg_buffer_str(&t->sections[BG_NET_TAGS]), "test", diagnostics, &tagset) == BG_OK &&
            bg_network_open(bg_buffer_str(&t->sections[BG_NET_NETWORK]), bg_buffer_str(&t->sections[BG_NET_WORDS]),
                            "test", diagnostics, &net) == BG_OK &&
            net.tags == tagset.count;
  if (ok) {
    bg_net_room *room = bg_net_room_new();
    bg_network_annotate(&net, &tagset, room, words + from, count);
    bg_net_room_free(room);
  } else {
    assert_true(bg_diagnostics_errors(diagnostics) <= 1);
  }
  bg_diagnostics_free(diagnostics);
  return ok;
}

/* What was learned in floating point is said again in integers. */
static void learned_is_said(void **state) {
  const trained *t = *state;
  const bg_analysis *gold = t->corpus.analysis;
  bg_word words[16];
  assert_true(gold->word_count <= 16);
  for (size_t i = 0; i < gold->word_count; i++) words[i] = (bg_word){.form = gold->words[i].form};
  for (size_t s = 0; s < gold->sentence_count; s++)
    assert_true(annotate(t, words, gold->sentences[s].first_word, gold->sentences[s].word_count));
  for (size_t i = 0; i < gold->word_count; i++) {
    assert_int_equal(words[i].upos, gold->words[i].upos);
    assert_true(bg_str_equal(words[i].xpos, gold->words[i].xpos));
    assert_int_equal(words[i].head, gold->words[i].head);
    assert_int_equal(words[i].deprel, gold->words[i].deprel);
  }
}

/* Sentences without end are done in pieces, and are one tree. */
static void long_sentences_are_trees(void **state) {
  enum { COUNT = 3 * BG_NET_SENTENCE + 17 };
  bg_word *words = bg_calloc(COUNT, sizeof *words);
  for (size_t i = 0; i < COUNT; i++) words[i].form = i % 3 ? BG_STR("cats") : BG_STR("\xE2\x80\x99");
  assert_true(annotate(*state, words, 0, COUNT));
  size_t roots = 0;
  for (size_t i = 0; i < COUNT; i++) {
    roots += words[i].head == BG_NO_WORD;
    assert_true(words[i].head == BG_NO_WORD || words[i].head < COUNT);
  }
  assert_int_equal(roots, 1);
  bg_free(words);
}

/* Changed bytes are refused or harmless; missing ones are refused. */
static void damage_is_refused(void **state) {
  trained *t = *state;
  uint64_t random = 11;
  for (int round = 0; round < 300; round++) {
    bg_buffer *section = &t->sections[bg_random(&random) % BG_NET_SECTIONS];
    /* near the front, where the structure is, or anywhere */
    size_t span = round % 2 && section->len > 200 ? 200 : section->len;
    size_t place = (size_t)(bg_random(&random) % span);
    char before = section->data[place];
    section->data[place] = (char)bg_random(&random);
    bg_word words[3] = {{.form = BG_STR("Dogs")}, {.form = BG_STR("")}, {.form = BG_STR("cats")}};
    if (annotate(t, words, 0, 3))
      for (size_t i = 0; i < 3; i++) assert_true(words[i].deprel < BG_REL_COUNT && words[i].upos < BG_UPOS_COUNT);
    section->data[place] = before;
  }
  for (size_t i = BG_NET_WORDS; i < BG_NET_SECTIONS; i++) {
    size_t len = t->sections[i].len;
    for (t->sections[i].len = 0; t->sections[i].len < len; t->sections[i].len += len / 7 + 1)
      assert_false(annotate(t, NULL, 0, 0));
    t->sections[i].len = len;
  }
}

/* Load a model of these bytes; the message, which the caller frees, or NULL when it is taken. */
static char *refusal(bg_str bytes) {
  char path[] = "/tmp/bg-test-XXXXXX";
  int file = mkstemp(path);
  assert_true(file >= 0);
  close(file);
  bg_diagnostics *diagnostics = bg_diagnostics_new();
  bg_language *language;
  assert_int_equal(bg_write_file(path, bytes, diagnostics), BG_OK);
  bool taken = bg_language_load(path, diagnostics, &language) == BG_OK;
  assert_true(taken == (language != NULL));
  char *message = taken ? NULL : bg_strdup(bg_diagnostics_get(diagnostics, 0)->message);
  bg_language_free(language);
  bg_diagnostics_free(diagnostics);
  unlink(path);
  return message;
}

static void expect_refusal(bg_str bytes, const char *why) {
  char *message = refusal(bytes);
  assert_non_null(message);
  if (!strstr(message, why)) fail_msg("\"%s\" does not say \"%s\"", message, why);
  bg_free(message);
}

/* A file with the network but without lemmas, then the same damaged in every way that its header tells. */
static void models_are_refused(void **state) {
  const trained *t = *state;
  char path[] = "/tmp/bg-test-XXXXXX";
  int file = mkstemp(path);
  close(file);
  bg_diagnostics *diagnostics = bg_diagnostics_new();
  bg_model_section sections[BG_NET_SECTIONS];
  for (size_t i = 0; i < BG_NET_SECTIONS; i++)
    sections[i] = (bg_model_section){bg_net_section_names[i], bg_buffer_str(&t->sections[i])};
  assert_int_equal(bg_model_file_write(path, sections, BG_NET_SECTIONS, diagnostics), BG_OK);
  bg_input *input;
  assert_int_equal(bg_input_open(path, diagnostics, &input), BG_OK);
  bg_str bytes = bg_input_bytes(input);
  expect_refusal(bytes, "lemmas");
  expect_refusal(bg_str_slice(bytes, 0, bytes.len / 2), "cut short");
  expect_refusal(BG_STR("entities"), "is not a briefgraph model");
  static const struct {
    size_t place;
    const char *why;
  } changes[] = {{0, "is not a briefgraph model"}, {8, "another version"}, {12, "other byte order"}, {9999, "SHA-256"}};
  for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
    char *copy = bg_str_dup(bytes);
    copy[changes[i].place] = (char)(copy[changes[i].place] ^ 1);
    expect_refusal((bg_str){copy, bytes.len}, changes[i].why);
    bg_free(copy);
  }
  bg_input_close(input);
  bg_language *language;
  unlink(path);
  assert_int_equal(bg_language_load(path, diagnostics, &language), BG_ERROR_IO);
  assert_null(language);
  bg_diagnostics_free(diagnostics);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(kernels_agree),
                                     cmocka_unit_test(trees_are_best),
                                     cmocka_unit_test(gradients_are_right),
                                     cmocka_unit_test(learned_is_said),
                                     cmocka_unit_test(long_sentences_are_trees),
                                     cmocka_unit_test(damage_is_refused),
                                     cmocka_unit_test(models_are_refused)};
  return cmocka_run_group_tests_name("parser", tests, train, forget);
}
