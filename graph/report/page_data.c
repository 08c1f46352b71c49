#include "report/page_data.h"

#include <stdint.h>
#include <string.h>

#include "base/memory.h"
#include "rdf/encode.h"
#include "rdf/graph.h"
#include "rdf/vocab.h"

static bg_term_id iri(const bg_dataset *d, const char *text) {
  return bg_dataset_find_iri(d, text);
}

/* ---- documents ---- */

static void read_document(const bg_dataset *d, bg_term_id term, bg_page_document *out) {
  *out = (bg_page_document){.term = term,
                            .iri = bg_dataset_term(d, term).value,
                            .title = bg_graph_value(d, term, iri(d, DCTERMS_NS "title")),
                            .date = bg_graph_value(d, term, iri(d, DCTERMS_NS "issued")),
                            .publisher = bg_graph_value(d, term, iri(d, DCTERMS_NS "publisher")),
                            .rights = bg_graph_value(d, term, iri(d, DCTERMS_NS "rights")),
                            .source = bg_graph_value(d, term, iri(d, DCTERMS_NS "source")),
                            .sha256 = bg_graph_value(d, term, iri(d, BG_NS "sha256"))};
  if (!out->title.len) out->title = bg_iri_local_name(out->iri);
}

/* Briefs that were read, which the graph pins by their SHA-256; those that are only cited are none. */
static void read_documents(bg_page_data *data) {
  const bg_dataset *d = data->in->dataset;
  bg_term_id *ids;
  size_t count = bg_graph_subjects(d, iri(d, RDF_TYPE), iri(d, BG_NS "PolicyBrief"), &ids);
  data->documents = bg_calloc(count, sizeof *data->documents);
  for (size_t i = 0; i < count; i++) {
    bg_page_document *doc = &data->documents[data->document_count];
    read_document(d, ids[i], doc);
    if (doc->sha256.len) bg_map_set(data->document_by_iri, doc->iri, data->document_count++);
  }
  bg_free(ids);
}

static size_t document_of(const bg_page_data *data, const bg_page_text *text) {
  if (text->iri) return bg_map_get(data->document_by_iri, bg_str_from(text->iri), SIZE_MAX);
  for (size_t i = 0; i < data->document_count; i++)
    if (bg_str_is(data->documents[i].sha256, bg_brief_sha256(text->brief))) return i;
  return SIZE_MAX;
}

static bg_status add_texts(bg_page_data *data, bg_diagnostics *diagnostics) {
  for (size_t i = 0; i < data->in->text_count; i++) {
    const bg_page_text *text = &data->in->texts[i];
    size_t index = document_of(data, text);
    if (index == SIZE_MAX)
      return bg_error(diagnostics, BG_ERROR_INVALID, NULL,
                      "the text \"%.*s\" is of no brief of this graph: no brief has its SHA-256 %s",
                      BG_FMT(bg_brief_meta(text->brief, "title")), bg_brief_sha256(text->brief));
    bg_page_document *doc = &data->documents[index];
    doc->closed = data->in->no_text || bg_str_is(bg_brief_meta(text->brief, "redistribution"), "no");
    doc->brief = doc->closed ? NULL : text->brief;
  }
  return BG_OK;
}

/* ---- entities ---- */

static bg_str unique_id(bg_page_data *data, const bg_page_entity *entity) {
  bg_str id = entity->id.len ? entity->id : entity->iri, tried = id;
  for (size_t n = 2; bg_map_has(data->entity_by_id, tried); n++)
    tried = bg_arena_printf(data->arena, "%.*s-%zu", BG_FMT(id), n);
  return tried;
}

static void add_entity(bg_page_data *data, bg_page_entity entity) {
  if (bg_map_has(data->entity_by_iri, entity.iri)) return;
  BG_GROW(data->entities, data->entity_capacity, data->entity_count + 1);
  entity.id = unique_id(data, &entity);
  bg_map_set(data->entity_by_iri, entity.iri, data->entity_count);
  bg_map_set(data->entity_by_id, entity.id, data->entity_count);
  data->entities[data->entity_count++] = entity;
}

/* Ids are those of the decoded set, which are different for different entities. */
static bg_map *decoded_entities(const bg_page_data *data) {
  bg_map *by_iri = bg_map_new();
  for (size_t i = 0; i < data->set->entity_count; i++) bg_map_set(by_iri, data->set->entities[i].iri, i);
  return by_iri;
}

