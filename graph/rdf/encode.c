#include "rdf/encode.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/map.h"
#include "base/memory.h"
#include "rdf/put.h"
#include "rdf/vocab.h"

typedef struct {
  const bg_claim_set *set;
  const bg_brief *brief;
  const bg_ontology *ontology;
  const char *base;
  char *brief_iri;
  char *author_iri; /* the author's entity, else the brief itself */
  bg_str author_id; /* entity id of the author, or empty */
  const char *language;
  bg_dataset *dataset;
  bg_diagnostics *diagnostics;
  char *entities_path; /* for messages */
  char *claims_path;
  const bg_relation **relations; /* of each claim */
  bg_put entities, claims, provenance, asserted, recommended, possible;
} encoder;

char *bg_brief_iri(const bg_encode_options *options) {
  bg_buffer iri = {0};
  bg_buffer_printf(&iri, "%s%s", options->base ? options->base : BG_DEFAULT_BASE, options->name);
  return bg_buffer_take(&iri);
}

char *bg_graph_iri(const bg_encode_options *options, const char *graph) {
  bg_buffer iri = {0};
  char *brief = bg_brief_iri(options);
  bg_buffer_printf(&iri, "%s/graph/%s", brief, graph);
  bg_free(brief);
  return bg_buffer_take(&iri);
}

static bg_str entity_iri(const encoder *e, bg_str id, bg_buffer *out) {
  bg_buffer_clear(out);
  bg_buffer_printf(out, "%sentity/%.*s", e->base, BG_FMT(id));
  return bg_buffer_str(out);
}

static void put_entity_ref(const encoder *e, bg_put *put, const char *predicate, bg_str id) {
  bg_buffer iri = {0};
  bg_put_iri(put, predicate, entity_iri(e, id, &iri));
  bg_buffer_free(&iri);
}

static void put_entity_refs(const encoder *e, bg_put *put, const char *predicate, const bg_str_list *ids) {
  for (size_t i = 0; i < ids->count; i++) put_entity_ref(e, put, predicate, ids->items[i]);
}

/* ---- checks against the ontology ---- */

static bg_status check_types(const encoder *e) {
  bg_status status = BG_OK;
  for (size_t i = 0; i < e->set->entity_count; i++) {
    const bg_entity *entity = &e->set->entities[i];
    if (bg_ontology_class(e->ontology, entity->type).len) continue;
    bg_str closest = bg_ontology_closest_class(e->ontology, entity->type);
    bg_location at = {.file = e->entities_path, .line = entity->line};
    status = bg_error(e->diagnostics, BG_ERROR_INVALID, &at, "unknown type '%.*s'%s%.*s%s", BG_FMT(entity->type),
                      closest.len ? "; did you mean '" : "; use a class of the ontology", BG_FMT(closest),
                      closest.len ? "'?" : "");
  }
  return status;
}

static bg_status check_relations(const encoder *e) {
  bg_status status = BG_OK;
  for (size_t i = 0; i < e->set->claim_count; i++) {
    const bg_claim *claim = &e->set->claims[i];
    e->relations[i] = bg_ontology_relation(e->ontology, claim->relation);
    if (e->relations[i]) continue;
    bg_str closest = bg_ontology_closest_relation(e->ontology, claim->relation);
    bg_location at = {.file = e->claims_path, .line = claim->line};
    status = bg_error(e->diagnostics, BG_ERROR_INVALID, &at, "unknown relation '%.*s'%s%.*s%s", BG_FMT(claim->relation),
                      closest.len ? "; did you mean '" : "; use a relation of the ontology, or add it there",
                      BG_FMT(closest), closest.len ? "'?" : "");
  }
  return status;
}

/* ---- proposals ---- */

static void put_confidence(bg_put *put, double confidence) {
  bg_buffer text = {0};
  bg_buffer_put_double(&text, confidence);
  bool integer = bg_str_find(bg_buffer_str(&text), BG_STR("."), 0) == SIZE_MAX;
  bool exponent = bg_str_find(bg_buffer_str(&text), BG_STR("e"), 0) != SIZE_MAX;
  if (exponent) { /* xsd:decimal has none */
    bg_buffer_clear(&text);
    bg_buffer_printf(&text, "%.17f", confidence);
  } else if (integer) {
    bg_buffer_puts(&text, ".0");
  }
  bg_put_typed(put, BG_NS "confidence", bg_buffer_str(&text), XSD_NS "decimal");
  bg_buffer_free(&text);
}

