#include "store/compare.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "rdf/canon.h"
#include "rdf/line_writer.h"
#include "rdf/reader.h"
#include "rdf/vocab.h"
#include "rdf/xsd_value.h"

/* Values of one subject and predicate that are looked at for another spelling. */
enum { SPELLINGS = 1000 };
/* Virtuoso gives doubles back with six digits. */
static const double ROUNDING = 1e-5;

struct bg_comparison {
  const bg_plan *plan;
  const char *name;
  bg_diagnostics *diagnostics;
  bg_buffer pending;   /* the line that has not ended yet */
  unsigned char *seen; /* a bit for each triple without blank nodes */
  bg_dataset *blank;   /* triples with blank nodes that came */
  size_t received, extra, respelled, rounded;
  char *extra_example;
};

bg_comparison *bg_comparison_new(const bg_plan *plan, const char *name, bg_diagnostics *diagnostics) {
  bg_comparison *c = BG_NEW(bg_comparison);
  c->plan = plan;
  c->name = name;
  c->diagnostics = diagnostics;
  bg_comparison_begin(c);
  return c;
}

void bg_comparison_free(bg_comparison *c) {
  if (!c) return;
  bg_buffer_free(&c->pending);
  bg_free(c->seen);
  bg_dataset_free(c->blank);
  bg_free(c->extra_example);
  bg_free(c);
}

void bg_comparison_begin(void *context) {
  bg_comparison *c = context;
  bg_buffer_clear(&c->pending);
  bg_free(c->seen);
  c->seen = bg_calloc(c->plan->first_blank / 8 + 1, 1);
  bg_dataset_free(c->blank);
  c->blank = bg_dataset_new();
  bg_free(c->extra_example);
  c->extra_example = NULL;
  c->received = c->extra = c->respelled = c->rounded = 0;
}

/* ---- one triple ---- */

static int compare_triples(const bg_quad *a, const bg_quad *b) {
  if (a->s != b->s) return a->s < b->s ? -1 : 1;
  if (a->p != b->p) return a->p < b->p ? -1 : 1;
  return a->o < b->o ? -1 : a->o > b->o;
}

