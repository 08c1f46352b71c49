#include "claims/claims_csv.h"

#include <stdint.h>

#include "base/memory.h"
#include "claims/cells.h"
#include "claims/table.h"

enum {
  E_ID,
  E_TYPE,
  E_LABEL,
  E_ALIASES,
  E_PART_OF,
  E_WIKIDATA,
  E_DESCRIPTION,
  E_STATUS,
  E_CONFIDENCE,
  E_ORIGIN,
  E_COLUMNS
};
static const bg_column entity_columns[E_COLUMNS] = {
    {"id", true},        {"type", true},         {"label", true},   {"aliases", false},    {"part_of", false},
    {"wikidata", false}, {"description", false}, {"status", false}, {"confidence", false}, {"origin", false}};

enum {
  C_ID,
  C_SUBJECT,
  C_RELATION,
  C_OBJECT,
  C_MODALITY,
  C_POLARITY,
  C_VOICE,
  C_STRENGTH,
  C_TIME,
  C_TOPICS,
  C_INSTRUMENT,
  C_CITES,
  C_QUOTE,
  C_STATUS,
  C_NOTE,
  C_CONFIDENCE,
  C_ORIGIN,
  C_TRIGGER,
  C_PLACE,
  C_COLUMNS
};
static const bg_column claim_columns[C_COLUMNS] = {
    {"id", true},          {"subject", true}, {"relation", true},  {"object", true},  {"modality", true},
    {"polarity", false},   {"voice", false},  {"strength", false}, {"time", false},   {"topics", false},
    {"instrument", false}, {"cites", false},  {"quote", true},     {"status", false}, {"note", false},
    {"confidence", false}, {"origin", false}, {"trigger", false},  {"place", false}};

enum {
  R_ID,
  R_ADDRESSEE,
  R_ACTION,
  R_TARGET,
  R_PARTNER,
  R_TOPICS,
  R_INSTRUMENT,
  R_STRENGTH,
  R_POLARITY,
  R_QUOTE,
  R_NOTE,
  R_STATUS,
  R_CONFIDENCE,
  R_ORIGIN,
  R_TRIGGER,
  R_PLACE,
  R_COLUMNS
};
static const bg_column recommendation_columns[R_COLUMNS] = {
    {"id", true},          {"addressee", true}, {"action", true},      {"target", false},
    {"partner", false},    {"topics", false},   {"instrument", false}, {"strength", true},
    {"polarity", false},   {"quote", true},     {"note", false},       {"status", false},
    {"confidence", false}, {"origin", false},   {"trigger", false},    {"place", false}};

/* ---- reading ---- */

typedef struct {
  bg_claim_set *set;
  bg_row row;
  bg_table *table;
  bg_map *seen; /* ids of this file to their lines */
} row_reader;

static bg_str cell(const row_reader *r, size_t column) {
  return bg_table_cell(r->table, column);
}

static void read_entity(row_reader *r) {
  bg_claim_set *set = r->set;
  BG_GROW(set->entities, set->entity_capacity, set->entity_count + 1);
  set->entities[set->entity_count++] = (bg_entity){
      .id = bg_cell_new_id(&r->row, cell(r, E_ID), r->seen),
      .type = bg_cell_required(&r->row, cell(r, E_TYPE), "type"),
      .label = bg_cell_required(&r->row, cell(r, E_LABEL), "label"),
      .aliases = bg_cell_list(&r->row, cell(r, E_ALIASES)),
      .part_of = bg_cell_list(&r->row, cell(r, E_PART_OF)),
      .wikidata = bg_cell_wikidata(&r->row, cell(r, E_WIKIDATA)),
      .description = bg_cell_text(&r->row, cell(r, E_DESCRIPTION)),
      .status = bg_cell_status(&r->row, cell(r, E_STATUS)),
      .confidence = bg_cell_confidence(&r->row, cell(r, E_CONFIDENCE)),
      .origin = bg_cell_origin(&r->row, cell(r, E_ORIGIN)),
      .line = r->row.at.line,
  };
}

