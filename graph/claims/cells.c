#include "claims/cells.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

bg_str bg_cell_text(bg_row *row, bg_str cell) {
  return cell.len ? bg_arena_str(row->arena, cell) : BG_STR_EMPTY;
}

static void complain(bg_row *row, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void complain(bg_row *row, const char *format, ...) {
  va_list args;
  va_start(args, format);
  bg_error_list(row->diagnostics, BG_ERROR_INVALID, &row->at, format, args);
  va_end(args);
}

bg_str bg_cell_required(bg_row *row, bg_str cell, const char *column) {
  if (!cell.len) complain(row, "column '%s' is empty; fill it in", column);
  return bg_cell_text(row, cell);
}

bool bg_is_slug(bg_str s) {
  for (size_t i = 0; i < s.len; i++) {
    char c = s.data[i];
    bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (!letter && !strchr("_-.", c)) return false;
  }
  return s.len > 0 && s.data[0] != '.';
}

bg_str bg_cell_new_id(bg_row *row, bg_str cell, bg_map *seen) {
  bg_str id = bg_cell_text(row, cell);
  if (!bg_is_slug(id))
    complain(row, "id '%.*s' is not a slug; use ASCII letters, digits, '_', '-' and '.'", BG_FMT(id));
  else if (bg_map_has(seen, id))
    complain(row, "id '%.*s' is used before, in line %zu; ids are unique", BG_FMT(id), bg_map_get(seen, id, 0));
  else bg_map_set(seen, id, row->at.line);
  return id;
}

bg_str_list bg_cell_list(bg_row *row, bg_str cell) {
  bg_str_list list = {0};
  size_t most = 1;
  for (size_t i = 0; i < cell.len; i++) most += cell.data[i] == ';';
  bg_str rest = cell, part;
  if (!cell.len) return list;
  list.items = bg_arena_alloc(row->arena, most * sizeof *list.items);
  while (bg_str_split(&rest, ';', &part)) {
    part = bg_str_trim(part);
    if (part.len) list.items[list.count++] = bg_cell_text(row, part);
  }
  return list;
}

/* ---- entities ---- */

/* How far two ids are from each other, roughly: the length that is left after a shared start and a shared end. */
static size_t rough_distance(bg_str a, bg_str b) {
  size_t start = 0, end = 0;
  size_t shorter = a.len < b.len ? a.len : b.len;
  while (start < shorter && a.data[start] == b.data[start]) start++;
  while (end < shorter - start && a.data[a.len - 1 - end] == b.data[b.len - 1 - end]) end++;
  size_t longer = a.len > b.len ? a.len : b.len;
  return longer - start - end;
}

static bg_str closest_entity(const bg_row *row, bg_str id) {
  bg_str best = BG_STR_EMPTY;
  size_t best_distance = 4;
  for (size_t i = 0; i < bg_map_count(row->entities); i++) {
    bg_str known = bg_map_key(row->entities, i);
    size_t d = rough_distance(id, known);
    if (d < best_distance && d < known.len) best = known, best_distance = d;
  }
  return best;
}

static void check_entity(bg_row *row, bg_str id, const char *column) {
  if (bg_map_has(row->entities, id)) return;
  bg_str closest = closest_entity(row, id);
  if (closest.len)
    complain(row, "%s: unknown entity '%.*s'; did you mean '%.*s'?", column, BG_FMT(id), BG_FMT(closest));
  else complain(row, "%s: unknown entity '%.*s'; add it to entities.csv", column, BG_FMT(id));
}

bg_str bg_cell_entity(bg_row *row, bg_str cell, const char *column) {
  bg_str id = bg_cell_required(row, cell, column);
  if (id.len) check_entity(row, id, column);
  return id;
}

bg_str_list bg_cell_entities(bg_row *row, bg_str cell, const char *column) {
  bg_str_list list = bg_cell_list(row, cell);
  for (size_t i = 0; i < list.count; i++) check_entity(row, list.items[i], column);
  return list;
}

bg_str bg_cell_voice(bg_row *row, bg_str cell) {
  if (!cell.len) return BG_STR("author");
  bg_str voice = bg_cell_text(row, cell);
  bool unnamed = voice.len > 2 && voice.data[0] == '(' && voice.data[voice.len - 1] == ')';
  if (!unnamed && !bg_str_is(voice, "author")) check_entity(row, voice, "voice");
  return voice;
}

/* ---- values ---- */

static bool digits(bg_str s, size_t from, size_t count) {
  if (s.len < from + count) return false;
  for (size_t i = from; i < from + count; i++)
    if (s.data[i] < '0' || s.data[i] > '9') return false;
  return true;
}

static bool in_range(bg_str s, size_t from, int low, int high) {
  int value = (s.data[from] - '0') * 10 + (s.data[from + 1] - '0');
  return value >= low && value <= high;
}

static int days_in(int year, int month) {
  static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : days[month - 1];
}

/* YYYY, YYYY-MM or YYYY-MM-DD that exists. */
static bool is_date(bg_str s) {
  if (!digits(s, 0, 4)) return false;
  if (s.len == 4) return true;
  if (s.data[4] != '-' || !digits(s, 5, 2) || !in_range(s, 5, 1, 12)) return false;
  if (s.len == 7) return true;
  int year = (s.data[0] - '0') * 1000 + (s.data[1] - '0') * 100 + (s.data[2] - '0') * 10 + (s.data[3] - '0');
  int month = (s.data[5] - '0') * 10 + (s.data[6] - '0');
  return s.len == 10 && s.data[7] == '-' && digits(s, 8, 2) && in_range(s, 8, 1, days_in(year, month));
}

bg_str bg_cell_time(bg_row *row, bg_str cell) {
  if (!cell.len) return BG_STR_EMPTY;
  size_t slash = bg_str_find(cell, BG_STR("/"), 0);
  bool good =
      is_date(bg_str_slice(cell, 0, slash)) && (slash == SIZE_MAX || is_date(bg_str_slice(cell, slash + 1, cell.len)));
  if (!good)
    complain(row, "time '%.*s' is not ISO 8601; write 2024, 2024-01, 2024-01-18, or two of them with '/' between",
             BG_FMT(cell));
  return bg_cell_text(row, cell);
}

bg_str bg_cell_wikidata(bg_row *row, bg_str cell) {
  bool good = cell.len >= 2 && cell.data[0] == 'Q' && cell.data[1] != '0' && digits(cell, 1, cell.len - 1);
  if (cell.len && !good) complain(row, "wikidata '%.*s' is not an item id such as Q843", BG_FMT(cell));
  return bg_cell_text(row, cell);
}

double bg_cell_confidence(bg_row *row, bg_str cell) {
  if (!cell.len) return 1;
  char *text = bg_str_dup(cell), *end;
  double value = strtod(text, &end);
  bool good = end != text && *end == '\0' && value >= 0 && value <= 1;
  bg_free(text);
  if (!good) complain(row, "confidence '%.*s' is not a number from 0 to 1", BG_FMT(cell));
  return good ? value : 1;
}

bg_modality bg_cell_modality(bg_row *row, bg_str cell) {
  bg_modality value;
  if (bg_modality_parse(cell, &value)) return value;
  complain(row, "modality '%.*s' is unknown; use asserted, recommended, possible or implied", BG_FMT(cell));
  return BG_ASSERTED;
}

bg_polarity bg_cell_polarity(bg_row *row, bg_str cell, bool advice) {
  bg_polarity value = BG_AFFIRMED;
  bool good = !cell.len || bg_polarity_parse(cell, &value);
  if (good && (advice || value != BG_NOT_NEEDED)) return value;
  complain(row, "polarity '%.*s' is unknown; use %s", BG_FMT(cell),
           advice ? "do, avoid or not-needed" : "affirmed or negated");
  return BG_AFFIRMED;
}

bg_strength bg_cell_strength(bg_row *row, bg_str cell) {
  bg_strength value;
  if (bg_strength_parse(cell, &value)) return value;
  complain(row, "strength '%.*s' is unknown; use must, should, consider or can", BG_FMT(cell));
  return BG_NO_STRENGTH;
}

bg_claim_status bg_cell_status(bg_row *row, bg_str cell) {
  bg_claim_status value = BG_ACCEPTED;
  if (!cell.len || bg_claim_status_parse(cell, &value)) return value;
  complain(row, "status '%.*s' is unknown; use accepted, proposed or rejected", BG_FMT(cell));
  return BG_ACCEPTED;
}

bg_str bg_cell_origin(bg_row *row, bg_str cell) {
  return cell.len ? bg_cell_text(row, cell) : BG_STR("curated");
}

bg_evidence_list bg_cell_evidence(bg_row *row, bg_str quotes, bg_str places) {
  bg_evidence_list evidence = {0};
  if (bg_cell_required(row, quotes, "quote").len)
    (void)bg_evidence_locate(row->brief, quotes, places, row->arena, &row->at, row->diagnostics, &evidence);
  return evidence;
}
