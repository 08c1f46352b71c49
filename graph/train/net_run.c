/* A batch through the network and back. */
#include <math.h>
#include <string.h>

#include "base/memory.h"
#include "train/corpus.h"
#include "train/matrix.h"
#include "train/net_work.h"

enum {
  WORD = BG_NET_WORD,
  BOTH = BG_NET_BOTH,
  ARC = BG_NET_ARC,
  LABEL = BG_NET_LABEL,
  NAMES = BG_REL_COUNT,
  DISTANCES = BG_NET_DISTANCES
};

/* Shares of what is left out while learning. */
#define DROP_WORD    0.10 /* a word's form altogether */
#define DROP_LEARNED 0.30 /* its learned vector, so that the fixed one is relied on as for words never seen */
#define DROP_INPUT   0.25F
#define DROP_OUTPUT  0.33F
#define DROP_HIDDEN  0.33F
#define TAG_WEIGHT   0.7F

/* ---- room ---- */

static void make_room(bg_net *net, size_t rows) {
  bg_net_work *w = net->work;
  w->rows = rows;
  if (rows <= w->room) return;
  w->room = rows;
#define ROOM(field, width) w->field = bg_realloc_array(w->field, rows * (width), sizeof *w->field)
  ROOM(vectors, BG_VECTOR);
  ROOM(known, 1);
  ROOM(word, WORD);
  ROOM(d_word, WORD);
  for (size_t i = 0; i < BG_NET_LAYERS; i++) {
    ROOM(out[i], BOTH);
    ROOM(wet[i], BOTH);
    ROOM(d_out[i], BOTH);
    ROOM(out_mask[i], BOTH);
  }
  ROOM(word_mask, WORD);
  ROOM(arc_mask, 2 * ARC);
  ROOM(label_mask, LABEL);
  ROOM(tag, net->tags);
  ROOM(arc, 2 * ARC);
  ROOM(d_arc, 2 * ARC);
  ROOM(label, 2 * LABEL);
  ROOM(d_label, 2 * LABEL);
  ROOM(hidden, LABEL);
  ROOM(d_hidden, LABEL);
  ROOM(name, NAMES);
  if (!w->turned) w->turned = bg_calloc((size_t)BOTH * 1024, sizeof *w->turned);
}

void bg_net_work_free(bg_net_work *w) {
  if (!w) return;
  float *all[] = {w->vectors,  w->word,     w->d_word, w->word_mask,   w->arc_mask,   w->label_mask,
                  w->tag,      w->arc,      w->d_arc,  w->label,       w->d_label,    w->hidden,
                  w->d_hidden, w->name,     w->out[0], w->out[1],      w->wet[0],     w->wet[1],
                  w->d_out[0], w->d_out[1], w->turned, w->out_mask[0], w->out_mask[1]};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) bg_free(all[i]);
  bg_free(w->known);
  bg_free(w);
}

static bool is_word(const bg_layout *layout, size_t row) {
  return row / layout->sentences < layout->lengths[row % layout->sentences];
}

/* ---- dropout: the same cells for a whole sentence (Gal and Ghahramani 2016) ---- */

static void make_mask(bg_net *net, float *mask, size_t count, float drop, bool learn) {
  for (size_t i = 0; i < count; i++)
    mask[i] = !learn ? 1 : (float)bg_random_unit(&net->random) < drop ? 0 : 1 / (1 - drop);
}

/* to = from * the mask of the row's sentence; may be the same. */
static void apply_mask(const bg_layout *layout, const float *mask, size_t rows, size_t width, const float *from,
                       float *to) {
  for (size_t r = 0; r < rows; r++) {
    const float *m = mask + r % layout->sentences * width;
    for (size_t i = 0; i < width; i++) to[r * width + i] = from[r * width + i] * m[i];
  }
}

/* Gradient of what was squashed by tanh and then masked, from the result and its gradient. */
static void squash_back(const bg_layout *layout, const float *mask, size_t rows, size_t width, const float *result,
                        float *d) {
  for (size_t r = 0; r < rows; r++) {
    const float *m = mask + r % layout->sentences * width;
    for (size_t i = 0; i < width; i++) {
      float y = m[i] > 0 ? result[r * width + i] / m[i] : 0;
      d[r * width + i] *= m[i] * (1 - y * y);
    }
  }
}