static void read_claim(row_reader *r) {
  bg_claim_set *set = r->set;
  bg_row *row = &r->row;
  BG_GROW(set->claims, set->claim_capacity, set->claim_count + 1);
  bg_claim *claim = &set->claims[set->claim_count++];
  *claim = (bg_claim){
      .id = bg_cell_new_id(row, cell(r, C_ID), r->seen),
      .subject = bg_cell_entity(row, cell(r, C_SUBJECT), "subject"),
      .relation = bg_cell_required(row, cell(r, C_RELATION), "relation"),
      .object = bg_cell_entity(row, cell(r, C_OBJECT), "object"),
      .modality = bg_cell_modality(row, cell(r, C_MODALITY)),
      .polarity = bg_cell_polarity(row, cell(r, C_POLARITY), false),
      .voice = bg_cell_voice(row, cell(r, C_VOICE)),
      .strength = bg_cell_strength(row, cell(r, C_STRENGTH)),
      .time = bg_cell_time(row, cell(r, C_TIME)),
      .topics = bg_cell_entities(row, cell(r, C_TOPICS), "topics"),
      .instrument = bg_cell_entities(row, cell(r, C_INSTRUMENT), "instrument"),
      .cites = bg_cell_entities(row, cell(r, C_CITES), "cites"),
      .evidence = bg_cell_evidence(row, cell(r, C_QUOTE), cell(r, C_PLACE)),
      .status = bg_cell_status(row, cell(r, C_STATUS)),
      .confidence = bg_cell_confidence(row, cell(r, C_CONFIDENCE)),
      .origin = bg_cell_origin(row, cell(r, C_ORIGIN)),
      .trigger = bg_cell_text(row, cell(r, C_TRIGGER)),
      .note = bg_cell_text(row, cell(r, C_NOTE)),
      .line = row->at.line,
  };
  if (claim->strength != BG_NO_STRENGTH && claim->modality != BG_RECOMMENDED)
    bg_error(row->diagnostics, BG_ERROR_INVALID, &row->at,
             "strength '%s' on a claim that is %s; only recommended claims have a strength",
             bg_strength_name(claim->strength), bg_modality_name(claim->modality));
}

static void read_recommendation(row_reader *r) {
  bg_claim_set *set = r->set;
  bg_row *row = &r->row;
  BG_GROW(set->recommendations, set->recommendation_capacity, set->recommendation_count + 1);
  set->recommendations[set->recommendation_count++] = (bg_recommendation){
      .id = bg_cell_new_id(row, cell(r, R_ID), r->seen),
      .addressee = bg_cell_entities(row, bg_cell_required(row, cell(r, R_ADDRESSEE), "addressee"), "addressee"),
      .action = bg_cell_required(row, cell(r, R_ACTION), "action"),
      .target = bg_cell_entities(row, cell(r, R_TARGET), "target"),
      .partner = bg_cell_entities(row, cell(r, R_PARTNER), "partner"),
      .topics = bg_cell_entities(row, cell(r, R_TOPICS), "topics"),
      .instrument = bg_cell_entities(row, cell(r, R_INSTRUMENT), "instrument"),
      .strength = bg_cell_strength(row, bg_cell_required(row, cell(r, R_STRENGTH), "strength")),
      .polarity = bg_cell_polarity(row, cell(r, R_POLARITY), true),
      .evidence = bg_cell_evidence(row, cell(r, R_QUOTE), cell(r, R_PLACE)),
      .status = bg_cell_status(row, cell(r, R_STATUS)),
      .confidence = bg_cell_confidence(row, cell(r, R_CONFIDENCE)),
      .origin = bg_cell_origin(row, cell(r, R_ORIGIN)),
      .trigger = bg_cell_text(row, cell(r, R_TRIGGER)),
      .note = bg_cell_text(row, cell(r, R_NOTE)),
      .line = row->at.line,
  };
}

/* Read every row; mistakes inside a row are collected, broken CSV ends the file. */
static bg_status read_file(row_reader *r, const char *path, const bg_column *columns, size_t count,
                           void (*read_row)(row_reader *)) {
  BG_TRY(bg_table_open(path, columns, count, r->row.diagnostics, &r->table));
  r->seen = bg_map_new();
  bool more;
  bg_status status;
  while ((status = bg_table_next(r->table, &more)) == BG_OK && more) {
    r->row.at = bg_table_location(r->table);
    read_row(r);
  }
  bg_map_free(r->seen);
  bg_table_close(r->table);
  return status;
}

/* ---- checks across rows ---- */

/* Mark the entities that stand in no circle of part_of, whole by whole (Kahn 1962): an entity is free once all its
 * wholes are. Linear in entities and links. */
