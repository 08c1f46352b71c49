/* The same advice in two places told once, and written into the claim set. */
#include <stdint.h>
#include <string.h>

#include "base/map.h"
#include "base/memory.h"
#include "claims/copy.h"
#include "extract/recommend_parts.h"

/* Advice of the section made for it is compared with at most so many others, so that time stays linear. */
enum { MOST_COMPARED = 128, MOST_WORDS = 48, FEWEST_SHARED = 3 };

/* ---- the same advice in two places ---- */

/* Hashes of the content words, sorted, each once. */
typedef struct {
  uint64_t words[MOST_WORDS];
  size_t count;
} content;

static bool is_content(const bg_scoper *s, size_t word) {
  static const char *const light[] = {"be",   "have", "do",   "make",  "take", "continue", "consider", "help",
                                      "need", "use",  "more", "other", "such", "well",     "country",  "policymaker"};
  bg_upos upos = scope_upos(s, word);
  if (upos != BG_UPOS_NOUN && upos != BG_UPOS_VERB && upos != BG_UPOS_ADJ && upos != BG_UPOS_PROPN) return false;
  for (size_t i = 0; i < sizeof light / sizeof *light; i++)
    if (scope_lemma(s, word, light[i])) return false;
  return true;
}

static void collect_content(const adviser *r, const advice *a, content *c) {
  c->count = 0;
  for (size_t i = a->first; i < a->end && c->count < MOST_WORDS; i++) {
    if (!is_content(r->s, i)) continue;
    uint64_t hash = bg_hash(r->s->words[i].lemma);
    size_t place = c->count;
    while (place > 0 && c->words[place - 1] > hash) place--;
    if (place > 0 && c->words[place - 1] == hash) continue;
    memmove(c->words + place + 1, c->words + place, (c->count - place) * sizeof *c->words);
    c->words[place] = hash;
    c->count++;
  }
}

static size_t shared_words(const content *x, const content *y) {
  size_t shared = 0;
  for (size_t i = 0, k = 0; i < x->count && k < y->count;) {
    if (x->words[i] == y->words[k]) {
      shared++;
      i++;
      k++;
    } else if (x->words[i] < y->words[k]) {
      i++;
    } else {
      k++;
    }
  }
  return shared;
}

/* Said twice: to the same actors, the same way round, and more than half of the content words of the shorter one. */
static bool repeats(const advice *a, const content *x, const advice *b, const content *y) {
  if (a->polarity != b->polarity) return false;
  bool common = false;
  for (size_t i = 0; i < a->addressee.count; i++) common |= entity_list_has(&b->addressee, a->addressee.items[i]);
  if (!common) return false;
  size_t shared = shared_words(x, y), least = x->count < y->count ? x->count : y->count;
  return shared >= FEWEST_SHARED && shared * 2 > least;
}

/* ---- writing ---- */

static bg_str_list ids(const adviser *r, const entity_list *list) {
  bg_str_list out = {bg_arena_alloc(r->reading->arena, (list->count + 1) * sizeof(bg_str)), 0};
  for (size_t i = 0; i < list->count; i++) out.items[out.count++] = r->reading->entities[list->items[i]].entity.id;
  return out;
}

static bg_evidence evidence_of(const adviser *r, const advice *a) {
  const bg_brief *brief = r->reading->brief;
  const bg_word *words = r->reading->analysis->words;
  size_t end = a->end;
  while (end > a->first + 1 && bg_str_is(words[end - 1].form, ",")) end--;
  size_t from = words[a->first].start, to = words[end - 1].end;
  const bg_block *block = scope_block(r->s, a->sentence);
  return (bg_evidence){.start = bg_brief_code_points(brief, from),
                       .end = bg_brief_code_points(brief, to),
                       .quote = bg_str_slice(bg_brief_text(brief), from, to),
                       .locator = block ? block->locator : BG_STR_EMPTY};
}

/* "should consider", "needs to avoid". */
static bg_str trigger_of(const adviser *r, const advice *a) {
  bg_buffer out = {0};
  const local_cues *l = scope_local(r->s, a->anchor);
  if (l->modal) bg_buffer_add(&out, r->s->words[l->modal_word].form);
  for (size_t i = 0; i < a->chain_count; i++) {
    if (a->chain[i] == a->action && out.len) break;
    if (out.len) bg_buffer_putc(&out, ' ');
    bg_buffer_add(&out, r->s->words[a->chain[i]].form);
  }
  bg_str text = bg_arena_str(r->reading->arena, bg_buffer_str(&out));
  bg_buffer_free(&out);
  return text;
}

