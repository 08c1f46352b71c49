#include "extract/scope_lexicon.h"

#include "base/memory.h"
#include "rdf/graph.h"
#include "rdf/reader.h"

#define SCOPE_NS "https://w3id.org/briefgraph/scope#"

enum { LONGEST_FORM = 63 };

struct bg_scope_lexicon {
  bg_arena *arena;
  cue *cues;
  size_t cue_count, cue_capacity;
  bg_map *forms[CUE_COUNT]; /* form in lower case to index of its cue */
};

static const char *const position_names[CUE_COUNT] = {
    "auxiliary", "verb", "object", "wh", "noun", "adjective", "adverb", "mark", "modifier", "reference", "people"};

static bg_str lower(bg_str form, char *buffer) {
  if (form.len > LONGEST_FORM) return BG_STR_EMPTY;
  for (size_t i = 0; i < form.len; i++)
    buffer[i] = (char)(form.data[i] >= 'A' && form.data[i] <= 'Z' ? form.data[i] + ('a' - 'A') : form.data[i]);
  return (bg_str){buffer, form.len};
}

const cue *scope_cue(const bg_scope_lexicon *lexicon, cue_position position, bg_str form) {
  char buffer[LONGEST_FORM];
  size_t index = bg_map_get(lexicon->forms[position], lower(form, buffer), SIZE_MAX);
  return index == SIZE_MAX ? NULL : &lexicon->cues[index];
}

/* ---- reading ---- */

typedef struct {
  bg_scope_lexicon *lexicon;
  const bg_dataset *data;
  const char *path;
  bg_diagnostics *diagnostics;
} lexicon_reader;

static bg_term_id property(const lexicon_reader *r, const char *name) {
  bg_buffer iri = {0};
  bg_buffer_printf(&iri, SCOPE_NS "%s", name);
  bg_term_id id = bg_dataset_find_iri(r->data, iri.data);
  bg_buffer_free(&iri);
  return id;
}

static bg_str value(const lexicon_reader *r, bg_term_id entry, const char *name) {
  bg_term_id p = property(r, name);
  return p ? bg_graph_value(r->data, entry, p) : BG_STR_EMPTY;
}

static bool flag(const lexicon_reader *r, bg_term_id entry, const char *name) {
  return bg_str_is(value(r, entry, name), "true");
}

/* All objects of a property, copied in lower case. */
static bg_str_list values(const lexicon_reader *r, bg_term_id entry, const char *name) {
  bg_term_id p = property(r, name), *ids = NULL;
  size_t count = p ? bg_graph_objects(r->data, entry, p, &ids) : 0;
  bg_str_list list = {bg_arena_alloc(r->lexicon->arena, (count ? count : 1) * sizeof(bg_str)), 0};
  for (size_t i = 0; i < count; i++) {
    char buffer[LONGEST_FORM];
    bg_str form = lower(bg_dataset_term(r->data, ids[i]).value, buffer);
    if (form.len) list.items[list.count++] = bg_arena_str(r->lexicon->arena, form);
  }
  bg_free(ids);
  return list;
}

static bg_status bad(const lexicon_reader *r, bg_term_id entry, const char *what, bg_str which) {
  return bg_error(r->diagnostics, BG_ERROR_INVALID, &(bg_location){.file = r->path}, "%.*s: %s \"%.*s\"",
                  BG_FMT(bg_iri_local_name(bg_dataset_term(r->data, entry).value)), what, BG_FMT(which));
}

