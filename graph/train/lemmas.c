/* Learn lemmas from treebanks: rules from short suffixes to long ones, each kept only where it changes what the shorter
 * one says; then whole words that the rules get wrong. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/memory.h"
#include "language/conllu.h"
#include "language/lemma.h"
#include "train/train.h"

/* How often each edit was seen at one key. */
typedef struct {
  uint32_t edit, count;
} vote;

typedef struct {
  bg_str key;
  size_t length; /* of the suffix: shorter ones come first */
  bool whole;
  bg_str xpos, folded;
  bg_word_shape shape;
  vote *votes;
  size_t vote_count, vote_capacity;
} node;

typedef struct {
  node *nodes;
  size_t count, capacity;
  bg_map *index;
} node_set;

typedef struct {
  uint32_t hash;
  uint16_t edit;
} rule;

typedef struct {
  bg_arena *arena;
  bg_map *edits;     /* "cut:added" */
  node_set suffixes; /* one vote a word type */
  node_set words;    /* one vote a word in the text */
  node_set cases;    /* edit 0: lower case, 1: as it is */
  bg_map *types;     /* words whose suffixes have voted */
  bg_map *taken;     /* keys of rules that are kept, with their edit */
  rule *rules;
  size_t rule_count, rule_capacity;
} learner;

static node *node_of(learner *l, node_set *set, bg_str key) {
  size_t at = bg_map_get(set->index, key, SIZE_MAX);
  if (at != SIZE_MAX) return &set->nodes[at];
  BG_GROW(set->nodes, set->capacity, set->count + 1);
  node *n = &set->nodes[set->count];
  *n = (node){.key = bg_arena_str(l->arena, key)};
  bg_map_set(set->index, n->key, set->count++);
  return n;
}

static void cast(node *n, uint32_t edit) {
  for (size_t i = 0; i < n->vote_count; i++)
    if (n->votes[i].edit == edit) {
      n->votes[i].count++;
      return;
    }
  BG_GROW(n->votes, n->vote_capacity, n->vote_count + 1);
  n->votes[n->vote_count++] = (vote){edit, 1};
}

/* The edit with most votes, among equals the one seen first. */
static vote winner(const node *n) {
  vote best = n->votes[0];
  for (size_t i = 1; i < n->vote_count; i++)
    if (n->votes[i].count > best.count) best = n->votes[i];
  return best;
}

static bool is_inside_character(bg_str s, size_t at) {
  return at < s.len && ((unsigned char)s.data[at] & 0xc0) == 0x80;
}

static size_t common_prefix(bg_str a, bg_str b) {
  size_t n = 0;
  while (n < a.len && n < b.len && a.data[n] == b.data[n]) n++;
  while (n > 0 && (is_inside_character(a, n) || is_inside_character(b, n))) n--;
  return n;
}

static uint32_t edit_number(learner *l, bg_str folded, bg_str lemma) {
  size_t same = common_prefix(folded, lemma);
  bg_str name = bg_arena_printf(l->arena, "%zu:%.*s", folded.len - same, BG_FMT(bg_str_slice(lemma, same, lemma.len)));
  size_t number = bg_map_get(l->edits, name, SIZE_MAX);
  if (number == SIZE_MAX) bg_map_set(l->edits, name, number = bg_map_count(l->edits));
  return (uint32_t)number;
}

static void learn_suffixes(learner *l, bg_str xpos, bg_str folded, uint32_t edit, bg_buffer *key) {
  size_t longest = folded.len < BG_LEMMA_SUFFIX ? folded.len : BG_LEMMA_SUFFIX;
  for (size_t length = 0; length <= longest; length++) {
    bg_buffer_clear(key);
    bg_buffer_printf(key, "%.*s\t%.*s", BG_FMT(xpos), BG_FMT(bg_str_slice(folded, folded.len - length, folded.len)));
    node *n = node_of(l, &l->suffixes, bg_buffer_str(key));
    n->length = length;
    n->xpos = xpos;
    n->folded = bg_str_slice(folded, folded.len - length, folded.len);
    cast(n, edit);
  }
}

