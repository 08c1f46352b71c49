/* Recommendations of a document: found sentence by sentence, given their addressee, told once each. */
#include "extract/recommend.h"

#include <stdint.h>
#include <string.h>

#include "base/map.h"
#include "base/memory.h"
#include "claims/copy.h"
#include "extract/recommend_parts.h"

/* Advice of the section made for it is compared with at most so many others, so that time stays linear. */
enum { MOST_COMPARED = 128, MOST_WORDS = 48, FEWEST_SHARED = 3 };

typedef struct {
  bg_scoper *s;
  const bg_reading *reading;
  advice_list list;
  entity_list heading;  /* whom the heading names: "To the European Union" */
  entity_list last;     /* the addressee of what went before */
  size_t last_section;  /* number of the heading below which that was */
  size_t last_sentence; /* in which it was named */
  size_t section;       /* number of headings so far */
  entity_list document; /* whom the document as a whole addresses: "recommendations for NATO" */
  size_t *named;        /* of each entity: how often it is addressed by name in the recommendations */
  size_t named_total;
} adviser;

/* ---- who is addressed ---- */

static bg_section_kind section_of(const adviser *r, size_t sentence) {
  const bg_block *block = scope_block(r->s, sentence);
  return block ? block->section : BG_SECTION_BODY;
}

static bool in_list(const adviser *r, size_t sentence) {
  const bg_block *block = scope_block(r->s, sentence);
  return block && r->s->lead_cue[r->reading->analysis->sentences[sentence].block] != NULL;
}

/* Actors named in the words of a sentence, or the first with those coordinated with it. */
static void actors_in(const adviser *r, size_t sentence, bool first_only, bool nominal, entity_list *list) {
  const bg_sentence *t = &r->reading->analysis->sentences[sentence];
  for (size_t i = t->first_word; i < t->first_word + t->word_count; i++) {
    size_t before = list->count;
    const bg_mention *m = bg_reading_mention_at(r->reading, i);
    if (!m || m->nested || m->form == BG_FORM_ADJECTIVE || (m->form == BG_FORM_NOMINAL) != nominal) continue;
    if (first_only) advice_subject_actors(r->s, i, list);
    else advice_actor(r->s, i, list);
    if (first_only && list->count > before) return;
  }
}

/* Names count before common nouns: "the European Union and its member states". */
static void actors_of(const adviser *r, size_t sentence, bool first_only, entity_list *list) {
  actors_in(r, sentence, first_only, false, list);
  if (!list->count) actors_in(r, sentence, first_only, true, list);
}

/* "Recommendations for the European Union", "To the government of Kenya", "European Union". */
static void see_heading(adviser *r, size_t sentence) {
  r->heading = (entity_list){0};
  r->section++;
  if (section_of(r, sentence) == BG_SECTION_RECOMMENDATIONS) actors_of(r, sentence, false, &r->heading);
}

static void see_lead(const adviser *r, size_t sentence, entity_list *list) {
  size_t lead = r->s->lead[r->reading->analysis->sentences[sentence].block];
  if (lead != SIZE_MAX) actors_of(r, lead, true, list);
}

/* "recommendations for NATO": whom the document addresses. */
static void see_dedication(adviser *r, size_t sentence) {
  const bg_sentence *t = &r->reading->analysis->sentences[sentence];
  for (size_t i = t->first_word; i < t->first_word + t->word_count; i++) {
    if (!scope_lemma(r->s, i, "recommendation") && !scope_lemma(r->s, i, "option")) continue;
    for (size_t k = scope_first(r->s, i); k != NO_WORD; k = scope_next(r->s, k)) {
      marker m = scope_marker(r->s, k);
      if (strcmp(m.form, "for") == 0 || strcmp(m.form, "to") == 0) advice_actors(r->s, k, &r->document);
    }
  }
}

static bool common_subject(const adviser *r, size_t word) {
  return scope_upos(r->s, word) == BG_UPOS_PRON ||
         (scope_upos(r->s, word) == BG_UPOS_NOUN && scope_is_actor(r->s, word));
}