static void make_masks(bg_net *net, size_t sentences, bool learn) {
  bg_net_work *w = net->work;
  make_mask(net, w->word_mask, sentences * WORD, DROP_INPUT, learn);
  for (size_t i = 0; i < BG_NET_LAYERS; i++) make_mask(net, w->out_mask[i], sentences * BOTH, DROP_OUTPUT, learn);
  make_mask(net, w->arc_mask, sentences * 2 * ARC, DROP_HIDDEN, learn);
  make_mask(net, w->label_mask, sentences * LABEL, DROP_HIDDEN, learn);
}

/* ---- layers that only multiply ---- */

static void multiply(const bg_net_work *w, const float *input, size_t width, const bg_parameter *in,
                     const bg_parameter *bias, float *out) {
  for (size_t r = 0; r < w->rows; r++) memcpy(out + r * in->columns, bias->value, in->columns * sizeof *out);
  bg_matrix_product(w->rows, in->columns, width, (bg_matrix){input, width, 1}, in->value, in->columns, out,
                    in->columns);
}

/* Gradients of a matrix and its bias, and, added to *d_input unless NULL, of its input. */
static void multiply_back(bg_net_work *w, const float *input, size_t width, bg_parameter *in, bg_parameter *bias,
                          const float *d_out, float *d_input) {
  for (size_t r = 0; bias && r < w->rows; r++)
    for (size_t i = 0; i < in->columns; i++) bias->gradient[i] += d_out[r * in->columns + i];
  bg_matrix_product(width, in->columns, w->rows, (bg_matrix){input, 1, width}, d_out, in->columns, in->gradient,
                    in->columns);
  if (!d_input) return;
  bg_matrix_transpose(width, in->columns, in->value, in->columns, w->turned);
  bg_matrix_product(w->rows, width, in->columns, (bg_matrix){d_out, in->columns, 1}, w->turned, width, d_input, width);
}

/* Turn scores into the gradient of their cross-entropy times `weight`; the loss. */
static double softmax(float *scores, size_t count, size_t right, float weight, bool *best) {
  size_t top = 0;
  for (size_t i = 1; i < count; i++)
    if (scores[i] > scores[top]) top = i;
  float most = scores[top], sum = 0;
  for (size_t i = 0; i < count; i++) sum += scores[i] = expf(scores[i] - most);
  *best = top == right;
  double loss = -log((double)scores[right] / (double)sum + 1e-20);
  for (size_t i = 0; i < count; i++) scores[i] *= weight / sum;
  scores[right] -= weight;
  return loss * (double)weight;
}

/* ---- words ---- */

static void words_forward(bg_net *net, const bg_net_batch *batch, bool learn) {
  bg_net_work *w = net->work;
  for (size_t r = 0; r < w->rows; r++) {
    const bg_net_word *word = &batch->words[r];
    float *out = w->word + r * WORD, *vector = w->vectors + r * BG_VECTOR;
    memset(out, 0, WORD * sizeof *out);
    memset(vector, 0, BG_VECTOR * sizeof *vector);
    w->known[r] = false;
    if (!is_word(&batch->layout, r)) continue;
    memcpy(out, net->word_bias->value, WORD * sizeof *out);
    bool dropped = word->word == 0 || (learn && bg_random_unit(&net->random) < DROP_WORD);
    if (!dropped) memcpy(vector, net->vectors + (size_t)word->word * BG_VECTOR, BG_VECTOR * sizeof *vector);
    w->known[r] = !dropped && !(learn && bg_random_unit(&net->random) < DROP_LEARNED);
    for (size_t i = 0; w->known[r] && i < WORD; i++) out[i] += net->word->value[(size_t)word->word * WORD + i];
    for (size_t a = 0; a < BG_NET_AFFIXES; a++)
      for (size_t i = 0; i < WORD; i++) out[i] += net->affix->value[(size_t)word->affix[a] * WORD + i];
  }
  bg_matrix_product(w->rows, WORD, BG_VECTOR, (bg_matrix){w->vectors, BG_VECTOR, 1}, net->projection->value, WORD,
                    w->word, WORD);
  for (size_t i = 0; i < w->rows * WORD; i++) w->word[i] = bg_tanh(w->word[i]);
}