/* Index of the first triple that is not before `wanted`. */
static size_t lower_bound(const bg_plan *plan, const bg_quad *wanted) {
  size_t low = 0, high = plan->first_blank;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (compare_triples(&plan->quads[middle], wanted) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

static bool is_seen(const bg_comparison *c, size_t index) {
  return c->seen[index / 8] >> (index % 8) & 1;
}

static void mark(bg_comparison *c, size_t index) {
  c->seen[index / 8] |= (unsigned char)(1U << (index % 8));
}

static bg_term_id find_term(const bg_comparison *c, const bg_term *term) {
  const char *skolem = c->plan->skolem;
  if (skolem && term->kind == BG_TERM_IRI && bg_str_starts(term->value, bg_str_from(skolem))) {
    bg_term blank = {.kind = BG_TERM_BLANK, .value = bg_str_slice(term->value, strlen(skolem), term->value.len)};
    bg_term_id id = bg_dataset_find(c->plan->dataset, &blank);
    if (id != BG_NO_TERM) return id;
  }
  return bg_dataset_find(c->plan->dataset, term);
}

static bool same_value(const bg_term *a, const bg_term *b) {
  if (a->kind != BG_TERM_LITERAL || b->kind != BG_TERM_LITERAL) return false;
  if (a->language.len || b->language.len) /* case says nothing in a language tag */
    return a->language.len == b->language.len && bg_str_equal(a->value, b->value) &&
           strncasecmp(a->language.data, b->language.data, a->language.len) == 0;
  return bg_xsd_compare(a, b) == BG_ORDER_EQUAL;
}

static bool is_double(const bg_term *term) {
  return bg_str_is(term->datatype, XSD_NS "double") || bg_str_is(term->datatype, XSD_NS "float");
}

static bool nearly_same(const bg_term *a, const bg_term *b) {
  enum { DIGITS = 64 };
  if (!is_double(a) || !is_double(b) || a->value.len >= DIGITS || b->value.len >= DIGITS) return false;
  char x[DIGITS], y[DIGITS];
  snprintf(x, sizeof x, "%.*s", BG_FMT(a->value));
  snprintf(y, sizeof y, "%.*s", BG_FMT(b->value));
  double m = strtod(x, NULL), n = strtod(y, NULL);
  return fabs(m - n) <= ROUNDING * fabs(m);
}

/* One of ours with the same subject and predicate whose object has the same value. */
static bool is_respelled(bg_comparison *c, bg_term_id s, bg_term_id p, const bg_term *object) {
  const bg_plan *plan = c->plan;
  size_t at = lower_bound(plan, &(bg_quad){.s = s, .p = p});
  for (size_t tries = 0; tries < SPELLINGS && at < plan->first_blank; tries++, at++) {
    const bg_quad *q = &plan->quads[at];
    if (q->s != s || q->p != p) return false;
    bg_term ours = bg_dataset_term(plan->dataset, q->o);
    if (is_seen(c, at)) continue;
    bool same = same_value(&ours, object);
    if (!same && !nearly_same(&ours, object)) continue;
    mark(c, at);
    if (same) c->respelled++;
    else c->rounded++;
    return true;
  }
  return false;
}

static void add_extra(bg_comparison *c, const bg_statement *statement) {
  if (!c->extra++) {
    bg_buffer line = {0};
    bg_put_statement(&line, statement, false);
    c->extra_example = bg_buffer_take(&line);
  }
}

static bg_status take_statement(void *context, const bg_statement *st) {
  bg_comparison *c = context;
  c->received++;
  if (st->subject.kind == BG_TERM_BLANK || st->object.kind == BG_TERM_BLANK) {
    bg_quad q = {.g = BG_DEFAULT_GRAPH};
    q.s = bg_dataset_intern(c->blank, &st->subject);
    q.p = bg_dataset_intern(c->blank, &st->predicate);
    q.o = bg_dataset_intern(c->blank, &st->object);
    bg_dataset_add(c->blank, q);
    return BG_OK;
  }
  bg_quad wanted = {.s = find_term(c, &st->subject), .p = find_term(c, &st->predicate), .o = find_term(c, &st->object)};
  if (wanted.s && wanted.p && wanted.o) {
    size_t at = lower_bound(c->plan, &wanted);
    if (at < c->plan->first_blank && compare_triples(&c->plan->quads[at], &wanted) == 0) {
      mark(c, at);
      return BG_OK;
    }
  }
  if (!wanted.s || !wanted.p || !is_respelled(c, wanted.s, wanted.p, &st->object)) add_extra(c, st);
  return BG_OK;
}

/* ---- the stream ---- */

/* The value of \uXXXX at `at`, or 0. */
static unsigned short_escape(bg_str text, size_t at) {
  enum { LENGTH = 6, HEX = 16 };
  char digits[LENGTH - 1];
  if (text.len - at < LENGTH || text.data[at] != '\\' || text.data[at + 1] != 'u') return 0;
  snprintf(digits, sizeof digits, "%.4s", text.data + at + 2);
  char *end;
  unsigned long value = strtoul(digits, &end, HEX);
  return *end ? 0 : (unsigned)value;
}

/* Blazegraph writes what is beyond U+FFFF as two escapes of surrogates, as Java does, which N-Triples has not: make one
 * of them. Other escapes of surrogates stay, and are errors. */
static void join_surrogates(bg_buffer *lines) {
  size_t to = 0;
  for (size_t i = 0; i < lines->len;) {
    bg_str text = bg_buffer_str(lines);
    unsigned high = text.data[i] == '\\' ? short_escape(text, i) : 0;
    unsigned low = high >= 0xd800 && high < 0xdc00 ? short_escape(text, i + 6) : 0;
    if (low >= 0xdc00 && low < 0xe000) {
      char joined[16];
      snprintf(joined, sizeof joined, "\\U%08X", 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00));
      memcpy(lines->data + to, joined, 10);
      to += 10;
      i += 12;
      continue;
    }
    size_t step = text.data[i] == '\\' && i + 1 < lines->len ? 2 : 1; /* an escaped backslash begins nothing */
    memmove(lines->data + to, lines->data + i, step);
    to += step;
    i += step;
  }
  lines->len = to;
}

static bg_status read_lines(bg_comparison *c) {
  static const bg_read_options ntriples = {.format = BG_FORMAT_NTRIPLES};
  if (c->pending.len && memmem(c->pending.data, c->pending.len, "\\uD", 3)) join_surrogates(&c->pending);
  return bg_rdf_read_text(bg_buffer_str(&c->pending), c->name, &ntriples, (bg_sink){c, take_statement, NULL}, NULL,
                          c->diagnostics);
}

bg_status bg_comparison_take(void *context, bg_str bytes) {
  bg_comparison *c = context;
  const char *last = bytes.len ? memrchr(bytes.data, '\n', bytes.len) : NULL;
  if (!last) {
    bg_buffer_add(&c->pending, bytes);
    return BG_OK;
  }
  size_t whole = (size_t)(last - bytes.data) + 1;
  bg_buffer_add(&c->pending, bg_str_slice(bytes, 0, whole));
  bg_status status = read_lines(c);
  bg_buffer_clear(&c->pending);
  bg_buffer_add(&c->pending, bg_str_slice(bytes, whole, bytes.len));
  return status;
}

/* ---- the end ---- */

static void find_missing(const bg_comparison *c, bg_comparison_result *result) {
  for (size_t i = 0; i < c->plan->first_blank; i++) {
    if (is_seen(c, i)) continue;
    if (!result->missing++) {
      bg_buffer line = {0};
      bg_plan_put(c->plan, i, &line);
      result->example = bg_buffer_take(&line);
    }
  }
}

/* The triples with blank nodes that we sent, as a dataset of their own. */
static bg_dataset *our_blanks(const bg_plan *plan) {
  bg_dataset *dataset = bg_dataset_new();
  for (size_t i = plan->first_blank; i < plan->count; i++) {
    const bg_term_id from[] = {plan->quads[i].s, plan->quads[i].p, plan->quads[i].o};
    bg_term_id to[3];
    for (size_t k = 0; k < 3; k++) {
      bg_term term = bg_dataset_term(plan->dataset, from[k]);
      to[k] = bg_dataset_intern(dataset, &term);
    }
    bg_dataset_add(dataset, (bg_quad){to[0], to[1], to[2], BG_DEFAULT_GRAPH});
  }
  bg_dataset_index(dataset);
  return dataset;
}

static bool canonical_hash(const bg_dataset *dataset, char hex[BG_DIGEST_MOST_HEX + 1]) {
  bg_diagnostics *unsaid = bg_diagnostics_new(); /* too much work: then nothing is known */
  bg_canon *canon = NULL;
  bool done = bg_canon_new(dataset, NULL, unsaid, &canon) == BG_OK;
  if (done) bg_canon_hash(canon, BG_SHA256, hex);
  bg_canon_free(canon);
  bg_diagnostics_free(unsaid);
  return done;
}

static void compare_blanks(const bg_comparison *c, bg_comparison_result *result) {
  char ours[BG_DIGEST_MOST_HEX + 1] = "", theirs[BG_DIGEST_MOST_HEX + 1] = "";
  bg_dataset *dataset = our_blanks(c->plan);
  result->blanks_compared = canonical_hash(dataset, ours) && canonical_hash(c->blank, theirs);
  result->blanks_differ = result->blanks_compared && strcmp(ours, theirs) != 0;
  bg_dataset_free(dataset);
}

bg_status bg_comparison_end(bg_comparison *c, bg_comparison_result *result) {
  *result = (bg_comparison_result){0};
  if (c->pending.len) BG_TRY(read_lines(c));
  bg_buffer_clear(&c->pending);
  result->received = c->received;
  result->extra = c->extra;
  result->respelled = c->respelled;
  result->rounded = c->rounded;
  find_missing(c, result);
  bg_dataset_index(c->blank);
  size_t ours = c->plan->count - c->plan->first_blank, theirs = bg_dataset_size(c->blank);
  if (theirs < ours) result->missing += ours - theirs;
  else result->extra += theirs - ours;
  if (ours && ours == theirs) compare_blanks(c, result);
  if (!result->example && c->extra_example) result->example = bg_strdup(c->extra_example);
  return BG_OK;
}

void bg_comparison_result_free(bg_comparison_result *result) {
  bg_free(result->example);
  *result = (bg_comparison_result){0};
}