static bg_status read_effect(const lexicon_reader *r, bg_term_id entry, cue *c) {
  bg_str modality = value(r, entry, "modality"), strength = value(r, entry, "strength"),
         voice = value(r, entry, "voice");
  c->has_modality = modality.len > 0;
  if (c->has_modality && !bg_modality_parse(modality, &c->modality)) return bad(r, entry, "unknown modality", modality);
  if (strength.len && !bg_strength_parse(strength, &c->strength)) return bad(r, entry, "unknown strength", strength);
  if (bg_str_is(voice, "subject")) c->voice = CUE_SUBJECT;
  else if (bg_str_is(voice, "unnamed")) c->voice = CUE_UNNAMED;
  else if (voice.len) return bad(r, entry, "unknown voice", voice);
  c->weak = flag(r, entry, "weak");
  c->negates = flag(r, entry, "negates");
  c->not_needed = flag(r, entry, "notNeeded");
  c->fact = flag(r, entry, "fact");
  c->asks = flag(r, entry, "asks");
  c->question = flag(r, entry, "question");
  c->nominal = flag(r, entry, "nominal");
  c->brings = flag(r, entry, "brings");
  c->narrow = flag(r, entry, "narrow");
  c->refrains = flag(r, entry, "refrains");
  c->keeps = flag(r, entry, "keeps");
  c->prepositions = values(r, entry, "preposition");
  return BG_OK;
}

static bool has_effect(const cue *c) {
  return c->has_modality || c->voice || c->negates || c->fact || c->question || c->brings || c->narrow;
}

static bg_status read_entry(const lexicon_reader *r, bg_term_id entry) {
  bg_scope_lexicon *lexicon = r->lexicon;
  bg_str name = value(r, entry, "position");
  size_t position = 0;
  while (position < CUE_COUNT && !bg_str_is(name, position_names[position])) position++;
  if (position == CUE_COUNT) return bad(r, entry, "unknown position", name);
  cue c = {0};
  BG_TRY(read_effect(r, entry, &c));
  if (position != CUE_REFERENCE && position != CUE_PEOPLE && !has_effect(&c))
    return bad(r, entry, "no effect in the entry for position", name);
  bg_str_list forms = values(r, entry, "form");
  if (!forms.count) return bad(r, entry, "no form in the entry for position", name);
  BG_GROW(lexicon->cues, lexicon->cue_capacity, lexicon->cue_count + 1);
  lexicon->cues[lexicon->cue_count] = c;
  for (size_t i = 0; i < forms.count; i++)
    if (!bg_map_set(lexicon->forms[position], forms.items[i], lexicon->cue_count))
      return bad(r, entry, "this form stands in another entry of the same position too:", forms.items[i]);
  lexicon->cue_count++;
  return BG_OK;
}

static bg_status read_entries(const lexicon_reader *r) {
  bg_term_id position = property(r, "position");
  const bg_quad *quads = bg_dataset_quads(r->data);
  bg_status status = BG_OK;
  for (size_t i = 0; position && i < bg_dataset_size(r->data); i++) {
    if (quads[i].p != position) continue;
    bg_status one = read_entry(r, quads[i].s);
    if (one != BG_OK) status = one;
  }
  if (status == BG_OK && !r->lexicon->cue_count)
    status = bg_error(r->diagnostics, BG_ERROR_INVALID, &(bg_location){.file = r->path}, "no words of scope in it");
  return status;
}

bg_status bg_scope_lexicon_load(const char *path, bg_diagnostics *diagnostics, bg_scope_lexicon **result) {
  *result = NULL;
  bg_dataset *data = bg_dataset_new();
  bg_status status = bg_rdf_load(path, NULL, data, diagnostics);
  if (status == BG_OK) {
    bg_dataset_index(data);
    bg_scope_lexicon *lexicon = BG_NEW(bg_scope_lexicon);
    lexicon->arena = bg_arena_new();
    for (size_t i = 0; i < CUE_COUNT; i++) lexicon->forms[i] = bg_map_new();
    status = read_entries(&(lexicon_reader){lexicon, data, path, diagnostics});
    if (status == BG_OK) *result = lexicon;
    else bg_scope_lexicon_free(lexicon);
  }
  bg_dataset_free(data);
  return status;
}

void bg_scope_lexicon_free(bg_scope_lexicon *lexicon) {
  if (!lexicon) return;
  for (size_t i = 0; i < CUE_COUNT; i++) bg_map_free(lexicon->forms[i]);
  bg_free(lexicon->cues);
  bg_arena_free(lexicon->arena);
  bg_free(lexicon);
}
