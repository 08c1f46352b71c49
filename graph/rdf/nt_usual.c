#include "rdf/nt_usual.h"

#include <string.h>

#include "base/memory.h"
#include "rdf/check_term.h"
#include "rdf/dataset_model.h"
#include "rdf/scan.h"
#include "rdf/term_hash.h"
#include "rdf/vocab.h"

/* A term that has its id already, or else is to be looked up: nothing of a line is added before all of it is good. */
typedef struct {
  bg_term_id id;
  bg_str value;
  record_kind kind;
} part;

typedef struct {
  part subject, predicate, object, datatype, graph;
  bg_str language;
} usual_line;

static bool same_bytes(const char *a, const char *b, size_t len) {
  if (len < 8) return memcmp(a, b, len) == 0;
  uint64_t differ = term_hash_word(a + len - 8) ^ term_hash_word(b + len - 8); /* IRIs differ at their ends */
  for (size_t at = 0; !differ && at + 8 < len; at += 8) differ = term_hash_word(a + at) ^ term_hash_word(b + at);
  return differ == 0;
}

/* Is the IRI at `at` the one of that id? Then it is as good as that one was. */
static bool is_iri(const bg_dataset *dataset, bg_term_id id, const char *at, const char *end) {
  if (!id) return false;
  const record *r = &dataset->records[id];
  return (size_t)(end - at) > r->len && at[r->len] == '>' && same_bytes(at, r->data, r->len);
}

/* All of these give the place behind what they read, or NULL when it is not what they know. */
static const char *read_new_iri(const char *at, const char *end, part *iri) {
  const char *stop = scan_iri(at, end);
  *iri = (part){.value = {at, (size_t)(stop - at)}, .kind = KIND_IRI};
  return stop < end && *stop == '>' && bg_iri_has_scheme(iri->value) ? stop + 1 : NULL;
}

/* `at` is behind the '<'; `expected` is the id that it may well be. */
static inline const char *read_iri(const bg_dataset *dataset, bg_term_id expected, const char *at, const char *end,
                                   part *iri) {
  if (!is_iri(dataset, expected, at, end)) return read_new_iri(at, end, iri);
  *iri = (part){.id = expected};
  return at + dataset->records[expected].len + 1;
}

static bool is_label_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

static const char *read_blank(const char *at, const char *end, part *blank) {
  const char *start = at + 2, *stop = start;
  if (end - at < 3 || at[1] != ':') return NULL;
  while (stop < end && is_label_char(*stop)) stop++;
  *blank = (part){.value = {start, (size_t)(stop - start)}, .kind = KIND_BLANK};
  return stop > start ? stop : NULL;
}

static const char *read_language(nt_usual *usual, const char *at, const char *end, usual_line *line) {
  bg_str last = usual->language;
  if (last.len && (size_t)(end - at) > last.len && at[last.len] == ' ' && same_bytes(at, last.data, last.len)) {
    line->language = last;
    return at + last.len;
  }
  const char *space = memchr(at, ' ', (size_t)(end - at));
  if (!space) return NULL;
  line->language = (bg_str){at, (size_t)(space - at)};
  return bg_language_length(line->language) == line->language.len ? space : NULL;
}

static const char *read_datatype(const bg_dataset *dataset, bg_term_id expected, const char *at, const char *end,
                                 usual_line *line) {
  if (end - at < 3 || at[1] != '^' || at[2] != '<') return NULL;
  at = read_iri(dataset, expected, at + 3, end, &line->datatype);
  if (!at || line->datatype.id) return at;
  bool special = bg_str_equal(line->datatype.value, BG_STR(XSD_STRING)) || bg_datatype_problem(line->datatype.value);
  return special ? NULL : at;
}

static const char *read_literal(nt_usual *usual, const bg_dataset *dataset, bg_term_id datatype, const char *at,
                                const char *end, usual_line *line) {
  const char *start = at + 1;
  at = scan_line_string(start, end);
  if (at == end || *at != '"') return NULL;
  line->object = (part){.value = {start, (size_t)(at - start)}, .kind = KIND_PLAIN};
  if (++at == end) return NULL;
  if (*at == '@') {
    line->object.kind = KIND_LANGUAGE;
    return read_language(usual, at + 1, end, line);
  }
  if (*at == '^') {
    line->object.kind = KIND_TYPED;
    return read_datatype(dataset, datatype, at, end, line);
  }
  return at;
}