/* "in the interest of both countries", "important for Kenya": actors beside the words of duty; "for Kenya to act". */
static void actors_beside(adviser *r, const advice *a, entity_list *list) {
  for (size_t i = 0; i < a->chain_count; i++) {
    size_t word = a->chain[i];
    if (word == a->action) break;
    for (size_t k = scope_first(r->s, word); k != NO_WORD; k = scope_next(r->s, k)) {
      bg_deprel relation = scope_rel(r->s, k);
      marker m = scope_marker(r->s, k);
      bool of = m.form[0] == '\0' || strcmp(m.form, "of") == 0 || strcmp(m.form, "for") == 0;
      if ((relation == BG_REL_NMOD || relation == BG_REL_OBL) && of) advice_actors(r->s, k, list);
    }
  }
  size_t own = scope_local(r->s, a->action)->subject;
  if (own != NO_WORD) advice_actors(r->s, own, list);
}

static size_t agent_of(const adviser *r, const advice *a) {
  for (size_t i = 0; i < a->chain_count; i++)
    for (size_t k = scope_first(r->s, a->chain[i]); k != NO_WORD; k = scope_next(r->s, k))
      if (r->s->words[k].deprel == BG_REL_OBL_AGENT) return k;
  return NO_WORD;
}

/* "Kenya must see that ..., and it should ..."; "They should also ..." right after "The United States and Japan should
 * ...", whomever the pronoun is taken for. */
static bool means_last(const adviser *r, const advice *a) {
  size_t subject = a->possible_subject;
  bool pronoun = scope_form(r->s, subject, "they") || scope_form(r->s, subject, "it");
  if (pronoun && r->last_sentence == a->sentence) return true;
  if (r->last_section != r->section || r->last.count < 2) return false;
  const bg_mention *m = bg_reading_mention_at(r->reading, subject);
  bool fits = !m || m->entity == BG_NO_ENTITY || entity_list_has(&r->last, m->entity);
  return fits && (scope_form(r->s, subject, "they") || scope_form(r->s, subject, "both"));
}

/* The addressee that the clause names; false when it names none, and what it says is no advice to anybody. */
static bool name_addressee(adviser *r, advice *a, bool advises) {
  size_t subject = a->possible_subject;
  if (subject == NO_WORD) {
    actors_beside(r, a, &a->addressee);
    if (a->addressee.count == 0 && !a->imperative) a->confidence *= advises ? 0.7 : 0.5;
    return a->addressee.count > 0 || a->imperative || advises;
  }
  bool passive = scope_local(r->s, a->action)->passive || r->s->words[subject].deprel == BG_REL_NSUBJ_PASS;
  if (passive && (scope_head(r->s, subject) == a->action || a->action != a->anchor)) {
    size_t agent = agent_of(r, a);
    if (agent != NO_WORD) advice_actors(r->s, agent, &a->addressee);
    a->confidence *= a->addressee.count ? 0.9 : 0.7;
    return a->addressee.count > 0 || advises;
  }
  if (means_last(r, a)) {
    a->addressee = r->last;
    a->carried = true;
    return true;
  }
  advice_subject_actors(r->s, subject, &a->addressee);
  if (a->addressee.count) return true;
  if (common_subject(r, subject)) return true;
  /* A name that is not known is somebody else than who was addressed before. */
  if (scope_upos(r->s, subject) == BG_UPOS_PROPN) return false;
  a->confidence *= 0.6;
  return advises && !a->weak;
}

/* From the lead of the list, the heading, or what went before. */
static void carry_addressee(adviser *r, advice *a) {
  if (a->addressee.count) return;
  a->carried = true;
  bool list = in_list(r, a->sentence);
  if (list || a->imperative) see_lead(r, a->sentence, &a->addressee);
  if (!a->addressee.count) a->addressee = r->heading;
  if (!a->addressee.count && !(list && a->imperative) && r->last_section == r->section) {
    a->addressee = r->last;
    a->confidence *= 0.9;
  }
}

static double base_confidence(const adviser *r, const advice *a) {
  bool advises = section_of(r, a->sentence) == BG_SECTION_RECOMMENDATIONS || in_list(r, a->sentence);
  bg_section_kind section = section_of(r, a->sentence);
  bool front = section == BG_SECTION_SUMMARY || section == BG_SECTION_CONCLUSION;
  if (a->weak) return advises ? 0.88 : front ? 0.5 : 0.45;
  return advises ? 0.95 : front ? 0.88 : 0.75;
}