static void mark_free(const bg_claim_set *set, const bg_map *index, bool *is_free) {
  size_t n = set->entity_count, links = 0, tail = 0;
  size_t *waiting = bg_calloc(n, sizeof *waiting), *queue = bg_calloc(n, sizeof *queue);
  size_t *first = bg_calloc(n + 2, sizeof *first);
  for (size_t i = 0; i < n; i++) links += set->entities[i].part_of.count;
  size_t *parts = bg_calloc(links, sizeof *parts); /* parts of entity w: parts[first[w] .. first[w + 1]) */
  for (int fill = 0; fill < 2; fill++) {
    for (size_t i = 0; i < n; i++) {
      const bg_str_list *wholes = &set->entities[i].part_of;
      for (size_t k = 0; k < wholes->count; k++) {
        size_t whole = bg_map_get(index, wholes->items[k], SIZE_MAX);
        if (whole == SIZE_MAX) continue;
        if (fill) parts[first[whole + 1]++] = i, waiting[i]++;
        else first[whole + 2]++;
      }
    }
    if (!fill)
      for (size_t i = 2; i < n + 2; i++) first[i] += first[i - 1];
  }
  for (size_t i = 0; i < n; i++)
    if (!waiting[i]) queue[tail++] = i;
  for (size_t head = 0; head < tail; head++) {
    is_free[queue[head]] = true;
    for (size_t k = first[queue[head]]; k < first[queue[head] + 1]; k++)
      if (--waiting[parts[k]] == 0) queue[tail++] = parts[k];
  }
  bg_free(waiting);
  bg_free(queue);
  bg_free(first);
  bg_free(parts);
}

static void check_entities(bg_row *row, const bg_claim_set *set) {
  bool *is_free = bg_calloc(set->entity_count, sizeof *is_free);
  mark_free(set, row->entities, is_free);
  for (size_t i = 0; i < set->entity_count; i++) {
    const bg_entity *e = &set->entities[i];
    row->at.line = e->line;
    for (size_t k = 0; k < e->part_of.count; k++) (void)bg_cell_entity(row, e->part_of.items[k], "part_of");
    if (!is_free[i])
      bg_error(row->diagnostics, BG_ERROR_INVALID, &row->at,
               "part_of of '%.*s' runs into a circle; a part cannot contain its whole", BG_FMT(e->id));
  }
  bg_free(is_free);
}

static bg_map *index_entities(const bg_claim_set *set) {
  bg_map *index = bg_map_new();
  for (size_t i = 0; i < set->entity_count; i++) bg_map_set(index, set->entities[i].id, i);
  return index;
}

/* ---- the directory ---- */

static bg_status read_optional(row_reader *r, const char *directory, const char *name, const bg_column *columns,
                               size_t count, void (*read_row)(row_reader *)) {
  char *path = bg_path_join(directory, name);
  bg_status status = bg_is_file(path) ? read_file(r, path, columns, count, read_row) : BG_OK;
  bg_free(path);
  return status;
}

static bg_status read_entities(row_reader *r, const char *directory) {
  char *path = bg_path_join(directory, "entities.csv");
  bg_status status = read_file(r, path, entity_columns, E_COLUMNS, read_entity);
  if (status == BG_OK) {
    r->row.entities = index_entities(r->set);
    r->row.at = (bg_location){.file = path};
    check_entities(&r->row, r->set);
  }
  bg_free(path);
  return status;
}

bg_status bg_claims_read_csv(const char *directory, const bg_brief *brief, bg_diagnostics *diagnostics,
                             bg_claim_set **result) {
  *result = NULL;
  size_t errors = bg_diagnostics_errors(diagnostics);
  bg_claim_set *set = bg_claim_set_new();
  row_reader r = {.set = set, .row = {.arena = set->arena, .brief = brief, .diagnostics = diagnostics}};
  bg_status status = read_entities(&r, directory);
  if (status == BG_OK) status = read_optional(&r, directory, "claims.csv", claim_columns, C_COLUMNS, read_claim);
  if (status == BG_OK)
    status =
        read_optional(&r, directory, "recommendations.csv", recommendation_columns, R_COLUMNS, read_recommendation);
  bg_map_free((bg_map *)(uintptr_t)r.row.entities);
  if (status == BG_OK && bg_diagnostics_errors(diagnostics) > errors) status = BG_ERROR_INVALID;
  if (status != BG_OK) {
    bg_claim_set_free(set);
    return status;
  }
  *result = set;
  return BG_OK;
}

/* ---- writing ---- */

static void put_cell(bg_buffer *out, bg_str text, bool last) {
  bg_csv_put_field(out, text);
  bg_buffer_putc(out, last ? '\n' : ',');
}

static void put_list(bg_buffer *out, const bg_str_list *list) {
  bg_buffer joined = {0};
  for (size_t i = 0; i < list->count; i++) {
    if (i) bg_buffer_putc(&joined, ';');
    bg_buffer_add(&joined, list->items[i]);
  }
  put_cell(out, bg_buffer_str(&joined), false);
  bg_buffer_free(&joined);
}

static void put_quotes(bg_buffer *out, const bg_evidence_list *evidence) {
  bg_buffer quotes = {0};
  bg_evidence_join(evidence, &quotes);
  put_cell(out, bg_buffer_str(&quotes), false);
  bg_buffer_free(&quotes);
}

static void put_places(bg_buffer *out, const bg_evidence_list *evidence) {
  bg_buffer places = {0};
  bg_evidence_join_places(evidence, &places);
  put_cell(out, bg_buffer_str(&places), true);
  bg_buffer_free(&places);
}

