/* Whom a piece of advice is for: its subject, its list, its heading, or who was addressed before. */
#include <string.h>

#include "extract/recommend_parts.h"

enum { LONGEST_HEADING = 10 };

bg_section_kind advice_section(const adviser *r, size_t sentence) {
  const bg_block *block = scope_block(r->s, sentence);
  return block ? block->section : BG_SECTION_BODY;
}

bool advice_in_list(const adviser *r, size_t sentence) {
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

/* "two" in "the two governments": how many actors are meant, 0 when it does not say. */
static size_t number_at(const adviser *r, size_t word) {
  static const char *const words[] = {"two", "three", "four", "five", "six", "seven", "eight"};
  if (scope_form(r->s, word, "both")) return 2;
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (scope_form(r->s, word, words[i])) return i + 2;
  return 0;
}

/* As many as were last addressed together. */
static void counted_actors(const adviser *r, size_t first, size_t end, entity_list *list) {
  for (size_t i = first; i < end && !list->count; i++) {
    size_t number = number_at(r, i);
    for (size_t k = r->list.count; number && k > 0; k--)
      if (r->list.items[k - 1].addressee.count == number) {
        *list = r->list.items[k - 1].addressee;
        break;
      }
  }
}

/* "Recommendations for the European Union", "To the government of Kenya", "European Union". */
void advice_see_heading(adviser *r, size_t sentence) {
  r->heading = (entity_list){0};
  r->section++;
  r->for_others = false;
  if (advice_section(r, sentence) != BG_SECTION_RECOMMENDATIONS) return;
  const bg_sentence *t = &r->reading->analysis->sentences[sentence];
  counted_actors(r, t->first_word, t->first_word + t->word_count, &r->heading);
  if (!r->heading.count) actors_of(r, sentence, false, &r->heading);
  bool directed = t->word_count && (scope_form(r->s, t->first_word, "for") || scope_form(r->s, t->first_word, "to"));
  r->for_others = directed && !r->heading.count;
}

bool advice_heads_list(const adviser *r, size_t sentence) {
  const bg_sentence *t = &r->reading->analysis->sentences[sentence];
  const bg_block *block = scope_block(r->s, sentence);
  if (!block || block->kind != BG_BLOCK_PARAGRAPH || t->word_count > LONGEST_HEADING) return false;
  if (t->start > block->start || t->end < block->end || t->block + 1 >= bg_brief_block_count(r->reading->brief))
    return false;
  if (bg_brief_block(r->reading->brief, t->block + 1)->kind != BG_BLOCK_ITEM) return false;
  for (size_t i = t->first_word; i < t->first_word + t->word_count; i++) {
    bg_str tag = r->s->words[i].xpos;
    if (bg_str_is(tag, "MD") || bg_str_is(tag, "VBZ") || bg_str_is(tag, "VBD") || bg_str_is(tag, ".")) return false;
  }
  return true;
}

static void see_lead(const adviser *r, size_t sentence, entity_list *list) {
  size_t lead = r->s->lead[r->reading->analysis->sentences[sentence].block];
  if (lead != SIZE_MAX) actors_of(r, lead, true, list);
}

void advice_see_dedication(adviser *r, size_t sentence) {
  const bg_sentence *t = &r->reading->analysis->sentences[sentence];
  for (size_t i = t->first_word; i < t->first_word + t->word_count; i++) {
    if (!scope_lemma(r->s, i, "recommendation") && !scope_lemma(r->s, i, "option")) continue;
    for (size_t k = scope_first(r->s, i); k != NO_WORD; k = scope_next(r->s, k)) {
      marker m = scope_marker(r->s, k);
      if (strcmp(m.form, "for") == 0 || strcmp(m.form, "to") == 0) advice_actors(r->s, k, &r->document);
    }
  }
}

/* A pronoun, or in advice people in general ("policymakers"): whoever was addressed before. "We" and "donors" are
 * others. */
static bool common_subject(const adviser *r, size_t word, bool advises) {
  if (scope_upos(r->s, word) == BG_UPOS_PRON)
    return advises || !(scope_form(r->s, word, "we") || scope_form(r->s, word, "i"));
  return advises && scope_upos(r->s, word) == BG_UPOS_NOUN &&
         scope_cue(r->s->lexicon, CUE_PEOPLE, r->s->words[word].lemma);
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

bool advice_name_addressee(adviser *r, advice *a, bool advises) {
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
  size_t number = scope_child(r->s, subject, BG_REL_NUMMOD);
  if (number != NO_WORD) counted_actors(r, number, number + 1, &a->addressee);
  if (!a->addressee.count) advice_subject_actors(r->s, subject, &a->addressee);
  if (a->addressee.count) return true;
  if (common_subject(r, subject, advises)) return true;
  /* Who is not known is somebody else than who was addressed before. */
  if (scope_upos(r->s, subject) == BG_UPOS_PROPN || scope_is_actor(r->s, subject)) return false;
  a->confidence *= 0.6;
  return advises && !a->weak;
}

void advice_carry_addressee(adviser *r, advice *a) {
  if (a->addressee.count) return;
  a->carried = true;
  bool list = advice_in_list(r, a->sentence);
  if (list || a->imperative) see_lead(r, a->sentence, &a->addressee);
  if (!a->addressee.count) a->addressee = r->heading;
  if (!a->addressee.count && !(list && a->imperative) && r->last_section == r->section) {
    a->addressee = r->last;
    a->by_habit = true;
    a->confidence *= 0.9;
  }
}
