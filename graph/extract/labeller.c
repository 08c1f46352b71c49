#include "extract/labeller.h"

#include <string.h>

#include "base/memory.h"
#include "extract/label_features.h"
#include "extract/label_model.h"

typedef struct {
  double at[BG_LABEL_COUNT + 1][BG_LABEL_COUNT];
} transition_table;

struct bg_labeller {
  bg_linear linear;
  bg_word_classes classes;
  double scale; /* integer scores times this are log-potentials */
  bg_label_chain chain;
  transition_table table; /* e to the transitions */
};

/* ---- loading ------------------------------------------------------------------------------------------------------
 */

static bg_status bad(const char *name, const char *what, bg_diagnostics *diagnostics) {
  return bg_error(diagnostics, BG_ERROR_INVALID, &(bg_location){.file = name},
                  "the model's %s is not what this version expects; make it anew with 'make train'", what);
}

enum { MOST_TRANSITION = 1 << 16, MOST_POTENTIAL = 300 };

static bg_status load_chain(bg_str section, const char *name, bg_labeller *labeller, bg_diagnostics *diagnostics) {
  bg_label_chain *chain = &labeller->chain;
  if (section.len != sizeof *chain) return bad(name, "table of transitions", diagnostics);
  memcpy(chain, section.data, sizeof *chain);
  if (chain->labels != BG_LABEL_COUNT || chain->per_unit == 0) return bad(name, "table of transitions", diagnostics);
  for (unsigned from = 0; from <= BG_LABEL_COUNT; from++)
    for (unsigned to = 0; to < BG_LABEL_COUNT; to++)
      if (chain->transitions[from][to] > MOST_TRANSITION || chain->transitions[from][to] < -MOST_TRANSITION)
        return bad(name, "table of transitions", diagnostics);
  labeller->scale = 1.0 / chain->per_unit;
  return BG_OK;
}

/* u32 words, u32 fine classes, u32 hash[words], u16 fine[words], u16 coarse[fine classes] */
static bg_status load_classes(bg_str section, const char *name, bg_word_classes *classes, bg_diagnostics *diagnostics) {
  uint32_t head[2];
  if (section.len < sizeof head) return bad(name, "classes of words", diagnostics);
  memcpy(head, section.data, sizeof head);
  size_t words = head[0], fine = head[1];
  if (fine > UINT16_MAX || section.len != sizeof head + words * 6 + fine * 2 || words % 2 != 0)
    return bad(name, "classes of words", diagnostics);
  classes->words = (const uint32_t *)(const void *)(section.data + sizeof head);
  classes->fine = (const uint16_t *)(const void *)(classes->words + words);
  classes->coarse = classes->fine + words;
  classes->word_count = words;
  classes->fine_count = fine;
  for (size_t i = 1; i < words; i++)
    if (classes->words[i] < classes->words[i - 1]) return bad(name, "classes of words", diagnostics);
  return BG_OK;
}

/* e to the x for x <= 0, the same on every machine, which libm does not promise. */
static double exponential(double x) {
  if (x < -700) return 0;
  int halvings = (int)(0.5 - x * 1.4426950408889634);
  double r = x + halvings * 0.6931471805599453, term = 1, sum = 1;
  for (int k = 1; k < 14; k++) {
    term *= r / k;
    sum += term;
  }
  for (int i = 0; i < halvings; i++) sum *= 0.5;
  return sum;
}

static void fill_table(bg_labeller *labeller) {
  for (unsigned from = 0; from <= BG_LABEL_COUNT; from++) {
    for (unsigned to = 0; to < BG_LABEL_COUNT; to++) {
      bool allowed = from == BG_LABEL_NONE ? !bg_label_is_inside(to) : bg_label_may_follow(from, to);
      double score = labeller->chain.transitions[from][to] * labeller->scale;
      if (score > MOST_POTENTIAL) score = MOST_POTENTIAL;
      labeller->table.at[from][to] = !allowed ? 0 : score <= 0 ? exponential(score) : 1 / exponential(-score);
    }
  }
}

bg_status bg_labeller_from(bg_str weights, bg_str chain, bg_str words, const char *name, bg_diagnostics *diagnostics,
                           bg_labeller **labeller) {
  bg_labeller *l = BG_NEW(bg_labeller);
  bg_status status = bg_linear_open(weights, name, diagnostics, &l->linear);
  if (status == BG_OK && l->linear.classes != BG_LABEL_COUNT) status = bad(name, "set of labels", diagnostics);
  if (status == BG_OK) status = load_chain(chain, name, l, diagnostics);
  if (status == BG_OK) status = load_classes(words, name, &l->classes, diagnostics);
  if (status != BG_OK) {
    bg_labeller_free(l);
    return status;
  }
  fill_table(l);
  *labeller = l;
  return BG_OK;
}

