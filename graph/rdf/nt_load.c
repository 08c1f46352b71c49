/* Lines into a dataset by several threads.
 *
 * Each thread takes the next block of lines, reads it into a small dataset of its own, waits for its turn, and merges
 * that into the large one. Blocks are merged in the order of the file, and the terms of a block in the order of their
 * first appearance in it: every term gets the id that it would get from one thread that reads from the beginning to the
 * end. Reading a block into a small table that stays in the cache, and adding only its different terms to the large
 * one, pays with one thread too. */
#include <pthread.h>
#include <sched.h>

#include "base/memory.h"
#include "rdf/nt_reader.h"

enum { MOST_THREADS = 64, MOST_AUTOMATIC = 8 };

typedef struct {
  bool quads;
  const bg_read_options *options;
  bg_dataset *dataset;
  bg_read_counts *counts;
  bg_diagnostics *diagnostics;

  pthread_mutex_t reading; /* guards what follows */
  bg_nt_blocks blocks;
  size_t next; /* number of the next block */
  bool stopped;

  pthread_mutex_t merging; /* guards what follows, and all that the blocks are merged into */
  pthread_cond_t merged;
  size_t turn; /* number of the block that is merged next */
  size_t lines;
  bg_status status;
} loader;

/* A block, and what one thread made of it. */
typedef struct {
  size_t number;
  bg_buffer buffer;
  bg_str text;
  bg_dataset *dataset;
  bg_read_counts counts;
  bg_diagnostics *diagnostics;
  size_t lines;
  bg_status status;
} block;

static bool take_block(loader *l, block *b) {
  pthread_mutex_lock(&l->reading);
  bool more = !l->stopped && !l->blocks.ended;
  if (more) {
    b->number = l->next++;
    b->status = bg_nt_next_block(&l->blocks, &b->buffer, &b->text, b->diagnostics);
    l->stopped = b->status != BG_OK;
  }
  pthread_mutex_unlock(&l->reading);
  return more;
}

static void read_block(const loader *l, block *b) {
  bg_dataset_clear(b->dataset);
  b->counts = (bg_read_counts){0};
  b->lines = 0;
  if (b->status == BG_OK)
    b->status = bg_nt_load_block(b->text, bg_stream_name(l->blocks.stream), l->quads, l->options->lenient, b->dataset,
                                 &b->counts, b->diagnostics, &b->lines);
}

/* What stands before a mistake counts, as if it had been read line by line; what stands behind it does not. */
static void add_block(loader *l, const block *b) {
  if (l->status != BG_OK) return;
  bg_dataset_merge(l->dataset, b->dataset);
  bg_diagnostics_append(l->diagnostics, b->diagnostics, l->lines);
  l->counts->statements += b->counts.statements;
  l->counts->skipped += b->counts.skipped;
  l->lines += b->lines;
  l->status = b->status;
  if (l->options->progress) l->options->progress(l->options->progress_context, l->counts->statements);
}

static void merge_block(loader *l, const block *b) {
  pthread_mutex_lock(&l->merging);
  while (l->turn != b->number) pthread_cond_wait(&l->merged, &l->merging);
  add_block(l, b);
  bool failed = l->status != BG_OK;
  l->turn++;
  pthread_cond_broadcast(&l->merged);
  pthread_mutex_unlock(&l->merging);
  if (!failed) return;
  pthread_mutex_lock(&l->reading);
  l->stopped = true;
  pthread_mutex_unlock(&l->reading);
}

static void *work(void *context) {
  loader *l = context;
  block b = {.dataset = bg_dataset_new(), .diagnostics = bg_diagnostics_new()};
  while (take_block(l, &b)) {
    read_block(l, &b);
    merge_block(l, &b);
    if (bg_diagnostics_count(b.diagnostics)) {
      bg_diagnostics_free(b.diagnostics);
      b.diagnostics = bg_diagnostics_new();
    }
  }
  bg_dataset_free(b.dataset);
  bg_diagnostics_free(b.diagnostics);
  bg_buffer_free(&b.buffer);
  return NULL;
}

static size_t processors(void) {
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof set, &set) != 0) return 1;
  size_t count = (size_t)CPU_COUNT(&set);
  return count > MOST_AUTOMATIC ? MOST_AUTOMATIC : count;
}

bg_status bg_nt_load(bg_stream *stream, bool quads, const bg_read_options *options, bg_dataset *dataset,
                     bg_read_counts *counts, bg_diagnostics *diagnostics) {
  loader l = {.quads = quads,
              .options = options,
              .dataset = dataset,
              .counts = counts,
              .diagnostics = diagnostics,
              .blocks = {.stream = stream}};
  pthread_t threads[MOST_THREADS];
  size_t wanted = options->threads ? options->threads : processors(), started = 0;
  if (wanted > MOST_THREADS) wanted = MOST_THREADS;
  pthread_mutex_init(&l.reading, NULL);
  pthread_mutex_init(&l.merging, NULL);
  pthread_cond_init(&l.merged, NULL);
  while (started + 1 < wanted && pthread_create(&threads[started], NULL, work, &l) == 0) started++;
  work(&l);
  for (size_t i = 0; i < started; i++) pthread_join(threads[i], NULL);
  pthread_cond_destroy(&l.merged);
  pthread_mutex_destroy(&l.merging);
  pthread_mutex_destroy(&l.reading);
  bg_buffer_free(&l.blocks.rest);
  return l.status;
}
