#include "train/names_measure.h"

#include <stdio.h>

#include "base/memory.h"

/* ---- measuring
 * -------------------------------------------------------------------------------------------------------- */

typedef struct {
  size_t right, offered, gold;
} score;

static void print_score(const char *label, score s) {
  double p = s.offered ? (double)s.right / (double)s.offered : 0, r = s.gold ? (double)s.right / (double)s.gold : 0;
  printf("%-28s %5zu gold  P %5.1f  R %5.1f  F1 %5.1f\n", label, s.gold, 100 * p, 100 * r,
         p + r > 0 ? 200 * p * r / (p + r) : 0);
}

static const struct {
  bg_name_kind kind;
  bg_fine_kind fine;
} shown[BG_TYPE_COUNT] = {
    {BG_KIND_PERSON, BG_FINE_NONE},        {BG_KIND_PERSON, BG_FINE_POLITICIAN}, {BG_KIND_ORGANIZATION, BG_FINE_NONE},
    {BG_KIND_ORGANIZATION, BG_FINE_PARTY}, {BG_KIND_PLACE, BG_FINE_NONE},        {BG_KIND_PLACE, BG_FINE_COUNTRY},
    {BG_KIND_EVENT, BG_FINE_NONE},         {BG_KIND_EVENT, BG_FINE_ELECTION},    {BG_KIND_INITIATIVE, BG_FINE_NONE},
    {BG_KIND_GROUP, BG_FINE_NONE},         {BG_KIND_OTHER, BG_FINE_NONE}};

static unsigned type_of_answer(const bg_labelled_name *name) {
  for (unsigned k = 0; k < BG_TYPE_COUNT; k++)
    if (shown[k].kind == name->kind && shown[k].fine == name->fine) return k;
  return BG_TYPE_OTHER;
}

/* person, organisation, place, event; the rest is left out */
static unsigned collapsed(unsigned types) {
  unsigned groups = 0;
  if (types & (1u << BG_TYPE_PERSON | 1u << BG_TYPE_POLITICIAN)) groups |= 1;
  if (types & (1u << BG_TYPE_ORGANIZATION | 1u << BG_TYPE_PARTY)) groups |= 2;
  if (types & (1u << BG_TYPE_PLACE | 1u << BG_TYPE_COUNTRY)) groups |= 4;
  if (types & (1u << BG_TYPE_EVENT | 1u << BG_TYPE_ELECTION)) groups |= 8;
  return types & ~0xffu ? 0 : groups;
}

void bg_names_measure(const bg_labeller *labeller, const bg_gazetteer *gazetteer, const bg_language *language,
                      const bg_names_corpus *corpus, const char *label, size_t every) {
  static const char *const type_names[] = {"person", "politician", "organization", "party", "place", "country",
                                           "event",  "election",   "initiative",   "group", "other"};
  score spans = {0}, four = {0}, native = {0}, by_type[BG_TYPE_COUNT] = {0};
  bg_analysis *analysis = bg_analysis_new();
  bg_labelled_name *names = NULL;
  size_t capacity = 0;
  for (size_t i = 0; i < corpus->sentence_count; i += every) {
    bg_analysis_clear(analysis);
    bg_language_analyse(language, bg_buffer_str(&corpus->text), corpus->sentences[i].start, corpus->sentences[i].end, 0,
                        analysis);
    size_t count = 0;
    for (size_t s = 0; s < analysis->sentence_count; s++)
      bg_labeller_label(labeller, gazetteer, analysis, s, &names, &count, &capacity);
    const bg_gold_sentence *g = &corpus->sentences[i];
    for (size_t k = g->first_name; k < g->first_name + g->name_count; k++) {
      if (corpus->names[k].types == BG_ANY_TYPE) continue;
      spans.gold++;
      native.gold++;
      four.gold += collapsed(corpus->names[k].types) != 0;
      for (unsigned ty = 0; ty < BG_TYPE_COUNT; ty++)
        if (corpus->names[k].types >> ty & 1) by_type[ty].gold++;
    }
    for (size_t a = 0; a < count; a++) {
      unsigned type = type_of_answer(&names[a]), group = collapsed(1u << type);
      size_t start = analysis->words[names[a].first_word].start, end = analysis->words[names[a].end_word - 1].end;
      spans.offered++;
      native.offered++;
      four.offered += group != 0;
      by_type[type].offered++;
      for (size_t k = g->first_name; k < g->first_name + g->name_count; k++) {
        const bg_gold_name *n = &corpus->names[k];
        if (n->start != start || n->end != end) continue;
        spans.right++;
        bool right = n->types >> type & 1;
        native.right += right;
        by_type[type].right += right;
        four.right += group && (collapsed(n->types) & group);
      }
    }
  }
  printf("== %s\n", label);
  print_score("  spans", spans);
  print_score("  four types", four);
  print_score("  all types", native);
  for (unsigned ty = 0; ty < BG_TYPE_COUNT; ty++)
    if (by_type[ty].gold + by_type[ty].offered) print_score(type_names[ty], by_type[ty]);
  bg_free(names);
  bg_analysis_free(analysis);
}