static const char *rule_of(const adviser *r, const advice *a) {
  if (a->imperative) return "recommend-imperative";
  if (a->weak) return "recommend-can";
  return scope_local(r->s, a->anchor)->modal ? "recommend-modal" : "recommend-necessity";
}

/* The same in every run on the same text. */
static bg_str id_of(const adviser *r, const advice *a, const bg_evidence *evidence) {
  bg_buffer key = {0};
  bg_buffer_printf(&key, "%s\n%zu\n%zu\n%.*s\n%d", bg_brief_sha256(r->reading->brief), evidence->start, evidence->end,
                   BG_FMT(a->text), (int)a->polarity);
  for (size_t i = 0; i < a->addressee.count; i++)
    bg_buffer_printf(&key, "\n%.*s", BG_FMT(r->reading->entities[a->addressee.items[i]].entity.id));
  char hex[BG_SHA256_HEX + 1];
  bg_sha256_hex(bg_buffer_str(&key), hex);
  bg_buffer_free(&key);
  return bg_arena_printf(r->reading->arena, "r%.12s", hex);
}

static void write_advice(adviser *r, const size_t *group, size_t count, bg_claim_set *set) {
  const advice *a = &r->list.items[group[0]];
  bg_evidence *evidence = bg_arena_alloc(r->reading->arena, count * sizeof *evidence);
  double confidence = a->confidence;
  for (size_t i = 0; i < count; i++) {
    const advice *other = &r->list.items[group[i]];
    bg_evidence e = evidence_of(r, other);
    size_t place = i;
    for (; place > 0 && evidence[place - 1].start > e.start; place--) evidence[place] = evidence[place - 1];
    evidence[place] = e;
    if (other->confidence > confidence) confidence = other->confidence;
  }
  bg_evidence own = evidence_of(r, a);
  bg_recommendation item = {.id = id_of(r, a, &own),
                            .addressee = ids(r, &a->addressee),
                            .action = a->text,
                            .target = ids(r, &a->target),
                            .partner = ids(r, &a->partner),
                            .topics = ids(r, &a->topics),
                            .instrument = ids(r, &a->instrument),
                            .strength = a->strength,
                            .polarity = a->polarity,
                            .evidence = {evidence, count},
                            .status = BG_PROPOSED,
                            .confidence = confidence,
                            .origin = bg_str_from(rule_of(r, a)),
                            .trigger = trigger_of(r, a)};
  bg_claim_set_add_recommendation(set, &item);
}

/* The wording of the section of recommendations counts; before and after it, advice is told again. */
static int rank(const adviser *r, const advice *a) {
  bg_section_kind section = advice_section(r, a->sentence);
  if (section == BG_SECTION_RECOMMENDATIONS) return 0;
  return section == BG_SECTION_SUMMARY ? 1 : section == BG_SECTION_CONCLUSION ? 2 : 3;
}

void advice_write(adviser *r, bg_claim_set *set) {
  size_t n = r->list.count, window = n < MOST_COMPARED ? n : MOST_COMPARED;
  size_t *group = bg_calloc(n ? n : 1, sizeof *group);
  bool *told = bg_calloc(n ? n : 1, sizeof *told);
  content *contents = bg_calloc(n ? n : 1, sizeof *contents);
  for (size_t i = 0; i < n; i++) collect_content(r, &r->list.items[i], &contents[i]);
  for (int wanted = 0; wanted < 4; wanted++)
    for (size_t i = 0; i < n; i++) {
      if (told[i] || rank(r, &r->list.items[i]) != wanted) continue;
      size_t count = 0;
      group[count++] = i;
      told[i] = true;
      for (size_t k = i > window ? i - window : 0; k < n && k < i + window; k++) {
        bool elsewhere = rank(r, &r->list.items[k]) > wanted;
        if (told[k] || !elsewhere || !repeats(&r->list.items[i], &contents[i], &r->list.items[k], &contents[k]))
          continue;
        told[k] = true;
        group[count++] = k;
      }
      write_advice(r, group, count, set);
    }
  bg_free(group);
  bg_free(told);
  bg_free(contents);
}
