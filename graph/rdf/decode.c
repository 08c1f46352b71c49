#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "rdf/decode_ids.h"
#include "rdf/encode.h"
#include "rdf/graph.h"
#include "rdf/vocab.h"

typedef struct {
  const bg_dataset *dataset;
  const bg_ontology *ontology;
  bg_diagnostics *diagnostics;
  bg_claim_set *set;
  bg_decode_ids *ids;
  bg_status status;
} decoder;

static bg_term_id iri(const decoder *d, const char *text) {
  return bg_dataset_find_iri(d->dataset, text);
}

static bg_str keep(decoder *d, bg_str text) {
  return text.len ? bg_arena_str(d->set->arena, text) : BG_STR_EMPTY;
}

static bg_str value(decoder *d, bg_term_id node, const char *property) {
  return keep(d, bg_graph_value(d->dataset, node, iri(d, property)));
}

/* Local name of the object: of a modality, a type, a relation. */
static bg_str name(decoder *d, bg_term_id node, const char *property) {
  return bg_iri_local_name(bg_graph_value(d->dataset, node, iri(d, property)));
}

static bg_str entity_id(decoder *d, bg_term_id node) {
  return bg_decode_id(d->ids, BG_ID_ENTITY, node);
}

static int by_bytes(const void *a, const void *b) {
  return bg_str_compare(*(const bg_str *)a, *(const bg_str *)b);
}

/* Objects as entity ids, or as their text, sorted. */
static bg_str_list list(decoder *d, bg_term_id node, const char *property, bool entities) {
  bg_term_id *ids;
  size_t count = bg_graph_objects(d->dataset, node, iri(d, property), &ids);
  bg_str_list result = {bg_arena_alloc(d->set->arena, count * sizeof(bg_str)), count};
  for (size_t i = 0; i < count; i++)
    result.items[i] = entities ? entity_id(d, ids[i]) : keep(d, bg_dataset_term(d->dataset, ids[i]).value);
  if (count > 1) qsort(result.items, count, sizeof(bg_str), by_bytes);
  bg_free(ids);
  return result;
}

static void complain(decoder *d, bg_term_id node, const char *what) {
  bg_term term = bg_dataset_term(d->dataset, node);
  d->status = bg_error(d->diagnostics, BG_ERROR_INVALID, NULL,
                       "<%.*s> %s; 'briefgraph check' lists what is wrong with a graph", BG_FMT(term.value), what);
}

/* ---- evidence ---- */

static size_t number(bg_str text) {
  size_t n = 0;
  for (size_t i = 0; i < text.len && text.data[i] >= '0' && text.data[i] <= '9'; i++)
    n = n * 10 + (size_t)(text.data[i] - '0');
  return n;
}

static int by_start(const void *a, const void *b) {
  const bg_evidence *x = a, *y = b;
  if (x->start != y->start) return x->start < y->start ? -1 : 1;
  return x->end < y->end ? -1 : x->end > y->end;
}

static bg_evidence_list evidence(decoder *d, bg_term_id node) {
  bg_term_id *ids;
  size_t count = bg_graph_objects(d->dataset, node, iri(d, BG_NS "evidence"), &ids);
  bg_evidence_list result = {bg_arena_alloc(d->set->arena, count * sizeof(bg_evidence)), count};
  for (size_t i = 0; i < count; i++) {
    bg_evidence *e = &result.items[i];
    e->locator = value(d, ids[i], BG_NS "locator");
    e->document = value(d, ids[i], OA_NS "hasSource");
    bg_term_id *selectors;
    size_t selector_count = bg_graph_objects(d->dataset, ids[i], iri(d, OA_NS "hasSelector"), &selectors);
    for (size_t k = 0; k < selector_count; k++) {
      bg_str quote = value(d, selectors[k], OA_NS "exact");
      bg_str end = value(d, selectors[k], OA_NS "end");
      if (quote.len) e->quote = quote;
      if (end.len) e->end = number(end), e->start = number(value(d, selectors[k], OA_NS "start"));
    }
    bg_free(selectors);
  }
  if (count > 1) qsort(result.items, count, sizeof(bg_evidence), by_start);
  bg_free(ids);
  return result;
}

/* ---- the three kinds ---- */

static double confidence(decoder *d, bg_term_id node) {
  bg_str text = value(d, node, BG_NS "confidence");
  return text.len ? strtod(text.data, NULL) : 1;
}

static bg_claim_status status(decoder *d, bg_term_id node) {
  bg_claim_status result = BG_ACCEPTED;
  bg_str text = name(d, node, BG_NS "status");
  if (text.len && !bg_claim_status_parse(text, &result)) complain(d, node, "has no known status");
  return result;
}

static bg_str origin(decoder *d, bg_term_id node) {
  bg_str text = value(d, node, BG_NS "origin");
  return text.len ? text : BG_STR("curated");
}

