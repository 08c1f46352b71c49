/* train network DIRECTORY ROUNDS VECTORS.json DEV.conllu TRAIN.conllu...: the sections "tags", "words" and "network".
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "train/net_export.h"
#include "train/train.h"

enum { BATCH = 700 /* words */, LONGEST = 150 /* words of a sentence to learn from */ };
#define RATE 0.0025

static void note(const char *what, int round, const bg_net_score *s, size_t batches) {
  double scale = 100.0 / (double)(s->words ? s->words : 1);
  printf("round %d, %s: loss %.3f, tags %.2f, heads %.2f, heads and relations %.2f\n", round, what,
         s->loss / (double)(batches ? batches : 1), scale * (double)s->tags, scale * (double)s->heads,
         scale * (double)s->labels);
  fflush(stdout);
}

static void measure(bg_net *net, const bg_net_data *data, int round) {
  bg_net_score score = {0};
  bg_net_batches batches = bg_net_batches_of(data, BATCH, SIZE_MAX, NULL);
  for (size_t i = 0; i < batches.count; i++) {
    bg_net_batch batch = bg_net_batch_of(data, &batches, i);
    bg_net_run(net, &batch, false, &score);
    bg_net_batch_free(&batch);
  }
  note("held out", round, &score, batches.count);
  bg_net_batches_free(&batches);
}

static void learn(bg_net *net, const bg_net_data *data, const bg_net_data *held_out, int rounds) {
  uint64_t time = 0, random = 7;
  for (int round = 0; round < rounds; round++) {
    bg_net_score score = {0};
    bg_net_batches batches = bg_net_batches_of(data, BATCH, LONGEST, &random);
    for (size_t i = 0; i < batches.count; i++) {
      bg_net_batch batch = bg_net_batch_of(data, &batches, i);
      double done = ((double)round + (double)i / (double)batches.count) / (double)rounds;
      bg_net_run(net, &batch, true, &score);
      time++;
      bg_net_step(net, RATE * (1 - done) * fmin(1, (double)time / 100), time);
      bg_net_batch_free(&batch);
    }
    note("learned", round + 1, &score, batches.count);
    bg_net_batches_free(&batches);
    measure(net, held_out, round + 1);
  }
}

/* Learn from the corpus, write the sections. */
static bg_status train(const char *directory, int rounds, const bg_vectors *vectors, const bg_corpus *dev,
                       const bg_corpus *corpus, bg_diagnostics *diagnostics) {
  bg_lexicon lexicon = bg_lexicon_of(corpus, vectors);
  bg_net_data data = bg_net_data_of(&lexicon, corpus), held_out = bg_net_data_of(&lexicon, dev);
  bg_net *net = bg_net_new(lexicon.count, lexicon.tag_count, lexicon.vectors, 1);
  learn(net, &data, &held_out, rounds);
  bg_status status = bg_net_save(net, &lexicon, directory, diagnostics);
  bg_net_free(net);
  bg_net_data_free(&data);
  bg_net_data_free(&held_out);
  bg_lexicon_free(&lexicon);
  return status;
}

bg_status bg_train_network(size_t count, char **arguments, bg_diagnostics *diagnostics) {
  int rounds = count > 1 ? atoi(arguments[1]) : 0;
  if (count < 5 || rounds < 1)
    return bg_train_usage("network DIRECTORY ROUNDS VECTORS.json DEV.conllu TRAIN.conllu...", diagnostics);
  bg_vectors vectors;
  bg_corpus corpus, dev;
  bg_status status = bg_vectors_read(arguments[2], BG_NET_VECTORS, diagnostics, &vectors);
  bg_status read = bg_corpus_read(arguments + 3, 1, diagnostics, &dev);
  if (status == BG_OK) status = read;
  read = bg_corpus_read(arguments + 4, count - 4, diagnostics, &corpus);
  if (status == BG_OK) status = read;
  if (status == BG_OK) status = train(arguments[0], rounds, &vectors, &dev, &corpus, diagnostics);
  bg_corpus_free(&corpus);
  bg_corpus_free(&dev);
  bg_vectors_free(&vectors);
  return status;
}
