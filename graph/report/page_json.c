/* What a page knows, as JSON: short names, indexes in place of names; assets/data.js says what each means. */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/json.h"
#include "base/memory.h"
#include "rdf/graph.h"
#include "rdf/vocab.h"
#include "report/page_data.h"

/* Where a text may not be passed on, a quote is no longer than this many code points. */
enum { SHORT_QUOTE = 90 };

typedef struct {
  const bg_page_data *data;
  bg_buffer *out;
  bg_map *relations;  /* labels, in the order of their numbers */
  bg_map *undrawn;    /* those of them that the maps leave out */
  bg_map *passages;   /* "document start end locator" to number */
  bg_buffer evidence; /* JSON of the passages */
} writer;

static void put_name(writer *w, const char *name, bool first) {
  bg_buffer_printf(w->out, "%s\"%s\":", first ? "" : ",", name);
}

static void put_text(writer *w, const char *name, bg_str text) {
  if (!text.len) return;
  put_name(w, name, false);
  bg_json_put_string(w->out, text);
}

static void put_number(writer *w, const char *name, size_t value) {
  put_name(w, name, false);
  bg_buffer_printf(w->out, "%zu", value);
}

/* Certainty is left out. */
static void put_confidence(writer *w, double confidence) {
  if (confidence >= 1) return;
  put_name(w, "c", false);
  bg_json_put_number(w->out, round(confidence * 100) / 100);
}

static size_t entity_of(const writer *w, bg_term_id term) {
  return term ? bg_map_get(w->data->entity_by_iri, bg_dataset_term(w->data->in->dataset, term).value, SIZE_MAX)
              : SIZE_MAX;
}

static void put_entity_of(writer *w, const char *name, bg_term_id node, const char *property) {
  const bg_dataset *d = w->data->in->dataset;
  size_t index = entity_of(w, bg_graph_object(d, node, bg_dataset_find_iri(d, property)));
  if (index != SIZE_MAX) put_number(w, name, index);
}

/* What a property names, as indexes; what is no entity of the page is left out. */
static void put_entities(writer *w, const char *name, bg_term_id node, const char *property) {
  const bg_dataset *d = w->data->in->dataset;
  bg_term_id *ids;
  size_t count = bg_graph_objects(d, node, bg_dataset_find_iri(d, property), &ids);
  bool some = false;
  for (size_t i = 0; i < count; i++) {
    size_t index = entity_of(w, ids[i]);
    if (index == SIZE_MAX) continue;
    if (!some) put_name(w, name, false);
    bg_buffer_printf(w->out, some ? ",%zu" : "[%zu", index);
    some = true;
  }
  if (some) bg_buffer_putc(w->out, ']');
  bg_free(ids);
}

static void put_strings(writer *w, const char *name, bg_str_list list) {
  if (!list.count) return;
  put_name(w, name, false);
  for (size_t i = 0; i < list.count; i++) {
    bg_buffer_putc(w->out, i ? ',' : '[');
    bg_json_put_string(w->out, list.items[i]);
  }
  bg_buffer_putc(w->out, ']');
}

/* ---- passages ---- */

static bg_str shorten(bg_str text, size_t most, bool *cut) {
  size_t points = 0;
  for (size_t i = 0; i < text.len; i++) {
    if (((unsigned char)text.data[i] & 0xc0) == 0x80) continue;
    if (points++ < most) continue;
    *cut = true;
    return bg_str_slice(text, 0, i);
  }
  return text;
}

/* Number of a passage; each is written once however many claims rest on it. */
static size_t passage(writer *w, const bg_evidence *e) {
  size_t document = bg_map_get(w->data->document_by_iri, e->document, SIZE_MAX);
  bg_str key = bg_arena_printf(w->data->arena, "%zu %zu %zu %.*s", document, e->start, e->end, BG_FMT(e->locator));
  size_t number = bg_map_get(w->passages, key, SIZE_MAX);
  if (number != SIZE_MAX) return number;
  number = bg_map_count(w->passages);
  bg_map_set(w->passages, key, number);
  bool closed = w->data->in->no_text || (document != SIZE_MAX && w->data->documents[document].closed), cut = false;
  bg_str quote = closed ? shorten(e->quote, SHORT_QUOTE, &cut) : e->quote;
  if (cut) quote = bg_arena_printf(w->data->arena, "%.*s…", BG_FMT(quote));
  if (document == SIZE_MAX) bg_buffer_printf(&w->evidence, "%s[null,", number ? "," : "");
  else bg_buffer_printf(&w->evidence, "%s[%zu,", number ? "," : "", document);
  bg_buffer_printf(&w->evidence, "%zu,%zu,", e->start, e->end);
  bg_json_put_string(&w->evidence, quote);
  bg_buffer_putc(&w->evidence, ',');
  bg_json_put_string(&w->evidence, e->locator);
  bg_buffer_putc(&w->evidence, ']');
  return number;
}