static bg_str iri_of(decoder *d, bg_term_id node) {
  return keep(d, bg_dataset_term(d->dataset, node).value);
}

static void decode_entity(decoder *d, bg_term_id node) {
  bg_claim_set *set = d->set;
  bg_str match = value(d, node, SKOS_NS "exactMatch");
  BG_GROW(set->entities, set->entity_capacity, set->entity_count + 1);
  set->entities[set->entity_count++] = (bg_entity){
      .id = entity_id(d, node),
      .type = keep(d, name(d, node, RDF_TYPE)),
      .label = keep(d, bg_graph_label(d->dataset, node)),
      .aliases = list(d, node, SKOS_NS "altLabel", false),
      .part_of = list(d, node, BG_NS "partOf", true),
      .wikidata = bg_str_starts(match, BG_STR(WIKIDATA_NS)) ? keep(d, bg_iri_local_name(match)) : BG_STR_EMPTY,
      .description = value(d, node, DCTERMS_NS "description"),
      .status = status(d, node),
      .confidence = confidence(d, node),
      .origin = origin(d, node),
      .iri = iri_of(d, node),
  };
}

/* Who speaks: "author" when it is the creator of the brief, or the brief itself. */
static bg_str voice(decoder *d, bg_term_id node) {
  bg_term_id speaker = bg_graph_object(d->dataset, node, iri(d, BG_NS "voice"));
  if (speaker && speaker == iri(d, BG_NS "unnamedVoice"))
    return bg_arena_printf(d->set->arena, "(%.*s)", BG_FMT(value(d, node, BG_NS "voiceLabel")));
  bg_term_id brief = bg_graph_object(d->dataset, bg_graph_object(d->dataset, node, iri(d, BG_NS "evidence")),
                                     iri(d, OA_NS "hasSource"));
  bool author = !speaker || speaker == brief || bg_graph_has(d->dataset, brief, iri(d, DCTERMS_NS "creator"), speaker);
  return author ? BG_STR("author") : entity_id(d, speaker);
}

static void decode_claim(decoder *d, bg_term_id node) {
  bg_claim_set *set = d->set;
  BG_GROW(set->claims, set->claim_capacity, set->claim_count + 1);
  bg_claim *claim = &set->claims[set->claim_count++];
  *claim = (bg_claim){
      .id = bg_decode_id(d->ids, BG_ID_CLAIM, node),
      .subject = entity_id(d, bg_graph_object(d->dataset, node, iri(d, RDF_NS "subject"))),
      .relation = keep(d, name(d, node, RDF_NS "predicate")),
      .object = entity_id(d, bg_graph_object(d->dataset, node, iri(d, RDF_NS "object"))),
      .voice = voice(d, node),
      .time = value(d, node, BG_NS "time"),
      .topics = list(d, node, BG_NS "topic", true),
      .instrument = list(d, node, BG_NS "instrument", true),
      .cites = list(d, node, CITO_NS "citesAsEvidence", true),
      .evidence = evidence(d, node),
      .status = status(d, node),
      .confidence = confidence(d, node),
      .origin = origin(d, node),
      .iri = iri_of(d, node),
      .trigger = value(d, node, BG_NS "trigger"),
      .note = value(d, node, RDFS_NS "comment"),
  };
  if (!bg_modality_parse(name(d, node, BG_NS "modality"), &claim->modality)) complain(d, node, "has no known modality");
  if (!bg_polarity_parse(name(d, node, BG_NS "polarity"), &claim->polarity)) complain(d, node, "has no known polarity");
  if (!bg_strength_parse(name(d, node, BG_NS "strength"), &claim->strength)) complain(d, node, "has no known strength");
}

static void decode_recommendation(decoder *d, bg_term_id node) {
  bg_claim_set *set = d->set;
  BG_GROW(set->recommendations, set->recommendation_capacity, set->recommendation_count + 1);
  bg_recommendation *r = &set->recommendations[set->recommendation_count++];
  *r = (bg_recommendation){
      .id = bg_decode_id(d->ids, BG_ID_RECOMMENDATION, node),
      .addressee = list(d, node, BG_NS "addressee", true),
      .action = value(d, node, BG_NS "action"),
      .target = list(d, node, BG_NS "target", true),
      .partner = list(d, node, BG_NS "partner", true),
      .topics = list(d, node, BG_NS "onIssue", true),
      .instrument = list(d, node, BG_NS "instrument", true),
      .evidence = evidence(d, node),
      .status = status(d, node),
      .confidence = confidence(d, node),
      .origin = origin(d, node),
      .iri = iri_of(d, node),
      .trigger = value(d, node, BG_NS "trigger"),
      .note = value(d, node, RDFS_NS "comment"),
  };
  if (!bg_polarity_parse(name(d, node, BG_NS "polarity"), &r->polarity)) complain(d, node, "has no known polarity");
  if (!bg_strength_parse(name(d, node, BG_NS "strength"), &r->strength)) complain(d, node, "has no known strength");
}