/* Of an entity or a recommendation that a program proposed; nothing for what a person wrote. */
static void put_proposal(bg_put *put, bg_claim_status status, double confidence, bg_str origin) {
  if (bg_str_is(origin, "curated") && status == BG_ACCEPTED && confidence >= 1) return;
  put_confidence(put, confidence);
  bg_put_name(put, BG_NS "status", bg_claim_status_name(status));
  bg_put_text(put, BG_NS "origin", origin, NULL);
}

/* ---- the brief ---- */

static const char *date_type(bg_str date) {
  if (date.len == 4) return XSD_NS "gYear";
  if (date.len == 7) return XSD_NS "gYearMonth";
  return date.len == 10 ? XSD_NS "date" : NULL; /* an interval stays plain text */
}

static bool looks_like_iri(bg_str s) {
  return bg_str_starts(s, BG_STR("https://")) || bg_str_starts(s, BG_STR("http://")) ||
         bg_str_starts(s, BG_STR("urn:"));
}

static void put_meta(encoder *e, const char *key, const char *predicate, const char *language) {
  bg_put_text(&e->provenance, predicate, bg_brief_meta(e->brief, key), language);
}

static void encode_brief(encoder *e) {
  bg_put *put = &e->provenance;
  bg_put_subject(put, bg_str_from(e->brief_iri));
  bg_put_name(put, RDF_TYPE, "PolicyBrief");
  put_meta(e, "title", DCTERMS_NS "title", e->language);
  put_meta(e, "publisher", DCTERMS_NS "publisher", NULL);
  put_meta(e, "source", DCTERMS_NS "source", NULL);
  put_meta(e, "language", DCTERMS_NS "language", NULL);
  put_meta(e, "author", DCTERMS_NS "contributor", NULL);
  bg_str license = bg_brief_meta(e->brief, "license");
  if (looks_like_iri(license)) bg_put_iri(put, DCTERMS_NS "license", license);
  else bg_put_text(put, DCTERMS_NS "rights", license, NULL);
  bg_str date = bg_brief_meta(e->brief, "date");
  bg_put_typed(put, DCTERMS_NS "issued", date, date_type(date));
  bg_put_text(put, BG_NS "sha256", bg_str_from(bg_brief_sha256(e->brief)), NULL);
  if (e->author_id.len) bg_put_iri(put, DCTERMS_NS "creator", bg_str_from(e->author_iri));
}

/* ---- entities ---- */

static void encode_entity(encoder *e, const bg_entity *entity) {
  bg_put *put = &e->entities;
  bg_buffer iri = {0};
  bg_put_subject(put, entity_iri(e, entity->id, &iri));
  bg_put_iri(put, RDF_TYPE, bg_ontology_class(e->ontology, entity->type));
  bg_put_text(put, DCTERMS_NS "identifier", entity->id, NULL);
  bg_put_text(put, SKOS_PREF_LABEL, entity->label, e->language);
  for (size_t i = 0; i < entity->aliases.count; i++)
    bg_put_text(put, SKOS_NS "altLabel", entity->aliases.items[i], e->language);
  put_entity_refs(e, put, BG_NS "partOf", &entity->part_of);
  bg_put_text(put, DCTERMS_NS "description", entity->description, e->language);
  put_proposal(put, entity->status, entity->confidence, entity->origin);
  if (entity->wikidata.len) {
    bg_buffer_clear(&iri);
    bg_buffer_printf(&iri, WIKIDATA_NS "%.*s", BG_FMT(entity->wikidata));
    bg_put_iri(put, SKOS_NS "exactMatch", bg_buffer_str(&iri));
  }
  bg_buffer_free(&iri);
}

/* ---- evidence ---- */