static void words_backward(bg_net *net, const bg_net_batch *batch) {
  bg_net_work *w = net->work;
  for (size_t r = 0; r < w->rows; r++) {
    const bg_net_word *word = &batch->words[r];
    float *d = w->d_word + r * WORD;
    const float *y = w->word + r * WORD;
    if (!is_word(&batch->layout, r)) {
      memset(d, 0, WORD * sizeof *d);
      continue;
    }
    for (size_t i = 0; i < WORD; i++) d[i] *= 1 - y[i] * y[i];
    for (size_t i = 0; i < WORD; i++) net->word_bias->gradient[i] += d[i];
    float *learned = w->known[r] ? bg_parameter_touch(net->word, word->word) : NULL;
    for (size_t i = 0; learned && i < WORD; i++) learned[i] += d[i];
    for (size_t a = 0; a < BG_NET_AFFIXES; a++) {
      float *affix = bg_parameter_touch(net->affix, word->affix[a]);
      for (size_t i = 0; i < WORD; i++) affix[i] += d[i];
    }
  }
  multiply_back(w, w->vectors, BG_VECTOR, net->projection, NULL, w->d_word, NULL);
}

/* ---- tags ---- */

static void tags_run(bg_net *net, const bg_net_batch *batch, float scale, bg_net_score *score) {
  bg_net_work *w = net->work;
  multiply(w, w->wet[0], BOTH, net->tag_in, net->tag_bias, w->tag);
  for (size_t r = 0; r < w->rows; r++) {
    bool right;
    if (is_word(&batch->layout, r)) {
      score->loss += softmax(w->tag + r * net->tags, net->tags, batch->words[r].tag, TAG_WEIGHT * scale, &right);
      score->tags += right;
    } else {
      memset(w->tag + r * net->tags, 0, net->tags * sizeof *w->tag);
    }
  }
}

/* ---- heads ---- */

/* Room for one sentence of n words: dependents n × ARC, heads (n + 1) × ARC, heads turned over, scores n × (n + 1),
 * what distances add n × DISTANCES, and gradients of dependents and heads. */
typedef struct {
  size_t n;
  float *block, *dependent, *head, *turned, *score, *distance, *d_dependent, *d_head;
} arcs;

static arcs arcs_of(const bg_net *net, const bg_layout *layout, size_t s) {
  size_t n = layout->lengths[s];
  arcs a = {.n = n, .block = bg_calloc((5 * n + 3) * ARC + n * (n + 1 + DISTANCES), sizeof *a.block)};
  a.dependent = a.block;
  a.head = a.dependent + n * ARC;
  a.turned = a.head + (n + 1) * ARC;
  a.d_dependent = a.turned + (n + 1) * ARC;
  a.d_head = a.d_dependent + n * ARC;
  a.score = a.d_head + (n + 1) * ARC;
  a.distance = a.score + n * (n + 1);
  for (size_t i = 0; i < n; i++) {
    const float *from = net->work->arc + (i * layout->sentences + s) * 2 * ARC;
    for (size_t k = 0; k < ARC; k++) a.dependent[i * ARC + k] = from[k] + net->arc_prior->value[k];
    memcpy(a.head + i * ARC, from + ARC, ARC * sizeof *from);
  }
  memcpy(a.head + n * ARC, net->arc_root->value, ARC * sizeof *a.head);
  bg_matrix_transpose(n + 1, ARC, a.head, ARC, a.turned);
  return a;
}

static void distances_forward(bg_net *net, arcs *a) {
  bg_matrix_transpose(DISTANCES, ARC, net->arc_distance->value, ARC, net->work->turned);
  bg_matrix_product(a->n, DISTANCES, ARC, (bg_matrix){a->dependent, ARC, 1}, net->work->turned, DISTANCES, a->distance,
                    DISTANCES);
  for (size_t i = 0; i < a->n; i++)
    for (size_t h = 0; h < a->n; h++)
      if (h != i) a->score[i * (a->n + 1) + h] += a->distance[i * DISTANCES + bg_net_distance(i, h)];
}

static void distances_back(bg_net *net, arcs *a) {
  memset(a->distance, 0, a->n * DISTANCES * sizeof *a->distance);
  for (size_t i = 0; i < a->n; i++)
    for (size_t h = 0; h < a->n; h++)
      if (h != i) a->distance[i * DISTANCES + bg_net_distance(i, h)] += a->score[i * (a->n + 1) + h];
  bg_matrix_product(a->n, ARC, DISTANCES, (bg_matrix){a->distance, DISTANCES, 1}, net->arc_distance->value, ARC,
                    a->d_dependent, ARC);
  bg_matrix_product(DISTANCES, ARC, a->n, (bg_matrix){a->distance, 1, DISTANCES}, a->dependent, ARC,
                    net->arc_distance->gradient, ARC);
}