/* "The EU should:" is said in full by the list that follows. */
static bool introduces_list(const adviser *r, size_t sentence) {
  size_t block = r->reading->analysis->sentences[sentence].block;
  return block + 1 < bg_brief_block_count(r->reading->brief) && r->s->lead[block + 1] == sentence;
}

static bool readable(const adviser *r, size_t sentence) {
  const bg_block *block = scope_block(r->s, sentence);
  return block && !introduces_list(r, sentence) && block->kind != BG_BLOCK_CAPTION && block->kind != BG_BLOCK_TITLE &&
         block->kind != BG_BLOCK_HEADING && block->section != BG_SECTION_NOTES;
}

static void read_sentence(adviser *r, size_t sentence) {
  const bg_block *block = scope_block(r->s, sentence);
  see_dedication(r, sentence);
  if (block && block->kind == BG_BLOCK_HEADING) see_heading(r, sentence);
  if (!readable(r, sentence)) return;
  bool advises = block->section == BG_SECTION_RECOMMENDATIONS || in_list(r, sentence);
  size_t kept = r->list.count, from = kept;
  advice_find(r->s, sentence, &r->list);
  for (size_t i = from; i < r->list.count; i++) {
    advice a = r->list.items[i];
    a.confidence *= base_confidence(r, &a);
    if (!name_addressee(r, &a, advises)) continue;
    carry_addressee(r, &a);
    bool hint = a.weak && !advises;
    if (a.addressee.count && !hint) {
      r->last = a.addressee;
      r->last_section = r->section;
      r->last_sentence = sentence;
    }
    for (size_t k = 0; k < a.addressee.count && !hint && !a.carried; k++) r->named[a.addressee.items[k]]++;
    r->named_total += a.addressee.count && !hint && !a.carried;
    r->list.items[kept++] = a;
  }
  r->list.count = kept;
}

/* Whom most of the advice is for, if that is clear. */
static void main_addressee(const adviser *r, entity_list *list) {
  size_t best = SIZE_MAX;
  for (size_t i = 0; i < r->reading->entity_count; i++)
    if (r->named[i] && (best == SIZE_MAX || r->named[i] > r->named[best])) best = i;
  if (best != SIZE_MAX && r->named[best] * 3 >= r->named_total * 2) entity_list_add(list, best);
}

/* Fill in who is still missing; drop what is addressed to nobody, and "can" of somebody who gets no advice. */
static void settle(adviser *r) {
  entity_list fallback = r->document;
  if (!fallback.count) main_addressee(r, &fallback);
  size_t kept = 0;
  for (size_t i = 0; i < r->list.count; i++) {
    advice a = r->list.items[i];
    bool advises = section_of(r, a.sentence) == BG_SECTION_RECOMMENDATIONS || in_list(r, a.sentence);
    if (!a.addressee.count) {
      a.addressee = fallback;
      a.confidence *= 0.7;
    }
    bool hint = a.weak && !advises, known = !hint;
    for (size_t k = 0; k < a.addressee.count; k++) known |= r->named[a.addressee.items[k]] > 0;
    if (!a.addressee.count || !known || (hint && a.carried && scope_upos(r->s, a.possible_subject) != BG_UPOS_PRON))
      continue;
    advice_fill(r->s, &a);
    r->list.items[kept++] = a;
  }
  r->list.count = kept;
}

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
  bg_section_kind section = section_of(r, a->sentence);
  if (section == BG_SECTION_RECOMMENDATIONS) return 0;
  return section == BG_SECTION_SUMMARY ? 1 : section == BG_SECTION_CONCLUSION ? 2 : 3;
}

static void write_all(adviser *r, bg_claim_set *set) {
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

void bg_recommend(const bg_reading *reading, bg_scoper *scoper, bg_claim_set *set) {
  adviser r = {.s = scoper, .reading = reading, .last_section = SIZE_MAX, .last_sentence = SIZE_MAX};
  r.named = bg_calloc(reading->entity_count ? reading->entity_count : 1, sizeof *r.named);
  for (size_t i = 0; i < reading->analysis->sentence_count; i++) read_sentence(&r, i);
  settle(&r);
  write_all(&r, set);
  bg_free(r.list.items);
  bg_free(r.named);
}