static bg_term_id encode_evidence(encoder *e, const bg_evidence *evidence) {
  bg_put put = e->claims;
  bg_buffer iri = {0}, quote = {0}, position = {0};
  bg_buffer_printf(&iri, "%s#char=%zu,%zu", e->brief_iri, evidence->start, evidence->end);
  bg_buffer_printf(&quote, "%s#quote=%zu,%zu", e->brief_iri, evidence->start, evidence->end);
  bg_buffer_printf(&position, "%s#position=%zu,%zu", e->brief_iri, evidence->start, evidence->end);
  bg_put_subject(&put, bg_buffer_str(&quote));
  bg_put_iri(&put, RDF_TYPE, BG_STR(OA_NS "TextQuoteSelector"));
  bg_put_text(&put, OA_NS "exact", evidence->quote, NULL);
  bg_put_subject(&put, bg_buffer_str(&position));
  bg_put_iri(&put, RDF_TYPE, BG_STR(OA_NS "TextPositionSelector"));
  bg_put_size(&put, OA_NS "start", evidence->start, XSD_NS "nonNegativeInteger");
  bg_put_size(&put, OA_NS "end", evidence->end, XSD_NS "nonNegativeInteger");
  bg_term_id id = bg_put_subject(&put, bg_buffer_str(&iri));
  bg_put_name(&put, RDF_TYPE, "Evidence");
  bg_put_iri(&put, OA_NS "hasSource", bg_str_from(e->brief_iri));
  bg_put_iri(&put, OA_NS "hasSelector", bg_buffer_str(&quote));
  bg_put_iri(&put, OA_NS "hasSelector", bg_buffer_str(&position));
  bg_put_text(&put, BG_NS "locator", evidence->locator, NULL);
  bg_buffer_free(&iri);
  bg_buffer_free(&quote);
  bg_buffer_free(&position);
  return id;
}

static void put_evidence(encoder *e, const bg_evidence_list *evidence) {
  for (size_t i = 0; i < evidence->count; i++) {
    bg_term_id id = encode_evidence(e, &evidence->items[i]);
    bg_put_id(&e->claims, BG_NS "evidence", id);
  }
}

/* ---- claims ---- */

static void claim_iri(const encoder *e, const bg_claim *claim, bg_buffer *out) {
  bg_buffer key = {0};
  bg_buffer_printf(&key, "%s\n", bg_brief_sha256(e->brief));
  for (size_t i = 0; i < claim->evidence.count; i++)
    bg_buffer_printf(&key, "%zu,%zu\n", claim->evidence.items[i].start, claim->evidence.items[i].end);
  bg_buffer_printf(&key, "%.*s\n%.*s\n%.*s\n%s\n%s\n%.*s\n", BG_FMT(claim->subject), BG_FMT(claim->relation),
                   BG_FMT(claim->object), bg_modality_name(claim->modality), bg_polarity_name(claim->polarity),
                   BG_FMT(claim->voice));
  char hex[BG_SHA256_HEX + 1];
  bg_sha256_hex(bg_buffer_str(&key), hex);
  bg_buffer_clear(out);
  bg_buffer_printf(out, "%s/claim/%.16s", e->brief_iri, hex);
  bg_buffer_free(&key);
}

static bool own_voice(const encoder *e, const bg_claim *claim) {
  return bg_str_is(claim->voice, "author") || (e->author_id.len && bg_str_equal(claim->voice, e->author_id));
}

static void put_voice(encoder *e, const bg_claim *claim) {
  bg_put *put = &e->claims;
  if (own_voice(e, claim)) {
    bg_put_iri(put, BG_NS "voice", bg_str_from(e->author_iri));
  } else if (claim->voice.data[0] == '(') {
    bg_put_name(put, BG_NS "voice", "unnamedVoice");
    bg_put_text(put, BG_NS "voiceLabel", bg_str_slice(claim->voice, 1, claim->voice.len - 1), e->language);
  } else {
    put_entity_ref(e, put, BG_NS "voice", claim->voice);
  }
}

/* The plain triple, in the graph that says how much to believe; none for what is negated, attributed or implied. */
static void put_plain(encoder *e, const bg_claim *claim, const bg_relation *relation) {
  bg_put *put = claim->modality == BG_ASSERTED      ? &e->asserted
                : claim->modality == BG_RECOMMENDED ? &e->recommended
                : claim->modality == BG_POSSIBLE    ? &e->possible
                                                    : NULL;
  if (!put || claim->status != BG_ACCEPTED || claim->polarity != BG_AFFIRMED || !own_voice(e, claim)) return;
  bg_buffer iri = {0};
  bg_put_subject(put, entity_iri(e, claim->subject, &iri));
  bg_put_iri(put, relation->iri.data, entity_iri(e, claim->object, &iri));
  bg_buffer_free(&iri);
}