/* The case in which the word begins its lemma, or BG_LEMMA_CASES when in none. */
static bg_lemma_case case_of(const bg_word *word, bg_str folded, bg_str folded_lemma) {
  static const bg_lemma_case preferred[] = {BG_LEMMA_AS_IS, BG_LEMMA_LOWER, BG_LEMMA_CAPITAL};
  size_t stem = common_prefix(folded, folded_lemma);
  char start[BG_LEMMA_LONGEST];
  bg_str source = stem ? bg_str_slice(word->form, 0, stem) : bg_str_slice(folded_lemma, 0, 1);
  for (size_t i = 0; i < BG_LEMMA_CASES; i++) {
    bg_lemma_put_case(source, preferred[i], start);
    if (source.len <= word->lemma.len && memcmp(start, word->lemma.data, source.len) == 0) return preferred[i];
  }
  return BG_LEMMA_CASES;
}

/* All words of that shape and tag have a vote each, and this word has one for itself. */
static void learn_case(learner *l, const bg_word *word, bg_str folded, bg_lemma_case how, bg_buffer *key) {
  bg_word_shape shape = bg_lemma_shape(word->form);
  bool fresh = true;
  for (int whole = 1; whole >= 0; whole--) {
    bg_buffer_clear(key);
    bg_buffer_printf(key, "%.*s\t%d\t%.*s", BG_FMT(word->xpos), (int)shape, BG_FMT(whole ? folded : BG_STR_EMPTY));
    if (whole) fresh = !bg_map_has(l->cases.index, bg_buffer_str(key));
    node *n = node_of(l, &l->cases, bg_buffer_str(key));
    n->xpos = word->xpos;
    n->shape = shape;
    n->folded = whole ? folded : BG_STR_EMPTY;
    n->whole = whole;
    if (whole || fresh || shape == BG_SHAPE_LOWER) cast(n, shape == BG_SHAPE_LOWER && !whole ? BG_LEMMA_AS_IS : how);
  }
}

static void learn_word(learner *l, const bg_word *word, bg_buffer *key) {
  if (bg_str_is(word->lemma, "_") || !word->lemma.len || word->form.len > BG_LEMMA_LONGEST ||
      word->lemma.len > BG_LEMMA_LONGEST)
    return;
  char form[BG_LEMMA_LONGEST], lemma[BG_LEMMA_LONGEST];
  bg_str folded = bg_arena_str(l->arena, bg_lemma_fold(word->form, form));
  bg_str folded_lemma = bg_lemma_fold(word->lemma, lemma);
  uint32_t edit = edit_number(l, folded, folded_lemma);
  bg_buffer_clear(key);
  bg_buffer_printf(key, "%.*s\t%.*s", BG_FMT(word->xpos), BG_FMT(folded));
  node *n = node_of(l, &l->words, bg_buffer_str(key));
  n->xpos = word->xpos;
  n->folded = folded;
  cast(n, edit);
  bg_buffer_printf(key, "\t%lu", (unsigned long)edit);
  if (!bg_map_has(l->types, bg_buffer_str(key))) {
    bg_map_set(l->types, bg_arena_str(l->arena, bg_buffer_str(key)), 0);
    learn_suffixes(l, word->xpos, folded, edit, key);
  }
  bg_lemma_case how = case_of(word, folded, folded_lemma);
  if (how != BG_LEMMA_CASES) learn_case(l, word, folded, how, key);
}

/* ---- from votes to rules ---- */

static void add_rule(learner *l, uint32_t hash, uint32_t edit) {
  BG_GROW(l->rules, l->rule_capacity, l->rule_count + 1);
  l->rules[l->rule_count++] = (rule){hash, (uint16_t)edit};
}

/* What the rules kept so far say of a word, looking at suffixes shorter than `below`. */
static size_t said(learner *l, bg_str xpos, bg_str folded, size_t below, bg_buffer *key) {
  for (size_t length = below; length-- > 0;) {
    if (length > folded.len) continue;
    bg_buffer_clear(key);
    bg_buffer_printf(key, "%.*s\t%.*s", BG_FMT(xpos), BG_FMT(bg_str_slice(folded, folded.len - length, folded.len)));
    size_t edit = bg_map_get(l->taken, bg_buffer_str(key), SIZE_MAX);
    if (edit != SIZE_MAX) return edit;
  }
  return SIZE_MAX;
}

static void keep_suffixes(learner *l, bg_buffer *key) {
  for (size_t length = 0; length <= BG_LEMMA_SUFFIX; length++)
    for (size_t i = 0; i < l->suffixes.count; i++) {
      const node *n = &l->suffixes.nodes[i];
      vote best = winner(n);
      if (n->length != length || best.count < 2 || said(l, n->xpos, n->folded, length, key) == best.edit) continue;
      bg_map_set(l->taken, n->key, best.edit);
      add_rule(l, bg_lemma_hash_suffix(n->xpos, n->folded, length), best.edit);
    }
}