static void put_confidence(bg_buffer *out, double confidence) {
  bg_buffer_put_double(out, confidence);
  bg_buffer_putc(out, ',');
}

static void put_header(bg_buffer *out, const bg_column *columns, size_t count) {
  for (size_t i = 0; i < count; i++) put_cell(out, bg_str_from(columns[i].name), i + 1 == count);
}

static void put_entity(bg_buffer *out, const bg_entity *e) {
  put_cell(out, e->id, false);
  put_cell(out, e->type, false);
  put_cell(out, e->label, false);
  put_list(out, &e->aliases);
  put_list(out, &e->part_of);
  put_cell(out, e->wikidata, false);
  put_cell(out, e->description, false);
  put_cell(out, bg_str_from(bg_claim_status_name(e->status)), false);
  put_confidence(out, e->confidence);
  put_cell(out, e->origin, true);
}

static void put_claim(bg_buffer *out, const bg_claim *c) {
  put_cell(out, c->id, false);
  put_cell(out, c->subject, false);
  put_cell(out, c->relation, false);
  put_cell(out, c->object, false);
  put_cell(out, bg_str_from(bg_modality_name(c->modality)), false);
  put_cell(out, bg_str_from(bg_polarity_name(c->polarity)), false);
  put_cell(out, c->voice, false);
  put_cell(out, bg_str_from(bg_strength_name(c->strength)), false);
  put_cell(out, c->time, false);
  put_list(out, &c->topics);
  put_list(out, &c->instrument);
  put_list(out, &c->cites);
  put_quotes(out, &c->evidence);
  put_cell(out, bg_str_from(bg_claim_status_name(c->status)), false);
  put_cell(out, c->note, false);
  put_confidence(out, c->confidence);
  put_cell(out, c->origin, false);
  put_cell(out, c->trigger, false);
  put_places(out, &c->evidence);
}

static const char *advice_name(bg_polarity polarity) {
  return polarity == BG_AFFIRMED ? "do" : polarity == BG_NEGATED ? "avoid" : "not-needed";
}

static void put_recommendation(bg_buffer *out, const bg_recommendation *r) {
  put_cell(out, r->id, false);
  put_list(out, &r->addressee);
  put_cell(out, r->action, false);
  put_list(out, &r->target);
  put_list(out, &r->partner);
  put_list(out, &r->topics);
  put_list(out, &r->instrument);
  put_cell(out, bg_str_from(bg_strength_name(r->strength)), false);
  put_cell(out, bg_str_from(advice_name(r->polarity)), false);
  put_quotes(out, &r->evidence);
  put_cell(out, r->note, false);
  put_cell(out, bg_str_from(bg_claim_status_name(r->status)), false);
  put_confidence(out, r->confidence);
  put_cell(out, r->origin, false);
  put_cell(out, r->trigger, false);
  put_places(out, &r->evidence);
}

enum { FILES = 3 };

/* All three or none: a disk that fills up leaves the old ones as they were. */
static bg_status open_files(const char *directory, bg_diagnostics *diagnostics, bg_output *outputs[FILES]) {
  static const char *const names[FILES] = {"entities.csv", "claims.csv", "recommendations.csv"};
  bg_status status = bg_make_directory(directory, diagnostics);
  for (size_t i = 0; i < FILES; i++) {
    outputs[i] = NULL;
    if (status != BG_OK) continue;
    char *path = bg_path_join(directory, names[i]);
    status = bg_output_open(path, diagnostics, &outputs[i]);
    bg_free(path);
  }
  for (size_t i = 0; status != BG_OK && i < FILES; i++) bg_output_free(outputs[i]);
  return status;
}

bg_status bg_claims_write_csv(const bg_claim_set *set, const char *directory, bg_diagnostics *diagnostics) {
  bg_output *outputs[FILES];
  BG_TRY(open_files(directory, diagnostics, outputs));
  bg_buffer text = {0};
  put_header(&text, entity_columns, E_COLUMNS);
  for (size_t i = 0; i < set->entity_count; i++) put_entity(&text, &set->entities[i]);
  bg_output_drain(outputs[0], &text);
  put_header(&text, claim_columns, C_COLUMNS);
  for (size_t i = 0; i < set->claim_count; i++) put_claim(&text, &set->claims[i]);
  bg_output_drain(outputs[1], &text);
  put_header(&text, recommendation_columns, R_COLUMNS);
  for (size_t i = 0; i < set->recommendation_count; i++) put_recommendation(&text, &set->recommendations[i]);
  bg_output_drain(outputs[2], &text);
  bg_buffer_free(&text);
  return bg_output_commit_all(outputs, FILES, diagnostics);
}