static void encode_claim(encoder *e, const bg_claim *claim, const bg_relation *relation, bg_str iri) {
  static const char *const signs[] = {"-1", "0", "1"};
  bg_put *put = &e->claims;
  bg_put_subject(put, iri);
  bg_put_name(put, RDF_TYPE, "Claim");
  bg_put_iri(put, RDF_TYPE, BG_STR(RDF_NS "Statement"));
  bg_put_text(put, DCTERMS_NS "identifier", claim->id, NULL);
  put_entity_ref(e, put, RDF_NS "subject", claim->subject);
  bg_put_iri(put, RDF_NS "predicate", relation->iri);
  put_entity_ref(e, put, RDF_NS "object", claim->object);
  bg_put_name(put, BG_NS "modality", bg_modality_name(claim->modality));
  bg_put_name(put, BG_NS "polarity", bg_polarity_name(claim->polarity));
  put_voice(e, claim);
  if (claim->strength != BG_NO_STRENGTH) bg_put_name(put, BG_NS "strength", bg_strength_name(claim->strength));
  bg_put_typed(put, BG_NS "time", claim->time, date_type(claim->time));
  put_entity_refs(e, put, BG_NS "topic", &claim->topics);
  put_entity_refs(e, put, BG_NS "instrument", &claim->instrument);
  put_entity_refs(e, put, CITO_NS "citesAsEvidence", &claim->cites);
  bg_put_typed(put, BG_NS "signValue", bg_str_from(signs[relation->sign + 1]), XSD_NS "integer");
  put_confidence(put, claim->confidence);
  bg_put_name(put, BG_NS "status", bg_claim_status_name(claim->status));
  bg_put_text(put, BG_NS "origin", claim->origin, NULL);
  bg_put_text(put, BG_NS "trigger", claim->trigger, e->language);
  bg_put_text(put, RDFS_NS "comment", claim->note, e->language);
  put_evidence(e, &claim->evidence);
  put_plain(e, claim, relation);
}

static bg_status encode_claims(encoder *e) {
  bg_map *seen = bg_map_new();
  bg_arena *arena = bg_arena_new();
  bg_buffer iri = {0};
  bg_status status = BG_OK;
  for (size_t i = 0; i < e->set->claim_count && status == BG_OK; i++) {
    const bg_claim *claim = &e->set->claims[i];
    claim_iri(e, claim, &iri);
    size_t before = bg_map_get(seen, bg_buffer_str(&iri), SIZE_MAX);
    if (before == SIZE_MAX) {
      bg_map_set(seen, bg_arena_str(arena, bg_buffer_str(&iri)), i);
      encode_claim(e, claim, e->relations[i], bg_buffer_str(&iri));
      continue;
    }
    bg_location at = {.file = e->claims_path, .line = claim->line};
    status = bg_error(e->diagnostics, BG_ERROR_INVALID, &at, "says the same as '%.*s' in line %zu; keep one of the two",
                      BG_FMT(e->set->claims[before].id), e->set->claims[before].line);
  }
  bg_buffer_free(&iri);
  bg_arena_free(arena);
  bg_map_free(seen);
  return status;
}

static void encode_recommendation(encoder *e, const bg_recommendation *r) {
  bg_put *put = &e->claims;
  bg_buffer iri = {0};
  bg_buffer_printf(&iri, "%s/recommendation/%.*s", e->brief_iri, BG_FMT(r->id));
  bg_put_subject(put, bg_buffer_str(&iri));
  bg_buffer_free(&iri);
  bg_put_name(put, RDF_TYPE, "Recommendation");
  bg_put_text(put, DCTERMS_NS "identifier", r->id, NULL);
  put_entity_refs(e, put, BG_NS "addressee", &r->addressee);
  bg_put_text(put, BG_NS "action", r->action, e->language);
  put_entity_refs(e, put, BG_NS "target", &r->target);
  put_entity_refs(e, put, BG_NS "partner", &r->partner);
  put_entity_refs(e, put, BG_NS "onIssue", &r->topics);
  put_entity_refs(e, put, BG_NS "instrument", &r->instrument);
  bg_put_name(put, BG_NS "strength", bg_strength_name(r->strength));
  bg_put_name(put, BG_NS "polarity", bg_polarity_name(r->polarity));
  put_proposal(put, r->status, r->confidence, r->origin);
  bg_put_text(put, BG_NS "trigger", r->trigger, e->language);
  bg_put_text(put, RDFS_NS "comment", r->note, e->language);
  put_evidence(e, &r->evidence);
}

