/* Edges of the graph model: each claim, or each tie. */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/map.h"
#include "base/memory.h"
#include "export/graph_parts.h"
#include "rdf/graph.h"
#include "rdf/vocab.h"

typedef struct {
  const bg_graph_input *in;
  bg_graph_model *m;
  bg_term_id evidence, source, topic, instrument, time, status; /* properties */
  bg_map *documents;                                            /* index + 1, by IRI */
  size_t document_capacity;
} edge_maker;

static bg_term_id find(const edge_maker *e, const char *iri) {
  return bg_dataset_find_iri(e->in->dataset, iri);
}

/* ---- days ---- */

static bool digits(bg_str s, size_t from, size_t count) {
  if (s.len < from + count) return false;
  for (size_t i = from; i < from + count; i++)
    if (s.data[i] < '0' || s.data[i] > '9') return false;
  return true;
}

static const char *last_day(int year, int month) {
  bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  if (month == 2) return leap ? "29" : "28";
  return month == 4 || month == 6 || month == 9 || month == 11 ? "30" : "31";
}

/* First or last day of a year, month or day; empty for anything else. */
static bg_str day_of(bg_arena *arena, bg_str text, bool last) {
  if (!digits(text, 0, 4)) return BG_STR_EMPTY;
  if (text.len == 4) return bg_arena_printf(arena, "%.4s-%s", text.data, last ? "12-31" : "01-01");
  if (text.data[4] != '-' || !digits(text, 5, 2)) return BG_STR_EMPTY;
  int year = atoi(text.data), month = (text.data[5] - '0') * 10 + text.data[6] - '0';
  if (month < 1 || month > 12) return BG_STR_EMPTY;
  if (text.len == 7) return bg_arena_printf(arena, "%.7s-%s", text.data, last ? last_day(year, month) : "01");
  bool day = text.len == 10 && text.data[7] == '-' && digits(text, 8, 2);
  return day ? bg_arena_str(arena, text) : BG_STR_EMPTY;
}

static void set_days(edge_maker *e, size_t row, bg_str time) {
  bg_str rest = time, first, last;
  if (!bg_str_split(&rest, '/', &first)) return;
  if (!bg_str_split(&rest, '/', &last)) last = first;
  e->m->starts[row] = day_of(e->m->arena, first, false);
  e->m->ends[row] = day_of(e->m->arena, last, true);
  e->m->timed |= e->m->starts[row].len > 0 || e->m->ends[row].len > 0;
}

/* ---- documents ---- */

static size_t document_of(edge_maker *e, bg_term_id claim) {
  const bg_dataset *d = e->in->dataset;
  bg_term_id evidence = claim ? bg_graph_object(d, claim, e->evidence) : BG_NO_TERM;
  bg_term_id brief = evidence ? bg_graph_object(d, evidence, e->source) : BG_NO_TERM;
  if (!brief) return 0;
  bg_str iri = bg_dataset_term(d, brief).value;
  size_t known = bg_map_get(e->documents, iri, 0);
  if (known) return known;
  bg_graph_model *m = e->m;
  BG_GROW(m->documents, e->document_capacity, m->document_count + 1);
  m->documents[m->document_count++] =
      (bg_graph_document){.iri = iri,
                          .title = bg_graph_label(d, brief),
                          .date = bg_graph_value(d, brief, find(e, DCTERMS_NS "issued")),
                          .publisher = bg_graph_value(d, brief, find(e, DCTERMS_NS "publisher")),
                          .source = bg_graph_value(d, brief, find(e, DCTERMS_NS "source"))};
  bg_map_set(e->documents, iri, m->document_count);
  return m->document_count;
}

/* ---- claims ---- */

static bg_str_list labels_of(const edge_maker *e, bg_term_id claim, bg_term_id property) {
  bg_term_id *ids;
  size_t count = property ? bg_graph_objects(e->in->dataset, claim, property, &ids) : 0;
  if (!count) return (bg_str_list){0};
  bg_str *items = bg_arena_alloc(e->m->arena, count * sizeof *items);
  for (size_t i = 0; i < count; i++) items[i] = bg_graph_label(e->in->dataset, ids[i]);
  bg_free(ids);
  return (bg_str_list){items, count};
}

