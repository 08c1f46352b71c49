/* Internal: turning cells into values and checking them. Each check reports into the diagnostics of its row. */
#ifndef BG_CLAIMS_CELLS_H
#define BG_CLAIMS_CELLS_H

#include "base/map.h"
#include "claims/claim_set.h"

typedef struct {
  bg_arena *arena;
  const bg_brief *brief;
  bg_diagnostics *diagnostics;
  bg_location at;
  const bg_map *entities; /* id to index */
} bg_row;

/* ASCII letters, digits, '_', '-' and '.', not starting with a dot: what ids are made of. */
bool bg_is_slug(bg_str s);
bg_str bg_cell_text(bg_row *row, bg_str cell);
/* Not empty. */
bg_str bg_cell_required(bg_row *row, bg_str cell, const char *column);
/* A slug that is not in `seen` yet; added to it. */
bg_str bg_cell_new_id(bg_row *row, bg_str cell, bg_map *seen);
bg_str_list bg_cell_list(bg_row *row, bg_str cell);
/* An entity that exists, with the closest known id in the message when it does not. */
bg_str bg_cell_entity(bg_row *row, bg_str cell, const char *column);
bg_str_list bg_cell_entities(bg_row *row, bg_str cell, const char *column);
bg_str bg_cell_voice(bg_row *row, bg_str cell);
bg_str bg_cell_time(bg_row *row, bg_str cell);
bg_str bg_cell_wikidata(bg_row *row, bg_str cell);
double bg_cell_confidence(bg_row *row, bg_str cell);
bg_modality bg_cell_modality(bg_row *row, bg_str cell);
bg_polarity bg_cell_polarity(bg_row *row, bg_str cell, bool advice);
bg_strength bg_cell_strength(bg_row *row, bg_str cell);
bg_claim_status bg_cell_status(bg_row *row, bg_str cell);
bg_evidence_list bg_cell_evidence(bg_row *row, bg_str quotes, bg_str places);
/* Who proposed the row: "curated" when the cell is empty. */
bg_str bg_cell_origin(bg_row *row, bg_str cell);

#endif