static void put_evidence(writer *w, const bg_evidence_list *list) {
  if (!list->count) return;
  put_name(w, "e", false);
  for (size_t i = 0; i < list->count; i++)
    bg_buffer_printf(w->out, "%s%zu", i ? "," : "[", passage(w, &list->items[i]));
  bg_buffer_putc(w->out, ']');
}

/* ---- documents ---- */

static void put_blocks(writer *w, const bg_brief *brief) {
  static const char kinds[] = {'t', 'h', 'p', 'i', 'c'};
  put_name(w, "blocks", false);
  bg_buffer_putc(w->out, '[');
  for (size_t i = 0; i < bg_brief_block_count(brief); i++) {
    const bg_block *b = bg_brief_block(brief, i);
    bg_buffer_printf(w->out, "%s[\"%c\",%zu,", i ? "," : "", kinds[b->kind], bg_brief_code_points(brief, b->start));
    bg_json_put_string(w->out, bg_str_slice(bg_brief_text(brief), b->start, b->end));
    bg_buffer_putc(w->out, ',');
    bg_json_put_string(w->out, b->locator);
    bg_buffer_putc(w->out, ']');
  }
  bg_buffer_putc(w->out, ']');
}

static void put_authors(writer *w, const bg_page_document *document) {
  const bg_dataset *d = w->data->in->dataset;
  bg_term_id *ids;
  size_t count = bg_graph_objects(d, document->term, bg_dataset_find_iri(d, DCTERMS_NS "creator"), &ids);
  for (size_t i = 0; i < count; i++) {
    if (!i) put_name(w, "authors", false);
    bg_buffer_putc(w->out, i ? ',' : '[');
    bg_json_put_string(w->out, bg_graph_label(d, ids[i]));
  }
  if (count) bg_buffer_putc(w->out, ']');
  bg_free(ids);
}

static void put_documents(writer *w) {
  put_name(w, "documents", false);
  bg_buffer_putc(w->out, '[');
  for (size_t i = 0; i < w->data->document_count; i++) {
    const bg_page_document *d = &w->data->documents[i];
    bg_buffer_puts(w->out, i ? ",{\"iri\":" : "{\"iri\":");
    bg_json_put_string(w->out, d->iri);
    put_text(w, "title", d->title);
    put_text(w, "date", d->date);
    put_text(w, "publisher", d->publisher);
    put_text(w, "rights", d->rights);
    put_text(w, "source", d->source);
    put_text(w, "sha256", d->sha256);
    put_text(w, "language",
             bg_graph_value(w->data->in->dataset, d->term,
                            bg_dataset_find_iri(w->data->in->dataset, DCTERMS_NS "language")));
    put_authors(w, d);
    if (d->brief) put_blocks(w, d->brief);
    bg_buffer_putc(w->out, '}');
  }
  bg_buffer_putc(w->out, ']');
}

/* ---- entities and their measures ---- */

/* Those that the table of actors shows. */
static const bg_measure shown[] = {BG_DEGREE,   BG_STRENGTH_ALL, BG_BETWEENNESS, BG_HARMONIC,
                                   BG_PAGERANK, BG_CONSTRAINT,   BG_COMMUNITY,   BG_BLOC};
enum { SHOWN = sizeof shown / sizeof *shown };

static void put_measures(writer *w, size_t actor) {
  put_name(w, "m", false);
  for (size_t k = 0; k < SHOWN; k++) {
    bg_buffer_putc(w->out, k ? ',' : '[');
    double value = w->data->in->measures->values[shown[k]][actor];
    bg_json_put_number(w->out, isfinite(value) ? round(value * 1e6) / 1e6 : value);
  }
  bg_buffer_putc(w->out, ']');
}

