#include "rdf/graph.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "rdf/vocab.h"

static int by_term(const void *a, const void *b, void *context) {
  bg_term x = bg_dataset_term(context, *(const bg_term_id *)a);
  bg_term y = bg_dataset_term(context, *(const bg_term_id *)b);
  return bg_term_compare(&x, &y);
}

/* Collect the o (or s) of every match, sorted by term, without duplicates. */
static size_t collect(const bg_dataset *dataset, bg_quad pattern, bool objects, bg_term_id **ids) {
  bg_term_id *found = NULL;
  size_t count = 0, capacity = 0;
  bg_quad q;
  for (bg_match m = bg_dataset_match(dataset, pattern); bg_match_next(&m, &q);) {
    bg_term_id id = objects ? q.o : q.s;
    if (count && found[count - 1] == id) continue; /* the same triple in another graph */
    BG_GROW(found, capacity, count + 1);
    found[count++] = id;
  }
  if (count > 1) qsort_r(found, count, sizeof *found, by_term, (void *)(uintptr_t)dataset);
  size_t kept = 0;
  for (size_t i = 0; i < count; i++)
    if (kept == 0 || found[kept - 1] != found[i]) found[kept++] = found[i];
  *ids = found;
  return kept;
}

size_t bg_graph_objects(const bg_dataset *dataset, bg_term_id s, bg_term_id p, bg_term_id **ids) {
  *ids = NULL;
  if (!s || !p) return 0;
  return collect(dataset, (bg_quad){s, p, BG_ANY, BG_ANY}, true, ids);
}

size_t bg_graph_subjects(const bg_dataset *dataset, bg_term_id p, bg_term_id o, bg_term_id **ids) {
  *ids = NULL;
  if (!o || !p) return 0;
  return collect(dataset, (bg_quad){BG_ANY, p, o, BG_ANY}, false, ids);
}

bg_term_id bg_graph_object(const bg_dataset *dataset, bg_term_id s, bg_term_id p) {
  bg_term_id best = BG_NO_TERM;
  bg_quad q;
  if (!s || !p) return best;
  for (bg_match m = bg_dataset_match(dataset, (bg_quad){s, p, BG_ANY, BG_ANY}); bg_match_next(&m, &q);) {
    if (best == q.o) continue;
    bg_term x = bg_dataset_term(dataset, q.o), y = bg_dataset_term(dataset, best);
    if (!best || bg_term_compare(&x, &y) < 0) best = q.o;
  }
  return best;
}

bool bg_graph_has(const bg_dataset *dataset, bg_term_id s, bg_term_id p, bg_term_id o) {
  if (!s || !p || !o) return false;
  bg_match m = bg_dataset_match(dataset, (bg_quad){s, p, o, BG_ANY});
  return bg_match_next(&m, &(bg_quad){0});
}

bg_str bg_graph_value(const bg_dataset *dataset, bg_term_id s, bg_term_id p) {
  return bg_dataset_term(dataset, bg_graph_object(dataset, s, p)).value;
}

bg_str bg_iri_local_name(bg_str iri) {
  size_t end = iri.len;
  while (end && strchr("#/:", iri.data[end - 1])) end--; /* a trailing separator names nothing */
  size_t start = end;
  while (start && !strchr("#/:", iri.data[start - 1])) start--;
  return bg_str_slice(iri, start, end);
}

/* 0 for English, 1 without language, 2 for any other. */
static int language_rank(bg_str language) {
  if (language.len == 0) return 1;
  bool english = language.len >= 2 && (language.data[0] | 32) == 'e' && (language.data[1] | 32) == 'n' &&
                 (language.len == 2 || language.data[2] == '-');
  return english ? 0 : 2;
}

bg_str bg_graph_label(const bg_dataset *dataset, bg_term_id node) {
  static const char *const properties[] = {SKOS_PREF_LABEL, RDFS_LABEL, "http://xmlns.com/foaf/0.1/name",
                                           DCTERMS_NS "title"};
  for (size_t i = 0; i < sizeof properties / sizeof *properties; i++) {
    bg_term_id *ids;
    size_t count = bg_graph_objects(dataset, node, bg_dataset_find_iri(dataset, properties[i]), &ids);
    bg_str best = BG_STR_EMPTY;
    int best_rank = 3;
    for (size_t k = 0; k < count; k++) {
      bg_term term = bg_dataset_term(dataset, ids[k]);
      int rank = language_rank(term.language);
      if (term.kind == BG_TERM_LITERAL && rank < best_rank) best = term.value, best_rank = rank;
    }
    bg_free(ids);
    if (best_rank < 3) return best;
  }
  bg_term term = bg_dataset_term(dataset, node);
  if (term.kind != BG_TERM_IRI) return term.value;
  bg_str local = bg_iri_local_name(term.value);
  return local.len ? local : term.value;
}

bool bg_graph_list(const bg_dataset *dataset, bg_term_id head, bg_term_id **ids, size_t *count) {
  bg_term_id first = bg_dataset_find_iri(dataset, RDF_NS "first");
  bg_term_id rest = bg_dataset_find_iri(dataset, RDF_NS "rest");
  bg_term_id nil = bg_dataset_find_iri(dataset, RDF_NS "nil");
  size_t capacity = 0, limit = bg_dataset_size(dataset);
  *ids = NULL;
  *count = 0;
  for (bg_term_id cell = head; cell != nil || !nil;) {
    bg_term_id *values, *rests;
    size_t value_count = bg_graph_objects(dataset, cell, first, &values);
    size_t rest_count = bg_graph_objects(dataset, cell, rest, &rests);
    bool good = value_count == 1 && rest_count == 1 && *count < limit;
    if (good) {
      BG_GROW(*ids, capacity, *count + 1);
      (*ids)[(*count)++] = values[0];
      cell = rests[0];
    }
    bg_free(values);
    bg_free(rests);
    if (!good) {
      bg_free(*ids);
      *ids = NULL;
      *count = 0;
      return false;
    }
  }
  return true;
}
