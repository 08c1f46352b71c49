#include "export/graph_model.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/json.h"
#include "base/map.h"
#include "base/memory.h"
#include "export/graph_parts.h"
#include "network/layout.h"

/* ---- fields ---- */

size_t bg_fields_add(bg_fields *fields, const char *name, bg_field_type type) {
  BG_GROW(fields->items, fields->capacity, fields->count + 1);
  bg_field *field = &fields->items[fields->count];
  *field = (bg_field){.name = name, .type = type};
  if (type == BG_FIELD_TEXT) {
    field->texts = bg_calloc(fields->rows, sizeof *field->texts);
  } else if (type == BG_FIELD_LIST) {
    field->lists = bg_calloc(fields->rows, sizeof *field->lists);
  } else {
    field->numbers = bg_realloc_array(NULL, fields->rows, sizeof *field->numbers);
    for (size_t i = 0; i < fields->rows; i++) field->numbers[i] = NAN;
  }
  return fields->count++;
}

const bg_field *bg_fields_find(const bg_fields *fields, const char *name) {
  for (size_t i = 0; i < fields->count; i++)
    if (strcmp(fields->items[i].name, name) == 0) return &fields->items[i];
  return NULL;
}

bg_str *bg_fields_frame(const bg_fields *fields, const char *before, const char *after, bg_arena *arena) {
  bg_str *frames = bg_arena_alloc(arena, fields->count * sizeof *frames);
  for (size_t i = 0; i < fields->count; i++)
    frames[i] = bg_arena_printf(arena, "%s%s%s", before, fields->items[i].name, after);
  return frames;
}

bool bg_field_has(const bg_field *field, size_t row) {
  if (field->type == BG_FIELD_TEXT) return field->texts[row].len > 0;
  if (field->type == BG_FIELD_LIST) return field->lists[row].count > 0;
  return !isnan(field->numbers[row]);
}

static void put_list(const bg_str_list *list, bg_buffer *out) {
  for (size_t i = 0; i < list->count; i++) {
    bg_str rest = list->items[i], part;
    if (i) bg_buffer_putc(out, '|');
    for (bool first = true; bg_str_split(&rest, '|', &part); first = false) {
      if (!first) bg_buffer_puts(out, "\xc2\xa6");
      bg_buffer_add(out, part);
    }
  }
}

void bg_field_put(const bg_field *field, size_t row, bg_buffer *out) {
  switch (field->type) {
    case BG_FIELD_TEXT: bg_buffer_add(out, field->texts[row]); break;
    case BG_FIELD_LIST: put_list(&field->lists[row], out); break;
    case BG_FIELD_BOOLEAN: bg_buffer_puts(out, field->numbers[row] > 0 ? "true" : "false"); break;
    case BG_FIELD_INTEGER:
      if (fabs(field->numbers[row]) < 1e15) bg_buffer_put_double(out, field->numbers[row]);
      else bg_buffer_printf(out, "%.0f", field->numbers[row]);
      break;
    case BG_FIELD_REAL: bg_buffer_put_double(out, field->numbers[row]); break;
  }
}

void bg_put_real(bg_buffer *out, double value) {
  size_t start = out->len;
  bg_buffer_put_double(out, value);
  if (!strpbrk(out->data + start, ".e")) bg_buffer_puts(out, ".0");
}

void bg_field_put_json(const bg_field *field, size_t row, bg_buffer *out) {
  if (field->type == BG_FIELD_TEXT) {
    bg_json_put_string(out, field->texts[row]);
  } else if (field->type == BG_FIELD_LIST) {
    for (size_t i = 0; i < field->lists[row].count; i++) {
      bg_buffer_putc(out, i ? ',' : '[');
      bg_json_put_string(out, field->lists[row].items[i]);
    }
    bg_buffer_puts(out, field->lists[row].count ? "]" : "[]");
  } else if (field->type == BG_FIELD_REAL) {
    bg_put_real(out, field->numbers[row]);
  } else {
    bg_field_put(field, row, out);
  }
}

static void free_fields(bg_fields *fields) {
  for (size_t i = 0; i < fields->count; i++) {
    bg_free(fields->items[i].texts);
    bg_free(fields->items[i].numbers);
    bg_free(fields->items[i].lists);
  }
  bg_free(fields->items);
}

/* ---- ids ---- */

/* May this be written anywhere without quoting? No formula, no XML trouble, no shell trouble. */
static bool is_token(bg_str s) {
  for (size_t i = 0; i < s.len; i++) {
    char c = s.data[i];
    bool word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    if (!word && (i == 0 || (c != '-' && c != '.'))) return false;
  }
  return s.len > 0 && s.len <= 100;
}

/* Ids that the data give are kept when nobody else has them; others are letter and number. */
static void give_ids(bg_graph_model *m, bg_map *taken, const char *letter, const bg_str *wanted, size_t count,
                     bg_str *ids) {
  bg_map *seen = bg_map_new();
  for (size_t i = 0; i < count; i++) bg_map_set(seen, wanted[i], bg_map_get(seen, wanted[i], 0) + 1);
  for (size_t i = 0; i < count; i++) {
    bool good = is_token(wanted[i]) && bg_map_get(seen, wanted[i], 0) == 1 && !bg_map_has(taken, wanted[i]);
    ids[i] = good ? wanted[i] : BG_STR_EMPTY;
    if (good) bg_map_set(taken, wanted[i], i);
  }
  for (size_t i = 0; i < count; i++) {
    if (ids[i].len) continue;
    ids[i] = bg_arena_printf(m->arena, "%s%zu", letter, i);
    while (bg_map_has(taken, ids[i])) ids[i] = bg_arena_printf(m->arena, "%.*s_", BG_FMT(ids[i]));
    bg_map_set(taken, ids[i], i);
  }
  bg_map_free(seen);
}