static void keep_words(learner *l, bg_buffer *key) {
  for (size_t i = 0; i < l->words.count; i++) {
    const node *n = &l->words.nodes[i];
    vote best = winner(n);
    if (said(l, n->xpos, n->folded, BG_LEMMA_SUFFIX + 1, key) != best.edit)
      add_rule(l, bg_lemma_hash_whole(n->xpos, n->folded), best.edit);
  }
}

static void keep_cases(learner *l, bg_buffer *key) {
  for (size_t i = 0; i < l->cases.count; i++) {
    const node *n = &l->cases.nodes[i];
    vote best = winner(n);
    bg_buffer_clear(key);
    bg_buffer_printf(key, "%.*s\t%d\t", BG_FMT(n->xpos), (int)n->shape);
    const node *all = &l->cases.nodes[bg_map_get(l->cases.index, bg_buffer_str(key), 0)];
    uint32_t otherwise = n->whole ? winner(all).edit : BG_LEMMA_AS_IS;
    if (best.edit != otherwise) add_rule(l, bg_lemma_hash_case(n->xpos, n->shape, n->folded), best.edit);
  }
}

/* ---- writing ---- */

static int by_hash(const void *a, const void *b) {
  const rule *x = a, *y = b;
  if (x->hash != y->hash) return x->hash < y->hash ? -1 : 1;
  return (x->edit > y->edit) - (x->edit < y->edit);
}

static void put(bg_buffer *out, const void *bytes, size_t size) {
  bg_buffer_add(out, (bg_str){bytes, size});
}

static void put_u32(bg_buffer *out, uint32_t value) {
  put(out, &value, sizeof value);
}

static void write_edits(const learner *l, bg_buffer *edits, bg_buffer *strings) {
  for (size_t i = 0; i < bg_map_count(l->edits); i++) {
    bg_str name = bg_map_key(l->edits, i);
    size_t colon = bg_str_find(name, BG_STR(":"), 0);
    bg_str added = bg_str_slice(name, colon + 1, name.len);
    uint8_t head[2] = {(uint8_t)strtoul(name.data, NULL, 10), (uint8_t)added.len};
    uint16_t offset = (uint16_t)strings->len;
    put(edits, head, sizeof head);
    put(edits, &offset, sizeof offset);
    bg_buffer_add(strings, added);
  }
}

/* Two rules of one hash (about one in a hundred thousand): the first stays. */
static void sort_rules(learner *l) {
  qsort(l->rules, l->rule_count, sizeof *l->rules, by_hash);
  size_t kept = 0;
  for (size_t i = 0; i < l->rule_count; i++)
    if (!kept || l->rules[kept - 1].hash != l->rules[i].hash) l->rules[kept++] = l->rules[i];
  l->rule_count = kept;
}

static bg_status write_section(learner *l, const char *path, bg_diagnostics *diagnostics) {
  bg_buffer out = {0}, strings = {0}, edits = {0};
  sort_rules(l);
  write_edits(l, &edits, &strings);
  if (bg_map_count(l->edits) > UINT16_MAX || strings.len > UINT16_MAX)
    return bg_error(diagnostics, BG_ERROR_LIMIT, NULL, "there are too many ways to make a lemma in these treebanks");
  bg_buffer_puts(&out, "LEMMAS1\n");
  put_u32(&out, (uint32_t)bg_map_count(l->edits));
  put_u32(&out, (uint32_t)l->rule_count);
  put_u32(&out, (uint32_t)strings.len);
  put_u32(&out, 0);
  bg_buffer_add(&out, bg_buffer_str(&edits));
  for (size_t i = 0; i < l->rule_count; i++) put_u32(&out, l->rules[i].hash);
  for (size_t i = 0; i < l->rule_count; i++) put(&out, &l->rules[i].edit, sizeof l->rules[i].edit);
  bg_buffer_add(&out, bg_buffer_str(&strings));
  printf("lemmas\t%zu edits\t%zu rules\t%zu bytes\n", bg_map_count(l->edits), l->rule_count, out.len);
  bg_status status = bg_write_file(path, bg_buffer_str(&out), diagnostics);
  bg_buffer_free(&out);
  bg_buffer_free(&edits);
  bg_buffer_free(&strings);
  return status;
}

/* ---- commands ---- */

static bg_status read_treebank(const char *path, bg_diagnostics *diagnostics, bg_analysis *analysis) {
  bg_input *input;
  bg_str bytes;
  BG_TRY(bg_input_open_text(path, diagnostics, &input, &bytes));
  bg_buffer text = {0};
  bg_status status = bg_conllu_read(bytes, path, diagnostics, &text, analysis);
  bg_buffer_free(&text);
  bg_input_close(input);
  return status;
}