static void arcs_back(bg_net *net, const bg_layout *layout, size_t s, arcs *a) {
  bg_matrix_product(a->n, ARC, a->n + 1, (bg_matrix){a->score, a->n + 1, 1}, a->head, ARC, a->d_dependent, ARC);
  bg_matrix_product(a->n + 1, ARC, a->n, (bg_matrix){a->score, 1, a->n + 1}, a->dependent, ARC, a->d_head, ARC);
  distances_back(net, a);
  for (size_t i = 0; i < a->n; i++) {
    float *to = net->work->d_arc + (i * layout->sentences + s) * 2 * ARC;
    memcpy(to, a->d_dependent + i * ARC, ARC * sizeof *to);
    memcpy(to + ARC, a->d_head + i * ARC, ARC * sizeof *to);
    for (size_t k = 0; k < ARC; k++) net->arc_prior->gradient[k] += a->d_dependent[i * ARC + k];
  }
  for (size_t k = 0; k < ARC; k++) net->arc_root->gradient[k] += a->d_head[a->n * ARC + k];
}

/* Notes in `right`, by row, whose head is right. */
static void heads_run(bg_net *net, const bg_net_batch *batch, bool learn, float scale, bool *right,
                      bg_net_score *score) {
  const bg_layout *layout = &batch->layout;
  for (size_t s = 0; s < layout->sentences; s++) {
    arcs a = arcs_of(net, layout, s);
    bg_matrix_product(a.n, a.n + 1, ARC, (bg_matrix){a.dependent, ARC, 1}, a.turned, a.n + 1, a.score, a.n + 1);
    distances_forward(net, &a);
    for (size_t i = 0; i < a.n; i++) {
      size_t row = i * layout->sentences + s;
      a.score[i * (a.n + 1) + i] = -1e9F; /* nobody is his own head */
      score->loss += softmax(a.score + i * (a.n + 1), a.n + 1, batch->words[row].head, scale, &right[row]);
      score->heads += right[row];
    }
    if (learn) arcs_back(net, layout, s, &a);
    bg_free(a.block);
  }
}

/* ---- relations ---- */

/* The row of a word's head, or SIZE_MAX for a root, whose relation is known. */
static size_t head_row(const bg_net_batch *batch, size_t row) {
  size_t n = batch->layout.sentences, head = batch->words[row].head;
  if (!is_word(&batch->layout, row) || head >= batch->layout.lengths[row % n]) return SIZE_MAX;
  return head * n + row % n;
}

static void labels_forward(bg_net *net, const bg_net_batch *batch) {
  bg_net_work *w = net->work;
  for (size_t r = 0; r < w->rows; r++) {
    size_t head = head_row(batch, r);
    for (size_t i = 0; i < LABEL; i++) {
      float sum = head == SIZE_MAX ? 0 : w->label[r * 2 * LABEL + i] + w->label[head * 2 * LABEL + LABEL + i];
      w->hidden[r * LABEL + i] = bg_tanh(sum);
    }
  }
  apply_mask(&batch->layout, w->label_mask, w->rows, LABEL, w->hidden, w->hidden);
  multiply(w, w->hidden, LABEL, net->label_out, net->label_out_bias, w->name);
}

static void labels_run(bg_net *net, const bg_net_batch *batch, float scale, const bool *right, bg_net_score *score) {
  bg_net_work *w = net->work;
  labels_forward(net, batch);
  for (size_t r = 0; r < w->rows; r++) {
    bool named = true;
    if (head_row(batch, r) != SIZE_MAX)
      score->loss += softmax(w->name + r * NAMES, NAMES, batch->words[r].label, scale, &named);
    else memset(w->name + r * NAMES, 0, NAMES * sizeof *w->name);
    score->labels += is_word(&batch->layout, r) && named && right[r];
  }
}