bg_status bg_labeller_new(const bg_model_file *file, bg_diagnostics *diagnostics, bg_labeller **labeller) {
  return bg_labeller_from(
      bg_model_file_section(file, BG_LABEL_SECTION_WEIGHTS), bg_model_file_section(file, BG_LABEL_SECTION_CHAIN),
      bg_model_file_section(file, BG_LABEL_SECTION_WORDS), bg_model_file_name(file), diagnostics, labeller);
}

void bg_labeller_free(bg_labeller *labeller) {
  bg_free(labeller);
}

/* ---- decoding -----------------------------------------------------------------------------------------------------
 */

typedef struct {
  int32_t score[BG_LABEL_COUNT];
  int64_t best[BG_LABEL_COUNT];
  uint8_t from[BG_LABEL_COUNT];
  double forward[BG_LABEL_COUNT], backward[BG_LABEL_COUNT]; /* each row sums to 1 */
  double potential[BG_LABEL_COUNT];
  uint8_t label;
  bool plain;
} cell;

static void score_cells(const bg_labeller *labeller, const bg_label_features *f, cell *cells) {
  for (size_t i = 0; i < f->word_count; i++) {
    memset(cells[i].score, 0, sizeof cells[i].score);
    cells[i].plain = f->plain[i];
    if (!f->plain[i])
      bg_linear_score(&labeller->linear, f->hashes + f->starts[i], f->starts[i + 1] - f->starts[i], cells[i].score);
  }
}

/* Labels that a word may have: a word far from any name is outside. */
static unsigned label_limit(const cell *c) {
  return c->plain ? 1 : BG_LABEL_COUNT;
}

static const int64_t worst = INT64_MIN;

static void decode(const bg_labeller *labeller, cell *cells, size_t count) {
  for (size_t i = 0; i < count; i++) {
    for (unsigned to = 0; to < BG_LABEL_COUNT; to++) {
      cells[i].best[to] = worst;
      cells[i].from[to] = 0;
      if (to >= label_limit(&cells[i])) continue;
      if (i == 0 && !bg_label_is_inside(to))
        cells[i].best[to] = labeller->chain.transitions[BG_LABEL_NONE][to] + cells[i].score[to];
      for (unsigned from = 0; i > 0 && from < label_limit(&cells[i - 1]); from++) {
        if (!bg_label_may_follow(from, to) || cells[i - 1].best[from] == worst) continue;
        int64_t value = cells[i - 1].best[from] + labeller->chain.transitions[from][to] + cells[i].score[to];
        if (value <= cells[i].best[to]) continue;
        cells[i].best[to] = value;
        cells[i].from[to] = (uint8_t)from;
      }
    }
  }
  unsigned label = 0;
  for (unsigned k = 1; k < BG_LABEL_COUNT; k++)
    if (cells[count - 1].best[k] > cells[count - 1].best[label]) label = k;
  for (size_t i = count; i > 0; i--) {
    cells[i - 1].label = (uint8_t)label;
    label = cells[i - 1].from[label];
  }
}

static void normalise(double *row) {
  double sum = 0;
  for (unsigned k = 0; k < BG_LABEL_COUNT; k++) sum += row[k];
  for (unsigned k = 0; k < BG_LABEL_COUNT && sum > 0; k++) row[k] /= sum;
}

static void potentials(const bg_labeller *labeller, cell *cells, size_t count) {
  for (size_t i = 0; i < count; i++) {
    int32_t top = cells[i].score[0];
    for (unsigned k = 1; k < label_limit(&cells[i]); k++)
      if (cells[i].score[k] > top) top = cells[i].score[k];
    for (unsigned k = 0; k < BG_LABEL_COUNT; k++)
      cells[i].potential[k] = k < label_limit(&cells[i]) ? exponential((cells[i].score[k] - top) * labeller->scale) : 0;
  }
}

