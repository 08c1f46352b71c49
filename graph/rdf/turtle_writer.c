#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "rdf/dataset_model.h"
#include "rdf/line_writer.h"
#include "rdf/triple_term.h"
#include "rdf/turtle_model.h"
#include "rdf/vocab.h"
#include "rdf/writers.h"

enum { DEEPEST_NESTING = 32, FLUSH_SIZE = 1 << 16 };

/* ---- terms ---- */

/* Most IRIs come often: which prefix shortens them, and whether the rest is written as it is, is found once. */
enum { NOT_KNOWN, NO_PREFIX, FIRST_PREFIX, WITH_ESCAPES = 1 << 15 };

static uint16_t learn_prefix(turtle *t, bg_term_id id) {
  bg_str local;
  size_t index = bg_prefixes_shorten(t->prefixes, bg_dataset_term(t->dataset, id).value, &local);
  if (index >= WITH_ESCAPES - FIRST_PREFIX) return t->known[id] = NO_PREFIX;
  return t->known[id] = (uint16_t)(index + FIRST_PREFIX + (bg_local_is_plain(local) ? 0 : WITH_ESCAPES));
}

/* bg_prefixes_shorten marks the prefix as used. */
static inline uint16_t prefix_of(turtle *t, bg_term_id id) {
  return t->known[id] == NOT_KNOWN ? learn_prefix(t, id) : t->known[id];
}

static inline char *room(turtle *t, size_t len) {
  if (t->body.capacity - t->body.len <= len) bg_buffer_reserve(&t->body, len);
  return t->body.data + t->body.len;
}

static inline void put(turtle *t, const char *text, size_t len) {
  memcpy(room(t, len), text, len);
  t->body.len += len;
}

static void put_shortened(turtle *t, size_t index, bg_str iri) {
  bg_str prefix, ns;
  bool used;
  if (index == SIZE_MAX) {
    bg_put_term(&t->body, &(bg_term){.kind = BG_TERM_IRI, .value = iri});
    return;
  }
  bg_prefixes_get(t->prefixes, index, &prefix, &ns, &used);
  bg_buffer_add(&t->body, prefix);
  bg_buffer_putc(&t->body, ':');
  bg_put_local(&t->body, bg_str_slice(iri, ns.len, iri.len));
}

static void put_iri(turtle *t, bg_term_id id) {
  const record *r = &t->dataset->records[id];
  unsigned known = prefix_of(t, id);
  if (known == NO_PREFIX) {
    char *at = room(t, r->len + 2);
    *at = '<';
    memcpy(at + 1, r->data, r->len);
    at[r->len + 1] = '>';
    t->body.len += r->len + 2;
    return;
  }
  size_t index = (known & ~(unsigned)WITH_ESCAPES) - FIRST_PREFIX;
  bg_str lead = t->leads[index].prefix;
  bg_str local = {r->data + t->leads[index].cut, r->len - t->leads[index].cut};
  put(t, lead.data, lead.len);
  if (known & WITH_ESCAPES) bg_put_local(&t->body, local);
  else put(t, local.data, local.len);
}

void turtle_put_iri(turtle *t, bg_str iri) {
  bg_str local;
  put_shortened(t, bg_prefixes_shorten(t->prefixes, iri, &local), iri);
}

static size_t skip_digits(bg_str s, size_t i) {
  while (i < s.len && s.data[i] >= '0' && s.data[i] <= '9') i++;
  return i;
}