static void free_nodes(node_set *set) {
  for (size_t i = 0; i < set->count; i++) bg_free(set->nodes[i].votes);
  bg_free(set->nodes);
  bg_map_free(set->index);
}

static bg_status learn(const bg_analysis *treebank, const char *path, bg_diagnostics *diagnostics) {
  learner l = {.arena = bg_arena_new(), .edits = bg_map_new(), .types = bg_map_new(), .taken = bg_map_new()};
  l.suffixes.index = bg_map_new();
  l.words.index = bg_map_new();
  l.cases.index = bg_map_new();
  static const char *const first[BG_LEMMA_CASES] = {"0:", "1:", "1:y"}; /* as many as rules about capitals name */
  for (size_t i = 0; i < BG_LEMMA_CASES; i++) bg_map_set(l.edits, bg_str_from(first[i]), i);
  bg_buffer key = {0};
  for (size_t i = 0; i < treebank->word_count; i++) {
    bool split = i + 1 < treebank->word_count && treebank->words[i + 1].deprel == BG_REL_GOESWITH;
    if (!split) learn_word(&l, &treebank->words[i], &key); /* else its lemma is that of both halves */
  }
  keep_suffixes(&l, &key);
  keep_words(&l, &key);
  keep_cases(&l, &key);
  bg_status status = write_section(&l, path, diagnostics);
  bg_buffer_free(&key);
  free_nodes(&l.suffixes);
  free_nodes(&l.words);
  free_nodes(&l.cases);
  bg_map_free(l.edits);
  bg_map_free(l.types);
  bg_map_free(l.taken);
  bg_free(l.rules);
  bg_arena_free(l.arena);
  return status;
}

bg_status bg_train_lemmas(size_t count, char **arguments, bg_diagnostics *diagnostics) {
  if (count < 2) return bg_train_usage("lemmas SECTION TREEBANK.conllu ...", diagnostics);
  bg_analysis *treebank = bg_analysis_new();
  bg_status status = BG_OK;
  for (size_t i = 1; status == BG_OK && i < count; i++) status = read_treebank(arguments[i], diagnostics, treebank);
  if (status == BG_OK) status = learn(treebank, arguments[0], diagnostics);
  bg_analysis_free(treebank);
  return status;
}

static void measure(const bg_lemmas *lemmas, const bg_analysis *gold, const char *path, bool show) {
  size_t right = 0, all = 0;
  for (size_t i = 0; i < gold->word_count; i++) {
    const bg_word *word = &gold->words[i];
    if (bg_str_is(word->lemma, "_") && !bg_str_is(word->form, "_")) continue; /* the second half of a split word */
    bg_str lemma = bg_lemma_of(lemmas, word->form, word->xpos, gold->arena);
    all++;
    right += bg_str_equal(lemma, word->lemma);
    if (show && !bg_str_equal(lemma, word->lemma))
      printf("%.*s\t%.*s\tgold %.*s\tours %.*s\n", BG_FMT(word->form), BG_FMT(word->xpos), BG_FMT(word->lemma),
             BG_FMT(lemma));
  }
  printf("%s\tlemmas\t%zu of %zu\t%.2f %%\n", path, right, all, all ? 100.0 * (double)right / (double)all : 0.0);
}

bg_status bg_train_eval_lemmas(size_t count, char **arguments, bg_diagnostics *diagnostics) {
  bool show = count > 0 && strcmp(arguments[0], "--show") == 0;
  if (count < 2u + show) return bg_train_usage("eval-lemmas [--show] SECTION TREEBANK.conllu ...", diagnostics);
  bg_input *input;
  BG_TRY(bg_input_open(arguments[show], diagnostics, &input));
  bg_lemmas lemmas;
  bg_status status = BG_OK;
  if (!bg_lemmas_open(bg_input_bytes(input), &lemmas))
    status =
        bg_error(diagnostics, BG_ERROR_INVALID, &(bg_location){.file = arguments[show]}, "is no section of lemmas");
  for (size_t i = 1u + show; status == BG_OK && i < count; i++) {
    bg_analysis *gold = bg_analysis_new();
    status = read_treebank(arguments[i], diagnostics, gold);
    if (status == BG_OK) measure(&lemmas, gold, bg_path_base(arguments[i]).data, show);
    bg_analysis_free(gold);
  }
  bg_input_close(input);
  return status;
}
