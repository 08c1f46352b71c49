/* Small graphs of blank nodes, three bytes a quad: whatever they look like, labelling ends within its limit, and other
 * labels in another order give the same lines. The difference of the graph and its first half adds up. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rdf/canon.h"
#include "rdf/diff.h"

enum { MOST_QUADS = 64, MOST_WORK = 200000 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bg_term_id node(bg_dataset *d, unsigned number) {
  char label[16];
  snprintf(label, sizeof label, "n%u", number);
  return bg_dataset_intern(d, &(bg_term){.kind = BG_TERM_BLANK, .value = bg_str_from(label)});
}

static void add(bg_dataset *d, const uint8_t *bytes, unsigned shuffle) {
  static const char *const predicates[] = {"x:p", "x:q"};
  bg_quad q = {.s = node(d, (bytes[0] & 15) ^ shuffle), .p = bg_dataset_intern_iri(d, predicates[bytes[0] >> 7])};
  bool literal = (bytes[1] & 0xf0) == 0xf0, graph = (bytes[2] & 0xf0) == 0x10;
  bg_term value = bg_term_literal((bg_str){(const char *)bytes + 2, 1});
  q.o = literal ? bg_dataset_intern(d, &value) : node(d, (bytes[1] & 15) ^ shuffle);
  q.g = graph ? node(d, (bytes[2] & 15) ^ shuffle) : BG_DEFAULT_GRAPH;
  bg_dataset_add(d, q);
}

static bg_dataset *make(const uint8_t *data, size_t quads, unsigned shuffle) {
  bg_dataset *d = bg_dataset_new();
  for (size_t i = 0; i < quads; i++) add(d, data + 3 * (shuffle ? quads - 1 - i : i), shuffle);
  bg_dataset_index(d);
  return d;
}

static bg_status hash(const bg_dataset *d, char *hex) {
  bg_canon *canon;
  bg_status status = bg_canon_new(d, &(bg_canon_options){.most_work = MOST_WORK}, NULL, &canon);
  if (status == BG_OK) bg_canon_hash(canon, BG_SHA256, hex);
  bg_canon_free(canon);
  return status;
}

static void compare(const bg_dataset *a, const bg_dataset *b) {
  bg_diff *diff;
  if (bg_diff_new(a, b, &(bg_canon_options){.most_work = MOST_WORK}, NULL, &diff) != BG_OK) return;
  if (diff->same + diff->counts[BG_BEFORE] != bg_dataset_size(a)) abort();
  if (diff->same + diff->counts[BG_AFTER] != bg_dataset_size(b)) abort();
  bg_diff_free(diff);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  size_t quads = size / 3 < MOST_QUADS ? size / 3 : MOST_QUADS;
  bg_dataset *one = make(data, quads, 0), *other = make(data, quads, 5), *half = make(data, quads / 2, 3);
  char a[BG_DIGEST_MOST_HEX + 1], b[BG_DIGEST_MOST_HEX + 1];
  bg_status first = hash(one, a), second = hash(other, b);
  if (first == BG_OK && second == BG_OK && strcmp(a, b) != 0) abort();
  compare(one, half);
  bg_dataset_free(one);
  bg_dataset_free(other);
  bg_dataset_free(half);
  return 0;
}
