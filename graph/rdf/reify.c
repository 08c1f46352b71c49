#include "rdf/reify.h"

#include "rdf/triple_term.h"
#include "rdf/vocab.h"

typedef struct {
  const bg_dataset *from;
  bg_dataset *to;
  bg_term_id type, statement, subject, predicate, object, reifies; /* in `from` */
} rewriting;

static rewriting begin(const bg_dataset *from) {
  rewriting r = {.from = from,
                 .to = bg_dataset_new(),
                 .type = bg_dataset_find_iri(from, RDF_TYPE),
                 .statement = bg_dataset_find_iri(from, RDF_NS "Statement"),
                 .subject = bg_dataset_find_iri(from, RDF_NS "subject"),
                 .predicate = bg_dataset_find_iri(from, RDF_NS "predicate"),
                 .object = bg_dataset_find_iri(from, RDF_NS "object"),
                 .reifies = bg_dataset_find_iri(from, RDF_REIFIES)};
  for (size_t i = 0; i < bg_dataset_prefix_count(from); i++) {
    bg_str prefix, iri;
    bg_dataset_prefix(from, i, &prefix, &iri);
    bg_dataset_add_prefix(r.to, prefix, iri);
  }
  return r;
}

static bg_term_id copy_term(const rewriting *r, bg_term_id id) {
  bg_term term = bg_dataset_term(r->from, id);
  return bg_dataset_intern(r->to, &term);
}

static void add(const rewriting *r, bg_quad q, const char *predicate, const bg_term *object) {
  bg_dataset_add(r->to, (bg_quad){copy_term(r, q.s), bg_dataset_intern_iri(r->to, predicate),
                                  bg_dataset_intern(r->to, object), copy_term(r, q.g)});
}

static void copy_quad(const rewriting *r, bg_quad q) {
  bg_dataset_add(r->to, (bg_quad){copy_term(r, q.s), copy_term(r, q.p), copy_term(r, q.o), copy_term(r, q.g)});
}

/* The only object of (s, p) in the graph, or BG_NO_TERM. */
static bg_term_id only_object(const rewriting *r, bg_quad q, bg_term_id p) {
  bg_quad found, more;
  if (!p) return BG_NO_TERM;
  bg_match m = bg_dataset_match(r->from, (bg_quad){q.s, p, BG_ANY, q.g});
  if (!bg_match_next(&m, &found) || bg_match_next(&m, &more)) return BG_NO_TERM;
  return found.o;
}

/* ---- lift ---- */

static bool is_part(const rewriting *r, bg_quad q) {
  return q.p == r->subject || q.p == r->predicate || q.p == r->object || (q.p == r->type && q.o == r->statement);
}

/* The triple that the subject of the quad states in its graph. */
static bool stated(const rewriting *r, bg_quad q, bg_term parts[3]) {
  bg_quad typed;
  if (!r->type || !r->statement) return false;
  bg_match m = bg_dataset_match(r->from, (bg_quad){q.s, r->type, r->statement, q.g});
  if (!bg_match_next(&m, &typed)) return false;
  const bg_term_id ids[3] = {only_object(r, q, r->subject), only_object(r, q, r->predicate),
                             only_object(r, q, r->object)};
  for (size_t i = 0; i < 3; i++) {
    if (!ids[i]) return false;
    parts[i] = bg_dataset_term(r->from, ids[i]);
  }
  bool resource = parts[0].kind == BG_TERM_IRI || parts[0].kind == BG_TERM_BLANK;
  return resource && parts[1].kind == BG_TERM_IRI;
}

bg_dataset *bg_lift_statements(const bg_dataset *dataset) {
  rewriting r = begin(dataset);
  const bg_quad *quads = bg_dataset_quads(dataset);
  bg_buffer text = {0};
  for (size_t i = 0; i < bg_dataset_size(dataset); i++) {
    bg_term parts[3];
    if (!is_part(&r, quads[i]) || !stated(&r, quads[i], parts)) {
      copy_quad(&r, quads[i]);
    } else if (quads[i].p == r.subject) {
      bg_buffer_clear(&text);
      bg_triple_put(&text, &parts[0], &parts[1], &parts[2]);
      add(&r, quads[i], RDF_REIFIES, &(bg_term){.kind = BG_TERM_TRIPLE, .value = bg_buffer_str(&text)});
    }
  }
  bg_buffer_free(&text);
  bg_dataset_index(r.to);
  return r.to;
}

/* ---- lower ---- */

bg_dataset *bg_lower_reifiers(const bg_dataset *dataset) {
  rewriting r = begin(dataset);
  const bg_quad *quads = bg_dataset_quads(dataset);
  bg_buffer unescaped = {0};
  for (size_t i = 0; i < bg_dataset_size(dataset); i++) {
    bg_term triple = bg_dataset_term(dataset, quads[i].o), parts[3] = {0};
    bool reifier = quads[i].p == r.reifies && triple.kind == BG_TERM_TRIPLE && only_object(&r, quads[i], r.reifies);
    if (reifier) bg_triple_terms(triple.value, &unescaped, parts);
    if (!reifier || parts[2].kind == BG_TERM_TRIPLE) {
      copy_quad(&r, quads[i]);
      continue;
    }
    bg_term statement = bg_term_iri(BG_STR(RDF_NS "Statement"));
    add(&r, quads[i], RDF_TYPE, &statement);
    add(&r, quads[i], RDF_NS "subject", &parts[0]);
    add(&r, quads[i], RDF_NS "predicate", &parts[1]);
    add(&r, quads[i], RDF_NS "object", &parts[2]);
  }
  bg_buffer_free(&unescaped);
  bg_dataset_index(r.to);
  return r.to;
}