/* True when the lexical form is a Turtle token that gives the same literal: integer, decimal, double or boolean. */
static bool is_token(const bg_term *term) {
  bg_str s = term->value;
  if (!bg_str_starts(term->datatype, BG_STR(XSD_NS))) return false;
  bg_str type = bg_str_slice(term->datatype, sizeof XSD_NS - 1, term->datatype.len);
  if (bg_str_is(type, "boolean")) return bg_str_is(s, "true") || bg_str_is(s, "false");
  size_t start = s.len && (s.data[0] == '+' || s.data[0] == '-');
  size_t whole = skip_digits(s, start);
  if (bg_str_is(type, "integer")) return whole > start && whole == s.len;
  bool dot = whole < s.len && s.data[whole] == '.';
  size_t fraction = dot ? skip_digits(s, whole + 1) : whole;
  if (bg_str_is(type, "decimal")) return dot && fraction > whole + 1 && fraction == s.len;
  if (!bg_str_is(type, "double") || fraction == start || (dot && fraction == start + 1)) return false;
  if (fraction >= s.len || (s.data[fraction] | 32) != 'e') return false;
  size_t exponent = fraction + 1;
  if (exponent < s.len && (s.data[exponent] == '+' || s.data[exponent] == '-')) exponent++;
  return exponent < s.len && skip_digits(s, exponent) == s.len;
}

/* """...""" keeps line feeds readable. */
static void put_long_string(turtle *t, bg_str text) {
  bg_buffer_puts(&t->body, "\"\"\"");
  for (size_t i = 0; i < text.len; i++) {
    char c = text.data[i];
    bool plain = c == '\n' || c == '\t' || ((unsigned char)c >= 0x20 && c != '"' && c != '\\' && c != 0x7f);
    if (plain) bg_buffer_putc(&t->body, c);
    else bg_put_escaped(&t->body, c);
  }
  bg_buffer_puts(&t->body, "\"\"\"");
}

static void put_literal(turtle *t, const bg_term *term, bool one_line) {
  if (term->datatype.len && is_token(term)) {
    bg_buffer_add(&t->body, term->value);
    return;
  }
  bg_term plain = bg_term_literal(term->value);
  if (!one_line && term->value.len && memchr(term->value.data, '\n', term->value.len)) put_long_string(t, term->value);
  else bg_put_term(&t->body, &plain);
  if (term->language.len) {
    bg_buffer_putc(&t->body, '@');
    bg_buffer_add(&t->body, term->language);
  } else if (term->datatype.len) {
    bg_buffer_puts(&t->body, "^^");
    turtle_put_iri(t, term->datatype);
  }
}

/* Inside triple terms strings stay in their line: some readers know no long ones there. */
static void put_triple(turtle *t, bg_str triple) {
  bg_buffer unescaped = {0};
  bg_term parts[3];
  bg_triple_terms(triple, &unescaped, parts);
  bg_buffer_puts(&t->body, "<<(");
  for (size_t i = 0; i < 3; i++) {
    bg_buffer_putc(&t->body, ' ');
    turtle_put_flat(t, &parts[i]);
  }
  bg_buffer_puts(&t->body, " )>>");
  bg_buffer_free(&unescaped);
}

void turtle_put_flat(turtle *t, const bg_term *term) {
  switch (term->kind) {
    case BG_TERM_IRI: turtle_put_iri(t, term->value); break;
    case BG_TERM_LITERAL: put_literal(t, term, true); break;
    case BG_TERM_TRIPLE: put_triple(t, term->value); break;
    case BG_TERM_NONE:
    case BG_TERM_BLANK: bg_put_term(&t->body, term); break;
  }
}

static void new_line(turtle *t, size_t depth) {
  put(t, "\n", 1);
  put(t, t->indent, strlen(t->indent));
  for (size_t i = 0; i < depth; i++) put(t, "    ", 4);
}

static void put_properties(turtle *t, const bg_quad *quads, size_t count, size_t depth);

/* ---- blank nodes and lists ---- */

/* A cell of a list that can be written as ( ): used once, with one rdf:first and one rdf:rest and nothing else. */
static bool is_cell(const turtle *t, bg_term_id id) {
  const blank_info *b = &t->blanks[id];
  if (bg_dataset_kind(t->dataset, id) != BG_TERM_BLANK || t->shared[id] || b->uses != 1 || b->count != 2) return false;
  const bg_quad *q = t->quads + b->first;
  return (q[0].p == t->first && q[1].p == t->rest) || (q[0].p == t->rest && q[1].p == t->first);
}

static bg_term_id cell_value(const turtle *t, bg_term_id cell, bg_term_id predicate) {
  const bg_quad *q = t->quads + t->blanks[cell].first;
  return q[0].p == predicate ? q[0].o : q[1].o;
}

