/* Lines into a dataset by several threads.
 *
 * Each thread takes the next block of lines and reads it into a small dataset of its own. Blocks are merged into the
 * large one in the order of the file, and the terms of a block in the order of their first appearance in it: every term
 * gets the id that it would get from one thread that reads from the beginning to the end. Who has read the block whose
 * turn it is merges it, and those behind it that are there; the others go on reading meanwhile, as far as there are
 * blocks. Reading a block into a small table that stays in the cache, and adding only its different terms to the large
 * one, pays with one thread too. */
#include <pthread.h>
#include <sched.h>

#include "base/memory.h"
#include "rdf/nt_reader.h"

enum { MOST_THREADS = 64, MOST_AUTOMATIC = 8 };

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

typedef struct {
  bool quads;
  const bg_read_options *options;
  bg_dataset *dataset;
  bg_read_counts *counts;
  bg_diagnostics *diagnostics;
  block *blocks;
  size_t block_count;

  pthread_mutex_t reading; /* guards what follows */
  bg_nt_blocks input;
  size_t next; /* number of the next block */
  bool stopped;

  pthread_mutex_t merging; /* guards what follows */
  pthread_cond_t given_back;
  block **idle;
  size_t idle_count;
  block **read;   /* those that wait for their turn, by their number: none is further on than there are blocks */
  size_t turn;    /* number of the block that is merged next */
  bool is_merged; /* by a thread that has left the lock, to which alone belong what is merged into, and what follows */
  size_t lines;
  bg_status status;
} loader;

static bool take_block(loader *l, block *b) {
  pthread_mutex_lock(&l->reading);
  bool more = !l->stopped && !l->input.ended;
  if (more) {
    b->number = l->next++;
    b->status = bg_nt_next_block(&l->input, &b->buffer, &b->text, b->diagnostics);
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
    b->status = bg_nt_load_block(b->text, bg_stream_name(l->input.stream), l->quads, l->options->lenient, b->dataset,
                                 &b->counts, b->diagnostics, &b->lines);
}

/* What stands before a mistake counts, as if it had been read line by line; what stands behind it does not. */
static void add_block(loader *l, block *b) {
  if (l->status != BG_OK) return;
  bg_dataset_merge(l->dataset, b->dataset);
  bg_diagnostics_append(l->diagnostics, b->diagnostics, l->lines);
  l->counts->statements += b->counts.statements;
  l->counts->skipped += b->counts.skipped;
  l->lines += b->lines;
  l->status = b->status;
  if (l->options->progress) l->options->progress(l->options->progress_context, l->counts->statements);
  if (!bg_diagnostics_count(b->diagnostics)) return;
  bg_diagnostics_free(b->diagnostics);
  b->diagnostics = bg_diagnostics_new();
}

static block *idle_block(loader *l) {
  pthread_mutex_lock(&l->merging);
  while (!l->idle_count) pthread_cond_wait(&l->given_back, &l->merging);
  block *b = l->idle[--l->idle_count];
  pthread_mutex_unlock(&l->merging);
  return b;
}

static void give_back(loader *l, block *b) {
  l->idle[l->idle_count++] = b;
  pthread_cond_signal(&l->given_back);
}

/* All that are there and have their turn, unless another thread is at it: it sees this one, too. */
static void merge_blocks(loader *l, block *b) {
  pthread_mutex_lock(&l->merging);
  l->read[b->number % l->block_count] = b;
  while (!l->is_merged && (b = l->read[l->turn % l->block_count])) {
    l->is_merged = true;
    pthread_mutex_unlock(&l->merging);
    add_block(l, b);
    bool failed = l->status != BG_OK;
    if (failed) {
      pthread_mutex_lock(&l->reading);
      l->stopped = true;
      pthread_mutex_unlock(&l->reading);
    }
    pthread_mutex_lock(&l->merging);
    l->read[l->turn++ % l->block_count] = NULL;
    l->is_merged = false;
    give_back(l, b);
  }
  pthread_mutex_unlock(&l->merging);
}

static void *work(void *context) {
  loader *l = context;
  for (;;) {
    block *b = idle_block(l);
    if (!take_block(l, b)) {
      pthread_mutex_lock(&l->merging);
      give_back(l, b);
      pthread_mutex_unlock(&l->merging);
      return NULL;
    }
    read_block(l, b);
    merge_blocks(l, b);
  }
}

static void make_blocks(loader *l, size_t count) {
  l->block_count = l->idle_count = count;
  l->blocks = bg_calloc(count, sizeof *l->blocks);
  l->idle = bg_calloc(count, sizeof(block *));
  l->read = bg_calloc(count, sizeof(block *));
  for (size_t i = 0; i < count; i++) {
    l->blocks[i].dataset = bg_dataset_new();
    l->blocks[i].diagnostics = bg_diagnostics_new();
    l->idle[i] = &l->blocks[i];
  }
}

static void free_blocks(loader *l) {
  for (size_t i = 0; i < l->block_count; i++) {
    bg_dataset_free(l->blocks[i].dataset);
    bg_diagnostics_free(l->blocks[i].diagnostics);
    bg_buffer_free(&l->blocks[i].buffer);
  }
  bg_free(l->blocks);
  bg_free(l->idle);
  bg_free(l->read);
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
              .input = {.stream = stream}};
  pthread_t threads[MOST_THREADS];
  size_t wanted = options->threads ? options->threads : processors(), started = 0;
  if (wanted > MOST_THREADS) wanted = MOST_THREADS;
  make_blocks(&l, wanted == 1 ? 1 : 2 * wanted);
  pthread_mutex_init(&l.reading, NULL);
  pthread_mutex_init(&l.merging, NULL);
  pthread_cond_init(&l.given_back, NULL);
  while (started + 1 < wanted && pthread_create(&threads[started], NULL, work, &l) == 0) started++;
  work(&l);
  for (size_t i = 0; i < started; i++) pthread_join(threads[i], NULL);
  pthread_cond_destroy(&l.given_back);
  pthread_mutex_destroy(&l.merging);
  pthread_mutex_destroy(&l.reading);
  free_blocks(&l);
  bg_buffer_free(&l.input.rest);
  return l.status;
}
