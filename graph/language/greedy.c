#include "language/greedy.h"

#include <string.h>

#include "base/map.h"
#include "base/memory.h"

/* ---- words ---- */

static char lower(char c) {
  return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static char shape_of(char c) {
  if (c >= 'A' && c <= 'Z') return 'X';
  if (c >= 'a' && c <= 'z') return 'x';
  if (c >= '0' && c <= '9') return 'd';
  return (unsigned char)c >= 128 ? 'x' : c;
}

static void hash_word(bg_str form, bg_word_hashes *h) {
  char text[64];
  size_t len = form.len < sizeof text ? form.len : sizeof text;
  h->form = bg_hash(form);
  for (size_t i = 0; i < len; i++) text[i] = lower(form.data[i]);
  h->lower = bg_hash((bg_str){text, len});
  for (size_t k = 0; k < 4; k++)
    h->suffix[k] = bg_hash(bg_str_slice((bg_str){text, len}, len > k + 1 ? len - k - 1 : 0, len));
  for (size_t k = 0; k < 3; k++) h->prefix[k] = bg_hash((bg_str){text, len < k + 1 ? len : k + 1});
  size_t n = 0;
  for (size_t i = 0; i < len; i++) {
    char c = shape_of(form.data[i]);
    if (n < 2 || text[n - 1] != c || text[n - 2] != c) text[n++] = c;
  }
  h->shape = bg_hash((bg_str){text, n});
}

void bg_hash_words(const bg_word *words, size_t count, bg_word_hashes *hashes) {
  for (size_t i = 0; i < count; i++) hash_word(words[i].form, &hashes[i]);
}

static const bg_word_hashes *at(const bg_word_hashes *hashes, size_t count, size_t i, long offset) {
  static const bg_word_hashes outside[2] = {{.form = 1, .lower = 1, .shape = 1}, {.form = 2, .lower = 2, .shape = 2}};
  long place = (long)i + offset;
  return place < 0 ? &outside[0] : place >= (long)count ? &outside[1] : &hashes[place];
}

#define ADD1(a)          features[n] = bg_feature(n + 1, (a)), n++
#define ADD2(a, b)       features[n] = bg_feature(bg_feature(n + 1, (a)), (b)), n++
#define ADD3(a, b, c)    features[n] = bg_feature(bg_feature(bg_feature(n + 1, (a)), (b)), (c)), n++
#define ADD4(a, b, c, d) features[n] = bg_feature(bg_feature(bg_feature(bg_feature(n + 1, (a)), (b)), (c)), (d)), n++

size_t bg_tag_features(const bg_word_hashes *hashes, const uint8_t *tags, size_t count, size_t i, uint64_t *features) {
  const bg_word_hashes *w = &hashes[i], *p = at(hashes, count, i, -1), *q = at(hashes, count, i, -2),
                       *r = at(hashes, count, i, 1), *s = at(hashes, count, i, 2);
  uint64_t t1 = i > 0 ? tags[i - 1] : 300, t2 = i > 1 ? tags[i - 2] : 300;
  size_t n = 0;
  ADD1(0);
  ADD1(w->form);
  ADD1(w->lower);
  for (int k = 0; k < 4; k++) ADD1(w->suffix[k]);
  for (int k = 0; k < 3; k++) ADD1(w->prefix[k]);
  ADD2(w->shape, i == 0);
  ADD1(p->lower);
  ADD1(q->lower);
  ADD1(r->lower);
  ADD1(s->lower);
  ADD2(p->lower, w->lower);
  ADD2(w->lower, r->lower);
  ADD2(p->lower, r->lower);
  ADD1(p->shape);
  ADD1(r->shape);
  ADD2(w->shape, r->shape);
  ADD1(p->suffix[2]);
  ADD1(r->suffix[2]);
  ADD1(r->suffix[1]);
  ADD1(t1);
  ADD2(t1, t2);
  ADD2(t1, w->lower);
  ADD2(t1, w->suffix[2]);
  ADD2(t1, r->lower);
  return n;
}

/* ---- transitions ---- */

bg_parse_state *bg_parse_state_new(size_t count) {
  bg_parse_state *s = BG_NEW(bg_parse_state);
  size_t n = count + 1;
  s->count = count;
  uint32_t *words = bg_malloc(n * 6 * sizeof *words);
  memset(words, 0xff, n * 6 * sizeof *words);
  s->stack = words;
  s->head = words + n;
  s->left = words + 2 * n;
  s->right = words + 3 * n;
  s->left2 = words + 4 * n;
  s->right2 = words + 5 * n;
  s->label = bg_calloc(n, 3);
  s->valency_left = s->label + n;
  s->valency_right = s->label + 2 * n;
  return s;
}

void bg_parse_state_free(bg_parse_state *s) {
  bg_free(s->stack);
  bg_free(s->label);
  bg_free(s);
}

bool bg_parse_allowed(const bg_parse_state *s, int kind) {
  if (kind == BG_SHIFT) return s->next < s->count;
  if (kind == BG_RIGHT) return s->depth >= 2;
  return s->depth >= 1 && (s->next < s->count || s->depth == 1); /* one root */
}

void bg_parse_apply(bg_parse_state *s, uint32_t transition) {
  if (transition == 0) {
    s->stack[s->depth++] = (uint32_t)s->next++;
    return;
  }
  bool right = (transition - 1) & 1;
  uint32_t child = s->stack[s->depth - 1], head = right ? s->stack[s->depth - 2] : (uint32_t)s->next;
  s->depth--;
  s->head[child] = head;
  s->label[child] = (uint8_t)((transition - 1) / 2);
  if (right) {
    s->right2[head] = s->right[head];
    s->right[head] = child;
    if (s->valency_right[head] < 9) s->valency_right[head]++;
  } else {
    s->left2[head] = s->left[head];
    s->left[head] = child;
    if (s->valency_left[head] < 9) s->valency_left[head]++;
  }
}

typedef struct {
  uint64_t w, t, lr, ll, rt, lt, vl, vr;
  uint32_t i;
} item;

static item item_of(const bg_parse_state *s, const bg_word_hashes *hashes, const uint8_t *tags, uint32_t i) {
  if (i == BG_NO_WORD || i > s->count)
    return (item){.w = 3, .t = 301, .lr = 99, .ll = 99, .rt = 301, .lt = 301, .i = i};
  item it = {.w = i < s->count ? hashes[i].lower : 4, .t = i < s->count ? tags[i] : 302, .i = i};
  uint32_t l = s->left[i], r = s->right[i];
  it.ll = l == BG_NO_WORD ? 99 : s->label[l];
  it.lr = r == BG_NO_WORD ? 99 : s->label[r];
  it.lt = l == BG_NO_WORD ? 301 : tags[l];
  it.rt = r == BG_NO_WORD ? 301 : tags[r];
  it.vl = s->valency_left[i];
  it.vr = s->valency_right[i];
  return it;
}

size_t bg_arc_features(const bg_parse_state *s, const bg_word_hashes *hashes, const uint8_t *tags, uint64_t *features) {
#define STACK(k) (s->depth > (k) ? s->stack[s->depth - 1 - (k)] : BG_NO_WORD)
#define ITEM(i)  item_of(s, hashes, tags, (i))
  item s0 = ITEM(STACK(0)), s1 = ITEM(STACK(1)), s2 = ITEM(STACK(2)), b0 = ITEM((uint32_t)s->next),
       b1 = ITEM((uint32_t)s->next + 1), b2 = ITEM((uint32_t)s->next + 2);
  uint64_t gap = s0.i == BG_NO_WORD ? 0 : s->next - s0.i, gap1 = s1.i == BG_NO_WORD ? 0 : s0.i - s1.i;
  if (gap > 5) gap = gap > 10 ? 7 : 6;
  if (gap1 > 5) gap1 = gap1 > 10 ? 7 : 6;
  uint64_t s0l2 = s0.i == BG_NO_WORD || s->left2[s0.i] == BG_NO_WORD ? 99 : s->label[s->left2[s0.i]];
  uint64_t s1r2 = s1.i == BG_NO_WORD || s->right2[s1.i] == BG_NO_WORD ? 99 : s->label[s->right2[s1.i]];
  size_t n = 0;
  ADD1(0);
  ADD1(s0.w);
  ADD1(s0.t);
  ADD2(s0.w, s0.t);
  ADD1(s1.w);
  ADD1(s1.t);
  ADD2(s1.w, s1.t);
  ADD1(b0.w);
  ADD1(b0.t);
  ADD2(b0.w, b0.t);
  ADD1(b1.w);
  ADD1(b1.t);
  ADD1(b2.t);
  ADD1(s2.t);
  ADD4(s0.w, s0.t, b0.w, b0.t);
  ADD3(s0.w, s0.t, b0.w);
  ADD3(s0.w, b0.w, b0.t);
  ADD2(s0.w, b0.w);
  ADD3(s0.w, s0.t, b0.t);
  ADD3(s0.t, b0.w, b0.t);
  ADD2(s0.t, b0.t);
  ADD4(s1.w, s1.t, s0.w, s0.t);
  ADD2(s1.w, s0.w);
  ADD3(s1.w, s0.w, s0.t);
  ADD3(s1.t, s0.w, s0.t);
  ADD3(s1.w, s1.t, s0.t);
  ADD2(s1.t, s0.t);
  ADD3(s0.t, b0.t, b1.t);
  ADD4(b0.t, b1.t, b2.t, s0.t);
  ADD3(s1.t, s0.t, b0.t);
  ADD4(s2.t, s1.t, s0.t, b0.t);
  ADD4(s1.t, s0.t, b0.t, b1.t);
  ADD3(s1.w, s0.w, b0.w);
  ADD3(s1.w, s0.t, b0.w);
  ADD3(s0.w, b0.t, b1.t);
  ADD2(s0.w, s0.ll);
  ADD2(s0.t, s0.ll);
  ADD2(s0.w, s0.lr);
  ADD2(s0.t, s0.lr);
  ADD3(s0.t, s0.ll, s0.lr);
  ADD2(s1.w, s1.ll);
  ADD2(s1.t, s1.ll);
  ADD2(s1.w, s1.lr);
  ADD2(s1.t, s1.lr);
  ADD3(s1.t, s1.ll, s1.lr);
  ADD2(b0.w, b0.ll);
  ADD2(b0.t, b0.ll);
  ADD4(s0.t, s1.t, s1.lr, s1r2);
  ADD4(s0.t, s0.ll, s0l2, b0.t);
  ADD4(s1.t, s0.t, s0.ll, s0.lr);
  ADD4(s0.t, b0.t, b0.ll, s0.lr);
  ADD3(s0.t, s1.t, s1.rt);
  ADD3(s0.t, b0.t, s0.lt);
  ADD3(s0.t, b0.t, s0.rt);
  ADD3(s0.t, b0.t, b0.lt);
  ADD3(s0.t, b0.t, gap);
  ADD3(s0.w, b0.w, gap);
  ADD3(s1.t, s0.t, gap1);
  ADD2(s0.w, gap);
  ADD3(s0.t, s0.vl, s0.vr);
  ADD3(s1.t, s1.vl, s1.vr);
  return n;
}

/* ---- deciding ---- */

static void tag(const bg_linear *tagger, const bg_word_hashes *hashes, size_t count, uint8_t *tags) {
  for (size_t i = 0; i < count; i++) {
    uint64_t features[BG_TAG_FEATURES];
    int32_t scores[BG_LINEAR_CLASSES] = {0};
    bg_linear_score(tagger, features, bg_tag_features(hashes, tags, count, i, features), scores);
    uint32_t best = 0;
    for (uint32_t c = 1; c < tagger->classes; c++)
      if (scores[c] > scores[best]) best = c;
    tags[i] = (uint8_t)best;
  }
}

static uint32_t best_transition(const bg_parse_state *s, const int32_t *scores) {
  uint32_t best = BG_TRANSITIONS;
  bool allowed[3] = {bg_parse_allowed(s, BG_SHIFT), bg_parse_allowed(s, BG_LEFT), bg_parse_allowed(s, BG_RIGHT)};
  for (uint32_t c = 0; c < BG_TRANSITIONS; c++) {
    int kind = c == 0 ? BG_SHIFT : (c - 1) & 1 ? BG_RIGHT : BG_LEFT;
    if (allowed[kind] && (best == BG_TRANSITIONS || scores[c] > scores[best])) best = c;
  }
  return best;
}

void bg_greedy_annotate(const bg_linear *tagger, const bg_linear *parser, const bg_tagset *tagset, bg_word *words,
                        size_t count) {
  bg_word_hashes *hashes = bg_calloc(count, sizeof *hashes);
  uint8_t *tags = bg_calloc(count + 1, 1);
  bg_hash_words(words, count, hashes);
  tag(tagger, hashes, count, tags);
  bg_parse_state *s = bg_parse_state_new(count);
  while (!bg_parse_done(s)) {
    uint64_t features[BG_ARC_FEATURES];
    int32_t scores[BG_LINEAR_CLASSES] = {0};
    bg_linear_score(parser, features, bg_arc_features(s, hashes, tags, features), scores);
    bg_parse_apply(s, best_transition(s, scores));
  }
  for (size_t i = 0; i < count; i++) {
    bool root = s->head[i] == count;
    words[i].upos = (uint8_t)tagset->tags[tags[i]].upos;
    words[i].xpos = tagset->tags[tags[i]].xpos;
    words[i].head = root ? BG_NO_WORD : s->head[i];
    words[i].deprel = root ? BG_REL_ROOT : s->label[i] == BG_REL_ROOT ? BG_REL_DEP : s->label[i];
  }
  bg_parse_state_free(s);
  bg_free(hashes);
  bg_free(tags);
}