/* A chain of cells that ends at rdf:nil. */
static bool is_list(const turtle *t, bg_term_id head) {
  size_t steps = 0;
  if (!t->first || !t->rest || !t->nil) return false;
  while (head != t->nil) {
    if (!is_cell(t, head) || ++steps > t->count) return false;
    head = cell_value(t, head, t->rest);
  }
  return true;
}

static void put_object(turtle *t, bg_term_id id, size_t depth) {
  if (t->dataset->kinds[id] == KIND_IRI) {
    put_iri(t, id);
    return;
  }
  bg_term term = bg_dataset_term(t->dataset, id);
  if (term.kind == BG_TERM_LITERAL) {
    put_literal(t, &term, false);
  } else if (term.kind == BG_TERM_TRIPLE || !t->blanks[id].inside_out) {
    turtle_put_flat(t, &term);
  } else if (is_list(t, id)) {
    bg_buffer_putc(&t->body, '(');
    for (; id != t->nil; id = cell_value(t, id, t->rest)) {
      bg_buffer_putc(&t->body, ' ');
      put_object(t, cell_value(t, id, t->first), depth + 1);
    }
    bg_buffer_puts(&t->body, " )");
  } else if (t->blanks[id].count == 0) {
    bg_buffer_puts(&t->body, "[]");
  } else {
    bg_buffer_puts(&t->body, "[ ");
    put_properties(t, t->quads + t->blanks[id].first, t->blanks[id].count, depth + 1);
    bg_buffer_puts(&t->body, " ]");
  }
}

/* Nodes that are written by their name although they are used once: found at the deepest nesting, walked later. */
typedef struct {
  bg_term_id *ids;
  size_t count;
} node_queue;

static void mark_inside(turtle *t, bg_term_id node, size_t depth, node_queue *later);

static void mark_object(turtle *t, bg_term_id o, size_t depth, node_queue *later) {
  bool blank = bg_dataset_kind(t->dataset, o) == BG_TERM_BLANK;
  if (!blank || t->shared[o] || t->blanks[o].uses != 1 || t->blanks[o].inside_out) return;
  if (depth >= DEEPEST_NESTING) {
    later->ids[later->count++] = o;
  } else if (is_list(t, o)) {
    for (bg_term_id cell = o; cell != t->nil; cell = cell_value(t, cell, t->rest)) t->blanks[cell].inside_out = true;
    for (bg_term_id cell = o; cell != t->nil; cell = cell_value(t, cell, t->rest))
      mark_object(t, cell_value(t, cell, t->first), depth + 1, later);
  } else {
    t->blanks[o].inside_out = true;
    mark_inside(t, o, depth + 1, later);
  }
}

/* Walk from a node that is written by its name and mark the blank nodes that can be written inside it. Circles of blank
 * nodes are never reached from outside them, and keep their labels. */
static void mark_inside(turtle *t, bg_term_id node, size_t depth, node_queue *later) {
  const blank_info *b = &t->blanks[node];
  for (size_t i = b->first; i < b->first + b->count; i++) mark_object(t, t->quads[i].o, depth, later);
}

static blank_info *blank(turtle *t, bg_term_id id) {
  blank_info *b = &t->blanks[id];
  if (!b->uses && !b->count) {
    BG_GROW(t->used_blanks, t->used_blank_capacity, t->used_blank_count + 1);
    t->used_blanks[t->used_blank_count++] = id;
  }
  return b;
}

