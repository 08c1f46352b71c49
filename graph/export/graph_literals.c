/* What plain RDF says of a node in literals becomes fields of the node. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/memory.h"
#include "export/graph_parts.h"
#include "rdf/graph.h"
#include "rdf/vocab.h"
#include "rdf/xsd_value.h"

/* Tables of graph tools have no room for thousands of columns. */
enum { MOST_FIELDS = 100 };

typedef struct {
  bg_term_id predicate;
  size_t count; /* nodes that have it */
  bool several; /* of one node */
  bool integers, reals, booleans;
} use;

typedef struct {
  const bg_dataset *dataset;
  size_t *node_of; /* index + 1, by term */
  use *uses;
  size_t use_count, use_capacity;
  size_t *use_of; /* index + 1, by term */
} survey;

static bool is_number_type(bg_str datatype, bool *integer) {
  static const char *const integers[] = {
      "integer",         "int",         "long",         "short",        "byte", "nonNegativeInteger",
      "positiveInteger", "unsignedInt", "unsignedLong", "unsignedShort"};
  if (!bg_str_starts(datatype, BG_STR(XSD_NS))) return false;
  bg_str name = bg_str_slice(datatype, sizeof XSD_NS - 1, datatype.len);
  *integer = false;
  for (size_t i = 0; i < sizeof integers / sizeof *integers; i++) *integer |= bg_str_is(name, integers[i]);
  return *integer || bg_str_is(name, "decimal") || bg_str_is(name, "double") || bg_str_is(name, "float");
}

/* A double holds it without loss, and every format can write it. */
static bool number_of(const bg_term *term, double *value, bool *integer) {
  char text[40];
  if (!is_number_type(term->datatype, integer) || !bg_xsd_valid(term->datatype, term->value)) return false;
  bg_str lexical = bg_str_trim(term->value);
  if (!lexical.len || lexical.len >= sizeof text) return false;
  memcpy(text, lexical.data, lexical.len);
  text[lexical.len] = '\0';
  *value = strtod(text, NULL);
  return isfinite(*value) && (!*integer || fabs(*value) <= 9007199254740992.0);
}

static bool boolean_of(const bg_term *term) {
  return bg_str_is(term->datatype, XSD_NS "boolean") && bg_xsd_valid(term->datatype, term->value);
}

static bool next_literal(const survey *s, size_t *at, const bg_quad **quad) {
  const bg_quad *quads = bg_dataset_quads(s->dataset);
  for (; *at < bg_dataset_size(s->dataset); ++*at) {
    const bg_quad *q = &quads[*at];
    if (*at && q->s == q[-1].s && q->p == q[-1].p && q->o == q[-1].o) continue; /* again in another graph */
    if (!s->node_of[q->s] || bg_dataset_term(s->dataset, q->o).kind != BG_TERM_LITERAL) continue;
    *quad = q;
    ++*at;
    return true;
  }
  return false;
}

static void look(survey *s) {
  const bg_quad *q, *last = NULL;
  for (size_t at = 0; next_literal(s, &at, &q); last = q) {
    if (!s->use_of[q->p]) {
      BG_GROW(s->uses, s->use_capacity, s->use_count + 1);
      s->uses[s->use_count] = (use){.predicate = q->p, .integers = true, .reals = true, .booleans = true};
      s->use_of[q->p] = ++s->use_count;
    }
    use *u = &s->uses[s->use_of[q->p] - 1];
    bg_term term = bg_dataset_term(s->dataset, q->o);
    double value;
    bool integer = false, number = number_of(&term, &value, &integer);
    u->integers &= number && integer;
    u->reals &= number;
    u->booleans &= boolean_of(&term);
    if (last && last->s == q->s && last->p == q->p) u->several = true;
    else u->count++;
  }
}

static int by_count(const void *a, const void *b, void *context) {
  const use *x = a, *y = b;
  if (x->count != y->count) return x->count > y->count ? -1 : 1;
  bg_term s = bg_dataset_term(context, x->predicate), t = bg_dataset_term(context, y->predicate);
  return bg_term_compare(&s, &t);
}