static void add_entities(bg_page_data *data) {
  const bg_network *n = data->in->network;
  bg_map *decoded = decoded_entities(data);
  for (size_t i = 0; i < n->actor_count; i++) {
    const bg_actor *a = &n->actors[i];
    size_t entity = bg_map_get(decoded, a->iri, SIZE_MAX);
    add_entity(data, (bg_page_entity){.iri = a->iri,
                                      .id = entity == SIZE_MAX ? a->id : data->set->entities[entity].id,
                                      .label = a->label,
                                      .class_iri = a->class_iri,
                                      .type = a->class_label,
                                      .actor = i,
                                      .role = BG_ROLE_NAMED});
  }
  bg_map_free(decoded);
  for (size_t i = 0; i < data->set->entity_count; i++) {
    const bg_entity *e = &data->set->entities[i];
    bg_str class_iri = bg_ontology_class(data->in->ontology, e->type);
    add_entity(data, (bg_page_entity){
                         .iri = e->iri,
                         .id = e->id,
                         .label = e->label,
                         .class_iri = class_iri,
                         .type = bg_ontology_class_label(data->in->ontology, class_iri),
                         .actor = SIZE_MAX,
                         .role = BG_ROLE_NAMED,
                         .is_document = bg_ontology_is_a(data->in->ontology, class_iri, BG_STR(BG_NS "Document"))});
    bg_page_entity *known = &data->entities[bg_map_get(data->entity_by_iri, e->iri, 0)];
    known->description = e->description;
    known->aliases = e->aliases;
  }
}

/* What claims and advice name and nothing describes: shown by its label, without a type. */
static void add_named(bg_page_data *data, bg_str claim, const char *property) {
  const bg_dataset *d = data->in->dataset;
  bg_term_id *ids;
  size_t count = bg_graph_objects(d, bg_page_term(data, claim), iri(d, property), &ids);
  for (size_t i = 0; i < count; i++) {
    bg_str name = bg_dataset_term(d, ids[i]).value, label = bg_graph_label(d, ids[i]);
    bg_page_entity entity = {
        .iri = name, .id = bg_iri_local_name(name), .label = label, .actor = SIZE_MAX, .role = BG_ROLE_NAMED};
    add_entity(data, entity);
  }
  bg_free(ids);
}

static void add_all_named(bg_page_data *data) {
  for (size_t i = 0; i < data->set->claim_count; i++) {
    add_named(data, data->set->claims[i].iri, RDF_NS "subject");
    add_named(data, data->set->claims[i].iri, RDF_NS "object");
  }
  for (size_t i = 0; i < data->set->recommendation_count; i++) {
    add_named(data, data->set->recommendations[i].iri, BG_NS "addressee");
    add_named(data, data->set->recommendations[i].iri, BG_NS "target");
  }
}

bg_term_id bg_page_term(const bg_page_data *data, bg_str name) {
  bg_term term = bg_term_iri(name);
  bg_term_id found = bg_dataset_find(data->in->dataset, &term);
  if (found) return found;
  term.kind = BG_TERM_BLANK;
  return bg_dataset_find(data->in->dataset, &term);
}

/* ---- who is an actor, and what is counted ---- */

static bg_page_entity *entity_of(const bg_page_data *data, bg_term_id term) {
  size_t index =
      term ? bg_map_get(data->entity_by_iri, bg_dataset_term(data->in->dataset, term).value, SIZE_MAX) : SIZE_MAX;
  return index == SIZE_MAX ? NULL : &data->entities[index];
}

static bg_page_entity *value_of(const bg_page_data *data, bg_term_id node, const char *property) {
  return entity_of(data, bg_graph_object(data->in->dataset, node, iri(data->in->dataset, property)));
}

static void become(bg_page_entity *entity, bg_page_role role) {
  if (entity && role < entity->role) entity->role = role;
}

static void become_all(const bg_page_data *data, bg_term_id node, const char *const *properties, size_t count) {
  for (size_t i = 0; i < count; i++) {
    bg_term_id *ids;
    size_t values = bg_graph_objects(data->in->dataset, node, iri(data->in->dataset, properties[i]), &ids);
    for (size_t k = 0; k < values; k++) become(entity_of(data, ids[k]), BG_ROLE_ACTOR);
    bg_free(ids);
  }
}

static bool is_drawn(const bg_page_data *data, bg_str relation) {
  const bg_relation *known = bg_ontology_relation(data->in->ontology, relation);
  return bg_theme_draws(data->theme, known ? known->iri : relation);
}

static void read_roles(bg_page_data *data) {
  static const char *const told[] = {BG_NS "topic",  BG_NS "instrument", BG_NS "addressee",
                                     BG_NS "target", BG_NS "partner",    BG_NS "onIssue"};
  for (size_t i = 0; i < data->claims && data->in->network->from_claims; i++) {
    const bg_claim *c = &data->set->claims[i];
    bg_term_id node = bg_page_term(data, c->iri);
    bg_page_entity *s = value_of(data, node, RDF_NS "subject"), *o = value_of(data, node, RDF_NS "object");
    bool document = (s && s->is_document) || (o && o->is_document);
    become(value_of(data, node, BG_NS "voice"), BG_ROLE_SOURCE);
    become_all(data, node, told, sizeof told / sizeof *told);
    if (!document && !is_drawn(data, c->relation)) continue;
    become(s, document ? BG_ROLE_SOURCE : BG_ROLE_ACTOR);
    become(o, document ? BG_ROLE_SOURCE : BG_ROLE_ACTOR);
  }
  for (size_t i = 0; i < data->recommendations; i++) {
    become_all(data, bg_page_term(data, data->set->recommendations[i].iri), told, sizeof told / sizeof *told);
  }
  const bg_network *n = data->in->network;
  for (size_t i = 0; i < n->link_count && !n->from_claims; i++) {
    become(&data->entities[bg_map_get(data->entity_by_iri, n->actors[n->links[i].from].iri, 0)], BG_ROLE_ACTOR);
    become(&data->entities[bg_map_get(data->entity_by_iri, n->actors[n->links[i].to].iri, 0)], BG_ROLE_ACTOR);
  }
}