static void put_entity(writer *w, const bg_page_entity *e) {
  bg_buffer_puts(w->out, "{\"i\":");
  bg_json_put_string(w->out, e->id);
  put_text(w, "l", e->label);
  put_text(w, "y", e->type);
  put_text(w, "h", e->description);
  put_strings(w, "a", e->aliases);
  put_entities(w, "p", bg_page_term(w->data, e->iri), BG_NS "partOf");
  if (bg_ontology_is_a(w->data->in->ontology, e->class_iri, BG_STR(BG_NS "Issue"))) bg_buffer_puts(w->out, ",\"k\":1");
  if (e->actor != SIZE_MAX) put_measures(w, e->actor);
  if (e->actor != SIZE_MAX && e->role != BG_ROLE_ACTOR) put_number(w, "r", (size_t)e->role);
  if (bg_wording_is_plural(e->label, bg_page_name_kind(w->data, e))) bg_buffer_puts(w->out, ",\"n\":1");
  bg_buffer_putc(w->out, '}');
}

/* ---- claims ---- */

static size_t relation(writer *w, bg_str label, bg_str iri) {
  size_t number = bg_map_get(w->relations, label, SIZE_MAX);
  if (!bg_theme_draws(w->data->theme, iri)) bg_map_set(w->undrawn, label, 1);
  if (number != SIZE_MAX) return number;
  bg_map_set(w->relations, label, bg_map_count(w->relations));
  return bg_map_count(w->relations) - 1;
}

static int sign_of(const bg_page_data *data, bg_term_id claim) {
  const bg_dataset *d = data->in->dataset;
  bg_str sign = bg_graph_value(d, claim, bg_dataset_find_iri(d, BG_NS "signValue"));
  return !sign.len || bg_str_is(sign, "0") ? 0 : sign.data[0] == '-' ? -1 : 1;
}

/* An entity by its index, or words in brackets; the author's own voice is left out. */
static void put_voice(writer *w, bg_term_id claim, bg_str voice) {
  const bg_dataset *d = w->data->in->dataset;
  if (bg_str_is(voice, "author")) return;
  size_t index = entity_of(w, bg_graph_object(d, claim, bg_dataset_find_iri(d, BG_NS "voice")));
  if (index != SIZE_MAX) put_number(w, "v", index);
  else put_text(w, "v", voice.len > 2 && voice.data[0] == '(' ? bg_str_slice(voice, 1, voice.len - 1) : voice);
}

static void put_claim(writer *w, const bg_claim *c, bool first) {
  bg_term_id node = bg_page_term(w->data, c->iri);
  const bg_relation *known = bg_ontology_relation(w->data->in->ontology, c->relation);
  bg_buffer_puts(w->out, first ? "{\"i\":" : ",\n{\"i\":");
  bg_json_put_string(w->out, c->id);
  put_entity_of(w, "s", node, RDF_NS "subject");
  put_entity_of(w, "o", node, RDF_NS "object");
  put_number(w, "r", relation(w, known ? known->label : c->relation, known ? known->iri : c->relation));
  int sign = sign_of(w->data, node);
  if (sign) bg_buffer_printf(w->out, ",\"g\":%d", sign);
  if (known && known->symmetric) bg_buffer_puts(w->out, ",\"b\":1");
  put_number(w, "m", (size_t)c->modality);
  if (c->polarity != BG_AFFIRMED) put_number(w, "n", (size_t)c->polarity);
  if (c->strength != BG_NO_STRENGTH) put_number(w, "t", (size_t)c->strength);
  put_voice(w, node, c->voice);
  put_confidence(w, c->confidence);
  put_entities(w, "x", node, BG_NS "topic");
  put_entities(w, "u", node, BG_NS "instrument");
  put_entities(w, "q", node, CITO_NS "citesAsEvidence");
  put_text(w, "d", c->time);
  put_text(w, "w", c->note);
  if (!bg_str_is(c->origin, "curated")) put_text(w, "z", c->origin);
  put_evidence(w, &c->evidence);
  bg_buffer_putc(w->out, '}');
}