static void find_blanks(turtle *t) {
  if (!t->has_blanks) return;
  for (size_t i = 0; i < t->used_blank_count; i++) t->blanks[t->used_blanks[i]] = (blank_info){0};
  t->used_blank_count = 0;
  for (size_t i = 0; i < t->count; i++) {
    blank_info *s = blank(t, t->quads[i].s);
    if (!s->count++) s->first = (uint32_t)i;
    if (bg_dataset_kind(t->dataset, t->quads[i].o) == BG_TERM_BLANK) blank(t, t->quads[i].o)->uses++;
  }
  node_queue later = {bg_realloc_array(NULL, t->count + 1, sizeof(bg_term_id)), 0};
  for (size_t i = 0; i < t->count; i++) {
    bg_term_id s = t->quads[i].s;
    bool repeated = i && t->quads[i - 1].s == s;
    bool named = bg_dataset_kind(t->dataset, s) == BG_TERM_IRI || t->shared[s] || t->blanks[s].uses != 1;
    if (!repeated && named) mark_inside(t, s, 1, &later);
  }
  for (size_t head = 0; head < later.count; head++) mark_inside(t, later.ids[head], 1, &later);
  bg_free(later.ids);
}

/* ---- subjects ---- */

/* As a person would order them: types, labels, then the rest as sorted. */
enum { CLASSES = 3 };

static int predicate_class(const turtle *t, bg_term_id p) {
  if (p == t->type) return 0;
  for (size_t i = 0; i < sizeof t->labels / sizeof *t->labels; i++)
    if (p == t->labels[i]) return 1;
  return 2;
}

static bool is_hidden(const turtle *t, const bg_quad *quad) {
  return t->hidden && t->hidden[quad - t->quads];
}

static size_t count_visible(const turtle *t, const bg_quad *quads, size_t count) {
  size_t visible = 0;
  for (size_t i = 0; i < count; i++) visible += !is_hidden(t, &quads[i]);
  return visible;
}

/* The nodes that reify the triple, each with what is said of it (Turtle 1.2, annotations). */
static void put_annotations(turtle *t, const bg_quad *quad, size_t depth) {
  size_t count = 0;
  const annotation *annotations = turtle_annotations_of(t, quad, &count);
  for (size_t i = 0; i < count; i++) {
    const bg_quad *own = t->quads + annotations[i].first;
    bg_term reifier = bg_dataset_term(t->dataset, own->s);
    bg_buffer_puts(&t->body, " ~ ");
    turtle_put_flat(t, &reifier);
    if (!count_visible(t, own, annotations[i].count)) continue;
    bg_buffer_puts(&t->body, " {|");
    new_line(t, depth + 1);
    put_properties(t, own, annotations[i].count, depth + 1);
    new_line(t, depth);
    bg_buffer_puts(&t->body, "|}");
  }
}

static void put_predicate(turtle *t, const bg_quad *quads, size_t count, size_t depth) {
  bool first = true;
  if (quads[0].p == t->type) put(t, "a", 1);
  else put_iri(t, quads[0].p);
  for (size_t i = 0; i < count; i++) {
    if (is_hidden(t, &quads[i])) continue;
    if (first) put(t, " ", 1);
    else put(t, ", ", 2);
    first = false;
    put_object(t, quads[i].o, depth);
    if (t->annotation_count) put_annotations(t, &quads[i], depth);
  }
}

static void put_properties(turtle *t, const bg_quad *quads, size_t count, size_t depth) {
  bool first = true;
  for (int class = 0; class < CLASSES; class ++) {
    for (size_t i = 0, run; i < count; i += run) {
      for (run = 1; i + run < count && quads[i + run].p == quads[i].p;) run++;
      if (predicate_class(t, quads[i].p) != class || (t->hidden && !count_visible(t, quads + i, run))) continue;
      if (!first) {
        put(t, " ;", 2);
        new_line(t, depth);
      }
      first = false;
      put_predicate(t, quads + i, run, depth);
    }
  }
}

static void put_subject(turtle *t, size_t first, size_t count) {
  bg_term_id s = t->quads[first].s;
  if (t->reifies && turtle_put_reifier(t, first, count)) return;
  bg_term term = bg_dataset_term(t->dataset, s);
  if (term.kind == BG_TERM_IRI) put_iri(t, s);
  else if (t->blanks[s].uses == 0 && !t->shared[s]) bg_buffer_puts(&t->body, "[]");
  else bg_put_term(&t->body, &term);
}

static void flush(turtle *t) {
  if (t->output) bg_output_write(t->output, bg_buffer_str(&t->body));
  bg_buffer_clear(&t->body);
}

