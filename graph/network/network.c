#include "network/network.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "rdf/graph.h"
#include "rdf/vocab.h"

typedef struct {
  const bg_dataset *dataset;
  const bg_ontology *ontology;
  const bg_network_options *options;
  bg_network *network;
  size_t *actor_of; /* actor index + 1, by term id */
} loader;

void bg_network_free(bg_network *network) {
  if (!network) return;
  bg_free(network->actors);
  bg_free(network->links);
  bg_arena_free(network->arena);
  bg_free(network);
}

static bg_term_id iri(const loader *l, const char *text) {
  return bg_dataset_find_iri(l->dataset, text);
}

static bg_str keep(const loader *l, bg_str text) {
  return text.len ? bg_arena_str(l->network->arena, text) : BG_STR_EMPTY;
}

static bg_str value(const loader *l, bg_term_id node, const char *property) {
  return bg_graph_value(l->dataset, node, iri(l, property));
}

/* ---- actors ---- */

/* Among the types that the ontology knows, one that no other is below. */
static bg_str class_of(const loader *l, bg_term_id node) {
  bg_term_id *types;
  size_t count = bg_graph_objects(l->dataset, node, iri(l, RDF_TYPE), &types);
  bg_str best = BG_STR_EMPTY;
  for (size_t i = 0; i < count; i++) {
    bg_term type = bg_dataset_term(l->dataset, types[i]);
    bool known = bg_ontology_class(l->ontology, type.value).len > 0;
    if (type.kind != BG_TERM_IRI || !known) continue;
    if (!best.len || bg_ontology_is_a(l->ontology, type.value, best)) best = type.value;
  }
  if (!best.len && count && bg_dataset_term(l->dataset, types[0]).kind == BG_TERM_IRI)
    best = bg_dataset_term(l->dataset, types[0]).value;
  bg_free(types);
  return best;
}

static bool is_member(const loader *l, bg_str class) {
  if (l->options->all_entities || !l->network->from_claims) return true;
  return bg_ontology_is_a(l->ontology, class, BG_STR(BG_NS "Actor")) ||
         bg_ontology_is_a(l->ontology, class, BG_STR(BG_NS "Initiative"));
}

static void add_actor(loader *l, bg_term_id node) {
  bg_network *n = l->network;
  bg_term term = bg_dataset_term(l->dataset, node);
  if (l->actor_of[node]) return;
  bg_str class = class_of(l, node);
  if (!is_member(l, class)) return;
  bg_str id = value(l, node, DCTERMS_NS "identifier");
  bg_term_id owner = bg_graph_object(l->dataset, node, iri(l, BG_NS "partOf"));
  BG_GROW(n->actors, n->actor_capacity, n->actor_count + 1);
  n->actors[n->actor_count] = (bg_actor){
      .term = node,
      .iri = keep(l, term.value),
      .id = keep(l, id.len ? id : bg_iri_local_name(term.value)),
      .label = keep(l, bg_graph_label(l->dataset, node)),
      .class_iri = keep(l, class),
      .class_label = keep(l, class.len ? bg_ontology_class_label(l->ontology, class) : BG_STR_EMPTY),
      .owner = owner ? keep(l, bg_graph_label(l->dataset, owner)) : BG_STR_EMPTY,
  };
  l->actor_of[node] = ++n->actor_count;
}

static int by_actor_term(const void *a, const void *b, void *context) {
  bg_term x = bg_dataset_term(context, ((const bg_actor *)a)->term);
  bg_term y = bg_dataset_term(context, ((const bg_actor *)b)->term);
  return bg_term_compare(&x, &y);
}

static void sort_actors(loader *l) {
  bg_network *n = l->network;
  union { /* qsort_r's context is not const */
    const bg_dataset *in;
    void *out;
  } context = {l->dataset};
  if (n->actor_count > 1) qsort_r(n->actors, n->actor_count, sizeof *n->actors, by_actor_term, context.out);
  for (size_t i = 0; i < n->actor_count; i++) l->actor_of[n->actors[i].term] = i + 1;
}