/* A tie that a plain triple makes. */
static void put_link(writer *w, const bg_link *link, size_t number) {
  const bg_network *n = w->data->in->network;
  bg_buffer_printf(w->out, "%s{\"i\":\"%zu\"", number ? ",\n" : "", number + 1);
  put_number(w, "s", bg_map_get(w->data->entity_by_iri, n->actors[link->from].iri, 0));
  put_number(w, "o", bg_map_get(w->data->entity_by_iri, n->actors[link->to].iri, 0));
  put_number(w, "r", relation(w, link->label, link->relation));
  if (link->sign) bg_buffer_printf(w->out, ",\"g\":%d", link->sign);
  bg_buffer_puts(w->out, ",\"m\":0}");
}

static void put_claims(writer *w) {
  const bg_page_data *data = w->data;
  put_name(w, "claims", false);
  bg_buffer_putc(w->out, '[');
  if (data->in->network->from_claims)
    for (size_t i = 0; i < data->claims; i++) put_claim(w, &data->set->claims[i], i == 0);
  else
    for (size_t i = 0; i < data->claims; i++) put_link(w, &data->in->network->links[i], i);
  bg_buffer_putc(w->out, ']');
}

static void put_recommendations(writer *w) {
  put_name(w, "recommendations", false);
  bg_buffer_putc(w->out, '[');
  for (size_t i = 0; i < w->data->recommendations; i++) {
    const bg_recommendation *r = &w->data->set->recommendations[i];
    bg_buffer_puts(w->out, i ? ",\n{\"i\":" : "{\"i\":");
    bg_json_put_string(w->out, r->id);
    bg_term_id node = bg_page_term(w->data, r->iri);
    put_entities(w, "a", node, BG_NS "addressee");
    put_text(w, "h", r->action);
    put_entities(w, "g", node, BG_NS "target");
    put_entities(w, "p", node, BG_NS "partner");
    put_entities(w, "x", node, BG_NS "onIssue");
    put_entities(w, "u", node, BG_NS "instrument");
    if (r->strength != BG_NO_STRENGTH) put_number(w, "t", (size_t)r->strength);
    if (r->polarity != BG_AFFIRMED) put_number(w, "n", (size_t)r->polarity);
    put_confidence(w, r->confidence);
    put_text(w, "w", r->note);
    if (!bg_str_is(r->origin, "curated")) put_text(w, "z", r->origin);
    put_evidence(w, &r->evidence);
    bg_buffer_putc(w->out, '}');
  }
  bg_buffer_putc(w->out, ']');
}

static void put_relations(writer *w) {
  put_name(w, "relations", false);
  for (size_t i = 0; i < bg_map_count(w->relations); i++) {
    bg_buffer_putc(w->out, i ? ',' : '[');
    bg_json_put_string(w->out, bg_map_key(w->relations, i));
  }
  bg_buffer_puts(w->out, bg_map_count(w->relations) ? "]" : "[]");
  put_name(w, "undrawn", false);
  bg_buffer_putc(w->out, '[');
  for (size_t i = 0; i < bg_map_count(w->undrawn); i++)
    bg_buffer_printf(w->out, "%s%zu", i ? "," : "", bg_map_get(w->relations, bg_map_key(w->undrawn, i), 0));
  bg_buffer_putc(w->out, ']');
}

void bg_page_data_json(const bg_page_data *data, bg_buffer *out) {
  writer w = {.data = data, .out = out, .relations = bg_map_new(), .undrawn = bg_map_new(), .passages = bg_map_new()};
  put_name(&w, "measures", true);
  for (size_t k = 0; k < SHOWN; k++) {
    bg_buffer_putc(out, k ? ',' : '[');
    bg_json_put_string(out, bg_str_from(bg_measure_name(shown[k])));
  }
  bg_buffer_putc(out, ']');
  put_documents(&w);
  put_name(&w, "entities", false);
  bg_buffer_putc(out, '[');
  for (size_t i = 0; i < data->entity_count; i++) {
    if (i) bg_buffer_puts(out, ",\n");
    put_entity(&w, &data->entities[i]);
  }
  bg_buffer_putc(out, ']');
  put_claims(&w);
  put_recommendations(&w);
  put_relations(&w);
  put_name(&w, "evidence", false);
  bg_buffer_printf(out, "[%.*s]", BG_FMT(bg_buffer_str(&w.evidence)));
  bg_buffer_free(&w.evidence);
  bg_map_free(w.relations);
  bg_map_free(w.undrawn);
  bg_map_free(w.passages);
}