static void put_graph(turtle *t) {
  bool first = true;
  find_blanks(t);
  if (t->reifies) turtle_find_annotations(t);
  for (size_t i = 0, run; i < t->count; i += run) {
    for (run = 1; i + run < t->count && t->quads[i + run].s == t->quads[i].s;) run++;
    if (t->blanks[t->quads[i].s].inside_out || (t->annotation_count && turtle_is_annotation(t, i, run))) continue;
    if (!first) bg_buffer_putc(&t->body, '\n');
    first = false;
    bg_buffer_puts(&t->body, t->indent);
    put_subject(t, i, run);
    if (!t->hidden || count_visible(t, t->quads + i, run)) bg_buffer_putc(&t->body, ' ');
    put_properties(t, t->quads + i, run, 1);
    bg_buffer_puts(&t->body, " .\n");
    if (t->body.len > FLUSH_SIZE) flush(t);
  }
}

/* ---- documents ---- */

static void put_trig(turtle *t, const bg_quad *quads, size_t count) {
  for (size_t i = 0, run; i < count; i += run) {
    for (run = 1; i + run < count && quads[i + run].g == quads[i].g;) run++;
    if (i) bg_buffer_putc(&t->body, '\n');
    t->quads = quads + i;
    t->count = run;
    t->indent = "";
    if (quads[i].g == BG_DEFAULT_GRAPH) {
      put_graph(t);
      continue;
    }
    bg_term graph = bg_dataset_term(t->dataset, quads[i].g);
    if (graph.kind == BG_TERM_IRI) put_iri(t, quads[i].g);
    else bg_put_term(&t->body, &graph);
    bg_buffer_puts(&t->body, " {\n");
    t->indent = "    ";
    put_graph(t);
    bg_buffer_puts(&t->body, "}\n");
  }
}

/* Blank nodes that stand in more than one graph, or name one, need their labels. */
static bool *find_shared(const bg_dataset *dataset, const bg_quad *quads, size_t count, bool has_blanks) {
  size_t terms = bg_dataset_term_count(dataset) + 1;
  bool *shared = bg_calloc(terms, sizeof *shared);
  if (!has_blanks) return shared;
  bg_term_id *graph_of = bg_calloc(terms, sizeof *graph_of); /* graph id + 1 */
  for (size_t i = 0; i < count; i++) {
    bg_term_id ends[2] = {quads[i].s, quads[i].o};
    for (size_t k = 0; k < 2; k++) {
      if (graph_of[ends[k]] && graph_of[ends[k]] != quads[i].g + 1) shared[ends[k]] = true;
      graph_of[ends[k]] = quads[i].g + 1;
    }
    shared[quads[i].g] = true;
  }
  bg_free(graph_of);
  return shared;
}

/* `known` of a literal tells that its datatype was looked at. */
static void find_datatype(turtle *t, bg_term_id literal) {
  bg_str local;
  if (t->known[literal] != NOT_KNOWN) return;
  t->known[literal] = NO_PREFIX;
  bg_term term = bg_dataset_term(t->dataset, literal);
  if (term.datatype.len && !is_token(&term)) bg_prefixes_shorten(t->prefixes, term.datatype, &local);
}

static void put_document(turtle *t, const bg_quad *quads, size_t count, bool graphs) {
  t->quads = quads;
  t->count = count;
  t->indent = "";
  if (graphs) put_trig(t, quads, count);
  else put_graph(t);
  flush(t);
}

/* Find the prefixes that the document uses: they stand before all else. Lists and annotations name less than their
 * quads do: which are written so is seen when the document is made, so it is made twice. */