/* Every instance of a class below bg:Thing that may be a member, with or without links. */
static void add_typed_actors(loader *l) {
  bg_term_id type = iri(l, RDF_TYPE), last = BG_NO_TERM;
  const bg_quad *quads = bg_dataset_quads(l->dataset);
  for (size_t i = 0; i < bg_dataset_size(l->dataset); i++) {
    if (quads[i].p != type || quads[i].s == last) continue;
    last = quads[i].s;
    if (bg_ontology_is_a(l->ontology, class_of(l, last), BG_STR(BG_NS "Thing"))) add_actor(l, last);
  }
}

/* ---- links ---- */

static void add_link(loader *l, bg_term_id from, bg_term_id to, const bg_link *link) {
  bg_network *n = l->network;
  if (!from || !to || !l->actor_of[from] || !l->actor_of[to]) return;
  if (from == to) {
    n->self_links++;
    return;
  }
  BG_GROW(n->links, n->link_capacity, n->link_count + 1);
  bg_link *kept = &n->links[n->link_count++];
  *kept = *link;
  kept->from = l->actor_of[from] - 1;
  kept->to = l->actor_of[to] - 1;
  n->actors[kept->from].link_count++;
  n->actors[kept->to].link_count++;
}

static void describe_relation(const loader *l, bg_str predicate, bg_link *link) {
  const bg_relation *relation = bg_ontology_relation(l->ontology, predicate);
  bg_term term = bg_term_iri(predicate);
  bg_term_id id = bg_dataset_find(l->dataset, &term);
  link->relation = keep(l, predicate);
  link->label = keep(l, relation ? relation->label : bg_graph_label(l->dataset, id));
  link->short_label = keep(l, relation ? relation->short_label : link->label);
  link->symmetric = relation && relation->symmetric;
  link->sign = relation ? relation->sign : 0;
}

static int parse_sign(bg_str text, int missing) {
  if (bg_str_is(text, "1") || bg_str_is(text, "+1")) return 1;
  return bg_str_is(text, "-1") ? -1 : bg_str_is(text, "0") ? 0 : missing;
}

static void read_voice(const loader *l, bg_term_id node, bg_term_id evidence, bg_link *link) {
  bg_term_id speaker = bg_graph_object(l->dataset, node, iri(l, BG_NS "voice"));
  bg_term_id brief = bg_graph_object(l->dataset, evidence, iri(l, OA_NS "hasSource"));
  link->own_voice =
      !speaker || speaker == brief || bg_graph_has(l->dataset, brief, iri(l, DCTERMS_NS "creator"), speaker);
  if (link->own_voice) return;
  bg_str label = value(l, node, BG_NS "voiceLabel");
  link->voice = keep(l, label.len ? label : bg_graph_label(l->dataset, speaker));
}

/* The first passage in the order of the text. */
static bg_term_id first_evidence(const loader *l, bg_term_id node, bg_link *link) {
  bg_term_id *ids, first = BG_NO_TERM;
  size_t count = bg_graph_objects(l->dataset, node, iri(l, BG_NS "evidence"), &ids);
  double best = 0;
  for (size_t i = 0; i < count; i++) {
    bg_term_id *selectors;
    size_t selector_count = bg_graph_objects(l->dataset, ids[i], iri(l, OA_NS "hasSelector"), &selectors);
    bg_str quote = BG_STR_EMPTY, start = BG_STR_EMPTY;
    for (size_t k = 0; k < selector_count; k++) {
      if (!quote.len) quote = value(l, selectors[k], OA_NS "exact");
      if (!start.len) start = value(l, selectors[k], OA_NS "start");
    }
    bg_free(selectors);
    double at = start.len ? strtod(start.data, NULL) : 0;
    if (first && at >= best) continue;
    first = ids[i];
    best = at;
    link->quote = quote;
    link->locator = value(l, ids[i], BG_NS "locator");
  }
  bg_free(ids);
  return first;
}