/* ---- all ---- */

/* Order of ids with numbers by value: c2 before c10. */
static int compare_ids(bg_str a, bg_str b) {
  size_t i = 0, j = 0;
  while (i < a.len && j < b.len) {
    bool digits = a.data[i] >= '0' && a.data[i] <= '9' && b.data[j] >= '0' && b.data[j] <= '9';
    if (!digits) {
      if (a.data[i] != b.data[j]) return (unsigned char)a.data[i] < (unsigned char)b.data[j] ? -1 : 1;
      i++, j++;
      continue;
    }
    size_t x = number(bg_str_slice(a, i, a.len)), y = number(bg_str_slice(b, j, b.len));
    if (x != y) return x < y ? -1 : 1;
    while (i < a.len && a.data[i] >= '0' && a.data[i] <= '9') i++;
    while (j < b.len && b.data[j] >= '0' && b.data[j] <= '9') j++;
  }
  return bg_str_compare(bg_str_slice(a, i, a.len), bg_str_slice(b, j, b.len));
}

static int by_claim_id(const void *a, const void *b) {
  return compare_ids(((const bg_claim *)a)->id, ((const bg_claim *)b)->id);
}

static int by_recommendation_id(const void *a, const void *b) {
  return compare_ids(((const bg_recommendation *)a)->id, ((const bg_recommendation *)b)->id);
}

static int by_entity_id(const void *a, const void *b) {
  return bg_str_compare(((const bg_entity *)a)->id, ((const bg_entity *)b)->id);
}

static void each(decoder *d, bg_id_kind kind, bg_term_id *nodes, size_t count, void (*decode)(decoder *, bg_term_id)) {
  bg_decode_ids_give(d->ids, kind, nodes, count);
  for (size_t i = 0; i < count; i++) decode(d, nodes[i]);
  bg_free(nodes);
}

static void each_instance(decoder *d, bg_id_kind kind, const char *class_iri, void (*decode)(decoder *, bg_term_id)) {
  bg_term_id *nodes;
  size_t count = bg_graph_subjects(d->dataset, iri(d, RDF_TYPE), iri(d, class_iri), &nodes);
  each(d, kind, nodes, count, decode);
}

static bool is_entity(decoder *d, bg_term_id node) {
  if (!bg_graph_object(d->dataset, node, iri(d, DCTERMS_NS "identifier"))) return false;
  bg_str type = bg_graph_value(d->dataset, node, iri(d, RDF_TYPE));
  return bg_ontology_is_a(d->ontology, type, BG_STR(BG_NS "Thing"));
}

static void decode_entities(decoder *d) {
  bg_term_id type = iri(d, RDF_TYPE);
  bg_term_id last = BG_NO_TERM, *nodes = NULL;
  size_t count = 0, capacity = 0;
  const bg_quad *quads = bg_dataset_quads(d->dataset);
  for (size_t i = 0; i < bg_dataset_size(d->dataset); i++) {
    if (quads[i].p != type || quads[i].s == last) continue;
    last = quads[i].s; /* quads stand in the order of subjects */
    if (!is_entity(d, last)) continue;
    BG_GROW(nodes, capacity, count + 1);
    nodes[count++] = last;
  }
  each(d, BG_ID_ENTITY, nodes, count, decode_entity);
}

bg_status bg_decode(const bg_dataset *dataset, const bg_ontology *ontology, bg_diagnostics *diagnostics,
                    bg_claim_set **result) {
  *result = NULL;
  decoder d = {dataset, ontology, diagnostics, bg_claim_set_new(), NULL, BG_OK};
  d.ids = bg_decode_ids_new(dataset, d.set->arena);
  decode_entities(&d);
  each_instance(&d, BG_ID_CLAIM, BG_NS "Claim", decode_claim);
  each_instance(&d, BG_ID_RECOMMENDATION, BG_NS "Recommendation", decode_recommendation);
  bg_decode_ids_free(d.ids);
  bg_claim_set *set = d.set;
  if (set->entity_count > 1) qsort(set->entities, set->entity_count, sizeof *set->entities, by_entity_id);
  if (set->claim_count > 1) qsort(set->claims, set->claim_count, sizeof *set->claims, by_claim_id);
  if (set->recommendation_count > 1)
    qsort(set->recommendations, set->recommendation_count, sizeof *set->recommendations, by_recommendation_id);
  if (d.status != BG_OK) {
    bg_claim_set_free(set);
    return d.status;
  }
  *result = set;
  return BG_OK;
}
