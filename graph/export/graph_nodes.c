/* Nodes of the graph model and their fields. */
#include <stdint.h>

#include "base/memory.h"
#include "export/graph_parts.h"
#include "rdf/graph.h"
#include "rdf/vocab.h"

/* Texts of several fields that come straight from a property of the node. */
static void add_property(const bg_graph_input *in, bg_graph_model *m, const char *name, const char *property) {
  bg_term_id predicate = bg_dataset_find_iri(in->dataset, property);
  size_t field = bg_fields_add(&m->nodes, name, BG_FIELD_TEXT);
  for (size_t i = 0; predicate && i < m->nodes.rows; i++)
    m->nodes.items[field].texts[i] = bg_graph_value(in->dataset, in->network->actors[i].term, predicate);
}

static bg_str_list values_of(const bg_graph_input *in, bg_graph_model *m, bg_term_id node, bg_term_id predicate) {
  bg_term_id *ids;
  size_t count = bg_graph_objects(in->dataset, node, predicate, &ids);
  bg_str *items = count ? bg_arena_alloc(m->arena, count * sizeof *items) : NULL;
  for (size_t k = 0; k < count; k++) items[k] = bg_dataset_term(in->dataset, ids[k]).value;
  bg_free(ids);
  return (bg_str_list){items, count};
}

static void add_list(const bg_graph_input *in, bg_graph_model *m, const char *name, const char *property) {
  bg_term_id predicate = bg_dataset_find_iri(in->dataset, property);
  size_t field = bg_fields_add(&m->nodes, name, BG_FIELD_LIST);
  for (size_t i = 0; predicate && i < m->nodes.rows; i++)
    m->nodes.items[field].lists[i] = values_of(in, m, in->network->actors[i].term, predicate);
}

static void add_wikidata(const bg_graph_input *in, bg_graph_model *m) {
  bg_term_id predicate = bg_dataset_find_iri(in->dataset, SKOS_NS "exactMatch");
  size_t field = bg_fields_add(&m->nodes, "wikidata", BG_FIELD_TEXT);
  for (size_t i = 0; predicate && i < m->nodes.rows; i++) {
    bg_term_id *ids;
    size_t count = bg_graph_objects(in->dataset, in->network->actors[i].term, predicate, &ids);
    for (size_t k = count; k-- > 0;) {
      bg_str iri = bg_dataset_term(in->dataset, ids[k]).value;
      if (bg_str_starts(iri, BG_STR(WIKIDATA_NS)))
        m->nodes.items[field].texts[i] = bg_str_slice(iri, sizeof WIKIDATA_NS - 1, iri.len);
    }
    bg_free(ids);
  }
}

static void add_measures(const bg_graph_input *in, bg_graph_model *m) {
  static const bg_measure real[] = {BG_BETWEENNESS,  BG_HARMONIC,    BG_EIGENVECTOR, BG_PAGERANK,
                                    BG_HUB,          BG_AUTHORITY,   BG_CLUSTERING,  BG_CONSTRAINT,
                                    BG_STRENGTH_ALL, BG_IN_STRENGTH, BG_OUT_STRENGTH};
  for (size_t k = 0; in->measures && k < BG_MEASURES; k++) {
    bg_field_type type = BG_FIELD_INTEGER;
    for (size_t i = 0; i < sizeof real / sizeof *real; i++)
      if (real[i] == (bg_measure)k) type = BG_FIELD_REAL;
    size_t field = bg_fields_add(&m->nodes, bg_measure_name((bg_measure)k), type);
    for (size_t i = 0; i < m->nodes.rows; i++) m->nodes.items[field].numbers[i] = in->measures->values[k][i];
  }
}

/* What no relation can say: the names of the fields come from the claim model. */
static void add_entity_fields(const bg_graph_input *in, bg_graph_model *m) {
  size_t owner = bg_fields_add(&m->nodes, "owner", BG_FIELD_TEXT);
  for (size_t i = 0; i < m->nodes.rows; i++) m->nodes.items[owner].texts[i] = in->network->actors[i].owner;
  add_list(in, m, "aliases", SKOS_NS "altLabel");
  add_property(in, m, "description", DCTERMS_NS "description");
  add_wikidata(in, m);
}

void bg_graph_nodes(const bg_graph_input *in, bg_graph_model *m) {
  size_t label = bg_fields_add(&m->nodes, "label", BG_FIELD_TEXT);
  size_t iri = bg_fields_add(&m->nodes, "iri", BG_FIELD_TEXT);
  size_t type = bg_fields_add(&m->nodes, "type", BG_FIELD_TEXT);
  for (size_t i = 0; i < m->nodes.rows; i++) {
    const bg_actor *a = &in->network->actors[i];
    bool blank = bg_dataset_term(in->dataset, a->term).kind == BG_TERM_BLANK;
    bg_str name = blank ? bg_arena_printf(m->arena, "_:%.*s", BG_FMT(a->iri)) : a->iri;
    m->nodes.items[label].texts[i] = m->node_labels[i] = a->label.len ? a->label : name;
    m->nodes.items[iri].texts[i] = m->node_iris[i] = name;
    m->nodes.items[type].texts[i] = a->class_label;
    m->node_classes[i] = a->class_iri;
  }
  if (m->from_claims) {
    add_entity_fields(in, m);
  } else { /* classes are no nodes, or they would tie everything to everything */
    add_list(in, m, "types", RDF_TYPE);
    bg_graph_literals(in, m);
  }
  add_measures(in, m);
}
