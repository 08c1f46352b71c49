/* train network DIRECTORY VECTORS.json DEV.conllu TRAIN.conllu...: the sections "tags", "words" and "network". */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/memory.h"
#include "language/tagset.h"
#include "train/corpus.h"
#include "train/net_data.h"
#include "train/train.h"

enum { BATCH = 700 /* words */, LONGEST = 150 /* words of a sentence to learn from */ };
#define RATE 0.0025

static void note(const char *what, int round, const bg_net_score *s) {
  double scale = 100.0 / (double)(s->words ? s->words : 1);
  printf("round %d, %s: loss %.3f, tags %.2f, heads %.2f, heads and relations %.2f\n", round, what,
         s->loss / (double)(s->words ? s->words : 1), scale * (double)s->tags, scale * (double)s->heads,
         scale * (double)s->labels);
  fflush(stdout);
}

static void measure(bg_net *net, const bg_net_data *data, int round) {
  bg_net_score score = {0};
  bg_net_batches batches = bg_net_batches_of(data, BATCH, LONGEST * 4, NULL);
  for (size_t i = 0; i < batches.count; i++) {
    bg_net_batch batch = bg_net_batch_of(data, &batches, i);
    bg_net_run(net, &batch, false, &score);
    bg_net_batch_free(&batch);
  }
  note("held out", round, &score);
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
    note("learned", round + 1, &score);
    bg_net_batches_free(&batches);
    if (held_out) measure(net, held_out, round + 1);
  }
}

bg_status bg_train_network(size_t count, char **arguments, bg_diagnostics *diagnostics) {
  if (count < 5) return bg_train_usage("network DIRECTORY ROUNDS VECTORS.json DEV.conllu TRAIN.conllu...", diagnostics);
  bg_corpus corpus, dev;
  bg_vectors vectors;
  bg_status status = bg_corpus_read(arguments + 4, count - 4, diagnostics, &corpus);
  bg_status status2 = bg_corpus_read(arguments + 3, 1, diagnostics, &dev);
  bg_status status3 = bg_vectors_read(arguments[2], BG_NET_VECTORS, diagnostics, &vectors);
  if (status == BG_OK && status2 == BG_OK && status3 == BG_OK) {
    bg_lexicon lexicon = bg_lexicon_of(&corpus, &vectors);
    bg_net_data data = bg_net_data_of(&lexicon, &corpus), held_out = bg_net_data_of(&lexicon, &dev);
    bg_net *net = bg_net_new(lexicon.count, lexicon.tag_count, lexicon.vectors, 1);
    learn(net, &data, &held_out, atoi(arguments[1]));
    FILE *f = fopen("build/net.raw", "wb");
    for (size_t i = 0; i < net->count; i++) fwrite(net->all[i]->value, 4, net->all[i]->rows * net->all[i]->columns, f);
    fclose(f);
    bg_net_free(net);
    bg_net_data_free(&data);
    bg_net_data_free(&held_out);
    bg_lexicon_free(&lexicon);
  }
  bg_corpus_free(&corpus);
  bg_corpus_free(&dev);
  bg_vectors_free(&vectors);
  return status;
}
