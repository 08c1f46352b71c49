/* Validation (SHACL, section 3.4): targets, value nodes, and the constraints on sets of values. */
#include <stdlib.h>
#include <strings.h>

#include "base/memory.h"
#include "rdf/graph.h"
#include "rdf/shacl_model.h"
#include "rdf/vocab.h"
#include "rdf/xsd_value.h"

/* What one constraint is checked on. */
typedef struct {
  bg_report *report;
  const bg_shape *shape;
  const shacl_constraint *constraint;
  bg_term_id focus;
  const bg_id_set *values;
  bool record;
} check;

void shacl_add(bg_report *report, const bg_shape *shape, const shacl_constraint *constraint, bg_term_id focus,
               const bg_path *path, bg_term_id value) {
  const bg_shapes *shapes = report->shapes;
  BG_GROW(report->findings, report->capacity, report->count + 1);
  bg_str message = shape->message_count ? bg_dataset_term(shapes->graph, shape->messages[0]).value
                                        : bg_str_from(shacl_components[constraint->component].advice);
  report->findings[report->count++] =
      (bg_finding){focus, value, path, shape, (size_t)constraint->component, shape->level, message};
}

/* A finding where nobody records is only the answer "no". */
static bool found(const check *c, bg_term_id value) {
  if (c->record) shacl_add(c->report, c->shape, c->constraint, c->focus, c->shape->path, value);
  return false;
}

static bool conforms(const check *c, const bg_shape *shape, bg_term_id node) {
  return shacl_check(c->report, shape, node, false);
}

/* ---- constraints on all values together ---- */

static bool check_counts(const check *c) {
  size_t count = c->values->count, limit = c->constraint->number;
  bool good = c->constraint->component == SHACL_MIN_COUNT ? count >= limit : count <= limit;
  return good || found(c, BG_NO_TERM);
}

static bool check_unique_lang(const check *c) {
  const bg_dataset *data = c->report->data;
  bool good = true;
  for (size_t i = 0; i < c->values->count; i++) {
    bg_str tag = bg_dataset_term(data, c->values->ids[i]).language;
    size_t before = 0, after = 0;
    for (size_t k = 0; tag.len && k < c->values->count; k++) {
      bg_str other = bg_dataset_term(data, c->values->ids[k]).language;
      if (k == i || other.len != tag.len || strncasecmp(other.data, tag.data, tag.len) != 0) continue;
      if (k < i) before++;
      else after++;
    }
    if (before == 0 && after > 0) good = found(c, BG_NO_TERM); /* once a language */
  }
  return good;
}

static bool check_property_pair(const check *c) {
  const bg_dataset *data = c->report->data;
  bg_id_set others = {0};
  bg_quad q;
  bool good = true;
  for (bg_match m = bg_dataset_match(data, (bg_quad){c->focus, c->constraint->term, BG_ANY, BG_ANY});
       bg_match_next(&m, &q);)
    bg_id_set_add(&others, q.o);
  bool equals = c->constraint->component == SHACL_EQUALS;
  for (size_t i = 0; i < c->values->count; i++)
    if (bg_id_set_has(&others, c->values->ids[i]) != equals) good = found(c, c->values->ids[i]);
  for (size_t i = 0; equals && i < others.count; i++)
    if (!bg_id_set_has(c->values, others.ids[i])) good = found(c, others.ids[i]);
  bg_id_set_free(&others);
  return good;
}

/* A finding for every pair out of order, as the standard's tests want it. */
static bool check_less_than(const check *c) {
  const bg_dataset *data = c->report->data;
  bg_term_id before = BG_NO_TERM;
  bool good = true;
  bg_quad q;
  for (bg_match m = bg_dataset_match(data, (bg_quad){c->focus, c->constraint->term, BG_ANY, BG_ANY});
       bg_match_next(&m, &q);) {
    if (q.o == before) continue; /* the same triple in another graph */
    before = q.o;
    bg_term other = bg_dataset_term(data, q.o);
    for (size_t i = 0; i < c->values->count; i++) {
      bg_term value = bg_dataset_term(data, c->values->ids[i]);
      bg_order order = bg_xsd_compare(&value, &other);
      bool fine =
          order == BG_ORDER_LESS || (order == BG_ORDER_EQUAL && c->constraint->component == SHACL_LESS_THAN_OR_EQUALS);
      if (!fine) good = found(c, c->values->ids[i]);
    }
  }
  return good;
}