static void forward_backward(const transition_table *table, cell *cells, size_t count) {
  for (size_t i = 0; i < count; i++) {
    for (unsigned to = 0; to < BG_LABEL_COUNT; to++) {
      double sum = i == 0 ? table->at[BG_LABEL_NONE][to] : 0;
      for (unsigned from = 0; i > 0 && from < BG_LABEL_COUNT; from++)
        sum += cells[i - 1].forward[from] * table->at[from][to];
      cells[i].forward[to] = sum * cells[i].potential[to];
    }
    normalise(cells[i].forward);
  }
  for (size_t i = count; i > 0; i--) {
    for (unsigned from = 0; from < BG_LABEL_COUNT; from++) {
      double sum = i == count ? 1 : 0;
      for (unsigned to = 0; i < count && to < BG_LABEL_COUNT; to++)
        sum += table->at[from][to] * cells[i].potential[to] * cells[i].backward[to];
      cells[i - 1].backward[from] = sum;
    }
    normalise(cells[i - 1].backward);
  }
}

/* The probability that words from first to end are one name of that type, of all ways to label the sentence. */
static double probability(const cell *cells, size_t count, size_t first, size_t end, unsigned type) {
  unsigned begin = bg_label_begin(type), inside = bg_label_inside(type);
  double best = 1;
  for (size_t i = first; i < end; i++) {
    unsigned label = i == first ? begin : inside;
    double sum = 0;
    for (unsigned k = 0; k < BG_LABEL_COUNT; k++) sum += cells[i].forward[k] * cells[i].backward[k];
    double own = sum > 0 ? cells[i].forward[label] * cells[i].backward[label] / sum : 0;
    if (own < best) best = own;
  }
  if (end < count) {
    double go_on = cells[end].forward[inside] * cells[end].backward[inside], sum = 0;
    for (unsigned k = 0; k < BG_LABEL_COUNT; k++) sum += cells[end].forward[k] * cells[end].backward[k];
    double ends = sum > 0 ? 1 - go_on / sum : 1;
    if (ends < best) best = ends;
  }
  return best;
}

static const struct {
  bg_name_kind kind;
  bg_fine_kind fine;
} kinds[BG_TYPE_COUNT] = {
    [BG_TYPE_PERSON] = {BG_KIND_PERSON, BG_FINE_NONE},
    [BG_TYPE_POLITICIAN] = {BG_KIND_PERSON, BG_FINE_POLITICIAN},
    [BG_TYPE_ORGANIZATION] = {BG_KIND_ORGANIZATION, BG_FINE_NONE},
    [BG_TYPE_PARTY] = {BG_KIND_ORGANIZATION, BG_FINE_PARTY},
    [BG_TYPE_PLACE] = {BG_KIND_PLACE, BG_FINE_NONE},
    [BG_TYPE_COUNTRY] = {BG_KIND_PLACE, BG_FINE_COUNTRY},
    [BG_TYPE_EVENT] = {BG_KIND_EVENT, BG_FINE_NONE},
    [BG_TYPE_ELECTION] = {BG_KIND_EVENT, BG_FINE_ELECTION},
    [BG_TYPE_INITIATIVE] = {BG_KIND_INITIATIVE, BG_FINE_NONE},
    [BG_TYPE_GROUP] = {BG_KIND_GROUP, BG_FINE_NONE},
    [BG_TYPE_OTHER] = {BG_KIND_OTHER, BG_FINE_NONE},
};

static bool any_name(const cell *cells, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (cells[i].label != BG_LABEL_OUTSIDE) return true;
  return false;
}

void bg_labeller_label(const bg_labeller *labeller, const bg_gazetteer *gazetteer, const bg_analysis *analysis,
                       size_t sentence, bg_labelled_name **names, size_t *count, size_t *capacity) {
  const bg_sentence *s = &analysis->sentences[sentence];
  if (s->word_count == 0) return;
  bg_label_features features = {0};
  bg_label_features_of(&labeller->classes, gazetteer, analysis, sentence, &features);
  cell *cells = bg_calloc(s->word_count, sizeof *cells);
  score_cells(labeller, &features, cells);
  decode(labeller, cells, s->word_count);
  if (any_name(cells, s->word_count)) {
    potentials(labeller, cells, s->word_count);
    forward_backward(&labeller->table, cells, s->word_count);
  }
  for (size_t i = 0; i < s->word_count;) {
    if (!bg_label_is_begin(cells[i].label)) {
      i++;
      continue;
    }
    unsigned type = bg_label_type_of(cells[i].label);
    size_t end = i + 1;
    while (end < s->word_count && cells[end].label == bg_label_inside(type)) end++;
    BG_GROW(*names, *capacity, *count + 1);
    (*names)[(*count)++] = (bg_labelled_name){
        .first_word = s->first_word + i,
        .end_word = s->first_word + end,
        .kind = kinds[type].kind,
        .fine = kinds[type].fine,
        .confidence = probability(cells, s->word_count, i, end, type),
    };
    i = end;
  }
  bg_free(cells);
  bg_label_features_free(&features);
}