static bool counts(const loader *l, const bg_link *link, bg_str status) {
  const bg_network_options *o = l->options;
  bg_claim_status s = BG_ACCEPTED;
  if (status.len && !bg_claim_status_parse(status, &s)) return false;
  if (s == BG_REJECTED || (s == BG_PROPOSED && !o->with_unaccepted)) return false;
  unsigned wanted = o->modalities ? o->modalities : BG_ALL_MODALITIES;
  return (wanted & BG_MODALITY_BIT(link->modality)) && (link->polarity == BG_AFFIRMED || o->with_negated) &&
         link->confidence >= o->min_confidence;
}

static void add_claim(loader *l, bg_term_id node) {
  bg_str predicate = value(l, node, RDF_NS "predicate");
  bg_link link = {.modality = BG_ASSERTED, .polarity = BG_AFFIRMED, .confidence = 1};
  describe_relation(l, predicate, &link);
  link.sign = parse_sign(value(l, node, BG_NS "signValue"), link.sign);
  bg_str modality = bg_iri_local_name(value(l, node, BG_NS "modality"));
  bg_str polarity = bg_iri_local_name(value(l, node, BG_NS "polarity"));
  if ((modality.len && !bg_modality_parse(modality, &link.modality)) ||
      (polarity.len && !bg_polarity_parse(polarity, &link.polarity)))
    return; /* 'check' names such claims */
  (void)bg_strength_parse(bg_iri_local_name(value(l, node, BG_NS "strength")), &link.strength);
  bg_str confidence = value(l, node, BG_NS "confidence");
  if (confidence.len) link.confidence = strtod(confidence.data, NULL);
  if (!counts(l, &link, bg_iri_local_name(value(l, node, BG_NS "status")))) return;
  link.claim = keep(l, bg_dataset_term(l->dataset, node).value);
  link.claim_id = keep(l, value(l, node, DCTERMS_NS "identifier"));
  read_voice(l, node, first_evidence(l, node, &link), &link);
  link.quote = keep(l, link.quote);
  link.locator = keep(l, link.locator);
  add_link(l, bg_graph_object(l->dataset, node, iri(l, RDF_NS "subject")),
           bg_graph_object(l->dataset, node, iri(l, RDF_NS "object")), &link);
}

/* ---- plain triples ---- */

static bool is_schema(bg_str predicate) {
  static const char *const schema[] = {RDF_NS, RDFS_NS, OWL_NS, SKOS_NS};
  for (size_t i = 0; i < sizeof schema / sizeof *schema; i++)
    if (bg_str_starts(predicate, bg_str_from(schema[i]))) return true;
  return false;
}

static bool wanted_predicate(const loader *l, bg_str predicate, int *sign) {
  const bg_network_options *o = l->options;
  if (o->triples) return !bg_str_is(predicate, RDF_TYPE);
  if (!o->predicates) return !is_schema(predicate);
  for (size_t i = 0; i < o->predicate_count; i++) {
    if (!bg_str_equal(o->predicates[i].iri, predicate)) continue;
    *sign = o->predicates[i].sign;
    return true;
  }
  return false;
}