static bool check_qualified(const check *c) {
  size_t count = 0;
  for (size_t i = 0; i < c->values->count; i++) {
    bool counts = conforms(c, c->constraint->shapes[0], c->values->ids[i]);
    for (size_t k = 0; counts && k < c->constraint->sibling_count; k++)
      counts = !conforms(c, c->constraint->siblings[k], c->values->ids[i]);
    if (counts) count++;
  }
  bool good = c->constraint->component == SHACL_QUALIFIED_MIN_COUNT ? count >= c->constraint->number
                                                                    : count <= c->constraint->number;
  return good || found(c, BG_NO_TERM);
}

/* ---- constraints on each value ---- */

static bool value_conforms(const check *c, bg_term_id value) {
  const shacl_constraint *constraint = c->constraint;
  size_t count = 0;
  switch (constraint->component) {
    case SHACL_NOT: return !conforms(c, constraint->shapes[0], value);
    case SHACL_NODE: return conforms(c, constraint->shapes[0], value);
    case SHACL_AND:
    case SHACL_OR:
    case SHACL_XONE:
      for (size_t i = 0; i < constraint->shape_count; i++)
        if (conforms(c, constraint->shapes[i], value)) count++;
      return constraint->component == SHACL_AND  ? count == constraint->shape_count
             : constraint->component == SHACL_OR ? count > 0
                                                 : count == 1;
    default: return shacl_value_conforms(c->report->data, constraint, value);
  }
}

static bool check_closed(const check *c) {
  bool good = true;
  for (size_t i = 0; i < c->values->count; i++) {
    bg_quad q;
    bg_term_id p = BG_NO_TERM, o = BG_NO_TERM;
    for (bg_match m = bg_dataset_match(c->report->data, (bg_quad){c->values->ids[i], BG_ANY, BG_ANY, BG_ANY});
         bg_match_next(&m, &q);) {
      if ((q.p == p && q.o == o) || bg_id_set_has(&c->constraint->terms, q.p)) continue;
      p = q.p;
      o = q.o;
      good = false;
      if (!c->record) return false;
      bg_path *path = bg_arena_alloc(c->report->arena, sizeof *path);
      *path = (bg_path){.kind = PATH_PREDICATE, .predicate = q.p};
      shacl_add(c->report, c->shape, c->constraint, c->focus, path, q.o);
    }
  }
  return good;
}

static bool check_each(const check *c) {
  bool good = true;
  for (size_t i = 0; i < c->values->count && (good || c->record); i++) {
    bg_term_id value = c->values->ids[i];
    if (c->constraint->component == SHACL_PROPERTY)
      good &= shacl_check(c->report, c->constraint->shapes[0], value, c->record);
    else if (!value_conforms(c, value)) good = found(c, value);
  }
  return good;
}

static bool check_constraint(const check *c) {
  switch (c->constraint->component) {
    case SHACL_MIN_COUNT:
    case SHACL_MAX_COUNT: return check_counts(c);
    case SHACL_UNIQUE_LANG: return check_unique_lang(c);
    case SHACL_EQUALS:
    case SHACL_DISJOINT: return check_property_pair(c);
    case SHACL_LESS_THAN:
    case SHACL_LESS_THAN_OR_EQUALS: return check_less_than(c);
    case SHACL_QUALIFIED_MIN_COUNT:
    case SHACL_QUALIFIED_MAX_COUNT: return check_qualified(c);
    case SHACL_CLOSED: return check_closed(c);
    case SHACL_HAS_VALUE: return bg_id_set_has(c->values, c->constraint->term) || found(c, BG_NO_TERM);
    case SHACL_OPPOSITE_TIES: return shacl_check_opposite_ties(c->report, c->shape, c->constraint, c->focus, c->record);
    case SHACL_BACKED_BY_CLAIM:
      return shacl_check_backed_by_claim(c->report, c->shape, c->constraint, c->focus, c->record);
    default: return check_each(c);
  }
}

/* ---- shapes ---- */

static bool check_shape(bg_report *report, const bg_shape *shape, bg_term_id focus, bool record) {
  bg_id_set values = {0};
  if (shape->path) shacl_path_eval(report->data, shape->path, focus, &values);
  else bg_id_set_add(&values, focus);
  bool good = true;
  for (size_t i = 0; i < shape->constraint_count && (good || record); i++) {
    check c = {report, shape, &shape->constraints[i], focus, &values, record};
    good &= check_constraint(&c);
  }
  bg_id_set_free(&values);
  return good;
}