/* Names that formats give a meaning to, or that measures have. */
static bool is_reserved(bg_str name) {
  static const char *const words[] = {"id",   "source", "target", "name",   "weight", "start",      "end",
                                      "kind", "key",    "x",      "y",      "size",   "value",      "directed",
                                      "v",    "s",      "color",  "colour", "viz",    "interaction"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (bg_str_is(name, words[i])) return true;
  bg_measure measure;
  return bg_measure_parse(name, &measure);
}

static const char *field_name(const survey *s, bg_graph_model *m, bg_term_id predicate) {
  bg_str local = bg_iri_local_name(bg_dataset_term(s->dataset, predicate).value);
  bg_buffer name = {0};
  for (size_t i = 0; i < local.len && i < 60; i++) {
    char c = local.data[i];
    bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (i == 0 && !letter) bg_buffer_puts(&name, "p_");
    bg_buffer_putc(&name, letter || (c >= '0' && c <= '9') ? c : '_');
  }
  if (!name.len) bg_buffer_puts(&name, "property");
  while (is_reserved(bg_buffer_str(&name)) || bg_fields_find(&m->nodes, name.data)) bg_buffer_putc(&name, '_');
  const char *kept = bg_arena_strdup(m->arena, name.data);
  bg_buffer_free(&name);
  return kept;
}

/* All literals of one node and predicate follow one another. */
static void append(const survey *s, bg_arena *arena, bg_str_list *list, const bg_quad *q, bg_str item) {
  if (!list->count) {
    const bg_quad *end = bg_dataset_quads(s->dataset) + bg_dataset_size(s->dataset), *next = q;
    while (next < end && next->s == q->s && next->p == q->p) next++;
    list->items = bg_arena_alloc(arena, (size_t)(next - q) * sizeof *list->items);
  }
  list->items[list->count++] = item;
}

static void fill(const survey *s, bg_graph_model *m, const size_t *field_of) {
  const bg_quad *q;
  for (size_t at = 0; next_literal(s, &at, &q);) {
    if (!field_of[q->p]) continue;
    bg_field *field = &m->nodes.items[field_of[q->p] - 1];
    size_t row = s->node_of[q->s] - 1;
    bg_term term = bg_dataset_term(s->dataset, q->o);
    bool integer;
    if (field->type == BG_FIELD_TEXT) field->texts[row] = term.value;
    else if (field->type == BG_FIELD_LIST) append(s, m->arena, &field->lists[row], q, term.value);
    else if (field->type == BG_FIELD_BOOLEAN)
      field->numbers[row] = bg_str_is(term.value, "true") || bg_str_is(term.value, "1");
    else (void)number_of(&term, &field->numbers[row], &integer);
  }
}

static int by_bytes(const void *a, const void *b) {
  return bg_str_compare(*(const bg_str *)a, *(const bg_str *)b);
}

/* Statements come in the order of ids, which is the file's: sort, so that their order says nothing. */
static void sort_lists(bg_fields *nodes) {
  for (size_t i = 0; i < nodes->count; i++)
    for (size_t row = 0; nodes->items[i].lists && row < nodes->rows; row++)
      if (nodes->items[i].lists[row].count > 1)
        qsort(nodes->items[i].lists[row].items, nodes->items[i].lists[row].count, sizeof(bg_str), by_bytes);
}

void bg_graph_literals(const bg_graph_input *in, bg_graph_model *m) {
  size_t terms = bg_dataset_term_count(in->dataset) + 1;
  survey s = {
      .dataset = in->dataset, .node_of = bg_calloc(terms, sizeof(size_t)), .use_of = bg_calloc(terms, sizeof(size_t))};
  for (size_t i = 0; i < m->nodes.rows; i++) s.node_of[in->network->actors[i].term] = i + 1;
  look(&s);
  union { /* qsort_r's context is not const */
    const bg_dataset *in;
    void *out;
  } context = {in->dataset};
  if (s.use_count > 1) qsort_r(s.uses, s.use_count, sizeof *s.uses, by_count, context.out);
  memset(s.use_of, 0, terms * sizeof(size_t));
  for (size_t i = 0; i < s.use_count && i < MOST_FIELDS; i++) {
    const use *u = &s.uses[i];
    bg_field_type type = u->several    ? BG_FIELD_LIST
                         : u->booleans ? BG_FIELD_BOOLEAN
                         : u->integers ? BG_FIELD_INTEGER
                         : u->reals    ? BG_FIELD_REAL
                                       : BG_FIELD_TEXT;
    s.use_of[u->predicate] = bg_fields_add(&m->nodes, field_name(&s, m, u->predicate), type) + 1;
  }
  fill(&s, m, s.use_of);
  sort_lists(&m->nodes);
  bg_free(s.uses);
  bg_free(s.use_of);
  bg_free(s.node_of);
}