static void labels_backward(bg_net *net, const bg_net_batch *batch) {
  bg_net_work *w = net->work;
  memset(w->d_hidden, 0, w->rows * LABEL * sizeof *w->d_hidden);
  memset(w->d_label, 0, w->rows * 2 * LABEL * sizeof *w->d_label);
  multiply_back(w, w->hidden, LABEL, net->label_out, net->label_out_bias, w->name, w->d_hidden);
  squash_back(&batch->layout, w->label_mask, w->rows, LABEL, w->hidden, w->d_hidden);
  for (size_t r = 0; r < w->rows; r++) {
    size_t head = head_row(batch, r);
    for (size_t i = 0; head != SIZE_MAX && i < LABEL; i++) {
      w->d_label[r * 2 * LABEL + i] += w->d_hidden[r * LABEL + i];
      w->d_label[head * 2 * LABEL + LABEL + i] += w->d_hidden[r * LABEL + i];
    }
  }
}

/* ---- the whole ---- */

static void layers_forward(bg_net *net, const bg_net_batch *batch) {
  bg_net_work *w = net->work;
  const bg_layout *layout = &batch->layout;
  apply_mask(layout, w->word_mask, w->rows, WORD, w->word, w->d_word); /* d_word is free until the way back */
  for (size_t i = 0; i < BG_NET_LAYERS; i++) {
    for (size_t side = 0; side < 2; side++)
      bg_lstm_forward(&net->lstm[i][side], layout, i ? w->wet[i - 1] : w->d_word, w->out[i]);
    apply_mask(layout, w->out_mask[i], w->rows, BOTH, w->out[i], w->wet[i]);
  }
  multiply(w, w->wet[1], BOTH, net->arc_in, net->arc_bias, w->arc);
  for (size_t i = 0; i < w->rows * 2 * ARC; i++) w->arc[i] = bg_tanh(w->arc[i]);
  apply_mask(layout, w->arc_mask, w->rows, 2 * ARC, w->arc, w->arc);
  multiply(w, w->wet[1], BOTH, net->label_in, net->label_bias, w->label);
}

static void layers_backward(bg_net *net, const bg_net_batch *batch) {
  bg_net_work *w = net->work;
  const bg_layout *layout = &batch->layout;
  for (size_t i = 0; i < BG_NET_LAYERS; i++) memset(w->d_out[i], 0, w->rows * BOTH * sizeof *w->d_out[i]);
  multiply_back(w, w->wet[1], BOTH, net->arc_in, net->arc_bias, w->d_arc, w->d_out[1]);
  multiply_back(w, w->wet[1], BOTH, net->label_in, net->label_bias, w->d_label, w->d_out[1]);
  multiply_back(w, w->wet[0], BOTH, net->tag_in, net->tag_bias, w->tag, w->d_out[0]);
  for (size_t i = BG_NET_LAYERS; i-- > 0;) {
    const float *input = i ? w->wet[i - 1] : NULL;
    apply_mask(layout, w->out_mask[i], w->rows, BOTH, w->d_out[i], w->d_out[i]);
    if (i == 0) { /* what the lowest layer read is made again, its room is for the gradient */
      apply_mask(layout, w->word_mask, w->rows, WORD, w->word, w->wet[1]);
      memset(w->d_word, 0, w->rows * WORD * sizeof *w->d_word);
      input = w->wet[1];
    }
    for (size_t side = 0; side < 2; side++)
      bg_lstm_backward(&net->lstm[i][side], layout, input, w->out[i], w->d_out[i], i ? w->d_out[i - 1] : w->d_word);
  }
  apply_mask(layout, w->word_mask, w->rows, WORD, w->d_word, w->d_word);
}

void bg_net_run(bg_net *net, const bg_net_batch *batch, bool learn, bg_net_score *score) {
  const bg_layout *layout = &batch->layout;
  size_t words = 0;
  for (size_t s = 0; s < layout->sentences; s++) words += layout->lengths[s];
  if (words == 0) return;
  float scale = 1 / (float)words;
  make_room(net, layout->sentences * layout->places);
  make_masks(net, layout->sentences, learn);
  bg_net_work *w = net->work;
  bool *right = bg_calloc(w->rows, sizeof *right);
  words_forward(net, batch, learn);
  layers_forward(net, batch);
  tags_run(net, batch, scale, score);
  memset(w->d_arc, 0, w->rows * 2 * ARC * sizeof *w->d_arc);
  heads_run(net, batch, learn, scale, right, score);
  labels_run(net, batch, scale, right, score);
  score->words += words;
  bg_free(right);
  if (!learn) return;
  squash_back(layout, w->arc_mask, w->rows, 2 * ARC, w->arc, w->d_arc);
  labels_backward(net, batch);
  layers_backward(net, batch);
  words_backward(net, batch);
}