/* A shape that is being checked on the same node already counts as met (only where recursion was let through). */
bool shacl_check(bg_report *report, const bg_shape *shape, bg_term_id focus, bool record) {
  if (shape->deactivated) return true;
  if (!report->shapes->recursive) return check_shape(report, shape, focus, record);
  for (size_t i = 0; i < report->active_count; i++)
    if (report->active[i].shape == shape && report->active[i].focus == focus) return true;
  BG_GROW(report->active, report->active_capacity, report->active_count + 1);
  report->active[report->active_count++] = (shacl_active){shape, focus};
  bool good = check_shape(report, shape, focus, record);
  report->active_count--;
  return good;
}

/* ---- targets ---- */

static void add_target_nodes(const bg_dataset *data, const shacl_target *target, bg_id_set *nodes) {
  bg_term_id type = shacl_find(data, RDF_TYPE);
  bg_quad q;
  switch (target->kind) {
    case TARGET_NODE: bg_id_set_add(nodes, target->term); break;
    case TARGET_CLASS:
      for (size_t i = 0; type && i < target->classes.count; i++)
        for (bg_match m = bg_dataset_match(data, (bg_quad){BG_ANY, type, target->classes.ids[i], BG_ANY});
             bg_match_next(&m, &q);)
          bg_id_set_add(nodes, q.s);
      break;
    case TARGET_SUBJECTS_OF:
    case TARGET_OBJECTS_OF:
      for (bg_match m = bg_dataset_match(data, (bg_quad){BG_ANY, target->term, BG_ANY, BG_ANY}); bg_match_next(&m, &q);)
        bg_id_set_add(nodes, target->kind == TARGET_SUBJECTS_OF ? q.s : q.o);
      break;
  }
}

/* ---- order of the report ---- */

static int compare_terms(const bg_dataset *dataset, bg_term_id a, bg_term_id b) {
  if (a == b) return 0;
  bg_term x = bg_dataset_term(dataset, a), y = bg_dataset_term(dataset, b);
  return bg_term_compare(&x, &y);
}

static int compare_paths(const bg_dataset *data, const bg_path *a, const bg_path *b) {
  if (a == b) return 0;
  bg_buffer x = {0}, y = {0};
  if (a) shacl_put_path(data, a, NULL, &x);
  if (b) shacl_put_path(data, b, NULL, &y);
  int c = bg_str_compare(bg_buffer_str(&x), bg_buffer_str(&y));
  bg_buffer_free(&x);
  bg_buffer_free(&y);
  return c;
}

static int by_place(const void *left, const void *right, void *context) {
  const bg_report *report = context;
  const bg_finding *a = left, *b = right;
  if (a->level != b->level) return a->level < b->level ? -1 : 1;
  int c = compare_terms(report->data, a->focus, b->focus);
  if (c == 0) c = compare_paths(report->data, a->path, b->path);
  if (c == 0 && a->component != b->component) c = a->component < b->component ? -1 : 1;
  if (c == 0) c = compare_terms(report->data, a->value, b->value);
  if (c == 0) c = bg_str_compare(a->message, b->message);
  return c ? c : compare_terms(report->shapes->graph, a->source->node, b->source->node);
}

bg_report *bg_shapes_validate(const bg_shapes *shapes) {
  bg_report *report = BG_NEW(bg_report);
  report->shapes = shapes;
  report->data = shapes->data;
  report->arena = bg_arena_new();
  bg_id_set all = {0};
  for (size_t i = 0; i < shapes->count; i++) {
    const bg_shape *shape = shapes->list[i];
    bg_id_set nodes = {0};
    for (size_t k = 0; k < shape->target_count; k++) add_target_nodes(shapes->data, &shape->targets[k], &nodes);
    for (size_t k = 0; k < nodes.count; k++) {
      bg_id_set_add(&all, nodes.ids[k]);
      shacl_check(report, shape, nodes.ids[k], true);
    }
    bg_id_set_free(&nodes);
  }
  report->focus_count = all.count;
  bg_id_set_free(&all);
  if (report->count) qsort_r(report->findings, report->count, sizeof(bg_finding), by_place, report);
  return report;
}

void bg_report_free(bg_report *report) {
  if (!report) return;
  bg_arena_free(report->arena);
  bg_free(report->findings);
  bg_free(report->active);
  bg_free(report);
}
