#include "claims/claim_set.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

static const char *const modality_names[] = {"asserted", "recommended", "possible", "implied"};
static const char *const polarity_names[] = {"affirmed", "negated", "notNeeded"};
static const char *const strength_names[] = {"", "must", "should", "consider", "can"};
static const char *const status_names[] = {"accepted", "proposed", "rejected"};

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Index of `text` among `names`, or `count`. */
static size_t lookup(bg_str text, const char *const *names, size_t count) {
  size_t i = 0;
  while (i < count && !bg_str_is(text, names[i])) i++;
  return i;
}

const char *bg_modality_name(bg_modality modality) {
  return modality_names[modality];
}

const char *bg_polarity_name(bg_polarity polarity) {
  return polarity_names[polarity];
}

const char *bg_strength_name(bg_strength strength) {
  return strength_names[strength];
}

const char *bg_claim_status_name(bg_claim_status status) {
  return status_names[status];
}

bool bg_modality_parse(bg_str text, bg_modality *modality) {
  size_t i = lookup(text, modality_names, COUNT(modality_names));
  *modality = (bg_modality)i;
  return i < COUNT(modality_names);
}

bool bg_polarity_parse(bg_str text, bg_polarity *polarity) {
  static const char *const advice_names[] = {"do", "avoid", "not-needed"};
  size_t i = lookup(text, polarity_names, COUNT(polarity_names));
  if (i == COUNT(polarity_names)) i = lookup(text, advice_names, COUNT(advice_names));
  *polarity = (bg_polarity)i;
  return i < COUNT(polarity_names);
}

bool bg_strength_parse(bg_str text, bg_strength *strength) {
  size_t i = lookup(text, strength_names, COUNT(strength_names));
  *strength = (bg_strength)i;
  return i < COUNT(strength_names);
}

bool bg_claim_status_parse(bg_str text, bg_claim_status *status) {
  size_t i = lookup(text, status_names, COUNT(status_names));
  *status = (bg_claim_status)i;
  return i < COUNT(status_names);
}

bg_claim_set *bg_claim_set_new(void) {
  bg_claim_set *set = BG_NEW(bg_claim_set);
  set->arena = bg_arena_new();
  return set;
}

void bg_claim_set_free(bg_claim_set *set) {
  if (!set) return;
  bg_free(set->entities);
  bg_free(set->claims);
  bg_free(set->recommendations);
  bg_arena_free(set->arena);
  bg_free(set);
}

const bg_entity *bg_claim_set_entity(const bg_claim_set *set, bg_str id) {
  for (size_t i = 0; i < set->entity_count; i++)
    if (bg_str_equal(set->entities[i].id, id)) return &set->entities[i];
  return NULL;
}

/* ---- evidence ---- */

/* Take the next quote off *rest; quotes are separated by " | ". */
static bool next_quote(bg_str *rest, bg_str *quote) {
  if (!rest->data) return false;
  size_t end = bg_str_find(*rest, BG_STR(" | "), 0);
  *quote = bg_str_trim(bg_str_slice(*rest, 0, end));
  *rest = end == SIZE_MAX ? BG_STR_EMPTY : bg_str_slice(*rest, end + 3, rest->len);
  return true;
}

static int by_start(const void *a, const void *b) {
  const bg_evidence *x = a, *y = b;
  if (x->start != y->start) return x->start < y->start ? -1 : 1;
  return x->end < y->end ? -1 : x->end > y->end;
}

/* Where `text` occurs nearest to a place, given that it occurs at `first`. */
static size_t nearest(const bg_brief *brief, bg_str text, size_t first, size_t place) {
  size_t best = first, least = SIZE_MAX;
  for (size_t at = first; at != SIZE_MAX; at = bg_str_find(bg_brief_text(brief), text, at + 1)) {
    size_t start = bg_brief_code_points(brief, at);
    size_t away = start > place ? start - place : place - start;
    if (away >= least) break; /* they come in order: from here on they are further away */
    best = at, least = away;
  }
  return best;
}

static bg_status locate_one(const bg_brief *brief, bg_str quote, size_t place, bg_arena *arena, const bg_location *row,
                            bg_diagnostics *diagnostics, bg_evidence *evidence) {
  size_t offset = 0, length = 0;
  size_t places = bg_brief_find(brief, quote, &offset, &length);
  if (!places)
    return bg_error(diagnostics, BG_ERROR_INVALID, row,
                    "quote not found in the brief: \"%.*s\"; copy a passage of one paragraph exactly", BG_FMT(quote));
  if (place != SIZE_MAX)
    offset = nearest(brief, bg_str_slice(bg_brief_text(brief), offset, offset + length), offset, place);
  else if (places > 1)
    bg_warning(diagnostics, row, "quote stands %zu times in the brief, the first place is taken: \"%.*s\"; lengthen it",
               places, BG_FMT(quote));
  const bg_block *block = bg_brief_block_at(brief, offset);
  evidence->quote = bg_arena_str(arena, bg_str_slice(bg_brief_text(brief), offset, offset + length));
  evidence->start = bg_brief_code_points(brief, offset);
  evidence->end = bg_brief_code_points(brief, offset + length);
  evidence->locator = bg_arena_str(arena, block->locator);
  return BG_OK;
}

/* Take the next place off *rest: SIZE_MAX when there is none; false when it is not a number. */
static bool next_place(bg_str *rest, size_t *place) {
  bg_str part;
  *place = SIZE_MAX;
  if (!rest->len || !bg_str_split(rest, ';', &part)) return true;
  part = bg_str_trim(part);
  if (!part.len || part.len > 15) return false;
  *place = 0;
  for (size_t i = 0; i < part.len; i++) {
    if (part.data[i] < '0' || part.data[i] > '9') return false;
    *place = *place * 10 + (size_t)(part.data[i] - '0');
  }
  return true;
}

bg_status bg_evidence_locate(const bg_brief *brief, bg_str quotes, bg_str places, bg_arena *arena,
                             const bg_location *row, bg_diagnostics *diagnostics, bg_evidence_list *evidence) {
  size_t count = 0;
  bg_str rest = quotes, quote;
  while (next_quote(&rest, &quote)) count++;
  *evidence = (bg_evidence_list){bg_arena_alloc(arena, count * sizeof(bg_evidence)), 0};
  bg_status status = BG_OK;
  rest = quotes;
  while (next_quote(&rest, &quote)) {
    size_t place;
    if (!next_place(&places, &place))
      status =
          bg_error(diagnostics, BG_ERROR_INVALID, row,
                   "places are code points where the quotes start, with ';' between; leave the cell empty if unsure");
    bg_status one = locate_one(brief, quote, place, arena, row, diagnostics, &evidence->items[evidence->count]);
    if (one == BG_OK) evidence->count++;
    else status = one;
  }
  if (evidence->count > 1) qsort(evidence->items, evidence->count, sizeof(bg_evidence), by_start);
  return status;
}

void bg_evidence_join(const bg_evidence_list *evidence, bg_buffer *out) {
  for (size_t i = 0; i < evidence->count; i++) {
    if (i) bg_buffer_puts(out, " | ");
    bg_buffer_add(out, evidence->items[i].quote);
  }
}

void bg_evidence_join_places(const bg_evidence_list *evidence, bg_buffer *out) {
  for (size_t i = 0; i < evidence->count; i++) bg_buffer_printf(out, "%s%zu", i ? ";" : "", evidence->items[i].start);
}