static void find_prefixes(turtle *t, const bg_quad *quads, size_t count, bool graphs) {
  if ((t->first && t->rest && t->nil) || bg_dataset_needs_rdf12(t->dataset)) {
    bg_output *output = t->output;
    t->output = NULL;
    put_document(t, quads, count, graphs);
    t->output = output;
    return;
  }
  const uint8_t *kinds = t->dataset->kinds;
  for (size_t i = 0; i < count; i++) {
    const bg_quad *q = &quads[i];
    uint8_t kind = kinds[q->o];
    if ((!i || q->s != quads[i - 1].s) && kinds[q->s] == KIND_IRI) prefix_of(t, q->s);
    if (q->p != t->type) prefix_of(t, q->p);
    if (kinds[q->g] == KIND_IRI) prefix_of(t, q->g);
    if (kind == KIND_IRI) prefix_of(t, q->o);
    else if (kind == KIND_TYPED) find_datatype(t, q->o);
  }
}

static prefix_lead *make_leads(const bg_prefixes *prefixes, bg_arena *arena) {
  size_t count = bg_prefixes_count(prefixes);
  prefix_lead *leads = bg_calloc(count, sizeof *leads);
  for (size_t i = 0; i < count; i++) {
    bg_str prefix, ns;
    bool used;
    bg_prefixes_get(prefixes, i, &prefix, &ns, &used);
    leads[i] = (prefix_lead){bg_arena_printf(arena, "%.*s:", BG_FMT(prefix)), ns.len};
  }
  return leads;
}

static void put_prefixes(turtle *t, bool body) {
  if (bg_dataset_needs_rdf12(t->dataset)) bg_buffer_puts(&t->body, "VERSION \"1.2\"\n");
  for (size_t i = 0; i < bg_prefixes_count(t->prefixes); i++) {
    bg_str prefix, iri;
    bool used;
    bg_prefixes_get(t->prefixes, i, &prefix, &iri, &used);
    if (used) bg_buffer_printf(&t->body, "@prefix %.*s: <%.*s> .\n", BG_FMT(prefix), BG_FMT(iri));
  }
  if (body) bg_buffer_putc(&t->body, '\n');
}

void bg_write_turtle(const bg_dataset *dataset, const bg_quad *quads, size_t count, bool graphs, bg_output *output) {
  bool has_blanks =
      bg_dataset_needs_rdf12(dataset) || memchr(dataset->kinds, KIND_BLANK, bg_dataset_term_count(dataset) + 1) != NULL;
  bg_prefixes *prefixes = bg_prefixes_new(dataset);
  bg_arena *arena = bg_arena_new();
  turtle t = {.dataset = dataset,
              .prefixes = prefixes,
              .leads = make_leads(prefixes, arena),
              .has_blanks = has_blanks,
              .blanks = bg_calloc(bg_dataset_term_count(dataset) + 1, sizeof(blank_info)),
              .shared = find_shared(dataset, quads, count, has_blanks),
              .known = bg_calloc(bg_dataset_term_count(dataset) + 1, sizeof(uint16_t)),
              .output = output,
              .labels = {bg_dataset_find_iri(dataset, SKOS_PREF_LABEL), bg_dataset_find_iri(dataset, RDFS_LABEL),
                         bg_dataset_find_iri(dataset, DCTERMS_NS "title")},
              .type = bg_dataset_find_iri(dataset, RDF_TYPE),
              .first = bg_dataset_find_iri(dataset, RDF_NS "first"),
              .rest = bg_dataset_find_iri(dataset, RDF_NS "rest"),
              .nil = bg_dataset_find_iri(dataset, RDF_NS "nil"),
              .reifies = bg_dataset_needs_rdf12(dataset) ? bg_dataset_find_iri(dataset, RDF_REIFIES) : BG_NO_TERM,
              .indent = ""};
  if (bg_dataset_needs_rdf12(dataset)) turtle_prepare_triples(&t, quads, count);
  find_prefixes(&t, quads, count, graphs);
  put_prefixes(&t, count > 0);
  put_document(&t, quads, count, graphs);
  bg_free(t.known);
  turtle_clear_annotations(&t);
  bg_free(t.annotations);
  bg_free(t.shared);
  bg_free(t.blanks);
  bg_free(t.used_blanks);
  bg_buffer_free(&t.body);
  bg_prefixes_free(prefixes);
  bg_free(t.leads);
  bg_arena_free(arena);
}
