/* Treebanks as the network learns from them: words, tags and relations as numbers, in batches. */
#ifndef BG_TRAIN_NET_DATA_H
#define BG_TRAIN_NET_DATA_H

#include "train/corpus.h"
#include "train/net.h"

enum { BG_NET_VECTORS = 40000 /* the most frequent words that have a vector */ };

/* What the model knows by heart. Word 0 stands for all others. */
typedef struct {
  bg_map *words; /* from the text of the hash of a lower-cased word to its number */
  bg_arena *arena;
  uint64_t *hashes; /* of each word */
  float *vectors;   /* BG_VECTOR of each word; zero for words that have none */
  size_t count, capacity;
  bg_map *tags; /* "VBD VERB" */
  size_t tag_count;
} bg_lexicon;

/* Words that have vectors, and others that occur twice; tags in the order of their first use. */
bg_lexicon bg_lexicon_of(const bg_corpus *corpus, const bg_vectors *vectors);
void bg_lexicon_free(bg_lexicon *lexicon);

typedef struct {
  const bg_corpus *corpus;
  bg_net_word *words; /* of the corpus */
} bg_net_data;

bg_net_data bg_net_data_of(const bg_lexicon *lexicon, const bg_corpus *corpus);
void bg_net_data_free(bg_net_data *data);

/* Sentences of like length, in batches. */
typedef struct {
  uint32_t *sentences;
  size_t *starts;  /* in sentences, and the end */
  uint32_t *order; /* of batches */
  size_t count;
} bg_net_batches;

/* About `words` in each; sentences of more than `longest` words are left out. With `random` in another order each time.
 */
bg_net_batches bg_net_batches_of(const bg_net_data *data, size_t words, size_t longest, uint64_t *random);
void bg_net_batches_free(bg_net_batches *batches);
bg_net_batch bg_net_batch_of(const bg_net_data *data, const bg_net_batches *batches, size_t index);
void bg_net_batch_free(bg_net_batch *batch);

#endif