static void give_all_ids(const bg_graph_input *in, bg_graph_model *m) {
  const bg_network *n = in->network;
  bg_map *taken = bg_map_new();
  bg_str *wanted = bg_calloc(n->actor_count + m->edges.rows, sizeof *wanted);
  for (size_t i = 0; i < n->actor_count; i++) wanted[i] = n->actors[i].id;
  give_ids(m, taken, "n", wanted, n->actor_count, m->node_ids);
  for (size_t i = 0; i < m->edges.rows; i++)
    wanted[i] = m->level == BG_LEVEL_CLAIMS ? n->links[i].claim_id : BG_STR_EMPTY;
  give_ids(m, taken, "e", wanted, m->edges.rows, m->edge_ids);
  bg_free(wanted);
  bg_map_free(taken);
}

/* ---- looks ---- */

static bool is_colour(const char *text) {
  return text && text[0] == '#' && strlen(text) == 7 && strspn(text + 1, "0123456789abcdefABCDEF") == 6;
}

const char *bg_graph_sign_colour(const bg_graph_input *in, double sign) {
  const bg_colours *colours = bg_theme_colours(in->theme);
  const char *found = sign > 0 ? colours->friendly : sign < 0 ? colours->hostile : colours->neutral;
  return is_colour(found) ? found : "#6E6E6E";
}

static void give_looks(const bg_graph_input *in, bg_graph_model *m) {
  size_t most = 1;
  for (size_t i = 0; i < m->nodes.rows; i++)
    if (in->network->actors[i].link_count > most) most = in->network->actors[i].link_count;
  for (size_t i = 0; i < m->nodes.rows; i++) {
    const bg_node_style *style = bg_theme_style(in->theme, m->node_classes[i]);
    m->fills[i] = is_colour(style->fill) ? style->fill : "#ECECEC";
    double size = 10 + 30 * sqrt((double)in->network->actors[i].link_count / (double)most);
    m->sizes[i] = round(size * 100) / 100;
  }
}

static bg_status give_positions(const bg_graph_input *in, bg_diagnostics *diagnostics, bg_graph_model *m) {
  if (!in->positions || m->nodes.rows > BG_MOST_LAID_OUT) return BG_OK;
  m->x = bg_calloc(m->nodes.rows, sizeof *m->x);
  m->y = bg_calloc(m->nodes.rows, sizeof *m->y);
  return bg_layout(in->network, m->x, m->y, diagnostics);
}

/* ---- all ---- */

static void reserve_nodes(bg_graph_model *m, size_t count) {
  m->nodes.rows = count;
  m->node_ids = bg_calloc(count, sizeof *m->node_ids);
  m->node_iris = bg_calloc(count, sizeof *m->node_iris);
  m->node_labels = bg_calloc(count, sizeof *m->node_labels);
  m->node_classes = bg_calloc(count, sizeof *m->node_classes);
  m->fills = bg_calloc(count, sizeof *m->fills);
  m->sizes = bg_calloc(count, sizeof *m->sizes);
}

void bg_graph_reserve_edges(bg_graph_model *m, size_t count) {
  m->edges.rows = count;
  m->from = bg_calloc(count, sizeof *m->from);
  m->to = bg_calloc(count, sizeof *m->to);
  m->edge_ids = bg_calloc(count, sizeof *m->edge_ids);
  m->edge_labels = bg_calloc(count, sizeof *m->edge_labels);
  m->relations = bg_calloc(count, sizeof *m->relations);
  m->weights = bg_calloc(count, sizeof *m->weights);
  m->signed_weights = bg_calloc(count, sizeof *m->signed_weights);
  m->colours = bg_calloc(count, sizeof *m->colours);
  m->documents_of = bg_calloc(count, sizeof *m->documents_of);
  m->starts = bg_calloc(count, sizeof *m->starts);
  m->ends = bg_calloc(count, sizeof *m->ends);
}

bg_status bg_graph_model_new(const bg_graph_input *input, bg_diagnostics *diagnostics, bg_graph_model **model) {
  bg_graph_model *m = BG_NEW(bg_graph_model);
  m->arena = bg_arena_new();
  m->name = bg_arena_str(m->arena, bg_str_from(input->name));
  m->level = input->level;
  m->from_claims = input->network->from_claims;
  m->ontology = input->ontology;
  reserve_nodes(m, input->network->actor_count);
  bg_graph_nodes(input, m);
  if (input->level == BG_LEVEL_TIES) bg_graph_ties(input, m);
  else bg_graph_claims(input, m);
  give_all_ids(input, m);
  give_looks(input, m);
  bg_status status = give_positions(input, diagnostics, m);
  if (status != BG_OK) {
    bg_graph_model_free(m);
    m = NULL;
  }
  *model = m;
  return status;
}

void bg_graph_model_free(bg_graph_model *m) {
  if (!m) return;
  free_fields(&m->nodes);
  free_fields(&m->edges);
  void *const blocks[] = {m->node_ids,
                          m->node_iris,
                          m->node_labels,
                          m->node_classes,
                          (void *)m->fills,
                          m->sizes,
                          m->x,
                          m->y,
                          m->from,
                          m->to,
                          m->edge_ids,
                          m->starts,
                          m->edge_labels,
                          m->relations,
                          m->weights,
                          m->signed_weights,
                          (void *)m->colours,
                          m->ends,
                          m->documents,
                          m->documents_of};
  for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++) bg_free(blocks[i]);
  bg_arena_free(m->arena);
  bg_free(m);
}