/* In the order of claim_fields. */
enum {
  LABEL,
  CLAIM,
  RELATION,
  SIGN,
  MODALITY,
  POLARITY,
  VOICE,
  STRENGTH,
  CONFIDENCE,
  STATUS,
  TIME,
  TOPICS,
  INSTRUMENTS,
  QUOTE,
  DOCUMENT,
  DOCUMENT_IRI,
  LOCATOR,
  SYMMETRIC,
  CLAIM_FIELDS
};
static const struct {
  const char *name;
  bg_field_type type;
} claim_fields[CLAIM_FIELDS] = {
    {"label", BG_FIELD_TEXT},       {"claim", BG_FIELD_TEXT},    {"relation", BG_FIELD_TEXT},
    {"sign", BG_FIELD_INTEGER},     {"modality", BG_FIELD_TEXT}, {"polarity", BG_FIELD_TEXT},
    {"voice", BG_FIELD_TEXT},       {"strength", BG_FIELD_TEXT}, {"confidence", BG_FIELD_REAL},
    {"status", BG_FIELD_TEXT},      {"time", BG_FIELD_TEXT},     {"topics", BG_FIELD_LIST},
    {"instruments", BG_FIELD_LIST}, {"quote", BG_FIELD_TEXT},    {"document", BG_FIELD_TEXT},
    {"documentIri", BG_FIELD_TEXT}, {"locator", BG_FIELD_TEXT},  {"symmetric", BG_FIELD_BOOLEAN},
};

static void fill_ends(edge_maker *e, size_t row, const bg_link *link) {
  bg_graph_model *m = e->m;
  m->from[row] = link->from;
  m->to[row] = link->to;
  m->edge_labels[row] = link->label;
  m->relations[row] = link->relation;
  m->weights[row] = 1;
  m->signed_weights[row] = link->sign;
  m->colours[row] = bg_graph_sign_colour(e->in, link->sign);
}

static void fill_claim(edge_maker *e, size_t row, const bg_link *link) {
  bg_field *f = e->m->edges.items;
  bg_term term = bg_term_iri(link->claim);
  bg_term_id claim = bg_dataset_find(e->in->dataset, &term);
  f[CLAIM].texts[row] = link->claim;
  f[MODALITY].texts[row] = bg_str_from(bg_modality_name(link->modality));
  f[POLARITY].texts[row] = bg_str_from(bg_polarity_name(link->polarity));
  f[VOICE].texts[row] = link->own_voice ? BG_STR("author") : link->voice;
  f[STRENGTH].texts[row] = bg_str_from(bg_strength_name(link->strength));
  f[CONFIDENCE].numbers[row] = link->confidence;
  f[QUOTE].texts[row] = link->quote;
  f[LOCATOR].texts[row] = link->locator;
  if (!claim) return; /* a blank node */
  f[STATUS].texts[row] = bg_iri_local_name(bg_graph_value(e->in->dataset, claim, e->status));
  f[TIME].texts[row] = bg_graph_value(e->in->dataset, claim, e->time);
  f[TOPICS].lists[row] = labels_of(e, claim, e->topic);
  f[INSTRUMENTS].lists[row] = labels_of(e, claim, e->instrument);
  set_days(e, row, f[TIME].texts[row]);
  e->m->documents_of[row] = document_of(e, claim);
}

static edge_maker start(const bg_graph_input *in, bg_graph_model *m) {
  edge_maker e = {.in = in, .m = m, .documents = bg_map_new()};
  e.evidence = find(&e, BG_NS "evidence");
  e.source = find(&e, OA_NS "hasSource");
  e.topic = find(&e, BG_NS "topic");
  e.instrument = find(&e, BG_NS "instrument");
  e.time = find(&e, BG_NS "time");
  e.status = find(&e, BG_NS "status");
  return e;
}

void bg_graph_claims(const bg_graph_input *in, bg_graph_model *m) {
  const bg_network *n = in->network;
  edge_maker e = start(in, m);
  bg_graph_reserve_edges(m, n->link_count);
  size_t fields = m->from_claims ? CLAIM_FIELDS : SIGN + 1; /* plain triples say no more */
  for (size_t i = 0; i < fields; i++) bg_fields_add(&m->edges, claim_fields[i].name, claim_fields[i].type);
  size_t symmetric = m->from_claims ? SYMMETRIC : bg_fields_add(&m->edges, "symmetric", BG_FIELD_BOOLEAN);
  for (size_t i = 0; i < n->link_count; i++) {
    const bg_link *link = &n->links[i];
    fill_ends(&e, i, link);
    m->edges.items[LABEL].texts[i] = link->label;
    m->edges.items[RELATION].texts[i] = link->relation;
    m->edges.items[SIGN].numbers[i] = link->sign;
    m->edges.items[symmetric].numbers[i] = link->symmetric;
    if (m->from_claims) fill_claim(&e, i, link);
    if (!m->documents_of[i]) continue;
    const bg_graph_document *d = &m->documents[m->documents_of[i] - 1];
    m->edges.items[DOCUMENT].texts[i] = d->title;
    m->edges.items[DOCUMENT_IRI].texts[i] = d->iri;
  }
  bg_map_free(e.documents);
}

/* ---- ties ---- */

