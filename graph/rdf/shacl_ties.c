/* The two checks that SHACL Core has no words for (see shacl.h). */
#include <stdlib.h>

#include "base/memory.h"
#include "rdf/graph.h"
#include "rdf/shacl_model.h"
#include "rdf/vocab.h"

static bool has(const bg_dataset *data, bg_term_id s, const char *p, const char *o) {
  return bg_graph_has(data, s, shacl_find(data, p), shacl_find(data, o));
}

static bg_term_id object(const bg_dataset *data, bg_term_id s, const char *p) {
  return bg_graph_object(data, s, shacl_find(data, p));
}

/* A claim without a status was not left to anybody to decide. */
static bool accepted_and_affirmed(const bg_dataset *data, bg_term_id claim) {
  return (!object(data, claim, BG_NS "status") || has(data, claim, BG_NS "status", BG_NS "accepted")) &&
         has(data, claim, BG_NS "polarity", BG_NS "affirmed");
}

/* -1, 0 or 1: the sign of its bg:signValue. */
static int sign_of(const bg_dataset *data, bg_term_id claim) {
  bg_str value = bg_dataset_term(data, object(data, claim, BG_NS "signValue")).value;
  if (!value.len || bg_str_is(value, "0")) return 0;
  return value.data[0] == '-' ? -1 : 1;
}

static bool same_pair(const bg_dataset *data, bg_term_id a, bg_term_id b) {
  bg_term_id as = object(data, a, RDF_NS "subject"), ao = object(data, a, RDF_NS "object");
  bg_term_id bs = object(data, b, RDF_NS "subject"), bo = object(data, b, RDF_NS "object");
  return (as == bs && ao == bo) || (as == bo && ao == bs);
}

bool shacl_check_opposite_ties(bg_report *report, const bg_shape *shape, const shacl_constraint *constraint,
                               bg_term_id focus, bool record) {
  const bg_dataset *data = report->data;
  bg_term_id evidence = shacl_find(data, BG_NS "evidence");
  int sign = sign_of(data, focus);
  if (!evidence || sign <= 0 || !accepted_and_affirmed(data, focus)) return true; /* told once, at the friendly one */
  bg_id_set opposite = {0};
  bg_quad mine, theirs;
  for (bg_match m = bg_dataset_match(data, (bg_quad){focus, evidence, BG_ANY, BG_ANY}); bg_match_next(&m, &mine);)
    for (bg_match n = bg_dataset_match(data, (bg_quad){BG_ANY, evidence, mine.o, BG_ANY}); bg_match_next(&n, &theirs);)
      if (sign_of(data, theirs.s) < 0 && same_pair(data, focus, theirs.s) && accepted_and_affirmed(data, theirs.s) &&
          object(data, focus, BG_NS "modality") == object(data, theirs.s, BG_NS "modality"))
        bg_id_set_add(&opposite, theirs.s);
  size_t count = opposite.count;
  for (size_t i = 0; record && i < count; i++) shacl_add(report, shape, constraint, focus, NULL, opposite.ids[i]);
  bg_id_set_free(&opposite);
  return count == 0;
}

/* Is the voice of the claim the author of the text that its evidence comes from? */
static bool in_authors_voice(const bg_dataset *data, bg_term_id claim) {
  bg_term_id voice = object(data, claim, BG_NS "voice"), creator = shacl_find(data, DCTERMS_NS "creator");
  bg_term_id source = object(data, object(data, claim, BG_NS "evidence"), OA_NS "hasSource");
  return voice == source || (source ? bg_graph_has(data, source, creator, voice) : false);
}

/* Plain triples of one subject that need a claim, in the order of predicate and object. */
typedef struct {
  bg_term_id predicate, object;
  bool backed;
} plain_triple;

static int by_ids(const void *left, const void *right) {
  const plain_triple *a = left, *b = right;
  if (a->predicate != b->predicate) return a->predicate < b->predicate ? -1 : 1;
  return a->object < b->object ? -1 : a->object > b->object;
}

static size_t collect_triples(const bg_dataset *data, const shacl_constraint *constraint, bg_term_id focus,
                              plain_triple **triples) {
  bg_term_id top = shacl_find(data, BG_NS "relatedTo");
  size_t count = 0, capacity = 0;
  bg_quad q;
  *triples = NULL;
  if (!top) return 0;
  bg_id_set relations = {0};
  shacl_descendants(data, top, RDFS_NS "subPropertyOf", &relations);
  for (bg_match m = bg_dataset_match(data, (bg_quad){focus, BG_ANY, BG_ANY, BG_ANY}); bg_match_next(&m, &q);) {
    bool again = count && (*triples)[count - 1].predicate == q.p && (*triples)[count - 1].object == q.o;
    if (again || !bg_id_set_has(&relations, q.p) || bg_id_set_has(&constraint->terms, q.p)) continue;
    bg_str graph = bg_dataset_term(data, q.g).value;
    if (bg_str_ends(graph, BG_STR("/recommended")) || bg_str_ends(graph, BG_STR("/possible"))) continue;
    BG_GROW(*triples, capacity, count + 1);
    (*triples)[count++] = (plain_triple){q.p, q.o, false};
  }
  bg_id_set_free(&relations);
  return count;
}

static bool backs(const bg_dataset *data, bg_term_id claim) {
  return has(data, claim, BG_NS "modality", BG_NS "asserted") && accepted_and_affirmed(data, claim) &&
         in_authors_voice(data, claim);
}

/* Mark the triples that this claim backs. */
static void mark_backed(const bg_dataset *data, bg_term_id claim, plain_triple *triples, size_t count) {
  bg_term_id predicate = shacl_find(data, RDF_NS "predicate"), object_id = shacl_find(data, RDF_NS "object");
  bg_quad p, o;
  if (!predicate || !object_id) return;
  for (bg_match m = bg_dataset_match(data, (bg_quad){claim, predicate, BG_ANY, BG_ANY}); bg_match_next(&m, &p);) {
    for (bg_match n = bg_dataset_match(data, (bg_quad){claim, object_id, BG_ANY, BG_ANY}); bg_match_next(&n, &o);) {
      plain_triple *found = bsearch(&(plain_triple){p.o, o.o, false}, triples, count, sizeof *triples, by_ids);
      if (found && !found->backed) found->backed = backs(data, claim);
    }
  }
}

bool shacl_check_backed_by_claim(bg_report *report, const bg_shape *shape, const shacl_constraint *constraint,
                                 bg_term_id focus, bool record) {
  const bg_dataset *data = report->data;
  bg_term_id subject = shacl_find(data, RDF_NS "subject");
  plain_triple *triples;
  size_t count = collect_triples(data, constraint, focus, &triples);
  bool good = true;
  bg_quad q;
  /* once over the claims of the subject, however many triples it has: hubs have many of both */
  for (bg_match m = bg_dataset_match(data, (bg_quad){BG_ANY, subject, focus, BG_ANY});
       subject && count && bg_match_next(&m, &q);)
    mark_backed(data, q.s, triples, count);
  for (size_t i = 0; i < count && (good || record); i++) {
    if (triples[i].backed) continue;
    good = false;
    if (!record) break;
    bg_path *path = bg_arena_alloc(report->arena, sizeof *path);
    *path = (bg_path){.kind = PATH_PREDICATE, .predicate = triples[i].predicate};
    shacl_add(report, shape, constraint, focus, path, triples[i].object);
  }
  bg_free(triples);
  return good;
}