/* `adding` is false for the first round, which finds the actors. */
static void read_triples(loader *l, bool adding) {
  const bg_quad *quads = bg_dataset_quads(l->dataset);
  for (size_t i = 0; i < bg_dataset_size(l->dataset); i++) {
    const bg_quad *q = &quads[i];
    if (i && q->s == q[-1].s && q->p == q[-1].p && q->o == q[-1].o) continue; /* again in another graph */
    bg_term s = bg_dataset_term(l->dataset, q->s), p = bg_dataset_term(l->dataset, q->p);
    bg_term o = bg_dataset_term(l->dataset, q->o);
    bg_link link = {.modality = BG_ASSERTED, .polarity = BG_AFFIRMED, .confidence = 1, .own_voice = true};
    int sign = 2;
    if (s.kind == BG_TERM_LITERAL || o.kind == BG_TERM_LITERAL || o.kind == BG_TERM_TRIPLE ||
        !wanted_predicate(l, p.value, &sign))
      continue;
    if (!adding) {
      add_actor(l, q->s);
      add_actor(l, q->o);
      continue;
    }
    describe_relation(l, p.value, &link);
    if (sign != 2) link.sign = sign;
    add_link(l, q->s, q->o, &link);
  }
}

/* ---- all ---- */

static int by_ends(const void *a, const void *b) {
  const bg_link *x = a, *y = b;
  if (x->from != y->from) return x->from < y->from ? -1 : 1;
  if (x->to != y->to) return x->to < y->to ? -1 : 1;
  int order = bg_str_compare(x->claim, y->claim);
  return order ? order : bg_str_compare(x->relation, y->relation);
}

static bool has_instance(const loader *l, const char *class_iri) {
  bg_term_id *ids;
  size_t count = bg_graph_subjects(l->dataset, iri(l, RDF_TYPE), iri(l, class_iri), &ids);
  bg_free(ids);
  return count > 0;
}

bg_network *bg_network_new(const bg_dataset *dataset, const bg_ontology *ontology, const bg_network_options *options) {
  bg_network_options defaults = {0};
  bg_network *network = BG_NEW(bg_network);
  network->arena = bg_arena_new();
  loader l = {dataset, ontology, options ? options : &defaults, network,
              bg_calloc(bg_dataset_term_count(dataset) + 1, sizeof(size_t))};
  bg_term_id *claims;
  size_t claim_count = bg_graph_subjects(dataset, iri(&l, RDF_TYPE), iri(&l, BG_NS "Claim"), &claims);
  bool brief = claim_count > 0 || has_instance(&l, BG_NS "PolicyBrief");
  network->from_claims = brief && !l.options->predicates && !l.options->triples;
  if (network->from_claims) {
    add_typed_actors(&l);
    sort_actors(&l);
    for (size_t i = 0; i < claim_count; i++) add_claim(&l, claims[i]);
  } else {
    read_triples(&l, false);
    sort_actors(&l);
    read_triples(&l, true);
  }
  bg_free(claims);
  bg_free(l.actor_of);
  if (network->link_count > 1) qsort(network->links, network->link_count, sizeof *network->links, by_ends);
  return network;
}

static bool same_letters(bg_str a, bg_str b) {
  return a.len == b.len && (a.len == 0 || strncasecmp(a.data, b.data, a.len) == 0);
}

size_t bg_network_find(const bg_network *network, bg_str name) {
  for (size_t i = 0; i < network->actor_count; i++)
    if (bg_str_equal(network->actors[i].id, name) || bg_str_equal(network->actors[i].iri, name)) return i;
  for (size_t i = 0; i < network->actor_count; i++)
    if (same_letters(network->actors[i].label, name)) return i;
  return SIZE_MAX;
}

/* Letters that two names share at their starts, without regard to case. */
static size_t shared_start(bg_str a, bg_str b) {
  size_t i = 0;
  while (i < a.len && i < b.len && (a.data[i] | 32) == (b.data[i] | 32)) i++;
  return i;
}

bg_str bg_network_closest(const bg_network *network, bg_str name) {
  bg_str best = BG_STR_EMPTY;
  size_t most = 1;
  for (size_t i = 0; i < network->actor_count; i++) {
    const bg_actor *a = &network->actors[i];
    size_t by_id = shared_start(a->id, name), by_label = shared_start(a->label, name);
    if (by_id > most) best = a->id, most = by_id;
    if (by_label > most) best = a->label, most = by_label;
  }
  return best;
}