/* ---- all ---- */

static bg_put graph(encoder *e, const bg_encode_options *options, const char *name) {
  char *iri = bg_graph_iri(options, name);
  bg_put put = {e->dataset, bg_dataset_intern_iri(e->dataset, iri), BG_NO_TERM};
  bg_free(iri);
  return put;
}

static void set_up(encoder *e, const bg_encode_options *options) {
  const char *directory = options->directory ? options->directory : "";
  e->base = options->base ? options->base : BG_DEFAULT_BASE;
  e->brief_iri = bg_brief_iri(options);
  e->author_id = bg_brief_meta(e->brief, "source_author");
  if (e->author_id.len && !bg_claim_set_entity(e->set, e->author_id)) {
    bg_warning(e->diagnostics, NULL, "source_author '%.*s' is not in entities.csv; the brief itself stands for it",
               BG_FMT(e->author_id));
    e->author_id = BG_STR_EMPTY;
  }
  bg_buffer author = {0};
  if (e->author_id.len) (void)entity_iri(e, e->author_id, &author);
  else bg_buffer_puts(&author, e->brief_iri);
  e->author_iri = bg_buffer_take(&author);
  bg_str language = bg_brief_meta(e->brief, "language");
  e->language = language.len ? language.data : "en";
  e->entities_path = bg_path_join(directory, "entities.csv");
  e->claims_path = bg_path_join(directory, "claims.csv");
  e->relations = bg_calloc(e->set->claim_count, sizeof(bg_relation *));
}

static void add_prefixes(encoder *e) {
  bg_buffer entity = {0};
  bg_buffer_printf(&entity, "%sentity/", e->base);
  bg_dataset_add_prefix(e->dataset, BG_STR("e"), bg_buffer_str(&entity));
  bg_buffer_clear(&entity);
  bg_buffer_printf(&entity, "%s/claim/", e->brief_iri);
  bg_dataset_add_prefix(e->dataset, BG_STR("claim"), bg_buffer_str(&entity));
  bg_buffer_clear(&entity);
  bg_buffer_printf(&entity, "%s/recommendation/", e->brief_iri);
  bg_dataset_add_prefix(e->dataset, BG_STR("rec"), bg_buffer_str(&entity));
  bg_buffer_free(&entity);
}

static bg_status encode_all(encoder *e, const bg_encode_options *options) {
  bg_status types = check_types(e), relations = check_relations(e);
  if (types != BG_OK || relations != BG_OK) return BG_ERROR_INVALID;
  e->entities = graph(e, options, "entities");
  e->claims = graph(e, options, "claims");
  e->provenance = graph(e, options, "provenance");
  e->asserted = graph(e, options, "asserted");
  e->recommended = graph(e, options, "recommended");
  e->possible = graph(e, options, "possible");
  add_prefixes(e);
  encode_brief(e);
  for (size_t i = 0; i < e->set->entity_count; i++) encode_entity(e, &e->set->entities[i]);
  BG_TRY(encode_claims(e));
  for (size_t i = 0; i < e->set->recommendation_count; i++) encode_recommendation(e, &e->set->recommendations[i]);
  return BG_OK;
}

bg_status bg_encode(const bg_claim_set *set, const bg_brief *brief, const bg_ontology *ontology,
                    const bg_encode_options *options, bg_dataset *dataset, bg_diagnostics *diagnostics) {
  encoder e = {.set = set, .brief = brief, .ontology = ontology, .dataset = dataset, .diagnostics = diagnostics};
  set_up(&e, options);
  bg_status status = encode_all(&e, options);
  bg_free(e.relations);
  bg_free(e.claims_path);
  bg_free(e.entities_path);
  bg_free(e.author_iri);
  bg_free(e.brief_iri);
  return status;
}