enum {
  T_LABEL,
  T_CLAIMS,
  T_FRIENDLY,
  T_HOSTILE,
  T_NEUTRAL,
  T_SIGN,
  T_CONFIDENCE,
  T_RELATIONS,
  T_MODALITIES,
  T_CLAIM_IDS,
  T_QUOTE,
  TIE_FIELDS
};
static const struct {
  const char *name;
  bg_field_type type;
} tie_fields[TIE_FIELDS] = {
    {"label", BG_FIELD_TEXT},      {"claims", BG_FIELD_INTEGER},  {"friendly", BG_FIELD_INTEGER},
    {"hostile", BG_FIELD_INTEGER}, {"neutral", BG_FIELD_INTEGER}, {"sign", BG_FIELD_INTEGER},
    {"confidence", BG_FIELD_REAL}, {"relations", BG_FIELD_LIST},  {"modalities", BG_FIELD_LIST},
    {"claimIds", BG_FIELD_LIST},   {"quote", BG_FIELD_TEXT},
};

/* A list that holds everything once, in the order of its first appearance. */
static void add_once(bg_str_list *list, bg_str item) {
  if (!item.len) return;
  for (size_t i = 0; i < list->count; i++)
    if (bg_str_equal(list->items[i], item)) return;
  list->items[list->count++] = item;
}

static bg_str join(bg_arena *arena, const bg_str_list *list) {
  bg_buffer text = {0};
  for (size_t i = 0; i < list->count; i++) {
    if (i) bg_buffer_puts(&text, "; ");
    bg_buffer_add(&text, list->items[i]);
  }
  bg_str kept = bg_arena_str(arena, bg_buffer_str(&text));
  bg_buffer_free(&text);
  return kept;
}

static bg_str_list empty_list(bg_arena *arena, size_t room) {
  return (bg_str_list){bg_arena_alloc(arena, room * sizeof(bg_str)), 0};
}

static void fill_tie(edge_maker *e, size_t row, const bg_link *links, size_t count) {
  bg_field *f = e->m->edges.items;
  bg_arena *arena = e->m->arena;
  bg_str_list labels = empty_list(arena, count), modalities = empty_list(arena, 4), ids = empty_list(arena, count);
  double signs[3] = {0}, confidence = 0;
  for (size_t i = 0; i < count; i++) {
    signs[links[i].sign + 1]++;
    confidence = fmax(confidence, links[i].confidence);
    add_once(&labels, links[i].label);
    if (e->m->from_claims) add_once(&modalities, bg_str_from(bg_modality_name(links[i].modality)));
    add_once(&ids, links[i].claim_id.len ? links[i].claim_id : links[i].claim);
  }
  fill_ends(e, row, links);
  e->m->relations[row] = BG_STR_EMPTY;
  e->m->weights[row] = (double)count;
  e->m->signed_weights[row] = signs[2] - signs[0];
  e->m->colours[row] = bg_graph_sign_colour(e->in, signs[2] - signs[0]);
  e->m->edge_labels[row] = f[T_LABEL].texts[row] = join(arena, &labels);
  f[T_CLAIMS].numbers[row] = (double)count;
  f[T_FRIENDLY].numbers[row] = signs[2];
  f[T_HOSTILE].numbers[row] = signs[0];
  f[T_NEUTRAL].numbers[row] = signs[1];
  f[T_SIGN].numbers[row] = signs[2] > signs[0] ? 1 : signs[2] < signs[0] ? -1 : 0;
  f[T_CONFIDENCE].numbers[row] = confidence;
  f[T_RELATIONS].lists[row] = labels;
  f[T_MODALITIES].lists[row] = modalities;
  f[T_CLAIM_IDS].lists[row] = ids;
  f[T_QUOTE].texts[row] = links[0].quote;
}

/* Links come sorted by their ends. */
static size_t same_ends(const bg_network *n, size_t first) {
  size_t end = first + 1;
  while (end < n->link_count && n->links[end].from == n->links[first].from && n->links[end].to == n->links[first].to)
    end++;
  return end;
}

void bg_graph_ties(const bg_graph_input *in, bg_graph_model *m) {
  const bg_network *n = in->network;
  edge_maker e = start(in, m);
  size_t count = 0;
  for (size_t i = 0; i < n->link_count; i = same_ends(n, i)) count++;
  bg_graph_reserve_edges(m, count);
  for (size_t i = 0; i < TIE_FIELDS; i++) bg_fields_add(&m->edges, tie_fields[i].name, tie_fields[i].type);
  for (size_t i = 0, row = 0, end; i < n->link_count; i = end, row++) {
    end = same_ends(n, i);
    fill_tie(&e, row, &n->links[i], end - i);
  }
  bg_map_free(e.documents);
}
