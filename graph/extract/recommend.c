/* Recommendations of a document: found sentence by sentence, given their addressee, told once each. */
#include "extract/recommend.h"

#include "base/memory.h"
#include "extract/quotes.h"
#include "extract/recommend_parts.h"

static double base_confidence(const adviser *r, const advice *a) {
  bool advises = advice_section(r, a->sentence) == BG_SECTION_RECOMMENDATIONS || advice_in_list(r, a->sentence);
  bg_section_kind section = advice_section(r, a->sentence);
  bool front = section == BG_SECTION_SUMMARY || section == BG_SECTION_CONCLUSION;
  if (a->weak) return advises ? 0.88 : 0.5;
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

/* "Pay for the road. Turkey should ...": a short imperative that opens a paragraph is for whom the paragraph names. */
static void address_openings(adviser *r, size_t sentence) {
  const bg_sentence *t = &r->reading->analysis->sentences[sentence];
  for (size_t i = r->opening; i < r->list.count; i++) {
    advice *a = &r->list.items[i];
    if (r->reading->analysis->sentences[a->sentence].block != t->block || a->carried) continue;
    for (size_t k = r->opening; k < i; k++) {
      advice *before = &r->list.items[k];
      if (!before->imperative || !before->by_habit) continue;
      before->addressee = a->addressee;
      before->by_habit = false;
      before->confidence *= 0.8;
    }
    return;
  }
}

static void read_sentence(adviser *r, size_t sentence) {
  const bg_block *block = scope_block(r->s, sentence);
  advice_see_dedication(r, sentence);
  if (block && (block->kind == BG_BLOCK_HEADING || advice_heads_list(r, sentence))) advice_see_heading(r, sentence);
  if (!readable(r, sentence)) return;
  bool advises = block->section == BG_SECTION_RECOMMENDATIONS || advice_in_list(r, sentence);
  size_t kept = r->list.count, from = kept;
  if (sentence == 0 ||
      r->reading->analysis->sentences[sentence - 1].block != r->reading->analysis->sentences[sentence].block)
    r->opening = kept;
  advice_find(r->s, r->quoted, sentence, &r->list);
  for (size_t i = from; i < r->list.count; i++) {
    advice a = r->list.items[i];
    a.confidence *= base_confidence(r, &a);
    if (!advice_name_addressee(r, &a, advises)) continue;
    advice_carry_addressee(r, &a);
    if (!a.addressee.count && r->for_others) continue;
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
  address_openings(r, sentence);
}

/* Whom most of the advice is for, if that is clear. */
static void main_addressee(const adviser *r, entity_list *list) {
  size_t best = SIZE_MAX;
  for (size_t i = 0; i < r->reading->entity_count; i++)
    if (r->named[i] && (best == SIZE_MAX || r->named[i] > r->named[best])) best = i;
  if (best != SIZE_MAX && r->named[best] * 3 >= r->named_total * 2) entity_list_add(list, best);
}

/* Fill in who is still missing; drop what is addressed to nobody, and "can" of anybody but whom most of the advice is
 * for. */
static void settle(adviser *r) {
  entity_list fallback = r->document, most = {0};
  main_addressee(r, &most);
  if (!fallback.count) fallback = most;
  size_t kept = 0;
  for (size_t i = 0; i < r->list.count; i++) {
    advice a = r->list.items[i];
    bool advises = advice_section(r, a.sentence) == BG_SECTION_RECOMMENDATIONS || advice_in_list(r, a.sentence);
    if (!a.addressee.count) {
      a.addressee = fallback;
      a.confidence *= 0.7;
    }
    bool hint = a.weak && !advises, known = !hint;
    bool pronoun = hint && scope_upos(r->s, a.possible_subject) == BG_UPOS_PRON; /* of whom was addressed before */
    for (size_t k = 0; k < a.addressee.count; k++) {
      size_t whom = a.addressee.items[k];
      known |= entity_list_has(&most, whom) || (pronoun && r->named[whom] > 0);
    }
    if (!a.addressee.count || !known || (hint && a.carried && !pronoun)) continue;
    if (advice_fill(r->s, &a)) r->list.items[kept++] = a;
  }
  r->list.count = kept;
}

void bg_recommend(const bg_reading *reading, bg_scoper *scoper, bg_claim_set *set) {
  adviser r = {.s = scoper, .reading = reading, .last_section = SIZE_MAX, .last_sentence = SIZE_MAX};
  r.named = bg_calloc(reading->entity_count ? reading->entity_count : 1, sizeof *r.named);
  r.quoted = bg_quoted_words(reading);
  for (size_t i = 0; i < reading->analysis->sentence_count; i++) read_sentence(&r, i);
  settle(&r);
  advice_write(&r, set);
  bg_free(r.list.items);
  bg_free(r.named);
  bg_free(r.quoted);
}
