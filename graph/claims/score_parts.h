/* Internal to scoring. */
#ifndef BG_CLAIMS_SCORE_PARTS_H
#define BG_CLAIMS_SCORE_PARTS_H

#include "base/map.h"
#include "claims/score.h"

/* ---- counts ---- */

typedef struct {
  size_t right, offered, found, gold;
} bg_tally;

/* The counts of one measure, or of one type of it, by unit of resampling. */
typedef struct {
  const char *group, *measure;
  bg_str type;
  bg_tally *units;
  size_t unit_capacity;
} bg_measure;

typedef struct {
  bg_score_report *report;
  const bg_score_facts *facts;
  double least;
  bool one_document;
  bg_map *units; /* key to number */
  bg_measure *measures;
  size_t measure_count, measure_capacity;
  bg_map *index; /* "group\tmeasure\ttype" to measure */
} bg_scorer;

/* Number of the unit that a paragraph or entity (`part`, any words) of a document belongs to. */
size_t bg_scorer_unit(bg_scorer *scorer, bg_str document, bg_str part);
/* Count at a measure, and at its type when that is not empty. */
void bg_scorer_count(bg_scorer *scorer, const char *group, const char *measure, bg_str type, size_t unit,
                     bg_tally tally);
/* Make a measure stand in the report even when nothing is counted. */
void bg_scorer_need(bg_scorer *scorer, const char *group, const char *measure);
void bg_scorer_error(bg_scorer *scorer, const char *group, bool missed, bg_str document, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/* ---- parts ---- */

/* The longer words of a text (more than three bytes) in small letters without accents; keys live in the arena. Owned by
 * the caller. */
bg_map *bg_score_words(bg_arena *arena, bg_str text);
/* The places of a mention, with its type if asked. */
bg_str bg_score_span_key(bg_arena *arena, const bg_mark *mention, bool typed);
/* Words of the first that are in the second. */
size_t bg_score_common_words(const bg_map *words, const bg_map *others);

/* For each entity of the system the gold's entity that it is; SIZE_MAX for none. Owned by the caller. */
size_t *bg_align_entities(const bg_judged_document *document, const bg_score_facts *facts);

void bg_score_entities(bg_scorer *scorer, const bg_judged_document *document, const size_t *aligned);
void bg_score_claims(bg_scorer *scorer, const bg_judged_document *document, const size_t *aligned);
void bg_score_recommendations(bg_scorer *scorer, const bg_judged_document *document, const size_t *aligned);

#endif