static inline const char *skip_space(const char *at, const char *end) {
  return at && end - at >= 2 && *at == ' ' ? at + 1 : NULL;
}

static const char *read_line(nt_usual *usual, const bg_dataset *dataset, bool quads, const char *at, const char *end,
                             usual_line *line) {
  if (*at == '<') at = read_iri(dataset, usual->last.s, at + 1, end, &line->subject);
  else if (*at == '_') at = read_blank(at, end, &line->subject);
  else return NULL;
  if (!(at = skip_space(at, end)) || *at != '<') return NULL;
  bg_term_id predicate = usual->predicates[usual->last.p % USUAL_PREDICATES].next;
  at = read_iri(dataset, predicate, at + 1, end, &line->predicate);
  if (!(at = skip_space(at, end))) return NULL;
  if (*at == '<') at = read_new_iri(at + 1, end, &line->object);
  else if (*at == '"')
    at = read_literal(usual, dataset, usual->predicates[predicate % USUAL_PREDICATES].datatype, at, end, line);
  else at = *at == '_' ? read_blank(at, end, &line->object) : NULL;
  if (!(at = skip_space(at, end))) return NULL;
  line->graph.kind = KIND_NONE;
  line->graph.id = BG_NO_TERM;
  if (quads && *at == '<') {
    at = read_iri(dataset, usual->graph, at + 1, end, &line->graph);
    if (!(at = skip_space(at, end))) return NULL;
  }
  return end - at >= 2 && at[0] == '.' && at[1] == '\n' ? at + 2 : NULL;
}

static inline bg_term_id take(bg_dataset *dataset, const part *term, uint32_t extra) {
  if (term->id || term->kind == KIND_NONE) return term->id;
  term_key key = {.value = term->value, .extra = extra, .kind = term->kind};
  key.hash = dataset_mix(term_hash(term->value), extra, term->kind);
  dataset_reserve_slots(dataset, 1);
  return dataset_take(dataset, &key, dataset_find_slot(dataset, &key));
}

/* A label that is `expected` as an IRI must not be taken for one. */
static bg_term_id iri_only(const part *term, bg_term_id id) {
  return term->kind == KIND_BLANK ? BG_NO_TERM : id;
}

/* Terms get their ids in the order in which bg_dataset_sink gives them. */
static void add_line(nt_usual *usual, bg_dataset *dataset, const usual_line *line) {
  bg_quad quad;
  uint32_t extra = 0;
  quad.s = take(dataset, &line->subject, 0);
  quad.p = take(dataset, &line->predicate, 0);
  if (line->object.kind == KIND_LANGUAGE) {
    if (line->language.data != usual->language.data) {
      usual->language = line->language;
      usual->language_index = dataset_language(dataset, line->language);
    }
    extra = usual->language_index;
  } else if (line->object.kind == KIND_TYPED) {
    extra = take(dataset, &line->datatype, 0);
    usual->predicates[quad.p % USUAL_PREDICATES].datatype = extra;
  }
  quad.o = take(dataset, &line->object, extra);
  quad.g = take(dataset, &line->graph, 0);
  usual->predicates[usual->last.p % USUAL_PREDICATES].next = quad.p;
  usual->last = quad;
  usual->last.s = iri_only(&line->subject, quad.s);
  if (quad.g) usual->graph = quad.g;
  bg_dataset_add(dataset, quad);
}

size_t nt_read_usual(nt_usual *usual, bg_dataset *dataset, bg_str text, bool quads, size_t *at) {
  const char *next = text.data + *at, *end = text.data + text.len;
  usual_line line;
  size_t lines = 0;
  while (next < end) {
    const char *behind = read_line(usual, dataset, quads, next, end, &line);
    if (!behind) break;
    add_line(usual, dataset, &line);
    next = behind;
    lines++;
  }
  *at = (size_t)(next - text.data);
  return lines;
}