/* Members of the network stand first, in its order. */
bool bg_page_is_tie(const bg_page_data *data, const bg_link *link) {
  return data->entities[link->from].role == BG_ROLE_ACTOR && data->entities[link->to].role == BG_ROLE_ACTOR &&
         bg_theme_draws(data->theme, link->relation);
}

static bool is_actor(const bg_page_entity *entity) {
  return entity && entity->actor != SIZE_MAX && entity->role == BG_ROLE_ACTOR;
}

static void count_claims(bg_page_data *data) {
  bg_page_counts *counts = &data->counts;
  for (size_t i = 0; i < data->claims && data->in->network->from_claims; i++) {
    const bg_claim *c = &data->set->claims[i];
    bg_term_id node = bg_page_term(data, c->iri);
    bg_page_entity *s = value_of(data, node, RDF_NS "subject"), *o = value_of(data, node, RDF_NS "object");
    if (!is_actor(s) || !is_actor(o)) continue;
    counts->between++;
    if (c->polarity == BG_NEGATED) counts->negated++;
    else if (!is_drawn(data, c->relation) || s == o) counts->belonging++;
    else counts->tying++;
  }
  if (!data->in->network->from_claims) counts->between = counts->tying = data->claims;
}

static void count_all(bg_page_data *data) {
  const bg_network *n = data->in->network;
  bool *tied = bg_calloc(n->actor_count, sizeof *tied);
  for (size_t i = 0; i < n->link_count; i++)
    if (bg_page_is_tie(data, &n->links[i])) tied[n->links[i].from] = tied[n->links[i].to] = true;
  for (size_t i = 0; i < n->actor_count; i++) {
    bg_page_role role = data->entities[i].role;
    data->counts.actors += role == BG_ROLE_ACTOR;
    data->counts.sources += role == BG_ROLE_SOURCE;
    data->counts.named += role == BG_ROLE_NAMED;
    data->counts.tied += tied[i];
  }
  bg_free(tied);
  count_claims(data);
}

bg_name_kind bg_page_name_kind(const bg_page_data *data, const bg_page_entity *entity) {
  const bg_ontology *o = data->in->ontology;
  if (bg_ontology_is_a(o, entity->class_iri, BG_STR(BG_NS "Person"))) return BG_NAME_OF_PERSON;
  bool people = bg_ontology_is_a(o, entity->class_iri, BG_STR(BG_NS "SocialGroup"));
  return people ? BG_NAME_OF_PEOPLE : BG_NAME_OF_ONE;
}

/* ---- all ---- */

static void drop_unaccepted(bg_page_data *data) {
  bg_claim_set *set = data->set;
  for (size_t i = 0; i < set->claim_count; i++) {
    if (set->claims[i].status == BG_ACCEPTED) set->claims[data->claims++] = set->claims[i];
    else data->not_accepted++;
  }
  for (size_t i = 0; i < set->recommendation_count; i++) {
    const bg_recommendation r = set->recommendations[i];
    if (r.status != BG_ACCEPTED) {
      data->not_accepted++;
      continue;
    }
    bg_map_set(data->recommendation_by_iri, r.iri, data->recommendations);
    set->recommendations[data->recommendations++] = r;
  }
  set->claim_count = data->claims;
  set->recommendation_count = data->recommendations;
  if (!data->in->network->from_claims) data->claims = data->in->network->link_count;
}

bg_status bg_page_data_new(const bg_page_input *in, const bg_theme *theme, bg_diagnostics *diagnostics,
                           bg_page_data **result) {
  bg_page_data *data = BG_NEW(bg_page_data);
  *result = NULL;
  data->in = in;
  data->theme = theme;
  data->arena = bg_arena_new();
  data->entity_by_iri = bg_map_new();
  data->entity_by_id = bg_map_new();
  data->recommendation_by_iri = bg_map_new();
  data->document_by_iri = bg_map_new();
  bg_status status = bg_decode(in->dataset, in->ontology, diagnostics, &data->set);
  if (status == BG_OK) {
    drop_unaccepted(data);
    read_documents(data);
    add_entities(data);
    add_all_named(data);
    read_roles(data);
    count_all(data);
    status = add_texts(data, diagnostics);
  }
  if (status == BG_OK) *result = data;
  else bg_page_data_free(data);
  return status;
}

void bg_page_data_free(bg_page_data *data) {
  if (!data) return;
  bg_claim_set_free(data->set);
  bg_map_free(data->entity_by_iri);
  bg_map_free(data->entity_by_id);
  bg_map_free(data->recommendation_by_iri);
  bg_map_free(data->document_by_iri);
  bg_free(data->entities);
  bg_free(data->documents);
  bg_arena_free(data->arena);
  bg_free(data);
}
